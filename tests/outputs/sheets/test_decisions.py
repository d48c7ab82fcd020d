from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mocgioi.errors import UnreadableInput
from mocgioi.outputs.sheets.decisions import Choice, read_decisions
from mocgioi.outputs.sheets.disagreements import disagreement_sheet
from mocgioi.outputs.sheets.returned import SheetRow
from tests.outputs.sheets.filling import TODAY, cells_of, filled, header_of, rows_of
from tests.outputs.sheets.test_disagreements import BOTH


def decided(tmp_path: Path, entries: dict[int, dict[str, Any]], **options: Any) -> Any:
    content = disagreement_sheet(BOTH, today=TODAY, **options)
    return read_decisions(rows_of(filled(content, tmp_path / "d.xlsx", entries)))


# The disputed alarm stands first: rows 0 and 1, none of them 2; the road follows: rows 3 to 5.


def test_what_is_marked_comes_back_as_the_decision(tmp_path: Path) -> None:
    entries = {3: {"Giữ": "x", "Lý do": "Đã đi kiểm tra lại"}, 1: {"Giữ": "X", "Lý do": "Có ảnh"}}
    choices, findings = decided(tmp_path, entries)
    assert [choice[:3] for choice in choices] == [
        ("o-4", "Có ảnh", "d-2"),
        ("o-1", "Đã đi kiểm tra lại", "d-1"),
    ]
    assert findings == []


def test_a_sheet_in_english_comes_back_too(tmp_path: Path) -> None:
    entries = {3: {"Keep": "x", "Why": "seen"}, 0: {"Keep": "x", "Why": "seen"}}
    choices, _ = decided(tmp_path, entries, lang="en")
    assert [choice.observation for choice in choices] == ["o-3", "o-1"]


def test_two_kept_in_one_disagreement_decide_nothing(tmp_path: Path) -> None:
    both = {"Giữ": "x", "Lý do": "?"}
    choices, findings = decided(tmp_path, {3: both, 4: both, 0: {"Giữ": "x", "Lý do": "!"}})
    assert [choice.disagreement for choice in choices] == ["d-2"]
    assert [(f.code, f.severity) for f in findings] == [("keep-twice", "error")]


def test_a_reason_without_a_mark_decides_nothing(tmp_path: Path) -> None:
    choices, findings = decided(tmp_path, {3: {"Lý do": "A đúng"}, 0: {"Giữ": "x", "Lý do": "!"}})
    assert [choice.disagreement for choice in choices] == ["d-2"]
    assert [f.code for f in findings] == ["keep-missing"]


def test_a_mark_without_a_reason_decides_nothing(tmp_path: Path) -> None:
    choices, findings = decided(tmp_path, {3: {"Giữ": "x"}, 0: {"Giữ": "x", "Lý do": "!"}})
    assert [choice.disagreement for choice in choices] == ["d-2"]
    assert [f.code for f in findings] == ["why-missing"]


def test_a_reason_beside_the_other_side_counts(tmp_path: Path) -> None:
    entries = {3: {"Giữ": "x"}, 4: {"Lý do": "nhầm mốc"}, 0: {"Giữ": "x", "Lý do": "!"}}
    choices, findings = decided(tmp_path, entries)
    assert (choices[1][:3], findings) == (("o-1", "nhầm mốc", "d-1"), [])


def test_none_of_the_sides_can_be_kept(tmp_path: Path) -> None:
    choices, _ = decided(tmp_path, {5: {"Giữ": "x", "Lý do": "cả hai nhầm"}})
    assert [(choice.disagreement, choice.observation) for choice in choices] == [("d-1", None)]


def test_disagreements_left_empty_still_wait_and_are_counted(tmp_path: Path) -> None:
    choices, findings = decided(tmp_path, {0: {"Giữ": "", "Lý do": ""}})
    assert choices == []
    assert [(f.code, f.severity) for f in findings] == [("decision-open", "notice")]
    assert findings[0].text.vi.startswith("2 trường hợp")


def test_an_unreadable_mark_decides_nothing_and_names_its_row(tmp_path: Path) -> None:
    _, findings = decided(tmp_path, {3: {"Giữ": "chắc vậy", "Lý do": "?"}})
    assert (findings[0].code, findings[0].value) == ("keep-unreadable", "chắc vậy")
    header, _ = header_of(cells_of(disagreement_sheet(BOTH, today=TODAY)), "Giữ")
    assert findings[0].row == header + 4


def row(number: int, observation: object, keep: object, why: object = "vì") -> SheetRow:
    cells = {"Mã số liệu chưa thống nhất": "d", "Mã căn cứ": observation, "Giữ": keep, "Lý do": why}
    return SheetRow(number, cells)


@pytest.mark.parametrize("mark", ["x", "X ", "✓", "có", 1, 1.0, True])
def test_a_side_is_kept_by_any_usual_mark(mark: object) -> None:
    assert read_decisions([row(5, "o", mark)])[0] == [Choice("o", "vì", "d", 5)]


@pytest.mark.parametrize("mark", [None, "", "-", "không", 0])
def test_a_side_is_not_kept_without_a_mark(mark: object) -> None:
    assert read_decisions([row(5, "o", mark), row(6, "p", "x")])[0] == [Choice("p", "vì", "d", 6)]


def test_a_row_that_lost_its_codes_is_told() -> None:
    choices, findings = read_decisions([row(5, None, "x")])
    assert (choices, [(f.code, f.row) for f in findings]) == ([], [("disagreement-unknown", 5)])


def test_a_sheet_without_its_columns_is_refused() -> None:
    with pytest.raises(UnreadableInput, match="Observation"):
        read_decisions([SheetRow(5, {"Mã số liệu chưa thống nhất": "d", "Giữ": "x"})])
