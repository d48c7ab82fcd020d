"""Charts that the spreadsheet draws itself from the cells of a sheet: a corrected cell moves them.

Fills are told apart in grey: dark, hatched, white.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

Fill = Literal["dark", "hatched", "dotted", "light"]

_FONT = {"name": "Times New Roman", "size": 11}
_WIDEST_PX = 1100
_LEAST_PX, _PER_BAR_PX = 340, 26
_ROW_PX = 20
"""A row nobody gave a height."""
_PATTERNS: dict[Fill, dict[str, object]] = {
    "dark": {"fill": {"color": "#262626"}},
    "hatched": {
        "pattern": {
            "pattern": "wide_upward_diagonal",
            "fg_color": "#262626",
            "bg_color": "#ffffff",
        }
    },
    "dotted": {"pattern": {"pattern": "percent_25", "fg_color": "#262626", "bg_color": "#ffffff"}},
    "light": {"fill": {"color": "#ffffff"}},
}


class Series(NamedTuple):
    """One column of figures as bars, or as a line; `heading_row` has its name."""

    column: int
    fill: Fill = "dark"
    line: bool = False


class NativeChart(NamedTuple):
    """A chart of some rows of a sheet; rows and columns count from 1.

    Attributes:
        title: stands above it; heading_row: where the names of the series stand.
        rows: that are drawn; categories: the column with their names.
        series: one after the other; stacked: on one bar, which lies.
        shown: format of the categories where they are numbers or days, in Excel's grammar.
    """

    title: str
    heading_row: int
    rows: range
    categories: int
    series: tuple[Series, ...]
    stacked: bool = False
    shown: str | None = None


def draw(
    workbook: Workbook, worksheet: Worksheet, row: int, chart: NativeChart, room_px: int
) -> int:
    """Draw a chart with its upper left corner in a row; return the last row it covers."""
    kind = {"type": "bar", "subtype": "stacked"} if chart.stacked else {"type": "column"}
    drawn = workbook.add_chart(kind)
    lines = workbook.add_chart({"type": "line"})
    for series in chart.series:
        (lines if series.line else drawn).add_series(_series(worksheet.get_name(), chart, series))
    if any(series.line for series in chart.series):
        drawn.combine(lines)
    drawn.set_title(
        {"name": chart.title, "name_font": {**_FONT, "size": 13, "bold": True}, "overlay": False}
    )
    drawn.set_legend({"position": "bottom", "font": _FONT})
    names, values = {"num_font": _FONT}, {"num_font": _FONT, "min": 0}
    quiet = {"major_gridlines": {"visible": True, "line": {"color": "#d0d0d0"}}}
    if chart.stacked:
        # The first row on top, as in the table.
        drawn.set_x_axis({**values, **quiet, "label_position": "high"})
        drawn.set_y_axis({**names, "reverse": True, "major_gridlines": {"visible": False}})
    else:
        shown = {"num_format": chart.shown} if chart.shown else {}
        drawn.set_x_axis({**names, **shown, "text_axis": True})
        drawn.set_y_axis({**values, **quiet})
    height = max(_LEAST_PX, 120 + _PER_BAR_PX * len(chart.rows)) if chart.stacked else _LEAST_PX
    drawn.set_size({"width": min(room_px - 8, _WIDEST_PX), "height": height})
    worksheet.insert_chart(row - 1, 0, drawn, {"x_offset": 4, "y_offset": 4, "object_position": 3})
    return row + math.ceil((height + 8) / _ROW_PX)


def _series(sheet: str, chart: NativeChart, series: Series) -> dict[str, object]:
    def column(at: int) -> list[object]:
        return [sheet, chart.rows.start - 1, at - 1, chart.rows.stop - 2, at - 1]

    look: dict[str, object] = (
        {"line": {"color": "#000000", "width": 2, "dash_type": "dash"}}
        if series.line
        else {**_PATTERNS[series.fill], "border": {"color": "#000000", "width": 0.75}, "gap": 45}
    )
    return {
        "name": [sheet, chart.heading_row - 1, series.column - 1],
        "categories": column(chart.categories),
        "values": column(series.column),
        **look,
    }
