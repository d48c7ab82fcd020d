"""The document of a plan: works, markers, groups and years that add up."""

from __future__ import annotations

from typing import Any

import pytest

from mocgioi.analysis.programme.choosing import WHY_NOT, choose
from mocgioi.analysis.programme.left import LEFT_OUT
from mocgioi.analysis.programme.plan import Setting, plan_document
from mocgioi.analysis.programme.prices import Pricing
from mocgioi.analysis.programme.weighing import PlanMarker, weight_of
from mocgioi.analysis.programme.wishes import wishes_of
from mocgioi.documents.plan import Plan
from mocgioi.domain.prices import Price
from tests.analysis.programme.ground import MILLION, country, markers
from tests.documents import closed


def planned(millions: int, scheme: list[list[str]] | None = None, **wishes: Any) -> Plan:
    """The plan of the small country; of 10 markers that need a road 4 have one."""
    asked = wishes_of(budget_vnd=millions * MILLION, this_year=2026, **wishes)
    made = choose(country(), asked, markers(), time_limit_s=60)
    setting = Setting(
        as_of="2026-11-30",
        known_at=None,
        head="0123abcd",
        illustrative=False,
        markers=markers(),
        names={
            "commune": {"06001": "Kháng Chiến", "06004": "Quốc Khánh"},
            "post": {"po-ma": "Pò Mã"},
        },
        needing_road=10,
        road_built=4,
        pricing=Pricing({("access", "unknown"): Price(855_000, 400_000, 950_000)}, 1.3),
        terrain_percent=None,
        scheme=scheme,
        ranked=2,
        ranked_skipping=3,
    )
    document = plan_document(country(), asked, made, setting)
    closed.require(Plan, document)
    return document


def test_the_totals_are_those_of_the_works() -> None:
    document = planned(430)
    totals = document["totals"]
    for key in ("length_m", "cost_vnd", "cost_vnd_min", "cost_vnd_max"):
        assert totals[key] == sum(work[key] for work in document["works"])
    assert (totals["markers"], totals["works"]) == (5, 2)
    assert (totals["road_built_before"], totals["road_built_after"]) == (4, 9)
    assert totals["percent_after"] == 90.0


@pytest.mark.parametrize("by", ["commune", "post"])
def test_communes_and_posts_add_up_to_the_totals(by: str) -> None:
    document = planned(430)
    groups = [group for group in document["groups"] if group["by"] == by]
    assert sum(group["cost_vnd"] for group in groups) == document["totals"]["cost_vnd"]
    assert sum(group["markers_served"] for group in groups) == 5
    assert sum(group["length_m"] for group in groups) == document["totals"]["length_m"]


def test_a_year_has_what_earlier_years_left() -> None:
    document = planned(430, per_year_vnd=[160 * MILLION, 10 * MILLION, 260 * MILLION])
    first, second, third = document["phases"]
    assert (first["year"], first["cost_vnd"], first["markers"]) == (2027, 150 * MILLION, 2)
    assert (second["available_vnd"], second["cost_vnd"]) == (20 * MILLION, 0)
    assert (third["budget_vnd"], third["available_vnd"]) == (260 * MILLION, 280 * MILLION)
    assert (third["cost_vnd"], third["road_built"], third["percent"]) == (280 * MILLION, 9, 90.0)
    assert [work["year"] for work in document["works"]] == [2027, 2029]


def test_a_work_is_no_share_where_others_give_it() -> None:
    sums = [160 * MILLION, 190 * MILLION, 80 * MILLION]
    document = planned(430, per_year_vnd=sums, min_per_group=1)
    told = [(work["markers"], work["why"]) for work in document["works"]]
    assert told == [
        (["1001", "1002"], ["share"]),
        (["1003"], ["value"]),
        (["1010", "1011"], ["value"]),
    ]


def test_a_marker_names_its_work_or_why_it_has_none() -> None:
    document = planned(280, never=["1002"])
    told = {row["number"]: (row["work"], row["not_served"]) for row in document["markers"]}
    assert told["1010"] == (1, None)
    assert told["1001"] == (None, "budget")
    assert told["1002"] == (None, "never")


@pytest.mark.parametrize(
    ("wishes", "why"),
    [
        ({}, [["value"], ["value"]]),
        ({"must": ["1002"]}, [["must", "value"], ["value"]]),
        ({"min_per_group": 2}, [["share"], ["share"]]),
        ({"min_per_group": 2, "must": ["1001", "1002"]}, [["must"], ["share"]]),
    ],
)
def test_a_work_says_why_it_is_built(wishes: dict[str, Any], why: list[list[str]]) -> None:
    assert [work["why"] for work in planned(430, **wishes)["works"]] == why


def test_the_scheme_is_told_beside_the_plan() -> None:
    assert planned(280, scheme=[["1001"], ["1010", "1011"]])["scheme"] == {
        "works_remaining": 2,
        "markers_remaining": 3,
        "markers_served": 2,
    }
    assert planned(280)["scheme"] is None


def test_what_is_proved_is_optimal_and_what_was_not_asked_for_is_greedy() -> None:
    solved = planned(280)["solved"]
    assert (solved["method"], solved["value"], solved["bound"], solved["gap"]) == (
        "optimal",
        3.0,
        3.0,
        0.0,
    )


def test_lines_are_degrees_in_the_country() -> None:
    for work in planned(430)["works"]:
        for longitude, latitude in (place for line in work["lines"] for place in line):
            assert 106 < longitude < 109 and 21 < latitude < 23


def test_a_weight_is_told_to_a_hundredth() -> None:
    marker = PlanMarker("1116", None, None, {"walking": 0.333, "alarm": 1.0})
    assert weight_of(marker, {"walking": 1.0, "alarm": 0.5}) == 1.83


def test_every_reason_to_be_left_out_has_words() -> None:
    assert set(LEFT_OUT) == set(WHY_NOT)
