"""Results of the geometry analysis, stored so that a report needs no geometry library.

What is stored are facts of geometry alone (which roads pass near a marker, which roads
join); what they mean on a given day is worked out from the roads' own status.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import suppress
from importlib import import_module

from mocgioi.domain.counting import Measured, is_built, road_counts_on
from mocgioi.domain.line import PIECE
from mocgioi.store.events import set_setting
from mocgioi.store.geopackage import Transaction

METHOD = "4"
"""Of the computation itself: raised when it gives other results from the same geometry."""

_NO_COMMUNE = "-"


def geometry_version(connection: sqlite3.Connection) -> str:
    """Return the fingerprint of what the results are computed from, and how.

    It is the count of changes to positions, lines and areas, kept by triggers, and `METHOD`:
    whoever writes, it moves with everything the analysis is computed from.
    """
    row = connection.execute("SELECT value FROM settings WHERE name = 'geometry_version'")
    return f"{row.fetchone()[0]}/{METHOD}"


def write_reach(
    transaction: Transaction,
    *,
    distances: Iterable[tuple[str, str, float]],
    joins: Iterable[tuple[str, str]],
    road_communes: Mapping[str, Iterable[str | None]],
    border_km: Mapping[str, float | None],
    measured: Mapping[str, Measured],
    version: str,
    built: str,
    counting: str,
) -> None:
    """Replace the stored results.

    Args:
        version: `geometry_version` of what they were computed from; should another program
            have moved something since, they are known to be out of date.
        built: `roads_built` of the same moment; counting: `roads_counting` of the day that
            `measured` is of.
    """
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
            {"uuid": road, "communes": "; ".join(sorted(c or _NO_COMMUNE for c in codes)) or None}
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
    set_setting(transaction, "reach_of", version)
    set_setting(transaction, "reach_built", built)
    set_setting(transaction, "reach_counting", counting)


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


def road_of(line: str) -> str:
    """Return the uuid of the road that a stored line is, or is a piece of."""
    return line.partition(PIECE)[0]


def road_communes(connection: sqlite3.Connection) -> dict[str, frozenset[str | None]]:
    """Return, by road uuid, the communes a road was supplied for; None: markers without one."""
    return {
        uuid: frozenset(None if code == _NO_COMMUNE else code for code in codes.split("; "))
        if codes
        else frozenset()
        for uuid, codes in connection.execute("SELECT uuid, communes FROM roads")
    }


def roads_built(connection: sqlite3.Connection) -> str:
    """Return the fingerprint of which roads are built: which one is nearest depends on it."""
    rows = connection.execute("SELECT uuid, status FROM roads ORDER BY uuid")
    return _fingerprint(uuid for uuid, status in rows if is_built(status))


def roads_counting(connection: sqlite3.Connection, as_of: str) -> str:
    """Return the fingerprint of which lines count as of a day: what is measured depends on it."""
    rows = connection.execute(
        "SELECT uuid, status, started_on, completed_on FROM roads ORDER BY uuid"
    )
    return _fingerprint(
        uuid
        for uuid, status, started_on, completed_on in rows
        if road_counts_on(status, started_on, completed_on, as_of)
    )


def _fingerprint(uuids: Iterable[str]) -> str:
    """Return what is another one for other roads.

    Python's own small SHA-256 where it has one, as `random` takes its SHA-512: `hashlib` brings
    all of OpenSSL along, a tenth of what a bare Python costs.
    """
    for module in ("_sha2", "_sha256", "hashlib"):
        with suppress(ImportError):
            digest: str = import_module(module).sha256("\n".join(uuids).encode()).hexdigest()
            return digest
    raise ImportError("hashlib")


def measured_is_of(connection: sqlite3.Connection, as_of: str) -> bool:
    """Say whether what stands in the column ``measured`` is of a day and of current results."""
    row = connection.execute("SELECT value FROM settings WHERE name = 'reach_counting'").fetchone()
    return row is not None and row[0] == roads_counting(connection, as_of)


def nearest_is_current(connection: sqlite3.Connection) -> bool:
    """Say whether the distances to the nearest road, however far, are of the store as it is."""
    row = connection.execute("SELECT value FROM settings WHERE name = 'reach_built'").fetchone()
    return row is not None and row[0] == roads_built(connection) and reach_is_current(connection)


def reach_is_current(connection: sqlite3.Connection) -> bool:
    """Say whether the stored results belong to the geometry the store holds now."""
    row = connection.execute("SELECT value FROM settings WHERE name = 'reach_of'").fetchone()
    return row is not None and row[0] == geometry_version(connection)
