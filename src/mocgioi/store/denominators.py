"""What a register did to the denominator: how many markers there are, how many need a road."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from mocgioi.domain.batch import Count, Denominator
from mocgioi.domain.counting import is_needed
from mocgioi.domain.days import year_ends
from mocgioi.domain.decision import Decision
from mocgioi.domain.observation import Observation, SubjectState, fold_markers
from mocgioi.store.events import read_decisions, read_observations, rows
from mocgioi.store.geopackage import Transaction

TELLING = frozenset({"markers", "retire", "set"})
"""Kinds of batches that tell what they did to the denominator; what is typed in, if anything."""

_ASPECTS = ("existence", "need_road")


def of_batch(
    source: sqlite3.Connection | Transaction, batch: str | None, *, today: str
) -> list[Denominator]:
    """Return the denominator before a batch and with it, by day, the earliest first.

    As of `today` always; as of each end of a year since the first data, and of each later day
    from which the batch says something, where it is another with the batch.

    Args:
        source: of the store. batch: uuid; None: nothing came in.
        today: ISO day on which it came in.
    """
    if batch is None:
        (count,) = _counts(*_events(source), [today])
        return [Denominator(today, count, count)]
    of_uuid = "SELECT commit_number, kind FROM batches WHERE uuid = ?"
    [(commit, kind)] = rows(source, of_uuid, (batch,))
    days = of_commit(source, commit, today=today)
    return [day for day in days if kind != "set" or day.before != day.after]


def of_commit(
    source: sqlite3.Connection | Transaction, commit: int, *, today: str
) -> list[Denominator]:
    """Return the denominator before a commit and with it; see `of_batch`."""
    observations, decisions = _events(source)
    own = [o for o in observations if o.commit == commit]
    of_data = "SELECT min(observed_on) FROM observations WHERE commit_number <= ?"
    [(first,)] = rows(source, of_data, (commit,))
    later = {o.observed_on for o in own if o.observed_on is not None and o.observed_on > today}
    days = [*year_ends(first or today, today), today, *sorted(later)]
    before, after = (
        _counts(
            [o for o in observations if o.commit <= known],
            [d for d in decisions if d.commit <= known],
            days,
        )
        for known in (commit - 1, commit)
    )
    return [
        Denominator(day, was, now)
        for day, was, now in zip(days, before, after, strict=True)
        if was != now or day == today
    ]


def _events(
    source: sqlite3.Connection | Transaction,
) -> tuple[list[Observation], list[Decision]]:
    """Return the observations that the denominator rests on, and the decisions about them."""
    observations = read_observations(source, aspects=_ASPECTS)
    of_these = {o.uuid for o in observations}
    return observations, [d for d in read_decisions(source) if d.observation in of_these]


def _counts(
    observations: Sequence[Observation], decisions: Sequence[Decision], days: Sequence[str]
) -> list[Count | None]:
    """Return the counts as of each day, ascending; None where nothing was known of any marker.

    Most markers are on every day what their register says without a day: they are folded once.
    """
    if not observations:
        return [None] * len(days)
    dated = {o.subject for o in observations if o.observed_on and o.observed_on > days[0]}
    steady = [o for o in observations if o.subject not in dated]
    moving = [o for o in observations if o.subject in dated]
    always = _count(fold_markers(steady, decisions, as_of=days[0]).values())
    return [
        Count(*map(sum, zip(always, of_day, strict=True)))
        for day in days
        for of_day in [_count(fold_markers(moving, decisions, as_of=day).values())]
    ]


def _count(states: Iterable[SubjectState]) -> Count:
    needs = [is_needed(state.value("need_road")) for state in states]
    return Count(len(needs), sum(needs))
