"""Fixtures used by several tests of the tracker."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mocgioi import tracker
from mocgioi.tracker import Tracker
from tests.keeping import kept_open

REGISTER = "number,longitude,latitude,needs_road,illustrative\n" + "".join(
    f"{number},106.7{number - 1110},21.97,yes,yes\n" for number in range(1116, 1120)
)


ROADS = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {
                "name": name,
                "serves": serves,
                "status": "built",
                "length_m": length,
                "illustrative": "yes",
            },
            "geometry": {"type": "LineString", "coordinates": [[east, 21.97], [east, 21.98]]},
        }
        for name, serves, length, east in (
            ("Đường A", "1116", 1100, 106.76),
            ("Đường B", "1117", 1200, 106.77),
        )
    ],
}


@pytest.fixture(scope="session")
def four_markers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of four markers, built once; do not write to it."""
    folder = tmp_path_factory.mktemp("four")
    (folder / "register.csv").write_text(REGISTER, encoding="utf-8")
    made = tracker.create(folder / "langson.gpkg")
    made.register.import_file("markers", folder / "register.csv", crs="EPSG:4326")
    return made.store.path


@pytest.fixture(scope="session")
def two_roads(four_markers: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with a road to each of two markers, built once; do not write to it."""
    return copied_with(ROADS, four_markers, tmp_path_factory.mktemp("roads"))


def copied_with(roads: object, store: Path, folder: Path) -> Path:
    """Return a copy of a store into which roads, a GeoJSON, were taken in."""
    (folder / "roads.geojson").write_text(json.dumps(roads), encoding="utf-8")
    made = tracker.open(shutil.copy(store, folder))
    made.register.import_file("roads", folder / "roads.geojson")
    return made.store.path


@pytest.fixture
def clerk(four_markers: Path, tmp_path: Path) -> Iterator[Tracker]:
    """A copy of that store, and beside it the folder of a week."""
    path = tmp_path / "langson.gpkg"
    shutil.copy(four_markers, path)
    (tmp_path / "week").mkdir()
    yield from kept_open(tracker.open(path))


@pytest.fixture
def demo(demo: Tracker) -> Iterator[Tracker]:
    """The demonstration in a store of one's own, kept open."""
    yield from kept_open(demo)


@pytest.fixture
def week(tmp_path: Path) -> Path:
    """The folder that the clerk puts into what the posts send."""
    return tmp_path / "week"


Arrange = Callable[[Path], object]
"""What puts files into the folder of a week."""
Ran = Callable[[Arrange], None]
"""The fixture `ran`."""


@pytest.fixture(scope="session")
def runs() -> dict[Arrange, Path]:
    """A store and a week after the routine was run, by what lay in it; do not write to them."""
    return {}


@pytest.fixture
def ran(
    clerk: Tracker,
    week: Path,
    runs: dict[Arrange, Path],
    four_markers: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Ran:
    """Let the clerk have run the routine over a week with these files in it: ``ran(lost)``."""

    def run(arrange: Arrange) -> None:
        if arrange not in runs:
            folder = tmp_path_factory.mktemp("ran")
            shutil.copy(four_markers, folder / clerk.store.path.name)
            (folder / week.name).mkdir()
            arrange(folder / week.name)
            tracker.open(folder / clerk.store.path.name).update(folder / week.name)
            runs[arrange] = folder
        shutil.copytree(runs[arrange], week.parent, dirs_exist_ok=True)

    return run
