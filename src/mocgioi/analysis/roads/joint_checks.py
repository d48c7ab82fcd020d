"""Checks of how roads hang together: gaps, crossings without a junction, roads that join nothing.

Only lines that count as of the day are looked at, and only between lines that do not hang
together already: within a network an end near another road is no mistake.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import shapely

from mocgioi.analysis.lines.line_index import LineIndex
from mocgioi.analysis.lines.metric_lines import Indices, MetricLines, Numbers
from mocgioi.analysis.lines.network import ON_THRESHOLD_M, road_of
from mocgioi.analysis.lines.ways import ways_of_components
from mocgioi.analysis.roads.findings import RoadFinding, road_finding
from mocgioi.analysis.roads.ground import RoadGround

GAP_M = 50.0
"""An end no farther than this from a line it does not join is a gap to look at, planar metres."""

_CHUNKS = 1 << 13
"""Chunks whose crossings are looked for at a time: beside each box lie dozens."""

SNAPPED_M = 0.5
"""An end nearer than this to the line it joins is on it."""


def gaps_and_crossings(ground: RoadGround) -> Iterator[RoadFinding]:
    """Tell where two networks nearly meet: they cross without a junction, or leave a gap.

    Of two that hang together each for itself, the crossing, else the narrowest gap is told. A
    gap between pieces of one road is told of that road (`road_checks`).
    """
    drawn = ground.drawn.picked(_counting(ground))
    names = drawn.uuids
    roots = np.array([ground.network.component[name] for name in names])
    root = np.unique(roots, return_inverse=True)[1]
    if not len(drawn.chunks):
        return
    reported: set[tuple[int, int]] = set()
    met_at: list[_Meeting] = []
    chunk, met = _crossing(drawn, root[drawn.chunk_road])
    line, crossed = drawn.chunk_road[chunk], drawn.chunk_road[met]
    for k in range(len(chunk)):
        pair = (int(root[line[k]]), int(root[crossed[k]]))
        if pair not in reported:
            reported.add(pair)
            meeting = shapely.intersection(*drawn.chunks_of(np.array((chunk[k], met[k]))))
            point = meeting.representative_point()
            met_at.append(_Meeting("road-crossing", names[line[k]], names[crossed[k]], point))
    end, chunk, apart_m = _ends_near(
        drawn, LineIndex(drawn), within_m=GAP_M + ON_THRESHOLD_M, but_of=root
    )
    line, facing = drawn.end_road[end], drawn.chunk_road[chunk]
    for k in np.lexsort((chunk, end, apart_m)).tolist():
        low, high = sorted((int(root[line[k]]), int(root[facing[k]])))
        is_one_road = road_of(names[line[k]]) == road_of(names[facing[k]])
        if (low, high) not in reported and not is_one_road:
            reported.add((low, high))
            point, gap_m = drawn.ends[end[k]], float(apart_m[k])
            met_at.append(_Meeting("road-gap", names[line[k]], names[facing[k]], point, gap_m))
    yield from _told(ground, met_at)


def roads_that_join_nothing(ground: RoadGround) -> Iterator[RoadFinding]:
    """Tell of all that hangs together, is not joined, and is farther than `GAP_M` from it all."""
    network = ground.network
    counting = ground.drawn.picked(_counting(ground))
    is_joined = [line in network.joined for line in counting.uuids]
    joined = counting.picked(np.flatnonzero(is_joined).tolist())
    apart = counting.picked(np.flatnonzero(~np.array(is_joined, dtype=bool)).tolist())
    ways = ways_of_components(apart, joined, network.component, ground.metric_crs)
    first: dict[str, str] = {}
    for line in apart.uuids:
        first.setdefault(network.component[line], line)
    for root, line in first.items():
        way = ways.get(root)
        if way is not None and way.straight_m <= GAP_M + ON_THRESHOLD_M:
            continue
        uuid = road_of(way.line if way else line)
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
    drawn = ground.drawn
    road = np.unique([road_of(line) for line in drawn.uuids], return_inverse=True)[1]
    end, chunk, apart_m = _ends_near(
        drawn, ground.line_index, within_m=ground.join_m + ON_THRESHOLD_M, but_of=road
    )
    pair = np.sort(np.column_stack((drawn.end_road[end], drawn.chunk_road[chunk])), axis=1)
    order = np.lexsort((end, apart_m, pair[:, 1], pair[:, 0]))
    nearest = order[np.unique(pair[order], axis=0, return_index=True)[1]]
    loose = []
    for k in nearest[apart_m[nearest] > SNAPPED_M].tolist():
        a, b = (drawn.uuids[i] for i in pair[k].tolist())
        point, gap_m = drawn.ends[end[k]], float(apart_m[k])
        loose.append(_Meeting("ends-not-snapped", a, b, point, gap_m))
    yield from _told(ground, loose)


def _crossing(drawn: MetricLines, part_of: Indices) -> tuple[Indices, Indices]:
    """Return which chunks meet, each pair once: of what comes first, and of what comes after.

    Args:
        part_of: what each chunk is part of; within one nothing is looked for.
    """
    tree = shapely.STRtree(drawn.chunks)
    found = [np.empty((2, 0), dtype=np.intp)]
    for begin in range(0, len(drawn.chunks), _CHUNKS):
        some, met = tree.query(drawn.chunks[begin : begin + _CHUNKS])
        chunk = some + begin
        is_apart = part_of[chunk] < part_of[met]
        chunk, met = chunk[is_apart], met[is_apart]
        meets = shapely.intersects(drawn.chunks[chunk], drawn.chunks[met])
        found.append(np.stack((chunk[meets], met[meets])))
    chunk, met = np.concatenate(found, axis=1)
    return chunk, met


def _ends_near(
    drawn: MetricLines, index: LineIndex, *, within_m: float, but_of: Indices
) -> tuple[Indices, Indices, Numbers]:
    """Return which ends are near which chunks, and how far apart the two are, planar metres.

    Args:
        index: of `drawn`. but_of: what each line is part of; within one nothing is looked for.
    """
    ends: list[Indices] = [np.empty(0, dtype=np.intp)]
    chunks = ends.copy()
    for near in index.within(shapely.get_coordinates(drawn.ends), within_m):
        is_apart = but_of[drawn.end_road[near.point]] != but_of[near.road]
        ends.append(near.point[is_apart])
        chunks.append(index.drawn(near.run[is_apart]))
    end, chunk = np.concatenate(ends), np.concatenate(chunks)
    return end, chunk, shapely.distance(drawn.ends[end], drawn.chunks_of(chunk))


JOINT_CHECKS = (gaps_and_crossings, roads_that_join_nothing, ends_not_snapped)


def _counting(ground: RoadGround) -> list[int]:
    """Return the lines that count, by their order: by name, whatever the order of roads."""
    names = ground.drawn.uuids
    return sorted(
        (i for i, name in enumerate(names) if name in ground.network.component),
        key=lambda i: (ground.name(names[i]), names[i]),
    )


class _Meeting(NamedTuple):
    """Where two lines meet, or nearly so: the finding, both lines, the place, the gap there."""

    code: str
    line: str
    other: str
    point: shapely.Point
    gap_m: float = 0.0


def _told(ground: RoadGround, meetings: Sequence[_Meeting]) -> Iterator[RoadFinding]:
    """Yield the findings of meetings, in their order."""
    places = ground.places([meeting.point for meeting in meetings])
    for (code, line, other, _, gap_m), place in zip(meetings, places, strict=True):
        yield road_finding(
            code,
            road=road_of(line),
            name=ground.name(line),
            other=ground.name(other),
            place=place,
            value=gap_m,
            metres=gap_m,
        )
