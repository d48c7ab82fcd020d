"""``reach``: what is declared and what the lines show."""

from __future__ import annotations

import argparse

from mocgioi.cli import console
from mocgioi.cli.forms import form_of
from mocgioi.cli.options import Words, add_dates, add_format

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
    from mocgioi.outputs.json_text import as_json

    form, spell = form_of(args, _FORMS), console.speller(args)
    document = console.tracker(args).roads.reach(
        as_of=args.as_of, known_at=args.known_at, marker=args.marker
    )
    if form == "json":
        text = as_json(document)
    elif form == "csv":
        text = reach_table.as_csv(document)
    elif args.marker is not None:
        text = reach_table.marker_text(document, args.lang, spell=spell)
    else:
        text = reach_table.as_text(document, args.lang, spell=spell)
    console.deliver_form(text, form, args)
    return console.DONE
