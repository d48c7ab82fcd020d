"""Each check of roads on a world drawn by hand: what it tells, and what it does not."""

from __future__ import annotations

from typing import Any

import pytest

from mocgioi.analysis.roads.findings import CODES, as_document
from mocgioi.documents.roads_check import RoadsCheck
from mocgioi.domain.register import Road
from mocgioi.errors import Language
from tests.documents import closed

from .ground import Point, in_degrees, wkb
from .roads_world import area, codes, findings_of, is_at, patrol, registered

UP = registered("up", [(500, 0), (500, 400)])
BORDER = [wkb([(-1000, 500), (2000, 500)])]


def test_sound_roads_are_told_nothing_of() -> None:
    assert codes(patrol(), UP) == []


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
    assert finding.value == 0.0 and is_at(finding.place, drawn[0])


def test_a_line_drawn_anew_3_m_aside_is_a_duplicate() -> None:
    aside = registered("aside", [(503, 0), (502, 150), (503, 400)])
    finding = findings_of(patrol(), UP, aside)[-1]
    assert finding.code == "road-duplicate" and finding.value == pytest.approx(3, abs=0.01)
    assert (finding.name, finding.other) == ("aside", "up") and is_at(finding.place, (503, 0))


def halves(**papers: Any) -> list[Road]:
    """Return a road split in two, of which the second states these papers."""
    whole: dict[str, Any] = {"serves": ("1116",), "length_m": 400.0, "cost_vnd": 200_000_000}
    first = registered("A", [(500, 0), (500, 200)], **whole)
    second = registered("A", [(500, 200), (500, 400)], **whole | papers)
    return [patrol(), first, second]


def split(roads: list[Road]) -> list[tuple[str, str]]:
    found = findings_of(*roads, markers={"1116": (500, 400)})
    return [(f.severity, f.name) for f in found if f.code == "road-split"]


def test_two_parts_that_state_length_and_cost_of_the_whole_count_twice() -> None:
    assert split(halves()) == [("warning", "A")]


def test_a_part_that_states_nothing_of_the_whole_counts_once() -> None:
    assert split(halves(length_m=None, cost_vnd=None)) == [("notice", "A")]


def test_two_parts_that_state_their_own_are_no_mistake() -> None:
    assert split(halves(length_m=150.0)) == []


def duplicates(*roads: Road) -> list[tuple[str, str | None]]:
    return [(f.name, f.other) for f in findings_of(*roads) if f.code == "road-duplicate"]


def test_a_duplicate_may_lie_aside_at_either_end_in_its_own_direction() -> None:
    slope = registered("slope", [(0, 400), (400, 0)])
    anew = registered("anew", [(-4.9, 400), (400, -4.9)])
    assert duplicates(slope, anew) == [("anew", "slope")]
    assert duplicates(slope, registered("far", [(-4.9, 400), (405.2, -4.9)])) == []


def test_a_duplicate_is_told_beside_a_road_that_only_begins_as_another_does() -> None:
    longer = registered("longer", [(500, 0), (500, 900)])
    aside = registered("aside", [(503, 0), (503, 400)])
    assert duplicates(UP, longer, aside) == [("aside", "up")]


def test_two_roads_from_one_junction_are_no_duplicates() -> None:
    assert codes(patrol(), UP, registered("other", [(500, 0), (540, 400)])) == []


def test_a_part_of_no_length_is_told_where_it_is() -> None:
    (finding,) = findings_of(patrol(), registered("up", [(500, 0), (500, 400)], [(500, 300)] * 2))
    assert finding.code == "road-part-zero" and is_at(finding.place, (500, 300))
    assert finding.value == 0.0


def test_a_piece_is_parted_from_the_nearest_of_those_drawn_before() -> None:
    pieces = ([(500, 0), (500, 100)], [(500, 130), (500, 200)], [(500, 212), (500, 400)])
    findings = findings_of(patrol(), registered("parts", *pieces))
    gaps = [(f.value, f.place) for f in findings if f.code == "road-in-pieces"]
    assert [value for value, _ in gaps] == pytest.approx([30, 12], abs=1e-3)
    assert is_at(gaps[1][1], (500, 212))


def test_a_marker_served_and_not_reached_is_told_with_metres_and_place() -> None:
    road = UP._replace(serves=("1116", "1117"))
    (finding,) = findings_of(patrol(), road, markers={"1116": (500, 430), "1117": (500, 485)})
    assert (finding.code, finding.other) == ("serves-not-reached", "1117")
    assert finding.value == pytest.approx(85, abs=1e-3) and is_at(finding.place, (500, 400))


def test_a_marker_without_position_cannot_be_missed() -> None:
    assert codes(patrol(), UP._replace(serves=("1116",)), markers={"1116": None}) == []


def test_every_marker_a_road_serves_is_looked_at() -> None:
    road = UP._replace(serves=("1461", "1116", "1117"))
    findings = findings_of(patrol(), road, markers={"1116": None, "1117": (500, 485)})
    assert [(f.code, f.other) for f in findings] == [
        ("serves-unknown", "1461"),
        ("serves-not-reached", "1117"),
    ]


