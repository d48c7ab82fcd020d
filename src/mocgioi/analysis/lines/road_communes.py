"""Which communes a road was supplied for: whether *unknown* may be said of their markers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import shapely

from mocgioi.analysis.lines.metric_lines import MetricLines, RoadLine, metric_lines
from mocgioi.analysis.lines.network import TOLERANCE_M, road_of
from mocgioi.analysis.lines.proximity import MarkerPoints, Proximity, metric_points
from mocgioi.domain.areas import areas_of
from mocgioi.domain.crs import METRIC_CRS

_Communes = dict[str, frozenset[str | None]]


class ServingRoad(NamedTuple):
    """A road's uuid, its line (as in `RoadLine`), and the numbers of the markers it serves."""

    uuid: str
    geometry: bytes
    serves: Sequence[str] = ()


def communes_of_roads(
    roads: Sequence[ServingRoad],
    markers: MarkerPoints,
    commune_of_marker: Sequence[str | None],
    communes: Iterable[tuple[str, bytes | None]] = (),
    *,
    metric_crs: str = METRIC_CRS,
    drawn: MetricLines | None = None,
    near: Proximity | None = None,
) -> _Communes:
    """Return, by uuid, the communes each road was supplied for.

    They are the communes of the markers it serves; where it serves none that is known, the
    communes whose area it touches; where there is no such area, the commune of the marker
    nearest to its line. None among them stands for markers that have no commune. A road of
    which nothing of this can be said has none.

    Args:
        commune_of_marker: code of each marker's commune or None, in the order of `markers`.
        communes: code and area of communes: WKB (Multi)Polygon in EPSG:4326, or None.
        drawn: the roads in `metric_crs`, in their order, and near: which of their lines is near
            which marker, where somebody has measured it already.
    """
    by_number = dict(zip(markers.numbers, commune_of_marker, strict=True))
    supplied: _Communes = {
        road.uuid: frozenset(by_number[number] for number in road.serves if number in by_number)
        for road in roads
    }
    left = _without(supplied, roads)
    supplied |= _communes_touched(left, [(code, area) for code, area in communes if area])
    if near is not None:
        wanted = {road.uuid for road in _without(supplied, left)}
        supplied |= _communes_of_near_markers(
            wanted, near, dict(zip(markers.numbers, commune_of_marker, strict=True))
        )
    left = _without(supplied, left)
    if drawn is None:
        lines = metric_lines([RoadLine(road.uuid, road.geometry) for road in left], metric_crs)
    else:
        lines = drawn.picked([at for at, road in enumerate(roads) if not supplied[road.uuid]])
    return supplied | _communes_of_nearest_markers(lines, markers, commune_of_marker, metric_crs)


def _without(supplied: _Communes, roads: Sequence[ServingRoad]) -> list[ServingRoad]:
    return [road for road in roads if not supplied[road.uuid]]


def _communes_touched(
    roads: Sequence[ServingRoad], areas: Sequence[tuple[str, bytes]]
) -> _Communes:
    if not areas:
        return {}
    lines = shapely.from_wkb([road.geometry for road in roads])
    tree = shapely.STRtree(areas_of([area for _, area in areas]))
    touched: dict[str, set[str | None]] = {road.uuid: set() for road in roads}
    for line, area in tree.query(lines, predicate="intersects").T.tolist():
        touched[roads[line].uuid].add(areas[area][0])
    return {uuid: frozenset(codes) for uuid, codes in touched.items()}


def _communes_of_near_markers(
    roads: Collection[str], near: Proximity, commune_of: Mapping[str, str | None]
) -> _Communes:
    """Return the same as `_communes_of_nearest_markers` of the roads that have a marker near."""
    close: dict[str, list[tuple[float, str]]] = {}
    for marker, line, distance_m in near.pairs:
        road = road_of(line)
        if road in roads and distance_m <= near.near_m:
            close.setdefault(road, []).append((distance_m, marker))
    nearest: _Communes = {}
    for road, found in close.items():
        most_m = min(found)[0] + TOLERANCE_M
        nearest[road] = frozenset(commune_of[marker] for far, marker in found if far <= most_m)
    return nearest


def _communes_of_nearest_markers(
    lines: MetricLines,
    markers: MarkerPoints,
    commune_of_marker: Sequence[str | None],
    metric_crs: str,
) -> _Communes:
    """Return the communes of the nearest marker, or of all that are equally near."""
    placed, places = metric_points(markers, metric_crs)
    points = shapely.points(places)
    if not len(lines.chunks) or not len(points):
        return {}
    tree = shapely.STRtree(points)
    # No marker is nearer to a road than the nearest one of its ends: what is farther is left out.
    (end, _), distance_m = tree.query_nearest(lines.ends, return_distance=True, all_matches=False)
    least_m = np.full(len(lines.uuids), np.inf)
    np.minimum.at(least_m, lines.end_road[end], distance_m)
    chunk, point = tree.query(
        lines.chunks, predicate="dwithin", distance=least_m[lines.chunk_road] + TOLERANCE_M
    )
    road, distance_m = lines.chunk_road[chunk], shapely.distance(lines.chunks[chunk], points[point])
    np.minimum.at(least_m, road, distance_m)
    is_nearest = distance_m <= least_m[road] + TOLERANCE_M
    road, point = road[is_nearest], point[is_nearest]
    nearest: dict[str, set[str | None]] = {uuid: set() for uuid in lines.uuids}
    for at, marker in zip(road.tolist(), placed[point].tolist(), strict=True):
        nearest[lines.uuids[at]].add(commune_of_marker[marker])
    return {uuid: frozenset(codes) for uuid, codes in nearest.items()}
