"""Fixtures used by several rooms."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mocgioi import tracker
from mocgioi.tracker import Tracker


@pytest.fixture(scope="session")
def built_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration's store, built once; do not write to it."""
    return tracker.demo(tmp_path_factory.mktemp("demo")).store.path


@pytest.fixture
def demo(built_demo: Path, tmp_path: Path) -> Tracker:
    """The demonstration in a store of one's own."""
    path = tmp_path / "langson.gpkg"
    shutil.copy(built_demo, path)
    return tracker.open(path)
