"""The coordinates of a table's rows, as numbers, before anybody knows where they are."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal

from mocgioi.domain.places import fold
from mocgioi.errors import Severity, Text
from mocgioi.intake.rows.row import Row
from mocgioi.sources import Cell, Columns, RawTable
from mocgioi.sources.coordinates import (
    Axes,
    angle,
    located,
    number,
    plain_numbers,
    statements,
)
from mocgioi.sources.wkb import kind_of, point_of

if TYPE_CHECKING:
    from mocgioi.intake.position.readings import Points

Pair = tuple[float, float] | None

_NOTHING = frozenset({"", "n a", "na", "null", "khong", "khong co", "ko", "chua co"})
"""Folded texts that say there is no coordinate; a lone dash folds to nothing."""

_FARTHEST_M = 1e8
"""No coordinate of a place on Earth is greater, in any system."""


def coordinates(row: Row, *, severity: Severity = "warning") -> Pair:
    """Return a row's coordinates, east first, by its columns or its point; None without.

    A bare X and Y come as Vietnamese sheets mean them: Y is east, X is north. Half a pair,
    what is no number, and (0, 0) are told and left out.

    Args:
        row: the row.
        severity: of half a pair and of (0, 0); an ``error`` rejects the row.
    """
    if row.table.has_geometry:
        return _from_geometry(row, severity)
    where = located(row.columns)
    if where is None:
        return None
    if where.axes == "one_cell":
        return _from_one_cell(row, severity)
    degrees = where.axes == "degrees"
    return _from_cells(row, where.east, where.north, degrees=degrees, severity=severity)


class PlainDegrees:
    """Reads coordinates that are plain degrees within Việt Nam.

    Of these nothing has to be told, and it is `coordinates` in short; None for any others.

    Args:
        table, columns: the table and its columns.
    """

    def __init__(self, table: RawTable, columns: Columns) -> None:
        east, north = columns.index.get("longitude"), columns.index.get("latitude")
        where = located(columns)
        self._at: tuple[int, int] | None = None
        if not table.has_geometry and where is not None and east is not None and north is not None:
            self._at = east, north

    def of_row(self, row: Row) -> Pair:
        """Return the coordinates of a row."""
        cells = row.raw.values
        if self._at is None or row.codes or row.left_out or len(cells) <= max(self._at):
            return None
        longitude, latitude = (number(cells[place]) for place in self._at)
        if longitude is None or latitude is None:
            return None
        is_within = 102 <= longitude <= 110 and 8 <= latitude <= 24
        return (longitude, latitude) if is_within else None

    def of_columns(
        self, columns: Sequence[Sequence[Cell]]
    ) -> tuple[list[float], list[float]] | None:
        """Return the longitudes and the latitudes of rows by their columns, all or none."""
        if self._at is None:
            return None
        east, north = (plain_numbers(columns[place]) for place in self._at)
        if not (east and north and 102 <= min(east) <= max(east) <= 110):
            return None
        return (east, north) if 8 <= min(north) <= max(north) <= 24 else None


def _from_geometry(row: Row, severity: Severity) -> Pair:
    geometry = row.raw.geometry
    if geometry is None:
        if not row.has_damaged_geometry:
            row.report("geometry-missing", "position")
        return None
    point = point_of(geometry)
    if point is None:
        row.report("geometry-type", "no_point", kind=kind_of(geometry))
        return None
    return _possible(row, *point, None, severity)


def _from_cells(row: Row, east: str, north: str, *, degrees: bool, severity: Severity) -> Pair:
    if {east, north} & row.left_out:
        return None
    read = angle if degrees else _plain
    pair: list[float | None] = []
    for field in (east, north):
        value = read(row.cell(field))
        written = row.text(field) if value is None else None
        if written is not None and fold(written) not in _NOTHING:
            row.report("position-invalid", "no_number", field=field, written=written[:60])
            return None
        pair.append(value)
    first, second = pair
    if first is None and second is None:
        return None
    if first is None or second is None:
        row.report("position-incomplete", field=east if first is None else north, severity=severity)
        return None
    return _possible(row, first, second, east, severity)


def _from_one_cell(row: Row, severity: Severity) -> Pair:
    written = row.text("coordinates")
    if written is None or fold(written) in _NOTHING:
        return None
    from mocgioi.sources.pairs import pair

    read = pair(written)
    if read is None:
        return None
    if isinstance(read, str):
        row.report("position-invalid", read, field="coordinates", written=written[:60])
        return None
    return _possible(row, read.east, read.north, "coordinates", severity)


def _plain(cell: object) -> float | None:
    return number(cell) if isinstance(cell, str | int | float) else None


def _possible(row: Row, east: float, north: float, field: str | None, severity: Severity) -> Pair:
    if east == 0 and north == 0:
        row.report("position-null-island", field=field, severity=severity)
        return None
    if field == "longitude" and _with_point(east, north) is not None:
        row.without_point = (east, north)
        if severity == "warning":
            tell_without_point(row, "register")
        return None
    degrees = field == "longitude" and abs(east) < 1000
    if max(abs(east), abs(north)) > (180 if degrees else _FARTHEST_M):
        row.report("position-out-of-range", "refused", field=field, east=east, north=north)
        return None
    return east, north


def _with_point(east: float, north: float) -> tuple[float, float] | None:
    """Return longitude and latitude that have lost a decimal point, with it; None for others.

    >>> _with_point(106814463, 21973922), _with_point(444152, 2430512)
    ((106.814463, 21.973922), None)
    """
    longitude, latitude = _digits(east, 3), _digits(north, 2)
    is_lost = abs(east) > 360 or abs(north) > 360
    if not (is_lost and 102 <= longitude < 110 and 8 <= latitude < 24):
        return None
    return longitude, latitude


def _digits(value: float, whole: int) -> float:
    """Return a number that is no angle with a decimal point after its first digits."""
    if abs(value) <= 360 or value != int(value):
        return value
    return value / 10.0 ** (len(str(int(abs(value)))) - whole)


def tell_without_point(row: Row, of: Literal["survey", "register"] = "survey") -> None:
    """Tell of coordinates that have lost their decimal points (``position-no-point``)."""
    if row.without_point is None:
        return
    longitude, latitude = _with_point(*row.without_point) or row.without_point
    vi, en = f"{latitude:.6f} {longitude:.6f}".replace(".", ","), f"{latitude:.6f} {longitude:.6f}"
    row.report("position-no-point", of, field="longitude", likely=Text(vi, en))


def tell_nowhere(row: Row, pair: Pair, longitude: float | None) -> None:
    """Tell of coordinates that have no place on Earth in the system of their table."""
    if pair is not None and longitude is not None and math.isnan(longitude):
        row.report("position-out-of-range", "left_out", east=pair[0], north=pair[1])


def in_degrees(pairs: Iterable[Pair]) -> bool:
    """Say whether the coordinates of a table can be degrees."""
    return all(pair is None or max(map(abs, pair)) <= 360 for pair in pairs)


def _axes(axes: Axes, pairs: Iterable[Pair]) -> Axes:
    """Return the axes of a table; of pairs in one cell, which of them stands first is sure of
    degrees, and of metres as open as that of a bare X and Y.
    """
    if axes != "one_cell":
        return axes
    return "degrees" if in_degrees(pairs) else "bare"


def points_of(
    table: RawTable,
    columns: Columns,
    pairs: Sequence[Pair],
    numbers: Sequence[str | None],
    communes: Sequence[str | None],
) -> tuple[Points, list[str]]:
    """Return the coordinates of a table as `georeference.place` takes them, and the systems
    the table states for them.
    """
    from mocgioi.intake.position.readings import Points

    where = located(columns)
    from_cells = where is not None and not table.has_geometry
    of_two = from_cells and where is not None and where.axes != "one_cell"
    points = Points(
        east=[pair[0] if pair else None for pair in pairs],
        north=[pair[1] if pair else None for pair in pairs],
        axes=_axes(where.axes, pairs) if where and from_cells else "shape",
        numbers=numbers,
        communes=communes,
        east_heading=(columns.heading(where.east) or "") if where and of_two else "",
        north_heading=(columns.heading(where.north) or "") if where and of_two else "",
    )
    return points, statements(table, columns, geometry=not from_cells)
