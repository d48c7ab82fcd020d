"""CSV and XLSX: tables without shapes; the place of a point stands in two columns."""

from __future__ import annotations

from datetime import date
from typing import Any

from mocgioi.domain.crs import is_geographic
from mocgioi.domain.vocabulary import CODE_LISTS
from mocgioi.errors import Text
from mocgioi.outputs import csv_table
from mocgioi.outputs.export.looks import written
from mocgioi.outputs.export.table import LABEL, MARK, Column, Table, heading
from mocgioi.outputs.sheets.workbook import Book

_DEGREES = (
    Column("longitude", Text("kinh độ", "longitude"), "longitude", "number"),
    Column("latitude", Text("vĩ độ", "latitude"), "latitude", "number"),
)
_METRES = (
    Column("easting", Text("tọa độ Đông (m)", "easting (m)"), "easting", "number"),
    Column("northing", Text("tọa độ Bắc (m)", "northing (m)"), "northing", "number"),
)
_SYSTEM = Column("crs", Text("hệ tọa độ", "coordinate system"), "crs")
_DECIMALS = {True: 8, False: 3}
"""Of degrees and of metres."""
_WIDEST, _NARROWEST = 44.0, 9.0


def csv(table: Table) -> bytes:
    """Return a table as CSV in UTF-8 with the mark by which Excel knows it; codes as headings."""
    placed = with_places(table)
    header = [column.name for column in placed.columns]
    rows = [[_plain(value) for value in row] for row in placed.rows]
    return csv_table.write(header, rows).encode("utf-8-sig")


def xlsx(table: Table) -> bytes:
    """Return a table as a workbook of one sheet: labels for codes, real days, drop-downs."""
    placed = with_places(table)
    lists = {f"{column.name}{LABEL}": column.codes for column in placed.columns if column.codes}
    read = placed.for_people()
    book = Book(made_on=table.as_of, lang=table.lang)
    page = book.page(table.title.to(table.lang))
    texts = [[_shown(value, table) for value in row] for row in read.rows]
    page.widths([_width(read, texts, at) for at in range(len(read.columns))])
    for at, column in enumerate(read.columns, start=1):
        page.put(1, at, heading(column, table.lang), "heading")
    page.fit(1)
    for number, row in enumerate(read.rows, start=2):
        for at, (column, value) in enumerate(zip(read.columns, row, strict=True), start=1):
            if value is None or isinstance(value, (str, bool)):
                page.put(number, at, None if value is None else _shown(value, table), "cell")
            elif isinstance(value, date):
                page.put_day(number, at, value.isoformat(), "cell")
            else:
                page.put_number(number, at, value, "cell", _format_of(column))
    last = len(read.rows) + 2
    for at, column in enumerate(read.columns, start=1):
        if (codes := lists.get(column.name)) in CODE_LISTS and codes is not None:
            page.choose_term(at, range(2, last), codes)
    page.filter(range(1, last))
    page.finish(1, keep_columns=1, protect=False)
    return book.to_bytes()


def with_places(table: Table) -> Table:
    """Return a table of points with their places in columns, before the mark of the export."""
    if table.geometry != "Point" or table.shapes is None:
        return table
    import shapely

    in_degrees = is_geographic(table.crs)
    decimals = _DECIMALS[in_degrees]
    columns = (*(_DEGREES if in_degrees else _METRES), _SYSTEM)
    marked = table.at(MARK)
    at = len(table.columns) if marked is None else marked
    rows = []
    for row, wkb in zip(table.rows, table.shapes, strict=True):
        place: tuple[Any, ...] = (None, None, None)
        if wkb is not None:
            point = shapely.from_wkb(wkb)
            place = (round(point.x, decimals), round(point.y, decimals), table.crs)
        rows.append((*row[:at], *place, *row[at:]))
    return table._replace(columns=(*table.columns[:at], *columns, *table.columns[at:]), rows=rows)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _shown(value: Any, table: Table) -> str:
    return "" if value is None else written(value, table.lang)


def _width(table: Table, texts: list[list[str]], at: int) -> float:
    longest = max((len(row[at]) for row in texts), default=0)
    title = max(map(len, heading(table.columns[at], table.lang).split()))
    return min(_WIDEST, max(_NARROWEST, longest + 1.5, title + 2.0))


def _format_of(column: Column) -> str:
    if column.kind == "whole":
        return "0" if column.name in ("year", "row") else "#,##0"
    return "0.00000000" if column in _DEGREES else "0.000" if column in _METRES else "#,##0.###"
