"""Reach of a store: as it stands, read one thing after the other, or as it was on another day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mocgioi.analysis.lines.network import RoadFact
from mocgioi.analysis.lines.reach import ReachMarker, ReachRoad, find_reached, lines_as_roads
from mocgioi.analysis.lines.reach_document import Keep, document_of_reached, reach_document
from mocgioi.domain.aspects import OF_REGISTER
from mocgioi.domain.counting import DEFAULTS, is_needed
from mocgioi.domain.crs import METRIC_CRS
from mocgioi.domain.register import Road
from mocgioi.sources.spool import in_blocks
from mocgioi.store import commits, events, glance, reading, results
from mocgioi.store.handle import Store
from mocgioi.store.homes import ASPECTS_OF_REACH
from mocgioi.tracker.measuring import read_world

if TYPE_CHECKING:
    import sqlite3

    from mocgioi.documents.reach import Reach


def reach_of(store: Store, *, as_of: str, known_at: str | None, keep: Keep) -> Reach:
    """Return the document ``mocgioi.reach/1`` of a day.

    Where markers and geometry of the day are those of today, they are not all held.

    Args:
        as_of: ISO day; known_at: the instant of knowledge (UTC), None = everything.
        keep: what holds the rows of the document.
    """
    with store.reading_named() as connection:
        if known_at is None and _stands(connection, as_of):
            return reach_document(
                _markers(connection),
                _lines(connection, as_of),
                results.each_join(connection),
                results.communes_supplied(connection),
                as_of=as_of,
                illustrative=reading.is_illustrative(connection),
                head=commits.known(connection, None).head,
                keep=keep,
            )
    world = read_world(store, as_of=as_of, known_at=known_at)
    return document_of_reached(
        find_reached(world.markers, world.lines, as_of=as_of, measurements=world.measurements),
        known_at=known_at,
        illustrative=world.illustrative,
        head=world.head,
        keep=keep,
    )


def _stands(connection: sqlite3.Connection, as_of: str) -> bool:
    """Say whether markers and what is measured of the lines stand as of a day."""
    aspects = (*OF_REGISTER, *ASPECTS_OF_REACH)
    is_later = events.is_later(connection, aspects, as_of=as_of, known_at=None)
    is_current = results.reach_is_current(connection)
    return is_current and not is_later and glance.is_today(connection, as_of)


def _markers(connection: sqlite3.Connection) -> Iterator[ReachMarker]:
    for number, place, commune, need, declared, km in reading.each_marker_of_reach(connection):
        longitude, latitude = place or (None, None)
        yield ReachMarker(number, commune, is_needed(need), declared, longitude, latitude, km)


def _lines(connection: sqlite3.Connection, as_of: str) -> Iterator[ReachRoad]:
    roads = (
        ReachRoad(RoadFact.of(road), road.geometry, road.name)
        for road in reading.each_item(connection, Road, as_of=as_of)
    )
    for block in in_blocks(roads):
        yield from lines_as_roads(block, join_m=DEFAULTS.join_m, metric_crs=METRIC_CRS)
