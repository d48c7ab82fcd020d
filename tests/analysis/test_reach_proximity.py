"""Distances, joins, nearest points and lengths, drawn in metres from one origin."""

from __future__ import annotations

from math import nan

import numpy as np
import pytest
import shapely

from mocgioi.analysis.lines.metric_lines import RoadLine, metric_lines
from mocgioi.analysis.lines.network import Joins
from mocgioi.analysis.lines.proximity import (
    MarkerPoints,
    Proximity,
    measure_proximity,
    nearest_roads,
)
from mocgioi.domain.crs import METRIC_CRS

from .ground import Part, Point, in_degrees, wkb


def points(**at: Point) -> MarkerPoints:
    degrees = in_degrees(at.values())
    return MarkerPoints(list(at), degrees[:, 0], degrees[:, 1])


def joins(*parts: Part, join_m: float = 10) -> list[tuple[str, str]]:
    roads = [RoadLine(str(n), wkb(part)) for n, part in enumerate(parts)]
    return measure_proximity(points(), roads, join_m=join_m).joins.names()


def length_m(line: RoadLine) -> float:
    return float(metric_lines([line], METRIC_CRS).length_m()[0])


def test_every_road_within_near_is_paired_with_its_least_distance() -> None:
    roads = [
        RoadLine("west", wkb([(-100, -500), (-100, 500)])),
        RoadLine("north", wkb([(-90, 120), (90, 120)], [(0, 150), (0, 300)])),
        RoadLine("far", wkb([(200, -500), (200, 500)])),
    ]
    pairs = measure_proximity(points(**{"1116": (0, 0)}), roads).pairs
    assert [(pair.marker, pair.road) for pair in pairs] == [("1116", "west"), ("1116", "north")]
    assert [pair.distance_m for pair in pairs] == pytest.approx([100, 120], abs=1e-6)


def test_near_is_inclusive() -> None:
    line = [RoadLine("x", wkb([(150, -10), (150, 10)]))]
    assert len(measure_proximity(points(**{"1": (0, 0)}), line).pairs) == 1
    assert len(measure_proximity(points(**{"1": (-0.01, 0)}), line).pairs) == 0


def test_a_join_is_listed_once_whichever_line_has_the_end() -> None:
    body, end = [(0.0, 0.0), (100.0, 0.0)], [(50.0, 10.0), (50.0, 90.0)]
    assert joins(body, end) == joins(end, body) == [("0", "1")]


def test_two_ends_join_and_two_bodies_do_not() -> None:
    assert joins([(0, 0), (100, 0)], [(106, 8), (200, 90)]) == [("0", "1")]
    assert joins([(0, 0), (100, 0)], [(50, -50), (50, 50)]) == []
    assert joins([(0, 0), (100, 0)], [(0, 50), (50, 5), (100, 50)]) == []


def test_a_road_does_not_join_itself() -> None:
    assert joins([(0, 0), (100, 0), (100, 50), (0, 5)]) == []


def test_length_is_that_of_all_parts_as_drawn() -> None:
    there_and_back = wkb([(0, 0), (300, 400), (0, 0)], [(1000, 0), (1000, 50)])
    assert length_m(RoadLine("x", there_and_back)) == pytest.approx(1050, abs=1e-6)


def test_a_line_of_exactly_whole_chunks_loses_no_segment() -> None:
    for segments in (1, 7, 8, 9, 16, 17):
        line = RoadLine("x", wkb([(10.0 * n, 0.0) for n in range(segments + 1)]))
        assert length_m(line) == pytest.approx(10 * segments)


def test_the_nearest_point_is_given_in_degrees() -> None:
    roads = [RoadLine("x", wkb([(-100, 40), (100, 40)])), RoadLine("y", wkb([(0, 90), (9, 90)]))]
    nearest = nearest_roads(points(**{"1116": (25, 0)}), roads)["1116"]
    assert nearest.road == "x"
    assert nearest.distance_m == pytest.approx(40, abs=1e-6)
    expected = in_degrees([(25, 40)])[0]
    assert [nearest.longitude, nearest.latitude] == pytest.approx(expected, abs=1e-8)


def test_of_roads_equally_near_the_one_given_first_is_nearest() -> None:
    west, east = (RoadLine(str(e), wkb([(e, -50), (e, 50)])) for e in (-20.0, 20.0))
    here = points(**{"1116": (0, 0)})
    assert nearest_roads(here, [west, east])["1116"].road == "-20.0"
    assert nearest_roads(here, [east, west])["1116"].road == "20.0"


def test_a_marker_without_position_is_near_nothing() -> None:
    nowhere = MarkerPoints(["1116"], np.array([nan]), np.array([nan]))
    roads = [RoadLine("x", wkb([(0, 0), (1, 0)]))]
    assert measure_proximity(nowhere, roads).pairs == ()
    assert nearest_roads(nowhere, roads) == {}


def test_a_road_without_vertices_is_near_nothing() -> None:
    empty = RoadLine("empty", shapely.to_wkb(shapely.MultiLineString()))
    drawn = RoadLine("x", wkb([(0, 0), (1, 0)]))
    here = points(**{"1116": (0, 0)})
    assert length_m(empty) == 0.0
    assert [pair.road for pair in measure_proximity(here, [empty, drawn]).pairs] == ["x"]
    assert nearest_roads(here, [empty]) == {}


def test_what_it_was_measured_with_is_kept() -> None:
    measured = measure_proximity(points(), [], near_m=80, join_m=5, metric_crs="EPSG:32648")
    assert measured == Proximity((), Joins((), []), 80, 5, "EPSG:32648")
