"""The project of a store, opened by QGIS: whole, wherever it is moved, whoever saves it."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

import numpy as np
import pytest

from mocgioi import tracker
from mocgioi.cli import main
from mocgioi.domain.crs import to_metric
from mocgioi.domain.days import VIETNAM
from mocgioi.errors import WouldLose
from mocgioi.outputs.qgis import figures
from mocgioi.outputs.qgis.figures import TODAY
from mocgioi.outputs.qgis.places import InFile
from mocgioi.outputs.qgis.project import Bounds, ProjectFacts, project
from mocgioi.outputs.qgis.qfield import FieldKit
from mocgioi.outputs.qgis.relations import RELATIONS
from mocgioi.outputs.qgis.renderers import HAS_BUILT_ROAD, where_state
from mocgioi.outputs.report.overall import headline
from mocgioi.store.qgis_projects import carried
from mocgioi.store.schema import LISTED
from mocgioi.tracker import Tracker
from mocgioi.tracker.qgis_projects import seen_from
from mocgioi.tracker.styling import layer_facts

from ..qgis_process import in_qgis, step
from ..soundness import assert_sound
from ..store.builders import new_store

pytestmark = pytest.mark.slow

DRAWN = ("markers", "roads", "posts", "gates", "boundary", "communes")
TABLES = ("observations", "photos", "projects", "contributions", "published", "targets")
GROUND = ("points", "lines", "waters", "areas")
READ_ONLY = {"observations", "photos", "markers_photos", "observations_photos"}


@pytest.fixture(scope="module")
def office(built_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demonstration and its project; do not write into it."""
    folder = tmp_path_factory.mktemp("office")
    shutil.copy(built_demo, folder / "langson.gpkg")
    tracker.open(folder / "langson.gpkg").qgis.write()
    return folder


@pytest.fixture(scope="module")
def shown(office: Path) -> dict[str, Any]:
    return seen(office / "langson.qgs")


