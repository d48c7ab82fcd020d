"""Thresholds given with a survey decide, and stay with its batch."""

from __future__ import annotations

from pathlib import Path

import pytest

from mocgioi.cli import main
from mocgioi.intake import Policy
from mocgioi.tracker import Tracker


@pytest.fixture
def off_survey(clerk: Tracker, tmp_path: Path) -> Path:
    """One row, 300 m north of its marker."""
    marker = clerk.frame("markers").iloc[0]
    place = f"{marker.geometry.x:.6f},{marker.geometry.y + 0.0027:.6f}"
    path = tmp_path / "off.csv"
    path.write_text(
        "Số hiệu mốc,Ngày kiểm tra,Tình trạng mốc,Kinh độ,Vĩ độ,Minh họa\n"
        f"{marker['number']},2025-01-02,nguyên vẹn,{place},x\n",
        encoding="utf-8",
    )
    return path


def test_a_row_300_m_off_is_held_by_the_standard(clerk: Tracker, off_survey: Path) -> None:
    receipt = clerk.surveys.apply(off_survey)
    assert (receipt.queued, receipt.applied) == (1, 0)


def test_it_is_taken_where_a_person_allows_500_m(clerk: Tracker, off_survey: Path) -> None:
    receipt = clerk.surveys.apply(off_survey, policy=Policy(held_m=500))
    assert (receipt.queued, receipt.applied) == (0, 1)


def test_the_batch_remembers_what_was_allowed(
    clerk: Tracker, off_survey: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = ["--store", str(clerk.store.path)]
    assert main([*store, "survey", "apply", "--hold-m", "500", str(off_survey)]) == 1
    _, findings = clerk.surveys.batch(clerk.surveys.batches()[-1].uuid)
    (told,) = [f for f in findings if f.code == "policy-differs"]
    assert told.value == "held_m=500.0"
    assert "500 m" in capsys.readouterr().out


def test_holding_nearer_than_telling_is_a_wrong_call(clerk: Tracker, off_survey: Path) -> None:
    store = ["--store", str(clerk.store.path)]
    assert main([*store, "survey", "check", "--hold-m", "10", str(off_survey)]) == 2


def test_a_rehearsal_of_nothing_read_does_not_say_it_rehearsed(
    clerk: Tracker, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = str(tmp_path / "nosuch.csv")
    assert main(["--store", str(clerk.store.path), "survey", "check", missing]) != 0
    assert capsys.readouterr().out == ""


def test_the_weekly_routine_takes_the_same_thresholds(
    clerk: Tracker, week: Path, off_survey: Path
) -> None:
    off_survey.rename(week / off_survey.name)
    done = clerk.update(week, policy=Policy(held_m=500))
    assert [(r.applied, r.queued) for r in done.receipts] == [(1, 0)]
