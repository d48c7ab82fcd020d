"""A sheet of a workbook as its reader walks through it, whatever the format."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from mocgioi.sources.block import GridRow
from mocgioi.sources.raw import Cell


class Merge(NamedTuple):
    """Rows (from, to) and the first column, counted from 1, of cells merged into one."""

    first_row: int
    last_row: int
    column: int


class Doubt(NamedTuple):
    """A cell whose value cannot be taken as it stands.

    Attributes:
        row, column: its place, counted from 1.
        code: ``formula-no-value``, or ``cell-format``: shown as something it is not.
        value: the number that stands there. shown: what the sheet adds to it, or the formula
            with its ``=``.
    """

    row: int
    column: int
    code: str
    value: Cell = None
    shown: str = ""


class WalkedSheet(NamedTuple):
    """One sheet; `merges` and `doubts` are whole once the rows are walked through."""

    name: str
    visible: bool
    rows: Iterable[GridRow]
    merges: list[Merge]
    doubts: list[Doubt]
