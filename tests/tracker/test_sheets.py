"""Decisions taken in a spreadsheet go out of a store and come back into it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mocgioi.cli import main
from mocgioi.domain.aspects import ASPECTS, SURVEYED
from mocgioi.errors import Language
from mocgioi.tracker import Tracker
from tests.outputs.sheets.filling import cells_of, filled, header_of


@pytest.fixture
def waiting(demo: Tracker, tmp_path: Path) -> Tracker:
    """The demonstration, and one row held 300 m from its marker."""
    markers = demo.frame("markers")
    marker = markers[markers["road_status"] == "none"].iloc[0]
    place = f"{marker.geometry.x:.6f},{marker.geometry.y + 0.0027:.6f}"
    path = tmp_path / "off.csv"
    path.write_text(
        "Số hiệu mốc,Ngày kiểm tra,Tình trạng đường,Kinh độ,Vĩ độ,Minh họa\n"
        f"{marker['number']},2026-11-02,đã xây dựng,{place},x\n",
        encoding="utf-8",
    )
    demo.surveys.apply(path)
    return demo


def answers(tracker: Tracker) -> list[dict[str, Any]]:
    """Return the sheet's rows by heading."""
    sheet = cells_of(tracker.decisions.export())
    header, columns = header_of(sheet, "Giữ")
    return [
        {heading: sheet.cell(line, column).value for heading, column in columns.items()}
        for line in range(header + 1, sheet.max_row + 1)
    ]


def filled_sheet(tracker: Tracker, tmp_path: Path, *, accept: bool) -> Path:
    """Return the sheet with every held row accepted or set aside, every other case left to none."""
    entries = {}
    for place, answer in enumerate(answers(tracker)):
        none, taken = answer["Mã căn cứ"] == "none", "NHẬN dòng này:" in answer["Giá trị"]
        held = answer["Nội dung"] == "dòng chờ quyết định"
        if taken if held and accept else none:
            entries[place] = {"Giữ": "x", "Lý do": "đã hỏi lại"}
    return filled(tracker.decisions.export(), tmp_path / "filled.xlsx", entries)


def test_a_held_row_says_how_far_it_was_measured(waiting: Tracker) -> None:
    (said,) = [a["Giá trị"] for a in answers(waiting) if "NHẬN dòng này:" in a["Giá trị"]]
    assert "tình trạng đường: đã xây dựng" in said
    assert said.endswith("vị trí đo cách mốc 299 m")


@pytest.mark.parametrize(("accept", "verdict"), [(True, "keep"), (False, "set_aside")])
def test_a_held_row_is_accepted_or_set_aside_whole(
    waiting: Tracker, tmp_path: Path, accept: bool, verdict: str
) -> None:
    number = next(
        c for c in waiting.decisions.disagreements()["conflicts"] if c["reason"] == "held"
    )["marker"]
    waiting.decisions.apply(filled_sheet(waiting, tmp_path, accept=accept))
    row = [e for e in waiting.show(number)["history"] if e["file"] == "off.csv"]
    assert [event["decisions"][-1]["verdict"] for event in row] == [verdict] * 2
    assert waiting.decisions.disagreements()["conflicts"] == []


def test_what_was_decided_before_is_told_and_the_rest_goes_in(
    waiting: Tracker, tmp_path: Path
) -> None:
    sheet = filled_sheet(waiting, tmp_path, accept=True)
    first, *others = waiting.decisions.disagreements()["conflicts"]
    waiting.decisions.resolve(first["id"], None, why="nhầm")
    decided = waiting.decisions.apply(sheet)
    assert [finding.code for finding in decided.findings] == ["decision-known"]
    assert decided.findings[0].text.vi.startswith("Đã quyết định từ trước")
    assert sorted(decided.settled) == sorted(one["id"] for one in others)


def test_the_same_sheet_twice_changes_nothing_and_says_so(
    waiting: Tracker, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    apply = ["--store", str(waiting.store.path), "conflicts", "apply"]
    sheet = str(filled_sheet(waiting, tmp_path, accept=True))
    assert main([*apply, sheet]) == 0
    assert "Mốc đổi số liệu được tính: " in capsys.readouterr().err
    before = waiting.store.path.read_bytes()
    assert main([*apply, sheet]) == 0
    assert "đã quyết định từ trước" in capsys.readouterr().out.lower()
    assert waiting.store.path.read_bytes() == before


def test_a_case_the_store_does_not_know_does_not_stop_the_others(
    waiting: Tracker, tmp_path: Path
) -> None:
    sheet = filled_sheet(waiting, tmp_path, accept=True)
    place = len(answers(waiting)) - 1
    lost = {"Mã số liệu chưa thống nhất": "0bad0bad", "Giữ": "x", "Lý do": "?"}
    filled(sheet.read_bytes(), sheet, {place: lost})
    decided = waiting.decisions.apply(sheet)
    assert "decision-refused" in [finding.code for finding in decided.findings]
    assert decided.settled != []


@pytest.mark.parametrize(
    ("lang", "day", "unchanged"),
    [("vi", "Ngày kiểm tra", "không thay đổi"), ("en", "Survey date", "no change")],
)
def test_a_form_that_says_as_before_throughout_confirms_what_is_known(
    demo: Tracker, tmp_path: Path, lang: Language, day: str, unchanged: str
) -> None:
    form = demo.surveys.form("Pò Mã", lang=lang)
    states = [ASPECTS[code].heading.to(lang) for code in SURVEYED]
    visit = {day: "25/11/2026", **dict.fromkeys(states, unchanged)}
    path = filled(form, tmp_path / "f.xlsx", dict.fromkeys(range(10), visit))
    receipt = demo.surveys.apply(path)
    assert (receipt.read, receipt.applied, receipt.rejected, receipt.moved) == (10, 10, 0, [])
