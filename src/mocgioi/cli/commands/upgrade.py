"""``upgrade``: the store brought to this program's version."""

from __future__ import annotations

import argparse

from mocgioi.cli import console
from mocgioi.cli.options import Words
from mocgioi.errors import Text

SUMMARY = Text(
    "đưa kho số liệu lên phiên bản của chương trình", "bring the store to this program's version"
)

_UPGRADED = Text("Phiên bản {} → {}", "Version {} → {}")


def add_arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Take nothing but what every command takes."""


def run(args: argparse.Namespace) -> int:
    """Bring the store to this program's version."""
    before, after = console.tracker(args).store.upgrade()
    console.say(_UPGRADED.to(args.lang).format(before, after), quiet=args.quiet)
    return console.DONE
