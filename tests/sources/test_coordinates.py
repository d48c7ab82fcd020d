from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mocgioi.sources import RawRow, RawTable, coordinates, fields_of, recognise
from mocgioi.sources.coordinates import (
    angle,
    crs_stated,
    located,
    number,
    plain_numbers,
    statements,
)


def test_the_examples_hold() -> None:
    assert doctest.testmod(coordinates).failed == 0


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2.430.709,44", 2430709.44),
        ("2,430,709.44", 2430709.44),
        ("2.430.709", 2430709.0),
        ("106,7126136", 106.7126136),
        (" 21.97 ", 21.97),
        ("1e3", 1000.0),
        ("", None),
        ("n/a", None),
        ("NaN", None),
        ("12 m", None),
        (float("nan"), None),
        (True, None),
    ],
)
def test_a_number_is_read_by_its_marks(written: str | float, value: float | None) -> None:
    assert number(written) == value


@given(
    st.lists(
        st.one_of(
            st.from_regex(r"-?[0-9]{0,3}\.?[0-9]{0,3}", fullmatch=True),
            st.sampled_from((" 22", "22 ", "1 2", "1e3", "1_0", "nan", "٣", "9" * 81, 22.5, None)),
        ),
        max_size=4,
    )
)
def test_numbers_read_together_are_those_read_one_by_one(cells: list[str | float | None]) -> None:
    together = plain_numbers(cells)
    assert together is None or together == [number(cell) for cell in cells]


def test_plain_numbers_are_read_together() -> None:
    assert plain_numbers(["106.7126136", "-22", "5."]) == [106.7126136, -22.0, 5.0]


@pytest.mark.parametrize(
    "written",
    ["106°42'45.26\"E", "106°42′45.26″ E", "E 106 42 45.26", "106º42’45,26”Đ", "106°42.7543'",
     "106°42’45,26” kinh độ đông", "106 42 45,26"],
)  # fmt: skip
def test_any_quotes_and_hemispheres_serve(written: str) -> None:
    assert angle(written) == pytest.approx(106.712572, abs=1e-6)


@given(
    st.integers(0, 179),
    st.integers(0, 59),
    st.integers(0, 59_999).map(lambda n: n / 1000),
    st.sampled_from(["{}°{}'{}\"", "{}º{}’{}”", "{} {} {}", "{}°{}′{}″"]),
    st.sampled_from([("", ""), ("", "E"), ("N ", ""), ("", " Đ"), ("", "B")]),
    st.booleans(),
)
def test_degrees_minutes_seconds_come_back(
    degrees: int, minutes: int, seconds: float, form: str, around: tuple[str, str], comma: bool
) -> None:
    written = form.format(degrees, minutes, f"{seconds:.3f}")
    written = around[0] + (written.replace(".", ",") if comma else written) + around[1]
    assert angle(written) == pytest.approx(degrees + minutes / 60 + seconds / 3600, abs=1e-9)


@pytest.mark.parametrize(
    ("text", "crs"),
    [
        ("Hệ tọa độ VN-2000, kinh tuyến trục 107°15', múi chiếu 3°", "EPSG:9215"),
        ("VN2000 KTT 107-15", "EPSG:9215"),
        ("VN-2000 kinh tuyến trục 107 độ 15 phút", "EPSG:9215"),
        ("VN-2000, KTT 107,25", "EPSG:9215"),
        ("Kinh tuyến trục 107°45’", "EPSG:5899"),
        ("VN-2000 KTT 107°, múi 3°", "EPSG:9214"),
        ("VN-2000 / UTM zone 48N", "EPSG:3405"),
        ("WGS 84 UTM 48N", "EPSG:32648"),
        ("WGS84", "EPSG:4326"),
        ("toạ độ GPS", "EPSG:4326"),
        ("Kinh độ VN-2000", "EPSG:4756"),
        ("EPSG:9215", "EPSG:9215"),
        ("urn:ogc:def:crs:EPSG::3405", "EPSG:3405"),
        ("urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326"),
        ("4326", "EPSG:4326"),
        ("Hệ toạ độ VN-2000", None),
        ("BẢNG TỔNG HỢP KIỂM TRA MỐC THÁNG 11/2025", None),
        ("X (m)", None),
    ],
)
def test_a_system_is_understood_as_offices_name_it(text: str, crs: str | None) -> None:
    assert crs_stated(text) == crs


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (["Mốc", "X (m)", "Y (m)"], ("bare", "y", "x")),
        (["Mốc", "Kinh độ", "Vĩ độ"], ("degrees", "longitude", "latitude")),
        (["Mốc", "Easting", "Northing"], ("metres", "easting", "northing")),
        (["Mốc", "X", "Y", "lon", "lat"], ("degrees", "longitude", "latitude")),
        (["Mốc", "X", "lon", "lat"], ("degrees", "longitude", "latitude")),
    ],
)
def test_the_columns_of_coordinates_are_located(
    header: list[str], expected: tuple[str, str, str]
) -> None:
    found = located(recognise(header, fields_of("markers")))
    assert found is not None
    assert (found.axes, found.east, found.north) == expected


def test_the_column_speaks_before_the_title() -> None:
    header = ("Mốc", "E", "N", "crs")
    rows = (RawRow(2, ("1116", 1.0, 2.0, "EPSG:32648")),)
    table = RawTable(None, header, 1, rows, ("VN-2000 kinh tuyến trục 107°15'",))
    found = statements(table, recognise(header, fields_of("markers")))
    assert found == ["EPSG:32648", "EPSG:9215"]
