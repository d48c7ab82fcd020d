"""Heights of the ground: taken in as a batch, clipped, used, taken back."""

from __future__ import annotations

import contextlib
import json
import re
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mocgioi import tracker
from mocgioi.domain.heights import UNKNOWN_DM
from mocgioi.errors import CrsProblem, UnreadableInput, UsageError
from mocgioi.store import commits, heights
from mocgioi.tracker import Tracker
from tests.keeping import kept_open

rasterio: Any = pytest.importorskip("rasterio")

pytestmark = pytest.mark.filterwarnings("ignore::PendingDeprecationWarning:affine")

WEST, NORTH = 106.0, 22.7
CELL = 0.002


def raster(
    path: Path,
    height_m: float = 500.0,
    crs: str | None = "EPSG:4326",
    *,
    west: float = WEST,
    rows: int = 750,
    bands: int = 1,
    dtype: str = "float32",
) -> Path:
    """Write a raster that rises to the east over all of the province."""
    grid = np.tile(height_m + np.arange(800), (rows, 1)).astype(dtype)
    with rasterio.open(
        path, "w", driver="GTiff", width=800, height=rows, count=bands, dtype=dtype, crs=crs,
        transform=rasterio.Affine(CELL, 0.0, west, 0.0, -CELL, NORTH),
    ) as file:  # fmt: skip
        for band in range(1, bands + 1):
            file.write(grid, band)
    return path


