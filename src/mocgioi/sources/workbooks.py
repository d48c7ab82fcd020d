"""Workbooks of every format: their sheets walked through, and what is told of them."""

from __future__ import annotations

import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

from openpyxl.utils import get_column_letter

from mocgioi.errors import Finding
from mocgioi.sources import docx, grid, html_tables, hyperlinks, ods, xls, xlsx
from mocgioi.sources.kinds import refuse, too_many_rows
from mocgioi.sources.raw import Cell, RawRow, RawTable, is_blank
from mocgioi.sources.spool import kept
from mocgioi.sources.walked import Doubt, Merge, WalkedSheet, narrow
from mocgioi.words.findings import finding

_OPENERS: dict[str, Callable[[Path], AbstractContextManager[list[WalkedSheet]]]] = {
    "xlsx": xlsx.sheets,
    "xls": xls.sheets,
    "ods": ods.sheets,
    "docx": docx.sheets,
    "html": html_tables.sheets,
}


def read_workbook(path: Path, kind: str, sheet: str | None) -> tuple[list[RawTable], list[Finding]]:
    """Read the sheets of a workbook, the hidden ones left out unless asked for.

    Formulas give the value stored with them; cells merged downwards all have their value.
    Told as findings: hidden sheets and rows, formulas without a stored value, number formats
    that show a number as something it is not, and comments to cells, which are no part of them.

    Args:
        path: the file. kind: ``xlsx xls ods``, or ``docx html`` for the tables in a document.
        sheet: read only this one, even if it is hidden.

    Raises:
        UnreadableInput: damaged or too large, or no sheet of that name.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with _OPENERS[kind](path) as walked:
                return _sheets(path.name, walked, sheet)
        except grid.TooManyRows:
            raise too_many_rows(path.name, grid.MAX_ROWS) from None


def _sheets(
    file: str, walked: Sequence[WalkedSheet], wanted: str | None
) -> tuple[list[RawTable], list[Finding]]:
    tables: list[RawTable] = []
    findings: list[Finding] = []
    _check_sheet(file, wanted, [sheet.name for sheet in walked])
    for sheet in walked:
        if wanted is not None and sheet.name != wanted:
            continue
        if wanted is None and not sheet.visible:
            findings.append(_hidden_sheet(sheet.name))
            continue
        on_sheet, about_grid = grid.tables(sheet.name, narrow(sheet.rows))
        findings += about_grid
        for table in on_sheet:
            table, about_links = hyperlinks.opened(filled_down(table, sheet.merges), sheet.links)
            tables.append(table)
            findings += [*about_links, *_about_rows(table), *_about_cells(table, sheet.doubts)]
    return tables, findings


def filled_down(table: RawTable, merges: Sequence[Merge]) -> RawTable:
    """Return a table whose cells merged downwards all have the value of the first."""
    wanted = [
        merge._replace(column=merge.column - table.first_column + 1)
        for merge in merges
        if table.first_column
        and merge.first_row > table.header_row
        and 0 <= merge.column - table.first_column < len(table.header)
    ]
    return replace(table, rows=kept(_filled(table.rows, wanted))) if wanted else table


def _filled(rows: Iterable[RawRow], merges: Iterable[Merge]) -> Iterator[RawRow]:
    """Yield rows with the cells filled that merges reach; of merges that overlap, the upper."""
    coming = deque(sorted(merges))
    open_merges: dict[int, tuple[int, Cell]] = {}
    for row in rows:
        for column, (last_row, value) in list(open_merges.items()):
            if row.row > last_row:
                del open_merges[column]
            else:
                row = _with_cell(row, column, value)
        while coming and coming[0].first_row <= row.row:
            first_row, last_row, column = coming.popleft()
            if first_row == row.row and column not in open_merges and column <= len(row.values):
                open_merges[column] = last_row, row.values[column - 1]
        yield row


def _with_cell(row: RawRow, column: int, value: Cell) -> RawRow:
    values = [*row.values, *[None] * (column - len(row.values))]
    if is_blank(values[column - 1]):
        values[column - 1] = value
    return row._replace(values=tuple(values))


def _about_rows(table: RawTable) -> list[Finding]:
    return [
        finding("row-hidden", sheet=table.name, row=row.row, number=row.row)
        for row in table.rows
        if row.hidden
    ]


def _about_cells(table: RawTable, doubts: Sequence[Doubt]) -> list[Finding]:
    """Return the findings about single cells below the header of a sheet."""
    findings = []
    rows = {row.row for row in table.rows} if doubts and table.first_column else set()
    for doubt in doubts:
        place = doubt.column - table.first_column
        heading = table.header[place] if 0 <= place < len(table.header) else ""
        if heading and doubt.row in rows:
            findings.append(_about_cell(table.name, heading, doubt))
    return findings


def _about_cell(sheet: str | None, heading: str, doubt: Doubt) -> Finding:
    cell = f"{get_column_letter(doubt.column)}{doubt.row}"
    shown = doubt.shown if doubt.value is None else f"{doubt.value} «{doubt.shown}»"
    if doubt.code == "formula-no-value":
        return finding(
            "formula-no-value", sheet=sheet, row=doubt.row, column=heading, value=shown, cell=cell
        )
    return finding(
        doubt.code,
        sheet=sheet,
        row=doubt.row,
        column=heading,
        value=shown,
        cell=cell,
        number=doubt.value,
        shown=doubt.shown,
    )


def _check_sheet(file: str, sheet: str | None, names: list[str]) -> None:
    """Refuse a sheet that is not there.

    Raises:
        UnreadableInput: naming the sheets that are.
    """
    if sheet is not None and sheet not in names:
        listed = ", ".join(f"«{n}»" for n in names)
        raise refuse("sheet-unknown", file=file, name=sheet, names=listed)


def _hidden_sheet(name: str) -> Finding:
    """Return the warning about a sheet that is hidden and was not read."""
    return finding("sheet-hidden", sheet=name, name=name)
