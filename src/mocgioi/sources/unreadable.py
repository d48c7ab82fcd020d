"""Geometries that are there and that GDAL gives as none: what the file itself says of them.

A feature without a position and one whose position was destroyed read alike through GDAL.
Sources: OGC 12-128r18, 2.1.3 (GeoPackage binary header); ESRI Shapefile technical description,
1998 (records of ``.shx`` and ``.shp``).
"""

from __future__ import annotations

import contextlib
import sqlite3
import struct
from collections.abc import Sequence
from pathlib import Path

from mocgioi.sources.geopackage import quoted

_EMPTY = 0x10
"""The flag of a GeoPackage's empty geometry."""
_HEADER = 100
"""Bytes before the first record of a shapefile and of its index."""


def rows(path: Path, layer: str, driver: str, missing: Sequence[int], count: int) -> list[int]:
    """Return those of the features without a geometry that were meant to have one.

    Args:
        path: the file. layer, driver: as GDAL names them.
        missing: numbers of the features that GDAL gives no geometry of, from 1, in order.
        count: how many features there are; where the file does not agree, nothing is known.
    """
    if driver == "GPKG":
        return _of_geopackage(path, layer, missing, count)
    if driver == "ESRI Shapefile":
        return _of_shapefile(path, missing, count)
    return []


def _of_geopackage(path: Path, layer: str, missing: Sequence[int], count: int) -> list[int]:
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    with contextlib.closing(sqlite3.connect(address, uri=True)) as connection:
        connection.execute("PRAGMA trusted_schema=OFF")
        column = connection.execute(
            "SELECT column_name FROM gpkg_geometry_columns WHERE lower(table_name) = lower(?)",
            (layer,),
        ).fetchone()
        if column is None:
            return []
        heads = f"SELECT CAST(substr({quoted(column[0])}, 1, 4) AS BLOB) FROM {quoted(layer)}"
        wanted = set(missing)
        broken = []
        number = 0
        for number, (head,) in enumerate(connection.execute(heads), start=1):
            if number in wanted and head and not _is_empty(head):
                broken.append(number)
    return broken if number == count else []


def _is_empty(head: bytes) -> bool:
    return len(head) == 4 and head.startswith(b"GP") and bool(head[3] & _EMPTY)


def _of_shapefile(path: Path, missing: Sequence[int], count: int) -> list[int]:
    index = path.with_suffix(".shx")
    if not index.is_file() or index.stat().st_size != _HEADER + 8 * count:
        return []
    broken = []
    with index.open("rb") as places, path.open("rb") as shapes:
        for number in missing:
            places.seek(_HEADER + 8 * (number - 1))
            (words,) = struct.unpack(">i4x", places.read(8))
            shapes.seek(max(0, 2 * words + 8))
            if shapes.read(4) != b"\0\0\0\0":
                broken.append(number)
    return broken
