"""How far apart two positions are, and which marker is near, in metres."""

from __future__ import annotations

import math
from collections.abc import Mapping

from mocgioi.domain.position import Position

_DEGREE_M = 110_000.0
"""Less than a degree of latitude anywhere."""
_LONGEST_DEGREE_M = 111_700.0
"""More than a degree of latitude or of longitude anywhere."""


def distance_m(
    longitude: float, latitude: float, other_longitude: float, other_latitude: float
) -> float:
    """Return the distance between two near positions of EPSG:4326 in metres.

    Planar on the WGS 84 ellipsoid's radii at their mean latitude; within 0.1 % up to 50 km.
    """
    mean = math.radians((latitude + other_latitude) / 2)
    flattening = 1 - 0.00669438 * math.sin(mean) ** 2
    north = 6378137.0 * (1 - 0.00669438) / flattening**1.5
    east = 6378137.0 / math.sqrt(flattening) * math.cos(mean)
    return math.hypot(
        math.radians(other_latitude - latitude) * north,
        math.radians(other_longitude - longitude) * east,
    )


def is_near(place: tuple[float, float], other: tuple[float, float], within_m: float) -> bool:
    """Say whether two places are no farther apart than a few metres or a few hundred.

    Most are so near that it shows before their distance is known.
    """
    (longitude, latitude), (other_longitude, other_latitude) = place, other
    apart = abs(longitude - other_longitude) + abs(latitude - other_latitude)
    return apart * _LONGEST_DEGREE_M <= within_m or distance_m(*place, *other) <= within_m


def nearest_marker(
    position: Position, markers: Mapping[str, tuple[float, float] | None], within_m: float
) -> tuple[str, float] | None:
    """Return the nearest marker's number and distance in metres; None beyond `within_m`."""
    near = [
        (distance_m(position.longitude, position.latitude, *spot), number)
        for number, spot in markers.items()
        if spot is not None and abs(spot[1] - position.latitude) * _DEGREE_M <= within_m
    ]
    off, number = min(near, default=(math.inf, ""))
    return (number, off) if off <= within_m else None
