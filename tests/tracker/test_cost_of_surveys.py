"""What a survey costs to take in: counted in steps, which a busy machine does not change."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from mocgioi import tracker
from mocgioi.tracker import Tracker

_STEPS = 100
_HEADER = "number,surveyed_on,road_status,marker_condition,surveyor,longitude,latitude,illustrative"


def survey(path: Path, markers: tuple[str, ...], days: int, since: date) -> Path:
    """Write a survey of every marker on each of some days, seen a little beside where it stands."""
    rows = [
        f"{marker},{since + timedelta(day)},{'như cũ' if day % 50 == 49 else 'đang thi công'},"
        f"nguyên vẹn,A,106.7{int(marker) - 1110}{day:05d},21.97,yes"
        for day, marker in product(range(days), markers)
    ]
    path.write_text("\n".join([_HEADER, *rows]) + "\n", encoding="utf-8")
    return path


def steps_of_sqlite(store: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """Apply a survey, and return how many hundreds of its instructions SQLite carried out."""
    counted = 0

    def step() -> None:
        nonlocal counted
        counted += 1

    connect = sqlite3.connect

    def counting(*given: Any, **named: Any) -> sqlite3.Connection:
        connection = connect(*given, **named)
        connection.set_progress_handler(step, _STEPS)
        return connection

    with monkeypatch.context() as patch:
        patch.setattr(sqlite3, "connect", counting)
        receipt = tracker.open(store).surveys.apply(file)
    assert receipt.applied
    return counted


def calls_of_python(clerk: Tracker, file: Path) -> int:
    """Check a survey, and return how often a function was called."""
    counted = 0

    def call(frame: FrameType, event: str, _: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(call)
    try:
        clerk.surveys.check(file)
    finally:
        sys.setprofile(before)
    return counted


def test_a_weekly_file_costs_what_the_history_of_its_markers_does(
    clerk: Tracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    others, long_ago = ("1117", "1118", "1119"), date(2020, 1, 1)
    clerk.surveys.apply(survey(tmp_path / "before.csv", ("1116", *others), 5, long_ago))
    short, long = tmp_path / "short.gpkg", tmp_path / "long.gpkg"
    shutil.copy(clerk.store.path, short)
    clerk.surveys.apply(survey(tmp_path / "years.csv", others, 400, long_ago + timedelta(10)))
    shutil.copy(clerk.store.path, long)

    week = survey(tmp_path / "week.csv", ("1116",), 50, date(2024, 1, 1))
    of_few = steps_of_sqlite(short, week, monkeypatch)
    of_many = steps_of_sqlite(long, week, monkeypatch)

    assert of_many < 1.2 * of_few


def test_a_row_costs_the_same_in_a_long_file(clerk: Tracker, tmp_path: Path) -> None:
    markers, since = ("1116", "1117", "1118", "1119"), date(2015, 1, 1)
    few, more, most = (
        calls_of_python(clerk, survey(tmp_path / f"{days}.csv", markers, days, since))
        for days in (25, 125, 225)
    )

    assert most - more < 1.1 * (more - few)
