"""A sketch of where positions would lie: the border line and some of them, as small as a thumb."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from mocgioi.tracker.asking import Point

WIDTH, HEIGHT = 160, 110
_MARGIN = 8


class Sketch(NamedTuple):
    """A drawing of `WIDTH` by `HEIGHT`.

    Attributes:
        lines: of the border, each the ``points`` of an SVG polyline.
        spots: places of the positions.
    """

    lines: tuple[str, ...]
    spots: tuple[tuple[float, float], ...]


def sketch(border: Sequence[Sequence[Point]], points: Sequence[Point]) -> Sketch:
    """Return a sketch that shows all of the border and of the positions, north up.

    Args:
        border, points: longitudes and latitudes, degrees.
    """
    everything = [*points, *(point for line in border for point in line)]
    longitudes, latitudes = zip(*everything, strict=True)
    west, south, east, north = min(longitudes), min(latitudes), max(longitudes), max(latitudes)
    narrowed = math.cos(math.radians((south + north) / 2))
    scale = min(
        (WIDTH - 2 * _MARGIN) / max((east - west) * narrowed, 1e-6),
        (HEIGHT - 2 * _MARGIN) / max(north - south, 1e-6),
    )

    def placed(point: Point) -> tuple[float, float]:
        right = (point[0] - (west + east) / 2) * narrowed * scale
        up = (point[1] - (south + north) / 2) * scale
        return round(WIDTH / 2 + right, 1), round(HEIGHT / 2 - up, 1)

    lines = tuple(
        " ".join(f"{x},{y}" for x, y in dict.fromkeys(map(placed, line))) for line in border
    )
    return Sketch(lines, tuple(dict.fromkeys(map(placed, points))))
