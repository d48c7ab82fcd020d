"""Numbers, texts and lines as digits: the forms of column that a page carries.

Every number is written as base-64 digits of five bits, the lowest first; the sixth bit says
that the number goes on. Three forms of column:

* ``{"of": [values], "at": digits}``: a dictionary and the index of each row, in runs.
  With ``"like": key`` the index 0 says *as in that column*, and n is the value ``of[n - 1]``.
* ``{"scale": n, "steps": digits}``: numbers in 1/n as differences from the row before, zigzag
  plus one, 0 for null, in runs.
* ``{"shared": digits, "own": digits, "text": "…"}``: texts that begin like the one before: how
  many UTF-16 units they share with it, how many of their own follow in ``text``; in runs.

*In runs*: a number n is written as 2n, or as 2n + 1 and a count where it stands twice or more in
a row.

A line (`encode_line`) is its vertices' differences in 1/`LINE_SCALE` degree, longitude before
latitude, zigzag, without runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import TypedDict

import numpy as np

from mocgioi.outputs.map.facts import Line

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
LINE_SCALE = 100_000
"""Units of a line to the degree: 1.1 m, two pixels at the closest zoom."""
POINT_SCALE = 10_000_000
"""Units of a marker to the degree: 1.1 cm, for its coordinates are copied."""

_FAR_DEG = 1e6
"""No map shows what is farther; a slip of the pen may be 1e300, which is no number of units."""

Cell = str | float | bool | None


class IndexColumn(TypedDict):
    """A dictionary of values, and the index of each row in it."""

    of: list[Cell]
    at: str


class LikeColumn(IndexColumn):
    """The same of a column that mostly says what the column `like` says."""

    like: str


class NumberColumn(TypedDict):
    """Differences of numbers in 1/`scale`."""

    scale: int
    steps: str


class TextColumn(TypedDict):
    """Texts, each without what it shares with the one before."""

    shared: str
    own: str
    text: str


def _digits(number: int) -> str:
    written = ""
    while number > 31:
        written += DIGITS[32 | (number & 31)]
        number >>= 5
    return written + DIGITS[number]


_SHORT = tuple(map(_digits, range(4096)))


def encode_numbers(numbers: Iterable[int]) -> str:
    """Return numbers of 0 and more as digits, in runs."""
    written: list[str] = []
    last, length = -1, 0
    for number in (*numbers, -1):
        if number == last:
            length += 1
            continue
        if length > 1:
            written += (_written(last * 2 + 1), _written(length))
        elif length:
            written.append(_written(last * 2))
        last, length = number, 1
    return "".join(written)


def _written(number: int) -> str:
    return _SHORT[number] if number < len(_SHORT) else _digits(number)


def _zigzag(difference: int) -> int:
    return difference * 2 if difference >= 0 else -difference * 2 - 1


def encode_line(line: Line) -> str:
    """Return the vertices of a line; 2.7 characters a vertex on the real border."""
    (encoded,) = encode_lines([line])
    return encoded


def encode_lines(lines: Sequence[Line]) -> list[str]:
    """Return the vertices of lines, each for itself: all at once, for a road has thousands."""
    sizes = np.array([len(line) for line in lines], dtype=np.intp)
    vertices = np.array([vertex for line in lines for vertex in line]).reshape(-1, 2)
    near = np.clip(vertices, -_FAR_DEG, _FAR_DEG)
    units = np.rint(near * LINE_SCALE).astype(np.int64)
    steps = np.diff(units, axis=0, prepend=np.zeros((1, 2), dtype=np.int64))
    ends = np.cumsum(sizes)
    first = (ends - sizes)[sizes > 0]
    steps[first] = units[first]
    zigzag = np.where(steps >= 0, steps * 2, steps * -2 - 1).ravel()
    digits = np.array(_SHORT, dtype=object)[np.minimum(zigzag, len(_SHORT) - 1)]
    long = np.flatnonzero(zigzag >= len(_SHORT))
    digits[long] = [_digits(step) for step in zigzag[long].tolist()]
    written = digits.tolist()
    spans = zip((ends - sizes).tolist(), ends.tolist(), strict=True)
    return ["".join(written[2 * begin : 2 * end]) for begin, end in spans]


def index_column(values: Iterable[Cell]) -> IndexColumn:
    """Return values as a dictionary in order of first sight, and the index of each."""
    seen: dict[Cell, int] = {}
    at = encode_numbers([seen.setdefault(value, len(seen)) for value in values])
    return {"of": list(seen), "at": at}


def like_column(values: Iterable[Cell], others: Iterable[object]) -> IndexColumn:
    """Return values as a dictionary, and 0 for each that is the other, index + 1 for one not."""
    seen: dict[Cell, int] = {}
    at = [
        0 if value == other else seen.setdefault(value, len(seen)) + 1
        for value, other in zip(values, others, strict=True)
    ]
    return {"of": list(seen), "at": encode_numbers(at)}


def number_column(values: Iterable[float | None], scale: int) -> NumberColumn:
    """Return numbers as integer differences in 1/`scale`; None stays None."""
    steps = []
    before = 0
    for value in values:
        if value is None:
            steps.append(0)
            continue
        now = round(value * scale)
        steps.append(_zigzag(now - before) + 1)
        before = now
    return {"scale": scale, "steps": encode_numbers(steps)}


def text_column(values: Iterable[str]) -> TextColumn:
    """Return texts, each without what it shares with the one before."""
    shared, own, parts = [], [], []
    before = ""
    for value in values:
        same = _shared(before, value)
        rest = value[len(same) :]
        shared.append(_utf16_units(same))
        own.append(_utf16_units(rest))
        parts.append(rest)
        before = value
    return {
        "shared": encode_numbers(shared),
        "own": encode_numbers(own),
        "text": "".join(parts),
    }


def _shared(text: str, other: str) -> str:
    """Return what both begin with."""
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(text, other, strict=False))
    return text[: sum(1 for _ in alike)]


def _utf16_units(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)
