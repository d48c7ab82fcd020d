"""The works of the scheme: planned, done, and why its markers are not those counted by funding."""

from __future__ import annotations

from typing import Any

import pytest

from mocgioi.analysis.figures.coverage_facts import marker_facts
from mocgioi.analysis.figures.scheme import scheme_works
from mocgioi.analysis.figures.works import access_roads_by_funding
from mocgioi.documents.works import Scheme
from mocgioi.domain.projects import Project
from mocgioi.domain.register import Road
from tests.analysis.coverage_world import World
from tests.documents import closed


def road(**more: Any) -> Road:
    return Road(**{"geometry": b"", "status": "built", **more})


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


def test_a_project_and_its_roads_are_one_work() -> None:
    project = Project("p", "P", serves=("1116", "1117"), funding="scheme")
    roads = [
        road(serves=("1116",), funding="scheme", length_m=10, cost_vnd=1),
        road(serves=("1117",), length_m=20, cost_vnd=2),
        road(serves=("9",), project="p", length_m=5, cost_vnd=3),
    ]
    (work,) = scheme_works(roads, [project], "2023-12-31")["works"]
    assert (work["name"], work["serves"], work["status"]) == ("P", ["1116", "1117", "9"], "built")
    assert (work["length_m"], work["cost_vnd"]) == (35, 6)


def test_a_work_is_built_when_all_its_roads_are() -> None:
    project = Project("p", "P", serves=("1116", "1117"), funding="scheme")
    roads = [road(serves=("1116",)), road(serves=("1117",), status="approved")]
    (work,) = scheme_works(roads, [project], "2023-12-31")["works"]
    assert (work["status"], work["completed_on"]) == ("under_construction", None)


def test_what_the_project_states_counts_and_nothing_is_mixed_in() -> None:
    project = Project("p", "P", serves=("964",), funding="scheme", length_m=2100)
    papers = road(serves=("964",), funding="combined", length_m=599, cost_vnd=489)
    scheme = scheme_works([papers], [project], "2023-12-31")
    assert [(w["length_m"], w["cost_vnd"]) for w in scheme["works"]] == [(2100, None)]
    (differing,) = scheme["differing"]
    assert (differing["project"]["length_m"], differing["roads"]["length_m"]) == (2100, 599)


def test_a_project_that_others_pay_for_is_not_the_schemes_and_it_is_told() -> None:
    project = Project("p", "P", serves=("962",), funding="district_budget")
    scheme = scheme_works([road(serves=("962",), funding="scheme")], [project], "2023-12-31")
    assert (scheme["planned"], len(scheme["differing"])) == (0, 1)


def test_papers_that_say_the_same_or_nothing_do_not_differ() -> None:
    project = Project("p", "P", serves=("962",), funding="scheme", length_m=5)
    roads = [road(serves=("962",), funding="scheme", length_m=5, cost_vnd=7)]
    assert scheme_works(roads, [project], "2023-12-31")["differing"] == []


def test_a_work_without_a_stated_length_has_that_of_its_line() -> None:
    roads = [road(uuid="a", serves=("1116",), funding="scheme")]
    scheme = scheme_works(roads, [], "2023-12-31", drawn_m={"a": 120.5})
    assert (scheme["works"][0]["length_m"], scheme["works"][0]["measured_m"]) == (None, 120.5)
    assert (scheme["length_m_done"], scheme["measured_m_done"]) == (None, 120.5)


def test_the_works_markers_tie_with_those_counted_by_funding() -> None:
    world = World()
    for number in ("1116", "1117", "1118", "1119", "1121"):
        world.marker(number)
    world.marker("1120", need="no")
    world.road("1116", funding="scheme")
    world.road("1117", funding="contributions")
    world.road("1119", funding="scheme")
    works = [road(serves=(n,), funding="scheme") for n in ("1116", "1117", "1118", "1120", "9")]
    works.append(road(serves=("1121",), funding="scheme", status="approved"))
    projects = [Project("q", "Q", funding="scheme", markers_served=2, completed_on="2023-12-01")]
    facts = marker_facts(world.inputs("2023-12-31"))
    scheme = scheme_works(works, projects, "2023-12-31", facts=facts)
    assert scheme["by_funding"] == {
        "counted": 2,
        "not_reported": ["1118"],
        "other_funding": ["1117"],
        "not_needed": ["9", "1120"],
        "only_counted": 2,
        "without_work": ["1119"],
    }
    told = scheme["by_funding"]
    less = len(told["not_reported"]) + len(told["other_funding"]) + len(told["not_needed"])
    tied = scheme["markers_done"] - less - told["only_counted"] + len(told["without_work"])
    assert tied == told["counted"]


def test_a_work_that_states_its_length_is_not_measured() -> None:
    project = Project("p", "P", serves=("964",), funding="scheme", length_m=2100)
    scheme = scheme_works(
        [road(uuid="a", serves=("964",))], [project], "2023-12-31", drawn_m={"a": 9}
    )
    assert scheme["works"][0]["measured_m"] is None


def test_before_it_was_decided_nothing_is_told_as_paid_for_by_the_scheme() -> None:
    world = World()
    world.marker("1116")
    world.road("1116", day="2023-05-04", funding="scheme")
    world.line("1116", funding="scheme")
    told = {}
    for day in ("2023-11-23", "2023-11-24"):
        document = world.count(as_of=day, by=["funding"])
        (sums,) = access_roads_by_funding(world.roads, day)
        told[day] = ([group["code"] for group in document["groups"]], sums["funding"])
    assert told == {"2023-11-23": ([None], None), "2023-11-24": (["scheme"], "scheme")}
