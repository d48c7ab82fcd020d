"""XLS sheets by xlrd, which is plain Python: a damaged file ends in an error, not in a crash."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import xlrd

from mocgioi.sources.block import GridRow
from mocgioi.sources.raw import Cell
from mocgioi.sources.walked import Merge, WalkedSheet


@contextlib.contextmanager
def sheets(path: Path) -> Iterator[list[WalkedSheet]]:
    """Open an XLS and give its sheets.

    Raises:
        Exception: whatever xlrd raises for a file that is damaged.
    """
    book: Any = xlrd.open_workbook(
        path, logfile=io.StringIO(), formatting_info=True, ragged_rows=True
    )
    yield [
        WalkedSheet(
            name=sheet.name,
            visible=sheet.visibility == 0,
            rows=_rows(book, sheet),
            merges=_merges(sheet),
            doubts=[],
        )
        for sheet in book.sheets()
    ]


def _merges(sheet: Any) -> list[Merge]:
    return [
        Merge(first + 1, last, column + 1)
        for first, last, column, _ in sheet.merged_cells
        if last - first > 1
    ]


def _rows(book: Any, sheet: Any) -> Iterator[GridRow]:
    for number in range(sheet.nrows):
        cells = [_value(cell, book.datemode) for cell in sheet.row(number)]
        info = sheet.rowinfo_map.get(number)
        struck = tuple(p for p, cell in enumerate(sheet.row(number)) if _is_struck(book, cell))
        yield GridRow(number + 1, cells, bool(info and info.hidden), struck)


def _is_struck(book: Any, cell: Any) -> bool:
    """Say whether a cell that holds anything is struck through as a whole."""
    if cell.xf_index is None or cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return False
    return bool(book.font_list[book.xf_list[cell.xf_index].font_index].struck_out)


def _value(cell: Any, datemode: int) -> Cell:
    """Return a cell's value: whole numbers as such, days as such, an error by its name."""
    value = cell.value
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        return int(value) if value.is_integer() else float(value)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(value, "#VALUE!"))
    if cell.ctype == xlrd.XL_CELL_DATE:
        with contextlib.suppress(xlrd.XLDateError, OverflowError, ValueError):
            day: Cell = xlrd.xldate_as_datetime(value, datemode)
            return day if value >= 1 else str(day)
        return float(value)
    return str(value) or None
