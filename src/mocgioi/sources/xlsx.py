"""XLSX sheets, row by row: their values, and what only the file itself shows.

openpyxl reads the book around them (sheets, styles, the date system). The cells are walked
through here, once and without a copy: openpyxl's own reading takes several times as long, and
stops at malformed validations or links that are none of a survey's business.
Source: ECMA-376, part 1, 18.3 (worksheets) and 18.4 (shared strings).
"""

from __future__ import annotations

import contextlib
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any
from xml.etree.ElementTree import Element, iterparse

from defusedxml import ElementTree as Defused
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries
from openpyxl.utils.datetime import from_excel, from_ISO8601
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS

from mocgioi.sources.block import GridRow
from mocgioi.sources.raw import Cell, bounded
from mocgioi.sources.walked import Doubt, Merge, WalkedSheet

_ALTERED = re.compile(r'"[^"]*"')
_NS = f"{{{SHEET_MAIN_NS}}}"
_ROW, _VALUE, _FORMULA = f"{_NS}row", f"{_NS}v", f"{_NS}f"
_MERGE, _INLINE, _STRING = f"{_NS}mergeCell", f"{_NS}is", f"{_NS}si"
_STRUCK_RUN = f"{_NS}r/{_NS}rPr/{_NS}strike"
_TEXT, _PHONETIC = f"{_NS}t", f"{_NS}rPh"


@contextlib.contextmanager
def sheets(path: Path) -> Iterator[list[WalkedSheet]]:
    """Open an XLSX and give its sheets.

    Raises:
        Exception: whatever openpyxl and the XML readers raise for a file that is damaged.
    """
    book = Book(path)
    try:
        walked = [(name, visible, Sheet(book, part)) for name, visible, part in book.sheets]
        yield [
            WalkedSheet(
                name=n, visible=v, rows=sheet.rows(), merges=sheet.merges, doubts=sheet.doubts
            )
            for n, v, sheet in walked
        ]
    finally:
        book.close()


class Book:
    """An open workbook; close it.

    Raises:
        Exception: whatever openpyxl and the XML readers raise for a file that is damaged.
    """

    def __init__(self, path: Path) -> None:
        reader: Any = ExcelReader(path, read_only=True, data_only=True)
        self._archive: zipfile.ZipFile = reader.archive
        try:
            reader.read_manifest()
            reader.read_workbook()
            apply_stylesheet(reader.archive, reader.wb)
            self.sheets = [
                (sheet.name, sheet.state == "visible", relation.target)
                for sheet, relation in reader.parser.find_sheets()
                if relation.target in reader.valid_files and "chartsheet" not in relation.Type
            ]
            self.struck_strings: set[int] = set()
            self.strings = self._shared_strings(reader)
        except BaseException:
            self.close()
            raise
        self.workbook: Any = reader.wb

    def close(self) -> None:
        """Close the file."""
        self._archive.close()

    def open(self, part: str) -> IO[bytes]:
        """Open a part of the file that is proven to have no DOCTYPE and no entities."""
        with self._archive.open(part) as stream:
            next(Defused.iterparse(stream, events=("start",), forbid_dtd=True))
        return self._archive.open(part)

    def _shared_strings(self, reader: Any) -> list[str]:
        content = reader.package.find(SHARED_STRINGS)
        if content is None:
            return []
        strings: list[str] = []
        with self.open(content.PartName[1:]) as stream:
            for _, element in iterparse(stream):
                if element.tag == _STRING:
                    if element.find(_STRUCK_RUN) is not None:
                        self.struck_strings.add(len(strings))
                    strings.append(_plain_text(element))
                    element.clear()
        return strings


