"""What is told when observations meet what is known."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from mocgioi.errors import HINT, Finding
from mocgioi.store import commits, disagreements
from mocgioi.store.drafts import Draft

from .builders import make_store, observe, road
from .clock import Clock

ROAD, CONDITION = "road_status", "marker_condition"


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is one o'clock in the morning of 1 February in Việt Nam, and still January in UTC."""
    monkeypatch.setattr(commits, "datetime", Clock)
    monkeypatch.setattr(Clock, "shown", datetime(2026, 1, 31, 18, 0, tzinfo=UTC))


def cell(aspect: str, value: str, on: str | None, row: int = 7) -> Draft:
    return Draft(
        row, "1116", aspect, value, on, row_number=row, sheet="S", heading="H", day_heading="Ngày"
    )


def told(tmp_path: Path, *days: tuple[str, str | None], aspect: str = ROAD) -> list[Finding]:
    """Return what is told of the last of some values of one marker, each in a file of its own."""
    store = make_store(tmp_path)
    findings: list[Finding] = []
    for value, on in days:
        findings = observe(store, cell(aspect, value, on)).findings
    return findings


def words(finding: Finding) -> tuple[str, str]:
    """Return a finding as it is told, without what to type next."""
    vi, en = (text.split(HINT)[0].strip() for text in finding.text)
    return vi, en


def test_two_values_on_one_day_are_a_conflict_with_both_sides(tmp_path: Path) -> None:
    (finding,) = told(tmp_path, ("built", "2025-01-01"), ("none", "2025-01-01"))
    assert (finding.code, finding.severity) == ("conflict", "warning")
    assert (finding.sheet, finding.row, finding.column, finding.value) == ("S", 7, "H", "none")
    assert words(finding) == (
        "Số liệu chưa thống nhất về tình trạng đường của mốc 1116 ngày 01/01/2025: dòng này ghi"
        " «chưa xây dựng», còn số liệu nhập ngày 01/02/2026 ghi «đã xây dựng»."
        " Chờ người quyết định:",
        "Disagreement on the road status of marker 1116 on 2025-01-01: this row says"
        " “not built”, and what was taken in on 2026-02-01 “built”. It waits for a person:",
    )


def test_a_conflict_names_three_of_the_other_sides(tmp_path: Path) -> None:
    values = ("intact", "minor_damage", "displaced", "destroyed", "missing")
    (finding,) = told(tmp_path, *((v, "2025-01-01") for v in values), aspect=CONDITION)
    sides = [
        f"số liệu nhập ngày 01/02/2026 ghi «{label}»"
        for label in ("nguyên trạng", "hư hỏng nhẹ", "bị dịch chuyển, sai lệch vị trí")
    ]
    assert f"còn {'; '.join(sides)}. Chờ" in finding.text.vi


def test_a_conflict_of_what_has_no_day_and_no_code_list_names_the_values(tmp_path: Path) -> None:
    (finding,) = told(tmp_path, ("06196", None), aspect="commune")
    assert words(finding) == (
        "Số liệu chưa thống nhất về xã của mốc 1116: dòng này ghi «06196», còn số liệu nhập ngày"
        " 01/02/2026 ghi «06184». Chờ người quyết định:",
        "Disagreement on the commune of marker 1116: this row says “06196”, and what was taken"
        " in on 2026-02-01 “06184”. It waits for a person:",
    )


