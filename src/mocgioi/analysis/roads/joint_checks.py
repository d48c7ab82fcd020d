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
from mocgioi.analysis.roads.findings import RoadFinding, road_finding
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
        if way is None:
            yield road_finding("road-isolated", "no_network", road=uuid, name=ground.name(uuid))
            continue
        yield road_finding(
            "road-isolated",
            "far",
            road=uuid,
            name=ground.name(uuid),
            other=ground.name(way.to),
            place=way.start,
            value=way.straight_m,
            metres=way.straight_m,
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
        yield road_finding(
            "ends-not-snapped",
            road=road_of(a),
            name=ground.name(a),
            other=ground.name(b),
            place=place,
            value=float(apart_m[k]),
            metres=float(apart_m[k]),
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
    return road_finding(
        "road-crossing",
        road=road_of(line),
        name=ground.name(line),
        other=ground.name(other),
        place=place,
        value=0.0,
    )


def _gap(
    ground: RoadGround, line: str, other: str, end: shapely.Point, metres: float
) -> RoadFinding:
    place = ground.place(end)
    return road_finding(
        "road-gap",
        road=road_of(line),
        name=ground.name(line),
        other=ground.name(other),
        place=place,
        value=float(metres),
        metres=float(metres),
    )
