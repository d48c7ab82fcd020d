"""Checks that need other rows of the table than the one they tell about.

They keep little of each row, so that a table of any length can be walked through.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Collection, Iterable
from datetime import date

from mocgioi.domain.days import day_first
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.places import fold
from mocgioi.intake.rows import values
from mocgioi.intake.rows.row import Row
from mocgioi.intake.survey.policy import DateOrder
from mocgioi.sources import Cell, RawRow
from mocgioi.sources.kinds import refuse

MOST_OF_A_MARKER = 20_000
"""Rows of one file about one marker: every day for fifty years."""

_MOST_DAYS = 10_000
"""Different spellings of days that are remembered: every day of thirty years."""

_SENT = "submission time"
"""Folded heading of the time at which a form server received a submission, in UTC and without
saying so (KoboToolbox)."""


class Days:
    """What the days of a table together say of their order, and of the year of those without one.

    A day beyond the twelfth, written as text, proves that people wrote the day first. Beside
    it a date *cell* was made by a spreadsheet that understood the text its own way: where it
    takes the month first, it turned the day and left what it could not understand as text. Such
    cells, and those whose day is still to come and would not be when turned, are asked about.

    Args:
        today: today's ISO day. order: as the user says (`Policy.dates`).
    """

    def __init__(self, today: str, order: DateOrder) -> None:
        self._today = today
        self._order = order
        self._proven = False
        self._month_proven = False
        self._sure_months: set[str] = set()
        self._first: int | None = None
        self._years: set[int] = set()
        self._looked_at: set[Cell] = set()

    @property
    def year(self) -> int | None:
        """The year of all days that have one, or None."""
        return next(iter(self._years)) if len(self._years) == 1 else None

    def look(self, row: Row) -> None:
        """Take a row into account; the same words again prove no more."""
        cell = row.cell("surveyed_on")
        if cell in self._looked_at:
            return
        if type(cell) is str and len(self._looked_at) < _MOST_DAYS:
            self._looked_at.add(cell)
        if isinstance(cell, date):
            iso = values.day(cell).iso or ""
            self._note_year(iso)
            return
        written = row.text("surveyed_on")
        if written is None:
            return
        day = values.day(cell).iso
        if day is not None:
            self._note_year(day)
        self._month_proven = self._month_proven or values.is_month_first(written)
        order = values.order_of_day(written)
        if day is not None and order != "either":
            self._sure_months.add(day[:7])
        if order == "either" and self._first is None and not self._proven:
            self._first = row.raw.row
        self._proven = self._proven or order == "day-first"

    def _note_year(self, day: str) -> None:
        if day <= self._today:
            self._years.add(int(day[:4]))

    def is_doubtful(self, cell: Cell) -> bool:
        """Say whether a day was probably turned; where the user says how it is, it is not asked."""
        if self._order != "ask":
            return False
        if isinstance(cell, str):
            return self._may_be_month_first(cell)
        turned = values.turned(cell)
        if turned is None:
            return False
        day, other = values.day(cell).iso or "", turned.isoformat()[:10]
        return self._proven or self._month_proven or day > self._today >= other

    def _may_be_month_first(self, written: str) -> bool:
        """Say whether a text may be a day with its month first, in a file that has such."""
        day = values.day(written).iso or ""
        return (
            self._month_proven
            and values.order_of_day(written) == "either"
            and day[:7] not in self._sure_months
        )

    def read(self, row: Row) -> values.Day:
        """Return the day of a row, its date cell turned back where the user says it was turned."""
        cell = row.cell("surveyed_on")
        if self._order == "month-first":
            turned = values.turned(cell)
            if turned is not None:
                return values.day(turned)
            written = row.text("surveyed_on") or ""
            if values.is_month_first(written) or self._may_be_month_first(written):
                return values.day(values.month_first(written))
        if fold(row.heading("surveyed_on")) == _SENT:
            return values.day_of_utc(cell)
        return values.day(cell)

    def report(self, row: Row) -> None:
        """Tell on the first such row that days were read day first, where nothing proves it.

        Code: ``date-day-first``.
        """
        if self._proven or row.raw.row != self._first:
            return
        iso = values.day(row.cell("surveyed_on")).iso or ""
        if self.read(row).iso != iso:
            return
        row.report("date-day-first", field="surveyed_on", day=day_first(iso))


class Crowds:
    """How many rows of a file speak of each marker: a ledger compares them all at once."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._rows: dict[MarkerNumber, int] = {}

    def look(self, markers: Iterable[MarkerNumber]) -> None:
        """Take a row's markers into account.

        Raises:
            UnreadableInput: one has more rows than anybody visited it.
        """
        for number in markers:
            self._rows[number] = count = self._rows.get(number, 0) + 1
            if count > MOST_OF_A_MARKER:
                raise refuse(
                    "file-too-large",
                    "marker",
                    file=self._file,
                    most=MOST_OF_A_MARKER,
                    number=number,
                )


class Repeats:
    """The rows of a table, to know one that comes again.

    All are looked at once, so that only what looks alike is compared when they are told of.
    """

    def __init__(self) -> None:
        self._hashes = array("q")
        self._alike: frozenset[int] | None = None
        self._first: dict[bytes, int] = {}
        self._keys: dict[str, int] = {}

    def look(self, raw: RawRow) -> None:
        """Take a row into account."""
        cells = raw.values
        while cells and cells[-1] is None:
            cells = cells[:-1]
        self._hashes.append(hash((cells, raw.geometry)))

    def report(self, row: Row, place: int) -> None:
        """Tell of a row repeated exactly (``row-duplicate``), which then counts as unchanged.

        One submission key with two contents is told as ``key-duplicate``; both rows are taken.

        Args:
            row: the row. place: its place among those that were looked at, counted from 0.
        """
        if self._alike is None:
            self._alike = _twice(self._hashes)
        number = row.raw.row
        if self._hashes[place] in self._alike:
            above = self._first.setdefault(_fingerprint(row), number)
            if above != number:
                row.report("row-duplicate", above=above)
                return
        submission = row.text("submission")
        if submission is not None and self._keys.setdefault(submission, number) != number:
            row.report("key-duplicate", "in_file", field="submission", above=self._keys[submission])


def _twice(hashes: Collection[int]) -> frozenset[int]:
    """Return the numbers that come more than once."""
    if len({*hashes}) == len(hashes):
        return frozenset()
    seen: set[int] = set()
    twice: set[int] = set()
    for number in hashes:
        if number in seen:
            twice.add(number)
        seen.add(number)
    return frozenset(twice)


def _fingerprint(row: Row) -> bytes:
    """Return sixteen bytes that only rows of equal cells share.

    1116 and 1116.0 are equal, and so is a row that lacks what another has as nothing.
    """
    cells = [float(c) if isinstance(c, int) and abs(c) < 2**53 else c for c in row.raw.values]
    while cells and cells[-1] is None:
        cells.pop()
    written = repr((cells, row.raw.geometry)).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(written, digest_size=16).digest()
