"""The full report tells what is left to build; the short one does not pay for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from mocgioi.analysis.programme import candidates
from mocgioi.tracker import estimates
from tests.tracker import world

DAY = "2025-12-31"


def test_the_full_report_says_what_is_left(tmp_path: Path) -> None:
    remaining = world.make(tmp_path).figures.coverage(full=True, as_of=DAY)["remaining"]
    assert remaining
    # 1119 is reached by a line that nobody reported; 1120 has none
    totals = remaining["totals"]
    assert (totals["markers_left"], totals["markers_estimated"]) == (2, 1)
    assert totals["cost_vnd"] > 0
    assert remaining["left_out"] == {"reached": ["1119"]}


def test_the_short_report_estimates_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = world.make(tmp_path)

    def refuse(*args: object, **named: object) -> None:
        raise AssertionError("estimated")

    monkeypatch.setattr(estimates, "kept_costs", refuse)
    assert made.figures.coverage(as_of=DAY)["totals"]["markers"] == 5
    assert made.figures.status(as_of=DAY)["markers"] == 5


def test_too_many_markers_are_not_estimated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidates, "MOST_LEFT", 0)
    assert world.make(tmp_path).figures.coverage(full=True, as_of=DAY)["remaining"] is None
