"""Targets in a store: taken in, changed, taken back, merged, and as of a day."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mocgioi import tracker
from mocgioi.cli import main
from mocgioi.tracker import Tracker
from tests.keeping import kept_open

LATER = "2026-10-01"


@pytest.fixture
def here(four_markers: Path, tmp_path: Path) -> Iterator[Tracker]:
    yield from kept_open(tracker.open(shutil.copy(four_markers, tmp_path / "here.gpkg")))


def take_in(work: Tracker, folder: Path, *rows: str, **more: Any) -> Any:
    path = folder / "targets.csv"
    path.write_text("\n".join(["Năm,Số mốc lũy kế,Căn cứ", *rows]), encoding="utf-8")
    return work.register.import_file("targets", path, **more)


def set_for(work: Tracker, **more: Any) -> list[Any]:
    """The years and totals of the full report, as of a day."""
    document: Any = work.figures.coverage(full=True, **{"as_of": "2026-11-01", **more})
    return [(row["year"], row["markers"]) for row in document["targets"]["rows"]]


def test_a_target_that_comes_again_otherwise_holds_from_that_day(
    here: Tracker, tmp_path: Path
) -> None:
    take_in(here, tmp_path, "2026,3,QĐ 1", "2027,4,QĐ 1")
    take_in(here, tmp_path, "2026,2,QĐ 2", on="2026-10-01")
    assert set_for(here) == [(2026, 2), (2027, 4)]
    assert set_for(here, as_of="2026-09-30") == [(2026, 3), (2027, 4)]


def test_a_correction_without_a_day_holds_for_the_whole_year_of_the_target(
    here: Tracker, tmp_path: Path
) -> None:
    take_in(here, tmp_path, "2025,3,QĐ 1")
    receipt = take_in(here, tmp_path, "2025,2,QĐ 2", "2024,1,QĐ 2")
    assert set_for(here, as_of="2025-12-31") == [(2024, 1), (2025, 2)]
    assert set_for(here, as_of="2024-12-31") == [(2024, 1), (2025, 3)]
    told = [finding.text.vi for finding in receipt.findings if finding.code == "target-since"]
    assert [text.split(":")[0] for text in told] == [
        "Có 1 chỉ tiêu mới",
        "Có 1 chỉ tiêu thay đổi, được tính từ ngày 01/01/2025",
    ]


def test_of_two_corrections_of_a_year_the_later_file_counts(here: Tracker, tmp_path: Path) -> None:
    take_in(here, tmp_path, "2025,3,QĐ 1")
    for name, markers in (("b", 2), ("c", 4), ("d", 2)):
        folder = tmp_path / name
        folder.mkdir()
        path = folder / f"{name}.csv"
        path.write_text(f"Năm,Số mốc lũy kế\n2025,{markers}\n", encoding="utf-8")
        assert here.register.import_file("targets", path).queued == 0
        assert set_for(here, as_of="2025-12-31") == [(2025, markers)]


def test_a_correction_goes_on_after_a_change_that_was_dated_later(
    here: Tracker, tmp_path: Path
) -> None:
    take_in(here, tmp_path, "2025,3,QĐ 1")
    take_in(here, tmp_path, "2025,2,QĐ 2", on="2025-10-01")
    take_in(here, tmp_path, "2025,4,QĐ 3")
    assert set_for(here, as_of="2025-12-31") == [(2025, 4)]
    assert set_for(here, as_of="2025-09-30") == [(2025, 3)]


def test_what_changed_is_told_in_names_and_vietnamese_numbers(
    here: Tracker, tmp_path: Path
) -> None:
    communes = tmp_path / "communes.csv"
    communes.write_text("Mã xã,Tên xã\n06004,Quốc Khánh\n", encoding="utf-8")
    here.register.import_file("communes", communes)
    path = tmp_path / "targets.csv"
    for length in ("7000", "7200,5"):
        row = f'2026,Quốc Khánh,1,"{length}"'
        path.write_text(f"Năm,Xã,Số mốc lũy kế,Chiều dài (m)\n{row}\n", encoding="utf-8")
        receipt = here.register.import_file("targets", path)
    (change,) = receipt.changes
    assert change.item == "2026 xã Quốc Khánh"
    assert change.words.vi == "dài theo hồ sơ (m): 7.000 → 7.200,5"


def both_ways(work: Tracker, as_of: str) -> list[Any]:
    """The years and what is added in each, as the full report of a day has them."""
    document: Any = work.figures.coverage(full=True, as_of=as_of)
    return [(row["year"], row["in_year"]) for row in document["targets"]["rows"]]


def test_what_is_added_in_a_year_takes_the_place_of_a_total_that_was_set_before(
    here: Tracker, tmp_path: Path
) -> None:
    take_in(here, tmp_path, "2026,350,QĐ 1")
    path = tmp_path / "added.csv"
    path.write_text("Năm,Tăng thêm trong năm\n2026,5\n", encoding="utf-8")
    columns = {"added": "Tăng thêm trong năm"}
    receipt = here.register.import_file("targets", path, columns=columns, on=LATER)
    assert "350 → –" in " ".join(change.words.vi for change in receipt.changes)
    assert both_ways(here, LATER) == [(2026, 5)] and set_for(here, as_of=LATER) != [(2026, 350)]
    assert set_for(here, as_of="2026-09-30") == [(2026, 350)]
    take_in(here, tmp_path, "2026,350,QĐ 1", on="2026-10-03")
    assert (both_ways(here, "2026-10-03"), set_for(here)) == ([(2026, None)], [(2026, 350)])


def test_an_import_of_targets_is_taken_back(here: Tracker, tmp_path: Path) -> None:
    receipt = take_in(here, tmp_path, "2026,3,QĐ 1")
    here.surveys.undo(receipt.batch, why="nhầm tệp")
    assert set_for(here) == []


def test_targets_come_with_another_copy_and_the_store_is_whole(
    here: Tracker, tmp_path: Path
) -> None:
    there = tracker.open(shutil.copy(here.store.path, tmp_path / "there.gpkg"))
    take_in(there, tmp_path, "2026,3,QĐ 1")
    here.merge(there.store.path)
    assert set_for(here) == [(2026, 3)]
    assert main(["--store", str(here.store.path), "check"]) == 0
    with here.store.reading() as connection:
        assert connection.execute("SELECT year, markers FROM targets").fetchall() == [(2026, 3)]


def test_a_check_writes_nothing(here: Tracker, tmp_path: Path) -> None:
    path = tmp_path / "targets.csv"
    path.write_text("Năm,Số mốc lũy kế\n2026,3\n", encoding="utf-8")
    assert here.register.check("targets", path).applied == 1
    assert set_for(here) == []


def test_a_target_of_the_province_and_one_of_a_commune_stay_two_in_any_order(
    here: Tracker, tmp_path: Path
) -> None:
    communes = tmp_path / "communes.csv"
    communes.write_text("Mã xã,Tên xã\n06004,Quốc Khánh\n", encoding="utf-8")
    here.register.import_file("communes", communes)
    path = tmp_path / "targets.csv"
    for rows in (("toàn tỉnh", "Quốc Khánh"), ("Quốc Khánh", "toàn tỉnh")):
        counts = {"toàn tỉnh": 3, "Quốc Khánh": 1}
        lines = [f"2026,{place},{counts[place]}" for place in rows]
        path.write_text("\n".join(["Năm,Xã,Số mốc lũy kế", *lines]), encoding="utf-8")
        here.register.import_file("targets", path, on="2026-10-01")
        assert set_for(here) == [(2026, 3), (2026, 1)]
