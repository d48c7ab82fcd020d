"""A sheet of a workbook as its reader walks through it, whatever the format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from mocgioi.records import NamedTuple
from mocgioi.sources.block import GridRow
from mocgioi.sources.raw import MOST_CELLS, MOST_COLUMNS, Cell, check_size, is_blank

if TYPE_CHECKING:
    from mocgioi.sources.hyperlinks import Link

LAST_ROW = 1_048_576
"""Of a sheet, in every program of today; a row of a greater number is damage."""


class Merge(NamedTuple):
    """Rows (from, to) and the first column, counted from 1, of cells merged into one."""

    first_row: int
    last_row: int
    column: int


class Doubt(NamedTuple):
    """A cell whose value cannot be taken as it stands.

    Attributes:
        row, column: its place, counted from 1.
        code: ``formula-no-value``; ``cell-format``: shown as something it is not; ``cell-note``:
            somebody wrote a comment to it.
        value: the number that stands there. shown: what the sheet adds to it, the formula with
            its ``=``, or the comment.
    """

    row: int
    column: int
    code: str
    value: Cell = None
    shown: str = ""


class WalkedSheet(NamedTuple):
    """One sheet; `merges`, `doubts` and `links` are whole once the rows are walked through."""

    name: str
    visible: bool
    rows: Iterable[GridRow]
    merges: list[Merge]
    doubts: list[Doubt]
    links: Sequence[Link] = ()


def narrow(rows: Iterable[GridRow]) -> Iterator[GridRow]:
    """Yield rows, of wide ones without the blank cells at their end.

    Raises:
        TooWide, TooManyCells: see there.
    """
    count = 0
    for row in rows:
        end = len(row.cells)
        while end > MOST_COLUMNS and is_blank(row.cells[end - 1]):
            end -= 1
        count += end
        if end > MOST_COLUMNS or count > MOST_CELLS:
            check_size(end, count)
        yield row if end == len(row.cells) else row._replace(cells=row.cells[:end])
