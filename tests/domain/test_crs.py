"""Coordinates of the systems a file from this border can be in, and what the systems are called."""

from __future__ import annotations

import numpy as np
import pyproj
import pytest
from pyproj import transformer

from mocgioi.domain import crs
from mocgioi.errors import CrsProblem

HUU_NGHI = (106.7111227, 21.9706221)
"""Degrees of EPSG:4326."""

IN_GRID = (444152.817, 2430512.824)
"""The same place in EPSG:9215, metres."""


def in_storage(first: float, second: float, system: str) -> tuple[float, float]:
    longitude, latitude = crs.to_storage(np.array([first]), np.array([second]), system)
    assert longitude.dtype == latitude.dtype == np.float64
    return float(longitude[0]), float(latitude[0])


def in_system(longitude: float, latitude: float, system: str) -> tuple[float, float]:
    first, second = crs.to_metric(np.array([longitude]), np.array([latitude]), system)
    return float(first[0]), float(second[0])


@pytest.mark.parametrize("system", crs.CRS_OF_THE_AREA)
def test_a_place_comes_back_from_every_system_of_the_area(system: str) -> None:
    coordinates = in_system(*HUU_NGHI, system)
    assert in_storage(*coordinates, system) == pytest.approx(HUU_NGHI, abs=1e-8)


@pytest.mark.parametrize(
    ("system", "place"),
    [
        ("EPSG:9215", IN_GRID),
        ("EPSG:4326", HUU_NGHI),
        ("EPSG:4756", (106.70923012, 21.97161389)),
        ("EPSG:9214", (469971.411, 2430442.724)),
        ("EPSG:32648", (676678.927, 2430562.489)),
    ],
)
def test_a_place_is_read_east_before_north_and_on_the_datum_of_its_system(
    system: str, place: tuple[float, float]
) -> None:
    assert in_storage(*place, system) == pytest.approx(HUU_NGHI, abs=5e-8)


def test_a_place_that_is_nowhere_in_its_system_is_infinite() -> None:
    assert in_storage(1e30, 1e30, "EPSG:32648") == (np.inf, np.inf)


@pytest.mark.parametrize(
    ("system", "name"),
    [("EPSG:4326", "WGS 84 (GPS)"), ("EPSG:32647", "WGS 84 / UTM zone 47N")],
)
def test_a_system_is_called_as_people_here_call_it_and_else_by_its_own_name(
    system: str, name: str
) -> None:
    assert crs.crs_name(system) == name


@pytest.mark.parametrize(("system", "answer"), [("EPSG:4756", True), ("EPSG:9215", False)])
def test_degrees_are_told_from_metres(system: str, answer: bool) -> None:
    assert crs.is_geographic(system) is answer


@pytest.mark.parametrize("system", [*crs.CRS_OF_THE_AREA, *crs.OTHER_ZONES])
def test_what_is_said_of_a_system_without_proj_is_what_proj_says(system: str) -> None:
    by_proj = pyproj.CRS.from_user_input(system)
    assert crs.is_geographic(system) == by_proj.is_geographic
    assert crs.authority_code(system) == ":".join(by_proj.to_authority())


@pytest.mark.parametrize("system", crs.WITHOUT_DATUM_CHANGE)
def test_a_system_that_no_authority_lists_is_in_metres_and_called_as_written(system: str) -> None:
    by_proj = pyproj.CRS.from_user_input(system)
    assert crs.is_geographic(system) == by_proj.is_geographic
    assert (crs.authority_code(system), by_proj.to_authority()) == (system, None)


def test_a_system_written_out_is_known_by_its_code() -> None:
    assert crs.authority_code(pyproj.CRS("EPSG:9215").to_wkt()) == "EPSG:9215"
    assert crs.authority_code("EPSG:3405") == "EPSG:3405"


def test_a_system_without_a_code_is_known_by_what_it_is_written_as() -> None:
    own = "+proj=tmerc +lat_0=0 +lon_0=106.987 +k=0.9998 +x_0=501234 +y_0=0 +ellps=WGS84"
    assert crs.authority_code(own) == own


@pytest.mark.parametrize("ask", [crs.crs_name, crs.is_geographic, crs.authority_code])
def test_a_system_that_is_none_is_refused_with_how_one_is_written(ask: object) -> None:
    with pytest.raises(CrsProblem) as caught:
        ask("EPSG:nothing")  # type: ignore[operator]
    assert caught.value.text == (
        "Không có hệ tọa độ «EPSG:nothing». Hãy ghi mã EPSG, ví dụ --crs EPSG:9215.",
        "There is no coordinate system “EPSG:nothing”. Give an EPSG code, such as --crs EPSG:9215.",
    )


def test_without_the_named_operation_nothing_is_placed(monkeypatch: pytest.MonkeyPatch) -> None:
    class Without:
        def __init__(self, *_: object, **__: object) -> None:
            self.transformers: tuple[object, ...] = ()

    monkeypatch.setattr(transformer, "TransformerGroup", Without)
    crs._to_wgs84.cache_clear()
    with pytest.raises(CrsProblem) as caught:
        in_storage(*IN_GRID, "EPSG:5897")
    assert caught.value.text == (
        "Bản PROJ trên máy này thiếu phép chuyển EPSG:6960 (VN-2000 sang WGS 84).",
        "PROJ on this machine lacks operation EPSG:6960 (VN-2000 to WGS 84).",
    )


@pytest.mark.parametrize("system", ["EPSG:9215", "EPSG:3405", "EPSG:4756"])
def test_a_system_that_carries_its_datum_change_places_alike(system: str) -> None:
    place = np.array([106.7111227]), np.array([21.9706221])
    carried = crs.with_datum_change(system)
    back = crs.to_storage(*crs.to_metric(*place, system), carried)
    np.testing.assert_allclose(back, place, rtol=0, atol=1e-8)


def test_a_nameless_system_is_called_by_the_one_that_places_alike() -> None:
    nameless = crs.with_datum_change("EPSG:9215")
    assert crs.authority_code(nameless) == "EPSG:9215"
    assert crs.crs_name(nameless) == "VN-2000 / TM-3 107-15"


def test_a_nameless_system_without_the_datum_change_is_no_other() -> None:
    projected = crs.without_datum_change(107.25)
    assert crs.authority_code(projected) == projected
