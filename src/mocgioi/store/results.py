"""Results of the geometry analysis, stored so that a report needs no geometry library.

What is stored are facts of geometry alone (which roads pass near a marker, which roads
join); what they mean on a given day is worked out from the roads' own status.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from importlib import import_module

from mocgioi.domain.counting import Measured, road_counts_on
from mocgioi.domain.line import PIECE
from mocgioi.store.events import set_setting
from mocgioi.store.geopackage import Transaction
from mocgioi.store.homes import SEPARATOR

METHOD = "4"
"""Of the computation itself: raised when it gives other results from the same geometry."""

_NO_COMMUNE = "-"

_LISTED = f"""'[' || replace(json_quote(serves), '{SEPARATOR}', '","') || ']'"""
"""SQL of the markers that a road serves, as a list of JSON."""


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
            {
                "uuid": road,
                "communes": SEPARATOR.join(sorted(c or _NO_COMMUNE for c in codes)) or None,
            }
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


def _joined(codes: Iterable[str | None]) -> str | None:
    return SEPARATOR.join(sorted(code or _NO_COMMUNE for code in codes)) or None


def each_distance(connection: sqlite3.Connection) -> Iterator[tuple[str, str, float]]:
    """Yield the stored (marker, road, metres), one after the other."""
    yield from connection.execute(
        "SELECT marker_number, road_uuid, distance_m FROM reach_distances"
    )


def each_join(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Yield the stored pairs of joined roads, one after the other."""
    yield from connection.execute("SELECT road_uuid, other_uuid FROM reach_joins")


def lines_near(
    connection: sqlite3.Connection, markers: Collection[str]
) -> list[tuple[str, str, float]]:
    """Return the stored (marker, road, metres) of some markers."""
    return connection.execute(
        "SELECT marker_number, road_uuid, distance_m FROM reach_distances"
        " WHERE marker_number IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(markers)),),
    ).fetchall()


def joins_of(connection: sqlite3.Connection, lines: Collection[str]) -> list[tuple[str, str]]:
    """Return the stored pairs of joined roads in which one of some lines is."""
    of_lines = "SELECT road_uuid, other_uuid FROM reach_joins WHERE {} IN (SELECT value FROM l)"
    return connection.execute(
        "WITH l AS MATERIALIZED (SELECT value FROM json_each(?))"
        f" {of_lines.format('road_uuid')} UNION {of_lines.format('other_uuid')}",
        (json.dumps(sorted(lines)),),
    ).fetchall()


def roads_serving(connection: sqlite3.Connection, markers: Collection[str]) -> list[str]:
    """Return the uuids of the roads whose papers say that they serve one of some markers."""
    found = connection.execute(
        "SELECT uuid FROM roads WHERE serves <> '' AND EXISTS (SELECT 1"
        f" FROM json_each({_LISTED}) AS one WHERE one.value IN (SELECT value FROM json_each(?)))",
        (json.dumps(sorted(markers)),),
    )
    return [uuid for (uuid,) in found]


def access_road_for(connection: sqlite3.Connection, commune: str | None) -> str | None:
    """Return the uuid of an access road that was supplied for a commune; None: there is none.

    Args:
        commune: its code; None: of markers without one.
    """
    row = connection.execute(
        "SELECT uuid FROM roads WHERE road_class = 'access'"
        " AND instr(?1 || communes || ?1, ?1 || ?2 || ?1) LIMIT 1",
        (SEPARATOR, commune or _NO_COMMUNE),
    ).fetchone()
    return None if row is None else str(row[0])


def road_of(line: str) -> str:
    """Return the uuid of the road that a stored line is, or is a piece of."""
    return line.partition(PIECE)[0]


def communes_supplied(connection: sqlite3.Connection) -> set[str | None]:
    """Return the communes for which an access road was supplied; None: markers without one."""
    listed = connection.execute("SELECT DISTINCT communes FROM roads WHERE road_class = 'access'")
    return {code for (codes,) in listed for code in _codes(codes)}


def road_communes(
    connection: sqlite3.Connection, roads: Collection[str] | None = None
) -> dict[str, frozenset[str | None]]:
    """Return, by road uuid, the communes a road was supplied for; None: markers without one.

    Args:
        roads: of these; None: of every one.
    """
    among = "" if roads is None else " WHERE uuid IN (SELECT value FROM json_each(?))"
    parameters = [] if roads is None else [json.dumps(sorted(roads))]
    return {
        uuid: _codes(codes)
        for uuid, codes in connection.execute(
            f"SELECT uuid, communes FROM roads{among}", parameters
        )
    }


def _codes(listed: str | None) -> frozenset[str | None]:
    codes = listed.split(SEPARATOR) if listed else ()
    return frozenset(None if code == _NO_COMMUNE else code for code in codes)


def roads_built(connection: sqlite3.Connection) -> str:
    """Return the fingerprint of which roads are built: which one is nearest depends on it."""
    # One row, of an index alone: who asks of one marker does not read every road.
    (listed,) = connection.execute(
        "SELECT group_concat(uuid, char(10)) FROM roads WHERE status = 'built'"
    ).fetchone()
    return fingerprint(sorted((listed or "").split("\n")))


def roads_counting(connection: sqlite3.Connection, as_of: str) -> str:
    """Return the fingerprint of which lines count as of a day: what is measured depends on it."""
    rows = connection.execute(
        "SELECT uuid, status, started_on, completed_on FROM roads ORDER BY uuid"
    )
    return fingerprint(
        uuid
        for uuid, status, started_on, completed_on in rows
        if road_counts_on(status, started_on, completed_on, as_of)
    )


def fingerprint(parts: Iterable[str]) -> str:
    """Return what is another one for other parts.

    Python's own small SHA-256 where it has one, as `random` takes its SHA-512: `hashlib` brings
    all of OpenSSL along, a tenth of what a bare Python costs.
    """
    for module in ("_sha2", "_sha256", "hashlib"):
        with suppress(ImportError):
            digest: str = import_module(module).sha256("\n".join(parts).encode()).hexdigest()
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
