"""Several disagreements settled at once, each only as it was when a person looked at it.

Between looking and deciding somebody else may decide, or new reports come in. What is no longer
as it was shown is left alone and told, and the rest is decided, all in one transaction.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from mocgioi.errors import UsageError
from mocgioi.store import events
from mocgioi.store.disagreements import OpenDisagreement, named, open_disagreements, settle
from mocgioi.store.ledger import require_reason

if TYPE_CHECKING:
    from mocgioi.documents.conflicts import Conflict
    from mocgioi.store.geopackage import Transaction

_LENGTH = 16


class Answer(NamedTuple):
    """What a person answers in one disagreement.

    Attributes:
        disagreement: its name, or that of a batch of which rows are held: all of them.
        keep: uuid of the observation that stands, the name of the batch for all its rows; None
            sets every side aside.
        shown: `state_of` what the person saw.
    """

    disagreement: str
    keep: str | None
    shown: str


class Unsettled(NamedTuple):
    """An answer that was not taken.

    Attributes:
        why: ``decided``: it waits no more; ``changed``: it has other sides than were shown, or
            another value counts meanwhile; ``answer``: what is to stand is no side of it.
        by, at: who decided about it last, and the instant (UTC), where that is known.
    """

    disagreement: str
    why: Literal["decided", "changed", "answer"]
    by: str | None = None
    at: str | None = None


class Settled(NamedTuple):
    """What came of several answers.

    Attributes:
        settled: the disagreements that were settled.
        moved: markers whose counted state moved.
        unsettled: what was left alone, and why.
    """

    settled: list[str]
    moved: list[str]
    unsettled: list[Unsettled]


def state_of(conflicts: Iterable[Conflict]) -> str:
    """Return what names the sides of a disagreement as they are shown.

    Args:
        conflicts: the disagreement; all the held rows of a batch, where that is answered.
    """
    return _digest(
        (
            [side["observation"] for side in conflict["sides"]],
            conflict["standing"] and conflict["standing"]["observation"],
            conflict["against_standing"],
        )
        for conflict in conflicts
    )


_Shown = tuple[list[str], str | None, bool]


def _digest(shown: Iterable[_Shown]) -> str:
    sides, standing = set(), set()
    for of_sides, stands, is_against in shown:
        sides.update(of_sides)
        standing.add((stands, is_against))
    ordered = sorted(sides), sorted(standing, key=repr)
    return hashlib.sha256(repr(ordered).encode()).hexdigest()[:_LENGTH]


def _state(disagreement: OpenDisagreement) -> str:
    sides = [side.uuid for side in disagreement.sides]
    standing = disagreement.standing and disagreement.standing.uuid
    return _digest([(sides, standing, disagreement.is_against_standing)])


def settle_all(
    transaction: Transaction, answers: Sequence[Answer], *, by: str, why: str
) -> Settled:
    """Take answers in their order; see `mocgioi.tracker.decisions.Decisions.settle`."""
    require_reason(why)
    done = Settled([], [], [])
    moved: dict[str, None] = {}
    waiting = open_disagreements(transaction)
    for answer in answers:
        try:
            disagreement = named(answer.disagreement, waiting)
        except UsageError:
            is_there = _is_about(answer, waiting)
            left = Unsettled(answer.disagreement, "changed") if is_there else None
            done.unsettled.append(left or _decided(transaction, answer))
            continue
        if _state(disagreement) != answer.shown:
            done.unsettled.append(Unsettled(answer.disagreement, "changed"))
            continue
        try:
            changed = settle(
                transaction, disagreement, answer.disagreement, answer.keep, by=by, why=why
            )
        except UsageError:
            done.unsettled.append(Unsettled(answer.disagreement, "answer"))
            continue
        done.settled.append(answer.disagreement)
        moved.update(dict.fromkeys(changed))
        subjects = {side.subject for side in disagreement.sides}
        waiting = [d for d in waiting if d.sides[0].subject not in subjects]
        waiting += open_disagreements(transaction, subjects=subjects)
    return done._replace(moved=list(moved))


def _is_about(answer: Answer, waiting: Iterable[OpenDisagreement]) -> bool:
    """Return whether what was answered waits still, by another name.

    It goes by its first side, and that is another one as soon as what counted is contradicted.
    """
    return any(
        part.uuid.startswith(answer.disagreement)
        for disagreement in waiting
        for part in (*disagreement.sides, *filter(None, [disagreement.standing]))
    )


def _decided(transaction: Transaction, answer: Answer) -> Unsettled:
    """Return that an answer was not taken, with who decided about it last."""
    about = [
        d
        for d in events.read_decisions(transaction)
        if d.observation.startswith(answer.disagreement) and d.decided_by
    ]
    last = max(about, key=lambda d: d.recorded_at, default=None)
    if last is None:
        return Unsettled(answer.disagreement, "decided")
    return Unsettled(answer.disagreement, "decided", last.decided_by, last.recorded_at)
