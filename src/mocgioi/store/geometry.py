"""Geometry as a GeoPackage holds it: blobs of EPSG:4326, and the functions its R-trees call.

Clauses cited are of OGC 12-128r17 (GeoPackage 1.3).
"""

import sqlite3
import struct
from collections.abc import Iterator, Sequence

STORAGE_SRS_ID = 4326

_ENVELOPE_BYTES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
_WKB_POINT = 1
_AS_WE_WRITE_IT = 3
"""Flags of a line or an area: little-endian, not empty, with the envelope of two dimensions."""
_POINT_AS_WE_WRITE_IT = struct.pack("<2sBBiBI", b"GP", 0, 1, STORAGE_SRS_ID, 1, _WKB_POINT)
_PLACE_AT = len(_POINT_AS_WE_WRITE_IT)
_PLACE = struct.Struct("<dd")
_AT_ONCE = 1_000
_NUMBER = struct.Struct("<d")


def encode_point(longitude: float, latitude: float) -> bytes:
    """Return a point of EPSG:4326 as GDAL writes it: a GeoPackage blob (clause 2.1.3)."""
    return struct.pack(
        "<2sBBiBIdd", b"GP", 0, 1, STORAGE_SRS_ID, 1, _WKB_POINT, longitude, latitude
    )


def encode_wkb(wkb: bytes) -> bytes:
    """Return WKB (two dimensions, EPSG:4326) as a GeoPackage blob with its envelope."""
    (blob,) = encode_each([wkb])
    return blob


def encode_each(wkbs: Sequence[bytes]) -> Iterator[bytes]:
    """Yield each of many as `encode_wkb` returns it, for a fraction of the cost."""
    import shapely

    for first in range(0, len(wkbs), _AT_ONCE):
        some = wkbs[first : first + _AT_ONCE]
        for wkb, bounds in zip(some, shapely.bounds(shapely.from_wkb(some)).tolist(), strict=True):
            west, south, east, north = bounds
            envelope = (STORAGE_SRS_ID, west, east, south, north)
            yield struct.pack("<2sBBidddd", b"GP", 0, _AS_WE_WRITE_IT, *envelope) + wkb


def decode_wkb(blob: bytes) -> bytes:
    """Return the WKB inside a GeoPackage geometry blob (clause 2.1.3)."""
    return blob[8 + _ENVELOPE_BYTES[(blob[3] >> 1) & 7] :]


def decode_point(blob: bytes) -> tuple[float, float]:
    """Return longitude and latitude of a point's GeoPackage blob."""
    if blob[:_PLACE_AT] == _POINT_AS_WE_WRITE_IT:
        place: tuple[float, float] = _PLACE.unpack_from(blob, _PLACE_AT)
        return place
    longitude, _, latitude, _ = _envelope(blob)
    return longitude, latitude


def _envelope(blob: bytes) -> tuple[float, float, float, float]:
    """Return min x, max x, min y, max y of a geometry blob."""
    flags = blob[3]
    if (flags >> 1) & 7:
        values = struct.unpack_from(("<" if flags & 1 else ">") + "4d", blob, 8)
        return values[0], values[1], values[2], values[3]
    wkb = decode_wkb(blob)
    order = "<" if wkb[0] else ">"
    if struct.unpack_from(order + "I", wkb, 1)[0] % 1000 == _WKB_POINT:
        east, north = struct.unpack_from(order + "dd", wkb, 5)
        return east, east, north, north
    import shapely

    west, south, east, north = shapely.from_wkb(wkb).bounds
    return west, east, south, north


def register_geometry_functions(connection: sqlite3.Connection) -> None:
    """Give SQLite the five functions that R-tree triggers call (clause F.3)."""

    def is_empty(blob: bytes | None) -> int | None:
        return None if blob is None else (blob[3] >> 4) & 1

    connection.create_function("ST_IsEmpty", 1, is_empty, deterministic=True)
    for name, index in (("ST_MinX", 0), ("ST_MaxX", 1), ("ST_MinY", 2), ("ST_MaxY", 3)):

        def bound(blob: bytes | None, index: int = index) -> float | None:
            if blob is None:
                return None
            if blob[3] == _AS_WE_WRITE_IT:
                at = 8 + 8 * index
            elif blob[:_PLACE_AT] == _POINT_AS_WE_WRITE_IT:
                at = _PLACE_AT + 8 * (index // 2)
            else:
                return None if (blob[3] >> 4) & 1 else _envelope(blob)[index]
            number: float = _NUMBER.unpack_from(blob, at)[0]
            return number

        connection.create_function(name, 1, bound, deterministic=True)