@pytest.fixture(scope="module")
def outlined(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of communes of which one has its outline; do not write to it."""
    folder = tmp_path_factory.mktemp("outlined")
    store = tracker.create(folder / "a.gpkg")
    geo = Path(__file__).parents[2] / "geo"
    outlines = json.loads((geo / "communes.geojson").read_text(encoding="utf-8"))
    outlines["features"] = [f for f in outlines["features"] if f["properties"]["code"] == "06148"]
    (folder / "communes.geojson").write_text(json.dumps(outlines), encoding="utf-8")
    store.register.import_file("communes", geo / "communes.csv")
    store.register.import_file("communes", folder / "communes.geojson")
    return store.store.path


@pytest.fixture
def made(outlined: Path, tmp_path: Path) -> Iterator[Tracker]:
    yield from kept_open(tracker.open(shutil.copy(outlined, tmp_path)))


def kept(made: Tracker, known_at: int | None = None) -> Any:
    with made.store.reading() as connection:
        return heights.read(connection, known_at=known_at)


def last_commit(made: Tracker) -> int:
    with made.store.reading() as connection:
        return commits.last_number(connection)


def test_heights_are_kept_inside_the_communes_and_a_little_around(
    made: Tracker, tmp_path: Path
) -> None:
    receipt = made.register.import_file("dem", raster(tmp_path / "dem.tif"))
    assert (receipt.read, receipt.applied, receipt.kind) == (1, 1, "dem")
    found, _ = kept(made)
    grid = np.frombuffer(found.decimetres, "<i2")
    assert 0.1 < (grid != UNKNOWN_DM).mean() < 0.9
    assert found.cell_deg * 111_000 <= 30


def test_the_same_raster_again_changes_nothing(made: Tracker, tmp_path: Path) -> None:
    path = raster(tmp_path / "dem.tif")
    made.register.import_file("dem", path)
    again = made.register.import_file("dem", path)
    assert (again.applied, again.unchanged, again.batch) == (0, 1, None)


def test_undo_brings_back_the_heights_before(made: Tracker, tmp_path: Path) -> None:
    made.register.import_file("dem", raster(tmp_path / "a.tif"))
    before = kept(made)
    second = made.register.import_file("dem", raster(tmp_path / "b.tif", 700.0))
    assert kept(made) != before
    made.surveys.undo(second.batch or "", why="sai tệp", by="t")
    assert kept(made) == before


def test_what_was_known_before_they_came_knows_no_heights(made: Tracker, tmp_path: Path) -> None:
    before = last_commit(made)
    made.register.import_file("dem", raster(tmp_path / "a.tif"))
    assert kept(made, known_at=before) is None


def test_what_was_known_between_stays_whatever_comes_in_later(
    made: Tracker, tmp_path: Path
) -> None:
    made.register.import_file("dem", raster(tmp_path / "a.tif"))
    known, then = last_commit(made), kept(made)
    second = made.register.import_file("dem", raster(tmp_path / "b.tif", 700.0))
    made.register.import_file("dem", raster(tmp_path / "c.tif", 900.0))
    made.surveys.undo(second.batch or "", why="sai tệp", by="t")
    assert kept(made, known_at=known) == then != kept(made)


def test_what_was_known_before_an_undo_has_the_heights(made: Tracker, tmp_path: Path) -> None:
    receipt = made.register.import_file("dem", raster(tmp_path / "a.tif"))
    known, then = last_commit(made), kept(made)
    made.surveys.undo(receipt.batch or "", why="sai tệp", by="t")
    assert (kept(made, known_at=known), kept(made)) == (then, None)


def test_heights_before_the_last_are_taken_back_and_the_last_stays(
    made: Tracker, tmp_path: Path
) -> None:
    first = made.register.import_file("dem", raster(tmp_path / "a.tif"))
    made.register.import_file("dem", raster(tmp_path / "b.tif", 700.0))
    last = kept(made)
    undone = made.surveys.undo(first.batch or "", why="sai tệp", by="t")
    assert (undone.heights, undone.observations, kept(made)) == (1, 0, last)


def test_what_was_taken_back_is_not_taken_back_again(made: Tracker, tmp_path: Path) -> None:
    receipt = made.register.import_file("dem", raster(tmp_path / "a.tif"))
    made.surveys.undo(receipt.batch or "", why="sai tệp", by="t")
    with pytest.raises(UsageError, match="was undone before"):
        made.surveys.undo(receipt.batch or "", why="sai tệp", by="t")


def test_heights_taken_back_and_taken_in_again_count(made: Tracker, tmp_path: Path) -> None:
    path = raster(tmp_path / "a.tif")
    receipt = made.register.import_file("dem", path)
    then = kept(made)
    made.surveys.undo(receipt.batch or "", why="sai tệp", by="t")
    made.register.import_file("dem", path)
    assert kept(made) == then


@pytest.mark.parametrize("here", ["a", "b"])
def test_heights_come_with_a_merge_and_count_alike_on_both_sides(
    made: Tracker, tmp_path: Path, here: str
) -> None:
    copy = tmp_path / "copy.gpkg"
    made.store.backup(copy)
    other = tracker.open(str(copy))
    made.register.import_file("dem", raster(tmp_path / "a.tif"))
    other.register.import_file("dem", raster(tmp_path / "b.tif", 700.0))
    later = kept(other)
    home, guest = (made, other) if here == "a" else (other, made)
    receipt = home.merge(guest.store.path)
    assert (receipt.came["heights"], kept(home)) == (1, later)


def test_a_store_with_heights_is_sound(made: Tracker, tmp_path: Path) -> None:
    receipt = made.register.import_file("dem", raster(tmp_path / "a.tif"))
    made.surveys.undo(receipt.batch or "", why="sai tệp", by="t")
    assert made.store.faults() == []


def test_a_changed_cell_breaks_the_chain(made: Tracker, tmp_path: Path) -> None:
    made.register.import_file("dem", raster(tmp_path / "a.tif"))
    with contextlib.closing(sqlite3.connect(made.store.path)) as connection, connection:
        connection.execute("DROP TRIGGER ledger_heights_update")
        connection.execute("UPDATE heights SET data = x'00'")
    told = [fault for fault in made.store.faults() if fault.code == "chain-broken"]
    assert ["“a.tif”" in fault.words().en for fault in told] == [True]


def test_the_receipt_says_what_the_heights_cover(made: Tracker, tmp_path: Path) -> None:
    receipt = made.register.import_file("dem", raster(tmp_path / "a.tif"))
    [told] = receipt.findings
    assert (told.code, told.severity) == ("heights-came", "notice")
    assert re.search(r"phủ 100% .* khoảng 22\d m; thấp nhất \d+ m, .* \d+ MB", told.words().vi)


def test_heights_of_a_part_are_taken_and_their_share_is_told(made: Tracker, tmp_path: Path) -> None:
    receipt = made.register.import_file("dem", raster(tmp_path / "a.tif", rows=300))
    [told] = receipt.findings
    _, percent = kept(made)
    assert (told.severity, 5 < percent < 95) == ("warning", True)
    assert f"phủ {int(percent)}%" in told.words().vi


def test_heights_of_elsewhere_are_refused_with_their_place(made: Tracker, tmp_path: Path) -> None:
    path = raster(tmp_path / "a.tif", west=90.0)
    with pytest.raises(UnreadableInput, match=r"90\.00–91\.60"):
        made.register.import_file("dem", path)


def test_a_picture_of_several_bands_is_refused(made: Tracker, tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="3 bands"):
        made.register.import_file("dem", raster(tmp_path / "a.tif", bands=3))


def test_a_picture_of_bytes_is_refused(made: Tracker, tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="8 bits"):
        made.register.import_file("dem", raster(tmp_path / "a.tif", 0.0, dtype="uint8"))


def test_a_raster_that_is_not_there_is_said_to_be_absent(made: Tracker, tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput) as refused:
        made.register.import_file("dem", tmp_path / "none.tif")
    assert [found.code for found in refused.value.findings] == ["file-missing"]


def test_the_system_that_is_given_is_that_of_a_raster_that_says_none(
    made: Tracker, tmp_path: Path
) -> None:
    told = raster(tmp_path / "a.tif")
    untold = raster(tmp_path / "b.tif", crs=None)
    made.register.import_file("dem", told)
    assert made.register.import_file("dem", untold, crs="EPSG:4326").unchanged == 1


def test_a_system_that_there_is_not_is_refused(made: Tracker, tmp_path: Path) -> None:
    with pytest.raises(CrsProblem, match="EPSG:1"):
        made.register.import_file("dem", raster(tmp_path / "a.tif", crs=None), crs="EPSG:1")


def test_a_rehearsal_keeps_nothing(made: Tracker, tmp_path: Path) -> None:
    assert made.register.check("dem", raster(tmp_path / "a.tif")).applied == 1
    assert kept(made) is None


def test_a_raster_without_a_system_is_a_question(made: Tracker, tmp_path: Path) -> None:
    with pytest.raises(CrsProblem):
        made.register.import_file("dem", raster(tmp_path / "a.tif", crs=None))


def test_values_that_are_no_metres_are_refused(made: Tracker, tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput):
        made.register.import_file("dem", raster(tmp_path / "a.tif", 9000.0))


def test_what_is_no_raster_is_refused(made: Tracker, tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    path.write_text("no raster")
    with pytest.raises(UnreadableInput):
        made.register.import_file("dem", path)


def test_without_outlines_there_is_nothing_to_clip_to(tmp_path: Path) -> None:
    store = tracker.create(str(tmp_path / "b.gpkg"))
    with pytest.raises(UsageError):
        store.register.import_file("dem", raster(tmp_path / "a.tif"))


def test_without_the_library_it_says_how_to_install_it(
    made: Tracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = raster(tmp_path / "a.tif")
    monkeypatch.setitem(sys.modules, "rasterio", None)
    with pytest.raises(UsageError, match=r"mocgioi\[dem\]"):
        made.register.import_file("dem", path)
