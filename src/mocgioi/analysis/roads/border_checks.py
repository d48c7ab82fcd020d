"""Checks of where roads lie: outside the communes, across the border line, close to it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import shapely

from mocgioi.analysis.lines.network import ON_THRESHOLD_M
from mocgioi.analysis.roads.findings import RoadFinding, road_finding
from mocgioi.analysis.roads.ground import RoadGround

NEAR_BORDER_M = 30.0
"""Works this close to the border line need agreement (NĐ 96/2020/NĐ-CP), planar metres. A line
that crosses no farther than this from its end leads to a marker on the line."""

OUTSIDE_M = 200.0
"""A line no farther than this from the communes' areas is not outside: areas are generalised."""


def roads_outside(ground: RoadGround) -> Iterator[RoadFinding]:
    """Tell of roads no point of which is within `OUTSIDE_M` of a commune's area."""
    areas = ground.communes[~shapely.is_missing(ground.communes)]
    drawn = np.flatnonzero(~shapely.is_empty(ground.shapes))
    if not len(areas) or not len(drawn):
        return
    near = shapely.STRtree(areas).query(
        ground.shapes[drawn], predicate="dwithin", distance=OUTSIDE_M
    )[0]
    country = shapely.multipolygons([part for area in areas for part in shapely.get_parts(area)])
    for i in np.setdiff1d(drawn, drawn[near]).tolist():
        road = ground.roads[i]
        metres = float(shapely.distance(ground.shapes[i], country))
        place = ground.place(shapely.get_point(shapely.shortest_line(ground.shapes[i], country), 0))
        yield road_finding(
            "road-outside",
            road=road.uuid,
            name=ground.name(road.uuid),
            place=place,
            value=metres,
            metres=metres,
        )


def roads_across_the_border(ground: RoadGround) -> Iterator[RoadFinding]:
    """Tell of roads that cross the border line farther than `NEAR_BORDER_M` from their ends.

    A road to a marker on the line may end a little beyond it; that is the notice of
    `ends_near_the_border`.
    """
    if not len(ground.border) or not len(ground.shapes):
        return
    road, piece = shapely.STRtree(ground.border).query(ground.shapes, predicate="intersects")
    furthest: dict[int, tuple[float, shapely.Point]] = {}
    for i, j in zip(road.tolist(), piece.tolist(), strict=True):
        crossings = shapely.get_parts(
            shapely.extract_unique_points(shapely.intersection(ground.shapes[i], ground.border[j]))
        )
        if not len(crossings):
            continue
        metres = shapely.distance(crossings, _ends(ground.shapes[i]))
        at_most = int(np.argmax(metres))
        if metres[at_most] > max(NEAR_BORDER_M + ON_THRESHOLD_M, furthest.get(i, (0.0,))[0]):
            furthest[i] = float(metres[at_most]), crossings[at_most]
    for i, (metres_in, point) in furthest.items():
        uuid, place = ground.roads[i].uuid, ground.place(point)
        yield road_finding(
            "road-crosses-border",
            road=uuid,
            name=ground.name(uuid),
            place=place,
            value=metres_in,
            metres=metres_in,
        )


def ends_near_the_border(ground: RoadGround) -> Iterator[RoadFinding]:
    """Tell, once a road, of an end within `NEAR_BORDER_M` of the border line."""
    parts, road = shapely.get_parts(ground.shapes, return_index=True)
    if not len(ground.border) or not len(parts):
        return
    ends = np.concatenate((shapely.get_point(parts, 0), shapely.get_point(parts, -1)))
    road = np.concatenate((road, road))
    (end, _), metres = shapely.STRtree(ground.border).query_nearest(
        ends, max_distance=NEAR_BORDER_M + ON_THRESHOLD_M, return_distance=True, all_matches=False
    )
    order = np.lexsort((end, metres, road[end]))
    for k in order[np.unique(road[end][order], return_index=True)[1]].tolist():
        uuid, place = ground.roads[road[end[k]]].uuid, ground.place(ends[end[k]])
        yield road_finding(
            "road-near-border",
            road=uuid,
            name=ground.name(uuid),
            place=place,
            value=float(metres[k]),
            metres=float(metres[k]),
        )


BORDER_CHECKS = (roads_outside, roads_across_the_border, ends_near_the_border)


def _ends(shape: shapely.MultiLineString) -> shapely.MultiPoint:
    parts = shapely.get_parts(shape)
    return shapely.multipoints(
        np.concatenate((shapely.get_point(parts, 0), shapely.get_point(parts, -1)))
    )
