"""Works that are approved and have a cost of their own: they keep it, and their markers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import shapely

from mocgioi.analysis.figures.works import status_on
from mocgioi.analysis.lines.metric_lines import metric_lines
from mocgioi.analysis.lines.reach import Reached
from mocgioi.analysis.programme.candidates import Candidates, Metres, Way
from mocgioi.analysis.programme.network import ROOT
from mocgioi.analysis.programme.tree import ways_home
from mocgioi.analysis.roads.ground import metric_shapes
from mocgioi.domain.projects import Project
from mocgioi.domain.register import Road


class ApprovedWork(NamedTuple):
    """A work with a stated cost that is not begun.

    Attributes:
        serves: numbers of the markers it is for; cost_vnd: as its papers state it.
        length_m: as its papers state it, or None.
        geometry: its line, WKB in EPSG:4326, or None: not drawn.
    """

    name: str
    serves: tuple[str, ...]
    cost_vnd: int
    length_m: float | None = None
    geometry: bytes | None = None


def approved_works(
    roads: Iterable[Road], projects: Iterable[Project], *, as_of: str
) -> list[ApprovedWork]:
    """Return approved roads with a cost, then works on paper that are neither begun nor drawn.

    Args:
        as_of: ISO day; what begins later is not begun.
    """
    drawn = list(roads)
    works = [
        ApprovedWork(
            road.name or road.uuid, road.serves, road.cost_vnd, road.length_m, road.geometry
        )
        for road in drawn
        if _is_approved(road, as_of) and road.cost_vnd and road.serves
    ]
    has_road = {road.project for road in drawn if road.project}
    works += [
        ApprovedWork(project.name, project.serves, project.cost_vnd, project.length_m)
        for project in projects
        if project.cost_vnd
        and project.serves
        and project.code not in has_road
        and status_on(project, as_of) is None
    ]
    return works


def _is_approved(road: Road, as_of: str) -> bool:
    """Say whether a road is decided upon and not begun, by its own dates on a day."""
    is_decided = road.status not in (None, "none")
    return is_decided and status_on(road, as_of) in (None, "approved")


def with_approved(graph: Candidates, works: Sequence[ApprovedWork], reached: Reached) -> Candidates:
    """Return the graph with a way for each approved work, by which alone its markers are served.

    Its line is the one drawn, else the cheapest way to the first of its markers. A work none of
    whose markers is left, or whose line is not known, is no part of it.

    Args:
        reached: what the graph was made of.
    """
    waiting = {number for numbers in graph.serves.values() for number in numbers}
    waiting |= set(graph.left_out["no_way"])
    lines = metric_lines(reached.around.network_lines, reached.metric_crs)
    network = shapely.STRtree(lines.chunks)
    home = ways_home(graph)
    at = {number: node for node, numbers in graph.serves.items() for number in numbers}
    ways, serves = list(graph.ways), dict[int, tuple[str, ...]]()
    for work in works:
        own = tuple(number for number in dict.fromkeys(work.serves) if number in waiting)
        shape = _drawn(work, network, reached.metric_crs) or next(
            (_along(graph, home[at[number]]) for number in own if number in at), None
        )
        if not own or shape is None:
            continue
        waiting -= set(own)
        node = graph.nodes + len(serves)
        serves[node] = own
        met = network.nearest(shapely.Point(shape[0]))
        called = reached.around.called[lines.uuids[int(lines.chunk_road[met])]]
        ways.append(_way(work, node, shape, called))
    if not serves:
        return graph
    taken = {number for numbers in serves.values() for number in numbers}
    others = {
        node: rest
        for node, numbers in graph.serves.items()
        if (rest := tuple(number for number in numbers if number not in taken))
    }
    return graph._replace(
        nodes=graph.nodes + len(serves),
        ways=tuple(ways),
        serves=others | serves,
        left_out={
            **graph.left_out,
            "no_way": tuple(n for n in graph.left_out["no_way"] if n not in taken),
        },
    )


def _way(work: ApprovedWork, node: int, shape: Sequence[Metres], joins: str) -> Way:
    vertices = np.array(shape)
    length_m = work.length_m or float(np.hypot(*np.diff(vertices, axis=0).T).sum())
    return Way(
        start=ROOT,
        end=node,
        length_m=round(length_m, 1),
        cost_vnd=work.cost_vnd,
        cost_vnd_min=work.cost_vnd,
        cost_vnd_max=work.cost_vnd,
        shape=tuple(shape),
        joins=joins,
        terrain_m={"unknown": round(length_m, 1)},
        name=work.name,
        stated=True,
    )


def _drawn(work: ApprovedWork, network: shapely.STRtree, metric_crs: str) -> list[Metres] | None:
    """Return the vertices of a work as it is drawn, from what is there; None where it is not."""
    if work.geometry is None:
        return None
    vertices = shapely.get_coordinates(metric_shapes([work.geometry], metric_crs))
    if len(vertices) < 2:
        return None
    ends = shapely.points(vertices[[0, -1]])
    first_m, last_m = network.query_nearest(ends, return_distance=True, all_matches=False)[1]
    return [
        (east, north)
        for east, north in (vertices if first_m <= last_m else vertices[::-1]).tolist()
    ]


def _along(graph: Candidates, home: Sequence[int]) -> list[Metres]:
    """Return the vertices of ways that lead one after the other to a node, from what is there."""
    vertices: list[Metres] = []
    at = ROOT
    for i in reversed(home):
        way = graph.ways[i]
        vertices += way.shape if way.start == at else way.shape[::-1]
        at = way.end if way.start == at else way.start
    return vertices
