"""Geometry blobs, beside what another library reads of them."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import shapely

from mocgioi.store import geometry

_LINE = shapely.LineString([(106.5, 22.5), (106.75, 21.5), (107.0, 22.0)])


def test_a_line_is_stored_with_the_box_it_lies_in() -> None:
    blob = geometry.encode_wkb(_LINE.wkb)
    with closing(sqlite3.connect(":memory:")) as connection:
        geometry.register_geometry_functions(connection)
        box = connection.execute(
            "SELECT ST_MinX(?1), ST_MaxX(?1), ST_MinY(?1), ST_MaxY(?1)", (blob,)
        ).fetchone()
    assert box == (106.5, 107.0, 21.5, 22.5)


def test_a_line_is_read_back_as_it_was_stored() -> None:
    blob = geometry.encode_wkb(_LINE.wkb)
    assert geometry.decode_wkb(blob) == _LINE.wkb
    assert blob[:8] == b"GP\x00\x03\xe6\x10\x00\x00"


def test_a_point_is_read_back_longitude_first() -> None:
    assert geometry.decode_point(geometry.encode_point(106.5, 22.25)) == (106.5, 22.25)
