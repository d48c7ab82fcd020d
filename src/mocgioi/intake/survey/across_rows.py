"""Checks that need other rows of the table than the one they tell about.

They keep little of each row, so that a table of any length can be walked through.
"""

from __future__ import annotations

import hashlib

from mocgioi.domain.days import day_first
from mocgioi.intake.rows import values
from mocgioi.intake.rows.row import Row


class DayOrder:
    """Whether the days of a table can have been written in one order only.

    A day beyond the twelfth proves it.
    """

    def __init__(self) -> None:
        self._proven = False
        self._first: int | None = None

    def look(self, row: Row) -> None:
        """Take a row into account."""
        written = None if self._proven else row.text("surveyed_on")
        if written is None:
            return
        order = values.order_of_day(written)
        if order == "either" and self._first is None:
            self._first = row.raw.row
        self._proven = order == "day-first"

    def report(self, row: Row) -> None:
        """Tell on the first such row that days were read day first, where nothing proves it.

        Code: ``date-day-first``.
        """
        if self._proven or row.raw.row != self._first:
            return
        iso = values.day(row.cell("surveyed_on")).iso or ""
        row.report("date-day-first", field="surveyed_on", day=day_first(iso))


class Repeats:
    """The rows of a table so far, to know one that comes again."""

    def __init__(self) -> None:
        self._first: dict[bytes, int] = {}
        self._keys: dict[str, int] = {}

    def report(self, row: Row) -> None:
        """Tell of a row repeated exactly (``row-duplicate``), which then counts as unchanged.

        One submission key with two contents is told as ``key-duplicate``; both rows are taken.
        """
        number = row.raw.row
        above = self._first.setdefault(_fingerprint(row), number)
        if above != number:
            row.report("row-duplicate", above=above)
            return
        submission = row.text("submission")
        if submission is not None and self._keys.setdefault(submission, number) != number:
            row.report("key-duplicate", "in_file", field="submission", above=self._keys[submission])


def _fingerprint(row: Row) -> bytes:
    """Return sixteen bytes that only rows of equal cells share.

    1116 and 1116.0 are equal, and so is a row that lacks what another has as nothing.
    """
    cells = [float(c) if isinstance(c, int) and abs(c) < 2**53 else c for c in row.raw.values]
    while cells and cells[-1] is None:
        cells.pop()
    written = repr((cells, row.raw.geometry)).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(written, digest_size=16).digest()
