"""A table between sentences, as a terminal prints it and as a page shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
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

    def lines(self) -> Iterator[str]:
        """Yield headings and rows as lines, their columns below each other."""
        widths = [len(heading) for heading in self.headings]
        for row in self.rows:
            widths = [max(width, len(cell)) for width, cell in zip(widths, row, strict=True)]
        for row in chain([self.headings], self.rows):
            yield "  ".join(
                cell.ljust(width) for cell, width in zip(row, widths, strict=True)
            ).rstrip()
