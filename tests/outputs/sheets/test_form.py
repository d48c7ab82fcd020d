from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from mocgioi.outputs.sheets.form import SPARE_ROWS, FormRow, Known, survey_form
from tests.intake import world
from tests.outputs.sheets.filling import TODAY, filled, taken

ROWS = [
    FormRow(
        "1100",
        "Quốc Khánh",
        {
            "road_status": Known("built", "2023-12-31"),
            "road_condition": Known("damaged"),
            "marker_condition": Known("intact", "2023-12-31"),
        },
    ),
    FormRow("1101", "Quốc Khánh", {"road_status": Known("none")}),
    FormRow("1102"),
]
LON, LAT = world.MARKERS["1100"] or (0.0, 0.0)


def form(rows: list[FormRow] = ROWS, **options: Any) -> bytes:
    given: dict[str, Any] = {"title": "PHIẾU KIỂM TRA MỐC", "post": "Pò Mã", "lang": "vi"}
    return survey_form(rows, **{**given, "today": TODAY, "illustrative": False, **options})


def visit(number: int, **more: Any) -> dict[str, Any]:
    """Return what a person writes about one marker, as a phone's Excel stores it."""
    return {
        "Ngày kiểm tra": datetime(2026, 11, number),
        "Tình trạng đường": "đã xây dựng",
        "Chất lượng đường": "hư hỏng",
        "Tình trạng mốc": "nguyên trạng",
        "Người kiểm tra": "Nguyễn Văn A",
        "Ghi chú": "Đường trơn",
        **more,
    }


def whole(**options: Any) -> dict[int, dict[str, Any]]:
    """Return every row filled in, the spare ones as further visits to the first marker."""
    listed = {i: visit(i + 1, **options) for i in range(len(ROWS))}
    spare = {
        i: visit(i + 1, **{"Số hiệu mốc": "1100"}, **options)
        for i in range(len(ROWS), len(ROWS) + SPARE_ROWS)
    }
    return listed | spare


def worse(path: Path) -> list[tuple[str, str]]:
    """Return the findings of a form that are more than a notice."""
    return [(f.code, f.severity) for f in taken(path).findings if f.severity != "notice"]


def test_what_is_filled_in_is_what_is_taken(tmp_path: Path) -> None:
    path = filled(form(), tmp_path / "f.xlsx", whole())
    entries = taken(path).entries
    assert [str(entry.number) for entry in entries] == ["1100", "1101", "1102"] + ["1100"] * 5
    assert [entry.observed_on for entry in entries] == [f"2026-11-0{i + 1}" for i in range(8)]
    assert entries[0].values == {
        "road_status": "built",
        "road_condition": "damaged",
        "marker_condition": "intact",
        "note": "Đường trơn",
    }
    assert {entry.observer for entry in entries} == {"Nguyễn Văn A"}


def test_a_filled_form_rejects_and_warns_of_nothing(tmp_path: Path) -> None:
    path = filled(form(), tmp_path / "f.xlsx", whole())
    assert (taken(path).rejected, worse(path)) == ([], [])


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [
        (LAT, LON),
        (f"{LAT:.7f}".replace(".", ","), f"{LON:.7f}".replace(".", ",")),
    ],
    ids=["numbers", "decimal comma"],
)
def test_a_gps_reading_stands_in_wgs_84_and_nobody_asks(
    tmp_path: Path, latitude: object, longitude: object
) -> None:
    place = {"Vĩ độ (WGS 84)": latitude, "Kinh độ (WGS 84)": longitude}
    entries = whole() | {0: visit(1, **place)}
    result = taken(filled(form(), tmp_path / "f.xlsx", entries))
    position = result.entries[0].position
    assert position is not None
    assert (position.longitude, position.latitude) == pytest.approx((LON, LAT), abs=1e-6)
    assert "crs-assumed" not in world.codes(result.findings)
    assert result.crs == "EPSG:4326"
