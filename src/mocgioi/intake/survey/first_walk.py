"""The first walk through the rows of a survey's table: what only all of them together say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mocgioi.domain import titles
from mocgioi.domain.aspects import SURVEYED
from mocgioi.domain.survey import SurveyRow
from mocgioi.intake.position.points import Pair, PlainDegrees, coordinates
from mocgioi.intake.position.whereabouts import Whereabouts
from mocgioi.intake.rows import values
from mocgioi.intake.rows.row import Row
from mocgioi.intake.rows.taking import Taking
from mocgioi.intake.rows.walking import Plain
from mocgioi.intake.survey.across_rows import Days, Repeats
from mocgioi.intake.survey.photo_names import photo_names
from mocgioi.intake.survey.states import says_state_by_itself
from mocgioi.sources import Cell, Columns, RawTable
from mocgioi.sources.coordinates import located

FILLED_IN = frozenset(
    {
        *("surveyed_on", *SURVEYED, "state", "note"),
        *("surveyor", "funding", "longitude", "latitude", "easting", "northing", "x", "y"),
        *("coordinates", "accuracy_m", "submission", "review", "photo"),
    }
)
"""Fields a surveyor fills in; a row of a form with all of them blank was not visited."""


WAYPOINTS = frozenset({"gpx", "kml"})
"""Kinds of file whose notes may spell a state: some GPS apps offer nothing but a description."""

MOST_LINES = 50
"""Rows without a marker that are looked at for what they say of the table."""


_MOST_NUMBERS = 8_192
"""Different spellings of numbers that are remembered."""


class FirstWalk:
    """What all rows of a table together say.

    Attributes:
        walk: walks through them. days: what they say of each other. repeats: which of them come
            again. pairs: their coordinates. amiss: the rows, counted from 0, about whose
            coordinates something has to be told.
        lines: what stands below the table or between its rows and is none.
        markers: numbers that its rows name, as they are written.
        says_state: a column or a note says how road or marker are.
    """

    def __init__(
        self, taking: Taking[SurveyRow], table: RawTable, columns: Columns, days: Days
    ) -> None:
        self.table, self.columns = table, columns
        self.walk = taking.walk(table, columns, FILLED_IN)
        self.lines: list[str] = []
        self.days, self.repeats = days, Repeats()
        self.pairs = Whereabouts()
        self.amiss: set[int] = set()
        self.markers: set[str] = set()
        self.says_state = bool(
            columns.ticks
            or columns.implied
            or columns.periods
            or "state" in columns
            or titles.over_table(table.preamble)
            or any(field in columns for field in SURVEYED)
        )
        self._is_placed = table.has_geometry or located(columns) is not None
        self._degrees = PlainDegrees(table, columns)
        self._is_waypoints = taking.raw.kind in WAYPOINTS
        self._named: set[Cell] = set()
        self._count = 0
        for found in self.walk.first_together(taking.taken):
            if isinstance(found, Row):
                self._look_at(found)
            elif self.says_state and self._looks_at_all(found):
                self._count += len(found.rows)
            else:
                for raw in found.rows:
                    self._look_at(Row(table, columns, raw))
        self.lines += [*self.walk.lines[:MOST_LINES], *self.walk.skipped[:MOST_LINES]]

    def _look_at(self, row: Row) -> None:
        self.days.look(row)
        self.repeats.look(row.raw)
        cell = row.cell("number")
        if cell not in self._named:
            self._look_at_number(row, cell)
        if not self.says_state:
            self.says_state = bool(photo_names(row)) or says_state_by_itself(
                row, is_waypoints=self._is_waypoints
            )
        pair = self._degrees.of_row(row)
        if pair is not None:
            self.pairs.append(pair)
        elif self._is_placed:
            before = len(row.findings)
            self.pairs.append(read_coordinates(row))
            if len(row.findings) > before or row.without_point is not None:
                self.amiss.add(self._count)
        self._count += 1

    def _looks_at_all(self, plain: Plain) -> bool:
        """Look at plain rows by their columns, each number and day once, if that can be done."""
        day_at = self.columns.index.get("surveyed_on")
        days = (None,) if day_at is None else plain.columns[day_at]
        pairs = self._degrees.of_columns(plain.columns)
        if not _TEXTS.issuperset(map(type, days)) or (pairs is None and self._is_placed):
            return False
        if pairs is not None:
            self.pairs.extend(*pairs)
        rows = plain.rows
        for place in _first_places(days):
            self.days.look(Row(self.table, self.columns, rows[place]))
        for raw in rows:
            self.repeats.look(raw)
        for place in _first_places(plain.columns[self.columns.index["number"]]):
            row = Row(self.table, self.columns, rows[place])
            if (cell := row.cell("number")) not in self._named:
                self._look_at_number(row, cell)
        return True

    def _look_at_number(self, row: Row, cell: Cell) -> None:
        """Note the marker of a row; of one without a number, what it says."""
        number = values.marker_number(cell)
        if number is not None:
            self.markers.add(str(number))
            if type(cell) is str and len(self._named) < _MOST_NUMBERS:
                self._named.add(cell)
        elif len(self.lines) < MOST_LINES and row.text("number") is None:
            self.lines.append(" ".join(filter(None, map(values.text, row.raw.values)))[:500])

    def is_placed(self, place: int) -> bool:
        """Say whether a row, counted from 0, has coordinates."""
        return place < len(self.pairs) and self.pairs[place] is not None

    def numbers(self) -> list[str | None]:
        """Return the marker number of each row as it is written, or None."""
        spelled: dict[str, str] = {}
        written = (str(values.marker_number(row.cell("number")) or "") for row in self.walk.again())
        return [spelled.setdefault(number, number) or None for number in written]


_TEXTS = frozenset({str, type(None)})


def _first_places(cells: Sequence[Cell]) -> Iterable[int]:
    """Return the place of the first of each of some texts, in their order."""
    places: dict[Cell, int] = {}
    for place, cell in enumerate(cells):
        places.setdefault(cell, place)
    return places.values()


def read_coordinates(row: Row) -> Pair:
    """Return the coordinates of a row, telling what is wrong with them."""
    return None if "field-count" in row.codes else coordinates(row, severity="error")
