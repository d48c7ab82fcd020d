"""Areas that other programs drew in a way that nothing can be computed of become valid."""

from __future__ import annotations

import pytest
import shapely

from mocgioi.analysis.lines.pole import pole
from mocgioi.analysis.programme.region import region_of
from mocgioi.domain.areas import areas_of
from mocgioi.domain.crs import METRIC_CRS

BOW = shapely.Polygon([(106.6, 21.8), (106.9, 22.0), (106.9, 21.8), (106.6, 22.0)])
SQUARE = shapely.box(106.7, 21.7, 107.0, 21.95)


def test_an_outline_that_crosses_itself_is_what_it_encloses() -> None:
    (area,) = areas_of([BOW.wkb])
    assert area.is_valid
    assert area.area == pytest.approx(0.3 * 0.2 / 2)


def test_an_outline_that_encloses_nothing_is_empty() -> None:
    flat = shapely.Polygon([(106.6, 21.9), (106.7, 21.9), (106.8, 21.9)])
    (area,) = areas_of([flat.wkb])
    assert area.is_empty


def test_a_line_that_crosses_itself_stays_as_it_is() -> None:
    line = shapely.LineString(BOW.exterior.coords)
    assert areas_of([line.wkb])[0].equals_exact(line)


def test_ways_run_in_communes_of_which_one_crosses_itself() -> None:
    around = shapely.get_coordinates(shapely.Point(106.8, 21.9))
    region = region_of([BOW.wkb, SQUARE.wkb], [], around, shapely.get_parts(BOW), METRIC_CRS)
    assert region.area.is_valid and not region.area.is_empty


def test_a_name_stands_in_an_area_that_crosses_itself() -> None:
    place = pole(BOW.wkb)
    assert place is not None and areas_of([BOW.wkb])[0].contains(shapely.Point(place))
