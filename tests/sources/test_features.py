"""Layers: fiona and pyogrio, which stands in for it, give the same rows and the same refusals."""

from __future__ import annotations

import datetime
import importlib
import importlib.util
import sqlite3
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from mocgioi import sources
from mocgioi.errors import UnreadableInput
from mocgioi.sources import grid
from mocgioi.sources.wkb import point_of
from tests import layers
from tests.sources import facts

LIBRARIES = [
    pytest.param(
        "fiona",
        marks=pytest.mark.skipif(
            importlib.util.find_spec("fiona") is None, reason="no fiona for this Python"
        ),
    ),
    "pyogrio",
]


@pytest.fixture(params=LIBRARIES)
def library(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The library that opens layers; the other one cannot be imported."""
    name: str = request.param
    block(monkeypatch, "pyogrio" if name == "fiona" else "fiona")
    return name


def block(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.delitem(sys.modules, f"mocgioi.sources.by_{name}", raising=False)
    monkeypatch.delattr(sources, f"by_{name}", raising=False)


def shown(path: Path) -> list[tuple[object, ...]]:
    """Everything that is read of a file, row by row."""
    return [
        (t.name, t.header, t.crs, t.has_geometry, [tuple(row) for row in t.rows])
        for t in sources.read(path).tables
    ]


def masked(values: list[int | float | bool], gap: int, kind: str) -> np.ma.MaskedArray[Any, Any]:
    return np.ma.MaskedArray(np.array(values, kind), mask=[i == gap for i in range(len(values))])


def every_kind(folder: Path) -> Path:
    """A layer with a column of every kind, each with a gap."""
    day = datetime.date(2025, 11, 5)
    columns: dict[str, Any] = {
        "chữ": ["ạ", None, ""],
        "số": masked([9_007_199_254_740, 0, -1], 1, "int64"),
        "nhỏ": masked([5, 6, 0], 2, "int32"),
        "thực": masked([1.25, -0.5, 0], 2, "float64"),
        "có": masked([True, False, False], 2, "bool"),
        "ngày": np.array([day, None, day], "datetime64[D]"),
        "lúc": np.array(["2025-11-05T01:02:03.456", None, "2025-11-05T00:00:00"], "datetime64[ms]"),
        "khối": [b"\x00\xff", None, b""],
    }
    shapes = [shapely.Point(1.5, 2.5), None, shapely.LineString([(1, 2, 3), (4, 5, 6)])]
    return layers.write(folder / "kinds.gpkg", "GPKG", columns, shapes, crs="EPSG:9215")


def shape_of(shapes: list[BaseGeometry]) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        columns = {"n": np.arange(len(shapes))}
        return layers.write(folder / "shapes.gpkg", "GPKG", columns, [*shapes])

    return write


def shapefile(folder: Path, crs: str | None = "EPSG:9215", encoding: str | None = None) -> Path:
    columns = {"ten": ["Đồng Đăng" if encoding is None else "Dong", "Cao"], "n": np.array([1, 2])}
    points = [shapely.Point(444152.8, 2430512.8), shapely.Point(444160.0, 2430520.0)]
    path = folder / "posts.shp"
    return layers.write(path, "ESRI Shapefile", columns, points, crs=crs, geometry_type="Point")


def zipped_shapefile(folder: Path) -> Path:
    inside = folder / "inside"
    inside.mkdir()
    shapefile(inside)
    path = folder / "posts.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for part in inside.iterdir():
            archive.write(part, part.name)
    return path


def shapefile_without_system(folder: Path) -> Path:
    path = shapefile(folder)
    path.with_suffix(".prj").unlink()
    return path


def shapefile_in_an_old_encoding(folder: Path) -> Path:
    path = shapefile(folder, encoding="latin")
    path.with_suffix(".cpg").unlink(missing_ok=True)
    table = path.with_suffix(".dbf")
    table.write_bytes(table.read_bytes().replace(b"Dong", b"D\xf4ng"))
    return path


def system_of_its_own(folder: Path) -> Path:
    """A shapefile in a meridian that no code stands for."""
    wkt = (
        'PROJCS["VN2000_KTT_107",GEOGCS["GCS_VN_2000",DATUM["D_Vietnam_2000",'
        'SPHEROID["WGS_1984",6378137,298.257223563]],PRIMEM["Greenwich",0],'
        'UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],'
        'PARAMETER["False_Easting",500000],PARAMETER["False_Northing",0],'
        'PARAMETER["Central_Meridian",107.1],PARAMETER["Scale_Factor",0.9999],'
        'PARAMETER["Latitude_Of_Origin",0],UNIT["Meter",1]]'
    )
    path = shapefile(folder)
    path.with_suffix(".prj").write_text(wkt, encoding="ascii")
    return path


def undefined_system(folder: Path) -> Path:
    path = facts.write_gpkg(folder)
    connection = sqlite3.connect(path)
    for table in ("gpkg_contents", "gpkg_geometry_columns"):
        connection.execute(f"UPDATE {table} SET srs_id = -1")
    connection.commit()
    connection.close()
    return path


def foreign_application_id(folder: Path) -> Path:
    path = facts.write_gpkg(folder)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA application_id = 0")
    connection.close()
    return path


def with_a_plain_table(folder: Path) -> Path:
    """A layer, a table without geometry, and one that has no column of its own."""
    path = facts.write_gpkg(folder)
    connection = sqlite3.connect(path)
    for name, columns in (("ghi chép", ", a TEXT, n INTEGER"), ("trống", "")):
        connection.execute(f'CREATE TABLE "{name}" (fid INTEGER PRIMARY KEY{columns})')
        connection.execute(f'INSERT INTO "{name}" (fid) VALUES (7)')
        connection.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier)"
            f" VALUES ('{name}', 'attributes', '{name}')"
        )
    connection.commit()
    connection.close()
    return path


FILES: dict[str, Callable[[Path], Path]] = {
    "facts": facts.write_gpkg,
    "every kind of column": every_kind,
    "areas and collections": shape_of(
        [
            shapely.box(0, 0, 2, 2).difference(shapely.box(1, 1, 1.5, 1.5)),
            shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(2, 2, 3, 3)]),
            shapely.GeometryCollection([shapely.Point(1, 2), shapely.LineString([(0, 0), (1, 1)])]),
            shapely.MultiLineString([[(0, 0), (1, 1)], [(2, 2), (3, 3)]]),
            shapely.MultiPoint([(0, 0), (1, 1)]),
        ]
    ),
    "empty shapes": shape_of([shapely.Point(), shapely.LineString(), shapely.Point(1, 2)]),
    "shapefile": shapefile,
    "zipped shapefile": zipped_shapefile,
    "shapefile without a system": shapefile_without_system,
    "shapefile in an old encoding": shapefile_in_an_old_encoding,
    "a system of its own": system_of_its_own,
    "undefined system": undefined_system,
    "foreign application id": foreign_application_id,
    "a plain table": with_a_plain_table,
}


@pytest.mark.skipif(importlib.util.find_spec("fiona") is None, reason="no fiona for this Python")
@pytest.mark.parametrize("name", FILES)
def test_both_libraries_read_the_same(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = FILES[name](tmp_path)
    by_fiona = shown(path)
    block(monkeypatch, "fiona")
    assert shown(path) == by_fiona


def test_the_library_that_is_there_reads(library: str, tmp_path: Path) -> None:
    (table,) = sources.read(facts.write_gpkg(tmp_path)).tables
    assert [tuple(row.values) for row in table.rows] == list(facts.ROWS)
    assert (table.name, table.crs) == ("facts", "EPSG:4326")
    assert [point_of(row.geometry or b"") for row in table.rows] == list(facts.POINTS)
    assert f"mocgioi.sources.by_{library}" in sys.modules


def test_whole_numbers_stay_whole_and_gaps_stay_gaps(library: str, tmp_path: Path) -> None:
    (table,) = sources.read(every_kind(tmp_path)).tables
    first, second, third = (row.values for row in table.rows)
    assert first[:5] == ("ạ", 9_007_199_254_740, 5, 1.25, True)
    assert [type(value) for value in first[:5]] == [str, int, int, float, bool]
    assert second[:5] == (None, None, 6, -0.5, False)
    assert third[:5] == ("", -1, None, None, None)
    assert (first[5], first[6], second[5]) == ("2025-11-05", "2025-11-05T01:02:03.456000", None)


def test_a_layer_longer_than_a_block_is_read_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mocgioi.sources import by_pyogrio

    monkeypatch.setattr(by_pyogrio, "_FEATURES_AT_A_TIME", 2)
    with by_pyogrio.open_layer(facts.write_gpkg(tmp_path), "facts", "GPKG") as layer:
        assert [values for values, _ in layer.features] == list(facts.ROWS)


def refused(path: Path, **options: str) -> tuple[str, str]:
    with pytest.raises(UnreadableInput) as caught:
        sources.read(path, **options)
    (finding,) = caught.value.findings
    return finding.code, caught.value.text.vi


def test_a_layer_that_is_not_there_is_refused_with_those_that_are(
    library: str, tmp_path: Path
) -> None:
    code, text = refused(facts.write_gpkg(tmp_path), layer="roads")
    assert code == "layer-unknown" and "«facts»" in text


def test_a_layer_without_features_is_refused(library: str, tmp_path: Path) -> None:
    assert refused(shape_of([])(tmp_path))[0] == "file-empty"


def test_a_layer_of_too_many_rows_is_refused(
    library: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grid, "MAX_ROWS", 2)
    assert refused(facts.write_gpkg(tmp_path))[0] == "file-too-large"


def test_a_shapefile_without_its_table_of_places_is_damaged(library: str, tmp_path: Path) -> None:
    path = shapefile(tmp_path)
    path.write_bytes(path.read_bytes()[:60])
    path.with_suffix(".shx").write_bytes(b"")
    assert refused(path)[0] == "file-damaged"


def test_a_file_is_opened_by_the_driver_of_its_kind_only(library: str, tmp_path: Path) -> None:
    opening = importlib.import_module(f"mocgioi.sources.by_{library}")
    path = facts.write_geojson(tmp_path)
    with pytest.raises(Exception, match=r"."), opening.open_layer(path, "facts", "GPKG"):
        pass
