"""A pair of coordinates in one cell, however it is written, copied or linked to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mocgioi.sources.pairs import Pair, pair

PLACE = (106.814463, 21.973922)


@pytest.mark.parametrize(
    "written",
    [
        "21.973922, 106.814463",
        "21.973922,106.814463",
        "21,973922; 106,814463",
        "21,973922 106,814463",
        "21,973922, 106,814463",
        "21,973922,106,814463",
        "106.814463, 21.973922",
        "106,814463; 21,973922",
        "(21.973922, 106.814463)",
        "21.973922 - 106.814463",
        "N21.973922 E106.814463",
        "E106.814463 N21.973922",
        "21.973922N, 106.814463E",
        "21.973922° N 106.814463° E",
        "Lat: 21.973922 Long: 106.814463",
        "Vĩ độ 21,973922 Kinh độ 106,814463",
        "kinh độ: 106,814463; vĩ độ: 21,973922",
        "Toạ độ: 21.973922, 106.814463",
        "21.973922 106.814463 250.0 4.5",
        "POINT (106.814463 21.973922)",
        "SRID=4326;POINT(106.814463 21.973922)",
        '{"type": "Point", "coordinates": [106.814463, 21.973922]}',
        "21.973922\n106.814463",
        "Mốc 1154: https://maps.google.com/?q=21.973922,106.814463",
        "21.973922,106.814463 https://maps.app.goo.gl/aBcD",
        "https://maps.google.com/?q=21.973922,106.814463",
        "https://www.google.com/maps?q=21.973922%2C106.814463&hl=vi",
        "https://www.google.com/maps/@21.973922,106.814463,17z",
        "https://www.google.com/maps/place/M%E1%BB%91c/@21.9,106.8,17z/data=!3d21.973922!4d106.814463",
        "https://www.google.com/maps/search/?api=1&query=21.973922,106.814463",
        "https://www.google.com/maps/search/21.973922,+106.814463?entry=tts",
        "https://www.google.com/maps/dir//21.973922,106.814463",
        "https://maps.apple.com/?ll=21.973922,106.814463",
        "https://www.openstreetmap.org/?mlat=21.973922&mlon=106.814463#map=17/21.9/106.8",
        "geo:21.973922,106.814463?z=17",
    ],
)
def test_degrees_are_read_east_and_north(written: str) -> None:
    assert pair(written) == Pair(*PLACE, True)


@pytest.mark.parametrize(
    "written",
    [
        "21°58’26,121”N 106°48’52,068”E",
        "21°58'26.121\" 106°48'52.068\"",
        "N 21°58'26.121\" E 106°48'52.068\"",
        "21°58'26.121\"B - 106°48'52.068\"Đ",
        "21º 58' 26.121'' N 106º 48' 52.068'' E",
        "21 58 26.121 N 106 48 52.068 E",
        "106°48'52.068\"E 21°58'26.121\"N",
        "21 độ 58 phút 26,121 giây vĩ bắc, 106 độ 48 phút 52,068 giây kinh độ đông",
        "https://www.google.com/maps/place/21%C2%B058'26.121%22N+106%C2%B048'52.068%22E/@21.9,106.8,17z",
    ],
)
def test_minutes_and_seconds_are_read(written: str) -> None:
    read = pair(written)
    assert isinstance(read, Pair)
    assert read[:2] == pytest.approx(PLACE, abs=1e-6)


@pytest.mark.parametrize(
    "written",
    [
        "X=2430844.286 Y=454826.406",
        "X: 2430844,286; Y: 454826,406",
        "Y=454826.406 X=2430844.286",
        "2430844.286; 454826.406",
        "2.430.844,286; 454.826,406",
        "E 454826.406 N 2430844.286",
    ],
)
def test_metres_are_read_as_vietnamese_sheets_mean_them(written: str) -> None:
    assert pair(written) == Pair(454826.406, 2430844.286, False)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("https://maps.app.goo.gl/aBcD1234", "short_link"),
        ("maps.app.goo.gl/xyz", "short_link"),
        ("https://goo.gl/maps/abc", "short_link"),
        ("https://www.google.com/maps/place/L%E1%BA%A1ng+S%C6%A1n", "link"),
        ("106.814463", "no_pair"),
        ("khu vực mốc 1116, 1117", "no_pair"),
        ("0986 123 456", "no_pair"),
        ("23/11/2025 10:00", "no_pair"),
        ("Km 12+300", "no_pair"),
        ("12 km, 300 m", "no_pair"),
        ("trên đỉnh đồi 386", None),
        ("bên trái đường", None),
    ],
)
def test_what_holds_no_pair_says_why(written: str, why: str | None) -> None:
    assert pair(written) == why


@given(st.text(max_size=200))
def test_no_text_is_a_traceback(written: str) -> None:
    pair(written)
