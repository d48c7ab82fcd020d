"""A kit is cut: the part of a store that is of one border post becomes a store of its own.

What was recorded of the sector keeps its identity, its batch and the instant at which it was
made, as in a merge; it is known in the kit by one commit, which says from where it was cut. So
that what is edited in the kit comes home by the identity of events, and whatever the kit does not
have is not missed there.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain as chained
from pathlib import Path
from typing import NamedTuple

from mocgioi.domain.alarms import ALARM_UNREAD
from mocgioi.domain.counting import Measured
from mocgioi.domain.decision import identity_of
from mocgioi.domain.rejected import ROWS_CORRECTED
from mocgioi.store import chain, events, photos, results
from mocgioi.store.geopackage import Transaction, atomic
from mocgioi.store.history import OF_ONE_COPY
from mocgioi.store.homes import OF_KIND
from mocgioi.store.kits import KIT, Kit
from mocgioi.store.ledger_rows import rows_of
from mocgioi.store.making import new_store
from mocgioi.store.results import road_of
from mocgioi.store.sectors import PAID, Subjects, passing_roads
from mocgioi.version import VERSION

_ABOUT_OBSERVATIONS = ("decisions", "earlier_instants")
_BROUGHT = ("observations", "photos", "rejected_rows", "findings")
"""Tables whose rows name the batch that brought them."""
_PAID = ", ".join(f"'{OF_KIND['road'].aspect(column)}'" for column in PAID)
_LISTED = "(SELECT value FROM json_each(?))"
_OF_ONE_COPY = ", ".join(f"'{kind}'" for kind in OF_ONE_COPY)


class _Chosen(NamedTuple):
    """SQL that is true of the observations `o` of a sector, and what stands in its places."""

    sql: str
    given: tuple[str, ...]


@contextmanager
def new_kit(target: Path) -> Iterator[Transaction]:
    """Give the transaction by which a kit is cut; the file is there when the block has ended.

    Raises:
        CannotWrite: something is there already, or the folder cannot be written.
    """
    with new_store(target) as connection, atomic(connection, target) as transaction:
        yield transaction


def cut(
    source: sqlite3.Connection,
    transaction: Transaction,
    subjects: Subjects,
    kit: Kit,
    *,
    with_photos: bool,
    as_of: str,
) -> None:
    """Put what is of a sector into an empty store.

    Args:
        source: the store it is of. subjects: of the sector. kit: what it says of itself.
        with_photos: with the pictures; that they were taken is known in any case.
        as_of: ISO day on which it is cut.
    """
    _put_events(source, transaction, subjects, with_photos=with_photos)
    transaction.insert("batches", [_batch(kit)])
    identities = [(kind, each) for kind, listed in subjects.items() for each in sorted(listed)]
    events.refold(transaction, identities)
    _keep_uuids(source, transaction)
    photos.relate_all(transaction)
    _put_styles(source, transaction)
    _put_measures(source, transaction, as_of=as_of)


def pictures(connection: sqlite3.Connection) -> tuple[int, int]:
    """Return how many photographs a store holds, and of how many bytes."""
    counted = "SELECT count(*), coalesce(sum(size_bytes), 0) FROM photos"
    count, size = connection.execute(counted).fetchone()
    return int(count), int(size)


def head_of(connection: sqlite3.Connection) -> str:
    """Return the head of the last commit, with what another program edited since."""
    sealed = chain.sealed_number(connection)
    last = chain.head_of(connection, sealed)
    for _, head in chain.heads(connection, sealed):
        last = head
    return last


def _put_events(
    source: sqlite3.Connection,
    transaction: Transaction,
    subjects: Subjects,
    *,
    with_photos: bool,
) -> None:
    """Put in what was recorded of subjects, with the batches that it came with.

    What is paid for a road that is none of the sector's own stays where it is.
    """
    chosen = _chosen(subjects)
    own = f"(SELECT o.uuid FROM observations AS o WHERE {chosen.sql})"
    passing = json.dumps(sorted(passing_roads(source, subjects[None])))
    paid = f"(aspect IN ({_PAID}) AND subject IN {_LISTED})"
    transaction.insert(
        "observations",
        rows_of(source, "observations", f"uuid IN {own} AND NOT {paid}", (*chosen.given, passing)),
    )
    for table in _ABOUT_OBSERVATIONS:
        about = rows_of(source, table, f"observation_uuid IN {own}", chosen.given)
        transaction.insert(table, about)
    _put_alarms(source, transaction, chosen, json.dumps(sorted(subjects[None])))
    if with_photos:
        # No more than one of them is in memory at a time.
        pictures = (rows_of(source, "photos", f"id = {key}") for key in _photos(source, chosen))
        transaction.insert("photos", chained.from_iterable(pictures))
    brought = list(_batches(source, transaction))
    transaction.insert("batches", brought)
    # What was said with a file of another post's would name the file.
    of_brought = json.dumps([batch["uuid"] for batch in brought])
    said = rows_of(source, "column_mappings", f"batch_uuid IN {_LISTED}", (of_brought,))
    transaction.insert("column_mappings", said)


def _put_alarms(
    source: sqlite3.Connection, transaction: Transaction, chosen: _Chosen, numbers: str
) -> None:
    """Put in what else may have to be reported at once of markers, and what was done about it.

    Of the rows that were not taken those are there that say so of one of them; the others are
    looked through where the file was taken in.

    Args:
        numbers: every number of the markers, as JSON.
    """
    may_be = f"CASE WHEN says <> '' THEN json_extract(says, '$.number') END IN {_LISTED}"
    transaction.insert("rejected_rows", rows_of(source, "rejected_rows", may_be, (numbers,)))
    of_rows = f"subject IN (SELECT json_extract(says, '$.id') FROM rejected_rows WHERE {may_be})"
    transaction.insert(
        "case_events",
        rows_of(source, "case_events", f"subject IN {_LISTED} OR {of_rows}", (numbers, numbers)),
    )
    of_row = "o.batch_uuid = findings.batch_uuid AND o.row_number = findings.row_number"
    # Two sheets of a workbook have a row of the same number, and an observation names no sheet.
    unread = (
        f"code = '{ALARM_UNREAD}' AND EXISTS (SELECT 1 FROM observations AS o WHERE {of_row})"
        f" AND NOT EXISTS (SELECT 1 FROM observations AS o WHERE {of_row} AND NOT ({chosen.sql}))"
    )
    answered = (
        f"code = '{ROWS_CORRECTED}' AND EXISTS (SELECT 1 FROM rejected_rows AS r"
        " WHERE r.batch_uuid = findings.value AND (findings.row_number IS NULL OR"
        " r.sheet IS findings.sheet AND r.row_number = findings.row_number)"
        f" AND {may_be})"
    )
    transaction.insert(
        "findings",
        rows_of(source, "findings", f"{unread} OR {answered}", (*chosen.given, numbers)),
    )


def _chosen(subjects: Subjects) -> _Chosen:
    """Return the condition that an observation is of one of some subjects."""
    parts, given = [], []
    for kind, listed in subjects.items():
        named = "instr(o.aspect, '.') = 0" if kind is None else f"o.aspect GLOB '{kind}.*'"
        parts.append(f"({named} AND o.subject IN {_LISTED})")
        given.append(json.dumps(sorted(listed)))
    return _Chosen(" OR ".join(parts), tuple(given))


def pictures_of(source: sqlite3.Connection, subjects: Subjects) -> int:
    """Return how many photographs of subjects a store holds."""
    return len(_photos(source, _chosen(subjects)))


def _photos(source: sqlite3.Connection, chosen: _Chosen) -> list[int]:
    """Return the keys of the photographs of a sector."""
    shown = source.execute(
        "SELECT p.id FROM photos AS p WHERE p.sha256 IN (SELECT o.value FROM observations AS o"
        f" WHERE o.aspect = '{photos.ASPECT}' AND ({chosen.sql})) ORDER BY p.id",
        chosen.given,
    )
    return [key for (key,) in shown]


def _batches(source: sqlite3.Connection, transaction: Transaction) -> Iterator[dict[str, object]]:
    """Yield the batches that brought anything of what was put in; they count that alone."""
    listed = " UNION ".join(f"SELECT batch_uuid FROM {table}" for table in _BROUGHT)
    named = json.dumps([uuid for (uuid,) in transaction.read(listed) if uuid is not None])
    where = f"uuid IN {_LISTED} AND kind NOT IN ({_OF_ONE_COPY})"
    counted = dict(
        transaction.read(
            "SELECT batch_uuid, count(DISTINCT coalesce(row_number, subject)) FROM observations"
            " GROUP BY 1"
        )
    )
    rejected = dict(transaction.read("SELECT batch_uuid, count(*) FROM rejected_rows GROUP BY 1"))
    for row in rows_of(source, "batches", where, (named,)):
        if row["rows_read"]:
            applied, left = counted.get(row["uuid"], 0), rejected.get(row["uuid"], 0)
            row |= dict.fromkeys(("rows_unchanged", "rows_queued"), 0)
            row |= {"rows_read": applied + left, "rows_applied": applied, "rows_rejected": left}
        yield row


def _batch(kit: Kit) -> dict[str, object]:
    """Return the batch by which a kit says what it is."""
    return {
        "uuid": identity_of("batch", KIT, kit.post, kit.head, kit.cut_at),
        "kind": KIT,
        "file_name": kit.store,
        "content_sha256": kit.head,
        "why": kit.post,
        "recorded_at": kit.cut_at,
        "rows_read": kit.markers,
        "rows_applied": kit.markers,
        "rows_unchanged": 0,
        "rows_queued": 0,
        "rows_rejected": 0,
        "program_version": VERSION,
    }


def _keep_uuids(source: sqlite3.Connection, transaction: Transaction) -> None:
    """Let markers have the UUID of their rows in the store: that of a former number, it may be."""
    of_number = dict(source.execute("SELECT number, uuid FROM markers").fetchall())
    rows = [
        {"number": number, "uuid": of_number[number]}
        for number, uuid in transaction.read("SELECT number, uuid FROM markers")
        if of_number.get(number, uuid) != uuid
    ]
    transaction.update("markers", "number", rows)


def _put_styles(source: sqlite3.Connection, transaction: Transaction) -> None:
    """Let layers look as they do in the store."""
    styles = list(rows_of(source, "layer_styles"))
    if styles:
        transaction.clear("layer_styles")
        transaction.insert("layer_styles", styles)


def _put_measures(source: sqlite3.Connection, transaction: Transaction, *, as_of: str) -> None:
    """Keep what was measured in the store: with the lines of a sector alone it may be another."""
    kit = transaction.reader
    of_roads = results.road_communes(source)
    roads = [uuid for (uuid,) in transaction.read("SELECT uuid FROM roads")]
    numbers = {number for (number,) in transaction.read("SELECT number FROM markers")}
    there = set(roads)
    measured: Sequence[tuple[str, float | None, Measured | None]] = source.execute(
        "SELECT number, border_km, measured FROM markers"
    ).fetchall()
    is_of_day = results.measured_is_of(source, as_of)
    results.write_reach(
        transaction,
        distances=[
            (number, line, metres)
            for number, line, metres in results.each_distance(source)
            if number in numbers and road_of(line) in there
        ],
        joins=[
            (line, other)
            for line, other in results.each_join(source)
            if {road_of(line), road_of(other)} <= there
        ],
        road_communes={uuid: of_roads[uuid] for uuid in roads},
        border_km={number: km for number, km, _ in measured if number in numbers},
        measured={n: code for n, _, code in measured if n in numbers and code is not None},
        version=results.geometry_version(kit),
        built=results.roads_built(kit),
        counting=results.roads_counting(kit, as_of) if is_of_day else "",
    )
