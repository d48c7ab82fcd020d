"""Photographs in the store: put in once by their hash, related to what they show, read back.

That a photograph shows a marker is an observation (aspect ``photo``, its value the hash): it
is held, decided and undone like any other. ``markers_photos`` is the fold of those that
count; ``photos`` and ``observations_photos`` only grow.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple

from mocgioi.domain.decision import stands_sql
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.photo import Evidence, Photo
from mocgioi.store.geometry import decode_point
from mocgioi.store.geopackage import Transaction

ASPECT = "photo"
"""The aspect of a marker that a photograph is an observation of; its value is the hash."""

_COUNTS = stands_sql("o.uuid")


class Incoming(NamedTuple):
    """A photograph about to be stored, and how to read its bytes when its turn comes."""

    photo: Photo
    read: Callable[[], bytes]


def not_stored(transaction: Transaction, photos: Iterable[Incoming]) -> list[Incoming]:
    """Return the photographs the store does not hold yet, each once, in the order given."""
    wanted = {incoming.photo.sha256: incoming for incoming in reversed(list(photos))}
    known = transaction.read(
        "SELECT sha256 FROM photos WHERE sha256 IN (SELECT value FROM json_each(?))",
        (json.dumps(list(wanted)),),
    )
    stored = {sha256 for (sha256,) in known}
    return [wanted[sha256] for sha256 in reversed(wanted) if sha256 not in stored]


def hashes(connection: sqlite3.Connection) -> frozenset[str]:
    """Return the SHA-256 of every photograph the store holds."""
    return frozenset(sha256 for (sha256,) in connection.execute("SELECT sha256 FROM photos"))


def put(transaction: Transaction, batch: str, photos: Iterable[Incoming]) -> None:
    """Store photographs one by one, and relate them to what the batch observed.

    No more than one photograph is in memory at a time.
    """
    [(instant,)] = transaction.read("SELECT recorded_at FROM batches WHERE uuid = ?", (batch,))
    for photo, read in photos:
        transaction.insert(
            "photos",
            [
                {
                    "content_type": photo.content_type,
                    "sha256": photo.sha256,
                    "name": photo.name,
                    "size_bytes": photo.size_bytes,
                    "taken_at": photo.taken_at,
                    "longitude": photo.longitude,
                    "latitude": photo.latitude,
                    "batch_uuid": batch,
                    "recorded_at": instant,
                    "data": read(),
                }
            ],
        )
    _relate_observations(transaction, "said.batch_uuid = ?", batch)
    relate_markers(transaction)


def relate_merged(transaction: Transaction) -> None:
    """Relate the photographs and observations that a merge brings, as the copies had them."""
    _relate_observations(transaction, "said.commit_number = ?", transaction.commit_number)


def _relate_observations(transaction: Transaction, which: str, value: str | int) -> None:
    pairs = transaction.read(
        f"{_PAIRS} AND {which} EXCEPT SELECT base_id, related_id FROM observations_photos"
        " ORDER BY 1, 2",
        (ASPECT, value),
    )
    _relate(transaction, "observations_photos", pairs)


_PAIRS = (
    "SELECT DISTINCT o.id, p.id FROM observations said JOIN photos p ON p.sha256 = said.value"
    " JOIN observations o ON o.batch_uuid = said.batch_uuid"
    " AND o.subject = said.subject AND o.row_number IS said.row_number WHERE said.aspect = ?"
)
"""SQL: which photographs came with which observations of the same row."""


def relate_all(transaction: Transaction) -> None:
    """Make the relations of all photographs anew from the ledger."""
    transaction.clear("observations_photos")
    pairs = transaction.read(f"{_PAIRS} ORDER BY o.id, p.id", (ASPECT,))
    _relate(transaction, "observations_photos", pairs)
    transaction.clear("markers_photos")
    relate_markers(transaction)


def relate_markers(transaction: Transaction) -> None:
    """Let ``markers_photos`` follow the ledger: what is undone or held is no evidence today."""
    if not transaction.read("SELECT 1 FROM photos LIMIT 1"):
        return
    now = transaction.read(
        "SELECT DISTINCT m.fid, p.id FROM observations o JOIN photos p ON p.sha256 = o.value"
        f" JOIN markers m ON m.number = o.subject WHERE o.aspect = ? AND {_COUNTS}"
        " ORDER BY m.fid, p.id",
        (ASPECT,),
    )
    before = transaction.read("SELECT base_id, related_id FROM markers_photos ORDER BY 1, 2")
    if now != before:
        transaction.clear("markers_photos")
        _relate(transaction, "markers_photos", now)


def _relate(transaction: Transaction, table: str, pairs: Iterable[tuple[int, int]]) -> None:
    transaction.insert(table, [{"base_id": base, "related_id": related} for base, related in pairs])


def evidence(
    connection: sqlite3.Connection,
    marker: str | None = None,
    *,
    as_of: str | None = None,
    known_at: int | None = None,
) -> list[Evidence]:
    """Return the photographs that are evidence: of a marker, or of all, in border order.

    Those of one marker come oldest first. Distances are left out.

    Args:
        as_of: ISO day; what shows a later one is left out. known_at: as in `fold`.
    """
    counts = _COUNTS
    if known_at is not None:
        counts = f"{stands_sql('o.uuid', ':known')} AND o.commit_number <= :known"
    rows = connection.execute(
        "SELECT p.sha256, p.name, p.content_type, p.size_bytes, p.taken_at, p.longitude,"
        " p.latitude, o.subject, o.uuid, o.observed_on, o.batch_uuid, o.row_number"
        " FROM observations o JOIN photos p ON p.sha256 = o.value"
        f" WHERE (o.subject = :marker OR :marker IS NULL) AND o.aspect = :aspect AND {counts}"
        " ORDER BY coalesce(p.taken_at, o.observed_on, ''), p.name, p.sha256, o.recorded_at",
        {"marker": marker, "aspect": ASPECT, "known": known_at},
    )
    by_photograph: dict[tuple[str, str], Evidence] = {}
    for *facts, number, observation, observed_on, batch, row in rows:
        shown = Evidence(Photo(*facts), number, observation, observed_on, batch, row, None)
        if as_of is None or (shown.day or "") <= as_of:
            by_photograph.setdefault((number, shown.photo.sha256), shown)
    return sorted(by_photograph.values(), key=lambda shown: MarkerNumber.parse(shown.marker))


def content(connection: sqlite3.Connection, sha256: str) -> bytes:
    """Return the bytes of a stored photograph.

    Raises:
        KeyError: no photograph of that hash is stored.
    """
    row = connection.execute("SELECT data FROM photos WHERE sha256 = ?", (sha256,)).fetchone()
    if row is None:
        raise KeyError(sha256)
    data: bytes = row[0]
    return data


def names(connection: sqlite3.Connection, among: Collection[str] | None = None) -> dict[str, str]:
    """Return the file name of stored photographs, by hash.

    Args:
        among: those of which the hash is one of these; None: every one.
    """
    where = "" if among is None else " WHERE sha256 IN (SELECT value FROM json_each(?))"
    parameters = [] if among is None else [json.dumps(sorted(among))]
    return dict(
        connection.execute(f"SELECT sha256, name FROM photos{where}", parameters).fetchall()
    )


def taken_in_forms(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the markers by the path of the photograph that a telephone took into their form."""
    named = connection.execute("SELECT photo, number FROM markers WHERE photo <> '' ORDER BY fid")
    return dict(named.fetchall())


def register_positions(
    connection: sqlite3.Connection,
) -> dict[str, tuple[float, float] | None]:
    """Return the register position of every marker, EPSG:4326, longitude first, or None."""
    return {
        number: decode_point(blob) if blob is not None else None
        for number, blob in connection.execute("SELECT number, geom FROM markers")
    }
