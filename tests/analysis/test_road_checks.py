"""Each check of roads on a world drawn by hand: what it tells, and what it does not."""

from __future__ import annotations

import pytest

from mocgioi.analysis.lines.ways import Place
from mocgioi.analysis.roads.findings import CODES, as_document
from mocgioi.documents.roads_check import RoadsCheck
from mocgioi.domain.register import Road

from .ground import Point, in_degrees, wkb
from .roads_world import area, codes, findings_of, patrol, registered

UP = registered("up", [(500, 0), (500, 400)])
BORDER = [wkb([(-1000, 500), (2000, 500)])]


def is_at(place: Place | None, metres: Point) -> bool:
    expected = in_degrees([metres])[0].tolist()
    return place is not None and list(place) == pytest.approx(expected, abs=2e-8)


def test_sound_roads_are_told_nothing_of() -> None:
    assert codes(patrol(), UP) == []


@pytest.mark.parametrize("gap_m, answer", [(14, ["road-gap"]), (50, ["road-gap"])])
def test_an_end_up_to_50_m_from_another_network_is_a_gap(gap_m: float, answer: list[str]) -> None:
    (finding,) = findings_of(patrol(), registered("up", [(500, gap_m), (500, 400)]))
    assert [finding.code] == answer and finding.value == pytest.approx(gap_m, abs=1e-3)
    assert (finding.name, finding.other) == ("up", "trunk") and is_at(finding.place, (500, gap_m))


def test_a_gap_says_its_metres_and_place_in_both_languages() -> None:
    (finding,) = findings_of(patrol(), registered("up", [(500, 14), (500, 400)]))
    assert "dừng cách «trunk» 14,0 m, tại 21." in finding.text.vi
    assert "ends 14.0 m from “trunk”, at 21." in finding.text.en


def test_farther_than_50_m_the_road_joins_nothing() -> None:
    (finding,) = findings_of(patrol(), registered("far", [(500, 60), (500, 400)]))
    assert (finding.code, finding.other) == ("road-isolated", "trunk")
    assert finding.value == pytest.approx(60, abs=1e-3)


def test_without_a_trunk_road_every_network_joins_nothing_once() -> None:
    pieces = [registered(str(n), [(500, n), (500, n + 100)]) for n in (0, 100)]
    (finding,) = findings_of(*pieces)
    assert (finding.code, finding.other, finding.place) == ("road-isolated", None, None)


def test_an_end_near_its_own_network_is_no_gap() -> None:
    hairpin = registered("hairpin", [(500, 0), (500, 300), (540, 300), (540, 20)])
    assert codes(patrol(), hairpin) == []


def test_a_road_not_built_leaves_no_gap() -> None:
    assert codes(patrol(), registered("plan", [(500, 14), (500, 400)], status="approved")) == []


def test_a_crossing_without_a_junction_is_told_where_it_is() -> None:
    (finding,) = findings_of(patrol(), registered("over", [(500, -100), (500, 400)]))
    assert (finding.code, finding.name, finding.other) == ("road-crossing", "over", "trunk")
    assert is_at(finding.place, (500, 0))


def test_a_crossing_of_joined_roads_is_none() -> None:
    both = registered("both", [(500, 0), (500, 100), (600, 100), (600, -50)])
    assert codes(patrol(), both) == []


def test_an_end_within_10_m_that_does_not_touch_is_a_notice() -> None:
    (finding,) = findings_of(patrol(), registered("up", [(500, 4), (500, 400)]))
    assert (finding.code, finding.severity) == ("ends-not-snapped", "notice")
    assert finding.value == pytest.approx(4, abs=1e-3)


def test_a_gap_inside_a_road_parts_it_and_is_told_once() -> None:
    findings = findings_of(
        patrol(), registered("parts", [(500, 0), (500, 200)], [(500, 214), (500, 400)])
    )
    assert [f.code for f in findings] == ["road-in-pieces"]
    assert findings[0].value == pytest.approx(14, abs=1e-3) and is_at(findings[0].place, (500, 214))


@pytest.mark.parametrize("drawn", [[(500.0, 0.0), (500.0, 400.0)], [(500.0, 400.0), (500.0, 0.0)]])
def test_the_same_line_twice_is_told_once_whichever_way_it_is_drawn(drawn: list[Point]) -> None:
    (finding,) = findings_of(patrol(), UP, registered("twin", drawn))
    assert (finding.code, finding.name, finding.other) == ("road-duplicate", "twin", "up")


def test_a_line_drawn_anew_3_m_aside_is_a_duplicate() -> None:
    aside = registered("aside", [(503, 0), (502, 150), (503, 400)])
    finding = findings_of(patrol(), UP, aside)[-1]
    assert finding.code == "road-duplicate" and finding.value == pytest.approx(3, abs=0.01)


def test_two_roads_from_one_junction_are_no_duplicates() -> None:
    assert codes(patrol(), UP, registered("other", [(500, 0), (540, 400)])) == []


def test_a_part_of_no_length_is_told_where_it_is() -> None:
    (finding,) = findings_of(patrol(), registered("up", [(500, 0), (500, 400)], [(500, 300)] * 2))
    assert finding.code == "road-part-zero" and is_at(finding.place, (500, 300))


