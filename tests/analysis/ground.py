"""Markers and roads drawn in metres, so that a reader can check an answer by hand.

The origin is a point of EPSG:9215 in the province; east and north are metres from it. What is
drawn is handed over as the software takes it, in degrees of EPSG:4326, by the exact inverse of
the projection it uses: 30 m drawn are 30 m measured, to round-off.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import cos, radians, sin
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from mocgioi.analysis.lines.network import RoadFact
from mocgioi.analysis.lines.reach import ReachMarker, ReachRoad, find_reached
from mocgioi.analysis.lines.reach_document import document_of_reached
from mocgioi.documents.reach import Reach
from mocgioi.domain.crs import METRIC_CRS, to_metric, to_storage
from tests.documents import closed

ORIGIN = (500_000.0, 2_420_000.0)
TODAY = "2026-11-22"

Point = tuple[float, float]
Part = Sequence[Point]


def turned(points: Iterable[Point], degrees: float, by: Point) -> list[Point]:
    """Turn points about the origin, then move them."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return [(c * e - s * n + by[0], s * e + c * n + by[1]) for e, n in points]


def in_degrees(points: Iterable[Point]) -> NDArray[np.float64]:
    """Return longitude and latitude of points drawn in metres from the origin, a row each."""
    wanted = np.array(list(points), dtype=np.float64).reshape(-1, 2) + ORIGIN
    aim = wanted.copy()
    for _ in range(4):
        degrees = to_storage(aim[:, 0], aim[:, 1], METRIC_CRS)
        aim += wanted - np.column_stack(to_metric(*degrees))
    return np.column_stack(to_storage(aim[:, 0], aim[:, 1], METRIC_CRS))


def wkb(*parts: Part) -> bytes:
    """Return the WKB of a line drawn in metres, in one part or more."""
    lines = [shapely.LineString(in_degrees(part)) for part in parts]
    return bytes(shapely.to_wkb(shapely.MultiLineString(lines)))


def road(
    name: str,
    *parts: Part,
    road_class: str = "access",
    status: str | None = "built",
    started_on: str | None = None,
    completed_on: str | None = None,
    communes: Iterable[str | None] = ("A",),
) -> ReachRoad:
    """Return a road of that name."""
    fact = RoadFact(
        uuid=f"uuid of {name}",
        road_class=road_class,
        status=status,
        started_on=started_on,
        completed_on=completed_on,
        communes=frozenset(communes),
    )
    return ReachRoad(fact, wkb(*parts), name)


def reach(markers: Sequence[ReachMarker], roads: Sequence[ReachRoad], **options: Any) -> Reach:
    """Return the document of reach of some markers and roads, held to its schema."""
    document = document_of_reached(find_reached(markers, roads, **options))
    closed.require(Reach, document)
    return document


def trunk(name: str = "trunk", *parts: Part, status: str = "built") -> ReachRoad:
    """Return a patrol road; undrawn, it runs 1,000 m east from the origin."""
    drawn = parts or ([(0, 0), (1000, 0)],)
    return road(name, *drawn, road_class="patrol", status=status)


def marker(
    number: str,
    at: Point | None,
    *,
    commune: str | None = "A",
    needs_road: bool = True,
    declared: str | None = None,
) -> ReachMarker:
    """Return a marker, `at` metres from the origin, or without position."""
    longitude, latitude = (None, None) if at is None else in_degrees([at])[0].tolist()
    return ReachMarker(number, commune, needs_road, declared, longitude, latitude)


def measured(
    markers: Sequence[ReachMarker], roads: Sequence[ReachRoad], *, as_of: str = TODAY
) -> dict[str, str]:
    """Return what is measured of each marker, by number."""
    return {row["number"]: row["measured"] for row in reach(markers, roads, as_of=as_of)["markers"]}


def measured_at(at: Point, *roads: ReachRoad, as_of: str = TODAY) -> str:
    """Return what is measured of one marker."""
    return measured([marker("1116", at)], roads, as_of=as_of)["1116"]
