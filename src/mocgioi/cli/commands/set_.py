"""``set``: what was seen of one marker, typed in."""

from __future__ import annotations

import argparse

from mocgioi.cli import console
from mocgioi.cli.options import Words, add_format
from mocgioi.domain.aspects import ASPECTS, TYPED_IN
from mocgioi.errors import HINT, Hint, Text, spelled

_QUEUED = Text(
    "CHỜ QUYẾT ĐỊNH: số liệu vừa ghi chưa được tính vì khác số liệu đã có. Xem: " + HINT,
    "WAITS FOR A DECISION: what was entered is not counted, for it differs from what is there. "
    f"See: {HINT}",
)


def add_arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Take the marker, an option for each aspect that is typed in, and who saw it when."""
    from mocgioi.domain.vocabulary import CODE_LISTS

    parser.add_argument("marker", metavar="MARKER")
    for aspect in map(ASPECTS.__getitem__, TYPED_IN):
        codes = ": " + ", ".join(CODE_LISTS[aspect.code]) if aspect.code in CODE_LISTS else ""
        parser.add_argument(
            f"--{aspect.option}",
            dest=aspect.code,
            metavar="VALUE",
            help=words(aspect.label.vi, aspect.label.en) + codes,
        )
    for option, vi, en in (
        ("--on", "ngày kiểm tra (mặc định: hôm nay)", "the day it was seen (default: today)"),
        ("--by", "người kiểm tra", "who saw it"),
        ("--replaces", "số liệu được thay thế", "the observation this one stands in place of"),
        ("--why", "lý do thay thế", "the reason for replacing it"),
    ):
        parser.add_argument(option, metavar="VALUE", help=words(vi, en))
    add_format(parser, words, ("text", "json"), file=False)


def run(args: argparse.Namespace) -> int:
    """Record what was seen of one marker."""
    receipt = console.tracker(args).set(
        args.marker,
        on=args.on,
        by=args.by,
        replaces=args.replaces,
        why=args.why,
        **{aspect: getattr(args, aspect) for aspect in TYPED_IN},
    )
    console.print_receipts([receipt], args)
    if receipt.queued:
        queued = spelled(_QUEUED, [Hint("conflicts list")], console.speller(args))
        console.say(queued.to(args.lang))
    return console.DONE
