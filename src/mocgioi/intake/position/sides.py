"""On which side of the border line a position falls."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import shapely

from mocgioi.domain import crs
from mocgioi.domain.position import Position
from mocgioi.intake.position.ground import metric
from mocgioi.intake.rows.known import Known

_NEAR_LINE_M = 500.0
"""Farther from the line a position outside all outlines may as well lie inland: of the
province's communes, those of the border are all that is known."""


class Sides:
    """The border line and the communes' outlines, made ready when first asked.

    Without a line, or without outlines, nothing is known of sides and nothing is told.
    """

    def __init__(self, known: Known) -> None:
        self._known = known

    @cached_property
    def _outlines(self) -> shapely.STRtree:
        shapes = [c.geometry for c in self._known.communes.values() if c.geometry is not None]
        return shapely.STRtree([metric(shape) for shape in shapes])

    @cached_property
    def _line(self) -> shapely.STRtree:
        return shapely.STRtree([metric(piece) for piece in self._known.boundary])

    def over_m(self, position: Position) -> float:
        """Return how far across the line a position is, metres; 0 on this side or unknown."""
        if not len(self._outlines) or not len(self._line):
            return 0.0
        easting, northing = crs.to_metric(
            np.array([position.longitude]), np.array([position.latitude])
        )
        if not (np.isfinite(easting[0]) and np.isfinite(northing[0])):
            return 0.0
        point = shapely.Point(float(easting[0]), float(northing[0]))
        if len(self._outlines.query(point, predicate="intersects")):
            return 0.0
        nearest = self._line.geometries[self._line.nearest(point)]
        off = float(shapely.distance(point, nearest))
        return off if off <= _NEAR_LINE_M else 0.0
