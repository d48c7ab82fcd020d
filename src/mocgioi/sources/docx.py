"""Tables of a Word document, by a reader of our own.

Each table is read as a sheet of a workbook is; the paragraphs above it are its title, those below
the last one its last rows. A table
that goes on where another ended, without a heading of its own, is the same table. What was
deleted or moved away with changes tracked is not there.
Source: ECMA-376, part 1, 17.4 (tables) and 17.3 (paragraphs and runs).
"""

from __future__ import annotations

import contextlib
import zipfile
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from mocgioi.records import NamedTuple
from mocgioi.sources.block import GridRow
from mocgioi.sources.headings import heading
from mocgioi.sources.known import is_known
from mocgioi.sources.raw import MOST_COLUMNS, Cell, TooWide, bounded
from mocgioi.sources.spool import Spool
from mocgioi.sources.walked import Merge, WalkedSheet
from mocgioi.sources.xml_walk import MOST_KEPT, attribute, elements, local

_PART = "word/document.xml"
_GONE = frozenset({"del", "moveFrom", "Fallback", "instrText", "txbxContent"})
"""Elements whose text is not in the document, or stands in it twice."""
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SYMBOLS = {"F0FC": "✓", "F0FE": "☑", "F0FB": "✗", "F0FD": "☒", "F0A8": "☐", "F06F": "☐"}
"""Letters of Wingdings that people tick with."""
_OFF = frozenset({"0", "false", "off"})
_TITLES = 20
"""Paragraphs right above a table that are kept."""
_HEADED = 2
"""Known headings in its first rows from which a table has a heading of its own."""


@contextlib.contextmanager
def sheets(path: Path) -> Iterator[list[WalkedSheet]]:
    """Open a document and give its tables as sheets.

    Raises:
        Exception: whatever the archive and XML readers raise for a file that is damaged.
    """
    with zipfile.ZipFile(path) as archive:
        parts = elements(lambda: archive.open(_PART), ("start", "end"))
        with contextlib.closing(parts):
            tables = _Reader().read(parts)
    yield [
        WalkedSheet(
            name=f"Bảng {number}", visible=True, rows=table.rows, merges=table.merges, doubts=[]
        )
        for number, table in enumerate(tables, start=1)
    ]


def paragraphs(path: Path) -> list[str]:
    """Return the paragraphs of a document that has no table.

    Raises:
        Exception: as `sheets`.
    """
    with zipfile.ZipFile(path) as archive:
        parts = elements(lambda: archive.open(_PART), ("start", "end"))
        with contextlib.closing(parts):
            reader = _Reader(most_titles=MOST_KEPT)
            reader.read(parts)
    return list(reader.titles)


class _Span(NamedTuple):
    """A cell: its text, the columns it covers, whether it goes on with the one above, and
    whether some of it is struck through.
    """

    text: str
    columns: int
    goes_on: bool
    struck: bool


class _Table:
    """A table as far as it was read."""

    def __init__(self, titles: Iterable[str]) -> None:
        self.rows: Spool[GridRow] = Spool(GridRow(0, [title]) for title in titles)
        self.merges: list[Merge] = []
        self.columns = 0
        self.known = 0
        self.count = 0
        self._tops: dict[int, int] = {}

    def add(self, skipped: int, spans: Iterable[_Span]) -> None:
        """Put a row below; `skipped` columns at its left are not there."""
        self.count += 1
        cells: list[Cell] = [None] * skipped
        struck = []
        for span in spans:
            place = len(cells)
            if span.struck:
                struck.append(place)
            if span.goes_on and place in self._tops:
                self._merge(self._tops[place], place)
            else:
                self._tops[place] = self.count
            cells += [span.text or None, *[None] * (span.columns - 1)]
            if len(cells) > MOST_COLUMNS:
                raise TooWide
        self._put(cells, tuple(struck))

    def add_line(self, text: str) -> None:
        """Put a paragraph below the table, a row of its own."""
        self.count += 1
        self._put([text], ())

    def _put(self, cells: list[Cell], struck: tuple[int, ...]) -> None:
        self.columns = max(self.columns, len(cells))
        if self.count <= _HEADED:
            self.known += sum(is_known(heading(cell)) for cell in cells if cell is not None)
        self.rows.append(GridRow(self.count, cells, struck=struck))

    def _merge(self, top: int, place: int) -> None:
        last = self.merges[-1] if self.merges else None
        if last is not None and (last.first_row, last.column) == (top, place + 1):
            self.merges[-1] = last._replace(last_row=self.count)
        else:
            self.merges.append(Merge(top, self.count, place + 1))

    def goes_on_with(self, other: _Table) -> bool:
        """Say whether a table below goes on with this one: as wide, and without a heading."""
        return self.known >= _HEADED > other.known and self.columns == other.columns

    def join(self, other: _Table) -> None:
        """Put the rows of a table that goes on with this one below."""
        below = self.count
        self.rows.extend(row._replace(row=below + row.row) for row in other.rows if row.row)
        self.merges += [
            Merge(m.first_row + below, m.last_row + below, m.column) for m in other.merges
        ]
        self.count = below + other.count


