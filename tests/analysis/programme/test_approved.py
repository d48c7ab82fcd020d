"""Approved works keep the cost their papers state, and the markers they are for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mocgioi.analysis.programme.approved import ApprovedWork, approved_works, with_approved
from mocgioi.analysis.programme.candidates import Candidates
from mocgioi.domain.projects import Project
from mocgioi.domain.register import Road

from ..ground import wkb
from .country import area, drawn, numbered, reached, sought

RING = [(-2000, -500), (3000, -500), (3000, 2000), (-2000, 2000)]
FOUND = reached(numbered([(500, 700), (560, 700), (-900, 600)]))
LINE = wkb([(520, 690), (500, 400), (480, 0)])


def graph_with(*works: ApprovedWork) -> Candidates:
    return with_approved(sought(FOUND, area(RING)), works, FOUND)


def test_an_approved_road_is_a_way_of_its_line_and_cost() -> None:
    graph = graph_with(ApprovedWork("Đường lên mốc 1116", ("1116",), 454_000_000, 812.0, LINE))
    (way,) = [way for way in graph.ways if way.stated]
    assert (way.start, way.name, way.length_m) == (0, "Đường lên mốc 1116", 812.0)
    assert way.cost_vnd == way.cost_vnd_min == way.cost_vnd_max == 454_000_000
    assert drawn(way).coords[0][1] < 1 and graph.serves[way.end] == ("1116",)


def test_its_markers_are_served_by_it_alone() -> None:
    graph = graph_with(ApprovedWork("A", ("1116", "1117"), 1_000_000, None, LINE))
    assert sorted(n for own in graph.serves.values() for n in own) == ["1116", "1117", "1118"]
    assert ("1116", "1117") in graph.serves.values()


def test_a_work_that_is_not_drawn_takes_the_cheapest_way_to_its_marker() -> None:
    graph = graph_with(ApprovedWork("A", ("1118",), 1_000_000))
    (way,) = [way for way in graph.ways if way.stated]
    end = drawn(way).coords[-1]
    assert (round(end[0]), round(end[1])) == (-900, 600)


def test_a_work_for_markers_that_have_their_road_is_no_part_of_it() -> None:
    graph = sought(FOUND, area(RING))
    assert with_approved(graph, [ApprovedWork("A", ("944",), 1, None, LINE)], FOUND) == graph


def stated(
    *, roads: Sequence[Road] = (), projects: Sequence[Project] = (), as_of: str = "2026-01-01"
) -> list[tuple[str, int]]:
    works = approved_works(roads, projects, as_of=as_of)
    return [(work.name, work.cost_vnd) for work in works]


def road(**changes: Any) -> Road:
    return Road(**{"geometry": LINE, "name": "a", "serves": ("1",), "cost_vnd": 5, **changes})


def test_approved_works_are_roads_and_papers_with_a_cost_that_are_not_begun() -> None:
    roads = [
        road(status="approved", project="p"),
        road(name="b", status="approved", cost_vnd=None),
        road(name="c", status="built"),
        road(name="d", status="none"),
    ]
    projects = [
        Project(code="p", name="P", serves=("1",), cost_vnd=6),
        Project(code="q", name="Q", serves=("4",), cost_vnd=8),
        Project(code="r", name="R", serves=("5",), cost_vnd=9, started_on="2025-05-01"),
    ]
    assert stated(roads=roads, projects=projects) == [("a", 5), ("Q", 8)]


def test_a_work_that_is_to_begin_later_keeps_its_cost() -> None:
    planned = Project(code="q", name="Q", serves=("4",), cost_vnd=8, started_on="2027-03-01")
    begins = road(status="approved", started_on="2027-03-01")
    assert stated(roads=[begins], projects=[planned]) == [("a", 5), ("Q", 8)]


def test_a_road_that_was_begun_since_was_approved_before() -> None:
    begun = road(status="built", started_on="2024-03-01", completed_on="2025-02-01")
    assert stated(roads=[begun], as_of="2023-12-31") == [("a", 5)]
    assert stated(roads=[begun], as_of="2024-12-31") == []
