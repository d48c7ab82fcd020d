"""Checks of how roads hang together: gaps, crossings without a junction, roads that join nothing.

Only lines that count as of the day are looked at, and only between lines that do not hang
together already: within a network an end near another road is no mistake.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import shapely

from mocgioi.analysis.lines.metric_lines import RoadLine, metric_lines
from mocgioi.analysis.lines.network import ON_THRESHOLD_M, road_of
from mocgioi.analysis.lines.ways import ways_between, ways_of_components
from mocgioi.analysis.roads.findings import RoadFinding, at, said
from mocgioi.analysis.roads.ground import RoadGround

GAP_M = 50.0
"""An end no farther than this from a line it does not join is a gap to look at, planar metres."""

SNAPPED_M = 0.5
"""An end nearer than this to the line it joins is on it."""


def gaps_and_crossings(ground: RoadGround) -> Iterator[RoadFinding]:
    """Tell where two networks nearly meet: they cross without a junction, or leave a gap.

    Of two that hang together each for itself, the crossing, else the narrowest gap is told. A
    gap between pieces of one road is told of that road (`road_checks`).
    """
    counting = _counting(ground)
    names = [line.uuid for line in counting]
    roots = np.array([ground.network.component[name] for name in names])
    root = np.unique(roots, return_inverse=True)[1]
    drawn = metric_lines(counting, ground.metric_crs)
    if not len(drawn.chunks):
        return
    tree = shapely.STRtree(drawn.chunks)
    reported: set[tuple[int, int]] = set()
    chunk, met = tree.query(drawn.chunks, predicate="intersects")
    line, crossed = drawn.chunk_road[chunk], drawn.chunk_road[met]
    for k in np.flatnonzero(root[line] < root[crossed]).tolist():
        pair = (int(root[line[k]]), int(root[crossed[k]]))
        if pair not in reported:
            reported.add(pair)
            meeting = shapely.intersection(drawn.chunks[chunk[k]], drawn.chunks[met[k]])
            yield _crossing(ground, names[line[k]], names[crossed[k]], meeting)
    end, chunk = tree.query(drawn.ends, predicate="dwithin", distance=GAP_M + ON_THRESHOLD_M)
    line, facing = drawn.end_road[end], drawn.chunk_road[chunk]
    apart_m = shapely.distance(drawn.ends[end], drawn.chunks[chunk])
    order = np.lexsort((chunk, end, apart_m))
    for k in order[root[line[order]] != root[facing[order]]].tolist():
        low, high = sorted((int(root[line[k]]), int(root[facing[k]])))
        is_one_road = road_of(names[line[k]]) == road_of(names[facing[k]])
        if (low, high) not in reported and not is_one_road:
            reported.add((low, high))
            yield _gap(ground, names[line[k]], names[facing[k]], drawn.ends[end[k]], apart_m[k])


def roads_that_join_nothing(ground: RoadGround) -> Iterator[RoadFinding]:
    """Tell of all that hangs together, is not joined, and is farther than `GAP_M` from it all."""
    network = ground.network
    counting = _counting(ground)
    joined = [line for line in counting if line.uuid in network.joined]
    apart = [line for line in counting if line.uuid not in network.joined]
    ways = ways_of_components(
        ways_between(apart, joined, metric_crs=ground.metric_crs).values(), network.component
    )
    first: dict[str, RoadLine] = {}
    for line in apart:
        first.setdefault(network.component[line.uuid], line)
    for root, line in first.items():
        way = ways.get(root)
        if way is not None and way.straight_m <= GAP_M + ON_THRESHOLD_M:
            continue
        uuid = road_of(way.line if way else line.uuid)
        yield RoadFinding(
            "road-isolated",
            "warning",
            said(
                "«{name}» không đấu nối với mạng đường: còn cách «{to}» {metres} m, tại {place}. "
                "Vẽ đoạn còn thiếu, hoặc đi kiểm tra.",
                "“{name}” is not joined to the network: {metres} m from “{to}”, at {place}. Draw "
                "what is missing, or go and look.",
                name=ground.name(uuid),
                to=ground.name(way.to),
                metres=way.straight_m,
                place=at(way.start),
            )
            if way
            else said(
                "«{name}» không đấu nối: chưa có tuyến đường tuần tra, đường xã, đường tỉnh nào.",
                "“{name}” is not joined: no patrol, commune or provincial road was supplied.",
                name=ground.name(uuid),
            ),
            uuid,
            ground.name(uuid),
            ground.name(way.to) if way else None,
            way.start if way else None,
            way.straight_m if way else None,
        )


def ends_not_snapped(ground: RoadGround) -> Iterator[RoadFinding]:
    """Tell, once a pair, of roads that count as joined and whose lines do not quite touch."""
    drawn = metric_lines(ground.lines, ground.metric_crs)
    end, chunk = shapely.STRtree(drawn.chunks).query(
        drawn.ends, predicate="dwithin", distance=ground.join_m + ON_THRESHOLD_M
    )
    apart_m = shapely.distance(drawn.ends[end], drawn.chunks[chunk])
    pair = np.sort(np.column_stack((drawn.end_road[end], drawn.chunk_road[chunk])), axis=1)
    order = np.lexsort((end, apart_m, pair[:, 1], pair[:, 0]))
    nearest = order[np.unique(pair[order], axis=0, return_index=True)[1]]
    for k in nearest[apart_m[nearest] > SNAPPED_M].tolist():
        a, b = (ground.lines[i].uuid for i in pair[k].tolist())
        if road_of(a) == road_of(b):
            continue
        place = ground.place(drawn.ends[end[k]])
        yield RoadFinding(
            "ends-not-snapped",
            "notice",
            said(
                "«{name}» và «{to}» cách nhau {metres} m tại {place}; được coi là đã đấu nối. Nên "
                "bắt điểm cho khớp.",
                "“{name}” and “{to}” are {metres} m apart at {place}; they count as joined. Better "
                "snap them together.",
                name=ground.name(a),
                to=ground.name(b),
                metres=float(apart_m[k]),
                place=at(place),
            ),
            road_of(a),
            ground.name(a),
            ground.name(b),
            place,
            float(apart_m[k]),
        )


JOINT_CHECKS = (gaps_and_crossings, roads_that_join_nothing, ends_not_snapped)


def _counting(ground: RoadGround) -> list[RoadLine]:
    """Return the lines that count, by name: a finding does not depend on the order of roads."""
    return sorted(
        (line for line in ground.lines if line.uuid in ground.network.component),
        key=lambda line: (ground.names[road_of(line.uuid)], line.uuid),
    )


def _crossing(ground: RoadGround, line: str, other: str, meeting: shapely.Geometry) -> RoadFinding:
    place = ground.place(meeting.representative_point())
    return RoadFinding(
        "road-crossing",
        "warning",
        said(
            "«{name}» cắt «{to}» tại {place} mà không có nút giao nên không được coi là đấu nối. "
            "Nếu đi được từ đường này sang đường kia, hãy cắt tuyến tại đó; nếu là cầu thì để vậy.",
            "“{name}” crosses “{to}” at {place} without a junction, so they do not count as "
            "joined. If one leads to the other, split a line there; leave it if it is a bridge.",
            name=ground.name(line),
            to=ground.name(other),
            place=at(place),
        ),
        road_of(line),
        ground.name(line),
        ground.name(other),
        place,
        0.0,
    )


def _gap(
    ground: RoadGround, line: str, other: str, end: shapely.Point, metres: float
) -> RoadFinding:
    place = ground.place(end)
    return RoadFinding(
        "road-gap",
        "warning",
        said(
            "«{name}» dừng cách «{to}» {metres} m, tại {place}: hai tuyến không nối với nhau. Khép "
            "khoảng hở, hoặc đi kiểm tra.",
            "“{name}” ends {metres} m from “{to}”, at {place}: the two do not join. Close the gap, "
            "or go and look.",
            name=ground.name(line),
            to=ground.name(other),
            metres=float(metres),
            place=at(place),
        ),
        road_of(line),
        ground.name(line),
        ground.name(other),
        place,
        float(metres),
    )
