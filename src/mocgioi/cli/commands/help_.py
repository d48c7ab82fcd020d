"""``help``: what the program's codes and documents mean."""

from __future__ import annotations

import argparse

from mocgioi.cli import console
from mocgioi.cli.options import Words, add_format
from mocgioi.cli.topics import TOPICS


def add_arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Take the topic."""
    listed = ", ".join(TOPICS)
    parser.add_argument("topic", nargs="?", choices=tuple(TOPICS), metavar="TOPIC", help=listed)
    add_format(parser, words, ("text", "json"), file=False)


def run(args: argparse.Namespace) -> int:
    """Print a topic, or which ones there are."""
    if args.topic is None:
        for name, topic in TOPICS.items():
            print(f"{name:<12}{topic.title.to(args.lang)}")
        return console.DONE
    topic = TOPICS[args.topic]
    if args.format == "json":
        console.print_json(topic.document(args.lang))
    else:
        print(topic.text(args.lang))
    return console.DONE
