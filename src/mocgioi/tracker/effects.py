"""What a change does to what is counted: the figures, the alarms, and marker by marker."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from mocgioi.domain.aspects import REPORTED
from mocgioi.domain.batch import Change, Move
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.observation import SubjectState
from mocgioi.store import disagreements, reconsidering, undoing
from mocgioi.store.moves import changes_between, decided_in
from mocgioi.tracker import glancing
from mocgioi.tracker.author import author
from mocgioi.tracker.freshness import measure_within
from mocgioi.tracker.keeping import transaction_of
from mocgioi.tracker.past_figures import Rewritten, past_figures, rewritten

if TYPE_CHECKING:
    from mocgioi.documents.status import Status
    from mocgioi.store.explaining import FilePath
    from mocgioi.store.geopackage import Transaction
    from mocgioi.store.handle import Store
    from mocgioi.store.undoing import Undone
    from mocgioi.tracker.decision_sheets import Decided
    from mocgioi.tracker.settling import Answer, Settled

Done = TypeVar("Done")

_NOT_GIVEN_YET = "?"
"""The reason of a rehearsal, which goes away with it."""


class Effects(NamedTuple):
    """What a change did, or would do.

    Attributes:
        before, after: the figures of today at a glance, without it and with it.
        moves: each value that figures rest on and that counts otherwise, in the order of the
            border.
        changes: what is otherwise in the registers; that a marker is no longer there, too.
        rewritten: days that were reported on and of which the figure is another one.
    """

    before: Status
    after: Status
    moves: list[Move]
    changes: list[Change]
    rewritten: list[Rewritten]


def undo(
    store: Store, batch: str, *, row: int | None, why: str, by: str | None, check: bool
) -> tuple[Undone, Effects]:
    """Take a batch, or a row of it, back; see `Surveys.undo_telling`."""

    def change(transaction: Transaction) -> Undone:
        return undoing.undo(
            transaction, batch, row=row, by=author(by, store), why=_reason(why, check)
        )

    return _made(store, change, check=check)


def take_back(
    store: Store, commit: int, *, why: str, by: str | None, check: bool
) -> tuple[list[str], Effects]:
    """Take a decision back; see `Decisions.take_back_telling`."""

    def change(transaction: Transaction) -> list[str]:
        return reconsidering.take_back(
            transaction, commit, by=author(by, store), why=_reason(why, check)
        )

    return _made(store, change, check=check)


def settle(
    store: Store, answers: Sequence[Answer], *, why: str, by: str | None
) -> tuple[Settled, Effects]:
    """Settle several disagreements; see `Decisions.settle_telling`."""
    from mocgioi.tracker import settling

    def change(transaction: Transaction) -> Settled:
        return settling.settle_all(transaction, answers, by=author(by, store), why=why)

    return _made(store, change, check=False, measured=False)


def resolve(
    store: Store, disagreement: str, keep: str | None, *, why: str, by: str | None
) -> tuple[list[str], Effects]:
    """Settle one disagreement; see `Decisions.resolve_telling`."""

    def change(transaction: Transaction) -> list[str]:
        return disagreements.resolve(transaction, disagreement, keep, by=author(by, store), why=why)

    return _made(store, change, check=False, measured=False)


def apply_sheet(store: Store, path: FilePath, *, by: str | None) -> tuple[Decided, Effects]:
    """Take the decisions of a filled sheet; see `Decisions.apply_telling`."""
    from mocgioi.outputs.sheets.decisions import read_decisions
    from mocgioi.tracker import decision_sheets

    read = read_decisions(decision_sheets.rows_of(path))

    def change(transaction: Transaction) -> Decided:
        return decision_sheets.decide_within(transaction, *read, by=author(by, store))

    return _made(store, change, check=False, measured=False)


def _reason(why: str, check: bool) -> str:
    return why or (_NOT_GIVEN_YET if check else why)


def _made(
    store: Store, change: Callable[[Transaction], Done], *, check: bool, measured: bool = True
) -> tuple[Done, Effects]:
    with transaction_of(store, check) as transaction:
        before = glancing.status_today(transaction.reader)
        published = past_figures(transaction.reader).of_published_days()
        done = change(transaction)
        after = glancing.status_today(transaction.reader)
        days = rewritten(published, past_figures(transaction.reader).of_published_days())
        effects = Effects(before, after, *_told(transaction), days)
        if measured and not check:
            measure_within(transaction)
    return done, effects


def _told(transaction: Transaction) -> tuple[list[Move], list[Change]]:
    moves: list[Move] = []
    changes: list[Change] = []
    for kind, before, after in decided_in(transaction.reader, transaction.commit_number):
        if kind is None:
            moves += _moves(before, after)
        changes += changes_between(kind, before, after)
    return moves, changes


def _moves(before: Mapping[str, SubjectState], after: Mapping[str, SubjectState]) -> Iterator[Move]:
    for number in sorted(before.keys() & after.keys(), key=MarkerNumber.parse):
        was, now = before[number], after[number]
        for aspect in REPORTED:
            if was.value(aspect) == now.value(aspect):
                continue
            state = now.aspects.get(aspect)
            counts = state.evidence if state else None
            day = counts.observed_on if counts else None
            yield Move(number, aspect, was.value(aspect), now.value(aspect), observed_on=day)
