"""What the rows of a file did to the values that figures rest on."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence

from mocgioi.domain.aspects import ASPECTS, REPORTED
from mocgioi.domain.batch import Change, Move
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.observation import (
    NOTHING,
    Observation,
    SubjectState,
    fold_markers,
    fold_subjects,
)
from mocgioi.store.drafts import Fresh, Manner
from mocgioi.store.events import GIS, MERGE, read_decisions, read_observations
from mocgioi.store.history import EDITED, merge_commit
from mocgioi.store.homes import existence_of, kind_of
from mocgioi.store.layers import change_of

_EDITING = (GIS, EDITED, MERGE)
"""Kinds of batches by which layers are edited."""


def moves(
    before: SubjectState, after: SubjectState | None, fresh: Sequence[Fresh]
) -> Iterator[Move]:
    """Yield each value of a marker known before that figures rest on and that is another now."""
    for aspect in REPORTED:
        state = after.aspects.get(aspect, NOTHING) if after else NOTHING
        if state.value == before.value(aspect) or not (rows := _movers(aspect, fresh)):
            continue
        evidence = state.evidence.uuid if state.evidence else None
        waiting = {o.uuid for d in state.disagreements for o in d.observations}
        by = next((f for f in rows if f.observation.uuid == evidence), rows[0])
        yield Move(
            marker=before.subject,
            aspect=aspect,
            before=before.value(aspect),
            after=state.value,
            observed_on=by.observation.observed_on,
            sheet=by.manner.sheet,
            row=by.observation.row,
            written=by.written,
            contested=any(fresh.observation.uuid in waiting for fresh in rows),
        )


def changes(before: SubjectState, fresh: Sequence[Fresh]) -> Iterator[Change]:
    """Yield what a register says otherwise than before of a subject known before."""
    for said in fresh:
        _, subject, aspect, value, *_ = said.observation
        old = before.value(aspect)
        if said.manner.of_register and old != value:
            _, _, column = f".{aspect}".rpartition(".")
            words = change_of(aspect, old, value)
            yield Change(said.name or subject, column, old, value, words)


def changes_between(
    kind: str | None,
    before: Mapping[str, SubjectState],
    after: Mapping[str, SubjectState],
) -> Iterator[Change]:
    """Yield what became of subjects beside the values that figures rest on, each with its aspects.

    Args:
        kind: of the subjects, None of markers. before, after: their states, by subject.
    """
    existence = existence_of(kind)
    for subject in sorted(before.keys() | after.keys()):
        was, now = before.get(subject), after.get(subject)
        if was is not None and now is not None:
            said = [
                (aspect, was.value(aspect), now.value(aspect))
                for aspect in now.aspects
                if aspect not in REPORTED and aspect != "number"
            ]
        else:
            said = [(existence, "yes" if was else None, "yes" if now else "no")]
        state = now or was
        item = (state and state.value(f"{kind}.name")) or subject
        for aspect, old, new in said:
            if old != new:
                _, _, column = f".{aspect}".rpartition(".")
                yield Change(item, column, old, new, change_of(aspect, old, new or ""))


def changes_of_batch(connection: sqlite3.Connection, batch: str) -> list[Change]:
    """Return what a copy brought, or a map program changed, beside what figures rest on.

    Args:
        connection: of the store. batch: uuid; nothing is told of any other.
    """
    kinds = connection.execute("SELECT kind FROM batches WHERE uuid = ?", (batch,)).fetchone()
    if kinds[0] not in _EDITING:
        return []
    merged = merge_commit(connection, batch)
    column, value = ("batch_uuid", batch) if merged is None else ("commit_number", merged)
    subjects = connection.execute(
        f"SELECT DISTINCT subject, aspect, commit_number FROM observations WHERE {column} = ?",
        (value,),
    ).fetchall()
    if not subjects:
        return []
    commit = subjects[0][2]
    found: list[Change] = []
    for kind, before, after in _around(connection, [row[:2] for row in subjects], commit):
        found += changes_between(kind, before, after)
    return found


Around = tuple[str | None, dict[str, SubjectState], dict[str, SubjectState]]
"""A kind of subjects, None of markers, and their states before and after a commit."""


def decided_in(connection: sqlite3.Connection, commit: int) -> Iterator[Around]:
    """Yield the states, before and after a commit, of what its decisions are about, by kind.

    Args:
        connection: of the store, which may be about to become that commit.
    """
    about = [d.observation for d in read_decisions(connection) if d.commit == commit]
    subjects = connection.execute(
        "SELECT DISTINCT subject, aspect FROM observations"
        " WHERE uuid IN (SELECT value FROM json_each(?))",
        (json.dumps(about),),
    )
    yield from _around(connection, subjects, commit)


def _around(
    connection: sqlite3.Connection, subjects: Iterable[tuple[str, str]], commit: int
) -> Iterator[Around]:
    of_kind: dict[str | None, set[str]] = {}
    for subject, aspect in subjects:
        of_kind.setdefault(kind_of(aspect), set()).add(subject)
    decisions = read_decisions(connection)
    for kind, named in of_kind.items():
        events = [
            o for o in read_observations(connection, subjects=named) if kind_of(o.aspect) == kind
        ]
        before, after = (
            fold_subjects(events, decisions, existence_of(kind), known_at=known)
            for known in (commit - 1, commit)
        )
        yield kind, before, after


def _movers(aspect: str, fresh: Sequence[Fresh]) -> list[Fresh]:
    """Return what may move an aspect: what is said of it, else of what it depends on."""
    rows = [f for f in fresh if f.observation.aspect == aspect]
    during = ASPECTS[aspect].during
    on = during.aspect if during is not None else None
    return rows or [f for f in fresh if f.observation.aspect == on]


def of_batch(connection: sqlite3.Connection, batch: str) -> list[Move]:
    """Return what a batch moved when it was taken in, in the order of the markers.

    Args:
        connection: of the store. batch: uuid.

    The words that were read, and the sheet, stand in its receipt alone.
    """
    merged = merge_commit(connection, batch)
    column, value = ("batch_uuid", batch) if merged is None else ("commit_number", merged)
    numbers = {
        number
        for (number,) in connection.execute(
            f"SELECT DISTINCT subject FROM observations WHERE {column} = ?", (value,)
        )
    }
    observations = read_observations(connection, subjects=numbers)
    own = [o for o in observations if merged == o.commit or o.batch == batch]
    if not own:
        return []
    commit = own[0].commit
    decisions = read_decisions(connection)
    before, after = (
        fold_markers(observations, decisions, known_at=known) for known in (commit - 1, commit)
    )
    return list(between(before, after, own))


def between(
    before: Mapping[str, SubjectState],
    after: Mapping[str, SubjectState],
    own: Iterable[Observation],
) -> Iterator[Move]:
    """Yield what observations moved, in the order of the markers.

    Args:
        before, after: the states of markers without them and with them, by number.
    """
    fresh: dict[str, list[Fresh]] = {}
    for place, o in enumerate(own):
        fresh.setdefault(o.subject, []).append(_as_recorded(place, o))
    for number in sorted(before.keys() & fresh.keys(), key=MarkerNumber.parse):
        yield from moves(before[number], after.get(number), fresh[number])


def _as_recorded(place: int, o: Observation) -> Fresh:
    return Fresh(place, o, place, None, None, Manner(o.aspect, o.observer, o.illustrative))
