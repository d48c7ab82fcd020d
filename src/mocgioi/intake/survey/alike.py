"""Rows of a table that say the same in the same words, understood once.

What a row says of a marker follows from its words: its cells but for the marker's number, the
day, the position and what a form tool gives each submission. Where nothing had to be told of
them, and neither the marker nor the day had a part in how they were read, the next row of the
same words says the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import itemgetter

from mocgioi.domain.phone_form import SHOWN
from mocgioi.domain.survey import SurveyRow
from mocgioi.intake.rows.row import Row
from mocgioi.sources import Cell, Columns

_OF_THE_ROW = frozenset(
    {
        *("number", "surveyed_on", "submission", "accuracy_m", "coordinates"),
        *("longitude", "latitude", "easting", "northing", "x", "y"),
    }
)
"""Fields that are another row's by another cell, and say nothing of the state."""

_PLAIN = frozenset({str, int, float, bool, type(None)})
"""Types of which two equal cells of one type say the same."""

_MOST = 4_096
"""Different words of a table that are remembered."""

Words = tuple[str | None, tuple[Cell, ...], tuple[type, ...]]
"""What two rows share that say the same: their section, and cells with the type of each."""


class Alike:
    """What was understood of the rows of one table so far, by their words.

    Args:
        columns: of the table. Where some are of one year or day, or say what the surveyor was
            shown of each marker, no row is like another.

    Attributes:
        own: places of the cells that are another row's by another cell, and no words.
    """

    def __init__(self, columns: Columns) -> None:
        self._is_of_words = not columns.periods and not any(
            field in columns for field in SHOWN.values()
        )
        fields = {place: field in _OF_THE_ROW for field, place in columns.index.items()}
        for field, place in columns.index.items():
            fields[place] = fields[place] and field in _OF_THE_ROW
        photos = columns.photo_places()
        self._width = len(columns.header)
        self._serials = [
            place
            for place in range(self._width)
            if place not in fields and place not in photos and columns.is_serial(place)
        ]
        self.own = [place for place, is_own in fields.items() if is_own]
        aside = {*self.own, *self._serials}
        worded = [place for place in range(self._width) if place not in aside]
        self._worded = _at(worded)
        self._said: dict[Words, SurveyRow] = {}

    def words(self, row: Row) -> Words | None:
        """Return the words of a row; None where it is like no other."""
        cells = row.raw.values
        lacking = self._width - len(cells)
        if lacking < 0 or not self._is_of_words:
            return None
        if lacking:
            cells = (*cells, *[None] * lacking)
        if self._serials and not all(_is_running(cells[place]) for place in self._serials):
            return None
        worded = self._worded(cells)
        types = (*map(type, worded),)
        return (row.raw.section, worded, types) if _PLAIN.issuperset(types) else None

    def said(self, words: Words) -> SurveyRow | None:
        """Return what an earlier row of these words said."""
        return self._said.get(words)

    def learn(self, words: Words, row: Row, said: SurveyRow) -> None:
        """Remember what a row of these words says, of which nothing had to be told.

        Not where a cell that nobody reads repeats the number or the day: in another row it would
        be read for what may be an alarm.
        """
        cells = row.raw.values
        own = {cells[place] for place in self.own if place < len(cells)} - {None, ""}
        if len(self._said) < _MOST and own.isdisjoint({words[0], *words[1]}):
            self._said[words] = said


def _at(places: Sequence[int]) -> Callable[[Sequence[Cell]], tuple[Cell, ...]]:
    """Return what gives the cells at some places of a row that has them."""
    if len(places) > 1:
        return itemgetter(*places)
    return lambda cells: tuple(cells[place] for place in places)


def _is_running(cell: Cell) -> bool:
    """Say whether a cell is a running number, or nothing."""
    return cell is None or type(cell) in (int, float) or (type(cell) is str and _no_word(cell))


def _no_word(text: str) -> bool:
    return not text or text.isdigit()
