"""Texts that formats have to write otherwise come home as they were: nothing was edited."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from mocgioi import tracker
from mocgioi.tracker import Tracker

TEXTS = (
    "Đường \"A\" & <b>'x'</b>",
    "=cmd|' /C calc'!A0",
    "+1-2",
    "dòng một\r\ndòng hai",
    "ữ" * 200,
    "a;b,c\td",
    "]]>&amp;<!--",
    "\U0001f600",
)


@pytest.fixture
def store(tmp_path: Path) -> Tracker:
    """A store whose gates are called by texts."""
    path = tmp_path / "gates.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(("name", "longitude", "latitude", "source"))
        rows.writerows((text, 106.7 + at / 100, 21.9, text) for at, text in enumerate(TEXTS))
    made = tracker.create(tmp_path / "langson.gpkg")
    made.register.import_file("gates", path, crs="EPSG:4326")
    return made


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".shp", ".mif", ".kml", ".gpkg", ".geojson"])
def test_a_gate_of_any_name_comes_home_unchanged(
    store: Tracker, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"ra{ending}"
    store.exports.write("gates", path)
    receipt = store.merge(path)
    assert receipt.unchanged == receipt.read >= len(TEXTS) - 1
