"""A table as paper needs it: texts, and how wide each column has to be."""

from __future__ import annotations

from typing import NamedTuple

_LETTER_EM = 0.5
_MM_PER_PT = 25.4 / 72
_PADDING_MM = 3.0
_LONGEST_WORD = 18
"""Letters; what is longer may be broken."""
_LONGEST_LINE = 48
"""Letters; what is longer runs over several lines."""


class Grid(NamedTuple):
    """A table of texts.

    Attributes:
        headings: of the columns; numeric: whether a column's cells stand at the right.
        rows: the cells; total: the last row, in bold, or None.
    """

    headings: list[str]
    numeric: list[bool]
    rows: list[list[str]]
    total: list[str] | None = None

    def least_mm(self, size_pt: float) -> list[float]:
        """Return how wide each column must be for its words to stay whole."""
        letters = [
            max(
                (len(word) for cell in column for word in cell.split()),
                default=1,
            )
            for column in self._columns()
        ]
        return [_width_mm(min(count, _LONGEST_WORD), size_pt) for count in letters]

    def widths_mm(self, whole_mm: float, size_pt: float) -> list[float]:
        """Return the widths of the columns, together `whole_mm`: long texts get what is over."""
        least = self.least_mm(size_pt)
        wished = []
        for narrowest, (heading, *cells) in zip(least, self._columns(), strict=True):
            longest = max(map(len, cells), default=0)
            letters = max(min(longest, _LONGEST_LINE), len(heading) // 3)
            wished.append(max(narrowest, _width_mm(letters, size_pt)))
        over = whole_mm - sum(least)
        if over <= 0:
            return [width * whole_mm / sum(least) for width in least]
        wishes = [more - less for more, less in zip(wished, least, strict=True)]
        if sum(wishes) <= over:
            shares = [
                0.0 if right else width for right, width in zip(self.numeric, wished, strict=True)
            ]
            shares = shares if any(shares) else wished
            rest = over - sum(wishes)
            return [
                width + rest * share / sum(shares)
                for width, share in zip(wished, shares, strict=True)
            ]
        return [
            narrowest + over * wish / sum(wishes)
            for narrowest, wish in zip(least, wishes, strict=True)
        ]

    def _columns(self) -> list[tuple[str, ...]]:
        rows = [self.headings, *self.rows, *([self.total] if self.total else [])]
        return list(zip(*rows, strict=True))


def _width_mm(letters: int, size_pt: float) -> float:
    return letters * _LETTER_EM * size_pt * _MM_PER_PT + _PADDING_MM
