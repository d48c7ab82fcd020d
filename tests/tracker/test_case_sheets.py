"""The sheet of what must be reported at once: laid out, filled in by hand, taken back."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from mocgioi.documents.cases import CaseEntry
from mocgioi.errors import UnreadableInput
from mocgioi.tracker import Tracker
from mocgioi.tracker.moments import today
from tests.tracker.conftest import Ran

HEADER = "Số hiệu mốc,Ngày kiểm tra,Tình trạng mốc,Ghi chú,Minh họa\n"
LOST = "1116,05/11/2025,bị mất,,x\n"
UNKNOWN = "1461,05/11/2025,bị đổ,,x\n"
NAME = "bao-ngay.xlsx"


def send(week: Path, *rows: str, name: str = "phieu.csv") -> None:
    (week / name).write_text(HEADER + "".join(rows), encoding="utf-8")


def lost(week: Path) -> None:
    send(week, LOST)


def unknown(week: Path) -> None:
    send(week, UNKNOWN)


def fill(path: Path, marker: str, **cells: str | None) -> None:
    """Write into the row of a marker, the headings with ``_`` for spaces."""
    book = openpyxl.load_workbook(path)
    sheet: Any = book.worksheets[0]
    header = next(row for row in sheet.iter_rows() if row[0].value == "STT")
    columns = {str(cell.value): cell.column for cell in header}
    (line,) = [
        line
        for line in range(header[0].row + 1, sheet.max_row + 1)
        if str(sheet.cell(line, 2).value).strip("«»") == marker
    ]
    for heading, text in cells.items():
        sheet.cell(line, columns[heading.replace("_", " ")]).value = text
    book.save(path)


def lines(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a sheet, by heading."""
    (sheet,) = openpyxl.load_workbook(path).worksheets
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    at = next(place for place, row in enumerate(rows) if row[0] == "STT")
    return [dict(zip(map(str, rows[at]), row, strict=True)) for row in rows[at + 1 :]]


def wrong(done: Any) -> list[tuple[str, str | None, int | None]]:
    return [(f.code, f.column, f.row) for came in done.recorded.values() for f in came.findings]


def only(clerk: Tracker, subject: str = "1116") -> CaseEntry:
    (case,) = clerk.cases.document(subject)["cases"]
    return case


def steps(clerk: Tracker, subject: str = "1116") -> list[tuple[str, str, str | None, str | None]]:
    taken = only(clerk, subject)["steps"]
    return [(step["step"], step["day"], step["to"], step["document"]) for step in taken]


def test_what_must_be_reported_lies_beside_the_page_with_what_is_due(
    clerk: Tracker, week: Path, ran: Ran
) -> None:
    ran(lost)
    (line,) = lines(week / NAME)
    assert (line["Số hiệu mốc"], line["Việc cần làm"]) == ("1116", "BÁO NGAY (hạn 05/11/2025)")
    assert f'<a href="{NAME}">' in (week / "tom-tat.html").read_text("utf-8")


def test_what_was_done_is_recorded_from_the_sheet(clerk: Tracker, week: Path, ran: Ran) -> None:
    ran(lost)
    fill(
        week / NAME,
        "1116",
        Ngày_báo_cáo="6/11/2025",
        Báo_cáo_cho="Sở Ngoại vụ",
        Số_văn_bản_báo_cáo="12/BC",
        Ngày_thông_báo_phía_bên_kia="10/11/2025",
        Ngày_thống_nhất_sửa_chữa="15/11/2025",
        Ngày_sửa_chữa="01/12/2025",
        Số_biên_bản_sửa_chữa="3/BB",
    )
    done = clerk.update(week)
    assert wrong(done) == []
    assert steps(clerk) == [
        ("reported", "2025-11-06", "Sở Ngoại vụ", "12/BC"),
        ("notified", "2025-11-10", None, None),
        ("agreed", "2025-11-15", None, None),
        ("repaired", "2025-12-01", None, "3/BB"),
    ]


def test_a_sheet_that_nobody_wrote_in_says_nothing_and_is_no_complaint(
    clerk: Tracker, week: Path, ran: Ran
) -> None:
    ran(lost)
    done = clerk.update(week)
    assert (wrong(done), done.refused, done.no_surveys, done.written) == ([], [], [], [])
    assert only(clerk)["history"] == []


def test_what_was_recorded_before_is_no_news_in_an_old_copy(
    clerk: Tracker, week: Path, ran: Ran
) -> None:
    ran(lost)
    fill(week / NAME, "1116", Ngày_báo_cáo="06/11/2025", Báo_cáo_cho="Sở")
    shutil.copy(week / NAME, week / "bao-ngay (1).xlsx")
    clerk.update(week)
    clerk.cases.record("1116", reported_on="2025-11-07", to="Sở", why="ghi nhầm ngày")
    done = clerk.update(week)
    assert (wrong(done), steps(clerk)) == ([], [("reported", "2025-11-07", "Sở", None)])


