"""``backup``: a copy of the store."""

from __future__ import annotations

import argparse

from mocgioi.cli import console
from mocgioi.cli.options import Words, as_path
from mocgioi.errors import Text

_COPIED = Text("Đã sao lưu vào {}", "Copied to {}")


def add_arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Take where it is copied to."""
    parser.add_argument("file", type=as_path, metavar="FILE")


def run(args: argparse.Namespace) -> int:
    """Copy the store; the project that the copy carries opens the copy."""
    from mocgioi import tracker

    console.tracker(args).store.backup(args.file)
    tracker.open(args.file).qgis.follow()
    console.say(_COPIED.to(args.lang).format(args.file), quiet=args.quiet)
    return console.DONE
