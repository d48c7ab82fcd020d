"""Fixtures used by several tests of the tracker."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mocgioi import tracker
from mocgioi.tracker import Tracker

REGISTER = "number,longitude,latitude,needs_road,illustrative\n" + "".join(
    f"{number},106.7{number - 1110},21.97,yes,yes\n" for number in range(1116, 1120)
)


@pytest.fixture(scope="session")
def four_markers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of four markers, built once; do not write to it."""
    folder = tmp_path_factory.mktemp("four")
    (folder / "register.csv").write_text(REGISTER, encoding="utf-8")
    made = tracker.create(folder / "langson.gpkg")
    made.register.import_file("markers", folder / "register.csv", crs="EPSG:4326")
    return made.store.path


@pytest.fixture
def clerk(four_markers: Path, tmp_path: Path) -> Tracker:
    """A copy of that store, and beside it the folder of a week."""
    path = tmp_path / "langson.gpkg"
    shutil.copy(four_markers, path)
    (tmp_path / "week").mkdir()
    return tracker.open(path)


@pytest.fixture
def week(tmp_path: Path) -> Path:
    """The folder that the clerk puts into what the posts send."""
    return tmp_path / "week"
