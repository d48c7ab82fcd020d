"""Both coordinates in one cell of a survey: read, checked against the marker, or told."""

from __future__ import annotations

import pytest

from mocgioi.domain.survey import SurveyRow
from mocgioi.intake import take_survey
from mocgioi.intake.rows.known import Taken
from mocgioi.sources import Cell
from tests.intake import world

LON, LAT = world.MARKERS["1100"] or (0.0, 0.0)
FAR = f"{LAT + 0.01}, {LON}"


def take(place: Cell, heading: str = "Vị trí", crs: str | None = None) -> Taken[SurveyRow]:
    raw = world.raw_file(
        ("Mốc", "Ngày kiểm tra", "Tình trạng đường", heading),
        [("1100", "2025-11-05", "có", place)],
    )
    return take_survey(raw, known=world.FULL, today="2026-11-22", crs=crs)


def told(taken: Taken[SurveyRow]) -> list[str]:
    return [code for code in world.codes(taken.findings) if code != "crs-assumed"]


@pytest.mark.parametrize(
    "heading",
    ["Vị trí", "Toạ độ", "Tọa độ GPS", "Toạ độ (vĩ độ, kinh độ)", "Link Google Maps", "location"],
)
def test_a_pair_is_the_position_of_its_row(heading: str) -> None:
    taken = take(f"{LAT}, {LON}", heading)
    position = taken.entries[0].position
    assert position is not None
    assert (position.longitude, position.latitude) == pytest.approx((LON, LAT), abs=1e-9)
    assert told(taken) == []


def test_a_link_is_held_against_its_marker() -> None:
    taken = take(f"https://maps.google.com/?q={LAT + 0.01},{LON}")
    assert told(taken) == ["position-far"]
    assert taken.held == {(None, 2)}


def test_a_short_link_is_told_and_the_row_is_taken() -> None:
    taken = take("https://maps.app.goo.gl/aBcD1234")
    (finding,) = [f for f in taken.findings if f.code == "position-invalid"]
    assert "liên kết rút gọn" in finding.text.vi
    assert [entry.position for entry in taken.entries] == [None]


def test_words_for_a_place_are_no_coordinates_and_need_no_word() -> None:
    taken = take("trên đỉnh đồi")
    assert (len(taken.entries), told(taken)) == (1, [])


def test_metres_in_one_cell_are_asked_about_like_others() -> None:
    easting, northing = world.EASTING[0], world.NORTHING[0]
    assert "crs-missing" in told(take(f"X={northing} Y={easting}"))
    placed = take(f"X={northing} Y={easting}", crs="EPSG:9215").entries[0].position
    assert placed is not None
    assert (placed.longitude, placed.latitude) == pytest.approx((LON, LAT), abs=1e-7)


def test_a_system_in_the_heading_counts() -> None:
    easting, northing = world.EASTING[0], world.NORTHING[0]
    taken = take(f"{northing}; {easting}", "Toạ độ VN-2000 KTT 107°15'")
    assert told(taken) == ["crs-checked"]
    assert taken.entries[0].position is not None


def test_columns_of_their_own_come_before_the_cell_of_both() -> None:
    raw = world.raw_file(
        ("Mốc", "Ngày kiểm tra", "Tình trạng đường", "Vị trí", "Vĩ độ", "Kinh độ"),
        [("1100", "2025-11-05", "có", FAR, LAT, LON)],
    )
    assert told(take_survey(raw, known=world.FULL, today="2026-11-22")) == []


def test_the_register_reads_them_too() -> None:
    from mocgioi.intake import take_markers

    raw = world.raw_file(("Số hiệu mốc", "Toạ độ"), [("1100", f"{LAT}, {LON}")], crs="EPSG:4326")
    taken = take_markers(raw, known=world.GROUND, crs="EPSG:4326")
    position = taken.entries[0].position
    assert position is not None and position.longitude == pytest.approx(LON, abs=1e-9)
