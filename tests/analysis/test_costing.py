"""What the missing roads cost: an estimate whose figures a reader adds up by hand."""

from __future__ import annotations

import json

import pytest

from mocgioi.analysis.lines.reach import ReachMarker, ReachRoad, find_reached
from mocgioi.analysis.roads.costing import UnitCosts, cost_document
from mocgioi.documents.cost import Cost
from mocgioi.errors import UsageError

from .ground import TODAY, marker, road, trunk, wkb

UP = road("up", [(500, 0), (500, 400)])
PLAIN = UnitCosts(vnd_per_m=1_000_000, detour_factor=1.0)


def cost(
    markers: list[ReachMarker],
    *roads: ReachRoad,
    border: tuple[bytes, ...] = (),
    costs: UnitCosts = PLAIN,
) -> Cost:
    reached = find_reached(markers, roads, as_of=TODAY)
    return cost_document(reached, border=border, costs=costs)


def test_300_m_at_one_million_a_metre_cost_300_million() -> None:
    document = cost([marker("1116", (500, 700))], trunk(), UP)
    (project,) = document["projects"]
    assert (project["straight_m"], project["cost_vnd"]) == (300.0, 300_000_000)
    assert (project["joins_road"], project["markers"]) == ("up", ["1116"])
    assert project["markers_per_million_vnd"] == pytest.approx(1 / 300, abs=1e-6)


def test_detour_and_range_are_of_the_unit_costs() -> None:
    (project,) = cost([marker("1116", (500, 700))], trunk(), UP, costs=UnitCosts())["projects"]
    assert project["length_m"] == 390.0
    assert project["cost_vnd"] == pytest.approx(390 * 855_000, abs=1000)
    assert project["cost_vnd_min"] == pytest.approx(390 * 400_000, abs=1000)
    assert project["cost_vnd_max"] == pytest.approx(390 * 950_000, abs=1000)


def test_a_cost_above_the_known_range_widens_it() -> None:
    (project,) = cost([marker("1116", (500, 700))], trunk(), UP)["projects"]
    assert project["cost_vnd_max"] == project["cost_vnd"]


def test_a_project_of_two_markers_costs_less_than_each_by_itself() -> None:
    markers = [marker("1116", (500, 700)), marker("1117", (600, 700))]
    document = cost(markers, trunk(), UP)
    (project,) = document["projects"]
    assert (project["markers"], project["straight_m"]) == (["1116", "1117"], 400.0)
    assert document["totals"]["alone_cost_vnd"] > document["totals"]["cost_vnd"] == 400_000_000
    assert [line["to"] for line in project["lines"]] == ["up", "1116"]


def test_most_markers_a_dong_come_first() -> None:
    markers = [marker("1116", (0, 300)), marker("1117", (500, 500)), marker("1118", (520, 500))]
    served = [p["markers"] for p in cost(markers, trunk(), UP)["projects"]]
    assert served == [["1117", "1118"], ["1116"]]


def test_an_isolated_marker_costs_its_gap() -> None:
    (project,) = cost([marker("1116", (500, 410))], trunk(), road("i", [(500, 80), (500, 400)]))[
        "projects"
    ]
    assert (project["straight_m"], project["joins_road"]) == (80.0, "trunk")


def test_a_crossing_without_a_junction_costs_nothing_to_join() -> None:
    over = road("over", [(500, -100), (500, 400)])
    document = cost(
        [marker("1116", (500, 410))], trunk(), over, border=(wkb([(0, 999), (9, 999)]),)
    )
    assert document["projects"][0]["cost_vnd"] == 0


def test_those_that_need_no_estimate_are_left_out_with_the_reason() -> None:
    markers = [
        marker("1116", (500, 900), declared="built"),
        marker("1117", (500, 900), declared="under_construction"),
        marker("1118", (500, 900), commune="B"),
        marker("1119", None),
        marker("1120", (500, 900), needs_road=False),
        marker("1121", (500, 410)),
    ]
    document = cost(markers, trunk(), UP)
    assert document["projects"] == []
    assert document["left_out"] == {
        "built": ["1116"],
        "under_construction": ["1117"],
        "no_position": ["1119"],
        "unknown": ["1118"],
        "no_network": [],
    }


def test_without_a_network_nothing_can_be_estimated() -> None:
    document = cost([marker("1116", (500, 900))], UP)
    assert document["left_out"]["no_network"] == ["1116"]


def test_a_road_across_the_border_line_is_never_proposed_unsaid() -> None:
    border = (wkb([(-1000, 550), (2000, 550)]),)
    (project,) = cost([marker("1116", (500, 700))], trunk(), UP, border=border)["projects"]
    assert project["leaves_country"]
    (project,) = cost([marker("1116", (500, 560))], trunk(), UP, border=border)["projects"]
    assert not project["leaves_country"]


def test_markers_are_not_joined_to_one_another_through_the_other_country() -> None:
    bay = (wkb([(-1000, 710), (510, 710), (550, 300), (590, 710), (2000, 710)]),)
    markers = [marker("1116", (500, 700)), marker("1117", (600, 700))]
    document = cost(markers, trunk(), UP, border=bay)
    assert [project["markers"] for project in document["projects"]] == [["1116"], ["1117"]]


def test_a_pair_on_two_banks_needs_one_road_though_the_line_runs_between() -> None:
    border = (wkb([(-1000, 715), (2000, 715)]),)
    pair = [marker("1116(1)", (500, 700)), marker("1116(2)", (500, 730))]
    (project,) = cost(pair, trunk(), UP, border=border)["projects"]
    assert (project["markers"], project["straight_m"]) == (["1116(1)", "1116(2)"], 300.0)
    assert not project["leaves_country"]


@pytest.mark.parametrize(
    "costs", [UnitCosts(vnd_per_m=0), UnitCosts(detour_factor=0.9), UnitCosts(detour_factor=100.1)]
)
def test_costs_that_cannot_be_are_refused(costs: UnitCosts) -> None:
    with pytest.raises(UsageError):
        cost([], costs=costs)


@pytest.mark.parametrize("factor", [1.0, 100.0])
def test_the_ends_of_what_a_detour_can_be_are_taken(factor: float) -> None:
    costs = UnitCosts(vnd_per_m=1_000_000, detour_factor=factor)
    (project,) = cost([marker("1116", (500, 700))], trunk(), UP, costs=costs)["projects"]
    assert project["length_m"] == project["straight_m"] * factor


def test_the_order_of_markers_and_roads_is_irrelevant() -> None:
    markers = [marker(str(1116 + n), (70.0 * n, 500 + 37.0 * (n % 3))) for n in range(12)]
    roads = [trunk(), UP, road("b", [(200, 0), (200, 100)])]
    assert json.dumps(cost(markers, *roads)) == json.dumps(cost(markers[::-1], *roads[::-1]))


def test_the_document_calls_itself_an_estimate() -> None:
    document = cost([], trunk())
    assert (document["schema"], document["estimate"]) == ("mocgioi.cost/1", True)
