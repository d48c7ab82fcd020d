"""What the next đồng buys, a first cut: new roads to the markers that have none, and their cost.

Everything here is an ESTIMATE: the cheapest tree of ways inside the country (`candidates`,
`tree`), as long as they are drawn times a detour factor, times a cost a metre. No soil, no design.
The document is ``mocgioi.cost/1``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from mocgioi.analysis.lines.reach import DEGREE_DECIMALS, Reached
from mocgioi.analysis.programme.candidates import Candidates, Metres, Way
from mocgioi.analysis.programme.placed import Placed, places_served
from mocgioi.analysis.programme.prices import Pricing
from mocgioi.analysis.programme.tree import cheapest_tree, ways_home
from mocgioi.analysis.programme.works import Work, works_of
from mocgioi.domain.crs import to_storage

if TYPE_CHECKING:
    from mocgioi.documents.cost import Cost, CostedMarker, CostedProject, CostTotals
    from mocgioi.documents.values import Line

SCHEMA: Final = "mocgioi.cost/1"


def cost_document(
    reached: Reached,
    graph: Candidates,
    *,
    pricing: Pricing,
    placed: Mapping[str, Placed],
    terrain_percent: float | None = None,
    known_at: str | None = None,
    illustrative: bool = False,
) -> Cost:
    """Return the document ``mocgioi.cost/1``: projects, most markers a đồng first.

    ``alone_m`` and ``alone_cost_vnd`` are what a marker would need by itself.

    Args:
        reached: what `reach.find_reached` found; graph: what `candidates` made of it with the
            same pricing.
        placed: where markers stand, by number.
        terrain_percent: of the communes' ground, of which heights are known; None: of none.
        known_at: the instant of knowledge (UTC), None = everything.
        illustrative: whether the markers are made up, which the document then says.
    """
    tree = cheapest_tree(graph)
    works = works_of(graph, dict.fromkeys(tree, 0))
    projects = [_project(rank, work, graph, placed) for rank, work in enumerate(works, start=1)]
    markers = _markers(reached, graph, projects)
    return {
        "schema": SCHEMA,
        "estimate": True,
        "as_of": reached.as_of,
        "known_at": known_at,
        "reach_m": reached.reach_m,
        "prices": pricing.rows(),
        "detour_factor": pricing.detour_factor,
        "terrain_percent": terrain_percent,
        "totals": _totals(projects, markers),
        "projects": projects,
        "markers": markers,
        "left_out": {reason: list(numbers) for reason, numbers in graph.left_out.items()},
        "illustrative": illustrative,
    }


def _project(
    rank: int, work: Work, graph: Candidates, placed: Mapping[str, Placed]
) -> CostedProject:
    ways = [graph.ways[i] for i in work.ways]
    cost_vnd = sum(way.cost_vnd for way in ways)
    return {
        "project": rank,
        "markers": list(work.markers),
        **places_served(work.markers, placed),
        "name": "; ".join(way.name for way in ways if way.name) or None,
        "stated": all(way.stated for way in ways),
        "joins_road": work.joins,
        "drawn_m": round(sum(_drawn_m(way) for way in ways), 1),
        "length_m": _length_m(ways),
        "cost_vnd": cost_vnd,
        "cost_vnd_min": sum(way.cost_vnd_min for way in ways),
        "cost_vnd_max": sum(way.cost_vnd_max for way in ways),
        "markers_per_million_vnd": round(len(work.markers) * 1e6 / max(cost_vnd, 1), 6),
        "terrain_m": terrain_m(ways),
        "lines": [line_of(way.shape, graph.metric_crs) for way in ways],
    }


def terrain_m(ways: Iterable[Way]) -> dict[str, float]:
    """Return the metres on the ground of ways together, by terrain."""
    metres: dict[str, float] = {}
    for way in ways:
        for terrain, own_m in way.terrain_m.items():
            metres[terrain] = metres.get(terrain, 0.0) + own_m
    return {terrain: round(metres[terrain], 1) for terrain in sorted(metres)}


def line_of(shape: Sequence[Metres], metric_crs: str) -> Line:
    """Return vertices in metres as longitude and latitude."""
    metres = np.array(shape, dtype=np.float64)
    degrees = np.column_stack(to_storage(metres[:, 0], metres[:, 1], metric_crs))
    return [list(place) for place in degrees.round(DEGREE_DECIMALS).tolist()]


def _drawn_m(way: Way) -> float:
    return float(np.hypot(*np.diff(np.array(way.shape), axis=0).T).sum())


def _length_m(ways: Iterable[Way]) -> float:
    return round(sum(way.length_m for way in ways), 1)


def _markers(
    reached: Reached, graph: Candidates, projects: Sequence[CostedProject]
) -> list[CostedMarker]:
    alone = ways_home(graph)
    project_of = {number: p["project"] for p in projects for number in p["markers"]}
    ways_of: dict[str, list[Way]] = {}
    for node, numbers in graph.serves.items():
        ways = [graph.ways[i] for i in alone[node]]
        for number in numbers:
            if number not in ways_of or _cost(ways) < _cost(ways_of[number]):
                ways_of[number] = ways
    return [
        {
            "number": marker.number,
            "declared": marker.declared,
            "alone_m": _length_m(ways_of[marker.number]),
            "alone_cost_vnd": _cost(ways_of[marker.number]),
            "project": project_of[marker.number],
        }
        for marker in reached.markers
        if marker.number in ways_of
    ]


def _cost(ways: Iterable[Way]) -> int:
    return sum(way.cost_vnd for way in ways)


def _totals(projects: Sequence[CostedProject], markers: Sequence[CostedMarker]) -> CostTotals:
    return {
        "markers": len(markers),
        "projects": len(projects),
        "drawn_m": round(sum(project["drawn_m"] for project in projects), 1),
        "length_m": round(sum(project["length_m"] for project in projects), 1),
        "cost_vnd": sum(project["cost_vnd"] for project in projects),
        "cost_vnd_min": sum(project["cost_vnd_min"] for project in projects),
        "cost_vnd_max": sum(project["cost_vnd_max"] for project in projects),
        "alone_cost_vnd": sum(marker["alone_cost_vnd"] for marker in markers),
    }
