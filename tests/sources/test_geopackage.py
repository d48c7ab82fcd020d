"""A foreign GeoPackage gives every row it holds, or is refused: GDAL alone does neither."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from mocgioi import sources
from mocgioi.errors import UnreadableInput
from tests.sources import facts


def told(path: Path) -> tuple[int, list[tuple[str, int | None]]]:
    raw = sources.read(path)
    return len(raw.tables[0].rows), [(f.code, f.row) for f in raw.findings]


def change(path: Path, *statements: tuple[str, tuple[object, ...]]) -> Path:
    with closing(sqlite3.connect(path)) as connection, connection:
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in triggers.fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        for statement, values in statements:
            connection.execute(statement, values)
    return path


@pytest.mark.parametrize("count", [0, 2, 99_999_999_999, "abc", None])
def test_every_row_is_read_whatever_number_is_written_of_them(
    count: object, tmp_path: Path
) -> None:
    path = facts.write_gpkg(tmp_path)
    change(path, ("UPDATE gpkg_ogr_contents SET feature_count = ?", (count,)))
    content = path.read_bytes()
    assert told(path) == (3, [])
    assert path.read_bytes() == content


GARBAGE = b"GP\x00\x01\xe6\x10\x00\x00\x01\x07\x00\x00\x00\xff\xff\xff\xff"
SHORT_RING = bytes.fromhex("47500001e6100000 01 03000000 01000000 02000000") + bytes(32)
EMPTY = bytes.fromhex("47500011e6100000 01 01000000 000000000000f87f 000000000000f87f")


@pytest.mark.parametrize("shape", [b"garbage", GARBAGE, SHORT_RING, "text"])
def test_a_geometry_that_is_garbage_is_told_as_damage(shape: object, tmp_path: Path) -> None:
    path = change(facts.write_gpkg(tmp_path), ("UPDATE facts SET geom = ? WHERE fid = 2", (shape,)))
    assert told(path) == (3, [("geometry-damaged", 2)])


@pytest.mark.parametrize("shape", [None, EMPTY])
def test_a_geometry_that_is_empty_is_not_told_as_damage(shape: object, tmp_path: Path) -> None:
    path = change(facts.write_gpkg(tmp_path), ("UPDATE facts SET geom = ? WHERE fid = 2", (shape,)))
    assert told(path) == (3, [])


def test_a_view_without_end_is_refused(tmp_path: Path) -> None:
    endless = (
        "CREATE VIEW facts AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c)"
        " SELECT x AS fid, NULL AS geom FROM c"
    )
    path = change(
        facts.write_gpkg(tmp_path), ("ALTER TABLE facts RENAME TO others", ()), (endless, ())
    )
    with pytest.raises(UnreadableInput) as caught:
        sources.read(path)
    assert caught.value.findings[0].code == "file-unsafe"
