"""The page's VN-2000 against PROJ's, by EPSG:6960."""

from __future__ import annotations

import numpy as np

from mocgioi.domain.crs import to_metric
from tests.outputs.map.scripts import run_page_scripts

HUU_NGHI = (21.9706221, 106.7111227)


def in_the_page(
    places: list[tuple[float, float]],
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    projected = run_page_scripts(
        "datum.js",
        expression="data.map(place => Object.values(mocgioi.vn2000(...place)))",
        data=places,
    )
    return np.array(projected)


def test_the_check_point_is_where_the_law_has_it() -> None:
    assert in_the_page([HUU_NGHI]).round(2).tolist() == [[444152.82, 2430512.82]]


def test_all_over_the_province_and_around_it_is_within_a_centimetre_of_proj() -> None:
    latitude, longitude = np.meshgrid(np.linspace(20.5, 23.5, 31), np.linspace(105.5, 108.5, 31))
    places = np.column_stack((latitude.ravel(), longitude.ravel()))
    by_proj = np.column_stack(to_metric(places[:, 1], places[:, 0]))
    off_m = np.hypot(*(in_the_page([tuple(p) for p in places.tolist()]) - by_proj).T)
    assert len(off_m) == 961
    assert off_m.max() < 0.01
