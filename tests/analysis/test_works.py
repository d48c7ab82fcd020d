from __future__ import annotations

from typing import Any

import pytest

from mocgioi.analysis.figures.coverage_facts import serving_roads
from mocgioi.analysis.figures.works import (
    access_roads_by_funding,
    roads_summary,
    status_on,
)
from mocgioi.analysis.lines.network import Joins, RoadFact, network_as_of
from mocgioi.documents.works import RoadsOfClass, RoadsOfFunding
from mocgioi.domain.projects import Project
from mocgioi.domain.register import Road
from tests.analysis.coverage_world import World
from tests.documents import closed


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


@pytest.mark.parametrize(
    ("dates", "status"),
    [
        ({}, None),
        ({"started_on": "2023-12-31"}, "under_construction"),
        ({"started_on": "2024-01-01"}, None),
        ({"started_on": "2023-01-01", "completed_on": "2023-12-31"}, "built"),
        ({"started_on": "2023-01-01", "completed_on": "2024-01-01"}, "under_construction"),
    ],
)
def test_a_project_is_as_far_as_its_dates_say(dates: dict[str, str], status: str | None) -> None:
    assert status_on(Project("p", "P", **dates), "2023-12-31") == status  # type: ignore[arg-type]


def test_roads_begun_after_the_day_are_in_no_table() -> None:
    later = road(started_on="2024-01-01")
    assert roads_summary([later], "2023-12-31") == []
    assert access_roads_by_funding([later], "2023-12-31") == []


def test_tables_of_roads_have_the_columns_of_their_document() -> None:
    roads = [
        road(funding="scheme", serves=("1116",), length_m=200.04, cost_vnd=7),
        road(status="under_construction"),
        road(status="approved"),
    ]
    (by_class,) = roads_summary(roads, "2023-12-31")
    by_funding = access_roads_by_funding(roads, "2023-12-31")
    closed.require(RoadsOfClass, by_class)
    assert (by_class["road_class"], by_class["length_m"]) == ("access", 200.0)
    assert (by_class["built"], by_class["under_construction"]) == (1, 1)
    for row in by_funding:
        closed.require(RoadsOfFunding, row)
    assert [(row["length_m"], row["cost_vnd"]) for row in by_funding] == [(200.0, 7), (None, None)]


def test_metres_are_summed_to_a_decimetre() -> None:
    (row,) = roads_summary([road(length_m=200.14), road(length_m=300.22)], "2023-12-31")
    assert row["length_m"] == 500.4


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


def test_a_road_begun_after_the_day_counts_nowhere_however_it_ended() -> None:
    begun = road(uuid="7b1e", serves=("1116",), started_on="2024-01-01", funding="scheme")
    world = World()
    world.roads.append(begun)
    served = {day: serving_roads(world.inputs(day)) for day in ("2023-12-31", "2024-01-01")}
    assert served == {"2023-12-31": {}, "2024-01-01": {"1116": [begun]}}
    for day, is_there in (("2023-12-31", False), ("2024-01-01", True)):
        assert bool(
            network_as_of([RoadFact.of(begun)], Joins(["7b1e"], []), as_of=day).component
        ) is (is_there)
