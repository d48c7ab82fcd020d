"""Roads laid out in metres to be checked."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from mocgioi.analysis.lines.network import RoadFact
from mocgioi.analysis.lines.proximity import MarkerPoints
from mocgioi.analysis.roads.ground import RoadGround, lay_out
from mocgioi.domain.crs import METRIC_CRS, to_metric

from .ground import TODAY, Point, in_degrees, wkb
from .roads_world import area, is_at, patrol, registered

UTM = "EPSG:32648"
UP = registered("up", [(500, 14), (500, 400)])


def laid_out(*, metric_crs: str = METRIC_CRS, join_m: float = 10.0) -> RoadGround:
    """Return two roads and a marker at their place, one that has half a place and one none."""
    degrees = np.vstack((in_degrees([(500, 430)]), [[106.7, np.nan]], [[np.nan, np.nan]]))
    roads = [patrol(), UP]
    return lay_out(
        roads,
        [RoadFact.of(road) for road in roads],
        MarkerPoints(["1116", "1117", "1118"], degrees[:, 0], degrees[:, 1]),
        communes=[area((0, 0), (900, 0), (900, 900))],
        border=[wkb([(-1000, 500), (2000, 500)])],
        as_of=TODAY,
        join_m=join_m,
        metric_crs=metric_crs,
    )


def in_crs(point: Point, metric_crs: str) -> tuple[float, float]:
    longitude, latitude = in_degrees([point])[0]
    east, north = to_metric(np.array([longitude]), np.array([latitude]), metric_crs)
    return float(east[0]), float(north[0])


@pytest.mark.parametrize("metric_crs", [METRIC_CRS, UTM])
def test_all_is_laid_out_in_the_system_asked_for(metric_crs: str) -> None:
    ground = laid_out(metric_crs=metric_crs)
    east, north = in_crs((500, 14), metric_crs)
    start = shapely.get_point(shapely.get_geometry(ground.shapes[1], 0), 0)
    assert (start.x, start.y) == pytest.approx((east, north), abs=1e-3)
    assert is_at(ground.place(start), (500, 14))
    marker = ground.markers["1116"]
    assert marker is not None
    assert (marker.x, marker.y) == pytest.approx(in_crs((500, 430), metric_crs), abs=1e-3)
    assert shapely.distance(ground.border, marker).min() == pytest.approx(70, abs=0.1)
    corner = shapely.Point(in_crs((900, 900), metric_crs))
    assert shapely.distance(ground.communes[0], corner) == pytest.approx(0, abs=1e-3)


def test_a_marker_without_a_whole_place_has_none() -> None:
    markers = laid_out().markers
    assert (markers["1117"], markers["1118"]) == (None, None)


@pytest.mark.parametrize(("join_m", "joined"), [(10.0, 1), (20.0, 2)])
def test_how_far_lines_join_is_what_is_asked_for(join_m: float, joined: int) -> None:
    ground = laid_out(join_m=join_m)
    assert len(ground.network.joined) == joined
    assert ground.join_m == join_m


def test_what_was_measured_before_says_which_lines_join() -> None:
    roads = [patrol(), UP]
    nobody = MarkerPoints((), np.empty(0), np.empty(0))
    facts = [RoadFact.of(road) for road in roads]
    joined = [(roads[0].uuid, UP.uuid)]
    ground = lay_out(roads, facts, nobody, joined=joined, as_of=TODAY)
    assert ground.network.joined == {roads[0].uuid, UP.uuid}


def test_a_road_without_a_name_goes_by_its_uuid() -> None:
    road = UP._replace(name=None)
    nobody = MarkerPoints((), np.empty(0), np.empty(0))
    ground = lay_out([road], [RoadFact.of(road)], nobody, as_of=TODAY)
    assert ground.name(road.uuid) == ground.name(f"{road.uuid}#2") == road.uuid
