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


def test_all_leave_the_same_rows_and_ours_costs_less_than_geopandas(
    built_demo: Path, tmp_path: Path
) -> None:
    found = [measure(tracker.open(built_demo), tmp_path, 459) for _ in range(3)]
    # The least of three: other work of the machine only adds.
    ours, theirs = (
        min(costs[name].cpu_s for costs in found) for name in (OURS, "`survey_geopandas.py`")
    )
    assert ours < theirs
