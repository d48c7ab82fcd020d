"""Lines read from WKB into arrays: every spelling of WKB, batches, lengths."""

from __future__ import annotations

import struct

import numpy as np
import pytest
import shapely

from mocgioi.analysis.lines import metric_lines as module
from mocgioi.analysis.lines.metric_lines import RoadLine, metric_lines
from mocgioi.domain.crs import METRIC_CRS, to_metric

from .ground import ORIGIN, in_degrees, wkb

DRAWN = [(0.0, 0.0), (30.0, 40.0), (30.0, 90.0)]


def test_parts_follow_each_other_and_know_their_road() -> None:
    lines = metric_lines(
        [RoadLine("a", wkb(DRAWN, [(9, 9), (5, 5)])), RoadLine("b", wkb(DRAWN))], METRIC_CRS
    )
    assert lines.uuids == ("a", "b")
    assert lines.part_road.tolist() == [0, 0, 1]
    assert (lines.first.tolist(), lines.last.tolist()) == ([0, 3, 5], [2, 4, 7])
    assert lines.vertices[:2] - ORIGIN == pytest.approx(np.array(DRAWN[:2]), abs=1e-6)


@pytest.mark.parametrize("byte_order", [0, 1])
@pytest.mark.parametrize("flavor", ["iso", "extended"])
@pytest.mark.parametrize("height", [False, True])
@pytest.mark.parametrize("many", [False, True])
def test_every_spelling_of_a_line_is_read(
    byte_order: int, flavor: str, height: bool, many: bool
) -> None:
    line = shapely.LineString(in_degrees(DRAWN))
    line = shapely.force_3d(line, 700.0) if height else line
    line = shapely.MultiLineString([line]) if many else line
    spelled = shapely.to_wkb(line, byte_order=byte_order, flavor=flavor)
    lines = metric_lines([RoadLine("a", spelled)], METRIC_CRS)
    assert lines.vertices - ORIGIN == pytest.approx(np.array(DRAWN), abs=1e-6)


def test_a_line_that_names_its_system_is_read_like_any_other() -> None:
    line = shapely.set_srid(shapely.LineString(in_degrees(DRAWN)), 4326)
    lines = metric_lines([RoadLine("a", shapely.to_wkb(line, include_srid=True))], METRIC_CRS)
    assert lines.vertices - ORIGIN == pytest.approx(np.array(DRAWN), abs=1e-6)


def test_parts_may_be_spelled_each_in_its_own_order_of_bytes() -> None:
    part = shapely.LineString(in_degrees(DRAWN))
    both = [shapely.to_wkb(part, byte_order=order) for order in (1, 0)]
    many = struct.pack("<BII", 1, 5, 2) + b"".join(both)
    lines = metric_lines([RoadLine("a", many)], METRIC_CRS)
    assert lines.vertices - ORIGIN == pytest.approx(np.array([*DRAWN, *DRAWN]), abs=1e-6)


def test_lines_are_in_the_system_asked_for() -> None:
    lines = metric_lines([RoadLine("a", wkb(DRAWN))], "EPSG:32648")
    degrees = in_degrees(DRAWN)
    expected = np.column_stack(to_metric(degrees[:, 0], degrees[:, 1], "EPSG:32648"))
    assert lines.vertices == pytest.approx(expected, abs=1e-6)


def test_a_road_without_vertices_has_no_parts() -> None:
    for empty in (shapely.MultiLineString(), shapely.LineString()):
        lines = metric_lines([RoadLine("a", shapely.to_wkb(empty))], METRIC_CRS)
        assert (lines.uuids, len(lines.first), len(lines.chunks)) == (("a",), 0, 0)
        assert lines.length_m().tolist() == [0.0]


def test_batches_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    roads = [RoadLine(str(n), wkb([(n, 0), (n, 50.0 + n)], [(0, n), (9, n)])) for n in range(20)]
    whole = metric_lines(roads, METRIC_CRS)
    monkeypatch.setattr(module, "_BATCH_BYTES", 100)
    batched = metric_lines(iter(roads), METRIC_CRS)
    assert np.array_equal(whole.vertices, batched.vertices)
    assert np.array_equal(whole.length_m(), batched.length_m())
    assert whole.length_m() == pytest.approx([59.0 + n for n in range(20)])


def test_chunks_are_runs_of_eight_segments_that_share_their_ends() -> None:
    line = RoadLine("a", wkb([(10.0 * n, 0.0) for n in range(18)]))
    lines = metric_lines([line], METRIC_CRS)
    assert shapely.get_num_points(lines.chunks).tolist() == [9, 9, 2]
    assert lines.runs.first[1:].tolist() == lines.runs.last[:-1].tolist()
