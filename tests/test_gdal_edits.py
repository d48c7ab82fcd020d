"""What ogr2ogr, pyogrio and SQL by GDAL put into a store is an event, or is refused."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
import shapely

from mocgioi.tracker import Tracker

from .part_of_province import built_demo as built_demo
from .part_of_province import part as part
from .soundness import assert_sound


@pytest.fixture
def store(demo: Tracker) -> Path:
    return demo.store.path


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    """Two roads in a file of their own."""
    path = tmp_path / "new.geojson"
    places = [shapely.LineString([(east, 22.0), (east, 22.01)]) for east in (106.5, 106.6)]
    frame = gpd.GeoDataFrame(
        {"name": ["X1", "X2"], "status": ["built", "none"]}, geometry=places, crs=4326
    )
    frame.to_file(path, driver="GeoJSON")
    return path


def rows(store: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(store)) as connection:
        return connection.execute(sql).fetchall()


def program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail(f"no {name}, and this is CI")
        pytest.skip(f"no {name} on the PATH")
    return found


def gdal(name: str, *arguments: str | Path) -> str:
    """Run a program of GDAL, and return what it complains of."""
    command = [program(name), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stderr


def test_lines_that_ogr2ogr_appends_are_roads_with_events(store: Path, lines: Path) -> None:
    said = gdal("ogr2ogr", "-append", store, lines, "-nln", "roads", "-nlt", "PROMOTE_TO_MULTI")
    assert said == ""
    assert rows(
        store,
        "SELECT r.name, o.value FROM roads AS r JOIN observations AS o ON o.subject = r.uuid"
        " WHERE r.name LIKE 'X%' AND o.aspect = 'road.status' ORDER BY 1",
    ) == [("X1", "built"), ("X2", "none")]
    assert_sound(store)


def test_roads_that_come_from_a_copy_are_others(store: Path, tmp_path: Path) -> None:
    (before,) = rows(store, "SELECT count(*) FROM roads")
    copy = shutil.copy(store, tmp_path / "copy.gpkg")
    assert gdal("ogr2ogr", "-append", store, copy, "roads", "-where", "fid < 4") == ""
    (after,) = rows(store, "SELECT count(*), count(DISTINCT uuid) FROM roads")
    assert after == (before[0] + 3, before[0] + 3)


def test_lines_that_pyogrio_appends_are_roads_with_events(store: Path, lines: Path) -> None:
    import pyogrio

    frame = gpd.read_file(lines)
    frame["geometry"] = [shapely.MultiLineString([line]) for line in frame.geometry]
    pyogrio.write_dataframe(frame, store, layer="roads", append=True)
    events = rows(store, "SELECT aspect FROM observations WHERE value IN ('X1', 'X2')")
    assert events == [("road.name",), ("road.name",)]
    assert_sound(store)


@pytest.mark.parametrize("dialect", [(), ("-dialect", "SQLITE")])
def test_a_status_that_gdal_updates_by_sql_is_an_event(
    store: Path, dialect: tuple[str, ...]
) -> None:
    statement = "UPDATE markers SET road_status = 'built' WHERE number = '1116'"
    assert gdal("ogrinfo", store, *dialect, "-sql", statement) == ""
    assert rows(
        store,
        "SELECT value FROM observations WHERE subject = '1116' AND aspect = 'road_status'",
    ) == [("built",)]
    assert_sound(store)


@pytest.mark.parametrize(
    ("layer", "sentence"),
    [("markers", "Thêm mốc bằng cách nhập sổ đăng ký"), ("posts", "«Mã đồn» này đã có")],
)
def test_what_may_not_be_appended_is_refused_in_a_sentence(
    store: Path, tmp_path: Path, layer: str, sentence: str
) -> None:
    copy = shutil.copy(store, tmp_path / "copy.gpkg")
    before = rows(store, f"SELECT * FROM {layer}")
    assert sentence in gdal("ogr2ogr", "-append", store, copy, layer)
    assert rows(store, f"SELECT * FROM {layer}") == before
