"""Geometry blobs, beside what another library reads of them."""

from __future__ import annotations

import sqlite3
import struct
from contextlib import closing

import pytest
import shapely

from mocgioi.store import geometry

_LINE = shapely.LineString([(106.5, 22.5), (106.75, 21.5), (107.0, 22.0)])
_POINT = shapely.Point(106.5, 22.25)
_LINE_BOX = (106.5, 107.0, 21.5, 22.5)

_LITTLE, _BIG, _EMPTY = 1, 0, 0b10000
_ENVELOPE_XY, _ENVELOPE_XYZ = 0b0010, 0b0100


def answers(blob: bytes | None, *functions: str) -> tuple[float | None, ...]:
    """Return what SQLite answers of a blob when an R-tree asks it."""
    with closing(sqlite3.connect(":memory:")) as connection:
        geometry.register_geometry_functions(connection)
        asked = ", ".join(f"{function}(?1)" for function in functions)
        row: tuple[float | None, ...] = connection.execute(f"SELECT {asked}", (blob,)).fetchone()
    return row


def box(blob: bytes | None) -> tuple[float | None, ...]:
    return answers(blob, "ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY")


def foreign_blob(flags: int, envelope: tuple[float, ...], wkb: bytes) -> bytes:
    """Return a blob as another program may write it, in either order of bytes."""
    order = "<" if flags & _LITTLE else ">"
    header = struct.pack(f"{order}2sBBi{len(envelope)}d", b"GP", 0, flags, 4326, *envelope)
    return header + wkb


def test_a_line_is_stored_with_the_box_it_lies_in() -> None:
    assert box(geometry.encode_wkb(_LINE.wkb)) == _LINE_BOX


def test_a_point_lies_in_a_box_of_no_size() -> None:
    assert box(geometry.encode_point(_POINT.x, _POINT.y)) == (106.5, 106.5, 22.25, 22.25)


def test_a_line_is_read_back_as_it_was_stored() -> None:
    blob = geometry.encode_wkb(_LINE.wkb)
    assert geometry.decode_wkb(blob) == _LINE.wkb
    assert blob[:8] == b"GP\x00\x03\xe6\x10\x00\x00"


def test_a_point_is_stored_as_gdal_writes_it() -> None:
    blob = geometry.encode_point(_POINT.x, _POINT.y)
    assert blob == b"GP\x00\x01\xe6\x10\x00\x00" + shapely.to_wkb(_POINT, byte_order=1)


def test_a_point_is_read_back_longitude_first() -> None:
    assert geometry.decode_point(geometry.encode_point(106.5, 22.25)) == (106.5, 22.25)


@pytest.mark.parametrize(
    ("blob", "expected"),
    [
        pytest.param(
            foreign_blob(_BIG | _ENVELOPE_XY, _LINE_BOX, _LINE.wkb),
            _LINE_BOX,
            id="envelope of the other byte order",
        ),
        pytest.param(
            foreign_blob(_LITTLE | _ENVELOPE_XYZ, (*_LINE_BOX, 300.0, 400.0), _LINE.wkb),
            _LINE_BOX,
            id="envelope with heights",
        ),
        pytest.param(
            foreign_blob(_LITTLE, (), _LINE.wkb),
            _LINE_BOX,
            id="line without envelope",
        ),
        pytest.param(
            foreign_blob(_BIG, (), shapely.to_wkb(_POINT, byte_order=0)),
            (106.5, 106.5, 22.25, 22.25),
            id="point of the other byte order",
        ),
        pytest.param(
            foreign_blob(_LITTLE, (), shapely.Point(106.5, 22.25, 300.0).wkb),
            (106.5, 106.5, 22.25, 22.25),
            id="point with its height",
        ),
    ],
)
def test_the_box_of_what_another_program_wrote(blob: bytes, expected: tuple[float, ...]) -> None:
    assert box(blob) == expected


def test_a_blob_with_an_envelope_with_heights_gives_its_line_back() -> None:
    blob = foreign_blob(_LITTLE | _ENVELOPE_XYZ, (*_LINE_BOX, 300.0, 400.0), _LINE.wkb)
    assert geometry.decode_wkb(blob) == _LINE.wkb


@pytest.mark.parametrize(
    ("blob", "is_empty"),
    [
        (geometry.encode_point(106.5, 22.25), 0),
        (foreign_blob(_LITTLE | _EMPTY, (), shapely.Point().wkb), 1),
        (None, None),
    ],
)
def test_only_a_geometry_that_says_so_is_empty(blob: bytes | None, is_empty: int | None) -> None:
    assert answers(blob, "ST_IsEmpty") == (is_empty,)


@pytest.mark.parametrize("blob", [foreign_blob(_LITTLE | _EMPTY, (), shapely.Point().wkb), None])
def test_what_lies_nowhere_has_no_box(blob: bytes | None) -> None:
    assert box(blob) == (None, None, None, None)
