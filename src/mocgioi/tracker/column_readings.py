"""What the cells of a column would be as a field: how many of them it could use."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from mocgioi.domain import phrases
from mocgioi.domain.aspects import SURVEYED
from mocgioi.errors import Text
from mocgioi.intake.rows import values
from mocgioi.sources import Cell, is_blank
from mocgioi.sources.coordinates import angle, crs_stated, number
from mocgioi.sources.pairs import Pair, pair
from mocgioi.words import of_questions as words
from mocgioi.words.findings import worded

if TYPE_CHECKING:
    from mocgioi.intake.rows.known import Known
    from mocgioi.sources import RawTable

MOST_CELLS = 2_000
"""Cells of a column that are looked at for what it may be."""

_EXAMPLES = 3
_LONGEST_EXAMPLE = 40
_A_PICTURE = re.compile(r"\.(?:jpe?g|png|heic|webp)\b", re.IGNORECASE)


class Judged(NamedTuple):
    """What a column would be as a field.

    Attributes:
        good: cells that the field can use; filled: cells that are not blank.
        text: that in words, with examples; None where any cell would do.
    """

    good: int
    filled: int
    text: Text | None


def judged(table: RawTable, place: int, field: str, known: Known) -> Judged:
    """Return what a column would be as a field.

    Args:
        table, place: the column. field: of `mocgioi.sources.fields_of`.
        known: what the store knows; a marker's number is one of its markers', where it has any.
    """
    cells = [
        cell
        for row in islice(table.rows, MOST_CELLS)
        if place < len(row.values) and not is_blank(cell := row.values[place])
    ]
    is_good, template = _JUDGED.get(field, (_is_worded, None))
    if field == "number" and known.markers:
        is_good = _is_marker_of(known)
    good = sum(is_good(cell) for cell in cells)
    if template is None:
        return Judged(good, len(cells), None)
    counted = worded(template, good=good, filled=len(cells))
    quoted = ", ".join(f"«{example}»" for example in examples(table, place))
    text = worded(words.WITH_EXAMPLES, counted=counted, examples=quoted) if quoted else counted
    return Judged(good, len(cells), text)


def can_be(cell: Cell, field: str) -> bool:
    """Say whether a cell is plainly one of a field, where that can be told."""
    is_good, template = _JUDGED.get(field, (_is_worded, None))
    return template is not None and is_good(cell)


def examples(table: RawTable, place: int) -> tuple[str, ...]:
    """Return some of the different texts of a column."""
    texts = (
        text[:_LONGEST_EXAMPLE]
        for row in islice(table.rows, MOST_CELLS)
        if place < len(row.values) and (text := values.text(row.values[place]))
    )
    return tuple(islice(dict.fromkeys(texts), _EXAMPLES))


def _is_worded(cell: Cell) -> bool:
    """Say whether a cell says something in words."""
    return isinstance(cell, str) and any(char.isalpha() for char in cell)


def _is_filled(_: Cell) -> bool:
    return True


def _is_number(cell: Cell) -> bool:
    return bool(values.marker_numbers(cell)[0])


def _is_marker_of(known: Known) -> Callable[[Cell], bool]:
    def is_known(cell: Cell) -> bool:
        listed, _ = values.marker_numbers(cell)
        return any(number in known.markers or number in known.former for number in listed)

    return is_known


def _is_day(cell: Cell) -> bool:
    return values.day(cell).iso is not None


def _is_figure(cell: Cell) -> bool:
    return isinstance(cell, str | int | float) and number(cell) is not None


def _between(least: float, most: float) -> Callable[[Cell], bool]:
    """Return what says whether a cell is a coordinate between two, in degrees or in metres."""

    def is_between(cell: Cell) -> bool:
        read = angle(cell) if isinstance(cell, str | int | float) else None
        return read is not None and least <= read <= most

    return is_between


def _is_pair(cell: Cell) -> bool:
    return isinstance(cell, str) and isinstance(pair(cell), Pair)


def _is_system(cell: Cell) -> bool:
    return crs_stated(values.text(cell) or "") is not None


def _is_picture(cell: Cell) -> bool:
    return isinstance(cell, str) and _A_PICTURE.search(cell) is not None


def _says(aspect: str) -> Callable[[Cell], bool]:
    def says(cell: Cell) -> bool:
        return phrases.read(aspect, values.text(cell) or "") is not None

    return says


_Reading = tuple[Callable[[Cell], bool], Text | None]

_JUDGED: dict[str, _Reading] = {
    **dict.fromkeys(("number", "serves"), (_is_number, words.NUMBERS)),
    **dict.fromkeys(
        ("surveyed_on", "started_on", "completed_on", "road_completed_on", "as_of"),
        (_is_day, words.DAYS),
    ),
    **{aspect: (_says(aspect), words.STATES) for aspect in SURVEYED},
    "longitude": (_between(102, 110), words.DEGREES),
    "latitude": (_between(8, 24), words.DEGREES),
    **dict.fromkeys(("easting", "y"), (_between(1e5, 9e5), words.METRES)),
    **dict.fromkeys(("northing", "x"), (_between(8e5, 2.7e6), words.METRES)),
    "coordinates": (_is_pair, words.PAIRS),
    "crs": (_is_system, None),
    "photo": (_is_picture, None),
    **dict.fromkeys(
        (
            *("accuracy_m", "km_from", "km_to", "area_km2", "length_m", "width_m", "steps"),
            *("thickness_cm", "markers_served", "year", "total", "added", "working_days"),
            *("denominator", "value"),
        ),
        (_is_figure, words.FIGURES),
    ),
    **dict.fromkeys(
        ("code", "name", "cost_vnd", "amount_vnd", "markers", "wkt", "note", "source"),
        (_is_filled, None),
    ),
}
"""Which cells a field can use, and how that is counted; those with words where it is not here."""
