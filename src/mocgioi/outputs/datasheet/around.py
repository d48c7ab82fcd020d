"""What is drawn around a marker, or of a part of the border: places in planar metres."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

Metres = tuple[float, float]
Line = Sequence[Metres]


class Size(NamedTuple):
    """Of what is drawn; the legend stands below."""

    width_mm: float
    height_mm: float

    def reach_m(self, scale: int) -> Metres:
        """Return how far it reaches east and north of its middle, metres."""
        return self.width_mm / 2_000 * scale, self.height_mm / 2_000 * scale


SIZE = Size(88.0, 78.0)
"""Of the sketch of a datasheet."""

SCALES = (2_000, 5_000, 10_000, 15_000, 25_000, 50_000)
"""One to so many: the first that shows the neighbours on both sides, else the last."""

_EDGE = 0.88
"""Neighbours stand within this part of the half width or height."""


class RoadAround(NamedTuple):
    """A road, or the part of it that is drawn; codes as everywhere."""

    lines: Sequence[Line]
    road_class: str
    status: str | None
    condition: str | None


class MarkerAround(NamedTuple):
    """Another marker."""

    number: str
    at: Metres
    status: str | None


class PlaceAround(NamedTuple):
    """A border post or gate (`kind` is ``post`` or ``gate``)."""

    kind: str
    name: str
    at: Metres


class Surroundings(NamedTuple):
    """What lies around a marker, cut to the frame.

    Attributes:
        number: of the marker in the middle; None where none is.
        size: of the drawing.
    """

    number: str | None
    scale: int
    border: Sequence[Line]
    communes: Sequence[Line]
    roads: Sequence[RoadAround]
    markers: Sequence[MarkerAround]
    places: Sequence[PlaceAround]
    size: Size = SIZE


def scale_for(neighbours: Iterable[Metres]) -> int:
    """Return the scale at which the neighbours of a marker are in the frame.

    Args:
        neighbours: of other numbers, before and after it along the border.

    >>> scale_for([(-300.0, 40.0), (250.0, 90.0)]), scale_for([(9_000.0, 0.0)])
    (10000, 50000)
    """
    places = list(neighbours)
    for scale in SCALES[1:]:
        across, down = SIZE.reach_m(scale)
        if all(abs(e) <= across * _EDGE and abs(n) <= down * _EDGE for e, n in places):
            return scale
    return SCALES[-1]
