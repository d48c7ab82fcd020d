from __future__ import annotations

import doctest

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mocgioi.domain.crs import to_metric
from mocgioi.intake import checks, ground, names
from mocgioi.intake.checks import distance_m, nearest_numbers


@pytest.mark.parametrize("module", [checks, ground, names])
def test_the_examples_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


@given(
    st.floats(106.3, 107.4), st.floats(21.4, 22.5), st.floats(-0.02, 0.02), st.floats(-0.02, 0.02)
)
def test_distances_agree_with_the_metric_system(
    longitude: float, latitude: float, east: float, north: float
) -> None:
    other = (longitude + east, latitude + north)
    eastings, northings = to_metric(np.array([longitude, other[0]]), np.array([latitude, other[1]]))
    planar = float(np.hypot(np.diff(eastings), np.diff(northings))[0])
    assert distance_m(longitude, latitude, *other) == pytest.approx(planar, rel=1e-3, abs=0.01)


def test_a_single_number_of_a_pair_offers_the_pair_first() -> None:
    known = ["1222", "1223(1)", "1223(2)", "1224"]
    assert nearest_numbers("1223", known)[:2] == ["1223(1)", "1223(2)"]


def test_nothing_is_offered_for_a_number_like_no_other() -> None:
    assert nearest_numbers("9", ["1116", "1117"]) == []
