from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl.utils import get_column_letter

from mocgioi.domain.aspects import ASPECTS, SURVEYED
from mocgioi.domain.vocabulary import CODE_LISTS, code_of
from mocgioi.errors import Language
from mocgioi.outputs.sheets.form import SPARE_ROWS, UNCHANGED, FormRow, Known, survey_form
from tests.intake import world
from tests.outputs.sheets.filling import TODAY, cells_of, filled, header_of, taken

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


def choices(sheet: Any, heading: str) -> list[str]:
    """Return what the drop-down of a column offers."""
    _, columns = header_of(sheet, heading)
    letter = get_column_letter(columns[heading])
    (rule,) = [v for v in sheet.data_validations.dataValidation if f"{letter}3" in v.sqref]
    return str(rule.formula1).strip('"').split(",")


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_word_of_a_drop_down_is_understood_as_its_code(lang: Language) -> None:
    sheet = cells_of(form(lang=lang))
    unchanged = UNCHANGED.to(lang)
    for code in SURVEYED:
        first, *words = choices(sheet, ASPECTS[code].heading.to(lang))
        assert first == unchanged
        assert [code_of(code, word) for word in words] == list(CODE_LISTS[code])


def test_the_sources_of_money_can_be_chosen() -> None:
    words = choices(cells_of(form()), "Nguồn vốn")
    assert [code_of("funding", word) for word in words] == list(CODE_LISTS["funding"])


def test_no_drop_down_is_longer_than_a_spreadsheet_keeps() -> None:
    for rule in cells_of(form()).data_validations.dataValidation:
        assert len(str(rule.formula1)) <= 255


def test_two_rows_and_the_number_stay_in_sight() -> None:
    sheet = cells_of(form())
    assert sheet.freeze_panes == "B3"
    assert not any(row.hidden for row in sheet.row_dimensions.values())


def width_px(sheet: Any, column: int) -> float:
    return float(sheet.column_dimensions[get_column_letter(column)].width) * 7 + 5


def test_a_phone_held_upright_shows_the_day_and_the_road_of_many_markers() -> None:
    sheet = cells_of(form())
    sheet_px, row_header_px = 412, 32
    _, columns = header_of(sheet, "Chất lượng đường")
    seen = sum(width_px(sheet, column) for column in range(1, columns["Chất lượng đường"] + 1))
    assert list(columns)[:4] == [
        "Số hiệu mốc",
        "Ngày kiểm tra",
        "Tình trạng đường",
        "Chất lượng đường",
    ]
    assert seen + row_header_px <= sheet_px


def test_what_is_known_stands_in_the_two_lines_of_its_row() -> None:
    sheet = cells_of(form())
    _, columns = header_of(sheet, "Số liệu hiện có")
    assert sheet.cell(3, columns["Số liệu hiện có"]).value.split("\n") == [
        "Đường: đã xây dựng, hư hỏng (31/12/2023)",
        "Mốc: nguyên trạng (31/12/2023)",
    ]
    plain = FormRow("1103", None, {"road_status": Known("built", "2023-12-31")})
    heights = {sheet.row_dimensions[row].height for row in (4, 5)}
    heights.add(cells_of(form([plain])).row_dimensions[3].height)
    assert heights == {34.5}


def test_days_are_typed_as_text_under_a_rule() -> None:
    sheet = cells_of(form())
    _, columns = header_of(sheet, "Ngày hoàn thành")
    for heading in ("Ngày kiểm tra", "Ngày hoàn thành"):
        cell = sheet.cell(3, columns[heading])
        assert cell.number_format == "@"
        (rule,) = [v for v in sheet.data_validations.dataValidation if cell.coordinate in v.sqref]
        assert (rule.type, rule.errorStyle) == ("custom", "warning")
        assert f'FIND("/20",{cell.coordinate},4)' in rule.formula1


def test_days_typed_as_text_are_taken_day_first(tmp_path: Path) -> None:
    entries = {0: visit(1, **{"Ngày kiểm tra": "05/11/2026"})}
    (entry,) = taken(filled(form(), tmp_path / "f.xlsx", entries)).entries
    assert entry.observed_on == "2026-11-05"


def test_no_day_stands_above_the_rows() -> None:
    sheet = cells_of(form())
    above = " ".join(str(c.value) for row in sheet.iter_rows(max_row=2) for c in row if c.value)
    assert not re.search(r"\d/|20\d\d", above.replace("WGS 84", ""))


def test_how_to_fill_it_in_stands_in_one_cell_of_a_sheet_of_its_own() -> None:
    guide = cells_of(form(), "Hướng dẫn")
    (text,) = [cell.value for row in guide.iter_rows() for cell in row if cell.value]
    assert "«không thay đổi»" in text and "lập ngày 22/11/2026, 3 mốc" in text
    assert "BÁO NGAY" in text


def test_markers_to_be_reported_at_once_are_named_in_the_guide() -> None:
    lost = FormRow("1103", None, {"marker_condition": Known("missing", "2026-10-01")})
    guide = cells_of(form([*ROWS, lost]), "Hướng dẫn")
    assert "BÁO NGAY: 01 mốc phải báo cáo ngay" in guide["A1"].value
    assert "1103 (bị mất)" in guide["A1"].value


def test_photographs_and_money_come_back(tmp_path: Path) -> None:
    more = {"Ảnh": "1100.jpg", "Nguồn vốn": "xã hội hóa"}
    (entry,) = taken(filled(form(), tmp_path / "f.xlsx", {0: visit(1, **more)})).entries
    assert ([name for _, name in entry.photos], entry.values["funding"]) == (
        ["1100.jpg"],
        "contributions",
    )
