"""Well-known binary (WKB) of plain coordinate lists, two dimensions, little-endian.

Written by hand so that reading a survey of points needs no geometry library.
Source: OGC 06-103r4, *Simple feature access*, 8.2.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
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


_DEEPEST = 8
"""How deep collections may stand in each other; libraries of geometry walk them by recursion."""


def encode(kind: str, coordinates: Any) -> bytes:
    """Return WKB for a GeoJSON geometry type and its coordinates; height and measure dropped.

    A vertex of a line or an area is kept as it stands even when it is not finite, so that the
    one that is wrong can be named; a point of such numbers would be an empty one.

    Args:
        kind: GeoJSON's name of the type.
        coordinates: as GeoJSON nests them, numbers and no text; for a GeometryCollection, its
            list of ``(kind, coordinates)`` pairs.

    Raises:
        ValueError: unknown type, empty or malformed coordinates, a point that is not finite, a
            ring of fewer than four points or that does not close, or collections nested more
            than eight deep.
    """
    return _whole(kind, coordinates, 0)


def encode_geojson(geometry: Any) -> bytes:
    """Return WKB for a GeoJSON geometry.

    Raises:
        ValueError: it is none, or `encode` refuses it.
    """
    return encode(*_as_pair(geometry, 0))


def is_meant(geometry: Any) -> bool:
    """Say whether a GeoJSON geometry that could not be encoded was meant to be one.

    A point of NaN and NaN is how formats write one that is empty.
    """
    if not isinstance(geometry, Mapping):
        return geometry is not None
    coordinates = geometry.get("coordinates")
    if geometry.get("type") == "Point" and isinstance(coordinates, Sequence):
        return any(number == number for number in coordinates)
    return bool(coordinates or geometry.get("geometries"))


def _as_pair(geometry: Any, depth: int) -> tuple[str, Any]:
    if not isinstance(geometry, Mapping) or depth > _DEEPEST:
        raise ValueError("no geometry")
    kind = geometry.get("type")
    if not isinstance(kind, str):
        raise ValueError("a geometry without a type")
    if kind != "GeometryCollection":
        return kind, geometry.get("coordinates")
    parts = geometry.get("geometries")
    if not isinstance(parts, Sequence):
        raise ValueError("a collection without parts")
    return kind, [_as_pair(part, depth + 1) for part in parts]


def _whole(kind: str, coordinates: Any, depth: int) -> bytes:
    if kind not in _CODES or depth > _DEEPEST:
        raise ValueError(f"geometry type {kind!r}")
    try:
        return struct.pack("<BI", 1, _CODES[kind]) + _body(kind, coordinates, depth)
    except (TypeError, IndexError, KeyError, OverflowError, struct.error) as error:
        raise ValueError(f"malformed {kind}") from error


def _body(kind: str, coordinates: Any, depth: int) -> bytes:
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
        return count + b"".join(map(_ring, coordinates))
    if kind == "GeometryCollection":
        return count + b"".join(_whole(part, nested, depth + 1) for part, nested in coordinates)
    return count + b"".join(_whole(_PART[kind], part, depth) for part in coordinates)


def _ring(coordinates: Sequence[Any]) -> bytes:
    if len(coordinates) < 4:
        raise ValueError("a ring of fewer than four points")
    packed = _points(coordinates)
    if packed[4:20] != packed[-16:]:
        raise ValueError("a ring that does not close")
    return packed


def _points(coordinates: Sequence[Any]) -> bytes:
    numbers: Iterable[Any] = chain.from_iterable(coordinates)
    if set(map(len, coordinates)) != {2}:
        numbers = (number for position in coordinates for number in position[:2])
    return struct.pack(f"<I{2 * len(coordinates)}d", len(coordinates), *numbers)


def _point(position: Sequence[Any]) -> bytes:
    for number in position[:2]:
        if isinstance(number, bool) or not math.isfinite(number):
            raise ValueError("a point that is not finite")
    return _pair(position)


def _pair(position: Sequence[Any]) -> bytes:
    return struct.pack("<dd", position[0], position[1])


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
