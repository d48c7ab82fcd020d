"""ODS sheets, row by row, by a reader of our own.

A few bytes can repeat a cell a million times a million: what a sheet would become is counted
as it grows, and a file is refused before it is laid out.
Source: OASIS OpenDocument 1.3, part 3, 9 (tables) and 19 (attributes).
"""

from __future__ import annotations

import contextlib
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from xml.etree.ElementTree import Element

from mocgioi.patterns import regex
from mocgioi.sources.block import GridRow
from mocgioi.sources.kinds import refuse
from mocgioi.sources.raw import Cell, bounded, plain_number
from mocgioi.sources.spool import Spool
from mocgioi.sources.walked import LAST_ROW, Doubt, Merge, WalkedSheet
from mocgioi.sources.xml_walk import MOST_KEPT, attribute, elements, local

MAX_CELLS = 5_000_000
MAX_REPEATED = 100_000
"""Cells that are filled by repeating rows; people do not write the same thousands of times."""
_MOST_OF_A_ROW = 1_000_000
"""Elements between the ends of two rows."""
_SHOWN_OTHERWISE = regex(r"\(\d\)|/")
_GRAMMAR = regex(r"^(?:\w+:)?=")
_CELLS = ("table-cell", "covered-table-cell")


@contextlib.contextmanager
def sheets(path: Path) -> Iterator[list[WalkedSheet]]:
    """Open an ODS and give its sheets.

    Raises:
        UnreadableInput: its sheets hold more than `MAX_CELLS` cells.
        Exception: whatever the archive and XML readers raise for a file that is damaged.
    """
    with zipfile.ZipFile(path) as archive:
        parts = elements(lambda: archive.open("content.xml"), ("start", "end"))
        with contextlib.closing(parts):
            walked = _Reader(path.name).read(parts)
        yield walked


