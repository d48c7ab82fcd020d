"""A choice cut into works: what hangs at one place, by year."""

from __future__ import annotations

from mocgioi.analysis.programme.works import works_of
from tests.analysis.programme.ground import country, way


def test_what_hangs_at_one_place_of_the_network_is_one_work() -> None:
    works = works_of(country(), {0: 0, 1: 0, 2: 0, 3: 0})
    assert [(work.ways, work.markers) for work in works] == [
        ((0, 1), ("1001", "1002")),
        ((2, 3), ("1003", "1010", "1011")),
    ]
    assert {work.joins for work in works} == {"Đường tuần tra"}


def test_ways_that_leave_the_network_at_one_place_are_one_work() -> None:
    shape = (way(0, 1, 100).shape[0], way(0, 3, 200).shape[1])
    graph = country(way(0, 1, 100), way(0, 3, 200, shape=shape))
    assert [work.ways for work in works_of(graph, {0: 0, 1: 0})] == [(0, 1)]


def test_those_that_serve_most_a_dong_come_first() -> None:
    works = works_of(country(way(0, 1, 100), way(0, 4, 150)), {0: 0, 1: 0})
    assert [work.markers for work in works] == [("1010", "1011"), ("1001",)]


def test_a_later_year_hangs_on_the_work_of_an_earlier_one() -> None:
    works = works_of(country(), {0: 0, 1: 1, 2: 0, 3: 1})
    assert [(work.year, work.markers, work.after, work.joins) for work in works] == [
        (0, ("1001",), (), "Đường tuần tra"),
        (0, ("1003",), (), "Đường tuần tra"),
        (1, ("1010", "1011"), (1,), ""),
        (1, ("1002",), (0,), ""),
    ]


def test_a_marker_of_two_nodes_is_served_by_one_work() -> None:
    graph = country()._replace(serves={1: ("1001",), 3: ("1001", "1003")})
    served = [work.markers for work in works_of(graph, {0: 0, 2: 0})]
    assert served == [("1001",), ("1003",)]


def test_what_is_not_counted_is_no_marker_of_a_work() -> None:
    works = works_of(country(), {0: 0, 1: 0}, counted=lambda marker: marker != "1001")
    assert [work.markers for work in works] == [("1002",)]
