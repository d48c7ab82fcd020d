"""Observations and decisions as the store holds them, and what follows them in the layers."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from mocgioi.domain.aspects import OF_REGISTER
from mocgioi.domain.observation import (
    Decision,
    Observation,
    fold_subjects,
    last_verdict_sql,
)
from mocgioi.store.geopackage import Row, Transaction
from mocgioi.store.homes import Identity, existence_of, kind_of

_SELECT_OBSERVATIONS = (
    "SELECT uuid, subject, aspect, value, observed_on, recorded_at, batch_uuid,"
    " row_number, observer, illustrative FROM observations"
)

_OBSERVATION = partial(tuple.__new__, Observation)
"""`Observation._make` for rows that have every column: a report reads thousands."""

_END_OF_TIME = "9999-12-31T23:59:59.999Z"
"""A column of type DATETIME compares a bare number as a number, not as text."""


def read_observations(
    source: sqlite3.Connection | Transaction,
    *,
    subjects: Iterable[str] | None = None,
    aspects: Sequence[str] | None = None,
    in_order: bool = False,
) -> list[Observation]:
    """Return observations, of some subjects and aspects or of all.

    Args:
        in_order: as they were recorded; a report needs no order and saves its cost.
    """
    conditions, parameters = [], []
    if subjects is not None:
        conditions.append("subject IN (SELECT value FROM json_each(?))")
        parameters.append(json.dumps(sorted(subjects)))
    if aspects is not None:
        conditions.append(f"aspect IN ({', '.join('?' * len(aspects))})")
        parameters += aspects
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    order = " ORDER BY id" if in_order else ""
    return list(map(_OBSERVATION, rows(source, _SELECT_OBSERVATIONS + where + order, parameters)))


def read_decisions(source: sqlite3.Connection | Transaction) -> list[Decision]:
    """Return every decision."""
    stored = rows(
        source,
        "SELECT uuid, observation_uuid, verdict, recorded_at, decided_by, why, resolution_uuid"
        " FROM decisions",
    )
    return list(map(Decision._make, stored))


def last_recorded_at(source: sqlite3.Connection | Transaction) -> str | None:
    """Return the instant of the latest event, or None in an empty store."""
    (row,) = rows(
        source,
        "SELECT max(at) FROM (SELECT max(recorded_at) AS at FROM observations"
        " UNION ALL SELECT max(recorded_at) FROM decisions"
        " UNION ALL SELECT max(recorded_at) FROM batches"
        " UNION ALL SELECT max(recorded_at) FROM case_events)",
    )
    instant: str | None = row[0]
    return instant


def is_later(
    connection: sqlite3.Connection, prefix: str, *, as_of: str, known_at: str | None
) -> bool:
    """Say whether anything is said of a day after `as_of`, or was recorded after `known_at`.

    Args:
        prefix: of the aspects: ``KIND.`` for those of one kind, empty for those of a marker
            that its register says.
    """
    if prefix:
        condition = "aspect >= ? AND aspect < ?"
        parameters: list[str] = [prefix, prefix[:-1] + "/"]
    else:
        condition = f"aspect IN ({', '.join('?' * len(OF_REGISTER))})"
        parameters = list(OF_REGISTER)
    if known_at is None:
        later = "observed_on > ?"
        parameters += [as_of]
    else:
        # What was taken back or settled since was known otherwise, too.
        later = (
            "(observed_on > ? OR recorded_at > ? OR EXISTS (SELECT 1 FROM decisions AS d"
            " WHERE d.observation_uuid = observations.uuid AND d.recorded_at > ?))"
        )
        parameters += [as_of, known_at, known_at]
    found = connection.execute(
        f"SELECT 1 FROM observations WHERE {condition} AND {later} LIMIT 1", parameters
    )
    return found.fetchone() is not None


def refold(transaction: Transaction, subjects: Iterable[Identity]) -> None:
    """Make the rows of `subjects` in the layers from the fold of their events.

    Subjects that another program edited since the last fold are taken along.
    """
    from mocgioi.store import layers, photos

    settings = dict(transaction.read("SELECT name, value FROM settings WHERE name = 'folded_at'"))
    edited = transaction.read(
        "SELECT DISTINCT subject, aspect FROM observations WHERE batch_uuid IS NULL"
        " AND recorded_at >= ?",
        (settings.get("folded_at") or "",),
    )
    identities = {*subjects, *((kind_of(aspect), subject) for subject, aspect in edited)}
    layers.write_rows(transaction, rows_of(transaction, identities))
    photos.relate_markers(transaction)
    set_setting(transaction, "folded_at", last_recorded_at(transaction))


def rows_of(
    transaction: Transaction, identities: Iterable[Identity]
) -> Iterator[tuple[Identity, Row | None]]:
    """Yield subjects with the rows that the fold of their events makes of them."""
    from mocgioi.store import layers

    of_kind: dict[str | None, set[str]] = {}
    for kind, subject in identities:
        of_kind.setdefault(kind, set()).add(subject)
    decisions = read_decisions(transaction) if of_kind else []
    for kind, subjects in of_kind.items():
        events = read_observations(transaction, subjects=subjects, in_order=True)
        own = [event for event in events if kind_of(event.aspect) == kind]
        states = fold_subjects(own, decisions, existence_of(kind))
        for subject in dict.fromkeys((*(event.subject for event in own), *sorted(subjects))):
            yield (kind, subject), layers.row_of((kind, subject), states.get(subject))


def set_setting(transaction: Transaction, name: str, value: str | None) -> None:
    """Write one fact about the store itself."""
    if transaction.read("SELECT 1 FROM settings WHERE name = ?", (name,)):
        transaction.update("settings", "name", [{"name": name, "value": value}])
    else:
        transaction.insert("settings", [{"name": name, "value": value}])


def span_of_records(connection: sqlite3.Connection) -> tuple[str | None, str | None]:
    """Return the instant of the first observation, and the first day a road was reported on."""
    first, seen = connection.execute(
        "SELECT min(recorded_at), min(observed_on) FILTER (WHERE aspect = 'road_status')"
        " FROM observations"
    ).fetchone()
    return first, seen


def rows_held(connection: sqlite3.Connection, known_at: str | None) -> int:
    """Return how many rows of surveys wait, by the decisions recorded until `known_at`,
    because of where they were made.
    """
    verdict = last_verdict_sql("o.uuid", known_at=":known_at")
    (count,) = connection.execute(
        "SELECT count(*) FROM (SELECT DISTINCT o.batch_uuid, o.row_number, o.subject"
        " FROM observations AS o WHERE o.uuid IN"
        f" (SELECT observation_uuid FROM decisions WHERE verdict = 'held') AND {verdict} = 'held')",
        {"known_at": known_at or _END_OF_TIME},
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
