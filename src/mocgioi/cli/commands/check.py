"""``check``: is the store whole, and does it still contain a state."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from mocgioi.cli import console
from mocgioi.cli.forms import form_of
from mocgioi.cli.options import Words, add_format
from mocgioi.errors import Text

if TYPE_CHECKING:
    from mocgioi.store.chain import Commit

_SOUND = Text("Kho số liệu nguyên vẹn.", "The store is whole.")
_CONTAINED = Text(
    "Kho số liệu còn nguyên trạng thái {head}: lần ghi {number}, {when}.",
    "The store still contains the state {head}: commit {number}, {when}.",
)
_NOT_CONTAINED = Text(
    "Kho số liệu KHÔNG chứa trạng thái {head}: số liệu đã ghi đến lúc đó bị sửa, hoặc là kho khác.",
    "The store does NOT contain the state {head}: what was recorded by then was changed, or it is "
    "another store.",
)


def add_arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Take the state that is asked for, and the form of the answer."""
    parser.add_argument(
        "--head",
        metavar="XXXXXXXX",
        help=words(
            "kho có còn chứa trạng thái mang mã này không, như báo cáo in ra",
            "does the store still contain the state of this head, as reports print it",
        ),
    )
    add_format(parser, words, ("text", "json"), file=False)


def run(args: argparse.Namespace) -> int:
    """Say whether the store is whole."""
    tracker = console.tracker(args)
    state = tracker.store.state_named(args.head) if args.head is not None else None
    found = tracker.check()
    spell = console.speller(args)
    if form_of(args) == "json":
        document = {
            "schema": "mocgioi.check/1",
            "faults": [f.words(spell).to(args.lang) for f in found if f.severity == "error"],
            "findings": [finding.as_dict(args.lang, spell) for finding in found],
            "contains_head": None if args.head is None else state is not None,
        }
        console.print_json(document)
    else:
        lines = [finding.words(spell).to(args.lang) for finding in found]
        if all(finding.severity == "notice" for finding in found):
            lines.append(_SOUND.to(args.lang))
        if args.head is not None:
            lines.append(_about(args, state))
        print("\n".join(lines))
    is_lost = args.head is not None and state is None
    needs_person = is_lost or any(finding.severity != "notice" for finding in found)
    return console.NEEDS_PERSON if needs_person else console.DONE


def _about(args: argparse.Namespace, state: Commit | None) -> str:
    """Return the sentence about the state that was asked for."""
    from mocgioi.outputs.wording import instant

    if state is None:
        return _NOT_CONTAINED.to(args.lang).format(head=args.head)
    when = instant(state.committed_at, args.lang)
    return _CONTAINED.to(args.lang).format(head=args.head, number=state.number, when=when)
