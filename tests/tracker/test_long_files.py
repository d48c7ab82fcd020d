"""A survey longer than a block of rows: the same rules, little memory, and word of progress."""

from __future__ import annotations

import csv
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from mocgioi.sources.spool import BLOCK
from mocgioi.tracker import Tracker
from tests.bench.processes import run

ROWS = 2 * BLOCK + 10


@pytest.fixture
def long_survey(clerk: Tracker, tmp_path: Path) -> Path:
    """Every marker again and again, a day later each time; the last row repeats the first."""
    numbers = list(clerk.frame("markers")["number"])
    path = tmp_path / "long.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(["Số hiệu mốc", "Ngày kiểm tra", "Tình trạng mốc", "Minh họa"])
        first = [numbers[0], "2020-01-01", "nguyên vẹn", "x"]
        rows.writerow(first)
        for count in range(1, ROWS - 1):
            day = date(2020, 1, 1) + timedelta(days=count // len(numbers))
            rows.writerow([numbers[count % len(numbers)], day.isoformat(), "nguyên vẹn", "x"])
        rows.writerow(first)
    return path


def test_rows_far_apart_are_known_as_one(clerk: Tracker, long_survey: Path) -> None:
    receipt = clerk.surveys.apply(long_survey)
    assert (receipt.read, receipt.applied, receipt.unchanged) == (ROWS, ROWS - 1, 1)
    (told,) = [f for f in receipt.findings if f.code == "row-duplicate"]
    assert (told.row, "2" in told.text.en) == (ROWS + 1, True)


def test_observations_stand_in_the_order_of_the_file(clerk: Tracker, long_survey: Path) -> None:
    receipt = clerk.surveys.apply(long_survey)
    observations = clerk.frame("observations")
    rows = observations[observations["batch_uuid"] == receipt.batch]["row_number"]
    assert list(rows) == list(range(2, ROWS + 1))


def test_the_same_long_file_again_changes_nothing(clerk: Tracker, long_survey: Path) -> None:
    clerk.surveys.apply(long_survey)
    again = clerk.surveys.apply(long_survey)
    assert (again.batch, again.unchanged) == (None, ROWS)


def test_progress_goes_through_its_phases(clerk: Tracker, long_survey: Path) -> None:
    told: list[tuple[str, int, int]] = []
    clerk.surveys.apply(long_survey, progress=lambda *said: told.append(said))
    assert list(dict.fromkeys(phase for phase, _, _ in told)) == ["read", "check", "write"]
    assert told[-1] == ("write", ROWS, ROWS)


def test_stopped_in_the_middle_of_writing_leaves_the_store_as_it_was(
    clerk: Tracker, long_survey: Path
) -> None:
    before = clerk.store.path.read_bytes()

    def stop(phase: str, done: int, of: int) -> None:
        if phase == "write" and done > of // 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        clerk.surveys.apply(long_survey, progress=stop)
    assert clerk.store.path.read_bytes() == before


def test_a_survey_without_positions_loads_no_geometry_library(
    clerk: Tracker, long_survey: Path
) -> None:
    program = (
        "import sys; from mocgioi import tracker;"
        f"tracker.open({str(clerk.store.path)!r}).surveys.apply({str(long_survey)!r});"
        "print(sorted({'numpy', 'shapely', 'pyproj', 'pandas'} & set(sys.modules)))"
    )
    assert run((sys.executable, "-c", program)).strip() == "[]"
