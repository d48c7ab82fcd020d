"""A table of a report on a sheet: totals and shares are formulas, with the values they give.

A formula is written only where it gives what the report says; what cannot be reckoned from the
cells beside it stays the number it is. Every share is a number shown as ``0.0%``.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from mocgioi.outputs.paper.grid import Grid
from mocgioi.outputs.report.parts import Kind, Table, Value
from mocgioi.outputs.sheets.looks import SIZE_PT, Looks
from mocgioi.outputs.sheets.native_charts import Fill, NativeChart, Series
from mocgioi.outputs.sheets.workbook import DAY_FORMAT, MM_PER_CHARACTER, Page
from mocgioi.outputs.wording import NOTHING, one_line

SHARE_FORMAT: Final = "0.0%"
_FORMATS: dict[Kind, str] = {"whole": "#,##0", "tenth": "#,##0.0", "number": "#,##0.0##"}
_ROUNDED = 0.0500001
"""By how much a share differs at most from itself with one decimal, in per cent."""

_PER_CENT = " (%)"
_SIGN_CHARACTERS = 2.5
"""Room for the per cent sign, which the texts of a table leave to the heading."""

BUILT, NEEDING = "built", "markers_needing_road"
_SHARES: dict[str, tuple[str, str, bool]] = {
    "percent": (BUILT, NEEDING, False),
    "share": (BUILT, BUILT, True),
    "target_percent": ("target_done", "target", False),
    "target_percent_in_year": ("target_done_in_year", "target_in_year", False),
}
"""Column of a share: what is divided by what, and whether by the total of that."""
_FILLS: tuple[tuple[str, Fill], ...] = (
    (BUILT, "dark"),
    ("under_construction", "hatched"),
    ("approved", "dotted"),
    ("none", "light"),
)
"""What is drawn of places, in their order on the bar."""


class Marks(NamedTuple):
    """What stands on a sheet and in its top margin: figures are made up, a report is internal."""

    banner: str | None
    internal: str | None

    @property
    def lines(self) -> list[str]:
        """What is marked, a line each."""
        return [mark for mark in (self.internal, self.banner) if mark]


class Placed(NamedTuple):
    """Where a table stands: its header, its rows, its total; rows and columns from 1."""

    sheet: Page
    table: Table
    header: int
    total: int | None

    @property
    def rows(self) -> range:
        """The rows of its entries."""
        return range(self.header + 1, self.header + 1 + len(self.table.values))

    def column(self, key: str) -> int | None:
        """Return the place of a column by its English name, or None."""
        columns = list(self.table.columns)
        return columns.index(key) + 1 if key in columns else None


def write_table(
    sheet: Page, title: str, table: Table, marks: Marks, *, back: tuple[str, str] | None
) -> Placed:
    """Write a table with its title, ready to be filtered and printed.

    Args:
        back: name of the index sheet and the words that lead there, or None.
    """
    sheet.widths(_widths(table))
    row = first = 1
    if back:
        sheet.line(row, back[1], "link")
        sheet.put_link(row, 1, back[1], back[0])
        row = first = 2
    sheet.line(row, one_line(title), "title")
    for mark in marks.lines:
        row += 1
        sheet.line(row, mark, "alarm")
    header = row + 1
    for column, heading in enumerate(_headings(table), start=1):
        sheet.put(header, column, heading, "heading")
    sheet.fit(header, least=2)
    placed = Placed(sheet, table, header, None)
    if table.totals:
        placed = placed._replace(total=placed.rows.stop)
    for row, values in zip(placed.rows, table.values, strict=True):
        _write_row(placed, row, values, "cell")
    chart = _chart(placed)
    sheet.finish(header, keep_columns=2, protect=False, one_page=chart is not None)
    sheet.filter(range(header, placed.rows.stop))
    last = placed.rows.stop - 1
    if table.totals and placed.total:
        _write_row(placed, placed.total, table.totals, "total")
        last = placed.total
    if chart:
        last = sheet.draw(last + 2, chart)
    sheet.print_only(last, above=marks.banner, internal=marks.internal, first=first)
    return placed


def _headings(table: Table) -> list[str]:
    """Return the headings; the cells of a share have their own per cent sign."""
    keys = table.columns or ("",) * len(table.headings)
    return [
        heading.removesuffix(_PER_CENT) if key in _SHARES else heading
        for key, heading in zip(keys, table.headings, strict=True)
    ]


def _widths(table: Table) -> list[float]:
    """Return how wide the columns are, in characters."""
    grid = Grid(_headings(table), table.numeric, table.rows, table.total, size_pt=SIZE_PT)
    keys = table.columns or ("",) * len(table.headings)
    return [
        width / MM_PER_CHARACTER + (_SIGN_CHARACTERS if key in _SHARES else 0)
        for key, width in zip(keys, grid.wished_mm(), strict=True)
    ]


def total_cell(placed: Placed, key: str, value: float) -> str | None:
    """Return the address of a column's total, where it is `value` and reckoned; else None."""
    column = placed.column(key)
    if column is None or not placed.total or _summed(placed, column) != value:
        return None
    return placed.sheet.cell(placed.total, column)


