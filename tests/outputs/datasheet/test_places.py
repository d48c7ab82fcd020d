"""Positions as sheets of paper print them."""

from __future__ import annotations

import pytest

from mocgioi.errors import Language
from mocgioi.outputs.datasheet import places


def test_x_is_northing_and_y_is_easting() -> None:
    northing, easting = places.metres(107.25, 22.0)
    assert 2_400_000 < northing < 2_440_000
    assert abs(easting - 500_000) < 300, "the central meridian, off by the change of datum"


@pytest.mark.parametrize(("lang", "shown"), [("vi", "106°42′45,30″Đ"), ("en", "106°42′45.30″E")])
def test_seconds_have_the_decimal_sign_and_the_side_of_the_language(
    lang: Language, shown: str
) -> None:
    assert places.sexagesimal(106 + 42 / 60 + 45.3 / 3600, "longitude", lang) == shown


def test_sixty_seconds_are_a_minute() -> None:
    assert places.sexagesimal(21.99999999, "latitude", "vi") == "22°00′00,00″B"


def test_the_distance_of_two_places_is_on_the_ground() -> None:
    assert places.apart_m((106.7, 21.9), (106.7, 21.901)) == pytest.approx(110.7, abs=0.2)
