from __future__ import annotations

import numpy as np
import pytest
import shapely

from mocgioi.domain.crs import METRIC_CRS, to_storage
from mocgioi.domain.register import Commune
from mocgioi.intake.position.areas import CommuneAreas


def square(code: str, west_m: float, *, south_m: float = 0.0) -> Commune:
    """Return a commune of one square kilometre; its corner as metres from a point of the area."""
    ring = [(0, 0), (1000, 0), (1000, 1000), (0, 1000)]
    return Commune(code=code, name=code, geometry=shapely.to_wkb(outline(ring, west_m, south_m)))


def outline(ring: list[tuple[int, int]], west_m: float, south_m: float) -> shapely.Polygon:
    metres = np.array(ring) + np.array([440_000 + west_m, 2_440_000 + south_m])
    return shapely.Polygon(np.column_stack(to_storage(metres[:, 0], metres[:, 1], METRIC_CRS)))


def at(east_m: float, north_m: float) -> tuple[float, float]:
    east, north = np.array([440_000 + east_m]), np.array([2_440_000 + north_m])
    longitude, latitude = to_storage(east, north, METRIC_CRS)
    return float(longitude[0]), float(latitude[0])


TWO = CommuneAreas([square("1", 0), square("2", 1000)])


def test_a_position_inside_is_at_no_distance_and_one_outside_at_its_metres() -> None:
    (inside, outside) = TWO.distances_m([at(500, 500), at(500, 1040)], [None, None])
    assert inside["1"] == 0
    assert outside["1"] == pytest.approx(40, abs=0.01)


def test_a_commune_farther_than_half_a_kilometre_is_named_only_where_it_is_asked_for() -> None:
    alone, asked = TWO.distances_m([at(100, 500), at(100, 500)], [None, "2"])
    assert set(alone) == {"1"}
    assert asked["2"] == pytest.approx(900, abs=0.01)


def test_what_is_asked_for_and_near_has_its_distance() -> None:
    (near,) = TWO.distances_m([at(990, 500)], ["2"])
    assert near == {"1": 0, "2": pytest.approx(10, abs=0.01)}


def test_no_position_and_no_outline_have_no_distances() -> None:
    assert TWO.distances_m([None], ["1"]) == [{}]
    without = CommuneAreas([Commune(code="1", name="1")])
    assert not without
    assert without.distances_m([at(0, 0)], ["1"]) == [{}]


def test_an_outline_that_crosses_itself_is_an_area_all_the_same() -> None:
    bow = outline([(0, 0), (1000, 1000), (1000, 0), (0, 1000)], 0, 0)
    areas = CommuneAreas([Commune(code="1", name="1", geometry=shapely.to_wkb(bow))])
    (left, above) = areas.distances_m([at(100, 500), at(500, 900)], ["1", "1"])
    assert left["1"] == 0
    assert above["1"] > 100
