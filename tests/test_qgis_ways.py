"""Ways of editing and saving in QGIS beside typing into a form: each is right, or is refused."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from mocgioi.tracker import Tracker

from .part_of_province import built_demo as built_demo
from .part_of_province import part as part
from .qgis_process import Step, in_qgis, step
from .soundness import assert_sound
from .test_qgis import MARKER, ROAD, row, rows, saved, typed

pytestmark = pytest.mark.slow

DAY = "2026-05-01"
ON_COPY = {"number": "1116", "road_status": "approved"}


@pytest.fixture
def store(demo: Tracker) -> Path:
    return demo.store.path


def counted(store: Path) -> list[tuple[int, ...]]:
    tables = ("observations", "batches", "commits", "decisions")
    return [row(store, f"SELECT count(*) FROM {table}") for table in tables]


def test_what_is_undone_before_the_save_was_never_said(store: Path) -> None:
    before = counted(store)
    undone = step(
        "undone", layer="markers", where=MARKER.format("1116"), values={"road_status": "built"}
    )
    assert [answer.returned for answer in saved(store, undone)] == [False]
    assert counted(store) == before


def test_two_layers_saved_in_one_transaction_are_one_batch_without_what_was_undone(
    store: Path,
) -> None:
    (batches,) = counted(store)[1]
    saved(
        store,
        step(
            "grouped",
            typed=["markers", MARKER.format("1116"), {"marker_condition": "intact"}],
            undone=["markers", MARKER.format("1117"), {"road_status": "built"}],
            drawn=["roads", ROAD.format(106.5), {"name": "Đường mới"}],
        ),
    )
    assert counted(store)[1] == (batches + 1,)
    new = rows(
        store,
        "SELECT coalesce(marker_number, 'đường') FROM observations WHERE batch_uuid ="
        " (SELECT uuid FROM batches ORDER BY id DESC LIMIT 1)",
    )
    assert set(new) == {("1116",), ("đường",)}


@pytest.mark.parametrize(
    ("driver", "name", "where"),
    [
        ("GPKG", "copy.gpkg", ""),
        ("GPKG", "some.gpkg", "number IN ('1116', '1117')"),
        ("ESRI Shapefile", "copy.shp", ""),
        ("GeoJSON", "copy.geojson", "number IN ('1116', '1117')"),
    ],
)
def test_a_layer_that_was_saved_as_another_file_and_edited_there_comes_home(
    demo: Tracker, tmp_path: Path, driver: str, name: str, where: str
) -> None:
    path = tmp_path / name
    written = step("save_as", layer="markers", to=str(path), driver=driver, where=where)
    assert [answer.words for answer in in_qgis(demo.store.path, written)] == [""]
    column = "marker_con" if driver == "ESRI Shapefile" else "marker_condition"
    layer = "markers" if driver != "ESRI Shapefile" else path.stem
    edit = step("type", layer=layer, where=MARKER.format("1116"), values={column: "minor_damage"})
    assert [answer.saved for answer in in_qgis(path, edit)] == [True]
    receipt = demo.merge(path, on=DAY)
    assert (receipt.applied, receipt.rejected) == (1, 0)
    (markers,) = row(demo.store.path, "SELECT count(*) FROM markers")
    assert receipt.unchanged == (1 if where else markers - 1)
    last = demo.show("1116")["history"][-1]
    assert (last["aspect"], last["value"], last["observed_on"]) == (
        *("marker_condition", "minor_damage"),
        DAY,
    )


@pytest.mark.parametrize(
    ("driver", "ending", "crs"),
    [("KML", "kml", ""), ("XLSX", "xlsx", ""), ("GPKG", "gpkg", "EPSG:32648")],
)
def test_a_layer_that_was_only_saved_as_another_file_brings_nothing(
    demo: Tracker, tmp_path: Path, driver: str, ending: str, crs: str
) -> None:
    path = tmp_path / f"copy.{ending}"
    written = step("save_as", layer="roads", to=str(path), driver=driver, crs=crs)
    assert [answer.words for answer in in_qgis(demo.store.path, written)] == [""]
    receipt = demo.merge(path)
    assert (receipt.batch, receipt.unchanged) == (None, receipt.read)
    assert any(f.code == "copy-geometry" for f in receipt.findings) == bool(crs)


def test_a_save_in_qgis_while_the_program_writes_loses_neither(store: Path) -> None:
    command = [sys.executable, "-m", "mocgioi", "--store", str(store), "set", "1117"]
    writing = subprocess.Popen(
        [*command, "--condition", "intact"],
        stdout=subprocess.DEVNULL,
        env=os.environ | {"PYTHONUTF8": "1"},
    )
    (answer,) = in_qgis(store, typed("1116", marker_condition="intact"))
    assert writing.wait() == 0
    if not answer.saved:
        assert "database is locked" in answer.words
        saved(store, typed("1116", marker_condition="intact"))
    with closing(sqlite3.connect(store)) as connection:
        shown = connection.execute(
            "SELECT number, marker_condition FROM markers WHERE number IN ('1116', '1117')"
        ).fetchall()
    assert shown == [("1116", "intact"), ("1117", "intact")]
    assert_sound(store)


@pytest.mark.parametrize(
    ("way", "layer", "title"),
    [
        (step("paste", layer="posts", where="fid = 1"), "posts", "Mã đồn"),
        (step("duplicate", layer="gates", where="fid = 1"), "gates", "Cửa khẩu"),
        (step("paste", layer="projects", where="id = 1"), "projects", "Mã công trình"),
        (
            step("split", layer="communes", where="fid = 1", line=[[106, 22.35], [107.5, 22.36]]),
            *("communes", "Mã xã"),
        ),
    ],
)
def test_an_identity_that_qgis_made_up_is_refused(
    store: Path, way: Step, layer: str, title: str
) -> None:
    before = row(store, f"SELECT count(*) FROM {layer}")
    (answer,) = in_qgis(store, way)
    assert not answer.saved and f"«{title}» này do phần mềm bản đồ tự đặt" in answer.words
    assert row(store, f"SELECT count(*) FROM {layer}") == before
