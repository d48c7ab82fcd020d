"""What should be looked at stays on the page, from whichever week, until somebody says it was."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from mocgioi.cli import main
from mocgioi.documents.update import Update
from mocgioi.tracker import Tracker, agenda
from tests.documents.closed import require

HEADER = "Số hiệu mốc,Ngày kiểm tra,Tình trạng đường,Chất lượng đường,Minh họa\n"
DOUBTFUL = "1116,05/11/2025,chưa xây dựng,tốt,x\n"
NAME = "can-xem-lai.xlsx"


def send(week: Path, *rows: str) -> Path:
    path = week / "phieu.csv"
    path.write_text(HEADER + "".join(rows), encoding="utf-8")
    return path


def send_with_contacts(week: Path) -> Path:
    """Send a workbook of which one sheet is no survey."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    rows = {
        "Phiếu": (HEADER, "1116,15/11/2025,đã xây dựng,,x"),
        "Danh bạ": ("Tên,Số", "A,1"),
    }
    for name, lines in rows.items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line.strip().split(","))
    path = week / "a.xlsx"
    book.save(path)
    return path


def mark(path: Path, text: str) -> None:
    """Write into every cell of the column that says that something was looked at."""
    book = openpyxl.load_workbook(path)
    sheet: Any = book.worksheets[0]
    for line in range(4, sheet.max_row + 1):
        sheet.cell(line, 2).value = text
    book.save(path)


def kinds(clerk: Tracker, week: Path) -> dict[str, int]:
    return {work.kind: len(work.entries) for work in clerk.update(week).work}


def test_a_warning_about_what_counts_stays_after_its_week(
    clerk: Tracker, week: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(week, DOUBTFUL)
    clerk.update(week)
    monkeypatch.setattr(agenda, "DAYS", 0)
    assert kinds(clerk, week) == {"looked": 1}


def test_what_was_left_out_stays_though_its_file_is_gone(clerk: Tracker, week: Path) -> None:
    path = send_with_contacts(week)
    clerk.update(week)
    path.unlink()
    assert kinds(clerk, week) == {"left_out": 1}


def test_an_x_beside_it_ends_it_for_good_though_the_file_is_there(
    clerk: Tracker, week: Path
) -> None:
    send(week, DOUBTFUL)
    send_with_contacts(week)
    assert kinds(clerk, week) == {"looked": 1, "left_out": 1}
    mark(week / NAME, "x")
    for _ in range(2):
        assert kinds(clerk, week) == {}
    assert not (week / NAME).exists()


def test_a_mark_that_is_not_understood_is_told_and_marks_nothing(
    clerk: Tracker, week: Path
) -> None:
    send(week, DOUBTFUL)
    clerk.update(week)
    mark(week / NAME, "để hỏi")
    assert kinds(clerk, week) == {"looked": 1, "decided": 1}


def test_a_sheet_that_nobody_wrote_in_is_no_complaint(clerk: Tracker, week: Path) -> None:
    send(week, DOUBTFUL)
    clerk.update(week)
    done = clerk.update(week)
    assert (done.refused, done.no_surveys, done.written) == ([], [], [])


def test_what_waits_stands_in_the_document_of_the_run(
    clerk: Tracker, week: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    send(week, DOUBTFUL, "1461,15/11/2025,đã xây dựng,,x\n")
    code = main(["--store", str(clerk.store.path), "update", str(week), "--format", "json"])
    document = json.loads(capsys.readouterr().out)
    require(Update, document)
    assert code == 1
    (rows, looked) = document["work"]
    assert (rows["kind"], looked["kind"], looked["sheets"]) == ("rows", "looked", [NAME])
    (entry,) = rows["entries"]
    assert (entry["number"], entry["file"], entry["row"]) == ("1461", "phieu.csv", 3)
    assert entry["message"].startswith("Không có mốc 1461")


def test_what_is_said_of_a_held_row_is_told_where_it_waits_alone(
    clerk: Tracker, week: Path
) -> None:
    row = "1116,05/11/2025,đã xây dựng,,x,đường chưa làm gì\n"
    (week / "phieu.csv").write_text(f"{HEADER.strip()},Ghi chú\n{row}", encoding="utf-8")
    assert kinds(clerk, week) == {"held": 1}
