"""``check``: is the store whole."""

from __future__ import annotations

import argparse

from mocgioi.cli import console
from mocgioi.cli.forms import form_of
from mocgioi.cli.options import Words, add_format
from mocgioi.errors import Text

SUMMARY = Text("kho số liệu có nguyên vẹn không", "is the store whole")

_SOUND = Text("Kho số liệu nguyên vẹn.", "The store is whole.")


def add_arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Take the form of the answer."""
    add_format(parser, words, ("text", "json"), file=False)


def run(args: argparse.Namespace) -> int:
    """Say whether the store is whole."""
    faults = console.tracker(args).store.faults()
    if form_of(args) == "json":
        console.print_json({"schema": "mocgioi.check/1", "faults": faults})
    else:
        print("\n".join(faults) if faults else _SOUND.to(args.lang))
    return console.NEEDS_PERSON if faults else console.DONE
