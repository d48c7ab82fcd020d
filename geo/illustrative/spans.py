"""Communes as spans along the illustrative border: bands on the Vietnamese side of the line.

A band is not a commune's shape. It says which piece of the line is whose, so that a map has
something to fill and a GIS something to open.
"""

from __future__ import annotations

import shapely
from border import Border, to_degrees
from shapely import LineString, Polygon
from shapely.geometry.polygon import orient

BAND_M = 1000.0
DECIMALS = 5
SMALLEST_M2 = 10_000.0
CORNER_SEGMENTS = 2

Ring = list[list[float]]


def bands(border: Border) -> dict[str, list[list[Ring]]]:
    """Return each commune's MultiPolygon coordinates, EPSG:4326 degrees, by commune code.

    A band is BAND_M wide, from the commune's piece of the line into Việt Nam, cut off square
    at its ends; where two would overlap, the one further north-west has the ground. Rings are
    rounded to DECIMALS (1 m) and valid, exterior ones counter-clockwise.
    """
    side = _inner_side(border.line)
    taken: shapely.Geometry = Polygon()
    made = {}
    for stretch in border.stretches:
        band = _inner_side(stretch.line).intersection(side).difference(taken)
        taken = taken.union(band)
        parts = [part for part in _polygons(band) if part.area >= SMALLEST_M2]
        made[stretch.commune_code] = [
            [_ring(polygon)] for part in parts for polygon in _polygons(_in_degrees(part))
        ]
    return made


def _inner_side(line: LineString) -> shapely.Geometry:
    """Return the ground within BAND_M of a line on its right: Việt Nam's side."""
    return line.buffer(-BAND_M, quad_segs=CORNER_SEGMENTS, cap_style="flat", single_sided=True)


def _polygons(geometry: shapely.Geometry) -> list[Polygon]:
    """Return the polygons of a geometry, the largest first."""
    found = [part for part in shapely.get_parts(geometry) if isinstance(part, Polygon)]
    return sorted(found, key=lambda part: part.area, reverse=True)


def _in_degrees(part: Polygon) -> shapely.Geometry:
    """Return a polygon of the plane in rounded degrees, its holes filled, still valid."""
    shell = Polygon([to_degrees(place) for place in part.exterior.coords])
    return shapely.set_precision(shell, 10.0**-DECIMALS)


def _ring(polygon: Polygon) -> Ring:
    """Return the exterior ring counter-clockwise, from its lowest corner on."""
    shell = orient(Polygon(polygon.normalize().exterior))
    return [[round(degrees, DECIMALS) for degrees in place] for place in shell.exterior.coords]
