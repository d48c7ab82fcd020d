"""``marker``: retired, or given another number, from a day on."""

from __future__ import annotations

import argparse

from mocgioi.cli import console
from mocgioi.cli.options import Words, add_action, add_actions, add_amendment, add_format


def add_arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Take what is done, the marker, the day and the reason."""
    actions = add_actions(parser)
    retire = add_action(
        actions, words, "retire", "mốc không còn từ ngày --on", "no longer there from --on"
    )
    renumber = add_action(
        actions,
        words,
        "renumber",
        "mốc mang số hiệu mới từ ngày --on; số cũ vẫn hiểu được",
        "another number from --on; the old one is still understood",
    )
    retire.add_argument("marker", metavar="MARKER")
    renumber.add_argument("marker", metavar="OLD")
    renumber.add_argument("number", metavar="NEW")
    for action in (retire, renumber):
        add_amendment(action, words)
        add_format(action, words, ("text", "json"), file=False)


def run(args: argparse.Namespace) -> int:
    """Retire a marker, or give it another number."""
    register = console.tracker(args).register
    how = {"on": args.on, "why": args.why, "by": args.by}
    if args.action == "retire":
        receipt = register.retire(args.marker, **how)
    else:
        receipt = register.renumber(args.marker, args.number, **how)
    console.print_receipts([receipt], args)
    return console.DONE
