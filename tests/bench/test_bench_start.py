"""Whole processes of the light commands and of papers, beside a table by a GeoPandas script."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from mocgioi import tracker
from tests.bench.answers import check_table
from tests.bench.processes import children_cpu_s, papers, run, start_up

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="no cpu of child processes on Windows"),
]


@pytest.fixture(scope="module")
def checked(built_demo: Path) -> Path:
    """The store, after the script has given the same table as the report."""
    check_table(tracker.open(built_demo))
    return built_demo


@pytest.mark.parametrize("name", start_up(Path()))
@pytest.mark.benchmark(group="start-up", timer=children_cpu_s)
def test_it_starts(name: str, checked: Path, benchmark: BenchmarkFixture) -> None:
    benchmark.pedantic(run, args=(start_up(checked)[name],), rounds=11, warmup_rounds=1)  # type: ignore[no-untyped-call]


@pytest.mark.parametrize("name", papers(Path(), Path()))
@pytest.mark.benchmark(group="papers", timer=children_cpu_s)
def test_it_writes(name: str, checked: Path, tmp_path: Path, benchmark: BenchmarkFixture) -> None:
    command = papers(checked, tmp_path)[name]
    benchmark.pedantic(run, args=(command,), rounds=5, warmup_rounds=1)  # type: ignore[no-untyped-call]
