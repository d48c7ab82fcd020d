"""Heights of the ground: taken in as a batch, clipped, used, taken back."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mocgioi import tracker
from mocgioi.domain.heights import UNKNOWN_DM
from mocgioi.errors import CrsProblem, UnreadableInput, UsageError
from mocgioi.store import terrain
from mocgioi.tracker import Tracker

rasterio: Any = pytest.importorskip("rasterio")

pytestmark = pytest.mark.filterwarnings("ignore::PendingDeprecationWarning:affine")

WEST, NORTH = 106.0, 22.7
CELL = 0.002


def raster(path: Path, height_m: float = 500.0, crs: str | None = "EPSG:4326") -> Path:
    """Write a raster that rises to the east over all of the province."""
    grid = np.tile(height_m + np.arange(800, dtype=np.float32), (750, 1))
    with rasterio.open(
        path, "w", driver="GTiff", width=800, height=750, count=1, dtype="float32", crs=crs,
        transform=rasterio.Affine(CELL, 0.0, WEST, 0.0, -CELL, NORTH),
    ) as file:  # fmt: skip
        file.write(grid, 1)
    return path


@pytest.fixture
def made(tmp_path: Path) -> Tracker:
    store = tracker.create(str(tmp_path / "a.gpkg"))
    geo = Path(__file__).parents[2] / "geo"
    for kind, name in (("communes", "communes.csv"), ("communes", "communes.geojson")):
        store.register.import_file(kind, geo / name)
    return store


def kept(made: Tracker) -> Any:
    with made.store.reading() as connection:
        return terrain.read(connection)


def test_heights_are_kept_inside_the_communes_and_a_little_around(
    made: Tracker, tmp_path: Path
) -> None:
    receipt = made.register.import_file("dem", raster(tmp_path / "dem.tif"))
    assert (receipt.read, receipt.applied, receipt.kind) == (1, 1, "dem")
    heights = kept(made)
    grid = np.frombuffer(heights.decimetres, "<i2")
    assert 0.1 < (grid != UNKNOWN_DM).mean() < 0.9
    assert heights.cell_deg * 111_000 <= 30


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
    made.register.import_file("dem", raster(tmp_path / "a.tif"))
    with made.store.reading() as connection:
        assert terrain.read(connection, known_at="2020-01-01T00:00:00.000Z") is None


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
