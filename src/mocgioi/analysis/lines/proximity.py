"""How far markers are from lines and lines from each other: geometry, whatever the date.

Everything comes in as EPSG:4326, degrees, longitude before latitude, lines as WKB, and is
measured as planar metres in one metric CRS. Roads are cut into runs of a few segments before
they are indexed: the bounding box of a whole road, or of a patrol road as long as the border,
is near everything. Heights and measures (Z, M) are ignored. Every threshold is inclusive,
with `network.ON_THRESHOLD_M` for what positions are good to.

A road is one line whatever parts it is drawn in; each part has two ends. A part of no length
is where it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from mocgioi.analysis.lines.line_index import LineIndex, NearRuns
from mocgioi.analysis.lines.metric_lines import (
    Indices,
    MetricLines,
    Numbers,
    RoadLine,
    metric_lines,
)
from mocgioi.analysis.lines.network import ON_THRESHOLD_M, Joins, RoadNear
from mocgioi.domain.counting import DEFAULTS
from mocgioi.domain.crs import METRIC_CRS, to_metric, to_storage


class MarkerPoints(NamedTuple):
    """Markers and their places in degrees of EPSG:4326; NaN for a marker without position."""

    numbers: Sequence[str]
    longitude: Numbers
    latitude: Numbers


@dataclass(frozen=True, slots=True)
class Proximity:
    """What does not change with the date: which road is near which marker, which roads join.

    Attributes:
        pairs: every road within `near_m` of a marker, markers and roads in the order given.
        joins: every two roads one of which has an end within `join_m` of the other's line, once
            each, sorted.
        near_m, join_m, metric_crs: what it was measured with.
    """

    pairs: tuple[RoadNear, ...]
    joins: Joins
    near_m: float
    join_m: float
    metric_crs: str


class NearestRoad(NamedTuple):
    """The road nearest to a marker, whatever the distance.

    Attributes:
        marker, road: number and uuid.
        distance_m: planar metres.
        longitude, latitude: the point of the road that is nearest, degrees, EPSG:4326.
    """

    marker: str
    road: str
    distance_m: float
    longitude: float
    latitude: float


class Feet(NamedTuple):
    """Places and the nearest point of a line to each, a row each: `point` and `road` by order,
    `distance_m` planar metres, `longitude` and `latitude` degrees, EPSG:4326.
    """

    point: Indices
    road: Indices
    distance_m: Numbers
    longitude: Numbers
    latitude: Numbers


def measure_proximity(
    markers: MarkerPoints,
    roads: Iterable[RoadLine],
    *,
    near_m: float = DEFAULTS.near_m,
    join_m: float = DEFAULTS.join_m,
    metric_crs: str = METRIC_CRS,
) -> Proximity:
    """Measure once what `network.measured_state` needs for any date.

    Lines that cross without an end at the crossing do not join (a bridge over a road).

    Args:
        near_m: how far to look from each marker, planar metres, inclusive.
        join_m: how far an end may be from a line it joins, planar metres, inclusive.

    Raises:
        CrsProblem: `metric_crs` names no system that can be placed on WGS 84.
    """
    lines = metric_lines(roads, metric_crs)
    return proximity_of(markers, lines, near_m=near_m, join_m=join_m, metric_crs=metric_crs)


def proximity_of(
    markers: MarkerPoints, lines: MetricLines, *, near_m: float, join_m: float, metric_crs: str
) -> Proximity:
    """Return the same of lines that are in metres already."""
    index = LineIndex(lines)
    return Proximity(
        pairs=tuple(_near_pairs(markers, lines, index, near_m, metric_crs)),
        joins=joins_of(lines, index, join_m=join_m),
        near_m=near_m,
        join_m=join_m,
        metric_crs=metric_crs,
    )


def nearest_roads(
    markers: MarkerPoints, roads: Iterable[RoadLine], *, metric_crs: str = METRIC_CRS
) -> dict[str, NearestRoad]:
    """Return the nearest of `roads` to each marker that has a position, by marker number.

    Of roads equally near (within `network.TOLERANCE_M`) it is the one that is given first.
    Without any line the answer is empty.
    """
    return nearest_of_lines(markers, metric_lines(roads, metric_crs), metric_crs)


def nearest_of_lines(
    markers: MarkerPoints, lines: MetricLines, metric_crs: str
) -> dict[str, NearestRoad]:
    """Return the same of lines that are in metres already."""
    placed, points = metric_points(markers, metric_crs)
    nearest: dict[str, NearestRoad] = {}
    for feet in feet_on(lines, points, metric_crs):
        columns = feet._replace(point=placed[feet.point])
        for marker, road, *row in zip(*(column.tolist() for column in columns), strict=True):
            number = markers.numbers[marker]
            nearest[number] = NearestRoad(number, lines.uuids[road], *row)
    return nearest


def feet_on(lines: MetricLines, points: Numbers, metric_crs: str) -> Iterator[Feet]:
    """Yield the nearest of the lines to each of (n, 2) places in metres, and where on it.

    Of lines equally near it is the one that is given first. Nothing is yielded without a line.
    """
    index = LineIndex(lines)
    for near in index.nearest(points):
        first = _firsts(near)
        foot = index.foot(points[near.point[first]], near.run[first])
        longitude, latitude = to_storage(foot[:, 0], foot[:, 1], metric_crs)
        yield Feet(near.point[first], near.road[first], near.distance_m[first], longitude, latitude)


def metric_points(markers: MarkerPoints, metric_crs: str) -> tuple[Indices, Numbers]:
    """Return the markers that have a position, by order, and where they are in `metric_crs`.

    The places are (n, 2), easting and northing, metres.
    """
    placed = np.flatnonzero(np.isfinite(markers.longitude) & np.isfinite(markers.latitude))
    places = to_metric(markers.longitude[placed], markers.latitude[placed], metric_crs)
    return placed, np.column_stack(places)


def _firsts(near: NearRuns) -> Indices:
    """Return for each point the row of the road given first, at its least distance."""
    order = np.lexsort((near.distance_m, near.road, near.point))
    return order[np.unique(near.point[order], return_index=True)[1]]


def _near_pairs(
    markers: MarkerPoints, lines: MetricLines, index: LineIndex, near_m: float, metric_crs: str
) -> Iterator[RoadNear]:
    placed, points = metric_points(markers, metric_crs)
    batches = [_least_of_roads(near) for near in index.within(points, near_m + ON_THRESHOLD_M)]
    if not batches:
        return
    point, road, distance_m = (np.concatenate(column) for column in zip(*batches, strict=True))
    order = np.argsort(point, kind="stable")
    columns = (placed[point[order]].tolist(), road[order].tolist(), distance_m[order].tolist())
    for marker, by, metres in zip(*columns, strict=True):
        yield RoadNear(markers.numbers[marker], lines.uuids[by], metres)


def _least_of_roads(near: NearRuns) -> tuple[Indices, Indices, Numbers]:
    """Return point, road and least distance of each pair, by point and then by road."""
    order = np.lexsort((near.distance_m, near.road, near.point))
    point, road = near.point[order], near.road[order]
    first = np.flatnonzero((np.diff(point, prepend=-1) != 0) | (np.diff(road, prepend=-1) != 0))
    return point[first], road[first], near.distance_m[order[first]]


def joins_of(lines: MetricLines, index: LineIndex, *, join_m: float = DEFAULTS.join_m) -> Joins:
    """Return which lines join: those an end of which is within `join_m` of another."""
    order = sorted(range(len(lines.uuids)), key=lines.uuids.__getitem__)
    place = np.empty(len(order), dtype=np.intp)
    place[order] = np.arange(len(order))
    ends = lines.vertices[np.concatenate((lines.first, lines.last))]
    end_at = place[np.concatenate((lines.part_road, lines.part_road))]
    met = [np.empty((0, 2), dtype=np.intp)] + [
        np.column_stack((end_at[near.point], place[near.road]))
        for near in index.within(ends, join_m + ON_THRESHOLD_M)
    ]
    pairs = np.sort(np.vstack(met), axis=1)
    code = np.unique(pairs[:, 0] * len(order) + pairs[:, 1])
    low, high = np.divmod(code, max(len(order), 1))
    apart = low != high
    return Joins(
        tuple(lines.uuids[i] for i in order),
        list(zip(low[apart].tolist(), high[apart].tolist(), strict=True)),
    )
