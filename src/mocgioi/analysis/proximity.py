"""How far markers are from lines and lines from each other: geometry, whatever the date.

Everything comes in as EPSG:4326, degrees, longitude before latitude, lines as WKB, and is
measured as planar metres in one metric CRS. Roads are cut into chunks of a few segments before
they are indexed: the bounding box of a whole road, or of a patrol road as long as the border,
is near everything. Heights and measures (Z, M) are ignored. Every threshold is inclusive,
with `network.TOLERANCE_M` for round-off.

A road is one line whatever parts it is drawn in; each part has two ends. A part of no length
is where it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from mocgioi.analysis.network import TOLERANCE_M, RoadNear
from mocgioi.domain.crs import METRIC_CRS, to_metric, to_storage

_CHUNK_SEGMENTS = 8

Numbers = NDArray[np.float64]
Indices = NDArray[np.intp]
Geometries = NDArray[Any]


class MarkerPoints(NamedTuple):
    """Markers and their places in degrees of EPSG:4326; NaN for a marker without position."""

    numbers: Sequence[str]
    longitude: Numbers
    latitude: Numbers


class RoadLine(NamedTuple):
    """A road's uuid and its line: WKB LineString or MultiLineString, EPSG:4326."""

    uuid: str
    geometry: bytes


class MetricLines(NamedTuple):
    """Roads in a metric CRS, cut into chunks of a few segments.

    Attributes:
        uuids: of the roads, in the order given.
        chunks: LineStrings of at most a few segments; chunk_road: the road of each, by order.
        ends: Points, two for each part; end_road: the road of each, by order.
        length_m: length of each road, all parts together.
    """

    uuids: tuple[str, ...]
    chunks: Geometries
    chunk_road: Indices
    ends: Geometries
    end_road: Indices
    length_m: Numbers


@dataclass(frozen=True, slots=True)
class Proximity:
    """What does not change with the date: which road is near which marker, which roads join.

    Attributes:
        pairs: every road within `near_m` of a marker, markers and roads in the order given.
        joins: every two roads one of which has an end within `join_m` of the other's line, once
            each, the smaller uuid first, sorted.
        length_m: length of each road as drawn, planar metres, by uuid.
        near_m, join_m, metric_crs: what it was measured with.
    """

    pairs: tuple[RoadNear, ...]
    joins: tuple[tuple[str, str], ...]
    length_m: dict[str, float]
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


