"""A table as paper needs it: texts, the size of its letters and the widths of its columns."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from mocgioi.outputs.paper.letters import MM_PER_PT, SPACE_EM, width_em
from mocgioi.outputs.paper.sheet import PORTRAIT, Sheet

_PADDING_MM = 3.8
"""With room for letters of a face that stands in for Times where there is none."""
_SIZES_PT = (11.0, 10.5, 10.0, 9.5, 9.0)
_EASY_PT = 10.0
"""Letters are no smaller unless words would break."""
_MUCH = 1.12
"""Letters are smaller only where the table is shorter by more than their size makes it."""
_LIST_SIZES_PT = (10.0, 9.5, 9.0)
_LIST_ROWS = 100
"""A table of more rows is a list: its letters are the largest with which it takes fewest pages."""
_LOOSE_MM, _TIGHT_MM = 1.2, 0.5
"""Above and below the letters of a row together; the second in a list."""
_LINE_EM = 1.2
"""Height of a line in Word, with the line below it; in a PDF it is less."""
_LEAD_EM = 0.15
"""Between two lines of one cell."""
_TALLEST_IN_ANNEX = 4
"""Lines; a table with a taller row lies across."""
_UNUSUAL = 20
"""One cell in so many is not of usual length."""
FEW_ROWS = 12
"""A table of no more rows stands on one page as a whole."""
_MOST_LINES = 18
"""A table of more lines does not stand in the middle of a letter."""
_TALLEST_ROW = 4
"""Lines; nor does one with a taller row."""
_HEADING_LINES = 3
_LONGEST_WORD = 18
"""Letters; what is longer may be broken."""
_LONGEST_LINE_EM = 22.0
"""What is longer runs over several lines: some fifty letters."""


_NEVER = 10_000


class Grid(NamedTuple):
    """A table of texts.

    Attributes:
        headings: of the columns; numeric: whether a column's cells stand at the right.
        rows: the cells; total: the last row, in bold, or None.
        caption: what stands above it, or None.
        size_pt: of the letters; widths_mm: of the columns, see `fitted`.
        spans: the places of rows that are one text across all columns, which stands in their
            first cell: a heading of the rows below.
        padding_mm: what is left above and below the letters of each row, together.
    """

    headings: list[str]
    numeric: list[bool]
    rows: list[list[str]]
    total: list[str] | None
    caption: str | None = None
    size_pt: float = _SIZES_PT[0]
    widths_mm: tuple[float, ...] = ()
    spans: tuple[int, ...] = ()
    padding_mm: float = _LOOSE_MM

    @property
    def _is_list(self) -> bool:
        return len(self.rows) > _LIST_ROWS

    @property
    def short(self) -> bool:
        """Whether it is to stand on one page as a whole."""
        return len(self.rows) <= FEW_ROWS

    def fitted(self, whole_mm: float) -> Grid:
        """Return the table with columns that are together `whole_mm` wide.

        Words stay whole, in smaller letters if they must; what no size can fit is squeezed.
        Width goes where it saves most lines, and letters are a little smaller where that makes
        the table much shorter.
        """
        columns = self._columns()
        allowed = _LIST_SIZES_PT if self._is_list else _SIZES_PT
        sizes = [size_pt for size_pt in allowed if sum(_least_mm(columns, size_pt)) <= whole_mm]
        if not sizes:
            least = _least_mm(columns, _SIZES_PT[-1])
            return self._with(_SIZES_PT[-1], [width * whole_mm / sum(least) for width in least])
        easy = [size for size in sizes if size >= _EASY_PT or self._is_list] or sizes[:1]
        tables = [
            self._with(
                size_pt, _filled(_shared((*columns,), size_pt, whole_mm), self.numeric, whole_mm)
            )
            for size_pt in easy
        ]
        if self._is_list:
            high_mm = PORTRAIT.text_height_mm
            return min(tables, key=lambda table: math.ceil(table.height_mm() / high_mm))
        heights = [sum(table._lines(columns)) * table.size_pt for table in tables]
        highest = min(heights) * _MUCH
        return next(
            table for table, height in zip(tables, heights, strict=True) if height <= highest
        )

    def height_mm(self) -> float:
        """Return about how high it is on one endless page, with its heading; after `fitted`."""
        columns = self._columns()
        heading = max(
            column.heading_lines(width, self.size_pt)
            for column, width in zip(columns, self.widths_mm, strict=True)
        )
        lines = [heading, *self._lines(columns), *([1] if self.total else [])]
        line_mm = self.size_pt * MM_PER_PT
        letters_mm = sum((_LINE_EM + _LEAD_EM) * count - _LEAD_EM for count in lines) * line_mm
        return letters_mm + len(lines) * self.padding_mm

    def pages(self, sheet: Sheet) -> int:
        """Return about how many pages it takes; too many where its words break on such a sheet."""
        columns, whole_mm = self._columns(), sheet.text_width_mm
        fitted = self.fitted(whole_mm)
        if sum(_least_mm(columns, fitted.size_pt)) > whole_mm:
            return _NEVER
        if max(fitted._lines(columns), default=0) > _TALLEST_IN_ANNEX:
            return _NEVER
        return math.ceil(fitted.height_mm() / sheet.text_height_mm)

    def wished_mm(self) -> list[float]:
        """Return how wide each column would be if texts of usual length stood on one line."""
        return [column.wished_mm(self.size_pt) for column in self._columns()]

    def fits(self, whole_mm: float) -> bool:
        """Whether it can be read at this width: words whole, and not too tall for a letter."""
        columns = self._columns()
        fitted = self.fitted(whole_mm)
        if sum(_least_mm(columns, fitted.size_pt)) > whole_mm:
            return False
        lines = fitted._lines(columns)
        return sum(lines) <= _MOST_LINES and max(lines, default=0) <= _TALLEST_ROW

    def _lines(self, columns: Sequence[_Column]) -> list[int]:
        """Return how many lines of letters each row takes."""
        lines = [
            column.lines(width, self.size_pt)
            for column, width in zip(columns, self.widths_mm, strict=True)
        ]
        return [max(row) for row in zip(*lines, strict=True)] + [1] * len(self.spans)

    def _with(self, size_pt: float, widths_mm: Sequence[float]) -> Grid:
        return self._replace(
            size_pt=size_pt,
            widths_mm=tuple(round(width, 2) for width in widths_mm),
            padding_mm=_TIGHT_MM if self._is_list else _LOOSE_MM,
        )

    def _columns(self) -> list[_Column]:
        spans = set(self.spans)
        own = [row for place, row in enumerate(self.rows) if place not in spans]
        cells = list(zip(*own, strict=True)) or [() for _ in self.headings]
        totals = self.total or ["" for _ in self.headings]
        return [_column(*column) for column in zip(self.headings, cells, totals, strict=True)]


class _Column:
    """What stands in one column, in parts of the size of its letters."""

    def __init__(self, heading: str, cells: Sequence[str], total: str) -> None:
        self._least: dict[float, float] = {}
        self._heading = _words(heading, bold=True)
        self._total = _words(total, bold=True)
        measured = {cell: _words(cell) for cell in set(cells)}
        self._cells = [measured[cell] for cell in cells]
        self._counts = Counter(self._cells)
        self._ems = {words: _ems(words) for words in self._counts}
        lengths = sorted(min(self._ems[words], _LONGEST_LINE_EM) for words in self._cells) or [1.0]
        self._usual = lengths[-1 - len(lengths) // _UNUSUAL]

    def least_mm(self, size_pt: float) -> float:
        """Return how wide it must be for its words to stay whole, its heading on few lines."""
        if size_pt in self._least:
            return self._least[size_pt]
        words = [word for cell in (self._heading, self._total, *self._counts) for word in cell]
        width = _width_mm(max(words, default=1.0), size_pt)
        while self.heading_lines(width, size_pt) > _HEADING_LINES:
            width += 1
        self._least[size_pt] = width
        return width

    def heading_lines(self, width_mm: float, size_pt: float) -> int:
        """Return how many lines its heading takes at a width."""
        return _lines(self._heading, width_mm, size_pt)

    def wished_mm(self, size_pt: float) -> float:
        """Return how wide it is when texts of usual length stand on one line."""
        return max(self.least_mm(size_pt), _width_mm(self._usual, size_pt))

    def widest_mm(self, size_pt: float) -> float:
        """Return how wide it is when every cell stands on one line."""
        return _width_mm(max(self._ems.values(), default=1.0), size_pt)

    def lines(self, width_mm: float, size_pt: float) -> list[int]:
        """Return how many lines each cell takes at a width."""
        lines = {cell: _lines(cell, width_mm, size_pt) for cell in self._counts}
        return [lines[cell] for cell in self._cells]

    def more_lines(self, width_mm: float, size_pt: float) -> int:
        """Return how many lines its cells take together, beyond one each."""
        room = _room_em(width_mm, size_pt)
        return sum(
            self._counts[cell] * (_lines(cell, width_mm, size_pt) - 1)
            for cell, ems in self._ems.items()
            if ems > room
        )


@lru_cache(maxsize=1024)
def _column(heading: str, cells: tuple[str, ...], total: str) -> _Column:
    """Return what stands in a column: a table is asked on several sheets how it fits them."""
    return _Column(heading, cells, total)


def _least_mm(columns: Sequence[_Column], size_pt: float) -> list[float]:
    return [column.least_mm(size_pt) for column in columns]


@lru_cache(maxsize=1024)
def _shared(columns: tuple[_Column, ...], size_pt: float, whole_mm: float) -> tuple[float, ...]:
    """Return widths, none too narrow for a word: each step goes where a millimetre saves most."""
    widths = _least_mm(columns, size_pt)
    steps = [
        _savings(column, width, size_pt) for column, width in zip(columns, widths, strict=True)
    ]
    while True:
        over = whole_mm - sum(widths)
        best = max(
            (
                ((steps[place][0][1] - lines) / (width - widths[place]), place, step)
                for place in range(len(columns))
                for step, (width, lines) in enumerate(steps[place][1:], start=1)
                if width - widths[place] <= over
            ),
            default=None,
        )
        if best is None:
            return tuple(widths)
        _, place, step = best
        steps[place] = steps[place][step:]
        widths[place] = steps[place][0][0]


@lru_cache(maxsize=4096)
def _savings(column: _Column, least_mm: float, size_pt: float) -> tuple[tuple[float, int], ...]:
    """Return widths at which a column takes fewer lines than at any narrower, and how many."""
    steps = [(least_mm, column.more_lines(least_mm, size_pt))]
    widest_mm = column.widest_mm(size_pt)
    width = least_mm
    while steps[-1][1] and width < widest_mm:
        width = min(width + 1, widest_mm)
        lines = column.more_lines(width, size_pt)
        if lines < steps[-1][1]:
            steps.append((width, lines))
    return tuple(steps)


def _filled(widths: Sequence[float], numeric: Sequence[bool], whole_mm: float) -> list[float]:
    """Return widths that add up to the whole: what is over goes to texts, by their width.

    Where texts would become more than twice as wide, all columns share it.
    """
    over = whole_mm - sum(widths)
    shares = [0.0 if right else width for right, width in zip(numeric, widths, strict=True)]
    shares = shares if over <= sum(shares) else list(widths)
    return [width + over * share / sum(shares) for width, share in zip(widths, shares, strict=True)]


def _words(text: str, *, bold: bool = False) -> tuple[float, ...]:
    """Return how long the words of a text are; what is too long for one is in parts."""
    return tuple(
        width_em(word[start : start + _LONGEST_WORD], bold=bold)
        for word in text.split()
        for start in range(0, len(word), _LONGEST_WORD)
    )


def _ems(words: Sequence[float]) -> float:
    return sum(words) + SPACE_EM * (len(words) - 1)


def _lines(words: Sequence[float], width_mm: float, size_pt: float) -> int:
    """Return how many lines words take at a width, as many on each as go."""
    room = _room_em(width_mm, size_pt)
    lines, used = 1, -SPACE_EM
    for word in words:
        used += SPACE_EM + word
        if used > room and used > word:
            lines, used = lines + 1, word
    return lines


def _room_em(width_mm: float, size_pt: float) -> float:
    return (width_mm - _PADDING_MM) / (size_pt * MM_PER_PT) + 1e-9


def _width_mm(ems: float, size_pt: float) -> float:
    return ems * size_pt * MM_PER_PT + _PADDING_MM
