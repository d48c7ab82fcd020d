"""XLSX sheets, row by row: their values, and what only the file itself shows.

openpyxl reads the book around them (sheets, styles, the date system). The cells are walked
through here, once and without a copy: openpyxl's own reading takes several times as long, and
stops at malformed validations or links that are none of a survey's business.
Source: ECMA-376, part 1, 18.3 (worksheets) and 18.4 (shared strings).
"""

from __future__ import annotations

import contextlib
import posixpath
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any, NamedTuple
from xml.etree.ElementTree import Element

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries
from openpyxl.utils.datetime import from_excel, from_ISO8601
from openpyxl.xml.constants import REL_NS, SHARED_STRINGS, SHEET_MAIN_NS

from mocgioi.patterns import regex
from mocgioi.sources.block import GridRow
from mocgioi.sources.hyperlinks import Link
from mocgioi.sources.kinds import refuse
from mocgioi.sources.raw import Cell, bounded, plain_number
from mocgioi.sources.walked import LAST_ROW, Doubt, Merge, WalkedSheet
from mocgioi.sources.xml_walk import MOST_KEPT, elements

_ALTERED = regex(r'"[^"]*"')
_NS = f"{{{SHEET_MAIN_NS}}}"
_ROW, _VALUE, _FORMULA = f"{_NS}row", f"{_NS}v", f"{_NS}f"
_MERGE, _INLINE, _STRING = f"{_NS}mergeCell", f"{_NS}is", f"{_NS}si"
_HYPERLINK = f"{_NS}hyperlink"
_COMMENT, _COMMENTS = f"{_NS}comment", "/comments"
_RELATION = f"{{{REL_NS}}}id"
_CELL = regex(r"[A-Z]{1,3}[0-9]{1,7}")
_LINK_FORMULA = regex(r'HYPERLINK\(\s?"([^"]{1,4000})"')
_THREAD = regex(r"\[Threaded comment\].*?\n(?:Comment|Bình luận):\s*", re.DOTALL)
"""What Excel writes before a comment that can be answered, for programs that cannot show it."""
_STRUCK_RUN = f"{_NS}r/{_NS}rPr/{_NS}strike"
_TEXT, _PHONETIC = f"{_NS}t", f"{_NS}rPh"
_OF_A_ROW = frozenset(
    f"{_NS}{name}" for name in ("c", "v", "f", "is", "t", "r", "rPr", "rPh", "b", "i", "u", "sz")
)
_MOST_OF_A_ROW = 500_000
"""Elements of one row: thirty for each cell that a sheet can have."""
_MOST_COMMENTS = 100_000
_NUMBER = regex(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_MOST_STRINGS = 200_000_000
"""Bytes that the strings of a book may take in memory, about."""
_STRING_BYTES = 60
"""What the shortest string takes."""


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
                name=n,
                visible=v,
                rows=sheet.rows(),
                merges=sheet.merges,
                doubts=sheet.doubts,
                links=sheet.links,
            )
            for n, v, sheet in walked
        ]
    finally:
        book.close()


class _Related(NamedTuple):
    """What a part of the file leads to: addresses by the id of the relation, parts of comments."""

    addresses: dict[str, str]
    comments: list[str]


