"""Workbooks: XLSX by openpyxl, XLS and ODS by calamine.

openpyxl shows what calamine hides: hidden rows and sheets, formulas, number formats.
"""

from __future__ import annotations

import contextlib
import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import python_calamine
from openpyxl.utils import get_column_letter

from mocgioi.errors import Finding, Text, UnreadableInput
from mocgioi.sources import grid
from mocgioi.sources.kinds import damaged, refuse
from mocgioi.sources.raw import Cell, RawTable, is_blank

_ALTERED = re.compile(r'"[^"]*"')
_ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"})


def read_xlsx(path: Path, sheet: str | None) -> tuple[list[RawTable], list[Finding]]:
    """Read the sheets of an XLSX workbook, the hidden ones left out unless asked for.

    Formulas give the value stored with them. Told as findings: hidden sheets and rows,
    formulas without a stored value, error values, and number formats that show a number
    as something it is not.

    Raises:
        UnreadableInput: damaged, or no sheet of that name.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            cells = openpyxl.load_workbook(path)
            values = openpyxl.load_workbook(path, data_only=True, read_only=True)
            with contextlib.closing(values):
                return _sheets(path.name, cells, values, sheet)
        except UnreadableInput:
            raise
        except Exception:  # openpyxl lets whatever its XML readers raise through
            raise damaged(path.name) from None


def _sheets(
    file: str, cells: Any, values: Any, sheet: str | None
) -> tuple[list[RawTable], list[Finding]]:
    """Read the sheets: their stored values, and of `cells` what only the cells show."""
    tables: list[RawTable] = []
    findings: list[Finding] = []
    check_sheet(file, sheet, [ws.title for ws in cells.worksheets])
    for worksheet in cells.worksheets:
        if sheet is not None and worksheet.title != sheet:
            continue
        if sheet is None and worksheet.sheet_state != "visible":
            findings.append(hidden_sheet(worksheet.title))
            continue
        table = grid.table(worksheet.title, _rows(values[worksheet.title], worksheet))
        if table is not None:
            tables.append(table)
            findings += _cell_findings(worksheet, table)
    return tables, findings


def check_sheet(file: str, sheet: str | None, names: list[str]) -> None:
    """Refuse a sheet that is not there.

    Raises:
        UnreadableInput: naming the sheets that are.
    """
    if sheet is not None and sheet not in names:
        listed = ", ".join(f"«{n}»" for n in names)
        raise refuse(
            file,
            "sheet-unknown",
            f"không có trang tính «{sheet}». Các trang: {listed}.",
            f"has no sheet “{sheet}”. It has: {listed}.",
        )


def hidden_sheet(name: str) -> Finding:
    """Return the warning about a sheet that is hidden and was not read."""
    text = Text(
        f'Trang tính «{name}» bị ẩn, không đọc. Nếu cần: --sheet "{name}"',
        f'Sheet “{name}” is hidden and was not read. If it is needed: --sheet "{name}"',
    )
    return Finding("sheet-hidden", "warning", text, sheet=name)


def _rows(values: Any, cells: Any) -> Iterator[tuple[int, list[Cell], bool]]:
    for number, row in enumerate(values.iter_rows(values_only=True), start=1):
        if any(cell is not None for cell in row):
            yield number, [_cell(c) for c in row], bool(cells.row_dimensions[number].hidden)


def _cell(value: Any) -> Cell:
    if value is None or isinstance(value, str | bool | int | float | datetime | date):
        return value
    return str(value)


def _cell_findings(worksheet: Any, table: RawTable) -> list[Finding]:
    """Return the findings about single cells below the header of a sheet."""
    findings: list[Finding] = []
    for row in table.rows:
        if row.hidden:
            text = Text(
                f"Dòng {row.row} đang ẩn (hoặc bị lọc) trong bảng tính; vẫn đọc.",
                f"Row {row.row} is hidden or filtered out in the sheet; it was read.",
            )
            findings.append(Finding("row-hidden", "warning", text, table.name, row.row))
        for column, heading in enumerate(table.header, start=1):
            value = row.values[column - 1] if column <= len(row.values) else None
            said = _about_cell(worksheet.cell(row.row, column), value) if heading else None
            if said:
                code, text, shown = said
                findings.append(Finding(code, "error", text, table.name, row.row, heading, shown))
    return findings


def _about_cell(cell: Any, value: Cell) -> tuple[str, Text, str] | None:
    """Return code, message and shown text of what is wrong with a cell, if anything is."""
    where = f"{get_column_letter(cell.column)}{cell.row}"
    if cell.data_type == "f" and value is None:
        text = Text(
            f"Ô {where} là công thức chưa có kết quả. Hãy mở tệp bằng Excel, lưu lại, rồi nhập.",
            f"Cell {where} holds a formula without a value. Open the file in Excel, save it, and "
            "come again.",
        )
        return "formula-no-value", text, "=…"
    if isinstance(value, str) and value in _ERRORS:
        text = Text(
            f"Ô {where} là lỗi {value}. Hãy sửa ô này trong bảng tính.",
            f"Cell {where} holds the error {value}. Correct it in the sheet.",
        )
        return "cell-error", text, value
    shown = [s for s in _ALTERED.findall(cell.number_format or "") if s.strip('" ')]
    if shown and isinstance(value, int | float) and not cell.is_date:
        text = Text(
            f"Ô {where} là số {value} nhưng bảng tính hiện thêm {', '.join(shown)}. "
            "Hãy ghi ô này dưới dạng văn bản.",
            f"Cell {where} holds {value} but is shown with {', '.join(shown)}. Store it as text.",
        )
        return "cell-format", text, str(value)
    return None


def read_calamine(path: Path, sheet: str | None) -> tuple[list[RawTable], list[Finding]]:
    """Read the sheets of an XLS or ODS workbook.

    Raises:
        UnreadableInput: damaged or encrypted, or no sheet of that name.
    """
    tables: list[RawTable] = []
    findings: list[Finding] = []
    try:
        workbook = python_calamine.CalamineWorkbook.from_path(path)
        visible = {
            m.name: m.visible == python_calamine.SheetVisibleEnum.Visible
            for m in workbook.sheets_metadata
        }
    except (python_calamine.CalamineError, OSError, ValueError, zipfile.BadZipFile):
        raise damaged(path.name) from None
    check_sheet(path.name, sheet, list(visible))
    for name, shown in visible.items():
        if sheet is None and not shown:
            findings.append(hidden_sheet(name))
        elif sheet is None or name == sheet:
            try:
                rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
            except (python_calamine.CalamineError, ValueError):
                raise damaged(path.name, name) from None
            table = grid.table(
                name, ((n, [_plain(c) for c in cells], False) for n, cells in enumerate(rows, 1))
            )
            if table is not None:
                tables.append(table)
    return tables, findings


def _plain(value: Any) -> Cell:
    """Return a cell of calamine, whose whole numbers are floats, as openpyxl gives it."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, time | timedelta):
        return str(value)
    cell: Cell = value
    return None if is_blank(cell) else cell
