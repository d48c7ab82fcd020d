"""The marker register, put in and read back.

An import updates by marker number, is dated and recorded, and deletes nothing by absence.
What a register says becomes observations (existence, need, commune, post, register
position); the rest are columns, whose former values are kept in ``register_changes``.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from mocgioi.domain.batch import Change, IncomingFile, Receipt
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.observation import MarkerState, fold_markers
from mocgioi.domain.position import Position
from mocgioi.domain.register import MarkerEntry
from mocgioi.store.events import read_decisions, read_observations
from mocgioi.store.geopackage import Transaction, decode_point
from mocgioi.store.items import differences
from mocgioi.store.ledger import Draft, record

_ATTRIBUTES = ("grouping", "size", "material", "note", "source")


def put_markers(
    transaction: Transaction, file: IncomingFile, entries: Sequence[MarkerEntry], effective_on: str
) -> Receipt:
    """Take in a marker register.

    Args:
        transaction: the write transaction.
        file: the file and its receipt so far.
        entries: one for each marker, numbers unique.
        effective_on: ISO day from which what differs from the store holds; what the store
            did not know yet holds from the beginning.
    """
    there = {
        row[0]: row[1:]
        for row in transaction.read(f"SELECT number, {', '.join(_ATTRIBUTES)} FROM markers")
    }
    numbers = {str(entry.number) for entry in entries}
    states = fold_markers(
        read_observations(transaction, markers=numbers), read_decisions(transaction)
    )
    outcomes: dict[int, str] = {}
    changes: list[Change] = []
    drafts: list[Draft] = []
    new, changed = [], []
    for index, entry in enumerate(entries):
        number = str(entry.number)
        attributes = {name: getattr(entry, name) for name in _ATTRIBUTES}
        if number not in there:
            new.append(_marker_row(entry))
        else:
            differing = differences(attributes, dict(zip(_ATTRIBUTES, there[number], strict=True)))
            if differing:
                outcomes[index] = "applied"
                changes += [Change(number, *difference) for difference in differing]
                changed.append({"number": number, **_kept(attributes, there[number])})
        state = states.get(number)
        drafts += _entry_drafts(index, entry, state, effective_on)
        if state is not None:
            changes += _aspect_changes(number, entry, state)
    transaction.insert("markers", new)
    transaction.update("markers", "number", changed)
    return record(transaction, file, drafts, outcomes=outcomes, changes=changes)


def _marker_row(entry: MarkerEntry) -> dict[str, Any]:
    return {
        "number": str(entry.number),
        "kind": entry.number.kind,
        "illustrative": entry.illustrative,
        **{name: getattr(entry, name) for name in _ATTRIBUTES},
    }


def _kept(new: Mapping[str, Any], old: Sequence[Any]) -> dict[str, Any]:
    """Return `new`, with the old value wherever the file is silent."""
    return {
        name: former if value is None else value
        for (name, value), former in zip(new.items(), old, strict=True)
    }


def _said(entry: MarkerEntry) -> dict[str, str]:
    """Return what a register row says of its marker, by aspect."""
    said = {"existence": "yes"}
    if entry.needs_road is not None:
        said["need_road"] = entry.needs_road
    if entry.commune is not None:
        said["commune"] = entry.commune
    if entry.post is not None:
        said["post"] = entry.post
    if entry.position is not None:
        said["register_position"] = entry.position.as_value()
    return said


def _entry_drafts(
    index: int, entry: MarkerEntry, state: MarkerState | None, effective_on: str
) -> list[Draft]:
    drafts = []
    for aspect, value in _said(entry).items():
        known = state.aspects.get(aspect) if state else None
        if known is None or known.evidence is None:
            day: str | None = None
        elif known.value == value:
            day = known.evidence.observed_on
        else:
            day = effective_on
        drafts.append(
            Draft(
                index,
                str(entry.number),
                aspect,
                value,
                day,
                entry.row,
                illustrative=entry.illustrative,
            )
        )
    return drafts


def _aspect_changes(number: str, entry: MarkerEntry, state: MarkerState) -> list[Change]:
    return [
        Change(number, aspect, old, value)
        for aspect, value in _said(entry).items()
        if (old := state.value(aspect)) is not None and old != value
    ]


def read_markers(connection: sqlite3.Connection) -> dict[str, MarkerEntry]:
    """Return the register as it stands today, by marker number, in border order."""
    entries = []
    for row in connection.execute(
        "SELECT number, geom, commune_code, post_code, needs_road, illustrative,"
        f" {', '.join(_ATTRIBUTES)} FROM markers"
    ):
        number, blob, commune, post, need, illustrative, *attributes = row
        entries.append(
            MarkerEntry(
                number=MarkerNumber.parse(number),
                position=Position(*decode_point(blob)) if blob is not None else None,
                commune=commune,
                post=post,
                needs_road=need,
                illustrative=bool(illustrative),
                **dict(zip(_ATTRIBUTES, attributes, strict=True)),
            )
        )
    return {str(entry.number): entry for entry in sorted(entries, key=lambda e: e.number)}


def border_km(connection: sqlite3.Connection) -> dict[str, float | None]:
    """Return each marker's distance along the border line, km from its north-western end."""
    return dict(connection.execute("SELECT number, border_km FROM markers").fetchall())


def is_illustrative(connection: sqlite3.Connection | Transaction) -> bool:
    """Say whether the store holds markers made up for a demonstration."""
    sql = "SELECT 1 FROM markers WHERE illustrative LIMIT 1"
    if isinstance(connection, Transaction):
        return bool(connection.read(sql))
    return connection.execute(sql).fetchone() is not None