class Sheet:
    """The rows of one sheet; `merges` and `doubts` are whole once they are walked through."""

    def __init__(self, book: Book, part: str) -> None:
        self._book = book
        self._part = part
        self._added: dict[int, str] = {}
        self._strikes: dict[int, bool] = {}
        self._struck: list[int] = []
        self._row = 0
        self.merges: list[Merge] = []
        self.doubts: list[Doubt] = []

    def rows(self) -> Iterator[GridRow]:
        """Yield number, cells and hidden flag of each row that holds anything."""
        with self._book.open(self._part) as stream:
            for _, element in iterparse(stream):
                if element.tag == _ROW:
                    self._row = int(float(element.get("r") or self._row + 1))
                    cells = self._cells(element)
                    hidden = element.get("hidden") in ("1", "true")
                    element.clear()
                    if cells:
                        yield GridRow(self._row, cells, hidden, tuple(self._struck))
                elif element.tag == _MERGE:
                    column, first, _, last = range_boundaries(element.get("ref", ""))
                    if column and first and last and last > first:
                        self.merges.append(Merge(first, last, column))

    def _cells(self, row: Element) -> list[Cell]:
        """Return the values of a row up to its last; a formula's is the one stored with it."""
        cells: list[Cell] = []
        self._struck = []
        column = 0
        for element in row:
            place = element.get("r")
            column = coordinate_to_tuple(place)[1] if place else column + 1
            value = self._value(element, column)
            if value is None:
                formula = element.find(_FORMULA)
                if formula is not None:
                    written = bounded(f"={formula.text or '…'}")
                    self.doubts.append(Doubt(self._row, column, "formula-no-value", shown=written))
                continue
            if self._is_struck(element):
                self._struck.append(column - 1)
            cells.extend([None] * (column - 1 - len(cells)))
            cells.append(value)
        return cells

    def _is_struck(self, element: Element) -> bool:
        """Say whether a cell, or a part of its text, is struck through."""
        if element.find(f"{_INLINE}/{_STRUCK_RUN}") is not None:
            return True
        struck = self._book.struck_strings
        if struck and element.get("t") == "s" and int(element.findtext(_VALUE) or 0) in struck:
            return True
        style = int(element.get("s", 0))
        if style not in self._strikes:
            workbook = self._book.workbook
            font = workbook._cell_styles[style].fontId if style < len(workbook._cell_styles) else 0
            self._strikes[style] = bool(workbook._fonts[font].strike)
        return self._strikes[style]

    def _value(self, element: Element, column: int) -> Cell:
        kind = element.get("t", "n")
        if kind == "inlineStr":
            inline = element.find(_INLINE)
            return _plain_text(inline) or None if inline is not None else None
        written = element.findtext(_VALUE)
        if not written:
            return None
        if kind == "s":
            return self._book.strings[int(written)] or None
        if kind == "n":
            return self._number(written, int(element.get("s", 0)), column)
        if kind == "b":
            return bool(int(written))
        return _iso(written) if kind == "d" else written

    def _number(self, written: str, style: int, column: int) -> Cell:
        number = float(written)
        value: Cell = int(number) if written.lstrip("-").isdigit() else number
        workbook = self._book.workbook
        if style in workbook._date_formats:
            try:
                duration = style in workbook._timedelta_formats
                return _shown(from_excel(number, workbook.epoch, timedelta=duration))
            except (OverflowError, ValueError):
                return value
        added = self._adds(style)
        if added:
            self.doubts.append(Doubt(self._row, column, "cell-format", value, added))
        return value

    def _adds(self, style: int) -> str:
        """Return the text that a number format shows beside its number, if any."""
        if style not in self._added:
            workbook = self._book.workbook
            code = workbook._cell_styles[style].numFmtId
            if code < BUILTIN_FORMATS_MAX_SIZE:
                written = BUILTIN_FORMATS.get(code, "")
            else:
                written = workbook._number_formats[code - BUILTIN_FORMATS_MAX_SIZE]
            texts = [text for text in _ALTERED.findall(written) if text.strip('" ')]
            self._added[style] = ", ".join(texts)
        return self._added[style]


def _plain_text(element: Element) -> str:
    """Return the text of a string item, its runs joined and its phonetic guide left out."""
    parts = []
    for child in element:
        if child.tag == _TEXT:
            parts.append(child.text or "")
        elif child.tag != _PHONETIC:
            parts.extend(text.text or "" for text in child.iter(_TEXT))
    return "".join(parts)


def _iso(written: str) -> Cell:
    value: Any = from_ISO8601(written)  # type: ignore[no-untyped-call]
    return _shown(value)


def _shown(value: object) -> Cell:
    """Return a day as such, a time of day or a duration as text."""
    return value if isinstance(value, datetime | date) else str(value)
