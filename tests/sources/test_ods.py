"""A few bytes of ODS can stand for millions of cells; they are never laid out."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest

from mocgioi import sources
from mocgioi.errors import UnreadableInput

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"

_MANIFEST = (
    f'''<m:manifest xmlns:m="{_OASIS}:manifest:1.0"><m:file-entry m:full-path="/"/></m:manifest>'''
)


def ods(path: Path, *rows: str) -> Path:
    content = (
        f'<office:document-content xmlns:office="{_OASIS}:office:1.0" '
        f'xmlns:table="{_OASIS}:table:1.0" xmlns:text="{_OASIS}:text:1.0">'
        '<office:body><office:spreadsheet><table:table table:name="S">'
        f"{''.join(rows)}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
    return path


def row(*cells: str, rows: int = 1, columns: int = 1) -> str:
    written = "".join(
        f'<table:table-cell office:value-type="string" table:number-columns-repeated="{columns}">'
        f"<text:p>{cell}</text:p></table:table-cell>"
        for cell in cells
    )
    return f'<table:table-row table:number-rows-repeated="{rows}">{written}</table:table-row>'


BLANK = (
    '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
)


def test_a_sheet_of_too_many_cells_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput) as caught:
        sources.read(ods(tmp_path / "bomb.ods", row("a", rows=1_000_000, columns=1_000)))
    assert caught.value.findings[0].code == "file-too-large"


def test_cells_far_apart_cost_nothing_between_them(tmp_path: Path) -> None:
    path = ods(tmp_path / "far.ods", row("Mốc", "Đường"), BLANK, row("1116", "có"))
    assert [r.row for r in sources.read(path).tables[0].rows] == [1_048_002]


def test_blank_rows_to_the_end_of_a_sheet_are_nothing(tmp_path: Path) -> None:
    path = ods(tmp_path / "plain.ods", row("Số hiệu mốc", "Đường"), row("1116", "có"), BLANK)
    (table,) = sources.read(path).tables
    assert [r.values for r in table.rows] == [("1116", "có")]


def test_what_a_sheet_hides_is_told(tmp_path: Path) -> None:
    hidden = row("1117", "có").replace(
        "<table:table-row", '<table:table-row table:visibility="filter"', 1
    )
    path = ods(tmp_path / "hidden.ods", row("Mốc", "Đường"), row("1116", "có"), hidden)
    raw = sources.read(path)
    assert [(f.code, f.row) for f in raw.findings] == [("row-hidden", 3)]
    assert [r.hidden for r in raw.tables[0].rows] == [False, True]


def test_a_formula_without_a_value_and_a_number_shown_otherwise_are_told(tmp_path: Path) -> None:
    cells = (
        '<table:table-row><table:table-cell table:formula="of:=1088/2"/>'
        '<table:table-cell office:value-type="float" office:value="1223">'
        "<text:p>1223(1)</text:p></table:table-cell></table:table-row>"
    )
    raw = sources.read(ods(tmp_path / "doubts.ods", row("Mốc", "Số hiệu mốc"), cells))
    assert [f.code for f in raw.findings] == ["formula-no-value", "cell-format"]


def test_values_come_as_what_they_are_and_comments_are_told(tmp_path: Path) -> None:
    cells = (
        '<table:table-row><table:table-cell office:value-type="date" '
        'office:date-value="2025-11-05"/><table:table-cell office:value-type="float" '
        'office:value="1116"><office:annotation><text:p>ai ghi?</text:p></office:annotation>'
        '<text:p>1116</text:p></table:table-cell><table:table-cell office:value-type="string">'
        "<text:p>hai<text:s/>dòng</text:p><text:p>x</text:p></table:table-cell></table:table-row>"
    )
    path = ods(tmp_path / "values.ods", row("Ngày", "Mốc", "Ghi chú"), cells)
    raw = sources.read(path)
    (only,) = raw.tables[0].rows
    assert only.values == (date(2025, 11, 5), 1116, "hai dòng\nx")
    assert [(f.code, f.column, f.value) for f in raw.findings] == [("cell-note", "Mốc", "ai ghi?")]


def test_a_row_repeated_a_thousand_times_and_more_is_refused(tmp_path: Path) -> None:
    path = ods(tmp_path / "a.ods", row("Mốc", "Ngày"), row("1116", "x", rows=200_000))
    with pytest.raises(UnreadableInput) as caught:
        sources.read(path)
    assert caught.value.findings[0].code == "file-too-large"


def test_rows_beyond_the_sheet_refuse_the_file(tmp_path: Path) -> None:
    blank = BLANK.replace("1048000", "9" * 18)
    with pytest.raises(UnreadableInput):
        sources.read(ods(tmp_path / "a.ods", row("Mốc", "Ngày"), blank, row("1116", "x")))
