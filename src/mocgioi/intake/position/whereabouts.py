"""Where the rows of a survey were seen: all positions of a table, in EPSG:4326.

Plain GPS degrees need no geometry library; whatever else a file holds is placed on the
ground by `mocgioi.intake.position.georeference`, which is loaded only then.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from mocgioi.domain.position import STORAGE_CRS
from mocgioi.intake.position.points import Pair, in_degrees, points_of
from mocgioi.intake.rows.known import Known, Taken
from mocgioi.sources import Columns, RawTable
from mocgioi.sources.coordinates import located, statements
from mocgioi.words.findings import finding

_NOWHERE = (math.nan, math.nan)


class Whereabouts(Sequence[Pair]):
    """The position of each row, east first, sixteen bytes each; None for a row without one."""

    def __init__(self, pairs: Iterable[Pair] = ()) -> None:
        self._numbers = array("d")
        for pair in pairs:
            self.append(pair)

    def append(self, pair: Pair) -> None:
        """Put the position of the next row at the end."""
        self._numbers.extend(_NOWHERE if pair is None else pair)

    def extend(self, east: Sequence[float], north: Sequence[float]) -> None:
        """Put the positions of the next rows at the end; each of them has one."""
        self._numbers.extend(chain.from_iterable(zip(east, north, strict=True)))

    def __len__(self) -> int:
        return len(self._numbers) // 2

    def __iter__(self) -> Iterator[Pair]:
        numbers = iter(self._numbers)
        for east, north in zip(numbers, numbers, strict=True):
            yield None if math.isnan(east) else (east, north)

    def __getitem__(self, place: Any) -> Any:
        if not 0 <= place < len(self):
            raise IndexError(place)
        east, north = self._numbers[2 * place], self._numbers[2 * place + 1]
        return None if math.isnan(east) else (east, north)


def on_earth(
    taken: Taken[Any],
    table: RawTable,
    columns: Columns,
    pairs: Whereabouts,
    *,
    numbers: Callable[[], Sequence[str | None]],
    crs: str | None,
    known: Known,
) -> Whereabouts | None:
    """Return where the rows of a table were seen; None where none has a position.

    Args:
        taken: what is told goes there, and the system the positions were read in.
        table, columns: the table and its columns.
        pairs: its coordinates as they stand. numbers: gives the marker of each row, or None.
        crs: the system that the user names, or None. known: what to compare with.

    Raises:
        CrsProblem: their system is missing or contradicted.
    """
    if all(pair is None for pair in pairs):
        return None
    stated = statements(table, columns, geometry=table.has_geometry)
    degrees = in_degrees(pairs)
    assumed = degrees and not stated and crs is None and not table.has_geometry
    if assumed:
        taken.findings.append(finding("crs-assumed", sheet=table.name))
    if not (degrees and (assumed or (crs or stated[:1]) in (STORAGE_CRS, [STORAGE_CRS]))):
        return _placed(taken, table, columns, pairs, numbers=numbers(), crs=crs, known=known)
    taken.crs = STORAGE_CRS
    where = located(columns)
    if table.has_geometry or where is None or where.axes != "bare":
        return pairs
    return Whereabouts(pair and (pair[1], pair[0]) for pair in pairs)


def _placed(
    taken: Taken[Any],
    table: RawTable,
    columns: Columns,
    pairs: Whereabouts,
    *,
    numbers: Sequence[str | None],
    crs: str | None,
    known: Known,
) -> Whereabouts:
    """Return positions that are not plain GPS degrees, placed on the ground."""
    from mocgioi.intake.position import georeference

    points, stated = points_of(table, columns, pairs, numbers, [None] * len(pairs))
    placed = georeference.place(
        points, stated=stated, asked=crs, known=known, sheet=table.name, extent="markers"
    )
    taken.findings.extend(placed.findings)
    taken.crs = placed.crs
    return Whereabouts(
        (lon, lat) if lon is not None and lat is not None else None
        for lon, lat in zip(placed.longitude, placed.latitude, strict=True)
    )
