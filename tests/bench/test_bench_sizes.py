"""The nearest road and the network at S and with long roads, beside GeoPandas and networkx."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from mocgioi.analysis.lines.network import Joins
from tests.bench import border, graph
from tests.bench.answers import DifferentAnswer
from tests.bench.processes import children_cpu_s, python
from tests.bench.sizes import Comparison, compare, comparisons, ground

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="no cpu of child processes on Windows"),
]


LONGER = border.SIZES["M"]._replace(markers=2_000, roads=1_000, long_roads=3)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    drawn = tmp_path_factory.mktemp("sizes")
    border.write(border.draw(LONGER), drawn / "longer.gpkg")
    return drawn


@pytest.mark.parametrize("question", [0, 1])
@pytest.mark.parametrize("name", ["S", "longer"])
@pytest.mark.benchmark(group="sizes, whole processes", timer=children_cpu_s)
def test_it_answers_as_the_script_does(
    name: str, question: int, folder: Path, benchmark: BenchmarkFixture
) -> None:
    asked = comparisons(name, ground(name, folder))[question]
    benchmark.pedantic(compare, args=(asked,), rounds=1)  # type: ignore[no-untyped-call]


@pytest.mark.parametrize("part", [graph.ours, graph.by_networkx])
@pytest.mark.benchmark(group="sizes, the graph alone")
def test_what_hangs_together_is_as_networkx_has_it(
    part: Callable[[Joins], dict[str, str]], folder: Path, benchmark: BenchmarkFixture
) -> None:
    joins = graph.joins_in(ground("longer", folder))
    assert benchmark(part, joins) == graph.by_networkx(joins)


def test_a_script_that_does_not_finish_costs_nothing_known() -> None:
    asked = Comparison("?", python("print('1,2')"), {"slow": python("import time; time.sleep(60)")})
    costs = compare(asked, timeout_s=1)
    assert costs[""] is not None
    assert costs["slow"] is None


def test_another_answer_is_told_from_ours() -> None:
    asked = Comparison("?", python("print('1,29.9999')"), {"near": python("print('1,30.0001')")})
    with pytest.raises(DifferentAnswer, match="near: 1 differ, such as 1"):
        compare(asked)


def test_the_same_size_gives_the_same_border(tmp_path: Path) -> None:
    for name in ("one", "other"):
        border.write(border.draw(border.SIZES["S"]), tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


def test_long_roads_are_a_third_of_the_line() -> None:
    size = border.SIZES["S"]._replace(long_roads=3)
    drawn = border.draw(size)
    assert len(drawn.sizes) == size.roads
    assert drawn.sizes[:3].min() > 10 * drawn.sizes[3:].max()
