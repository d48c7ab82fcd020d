from __future__ import annotations

from typing import Any

import pytest

from mocgioi.analysis.figures.coverage_facts import serving_roads
from mocgioi.analysis.figures.works import (
    access_roads_by_funding,
    contributions_roll,
    roads_summary,
    scheme_works,
    served_on_paper,
    status_on,
)
from mocgioi.analysis.lines.network import Joins, RoadFact, network_as_of
from mocgioi.domain.projects import Contribution, Project
from mocgioi.domain.register import Road
from tests.analysis.coverage_world import World


def road(**more: Any) -> Road:
    return Road(**{"geometry": b"", "status": "built", **more})


@pytest.mark.parametrize(
    ("dates", "status"),
    [
        ({}, "built"),
        ({"completed_on": "2023-12-31"}, "built"),
        ({"completed_on": "2024-01-01"}, None),
        ({"started_on": "2023-12-01", "completed_on": "2024-01-01"}, "under_construction"),
        ({"started_on": "2024-01-01"}, None),
    ],
)
def test_a_road_is_as_far_as_its_dates_say(dates: dict[str, str], status: str | None) -> None:
    assert status_on(road(**dates), "2023-12-31") == status


def test_length_and_cost_are_of_built_roads_and_say_how_many_state_none() -> None:
    (row,) = roads_summary(
        [
            road(length_m=200, cost_vnd=100_000_000, serves=("1116", "1117")),
            road(length_m=300),
            road(status="approved", length_m=9999),
        ],
        "2023-12-31",
    )
    assert (row["roads"], row["built"], row["length_m"], row["cost_vnd"]) == (
        3,
        2,
        500,
        100_000_000,
    )
    assert (row["without_length"], row["without_cost"], row["markers_served"]) == (0, 1, 2)
    assert row["cost_vnd_per_m"] == 500_000


def test_one_road_to_four_markers_is_one_work_and_four_markers() -> None:
    serves = ("1267", "1272/1", "1274", "1275")
    scheme = scheme_works([road(funding="scheme", serves=serves)], [], "2023-12-31")
    assert (scheme["planned"], scheme["done"], scheme["markers_done"]) == (1, 1, 4)


def test_what_of_the_scheme_is_not_done_remains() -> None:
    scheme = scheme_works(
        [
            road(funding="scheme", serves=("1116",), completed_on="2024-02-01"),
            road(funding="contributions", serves=("1117",)),
        ],
        [
            Project("a", "A", serves=("1116",), funding="scheme"),
            Project("b", "B", serves=("1118",), funding="scheme", markers_served=2),
        ],
        "2023-12-31",
    )
    assert (scheme["planned"], scheme["done"], scheme["remaining"]) == (2, 0, 2)
    assert [work["status"] for work in scheme["works"]] == ["none", None]
    assert scheme["markers_planned"] == 3


def test_money_is_told_by_the_funding_of_the_access_roads() -> None:
    roads = [
        road(funding="contributions", length_m=200, cost_vnd=100),
        road(funding="scheme", length_m=300, cost_vnd=50),
        road(length_m=1),
        road(funding="scheme", road_class="patrol", length_m=9000),
    ]
    words = [
        (row["funding"], row["length_m"], row["cost_vnd"])
        for row in access_roads_by_funding(roads, "2023-12-31")
    ]
    assert words == [("contributions", 200, 100), ("scheme", 300, 50), (None, 1, None)]


def test_a_road_that_cost_nothing_does_not_lower_the_mean() -> None:
    (row,) = roads_summary(
        [road(length_m=200, cost_vnd=100_000), road(length_m=300, cost_vnd=0)], "2023-12-31"
    )
    assert row["cost_vnd_per_m"] == 500


def test_there_is_no_scheme_before_it_was_decided() -> None:
    planned = road(funding="scheme", serves=("1116",))
    assert scheme_works([planned], [], "2023-11-23")["planned"] == 0
    assert scheme_works([planned], [], "2023-11-24")["planned"] == 1


def test_one_name_in_two_spellings_is_one_donor() -> None:
    gifts = [Contribution(name, "money", amount_vnd=1) for name in ("ÔNG ĐẶNG", "Ông Đặng")]
    assert contributions_roll(gifts, [], "2023-12-31")["donors"] == 1


