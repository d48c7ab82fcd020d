"""``merge``: another copy of the store comes home."""

from __future__ import annotations

import argparse

from mocgioi.cli import console
from mocgioi.cli.options import Words, add_format


def add_arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Take the copy."""
    parser.add_argument(
        "file",
        metavar="FILE",
        help=words("tệp, hoặc địa chỉ trên máy chủ", "a file, or an address on a server"),
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help=words("xem thử, không ghi gì", "say what would happen; write nothing"),
    )
    parser.add_argument(
        "--on",
        metavar="DATE",
        help=words(
            "ngày của các sửa đổi, nếu bản sao do chương trình khác ghi lại",
            "the day of the edits, where another program wrote the copy anew",
        ),
    )
    parser.add_argument("--by", metavar="WHO", help=words("người gộp", "who merges it"))
    parser.add_argument(
        "--unrelated",
        action="store_true",
        help=words(
            "gộp cả khi hai kho không có số liệu chung",
            "also where the two have no event in common",
        ),
    )
    add_format(parser, words, ("text", "json"), file=False)


def run(args: argparse.Namespace) -> int:
    """Take in another copy, and print the receipt."""
    receipt = console.tracker(args).merge(
        args.file, by=args.by, on=args.on, unrelated=args.unrelated, check=args.check
    )
    return console.print_receipts([receipt], args, rehearsed=args.check)
