"""Rows that were rejected are corrected in their sheet and come back whole, position and all."""

from __future__ import annotations

import io
import json
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from pyproj import Transformer
from shapely import Point

from mocgioi.domain.batch import Receipt
from mocgioi.domain.position import Position
from mocgioi.outputs import receipts
from mocgioi.tracker import Tracker, correcting
from tests import layers
from tests.outputs.sheets.filling import filled

PROPERTIES = {
    "so_hieu": "",
    "Số hiệu mốc": "9999",
    "Ngày kiểm tra": "2025-02-03",
    "Tình trạng mốc": "nguyên vẹn",
    "Ghi chú": None,
    "Minh họa": "x",
}


@pytest.fixture
def place(clerk: Tracker) -> tuple[str, float, float]:
    """A marker's number, and a place 5 m off it."""
    marker = clerk.frame("markers").iloc[3]
    return str(marker["number"]), marker.geometry.x, marker.geometry.y + 0.00005


def geojson(folder: Path, longitude: float, latitude: float) -> Path:
    path = folder / "survey.geojson"
    point = {"type": "Point", "coordinates": [longitude, latitude]}
    feature = {"type": "Feature", "properties": PROPERTIES, "geometry": point}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), "utf-8")
    return path


def geopackage(folder: Path, longitude: float, latitude: float) -> Path:
    """The same in VN-2000 / TM-3 107-15, as an office's QGIS saves it."""
    path = folder / "survey.gpkg"
    turned = Transformer.from_crs("EPSG:4326", "EPSG:9215", always_xy=True)
    columns = {name: [value] for name, value in PROPERTIES.items()}
    point = Point(turned.transform(longitude, latitude))
    return layers.write(path, "GPKG", columns, [point], crs="EPSG:9215")


def sheet_of(clerk: Tracker, receipt: Receipt) -> Worksheet:
    assert receipt.batch is not None
    book = openpyxl.load_workbook(io.BytesIO(clerk.surveys.rejected_sheet(receipt.batch)))
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    return sheet


def header_row(sheet: Worksheet) -> int:
    return next(row for row in range(1, 24) if sheet.cell(row, 3).value == "so_hieu")


@pytest.mark.parametrize("made", [geojson, geopackage])
def test_a_corrected_row_is_applied_where_it_was_seen(
    made: object, clerk: Tracker, tmp_path: Path, place: tuple[str, float, float]
) -> None:
    number, longitude, latitude = place
    assert callable(made)
    first = clerk.surveys.apply(made(tmp_path, longitude, latitude))
    assert (first.read, first.rejected) == (1, 1)
    sheet = sheet_of(clerk, first)
    header = header_row(sheet)
    column = [cell.value for cell in sheet[header]].index("Số hiệu mốc") + 1
    sheet.cell(header + 1, column).value = number
    assert sheet.parent is not None
    sheet.parent.save(tmp_path / "corrected.xlsx")
    again = clerk.surveys.apply(tmp_path / "corrected.xlsx")
    assert (again.applied, again.rejected, again.queued) == (1, 0, 0)
    (seen,) = [
        Position.from_value(event["value"])
        for event in clerk.show(number)["history"]
        if event["aspect"] == "position" and event["batch"] == again.batch
    ]
    assert seen.longitude == pytest.approx(longitude, abs=1e-7)
    assert seen.latitude == pytest.approx(latitude, abs=1e-7)


def test_the_sheet_has_the_columns_of_the_file_in_their_order(
    clerk: Tracker, tmp_path: Path, place: tuple[str, float, float]
) -> None:
    receipt = clerk.surveys.apply(geojson(tmp_path, *place[1:]))
    sheet = sheet_of(clerk, receipt)
    headings = [cell.value for cell in sheet[header_row(sheet)]]
    assert headings[:-4] == ["Kinh độ (vị trí)", "Vĩ độ (vị trí)", *PROPERTIES]
    validation, _ = sheet.data_validations.dataValidation
    (cells,) = validation.sqref.ranges
    assert headings[cells.min_col - 1] == "Tình trạng mốc"


