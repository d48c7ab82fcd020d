"""One table of a sheet while its rows come in: titles over blocks of rows, ditto marks."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache, partial
from itertools import chain

from mocgioi.domain import phrases, titles
from mocgioi.domain.places import fold
from mocgioi.patterns import regex
from mocgioi.records import NamedTuple
from mocgioi.sources.headings import heading, is_word
from mocgioi.sources.known import is_known, names_number
from mocgioi.sources.raw import Cell, RawRow, RawTable, has_digit, is_blank, is_filled
from mocgioi.sources.spool import Spool, kept

_DITTO = frozenset(
    {
        *('"', "''", "”", "“", "″", "〃", ",,", "//", "-//-", '-"-', "-”-", "↓", "|"),
        *("nt", "-nt-", "n.t", "n/t", "như trên", "nhu tren", "như mốc trên", "ditto"),
    }
)
_ORDINAL = regex(r"(?:[ivx]{1,5}|[a-h]|\d{1,2})[.)]?|[-+*•]", re.IGNORECASE)
NUMBERED = regex(r"(?:[IVX]{1,5}|[A-H]|\d{1,2})\s*[.)/:-]\s*(?=\D)")
_TITLE = regex(
    r"(?:xa|don|cum|khu|khu vuc|tuyen|thon|ban|huyen|phan|danh sach|nhom|doan|muc|cac moc|"
    r"dia ban|to)\b"
)
_COUNTS = regex(
    r"\(?\b\d+ (?:cột )?mốc\b[^)]*\)?|\b(?:19|20)\d\d\b|\b(?:tháng|quý|đợt|kỳ|tuần) \d{1,2}\b",
    re.IGNORECASE,
)
"""Digits of a title that are none of a marker: how many, of which year."""
_PLACE = regex(r"(?:xa|don|cum|khu|khu vuc|thon|ban|huyen|phuong|dia ban|tuyen|to)\b")
"""A title that only says where: what a title over it says of the state goes on."""
_LONGEST_TITLE = 150


_ROW = partial(tuple.__new__, RawRow)
"""A raw row of all its fields: a file has hundreds of thousands."""


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


class Block:
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
        filled = (place for place in range(len(header), 0, -1) if header[place - 1])
        self.header, self.header_row = header[: next(filled, 0)], header_row
        self.start, self.end = start, end
        self.sections: list[str] = []
        self.dittos: list[int] = []
        self._sheet, self._preamble = sheet, preamble
        self._rows: Spool[RawRow] = Spool()
        self._above: tuple[Cell, ...] = ()
        self._section: str | None = None
        self._pending: list[RawRow] = []
        self._with_digits: set[int] = set()
        self._worded: set[int] = set()
        self._key = next((p for p, text in enumerate(self.header) if names_number(text)), 1)

    @property
    def columns(self) -> str:
        """Its columns as a spreadsheet calls them: ``F–I``."""
        last = self.start + max(1, len(self.header))
        return f"{letters(self.start + 1)}–{letters(last)}"

    def takes_plainly(self, rows: Sequence[GridRow]) -> bool:
        """Take rows that are all data by their numbers, if they are: most are.

        Each has a cell for each heading, a marker's number, and something to the right of that,
        and none a ditto mark: so none is a title or a heading, and begins another table.
        """
        width, key = len(self.header), self._key
        if (
            self._pending
            or self.start
            or self.end is not None
            or key >= width
            or any(len(row.cells) != width or row.struck for row in rows)
        ):
            return False
        columns = [frozenset(column) for column in zip(*(row.cells for row in rows), strict=True)]
        if not all(map(_is_number, columns[key])) or any(
            map(_is_short_ditto, chain.from_iterable(columns))
        ):
            return False
        are_filled = any(not any(map(is_blank, column)) for column in columns[key + 1 :])
        if not are_filled and not all(is_filled(row.cells[key + 1 :]) for row in rows):
            return False
        for place, column in enumerate(columns):
            self._note_digits(place, column)
        self._rows.extend(
            [_ROW((row.row, tuple(row.cells), None, row.hidden, self._section, ())) for row in rows]
        )
        self._above = tuple(rows[-1].cells)
        return True

    def take(self, row: GridRow) -> None:
        """Take the cells of a row that stand in this table's columns."""
        cells = _trim(tuple(row.cells[self.start : self.end]), len(self.header))
        if not is_filled(cells):
            return
        struck = row.struck and tuple(
            p - self.start for p in row.struck if 0 <= p - self.start < len(cells)
        )
        raw = RawRow(row.row, cells, None, row.hidden, None, struck)
        if not struck and self._may_be_title(cells):
            self._pending.append(raw)
            return
        self._claim()
        for place, cell in enumerate(cells):
            self._note_digits(place, (cell,))
        if self._ends_section(cells):
            self._section = _line_of_words(cells)
        self._put(self._undittoed(raw))

    def _may_be_title(self, cells: Sequence[Cell]) -> bool:
        """Say whether a row may be the title of what follows: of rows, or of another table.

        It stands at the left, up to the column of the marker numbers.
        """
        if len(self.header) < 2 or is_filled(cells[self._key + 1 :]):
            return False
        filled = [place for place, cell in enumerate(cells) if not is_blank(cell)]
        return _title(cells, self._key) is not None or (
            len(filled) == 1 and _is_sentence(cells[filled[0]])
        )

    def _ends_section(self, cells: Sequence[Cell]) -> bool:
        """Say whether a row of words, no data, ends the block of rows under a title before it."""
        key = cells[self._key] if self._key < len(cells) else None
        if has_digit(str(key or "")[:4]):
            return False
        return sum(not is_blank(cell) for cell in cells) < 3

    def begins_another(self, cells: Sequence[Cell]) -> bool:
        """Say whether a row of words stands where every row above has numbers or days."""
        filled = []
        for place, cell in enumerate(cells):
            if not is_blank(cell):
                if not isinstance(cell, str) or not _is_plain_word(cell):
                    return False
                filled.append(place)
        return len(filled) > 2 and len(self._with_digits.intersection(filled)) > 1

    def unclaimed(self) -> tuple[str, ...]:
        """Return the titles that no row follows, as the next table's own."""
        lines = tuple(" ".join(line_of(raw.values).split()) for raw in self._pending)
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
                self._section = _line_of_words(raw.values)
                self._put(raw)
            else:
                if not (self._section and _PLACE.match(fold(NUMBERED.sub("", title)))):
                    self._section = title
                self.sections.append(title)
        self._pending = []

    def _put(self, raw: RawRow) -> None:
        self._rows.append(raw if self._section is None else raw._replace(section=self._section))
        key = raw.values[self._key] if self._key < len(raw.values) else None
        if raw.struck:
            self._above = ()
        elif has_digit(str(key or "")):
            self._above = raw.values

    def _undittoed(self, raw: RawRow) -> RawRow:
        places = [
            place
            for place, cell in enumerate(raw.values)
            if _is_short_ditto(cell)
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

    def _note_digits(self, place: int, cells: Collection[Cell]) -> None:
        """Note of cells of a column whether all that are filled have digits."""
        if place in self._worded:
            return
        others = [cell for cell in cells if not (isinstance(cell, str) and cell[:1].isdigit())]
        if len(others) < len(cells):
            self._with_digits.add(place)
        for cell in others:
            if is_blank(cell):
                continue
            if isinstance(cell, str) and not has_digit(cell[:100]):
                self._worded.add(place)
                self._with_digits.discard(place)
                return
            self._with_digits.add(place)


def _is_number(cell: Cell) -> bool:
    """Say whether a cell is a short text that begins with a digit and is no heading."""
    return isinstance(cell, str) and len(cell) <= _LONGEST_NUMBER and _begins_with_digit(cell)


_LONGEST_NUMBER = 40


@lru_cache(maxsize=8192)
def _begins_with_digit(text: str) -> bool:
    return text[:1].isdigit() and not is_word(text)


def _is_short_ditto(cell: Cell) -> bool:
    is_short = isinstance(cell, str) and len(cell) < 12 and not cell[:1].isdigit()
    return is_short and _is_ditto(str(cell))


@lru_cache(maxsize=4096)
def _is_ditto(text: str) -> bool:
    return text.strip(" ()[].").lower() in _DITTO


def _line_of_words(cells: Sequence[Cell]) -> str:
    return " ".join(line_of(cells).split())[:_LONGEST_TITLE]


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
    if len(text) > _LONGEST_TITLE or not any(char.isalpha() for char in text) or is_known(text):
        return None
    words = NUMBERED.sub("", text)
    if re.search(r"\d", _COUNTS.sub("", words)):
        return None
    is_titled = (
        numbered
        or words != text
        or _TITLE.match(fold(words)) is not None
        or titles.of_section(words) is not None
    )
    return text if is_titled else None


def _is_sentence(cell: Cell) -> bool:
    """Say whether a cell is words of somebody, and neither a number nor a single word."""
    return isinstance(cell, str) and sum(any(c.isalpha() for c in w) for w in cell.split()) > 2


def _is_plain_word(text: str) -> bool:
    return (
        len(text) < 100
        and not has_digit(text)
        and text.strip().lower() not in _DITTO
        and not phrases.is_mark(text)
    )


def line_of(cells: Sequence[Cell]) -> str:
    """Return the cells of a row as one line of text."""
    return " ".join(str(cell).strip() for cell in cells if not is_blank(cell))


def _trim(cells: tuple[Cell, ...], width: int) -> tuple[Cell, ...]:
    """Drop blank cells to the right of the header."""
    end = len(cells)
    while end > width and is_blank(cells[end - 1]):
        end -= 1
    return cells[:end]
