"""``publish``: what was reported for a day."""

from __future__ import annotations

import argparse

from mocgioi.cli import console
from mocgioi.cli.forms import form_of
from mocgioi.cli.options import Words, add_as_of, add_format


def add_arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Take the day, what the report is called, and who publishes it."""
    add_as_of(parser, words)
    parser.add_argument(
        "--title", required=True, help=words("tên báo cáo", "what the report is called")
    )
    parser.add_argument(
        "--by", metavar="WHO", help=words("người công bố", "who publishes (default: the user)")
    )
    add_format(parser, words, ("text", "json"), file=False)


def run(args: argparse.Namespace) -> int:
    """Record what is reported for a day."""
    figures = console.tracker(args).figures
    before = {publication.uuid for publication in figures.publications()}
    made = figures.publish(as_of=args.as_of, title=args.title, by=args.by)
    if form_of(args) == "json":
        console.print_json({"schema": "mocgioi.publication/1", **made._asdict()})
        return console.DONE
    from mocgioi.outputs.published_text import recorded_text
    from mocgioi.outputs.wording import say

    print(recorded_text(made, is_new=made.uuid not in before).to(args.lang))
    if made.head:
        print(say("head", args.lang, head=made.head))
    return console.DONE