def test_a_file_applied_again_counts_its_rejections_and_keeps_them_in_the_document(
    clerk: Tracker, tmp_path: Path
) -> None:
    path = tmp_path / "survey.csv"
    lines = ["Số hiệu mốc,Ngày kiểm tra,Tình trạng mốc", *["9999,03/02/2025,tốt,,"] * 3]
    lines += ["1116,03/02/2025,#N/A", "9999,03/02/2025,tốt"]
    path.write_text("\n".join(lines), "utf-8")
    first = clerk.surveys.apply(path)
    again = clerk.surveys.apply(path)
    rows = [finding.row or 0 for finding in first.findings]
    assert rows == sorted(rows)
    assert {f.row for f in again.findings if f.severity == "error"} == {2, 3, 4, 5, 6}
    text = receipts.as_text([again], "en")
    errors = sum(f.severity == "error" for f in again.findings)
    assert f"{errors} errors about rows that are still rejected" in text
    assert f"mocgioi survey show {str(first.batch)[:8]}" in text
    assert "ERROR" not in text


def test_two_columns_of_one_heading_both_keep_their_cells(clerk: Tracker, tmp_path: Path) -> None:
    path = tmp_path / "twins.csv"
    path.write_text("Số hiệu mốc,Ngày,Tình trạng mốc,Ghi chú,Ghi chú\n1,1,2,a,b\n", "utf-8")
    receipt = clerk.surveys.apply(path)
    assert receipt.batch is not None
    (row,) = clerk.surveys.rejected(receipt.batch)
    assert (row.content["Ghi chú"], row.content["Ghi chú (5)"]) == ("a", "b")


