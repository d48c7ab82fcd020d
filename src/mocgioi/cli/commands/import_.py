"""``import``: a file of the register."""

from __future__ import annotations

import argparse

from mocgioi.cli import console
from mocgioi.cli.options import Words, add_format, add_reading, as_path, columns_of


def add_arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Take what the file is of, the file, how it is read, and since when it holds."""
    from mocgioi.tracker.register import KINDS

    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("file", type=as_path, metavar="FILE")
    add_reading(parser, words)
    parser.add_argument(
        "--on",
        metavar="DATE",
        help=words(
            "ngày áp dụng những gì thay đổi (mặc định: hôm nay)",
            "the day from which changes hold (default: today)",
        ),
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help=words("chỉ xem thử, không ghi", "only say what would happen"),
    )
    add_format(parser, words, ("text", "json"), file=False)


def run(args: argparse.Namespace) -> int:
    """Take in one file of the register, or say what would happen."""
    register = console.tracker(args).register
    receipt = (register.check if args.check else register.import_file)(
        args.kind,
        args.file,
        crs=args.crs,
        layer=args.layer,
        sheet=args.sheet,
        columns=columns_of(args),
        on=args.on,
    )
    return console.print_receipts([receipt], args, rehearsed=args.check)
