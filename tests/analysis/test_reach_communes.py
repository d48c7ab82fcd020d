"""For which communes a road was supplied."""

from __future__ import annotations

import numpy as np
import shapely

from mocgioi.analysis.lines.metric_lines import MetricLines, RoadLine, metric_lines
from mocgioi.analysis.lines.proximity import MarkerPoints, proximity_of
from mocgioi.analysis.lines.road_communes import ServingRoad, communes_of_roads
from mocgioi.analysis.lines.road_lines import lines_of_roads
from mocgioi.domain.crs import METRIC_CRS

from .ground import Point, in_degrees, wkb

MARKERS: dict[str, Point] = {"1": (0, 0), "2": (1000, 0), "3": (2000, 0)}
COMMUNES = ["A", "B", None]


def markers() -> MarkerPoints:
    degrees = in_degrees(MARKERS.values())
    return MarkerPoints(list(MARKERS), degrees[:, 0], degrees[:, 1])


def area(west: float, east: float) -> bytes:
    ring = in_degrees([(west, -300), (east, -300), (east, 300), (west, 300)])
    return bytes(shapely.to_wkb(shapely.MultiPolygon([shapely.Polygon(ring)])))


def communes_of(
    serves: list[str], west: float, east: float, *areas: tuple[str, bytes | None]
) -> frozenset[str | None]:
    road = ServingRoad("road", wkb([(west, 100), (east, 100)]), serves)
    return communes_of_roads([road], markers(), COMMUNES, areas)["road"]


def test_the_communes_of_the_markers_it_serves() -> None:
    assert communes_of(["1", "2"], 1900, 2100, ("C", area(1000, 3000))) == {"A", "B"}


def test_none_for_a_marker_that_has_no_commune() -> None:
    assert communes_of(["3"], 0, 100) == {None}


def test_else_the_communes_whose_area_it_touches() -> None:
    areas = [("C", area(-500, 400)), ("D", area(400, 900)), ("E", area(5000, 6000)), ("F", None)]
    assert communes_of([], 300, 500, *areas) == {"C", "D"}
    assert communes_of(["no such marker"], 500, 600, *areas) == {"D"}


def test_else_the_commune_of_the_marker_nearest_to_its_line() -> None:
    assert communes_of([], 600, 1500, ("E", area(5000, 6000))) == {"B"}
    assert communes_of([], 2100, 9000) == {None}


def test_else_the_communes_of_all_markers_equally_near() -> None:
    assert communes_of([], 0, 1000) == {"A", "B"}


DRAWN = {
    "by two": wkb([(0, 100), (1000, 100)]),
    "by one": wkb([(900, -60), (1400, -900)]),
    "by none that has a commune": wkb([(2000, 20), (2500, 20)]),
    "far from all": wkb([(600, 4000), (1500, 4000)]),
    "in pieces": wkb([(500, 900), (400, 700)], [(-100, 50), (-10, 10)]),
}


def drawn_in_pieces() -> MetricLines:
    lines = lines_of_roads([RoadLine(*road) for road in DRAWN.items()])
    return metric_lines(lines, METRIC_CRS)


def test_what_was_measured_already_says_the_same() -> None:
    roads = [ServingRoad(*road) for road in DRAWN.items()]
    drawn = drawn_in_pieces()
    near = proximity_of(markers(), drawn, near_m=150, join_m=10, metric_crs=METRIC_CRS)
    measured = communes_of_roads(
        roads, markers(), COMMUNES, drawn=drawn.of_whole_roads(), near=near
    )
    assert measured == communes_of_roads(roads, markers(), COMMUNES)
    assert list(map(set, measured.values())) == [{"A", "B"}, {"B"}, {None}, {"B"}, {"A"}]


def test_the_pieces_of_a_road_are_one_line_again() -> None:
    drawn, whole = drawn_in_pieces(), drawn_in_pieces().of_whole_roads()
    assert drawn.uuids == (*list(DRAWN)[:-1], "in pieces#1", "in pieces#2")
    assert whole.uuids == tuple(DRAWN)
    lengths_m = drawn.length_m().tolist()
    assert whole.length_m().tolist() == [*lengths_m[:-2], sum(lengths_m[-2:])]


def test_nothing_where_nothing_can_be_said() -> None:
    nowhere = MarkerPoints([], np.array([]), np.array([]))
    road = ServingRoad("road", wkb([(0, 0), (1, 0)]))
    assert communes_of_roads([road], nowhere, []) == {"road": frozenset()}
    assert communes_of_roads([], nowhere, []) == {}


def test_a_road_in_the_bight_of_an_area_does_not_touch_it() -> None:
    ring = [(-100, -100), (900, -100), (900, 0), (0, 0), (0, 900), (-100, 900)]
    bight = bytes(shapely.to_wkb(shapely.MultiPolygon([shapely.Polygon(in_degrees(ring))])))
    assert communes_of([], 300, 800, ("C", bight)) == {"B"}
