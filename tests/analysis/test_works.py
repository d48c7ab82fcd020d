from __future__ import annotations

from typing import Any

import pytest

from mocgioi.analysis.figures.coverage_facts import serving_roads
from mocgioi.analysis.figures.works import (
    access_roads_by_funding,
    roads_summary,
    scheme_works,
    status_on,
)
from mocgioi.analysis.lines.network import Joins, RoadFact, network_as_of
from mocgioi.documents.full_report import RoadsOfClass, RoadsOfFunding, Scheme
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


def test_one_road_to_four_markers_is_one_work_and_four_markers() -> None:
    serves = ("1267", "1272/1", "1274", "1275")
    scheme = scheme_works([road(funding="scheme", serves=serves)], [], "2023-12-31")
    assert (scheme["planned"], scheme["done"], scheme["markers_done"]) == (1, 1, 4)


def test_what_is_done_of_the_scheme_does_not_remain() -> None:
    works = [road(funding="scheme", serves=(number,)) for number in ("1116", "1117")]
    works.append(road(funding="scheme", serves=("1118",), status="approved"))
    scheme = scheme_works(works, [], "2023-12-31")
    assert (scheme["planned"], scheme["done"], scheme["remaining"]) == (3, 2, 1)


def test_a_scheme_of_which_nothing_is_stated_has_no_length_and_no_cost() -> None:
    scheme = scheme_works([road(funding="scheme", serves=("1116",))], [], "2023-12-31")
    assert (scheme["length_m_done"], scheme["cost_vnd_done"]) == (None, None)


def test_works_stand_in_border_order_then_by_name_and_those_of_no_marker_last() -> None:
    serves = [(), ("1117",), ("1116/2",), ("1116/1",), ("1118", "944"), ("1116",)]
    works = [road(funding="scheme", serves=served) for served in serves]
    works += [road(funding="scheme", serves=("1117",), name=name) for name in ("B", "A")]
    listed = scheme_works(works, [], "2023-12-31")["works"]
    assert [(work["serves"], work["name"]) for work in listed] == [
        (["1118", "944"], None),
        (["1116"], None),
        (["1116/1"], None),
        (["1116/2"], None),
        (["1117"], None),
        (["1117"], "A"),
        (["1117"], "B"),
        ([], None),
    ]


def test_the_twin_posts_of_a_marker_stand_side_by_side() -> None:
    works = [road(funding="scheme", serves=(n,)) for n in ("1118(2)", "1118(1)", "1118")]
    listed = scheme_works(works, [], "2023-12-31")["works"]
    assert [work["serves"] for work in listed] == [["1118"], ["1118(1)"], ["1118(2)"]]


@pytest.mark.parametrize(
    ("completed_on", "shown"),
    [("2023-12-31", "2023-12-31"), ("2024-01-01", None), (None, None)],
)
def test_a_work_has_its_day_of_completion_from_that_day_on(
    completed_on: str | None, shown: str | None
) -> None:
    work = road(funding="scheme", started_on="2023-01-01", completed_on=completed_on)
    scheme = scheme_works([work], [], "2023-12-31")
    closed.require(Scheme, scheme)
    assert scheme["works"][0]["completed_on"] == shown


def test_a_work_of_which_nobody_counts_the_markers_serves_none() -> None:
    project = Project("a", "A", funding="scheme")
    scheme = scheme_works([], [project], "2023-12-31")
    assert (scheme["markers_planned"], scheme["works"][0]["markers"]) == (0, 0)


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
        road(funding="scheme", serves=("1117",), length_m=20.22),
        road(funding="scheme", serves=("1117",)),
        road(funding="scheme", serves=("1117",)),
        road(funding="scheme", status="approved", serves=("1118",), length_m=9, cost_vnd=9),
    ]
    scheme = scheme_works(works, [], "2023-12-31")
    assert (scheme["length_m_done"], scheme["cost_vnd_done"]) == (320.7, 5)
    assert (scheme["without_length"], scheme["without_cost"]) == (2, 3)


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