def measure_proximity(
    markers: MarkerPoints,
    roads: Sequence[RoadLine],
    *,
    near_m: float = 150.0,
    join_m: float = 10.0,
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
    return Proximity(
        pairs=tuple(_near_pairs(markers, lines, near_m, metric_crs)),
        joins=tuple(_joins(lines, join_m)),
        length_m=dict(zip(lines.uuids, lines.length_m.tolist(), strict=True)),
        near_m=near_m,
        join_m=join_m,
        metric_crs=metric_crs,
    )


def nearest_roads(
    markers: MarkerPoints, roads: Sequence[RoadLine], *, metric_crs: str = METRIC_CRS
) -> dict[str, NearestRoad]:
    """Return the nearest of `roads` to each marker that has a position, by marker number.

    Of roads equally near (within `network.TOLERANCE_M`) it is the one that is given first.
    Without any line the answer is empty.
    """
    lines = metric_lines(roads, metric_crs)
    which, points = metric_points(markers, metric_crs)
    if not len(lines.chunks) or not len(points):
        return {}
    tree = shapely.STRtree(lines.chunks)
    _, least_m = tree.query_nearest(points, return_distance=True, all_matches=False)
    at, chunk = tree.query(points, predicate="dwithin", distance=least_m + TOLERANCE_M)
    distance_m = shapely.distance(points[at], lines.chunks[chunk])
    order = np.lexsort((distance_m, lines.chunk_road[chunk], at))
    first = order[np.unique(at[order], return_index=True)[1]]
    foot = shapely.get_point(
        shapely.shortest_line(points[at[first]], lines.chunks[chunk[first]]), 1
    )
    longitude, latitude = to_storage(shapely.get_x(foot), shapely.get_y(foot), metric_crs)
    numbers = [markers.numbers[i] for i in which[at[first]].tolist()]
    uuids = [lines.uuids[i] for i in lines.chunk_road[chunk[first]].tolist()]
    columns = (distance_m[first].tolist(), longitude.tolist(), latitude.tolist())
    found = (NearestRoad(*row) for row in zip(numbers, uuids, *columns, strict=True))
    return {nearest.marker: nearest for nearest in found}


def distances_to_network(
    roads: Sequence[RoadLine], network: Sequence[RoadLine], *, metric_crs: str = METRIC_CRS
) -> dict[str, float]:
    """Return the planar metres from each road to the nearest line of `network`, by uuid.

    0.0 where the two cross. Empty without a network; a road without a line is left out.
    """
    lines, others = metric_lines(roads, metric_crs), metric_lines(network, metric_crs)
    if not len(lines.chunks) or not len(others.chunks):
        return {}
    nearest, distance_m = shapely.STRtree(others.chunks).query_nearest(
        lines.chunks, return_distance=True, all_matches=False
    )
    least_m = np.full(len(lines.uuids), np.inf)
    np.minimum.at(least_m, lines.chunk_road[nearest[0]], distance_m)
    rows = zip(lines.uuids, least_m.tolist(), strict=True)
    return {uuid: metres for uuid, metres in rows if metres != np.inf}


def metric_points(markers: MarkerPoints, metric_crs: str) -> tuple[Indices, Geometries]:
    """Return the markers that have a position, by order, and their Points in `metric_crs`."""
    which = np.flatnonzero(np.isfinite(markers.longitude) & np.isfinite(markers.latitude))
    easting, northing = to_metric(markers.longitude[which], markers.latitude[which], metric_crs)
    return which, shapely.points(easting, northing)


def metric_lines(roads: Sequence[RoadLine], metric_crs: str) -> MetricLines:
    """Return `roads` in `metric_crs`, cut into chunks; a road without vertices has none."""
    parts, part_road = shapely.get_parts(
        shapely.from_wkb([road.geometry for road in roads]), return_index=True
    )
    degrees, part = shapely.get_coordinates(parts, return_index=True)
    vertices = np.column_stack(to_metric(degrees[:, 0], degrees[:, 1], metric_crs))
    drawn, first, count = np.unique(part, return_index=True, return_counts=True)
    last, road = first + count - 1, part_road[drawn]
    chunks, chunk_part = _chunks(vertices, first, last)
    chunk_road = road[chunk_part]
    return MetricLines(
        uuids=tuple(each.uuid for each in roads),
        chunks=chunks,
        chunk_road=chunk_road,
        ends=shapely.points(vertices[np.concatenate((first, last))]),
        end_road=np.concatenate((road, road)),
        length_m=_sums(chunk_road, shapely.length(chunks), len(roads)),
    )


def _chunks(vertices: Numbers, first: Indices, last: Indices) -> tuple[Geometries, Indices]:
    """Cut parts, given by their first and last vertex, into LineStrings of a few segments.

    Neighbours share a vertex, so that no segment is lost. Returns the part of each as well.
    """
    per_part = -(-(last - first) // _CHUNK_SEGMENTS)
    chunk_part = np.repeat(np.arange(len(first)), per_part)
    rank = _ranks(per_part)
    start = first[chunk_part] + rank * _CHUNK_SEGMENTS
    size = np.minimum(start + _CHUNK_SEGMENTS, last[chunk_part]) - start + 1
    chosen = np.repeat(start, size) + _ranks(size)
    chunk = np.repeat(np.arange(len(start)), size)
    return shapely.linestrings(vertices[chosen], indices=chunk), chunk_part


def _sums(group: Indices, values: Numbers, groups: int) -> Numbers:
    return np.asarray(np.bincount(group, values, minlength=groups), dtype=np.float64)


def _ranks(sizes: Indices) -> Indices:
    """Return 0 … n-1 for each n of `sizes`, one run after the other."""
    return np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)


def _near_pairs(
    markers: MarkerPoints, lines: MetricLines, near_m: float, metric_crs: str
) -> Iterator[RoadNear]:
    which, points = metric_points(markers, metric_crs)
    at, chunk = shapely.STRtree(lines.chunks).query(
        points, predicate="dwithin", distance=near_m + TOLERANCE_M
    )
    distance_m = shapely.distance(points[at], lines.chunks[chunk])
    road = lines.chunk_road[chunk]
    order = np.lexsort((distance_m, road, at))
    pair = at[order] * len(lines.uuids) + road[order]
    nearest = order[np.unique(pair, return_index=True)[1]]
    columns = (which[at[nearest]].tolist(), road[nearest].tolist(), distance_m[nearest].tolist())
    for marker, by, metres in zip(*columns, strict=True):
        yield RoadNear(markers.numbers[marker], lines.uuids[by], metres)


def _joins(lines: MetricLines, join_m: float) -> list[tuple[str, str]]:
    end, chunk = shapely.STRtree(lines.chunks).query(
        lines.ends, predicate="dwithin", distance=join_m + TOLERANCE_M
    )
    joins = np.unique(np.column_stack((lines.end_road[end], lines.chunk_road[chunk])), axis=0)
    return sorted(
        {
            (min(lines.uuids[one], lines.uuids[other]), max(lines.uuids[one], lines.uuids[other]))
            for one, other in joins.tolist()
            if one != other
        }
    )
