"""What of a section stays in the letter, and what becomes its annex.

Decided here once, for every form: a table too wide or too long for the letter, and one whose
content the letter tells in sentences, goes along as an annex.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mocgioi.errors import Language, Text
from mocgioi.outputs.paper.grid import Grid
from mocgioi.outputs.paper.sheet import LANDSCAPE, PORTRAIT
from mocgioi.outputs.report.parts import Section, Table
from mocgioi.outputs.wording import NOTHING

_NAMED = 2
"""Number and name, which every table has first."""
_PLACED_BY = ("commune", "post")
_ROWS_UNDER_ONE = 4
"""Rows that a heading within a table has below it at least, in the mean."""
_OF_THE_LETTER = frozenset({"progress", "left", "phases"})
"""Tables that stand in the letter where they fit; what the others have is told in its sentences."""

_DRAWN_IN_THE_LETTER = frozenset({"share", "bars"})
"""Charts that stand in the letter; others go with the tables of their section."""


_BY_PLACE = frozenset({"commune", "post", "stretch", "district"})
_REMARKS = "remarks"
_REMARKED = Text("Ghi chú: {remarks}.", "Remarks: {remarks}.")


def is_annexed(section: Section) -> bool:
    """Whether anything of a section goes along as an annex."""
    is_drawn_there = section.chart is not None and not _is_drawn(section)
    return section.annex or is_drawn_there or any(not _stays(table) for table in section.tables)


def of_letter(section: Section) -> Section:
    """Return what a letter has of a section: sentences, and the tables and charts that fit."""
    return section._replace(
        tables=[table for table in section.tables if _stays(table)],
        chart=section.chart if _is_drawn(section) else None,
        remarks=(),
    )


def of_annex(section: Section) -> Section:
    """Return what an annex has of a section, which leaves out what the letter says of it."""
    if section.annex:
        return section
    return section._replace(
        paragraphs=(),
        notices=(),
        blanks=(),
        tables=[table for table in section.tables if not _stays(table)],
        chart=None if _is_drawn(section) else section.chart,
        chapter="annex",
    )


def lies_across(table: Table) -> bool:
    """Whether a table takes fewer pages on sheets that lie across, or cannot be read otherwise."""
    grid = grid_of(table, None)
    return grid.pages(LANDSCAPE) < grid.pages(PORTRAIT)


def upright(section: Section, lang: Language) -> Section:
    """Return an annex by place whose few remarks stand above its table, where that saves sheets.

    A column of remarks is what makes such a table too wide for an upright sheet.
    """
    tables, remarks = [], list(section.remarks)
    for table in section.tables:
        if table.key in _BY_PLACE and _REMARKS in table.columns and lies_across(table):
            narrow, told = _without_remarks(table)
            if not lies_across(narrow):
                tables.append(narrow)
                remarks += [_REMARKED.to(lang).format(remarks=told)] if told else []
                continue
        tables.append(table)
    return section._replace(tables=tables, remarks=remarks)


def _without_remarks(table: Table) -> tuple[Table, str]:
    """Return a table without its remarks, and each of them with the name of its row."""
    at = list(table.columns).index(_REMARKS)

    def left(row: Sequence[Any]) -> list[Any]:
        return [*row[:at], *row[at + 1 :]]

    told = [f"{row[1]} ({row[at]})" for row in table.rows if row[at] not in ("", NOTHING)]
    narrow = table._replace(
        headings=left(table.headings),
        kinds=left(table.kinds),
        columns=left(table.columns),
        values=[left(row) for row in table.values],
        totals=table.totals and left(table.totals),
    )
    return narrow, ", ".join(told)


def _stays(table: Table) -> bool:
    """Whether a table stands in the letter."""
    return table.key in _OF_THE_LETTER and _fits(table)


def _fits(table: Table) -> bool:
    """Whether a table can stand in the middle of a letter, and on an upright sheet."""
    return grid_of(table, None).short and grid_of(table, None).fits(PORTRAIT.text_width_mm)


def _is_drawn(section: Section) -> bool:
    return section.chart is not None and section.chart.kind in _DRAWN_IN_THE_LETTER


def grid_of(table: Table, heading: str | None) -> Grid:
    """Return a table as it is laid out on paper; its caption only where the heading differs."""
    caption = None if table.caption == heading else table.caption
    grid = Grid(table.headings, table.numeric, table.rows, table.total, caption)
    if not grid.short:
        grid = _by_place(grid, table.columns)
    return _without_empty(grid)


def _without_empty(grid: Grid) -> Grid:
    """Return a table without the columns in which no row has anything."""
    own = [row for place, row in enumerate(grid.rows) if place not in set(grid.spans)]
    kept = [
        place
        for place in range(len(grid.headings))
        if place < _NAMED or not own or any(row[place] not in ("", NOTHING) for row in own)
    ]
    return grid._replace(
        headings=[grid.headings[place] for place in kept],
        numeric=[grid.numeric[place] for place in kept],
        rows=[[row[place] for place in kept] for row in grid.rows],
        total=grid.total and [grid.total[place] for place in kept],
    )


def _by_place(grid: Grid, columns: Sequence[str]) -> Grid:
    """Return a long list of markers with its communes and posts as headings of their rows.

    Where a commune and a post hold for many rows in a row, two columns are saved.
    """
    if not {"marker", *_PLACED_BY} <= set(columns):
        return grid
    places = [list(columns).index(key) for key in _PLACED_BY]
    kept = [place for place in range(len(columns)) if place not in places]
    named = [
        " – ".join(f"{grid.headings[place]} {row[place]}" for place in places) for row in grid.rows
    ]
    changes = [at for at, name in enumerate(named) if at == 0 or name != named[at - 1]]
    if len(changes) * _ROWS_UNDER_ONE > len(grid.rows):
        return grid
    rows: list[list[str]] = []
    spans: list[int] = []
    for at, (row, name) in enumerate(zip(grid.rows, named, strict=True)):
        if at in changes:
            spans.append(len(rows))
            rows.append([name, *[""] * (len(kept) - 1)])
        rows.append([row[place] for place in kept])
    return grid._replace(
        headings=[grid.headings[place] for place in kept],
        numeric=[grid.numeric[place] for place in kept],
        rows=rows,
        spans=tuple(spans),
    )