@pytest.fixture(scope="module")
def sheet(office: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return printed(office / "langson.qgs", tmp_path_factory.mktemp("paper") / "sheet")


def seen(uri: Path | str) -> dict[str, Any]:
    """Return what QGIS tells of a project."""
    (answer,) = in_qgis(Path("none"), step("project", uri=str(uri)))
    told: dict[str, Any] = answer.returned
    return told


def wherever_it_lies(told: dict[str, Any]) -> dict[str, Any]:
    """Return what QGIS tells of a project without the files that its layers are in."""
    layers = {
        name: {key: value for key, value in layer.items() if key != "file"}
        for name, layer in told["layers"].items()
    }
    return told | {"layers": layers}


def printed(uri: Path, to: Path) -> dict[str, Any]:
    """Return what stands on the sheet of a project, which is printed to `to`."""
    (answer,) = in_qgis(Path("none"), step("printed", uri=str(uri), to=str(to)))
    told: dict[str, Any] = answer.returned
    return told


def texts_of_sheet(uri: Path) -> dict[str, str]:
    """Return the texts on the sheet of a project, which is not printed."""
    (answer,) = in_qgis(Path("none"), step("texts", uri=str(uri)))
    told: dict[str, str] = answer.returned
    return told


def broken(told: dict[str, Any]) -> list[str]:
    """Return which layers and relations are not valid."""
    layers = [name for name, layer in told["layers"].items() if not layer["valid"]]
    return layers + [name for name, is_valid in told["relations"].items() if not is_valid]


# ------------------------------------------------------------------ what it has


def test_every_table_that_is_offered_is_a_layer_and_each_is_valid(shown: dict[str, Any]) -> None:
    expected = {f"{table}_layer" for table in LISTED - {"layer_styles", "ground"}}
    expected |= {f"ground_{part}_layer" for part in GROUND}
    assert shown["layers"].keys() == expected
    assert broken(shown) == []


def test_layers_are_called_as_people_call_them(shown: dict[str, Any]) -> None:
    titles = {table: facts.title for table, facts in layer_facts().items()}
    for table in (*DRAWN, *TABLES):
        assert shown["layers"][f"{table}_layer"]["title"] == titles[table]


def test_layers_stand_in_groups_and_the_markers_on_top(shown: dict[str, Any]) -> None:
    places = [f"{table}_layer" for table in ("posts", "gates", "boundary")]
    grounds = [f"ground_{part}_layer" for part in GROUND]
    grounds.insert(3, "communes_layer")
    assert shown["tree"][:5] == [
        ["Mốc giới", ["markers_layer"]],
        ["Đường", ["roads_layer"]],
        ["Hành chính", places],
        ["Nền", grounds],
        ["Số liệu", [f"{table}_layer" for table in TABLES]],
    ]


def test_layers_are_drawn_in_the_order_of_the_page_on_its_ground(shown: dict[str, Any]) -> None:
    named = [name.removesuffix("_layer") for name in shown["order"]]
    assert named == [
        *("gates", "markers", "posts", "ground_points", "boundary", "roads"),
        *("ground_lines", "ground_waters", "communes", "ground_areas"),
    ]
    assert shown["canvas"] == "#f3f0e8"


def test_tables_of_pairs_are_there_for_relations_and_seen_nowhere(shown: dict[str, Any]) -> None:
    hidden = {name for name, layer in shown["layers"].items() if layer["private"]}
    assert hidden == {"markers_photos_layer", "observations_photos_layer"}


def test_a_table_of_any_geometry_is_whole_in_its_parts(shown: dict[str, Any], office: Path) -> None:
    with closing(sqlite3.connect(office / "langson.gpkg")) as connection:
        [(rows,)] = connection.execute("SELECT count(*) FROM ground")
    parts = [layer for name, layer in shown["layers"].items() if name.startswith("ground_")]
    assert sum(part["rows"] for part in parts) == rows
    assert {part["geometry"] for part in parts} == {"Point", "MultiLineString", "MultiPolygon"}


def test_water_lies_above_the_communes_and_each_row_in_one_part(demo: Tracker) -> None:
    with closing(sqlite3.connect(demo.store.path)) as connection, connection:
        connection.execute("UPDATE writer SET writing = 1")
        connection.execute("UPDATE ground SET kind = 'lake' WHERE kind = 'province'")
        connection.execute("UPDATE writer SET writing = 0")
        [(rows,)] = connection.execute("SELECT count(*) FROM ground")
    layers = seen(demo.qgis.write(demo.store.path.with_name("nước.qgs")))["layers"]
    parts = {part: layers[f"ground_{part}_layer"]["rows"] for part in GROUND}
    assert parts["waters"] == 1 and sum(parts.values()) == rows


def test_every_layer_with_a_geometry_is_drawn(shown: dict[str, Any]) -> None:
    undrawn = [
        name
        for name, layer in shown["layers"].items()
        if layer["geometry"] != "NoGeometry" and not layer["drawn"]
    ]
    assert undrawn == []


def test_what_only_the_program_writes_cannot_be_edited(office: Path) -> None:
    (answer,) = in_qgis(Path("none"), step("editable", uri=str(office / "langson.qgs")))
    closed = {f"{table}_layer" for table in READ_ONLY}
    assert closed.isdisjoint(answer.returned) and "markers_layer" in answer.returned


def test_forms_show_what_belongs_to_a_row(shown: dict[str, Any]) -> None:
    layers = shown["layers"]
    assert layers["markers_layer"]["belongs"] == [
        "history_of_marker",
        "photos_of_marker photo_of_marker",
    ]
    assert layers["roads_layer"]["belongs"] == ["history_of_road"]
    assert layers["posts_layer"]["belongs"] == ["markers_of_post"]


def test_forms_ask_layers_that_are_there(shown: dict[str, Any]) -> None:
    asked = {name for layer in shown["layers"].values() for name in layer["asks"]}
    assert {"communes_layer", "posts_layer"} <= asked <= shown["layers"].keys()


def test_to_open_it_changes_nothing_that_would_have_to_be_saved(shown: dict[str, Any]) -> None:
    assert not shown["changed"]


def test_its_relations_are_those_of_the_forms(shown: dict[str, Any]) -> None:
    assert shown["relations"] == {relation.name: True for relation in RELATIONS}


LED_TO = {
    "history_of_marker": ("number = '1116'", "observations WHERE marker_number = '1116'"),
    "history_of_road": (
        "fid = 5",
        "observations WHERE subject = (SELECT uuid FROM roads WHERE fid = 5)",
    ),
    "markers_of_post": ("code = 'po-ma'", "markers WHERE post_code = 'po-ma'"),
    "markers_of_commune": ("code = '06004'", "markers WHERE commune_code = '06004'"),
    "contributions_to_project": ("code = 'moc-1049'", "contributions WHERE project = 'moc-1049'"),
}
"""Of some relations a row, and which rows belong to it."""


def test_a_relation_leads_to_every_row(office: Path) -> None:
    of = {relation: where for relation, (where, _) in LED_TO.items()}
    uri = str(office / "langson.qgs")
    (answer,) = in_qgis(Path("none"), step("related", uri=uri, of=of))
    with closing(sqlite3.connect(office / "langson.gpkg")) as connection:
        rows = {
            relation: connection.execute(f"SELECT count(*) FROM {sql}").fetchone()[0]
            for relation, (_, sql) in LED_TO.items()
        }
    assert answer.returned == rows
    assert all(rows.values())


# ------------------------------------------------------------------ where things lie


def test_it_is_shown_in_the_metric_system_and_stored_in_degrees(shown: dict[str, Any]) -> None:
    assert shown["crs"] == "EPSG:9215"
    assert {shown["layers"][f"{table}_layer"]["crs"] for table in DRAWN} == {"EPSG:4326"}


def test_qgis_changes_coordinates_by_the_operation_of_the_program(
    office: Path, shown: dict[str, Any]
) -> None:
    assert "+proj=helmert +x=-191.90441429" in shown["operation"]
    place = {"longitude": 106.75, "latitude": 21.95}
    (answer,) = in_qgis(Path("none"), step("carried", uri=str(office / "langson.qgs"), **place))
    there = to_metric(np.array([106.75]), np.array([21.95]))
    assert answer.returned[:2] == pytest.approx([float(axis[0]) for axis in there], abs=1e-3)
    assert answer.returned[2:] == pytest.approx([106.75, 21.95], abs=2e-8)


def test_it_opens_on_the_ground_of_its_layers(shown: dict[str, Any], office: Path) -> None:
    with closing(sqlite3.connect(office / "langson.gpkg")) as connection:
        [(west, south, east, north)] = connection.execute(
            "SELECT min(minx), min(miny), max(maxx), max(maxy) FROM rtree_communes_geom"
        )
    corners = to_metric(np.array([west, east]), np.array([south, north]))
    (x0, x1), (y0, y1) = (axis.tolist() for axis in corners)
    left, bottom, right, top = shown["extent"]
    assert left < x0 < x1 < right and bottom < y0 < y1 < top
    assert (right - left) < 1.3 * (x1 - x0)


@pytest.mark.parametrize("name", ["Kho số liệu 'biên giới' & \"mốc\"", "50% #1 +ê?"])
def test_both_may_be_called_and_moved_anywhere_together(
    office: Path, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / f"Lạng Sơn {name}"
    folder.mkdir()
    shutil.copy(office / "langson.gpkg", folder / f"{name}.gpkg")
    written = tracker.open(folder / f"{name}.gpkg").qgis.write()
    moved = folder.rename(tmp_path / "nơi 'khác'")
    told = seen(moved / written.name)
    assert broken(told) == []
    assert {layer["file"] for layer in told["layers"].values()} == {str(moved / f"{name}.gpkg")}


def test_a_project_in_another_folder_finds_its_store(demo: Tracker, tmp_path: Path) -> None:
    (tmp_path / "bản đồ" / "2026").mkdir(parents=True)
    written = demo.qgis.write(tmp_path / "bản đồ" / "2026" / "mốc.qgs")
    assert "../../langson.gpkg|layername=markers" in written.read_text(encoding="utf-8")
    with demo.store.reading() as connection:
        assert carried(connection, "mocgioi") is None
    assert broken(seen(written)) == []


@pytest.mark.parametrize(
    ("folder", "store", "expected"),
    [
        ("D:\\Kho", "D:\\Kho\\lang son.gpkg", "./lang son.gpkg"),
        ("D:\\Kho\\Bản đồ", "d:\\kho\\a.gpkg", "../a.gpkg"),
        ("C:\\Users\\An", "D:\\Kho\\a.gpkg", "D:/Kho/a.gpkg"),
        ("C:\\Users\\An", "\\\\may-chu\\so\\a.gpkg", "//may-chu/so/a.gpkg"),
    ],
)
def test_paths_of_windows_are_written_with_slashes(folder: str, store: str, expected: str) -> None:
    assert seen_from(PureWindowsPath(folder), PureWindowsPath(store)) == expected


def test_a_path_leads_up_as_far_as_it_has_to() -> None:
    assert seen_from(PurePosixPath("/a/b/c"), PurePosixPath("/a/d/x.gpkg")) == "../../d/x.gpkg"


# ------------------------------------------------------------------ in the store, and saved anew


def test_the_store_carries_the_same_project(office: Path, shown: dict[str, Any]) -> None:
    within = seen(f"geopackage:{office / 'langson.gpkg'}?projectName=mocgioi")
    assert broken(within) == [] and within == shown


def test_a_store_that_carries_a_project_is_sound(office: Path) -> None:
    assert_sound(office / "langson.gpkg")


def test_a_copy_under_another_name_opens_itself(demo: Tracker, tmp_path: Path) -> None:
    demo.qgis.write()
    copy = tmp_path / "giao đồn.gpkg"
    assert main(["-q", "--store", str(demo.store.path), "backup", str(copy)]) == 0
    told = seen(f"geopackage:{copy}?projectName=mocgioi")
    assert {layer["file"] for layer in told["layers"].values()} == {str(copy)}
    assert main(["-q", "--store", str(demo.store.path), "restore", str(copy)]) == 0
    told = seen(f"geopackage:{demo.store.path}?projectName=mocgioi")
    assert {layer["file"] for layer in told["layers"].values()} == {str(demo.store.path)}


def test_check_tells_of_a_copy_made_by_hand_that_opens_the_store_it_was_copied_from(
    demo: Tracker, tmp_path: Path
) -> None:
    demo.qgis.write()
    copy = tracker.open(shutil.copy(demo.store.path, tmp_path / "bản sao & cũ.gpkg"))
    (notice,) = (f for f in copy.store.check() if f.code == "project-of-another-store")
    assert "«langson.gpkg»" in notice.words().vi
    copy.qgis.write(replace=True)
    for store in (copy.store, demo.store):
        assert "project-of-another-store" not in [finding.code for finding in store.check()]


def test_what_qgis_saves_still_has_everything(
    office: Path, shown: dict[str, Any], tmp_path: Path
) -> None:
    shutil.copy(office / "langson.gpkg", tmp_path)
    shutil.copy(office / "langson.qgs", tmp_path)
    again = tmp_path / "again.qgs"
    uri = str(tmp_path / "langson.qgs")
    in_qgis(Path("none"), step("rewritten", uri=uri, to=str(again)))
    assert wherever_it_lies(seen(again)) == wherever_it_lies(shown)


def test_the_same_store_gives_the_same_bytes_and_is_written_once(demo: Tracker) -> None:
    first, store = demo.qgis.write().read_bytes(), demo.store.path.read_bytes()
    assert demo.qgis.write().read_bytes() == first
    assert demo.store.path.read_bytes() == store


def test_what_somebody_saved_with_qgis_is_not_written_over(demo: Tracker) -> None:
    written = demo.qgis.write()
    in_qgis(Path("none"), step("rewritten", uri=str(written), to=str(written)))
    saved = written.read_bytes()
    with pytest.raises(WouldLose, match="saved with QGIS"):
        demo.qgis.write()
    assert written.read_bytes() == saved
    demo.qgis.write(replace=True)
    assert written.read_bytes() != saved


def test_a_project_saved_into_the_store_is_not_written_over(demo: Tracker) -> None:
    written = demo.qgis.write()
    uri = f"geopackage:{demo.store.path}?projectName=mocgioi"
    (saving,) = in_qgis(Path("none"), step("rewritten", uri=str(written), to=uri))
    assert saving.returned
    with closing(sqlite3.connect(demo.store.path)) as connection:
        saved = connection.execute("SELECT content FROM qgis_projects").fetchall()
        demo.qgis.write()
        assert connection.execute("SELECT content FROM qgis_projects").fetchall() == saved


# ------------------------------------------------------------------ the sheet


def test_the_sheet_is_printed_on_a3_across(sheet: dict[str, Any]) -> None:
    assert sheet["results"] == [0, 0] and sheet["page_mm"] == [420, 297]


def test_its_figure_is_that_of_the_program(sheet: dict[str, Any], office: Path) -> None:
    totals = tracker.open(office / "langson.gpkg").figures.status()
    share = f"{totals['percent']}%".replace(".", ",")
    counted = f"{totals['road_built']}/{totals['markers_needing_road']} ({share})"
    assert sheet["texts"]["figure"] == counted


def test_its_figure_asks_what_the_layer_asks_of_its_markers() -> None:
    asked = re.findall(r"filter:=(.*?)\), 0\)", figures.figure() + figures.headline(()))
    assert {HAS_BUILT_ROAD, where_state("built_damaged")} <= set(asked)


def test_its_sentence_is_that_of_a_report(sheet: dict[str, Any], office: Path) -> None:
    told = headline(tracker.open(office / "langson.gpkg").figures.status(), "vi")
    assert "chưa tính 04 mốc có đường hoàn thành theo hồ sơ" in told
    assert sheet["texts"]["headline"] == f"{told}, về đường hoặc nội dung khác."


def test_it_names_the_markers_to_be_reported_at_once(sheet: dict[str, Any]) -> None:
    told = sheet["texts"]["at_once"]
    assert told == ("02 mốc hư hỏng, dịch chuyển hoặc mất, phải BÁO NGAY nếu chưa báo: 1193, 1230.")


def test_it_says_which_figure_is_signed(sheet: dict[str, Any]) -> None:
    assert "Số để ký: lệnh mocgioi status." in sheet["texts"]["notes"]


@pytest.mark.parametrize("zone", ["Pacific/Honolulu", "Pacific/Kiritimati", "Europe/Berlin"])
def test_its_day_is_that_of_viet_nam_wherever_the_machine_is(zone: str) -> None:
    (answer,) = in_qgis(Path("none"), step("evaluated", expression=TODAY, zone=zone))
    assert answer.returned == datetime.now(VIETNAM).strftime("%d/%m/%Y")


def test_it_says_that_rows_are_made_up(sheet: dict[str, Any]) -> None:
    assert sheet["texts"]["made_up"] == "SỐ LIỆU MINH HỌA"


def test_it_shows_the_markers_above_the_communes_and_says_its_scale(
    sheet: dict[str, Any],
) -> None:
    order = sheet["layers"]
    assert order[:2] == ["gates_layer", "markers_layer"]
    assert order[-2:] == ["communes_layer", "ground_areas_layer"]
    scale = f"{round(sheet['scale']):,}".replace(",", ".")
    assert sheet["texts"]["notes"].startswith(f"Tỷ lệ 1:{scale}.\n")
    assert "VN-2000 / TM-3 107-15 (EPSG:9215)" in sheet["texts"]["notes"]
    assert "Mốc giới" in sheet["legend"]


def _real(connection: sqlite3.Connection) -> None:
    for table in ("markers", "roads", "posts", "gates"):
        connection.execute(f"UPDATE {table} SET illustrative = 0")


def _without_reports(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE markers SET road_status = NULL, road_status_since = NULL")


def _one_of_three(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE markers SET needs_road = 'no'")
    connection.execute("UPDATE markers SET needs_road = 'yes' WHERE fid < 4")
    connection.execute("UPDATE markers SET road_status = 'none' WHERE fid < 4")
    connection.execute(
        "UPDATE markers SET road_status = 'built', road_condition = 'impassable' WHERE fid = 1"
    )


def _finished_tomorrow(connection: sqlite3.Connection) -> None:
    connection.execute(
        "UPDATE roads SET completed_on = date('now', '+2 days') WHERE fid = (SELECT min(r.fid) FROM"
        " roads AS r JOIN markers AS m ON m.number = r.serves WHERE r.status = 'built'"
        " AND m.needs_road = 'yes' AND m.road_status <> 'built')"
    )


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (_real, {"made_up": ""}),
        (
            _without_reports,
            {"figure": "–", "headline": "chưa có số liệu về đường lên 459 mốc"},
        ),
        (
            _one_of_three,
            {
                "figure": "1/3 (33,3%)",
                "headline": "trong đó 01 mốc có đường đang bị hư hỏng",
            },
        ),
        (_finished_tomorrow, {"headline": "chưa tính 03 mốc có đường hoàn thành theo hồ sơ"}),
    ],
)
def test_the_sheet_counts_the_layer_as_it_is(
    demo: Tracker, changed: Callable[[sqlite3.Connection], None], expected: dict[str, str]
) -> None:
    with closing(sqlite3.connect(demo.store.path)) as connection, connection:
        connection.execute("UPDATE writer SET writing = 1")
        changed(connection)
        connection.execute("UPDATE writer SET writing = 0")
    written = demo.store.path.with_suffix(".qgs")
    written.write_text(demo.qgis.text(), encoding="utf-8")
    told = texts_of_sheet(written)
    for item, text in expected.items():
        assert text in told[item] and bool(text) == bool(told[item])


def test_a_store_without_a_marker_opens_on_the_province(tmp_path: Path) -> None:
    written = tracker.create(tmp_path / "mới.gpkg").qgis.write()
    told = seen(written)
    assert broken(told) == []
    texts = texts_of_sheet(written)
    assert (texts["figure"], texts["made_up"]) == ("–", "")
    assert "chưa có mốc nào trong danh mục" in texts["headline"]
    left, _, right, _ = told["extent"]
    assert 120_000 < right - left < 160_000


# ------------------------------------------------------------------ in the field


@pytest.fixture(scope="module")
def field(office: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("kit")
    shutil.copy(office / "langson.gpkg", folder)
    office_store = tracker.open(folder / "langson.gpkg")
    kit = FieldKit(locked=frozenset({"posts"}))
    text = office_store.qgis.text(title="Đồn Chi Ma", field=kit)
    (folder / "Đồn Chi Ma.qgs").write_text(text, encoding="utf-8")
    return seen(folder / "Đồn Chi Ma.qgs")


def test_a_project_of_the_field_is_whole_and_knows_places_as_a_phone_does(
    field: dict[str, Any],
) -> None:
    assert broken(field) == []
    assert (field["title"], field["crs"], field["layouts"]) == ("Đồn Chi Ma", "EPSG:4326", [])
    assert field["first_layer"] == "markers_layer"


def test_a_phone_gets_the_file_as_it_is(field: dict[str, Any]) -> None:
    properties = [layer["properties"] for layer in field["layers"].values()]
    assert {told["QFieldSync/action"] for told in properties} == {"copy"}
    assert {told["QFieldSync/cloud_action"] for told in properties} == {"no_action"}


def test_only_roads_are_drawn_in_the_field(field: dict[str, Any]) -> None:
    name = "QFieldSync/is_geometry_locked"
    locked = {
        layer["geometry"] == "NoGeometry" or layer["properties"].get(name)
        for layer_id, layer in field["layers"].items()
        if layer_id != "roads_layer"
    }
    assert locked == {True}
    assert name not in field["layers"]["roads_layer"]["properties"]


def test_a_locked_layer_is_read_only_for_qgis_and_for_a_phone(field: dict[str, Any]) -> None:
    posts, markers = (field["layers"][name] for name in ("posts_layer", "markers_layer"))
    lock = "QFieldSync/is_feature_deletion_locked"
    assert posts["read_only"] and posts["properties"][lock]
    assert not markers["read_only"] and lock not in markers["properties"]


def test_code_lists_are_buttons_and_photographs_go_to_dcim(field: dict[str, Any]) -> None:
    markers = field["layers"]["markers_layer"]["properties"]
    assert markers["QFieldSync/value_map_button_interface_threshold"] == 12
    naming = json.loads(markers["QFieldSync/attachment_naming"])
    assert list(naming) == ["photo"] and "DCIM/moc-" in naming["photo"]


def test_a_project_of_an_office_tells_a_phone_nothing(shown: dict[str, Any]) -> None:
    told = [name for layer in shown["layers"].values() for name in layer["properties"]]
    assert not [name for name in told if name.startswith("QFieldSync")]


def test_a_store_that_lacks_tables_has_a_project_of_the_others() -> None:
    layers = {name: facts for name, facts in layer_facts().items() if name != "roads"}
    text = project(ProjectFacts("x", InFile("./a.gpkg"), layers, Bounds(106, 21, 107, 22)))
    assert "roads_layer" not in text and "history_of_road" not in text


def test_a_store_of_which_all_stands_at_one_place_has_a_project(tmp_path: Path) -> None:
    store = new_store(tmp_path, ("1116",))
    assert main(["--store", str(store.path), "qgis"]) == 0
