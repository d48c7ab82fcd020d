from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mocgioi.domain.rejected import RejectedRow
from mocgioi.domain.vocabulary import CODE_LISTS
from mocgioi.errors import Finding, Text
from mocgioi.outputs.sheets.rejected import RejectedBatch, rejected_sheet
from tests.intake import world
from tests.outputs.sheets.filling import HOSTILE, TODAY, cells_of, filled, header_of, taken

BATCH = RejectedBatch("phiếu tháng 11.xlsx", TODAY, "b-1", "2026-11-22T03:04:05.678Z")
HEADER = ("Số hiệu mốc", "Ngày kiểm tra", "Tình trạng đường", "Đơn giá")


def survey(*rows: tuple[Any, ...], header: tuple[str, ...] = HEADER) -> Any:
    from mocgioi.intake import take_survey

    return take_survey(world.raw_file(header, rows), known=world.FULL, today=TODAY)


def sheet_of(result: Any) -> bytes:
    return rejected_sheet(BATCH, result.rejected, result.findings)


def test_a_corrected_row_is_taken_without_a_question(tmp_path: Path) -> None:
    result = survey(("1461", "05/11/2026", "có", "=1"), ("1101", "31/02/2026", "chưa", "-"))
    corrections = {0: {"Số hiệu mốc": "1100"}, 1: {"Ngày kiểm tra": "28/02/2026"}}
    again = taken(filled(sheet_of(result), tmp_path / "r.xlsx", corrections))
    assert [(str(e.number), e.observed_on) for e in again.entries] == [
        ("1100", "2026-11-05"),
        ("1101", "2026-02-28"),
    ]
    assert again.rejected == []
    assert {f.severity for f in again.findings} <= {"notice"}


def test_rows_that_were_not_corrected_are_rejected_for_the_same_reasons(tmp_path: Path) -> None:
    result = survey(("1461", "05/11/2026", "có", ""), ("1101", "hôm qua", "chưa", ""))
    path = tmp_path / "r.xlsx"
    path.write_bytes(sheet_of(result))
    again = taken(path)
    assert [row.codes for row in again.rejected] == [("marker-unknown",), ("date-invalid",)]


