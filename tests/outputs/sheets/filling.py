"""Filling in a sheet as a person does, and reading it back as the program does."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl

from mocgioi import sources
from mocgioi.domain.survey import SurveyRow
from mocgioi.intake import Taken, take_survey
from mocgioi.outputs.sheets.returned import SheetRow
from tests.intake import world

TODAY = "2026-11-22"
HOSTILE = "=1+1|cmd'</t>\n&\u202e\x00\x1b_x0041_"


def cells_of(content: bytes, sheet: str | None = None) -> Any:
    """Return a worksheet, the first one if none is named."""
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    return workbook[sheet] if sheet else workbook.worksheets[0]


def header_of(sheet: Any, heading: str) -> tuple[int, dict[str, int]]:
    """Return the row of the header that holds `heading`, and the columns by heading."""
    for row in sheet.iter_rows():
        if any(cell.value == heading for cell in row):
            return row[0].row, {str(cell.value): cell.column for cell in row if cell.value}
    raise AssertionError(f"no heading {heading!r}")


def filled(content: bytes, path: Path, entries: Mapping[int, Mapping[str, Any]]) -> Path:
    """Fill in rows of the first sheet, counted from 0 below the header, and save it to `path`."""
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    sheet: Any = workbook.worksheets[0]
    first = next(iter(next(iter(entries.values()))))
    header, columns = header_of(sheet, first)
    for offset, cells in entries.items():
        for heading, value in cells.items():
            sheet.cell(header + 1 + offset, columns[heading]).value = value
    workbook.save(path)
    return path


def taken(path: Path, **options: Any) -> Taken[SurveyRow]:
    """Return what a survey of the small border is understood as."""
    return take_survey(sources.read(path), known=world.FULL, today=TODAY, **options)


def rows_of(path: Path) -> list[SheetRow]:
    """Return the rows of the only table of a file, by heading."""
    (table,) = sources.read(path).tables
    return [
        SheetRow(row.row, dict(zip(table.header, row.values, strict=False))) for row in table.rows
    ]
