"""The province's own grid, held against PROJ."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import numpy as np
import pyproj
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj.transformer import TransformerGroup

from mocgioi.domain import crs, vn2000

SAME_M = 1e-6
SAME_DEGREES = 1e-11


@pytest.fixture(scope="module")
def by_proj() -> Any:
    """PROJ's own way from EPSG:9215 to EPSG:4326 by operation EPSG:6960."""
    return by_the_named_operation("EPSG:9215")


@pytest.fixture(scope="module")
def degrees_by_proj() -> Any:
    """The same from EPSG:4756."""
    return by_the_named_operation("EPSG:4756")


def by_the_named_operation(system: str) -> Any:
    group = TransformerGroup(system, "EPSG:4326", always_xy=True)
    chosen = next(t for t in group.transformers if "VN-2000 to WGS 84 (2)" in t.description)
    chosen.transform(0.0, 0.0)  # what PROJ makes ready at the first place
    return chosen


def test_the_check_point_of_huu_nghi_is_where_it_is_published() -> None:
    easting, northing = vn2000.to_grid(np.array([106.7111227]), np.array([21.9706221]))
    assert (round(easting[0], 3), round(northing[0], 3)) == pytest.approx(
        (444152.817, 2430512.824), abs=0.01
    )


@given(
    st.lists(st.tuples(st.floats(95.0, 120.0), st.floats(5.0, 45.0)), min_size=1, max_size=20).map(
        np.array
    )
)
def test_the_grid_is_that_of_proj(by_proj: Any, degrees: Any) -> None:
    ours = vn2000.to_grid(degrees[:, 0], degrees[:, 1])
    theirs = by_proj.transform(degrees[:, 0], degrees[:, 1], direction="INVERSE")
    assert np.abs(np.subtract(ours, theirs)).max() < SAME_M


@given(
    st.lists(st.tuples(st.floats(-8e5, 1.8e6), st.floats(5e5, 5e6)), min_size=1, max_size=20).map(
        np.array
    )
)
def test_the_way_back_is_that_of_proj(by_proj: Any, metres: Any) -> None:
    ours = vn2000.from_grid(metres[:, 0], metres[:, 1])
    theirs = by_proj.transform(metres[:, 0], metres[:, 1])
    assert np.abs(np.subtract(ours, theirs)).max() < SAME_DEGREES


PLACES = st.lists(
    st.tuples(st.floats(-180.0, 180.0), st.floats(-89.9, 89.9)), min_size=1, max_size=20
).map(np.array)


@given(PLACES)
def test_degrees_of_vn2000_are_those_of_proj(degrees_by_proj: Any, degrees: Any) -> None:
    ours = vn2000.to_degrees(degrees[:, 0], degrees[:, 1])
    theirs = degrees_by_proj.transform(degrees[:, 0], degrees[:, 1], direction="INVERSE")
    assert apart_m(ours, theirs).max() < SAME_M


@given(PLACES)
def test_degrees_of_wgs_84_are_those_of_proj(degrees_by_proj: Any, degrees: Any) -> None:
    ours = vn2000.from_degrees(degrees[:, 0], degrees[:, 1])
    theirs = degrees_by_proj.transform(degrees[:, 0], degrees[:, 1])
    assert apart_m(ours, theirs).max() < SAME_M


def apart_m(ours: Any, theirs: Any) -> Any:
    """How far apart places are, whichever side of the 180th meridian they are written on."""
    return pyproj.Geod(ellps="WGS84").inv(*ours, *theirs)[2]


@given(st.integers(0, 3 * vn2000._BLOCK))
def test_many_places_are_changed_as_one_by_one(count: int) -> None:
    longitude = np.linspace(106.0, 107.5, count)
    latitude = np.linspace(21.5, 22.5, count)
    easting, northing = vn2000.to_grid(longitude, latitude)
    last = vn2000.to_grid(longitude[-1:], latitude[-1:])
    assert (len(easting), len(northing)) == (count, count)
    assert np.array_equal((easting[-1:], northing[-1:]), last)


@pytest.mark.parametrize(
    ("longitude", "latitude"), [(106.7, 91.0), (np.nan, 21.9), (106.7, np.inf), (21.9, 106.7)]
)
def test_what_is_no_place_on_earth_has_none_in_another_system(
    longitude: float, latitude: float
) -> None:
    for change in (vn2000.to_grid, vn2000.to_degrees, vn2000.from_degrees):
        assert np.isinf(change(np.array([longitude]), np.array([latitude]))).all()


@pytest.mark.parametrize(
    ("easting", "northing"), [(2e7, 2e6), (np.nan, 1.0), (1e9, 1e9), (1.0, np.inf)]
)
def test_what_is_far_off_the_grid_has_no_degrees(easting: float, northing: float) -> None:
    assert np.isinf(vn2000.from_grid(np.array([easting]), np.array([northing]))).all()


def test_a_place_that_is_none_leaves_those_beside_it() -> None:
    longitude, latitude = np.array([106.7, 106.7, 21.9]), np.array([21.9, 91.0, 106.7])
    easting, northing = vn2000.to_grid(longitude, latitude)
    assert np.isfinite([easting[0], northing[0]]).all()
    assert np.isinf([easting[1:], northing[1:]]).all()


def test_the_pole_is_a_place() -> None:
    assert np.isfinite(vn2000.to_grid(np.array([106.7, 106.7]), np.array([90.0, -90.0]))).all()


@pytest.mark.parametrize("system", ["EPSG:9215", "EPSG:4756", "EPSG:4326"])
def test_what_nearly_every_file_is_in_is_computed_without_proj(system: str) -> None:
    code = (
        "import sys, numpy; from mocgioi.domain import crs;"
        f"system = crs.authority_code({system!r}); crs.is_geographic(system);"
        "crs.to_storage(*crs.to_metric(numpy.array([106.7]), numpy.array([21.9]), system), system);"
        "print('pyproj' in sys.modules)"
    )
    done = subprocess.run((sys.executable, "-c", code), capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_neighbours_meridian_goes_through_proj() -> None:
    """The same place 15 minutes of arc aside: 26 km in the other zone."""
    place = np.array([106.7]), np.array([21.9])
    easting, _ = crs.to_metric(*place, "EPSG:9214")
    theirs, _ = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:9214", always_xy=True).transform(
        *place
    )
    assert easting[0] == pytest.approx(theirs[0], abs=5.0)
