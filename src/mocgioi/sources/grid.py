"""From a grid of cells to a table: where the header stands, what stands above it.

Office sheets open with a title block. The header is the row in which most headings are
known names; a sheet in which none is known begins with its first row that is not blank.
A header of two rows (merged groups over single columns, or Vietnamese over English) becomes
one: ``Toạ độ / Kinh độ``. A row that numbers the columns, ``(1) (2) (3)``, belongs to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from mocgioi.domain.places import nfc
from mocgioi.errors import Finding
from mocgioi.sources import legacy
from mocgioi.sources.columns import is_known
from mocgioi.sources.raw import LONGEST_TEXT, Cell, RawRow, RawTable, bounded, is_blank
from mocgioi.sources.spool import kept

_LOOK_AHEAD = 40
"""Rows searched for a header."""

MAX_ROWS = 1_000_000
"""Rows of one table that are taken: as many as a spreadsheet can hold."""

GridRow = tuple[int, Sequence[Cell], bool]
"""Number, cells and hidden flag of a row."""

_NUMBERING = re.compile(r"\(?\s*(?:(\d{1,2})|[a-z])\s*\)?", re.IGNORECASE)


class TooManyRows(Exception):
    """A table has more than `MAX_ROWS` rows."""


def table(name: str | None, rows: Iterable[GridRow]) -> tuple[RawTable | None, list[Finding]]:
    """Return the table in a grid of cells, None when it holds nothing, and what to tell of it.

    The rows are walked through once, and only what becomes of them is kept.

    Args:
        name: name of the sheet.
        rows: row number, cells and hidden flag of each row, in order.

    Raises:
        TooManyRows: there are more than `MAX_ROWS`.
    """
    filled = ((row, cells, hidden) for row, cells, hidden in rows if _filled(cells))
    head = list(islice(filled, _LOOK_AHEAD))
    if not head:
        return None, []
    encoding = legacy.recognise(
        cell for _, cells, _ in head for cell in cells if isinstance(cell, str)
    )
    head = [(row, _text(cells, encoding), hidden) for row, cells, hidden in head]
    first, last = _header_rows(head)
    header = _joined([cells for _, cells, _ in head[first : last + 1]])
    header = header[: next((n for n in range(len(header), 0, -1) if header[n - 1]), 0)]
    below = head[last + 1 :]
    skipped = [below.pop(0)] if below and _is_numbering(below[0][1]) else []
    rest = ((row, _text(cells, encoding), hidden) for row, cells, hidden in filled)
    made = RawTable(
        name=name,
        header=header,
        header_row=head[last][0],
        rows=kept(_body(chain(below, rest), len(header))),
        preamble=tuple(_line(cells) for _, cells, _ in [*head[:first], *skipped]),
    )
    return made, [legacy.notice(encoding, name)] if encoding else []


def heading(cell: Cell) -> str:
    """Return a heading as text on one line."""
    return "" if cell is None else " ".join(nfc(str(cell)).split())


def _body(rows: Iterable[GridRow], width: int) -> Iterator[RawRow]:
    for count, (row, cells, hidden) in enumerate(rows):
        if count >= MAX_ROWS:
            raise TooManyRows
        yield RawRow(row, _trim(tuple(cells), width), None, hidden)


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


def _header_rows(head: Sequence[GridRow]) -> tuple[int, int]:
    """Return the places of the first and the last row of the header."""
    at = _header_at([cells for _, cells, _ in head])
    row, cells, _ = head[at]
    if at + 1 < len(head):
        below, lower, _ = head[at + 1]
        if below == row + 1 and _is_second(cells, lower):
            return at, at + 1
    if at > 0:
        above, upper, _ = head[at - 1]
        if above == row - 1 and _is_group(upper, cells):
            return at - 1, at
    return at, at


def _header_at(rows: Sequence[Sequence[Cell]]) -> int:
    scores = [
        sum(1 for cell in cells if isinstance(cell, str) and is_known(heading(cell)))
        for cells in rows
    ]
    best = max(scores)
    if best >= 2 or (best == 1 and any(_is_single(rows[i]) for i, s in enumerate(scores) if s)):
        return scores.index(best)
    widths = [
        sum(1 for cell in cells if isinstance(cell, str) and not is_blank(cell)) for cells in rows
    ]
    wide = [i for i, width in enumerate(widths) if width >= 2]
    return wide[0] if wide else 0


def _is_single(cells: Sequence[Cell]) -> bool:
    """Say whether a row is a header of one column: a list of marker numbers, say."""
    return sum(1 for cell in cells if not is_blank(cell)) == 1


def _is_second(upper: Sequence[Cell], lower: Sequence[Cell]) -> bool:
    """Say whether the row under a header goes on with it, rather than being data."""
    filled = [place for place, cell in enumerate(lower) if not is_blank(cell)]
    texts = [heading(lower[place]) for place in filled]
    known = [place for place, text in zip(filled, texts, strict=True) if is_known(text)]
    strange = [text for text in texts if not is_known(text) and any(c.isdigit() for c in text)]
    if not known or strange or any(not isinstance(lower[place], str) for place in filled):
        return False
    in_group = any(_blank_at(upper, place) or _blank_at(upper, place + 1) for place in known)
    return in_group or (len(known) >= 2 and len(known) == len(filled))


def _is_group(upper: Sequence[Cell], lower: Sequence[Cell]) -> bool:
    """Say whether the row over a header names groups of its columns, rather than a title."""
    filled = [place for place, cell in enumerate(upper) if not is_blank(cell)]
    if len(filled) < 2:
        return False
    names = [heading(cell) for cell in lower if not is_blank(cell)]
    completes = any(_blank_at(lower, p) and is_known(heading(upper[p])) for p in filled)
    return completes or len(set(names)) < len(names)


def _blank_at(cells: Sequence[Cell], place: int) -> bool:
    return place >= len(cells) or is_blank(cells[place])


def _joined(rows: Sequence[Sequence[Cell]]) -> tuple[str, ...]:
    """Return the headings of one row, or of two: ``group / column``."""
    if len(rows) == 1:
        return tuple(heading(cell) for cell in rows[0])
    upper, lower = rows
    group = ""
    joined = []
    for place in range(max(len(upper), len(lower))):
        over = "" if _blank_at(upper, place) else heading(upper[place])
        under = "" if _blank_at(lower, place) else heading(lower[place])
        group = over or (group if under else "")
        parts = dict.fromkeys(part for part in (group, under) if part)
        joined.append(" / ".join(parts))
    return tuple(joined)


def _is_numbering(cells: Sequence[Cell]) -> bool:
    """Say whether a row only numbers the columns: ``(1) (2) (3)`` or ``A B 1 2``."""
    matches = [_NUMBERING.fullmatch(heading(cell)) for cell in cells if not is_blank(cell)]
    numbers = [int(match.group(1)) for match in matches if match and match.group(1)]
    return all(matches) and len(numbers) >= 2 and numbers == list(range(1, len(numbers) + 1))