class Book:
    """An open workbook; close it.

    Raises:
        Exception: whatever openpyxl and the XML readers raise for a file that is damaged.
    """

    def __init__(self, path: Path) -> None:
        reader: Any = ExcelReader(path, read_only=True, data_only=True)
        self._archive: zipfile.ZipFile = reader.archive
        self._open = contextlib.ExitStack()
        self._related: dict[str, _Related] = {}
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
        """Close the file, and the parts of it that were not walked through."""
        self._open.close()
        self._archive.close()

    def addresses(self, part: str) -> dict[str, str]:
        """Return the addresses that a part of the file links to, by the id of the relation."""
        return self._relations(part).addresses

    def comments(self, part: str) -> Iterator[tuple[str, str]]:
        """Yield the comments to the cells of a sheet: the cell, and what was written."""
        for comments in self._relations(part).comments:
            with contextlib.suppress(KeyError, SyntaxError, ValueError):
                for element in self.elements(comments):
                    if element.tag == _COMMENT:
                        written = "".join(text.text or "" for text in element.iter(_TEXT))
                        yield element.get("ref", ""), bounded(_THREAD.sub("", written).strip())
                        element.clear()

    def _relations(self, part: str) -> _Related:
        if part not in self._related:
            folder, _, name = part.rpartition("/")
            related = self._related[part] = _Related({}, [])
            with contextlib.suppress(KeyError, SyntaxError, ValueError):
                for element in self.elements(f"{folder}/_rels/{name}.rels"):
                    target = element.get("Target", "")
                    if element.get("TargetMode") == "External":
                        related.addresses[element.get("Id", "")] = target
                    elif element.get("Type", "").endswith(_COMMENTS):
                        path = posixpath.normpath(posixpath.join("/", folder, target))
                        related.comments.append(path[1:])
        return self._related[part]

    def elements(self, part: str) -> Iterator[Element]:
        """Yield the elements of a part of the file, each at its end."""

        def opened() -> IO[bytes]:
            return self._open.enter_context(self._archive.open(part))

        return (element for _, element in elements(opened))

    def _shared_strings(self, reader: Any) -> list[str]:
        content = reader.package.find(SHARED_STRINGS)
        if content is None:
            return []
        strings: list[str] = []
        taken = 0
        for element in self.elements(content.PartName[1:]):
            if element.tag == _STRING:
                if element.find(_STRUCK_RUN) is not None:
                    self.struck_strings.add(len(strings))
                strings.append(bounded(_plain_text(element)))
                taken += _STRING_BYTES + len(strings[-1])
                element.clear()
                if taken > _MOST_STRINGS:
                    most_mb = _MOST_STRINGS / 1e6
                    file = reader.archive.filename
                    raise refuse("file-too-large", "strings", file=Path(file).name, most_mb=most_mb)
        return strings


class Sheet:
    """The rows of one sheet; `merges`, `doubts`, `links` are whole once they are walked through."""

    def __init__(self, book: Book, part: str) -> None:
        self._book = book
        self._part = part
        self._added: dict[int, str] = {}
        self._strikes: dict[int, bool] = {}
        self._struck: list[int] = []
        self._row = 0
        self.merges: list[Merge] = []
        self.doubts: list[Doubt] = []
        self.links: list[Link] = []

    def rows(self) -> Iterator[GridRow]:
        """Yield number, cells and hidden flag of each row that holds anything."""
        kept = of_row = 0
        for element in self._book.elements(self._part):
            if element.tag in _OF_A_ROW:
                of_row += 1
                if of_row > _MOST_OF_A_ROW:
                    raise ValueError("a row of more cells than a sheet has")
                continue
            kept += 1
            if element.tag == _ROW:
                self._row = int(float(element.get("r") or self._row + 1))
                of_row = 0
                if not 1 <= self._row <= LAST_ROW:
                    raise ValueError("a row beyond the sheet")
                cells = self._cells(element)
                hidden = element.get("hidden") in ("1", "true")
                element.clear()
                if cells:
                    yield GridRow(self._row, cells, hidden, tuple(self._struck))
            elif element.tag == _MERGE:
                column, first, _, last = range_boundaries(element.get("ref", ""))
                if column and first and last and last > first:
                    self.merges.append(Merge(first, last, column))
                element.clear()
            elif element.tag == _HYPERLINK:
                self._link(element)
                element.clear()
            if kept > MOST_KEPT:
                raise ValueError("too many elements")
        self._note_comments()

    def _note_comments(self) -> None:
        for count, (cell, written) in enumerate(self._book.comments(self._part)):
            if count == _MOST_COMMENTS:
                raise ValueError("too many comments")
            if written and _CELL.fullmatch(cell):
                row, column = coordinate_to_tuple(cell)
                self.doubts.append(Doubt(row, column, "cell-note", shown=written))

    def _link(self, element: Element) -> None:
        """Keep the address of a link; one that is broken is none of a survey's business."""
        address = self._book.addresses(self._part).get(element.get(_RELATION, ""))
        first, _, _ = element.get("ref", "").partition(":")
        if address and _CELL.fullmatch(first):
            self.links.append(Link(*coordinate_to_tuple(first), address))

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
            if (linked := _LINK_FORMULA.match(element.findtext(_FORMULA) or "")) is not None:
                self.links.append(Link(self._row, column, linked.group(1)))
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
        if not _NUMBER.fullmatch(written):
            return written
        number = float(written)
        whole = len(written) < 20 and written.lstrip("-").isdigit()
        value = plain_number(int(written) if whole else number)
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
