"""Where lines come nearest to other lines: the gap that parts a road from the network."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

import numpy as np
import shapely

from mocgioi.analysis.lines.metric_lines import (
    Indices,
    MetricLines,
    Numbers,
    RoadLine,
    metric_lines,
)
from mocgioi.analysis.lines.network import TOLERANCE_M, Network, road_of
from mocgioi.analysis.lines.tiles import Lines, Some, blocks, lines_within, nearest_in_tiles
from mocgioi.domain.crs import METRIC_CRS, to_storage

_VERTICES = 1 << 15
"""Of the lines whose ways are looked for at a time: beside each of their chunks lie hundreds."""


class Place(NamedTuple):
    """A point, degrees, EPSG:4326."""

    longitude: float
    latitude: float


class Way(NamedTuple):
    """The straight way from one line to another, where they are nearest.

    Attributes:
        line, to: names of the two lines.
        straight_m: planar metres; 0.0 where they cross.
        start, end: where it leaves the one and meets the other.
    """

    line: str
    to: str
    straight_m: float
    start: Place
    end: Place


class Ways(NamedTuple):
    """The ways of groups of lines, a row each, by group.

    Attributes:
        group: of the lines it leads away from; a group without vertices has none.
        line, to: the two lines, by their order among their own. straight_m: planar metres.
        start, end: longitude and latitude, (n, 2), EPSG:4326.
    """

    group: Indices
    line: Indices
    to: Indices
    straight_m: Numbers
    start: Numbers
    end: Numbers


def ways_of_components(
    own: MetricLines, goal: MetricLines, component: Mapping[str, str], metric_crs: str
) -> dict[str, Way]:
    """Return the shortest way from all that hangs together to the nearest other, by component.

    Of ways equally short it is the one from and to the line given first, of these the first along
    both. Empty without any other; a component without vertices is left out.

    Args:
        component: of each of the lines, as `network.Network` has it.
    """
    group = np.unique([component[line] for line in own.uuids], return_inverse=True)[1]
    found = ways_of_groups(own, goal, group, metric_crs)
    places = (list(map(Place._make, side.tolist())) for side in (found.start, found.end))
    numbers = (side.tolist() for side in (found.line, found.to, found.straight_m))
    ways = [
        Way(own.uuids[line], goal.uuids[to], *row)
        for line, to, *row in zip(*numbers, *places, strict=True)
    ]
    return {component[way.line]: way for way in ways}


def ways_of_groups(own: Lines, goal: Lines, group: Indices, metric_crs: str) -> Ways:
    """Return the same by the number of the group of each line, from 0, a few lines at a time.

    No way is longer than the one from an end of its lines: what is farther from every other is
    not looked at.
    """
    at_most_m = np.full(int(group.max(initial=-1)) + 1, np.inf)
    for some in blocks(own, vertices=_VERTICES):
        drawn = own.picked(some)
        ends = drawn.vertices[np.concatenate((drawn.first, drawn.last))]
        apart_m = nearest_in_tiles(ends, goal, metric_crs).distance_m
        np.minimum.at(at_most_m, group[some][drawn.end_road], apart_m)
    near = np.flatnonzero(np.isfinite(at_most_m[group]))
    found = [
        _shortest(own, goal, near[some], group, at_most_m)
        for some in blocks(Some(own, near), vertices=_VERTICES)
    ]
    rows = np.concatenate([np.empty((0, 8)), *found])
    rows = rows[np.lexsort((rows[:, 2], rows[:, 1], rows[:, 3], rows[:, 0]))]
    rows = rows[np.unique(rows[:, 0], return_index=True)[1]]
    of_group, line, to = rows[:, :3].T.astype(np.intp)
    sides = [np.column_stack(to_storage(rows[:, x], rows[:, x + 1], metric_crs)) for x in (4, 6)]
    return Ways(of_group, line, to, rows[:, 3], *sides)


def _shortest(
    own: Lines, goal: Lines, some: Indices, group: Indices, at_most_m: Numbers
) -> Numbers:
    """Return the shortest way of each group of some lines: group, line, the other one, metres,
    easting and northing of both its ends.
    """
    drawn, radius_m = own.picked(some), at_most_m[group[some]]
    close = lines_within(own.boxes[some], radius_m, goal.boxes)
    others = goal.picked(close)
    chunk, other = shapely.STRtree(others.chunks).query(
        drawn.chunks, predicate="dwithin", distance=radius_m[drawn.chunk_road] + TOLERANCE_M
    )
    distance_m = shapely.distance(drawn.chunks[chunk], others.chunks[other])
    line, to = some[drawn.chunk_road[chunk]], close[others.chunk_road[other]]
    order = np.lexsort((other, chunk, to, line, distance_m, group[line]))
    first = order[np.unique(group[line][order], return_index=True)[1]]
    straight = shapely.shortest_line(drawn.chunks[chunk[first]], others.chunks[other[first]])
    of_way = (group[line[first]], line[first], to[first], distance_m[first])
    return np.column_stack((*of_way, shapely.get_coordinates(straight).reshape(-1, 4)))


def gaps_to_network(
    lines: Iterable[RoadLine], network: Network, of: Collection[str]
) -> dict[str, Way]:
    """Return the way to the network of all that a line hangs together with, by that line.

    Of ways equally short it is the one from and to the line given first.

    Args:
        lines: all there are (`road_lines.lines_of_roads`); those that do not count are no part.
        network: as of a day.
        of: names of the lines asked about; one that is joined, or that no joined line is there
            for, is not in the answer.
    """
    asked = {network.component[line] for line in of} - {
        network.component[line] for line in network.joined
    }
    if not asked:
        return {}
    every_line = list(lines)
    apart = [line for line in every_line if network.component.get(line.uuid) in asked]
    own, goal = (
        metric_lines(some, METRIC_CRS) for some in (apart, joined_lines(every_line, network))
    )
    gaps = ways_of_components(own, goal, network.component, METRIC_CRS)
    roots = {line: network.component[line] for line in of}
    return {line: gaps[root] for line, root in roots.items() if root in gaps}


def joined_lines(lines: Iterable[RoadLine], network: Network) -> list[RoadLine]:
    """Return the lines that are joined, in their order.

    A road in pieces, none of them near or joined to anything, counts under its own name.
    """
    joined = network.joined
    return [line for line in lines if not joined.isdisjoint((line.uuid, road_of(line.uuid)))]
