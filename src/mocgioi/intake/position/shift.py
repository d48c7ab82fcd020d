"""Positions that are all off by one vector: no marker has moved, their system is another.

Plain GPS degrees are not placed by `mocgioi.intake.position.georeference`, which needs
libraries of geometry; what it would say of their datum is seen here from the rows alone.
"""

from __future__ import annotations

import math
from statistics import median

from mocgioi.domain.position import Position
from mocgioi.errors import Finding
from mocgioi.words.amounts import distance_text
from mocgioi.words.findings import finding

_FEWEST = 4
_MOST = 2_000
"""Rows that are looked at: one vector shows in the first of them, or not at all."""
_LEAST_M = 60.0
_SPREAD_M = 25.0
_SHARE = 0.9
"""Of the rows, those that are within `_SPREAD_M` of their common vector."""
_DATUM = (195.4, -109.7)
"""East and north, metres, by which VN-2000 becomes WGS 84 in the province (EPSG:6960), within
1 m (see `tests.intake.position.test_shift`)."""
_DEGREE_M = 110_700.0


class Shift:
    """The vectors from the markers of a table to where they were measured."""

    def __init__(self) -> None:
        self._east: list[float] = []
        self._north: list[float] = []

    def look(self, position: Position, home: tuple[float, float]) -> None:
        """Take a row into account: its position, and that of its marker in the register."""
        if len(self._east) >= _MOST:
            return
        narrower = math.cos(math.radians(home[1]))
        self._east.append((position.longitude - home[0]) * _DEGREE_M * narrower)
        self._north.append((position.latitude - home[1]) * _DEGREE_M)

    def report(self, sheet: str | None) -> Finding | None:
        """Return the warning ``position-shifted`` where all rows are off by one vector."""
        if len(self._east) < _FEWEST:
            return None
        east, north = median(self._east), median(self._north)
        off_m = math.hypot(east, north)
        pairs = zip(self._east, self._north, strict=True)
        near = sum(math.hypot(e - east, n - north) <= _SPREAD_M for e, n in pairs)
        if off_m < _LEAST_M or near < _SHARE * len(self._east):
            return None
        cause = "other"
        if math.hypot(east + _DATUM[0], north + _DATUM[1]) <= _SPREAD_M:
            cause = "vn2000"
        elif math.hypot(east - _DATUM[0], north - _DATUM[1]) <= _SPREAD_M:
            cause = "twice"
        return finding("position-shifted", cause, sheet=sheet, count=near, off=distance_text(off_m))
