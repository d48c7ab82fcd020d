"""The map of the demonstration, beside a Folium script with one Marker and Popup a point."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from mocgioi import tracker
from tests.bench.answers import check_points
from tests.bench.processes import children_cpu_s, drawing, run

pytestmark = pytest.mark.slow


@pytest.mark.benchmark(group="map")
def test_the_page_is_written(built_demo: Path, benchmark: BenchmarkFixture) -> None:
    page = benchmark.pedantic(tracker.open(built_demo).maps.page, rounds=5, warmup_rounds=1)  # type: ignore[no-untyped-call]
    assert page


@pytest.fixture(scope="module")
def checked(built_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store, after the script has drawn every marker."""
    check_points(tracker.open(built_demo), tmp_path_factory.mktemp("checked"))
    return built_demo


@pytest.mark.skipif(sys.platform == "win32", reason="no cpu of child processes on Windows")
@pytest.mark.parametrize("name", drawing(Path(), Path()))
@pytest.mark.benchmark(group="map, whole processes", timer=children_cpu_s)
def test_it_draws(name: str, checked: Path, tmp_path: Path, benchmark: BenchmarkFixture) -> None:
    benchmark.pedantic(run, args=(drawing(checked, tmp_path)[name],), rounds=5, warmup_rounds=1)  # type: ignore[no-untyped-call]
