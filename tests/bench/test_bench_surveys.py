"""A survey of 459 rows taken in, beside GeoPandas and GDAL's append."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from mocgioi import tracker
from tests.bench.surveys import OURS, measure

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="no cpu of child processes on Windows"),
]


def test_all_leave_the_same_rows(built_demo: Path, tmp_path: Path) -> None:
    found = measure(tracker.open(built_demo), tmp_path, 459)
    assert found.keys() == {OURS, "`survey_geopandas.py`", "`ogr2ogr -append`"}
