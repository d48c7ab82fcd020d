"""What people decided, a commit at a time, and taking it back: what it settled waits again."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple
from uuid import uuid4

from mocgioi.domain.decision import (
    DISPUTED,
    Decision,
    decision_about,
    last_decisions,
    latest_verdicts,
)
from mocgioi.errors import UsageError
from mocgioi.store.events import file_names, read_decisions, read_observations
from mocgioi.store.geopackage import Transaction
from mocgioi.store.ledger import decide, require_reason

_ANSWERS = ("keep", "set_aside")


class Settlement(NamedTuple):
    """What one person decided at once, for one reason.

    Attributes:
        commit: number of the commit. recorded_at: the instant (UTC). by: who decided.
        why: the reason.
        subjects: whom it is about: numbers of markers, or what other things are called.
        kept, set_aside: how many observations stand by it, and how many do not count.
        stands: how many of these nobody has decided about since.
    """

    commit: int
    recorded_at: str
    by: str
    why: str
    subjects: tuple[str, ...]
    kept: int
    set_aside: int
    stands: int


def settlements(source: sqlite3.Connection | Transaction, *, most: int) -> list[Settlement]:
    """Return what people decided, the last first."""
    decisions = read_decisions(source)
    last = {d.uuid for about in last_decisions(decisions).values() for d in about}
    of_commit: dict[int, list[Decision]] = {}
    for decision in _answers(source, decisions):
        of_commit.setdefault(decision.commit, []).append(decision)
    wanted = sorted(of_commit, reverse=True)[:most]
    about = {d.observation for commit in wanted for d in of_commit[commit]}
    observations = read_observations(source, in_order=True)
    names = {o.subject: o.value for o in observations if o.aspect.endswith(".name")}
    subjects = {o.uuid: names.get(o.subject, o.subject) for o in observations if o.uuid in about}
    return [
        Settlement(
            commit,
            made[0].recorded_at,
            made[0].decided_by or "",
            made[0].why or "",
            tuple(dict.fromkeys(subjects.get(d.observation, "") for d in made)),
            kept=sum(d.verdict == "keep" for d in made),
            set_aside=sum(d.verdict == "set_aside" for d in made),
            stands=sum(d.uuid in last for d in made),
        )
        for commit in wanted
        for made in [of_commit[commit]]
    ]


def take_back(transaction: Transaction, commit: int, *, by: str, why: str) -> list[str]:
    """Take back what was decided in a commit, and return the markers whose counted state moved.

    What the observations were before, they are again: they wait, or an earlier decision stands.
    What somebody decided about since stays as it is.

    Raises:
        UsageError: nothing was decided there, or nothing of it stands; or there is no reason.
    """
    require_reason(why)
    known = read_decisions(transaction)
    before = latest_verdicts(known, commit - 1)
    made = {d.uuid for d in _answers(transaction, known) if d.commit == commit}
    lifted = {
        observation: before[observation].verdict if observation in before else "reopened"
        for observation, last in last_decisions(known).items()
        if any(decision.uuid in made for decision in last)
        if observation not in before or before[observation].verdict != DISPUTED
    }
    if not lifted:
        raise UsageError(
            "Không còn gì của quyết định này để rút lại: đã có quyết định khác sau đó.",
            "Nothing of this decision is left to take back: something else was decided since.",
        )
    instant, event = transaction.instant(), uuid4().hex
    return decide(
        transaction,
        [
            decision_about(
                observation,
                verdict,
                instant,
                by=by,
                why=why,
                resolution=event,
                commit=transaction.commit_number,
            )
            for observation, verdict in lifted.items()
        ],
    )


def _answers(
    source: sqlite3.Connection | Transaction, decisions: Sequence[Decision]
) -> list[Decision]:
    """Return the decisions by which people settled something; none that came with a batch."""
    batches = file_names(source)
    return [
        decision
        for decision in decisions
        if decision.decided_by
        and decision.verdict in _ANSWERS
        and decision.resolution not in batches
    ]
