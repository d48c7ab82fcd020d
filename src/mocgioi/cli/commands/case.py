"""``case``: what follows a marker that must be reported at once, recorded step by step."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from mocgioi.cli import console
from mocgioi.cli.options import Words, add_format
from mocgioi.errors import UsageError

if TYPE_CHECKING:
    from mocgioi.documents.cases import Cases

_DAYS = (
    ("--reported-on", "ngày đã báo cáo (kèm --to, --document)", "the day it was reported"),
    ("--notified-on", "ngày thông báo cho phía bên kia", "the day the other side was notified"),
    (
        "--agreed-on",
        "ngày thống nhất sửa chữa, trước ít nhất 10 ngày",
        "the day the repair was agreed on, at least 10 days ahead",
    ),
    (
        "--repaired-on",
        "ngày sửa chữa (--document: số biên bản)",
        "the day of the repair (--document: its minutes)",
    ),
    ("--restored-on", "ngày mốc đã khôi phục; kết thúc", "the day it stood as it was; ends it"),
    (
        "--closed-on",
        "kết thúc mà không sửa chữa (kèm --why)",
        "ends it without a repair (with --why)",
    ),
)


def add_arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Take the marker or row, what was done on which day, to whom, and by which paper."""
    parser.add_argument(
        "subject",
        metavar="MARKER",
        help=words(
            "số hiệu mốc, hoặc mã dòng chưa rõ mốc (xem cases)",
            "a marker, or the code of a row without one (see cases)",
        ),
    )
    for option, vi, en in _DAYS:
        parser.add_argument(option, metavar="DATE", help=words(vi, en))
    parser.add_argument("--to", metavar="WHO", help=words("cơ quan nhận", "to whom"))
    parser.add_argument("--document", metavar="NO", help=words("số văn bản", "number of the paper"))
    parser.add_argument(
        "--dismiss",
        action="store_true",
        help=words("không phải báo (kèm --why)", "nothing to report (with --why)"),
    )
    parser.add_argument(
        "--marker",
        metavar="NUMBER",
        help=words("dòng này là của mốc …", "the row is about this marker"),
    )
    parser.add_argument(
        "--undo",
        choices=("reported", "notified", "agreed", "repaired", "restored", "closed", "dismissed"),
        help=words("rút lại việc đã ghi (kèm --why)", "take back a step (with --why)"),
    )
    parser.add_argument(
        "--why",
        metavar="TEXT",
        help=words("lý do: sửa, rút lại, không phải báo", "the reason, where one is asked for"),
    )
    parser.add_argument(
        "--by", metavar="WHO", help=words("người ghi", "who records it (default: the user)")
    )
    add_format(parser, words, ("text", "json"), file=False)


def run(args: argparse.Namespace) -> int:
    """Record what was done, and print the case."""
    document = _recorded(args)
    if args.format == "json":
        console.print_json(document)
    else:
        from mocgioi.outputs import cases_text

        text = cases_text.cases(document, args.lang, spell=console.speller(args), whole=True)
        print(text, end="")
    return console.DONE


def _recorded(args: argparse.Namespace) -> Cases:
    """Do what was asked, and return the document of the marker or row."""
    cases = console.tracker(args).cases
    days = {option[2:].replace("-", "_"): None for option, _, _ in _DAYS}
    given = {name: getattr(args, name) for name in days if getattr(args, name) is not None}
    asked = [bool(given), args.dismiss, args.marker is not None, args.undo is not None]
    if sum(asked) > 1:
        raise UsageError(
            "Mỗi lần chỉ làm một: ghi ngày, --dismiss, --marker hoặc --undo.",
            "One at a time: record days, --dismiss, --marker or --undo.",
        )
    if args.dismiss:
        return cases.dismiss(args.subject, why=args.why or "", by=args.by)
    if args.marker is not None:
        return cases.identify(args.subject, args.marker, by=args.by)
    if args.undo is not None:
        return cases.withdraw(args.subject, args.undo, why=args.why or "", by=args.by)
    if given or args.to or args.document:
        return cases.record(
            args.subject, to=args.to, document=args.document, why=args.why, by=args.by, **given
        )
    return cases.document(args.subject)
