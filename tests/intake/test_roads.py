from __future__ import annotations

from collections.abc import Sequence

import pytest
import shapely

from mocgioi.domain.register import Road
from mocgioi.errors import CrsProblem
from mocgioi.intake import Known, Taken, take_roads
from mocgioi.sources import Cell
from tests.intake import world

HEADER = ("name", "serves", "road_class", "status", "cost_vnd", "completed_on")
START = (float(world.LONGITUDE[2]), float(world.LATITUDE[2]))
LINE = shapely.to_wkb(shapely.LineString([START, (START[0], START[1] - 0.004)]))


def take(
    geometry: bytes | None,
    *cells: Cell,
    crs: str | None = "EPSG:4326",
    known: Known = world.FULL,
    header: Sequence[str] = HEADER,
    today: str | None = None,
) -> Taken[Road]:
    raw = world.raw_file(header, [cells], crs=crs, geometries=[geometry], kind="gpkg")
    taken = take_roads(raw, known=known, today=today)
    assert taken.rows_read == len(taken.entries) + len(taken.rejected)
    return taken


def test_a_line_becomes_a_road() -> None:
    taken = take(
        LINE, "Đường 1102", "1102, 1103 và 1104", "đường tuần tra", "đã xây dựng", "1,8 tỷ", "2021"
    )
    (road,) = taken.entries
    assert shapely.from_wkb(road.geometry).geom_type == "MultiLineString"
    assert road.serves == ("1102", "1103", "1104")
    assert (road.road_class, road.status, road.cost_vnd) == ("patrol", "built", 1_800_000_000)
    assert road.completed_on is None
    assert world.codes(taken.findings) == ["crs-checked", "date-partial"]


def test_damage_as_a_status_is_built_and_damaged() -> None:
    (road,) = take(LINE, "a", "", "", "hư hỏng").entries
    assert (road.status, road.condition) == ("built", "damaged")


def test_a_road_without_a_status_is_told() -> None:
    taken = take(LINE, "a", "1102")
    assert taken.entries[0].status is None
    assert "status-missing" in world.codes(taken.findings)


@pytest.mark.parametrize(
    ("geometry", "code"),
    [
        (shapely.to_wkb(shapely.Point(START)), "geometry-type"),
        (shapely.to_wkb(shapely.LineString([START, START])), "geometry-type"),
        (shapely.to_wkb(shapely.Point(START).buffer(0.01)), "geometry-type"),
        (None, "geometry-missing"),
    ],
)
def test_what_is_no_line_is_rejected(geometry: bytes | None, code: str) -> None:
    assert take(geometry, "a", "1102", "", "built").rejected[0].codes == (code,)


def test_an_unknown_marker_served_is_told_and_kept() -> None:
    taken = take(LINE, "a", "1102; 9999", "", "built")
    assert taken.entries[0].serves == ("1102", "9999")
    assert "9999" in taken.findings[-1].text.vi


def test_a_layer_far_away_or_without_a_system_is_asked_about() -> None:
    easting, northing = world.in_crs("EPSG:9215")
    metres = shapely.to_wkb(
        shapely.LineString([(easting[0], northing[0]), (easting[1], northing[1])])
    )
    for crs in (None, "EPSG:5899"):
        with pytest.raises(CrsProblem) as caught:
            take(metres, "a", "", "", "built", crs=crs)
        assert "--crs EPSG:9215" in caught.value.text.vi
    assert len(take(metres, "a", "", "", "built", crs="EPSG:9215").entries) == 1


def test_with_nothing_known_a_stated_system_is_taken_and_told() -> None:
    taken = take(LINE, "a", "", "", "built", known=world.NOTHING)
    assert world.codes(taken.findings) == ["crs-unverified"]


def test_lengths_in_kilometres_and_costs_in_millions_follow_their_heading() -> None:
    header = ("Tên", "Tình trạng", "Chiều dài (km)", "Kinh phí (triệu đồng)")
    (road,) = take(LINE, "a", "built", "1,9", "190", header=header).entries
    assert (road.length_m, road.cost_vnd) == (1900.0, 190_000_000)


@pytest.mark.parametrize(
    ("status", "written", "told"),
    [
        ("built", "2023-01-02", [("date-future", "warning")]),
        ("hư hỏng", "02/01/2023", [("date-future", "warning")]),
        ("built", "2023-01-01", []),
        ("approved", "2023-01-02", []),
        ("built", "1899-01-01", [("date-early", "warning")]),
        ("built", "1990-01-01", []),
    ],
)
def test_a_built_road_of_a_day_that_can_hardly_be_meant_is_taken_and_told(
    status: str, written: str, told: list[tuple[str, str]]
) -> None:
    taken = take(LINE, "a", "1102", "", status, "", written, today="2023-01-01")
    assert len(taken.entries) == 1
    found = [(f.code, f.severity) for f in taken.findings if f.code.startswith("date-")]
    assert found == told


def test_a_future_completion_says_that_the_road_does_not_count_until_then() -> None:
    taken = take(LINE, "a", "1102", "", "built", "", "2099-01-01")
    (finding,) = [f for f in taken.findings if f.code == "date-future"]
    assert "01/01/2099" in finding.text.vi
    assert "does not count until then" in finding.text.en
    assert (finding.column, finding.value) == ("completed_on", "2099-01-01")


@pytest.mark.parametrize("cell", [45000, 45000.0, "45000"])
def test_a_spreadsheets_number_says_which_day_it_was_taken_for(cell: Cell) -> None:
    taken = take(LINE, "a", "1102", "", "built", "", cell)
    assert taken.entries[0].completed_on == "2023-03-15"
    (finding,) = [f for f in taken.findings if f.code == "date-serial"]
    assert (finding.severity, finding.value) == ("notice", "45000")
    assert "15/03/2023" in finding.text.vi
