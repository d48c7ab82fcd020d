"""Where a marker stands along the border line, in km from its north-western end.

The line comes in pieces, each with its span in km where the supplier gave one; without
spans the pieces follow each other in the order given and their planar length counts. The
span rules: a generalised line is shorter than the line it stands for, and its km stay true.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import shapely
import shapely.ops
from numpy.typing import NDArray

from mocgioi.analysis.lines.proximity import MarkerPoints, metric_points
from mocgioi.domain.crs import METRIC_CRS, to_metric, to_storage

if TYPE_CHECKING:
    from mocgioi.domain.line import BoundaryPiece

FAR_FROM_LINE_M = 5_000.0
"""A marker farther than this from the line is not on it."""


def border_km(
    markers: MarkerPoints, pieces: Sequence[BoundaryPiece], *, metric_crs: str = METRIC_CRS
) -> dict[str, float | None]:
    """Return each marker's place along the line, km, rounded to a metre.

    None for a marker without position, farther than `FAR_FROM_LINE_M` from the line, or
    when no line is known. A marker near two pieces belongs to the nearer one.

    Args:
        markers: places in EPSG:4326.
        pieces: the line from north-west to south-east, WKB in EPSG:4326.
        metric_crs: where lengths are measured, planar metres.
    """
    km_of: dict[str, float | None] = dict.fromkeys(markers.numbers)
    placed, places = metric_points(markers, metric_crs)
    points = shapely.points(places)
    if not pieces or not len(points):
        return km_of
    lines = _metric(pieces, metric_crs)
    starts_km, ends_km = _spans(pieces, shapely.length(lines))
    tree = shapely.STRtree(lines)
    point, piece = tree.query_nearest(points, max_distance=FAR_FROM_LINE_M, all_matches=False)
    share = shapely.line_locate_point(lines[piece], points[point], normalized=True)
    km = starts_km[piece] + share * (ends_km[piece] - starts_km[piece])
    for index, value in zip(placed[point].tolist(), km.tolist(), strict=True):
        km_of[markers.numbers[index]] = round(value, 3)
    return km_of


def kilometres(
    pieces: Sequence[BoundaryPiece], *, step_km: float, metric_crs: str = METRIC_CRS
) -> list[tuple[float, float, float]]:
    """Return places on the line at every `step_km`: km, longitude and latitude (EPSG:4326).

    Args:
        pieces: the line from north-west to south-east, WKB in EPSG:4326.
        step_km: km between two of them, counted from the north-western end.
        metric_crs: where lengths are measured, planar metres.
    """
    lines = _metric(pieces, metric_crs)
    drawn = shapely.length(lines) > 0
    if not drawn.any():
        return []
    starts_km, ends_km = _spans(pieces, shapely.length(lines))
    lines, starts_km, ends_km = lines[drawn], starts_km[drawn], ends_km[drawn]
    km = np.arange(0.0, ends_km.max() + 1e-9, step_km)
    piece = np.clip(np.searchsorted(starts_km, km, side="right") - 1, 0, None)
    on_line = (km >= starts_km[piece]) & (km <= ends_km[piece] + 1e-9)
    km, piece = km[on_line], piece[on_line]
    share = (km - starts_km[piece]) / (ends_km[piece] - starts_km[piece])
    points = shapely.line_interpolate_point(lines[piece], share, normalized=True)
    longitude, latitude = to_storage(shapely.get_x(points), shapely.get_y(points), metric_crs)
    return list(zip(km.tolist(), longitude.tolist(), latitude.tolist(), strict=True))


class Span(NamedTuple):
    """A part of a piece of the line: `piece` is its place in the order, km from the north-west.

    `vertices` are longitude and latitude in EPSG:4326, one row each.
    """

    piece: int
    km_from: float
    km_to: float
    vertices: NDArray[np.float64]


def cut_by_km(
    pieces: Sequence[BoundaryPiece], *, step_km: float, metric_crs: str = METRIC_CRS
) -> list[Span]:
    """Return the line cut at every multiple of `step_km`, from north-west to south-east.

    A piece without a length has no part in it.

    Args:
        pieces: the line from north-west to south-east, WKB in EPSG:4326.
        step_km: km between two cuts, counted from the north-western end.
        metric_crs: where lengths are measured, planar metres.
    """
    if not pieces:
        return []
    lines = _metric(pieces, metric_crs)
    spans = []
    for at, (line, begin, end) in enumerate(
        zip(lines, *_spans(pieces, shapely.length(lines)), strict=True)
    ):
        if not line.length or begin == end:
            continue
        inner = np.arange(np.floor(begin / step_km) + 1, np.ceil(end / step_km)) * step_km
        edges = [float(begin), *inner.tolist(), float(end)]
        for low, high in itertools.pairwise(edges):
            shares = ((km - begin) / (end - begin) for km in (low, high))
            part = shapely.ops.substring(line, *shares, normalized=True)
            east, north = shapely.get_coordinates(part).T
            degrees = np.column_stack(to_storage(east, north, metric_crs))
            spans.append(Span(at, low, high, degrees))
    return spans


def _metric(pieces: Sequence[BoundaryPiece], metric_crs: str) -> NDArray[Any]:
    """Return the pieces as LineStrings in `metric_crs`."""
    lines = shapely.transform(
        shapely.from_wkb([piece.geometry for piece in pieces]),
        lambda degrees: np.column_stack(to_metric(degrees[:, 0], degrees[:, 1], metric_crs)),
    )
    return np.asarray(lines)


def _spans(
    pieces: Sequence[BoundaryPiece], length_m: np.ndarray[tuple[int], np.dtype[np.float64]]
) -> tuple[np.ndarray[tuple[int], np.dtype[np.float64]], ...]:
    """Return where each piece begins and ends, km."""
    stated = [(piece.km_from, piece.km_to) for piece in pieces]
    if all(begin is not None and end is not None for begin, end in stated):
        return np.array([s[0] for s in stated]), np.array([s[1] for s in stated])
    ends_km = np.cumsum(length_m) / 1000.0
    return ends_km - length_m / 1000.0, ends_km
