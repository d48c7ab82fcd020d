"""Where in an area its name has most room."""

from __future__ import annotations

import shapely

from mocgioi.domain.areas import areas_of

_FLAT = 0.4
"""A name is about two and a half times as wide as it is high, with its share below it."""

_TOLERANCE_DEG = 1e-4


def pole(area: bytes) -> tuple[float, float] | None:
    """Return the place in an area (WKB, degrees) farthest from its outline; None for no area.

    East and west count less than north and south, for a name is wider than it is high: the pole
    of inaccessibility of the area drawn narrower.
    """
    (shape,) = areas_of([area])
    if shape.is_empty or shape.geom_type not in ("Polygon", "MultiPolygon"):
        return None
    narrow = shapely.transform(shape, lambda corners: corners * (_FLAT, 1.0))
    radius = shapely.maximum_inscribed_circle(narrow, _TOLERANCE_DEG)
    longitude, latitude = radius.coords[0]
    return longitude / _FLAT, latitude
