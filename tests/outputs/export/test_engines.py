"""Layers written by fiona and by pyogrio are the same features, whatever the format."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pyogrio
import pyogrio.raw
import pytest
from shapely import LineString, MultiLineString, Point, Polygon

from mocgioi.domain.crs import METRIC_CRS
from mocgioi.outputs.export import by_fiona, by_gdal, by_pyogrio, gdal
from mocgioi.outputs.export.columns import GEOMETRIES, TITLES, columns_of
from mocgioi.outputs.export.formats import FORMATS
from mocgioi.outputs.export.gdal import flat
from mocgioi.outputs.export.table import Table

ENDINGS = (".gpkg", ".fgb", ".shp", ".tab", ".mif")
SHAPES = {
    "Point": [Point(106.7, 21.97).wkb, Point(106.8, 21.98).wkb, None],
    "MultiLineString": [
        LineString([(106.7, 21.9), (106.8, 21.95)]).wkb,
        MultiLineString([[(106.7, 21.9), (106.8, 22)], [(106.9, 22), (106.9, 22.1)]]).wkb,
        LineString([(106.1, 21.9), (106.2, 21.95)]).wkb,
    ],
    "Unknown": [
        Point(106.7, 21.97).wkb,
        LineString([(106.7, 21.9), (106.8, 21.95)]).wkb,
        Polygon([(106.7, 21.9), (106.8, 21.95), (106.8, 22)]).wkb,
    ],
}
SAID: dict[str, Any] = {
    "text": "Đồng Đăng «1»",
    "number": 7,
    "whole": 2_000_000_000_000,
    "day": date(2023, 12, 9),
    "instant": "2026-11-30T08:00:00.123Z",
    "yes": True,
}


def table(kind: str, crs: str = "EPSG:4326") -> Table:
    """Return three rows: what every kind of column can say, its least, and nothing."""
    least = {"text": "", "number": 0.5, "whole": 0, "yes": False, "day": None, "instant": None}
    columns = columns_of(kind)
    rows = [
        tuple(SAID[c.kind] for c in columns),
        tuple(least[c.kind] for c in columns),
        (None,) * len(columns),
    ]
    geometry = GEOMETRIES.get(kind)
    shapes = None if geometry is None else SHAPES[geometry]
    return Table(kind, TITLES[kind], columns, rows, shapes, geometry, crs, "2025-12-31", "vi")


def features(made: dict[str, bytes], folder: Path) -> Any:
    """Return what GDAL reads of the files of an export: types, system, cells and shapes."""
    folder.mkdir()
    for name, data in made.items():
        (folder / name).write_bytes(data)
    main = [folder / name for name in made if name.endswith(ENDINGS)]
    read = {}
    for path in main:
        for layer, geometry in pyogrio.list_layers(path).tolist():
            about, _, shapes, cells = pyogrio.raw.read(path, layer=layer)
            types = list(zip(about["fields"].tolist(), map(str, about["dtypes"]), strict=True))
            values = [[str(cell) for cell in column.tolist()] for column in cells]
            kept = None if shapes is None else shapes.tolist()
            read[path.name, layer] = (geometry, about["crs"], types, values, kept)
    return sorted(made), read


def by(
    library: ModuleType, of: Table, ending: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Any:
    monkeypatch.setattr(by_gdal, "engine", lambda: library)
    return features(FORMATS[ending].write(of, f"x{ending}"), folder / library.__name__)


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("kind", ["markers", "roads", "ground"])
def test_both_write_the_same_features(
    kind: str, ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (
        by(library, table(kind), ending, tmp_path, monkeypatch)
        for library in (by_fiona, by_pyogrio)
    )
    assert first == second
    assert first[1]


@pytest.mark.parametrize("kind", ["observations", "projects", "contributions"])
def test_both_write_the_same_tables(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (
        by(library, table(kind), ".gpkg", tmp_path, monkeypatch)
        for library in (by_fiona, by_pyogrio)
    )
    assert first == second


@pytest.mark.parametrize("ending", [".gpkg", ".mif"])
def test_both_write_the_same_system(
    ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    of = table("markers", METRIC_CRS)._replace(shapes=[Point(480_000, 2_430_000).wkb, None, None])
    first, second = (
        by(library, of, ending, tmp_path, monkeypatch) for library in (by_fiona, by_pyogrio)
    )
    assert first == second


def test_a_year_that_is_not_known_is_no_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [{"year": None, "name": "a"}, {"year": None, "name": "b"}]
    layer = flat("works", rows, {"year": "whole"}, [Point(106, 22).wkb, None], "Point")
    read = []
    for library in (by_fiona, by_pyogrio):
        monkeypatch.setattr(gdal, "engine", lambda library=library: library)
        made = {"x.gpkg": gdal.geopackage(layer, layer._replace(name="more"))}
        read.append(features(made, tmp_path / library.__name__))
    assert read[0] == read[1]
    assert read[0][1]["x.gpkg", "more"][2] == [("year", "int64"), ("name", "object")]


def test_without_fiona_pyogrio_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    assert gdal.engine() is by_fiona
    monkeypatch.setitem(sys.modules, "mocgioi.outputs.export.by_fiona", None)
    monkeypatch.delattr("mocgioi.outputs.export.by_fiona")
    assert gdal.engine() is by_pyogrio
