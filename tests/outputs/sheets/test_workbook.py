from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import openpyxl
import pytest

from mocgioi.outputs.sheets.workbook import Book


def read_back(book: Book) -> Any:
    return openpyxl.load_workbook(io.BytesIO(book.to_bytes()))


def test_a_book_carries_the_day_it_is_of_and_not_the_clock() -> None:
    properties = read_back(Book(made_on="2026-11-22", lang="vi")).properties
    assert properties.creator == "mocgioi"
    assert properties.created == properties.modified == datetime(2026, 11, 22)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("\U0001f600" * 31, "1"),
        ("'phiếu' [1/2]", "phiếu' 1-2"),
        ("Theo huyện cũ (trước 1/7/2025)", "Theo huyện cũ (trước 1-7-2025)"),
        ("Mốc nay khác với báo cáo «Quốc hội»", "Mốc nay khác với báo cáo"),
        ("Mốc hư hỏng, bị mất phát hiện và chưa xử lý", "Mốc hư hỏng, bị mất phát hiện"),
        ("Mốc ngoài diện cần có đường, không tính", "Mốc ngoài diện cần có đường"),
    ],
)
def test_any_title_names_a_sheet(title: str, name: str) -> None:
    book = Book(made_on="2026-11-22", lang="vi")
    book.page(title)
    book.page(title)
    names = read_back(book).sheetnames
    assert names[0] == name
    assert len(set(names)) == 2


def test_no_row_and_no_column_is_smaller_than_asked_for() -> None:
    book = Book(made_on="2026-11-22", lang="vi")
    page = book.page("1")
    page.widths([6.55, 12.0])
    page.put(1, 1, "a", "cell")
    page.fit(1, least=2)
    sheet = read_back(book).worksheets[0]
    assert 6.55 <= sheet.column_dimensions["A"].width < 6.55 + 1 / 7
    assert sheet.column_dimensions["B"].width == 12.0
    assert 34.0 <= sheet.row_dimensions[1].height < 34.75
