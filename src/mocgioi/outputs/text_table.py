"""A table between sentences, as a terminal prints it and as a page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class TextTable(NamedTuple):
    """A table with what is said before and after it; every cell is a text.

    Attributes:
        head: sentences before it. headings, rows: the table.
        foot: sentences after it. to_do: what is left to do, one an entry.
    """

    head: Sequence[str]
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    foot: Sequence[str]
    to_do: Sequence[str] = ()

    def lines(self) -> list[str]:
        """Return headings and rows as lines, their columns below each other."""
        rows = [self.headings, *self.rows]
        widths = [max(len(row[i]) for row in rows) for i in range(len(self.headings))]
        return [
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in rows
        ]
