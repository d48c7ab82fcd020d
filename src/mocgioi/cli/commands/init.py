"""``init``: an empty store."""

from __future__ import annotations

import argparse

from mocgioi.cli import console
from mocgioi.cli.options import Words
from mocgioi.cli.starting import write_project, write_starters
from mocgioi.errors import Text

_MADE = Text("Đã tạo kho số liệu trống {}", "Made an empty store {}")


def add_arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Take nothing but what every command takes."""


def run(args: argparse.Namespace) -> int:
    """Make an empty store."""
    from mocgioi import tracker

    made = tracker.create(args.store)
    console.say(_MADE.to(args.lang).format(made.store.place), quiet=args.quiet)
    write_starters(made, args)
    projects = write_project(made, args)
    if made.store.file is None:  # then it stands beside nothing
        for path in projects:
            console.say_written(path, args.lang, quiet=args.quiet)
    return console.DONE
