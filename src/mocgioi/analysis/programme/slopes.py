"""What steep ground adds to a road: length, and the price of its terrain.

A road on a slope is longer than on the map, and where the ground rises more steeply than
`STEEPEST` it winds so that it does not. How steep a piece is counts along the piece: a road that
follows the hillside is flat.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from mocgioi.analysis.programme.prices import Pricing
from mocgioi.domain.crs import to_storage
from mocgioi.domain.heights import UNKNOWN_DM, Heights
from mocgioi.domain.prices import FLAT, STEEP, TERRAINS, Terrain

Numbers = NDArray[np.float64]

STEEPEST = 0.25
"""Rise to length that a road to a marker has at most, steps among it. An assumption."""

STEP_M = 25.0
"""How far apart heights are read along a piece, planar metres."""


class Slopes:
    """Heights of the ground, read along pieces of road."""

    def __init__(self, heights: Heights, metric_crs: str, pricing: Pricing) -> None:
        self._heights = heights
        cells = np.frombuffer(heights.decimetres, dtype="<i2")
        self._grid = cells.reshape(heights.rows, heights.columns)
        self._crs = metric_crs
        least = pricing.of("unknown").vnd_per_m
        self._dearer = np.array([pricing.of(code).vnd_per_m / least for code in TERRAINS])

    def parts(self) -> Iterator[bytes]:
        """Yield what makes them: the heights, where they lie, and what each terrain costs."""
        yield repr(self._heights._replace(decimetres=b"")).encode()
        yield self._heights.decimetres
        yield self._crs.encode()
        yield self._dearer.tobytes()

    def at(self, places: Numbers) -> Numbers:
        """Return the heights of (n, 2) places between the cells about them, nan where unknown."""
        longitude, latitude = to_storage(places[:, 0], places[:, 1], self._crs)
        own = self._heights
        column = (longitude - own.west) / own.cell_deg - 0.5
        row = (own.north - latitude) / own.cell_deg - 0.5
        left, above = np.floor(column).astype(np.intp), np.floor(row).astype(np.intp)
        fits = (left >= 0) & (left < own.columns - 1) & (above >= 0) & (above < own.rows - 1)
        left, above = np.where(fits, left, 0), np.where(fits, above, 0)
        aside, down = column - left, row - above
        upper = self._metres(above, left) * (1 - aside) + self._metres(above, left + 1) * aside
        above += 1
        lower = self._metres(above, left) * (1 - aside) + self._metres(above, left + 1) * aside
        return np.where(fits, upper * (1 - down) + lower * down, np.nan)

    def _metres(self, row: NDArray[np.intp], column: NDArray[np.intp]) -> Numbers:
        cells = self._grid[row, column]
        return np.where(cells == UNKNOWN_DM, np.nan, cells / 10.0)

    def weighed(self, metres: Numbers, rise_m: Numbers) -> Numbers:
        """Return the metres of road on unknown terrain that cost as much as pieces do."""
        length_m, terrain = _on_the_ground(metres, rise_m)
        return np.asarray(length_m * self._dearer[terrain])

    def weigh(self, starts: Numbers, ends: Numbers) -> Numbers:
        """Return the same of straight pieces between (n, 2) places, read along them."""
        piece, metres, rise_m = self._steps(starts, ends)
        weights = self.weighed(metres, rise_m)
        return np.asarray(np.bincount(piece, weights, minlength=len(starts)), dtype=np.float64)

    def lengths(self, vertices: Numbers) -> dict[Terrain, float]:
        """Return the metres on the ground of a line, by terrain."""
        _, metres, rise_m = self._steps(vertices[:-1], vertices[1:])
        length_m, terrain = _on_the_ground(metres, rise_m)
        sums = np.bincount(terrain, length_m, minlength=len(TERRAINS))
        return {code: float(own) for code, own in zip(TERRAINS, sums, strict=True) if own > 0}

    def _steps(self, starts: Numbers, ends: Numbers) -> tuple[NDArray[np.intp], Numbers, Numbers]:
        """Cut pieces into steps: the piece of each, its planar metres, how much it rises."""
        length_m = np.hypot(*(ends - starts).T)
        count = np.maximum(np.ceil(length_m / STEP_M), 1).astype(np.intp)
        piece = np.repeat(np.arange(len(starts)), count)
        first = np.cumsum(count) - count
        share = (np.arange(count.sum()) - first[piece]) / count[piece]
        along = ends - starts
        here = self.at(starts[piece] + along[piece] * share[:, None])
        there = np.empty_like(here)
        there[:-1] = here[1:]
        there[first + count - 1] = self.at(ends)
        return piece, (length_m / count)[piece], np.abs(there - here)


def _on_the_ground(metres: Numbers, rise_m: Numbers) -> tuple[Numbers, NDArray[np.intp]]:
    """Return how long pieces are on the ground, and the place of their terrain in `TERRAINS`."""
    grade = rise_m / np.maximum(metres, 1e-9)
    winding = np.maximum(grade / STEEPEST, 1.0)
    length_m = metres * winding * np.hypot(1.0, np.minimum(grade, STEEPEST))
    terrain = np.select(
        [np.isnan(grade), grade <= FLAT, grade <= STEEP],
        [TERRAINS.index("unknown"), TERRAINS.index("flat"), TERRAINS.index("slope")],
        TERRAINS.index("steep"),
    )
    return np.where(np.isnan(grade), metres, length_m), terrain.astype(np.intp)
