"""Numbers that are written beside marks on a drawing: what stands where.

A drawing has no columns: a marker is a point or a small block, and its number a text beside it. A
number takes the place of the nearest mark that has no nearer number; one without a mark stands
where the text does, and that is told.
"""

from __future__ import annotations

from collections.abc import Sequence

from mocgioi.domain.marker import MarkerNumber
from mocgioi.records import NamedTuple
from mocgioi.sources.raw import RawRow
from mocgioi.sources.wkb import encode, kind_of, point_of

HEADING = "number"
"""The column that the numbers get."""

_TEXT = "Text"
_BESIDE_M = 25.0
"""How far a number stands from its mark at most, in units of the drawing: metres."""
_LEAST_SIZE_M = 1000.0
"""Coordinates below this are degrees, of which nothing is known to be near."""


class Labelled(NamedTuple):
    """The rows of a drawing, with a number where one was read.

    Attributes:
        rows: each with one more cell, its number or None; marks that gave their place to a
            number are left out.
        at_marks, at_texts: how many numbers have the place of a mark, and of the text itself.
    """

    rows: list[RawRow]
    at_marks: int
    at_texts: int


def labelled(header: Sequence[str], rows: Sequence[RawRow]) -> Labelled | None:
    """Return the rows of a drawing with the numbers of markers; None where it has none."""
    if _TEXT not in header:
        return None
    at = list(header).index(_TEXT)
    numbers = {i: n for i, row in enumerate(rows) if (n := _number(row, at)) is not None}
    if not numbers:
        return None
    places = {i: place for i, row in enumerate(rows) if (place := _centre(row)) is not None}
    texts = {i: places[i] for i in numbers if i in places}
    marks = {i: place for i, place in places.items() if not rows[i].values[at]}
    mark_of = _pairs(texts, marks)
    given = set(mark_of.values())
    made = []
    for i, row in enumerate(rows):
        if i in given:
            continue
        geometry = row.geometry
        if i in mark_of:
            geometry = encode("Point", marks[mark_of[i]])
        made.append(row._replace(values=(*row.values, numbers.get(i)), geometry=geometry))
    return Labelled(made, len(mark_of), len(numbers) - len(mark_of))


def _number(row: RawRow, at: int) -> str | None:
    text = row.values[at] if at < len(row.values) else None
    if not isinstance(text, str) or row.geometry is None or point_of(row.geometry) is None:
        return None
    try:
        return str(MarkerNumber.parse(text))
    except ValueError:
        return None


def _centre(row: RawRow) -> tuple[float, float] | None:
    """Return where a point, or a small block, stands; None for what is larger than a mark."""
    if row.geometry is None:
        return None
    place = point_of(row.geometry)
    if place is None and kind_of(row.geometry) != "Point":
        import shapely

        west, south, east, north = shapely.from_wkb(row.geometry).bounds
        if max(east - west, north - south) <= _BESIDE_M:
            place = (west + east) / 2, (south + north) / 2
    return place if place is not None and max(map(abs, place)) >= _LEAST_SIZE_M else None


def _pairs(
    texts: dict[int, tuple[float, float]], marks: dict[int, tuple[float, float]]
) -> dict[int, int]:
    """Return the mark of each text, the nearest pairs first; none is given twice."""
    if not texts or not marks:
        return {}
    import numpy as np
    import shapely

    names, points = list(marks), shapely.points(np.array(list(marks.values())))
    tree = shapely.STRtree(points)
    written = list(texts)
    lying = shapely.points(np.array(list(texts.values())))
    of, near = tree.query(lying, predicate="dwithin", distance=_BESIDE_M)
    away = shapely.distance(lying[of], points[near])
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for place in np.argsort(away, kind="stable"):
        text, mark = written[of[place]], names[near[place]]
        if text not in pairs and mark not in taken:
            pairs[text] = mark
            taken.add(mark)
    return pairs