class _Reader:
    """Walks through the content of one file."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._cells = 0
        self._repeated = 0
        self._hidden_styles: set[str] = set()
        self._struck_styles: set[str] = set()
        self._struck: list[int] = []
        self._sheets: list[WalkedSheet] = []
        self._row = 0

    def read(self, parts: Iterable[tuple[str, Element]]) -> list[WalkedSheet]:
        """Return the sheets of a ``content.xml``, given as its elements begin and end."""
        rows: Spool[GridRow] = Spool()
        since = kept = 0
        for event, element in parts:
            name = local(element.tag)
            since += 1
            if event == "start":
                if name == "table":
                    rows, self._row = Spool(), 0
                    self._begin(element, rows)
            elif name == "style":
                self._note_style(element)
                element.clear()
            elif name == "table-row" and self._sheets:
                self._take_row(element, rows)
                element.clear()
                since, kept = 0, kept + 1
            if since > _MOST_OF_A_ROW or kept > MOST_KEPT:
                raise ValueError("too many elements")
        return self._sheets

    def _begin(self, table: Element, rows: Spool[GridRow]) -> None:
        visible = attribute(table, "style-name") not in self._hidden_styles
        self._sheets.append(
            WalkedSheet(
                name=attribute(table, "name"), visible=visible, rows=rows, merges=[], doubts=[]
            )
        )

    def _note_style(self, style: Element) -> None:
        for properties in style:
            if attribute(properties, "display") == "false":
                self._hidden_styles.add(attribute(style, "name"))
            if attribute(properties, "text-line-through-style") not in ("", "none"):
                self._struck_styles.add(attribute(style, "name"))

    def _is_struck(self, cell: Element) -> bool:
        """Say whether a cell, or a part of its text, is struck through."""
        return any(
            attribute(element, "style-name") in self._struck_styles for element in cell.iter()
        )

    def _take_row(self, element: Element, rows: Spool[GridRow]) -> None:
        repeated = _count(element, "number-rows-repeated")
        cells = self._take_cells(element)
        if cells:
            self._spend(len(cells) * repeated)
            self._repeat(len(cells) * (repeated - 1))
            hidden = attribute(element, "visibility") in ("collapse", "filter")
            struck = tuple(self._struck)
            rows.extend(
                GridRow(self._row + n, cells, hidden, struck) for n in range(1, repeated + 1)
            )
        self._row += repeated
        if cells and self._row > LAST_ROW:
            raise ValueError("a row beyond the sheet")

    def _take_cells(self, row: Element) -> list[Cell]:
        """Return the values of a row up to its last."""
        cells: list[Cell] = []
        self._struck = []
        column = 0
        for element in row:
            if local(element.tag) not in _CELLS:
                continue
            repeated = _count(element, "number-columns-repeated")
            self._note(element, column + 1)
            value = _value(element)
            if value is not None:
                self._spend(column - len(cells) + repeated)
                cells.extend([None] * (column - len(cells)))
                if self._is_struck(element):
                    self._struck.extend(range(column, column + repeated))
                cells.extend([value] * repeated)
            column += repeated
        return cells

    def _note(self, cell: Element, column: int) -> None:
        """Note a merge that starts at a cell, and a value that cannot be taken as it stands."""
        sheet, row = self._sheets[-1], self._row + 1
        spanned = _count(cell, "number-rows-spanned")
        if spanned > 1:
            sheet.merges.append(Merge(row, row + spanned - 1, column))
        for annotation in cell:
            if local(annotation.tag) == "annotation" and (written := _text(annotation)):
                sheet.doubts.append(Doubt(row, column, "cell-note", shown=written))
        kind = attribute(cell, "value-type")
        formula = attribute(cell, "formula")
        if formula and not kind:
            written = bounded(_GRAMMAR.sub("=", formula))
            sheet.doubts.append(Doubt(row, column, "formula-no-value", shown=written))
        elif kind == "float" and _SHOWN_OTHERWISE.search(shown := _text(cell)):
            sheet.doubts.append(Doubt(row, column, "cell-format", _value(cell), shown))

    def _repeat(self, cells: int) -> None:
        """Count cells that stand there only because others are repeated.

        Raises:
            UnreadableInput: there are too many.
        """
        self._repeated += cells
        if self._repeated > MAX_REPEATED:
            raise refuse("file-too-large", "cells", file=self._file, most=MAX_REPEATED)

    def _spend(self, cells: int) -> None:
        """Count cells laid out.

        Raises:
            UnreadableInput: there are too many.
        """
        self._cells += cells
        if self._cells > MAX_CELLS:
            raise refuse("file-too-large", "cells", file=self._file, most=MAX_CELLS)


def _value(cell: Element) -> Cell:
    kind = attribute(cell, "value-type")
    if kind in ("float", "percentage", "currency"):
        number = float(attribute(cell, "value"))
        return plain_number(int(number) if number.is_integer() else number)
    if kind == "date":
        return _day(attribute(cell, "date-value"))
    if kind == "boolean":
        return attribute(cell, "boolean-value") == "true"
    if kind == "time":
        return attribute(cell, "time-value")
    return attribute(cell, "string-value") or _text(cell) or None


def _day(written: str) -> Cell:
    try:
        return datetime.fromisoformat(written) if "T" in written else date.fromisoformat(written)
    except ValueError:
        return written


def _text(cell: Element) -> str:
    """Return the paragraphs of a cell, without its comments."""
    paragraphs = ("".join(_runs(child)) for child in cell if local(child.tag) == "p")
    return bounded("\n".join(paragraphs))


def _runs(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        name = local(child.tag)
        if name == "s":
            yield " " * min(_count(child, "c"), 1000)
        elif name in ("tab", "line-break"):
            yield "\t" if name == "tab" else "\n"
        elif name != "annotation":
            yield from _runs(child)
        yield child.tail or ""


def _count(element: Element, name: str) -> int:
    return max(1, int(attribute(element, name) or 1))