def _write_row(placed: Placed, row: int, values: list[Value], look: Looks) -> None:
    sheet, table = placed.sheet, placed.table
    columns = table.columns or ("",) * len(values)
    for place, (value, kind, key) in enumerate(
        zip(values, table.kinds, columns, strict=True), start=1
    ):
        own: Looks = "place" if place == 1 and look == "cell" else look
        if key in _SHARES and not isinstance(value, str):
            _write_share(placed, row, place, values, own)
        elif value is None:
            sheet.put(row, place, NOTHING if kind == "text" else None, own)
        elif isinstance(value, str) and kind == "day" and value:
            sheet.put_day(row, place, value, own)
        elif isinstance(value, str):
            sheet.put(row, place, one_line(value), own)
        else:
            whole = float(value).is_integer() and kind != "tenth"
            shown = _FORMATS["whole" if whole else kind]
            if row == placed.total and _summed(placed, place) == value:
                cells = [sheet.within(end, place) for end in (placed.rows[0], placed.rows[-1])]
                sheet.put_formula(row, place, f"=SUM({':'.join(cells)})", value, own, shown)
            else:
                sheet.put_number(row, place, value, own, shown)
    sheet.fit(row)


def _write_share(placed: Placed, row: int, place: int, values: list[Value], look: Looks) -> None:
    """Write a share as part over whole, or as the number it is where that gives another."""
    sheet, stated = placed.sheet, values[place - 1]
    part_key, whole_key, of_total = _SHARES[placed.table.columns[place - 1]]
    part, whole = placed.column(part_key), placed.column(whole_key)
    if part and whole and (placed.total or not of_total):
        wholes = placed.table.totals if of_total and placed.table.totals else values
        upper, lower = values[part - 1], wholes[whole - 1]
        if isinstance(upper, (int, float)) and isinstance(lower, (int, float)):
            value = upper / lower if lower else NOTHING
            if _same(value, stated):
                below = sheet.within(placed.total or row if of_total else row, whole, of_total)
                above = sheet.within(row, part)
                formula = f'=IF({below}=0,"{NOTHING}",{above}/{below})'
                sheet.put_formula(row, place, formula, value, look, SHARE_FORMAT)
                return
    if stated is None:
        sheet.put(row, place, NOTHING, look)
    else:
        sheet.put_number(row, place, float(stated) / 100, look, SHARE_FORMAT)


def _same(value: float | str, stated: Value) -> bool:
    """Whether a share is the per cent that is stated, which has one decimal."""
    if isinstance(value, str):
        return stated is None
    return isinstance(stated, (int, float)) and abs(100 * value - stated) < _ROUNDED


def _summed(placed: Placed, place: int) -> float | None:
    """Return what the cells of a column add up to; None where there is no number in them."""
    values = [row[place - 1] for row in placed.table.values]
    numbers = [value for value in values if isinstance(value, (int, float))]
    return sum(numbers) if numbers else None


def _chart(placed: Placed) -> NativeChart | None:
    """Return what is drawn of a table: places by the state of their roads, years, targets."""
    table = placed.table
    if not table.values:
        return None
    if table.key in ("commune", "post"):
        states = [(placed.column(key), fill) for key, fill in _FILLS]
        return NativeChart(
            table.caption,
            placed.header,
            placed.rows,
            2,
            tuple(Series(column, fill) for column, fill in states if column),
            stacked=True,
        )
    return _over_time(placed)


def _over_time(placed: Placed) -> NativeChart | None:
    drawn = _OVER_TIME.get(placed.table.key)
    if drawn is None:
        return None
    bars, line = (placed.column(key) for key in drawn)
    if not bars or not line:
        return None
    series = (Series(bars), Series(line, line=True))
    table = placed.table
    shown = DAY_FORMAT[table.lang] if table.kinds[1] == "day" else None
    return NativeChart(table.caption, placed.header, placed.rows, 2, series, shown=shown)


_OVER_TIME = {"progress": (BUILT, NEEDING), "targets_all": ("target_done", "target")}
"""Tables by year: what stands there as bars, and what as the line above them."""
