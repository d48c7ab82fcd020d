"""What the map draws around the markers, with no more vertices than an eye can tell apart."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from shapely import LineString, Polygon

from mocgioi.domain.register import Commune
from mocgioi.tracker.drawn import commune_facts, commune_rings, drawn_line

JAGGED = [(106.5 + 0.00002 * (i % 2), 21.9 + 0.001 * i) for i in range(11)]
WEST = Polygon([(106.4, 21.9), *JAGGED, (106.4, 21.91)])
EAST = Polygon([*JAGGED, (106.6, 21.91), (106.6, 21.9)])


def commune(code: str, shape: shapely.Geometry | None) -> Commune:
    geometry = None if shape is None else shapely.to_wkb(shape)
    return Commune(code=code, name=code, longitude=106.5, latitude=21.9, geometry=geometry)


def test_neighbours_keep_one_line_between_them() -> None:
    rings = commune_rings([commune("west", WEST), commune("east", EAST)])
    west, east = ({tuple(at) for at in rings[code][0]} for code in ("west", "east"))
    assert len(west) < 11
    assert west & east == {at for at in west if at[0] > 106.45}


def test_a_commune_without_a_shape_has_no_rings() -> None:
    assert commune_rings([commune("a", None)]) == {}


def test_a_shape_that_is_no_area_stays() -> None:
    line = LineString([(106.5, 21.9), (106.6, 21.95)])
    rings = commune_rings([commune("line", line), commune("area", WEST)])
    assert rings["line"] == [[[106.5, 21.9], [106.6, 21.95]]]
    assert len(rings["area"]) == 1


def test_a_line_moves_by_two_metres_at_most() -> None:
    vertices = np.array([(106.5 + 0.0001 * i, 21.9 + 0.000005 * (i % 3)) for i in range(50)])
    drawn = drawn_line(vertices)
    assert len(drawn) < 25
    assert LineString(vertices).hausdorff_distance(LineString(drawn)) <= 0.000021


NO_AREAS = {
    "LINESTRING (106.5 21.9, 106.6 21.95)": 1,
    "GEOMETRYCOLLECTION (POINT (106.5 21.9), LINESTRING (106.5 21.9, 106.6 21.95))": 1,
    "POINT (106.5 21.9)": 0,
    "POLYGON EMPTY": 0,
    "GEOMETRYCOLLECTION EMPTY": 0,
}


@pytest.mark.parametrize(("shape", "lines"), NO_AREAS.items())
def test_a_commune_whose_shape_is_no_area_is_named_where_it_is_said_to_be(
    shape: str, lines: int
) -> None:
    odd = commune("odd", shapely.from_wkt(shape))
    rings = commune_rings([odd, commune("area", WEST)])
    facts = commune_facts(odd, None, rings["odd"])
    assert (facts["longitude"], facts["latitude"]) == (106.5, 21.9)
    assert len(facts["rings"] or []) == lines
