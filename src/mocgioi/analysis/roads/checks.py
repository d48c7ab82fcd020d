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
from mocgioi.analysis.roads.costing import KNOWN_VND_PER_M
from mocgioi.analysis.roads.findings import RoadFinding, at, said
from mocgioi.analysis.roads.ground import RoadGround
from mocgioi.analysis.roads.joint_checks import JOINT_CHECKS
from mocgioi.domain.counting import TRUNK_CLASSES

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
            yield RoadFinding(
                "length-differs",
                "warning",
                said(
                    "«{name}»: hồ sơ ghi dài {stated} m, tuyến vẽ dài {drawn} m. Kiểm tra đơn vị "
                    "và tuyến.",
                    "“{name}”: its papers say {stated} m, the line is {drawn} m long. Check the "
                    "unit and the line.",
                    name=ground.name(road.uuid),
                    stated=float(stated),
                    drawn=drawn,
                ),
                road.uuid,
                ground.name(road.uuid),
                value=float(stated),
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
            yield RoadFinding(
                "cost-per-metre",
                "warning",
                said(
                    "«{name}»: {cost} đồng/m, ngoài khoảng đã biết ({low}–{high}). Kiểm tra đơn vị "
                    "(đồng, nghìn đồng, triệu đồng) và chiều dài.",
                    "“{name}”: {cost} đồng a metre, outside the known range ({low}–{high}). Check "
                    "the unit (đồng, thousands, millions) and the length.",
                    name=ground.name(road.uuid),
                    cost=per_m,
                    low=low,
                    high=high,
                ),
                road.uuid,
                ground.name(road.uuid),
                value=per_m,
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
                yield RoadFinding(
                    "serves-not-reached",
                    "warning",
                    said(
                        "«{name}» ghi là lên mốc {number} nhưng dừng cách mốc {metres} m, tại "
                        "{place}. Vẽ tiếp tuyến, hoặc sửa số hiệu mốc.",
                        "“{name}” is said to serve marker {number} and stops {metres} m short, at "
                        "{place}. Draw the rest of it, or correct the number.",
                        name=ground.name(road.uuid),
                        number=number,
                        metres=metres,
                        place=at(place),
                    ),
                    road.uuid,
                    ground.name(road.uuid),
                    number,
                    place,
                    metres,
                )


def _unknown_marker(ground: RoadGround, road: str, number: str) -> RoadFinding:
    return RoadFinding(
        "serves-unknown",
        "warning",
        said(
            "«{name}» ghi là lên mốc {number}, không có trong sổ đăng ký mốc. Sửa số hiệu, hoặc "
            "nhập mốc.",
            "“{name}” is said to serve marker {number}, which the register does not have. Correct "
            "the number, or import the marker.",
            name=ground.name(road),
            number=number,
        ),
        road,
        ground.name(road),
        number,
    )


def parts_of_no_length(ground: RoadGround) -> Iterator[RoadFinding]:
    """Parts whose vertices are all one point."""
    parts, road = shapely.get_parts(ground.shapes, return_index=True)
    for i in np.flatnonzero(shapely.length(parts) == 0).tolist():
        if shapely.is_empty(parts[i]):
            continue
        uuid = ground.roads[road[i]].uuid
        place = ground.place(shapely.get_point(parts[i], 0))
        yield RoadFinding(
            "road-part-zero",
            "warning",
            said(
                "«{name}» có một đoạn dài 0 m tại {place}. Xóa đoạn đó, hoặc vẽ lại.",
                "“{name}” has a part 0 m long at {place}. Delete it, or draw it again.",
                name=ground.name(uuid),
                place=at(place),
            ),
            uuid,
            ground.name(uuid),
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
            yield RoadFinding(
                "road-in-pieces",
                "warning",
                said(
                    "«{name}» bị đứt: hai đoạn cách nhau {metres} m, tại {place}. Vẽ nối hai đoạn, "
                    "hoặc tách thành hai tuyến.",
                    "“{name}” is in pieces: two parts are {metres} m apart, at {place}. Draw what "
                    "lies between, or make two roads of it.",
                    name=ground.name(uuid),
                    metres=gap_m,
                    place=at(place),
                ),
                uuid,
                ground.name(uuid),
                place=place,
                value=gap_m,
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
    one, other = shapely.STRtree(corners).query(
        corners, predicate="dwithin", distance=SAME_LINE_M * 2**0.5
    )
    alike = (one > other) & (np.abs(bounds[one] - bounds[other]) <= SAME_LINE_M).all(axis=1)
    one, other = one[alike], other[alike]
    apart_m = shapely.hausdorff_distance(shapes[one], shapes[other])
    for i in np.flatnonzero(apart_m <= SAME_LINE_M).tolist():
        pair = sorted((int(drawn[first[one[i]]]), int(drawn[first[other[i]]])))
        yield _duplicate(ground, pair[1], pair[0], float(apart_m[i]))


def _duplicate(ground: RoadGround, road: int, other: int, apart_m: float) -> RoadFinding:
    uuid, twin = ground.roads[road].uuid, ground.name(ground.roads[other].uuid)
    place = ground.place(shapely.get_point(shapely.get_geometry(ground.shapes[road], 0), 0))
    return RoadFinding(
        "road-duplicate",
        "warning",
        said(
            "«{name}» vẽ trùng với «{twin}» (cách nhau nhiều nhất {apart} m). Giữ một tuyến.",
            "“{name}” is drawn over “{twin}” (at most {apart} m apart). Keep one of them.",
            name=ground.name(uuid),
            twin=twin,
            apart=apart_m,
        ),
        uuid,
        ground.name(uuid),
        twin,
        place,
        apart_m,
    )


CHECKS: tuple[Check, ...] = (
    *JOINT_CHECKS,
    roads_in_pieces,
    roads_drawn_twice,
    parts_of_no_length,
    *BORDER_CHECKS,
    markers_not_reached,
    lengths_that_differ,
    costs_out_of_range,
)
