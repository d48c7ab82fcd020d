"""From a grid of cells to a table: where the header stands, what stands above it.

Office sheets open with a title block. The header is the row in which most headings are
known names; a sheet in which none is known begins with its first row that is not blank.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mocgioi.domain.places import nfc
from mocgioi.sources.columns import is_known
from mocgioi.sources.raw import Cell, RawRow, RawTable, is_blank

_LOOK_AHEAD = 40
"""Rows searched for a header."""


def table(name: str | None, rows: Iterable[tuple[int, Sequence[Cell], bool]]) -> RawTable | None:
    """Return the table in a grid of cells, or None when it holds nothing.

    Args:
        name: name of the sheet.
        rows: row number, cells and hidden flag of each row, in order.
    """
    filled = [(row, _text_nfc(cells), hidden) for row, cells, hidden in rows if _filled(cells)]
    if not filled:
        return None
    at = _header_at([cells for _, cells, _ in filled[:_LOOK_AHEAD]])
    header_row, headings, _ = filled[at]
    header = tuple(heading(cell) for cell in headings)
    while header and not header[-1]:
        header = header[:-1]
    body = tuple(
        RawRow(row, _trim(cells, len(header)), None, hid) for row, cells, hid in filled[at + 1 :]
    )
    preamble = tuple(
        " ".join(str(c).strip() for c in cells if not is_blank(c)) for _, cells, _ in filled[:at]
    )
    return RawTable(name, header, header_row, body, preamble)


def heading(cell: Cell) -> str:
    """Return a heading as text on one line."""
    return "" if cell is None else " ".join(nfc(str(cell)).split())


def _filled(cells: Sequence[Cell]) -> bool:
    return any(not is_blank(cell) for cell in cells)


def _text_nfc(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    return tuple(nfc(c) if isinstance(c, str) and not c.isascii() else c for c in cells)


def _trim(cells: tuple[Cell, ...], width: int) -> tuple[Cell, ...]:
    """Drop blank cells to the right of the header."""
    end = len(cells)
    while end > width and is_blank(cells[end - 1]):
        end -= 1
    return cells[:end]


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
