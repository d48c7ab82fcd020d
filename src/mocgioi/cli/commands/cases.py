"""``cases``: markers that must be reported at once, and the step that is due."""

from __future__ import annotations

import argparse

from mocgioi.cli import console
from mocgioi.cli.options import Words, add_dates, add_format


def add_arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Take whether those that have ended are listed too, the day, and the form."""
    parser.add_argument(
        "--all", action="store_true", help=words("cả vụ việc đã kết thúc", "those that ended too")
    )
    add_dates(parser, words)
    add_format(parser, words, ("text", "json"), file=False)


def run(args: argparse.Namespace) -> int:
    """Print the open cases."""
    document = console.tracker(args).cases.document(
        ended=args.all, as_of=args.as_of, known_at=args.known_at
    )
    if args.format == "json":
        console.print_json(document)
    else:
        from mocgioi.outputs import cases_text

        print(cases_text.cases(document, args.lang, spell=console.speller(args)), end="")
    return console.DONE
