"""What the missing roads cost: an estimate whose figures a reader adds up by hand."""

from __future__ import annotations

import json
from typing import Any

import pytest

from mocgioi.analysis.lines.reach import ReachMarker, ReachRoad, find_reached
from mocgioi.analysis.programme.candidates import candidates
from mocgioi.analysis.programme.costing import cost_document
from mocgioi.analysis.programme.placed import Placed
from mocgioi.analysis.programme.prices import Pricing, pricing
from mocgioi.documents.cost import Cost
from mocgioi.domain.counting import DEFAULTS
from mocgioi.domain.prices import Price, UnitPrice
from mocgioi.errors import UsageError
from tests.documents import closed

from ..ground import TODAY, Point, in_degrees, marker, road, trunk, wkb

UP = road("up", [(500, 0), (500, 400)])
KNOWN = UnitPrice("access", "unknown", Price(855_000, 400_000, 950_000, "press"))


def priced(vnd_per_m: int | None = None, detour_factor: float | None = None) -> Pricing:
    return pricing([KNOWN], vnd_per_m=vnd_per_m, detour_factor=detour_factor)


PLAIN = priced(1_000_000, 1.0)
PLACED = {"1116": Placed("06187", "Đồng Đăng", "huu-nghi", "Hữu Nghị")}


def cost(
    markers: list[ReachMarker],
    *roads: ReachRoad,
    border: tuple[bytes, ...] = (),
    costs: Pricing = PLAIN,
    illustrative: bool = False,
) -> Cost:
    reached = find_reached(markers, roads, as_of=TODAY)
    graph = candidates(reached, communes=(), border=border, pricing=costs)
    document = cost_document(
        reached, graph, pricing=costs, placed=PLACED, illustrative=illustrative
    )
    closed.require(Cost, document)
    return document


def is_at(place: list[float], metres: Point) -> bool:
    return place == pytest.approx(in_degrees([metres])[0].tolist(), abs=2e-7)


def test_300_m_at_one_million_a_metre_cost_300_million() -> None:
    document = cost([marker("1116", (500, 700))], trunk(), UP)
    (project,) = document["projects"]
    assert (project["drawn_m"], project["cost_vnd"]) == (300.0, 300_000_000)
    assert (project["joins_road"], project["markers"]) == ("up", ["1116"])
    assert project["markers_per_million_vnd"] == 0.003333


def test_detour_and_range_are_of_the_unit_costs() -> None:
    (project,) = cost([marker("1116", (500, 700))], trunk(), UP, costs=priced())["projects"]
    assert project["length_m"] == 390.0
    assert project["cost_vnd"] == pytest.approx(390 * 855_000, abs=1000)
    assert project["cost_vnd_min"] == pytest.approx(390 * 400_000, abs=1000)
    assert project["cost_vnd_max"] == pytest.approx(390 * 950_000, abs=1000)


def test_markers_a_million_are_told_to_six_decimals() -> None:
    costs = priced(vnd_per_m=1, detour_factor=1.0)
    (project,) = cost([marker("1116", (500, 700))], trunk(), UP, costs=costs)["projects"]
    assert project["markers_per_million_vnd"] == 3333.333333


def test_lengths_are_told_to_a_decimetre_and_add_up() -> None:
    markers = [marker("1116", (500, 700.26)), marker("1117", (0, -300.14))]
    costs = priced(vnd_per_m=1000, detour_factor=1.5)
    document = cost(markers, trunk(), UP, costs=costs)
    lengths = [(project["drawn_m"], project["length_m"]) for project in document["projects"]]
    assert sorted(lengths) == [(300.1, 450.2), (300.3, 450.4)]
    assert [row["alone_m"] for row in document["markers"]] == [450.4, 450.2]
    assert document["totals"] == {
        "markers": 2,
        "projects": 2,
        "drawn_m": 600.4,
        "length_m": 900.6,
        "cost_vnd": 900_600,
        "cost_vnd_min": 900_600,
        "cost_vnd_max": 900_600 * 950,
        "alone_cost_vnd": 900_600,
    }


