"""Where lines come nearest to other lines: the gap that parts a road from the network."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

import numpy as np
import shapely

from mocgioi.analysis.lines.line_index import LineIndex
from mocgioi.analysis.lines.metric_lines import MetricLines, RoadLine, metric_lines
from mocgioi.analysis.lines.network import TOLERANCE_M, Network, road_of
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


def ways_of_components(
    own: MetricLines, goal: MetricLines, component: Mapping[str, str], metric_crs: str
) -> dict[str, Way]:
    """Return the shortest way from all that hangs together to the nearest other, by component.

    Of ways equally short it is the one from and to the line given first, of these the first along
    both. Empty without any other; a component without vertices is left out. No way is longer than
    the one from an end of its lines: what is farther from every other is not looked at.

    Args:
        component: of each of the lines, as `network.Network` has it.
    """
    if not len(own.chunks) or not len(goal.chunks):
        return {}
    group = np.unique([component[line] for line in own.uuids], return_inverse=True)[1]
    at_most_m = np.full(group.max() + 1, np.inf)
    for near in LineIndex(goal).nearest(own.vertices[np.concatenate((own.first, own.last))]):
        np.minimum.at(at_most_m, group[own.end_road[near.point]], near.distance_m)
    chunk, other = shapely.STRtree(goal.chunks).query(
        own.chunks, predicate="dwithin", distance=at_most_m[group[own.chunk_road]] + TOLERANCE_M
    )
    distance_m = shapely.distance(own.chunks[chunk], goal.chunks[other])
    line = own.chunk_road[chunk]
    order = np.lexsort((other, chunk, goal.chunk_road[other], line, distance_m, group[line]))
    first = order[np.unique(group[line][order], return_index=True)[1]]
    straight = shapely.shortest_line(own.chunks[chunk[first]], goal.chunks[other[first]])
    metres = shapely.get_coordinates(straight)
    longitude, latitude = to_storage(metres[:, 0], metres[:, 1], metric_crs)
    places = [
        Place(*degrees) for degrees in zip(longitude.tolist(), latitude.tolist(), strict=True)
    ]
    names = [own.uuids[i] for i in line[first].tolist()]
    meets = [goal.uuids[i] for i in goal.chunk_road[other[first]].tolist()]
    rows = zip(names, meets, distance_m[first].tolist(), places[::2], places[1::2], strict=True)
    return {component[way.line]: way for way in map(Way._make, rows)}


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
