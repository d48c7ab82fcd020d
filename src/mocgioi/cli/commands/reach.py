"""``reach``: what is declared and what the lines show."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from mocgioi.cli import console
from mocgioi.cli.forms import form_of
from mocgioi.cli.options import Words, add_dates, add_format

if TYPE_CHECKING:
    from collections.abc import Iterator

_FORMS = ("text", "json", "csv")


def add_arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Take the marker, and the day it is of."""
    parser.add_argument(
        "--marker",
        metavar="MARKER",
        help=words("chỉ mốc này, kèm lý do", "only this marker, and why it is measured so"),
    )
    add_dates(parser, words)
    add_format(parser, words, _FORMS)


def run(args: argparse.Namespace) -> int:
    """Print what is declared and what the lines show."""
    from mocgioi.outputs import reach_table
    from mocgioi.outputs.json_text import json_parts
    from mocgioi.sources.spool import kept

    form, spell = form_of(args, _FORMS), console.speller(args)
    document = console.tracker(args).roads.reach(
        as_of=args.as_of, known_at=args.known_at, marker=args.marker, keep=kept
    )
    if form == "json":
        parts: str | Iterator[str] = json_parts(document)
    elif form == "csv":
        parts = reach_table.csv_lines(document)
    elif args.marker is not None:
        parts = reach_table.marker_text(document, args.lang, spell=spell)
    else:
        parts = reach_table.text_lines(document, args.lang, spell=spell, keep=kept)
    console.deliver_form(parts, form, args)
    return console.DONE