def test_a_cell_whose_formula_has_no_value_comes_back_as_its_text(
    clerk: Tracker, tmp_path: Path, place: tuple[str, float, float]
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.append(["Số hiệu mốc", "Ngày kiểm tra", "Tình trạng mốc", "Ghi chú", "Minh họa"])
    sheet.append([place[0], "03/02/2025", "nguyên vẹn", "=A1&B1", "x"])
    book.save(tmp_path / "survey.xlsx")
    first = clerk.surveys.apply(tmp_path / "survey.xlsx")
    assert (first.read, first.rejected) == (1, 1)
    assert first.batch is not None
    (row,) = clerk.surveys.rejected(first.batch)
    assert row.content["Ghi chú"] == "=A1&B1"
    content = clerk.surveys.rejected_sheet(first.batch)
    (tmp_path / "untouched.xlsx").write_bytes(content)
    again = clerk.surveys.apply(tmp_path / "untouched.xlsx")
    assert [f.code for f in again.findings if f.column == "Ghi chú"] == ["formula-no-value"]
    confirmed = filled(content, tmp_path / "right.xlsx", {0: {"Đúng như ghi (x)": "x"}})
    right = clerk.surveys.apply(confirmed)
    assert [(f.code, f.value) for f in right.findings if f.column == "Ghi chú"] == [
        ("formula-text", "=A1&B1")
    ]
    assert right.applied == 1


def test_an_untouched_number_shown_as_another_is_rejected_again(
    clerk: Tracker, tmp_path: Path, place: tuple[str, float, float]
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.append(["Số hiệu mốc", "Ngày kiểm tra", "Tình trạng mốc", "Minh họa"])
    sheet.append([int(place[0].split("/")[0].split("(")[0]), "03/02/2025", "nguyên vẹn", "x"])
    sheet["A2"].number_format = '0"(1)"'
    book.save(tmp_path / "survey.xlsx")
    first = clerk.surveys.apply(tmp_path / "survey.xlsx")
    assert first.batch is not None
    (tmp_path / "untouched.xlsx").write_bytes(clerk.surveys.rejected_sheet(first.batch))
    again = clerk.surveys.apply(tmp_path / "untouched.xlsx")
    assert (first.rejected, again.rejected) == (1, 1)


LEFT_OUT = "Không nhập nữa (lý do)"


def rejecting(clerk: Tracker, folder: Path, *numbers: str) -> Receipt:
    path = folder / f"phieu-{numbers[0]}.csv"
    rows = [f"{number},03/02/2025,nguyên trạng,x" for number in numbers]
    path.write_text(
        "\n".join(["Số hiệu mốc,Ngày kiểm tra,Tình trạng mốc,Minh họa", *rows]), "utf-8"
    )
    receipt = clerk.surveys.apply(path)
    assert receipt.rejected == len(numbers)
    return receipt


def test_a_row_left_out_in_its_sheet_says_why_and_waits_no_more(
    clerk: Tracker, tmp_path: Path
) -> None:
    first = rejecting(clerk, tmp_path, "9998", "9999")
    content = clerk.surveys.rejected_sheet(str(first.batch))
    entries = {0: {"Số hiệu mốc": "1116"}, 1: {LEFT_OUT: "mốc của tỉnh bạn"}}
    again = clerk.surveys.apply(filled(content, tmp_path / "sua.xlsx", entries))
    assert (again.read, again.applied, again.rejected) == (1, 1, 0)
    said = [f.words().vi for f in again.findings if f.code == "rows-corrected"]
    assert any(text.startswith("Dòng 3 của") and "mốc của tỉnh bạn" in text for text in said)
    assert correcting.rejected(clerk.store, str(first.batch)).rows == ()


def test_sheets_of_two_batches_that_are_left_out_whole_are_both_kept(
    clerk: Tracker, tmp_path: Path
) -> None:
    batches = [str(rejecting(clerk, tmp_path, number).batch) for number in ("9998", "9999")]
    for batch in batches:
        content = clerk.surveys.rejected_sheet(batch)
        path = filled(content, tmp_path / f"{batch}.xlsx", {0: {LEFT_OUT: "nhầm"}})
        receipt = clerk.surveys.apply(path)
        assert receipt.batch is not None
        assert "form-empty" not in {f.code for f in receipt.findings}
        assert correcting.rejected(clerk.store, batch).rows == ()


def test_a_system_named_beside_the_sheet_is_as_good_as_one_chosen_in_it(
    clerk: Tracker, tmp_path: Path, place: tuple[str, float, float]
) -> None:
    number, longitude, latitude = place
    turned = Transformer.from_crs("EPSG:4326", "EPSG:9215", always_xy=True)
    east, north = turned.transform(longitude, latitude)
    path = tmp_path / "phieu.csv"
    header = "Số hiệu mốc,Ngày kiểm tra,Tình trạng mốc,X,Y,Minh họa"
    row = f"{number},03/02/2025,nguyên trạng,{north:.2f},{east:.2f},x"
    path.write_text(f"{header}\n{row}\n", "utf-8")
    first = clerk.surveys.apply(path)
    assert first.asks_crs
    sheet = tmp_path / "sua.xlsx"
    sheet.write_bytes(clerk.surveys.rejected_sheet(str(first.batch)))
    assert clerk.surveys.check(sheet).rejected == 1
    assert clerk.surveys.apply(sheet, crs="EPSG:9215").rejected == 0


def test_a_row_comes_back_with_what_stood_over_its_table(clerk: Tracker, tmp_path: Path) -> None:
    """The day in the title, the state in the title of its section: neither is in its cells."""
    book = openpyxl.Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    for row in (
        ["KIỂM TRA NGÀY 15/10/2026"],
        ["STT", "Số hiệu mốc", "Hiện trạng mốc", "Minh họa"],
        ["A. Mốc đã có đường"],
        [1, "1116", "xịn", "x"],
    ):
        page.append(row)
    book.save(tmp_path / "a.xlsx")
    first = clerk.surveys.apply(tmp_path / "a.xlsx")
    assert (first.read, first.rejected) == (1, 1)
    sheet = sheet_of(clerk, first)
    (cell,) = [cell for row in sheet.iter_rows() for cell in row if cell.value == "xịn"]
    cell.value = "nguyên trạng"
    assert sheet.parent is not None
    sheet.parent.save(tmp_path / "corrected.xlsx")
    again = clerk.surveys.apply(tmp_path / "corrected.xlsx")
    assert (again.applied, again.queued, again.rejected) == (1, 0, 0)
    came = [e for e in clerk.show("1116")["history"] if e["batch"] == again.batch]
    assert {(e["aspect"], e["value"], e["observed_on"]) for e in came} == {
        ("road_status", "built", "2026-10-15"),
        ("marker_condition", "intact", "2026-10-15"),
    }
