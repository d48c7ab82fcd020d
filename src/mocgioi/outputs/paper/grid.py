"""A table as paper needs it: texts, the size of its letters and the widths of its columns."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

_LETTER_EM, _CAPITAL_EM = 0.54, 0.74
"""Widths of letters of Times New Roman Bold, rather too wide than too narrow."""
_MM_PER_PT = 25.4 / 72
_PADDING_MM = 3.0
_SIZES_PT = (11.0, 10.5, 10.0, 9.5, 9.0)
_UNUSUAL = 20
"""One cell in so many may run over several lines without its column growing for it."""
FEW_ROWS = 12
"""A table of no more rows stands on one page as a whole."""
_MOST_LINES = 2.4
_LONGEST_WORD = 18
"""Letters; what is longer may be broken."""
_LONGEST_LINE = 48
"""Letters; what is longer runs over several lines."""


class Grid(NamedTuple):
    """A table of texts.

    Attributes:
        headings: of the columns; numeric: whether a column's cells stand at the right.
        rows: the cells; total: the last row, in bold, or None.
        caption: what stands above it, or None.
        size_pt: of the letters; widths_mm: of the columns, see `fitted`.
    """

    headings: list[str]
    numeric: list[bool]
    rows: list[list[str]]
    total: list[str] | None
    caption: str | None = None
    size_pt: float = _SIZES_PT[0]
    widths_mm: tuple[float, ...] = ()

    @property
    def short(self) -> bool:
        """Whether it is to stand on one page as a whole."""
        return len(self.rows) <= FEW_ROWS

    def fitted(self, whole_mm: float) -> Grid:
        """Return the table with columns that are together `whole_mm` wide.

        Words stay whole, in smaller letters if they must; what no size can fit is squeezed.
        """
        least = [0.0]
        for size_pt in _SIZES_PT:
            self = self._replace(size_pt=size_pt)
            least = [_least_mm(column, size_pt) for column in self._columns()]
            if sum(least) <= whole_mm:
                break
        wished = self.wished_mm()
        over = whole_mm - sum(least)
        if over <= 0:
            return self._with_widths([width * whole_mm / sum(least) for width in least])
        wishes = [more - less for more, less in zip(wished, least, strict=True)]
        if sum(wishes) > over:
            widths = [
                less + over * wish / sum(wishes) for less, wish in zip(least, wishes, strict=True)
            ]
            return self._with_widths(widths)
        texts = [0.0 if right else width for right, width in zip(self.numeric, wished, strict=True)]
        shares, rest = texts if any(texts) else wished, over - sum(wishes)
        widths = [
            width + rest * share / sum(shares) for width, share in zip(wished, shares, strict=True)
        ]
        return self._with_widths(widths)

    def wished_mm(self) -> list[float]:
        """Return how wide each column would be if texts of usual length stood on one line."""
        return [_wished_mm(column, self.size_pt) for column in self._columns()]

    def fits(self, whole_mm: float) -> bool:
        """Whether it can be read at this width: words whole, rows of a few lines each."""
        fitted = self.fitted(whole_mm)
        least = [_least_mm(column, fitted.size_pt) for column in fitted._columns()]
        if sum(least) > whole_mm:
            return False
        lines = [fitted._lines(row) for row in self.rows]
        return not lines or sum(lines) / len(lines) <= _MOST_LINES

    def _lines(self, row: Sequence[str]) -> int:
        """Return how many lines of letters a row takes."""
        return max(
            math.ceil(_width_mm(_ems(cell), self.size_pt) / width)
            for cell, width in zip(row, self.widths_mm, strict=True)
        )

    def _with_widths(self, widths_mm: Sequence[float]) -> Grid:
        return self._replace(widths_mm=tuple(round(width, 2) for width in widths_mm))

    def _columns(self) -> list[tuple[str, ...]]:
        rows = [self.headings, *self.rows, *([self.total] if self.total else [])]
        return list(zip(*rows, strict=True))


def _least_mm(column: Sequence[str], size_pt: float) -> float:
    """Return how wide a column must be for its words to stay whole."""
    words = (word[:_LONGEST_WORD] for cell in column for word in cell.split())
    return _width_mm(max(map(_ems, words), default=1.0), size_pt)


def _wished_mm(column: Sequence[str], size_pt: float) -> float:
    """Return how wide a column is whose cells stand on one line and its heading on three."""
    heading, *cells = column
    lengths = sorted(_ems(cell[:_LONGEST_LINE]) for cell in cells) or [1.0]
    ems = lengths[-1 - len(lengths) // _UNUSUAL]
    least = _least_mm(column, size_pt)
    return max(least, _width_mm(max(ems, _ems(heading) / 3), size_pt))


def _ems(text: str) -> float:
    """Return how long a text is, in parts of the size of its letters."""
    return sum(_CAPITAL_EM if char.isupper() else _LETTER_EM for char in text)


def _width_mm(ems: float, size_pt: float) -> float:
    return ems * size_pt * _MM_PER_PT + _PADDING_MM
