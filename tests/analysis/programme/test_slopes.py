"""What steep ground adds to a road, and that ways go round it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from mocgioi.analysis.programme.prices import pricing
from mocgioi.analysis.programme.slopes import Slopes
from mocgioi.domain.crs import METRIC_CRS, to_metric
from mocgioi.domain.heights import UNKNOWN_DM, Heights
from mocgioi.domain.prices import Price, UnitPrice

from ..ground import ORIGIN, in_degrees
from .country import PLAIN, PRICE, area, drawn, numbered, reached, sought

CELL_DEG = 0.00025
RING = [(-2000, -500), (3000, -500), (3000, 2000), (-2000, 2000)]


def heights(metres: Callable[[np.ndarray, np.ndarray], np.ndarray]) -> Heights:
    """Return heights drawn by a function of metres east and north of the origin."""
    (west, south), (east, north) = in_degrees([(-3000, -1500), (4000, 3000)]).tolist()
    columns, rows = round((east - west) / CELL_DEG), round((north - south) / CELL_DEG)
    longitude = west + (np.arange(columns) + 0.5) * CELL_DEG
    latitude = north - (np.arange(rows) + 0.5) * CELL_DEG
    grid = np.meshgrid(longitude, latitude)
    easting, northing = to_metric(grid[0].ravel(), grid[1].ravel(), METRIC_CRS)
    found = metres(easting - ORIGIN[0], northing - ORIGIN[1]).reshape(rows, columns)
    known = np.where(np.isnan(found), UNKNOWN_DM, np.nan_to_num(found) * 10).astype("<i2")
    return Heights(west, north, CELL_DEG, rows, columns, known.tobytes())


def lengths(made: Heights, *places: tuple[float, float]) -> dict[str, float]:
    vertices = np.array(places) + ORIGIN
    found = Slopes(made, METRIC_CRS, PLAIN).lengths(vertices)
    return {str(terrain): metres for terrain, metres in found.items()}


def test_level_ground_adds_nothing() -> None:
    level = heights(lambda e, n: 300 + 0 * e)
    assert lengths(level, (0, 0), (300, 0)) == {"flat": pytest.approx(300)}


def test_a_slope_of_a_fifth_adds_what_pythagoras_says() -> None:
    slope = heights(lambda e, n: 300 + n / 5)
    (metres,) = lengths(slope, (0, 0), (0, 500)).values()
    assert metres == pytest.approx(500 * 1.0198, rel=0.01)


def test_a_road_along_a_hillside_is_flat() -> None:
    slope = heights(lambda e, n: 300 + n / 2)
    assert lengths(slope, (0, 0), (400, 0)) == {"flat": pytest.approx(400, rel=0.01)}


def test_what_is_steeper_than_a_road_can_be_winds() -> None:
    steep = heights(lambda e, n: 300 + n / 2)
    found = lengths(steep, (0, 0), (0, 400))
    assert found == {"steep": pytest.approx(400 * 2 * 1.0308, rel=0.02)}


def test_ground_of_no_known_height_counts_as_drawn() -> None:
    hole = heights(lambda e, n: np.where(e < 1000, np.nan, 300.0))
    assert lengths(hole, (0, 0), (300, 0)) == {"unknown": pytest.approx(300)}


def test_a_way_goes_round_a_hill_and_costs_what_its_terrain_costs() -> None:
    ridge = heights(
        lambda e, n: np.where((n > 250) & (n < 450) & (e < 900), 400 - np.abs(n - 350) * 2, 200.0)
    )
    found = reached(numbered([(700, 700)]))
    (straight,) = sought(found, area(RING)).ways
    (way,) = sought(found, area(RING), heights=ridge).ways
    assert drawn(way).length > drawn(straight).length + 50
    assert max(vertex[0] for vertex in drawn(way).coords) > 850
    assert way.cost_vnd == round(1_000_000 * sum(way.terrain_m.values()))


def test_a_dear_terrain_is_paid_for_by_the_metre() -> None:
    flat = UnitPrice("access", "flat", Price(3_000_000, 2_000_000, 4_000_000))
    costs = pricing([PRICE], [flat], detour_factor=1.0)
    level = heights(lambda e, n: 300 + 0 * e)
    (way,) = sought(reached(numbered([(500, 700)])), area(RING), costs=costs, heights=level).ways
    assert (way.terrain_m, way.cost_vnd, way.cost_vnd_min) == (
        {"flat": 700.0},
        2_100_000_000,
        1_400_000_000,
    )