def test_a_row_goes_in_whole_or_not_at_all_and_stays_written(clerk: Tracker, week: Path) -> None:
    send(week, LOST, "1117,05/11/2025,bị mất,,x\n")
    clerk.update(week)
    fill(
        week / NAME,
        "1116",
        Ngày_báo_cáo="06/11/2025",
        Báo_cáo_cho="Sở",
        Ngày_sửa_chữa="01/01/2999",
    )
    fill(week / NAME, "1117", Ngày_báo_cáo="06/11/2025", Báo_cáo_cho="Sở")
    done = clerk.update(week)
    assert wrong(done) == [("case-refused", None, 5)]
    assert (steps(clerk), steps(clerk, "1117")) == ([], [("reported", "2025-11-06", "Sở", None)])
    kept = next(line for line in lines(week / NAME) if line["Số hiệu mốc"] == "1116")
    assert (kept["Ngày báo cáo"], kept["Ngày sửa chữa"]) == ("06/11/2025", "01/01/2999")
    assert "dòng 5: Ngày 01/01/2999 phải từ" in (week / "tom-tat.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"Báo_cáo_cho": "Sở"}, "case-day-missing"),
        ({"Số_biên_bản_sửa_chữa": "3/BB"}, "case-day-missing"),
        ({"Ngày_báo_cáo": "06/11/2025"}, "case-refused"),
        ({"Ngày_báo_cáo": "hôm qua", "Báo_cáo_cho": "Sở"}, "case-refused"),
        ({"Không_phải_báo_(x)": "x"}, "case-refused"),
        ({"Không_phải_báo_(x)": "chưa rõ", "Lý_do": "?"}, "mark-unreadable"),
        ({"Lý_do": "đã gọi điện"}, "case-reason-alone"),
        (
            {
                "Không_phải_báo_(x)": "x",
                "Lý_do": "?",
                "Ngày_báo_cáo": "06/11/2025",
                "Báo_cáo_cho": "Sở",
            },
            "case-two-ways",
        ),
        ({"Ngày_mốc_đã_khôi_phục": "06/11/2025"}, "case-refused"),
        ({"Mã_vụ_việc": None, "Ngày_báo_cáo": "06/11/2025"}, "case-unknown"),
    ],
)
def test_what_cannot_be_is_told_with_its_row_and_records_nothing(
    clerk: Tracker, week: Path, cells: dict[str, str | None], code: str, ran: Ran
) -> None:
    ran(lost)
    fill(week / NAME, "1116", **cells)
    done = clerk.update(week)
    assert [(found[0], found[2]) for found in wrong(done)] == [(code, 5)]
    assert only(clerk)["history"] == []
    assert [work.kind for work in done.work] == ["decided"]


def test_a_case_that_is_none_goes_with_its_reason(clerk: Tracker, week: Path, ran: Ran) -> None:
    ran(unknown)
    fill(week / NAME, "1461", **{"Không_phải_báo_(x)": "x", "Lý_do": "mốc tỉnh bạn"})
    done = clerk.update(week)
    assert (done.to_report, done.perhaps, (week / NAME).exists()) == (0, 0, False)


def test_a_row_without_a_known_marker_is_given_one_and_reported_at_once(
    clerk: Tracker, week: Path, ran: Ran
) -> None:
    ran(unknown)
    fill(
        week / NAME,
        "1461",
        Là_của_mốc="1118",
        Ngày_báo_cáo="06/11/2025",
        Báo_cáo_cho="Sở",
    )
    assert wrong(clerk.update(week)) == []
    assert steps(clerk, "1118") == [("reported", "2025-11-06", "Sở", None)]


def test_a_cell_that_is_changed_with_a_reason_is_a_correction(
    clerk: Tracker, week: Path, ran: Ran
) -> None:
    ran(lost)
    clerk.cases.record("1116", reported_on="2025-11-06", to="Sở")
    clerk.update(week)
    (line,) = lines(week / NAME)
    assert (line["Ngày báo cáo"], line["Báo cáo cho"]) == ("06/11/2025", "Sở")
    fill(week / NAME, "1116", Ngày_báo_cáo="07/11/2025")
    assert wrong(clerk.update(week)) == [("case-refused", None, 5)]
    fill(week / NAME, "1116", Lý_do="ghi nhầm")
    assert wrong(clerk.update(week)) == []
    assert steps(clerk) == [("reported", "2025-11-07", "Sở", None)]


def test_an_overdue_step_is_told_and_needs_a_person(clerk: Tracker, week: Path, ran: Ran) -> None:
    ran(lost)
    clerk.cases.record("1116", reported_on="2025-11-06", to="Sở")
    done = clerk.update(week)
    assert (done.to_report, done.overdue, done.needs_person) == (0, 1, True)
    told = "Việc quá hạn sau BÁO NGAY (1): 1116: thông báo cho phía bên kia (quá hạn"
    assert told in (week / "tom-tat.html").read_text("utf-8")


def test_the_sheet_is_no_survey_and_says_where_it_goes(
    clerk: Tracker, week: Path, ran: Ran
) -> None:
    ran(lost)
    with pytest.raises(UnreadableInput) as refused:
        clerk.surveys.apply(week / NAME)
    assert [hint.verb for hint in refused.value.hints] == ["update"]
    assert len(clerk.cases.document()["cases"]) == 1


def test_only_what_must_be_reported_needs_a_person_too(clerk: Tracker, week: Path) -> None:
    send(week, LOST)
    done = clerk.update(week)
    assert (done.work, done.to_report, done.needs_person) == ([], 1, True)
    clerk.cases.record("1116", reported_on=today(), to="Sở")
    assert not clerk.update(week).needs_person
