"""A column for each year or day of one state: what each says is of its own day, or asked about."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from mocgioi import sources
from mocgioi.domain.survey import SurveyRow
from mocgioi.intake import Taken, take_survey
from mocgioi.sources import Cell
from tests.intake import world
from tests.intake.test_office_tables import TODAY, take


def grouped(path: Path, group: str, *headings: Cell) -> Taken[SurveyRow]:
    """Take a sheet whose group of columns has the headings, over one row: chưa, đã xây dựng."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["TT", "Mốc", group, None, "Ngày kiểm tra"])
    sheet.append([None, None, *headings, None])
    sheet.append([1, "1100", "chưa", "đã xây dựng", datetime(2026, 11, 16)])
    sheet.merge_cells("C1:D1")
    book.save(path)
    return take_survey(sources.read(path), known=world.FULL, today=TODAY)


def road(taken: Taken[SurveyRow]) -> list[tuple[str, str | None]]:
    return [(row.observed_on, row.values.get("road_status")) for row in taken.entries]


@pytest.mark.parametrize(
    "headings",
    [
        ("Đến 31/12/2024", "Đến 31/12/2025"),
        ("Cuối năm 2024", "Tính đến hết năm 2025"),
        (datetime(2024, 12, 31), datetime(2025, 12, 31)),
        ("Lần 1 (31/12/2024)", "Lần 2 (31/12/2025)"),
    ],
)
def test_columns_under_a_group_that_name_days_are_each_of_their_day(
    tmp_path: Path, headings: tuple[Cell, Cell]
) -> None:
    taken = grouped(tmp_path / "a.xlsx", "Đường đến mốc", *headings)
    assert road(taken) == [("2024-12-31", "none"), ("2025-12-31", "built")]


@pytest.mark.parametrize("headings", [("Năm 2025", "Năm 2026"), (2025, 2026), ("2025", "2026")])
def test_of_columns_of_years_a_row_has_that_of_its_day_and_the_other_is_told(
    tmp_path: Path, headings: tuple[Cell, Cell]
) -> None:
    taken = grouped(tmp_path / "a.xlsx", "Đường đến mốc", *headings)
    assert road(taken) == [("2026-11-16", "built")]
    assert [f.code for f in taken.findings if f.severity == "warning"] == ["column-year"]


def test_a_person_says_that_a_column_of_a_year_is_of_a_day() -> None:
    raw = world.raw_file(
        ("Mốc", "Ngày kiểm tra", "Tình trạng đường 2025", "Tình trạng đường 2026"),
        [("1100", "16/11/2026", "chưa", "đã xây dựng")],
    )
    said = {"road_status@31/12/2025": "Tình trạng đường 2025"}
    taken = take_survey(raw, known=world.FULL, today=TODAY, columns=said)
    assert road(taken) == [("2025-12-31", "none"), ("2026-11-16", "built")]
    assert [kept.field for kept in taken.mappings] == ["road_status@31/12/2025"]


def test_a_plan_of_a_year_to_come_is_told_without_a_way_to_take_it() -> None:
    header = ("Mốc", "Ngày kiểm tra", "Tình trạng đường 2026", "Tình trạng đường 2027")
    taken = take(header, ("1100", "16/11/2026", "chưa", "đã xây dựng"))
    assert road(taken) == [("2026-11-16", "none")]
    assert ["--column" in f.words().vi for f in taken.findings if f.code == "column-year"] == [
        False
    ]


def test_two_columns_of_one_day_that_differ_are_asked_about() -> None:
    header = ("Mốc", "Tình trạng đường cuối năm 2025", "Tình trạng đường (31/12/2025)")
    taken = take(header, ("1100", "chưa", "đã xây dựng"))
    assert [row.codes for row in taken.rejected] == [("state-twice",)]


def test_as_before_in_a_later_column_is_what_the_earlier_one_says() -> None:
    header = ("Mốc", "Tình trạng đường đến 31/12/2024", "Tình trạng đường đến 31/12/2025")
    taken = take(
        header,
        ("1100", "đang làm", "như cũ"),
        standing={"1100": {"road_status": ("none", "2024-05-01")}},
    )
    assert road(taken) == [
        ("2024-12-31", "under_construction"),
        ("2025-12-31", "under_construction"),
    ]


def test_a_row_that_says_something_only_of_another_day_is_a_row() -> None:
    header = ("Mốc", "Ngày kiểm tra", "Đường đến mốc", "Đường đến mốc (31/12/2025)")
    taken = take(header, ("1100", None, None, "đã xây dựng"))
    assert road(taken) == [("2025-12-31", "built")]


def test_what_a_row_says_beside_its_states_is_of_its_last_day() -> None:
    header = ("Mốc", "Đường đến mốc (31/12/2024)", "Đường đến mốc (31/12/2025)", "Nguồn vốn")
    taken = take(header, ("1100", "chưa", "có", "xã hội hóa"))
    assert [row.values.get("funding") for row in taken.entries] == [None, "contributions"]


def test_a_struck_cell_of_one_day_rejects_its_row(tmp_path: Path) -> None:
    from openpyxl.styles import Font

    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Mốc", "Đường đến mốc (31/12/2024)", "Đường đến mốc (31/12/2025)"])
    sheet.append(["1100", "chưa", "có"])
    sheet["C2"].font = Font(strike=True)
    book.save(path)
    taken = take_survey(sources.read(path), known=world.FULL, today=TODAY)
    assert [row.codes for row in taken.rejected] == [("row-struck",)]
