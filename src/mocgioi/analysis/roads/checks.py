"""Checks of roads one by one: what their papers say against what is drawn, and whom they serve.

Each check is a function of a `RoadGround` that yields findings. `CHECKS` are all there are;
`check_roads` runs them and tells everything at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import shapely

from mocgioi.analysis.lines.network import ON_THRESHOLD_M, TOLERANCE_M, road_of
from mocgioi.analysis.roads.border_checks import BORDER_CHECKS
from mocgioi.analysis.roads.findings import RoadFinding, road_finding
from mocgioi.analysis.roads.ground import RoadGround
from mocgioi.analysis.roads.joint_checks import JOINT_CHECKS
from mocgioi.domain.counting import TRUNK_CLASSES

KNOWN_VND_PER_M = (400_000, 950_000)
"""The least and the most that access roads are known to have cost, đồng a metre
(geo/projects.csv)."""

LENGTH_TOLERANCE = 0.2
"""Share of the drawn length by which a stated one may differ: slopes, and a GPS track's noise."""

LENGTH_TOLERANCE_M = 20.0

SAME_LINE_M = 5.0
"""Two lines nowhere farther apart than this are one line drawn twice."""

Check = Callable[[RoadGround], Iterator[RoadFinding]]


def check_roads(ground: RoadGround) -> list[RoadFinding]:
    """Return everything there is to tell about the roads."""
    return [finding for check in CHECKS for finding in check(ground)]


def lengths_that_differ(ground: RoadGround) -> Iterator[RoadFinding]:
    """Stated against drawn length: more than a fifth, and more than 20 m, apart."""
    drawn_m = shapely.length(ground.shapes).tolist()
    for road, drawn in zip(ground.roads, drawn_m, strict=True):
        stated = road.length_m
        if stated is None or drawn == 0:
            continue
        if abs(stated - drawn) > max(LENGTH_TOLERANCE * drawn, LENGTH_TOLERANCE_M) + TOLERANCE_M:
            yield road_finding(
                "length-differs",
                road=road.uuid,
                name=ground.name(road.uuid),
                value=float(stated),
                stated=float(stated),
                drawn=drawn,
            )


def costs_out_of_range(ground: RoadGround) -> Iterator[RoadFinding]:
    """Cost a metre of access roads outside the known range; by stated, else drawn length."""
    low, high = KNOWN_VND_PER_M
    drawn_m = shapely.length(ground.shapes).tolist()
    for road, drawn in zip(ground.roads, drawn_m, strict=True):
        length_m = road.length_m or drawn
        if road.cost_vnd is None or not length_m or road.road_class in TRUNK_CLASSES:
            continue
        per_m = round(road.cost_vnd / length_m)
        if not low <= per_m <= high:
            yield road_finding(
                "cost-per-metre",
                road=road.uuid,
                name=ground.name(road.uuid),
                value=per_m,
                cost=per_m,
                low=low,
                high=high,
            )


def markers_not_reached(ground: RoadGround) -> Iterator[RoadFinding]:
    """Roads that count and say they serve a marker they do not reach, or none of the register."""
    counting = {road_of(line) for line in ground.network.component}
    for road, shape in zip(ground.roads, ground.shapes, strict=True):
        for number in road.serves:
            if number not in ground.markers:
                yield _unknown_marker(ground, road.uuid, number)
                continue
            point = ground.markers[number]
            if point is None or road.uuid not in counting or shape.is_empty:
                continue
            metres = float(shapely.distance(point, shape))
            if metres > ground.reach_m + ON_THRESHOLD_M:
                foot = shapely.get_point(shapely.shortest_line(shape, point), 0)
                place = ground.place(foot)
                yield road_finding(
                    "serves-not-reached",
                    road=road.uuid,
                    name=ground.name(road.uuid),
                    other=number,
                    place=place,
                    value=metres,
                    metres=metres,
                )


def _unknown_marker(ground: RoadGround, road: str, number: str) -> RoadFinding:
    return road_finding(
        "serves-unknown",
        "road",
        road=road,
        name=ground.name(road),
        other=number,
    )


def parts_of_no_length(ground: RoadGround) -> Iterator[RoadFinding]:
    """Parts whose vertices are all one point."""
    parts, road = shapely.get_parts(ground.shapes, return_index=True)
    for i in np.flatnonzero(shapely.length(parts) == 0).tolist():
        if shapely.is_empty(parts[i]):
            continue
        uuid = ground.roads[road[i]].uuid
        place = ground.place(shapely.get_point(parts[i], 0))
        yield road_finding(
            "road-part-zero",
            road=uuid,
            name=ground.name(uuid),
            place=place,
            value=0.0,
        )


