"""From a grid of cells to tables: where their headings stand, what stands above and between.

Office sheets open with a title block, and one sheet may hold several tables: under one
another, beside one another, or lying on their side. Each is read under its own heading; no
row is ever read under the heading of another table. Within a table a title over a block of
rows (``A. Mốc đã có đường``) is kept with the rows below it, and a ditto mark is what stands
above it.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

from mocgioi.domain import phrases
from mocgioi.domain.places import fold
from mocgioi.errors import Finding
from mocgioi.sources import headings, legacy
from mocgioi.sources.columns import is_known, names_number
from mocgioi.sources.headings import heading
from mocgioi.sources.raw import LONGEST_TEXT, Cell, RawRow, RawTable, bounded, is_blank
from mocgioi.sources.spool import Spool, kept
from mocgioi.words.findings import finding

_LOOK_AHEAD = 40
"""Rows searched for a header."""

MAX_ROWS = 1_000_000
"""Rows of one table that are taken: as many as a spreadsheet can hold."""

_MOST_TABLES = 200
"""Tables of one sheet; what looks like more is rows that only look like headings."""

_DITTO = frozenset({'"', "''", "”", "“", "″", "〃", ",,", "//", "-//-", "nt", "-nt-", "n.t", "nt.",
                    "như trên", "nhu tren", "ditto", '-"-', "-”-"})  # fmt: skip
_ORDINAL = re.compile(r"(?:[ivx]{1,5}|[a-h]|\d{1,2})[.)]?|[-+*•]", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:[IVX]{1,5}|[A-H]|\d{1,2})\s*[.)/:-]\s*(?=\D)")
_TITLE = re.compile(
    r"(?:xa|don|cum|khu|khu vuc|tuyen|thon|ban|huyen|phan|danh sach|nhom|doan|muc|cac moc|"
    r"dia ban|to)\b"
)
_LONGEST_TITLE = 150


class GridRow(NamedTuple):
    """A row of a grid: its number and its cells.

    Attributes:
        row: its number in the file. cells: as the format gives them.
        hidden: hidden or filtered out. struck: places of the cells that are struck through.
    """

    row: int
    cells: Sequence[Cell]
    hidden: bool = False
    struck: tuple[int, ...] = ()


class TooManyRows(Exception):
    """A sheet has more than `MAX_ROWS` rows."""


def tables(name: str | None, rows: Iterable[GridRow]) -> tuple[list[RawTable], list[Finding]]:
    """Return the tables in a grid of cells, and what to tell of it.

    The rows are walked through once, and only what becomes of them is kept.

    Args:
        name: name of the sheet.
        rows: its rows, in order.

    Raises:
        TooManyRows: there are more than `MAX_ROWS`.
    """
    filled = (row for row in rows if _filled(row.cells))
    head = list(islice(filled, _LOOK_AHEAD))
    if not head:
        return [], []
    encoding = legacy.recognise(cell for row in head for cell in row.cells if isinstance(cell, str))
    findings = [legacy.notice(encoding, name)] if encoding else []
    head = [row._replace(cells=_text(row.cells, encoding)) for row in head]
    if len(head) < _LOOK_AHEAD and (turned := _turned(name, head)) is not None:
        return [turned], [*findings, _told_turned(turned)]
    rest = (row._replace(cells=_text(row.cells, encoding)) for row in filled)
    sheet = _Sheet(name)
    made = sheet.read(_Ahead(chain(head, rest)), _first(head))
    return made, findings + sheet.findings


class _Ahead:
    """Rows, of which the next few may be looked at before they are taken."""

    def __init__(self, rows: Iterable[GridRow]) -> None:
        self._rows = iter(rows)
        self._seen: deque[GridRow] = deque()

    def __iter__(self) -> Iterator[GridRow]:
        while True:
            if self._seen:
                yield self._seen.popleft()
            elif (row := next(self._rows, None)) is not None:
                yield row
            else:
                return

    def next(self, count: int) -> list[GridRow]:
        """Return the next rows, as many as there are."""
        self._seen.extend(islice(self._rows, max(0, count - len(self._seen))))
        return list(islice(self._seen, count))

    def skip(self, count: int) -> list[GridRow]:
        """Take the next rows."""
        return [self._seen.popleft() for _ in self.next(count)]


class _Sheet:
    """The tables of one sheet, as its rows are walked through."""

    def __init__(self, name: str | None) -> None:
        self._name = name
        self._done: list[_Block] = []
        self._open: list[_Block] = []
        self._preamble: tuple[str, ...] = ()
        self.findings: list[Finding] = []

    def read(self, rows: _Ahead, first: int) -> list[RawTable]:
        """Return the tables; `first` rows stand above the heading of the first."""
        self._preamble = tuple(_line(row.cells) for row in rows.skip(first))
        self._begin(rows.skip(1)[0], rows)
        for count, row in enumerate(rows):
            if count >= MAX_ROWS:
                raise TooManyRows
            if len(self._done) < _MOST_TABLES and headings.is_row(row.cells):
                self._begin(row, rows)
            else:
                self._take(row)
        self._close(self._open)
        made = [block.table(several=len(self._done) > 1) for block in self._done]
        self._tell()
        return made

    def _begin(self, row: GridRow, rows: _Ahead) -> None:
        """Begin the tables whose row of headings this is."""
        below = [(r.row, r.cells) for r in rows.next(4)]
        more = rows.skip(headings.rows_below(row.cells, below, row.row))
        header = headings.joined([row.cells, *(r.cells for r in more)])
        last = more[-1].row if more else row.row
        if [block.header for block in self._open] == [header]:
            return
        titles = tuple(line for block in self._open for line in block.unclaimed())
        self._close(self._open)
        numbering = rows.next(1)
        of_sheet = [line for line in self._preamble if not (titles and _NUMBERED.match(line))]
        above = (*of_sheet, *titles)
        if numbering and headings.is_numbering(numbering[0].cells):
            above = (*above, _line(rows.skip(1)[0].cells))
        starts = headings.blocks(header)
        ends = [*starts[1:], None]
        self._open = [
            _Block(self._name, header[a:b], last, a, above, end=b)
            for a, b in zip(starts, ends, strict=True)
        ]

    def _take(self, row: GridRow) -> None:
        for block in list(self._open):
            cells = row.cells[block.start : block.end]
            beyond = cells[len(block.header) :] if block.end is None else ()
            if block.begins_another(cells) and len(self._done) < _MOST_TABLES:
                self._close([block])
                self._open.append(
                    _Block(self._name, headings.joined([cells]), row.row, block.start,
                           self._preamble, end=block.end)
                )  # fmt: skip
            elif beyond and headings.is_row(beyond):
                start = block.start + len(block.header)
                start += next(i for i, cell in enumerate(beyond) if not is_blank(cell))
                block.end = start
                block.take(row)
                header = headings.joined([row.cells[start:]])
                self._open.append(_Block(self._name, header, row.row, start, self._preamble))
            else:
                block.take(row)

    def _close(self, blocks: Sequence[_Block]) -> None:
        for block in list(blocks):
            block.close()
            self._open.remove(block)
            self._done.append(block)

    def _tell(self) -> None:
        """Tell how the sheet was read, where it is not one plain table."""
        if len(self._done) > 1:
            listed = ", ".join(f"{b.header_row} ({b.columns})" for b in self._done[:20])
            self.findings.append(
                finding("sheet-tables", sheet=self._name, count=len(self._done), listed=listed)
            )
        for block in self._done:
            if block.sections:
                listed = "; ".join(f"«{title}»" for title in block.sections[:10])
                self.findings.append(finding("row-section", sheet=self._name, listed=listed))
            if block.dittos:
                listed = ", ".join(map(str, block.dittos[:20]))
                self.findings.append(finding("cell-ditto", sheet=self._name, listed=listed))


class _Block:
    """One table of a sheet: from `start` to `end`, of its columns, counted from 0."""

    def __init__(
        self,
        sheet: str | None,
        header: tuple[str, ...],
        header_row: int,
        start: int,
        preamble: tuple[str, ...],
        *,
        end: int | None = None,
    ) -> None:
        while header and not header[-1]:
            header = header[:-1]
        self.header, self.header_row = header, header_row
        self.start, self.end = start, end
        self.sections: list[str] = []
        self.dittos: list[int] = []
        self._sheet, self._preamble = sheet, preamble
        self._rows: Spool[RawRow] = Spool()
        self._above: tuple[Cell, ...] = ()
        self._section: str | None = None
        self._pending: list[RawRow] = []
        self._with_digits: dict[int, bool] = {}
        self._key = next((p for p, text in enumerate(header) if names_number(text)), 1)

    @property
    def columns(self) -> str:
        """Its columns as a spreadsheet calls them: ``F–I``."""
        last = self.start + max(1, len(self.header))
        return f"{letters(self.start + 1)}–{letters(last)}"

    def take(self, row: GridRow) -> None:
        """Take the cells of a row that stand in this table's columns."""
        cells = _trim(tuple(row.cells[self.start : self.end]), len(self.header))
        if not _filled(cells):
            return
        struck = tuple(p - self.start for p in row.struck if 0 <= p - self.start < len(cells))
        raw = RawRow(row.row, cells, None, row.hidden, struck=struck)
        if not struck and self._may_be_title(cells):
            self._pending.append(raw)
            return
        self._claim()
        self._note_digits(cells)
        self._put(self._undittoed(raw))

    def _may_be_title(self, cells: Sequence[Cell]) -> bool:
        """Say whether a row may be the title of what follows: of rows, or of another table.

        It stands at the left, up to the column of the marker numbers.
        """
        filled = [place for place, cell in enumerate(cells) if not is_blank(cell)]
        if len(self.header) < 2 or filled[-1] > self._key:
            return False
        return _title(cells, self._key) is not None or (
            len(filled) == 1 and _is_sentence(cells[filled[0]])
        )

    def begins_another(self, cells: Sequence[Cell]) -> bool:
        """Say whether a row of words stands where every row above has numbers or days."""
        filled = [place for place, cell in enumerate(cells) if not is_blank(cell)]
        return (
            len(filled) > 2
            and all(isinstance(cells[p], str) and _is_plain_word(str(cells[p])) for p in filled)
            and sum(self._with_digits.get(p, False) for p in filled) > 1
        )

    def unclaimed(self) -> tuple[str, ...]:
        """Return the titles that no row follows, as the next table's own."""
        lines = tuple(" ".join(_line(raw.values).split()) for raw in self._pending)
        self._pending = []
        return lines

    def close(self) -> None:
        """End the table: titles that no row follows are rows like others."""
        for raw in self._pending:
            self._put(raw)
        self._pending = []

    def table(self, *, several: bool) -> RawTable:
        """Return the table; of several beside one another the later have their columns' name."""
        name = self._sheet
        if self.start:
            name = f"{name or ''} ({self.columns})".strip()
        return RawTable(
            name=name,
            header=self.header,
            header_row=self.header_row,
            rows=kept(self._rows),
            preamble=self._preamble,
            first_column=self.start + 1,
            is_beside=several,
        )

    def _claim(self) -> None:
        """Let the titles that were waiting stand over the row that comes now."""
        for raw in self._pending:
            title = _title(raw.values, self._key)
            if title is None:
                self._put(raw)
            else:
                self._section = title
                self.sections.append(title)
        self._pending = []

    def _put(self, raw: RawRow) -> None:
        self._rows.append(raw._replace(section=self._section))
        self._above = raw.values

    def _undittoed(self, raw: RawRow) -> RawRow:
        places = [
            place
            for place, cell in enumerate(raw.values)
            if isinstance(cell, str)
            and len(cell) < 12
            and cell.strip().lower() in _DITTO
            and place < len(self._above)
            and not is_blank(self._above[place])
        ]
        if not places:
            return raw
        self.dittos.append(raw.row)
        values = list(raw.values)
        for place in places:
            values[place] = self._above[place]
        return raw._replace(values=tuple(values))

    def _note_digits(self, cells: Sequence[Cell]) -> None:
        for place, cell in enumerate(cells):
            if not is_blank(cell):
                plain = isinstance(cell, str) and not any(c.isdigit() for c in cell[:100])
                self._with_digits[place] = self._with_digits.get(place, True) and not plain


