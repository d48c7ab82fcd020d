"""Exports leave whole and come home: unchanged nothing changes, an edited cell is one event."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
import shapely
import shapely.affinity

from mocgioi import tracker
from mocgioi.errors import (
    CannotWrite,
    CrsProblem,
    NotAStore,
    UnreadableInput,
    UsageError,
    WouldLose,
)
from mocgioi.outputs.export.formats import FORMATS
from mocgioi.store.handle import Store
from mocgioi.tracker import Tracker
from mocgioi.tracker.partial import sector_store
from tests.keeping import kept_open

COLUMNS = [e for e in FORMATS if e not in (".gpx", ".dxf", ".json")]
"""Formats with columns."""


@pytest.fixture(scope="module")
def built_sector(built_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of one post of the demonstration, built once; do not write to it."""
    path = tmp_path_factory.mktemp("sector") / "langson.gpkg"
    return sector_store(Store(built_demo), "Chi Ma", path).path


@pytest.fixture
def sector(built_sector: Path, tmp_path: Path) -> Iterator[Tracker]:
    yield from kept_open(tracker.open(shutil.copy(built_sector, tmp_path / "langson.gpkg")))


@pytest.mark.parametrize("ending", COLUMNS)
def test_what_comes_home_as_it_left_changes_nothing(
    sector: Tracker, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"moc{ending}"
    sector.exports.write("markers", path)
    receipt = sector.merge(path)
    assert (receipt.read, receipt.unchanged, receipt.batch) == (49, 49, None)


def test_all_markers_of_a_province_come_home_unchanged(demo: Tracker, tmp_path: Path) -> None:
    path = tmp_path / "moc.shp"
    demo.exports.write("markers", path)
    receipt = demo.merge(path)
    assert (receipt.read, receipt.unchanged, receipt.batch) == (474, 474, None)


@pytest.mark.parametrize("ending", [".gpkg", ".tab", ".mif", ".zip"])
def test_lines_in_another_system_come_home_unmoved(
    sector: Tracker, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"duong{ending}"
    sector.exports.write("roads", path, crs="EPSG:9215")
    receipt = sector.merge(path)
    assert receipt.unchanged == receipt.read > 20


@pytest.mark.parametrize("kind", ["posts", "gates", "projects", "contributions", "targets"])
def test_a_table_of_each_kind_comes_home(demo: Tracker, tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"{kind}.xlsx"
    demo.exports.write(kind, path)
    receipt = demo.merge(path)
    assert receipt.unchanged == receipt.read > 0


def edited(sector: Tracker, path: Path, number: str, column: str, value: str | float) -> None:
    sector.exports.write("markers", path)
    document = json.loads(path.read_text(encoding="utf-8"))
    (row,) = (f for f in document["features"] if f["properties"]["number"] == number)
    row["properties"][column] = value
    path.write_text(json.dumps(document), encoding="utf-8")


@pytest.mark.parametrize(
    ("column", "value"),
    [("marker_condition", "missing"), ("marker_condition_label", "bị mất")],
)
def test_an_edited_code_or_label_is_one_event_of_the_day_given(
    sector: Tracker, tmp_path: Path, column: str, value: str
) -> None:
    path = tmp_path / "moc.geojson"
    edited(sector, path, "1222", column, value)
    with pytest.raises(UsageError, match="--on"):
        sector.merge(path)
    receipt = sector.merge(path, on="2026-11-01")
    condition = sector.show("1222")["condition"]
    assert (receipt.applied, receipt.unchanged) == (1, 48)
    assert (condition["value"], condition["observed_on"]) == ("missing", "2026-11-01")
    assert sector.merge(path, on="2026-11-01").batch is None


def test_a_code_and_a_label_that_contradict_each_other_are_rejected(
    sector: Tracker, tmp_path: Path
) -> None:
    path = tmp_path / "moc.geojson"
    edited(sector, path, "1222", "marker_condition", "missing")
    document = json.loads(path.read_text(encoding="utf-8"))
    (row,) = (f for f in document["features"] if f["properties"]["number"] == "1222")
    row["properties"]["marker_condition_label"] = "hư hỏng nhẹ"
    path.write_text(json.dumps(document), encoding="utf-8")
    receipt = sector.merge(path, on="2026-11-01")
    assert (receipt.applied, receipt.rejected) == (0, 1)


def test_what_is_computed_is_told_and_not_taken(sector: Tracker, tmp_path: Path) -> None:
    path = tmp_path / "moc.geojson"
    edited(sector, path, "1222", "border_km", 1.0)
    receipt = sector.merge(path)
    assert [f.code for f in receipt.findings if f.code == "copy-computed"] == ["copy-computed"]
    assert receipt.batch is None


def test_an_export_of_an_earlier_day_brings_no_earlier_state_home(
    sector: Tracker, tmp_path: Path
) -> None:
    path = tmp_path / "moc.csv"
    sector.exports.write("markers", path, as_of="2023-12-31")
    assert sector.merge(path).batch is None


def test_an_internal_export_moves_no_line(sector: Tracker, tmp_path: Path) -> None:
    path = tmp_path / "duong.geojson"
    sector.exports.write("roads", path, audience="internal")
    assert sector.merge(path).batch is None


def test_what_was_recorded_since_is_no_edit(sector: Tracker, tmp_path: Path) -> None:
    path = tmp_path / "moc.csv"
    sector.exports.write("markers", path)
    sector.set("1222", marker_condition="minor_damage")
    assert sector.merge(path).batch is None
    assert sector.show("1222")["condition"]["value"] == "minor_damage"


@pytest.fixture
def saved_in_qgis(demo: Tracker) -> Callable[[str], None]:
    """What saves in the layers of the store as QGIS does."""

    def save(sql: str) -> None:
        with closing(sqlite3.connect(demo.store.path)) as connection, connection:
            connection.execute(sql)

    return save


def test_an_export_of_what_qgis_saved_last_comes_home(
    demo: Tracker, tmp_path: Path, saved_in_qgis: Callable[[str], None]
) -> None:
    saved_in_qgis("UPDATE posts SET note = 'trước' WHERE code = 'chi-ma'")
    path = tmp_path / "don.csv"
    demo.exports.write("posts", path)
    receipt = demo.merge(path)
    assert receipt.unchanged == receipt.read


def test_an_export_of_a_store_that_cannot_be_written_comes_home(
    demo: Tracker,
    tmp_path: Path,
    saved_in_qgis: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    saved_in_qgis("UPDATE posts SET note = 'trước' WHERE code = 'chi-ma'")
    monkeypatch.setattr(Store, "seal", lambda _, **_how: (_ for _ in ()).throw(CannotWrite("", "")))
    path = tmp_path / "don.csv"
    demo.exports.write("posts", path)
    receipt = demo.merge(path)
    assert receipt.unchanged == receipt.read


def test_what_qgis_saves_just_after_an_export_is_no_part_of_it(
    demo: Tracker, tmp_path: Path, saved_in_qgis: Callable[[str], None]
) -> None:
    saved_in_qgis("UPDATE posts SET note = 'trước' WHERE code = 'chi-ma'")
    path = tmp_path / "don.csv"
    demo.exports.write("posts", path)
    saved_in_qgis("UPDATE posts SET note = 'sau' WHERE code = 'ba-son'")
    receipt = demo.merge(path)
    assert receipt.unchanged == receipt.read


def test_a_number_without_end_is_none(demo: Tracker, saved_in_qgis: Callable[[str], None]) -> None:
    saved_in_qgis("UPDATE roads SET width_m = 1e400 WHERE fid = 1")
    table = demo.exports.table("roads")
    widths = {row[table.at("width_m") or 0] for row in table.rows}
    assert float("inf") not in widths


def test_an_export_of_another_store_is_refused(sector: Tracker, tmp_path: Path) -> None:
    path = tmp_path / "moc.csv"
    sector.exports.write("markers", path)
    text = path.read_text(encoding="utf-8-sig")
    mark = text.splitlines()[1].rsplit(",", 1)[1]
    head = mark.split("/")[3]
    path.write_text(text.replace(head, "00000000"), encoding="utf-8-sig")
    with pytest.raises(UsageError, match="00000000"):
        sector.merge(path)


@pytest.mark.parametrize("ending", [".mif", ".xlsx", ".geojson"])
def test_an_export_of_this_store_is_no_register_and_is_sent_to_merge(
    demo: Tracker, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"duong{ending}"
    demo.exports.write("roads", path)
    with pytest.raises(UsageError) as caught:
        demo.register.import_file("roads", path)
    assert caught.value.hints[0].verb == "merge"


def test_an_empty_number_of_a_mapinfo_export_is_empty_in_another_store(
    demo: Tracker, tmp_path: Path
) -> None:
    demo.exports.write("roads", tmp_path / "duong.mif")
    missing = demo.tables.roads().cost_vnd.isna().sum()
    other = tracker.create(tmp_path / "khac.gpkg")
    other.register.import_file("roads", tmp_path / "duong.mif")
    assert other.tables.roads().cost_vnd.isna().sum() == missing > 0


@pytest.mark.parametrize(
    ("ending", "verbs"), [(".gpx", ["import", "survey apply"]), (".dxf", ["import"])]
)
def test_a_file_of_shapes_alone_cannot_be_merged_and_says_how_it_comes_home(
    demo: Tracker, tmp_path: Path, ending: str, verbs: list[str]
) -> None:
    path = tmp_path / f"duong{ending}"
    demo.exports.write("roads", path)
    with pytest.raises(NotAStore) as caught:
        demo.merge(path)
    assert [hint.verb for hint in caught.value.hints] == verbs
    assert all(str(path) in hint.arguments for hint in caught.value.hints)


@pytest.mark.parametrize("ending", [".shp", ".mif", ".fgb", ".kml", ".dxf"])
def test_the_ground_leaves_whole_with_its_points_lines_and_areas(
    demo: Tracker, tmp_path: Path, ending: str
) -> None:
    told: list[str] = []
    files = demo.exports.write("ground", tmp_path / f"nen{ending}", remark=told.append)
    assert files[-1].stat().st_size > 0
    assert (tmp_path / "nen-vung.shp").exists() == (ending == ".shp")
    assert any("-vung" in sentence for sentence in told) == (ending == ".shp")


def test_each_shapefile_of_the_ground_comes_home_unchanged(demo: Tracker, tmp_path: Path) -> None:
    demo.exports.write("ground", tmp_path / "nen.shp")
    receipts = [demo.merge(path) for path in tmp_path.glob("*.shp")]
    assert len(receipts) == 2
    assert sum(receipt.unchanged for receipt in receipts) == len(demo.exports.table("ground").rows)


def test_an_export_that_was_saved_with_the_wrong_datum_is_not_merged(
    demo: Tracker, tmp_path: Path
) -> None:
    path = tmp_path / "duong.geojson"
    demo.exports.write("roads", path)
    document = json.loads(path.read_text(encoding="utf-8"))
    for feature in document["features"]:
        shape = shapely.geometry.shape(feature["geometry"])
        moved = shapely.affinity.translate(shape, 0.0019, -0.001)
        feature["geometry"] = shapely.geometry.mapping(moved)
    path.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(CrsProblem, match="224 m"):
        demo.merge(path, on="2026-11-28")


def test_an_export_is_no_survey(sector: Tracker, tmp_path: Path) -> None:
    path = tmp_path / "moc.xlsx"
    sector.exports.write("markers", path)
    with pytest.raises(UnreadableInput, match="merge"):
        sector.surveys.apply(path)


def test_an_internal_ledger_has_no_exact_place_and_no_names(demo: Tracker) -> None:
    table = demo.exports.table("observations", audience="internal")
    aspects = {row[table.at("aspect") or 0] for row in table.rows}
    assert not {"register_position", "position", "note", "register_note", "photo"} & aspects
    assert not {"observer", "file"} & {column.name for column in table.columns}


def test_roads_have_the_status_of_the_day(demo: Tracker) -> None:
    table = demo.exports.table("roads", as_of="2023-12-31")
    frame = demo.tables.roads(as_of="2023-12-31")
    status = {row[table.at("uuid") or 0]: row[table.at("status") or 0] for row in table.rows}
    assert status == frame.status.to_dict()


def test_geojson_is_in_no_other_system(sector: Tracker, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="4326"):
        sector.exports.write("markers", tmp_path / "moc.geojson", crs="EPSG:9215")


def test_a_system_that_is_none_is_refused(sector: Tracker, tmp_path: Path) -> None:
    with pytest.raises(CrsProblem):
        sector.exports.write("markers", tmp_path / "moc.gpkg", crs="EPSG:1")


def test_a_store_is_not_written_over(sector: Tracker) -> None:
    with pytest.raises(WouldLose):
        sector.exports.write("markers", sector.store.path)
    with pytest.raises(UsageError, match="written over"):
        sector.exports.write("markers", sector.store.path, replace=True)


@pytest.mark.parametrize("there", ["don.shp", "don.dbf", "don-cot.txt"])
def test_a_file_that_is_there_is_not_written_over(
    demo: Tracker, tmp_path: Path, there: str
) -> None:
    (tmp_path / there).write_bytes(b"of somebody")
    with pytest.raises(WouldLose, match=there):
        demo.exports.write("posts", tmp_path / "don.shp")
    assert [path.name for path in tmp_path.glob("don*")] == [there]
    demo.exports.write("posts", tmp_path / "don.shp", replace=True)
    assert (tmp_path / there).read_bytes() != b"of somebody"


def test_an_exported_geopackage_is_replaced_by_the_next(demo: Tracker, tmp_path: Path) -> None:
    path = tmp_path / "don.gpkg"
    demo.exports.write("posts", path)
    demo.exports.write("gates", path, replace=True)
    assert demo.merge(path).read == len(demo.exports.table("gates").rows)


def test_a_geopackage_with_more_than_an_export_is_not_replaced(
    demo: Tracker, tmp_path: Path
) -> None:
    path = tmp_path / "don.gpkg"
    demo.exports.write("posts", path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(
            "CREATE TABLE own (fid INTEGER PRIMARY KEY, note TEXT);"
            " INSERT INTO own VALUES (1, 'mine');"
            " INSERT INTO gpkg_contents (table_name, data_type, identifier)"
            " VALUES ('own', 'attributes', 'own')"
        )
    with pytest.raises(UsageError, match="written over"):
        demo.exports.write("posts", path, replace=True)


def test_a_geopackage_that_is_open_elsewhere_is_not_replaced(demo: Tracker, tmp_path: Path) -> None:
    path = tmp_path / "don.gpkg"
    demo.exports.write("posts", path)
    path.with_name("don.gpkg-wal").touch()
    with pytest.raises(UsageError, match="written over"):
        demo.exports.write("posts", path, replace=True)
