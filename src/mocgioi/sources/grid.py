"""From a grid of cells to tables: where their headings stand, what stands above and between.

Office sheets open with a title block, and one sheet may hold several tables: under one
another, beside one another, or lying on their side. Each is read under its own heading; no
row is ever read under the heading of another table. Within a table a title over a block of
rows (``A. Mốc đã có đường``) is kept with the rows below it, and a ditto mark is what stands
above it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice

from mocgioi.errors import Finding
from mocgioi.sources import headings, legacy
from mocgioi.sources.block import NUMBERED, Block, GridRow, line_of
from mocgioi.sources.headings import heading
from mocgioi.sources.known import is_known, names_number
from mocgioi.sources.raw import LONGEST_TEXT, RawRow, RawTable, bounded, is_blank, is_filled
from mocgioi.sources.spool import in_blocks
from mocgioi.words.findings import finding

_LOOK_AHEAD = 40
"""Rows searched for a header."""

_AT_ONCE = 100
"""Rows that are looked at together; most are plain data."""

MAX_ROWS = 1_000_000
"""Rows of one table that are taken: as many as a spreadsheet can hold."""

_MOST_TABLES = 200
"""Tables of one sheet; what looks like more is rows that only look like headings."""


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
    filled = (row for row in rows if is_filled(row.cells))
    head = list(islice(filled, _LOOK_AHEAD))
    if not head:
        return [], []
    encoding = legacy.recognise(cell for row in head for cell in row.cells if isinstance(cell, str))
    findings = [legacy.notice(encoding, name)] if encoding else []
    head = [_in_unicode(row, encoding) for row in head]
    if len(head) < _LOOK_AHEAD and (turned := _turned(name, head)) is not None:
        return [turned], [*findings, _told_turned(turned)]
    rest = chain.from_iterable(_all_in_unicode(block, encoding) for block in in_blocks(filled))
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
        self._done: list[Block] = []
        self._open: list[Block] = []
        self._preamble: tuple[str, ...] = ()
        self.findings: list[Finding] = []

    def read(self, rows: _Ahead, first: int) -> list[RawTable]:
        """Return the tables; `first` rows stand above the heading of the first."""
        self._preamble = tuple(line_of(row.cells) for row in rows.skip(first))
        self._begin(rows.skip(1)[0], rows)
        count = 0
        while some := rows.next(_AT_ONCE):
            if len(self._open) == 1 and self._open[0].takes_plainly(some):
                count += len(rows.skip(len(some)))
            else:
                for row in islice(rows, len(some)):
                    count += 1
                    self._take_or_begin(row, rows)
            if count > MAX_ROWS:
                raise TooManyRows
        self._close(self._open)
        made = [block.table(several=len(self._done) > 1) for block in self._done]
        self._tell()
        return made

    def _take_or_begin(self, row: GridRow, rows: _Ahead) -> None:
        if len(self._done) < _MOST_TABLES and headings.is_row(row.cells):
            self._begin(row, rows)
        else:
            self._take(row)

    def _begin(self, row: GridRow, rows: _Ahead) -> None:
        """Begin the tables whose row of headings this is."""
        below = [(r.row, r.cells) for r in rows.next(4)]
        more = rows.skip(headings.rows_below(row.cells, below, row.row))
        header = headings.joined([row.cells, *(r.cells for r in more)])
        last = more[-1].row if more else row.row
        if [block.header for block in self._open] == [header]:
            _numbering(rows)
            return
        titles = tuple(line for block in self._open for line in block.unclaimed())
        self._close(self._open)
        numbering = _numbering(rows)
        of_sheet = [line for line in self._preamble if not (titles and NUMBERED.match(line))]
        above = (*of_sheet, *titles)
        above = (*above, *numbering)
        starts = headings.blocks(header)
        ends = [*starts[1:], None]
        self._open = [
            Block(self._name, header[a:b], last, a, above, end=b)
            for a, b in zip(starts, ends, strict=True)
        ]

    def _take(self, row: GridRow) -> None:
        for block in list(self._open):
            cells = row.cells[block.start : block.end]
            beyond = cells[len(block.header) :] if block.end is None else ()
            if block.begins_another(cells) and len(self._done) < _MOST_TABLES:
                self._close([block])
                self._open.append(
                    Block(self._name, headings.joined([cells]), row.row, block.start,
                           self._preamble, end=block.end)
                )  # fmt: skip
            elif beyond and headings.is_row(beyond):
                start = block.start + len(block.header)
                start += next(i for i, cell in enumerate(beyond) if not is_blank(cell))
                block.end = start
                block.take(row)
                header = headings.joined([row.cells[start:]])
                self._open.append(Block(self._name, header, row.row, start, self._preamble))
            else:
                block.take(row)

    def _close(self, blocks: Sequence[Block]) -> None:
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


def _numbering(rows: _Ahead) -> tuple[str, ...]:
    """Take the row that only numbers the columns, where it comes next, and return its line."""
    following = rows.next(1)
    if not following or not headings.is_numbering(following[0].cells):
        return ()
    return (line_of(rows.skip(1)[0].cells),)


def _first(head: Sequence[GridRow]) -> int:
    """Return how many rows stand above the first heading."""
    at = headings.find([row.cells for row in head])
    above = head[at - 1] if at > 0 and head[at - 1].row == head[at].row - 1 else None
    return at - 1 if above and headings.is_group(above.cells, head[at].cells) else at


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
        rows=tuple(row for row in rows if is_filled(row.values)),
        preamble=tuple(line_of(row.cells) for row in head[: known[0]]),
        first_column=0,
    )


def _told_turned(table: RawTable) -> Finding:
    return finding("table-turned", sheet=table.name)


def _all_in_unicode(rows: Sequence[GridRow], encoding: legacy.Encoding | None) -> Iterable[GridRow]:
    """Return rows as `_in_unicode` does; of most there is nothing to compose."""
    texts = [cell for row in rows for cell in row.cells if isinstance(cell, str)]
    lettered = {text for text in texts if not text.isascii()}
    if (
        encoding is None
        and max(map(len, texts), default=0) <= LONGEST_TEXT
        and all(_composed(text) == text for text in lettered)
    ):
        return rows
    return [_in_unicode(row, encoding) for row in rows]


def _in_unicode(row: GridRow, encoding: legacy.Encoding | None) -> GridRow:
    """Return a row with the text of its cells in Unicode, composed."""
    cells = row.cells
    if encoding is not None:
        cells = [legacy.convert(c, encoding) if isinstance(c, str) else c for c in cells]
    composed = [
        c if not isinstance(c, str) or (c.isascii() and len(c) <= LONGEST_TEXT) else _composed(c)
        for c in cells
    ]
    return GridRow(row.row, tuple(composed), row.hidden, row.struck)


def _composed(text: str) -> str:
    return _composed_before(text) if len(text) <= _LONGEST_REMEMBERED else bounded(text)


_LONGEST_REMEMBERED = 100
_composed_before = lru_cache(maxsize=4096)(bounded)
