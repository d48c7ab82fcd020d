"""What is measured of the lines as of a day: as it is stored, or of the geometry of then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from mocgioi.analysis.lines.network import (
    Measurements,
    Network,
    RoadNear,
    nearest_lines,
    network_as_of,
)
from mocgioi.domain.line import BoundaryPiece, in_border_order
from mocgioi.domain.register import Commune, Road
from mocgioi.store import events, reading, results
from mocgioi.store.homes import ASPECTS_OF_REACH

if TYPE_CHECKING:
    import sqlite3

_WHAT_IS_BUILT = ("road.status",)
"""The nearest line beyond those near is stored of what is built today."""


def measurements_as_of(
    connection: sqlite3.Connection,
    *,
    as_of: str,
    known_at: int | None,
    beyond: bool = False,
) -> Measurements | None:
    """Return what was measured of the register and the lines of a day, known at an instant.

    Where they were the same as today it is what is stored, None where that is out of date: then
    nothing is known of the lines rather than something untrue. Otherwise it is measured anew,
    and nothing is stored.

    Args:
        beyond: whether what is farther away than near is asked for.
    """
    aspects = (*ASPECTS_OF_REACH, *(_WHAT_IS_BUILT if beyond else ()))
    if events.is_later(connection, aspects, as_of=as_of, known_at=known_at):
        from mocgioi.analysis.lines.measurements import measurements

        boundary = reading.read_items(connection, BoundaryPiece, as_of=as_of, known_at=known_at)
        return measurements(
            list(reading.read_markers(connection, as_of=as_of, known_at=known_at).values()),
            reading.read_items(connection, Road, as_of=as_of, known_at=known_at),
            reading.read_items(connection, Commune, as_of=as_of, known_at=known_at),
            in_border_order(boundary),
        )
    is_current = results.nearest_is_current if beyond else results.reach_is_current
    return stored_measurements(connection) if is_current(connection) else None


def kilometres_as_of(
    connection: sqlite3.Connection, *, as_of: str | None, known_at: int | None
) -> Mapping[str, float | None]:
    """Return each marker's place along the border line of a day, km from the north-west."""
    if not events.is_later(connection, ASPECTS_OF_REACH, as_of=as_of, known_at=known_at):
        return reading.border_km(connection)
    from mocgioi.analysis.lines.chainage import border_km
    from mocgioi.analysis.lines.measurements import marker_points

    markers = reading.read_markers(connection, as_of=as_of, known_at=known_at)
    line = reading.read_items(connection, BoundaryPiece, as_of=as_of, known_at=known_at)
    return border_km(marker_points(list(markers.values())), in_border_order(line))


def stored_measurements(connection: sqlite3.Connection) -> Measurements:
    """Return what was measured last, whether or not it is out of date."""
    distances, joins = results.read_reach(connection)
    return Measurements(
        distances=[RoadNear._make(row) for row in distances],
        joins=joins,
        road_communes=results.road_communes(connection),
        border_km=reading.border_km(connection),
        placed=reading.placed_markers(connection),
    )


def nearest_as_of(
    connection: sqlite3.Connection, roads: Sequence[Road], *, as_of: str, known_at: int | None
) -> tuple[dict[str, RoadNear], Network]:
    """Return the nearest line that counts as of a day, by marker, and the network of that day.

    A marker is left out where no line is known: none counts, the one that is nearest when all
    that is built counts does not yet and none other is near, or the results are out of date;
    the network is then empty.

    Args:
        roads: as they were on that day.
    """
    measured = measurements_as_of(connection, as_of=as_of, known_at=known_at, beyond=True)
    return nearest_of(measured, roads, as_of=as_of) if measured else ({}, Network({}, frozenset()))


def nearest_of(
    measured: Measurements, roads: Sequence[Road], *, as_of: str
) -> tuple[dict[str, RoadNear], Network]:
    """Return the same of what was measured."""
    facts, joins = measured.lines(roads)
    network = network_as_of(facts, joins, as_of=as_of)
    names = {road.uuid: road.name for road in roads}
    return nearest_lines(measured.distances, network, names), network