def letters(column: int) -> str:
    """Return a column, counted from 1, as a spreadsheet calls it.

    openpyxl has the same, and takes longer to load than a CSV of a post takes to read.

    >>> letters(1), letters(26), letters(27)
    ('A', 'Z', 'AA')
    """
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def _first(head: Sequence[GridRow]) -> int:
    """Return how many rows stand above the first heading."""
    at = headings.find([row.cells for row in head])
    above = head[at - 1] if at > 0 and head[at - 1].row == head[at].row - 1 else None
    return at - 1 if above and headings.is_group(above.cells, head[at].cells) else at


def _title(cells: Sequence[Cell], key: int) -> str | None:
    """Return the title of the rows below that a row is, or None: ``I. Xã Quốc Khánh``.

    Args:
        cells: of the row. key: place of the column of the marker numbers.
    """
    filled = [cell for cell in cells if not is_blank(cell)]
    if not 0 < len(filled) < 3 or not isinstance(filled[-1], str):
        return None
    text = heading(filled[-1])
    numbered = len(filled) == 2
    if numbered and (key == 0 or len(text.split()) < 2):
        return None
    if numbered and not _ORDINAL.fullmatch(heading(filled[0])):
        return None
    if len(text) > _LONGEST_TITLE or not any(char.isalpha() for char in text):
        return None
    words = _NUMBERED.sub("", text)
    if re.search(r"\d", re.sub(r"\(?\d+ mốc\)?", "", words)):
        return None
    is_titled = (
        numbered
        or words != text
        or _TITLE.match(fold(words)) is not None
        or phrases.of_section(words) is not None
    )
    return text if is_titled else None


