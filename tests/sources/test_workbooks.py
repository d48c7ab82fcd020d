from __future__ import annotations

import time
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from mocgioi import sources
from mocgioi.errors import UnreadableInput
from tests.sources import facts


def test_title_rows_become_the_preamble(tmp_path: Path) -> None:
    (table,) = sources.read(facts.write_xlsx(tmp_path)).tables
    assert table.preamble == ("BAN CHỈ ĐẠO", "KẾT QUẢ KIỂM TRA")
    assert table.header_row == 4


def workbook(tmp_path: Path) -> tuple[openpyxl.Workbook, Path]:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Số hiệu mốc", "Tình trạng đường", "Ngày kiểm tra"])
    sheet.append([1116, "có", datetime(2025, 11, 5)])
    return book, tmp_path / "book.xlsx"


def test_numbers_and_dates_stay_what_they_are(tmp_path: Path) -> None:
    book, path = workbook(tmp_path)
    book.save(path)
    assert sources.read(path).tables[0].rows[0].values == (1116, "có", datetime(2025, 11, 5))


def test_a_hidden_sheet_is_told_and_read_only_when_asked_for(tmp_path: Path) -> None:
    book, path = workbook(tmp_path)
    hidden = book.create_sheet("ẩn")
    hidden.append(["Số hiệu mốc", "Tình trạng đường"])
    hidden.append(["9999", "có"])
    hidden.sheet_state = "hidden"
    book.save(path)
    raw = sources.read(path)
    assert [t.name for t in raw.tables] == ["Sheet"]
    assert [(f.code, f.sheet) for f in raw.findings] == [("sheet-hidden", "ẩn")]
    assert sources.read(path, sheet="ẩn").tables[0].rows[0].values == ("9999", "có")


def test_a_hidden_row_is_read_and_told(tmp_path: Path) -> None:
    book, path = workbook(tmp_path)
    book.worksheets[0].row_dimensions[2].hidden = True
    book.save(path)
    raw = sources.read(path)
    assert raw.tables[0].rows[0].hidden
    assert [(f.code, f.row) for f in raw.findings] == [("row-hidden", 2)]


@pytest.mark.parametrize(
    ("value", "number_format", "code"),
    [
        ("=1088/2", "General", "formula-no-value"),
        (1223, '0"(1)"', "cell-format"),
    ],
)
def test_a_cell_that_shows_something_else_is_an_error_of_its_row(
    value: object, number_format: str, code: str, tmp_path: Path
) -> None:
    book, path = workbook(tmp_path)
    cell = book.worksheets[0]["A2"]
    cell.value = value
    cell.number_format = number_format
    book.save(path)
    (finding,) = sources.read(path).findings
    assert (finding.code, finding.severity, finding.row, finding.column) == (
        code,
        "error",
        2,
        "Số hiệu mốc",
    )


@pytest.mark.parametrize(
    "written",
    [
        "Sai, thực tế chưa có đường",
        "[Threaded comment]\n\nYour version of Excel allows you to read this threaded comment.\n\n"
        "Comment:\n    Sai, thực tế chưa có đường",
    ],
)
def test_a_comment_to_a_cell_is_told_word_for_word(written: str, tmp_path: Path) -> None:
    book, path = workbook(tmp_path)
    book.worksheets[0]["B2"].comment = Comment(written, "Đồn")
    book.worksheets[0]["B1"].comment = Comment("chọn trong danh sách", "Đồn")
    book.save(path)
    (finding,) = sources.read(path).findings
    assert (finding.code, finding.severity, finding.row) == ("cell-note", "warning", 2)
    assert (finding.column, finding.value) == ("Tình trạng đường", "Sai, thực tế chưa có đường")


def test_far_blank_rows_are_no_rows(tmp_path: Path) -> None:
    book, path = workbook(tmp_path)
    book.worksheets[0]["C5000"] = "  "
    book.save(path)
    assert len(sources.read(path).tables[0].rows) == 1


def test_cells_merged_downwards_all_have_the_value(tmp_path: Path) -> None:
    book, path = workbook(tmp_path)
    sheet = book.worksheets[0]
    sheet.append([None, "chưa có", datetime(2025, 11, 6)])
    sheet.merge_cells("A2:A3")
    book.save(path)
    assert [row.values[0] for row in sources.read(path).tables[0].rows] == [1116, 1116]


def test_a_merged_header_over_two_columns_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Số hiệu mốc", "Toạ độ", None, "Ngày kiểm tra"])
    sheet.append([None, "Kinh độ", "Vĩ độ", None])
    sheet.append([1116, 106.7, 21.9, datetime(2025, 11, 5)])
    for merged in ("A1:A2", "B1:C1", "D1:D2"):
        sheet.merge_cells(merged)
    book.save(tmp_path / "merged.xlsx")
    (table,) = sources.read(tmp_path / "merged.xlsx").tables
    assert table.header == ("Số hiệu mốc", "Toạ độ / Kinh độ", "Toạ độ / Vĩ độ", "Ngày kiểm tra")
    assert [row.values for row in table.rows] == [(1116, 106.7, 21.9, datetime(2025, 11, 5))]


def test_a_malformed_validation_does_not_spoil_a_workbook(tmp_path: Path) -> None:
    book, path = workbook(tmp_path)
    book.save(path)
    broken = tmp_path / "broken.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(broken, "w") as new:
        for member in old.infolist():
            content = old.read(member)
            if member.filename.endswith("sheet1.xml"):
                content = content.replace(
                    b"</sheetData>",
                    b'</sheetData><dataValidations count="x"><bad/></dataValidations>',
                )
            new.writestr(member, content)
    assert len(sources.read(broken).tables[0].rows) == 1


def changed(path: Path, old: str, new: str) -> Path:
    """Replace a text of the first sheet of a workbook."""
    part = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old.encode() in parts[part]
    parts[part] = parts[part].replace(old.encode(), new.encode())
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize("row", ["1048577", "0", "-3", "99999999999999999999", "abc"])
def test_a_row_beyond_the_sheet_refuses_the_file(row: str, tmp_path: Path) -> None:
    book, path = workbook(tmp_path)
    book.save(path)
    with pytest.raises(UnreadableInput):
        sources.read(changed(path, '<row r="2"', f'<row r="{row}"'))


@pytest.mark.parametrize("number", ["1e999", "nan", "1_0", "0x10"])
def test_a_number_that_is_none_is_text(number: str, tmp_path: Path) -> None:
    book, path = workbook(tmp_path)
    book.save(path)
    raw = sources.read(changed(path, "<v>1116</v>", f"<v>{number}</v>"))
    assert raw.tables[0].rows[0].values[0] == ("inf" if number == "1e999" else number)


def test_a_thousand_merges_that_overlap_take_no_time(tmp_path: Path) -> None:
    book, path = workbook(tmp_path)
    for _ in range(3_000):
        book.worksheets[0].append([1117, "có", datetime(2025, 11, 5)])
    book.save(path)
    merges = "".join(f'<mergeCell ref="A{n}:A3002"/>' for n in range(2, 3_000))
    changed(path, "</sheetData>", f"</sheetData><mergeCells>{merges}</mergeCells>")
    started = time.process_time()
    rows = sources.read(path).tables[0].rows
    assert time.process_time() - started < 3
    assert len(rows) == 3_001


def test_a_cell_far_to_the_right_is_told_as_too_wide(tmp_path: Path) -> None:
    book, path = workbook(tmp_path)
    book.worksheets[0]["XFD2"] = "x"
    book.save(path)
    with pytest.raises(UnreadableInput) as caught:
        sources.read(path)
    assert caught.value.findings[0].code == "file-too-large"
