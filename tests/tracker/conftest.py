"""Fixtures used by several tests of the tracker."""

from __future__ import annotations

from pathlib import Path

import pytest

from mocgioi import tracker

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