def roads_in_pieces(ground: RoadGround) -> Iterator[RoadFinding]:
    """Gaps inside a road wider than a join: from each piece to the nearest one drawn before."""
    pieces: dict[str, list[shapely.MultiLineString]] = {}
    for line, shape in zip(ground.lines, ground.line_shapes, strict=True):
        earlier = pieces.setdefault(road_of(line.uuid), [])
        if earlier:
            metres = shapely.distance(shape, earlier)
            nearest = int(np.argmin(metres))
            place = ground.place(
                shapely.get_point(shapely.shortest_line(shape, earlier[nearest]), 0)
            )
            uuid, gap_m = road_of(line.uuid), float(metres[nearest])
            yield road_finding(
                "road-in-pieces",
                road=uuid,
                name=ground.name(uuid),
                place=place,
                value=gap_m,
                metres=gap_m,
            )
        earlier.append(shape)


def roads_drawn_twice(ground: RoadGround) -> Iterator[RoadFinding]:
    """Lines nowhere farther than `SAME_LINE_M` from another road's line; each told once."""
    drawn = np.flatnonzero(~shapely.is_empty(ground.shapes))
    _, first, same = np.unique(
        shapely.to_wkb(shapely.normalize(ground.shapes[drawn])).astype(object),
        return_index=True,
        return_inverse=True,
    )
    for i, group in enumerate(same.tolist()):
        if first[group] != i:
            yield _duplicate(ground, int(drawn[i]), int(drawn[first[group]]), 0.0)
    shapes = ground.shapes[drawn[first]]
    bounds = shapely.bounds(shapes)
    corners = shapely.points(bounds[:, :2])
    second, earlier = shapely.STRtree(corners).query(
        corners, predicate="dwithin", distance=SAME_LINE_M * 2**0.5
    )
    alike = (second > earlier) & (np.abs(bounds[second] - bounds[earlier]) <= SAME_LINE_M).all(
        axis=1
    )
    second, earlier = second[alike], earlier[alike]
    apart_m = shapely.hausdorff_distance(shapes[second], shapes[earlier])
    for i in np.flatnonzero(apart_m <= SAME_LINE_M).tolist():
        pair = sorted((int(drawn[first[second[i]]]), int(drawn[first[earlier[i]]])))
        yield _duplicate(ground, pair[1], pair[0], float(apart_m[i]))


def _duplicate(ground: RoadGround, road: int, other: int, apart_m: float) -> RoadFinding:
    uuid, twin = ground.roads[road].uuid, ground.name(ground.roads[other].uuid)
    place = ground.place(shapely.get_point(shapely.get_geometry(ground.shapes[road], 0), 0))
    return road_finding(
        "road-duplicate",
        road=uuid,
        name=ground.name(uuid),
        other=twin,
        place=place,
        value=apart_m,
        apart=apart_m,
    )


def roads_that_were_split(ground: RoadGround) -> Iterator[RoadFinding]:
    """Touching lines of one name, whose papers speak of the whole: each is told once.

    Where both state the same length and cost they count twice; where one states neither, once.
    """
    of_papers: dict[tuple[object, ...], list[int]] = {}
    for i, road in enumerate(ground.roads):
        if road.name is not None and not ground.shapes[i].is_empty:
            papers = (road.name, road.serves, road.started_on, road.completed_on)
            of_papers.setdefault(papers, []).append(i)
    for alike in of_papers.values():
        for later, i in enumerate(alike):
            for earlier in alike[:later]:
                yield from _split(ground, earlier, i)


def _split(ground: RoadGround, earlier: int, later: int) -> Iterator[RoadFinding]:
    stated = [(ground.roads[i].length_m, ground.roads[i].cost_vnd) for i in (earlier, later)]
    silent = stated.count((None, None))
    first, second = ground.shapes[earlier], ground.shapes[later]
    if silent == 2 or not (silent or stated[0] == stated[1]):
        return
    if shapely.distance(first, second) > ground.join_m:
        return
    if shapely.hausdorff_distance(first, second) <= SAME_LINE_M:
        return
    road = ground.roads[later]
    yield road_finding(
        "road-split",
        "once" if silent else "twice",
        road=road.uuid,
        name=ground.name(road.uuid),
        place=ground.place(shapely.get_point(shapely.shortest_line(second, first), 0)),
    )


CHECKS: tuple[Check, ...] = (
    *JOINT_CHECKS,
    roads_in_pieces,
    roads_drawn_twice,
    roads_that_were_split,
    parts_of_no_length,
    *BORDER_CHECKS,
    markers_not_reached,
    lengths_that_differ,
    costs_out_of_range,
)