class _Reader:
    """Walks through the body of one document."""

    def __init__(self, most_titles: int = _TITLES) -> None:
        self._tables: list[_Table] = []
        self._open: list[_Table] = []
        self.titles: deque[str] = deque(maxlen=most_titles)
        self._spans: list[list[_Span]] = []

    def read(self, parts: Iterable[tuple[str, Element]]) -> list[_Table]:
        """Return the tables of a document, given as its elements begin and end."""
        since = 0
        for event, element in parts:
            name = local(element.tag)
            since += 1
            if since > MOST_KEPT:
                raise ValueError("too many elements")
            if event == "start":
                if name == "tbl":
                    self._open.append(_Table(self.titles))
                    self.titles.clear()
                elif name == "tr":
                    self._spans.append([])
            elif name in _GONE:
                element.clear()
            elif self._take(name, element):
                element.clear()
                since = 0
        if self._tables:
            for line in self.titles:
                self._tables[-1].add_line(line)
        return self._tables

    def _take(self, name: str, element: Element) -> bool:
        """Take what ends; say whether it is done with."""
        if name == "p" and not self._open:
            title = _text(element)
            if title.strip():
                self.titles.append(title)
        elif name == "tc" and self._spans:
            self._spans[-1].append(_span(element))
        elif name == "tr" and self._open and self._spans:
            self._open[-1].add(_number(element, "trPr", "gridBefore", 0), self._spans.pop())
        elif name == "tbl" and self._open:
            self._close(self._open.pop())
        else:
            return False
        return True

    def _close(self, table: _Table) -> None:
        if self._tables and not self._open and self._tables[-1].goes_on_with(table):
            self._tables[-1].join(table)
        else:
            self._tables.append(table)


def _span(cell: Element) -> _Span:
    paragraphs = (_text(p) for p in cell.iter() if local(p.tag) == "p")
    merge = _property(cell, "tcPr", "vMerge")
    return _Span(
        text=bounded("\n".join(paragraphs)),
        columns=max(1, _number(cell, "tcPr", "gridSpan", 1)),
        goes_on=merge is not None and attribute(merge, "val") != "restart",
        struck=any(_is_struck(run) for run in cell.iter() if local(run.tag) == "r"),
    )


def _is_struck(run: Element) -> bool:
    """Say whether a run has text and is struck through, once or twice."""
    strikes = (_property(run, "rPr", name) for name in ("strike", "dstrike"))
    on = any(s is not None and attribute(s, "val") not in _OFF for s in strikes)
    return on and any(local(child.tag) == "t" and child.text for child in run)


def _property(element: Element, group: str, name: str) -> Element | None:
    properties = next((child for child in element if local(child.tag) == group), ())
    return next((child for child in properties if local(child.tag) == name), None)


def _number(element: Element, group: str, name: str, usual: int) -> int:
    found = _property(element, group, name)
    number = usual if found is None else int(attribute(found, "val") or usual)
    if not 0 <= number <= MOST_COLUMNS:
        raise TooWide
    return number


def _text(paragraph: Element) -> str:
    parts = []
    for element in paragraph.iter():
        name = local(element.tag)
        if name == "t":
            parts.append(element.text or "")
        elif name == "sym":
            parts.append(_SYMBOLS.get(attribute(element, "char").upper(), "\ufffd"))
        elif name in _SIGNS:
            parts.append(_SIGNS[name])
    return "".join(parts)
