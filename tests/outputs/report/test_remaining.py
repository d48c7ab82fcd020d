"""What is left to build, and which roads are proposed, in the words of the report."""

from __future__ import annotations

from typing import Any

from mocgioi.outputs.report.parts import Section
from mocgioi.outputs.report.programme import programme_annex, programme_section
from mocgioi.outputs.report.remaining import remaining_sections
from tests.outputs.plan.a_plan import plan
from tests.outputs.report.documents import full

SUMS = {
    "markers_left": 3,
    "markers_estimated": 2,
    "length_m": 1_234.0,
    "cost_vnd": 1_055_000_000,
    "cost_vnd_min": 495_000_000,
    "cost_vnd_max": 1_172_000_000,
}
REMAINING: Any = {
    "totals": SUMS,
    "groups": [
        {"by": "commune", "code": "a", "name": "Quốc Khánh", **SUMS},
        {"by": "post", "code": None, "name": None, **SUMS},
    ],
    "left_out": {"built": ["1", "2"], "reached": ["3"]},
}


def document(**changes: Any) -> Any:
    return {**full(), "remaining": REMAINING, **changes}


def said(section: Section) -> str:
    return " ".join(section.paragraphs)


def test_what_is_left_has_a_length_and_a_cost_no_finer_than_they_are_known() -> None:
    own = said(remaining_sections(document(), "vi")[0])
    assert "tới 02 trong số 03 mốc chưa có đường cần khoảng 1,2 km đường" in own
    assert "khoảng 1,1 tỷ đồng (từ 0," in own


def test_what_the_estimate_leaves_out_is_said_with_what_follows_from_it() -> None:
    own = said(remaining_sections(document(), "vi")[0])
    assert "Chưa ước tính cho 01 mốc còn lại: bản đồ đã có tuyến tới mốc" in own
    assert "Ngoài ra, 02 mốc đã có đường theo báo cáo" in own
    assert "có thể cao hơn" in own


def test_communes_stand_in_the_letter_and_posts_in_an_annex() -> None:
    letter, annex = remaining_sections(document(), "vi")
    assert (letter.chapter, annex.chapter) == ("II", "annex")
    assert letter.tables[0].values == [[1, "Quốc Khánh", 3, 2, 1230, 1060, 500, 1170]]
    assert annex.tables[0].values[0][1] == "(chưa rõ đồn)"


def test_without_an_estimate_the_report_says_why() -> None:
    outdated = {"code": "measured-out-of-date", "params": {}}
    measures = remaining_sections(document(remaining=None, notes=[outdated]), "vi")
    many = remaining_sections(document(remaining=None, notes=[]), "vi")
    assert "thay đổi từ lần đo trước" in said(measures[0])
    assert "quá nhiều mốc" in said(many[0])


def test_where_no_way_is_known_nothing_is_put_at_nought() -> None:
    nothing = {**SUMS, "markers_estimated": 0, "length_m": 0.0, "cost_vnd": 0}
    own = remaining_sections(document(remaining={**REMAINING, "totals": nothing}), "vi")
    assert len(own) == 1
    assert "chưa có đủ số liệu" in said(own[0])
    assert "đồng" not in said(own[0])
    assert list(own[0].tables) == []


def test_where_all_is_built_nothing_is_left_to_tell() -> None:
    totals = {**full()["totals"], "road_built": full()["totals"]["markers_needing_road"]}
    assert remaining_sections(document(totals=totals), "vi") == []


def test_a_programme_tells_what_it_brings_and_lists_its_years_and_works_behind() -> None:
    own = document(programme=plan())
    section, annex = programme_section(own, "vi"), programme_annex(own, "vi")
    assert annex
    assert "Với kinh phí 3 tỷ đồng, đề xuất xây dựng 03 công trình" in said(section)
    assert (section.chapter, annex.chapter) == ("III", "annex")
    assert not section.tables
    years, works = annex.tables
    assert [row[0] for row in years.values] == ["2027", "2028"]
    assert len(works.values) == 3


def test_without_a_programme_the_need_is_told_and_the_rest_is_left_to_be_written() -> None:
    own = document()
    section = programme_section(own, "vi")
    assert "Tổng nhu cầu để làm đường tới 02 mốc" in said(section)
    assert len(section.blanks) == 2
    assert programme_annex(own, "vi") is None
