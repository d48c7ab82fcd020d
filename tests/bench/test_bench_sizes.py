"""The nearest road and the network at S and M, beside GeoPandas and networkx."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from tests.bench import country
from tests.bench.processes import children_cpu_s, run
from tests.bench.sizes import Comparison, check, comparisons, ground

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="no cpu of child processes on Windows"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sizes")


def asked(name: str, question: int, folder: Path) -> Comparison:
    """What is asked of a size, after the script has answered what we do."""
    comparison = comparisons(name, ground(name, folder))[question]
    check(comparison)
    return comparison


@pytest.mark.parametrize("question", [0, 1])
@pytest.mark.parametrize("name", ["S", "M"])
@pytest.mark.benchmark(group="sizes, whole processes", timer=children_cpu_s)
def test_it_answers_as_the_script_does(
    name: str, question: int, folder: Path, benchmark: BenchmarkFixture
) -> None:
    comparison = asked(name, question, folder)
    benchmark.pedantic(run, args=(comparison.ours,), rounds=3, warmup_rounds=1)  # type: ignore[no-untyped-call]


def test_the_same_size_gives_the_same_country(tmp_path: Path) -> None:
    for name in ("one", "other"):
        country.write(country.draw(country.SIZES["S"]), tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


def test_long_roads_are_a_third_of_the_line() -> None:
    size = country.SIZES["S"]._replace(long_roads=3)
    drawn = country.draw(size)
    assert len(drawn.sizes) == size.roads
    assert drawn.sizes[:3].min() > 10 * drawn.sizes[3:].max()
