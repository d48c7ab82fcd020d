"""What is told when observations meet what is known."""

from __future__ import annotations

from pathlib import Path

from mocgioi.errors import Finding
from mocgioi.store.drafts import Draft

from .builders import new_store, observe, road


def told(tmp_path: Path, *days: tuple[str, str]) -> list[Finding]:
    """Return what is told of the last of some road states of one marker, each a file."""
    store = new_store(tmp_path)
    findings: list[Finding] = []
    for status, on in days:
        draft = road("1116", status, on)._replace(
            row_number=7, heading="Đường", day_heading="Ngày", sheet="S"
        )
        findings = observe(store, draft).findings
    return findings


def test_two_values_on_one_day_are_a_conflict_with_both_sides(tmp_path: Path) -> None:
    (finding,) = told(tmp_path, ("built", "2025-01-01"), ("none", "2025-01-01"))
    assert (finding.code, finding.severity) == ("conflict", "warning")
    assert (finding.sheet, finding.row, finding.column) == ("S", 7, "Đường")
    assert "chưa xây dựng" in finding.text.vi
    assert "đã xây dựng" in finding.text.vi


def test_both_rows_of_a_conflict_within_a_file_are_named(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    drafts = [
        road("1116", status, "2025-01-01", row)._replace(row_number=row + 2)
        for row, status in enumerate(("built", "none"))
    ]
    findings = observe(store, *drafts).findings
    assert [(f.code, f.row) for f in findings] == [("conflict", 2), ("conflict", 3)]
    assert "dòng 3" in findings[0].text.vi


def test_built_then_none_says_since_when_it_is_built(tmp_path: Path) -> None:
    (finding,) = told(tmp_path, ("built", "2023-07-18"), ("none", "2025-01-01"))
    assert (finding.code, finding.column) == ("built-then-none", "Đường")
    assert "18/07/2023" in finding.text.vi


def test_an_older_value_is_history_and_needs_no_person(tmp_path: Path) -> None:
    (finding,) = told(tmp_path, ("built", "2023-07-18"), ("none", "2020-01-01"))
    assert (finding.code, finding.severity) == ("older-than-current", "notice")
    assert (finding.column, finding.value) == ("Ngày", "2020-01-01")


def test_an_older_observation_of_the_same_value_needs_no_word(tmp_path: Path) -> None:
    assert told(tmp_path, ("built", "2023-07-18"), ("built", "2022-01-01")) == []


def test_progress_needs_no_word(tmp_path: Path) -> None:
    assert told(tmp_path, ("none", "2023-01-01"), ("built", "2024-01-01")) == []


def test_a_road_begun_and_then_not_is_implausible_and_counts(tmp_path: Path) -> None:
    (finding,) = told(tmp_path, ("under_construction", "2024-01-01"), ("none", "2025-01-01"))
    assert (finding.code, finding.severity, finding.row) == ("implausible-change", "warning", 7)


def test_a_missing_marker_that_is_intact_again_is_implausible(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    for value, on in (("missing", "2024-01-01"), ("intact", "2025-01-01")):
        receipt = observe(store, Draft(0, "1116", "marker_condition", value, on))
    assert [f.code for f in receipt.findings] == ["implausible-change"]


def test_a_submission_that_comes_again_with_other_content_is_told_and_taken(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    draft = road("1116", "none", "2025-01-01")._replace(submission="k", row_number=2)
    observe(store, draft)
    assert [f.code for f in observe(store, draft).findings] == ["already-applied"]
    receipt = observe(store, draft._replace(value="built", observed_on="2025-02-01"))
    assert ([f.code for f in receipt.findings], receipt.applied) == (["key-duplicate"], 1)
