"""Reach on the demonstration: the measuring alone, and whole processes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import shapely
from pytest_benchmark.fixture import BenchmarkFixture

from mocgioi import tracker
from mocgioi.analysis.lines.metric_lines import RoadLine
from mocgioi.analysis.lines.proximity import MarkerPoints, measure_proximity
from tests.bench.answers import check_nearest
from tests.bench.processes import children_cpu_s, reaching, run

pytestmark = pytest.mark.slow


@pytest.mark.benchmark(group="reach")
def test_the_whole_province_is_measured(built_demo: Path, benchmark: BenchmarkFixture) -> None:
    store = tracker.open(built_demo)
    markers, roads = store.frame("markers"), store.frame("roads")
    points = MarkerPoints(
        list(markers["number"]), markers.geometry.x.to_numpy(), markers.geometry.y.to_numpy()
    )
    lines = [
        RoadLine(uuid, shapely.to_wkb(line))
        for uuid, line in zip(roads["uuid"], roads.geometry, strict=True)
    ]
    found = benchmark(measure_proximity, points, lines)
    assert found.pairs


@pytest.fixture(scope="module")
def checked(built_demo: Path) -> Path:
    """The store, after the script has found every marker's nearest road as far away as we do."""
    check_nearest(tracker.open(built_demo))
    return built_demo


@pytest.mark.skipif(sys.platform == "win32", reason="no cpu of child processes on Windows")
@pytest.mark.parametrize("name", reaching(Path(), ""))
@pytest.mark.benchmark(group="reach, whole processes", timer=children_cpu_s)
def test_it_reaches(name: str, checked: Path, benchmark: BenchmarkFixture) -> None:
    as_of = tracker.open(checked).figures.coverage(by=())["as_of"]
    benchmark.pedantic(run, args=(reaching(checked, as_of)[name],), rounds=7, warmup_rounds=1)  # type: ignore[no-untyped-call]
