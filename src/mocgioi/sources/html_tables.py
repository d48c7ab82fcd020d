"""Tables of a web page, such as many a system gives out under the name of an ``.xls``.

Only the tags of tables are looked at, by a reader that goes through the text once; nothing is
fetched, drawn or run.
"""

from __future__ import annotations

import contextlib
import html
import re
from collections.abc import Iterator
from pathlib import Path

from mocgioi.patterns import regex
from mocgioi.sources.block import GridRow
from mocgioi.sources.kinds import MAX_HELD_BYTES, too_large
from mocgioi.sources.raw import MOST_COLUMNS, TooWide, bounded
from mocgioi.sources.spool import Spool
from mocgioi.sources.text import lines_of
from mocgioi.sources.walked import Merge, WalkedSheet

_TAG = regex(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,9})([^<>]*)>")
_SPAN = regex(r"(colspan|rowspan)\s{0,3}=\s{0,3}[\"']?(\d{1,5})", re.IGNORECASE)
_UNSEEN = {"script": "</script", "style": "</style", "head": "</head"}
_STRIKES = frozenset({"s", "strike", "del"})
_BREAKS = frozenset({"br", "p", "div", "li"})
_COMMENT = ("<!--", "-->")


@contextlib.contextmanager
def sheets(path: Path) -> Iterator[list[WalkedSheet]]:
    """Open a page and give its tables as sheets; a table in a cell is one of its own."""
    too_large(path, MAX_HELD_BYTES)
    lines, _ = lines_of(path)
    reader = _Reader()
    reader.read("".join(lines()))
    yield [
        WalkedSheet(name=f"Bảng {n}", visible=True, rows=t.rows, merges=t.merges, doubts=[])
        for n, t in enumerate(reader.tables, start=1)
        if t.count
    ]


class _Table:
    """A table as far as it was read."""

    def __init__(self) -> None:
        self.rows: Spool[GridRow] = Spool()
        self.merges: list[Merge] = []
        self.count = 0
        self._cells: list[str | None] = []
        self._text: list[str] | None = None
        self._struck: set[int] = set()
        self._spans = (1, 1)
        self._is_struck = False
        self._taken: dict[int, int] = {}

    def say(self, text: str) -> None:
        """Take text; outside of a cell it is none of the table's."""
        if self._text is not None:
            self._text.append(text)

    def strike(self) -> None:
        """Note that the cell that is open is struck through."""
        if self._text is not None:
            self._is_struck = True

    def begin_cell(self, columns: int, rows: int) -> None:
        """Begin a cell that covers so many columns and rows."""
        self.end_cell()
        self._text, self._spans, self._is_struck = [], (columns, rows), False

    def end_cell(self) -> None:
        """End the cell that is open, if any."""
        if self._text is None:
            return
        while self._taken.get(len(self._cells), 0) > self.count:
            self._cells.append(None)
        columns, rows = self._spans
        place = len(self._cells)
        if self._is_struck:
            self._struck.add(place)
        text = "\n".join(" ".join(line.split()) for line in "".join(self._text).split("\n"))
        self._cells += [bounded(text.strip("\n")) or None, *[None] * (columns - 1)]
        if len(self._cells) > MOST_COLUMNS:
            raise TooWide
        if rows > 1:
            self.merges.append(Merge(self.count + 1, self.count + rows, place + 1))
            for column in range(place, place + columns):
                self._taken[column] = self.count + rows
        self._text = None

    def end_row(self) -> None:
        """End the row that is open, if any."""
        self.end_cell()
        if self._cells:
            self.count += 1
            struck = tuple(sorted(self._struck))
            self.rows.append(GridRow(self.count, self._cells, struck=struck))
            self._cells, self._struck = [], set()


class _Reader:
    """Walks through the text of one page."""

    def __init__(self) -> None:
        self.tables: list[_Table] = []
        self._open: list[_Table] = []

    def read(self, page: str) -> None:
        """Take a page."""
        at = 0
        lowered = page.lower()
        while at < len(page):
            start = page.find("<", at)
            self._say(page[at : start if start >= 0 else len(page)])
            if start < 0:
                return
            at = self._tag(page, lowered, start)

    def _tag(self, page: str, lowered: str, start: int) -> int:
        """Take what begins with ``<``; return where to go on."""
        if page.startswith(_COMMENT[0], start):
            return _after(page, _COMMENT[1], start)
        match = _TAG.match(page, start)
        if match is None:
            self._say("<")
            return start + 1
        closing, name, rest = match[1], match[2].lower(), match[3]
        if not closing and name in _UNSEEN:
            return _after(page, ">", _after(lowered, _UNSEEN[name], match.end()))
        self._take(name, bool(closing), rest)
        return match.end()

    def _take(self, name: str, closing: bool, rest: str) -> None:
        if name == "table" and not closing:
            self._open.append(_Table())
            self.tables.append(self._open[-1])
        if not self._open:
            return
        table = self._open[-1]
        if name in ("td", "th"):
            if closing:
                table.end_cell()
            else:
                spans = {key.lower(): max(1, int(number)) for key, number in _SPAN.findall(rest)}
                table.begin_cell(spans.get("colspan", 1), spans.get("rowspan", 1))
        elif name == "tr":
            table.end_row()
        elif name == "table" and closing:
            table.end_row()
            self._open.pop()
        elif name in _BREAKS:
            table.say("\n")
        elif name in _STRIKES and not closing:
            table.strike()

    def _say(self, text: str) -> None:
        if self._open and text:
            self._open[-1].say(html.unescape(text).replace("\r", " ").replace("\n", " "))


def _after(text: str, end: str, start: int) -> int:
    place = text.find(end, start)
    return len(text) if place < 0 else place + len(end)
