"""Vertices of lines and areas that are no place on Earth, or lie far from the province.

One wrong vertex makes a road a thousand kilometres long, and nobody sees it in a table.
Codes: ``vertex-out-of-range`` (an error), ``vertex-far`` (a warning).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from mocgioi.errors import Text
from mocgioi.intake.position.ground import Floats, Ground, in_vietnam
from mocgioi.intake.rows.row import Row
from mocgioi.words.amounts import distance_text
from mocgioi.words.findings import worded
from mocgioi.words.of_shapes import OTHER_VERTICES

_FAR_M = 20_000.0
"""Beyond the communes, the line and the markers known; a road from the plain ends before."""


def check(
    rows: Sequence[Row],
    drawn: NDArray[np.object_],
    placed: NDArray[np.object_],
    ground: Ground | None,
) -> None:
    """Tell of the vertices that cannot be right, the first of each kind in each row.

    Args:
        rows: the rows that have a geometry.
        drawn: their geometries as the file has them; placed: the same in EPSG:4326, NaN where
            a vertex is no place on Earth.
        ground: what is known of the province; None compares with the frame of Việt Nam alone.
    """
    vertices, owner = shapely.get_coordinates(drawn, return_index=True)
    longitude, latitude = shapely.get_coordinates(placed).T
    nowhere = np.isnan(longitude) | np.isnan(latitude)
    if ground is None:
        off_m = np.where(in_vietnam(longitude, latitude), 0.0, np.inf)
    else:
        off_m = ground.off_m(longitude, latitude, beyond_m=_FAR_M)
    for i, first, count in _firsts(owner, nowhere):
        _tell_nowhere(rows[i], first - int(np.searchsorted(owner, i)), vertices[first], count)
    for i, first, count in _firsts(owner, ~nowhere & (off_m > _FAR_M)):
        place = first - int(np.searchsorted(owner, i))
        _tell_far(rows[i], place, vertices[first], off_m=float(off_m[first]), count=count)


def _firsts(owner: NDArray[np.int64], wrong: NDArray[np.bool_]) -> list[tuple[int, int, int]]:
    """Return each geometry with wrong vertices, the first of these, and how many there are."""
    at = np.flatnonzero(wrong)
    owners, starts, counts = np.unique(owner[at], return_index=True, return_counts=True)
    return list(zip(owners.tolist(), at[starts].tolist(), counts.tolist(), strict=True))


def _tell_nowhere(row: Row, place: int, vertex: Floats, count: int) -> None:
    written = _written(vertex)
    row.report(
        "vertex-out-of-range",
        value=written,
        number=place + 1,
        vertex=written,
        others=_others(count),
    )


def _tell_far(row: Row, place: int, vertex: Floats, *, off_m: float, count: int) -> None:
    written, others = _written(vertex), _others(count)
    if np.isinf(off_m):
        row.report(
            "vertex-far", "abroad", value=written, number=place + 1, vertex=written, others=others
        )
        return
    row.report(
        "vertex-far",
        "far",
        value=written,
        number=place + 1,
        vertex=written,
        others=others,
        off=distance_text(off_m),
    )


def _others(count: int) -> Text:
    return worded(OTHER_VERTICES, count=count - 1) if count > 1 else Text("", "")


def _written(vertex: Floats) -> str:
    return ", ".join(f"{number:.10g}" for number in vertex)
