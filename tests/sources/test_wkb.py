from __future__ import annotations

from typing import Any

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from mocgioi.sources.wkb import encode, kind_of, point_of

DEGREES = st.floats(-180, 180, allow_nan=False)
POINT = st.tuples(DEGREES, DEGREES)


@given(POINT, st.lists(POINT, min_size=2, max_size=5), st.lists(POINT, min_size=3, max_size=5))
def test_shapely_reads_what_is_written(point: Any, line: list[Any], ring: list[Any]) -> None:
    closed = [*ring, ring[0]]
    shapes: list[tuple[str, Any, Any]] = [
        ("Point", point, shapely.Point(point)),
        ("LineString", line, shapely.LineString(line)),
        ("Polygon", [closed], shapely.Polygon(closed)),
        ("MultiLineString", [line, line], shapely.MultiLineString([line, line])),
        ("MultiPolygon", [[closed]], shapely.MultiPolygon([shapely.Polygon(closed)])),
    ]
    for kind, coordinates, shape in shapes:
        encoded = encode(kind, coordinates)
        assert shapely.from_wkb(encoded) == shape
        assert kind_of(encoded) == kind


def test_height_is_dropped() -> None:
    assert point_of(encode("Point", (106.7, 21.9, 350.0))) == (106.7, 21.9)


@pytest.mark.parametrize(
    ("kind", "coordinates"),
    [
        ("Point", []),
        ("Point", ["a", "b"]),
        ("Point", [float("nan"), 1.0]),
        ("Point", [10**400, 1.0]),
        ("LineString", [[1.0, 2.0]]),
        ("Circle", [1.0, 2.0]),
        ("Polygon", None),
    ],
)
def test_malformed_coordinates_are_a_value_error(kind: str, coordinates: Any) -> None:
    with pytest.raises(ValueError):
        encode(kind, coordinates)


def test_a_vertex_that_is_not_finite_is_kept_to_be_named() -> None:
    line = shapely.from_wkb(encode("LineString", [(106.7, 21.9), (float("inf"), 21.9)]))
    assert shapely.get_num_coordinates(line) == 2
