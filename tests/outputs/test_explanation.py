"""What stands behind a figure, as people and spreadsheets read it."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from mocgioi.analysis.figures.explain import explain
from mocgioi.errors import Language
from mocgioi.outputs import explanation
from tests.analysis.coverage_world import RECORDED_AT, World, border_of_six
from tests.commits import number as commit_of


def document(*asked: str) -> Any:
    world = border_of_six()
    dispute(world)
    world.line("1116", name="Đường 1116", funding="scheme", source="hồ sơ")
    inputs = world.inputs(known_at=RECORDED_AT, files={"b1": "phieu.xlsx"})
    return explain(inputs, (), asked, known_at=commit_of(RECORDED_AT))


def dispute(world: World) -> None:
    """Let 1118 be disputed twice, of its road and of its condition, on one day."""
    for row, status, condition in ((30, "none", "missing"), (31, "built", "intact")):
        world.road("1118", status, "2023-12-05", batch="b1", row=row)
        world.observe("1118", "marker_condition", condition, "2023-12-05", batch="b1", row=row)


def lines(lang: Language, *asked: str) -> list[str]:
    return [line.strip() for line in explanation.as_text(document(*asked), lang).splitlines()]


def test_disagreements_are_counted_by_case_and_by_marker() -> None:
    head = lines("vi", "conflicts")[:2]
    assert head[0].startswith("conflicts: 2 mốc")
    assert head[1].startswith("3 trường hợp chờ quyết định, ở 2 mốc")


def test_every_side_and_what_counts_meanwhile_are_told() -> None:
    told = lines("vi", "conflicts")
    start = told.index("chưa thống nhất (ngày 05/12/2023):")
    assert told[start - 1].startswith("tình trạng đường: đang thi công · ngày 01/10/2023")
    assert told[start + 1].startswith("- chưa xây dựng · ngày 05/12/2023 · phieu.xlsx, dòng 30")
    assert told[start + 2].startswith("- đã xây dựng · ngày 05/12/2023 · phieu.xlsx, dòng 31")
    assert told[start + 3] == "tạm tính: đang thi công"


@pytest.mark.parametrize(
    ("lang", "observed", "of_the_road"),
    [
        (
            "vi",
            "nguồn vốn: xã hội hóa · ngày 01/03/2022 · phieu.xlsx, dòng 17",
            "theo hồ sơ tuyến «Đường 1116»: Đề án theo QĐ 1934 (căn cứ: hồ sơ)",
        ),
        (
            "en",
            "funding: contributions · seen 1 March 2022 · phieu.xlsx, row 17",
            "by the papers of the road “Đường 1116”: scheme (QĐ 1934) (source: hồ sơ)",
        ),
    ],
)
def test_who_paid_is_told_with_both_sources(
    lang: Language, observed: str, of_the_road: str
) -> None:
    told = lines(lang, "by_contributions")
    assert any(line.startswith(observed) for line in told)
    assert of_the_road in told


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("vi", "diện cần có đường: không thuộc diện · từ đầu · "),
        ("en", "need of a road: not needed · from the beginning · "),
    ],
)
def test_no_need_from_the_beginning_is_said_so(lang: Language, said: str) -> None:
    assert any(line.startswith(said) for line in lines(lang, "outside_need"))


def test_what_could_not_be_placed_is_asked_in_the_words_of_the_report() -> None:
    assert lines("vi", "commune=")[0].startswith("commune= (chưa rõ xã): 1 mốc")


def test_overdue_says_after_how_long_and_who_was_never_seen() -> None:
    world = border_of_six()
    world.marker("1121")
    never = explain(world.inputs(), (), ["overdue"], known_at=commit_of(RECORDED_AT))
    told = [line.strip() for line in explanation.as_text(never, "vi").splitlines()]
    assert told[1].startswith("Chưa có số liệu kiểm tra được nhập trong 365 ngày qua")
    assert "lần kiểm tra gần nhất: chưa có số liệu kiểm tra" in told


def test_a_spreadsheet_has_a_row_for_every_side_and_road() -> None:
    text = explanation.as_csv(document("conflicts", "funding=contributions"))
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    of_roads = [(row["value"], row["name"], row["source"]) for row in rows if row["role"] == "road"]
    assert of_roads == [("scheme", "Đường 1116", "hồ sơ")]
    assert [r["evidence_observed_on"] for r in rows if r["role"] == "side"] == ["2023-12-01"]
