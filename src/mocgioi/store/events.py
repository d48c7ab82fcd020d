"""Observations and decisions as the store holds them, and what follows them in the layers."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType

from mocgioi.domain.decision import Decision, held, last_verdict_sql, stands_sql
from mocgioi.domain.observation import Observation, fold_subjects
from mocgioi.store import commits
from mocgioi.store.geopackage import Row, Transaction
from mocgioi.store.homes import Identity, existence_of, kind_of
from mocgioi.typed import Any

MERGE = "merge"
"""Kind of the batch that a merge is here."""

GIS = "gis"
"""Kind of the batch of what was edited in a map program in one save."""

SELECT_OBSERVATIONS = (
    "SELECT uuid, subject, aspect, value, observed_on, recorded_at, batch_uuid,"
    " row_number, observer, illustrative, commit_number FROM observations"
)

_OBSERVATION = partial(tuple.__new__, Observation)
"""`Observation._make` for rows that have every column: a report reads thousands."""

_STANDS = stands_sql("o.uuid")

_EVERY_COMMIT = 2**62

_END_OF_DAYS = "9999-12-31"


def read_observations(
    source: sqlite3.Connection | Transaction,
    *,
    subjects: Iterable[str] | None = None,
    aspects: Sequence[str] | None = None,
    in_order: bool = False,
    as_of: str | None = None,
    known_at: int | None = None,
) -> list[Observation]:
    """Return observations of every day, of some subjects and aspects or of all.

    A marker that was given another number is spoken of by the one it has as of a day, known by
    a commit, whatever number it was recorded under.

    Args:
        aspects: with that of existence goes that of the number a marker goes by.
        in_order: as they were recorded; a report needs no order and saves its cost.
        as_of, known_at: as in `mocgioi.domain.observation.fold`; by the number of today where
            left out. What two copies of the store recorded has the earlier instant of the two,
            as soon as that is known.
    """
    conditions, parameters = [], []
    numbers = current_numbers(source, as_of, known_at)
    if subjects is not None:
        wanted = set(subjects)
        wanted |= {other for other, number in numbers.items() if number in wanted}
        conditions.append("subject IN (SELECT value FROM json_each(?))")
        parameters.append(json.dumps(sorted(wanted)))
    if aspects is not None:
        if "existence" in aspects:
            aspects = (*aspects, "number")
        conditions.append(f"aspect IN ({', '.join('?' * len(aspects))})")
        parameters += aspects
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    order = " ORDER BY id" if in_order else ""
    found = map(_OBSERVATION, rows(source, SELECT_OBSERVATIONS + where + order, parameters))
    earlier = earlier_instants(source, known_at)
    if not numbers and not earlier:
        return list(found)
    return [
        o._replace(
            subject=numbers.get(o.subject, o.subject),
            recorded_at=earlier.get(o.uuid, o.recorded_at),
        )
        for o in found
    ]


def earlier_instants(
    source: sqlite3.Connection | Transaction, known_at: int | None = None
) -> dict[str, str]:
    """Return the instant of each observation that another copy recorded earlier, by its uuid."""
    return dict(
        rows(
            source,
            "SELECT observation_uuid, min(recorded_at) FROM earlier_instants"
            " WHERE commit_number <= ? GROUP BY observation_uuid",
            (_EVERY_COMMIT if known_at is None else known_at,),
        )
    )


def current_numbers(
    source: sqlite3.Connection | Transaction,
    as_of: str | None = None,
    known_at: int | None = None,
) -> dict[str, str]:
    """Return the number that a marker has as of a day, by every one it ever had.

    Args:
        as_of, known_at: as in `mocgioi.domain.observation.fold`.
    """
    return {
        other: [
            number
            for day, number, commit in chain
            if (as_of is None or day <= as_of) and (known_at is None or commit <= known_at)
        ][-1]
        for chain in _numbers(source).values()
        for _, other, _ in chain
    }


def numbered_as_of(
    source: sqlite3.Connection | Transaction,
    observations: list[Observation],
    *,
    as_of: str | None,
    known_at: int | None,
) -> list[Observation]:
    """Return observations by the numbers that their markers had on a day, known by a commit."""
    numbers = current_numbers(source, as_of, known_at)
    if not numbers:
        return observations
    return [o._replace(subject=numbers.get(o.subject, o.subject)) for o in observations]


def numbers_had(source: sqlite3.Connection | Transaction) -> dict[str, set[str]]:
    """Return every number that a marker ever had, by the one under which it is recorded; markers
    that never had another one are left out.
    """
    return {first: {number for _, number, _ in chain} for first, chain in _numbers(source).items()}


def first_numbers(source: sqlite3.Connection | Transaction) -> dict[str, str]:
    """Return the number under which a marker is recorded, by every later one."""
    return {
        other: first
        for first, chain in _numbers(source).items()
        for _, other, _ in chain
        if other != first
    }


def recorded_as(source: sqlite3.Connection | Transaction, subjects: Iterable[str]) -> set[str]:
    """Return subjects by every name under which events speak of them: of a marker its numbers."""
    wanted = set(subjects)
    for first, numbers in numbers_had(source).items():
        if not wanted.isdisjoint(numbers):
            wanted |= {first, *numbers}
    return wanted


def _numbers(source: sqlite3.Connection | Transaction) -> dict[str, list[tuple[str, str, int]]]:
    """Return the numbers of the markers that were given another one, with day and commit."""
    chains: dict[str, list[tuple[str, str, int]]] = {}
    for subject, number, day, commit in rows(
        source,
        "SELECT subject, value, coalesce(observed_on, ''), commit_number FROM observations AS o"
        f" WHERE aspect = 'number' AND {_STANDS}"
        " ORDER BY coalesce(observed_on, ''), recorded_at, uuid",
    ):
        chains.setdefault(subject, [("", subject, 0)]).append((day, number, commit))
    return chains


def read_decisions(
    source: sqlite3.Connection | Transaction, *, subjects: Iterable[str] | None = None
) -> list[Decision]:
    """Return every decision.

    Args:
        subjects: those about observations of these; a marker by any number it ever had.
    """
    where, parameters = "", []
    if subjects is not None:
        where = (
            " WHERE observation_uuid IN (SELECT uuid FROM observations"
            " WHERE subject IN (SELECT value FROM json_each(?)))"
        )
        parameters = [json.dumps(sorted(recorded_as(source, subjects)))]
    stored = rows(
        source,
        "SELECT uuid, observation_uuid, verdict, recorded_at, decided_by, why, resolution_uuid,"
        " answers, commit_number FROM decisions" + where,
        parameters,
    )
    return [
        Decision._make((*fields, tuple(answers.split()) if answers else (), commit))
        for *fields, answers, commit in stored
    ]


def is_later(
    source: sqlite3.Connection | Transaction,
    aspects: str | Sequence[str],
    *,
    as_of: str | None,
    known_at: int | None,
) -> bool:
    """Say whether anything is said of a day after `as_of`, or was committed after `known_at`.

    Args:
        aspects: their codes, or ``KIND.`` for those of one kind.
        as_of, known_at: as in `mocgioi.domain.observation.fold`.
    """
    if as_of is None and known_at is None:
        return False
    if isinstance(aspects, str):
        condition = "aspect >= ? AND aspect < ?"
        parameters: list[str | int] = [aspects, aspects[:-1] + "/"]
    else:
        condition = f"aspect IN ({', '.join('?' * len(aspects))})"
        parameters = list(aspects)
    as_of = as_of or _END_OF_DAYS
    if known_at is None:
        later = "observed_on > ?"
        parameters += [as_of]
    else:
        # What was taken back or settled since was known otherwise, too.
        later = (
            "(observed_on > ? OR commit_number > ? OR EXISTS (SELECT 1 FROM decisions AS d"
            " WHERE d.observation_uuid = observations.uuid AND d.commit_number > ?))"
        )
        parameters += [as_of, known_at, known_at]
    found = f"SELECT 1 FROM observations WHERE {condition} AND {later} LIMIT 1"
    return bool(rows(source, found, parameters))


def refold(transaction: Transaction, subjects: Iterable[Identity]) -> None:
    """Make the rows of `subjects` in the layers from the fold of their events."""
    from mocgioi.store import layers, photos

    layers.write_rows(transaction, rows_of(transaction, subjects))
    photos.relate_markers(transaction)


def refold_edited(transaction: Transaction) -> None:
    """Make anew the rows of what other programs edited since our last write.

    Each edit folds its own row. A program that brings two edited copies together picks a value
    for the row, while both events are in the ledger: then the row is not their fold.
    """
    unsealed = transaction.read(
        "SELECT number FROM commits WHERE head IS NULL AND number < ?", (transaction.commit_number,)
    )
    if not unsealed:
        return  # the ledger, which is long, is not gone through for nothing
    edited = transaction.read(
        "SELECT DISTINCT subject, aspect FROM observations"
        " WHERE commit_number IN (SELECT value FROM json_each(?))",
        (json.dumps([number for (number,) in unsealed]),),
    )
    if edited:
        refold(transaction, {(kind_of(aspect), subject) for subject, aspect in edited})


def rows_of(
    source: sqlite3.Connection | Transaction, identities: Iterable[Identity]
) -> Iterator[tuple[Identity, Row | None]]:
    """Yield subjects with the rows that the fold of their events makes of them."""
    from mocgioi.store import layers

    numbers = current_numbers(source)
    of_kind: dict[str | None, set[str]] = {}
    for kind, subject in identities:
        named = (subject, numbers.get(subject, subject)) if kind is None else (subject,)
        of_kind.setdefault(kind, set()).update(named)
    decisions = read_decisions(source) if of_kind else []
    waiting = held(decisions)
    for kind, subjects in of_kind.items():
        events = read_observations(source, subjects=subjects, in_order=True)
        own = [event for event in events if kind_of(event.aspect) == kind]
        states = fold_subjects(own, decisions, existence_of(kind))
        of_subject = Counter(event.subject for event in own if event.uuid in waiting)
        for subject in dict.fromkeys((*(event.subject for event in own), *sorted(subjects))):
            yield (
                (kind, subject),
                layers.row_of((kind, subject), states.get(subject), of_subject[subject]),
            )


def set_setting(transaction: Transaction, name: str, value: str | None) -> None:
    """Write one fact about the store itself."""
    if transaction.read("SELECT 1 FROM settings WHERE name = ?", (name,)):
        transaction.update("settings", "name", [{"name": name, "value": value}])
    else:
        transaction.insert("settings", [{"name": name, "value": value}])


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


def file_names(
    source: sqlite3.Connection | Transaction, coming: Mapping[int, str] = MappingProxyType({})
) -> dict[str, str]:
    """Return the name of the file of each batch, by batch uuid.

    What was edited in a map program has none of its own; where it came with another copy of the
    store it is known by that: by its file, the post whose kit it is, and the commit of the merge
    where several had that name.

    Args:
        coming: what the copy is called that comes by a commit whose batch is not written yet.
    """
    batches = rows(source, "SELECT uuid, kind, file_name, why, commit_number FROM batches")
    copies = {
        commit: f"{name} ({post})" if post else str(name)
        for _, kind, name, post, commit in batches
        if kind == MERGE
    } | dict(coming)
    alike = Counter(copies.values())
    for commit, name in copies.items():
        if alike[name] > 1:
            copies[commit] = f"{name} #{commit}"
    return {
        uuid: copies.get(commit, name) if kind == GIS else name
        for uuid, kind, name, _, commit in batches
    }


def subjects_of_batch(
    source: sqlite3.Connection | Transaction, batch: str, aspect: str
) -> tuple[set[str], set[str]]:
    """Return the subjects of which a batch says something, and of which it says an aspect.

    A marker goes by the number it has now.
    """
    numbers = current_numbers(source)
    said = rows(
        source,
        "SELECT subject, max(aspect = ?) FROM observations WHERE batch_uuid = ? GROUP BY subject",
        (aspect, batch),
    )
    return (
        {numbers.get(subject, subject) for subject, _ in said},
        {numbers.get(subject, subject) for subject, is_said in said if is_said},
    )


def reasons(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the reason given for what was typed in, by the uuid of its batch."""
    return dict(connection.execute("SELECT uuid, why FROM batches WHERE why NOT NULL").fetchall())


def rows(
    source: sqlite3.Connection | Transaction, sql: str, parameters: Sequence[Any] = ()
) -> list[tuple[Any, ...]]:
    """Return the rows of a SELECT, from a reading connection or inside a transaction."""
    if isinstance(source, Transaction):
        return source.read(sql, parameters)
    return source.execute(sql, parameters).fetchall()
