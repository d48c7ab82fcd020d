"""Which rows of a sheet are headings, and what the heading of each column is.

A heading may take several rows: merged groups over single columns, Vietnamese over English,
a row of units. It becomes one: ``Tọa độ / Kinh độ``, ``Chiều dài (m)``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from mocgioi.domain.places import fold, nfc
from mocgioi.domain.vocabulary import code_of
from mocgioi.patterns import regex
from mocgioi.sources.known import is_known, is_of_numbers, is_survey_column, names_number
from mocgioi.sources.raw import Cell, is_blank

_NUMBERING = regex(r"\(?\s*(?:(\d{1,2})|[a-z])\s*\)?(?:\s*=.*)?", re.IGNORECASE)
_UNIT = regex(r"\(.*\)|m|m2|km|cm|%|ha|tấn|đồng|triệu đồng|dd/mm/yyyy|ngày/tháng/năm|x nếu có")
_LONGEST_HEADING = 200
_MOST_ROWS = 4
"""Rows that one heading may take."""

_SHORTEST_WITH_DIGITS = 5
"""Characters of three words."""

Cells = Sequence[Cell]


def heading(cell: Cell) -> str:
    """Return a heading as text on one line; a date cell as the day it shows."""
    if isinstance(cell, date):
        return cell.strftime("%d/%m/%Y")
    return "" if cell is None else " ".join(nfc(str(cell)).split())


def find(rows: Sequence[Cells]) -> int:
    """Return the place of the first row of headings of a sheet, by what its cells are called.

    It is the first row that is mostly known names; else the one with the most of them; else
    the first that is not a single cell.
    """
    scores = [_known(cells) for cells in rows]
    best = max(scores)
    if best >= 2 or (best == 1 and any(_is_single(rows[i]) for i, s in enumerate(scores) if s)):
        first = scores.index(best)
        plain = (i for i in range(first) if scores[i] * 2 > _count(rows[i]) and is_row(rows[i]))
        return next(plain, first)
    widths = [
        sum(1 for cell in cells if isinstance(cell, str) and not is_blank(cell)) for cells in rows
    ]
    wide = [i for i, width in enumerate(widths) if width >= 2]
    return wide[0] if wide else 0


def is_row(cells: Cells) -> bool:
    """Say whether a row within or beside a table is a row of headings: words only, known ones."""
    texts: list[Cell] = []
    for cell in cells:
        if not is_blank(cell):
            if not is_word(cell):
                return False
            texts.append(cell)
    if len(texts) < 2:
        return False
    words = {heading(cell) for cell in texts}
    known = {
        word
        for word in words
        if len(word) > 1 and is_known(word) and code_of("road_status", word) is None
    }
    return len(known) >= 2 and (
        2 * len(known) >= len(texts) or any(names_number(word) for word in known)
    )


def rows_below(at: Cells, below: Sequence[tuple[int, Cells]], row: int) -> int:
    """Return how many of the rows right below a row of headings go on with it.

    Args:
        at: the row of headings. row: its number.
        below: number and cells of the rows that follow it.
    """
    taken: list[Cells] = [at]
    for number, cells in below[: _MOST_ROWS - 1]:
        if number != row + len(taken) or not _goes_on(taken, cells):
            break
        taken.append(cells)
    return len(taken) - 1


def is_group(upper: Cells, lower: Cells) -> bool:
    """Say whether the row over a row of headings names groups of its columns, and is no title."""
    filled = [place for place, cell in enumerate(upper) if not is_blank(cell)]
    if len(filled) < 2:
        return False
    names = [heading(cell) for cell in lower if not is_blank(cell)]
    completes = any(_blank_at(lower, p) and is_known(heading(upper[p])) for p in filled)
    return completes or len(set(names)) < len(names)


def joined(rows: Sequence[Cells]) -> tuple[str, ...]:
    """Return the heading of each column; where it has several rows: ``group / column``."""
    width = max(len(cells) for cells in rows)
    parts: list[list[str]] = [[] for _ in range(width)]
    borders: set[int] = set()
    for depth, cells in enumerate(rows):
        group = ""
        for place in range(width):
            written = "" if _blank_at(cells, place) else heading(cells[place])
            under = any(not _blank_at(lower, place) for lower in rows[depth + 1 :])
            if written or place in borders:
                group = written
            if group and (written or under):
                parts[place].append(group)
            if written:
                borders.add(place)
    return _trimmed([_one(column) for column in parts])


def is_numbering(cells: Cells) -> bool:
    """Say whether a row only numbers the columns: ``(1) (2) (3)`` or ``A B 1 2``."""
    matches = [_NUMBERING.fullmatch(heading(cell)) for cell in cells if not is_blank(cell)]
    numbers = [int(match.group(1)) for match in matches if match and match.group(1)]
    return all(matches) and len(numbers) >= 2 and numbers == list(range(1, len(numbers) + 1))


def blocks(header: Sequence[str]) -> list[int]:
    """Return the places at which tables beside one another begin, of a row of headings.

    The headings of one table come again for the next, in the same order; or a column without
    a heading parts two tables that have a heading in common.
    """
    keys = [_key(text.rpartition(" / ")[2]) for text in header]
    begun = _by_numbers(header, keys)
    if len(begun) > 1:
        return begun
    for period in range(2, len(keys) // 2 + 1):
        same = [i for i in range(len(keys) - period) if keys[i] and keys[i] == keys[i + period]]
        if len({keys[i] for i in same}) < 2 or not any(names_number(header[i]) for i in same):
            continue
        starts = list(range(same[0], len(keys), period))
        return [0, *(s for s in starts[1:] if any(keys[s : s + period]))]
    return _parted(keys)


def _by_numbers(header: Sequence[str], keys: Sequence[str]) -> list[int]:
    """Return where tables begin that each have marker numbers and a day or a state of their own.

    Running numbers just before the marker numbers belong to them. Right beside a column of marker
    numbers *Mốc hư hỏng* stands over ticks, and begins no table of its own.
    """
    numbers = [place for place, text in enumerate(header) if text and names_number(text)]
    if any(is_of_numbers(header[place]) for place in numbers):
        numbers = [
            place
            for place in numbers
            if is_of_numbers(header[place]) or (place and keys[place - 1] in {"", *_SERIALS})
        ]
    if len(numbers) < 2:
        return [0]
    gaps = [p + 1 for p in range(numbers[0], len(header)) if not keys[p]]
    apart = [0, *(gap for gap in gaps if any(p >= gap for p in numbers))]
    starts = (
        apart if len(apart) > 1 else [p - (keys[p - 1] in _SERIALS if p else 0) for p in numbers]
    )
    ends = [*starts[1:], len(header)]
    whole = [
        any(is_survey_column(text) for text in header[start:end])
        and any(start <= p < end for p in numbers)
        for start, end in zip(starts, ends, strict=True)
    ]
    return [0, *starts[1:]] if all(whole) else [0]


_SERIALS = frozenset({"stt", "tt", "so tt", "no"})


def _parted(keys: Sequence[str]) -> list[int]:
    starts = [0]
    for place in range(1, len(keys) - 2):
        if keys[place]:
            continue
        left = {key for key in keys[starts[-1] : place] if key}
        right = {key for key in keys[place + 1 :] if key}
        if len(left) > 1 and left & right - {"stt", "tt"}:
            starts.append(place + 1)
    return starts


def _one(column: Sequence[str]) -> str:
    """Return the parts of one column's heading as one; what stands in brackets is no column."""
    text = ""
    for part in dict.fromkeys(column):
        text += (" " if part.startswith("(") else " / " if text else "") + part
    return text.strip()