def _is_sentence(cell: Cell) -> bool:
    """Say whether a cell is words of somebody, and neither a number nor a single word."""
    return isinstance(cell, str) and sum(any(c.isalpha() for c in w) for w in cell.split()) > 2


def _turned(name: str | None, head: Sequence[GridRow]) -> RawTable | None:
    """Return the table of a sheet whose headings stand under one another, each column a row."""
    labels = [heading(row.cells[0]) if row.cells else "" for row in head]
    known = [i for i, label in enumerate(labels) if is_known(label) and not label.isdigit()]
    keys = [i for i in known if names_number(labels[i])]
    scores = [sum(is_known(heading(cell)) for cell in row.cells[1:]) for row in head]
    if len(known) < 3 or len(keys) != 1 or max(scores) > 1:
        return None
    numbers = [cell for cell in head[keys[0]].cells[1:] if not is_blank(cell)]
    if not numbers or not all(any(c.isdigit() for c in str(cell)) for cell in numbers):
        return None
    lines = [head[i] for i in range(known[0], len(head))]
    width = max(len(row.cells) for row in lines)
    rows = [
        RawRow(place + 1, tuple(row.cells[place] if place < len(row.cells) else None
                                for row in lines))
        for place in range(1, width)
    ]  # fmt: skip
    return RawTable(
        name=f"{name or ''} (xoay ngang)".strip(),
        header=tuple(labels[known[0] :]),
        header_row=1,
        rows=tuple(row for row in rows if _filled(row.values)),
        preamble=tuple(_line(row.cells) for row in head[: known[0]]),
        first_column=0,
    )