def test_a_road_is_outside_when_all_of_it_is_200_m_from_every_commune() -> None:
    communes = [area((0, 0), (1000, 0), (1000, 1000), (0, 1000))]
    assert codes(patrol(), UP, communes=communes) == []
    away = patrol("away", [(1300, 0), (1300, 400)])
    (finding,) = findings_of(patrol(), UP, away, communes=communes)
    assert (finding.code, finding.name) == ("road-outside", "away")
    assert finding.value == pytest.approx(300, abs=0.1)


def test_without_areas_nothing_is_outside() -> None:
    assert codes(patrol(), patrol("away", [(90_000, 0), (90_000, 400)])) == []


def test_a_road_across_the_border_line_is_told_where_it_crosses() -> None:
    (finding,) = findings_of(patrol(), registered("over", [(500, 0), (500, 600)]), border=BORDER)
    assert finding.code == "road-crosses-border" and is_at(finding.place, (500, 500))


def test_a_road_that_ends_a_little_beyond_the_line_is_a_notice_only() -> None:
    (finding,) = findings_of(patrol(), registered("bank", [(500, 0), (500, 515)]), border=BORDER)
    assert (finding.code, finding.severity) == ("road-near-border", "notice")


@pytest.mark.parametrize("end, answer", [(470, ["road-near-border"]), (469, [])])
def test_an_end_within_30_m_of_the_line_is_a_notice(end: float, answer: list[str]) -> None:
    assert codes(patrol(), registered("up", [(500, 0), (500, end)]), border=BORDER) == answer


def test_a_marker_served_and_not_reached_is_told_with_metres_and_place() -> None:
    road = UP._replace(serves=("1116", "1117"))
    (finding,) = findings_of(patrol(), road, markers={"1116": (500, 430), "1117": (500, 485)})
    assert (finding.code, finding.other) == ("serves-not-reached", "1117")
    assert finding.value == pytest.approx(85, abs=1e-3) and is_at(finding.place, (500, 400))


def test_a_marker_without_position_cannot_be_missed() -> None:
    assert codes(patrol(), UP._replace(serves=("1116",)), markers={"1116": None}) == []


def test_a_marker_nobody_knows_is_told() -> None:
    (finding,) = findings_of(patrol(), UP._replace(serves=("1461",)), markers={"1116": (500, 430)})
    assert (finding.code, finding.other) == ("serves-unknown", "1461")


@pytest.mark.parametrize(
    "stated, answer", [(480, []), (320, []), (490, ["length-differs"]), (0.4, ["length-differs"])]
)
def test_stated_and_drawn_length_may_differ_by_a_fifth(stated: float, answer: list[str]) -> None:
    assert codes(patrol(), UP._replace(length_m=stated)) == answer


def test_a_short_road_may_differ_by_20_m() -> None:
    short = registered("short", [(500, 0), (500, 30)], length_m=50)
    assert codes(patrol(), short) == []


@pytest.mark.parametrize(
    "million, answer",
    [(160, []), (380, []), (150, ["cost-per-metre"]), (390, ["cost-per-metre"])],
)
def test_400_m_cost_between_160_and_380_million(million: int, answer: list[str]) -> None:
    assert codes(patrol(), UP._replace(cost_vnd=million * 1_000_000)) == answer


def test_cost_is_by_the_stated_length_and_not_asked_of_trunk_roads() -> None:
    stated = UP._replace(length_m=440.0, cost_vnd=418_000_000)
    assert codes(patrol()._replace(cost_vnd=1), stated) == []


def test_figures_in_a_message_follow_the_language() -> None:
    (finding,) = findings_of(patrol(), UP._replace(cost_vnd=4_000_000_000))
    assert "10.000.000 đồng/m" in finding.text.vi and "10,000,000 đồng" in finding.text.en


def test_all_is_told_at_once_in_the_order_of_the_codes() -> None:
    bad = registered("bad", [(500, 14), (500, 600)], serves=("1461",), length_m=9.0, cost_vnd=1)
    document = as_document(
        findings_of(patrol(), bad, border=BORDER), as_of="2026-11-22", roads=2, lang="en"
    )
    findings = [finding["code"] for finding in document["findings"]]
    assert findings == sorted(findings, key=CODES.index) and len(findings) == 5
    assert document["needs_person"] and document["schema"] == "mocgioi.roads-check/1"
    assert sum(document["counts"].values()) == 5


def test_notices_alone_need_nobody() -> None:
    near = findings_of(patrol(), registered("up", [(500, 0), (500, 490)]), border=BORDER)
    assert not as_document(near, as_of="2026-11-22", roads=2, lang="vi")["needs_person"]


def test_the_order_of_roads_is_irrelevant() -> None:
    roads = [
        patrol(),
        registered("a", [(500, 14), (500, 400)]),
        registered("b", [(520, 30), (520, 400)]),
        registered("c", [(700, -50), (700, 400)]),
        registered("d", [(500, 14), (500, 400)]),
    ]

    def document(order: list[Road]) -> RoadsCheck:
        return as_document(findings_of(*order), as_of="2026-11-22", roads=5, lang="en")

    counted = document(roads)["counts"]
    assert document(roads[::-1])["counts"] == counted


def test_a_name_with_braces_stays_as_it_is_written() -> None:
    (finding,) = findings_of(patrol(), registered("{name}", [(500, 14), (500, 400)]))
    assert "“{name}” ends" in finding.text.en


def test_no_roads_give_no_findings() -> None:
    assert findings_of(border=BORDER, communes=[area((0, 0), (9, 0), (9, 9))]) == []