def test_a_day_decided_already_is_in_conflict_with_what_was_decided(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    for status in ("built", "none"):
        observe(store, cell(ROAD, status, "2025-01-01"))
    with store.writing() as transaction:
        (waiting,) = disagreements.open_disagreements(transaction)
        kept = next(side.uuid for side in waiting.sides if side.value == "none")
        disagreements.resolve(transaction, waiting.id, kept, by="officer", why="seen")
    (finding,) = observe(store, cell(ROAD, "approved", "2025-01-01")).findings
    assert finding.code == "conflict"
    assert "ghi «đã phê duyệt», còn số liệu nhập ngày 01/02/2026 ghi «chưa xây dựng»" in (
        finding.text.vi
    )


def test_both_rows_of_a_conflict_within_a_file_are_named(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    drafts = [
        road("1116", status, "2025-01-01", row)._replace(row_number=row + 2)
        for row, status in enumerate(("built", "none"))
    ]
    findings = observe(store, *drafts).findings
    assert [(f.code, f.row) for f in findings] == [("conflict", 2), ("conflict", 3)]
    assert "còn dòng 3 ghi «chưa xây dựng»" in findings[0].text.vi
    assert "and row 2 “built”" in findings[1].text.en


def test_built_then_none_says_since_when_it_is_built(tmp_path: Path) -> None:
    (finding,) = told(tmp_path, ("built", "2023-07-18"), ("none", "2025-01-01"))
    assert (finding.code, finding.column) == ("built-then-none", "H")
    assert words(finding) == (
        "Đường lên mốc 1116 đã ghi là đã xây dựng ngày 18/07/2023, dòng này ghi «chưa xây dựng»."
        " Vẫn tính là đã xây dựng; chờ người quyết định:",
        "The road to marker 1116 is known as built on 2023-07-18, and this row says “not built”."
        " It still counts as built and waits for a person:",
    )


def test_built_from_the_beginning_names_no_day(tmp_path: Path) -> None:
    (finding,) = told(tmp_path, ("built", None), ("none", "2025-01-01"))
    assert finding.code == "built-then-none"
    assert "đã ghi là đã xây dựng, dòng này" in finding.text.vi
    assert "is known as built, and this row" in finding.text.en


def test_an_older_value_is_history_and_needs_no_person(tmp_path: Path) -> None:
    (finding,) = told(tmp_path, ("built", "2023-07-18"), ("none", "2020-01-01"))
    assert (finding.code, finding.severity) == ("older-than-current", "notice")
    assert (finding.sheet, finding.row) == ("S", 7)
    assert (finding.column, finding.value) == ("Ngày", "2020-01-01")
    assert words(finding) == (
        "Số liệu ngày 01/01/2020 cũ hơn điều đã biết: «đã xây dựng» ngày 18/07/2023. Được lưu vào"
        " lịch sử, không đổi tình trạng hiện nay.",
        "What was seen on 2020-01-01 is older than what is known: “built” on 2023-07-18. It is"
        " kept as history and changes nothing today.",
    )


def test_a_value_of_the_very_day_since_which_another_holds_is_not_late(tmp_path: Path) -> None:
    (finding,) = told(tmp_path, ("approved", "2024-01-01"), ("none", "2024-01-01"))
    assert finding.code == "conflict"


def test_a_late_row_that_takes_away_what_counted_is_told(tmp_path: Path) -> None:
    (finding,) = told(tmp_path, ("none", "2024-01-01"), ("built", "2023-01-01"))
    assert (finding.code, finding.severity) == ("disagreement-opened", "warning")
    assert (finding.sheet, finding.row, finding.column, finding.value) == ("S", 7, "H", "built")
    assert words(finding) == (
        "Mốc 1116: dòng này ghi «đã xây dựng» ngày 01/01/2023, nên «chưa xây dựng» ngày"
        " 01/01/2024 nay chờ người quyết định. Tình trạng hiện nay đã đổi:",
        "Marker 1116: this row says “built” on 2023-01-01, so “not built” on 2024-01-01 now"
        " waits for a person. The state of today has moved:",
    )


def test_an_older_observation_of_the_same_value_needs_no_word(tmp_path: Path) -> None:
    assert told(tmp_path, ("built", "2023-07-18"), ("built", "2022-01-01")) == []


def test_progress_needs_no_word(tmp_path: Path) -> None:
    assert told(tmp_path, ("none", "2023-01-01"), ("built", "2024-01-01")) == []


def test_a_road_begun_and_then_not_is_implausible_and_counts(tmp_path: Path) -> None:
    (finding,) = told(tmp_path, ("under_construction", "2024-01-01"), ("none", "2025-01-01"))
    assert (finding.code, finding.severity, finding.row) == ("implausible-change", "warning", 7)
    assert words(finding) == (
        "Mốc 1116 đang ghi «đang thi công» ngày 01/01/2024, dòng này ghi «chưa xây dựng». Vẫn"
        " được tính; hãy xem lại.",
        "Marker 1116 is known as “under construction” on 2024-01-01, and this row says “not"
        " built”. It counts; look at it again.",
    )


def test_a_missing_marker_that_is_intact_again_is_implausible(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    for value, on in (("missing", "2024-01-01"), ("intact", "2025-01-01")):
        receipt = observe(store, Draft(0, "1116", "marker_condition", value, on))
    assert [f.code for f in receipt.findings] == ["implausible-change"]


def test_a_submission_that_comes_again_with_other_content_is_told_and_taken(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    draft = road("1116", "none", "2025-01-01")._replace(submission="k", row_number=2, sheet="S")
    observe(store, draft)
    assert [f.code for f in observe(store, draft).findings] == ["already-applied"]
    receipt = observe(store, draft._replace(value="built", observed_on="2025-02-01"))
    assert ([f.code for f in receipt.findings], receipt.applied) == (["key-duplicate"], 1)
    (finding,) = receipt.findings
    assert (finding.sheet, finding.row, finding.value) == ("S", 2, "k")
    assert words(finding)[0].startswith("Phiếu này (mốc 1116) đã nhập ngày 01/02/2026 với")


def test_rows_applied_already_say_when_by_the_clock_of_viet_nam(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    draft = road("1116", "none", "2025-01-01")
    first = observe(store, draft, file="a")
    (finding,) = observe(store, draft, file="a").findings
    assert finding.value == first.batch
    assert "lúc 01:00 ngày 01/02/2026" in finding.text.vi