def test_the_document_says_what_it_reckons_with() -> None:
    document = cost([], trunk(), costs=priced(1_000_000, 1.2))
    assert (document["as_of"], document["reach_m"]) == (TODAY, DEFAULTS.reach_m)
    assert (document["detour_factor"], document["terrain_percent"]) == (1.2, None)
    assert document["prices"] == [
        {
            "road_class": "access",
            "terrain": "unknown",
            "vnd_per_m": 1_000_000,
            "vnd_per_m_min": 400_000,
            "vnd_per_m_max": 1_000_000,
            "source": None,
        }
    ]


def test_only_a_document_of_made_up_markers_says_so() -> None:
    assert cost([], trunk())["illustrative"] is False
    assert cost([], trunk(), illustrative=True)["illustrative"] is True


def test_a_cost_above_the_known_range_widens_it() -> None:
    (project,) = cost([marker("1116", (500, 700))], trunk(), UP)["projects"]
    assert project["cost_vnd_max"] == project["cost_vnd"]


def test_a_cost_below_the_known_range_widens_it() -> None:
    costs = priced(vnd_per_m=1, detour_factor=1.0)
    (project,) = cost([marker("1116", (500, 700))], trunk(), UP, costs=costs)["projects"]
    assert (project["cost_vnd"], project["cost_vnd_min"]) == (300, 300)


def test_a_project_of_two_markers_costs_less_than_each_by_itself() -> None:
    markers = [marker("1116", (500, 700)), marker("1117", (600, 700))]
    document = cost(markers, trunk(), UP)
    (project,) = document["projects"]
    assert (project["markers"], project["drawn_m"]) == (["1116", "1117"], 400.0)
    assert document["totals"]["alone_cost_vnd"] > document["totals"]["cost_vnd"] == 400_000_000


def test_most_markers_a_dong_come_first() -> None:
    markers = [marker("1116", (0, 300)), marker("1117", (500, 500)), marker("1118", (520, 500))]
    served = [p["markers"] for p in cost(markers, trunk(), UP)["projects"]]
    assert served == [["1117", "1118"], ["1116"]]


def test_projects_are_ranked_and_each_marker_names_its_own() -> None:
    markers = [
        marker("1116", (0, 300), declared="approved"),
        marker("1117", (500, 500), declared="none"),
        marker("944", (520, 500)),
    ]
    document = cost(markers, trunk(), UP)
    ranked = [(project["project"], project["markers"]) for project in document["projects"]]
    assert ranked == [(1, ["944", "1117"]), (2, ["1116"])]
    told = {row["number"]: (row["project"], row["declared"]) for row in document["markers"]}
    assert told == {"1116": (2, "approved"), "1117": (1, "none"), "944": (1, None)}


def test_a_line_leads_from_what_is_there_to_the_marker() -> None:
    (project,) = cost([marker("1116", (500, 700))], trunk(), UP)["projects"]
    (line,) = project["lines"]
    assert is_at(line[0], (500, 400)) and is_at(line[-1], (500, 700))


ISLAND = road("i", [(500, 80), (500, 400)])


def test_a_marker_beyond_an_island_costs_its_way_there_and_the_gap() -> None:
    (project,) = cost([marker("1116", (500, 450))], trunk(), ISLAND)["projects"]
    assert project["drawn_m"] == 130.0
    ends = [(line[0], line[-1]) for line in project["lines"]]
    assert any(is_at(start, (500, 0)) and is_at(end, (500, 80)) for start, end in ends)
    assert any(is_at(start, (500, 450)) and is_at(end, (500, 400)) for start, end in ends)


@pytest.mark.parametrize(("beyond_m", "costs_m"), [(30.001, 80.0), (30.004, 110.0)])
def test_a_marker_within_reach_of_an_island_costs_no_way_there(
    beyond_m: float, costs_m: float
) -> None:
    (project,) = cost([marker("1116", (500, 400 + beyond_m))], trunk(), ISLAND)["projects"]
    assert project["drawn_m"] == costs_m


def test_an_isolated_marker_costs_its_gap() -> None:
    (project,) = cost([marker("1116", (500, 410))], trunk(), road("i", [(500, 80), (500, 400)]))[
        "projects"
    ]
    assert (project["drawn_m"], project["joins_road"]) == (80.0, "trunk")


