"""Where positions lie, in counts that a person can judge: near their marker, at home, abroad."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cached_property

import numpy as np
import shapely

from mocgioi.domain import crs
from mocgioi.intake.position.ground import in_vietnam, metric
from mocgioi.intake.position.nearness import distance_m
from mocgioi.intake.rows.known import Known
from mocgioi.records import NamedTuple

NEAR_M = 100.0
"""A position that near its marker may be where somebody stood who looked at it."""

_INTO_M = 300.0
"""Going from the line towards a position as far as this leads into a commune, or abroad."""


class Placement(NamedTuple):
    """How many positions lie where.

    Attributes:
        rows: all of them. compared: those whose marker's place is known; near: those of them
            within `NEAR_M` of it.
        home: on this side of the border, abroad: beyond it; where line or outlines are not known,
            within the frame of Việt Nam and out of it.
        off_line_m: median distance to the border line, None where it is not known.
    """

    rows: int
    compared: int
    near: int
    home: int
    abroad: int
    off_line_m: float | None


class Placing:
    """What positions are compared with, made ready once.

    Args:
        known: what the store knows.
    """

    def __init__(self, known: Known) -> None:
        self._known = known

    def counted(
        self, places: Sequence[tuple[float, float]], numbers: Sequence[str | None]
    ) -> Placement:
        """Count positions (longitude, latitude; EPSG:4326), each with its marker's number."""
        homes = [self._known.markers.get(number or "") for number in numbers]
        apart = [
            distance_m(*place, *home)
            for place, home in zip(places, homes, strict=True)
            if home is not None
        ]
        is_home = [self._is_home(*place) for place in places]
        return Placement(
            rows=len(places),
            compared=len(apart),
            near=sum(far <= NEAR_M for far in apart),
            home=sum(is_home),
            abroad=len(places) - sum(is_home),
            off_line_m=self._off_line_m(places),
        )

    @property
    def knows_sides(self) -> bool:
        """Whether there are a line and outlines to tell home from abroad."""
        return bool(len(self._outlines) and len(self._line))

    def _off_line_m(self, places: Sequence[tuple[float, float]]) -> float | None:
        if not len(self._line) or not places:
            return None
        easting, northing = crs.to_metric(*np.array(places, dtype=np.float64).T)
        sound = np.isfinite(easting) & np.isfinite(northing)
        points = shapely.points(easting[sound], northing[sound])
        if not len(points):
            return math.inf
        line = self._line.geometries[self._line.nearest(points)]
        return float(np.median(shapely.distance(points, line)))

    @cached_property
    def _outlines(self) -> shapely.STRtree:
        shapes = [c.geometry for c in self._known.communes.values() if c.geometry is not None]
        return shapely.STRtree([metric(shape) for shape in shapes])

    @cached_property
    def _line(self) -> shapely.STRtree:
        return shapely.STRtree([metric(piece) for piece in self._known.boundary])

    def _is_home(self, longitude: float, latitude: float) -> bool:
        place = np.array([longitude]), np.array([latitude])
        if not in_vietnam(*place)[0]:
            return False
        easting, northing = crs.to_metric(*place)
        if not np.isfinite([easting[0], northing[0]]).all():
            return False
        if not self.knows_sides:
            return True
        point = shapely.Point(float(easting[0]), float(northing[0]))
        if self._is_within(point):
            return True
        line = self._line.geometries[self._line.nearest(point)]
        towards = shapely.shortest_line(line, point)
        return self._is_within(shapely.line_interpolate_point(towards, _INTO_M))

    def _is_within(self, point: shapely.Point) -> bool:
        return bool(len(self._outlines.query(point, predicate="intersects")))
