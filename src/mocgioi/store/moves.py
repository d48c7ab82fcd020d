"""What the rows of a file did to the values that figures rest on."""

from __future__ import annotations

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
from mocgioi.store.corrections import Fresh
from mocgioi.store.drafts import Draft
from mocgioi.store.events import read_decisions, read_observations
from mocgioi.store.history import merge_commit
from mocgioi.store.homes import existence_of, kind_of
from mocgioi.store.layers import change_of, subject_of


def moves(
    before: SubjectState, after: SubjectState | None, fresh: Sequence[Fresh]
) -> Iterator[Move]:
    """Yield each value of a marker known before that figures rest on and that is another now."""
    for aspect in REPORTED:
        state = after.aspects.get(aspect, NOTHING) if after else NOTHING
        rows = _movers(aspect, fresh)
        if state.value == before.value(aspect) or not rows:
            continue
        evidence = state.evidence.uuid if state.evidence else None
        waiting = {o.uuid for d in state.disagreements for o in d.observations}
        by = next((f.draft for f in rows if f.observation.uuid == evidence), rows[0].draft)
        yield Move(
            marker=before.subject,
            aspect=aspect,
            before=before.value(aspect),
            after=state.value,
            observed_on=by.observed_on,
            sheet=by.sheet,
            row=by.row_number,
            written=by.written,
            contested=any(fresh.observation.uuid in waiting for fresh in rows),
        )


def changes(before: SubjectState, fresh: Sequence[Fresh]) -> Iterator[Change]:
    """Yield what a register says otherwise than before of a subject known before."""
    for _, observation, draft in fresh:
        old = before.value(draft.aspect)
        if draft.of_register and old != draft.value:
            _, _, column = f".{draft.aspect}".rpartition(".")
            item = draft.name or observation.subject
            words = change_of(draft.aspect, old, draft.value)
            yield Change(item, column, old, draft.value, words)


def _movers(aspect: str, fresh: Sequence[Fresh]) -> list[Fresh]:
    """Return what may move an aspect: what is said of it, else of what it depends on."""
    rows = [f for f in fresh if f.draft.aspect == aspect]
    during = ASPECTS[aspect].during
    return rows or [f for f in fresh if during is not None and f.draft.aspect == during.aspect]


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


def changes_of_batch(connection: sqlite3.Connection, batch: str) -> list[Change]:
    """Return what a batch of another program's edits changed beside markers, as it was recorded.

    Args:
        connection: of the store. batch: uuid.
    """
    about = connection.execute(
        "SELECT DISTINCT subject FROM observations WHERE batch_uuid = ? AND instr(aspect, '.')",
        (batch,),
    )
    observations = read_observations(connection, subjects={s for (s,) in about}, in_order=True)
    decisions = read_decisions(connection)
    changed = []
    for o in observations:
        kind = kind_of(o.aspect)
        if o.batch != batch or kind is None:
            continue
        known = [other for other in observations if other.subject == o.subject]
        before, after = (
            fold_subjects(known, decisions, existence_of(kind), known_at=commit).get(o.subject)
            for commit in (o.commit - 1, o.commit)
        )
        state = after or before
        name = subject_of(o.aspect, (state and state.value(f"{kind}.name")) or o.subject)
        old = before.value(o.aspect) if before else None
        words = change_of(o.aspect, old, o.value)
        changed.append(Change(name.vi, o.aspect, old, o.value, words))
    return changed


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
        fresh.setdefault(o.subject, []).append(Fresh(place, o, _draft(place, o)))
    for number in sorted(before.keys() & fresh.keys(), key=MarkerNumber.parse):
        yield from moves(before[number], after.get(number), fresh[number])


def _draft(place: int, o: Observation) -> Draft:
    return Draft(
        row=place,
        subject=o.subject,
        aspect=o.aspect,
        value=o.value,
        observed_on=o.observed_on,
        row_number=o.row,
    )
