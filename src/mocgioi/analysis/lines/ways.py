"""Where lines come nearest to other lines: the gap that parts a road from the network."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import shapely

from mocgioi.analysis.lines.metric_lines import MetricLines, RoadLine, metric_lines
from mocgioi.analysis.lines.network import Network, road_of
from mocgioi.domain.crs import METRIC_CRS, to_storage


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


def ways_between(
    lines: Sequence[RoadLine], others: Sequence[RoadLine], *, metric_crs: str = METRIC_CRS
) -> dict[str, Way]:
    """Return the way from each of `lines` to the nearest of `others`, by name.

    Of others equally near it is the one given first. Empty without any other; a line without
    vertices is left out.
    """
    return ways_of_lines(
        metric_lines(lines, metric_crs), metric_lines(others, metric_crs), metric_crs
    )


def ways_of_lines(own: MetricLines, goal: MetricLines, metric_crs: str) -> dict[str, Way]:
    """Return the same of lines that are in metres already."""
    if not len(own.chunks) or not len(goal.chunks):
        return {}
    (chunk, other), distance_m = shapely.STRtree(goal.chunks).query_nearest(
        own.chunks, return_distance=True
    )
    line = own.chunk_road[chunk]
    order = np.lexsort((chunk, goal.chunk_road[other], distance_m, line))
    first = order[np.unique(line[order], return_index=True)[1]]
    straight = shapely.shortest_line(own.chunks[chunk[first]], goal.chunks[other[first]])
    metres = shapely.get_coordinates(straight)
    longitude, latitude = to_storage(metres[:, 0], metres[:, 1], metric_crs)
    places = [
        Place(*degrees) for degrees in zip(longitude.tolist(), latitude.tolist(), strict=True)
    ]
    names = [own.uuids[i] for i in line[first].tolist()]
    meets = [goal.uuids[i] for i in goal.chunk_road[other[first]].tolist()]
    rows = zip(names, meets, distance_m[first].tolist(), places[::2], places[1::2], strict=True)
    return {way.line: way for way in map(Way._make, rows)}


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
    ways = ways_between(apart, joined_lines(every_line, network))
    gaps = ways_of_components(ways.values(), network.component)
    roots = {line: network.component[line] for line in of}
    return {line: gaps[root] for line, root in roots.items() if root in gaps}


def joined_lines(lines: Iterable[RoadLine], network: Network) -> list[RoadLine]:
    """Return the lines that are joined, in their order.

    A road in pieces, none of them near or joined to anything, counts under its own name.
    """
    joined = network.joined
    return [line for line in lines if not joined.isdisjoint((line.uuid, road_of(line.uuid)))]


def ways_of_components(ways: Iterable[Way], component: Mapping[str, str]) -> dict[str, Way]:
    """Return the shortest of the ways of all that hangs together, by component.

    Args:
        component: as `network.Network` has it.
    """
    shortest: dict[str, Way] = {}
    for way in ways:
        root = component[way.line]
        if root not in shortest or way.straight_m < shortest[root].straight_m:
            shortest[root] = way
    return shortest