def test_a_crossing_without_a_junction_costs_nothing_to_join() -> None:
    over = road("over", [(500, -100), (500, 400)])
    (project,) = cost([marker("1116", (500, 410))], trunk(), over)["projects"]
    assert (project["cost_vnd"], project["markers_per_million_vnd"]) == (0, 1_000_000.0)


def test_those_that_need_no_estimate_are_left_out_with_the_reason() -> None:
    markers = [
        marker("1115", (500, 900), needs_road=False),
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
        "reached": ["1121"],
        "no_position": ["1119"],
        "unknown": ["1118"],
        "no_network": [],
        "no_way": [],
    }


def test_without_a_network_nothing_can_be_estimated() -> None:
    document = cost([marker("1116", (500, 900))], UP)
    assert document["left_out"]["no_network"] == ["1116"]


def test_a_marker_far_beyond_the_border_line_is_left_out_and_one_that_is_drawn_beyond_is_not() -> (
    None
):
    border = (wkb([(-9000, 550), (9000, 550)]),)
    document = cost([marker("1116", (500, 751))], trunk(), UP, border=border)
    assert (document["projects"], document["left_out"]["no_way"]) == ([], ["1116"])
    (project,) = cost([marker("1116", (500, 560))], trunk(), UP, border=border)["projects"]
    assert project["drawn_m"] == 149.0  # to the last metre this side of the line


def test_markers_are_not_joined_to_one_another_through_the_other_country() -> None:
    bay = (wkb([(-9000, 710), (510, 710), (550, 300), (590, 710), (9000, 710)]),)
    markers = [marker("1116", (500, 700)), marker("1117", (600, 700))]
    document = cost(markers, trunk(), UP, border=bay)
    assert [project["markers"] for project in document["projects"]] == [["1116"], ["1117"]]


def test_a_pair_on_two_banks_needs_one_road_though_the_line_runs_between() -> None:
    border = (wkb([(-9000, 715), (9000, 715)]),)
    pair = [marker("1116(1)", (500, 700)), marker("1116(2)", (500, 730))]
    (project,) = cost(pair, trunk(), UP, border=border)["projects"]
    assert (project["markers"], project["drawn_m"]) == (["1116(1)", "1116(2)"], 300.0)


@pytest.mark.parametrize(
    "what", [{"vnd_per_m": 0}, {"detour_factor": 0.9}, {"detour_factor": 100.1}]
)
def test_costs_that_cannot_be_are_refused(what: dict[str, Any]) -> None:
    with pytest.raises(UsageError) as caught:
        priced(**what)
    assert caught.value.text == (
        "Đơn giá phải lớn hơn 0 đồng/m và hệ số đường vòng từ 1 đến 100.",
        "The cost a metre must be above 0 đồng, and the detour factor from 1 to 100.",
    )


@pytest.mark.parametrize("factor", [1.0, 100.0])
def test_the_ends_of_what_a_detour_can_be_are_taken(factor: float) -> None:
    costs = priced(vnd_per_m=1_000_000, detour_factor=factor)
    (project,) = cost([marker("1116", (500, 700))], trunk(), UP, costs=costs)["projects"]
    assert project["length_m"] == project["drawn_m"] * factor


def test_the_order_of_markers_and_roads_is_irrelevant() -> None:
    markers = [marker(str(1116 + n), (70.0 * n, 500 + 37.0 * (n % 3))) for n in range(12)]
    roads = [trunk(), UP, road("b", [(200, 0), (200, 100)])]
    assert json.dumps(cost(markers, *roads)) == json.dumps(cost(markers[::-1], *roads[::-1]))


def test_the_document_calls_itself_an_estimate() -> None:
    document = cost([], trunk())
    assert (document["schema"], document["estimate"]) == ("mocgioi.cost/1", True)


def test_a_project_names_the_communes_and_posts_of_its_markers() -> None:
    (project,) = cost([marker("1116", (500, 700))], trunk(), UP)["projects"]
    assert (project["communes"], project["commune_names"]) == (["06187"], ["Đồng Đăng"])
    assert (project["posts"], project["post_names"]) == (["huu-nghi"], ["Hữu Nghị"])
