"""A copy that another program wrote anew: only what was edited in it becomes events."""

from __future__ import annotations

import shutil
import sqlite3
import warnings
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import geopandas
import pytest

from mocgioi import tracker
from mocgioi.errors import NotAStore, UsageError
from mocgioi.store.copied import cut_names
from mocgioi.tracker import Tracker
from tests.keeping import kept_open

from .conftest import REGISTER
from .test_merging import roads, statuses

DAY = "2025-05-01"
POSTS = "code,name,longitude,latitude\nA,Đồn A,106.6,22\n"
ENDINGS = {".geojson": "GeoJSON", ".gpkg": "GPKG", ".csv": None, ".xlsx": None}
DRIVERS = ENDINGS | {".shp": "ESRI Shapefile"}


@pytest.fixture(scope="module")
def reported(two_roads: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The four markers and two roads, and what was said of one; do not write to it."""
    made = tracker.open(shutil.copy(two_roads, tmp_path_factory.mktemp("reported")))
    made.set("1116", road_status="none", on="2024-05-01")
    return made.store.path


@pytest.fixture
def here(reported: Path, tmp_path: Path) -> Iterator[Tracker]:
    yield from kept_open(tracker.open(shutil.copy(reported, tmp_path / "here.gpkg")))


def written(
    work: Tracker, layer: str, ending: str, edit: Callable[[Any], Any] = lambda frame: frame
) -> Path:
    """Write a layer anew by geopandas or pandas, edited, and return the file."""
    frame = geopandas.read_file(work.store.path, layer=layer)
    frame = edit(frame)
    path = work.store.path.with_name(f"copy{ending}")
    if DRIVERS[ending] is not None:
        with warnings.catch_warnings():
            # That names and texts are cut is what a shapefile is about.
            warnings.simplefilter("ignore")
            frame.to_file(path, driver=DRIVERS[ending], engine="pyogrio")
    elif ending == ".csv":
        frame.drop(columns="geometry").to_csv(path, index=False)
    else:
        frame.drop(columns="geometry").to_excel(path, index=False)
    return path


def put(number: str, column: str, value: object) -> Callable[[Any], Any]:
    """Return the edit of one cell of a marker."""

    def edit(frame: Any) -> Any:
        frame.loc[frame["number"].astype(str) == number, column] = value
        return frame

    return edit


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("layer", ["markers", "roads"])
def test_a_copy_in_which_nothing_was_edited_brings_nothing(
    here: Tracker, layer: str, ending: str
) -> None:
    receipt = here.merge(written(here, layer, ending))
    assert (receipt.batch, receipt.unchanged) == (None, receipt.read)
    assert [f.code for f in receipt.findings] == ["copy-compared"]


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_edited_cell_is_an_event_of_the_day_that_is_given(here: Tracker, ending: str) -> None:
    path = written(here, "markers", ending, put("1116", "road_status", "built"))
    receipt = here.merge(path, on=DAY)
    assert (receipt.applied, receipt.unchanged) == (1, 3)
    frame = here.frame("markers").set_index("number")
    assert frame.loc["1116", ["road_status", "road_status_since"]].tolist() == ["built", DAY]


def test_edits_without_a_day_are_asked_about(here: Tracker) -> None:
    path = written(here, "markers", ".geojson", put("1116", "road_status", "built"))
    before = here.store.path.read_bytes()
    with pytest.raises(UsageError, match="--on YEAR-MONTH-DAY"):
        here.merge(path)
    assert here.store.path.read_bytes() == before
    assert here.merge(path, check=True).applied == 1


def test_what_the_store_learned_since_is_no_edit(here: Tracker) -> None:
    path = written(here, "markers", ".geojson", put("1117", "road_status", "built"))
    here.set("1116", road_status="built", on="2025-01-01")
    here.set("1118", road_status="none", on="2025-01-01")
    receipt = here.merge(path, on=DAY)
    assert (receipt.applied, receipt.unchanged, receipt.moved) == (1, 3, ["1117"])
    assert statuses(here) == {"1116": "built", "1117": "built", "1118": "none", "1119": None}


def test_an_edit_back_to_what_stood_before_is_an_edit(here: Tracker) -> None:
    here.set("1117", marker_condition="serious_damage", on="2024-01-01")
    here.set("1117", marker_condition="restored", on="2024-06-01")
    path = written(here, "markers", ".geojson", put("1117", "marker_condition", "serious_damage"))
    assert here.merge(path, on=DAY).applied == 1


def test_of_states_alike_a_copy_was_taken_from_the_last(here: Tracker) -> None:
    batch = here.set("1118", road_status="built", on="2024-01-01").batch
    here.surveys.undo(batch or "", why="nhầm mốc")
    path = written(here, "markers", ".geojson", put("1117", "road_status", "built"))
    assert "after commit 5 " in here.merge(path, on=DAY).findings[0].words().en


def test_a_code_that_lost_its_zeros_in_a_spreadsheet_is_no_edit(tmp_path: Path) -> None:
    made = tracker.create(tmp_path / "here.gpkg")
    for kind, content in (
        ("communes", "code,name,illustrative\n06184,Đồng Đăng,yes\n"),
        ("markers", REGISTER.replace("needs_road", "commune_code").replace("yes,", "06184,")),
    ):
        (tmp_path / f"{kind}.csv").write_text(content, encoding="utf-8")
        made.register.import_file(kind, tmp_path / f"{kind}.csv", crs="EPSG:4326")
    assert made.frame("markers")["commune_code"].tolist() == ["06184"] * 4
    path = written(made, "markers", ".csv", put("1116", "commune_code", "6184"))
    assert made.merge(path).batch is None


def test_the_same_copy_again_changes_nothing(here: Tracker) -> None:
    path = written(here, "markers", ".geojson", put("1116", "road_status", "built"))
    here.merge(path, on=DAY)
    assert here.merge(path, on=DAY).batch is None


def test_labels_are_understood_as_their_codes(here: Tracker) -> None:
    path = written(here, "markers", ".xlsx", put("1116", "road_status", "Đã xây dựng"))
    assert here.merge(path, on=DAY).moved == ["1116"]


def test_a_value_that_is_not_understood_rejects_its_row(here: Tracker) -> None:
    path = written(here, "markers", ".xlsx", put("1116", "road_status", "có lẽ"))
    receipt = here.merge(path, on=DAY)
    assert (receipt.rejected, receipt.applied, receipt.unchanged) == (1, 0, 3)
    assert "có lẽ" in receipt.findings[-1].words().vi


def test_a_marker_that_was_moved_or_added_is_told_and_not_taken(here: Tracker) -> None:
    def edit(frame: Any) -> Any:
        frame.geometry = frame.geometry.translate(0.01)
        frame.loc[len(frame)] = {**frame.loc[0], "uuid": None, "number": "1200"}
        return frame

    receipt = here.merge(written(here, "markers", ".geojson", edit), on=DAY)
    assert [f.code for f in receipt.findings] == ["copy-compared", "copy-moved", "copy-marker-new"]
    assert "1200" not in statuses(here)


def test_roads_are_renamed_drawn_and_missed(here: Tracker) -> None:
    def edit(frame: Any) -> Any:
        frame.loc[0, "name"] = "Đường mới"
        frame.loc[2] = {**frame.loc[0], "uuid": None, "name": "Đường vẽ thêm"}
        return frame.drop(index=1)

    receipt = here.merge(written(here, "roads", ".gpkg", edit), on=DAY)
    assert roads(here) == {"Đường mới", "Đường B", "Đường vẽ thêm"}
    assert [f.code for f in receipt.findings] == ["copy-compared", "copy-absent"]


def test_two_rows_of_one_identity_are_not_taken(here: Tracker) -> None:
    def edit(frame: Any) -> Any:
        frame.loc[2] = {**frame.loc[0], "name": "Nửa kia"}
        return frame

    receipt = here.merge(written(here, "roads", ".gpkg", edit), on=DAY)
    assert (receipt.rejected, roads(here)) == (2, {"Đường A", "Đường B"})


def test_a_layer_of_another_store_is_refused(here: Tracker) -> None:
    def edit(frame: Any) -> Any:
        frame["uuid"] = [f"{place:032x}" for place in range(len(frame))]
        frame["number"] = [str(place + 1300) for place in range(len(frame))]
        return frame

    with pytest.raises(NotAStore, match="no copy of a store"):
        here.merge(written(here, "markers", ".geojson", edit), on=DAY)


def test_a_store_whose_layer_was_written_anew_brings_its_events_and_its_edits(
    here: Tracker,
) -> None:
    there = tracker.open(shutil.copy(here.store.path, here.store.path.with_name("there.gpkg")))
    there.set("1117", road_status="built", on="2025-01-01")
    frame = geopandas.read_file(there.store.path, layer="markers")
    frame = put("1118", "road_status", "built")(frame)
    frame.to_file(there.store.path, layer="markers", driver="GPKG")
    receipt = here.merge(there.store.path, on=DAY)
    assert receipt.moved == ["1117", "1118"]
    here.surveys.undo(receipt.batch or "", why="nhầm tệp")
    assert (statuses(here)["1117"], statuses(here)["1118"]) == (None, None)


def test_the_day_typed_beside_a_status_is_its_day(here: Tracker) -> None:
    def edit(frame: Any) -> Any:
        frame = put("1116", "road_status", "built")(frame)
        frame["road_status_since"] = frame["road_status_since"].astype(object)
        return put("1116", "road_status_since", "2024-12-01")(frame)

    here.merge(written(here, "markers", ".csv", edit))
    frame = here.frame("markers").set_index("number")
    assert frame.loc["1116", "road_status_since"] == "2024-12-01"


def test_what_follows_from_other_columns_is_told_and_not_taken(here: Tracker) -> None:
    receipt = here.merge(written(here, "markers", ".csv", put("1116", "number", "2000")))
    assert [f.code for f in receipt.findings] == ["copy-compared", "copy-computed"]
    assert "number" in receipt.findings[1].words().en


def test_drawings_in_another_system_are_told_and_not_taken(here: Tracker) -> None:
    receipt = here.merge(written(here, "roads", ".gpkg", lambda frame: frame.to_crs(9215)))
    assert [f.code for f in receipt.findings] == ["copy-compared", "copy-geometry"]


def drawn(frame: Any, **values: object) -> Any:
    """Draw a row again, and type no more than these values of what it is known by."""
    empty = {name: None for name in ("uuid", "code", "name", "road_class") if name in frame}
    frame.loc[len(frame)] = {**frame.loc[0], **empty, **values}
    return frame


def test_a_road_drawn_in_a_copy_has_the_class_that_it_would_have_here(here: Tracker) -> None:
    receipt = here.merge(written(here, "roads", ".geojson", lambda f: drawn(f, name="X")), on=DAY)
    assert (receipt.applied, receipt.rejected) == (1, 0)
    frame = here.frame("roads").set_index("name")
    assert frame.loc["X", "road_class"] == "access"


def test_a_road_drawn_in_another_system_is_not_taken_without_its_drawing(here: Tracker) -> None:
    path = written(here, "roads", ".gpkg", lambda f: drawn(f, name="X").to_crs("EPSG:32648"))
    receipt = here.merge(path, on=DAY)
    assert (receipt.applied, receipt.rejected) == (0, 1)
    assert "hình vẽ" in receipt.findings[-1].words().vi


@pytest.mark.parametrize(
    ("values", "lacking"), [({"code": "x"}, "tên"), ({"name": "x"}, "Mã đồn"), ({}, "Mã đồn")]
)
def test_a_post_added_in_a_copy_needs_a_code_and_a_name(
    here: Tracker, tmp_path: Path, values: dict[str, str], lacking: str
) -> None:
    (tmp_path / "posts.csv").write_text(POSTS, encoding="utf-8")
    here.register.import_file("posts", tmp_path / "posts.csv", crs="EPSG:4326")
    receipt = here.merge(written(here, "posts", ".gpkg", lambda f: drawn(f, **values)), on=DAY)
    assert (receipt.applied, receipt.rejected) == (0, 1)
    assert lacking in receipt.findings[-1].words().vi


@pytest.mark.parametrize("layer", ["markers", "roads"])
def test_a_shapefile_is_known_by_its_cut_names_and_cut_texts(here: Tracker, layer: str) -> None:
    long = "đường lầy, xe máy không qua được khi mưa; " * 9
    with closing(sqlite3.connect(here.store.path)) as connection, connection:
        connection.execute("UPDATE markers SET note = ? WHERE number = '1116'", (long.strip(),))
    path = written(here, layer, ".shp")
    receipt = here.merge(path)
    assert (receipt.batch, receipt.unchanged) == (None, receipt.read)


def test_what_is_edited_in_a_shapefile_is_an_event(here: Tracker) -> None:
    receipt = here.merge(
        written(here, "markers", ".shp", put("1116", "road_status", "built")), on=DAY
    )
    assert (receipt.applied, receipt.moved) == (1, ["1116"])


def test_columns_whose_first_ten_letters_are_alike_are_told_apart() -> None:
    cut = cut_names("markers")
    assert [cut[name] for name in ("road_statu", "road_sta_1", "marker_c_1")] == [
        *("road_status", "road_status_since", "marker_condition_since")
    ]
