"""A kit that other programs edit and carry: QGIS, the synchroniser of Mergin, GDAL."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from mocgioi import tracker
from mocgioi.tracker import Tracker
from mocgioi.tracker.partial import Sector, sector_store

from .part_of_province import built_demo as built_demo
from .part_of_province import part as part
from .qgis_process import in_qgis, step
from .soundness import assert_sound
from .test_gdal_edits import program

pytestmark = pytest.mark.slow

DAY = "2026-05-01"


@pytest.fixture
def kit(demo: Tracker) -> Sector:
    return sector_store(demo.store, "Chi Ma", demo.store.path.with_name("kit.gpkg"))


def edited(path: Path, marker: str, hand: str) -> None:
    """Type a damage and its day into a marker, as a program without our functions does."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "UPDATE markers SET marker_condition = 'serious_damage', marker_condition_since = ?,"
            " edited_by = ? WHERE number = ?",
            (DAY, hand, marker),
        )


def last_of(work: Tracker, marker: str) -> tuple[Any, ...]:
    last = work.show(marker)["history"][-1]
    return last["aspect"], last["value"], last["observed_on"], last["observer"]


def test_what_is_the_provinces_is_refused_to_qgis_in_a_sentence(kit: Sector) -> None:
    values = {"name": "Đồn khác"}
    (answer,) = in_qgis(
        kit.path, step("type", layer="posts", where="code = 'chi-ma'", values=values)
    )
    assert not answer.saved and "hãy sửa ở kho của tỉnh" in answer.words


def test_what_is_typed_in_qgis_comes_home_with_its_day(demo: Tracker, kit: Sector) -> None:
    marker = kit.markers[3]
    values = {
        "marker_condition": "serious_damage",
        "marker_condition_since": DAY,
        "edited_by": "Lò Văn A",
    }
    [typed] = in_qgis(
        kit.path, step("type", layer="markers", where=f"number = '{marker}'", values=values)
    )
    assert (typed.saved, typed.words, typed.returned) == (True, "", 1)
    assert_sound(kit.path)
    receipt = demo.merge(kit.path)
    assert receipt.came == {"batches": 1, "observations": 1}
    assert last_of(demo, marker) == ("marker_condition", "serious_damage", DAY, "Lò Văn A")
    assert demo.merge(kit.path).batch is None


def test_a_day_typed_in_qgis_comes_home_as_a_visit_that_found_no_change(
    demo: Tracker, kit: Sector
) -> None:
    marker = kit.markers[3]
    known = demo.show(marker)
    values = {"last_observed_on": DAY, "edited_by": "Lò Văn A", "photo": "DCIM/a.jpg"}
    [typed] = in_qgis(
        kit.path, step("type", layer="markers", where=f"number = '{marker}'", values=values)
    )
    assert (typed.saved, typed.words) == (True, "")
    assert_sound(kit.path)
    demo.merge(kit.path)
    came = [event for event in demo.show(marker)["history"] if event["observed_on"] == DAY]
    said = {event["aspect"]: (event["value"], event["observer"]) for event in came}
    assert said["road_status"] == (known["road"]["status"], "Lò Văn A")
    assert demo.show(marker)["road"] == known["road"]


def test_what_two_people_edit_and_geodiff_brings_together_comes_home(
    demo: Tracker, kit: Sector, tmp_path: Path
) -> None:
    geodiff = pytest.importorskip("pygeodiff").GeoDiff()
    server, first, second = kit.path, tmp_path / "first.gpkg", tmp_path / "second.gpkg"
    base, changes = tmp_path / "base.gpkg", tmp_path / "changes"
    for copy in (first, second, base):
        shutil.copy(server, copy)
    edited(first, kit.markers[0], "A")
    edited(second, kit.markers[1], "B")
    geodiff.create_changeset(str(base), str(first), str(changes))
    geodiff.apply_changeset(str(server), str(changes))
    geodiff.rebase(str(base), str(server), str(second), str(tmp_path / "conflicts"))
    assert not (tmp_path / "conflicts").exists()
    assert [found.code for found in tracker.open(second).store.check()] == ["store-is-kit"]
    demo.merge(second)
    for marker, hand in zip(kit.markers[:2], "AB", strict=True):
        assert last_of(demo, marker) == ("marker_condition", "serious_damage", DAY, hand)
    assert demo.merge(server).batch is None


def test_a_kit_that_ogr2ogr_wrote_anew_brings_what_was_edited_and_nothing_is_gone(
    demo: Tracker, kit: Sector, tmp_path: Path
) -> None:
    before = {row["number"]: row for row in demo.frame("markers").to_dict("records")}
    copy = tmp_path / "copy.gpkg"
    subprocess.run([program("ogr2ogr"), copy, kit.path], check=True, capture_output=True)
    marker = kit.markers[0]
    damage = f"UPDATE markers SET marker_condition = 'serious_damage' WHERE number = '{marker}'"
    subprocess.run([program("ogrinfo"), copy, "-sql", damage], check=True, capture_output=True)
    demo.merge(copy, on=DAY)
    after = {row["number"]: row for row in demo.frame("markers").to_dict("records")}
    differing = {number for number, row in after.items() if str(row) != str(before[number])}
    assert differing == {marker}
    assert after[marker]["marker_condition"] == "serious_damage"
    assert before.keys() == after.keys()
