"""``repair``: what is made from the ledger, made anew."""

from __future__ import annotations

import argparse

from mocgioi.cli import console
from mocgioi.cli.options import Words
from mocgioi.errors import Text

_REPAIRED = Text(
    "Đã dựng lại các lớp, phần bảo vệ, chỉ mục và số đếm từ sổ ghi; sổ ghi không đổi.",
    "Layers, guards, indexes and counts were made anew from the ledger; it is unchanged.",
)


def add_arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Take nothing but what every command takes."""


def run(args: argparse.Namespace) -> int:
    """Make anew what is made from the ledger, and say what is still wrong."""
    found = console.tracker(args).repair()
    console.say(_REPAIRED.to(args.lang), quiet=args.quiet)
    for finding in found:
        print(finding.words(console.speller(args)).to(args.lang))
    is_sound = all(finding.severity != "error" for finding in found)
    return console.DONE if is_sound else console.NEEDS_PERSON
