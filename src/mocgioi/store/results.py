"""Results of the geometry analysis, stored so that a report needs no geometry library.

What is stored are facts of geometry alone (which roads pass near a marker, which roads
join); what they mean on a given day is worked out from the roads' own status.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Mapping

from mocgioi.store.events import set_setting
from mocgioi.store.geopackage import Transaction


def geometry_fingerprint(source: sqlite3.Connection | Transaction) -> str:
    """Return a hash of all that the analysis is computed from: positions and lines."""
    digest = hashlib.sha256()
    for sql in (
        "SELECT number, geom, commune_code FROM markers ORDER BY number",
        "SELECT uuid, geom, serves FROM roads ORDER BY uuid",
        "SELECT code, geom FROM communes ORDER BY code",
        "SELECT fid, geom FROM boundary ORDER BY fid",
    ):
        rows = source.read(sql) if isinstance(source, Transaction) else source.execute(sql)
        for row in rows:
            digest.update(repr(row[::2]).encode())
            digest.update(row[1] or b"-")
    return digest.hexdigest()


def write_reach(
    transaction: Transaction,
    *,
    distances: Iterable[tuple[str, str, float]],
    joins: Iterable[tuple[str, str]],
    road_communes: Mapping[str, Iterable[str]],
    border_km: Mapping[str, float | None],
    measured: Mapping[str, str],
) -> None:
    """Replace the stored results; they belong to the geometry as it stands in `transaction`."""
    transaction.clear("reach_distances")
    transaction.clear("reach_joins")
    transaction.insert(
        "reach_distances",
        [
            {"marker_number": marker, "road_uuid": road, "distance_m": distance}
            for marker, road, distance in distances
        ],
    )
    transaction.insert(
        "reach_joins", [{"road_uuid": road, "other_uuid": other} for road, other in joins]
    )
    transaction.update(
        "roads",
        "uuid",
        [
            {"uuid": road, "communes": "; ".join(codes) or None}
            for road, codes in road_communes.items()
        ],
    )
    transaction.update(
        "markers",
        "number",
        [
            {"number": number, "border_km": border_km[number], "measured": measured.get(number)}
            for number in border_km
        ],
    )
    set_setting(transaction, "reach_of", geometry_fingerprint(transaction))


def read_reach(
    connection: sqlite3.Connection,
) -> tuple[list[tuple[str, str, float]], list[tuple[str, str]]]:
    """Return the stored (marker, road, metres) and the pairs of joined roads."""
    return (
        connection.execute(
            "SELECT marker_number, road_uuid, distance_m FROM reach_distances"
        ).fetchall(),
        connection.execute("SELECT road_uuid, other_uuid FROM reach_joins").fetchall(),
    )


def road_communes(connection: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """Return, by road uuid, the codes of the communes a road was supplied for."""
    return {
        uuid: tuple(codes.split("; ")) if codes else ()
        for uuid, codes in connection.execute("SELECT uuid, communes FROM roads")
    }


def reach_is_current(connection: sqlite3.Connection) -> bool:
    """Say whether the stored results belong to the geometry the store holds now."""
    row = connection.execute("SELECT value FROM settings WHERE name = 'reach_of'").fetchone()
    return row is not None and row[0] == geometry_fingerprint(connection)
