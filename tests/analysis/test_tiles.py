"""A few places and lines at a time give what one look at all of them gives."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from numpy.typing import NDArray

from mocgioi.analysis.lines import spooled, tiles, ways
from mocgioi.analysis.lines.metric_lines import MetricLines, RoadLine, metric_lines
from mocgioi.analysis.lines.spooled import SpooledLines
from mocgioi.analysis.lines.tiles import NONE, Lines, nearest_in_tiles
from mocgioi.analysis.lines.ways import ways_of_groups
from mocgioi.domain.crs import METRIC_CRS, to_metric

Numbers = NDArray[np.float64]

EMPTY = RoadLine("empty", bytes(shapely.to_wkb(shapely.MultiLineString())))


def country(roads: int, seed: int) -> list[RoadLine]:
    """Return winding roads, some of several parts, one very long, one without any place."""
    chance = np.random.default_rng(seed)
    lines = [EMPTY]
    for road in range(roads):
        start = chance.random(2) * [2.0, 1.0] + [105.5, 21.5]
        step = 0.02 if road else 0.2
        parts = [
            start + np.cumsum(chance.normal(0, step, (chance.integers(2, 30), 2)), axis=0)
            for _ in range(1 + (road % 5 == 0))
        ]
        lines.append(RoadLine(str(road), bytes(shapely.to_wkb(shapely.MultiLineString(parts)))))
    return lines


def places(count: int, seed: int) -> Numbers:
    """Return places in metres, many of them in one spot."""
    chance = np.random.default_rng(seed)
    degrees = chance.random((count, 2)) * [3.0, 1.5] + [105.0, 21.2]
    degrees[: count // 3] = degrees[0]
    return np.column_stack(to_metric(degrees[:, 0], degrees[:, 1]))


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let tiles be so small that there are many, and everything be kept in the file."""
    monkeypatch.setattr(tiles, "_PLACES", 20)
    monkeypatch.setattr(tiles, "_LEAF", 3)
    monkeypatch.setattr(tiles, "_VERTICES", 200)
    monkeypatch.setattr(ways, "_VERTICES", 100)
    monkeypatch.setattr(spooled, "_BATCH_BYTES", 2_000)
    monkeypatch.setattr(spooled, "_IN_MEMORY_BYTES", 1_000)


def test_the_nearest_line_is_the_same_in_tiles(small: None) -> None:
    lines, points = country(120, 1), places(300, 2)
    apart_m = shapely.distance(
        shapely.points(points)[:, None], metric_lines(lines, METRIC_CRS).shapes[None, 1:]
    )
    for of in (metric_lines(lines, METRIC_CRS), SpooledLines(lines, METRIC_CRS)):
        found = nearest_in_tiles(points, of, METRIC_CRS)
        assert found.distance_m == pytest.approx(apart_m.min(axis=1), abs=1e-5)
        assert (found.line == 1 + apart_m.argmin(axis=1)).all()


def test_of_lines_equally_near_it_is_the_one_given_first_in_tiles_too(small: None) -> None:
    once = country(60, 3)[1:]
    twice = [*once, *(line._replace(uuid=f"{line.uuid} again") for line in once)]
    found = nearest_in_tiles(places(200, 4), metric_lines(twice, METRIC_CRS), METRIC_CRS)
    assert found.line.max() < len(once)


@pytest.mark.parametrize("lines", [[], [EMPTY]])
def test_without_a_line_nothing_is_nearest(lines: list[RoadLine]) -> None:
    found = nearest_in_tiles(places(9, 5), SpooledLines(lines, METRIC_CRS), METRIC_CRS)
    assert (found.line == NONE).all()


def test_lines_kept_aside_are_those_that_were_put_there(small: None) -> None:
    lines = country(80, 7)
    kept, held = SpooledLines(lines, METRIC_CRS), metric_lines(lines, METRIC_CRS)
    order = np.random.default_rng(8).permutation(len(lines))[:50]
    assert_same(kept.picked(order), held.picked(order))
    assert (kept.boxes == held.boxes).all()
    assert (kept.sizes == held.sizes).all()


def assert_same(one: MetricLines, other: MetricLines) -> None:
    assert one.uuids == other.uuids
    for field in ("vertices", "first", "last", "part_road"):
        assert np.array_equal(getattr(one, field), getattr(other, field))


def ways_found(own: Lines, goal: Lines, group: NDArray[np.intp]) -> list[list[float] | list[int]]:
    found = ways_of_groups(own, goal, group, METRIC_CRS)
    return [column.ravel().tolist() for column in found]


def test_ways_are_the_same_a_few_lines_at_a_time(
    request: pytest.FixtureRequest,
) -> None:
    own, goal = (metric_lines(country(70, seed), METRIC_CRS) for seed in (9, 10))
    group = np.arange(len(own.uuids)) % 12
    at_once = ways_found(own, goal, group)
    request.getfixturevalue("small")
    assert ways_found(own, goal, group) == at_once
    assert len(at_once[0]) == 12
