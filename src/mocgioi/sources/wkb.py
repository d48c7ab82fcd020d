"""Well-known binary (WKB) of plain coordinate lists, two dimensions, little-endian.

Written by hand so that reading a survey of points needs no geometry library.
Source: OGC 06-103r4, *Simple feature access*, 8.2.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Sequence
from typing import Any

_CODES = {
    "Point": 1,
    "LineString": 2,
    "Polygon": 3,
    "MultiPoint": 4,
    "MultiLineString": 5,
    "MultiPolygon": 6,
    "GeometryCollection": 7,
}
_PART = {"MultiPoint": "Point", "MultiLineString": "LineString", "MultiPolygon": "Polygon"}
_NAMES = {code: name for name, code in _CODES.items()}


def encode(kind: str, coordinates: Any) -> bytes:
    """Return WKB for a GeoJSON geometry type and its coordinates; height and measure dropped.

    A vertex of a line or an area is kept as it stands even when it is not finite, so that the
    one that is wrong can be named; a point of such numbers would be an empty one.

    Args:
        kind: GeoJSON's name of the type.
        coordinates: as GeoJSON nests them; for a GeometryCollection, its list of
            ``(kind, coordinates)`` pairs.

    Raises:
        ValueError: unknown type, empty or malformed coordinates, or a point that is not
            finite.
    """
    if kind not in _CODES:
        raise ValueError(f"geometry type {kind!r}")
    try:
        return _head(kind) + _body(kind, coordinates)
    except (TypeError, IndexError, KeyError, OverflowError, struct.error) as error:
        raise ValueError(f"malformed {kind}") from error


def _head(kind: str) -> bytes:
    return struct.pack("<BI", 1, _CODES[kind])


def _body(kind: str, coordinates: Any) -> bytes:
    if kind == "Point":
        return _point(coordinates)
    if not coordinates:
        raise ValueError("empty geometry")
    if kind == "LineString":
        if len(coordinates) < 2:
            raise ValueError("a line of one point")
        return _points(coordinates)
    count = struct.pack("<I", len(coordinates))
    if kind == "Polygon":
        return count + b"".join(_points(ring) for ring in coordinates)
    if kind == "GeometryCollection":
        return count + b"".join(encode(part, nested) for part, nested in coordinates)
    return count + b"".join(encode(_PART[kind], part) for part in coordinates)


def _points(coordinates: Sequence[Any]) -> bytes:
    return struct.pack("<I", len(coordinates)) + b"".join(_pair(c) for c in coordinates)


def _point(position: Sequence[Any]) -> bytes:
    first, second = float(position[0]), float(position[1])
    if not (math.isfinite(first) and math.isfinite(second)):
        raise ValueError("a point that is not finite")
    return struct.pack("<dd", first, second)


def _pair(position: Sequence[Any]) -> bytes:
    return struct.pack("<dd", float(position[0]), float(position[1]))


def kind_of(wkb: bytes) -> str:
    """Return the GeoJSON name of the type of a geometry that `encode` wrote."""
    (code,) = struct.unpack_from("<I", wkb, 1)
    return _NAMES[code]


def point_of(wkb: bytes) -> tuple[float, float] | None:
    """Return the coordinates of a Point, or of a MultiPoint of one; None for anything else."""
    kind = kind_of(wkb)
    if kind == "Point":
        return struct.unpack_from("<dd", wkb, 5)
    if kind == "MultiPoint" and struct.unpack_from("<I", wkb, 5) == (1,):
        return struct.unpack_from("<dd", wkb, 14)
    return None