def test_a_marker_of_two_works_is_counted_once() -> None:
    works = [
        road(funding="scheme", serves=("1116", "1117"), length_m=300, cost_vnd=5),
        road(funding="scheme", serves=("1116",), started_on="2024-02-01"),
    ]
    scheme = scheme_works(works, [], "2023-12-31")
    assert (scheme["markers_planned"], scheme["markers_done"]) == (2, 2)


def test_a_work_begun_later_is_not_under_way_yet() -> None:
    later = road(funding="scheme", status="under_construction", started_on="2026-07-01")
    (work,) = scheme_works([later], [], "2025-12-31")["works"]
    assert work["status"] == "none"


def test_the_schemes_length_and_cost_are_of_works_done() -> None:
    works = [
        road(funding="scheme", serves=("1116",), length_m=300.5, cost_vnd=5),
        road(funding="scheme", serves=("1117",)),
        road(funding="scheme", status="approved", serves=("1118",), length_m=9, cost_vnd=9),
    ]
    scheme = scheme_works(works, [], "2023-12-31")
    assert (scheme["length_m_done"], scheme["cost_vnd_done"]) == (300.5, 5)
    assert (scheme["without_length"], scheme["without_cost"]) == (1, 1)


def test_a_gift_of_nobody_named_is_no_donor_and_stands_last() -> None:
    gifts = [Contribution("", "labour", working_days=5), Contribution("A", "money", amount_vnd=5)]
    roll = contributions_roll(gifts, [], "2023-12-31")
    assert (roll["donors"], [entry["donor"] for entry in roll["entries"]]) == (1, ["A", ""])


def test_what_is_shown_of_gifts_adds_up() -> None:
    gifts = [
        Contribution("A", "labour", amount_vnd=300, working_days=1.5),
        Contribution("B", "money", amount_vnd=7, working_days=2),
    ]
    roll = contributions_roll(gifts, [], "2023-12-31")
    assert (roll["amount_vnd"], roll["working_days"], roll["labour_vnd"]) == (307, 3.5, 300)


def test_donors_stand_in_the_vietnamese_alphabet() -> None:
    gifts = [Contribution(name, "money") for name in ("Đoàn", "Ân", "Dân", "Ăn", "An", "Đồng")]
    roll = contributions_roll(gifts, [], "2023-12-31")
    assert [entry["donor"] for entry in roll["entries"]] == [
        "An",
        "Ăn",
        "Ân",
        "Dân",
        "Đoàn",
        "Đồng",
    ]


def test_money_materials_and_days_are_three_sums() -> None:
    gifts = [
        Contribution("A", "money", amount_vnd=50),
        Contribution("B", "materials", amount_vnd=7),
        Contribution("B", "labour", working_days=12.5),
        Contribution("C", "money"),
    ]
    roll = contributions_roll(gifts, [], "2023-12-31")
    assert (roll["money_vnd"], roll["materials_vnd"], roll["working_days"]) == (50, 7, 12.5)
    assert (roll["donors"], roll["without_amount"]) == (3, 1)


def test_a_gift_to_a_project_that_had_not_begun_is_not_counted_yet() -> None:
    projects = [Project("p", "P", started_on="2024-01-02")]
    gifts = [Contribution("A", "money", "p", amount_vnd=50)]
    assert contributions_roll(gifts, projects, "2023-12-31")["entries"] == []
    assert contributions_roll(gifts, projects, "2024-01-02")["money_vnd"] == 50


def test_a_road_begun_after_the_day_counts_nowhere_however_it_ended() -> None:
    begun = road(uuid="7b1e", serves=("1116",), started_on="2024-01-01", funding="scheme")
    world = World()
    world.roads.append(begun)
    served = {day: serving_roads(world.inputs(day)) for day in ("2023-12-31", "2024-01-01")}
    assert served == {"2023-12-31": {}, "2024-01-01": {"1116": [begun]}}
    for day, is_there in (("2023-12-31", False), ("2024-01-01", True)):
        assert bool(served_on_paper([begun], day)) is is_there
        assert bool(
            network_as_of([RoadFact.of(begun)], Joins(["7b1e"], []), as_of=day).component
        ) is (is_there)