def _trimmed(header: list[str]) -> tuple[str, ...]:
    while header and not header[-1]:
        header.pop()
    return tuple(header)


def _goes_on(taken: Sequence[Cells], lower: Cells) -> bool:
    """Say whether the row under rows of headings goes on with them, rather than being data."""
    upper = taken[-1]
    filled = [place for place, cell in enumerate(lower) if not is_blank(cell)]
    texts = [heading(lower[place]) for place in filled]
    periods = {text for text in texts if _A_PERIOD.fullmatch(text)}
    if not filled or not all(
        isinstance(lower[place], str) or text in periods
        for place, text in zip(filled, texts, strict=True)
    ):
        return False
    if all(_UNIT.fullmatch(text) for text in texts) and not _is_key_filled(taken, filled):
        return any(len(text) > 1 for text in texts) or len(texts) > 1
    if _is_numbered(texts):
        return False
    known = [place for place, text in zip(filled, texts, strict=True) if is_known(text)]
    strange = [text for text in texts if not is_known(text) and _has_number(text)]
    if strange and all(text in periods for text in strange):
        return not _is_key_filled(taken, filled) and _fills_groups(taken, filled)
    if known and not strange:
        in_group = any(_blank_at(upper, place) or _blank_at(upper, place + 1) for place in known)
        if in_group or (len(known) >= 2 and len(known) == len(filled)):
            return True
    return not strange and not _is_key_filled(taken, filled) and _fills_groups(taken, filled)


