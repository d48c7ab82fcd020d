"""Formats that GDAL opens, alone and packed, with the files that belong to each."""

from __future__ import annotations

from pathlib import Path

import pytest
from shapely import Point

from mocgioi import sources
from mocgioi.errors import UnreadableInput
from mocgioi.sources import gather, opened
from mocgioi.sources.gathering import CHOICES, COPIES, PLANS, TRAY, beside
from mocgioi.sources.wkb import point_of
from tests import layers
from tests.pictures import zipped
from tests.sources import facts

HEADER = ("so_hieu", "duong", "ngay", "ghi_chu")

SETS = {
    "a.shp": "ESRI Shapefile",
    "a.fgb": "FlatGeobuf",
    "a.tab": "MapInfo File",
    "a.mif": "MapInfo File",
    "a.gdb": "OpenFileGDB",
}


@pytest.fixture(params=SETS)
def layer(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    name: str = request.param
    (tmp_path / "in").mkdir()
    columns = dict(zip(HEADER, zip(*facts.ROWS, strict=True), strict=True))
    points = [Point(point) for point in facts.POINTS]
    return layers.write(tmp_path / "in" / name, SETS[name], columns, points, geometry_type="Point")


def packed(layer: Path, folder: Path) -> Path:
    files = [path for path in sorted(layer.parent.rglob("*")) if path.is_file()]
    members = {path.relative_to(layer.parent).as_posix(): path.read_bytes() for path in files}
    return zipped(folder / "x.zip", members)


def said(raw: sources.RawFile) -> list[object]:
    """What the rows of the only table say, in the order of the facts: some formats sort them."""
    (table,) = raw.tables
    by_number = {row.values[0]: row for row in table.rows}
    rows = [by_number[number] for number, *_ in facts.ROWS]
    assert [point_of(row.geometry or b"") for row in rows] == [
        pytest.approx(point, abs=1e-6) for point in facts.POINTS
    ]
    return [tuple(value or "" for value in row.values[:4]) for row in rows]


def test_a_layer_is_read_by_itself(layer: Path) -> None:
    assert said(sources.read(layer)) == list(facts.ROWS)


def test_a_layer_is_read_packed_with_its_parts(layer: Path, tmp_path: Path) -> None:
    path = packed(layer, tmp_path)
    assert said(sources.read(path)) == list(facts.ROWS)
    with opened(path) as bundle:
        assert bundle.raw is not None
        assert said(bundle.raw) == list(facts.ROWS)
        assert bundle.findings == ()


def test_a_layer_in_a_folder_is_one_survey_and_its_parts_are_none(layer: Path) -> None:
    gathered = gather(layer.parent, layer.parent / "store.gpkg")
    assert [inside for _, inside in gathered.surveys] == [layer.name]
    assert gathered.others == []
    with opened(layer.parent) as bundle:
        assert bundle.raw is not None and said(bundle.raw) == list(facts.ROWS)


def test_what_the_desk_keeps_beside_a_store_is_no_survey(tmp_path: Path) -> None:
    store = tmp_path / "langson.gpkg"
    for name in (TRAY, COPIES, PLANS):
        beside(store, name).mkdir()
        (beside(store, name) / "a.json").write_text("{}", encoding="utf-8")
    beside(store, CHOICES).write_text("{}", encoding="utf-8")
    (tmp_path / "phieu.json").write_text("{}", encoding="utf-8")
    gathered = gather(tmp_path, store)
    assert [inside for _, inside in gathered.surveys] == ["phieu.json"]


def test_a_drawing_is_read_with_its_own_columns(tmp_path: Path) -> None:
    path = layers.write(tmp_path / "a.dxf", "DXF", {}, [Point(1, 2)])
    raw = sources.read(path)
    assert (raw.kind, len(raw.tables[0].rows)) == ("dxf", 1)
    assert "Layer" in raw.tables[0].header


@pytest.mark.parametrize(("name", "part"), [("a.shp", ".shx"), ("a.tab", ".dat")])
def test_a_layer_without_its_parts_says_which(name: str, part: str, tmp_path: Path) -> None:
    columns = dict(zip(HEADER, zip(*facts.ROWS, strict=True), strict=True))
    points = [Point(point) for point in facts.POINTS]
    path = layers.write(tmp_path / name, SETS[name], columns, points, geometry_type="Point")
    path.with_suffix(part).unlink()
    with pytest.raises(UnreadableInput) as caught:
        sources.read(path)
    assert part in caught.value.text.vi and ".zip" in caught.value.text.vi


def test_several_layers_of_a_zip_are_asked_for_one_by_one(tmp_path: Path) -> None:
    text = facts.write_csv(tmp_path).read_bytes()
    with pytest.raises(UnreadableInput) as caught:
        sources.read(zipped(tmp_path / "x.zip", {"a.csv": text, "b.csv": text}))
    assert caught.value.findings[0].code == "format-unsupported"
