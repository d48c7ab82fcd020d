"""``init``: an empty store."""

from __future__ import annotations

import argparse

from mocgioi.cli import console
from mocgioi.cli.options import Words
from mocgioi.cli.starting import write_project
from mocgioi.errors import Text

SUMMARY = Text("tạo kho số liệu trống tại --store", "make an empty store at --store")

_MADE = Text("Đã tạo kho số liệu trống {}", "Made an empty store {}")


def add_arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Take nothing but what every command takes."""


def run(args: argparse.Namespace) -> int:
    """Make an empty store."""
    from mocgioi import tracker
    from mocgioi.tracker.starting import write_starters

    made = tracker.create(args.store)
    console.say(_MADE.to(args.lang).format(made.store.place), quiet=args.quiet)
    if made.store.file is not None:
        write_starters(made.store.file, args.lang)
    projects = write_project(made, args)
    if made.store.file is None:  # then it stands beside nothing
        for path in projects:
            console.say_written(path, args.lang, quiet=args.quiet)
    return console.DONE
