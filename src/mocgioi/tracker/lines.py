"""What is measured of the lines as of a day: as it is stored, or of the geometry of then."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from mocgioi.analysis.lines.network import (
    Joins,
    Measurements,
    Network,
    RoadFact,
    RoadNear,
    nearest_lines,
    network_as_of,
    road_of,
)
from mocgioi.domain.counting import Measured
from mocgioi.domain.line import BoundaryPiece, in_border_order
from mocgioi.domain.register import Commune, MarkerEntry, Road
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


class Around(NamedTuple):
    """What the lines show of some markers as of a day.

    Attributes:
        roads: those that serve one of them by their papers, and those that are near, at least, in
            the order they were put in.
        measured: by number; empty where the results are out of date.
        nearest: the nearest line that counts, by number.
    """

    roads: Sequence[Road]
    measured: Mapping[str, Measured]
    nearest: Mapping[str, RoadNear]


def around(
    connection: sqlite3.Connection,
    markers: Collection[MarkerEntry],
    *,
    as_of: str | None,
    day: str,
    known_at: int | None,
) -> Around:
    """Return what the lines show of some markers, of the roads about them alone.

    Where the roads of the day were others than today's, all of them are measured anew.

    Args:
        markers: as they were registered on the day. as_of: the ISO day asked for, None = as it
            stands; day: the one that is meant.
    """
    commune_of = {str(marker.number): marker.commune for marker in markers}
    if events.is_later(connection, "road.", as_of=day, known_at=known_at) or events.is_later(
        connection, ASPECTS_OF_REACH, as_of=day, known_at=known_at
    ):
        roads: Sequence[Road] = reading.read_items(
            connection, Road, geometry=False, as_of=as_of, known_at=known_at
        )
        measured = measurements_as_of(connection, as_of=day, known_at=known_at, beyond=True)
    else:
        serving = results.roads_serving(connection, events.recorded_as(connection, commune_of))
        measured = None
        if results.nearest_is_current(connection):
            near = results.lines_near(connection, commune_of)
            joins, lines = _leading_to_the_network(connection, {line for _, line, _ in near}, day)
            supplied = (results.access_road_for(connection, c) for c in {*commune_of.values()})
            serving += [*map(road_of, lines), *filter(None, supplied)]
            measured = Measurements(
                distances=[RoadNear._make(row) for row in near],
                joins=list(joins),
                road_communes=results.road_communes(connection, serving),
                border_km={},
                placed=frozenset(str(m.number) for m in markers if m.position is not None),
            )
        roads = reading.read_items(connection, Road, geometry=False, subjects=serving)
    if measured is None:
        return Around(roads, {}, {})
    return Around(
        roads,
        measured.state(roads, commune_of, as_of=day),
        nearest_of(measured, roads, as_of=day)[0],
    )


def _leading_to_the_network(
    connection: sqlite3.Connection, near: Collection[str], as_of: str
) -> tuple[Collection[tuple[str, str]], Collection[str]]:
    """Return the joins by which lines hang together with trunk roads, and the lines of these.

    It goes from line to line that counts as of the day, and no farther than to where it has come
    to a trunk road.
    """
    joins: set[tuple[str, str]] = set()
    facts: dict[str, RoadFact] = {}
    reached = set(near)
    while reached:
        named = {*map(road_of, reached)}
        roads = reading.read_items(connection, Road, geometry=False, subjects=named)
        fact_of = {road.uuid: RoadFact.of(road) for road in roads}
        facts |= {line: fact_of[road_of(line)]._replace(uuid=line) for line in reached}
        network = network_as_of(facts.values(), Joins.of_names(facts, joins), as_of=as_of)
        apart = (reached & network.component.keys()) - network.joined
        joined = results.joins_of(connection, apart)
        joins.update(joined)
        reached = {line for pair in joined for line in pair} - facts.keys()
    return joins, facts.keys()


def kilometres_as_of(
    connection: sqlite3.Connection,
    numbers: Collection[str] | None = None,
    *,
    as_of: str | None,
    known_at: int | None,
) -> Mapping[str, float | None]:
    """Return each marker's place along the border line of a day, km from the north-west.

    Args:
        numbers: of these markers; None: of every one.
    """
    if not events.is_later(connection, ASPECTS_OF_REACH, as_of=as_of, known_at=known_at):
        return reading.border_km(connection, numbers)
    from mocgioi.analysis.lines.chainage import border_km
    from mocgioi.analysis.lines.measurements import marker_points

    markers = reading.read_markers(connection, numbers, as_of=as_of, known_at=known_at)
    line = reading.read_items(connection, BoundaryPiece, as_of=as_of, known_at=known_at)
    return border_km(marker_points(list(markers.values())), in_border_order(line))


def stored_measurements(connection: sqlite3.Connection) -> Measurements:
    """Return what was measured last, whether or not it is out of date."""
    return Measurements(
        distances=list(map(RoadNear._make, results.each_distance(connection))),
        joins=list(results.each_join(connection)),
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