def test_a_road_that_does_not_count_misses_no_marker() -> None:
    plan = UP._replace(status="approved", serves=("1116",))
    assert codes(patrol(), plan, markers={"1116": (500, 900)}) == []


def test_roads_after_one_that_serves_nobody_known_are_looked_at() -> None:
    roads = [
        UP._replace(serves=("1461",)),
        registered("b", [(600, 0), (600, 9)], serves=("1462",)),
    ]
    findings = findings_of(patrol(), *roads, markers={})
    assert [(f.name, f.other) for f in findings] == [("up", "1461"), ("b", "1462")]


def test_a_marker_nobody_knows_is_told() -> None:
    (finding,) = findings_of(patrol(), UP._replace(serves=("1461",)), markers={"1116": (500, 430)})
    assert (finding.code, finding.other) == ("serves-unknown", "1461")


@pytest.mark.parametrize(
    "stated, answer", [(480, []), (320, []), (490, ["length-differs"]), (0.4, ["length-differs"])]
)
def test_stated_and_drawn_length_may_differ_by_a_fifth(stated: float, answer: list[str]) -> None:
    assert codes(patrol(), UP._replace(length_m=stated)) == answer


def test_a_length_that_differs_is_told_with_both() -> None:
    (finding,) = findings_of(patrol(), UP._replace(length_m=490.0))
    assert finding.value == 490.0
    assert "490,0" in finding.told("vi") and "400,0" in finding.told("vi")


def test_a_cost_out_of_range_is_told_with_the_range() -> None:
    (finding,) = findings_of(patrol(), UP._replace(cost_vnd=4_000_000))
    assert finding.value == 10_000
    assert "10.000" in finding.told("vi")
    assert "400.000" in finding.told("vi") and "950.000" in finding.told("vi")


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
    assert "10.000.000 đồng/m" in finding.told("vi") and "10,000,000 đồng" in finding.told("en")


def test_all_is_told_at_once_in_the_order_of_the_codes() -> None:
    bad = registered("bad", [(500, 14), (500, 600)], serves=("1461",), length_m=9.0, cost_vnd=1)
    document = as_document(
        findings_of(patrol(), bad, border=BORDER), as_of="2026-11-22", roads=2, lang="en"
    )
    closed.require(RoadsCheck, document)
    gap = document["findings"][0]
    longitude, latitude = (round(degrees, 7) for degrees in in_degrees([(500, 14)])[0].tolist())
    assert (gap["code"], gap["severity"], gap["value"]) == ("road-gap", "warning", 14.0)
    assert (gap["road"], gap["road_uuid"], gap["other"]) == ("bad", "uuid of bad", "trunk")
    assert (gap["longitude"], gap["latitude"]) == (longitude, latitude)
    assert (document["as_of"], document["roads"]) == ("2026-11-22", 2)
    assert document["illustrative"] is False
    findings = [finding["code"] for finding in document["findings"]]
    assert findings == sorted(findings, key=CODES.index) and len(findings) == 5
    assert document["needs_person"] and document["schema"] == "mocgioi.roads-check/1"
    assert sum(document["counts"].values()) == 5


def test_findings_of_a_code_stand_by_the_names_of_the_roads() -> None:
    roads = [registered(name, [(e, 14), (e, 400)]) for name, e in (("c", 200), ("a", 500))]
    document = as_document(findings_of(patrol(), *roads), as_of="2026-11-22", roads=3, lang="vi")
    assert [finding["road"] for finding in document["findings"]] == ["a", "c"]


def test_findings_about_several_markers_of_a_road_stand_by_their_numbers() -> None:
    findings = findings_of(patrol(), UP._replace(serves=("1462", "1461")), markers={})
    document = as_document(findings, as_of="2026-11-22", roads=2, lang="vi")
    assert [finding["other"] for finding in document["findings"]] == ["1461", "1462"]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_finding_is_told_in_the_language_asked_for_and_to_a_decimetre(lang: Language) -> None:
    (finding,) = findings_of(patrol(), registered("up", [(500, 14.04), (500, 400)]))
    (findings,) = as_document([finding], as_of="2026-11-22", roads=2, lang=lang)["findings"]
    assert findings["message"] == finding.told(lang)
    assert findings["value"] == 14.0


def test_what_lies_nowhere_and_has_no_figure_says_so() -> None:
    findings = findings_of(patrol(), UP._replace(serves=("1461",)), markers={})
    document = as_document(findings, as_of="2026-11-22", roads=2, lang="vi", illustrative=True)
    (finding,) = document["findings"]
    assert (finding["value"], finding["longitude"], finding["latitude"]) == (None, None, None)
    assert "1461" in finding["message"]
    assert document["illustrative"] is True


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
    assert "“{name}” ends" in finding.told("en")


def test_no_roads_give_no_findings() -> None:
    assert findings_of(border=BORDER, communes=[area((0, 0), (9, 0), (9, 9))]) == []
