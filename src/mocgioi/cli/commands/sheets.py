"""``sheets``: the book of a post, a datasheet (lý lịch mốc) of each marker."""

from __future__ import annotations

import argparse

from mocgioi.cli import console
from mocgioi.cli.datasheet_options import add_audience
from mocgioi.cli.options import Words, add_dates, as_path


def add_arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Take whose markers, of which day, for whom, and the file."""
    parser.add_argument(
        "--post", metavar="P", help=words("tên hoặc mã đồn", "name or code of a post")
    )
    parser.add_argument(
        "--commune", metavar="C", help=words("tên hoặc mã xã", "name or code of a commune")
    )
    parser.add_argument(
        "-o",
        "--out",
        type=as_path,
        metavar="FILE.pdf",
        required=True,
        help=words("tệp để ghi", "file to write"),
    )
    add_audience(parser, words)
    add_dates(parser, words)


def run(args: argparse.Namespace) -> int:
    """Write the book."""
    rows = console.RowProgress(args.lang, quiet=args.quiet)
    try:
        made = console.tracker(args).datasheets.book(
            post=args.post,
            commune=args.commune,
            as_of=args.as_of,
            known_at=args.known_at,
            lang=args.lang,
            audience=args.audience or "full",
            progress=lambda phase, done, of: rows.show(phase, done, of),
        )
    finally:
        rows.clear()
    console.deliver(made, args.out, args.lang, quiet=args.quiet, ending=".pdf")
    return console.DONE