def _told_turned(table: RawTable) -> Finding:
    return finding("table-turned", sheet=table.name)


def _is_plain_word(text: str) -> bool:
    return (
        len(text) < 100
        and text.strip().lower() not in _DITTO
        and not any(char.isdigit() for char in text)
        and not phrases.is_mark(text)
    )


def _line(cells: Sequence[Cell]) -> str:
    return " ".join(str(cell).strip() for cell in cells if not is_blank(cell))


def _filled(cells: Sequence[Cell]) -> bool:
    return any(not is_blank(cell) for cell in cells)


def _text(cells: Sequence[Cell], encoding: legacy.Encoding | None) -> tuple[Cell, ...]:
    """Return cells with their text in Unicode, composed."""
    if encoding is not None:
        cells = [legacy.convert(c, encoding) if isinstance(c, str) else c for c in cells]
    return tuple(_composed(c) if isinstance(c, str) else c for c in cells)


def _composed(text: str) -> str:
    return text if text.isascii() and len(text) <= LONGEST_TEXT else bounded(text)


def _trim(cells: tuple[Cell, ...], width: int) -> tuple[Cell, ...]:
    """Drop blank cells to the right of the header."""
    end = len(cells)
    while end > width and is_blank(cells[end - 1]):
        end -= 1
    return cells[:end]
