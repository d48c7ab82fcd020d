"""Checks of where roads lie: outside the communes, across the border line, close to it."""

from __future__ import annotations

import pytest

from .ground import Point, wkb
from .roads_world import area, codes, findings_of, is_at, patrol, registered

UP = registered("up", [(500, 0), (500, 400)])
BORDER = [wkb([(-1000, 500), (2000, 500)])]


def test_a_road_is_outside_when_all_of_it_is_200_m_from_every_commune() -> None:
    communes = [area((0, 0), (1000, 0), (1000, 1000), (0, 1000))]
    assert codes(patrol(), UP, communes=communes) == []
    away = patrol("away", [(1300, 100), (1400, 400)])
    (finding,) = findings_of(patrol(), UP, away, communes=communes)
    assert (finding.code, finding.name) == ("road-outside", "away")
    assert finding.value == pytest.approx(300, abs=0.1) and is_at(finding.place, (1300, 100))


def test_a_road_in_the_bight_of_a_commune_is_outside_all_the_same() -> None:
    bight = area((0, 0), (2000, 0), (2000, 100), (100, 100), (100, 2000), (0, 2000))
    assert codes(patrol(), patrol("inner", [(500, 500), (1500, 500)]), communes=[bight]) == [
        "road-outside"
    ]


def test_without_areas_nothing_is_outside() -> None:
    assert codes(patrol(), patrol("away", [(90_000, 0), (90_000, 400)])) == []


def test_a_road_across_the_border_line_is_told_where_it_crosses() -> None:
    (finding,) = findings_of(patrol(), registered("over", [(500, 0), (500, 600)]), border=BORDER)
    assert finding.code == "road-crosses-border" and is_at(finding.place, (500, 500))


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize(
    "drawn",
    [
        [(500, 400), (500, 540), (700, 540), (700, 300), (700, 0)],
        [(700, 0), (700, 300), (700, 540), (500, 540), (500, 400)],
    ],
)
def test_a_road_is_told_once_where_it_crosses_farthest_from_its_ends(
    drawn: list[Point], order: int
) -> None:
    pieces = [wkb([(-1000, 500), (600, 500)]), wkb([(600, 500), (2000, 500)])]
    for border in (pieces[::order], BORDER):
        (finding,) = findings_of(patrol(), registered("loop", drawn), border=border)
        assert finding.code == "road-crosses-border" and is_at(finding.place, (700, 500))
        assert finding.value == pytest.approx(223.607, abs=0.01)


@pytest.mark.parametrize(
    ("end", "answer"), [(530.001, ["road-near-border"]), (530.004, ["road-crosses-border"])]
)
def test_how_far_beyond_the_line_a_road_may_end(end: float, answer: list[str]) -> None:
    assert codes(patrol(), registered("bank", [(500, 0), (500, end)]), border=BORDER) == answer


SIDE_ROAD = patrol("trunk", [(0, 200), (1000, 200)])


@pytest.mark.parametrize("drawn", [[(500, 200), (510, 300), (500, 490)], [(500, 490), (500, 200)]])
def test_either_end_may_be_near_the_line_and_is_told_with_its_metres(drawn: list[Point]) -> None:
    (finding,) = findings_of(SIDE_ROAD, registered("up", drawn), border=BORDER)
    assert finding.code == "road-near-border" and is_at(finding.place, (500, 490))
    assert finding.value == pytest.approx(10, abs=1e-3)


def test_of_two_ends_near_the_line_the_nearer_is_told() -> None:
    fork = registered("fork", [(500, 200), (480, 480)], [(500, 200), (520, 490)])
    (finding,) = findings_of(SIDE_ROAD, fork, border=BORDER)
    assert finding.code == "road-near-border" and is_at(finding.place, (520, 490))


def test_a_road_that_ends_a_little_beyond_the_line_is_a_notice_only() -> None:
    (finding,) = findings_of(patrol(), registered("bank", [(500, 0), (500, 515)]), border=BORDER)
    assert (finding.code, finding.severity) == ("road-near-border", "notice")


@pytest.mark.parametrize("end, answer", [(470, ["road-near-border"]), (469, [])])
def test_an_end_within_30_m_of_the_line_is_a_notice(end: float, answer: list[str]) -> None:
    assert codes(patrol(), registered("up", [(500, 0), (500, end)]), border=BORDER) == answer
