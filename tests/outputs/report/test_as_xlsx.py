from __future__ import annotations

import io
import re
from datetime import datetime
from typing import Any

import openpyxl
import pytest

from mocgioi.domain.counting import GROUPINGS
from mocgioi.errors import Language
from mocgioi.outputs.report import render
from tests.outputs.report.documents import changed, full, hostile, ordinary


def workbook(content: bytes, *, shown: bool = False) -> Any:
    """Return a book; with what its formulas give as a reader shows it, if `shown`."""
    return openpyxl.load_workbook(io.BytesIO(content), data_only=shown)


@pytest.fixture(scope="module")
def book() -> Any:
    return workbook(render(ordinary(GROUPINGS), "xlsx"))


def header_of(sheet: Any) -> int:
    return next(row for row in range(1, 9) if sheet.cell(row, 1).value == "STT")


def test_there_is_a_sheet_for_each_table_and_an_index_and_a_summary_first(book: Any) -> None:
    assert book.sheetnames[:3] == ["Mục lục", "Tóm tắt", "Kết quả theo xã"]
    assert len(book.sheetnames) == 2 + len(GROUPINGS) + 1, "what is left is a table of its own"


def test_the_summary_has_the_figures_as_numbers_with_their_denominator() -> None:
    book = workbook(render(ordinary(GROUPINGS), "xlsx"), shown=True)
    cells = {row[0].value: row[1] for row in book["Tóm tắt"].iter_rows()}
    assert cells["Tổng số mốc"].value == 7
    assert cells["Số mốc cần có đường"].value == 4
    assert cells["Đã xây dựng (lũy kế)"].value == 3
    share = cells["Tỷ lệ trên số mốc cần có đường"]
    assert (share.value, share.number_format) == (0.75, "0.0%")


@pytest.mark.parametrize(("lang", "shown"), [("vi", "dd/mm/yyyy"), ("en", "yyyy-mm-dd")])
def test_days_are_dates_shown_as_the_language_writes_them(lang: Language, shown: str) -> None:
    sheet = workbook(render(ordinary(["marker"]), "xlsx", lang)).worksheets[2]
    days = [cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, datetime)]
    assert days
    assert {cell.number_format for cell in days} == {shown}


def test_a_marker_number_is_a_text_that_no_program_turns_into_a_date() -> None:
    sheet = workbook(render(ordinary(["marker"]), "xlsx")).worksheets[2]
    cells = {row[1].value: row[1] for row in sheet.iter_rows() if row[1].value}
    assert (cells["1117/1"].data_type, cells["1117/1"].number_format) == ("s", "@")


def test_every_table_can_be_filtered_scrolled_and_printed(book: Any) -> None:
    for sheet in book.worksheets[2:]:
        header = header_of(sheet)
        rows = [row[0].value for row in sheet.iter_rows(min_row=header + 1)]
        numbered = sum(isinstance(value, int) for value in rows)
        last = sheet.cell(header + numbered, sheet.max_column).coordinate
        assert sheet.auto_filter.ref == f"A{header}:{last}", "a total is not filtered away"
        assert sheet.freeze_panes == f"C{header + 1}"
        assert sheet.print_title_rows == f"${header}:${header}"
        assert sheet.print_area.startswith(f"'{sheet.title}'!$A$2:"), "not the way back"
        assert int(sheet.print_area.rpartition("$")[2]) >= sheet.max_row
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1) == 1
        whole = sheet.page_setup.fitToHeight != 0
        assert whole == bool(sheet._charts), "a chart stands on the page of its table"


def test_made_up_data_says_so_on_every_sheet_and_every_printed_page(book: Any) -> None:
    for sheet in book.worksheets:
        texts = [str(c.value) for row in sheet.iter_rows(max_row=3) for c in row if c.value]
        assert any("SỐ LIỆU MINH HỌA" in text for text in texts)
        assert sheet.oddHeader.center.text == "SỐ LIỆU MINH HỌA"
    real = workbook(render(changed(ordinary(), illustrative=False), "xlsx"))
    assert all(not sheet.oddHeader.center.text for sheet in real.worksheets)


def test_an_internal_report_says_so_on_every_sheet_and_its_internal_sheets_have_coloured_tabs() -> (
    None
):
    made = workbook(render(full(), "xlsx", internal=True))
    for sheet in made.worksheets:
        texts = [str(c.value) for row in sheet.iter_rows(max_row=4) for c in row if c.value]
        assert "NỘI BỘ" in texts
        assert sheet.oddHeader.left.text == "NỘI BỘ"
    coloured = {sheet.title for sheet in made if sheet.sheet_properties.tabColor}
    assert "Kết quả theo xã" not in coloured
    assert "Mốc cần có đường" in coloured
    open_to_all = workbook(render(full(), "xlsx", internal=False))
    assert not any(sheet.oddHeader.left.text for sheet in open_to_all)
    assert not any(sheet.sheet_properties.tabColor for sheet in open_to_all)


def test_no_text_from_outside_is_a_formula() -> None:
    book = workbook(render(hostile(), "xlsx"))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    attacked = [cell for cell in cells if str(cell.value).startswith("=1+1|")]
    assert attacked
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in attacked)
    formulas = {str(cell.value) for cell in cells if cell.data_type == "f"}
    assert all(re.match(r"=(SUM\(|IF\(|'|[A-Z]+\d+/)", formula) for formula in formulas)
