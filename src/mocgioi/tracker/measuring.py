"""Distances from markers to roads: measured once and stored, and what they are measured from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from mocgioi.analysis.lines.measurements import (
    drawn_lines,
    lengths_m,
    measurements,
    road_communes,
)
from mocgioi.analysis.lines.network import Measurements, RoadFact
from mocgioi.analysis.lines.reach import ReachMarker, ReachRoad
from mocgioi.domain.counting import is_needed
from mocgioi.domain.line import BoundaryPiece, in_border_order
from mocgioi.domain.register import Commune, MarkerEntry, Road
from mocgioi.store import commits, events, glance, reading, results
from mocgioi.store.geopackage import Transaction
from mocgioi.store.handle import Store
from mocgioi.store.homes import ASPECTS_OF_REACH
from mocgioi.tracker import counting
from mocgioi.tracker.lines import kilometres_as_of, stored_measurements
from mocgioi.tracker.shapes import keep_shapes


def measure(transaction: Transaction, *, as_of: str) -> None:
    """Measure which roads pass near which markers, and store it with what it was computed from.

    What papers draw of the lines is kept with it.

    It is measured as the transaction sees the store, and stands or goes with it.
    """
    connection = transaction.reader
    version, built = results.geometry_version(connection), results.roads_built(connection)
    markers = list(reading.read_markers(connection).values())
    roads = reading.read_items(connection, Road)
    communes = reading.read_items(connection, Commune)
    boundary = in_border_order(reading.read_items(connection, BoundaryPiece))
    drawn = drawn_lines(roads)
    found = measurements(markers, roads, communes, boundary, drawn=drawn)
    results.write_reach(
        transaction,
        distances=found.distances,
        joins=found.joins,
        road_communes=found.road_communes,
        border_km=found.border_km,
        measured=found.state(roads, {str(m.number): m.commune for m in markers}, as_of=as_of),
        version=version,
        built=built,
        counting=results.roads_counting(connection, as_of),
    )
    keep_shapes(transaction, lengths_m(drawn), as_of=as_of)


class World(NamedTuple):
    """Markers and roads as of a day, and the lines of these for `reach`.

    Attributes:
        posts: code of each marker's post, or None, by number.
        measurements: what is stored of them, where that is of the lines of the day; None: it has
            to be measured.
        illustrative: whether any of it is made up.
        head: what names the state of the store.
    """

    markers: list[ReachMarker]
    roads: Sequence[Road]
    lines: list[ReachRoad]
    posts: Mapping[str, str | None]
    measurements: Measurements | None
    illustrative: bool
    head: str | None


def read_world(store: Store, *, as_of: str, known_at: str | None = None) -> World:
    """Return what reach, the checks of roads and their costs are computed from.

    Args:
        as_of: ISO day; known_at: the instant of knowledge (UTC), None = everything.
    """
    with store.reading_named() as connection:
        knowledge = commits.known(connection, known_at)
        known = knowledge.number
        markers = reading.read_markers(connection, as_of=as_of, known_at=known)
        roads = reading.read_items(connection, Road, as_of=as_of, known_at=known)
        if known is None and glance.is_today(connection, as_of):
            declared = glance.road_statuses(connection)
        else:
            said = ("existence", "road_status")
            states = counting.folded(connection, aspects=said, as_of=as_of, known_at=known)
            declared = {number: state.value("road_status") for number, state in states.items()}
        at_km = kilometres_as_of(connection, as_of=as_of, known_at=known)
        if events.is_later(connection, ASPECTS_OF_REACH, as_of=as_of, known_at=known):
            communes = reading.read_items(connection, Commune, as_of=as_of, known_at=known)
            supplied = road_communes(list(markers.values()), roads, communes)
            measured = None
        else:
            supplied = results.road_communes(connection)
            is_current = results.reach_is_current(connection)
            measured = stored_measurements(connection) if is_current else None
    return World(
        head=knowledge.head,
        markers=[
            _reach_marker(number, entry, declared[number], at_km.get(number))
            for number, entry in markers.items()
        ],
        roads=roads,
        lines=[
            ReachRoad(RoadFact.of(road, supplied[road.uuid]), road.geometry, road.name)
            for road in roads
        ],
        measurements=measured,
        posts={number: entry.post for number, entry in markers.items()},
        illustrative=any(entry.illustrative for entry in markers.values()),
    )


def _reach_marker(
    number: str, entry: MarkerEntry, declared: str | None, border_km: float | None
) -> ReachMarker:
    return ReachMarker(
        number=number,
        commune=entry.commune,
        needs_road=is_needed(entry.needs_road),
        declared=declared,
        longitude=entry.position.longitude if entry.position else None,
        latitude=entry.position.latitude if entry.position else None,
        border_km=border_km,
    )
