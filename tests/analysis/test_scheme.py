"""The works of the scheme: planned, done, and why its markers are not those counted by funding."""

from __future__ import annotations

from typing import Any

import pytest

from mocgioi.analysis.figures.scheme import scheme_works
from mocgioi.documents.works import Scheme
from mocgioi.domain.projects import Project
from mocgioi.domain.register import Road
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