def test_the_sheet_of_a_sheet_does_not_pile_up_reasons(tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    path.write_bytes(sheet_of(survey(("1461", "05/11/2026", "có", ""))))
    again = taken(path)
    sheet = cells_of(sheet_of(again))
    header, _ = header_of(sheet, "Số hiệu mốc")
    assert [cell.value for cell in sheet[header]] == [
        *HEADER,
        "Lý do bị loại",
        "Đúng như ghi (x)",
        "Không nhập nữa (lý do)",
        "Dòng trong tệp gốc",
    ]


def test_the_reason_stands_beside_its_row_in_words() -> None:
    sheet = cells_of(sheet_of(survey(("1461", "05/11/2062", "có", ""))))
    header, columns = header_of(sheet, "Lý do bị loại")
    said = str(sheet.cell(header + 1, columns["Lý do bị loại"]).value).splitlines()
    assert said[0].startswith("«Số hiệu mốc»: Không có mốc 1461")
    assert said[1].startswith("«Ngày kiểm tra»: Ngày kiểm tra 05/11/2062 sau hôm nay")
    assert "marker-unknown" not in said[0] and "date-future" not in said[1]
    assert str(sheet.cell(header + 1, columns["Dòng trong tệp gốc"]).value) == "2"


def test_only_the_cells_at_fault_are_marked() -> None:
    sheet = cells_of(sheet_of(survey(("1461", "05/11/2026", "có", ""))))
    header, columns = header_of(sheet, "Số hiệu mốc")
    fills = {
        heading: sheet.cell(header + 1, columns[heading]).fill.start_color.rgb
        for heading in HEADER[:3]
    }
    assert fills["Số hiệu mốc"] != fills["Ngày kiểm tra"] == fills["Tình trạng đường"]


def test_a_column_blank_in_every_row_can_still_be_filled_in(tmp_path: Path) -> None:
    result = survey(("1100", None, "có", None))
    path = filled(sheet_of(result), tmp_path / "r.xlsx", {0: {"Ngày kiểm tra": "05/11/2026"}})
    again = taken(path)
    assert [entry.observed_on for entry in again.entries] == ["2026-11-05"]


def test_cells_stand_verbatim_and_never_as_formulas() -> None:
    attacks = {"Số hiệu mốc": "=cmd|'/C calc'!A0", "Ghi chú": "+84 912", "Mã": "007", "N": HOSTILE}
    row = RejectedRow(None, 2, attacks, ("marker-unknown",))
    sheet = cells_of(rejected_sheet(BATCH._replace(file=HOSTILE), [row], []))
    header, columns = header_of(sheet, "Số hiệu mốc")
    cells = {heading: sheet.cell(header + 1, columns[heading]) for heading in attacks}
    assert [cells[h].value for h in list(attacks)[:3]] == list(attacks.values())[:3]
    assert {cell.data_type for cell in cells.values()} == {"s"}
    assert cells["Số hiệu mốc"].quotePrefix
    assert str(cells["N"].value).startswith("=1+1|cmd'</t>\n&\u202e\ufffd")


@pytest.mark.parametrize("title", ["a/b:c*?[x]", "", "'"])
def test_any_name_of_a_sheet_is_written(title: str) -> None:
    row = RejectedRow(title or None, 2, {"Số hiệu mốc": "1"}, ("marker-unknown",))
    assert cells_of(rejected_sheet(BATCH, [row], [])).max_row > 4


def test_each_sheet_of_the_file_keeps_its_own_headings() -> None:
    rows = [
        RejectedRow("Một", 2, {"Số hiệu mốc": "1", "A": "a"}, ("marker-unknown",)),
        RejectedRow("Hai", 2, {"Mốc số": "2", "B": "b"}, ("marker-unknown",)),
    ]
    content = rejected_sheet(BATCH, rows, [])
    assert list(header_of(cells_of(content, "Một"), "A")[1])[:2] == ["Số hiệu mốc", "A"]
    assert list(header_of(cells_of(content, "Hai"), "B")[1])[:2] == ["Mốc số", "B"]


def test_headings_keep_their_order_where_rows_lack_cells() -> None:
    rows = [
        RejectedRow(None, 2, {"A": "1", "C": "3"}, ()),
        RejectedRow(None, 3, {"A": "1", "B": "2", "C": "3"}, ()),
    ]
    _, columns = header_of(cells_of(rejected_sheet(BATCH, rows, [])), "A")
    assert list(columns)[:3] == ["A", "B", "C"]


def test_a_row_without_findings_shows_its_codes() -> None:
    row = RejectedRow(None, 2, {"A": "1", "B": "2"}, ("field-count",))
    other = Finding("x", "error", Text("khác", "other"), None, 3)
    sheet = cells_of(rejected_sheet(BATCH, [row], [other]))
    header, columns = header_of(sheet, "Lý do bị loại")
    assert sheet.cell(header + 1, columns["Lý do bị loại"]).value == "field-count"


def test_the_coordinate_system_is_stated_again(tmp_path: Path) -> None:
    row = RejectedRow(
        None,
        2,
        {
            "Số hiệu mốc": "1100",
            "Ngày kiểm tra": "05/11/2026",
            "Tình trạng đường": "có",
            "easting": "440000",
            "northing": "2440200",
        },
        ("marker-unknown",),
    )
    path = tmp_path / "r.xlsx"
    path.write_bytes(rejected_sheet(BATCH._replace(crs="EPSG:9215"), [row], []))
    again = taken(path)
    assert (again.crs, len(again.entries)) == ("EPSG:9215", 1)


def test_the_words_of_a_column_can_be_chosen_and_blank_columns_are_there(tmp_path: Path) -> None:
    header = ("Số hiệu mốc", "Ngày kiểm tra", "Chất lượng đường", "Tình trạng mốc", "Vĩ độ")
    result = survey(("1461", "05/11/2026", "", None, ""), header=header)
    words = {"Chất lượng đường": "road_condition", "Tình trạng mốc": "marker_condition"}
    content = rejected_sheet(BATCH._replace(words=words), result.rejected, result.findings)
    sheet = cells_of(content)
    line, columns = header_of(sheet, "Vĩ độ")
    assert set(header) <= set(columns)
    chosen = {str(v.sqref): v.formula1 for v in sheet.data_validations.dataValidation}
    assert chosen == {
        f"C{line + 1}": '"tốt,hư hỏng,không đi được"',
        f"D{line + 1}": '"nguyên trạng,hư hỏng nhẹ,hư hỏng nghiêm trọng,bị dịch chuyển,'
        'bị hủy hoại,bị mất,đang sửa chữa,đã khôi phục,không tìm thấy"',
        f"G{line + 1}": '"x"',
    }
    label = CODE_LISTS["marker_condition"]["intact"].label.vi
    correction = {"Số hiệu mốc": "1100", "Tình trạng mốc": label}
    assert taken(filled(content, tmp_path / "r.xlsx", {0: correction})).rejected == []
