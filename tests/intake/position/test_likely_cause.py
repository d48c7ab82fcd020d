"""Where all positions are wrong in one way, the likely cause is named, and what to type."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from mocgioi.domain import crs as systems
from mocgioi.domain.position import Position
from mocgioi.domain.survey import SurveyRow
from mocgioi.errors import Finding
from mocgioi.intake import take_survey
from mocgioi.intake.position.nearness import distance_m
from mocgioi.intake.position.shift import _DATUM, Shift
from mocgioi.intake.rows.known import Taken
from tests.intake import world

Floats = NDArray[np.float64]
METRES = ("X VN-2000 KTT 107°15'", "Y VN-2000 KTT 107°15'")


def take(first: Floats, second: Floats, headings: tuple[str, str], **how: str) -> Taken[SurveyRow]:
    rows = [
        (number, "2025-11-05", "có", float(a), float(b))
        for number, a, b in zip(world.NUMBERS, first, second, strict=True)
    ]
    header = ("Mốc", "Ngày kiểm tra", "Tình trạng đường", *headings)
    crs = how.get("crs")
    raw = world.raw_file(header, rows)
    return take_survey(raw, known=world.FULL, today="2026-11-22", crs=crs)


def about(taken: Taken[SurveyRow], code: str) -> Finding:
    return next(f for f in taken.findings if f.code == code)


@pytest.mark.parametrize("code", ["EPSG:9216", "EPSG:9213", "EPSG:9217"])
def test_a_sheet_computed_on_another_meridian_is_told_by_it(code: str) -> None:
    easting, northing = systems.to_metric(world.LONGITUDE, world.LATITUDE, code)
    taken = take(northing, easting, METRES)
    finding = about(taken, "crs-contradicted")
    assert f"--crs {code}" in finding.text.vi
    assert len(taken.entries) == 13
    again = take(northing, easting, METRES, crs=code)
    assert again.rejected == [] and again.entries[0].position is not None


def test_degrees_projected_without_a_datum_change_are_told_as_that() -> None:
    twin = systems.without_datum_change(107.25)
    easting, northing = systems.to_metric(world.LONGITUDE, world.LATITUDE, twin)
    taken = take(northing, easting, METRES)
    finding = about(taken, "crs-contradicted")
    assert "224 m" in finding.text.vi and "không chuyển hệ" in finding.text.vi
    assert f'--crs "{twin}"' in finding.text.vi
    again = take(northing, easting, METRES, crs=twin)
    assert again.rejected == [] and again.entries[0].position is not None


def test_degrees_of_vn2000_that_pass_for_a_gps_are_told_as_that() -> None:
    transformer = systems._to_wgs84("EPSG:4756")
    longitude, latitude = transformer.transform(
        world.LONGITUDE, world.LATITUDE, direction="INVERSE"
    )
    taken = take(latitude, longitude, ("Vĩ độ", "Kinh độ"))
    finding = about(taken, "position-shifted")
    assert "EPSG:4756" in finding.text.vi and finding.severity == "warning"
    again = take(latitude, longitude, ("Vĩ độ", "Kinh độ"), crs="EPSG:4756")
    assert "position-shifted" not in world.codes(again.findings)


def test_the_vector_of_the_datum_is_that_of_proj() -> None:
    longitude, latitude = world.LONGITUDE[:1], world.LATITUDE[:1]
    east, north = systems.to_storage(longitude, latitude, "EPSG:4756")
    moved = distance_m(float(longitude[0]), float(latitude[0]), float(east[0]), float(north[0]))
    assert moved == pytest.approx(np.hypot(*_DATUM), abs=1.0)
    assert east[0] > longitude[0] and north[0] < latitude[0]


@pytest.mark.parametrize(
    ("offs", "told"),
    [
        ([(200.0, 0.0)] * 4, True),
        ([(200.0, 0.0)] * 3, False),
        ([(20.0, 0.0)] * 9, False),
        ([(200.0, 0.0)] * 5 + [(-200.0, 0.0)] * 5, False),
        ([(200.0, 0.0)] * 19 + [(0.0, 0.0)], True),
    ],
)
def test_one_vector_is_believed_of_enough_rows(offs: list[tuple[float, float]], told: bool) -> None:
    shift = Shift()
    for east, north in offs:
        longitude = 106.7 + east / (110_700 * np.cos(np.radians(21.9)))
        shift.look(Position(longitude, 21.9 + north / 110_700, None, "gps"), (106.7, 21.9))
    assert (shift.report(None) is not None) is told


def test_a_system_that_does_not_exist_is_asked_about_and_the_states_are_taken() -> None:
    from mocgioi.sources.wkb import encode

    shapes = [encode("Point", point) for point in zip(world.LONGITUDE, world.LATITUDE, strict=True)]
    rows = [(number, "2025-11-05", "có") for number in world.NUMBERS]
    raw = world.raw_file(
        ("Mốc", "Ngày kiểm tra", "Tình trạng đường"), rows, crs="EPSG:999999", geometries=shapes
    )
    taken = take_survey(raw, known=world.FULL, today="2026-11-22")
    assert "crs-missing" in world.codes(taken.findings)
    assert len(taken.entries) == 13
