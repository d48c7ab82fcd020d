"""The packed tree gives what asking every segment gives, wherever points and lines are."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from numpy.typing import NDArray

from mocgioi.analysis.lines import line_index
from mocgioi.analysis.lines.line_index import LineIndex
from mocgioi.analysis.lines.metric_lines import MetricLines

Numbers = NDArray[np.float64]


def lines_of(*parts: Numbers) -> MetricLines:
    sizes = np.array([len(part) for part in parts], dtype=np.intp)
    last = np.cumsum(sizes) - 1
    uuids = tuple(str(n) for n in range(len(parts)))
    vertices = np.vstack(parts) if parts else np.empty((0, 2))
    return MetricLines(uuids, vertices, last - sizes + 1, last, np.arange(len(parts)))


def winding(chance: np.random.Generator, roads: int, extent_m: float) -> list[Numbers]:
    starts = chance.random((roads, 2)) * extent_m + [500_000, 2_420_000]
    steps = [chance.normal(0, extent_m / 50, (n, 2)) for n in chance.integers(2, 60, roads)]
    return [start + np.cumsum(step, axis=0) for start, step in zip(starts, steps, strict=True)]


def distances_m(points: Numbers, parts: list[Numbers]) -> Numbers:
    lines = np.array([shapely.LineString(part) for part in parts])
    return np.asarray(shapely.distance(shapely.points(points)[:, None], lines[None, :]))


@pytest.mark.parametrize("extent_m", [5.0, 3_000.0, 1_200_000.0])
@pytest.mark.parametrize("away_m", [0.0, 400_000.0])
def test_the_nearest_is_the_least_of_all(extent_m: float, away_m: float) -> None:
    chance = np.random.default_rng(7)
    parts = winding(chance, 120, extent_m)
    points = chance.random((300, 2)) * extent_m + [500_000 + away_m, 2_420_000]
    everything = distances_m(points, parts)
    answer = np.full(len(points), np.nan)
    for near in LineIndex(lines_of(*parts)).nearest(points):
        answer[near.point] = near.distance_m
        assert everything[near.point, near.road] == pytest.approx(near.distance_m, abs=1e-6)
    assert answer == pytest.approx(everything.min(axis=1), abs=1e-6)


@pytest.mark.parametrize("frontier", [1 << 20, 64])
def test_everything_within_a_distance_is_found(
    frontier: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(line_index, "_FRONTIER", frontier)
    chance = np.random.default_rng(8)
    parts = winding(chance, 200, 2_000.0)
    points = chance.random((500, 2)) * 2_000 + [500_000, 2_420_000]
    answer = {
        pair
        for near in LineIndex(lines_of(*parts)).within(points, 150.0)
        for pair in zip(near.point.tolist(), near.road.tolist(), strict=True)
    }
    expected = np.argwhere(distances_m(points, parts) <= 150.0)
    assert len(expected) > 1_000
    assert answer == {(point, road) for point, road in expected.tolist()}


def test_a_run_as_near_as_the_nearest_is_given_too() -> None:
    west, east = (np.array([[at, -50.0], [at, 50.0]]) for at in (-20.0, 20.000_000_5))
    (near,) = LineIndex(lines_of(west, east)).nearest(np.array([[0.0, 0.0]]))
    assert sorted(near.road.tolist()) == [0, 1]


def test_the_foot_is_the_nearest_point_of_the_run() -> None:
    index = LineIndex(lines_of(np.array([[-100.0, 40.0], [100.0, 40.0]])))
    point = np.array([[25.0, 0.0]])
    (near,) = index.nearest(point)
    assert index.foot(point, near.run).tolist() == [[25.0, 40.0]]


def test_without_lines_or_points_nothing_is_near() -> None:
    some = np.array([[500_000.0, 2_420_000.0]])
    assert list(LineIndex(lines_of()).nearest(some)) == []
    assert list(LineIndex(lines_of(some.repeat(2, axis=0))).within(np.empty((0, 2)), 9.0)) == []


def test_a_line_of_no_length_is_where_it_is() -> None:
    index = LineIndex(lines_of(np.array([[3.0, 4.0], [3.0, 4.0]])))
    (near,) = index.nearest(np.array([[0.0, 0.0]]))
    assert near.distance_m.tolist() == [5.0]