def _fills_groups(taken: Sequence[Cells], filled: Sequence[int]) -> bool:
    """Say whether all that a row fills stands under merged groups, two columns of one at least."""
    upper = taken[-1]
    deepest = [
        next((cells for cells in reversed(taken) if not _blank_at(cells, p)), None) for p in filled
    ]
    under = [p for p, cells in zip(filled, deepest, strict=True) if cells in (upper, None)]
    return (
        len(under) == len(filled)
        and sum(1 for p in filled if _blank_at(upper, p)) >= 1
        and any(q == p + 1 and _blank_at(upper, q) for p in filled for q in filled)
    )


def _is_key_filled(taken: Sequence[Cells], filled: Sequence[int]) -> bool:
    """Say whether a row fills the column of the marker numbers."""
    header = joined(taken)
    return any(p < len(header) and names_number(header[p]) for p in filled)


def _is_numbered(texts: Sequence[str]) -> bool:
    return all(_NUMBERING.fullmatch(text) for text in texts)


def _has_number(text: str) -> bool:
    """Say whether a text has digits that are no year and no day in words of a heading."""
    bare = _PERIOD.sub("", text)
    return any(char.isdigit() for char in bare) or not any(char.isalpha() for char in text)


_PERIOD = regex(
    r"\b(?:\d{1,2}[/.-]){0,2}(?:19|20)\d\d\b|\b(?:tháng|quý|đợt|kỳ|tuần|lần)\s*\d{1,2}\b", re.I
)


_A_PERIOD = regex(r"(?:\d{1,2}/\d{1,2}/)?20\d\d")
"""A year or a day, alone in a cell under a group of columns."""


def _known(cells: Cells) -> int:
    return sum(1 for cell in cells if isinstance(cell, str) and is_known(heading(cell)))


def _count(cells: Cells) -> int:
    return sum(1 for cell in cells if not is_blank(cell))


def _is_single(cells: Cells) -> bool:
    """Say whether a row is a header of one column: a list of marker numbers, say."""
    return _count(cells) == 1


def is_word(cell: Cell) -> bool:
    """Say whether a cell holds words, and not a number or a day."""
    if not isinstance(cell, str) or len(cell) > _LONGEST_HEADING:
        return False
    return not any(char.isdigit() for char in cell) or _has_letters(cell)


def _has_letters(text: str) -> bool:
    """Say whether a text with digits is a heading of a year or a unit, and no number or day."""
    if len(text) < _SHORTEST_WITH_DIGITS:
        return False
    return len(fold(text).split()) > 2 and sum(char.isalpha() for char in text) > len(text) / 2


@lru_cache(maxsize=4096)
def _key(text: str) -> str:
    return fold(text)


def _blank_at(cells: Cells, place: int) -> bool:
    return place >= len(cells) or is_blank(cells[place])
