"""Distances from markers to roads: measured once and stored, and what they are measured from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from mocgioi.analysis.lines.chainage import border_km
from mocgioi.analysis.lines.metric_lines import RoadLine
from mocgioi.analysis.lines.network import (
    MarkerFact,
    RoadFact,
    RoadNear,
    line_facts,
    measured_state,
    road_of,
)
from mocgioi.analysis.lines.proximity import MarkerPoints, measure_proximity, nearest_roads
from mocgioi.analysis.lines.reach import ReachMarker, ReachRoad
from mocgioi.analysis.lines.road_communes import ServingRoad, communes_of_roads
from mocgioi.analysis.lines.road_lines import lines_of_roads
from mocgioi.domain.counting import is_built, is_needed
from mocgioi.domain.line import BoundaryPiece
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.observation import SubjectState
from mocgioi.domain.register import Commune, MarkerEntry, Road
from mocgioi.store import commits, reading, results
from mocgioi.store.geopackage import Transaction
from mocgioi.store.handle import Store
from mocgioi.tracker import counting


def measure(transaction: Transaction, *, as_of: str) -> None:
    """Measure which roads pass near which markers, and store it with what it was computed from.

    It is measured as the transaction sees the store, and stands or goes with it.
    """
    connection = transaction.reader
    version, built = results.geometry_version(connection), results.roads_built(connection)
    markers = list(reading.read_markers(connection).values())
    roads = reading.read_items(connection, Road)
    communes = reading.read_items(connection, Commune)
    boundary = counting.in_border_order(reading.read_items(connection, BoundaryPiece))
    states = counting.folded(connection, as_of=as_of, known_at=None)
    points = _points(markers)
    commune_of = {marker: state.value("commune") for marker, state in states.items()}
    lines = lines_of_roads([RoadLine(road.uuid, road.geometry) for road in roads])
    near = measure_proximity(points, lines)
    supplied = communes_of_roads(
        [ServingRoad(road.uuid, road.geometry, road.serves) for road in roads],
        points,
        [commune_of.get(number) for number in points.numbers],
        [(commune.code, commune.geometry) for commune in communes],
    )
    facts = [RoadFact.of(road, supplied[road.uuid]) for road in roads]
    measured = measured_state(
        near.pairs,
        near.joins,
        line_facts(facts, (line.uuid for line in lines)),
        [
            MarkerFact(str(m.number), commune_of.get(str(m.number)), m.position is not None)
            for m in markers
        ],
        as_of=as_of,
    )
    beyond = _nearest_beyond(points, lines, facts, near.pairs)
    results.write_reach(
        transaction,
        distances=(*near.pairs, *beyond),
        joins=near.joins.names(),
        road_communes=supplied,
        border_km=border_km(points, boundary),
        measured=measured,
        version=version,
        built=built,
        as_of=as_of,
    )


def _nearest_beyond(
    points: MarkerPoints,
    lines: Sequence[RoadLine],
    roads: Sequence[RoadFact],
    near: Sequence[RoadNear],
) -> list[RoadNear]:
    """Return the nearest line of a built road of each marker that has none of them near."""
    built = {road.uuid for road in roads if is_built(road.status)}
    served = {pair.marker for pair in near if road_of(pair.road) in built}
    far = [at for at, number in enumerate(points.numbers) if number not in served]
    numbers = [points.numbers[at] for at in far]
    left = MarkerPoints(numbers, points.longitude[far], points.latitude[far])
    nearest = nearest_roads(left, [line for line in lines if road_of(line.uuid) in built])
    return [RoadNear(*foot[:3]) for foot in nearest.values()]


class World(NamedTuple):
    """Markers as of a day, roads as the register has them, and their lines for `reach`.

    Attributes:
        illustrative: whether any of it is made up.
    """

    markers: list[ReachMarker]
    roads: Sequence[Road]
    lines: list[ReachRoad]
    illustrative: bool


def read_world(store: Store, *, as_of: str, known_at: str | None = None) -> World:
    """Return what reach, the checks of roads and their costs are computed from.

    Args:
        as_of: ISO day; known_at: the instant of knowledge (UTC), None = everything.
    """
    with store.reading() as connection:
        markers = reading.read_markers(connection)
        roads = reading.read_items(connection, Road)
        knowledge = commits.known(connection, known_at)
        states = counting.folded(connection, as_of=as_of, known_at=knowledge.number)
        at_km = reading.border_km(connection)
        facts = counting.road_facts(connection, roads)
        illustrative = reading.is_illustrative(connection)
    return World(
        markers=[_reach_marker(markers[n], states[n], at_km.get(n)) for n in _in_order(states)],
        roads=roads,
        lines=[
            ReachRoad(fact, road.geometry, road.name)
            for fact, road in zip(facts, roads, strict=True)
        ],
        illustrative=illustrative,
    )


def _points(markers: Sequence[MarkerEntry]) -> MarkerPoints:
    places = [
        (m.position.longitude, m.position.latitude) if m.position else (np.nan, np.nan)
        for m in markers
    ]
    degrees = np.array(places, dtype=np.float64).reshape(-1, 2)
    return MarkerPoints([str(m.number) for m in markers], degrees[:, 0], degrees[:, 1])


def _in_order(states: Mapping[str, SubjectState]) -> list[str]:
    return sorted(states, key=MarkerNumber.parse)


def _reach_marker(entry: MarkerEntry, state: SubjectState, border_km: float | None) -> ReachMarker:
    return ReachMarker(
        number=state.subject,
        commune=state.value("commune"),
        needs_road=is_needed(state.value("need_road")),
        declared=state.value("road_status"),
        longitude=entry.position.longitude if entry.position else None,
        latitude=entry.position.latitude if entry.position else None,
        border_km=border_km,
    )
