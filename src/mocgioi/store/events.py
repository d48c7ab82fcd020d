"""Observations and decisions as the store holds them, and their fold into marker columns.

The one place where the columns of ``markers`` are made; they are never a source of truth.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from mocgioi.domain.aspects import FOLDED
from mocgioi.domain.observation import (
    NOTHING,
    Decision,
    MarkerState,
    Observation,
    fold_markers,
    last_verdict_sql,
)
from mocgioi.domain.position import Position
from mocgioi.store import commits
from mocgioi.store.geometry import encode_point
from mocgioi.store.geopackage import Row, Transaction

_SELECT_OBSERVATIONS = (
    "SELECT uuid, subject, aspect, value, observed_on, recorded_at, batch_uuid,"
    " row_number, observer, illustrative, commit_number FROM observations"
)

_OBSERVATION = partial(tuple.__new__, Observation)
"""`Observation._make` for rows that have every column: a report reads thousands."""

_EVERY_COMMIT = 2**62


def read_observations(
    source: sqlite3.Connection | Transaction,
    *,
    markers: Iterable[str] | None = None,
    aspects: Sequence[str] | None = None,
) -> list[Observation]:
    """Return observations, of some markers and aspects or of all."""
    conditions, parameters = [], []
    if markers is not None:
        conditions.append("subject IN (SELECT value FROM json_each(?))")
        parameters.append(json.dumps(sorted(markers)))
    if aspects is not None:
        conditions.append(f"aspect IN ({', '.join('?' * len(aspects))})")
        parameters += aspects
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    return list(map(_OBSERVATION, rows(source, _SELECT_OBSERVATIONS + where, parameters)))


def read_decisions(source: sqlite3.Connection | Transaction) -> list[Decision]:
    """Return every decision."""
    stored = rows(
        source,
        "SELECT uuid, observation_uuid, verdict, recorded_at, decided_by, why, resolution_uuid,"
        " commit_number FROM decisions",
    )
    return list(map(Decision._make, stored))


def refold(transaction: Transaction, markers: Iterable[str]) -> None:
    """Make the columns of `markers` from the fold of their observations.

    Markers that another program edited since the last fold are taken along.
    """
    from mocgioi.store import photos

    settings = dict(transaction.read("SELECT name, value FROM settings WHERE name = 'folded_to'"))
    edited = transaction.read(
        "SELECT DISTINCT subject FROM observations WHERE batch_uuid IS NULL AND commit_number > ?",
        (int(settings.get("folded_to") or 0),),
    )
    numbers = {*markers, *(number for (number,) in edited)}
    states = fold_markers(
        read_observations(transaction, markers=numbers), read_decisions(transaction)
    )
    transaction.update(
        "markers",
        "number",
        [marker_columns(number, states.get(number)) for number in sorted(numbers)],
    )
    photos.relate_markers(transaction)
    set_setting(transaction, "folded_to", str(transaction.commit_number - 1))


def set_setting(transaction: Transaction, name: str, value: str | None) -> None:
    """Write one fact about the store itself."""
    if transaction.read("SELECT 1 FROM settings WHERE name = ?", (name,)):
        transaction.update("settings", "name", [{"name": name, "value": value}])
    else:
        transaction.insert("settings", [{"name": name, "value": value}])


def marker_columns(number: str, state: MarkerState | None) -> Row:
    """Return the folded columns of one marker, by name; all empty where its naming was undone."""
    aspects = state.aspects if state else {}
    folded: Row = {}
    for column, aspect in FOLDED.items():
        of_aspect = aspects.get(aspect.code, NOTHING)
        folded[column] = of_aspect.value
        if aspect.keeps_since:
            folded[f"{column}_since"] = of_aspect.since
    position = aspects.get("register_position", NOTHING).value
    place = Position.from_value(position) if position else None
    seen = (a.confirmed_by.observed_on for a in aspects.values() if a.confirmed_by)
    return {
        "number": number,
        "geom": encode_point(place.longitude, place.latitude) if place else None,
        **folded,
        "last_observed_on": max(filter(None, seen), default=None),
        "disagreements": sum(len(a.disagreements) for a in aspects.values()),
    }


def span_of_records(connection: sqlite3.Connection) -> tuple[str | None, str | None]:
    """Return the instant of the first commit, and the first day a road was reported on."""
    (seen,) = connection.execute(
        "SELECT min(observed_on) FROM observations WHERE aspect = 'road_status'"
    ).fetchone()
    return commits.first_committed_at(connection), seen


def rows_held(connection: sqlite3.Connection, known_at: int | None) -> int:
    """Return how many rows of surveys wait, by the decisions of the commits up to `known_at`,
    because of where they were made.
    """
    verdict = last_verdict_sql("o.uuid", known_at=":known_at")
    (count,) = connection.execute(
        "SELECT count(*) FROM (SELECT DISTINCT o.batch_uuid, o.row_number, o.subject"
        " FROM observations AS o WHERE o.uuid IN"
        f" (SELECT observation_uuid FROM decisions WHERE verdict = 'held') AND {verdict} = 'held')",
        {"known_at": _EVERY_COMMIT if known_at is None else known_at},
    ).fetchone()
    return int(count)


def file_names(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the name of the file of each batch, by batch uuid."""
    return dict(connection.execute("SELECT uuid, file_name FROM batches").fetchall())


def rows(
    source: sqlite3.Connection | Transaction, sql: str, parameters: Sequence[Any] = ()
) -> list[tuple[Any, ...]]:
    """Return the rows of a SELECT, from a reading connection or inside a transaction."""
    if isinstance(source, Transaction):
        return source.read(sql, parameters)
    return source.execute(sql, parameters).fetchall()
