from __future__ import annotations

from pathlib import Path

from mocgioi.outputs.disagreement_text import DisagreementItem, Side
from mocgioi.outputs.sheets.decisions import read_decisions
from mocgioi.outputs.sheets.disagreements import Mark, disagreement_sheet
from tests.outputs.sheets.filling import HOSTILE, TODAY, cells_of, filled, header_of, rows_of

ROAD = DisagreementItem(
    "d-1",
    "1088/2",
    "road_status",
    (
        Side("o-1", "built", "2026-11-05", "a.xlsx", 7, "Nguyễn Văn A", "2026-11-06T01:00:00Z"),
        Side("o-2", "none", "2026-11-05", "b.csv", 3),
    ),
)
ALARM = DisagreementItem(
    "d-2",
    "1116",
    "marker_condition",
    (
        Side("o-3", "intact", "2026-11-05", recorded_at="2026-11-05T01:00:00Z"),
        Side("o-4", "missing", "2026-11-05", recorded_at="2026-11-06T01:00:00Z"),
    ),
    standing=Side("o-0", "restored", "2026-10-01"),
)
LASTING = DisagreementItem(
    "d-3",
    "1118",
    "road_status",
    (Side("o-5", "none", "2026-11-05", recorded_at="2026-11-05T01:00:00Z"),),
    standing=Side("o-6", "built", "2023-12-31", recorded_at="2026-11-06T01:00:00Z"),
    against_standing=True,
)
BOTH = [ROAD, ALARM]


def test_every_side_has_its_evidence() -> None:
    sheet = cells_of(disagreement_sheet(BOTH, today=TODAY))
    header, columns = header_of(sheet, "Căn cứ")
    said = [sheet.cell(header + i, columns["Căn cứ"]).value for i in (1, 2, 4, 5)]
    assert said == [
        "ghi trực tiếp, 08:00 ngày 05/11/2026, ĐÃ GHI TRƯỚC",
        "ghi trực tiếp, 08:00 ngày 06/11/2026",
        "a.xlsx, dòng 7, Nguyễn Văn A, 08:00 ngày 06/11/2026",
        "b.csv, dòng 3",
    ]


def column(item: DisagreementItem, heading: str) -> list[object]:
    """Return the cells of a column of the sheet of one disagreement."""
    sheet = cells_of(disagreement_sheet([item], today=TODAY))
    header, columns = header_of(sheet, heading)
    return [sheet.cell(row, columns[heading]).value for row in range(header + 1, sheet.max_row + 1)]


def test_values_are_read_by_their_labels() -> None:
    assert column(ROAD, "Giá trị") == [
        "đã xây dựng",
        "chưa xây dựng",
        "không giữ bên nào (không tính tất cả các dòng trên)",
    ]


def test_what_counts_meanwhile_is_no_answer_where_it_is_not_contradicted() -> None:
    assert column(ALARM, "Giá trị") == [
        "nguyên trạng",
        "bị mất",
        "không giữ bên nào của ngày này (vẫn tính «đã khôi phục», 01/10/2026)",
    ]


def test_what_counts_meanwhile_is_an_answer_where_it_is_contradicted() -> None:
    assert column(LASTING, "Mã căn cứ") == ["o-5", "o-6", "none"]


def test_the_side_that_came_first_is_named_even_where_the_later_one_counts() -> None:
    assert column(LASTING, "Căn cứ")[:2] == [
        "ghi trực tiếp, 08:00 ngày 05/11/2026, ĐÃ GHI TRƯỚC",
        "ghi trực tiếp, 08:00 ngày 06/11/2026, ĐANG TÍNH",
    ]


def test_what_was_written_in_an_earlier_sheet_stays_written() -> None:
    marks = {("d-1", "o-2"): Mark("x", "đã hỏi lại")}
    sheet = cells_of(disagreement_sheet([ROAD], today=TODAY, marks=marks))
    header, columns = header_of(sheet, "Giữ")
    assert sheet.cell(header + 2, columns["Giữ"]).value == "x"
    assert sheet.cell(header + 2, columns["Lý do"]).value == "đã hỏi lại"


def test_a_disputed_alarm_heads_the_sheet_and_its_rows_come_first() -> None:
    sheet = cells_of(disagreement_sheet(BOTH, today=TODAY))
    header, columns = header_of(sheet, "Số hiệu mốc")
    assert str(sheet["A2"].value).startswith("BÁO NGAY?")
    assert sheet.cell(header + 1, columns["Số hiệu mốc"]).value == "1116"


def test_only_the_mark_and_the_reason_can_be_written() -> None:
    sheet = cells_of(disagreement_sheet([ROAD], today=TODAY))
    header, columns = header_of(sheet, "Giữ")
    unlocked = {h for h, c in columns.items() if not sheet.cell(header + 1, c).protection.locked}
    assert unlocked == {"Giữ", "Lý do"}


def test_hostile_texts_are_no_formulas_and_the_decision_still_comes_back(tmp_path: Path) -> None:
    sides = (Side("o-1", HOSTILE, file=HOSTILE, observer=HOSTILE), Side("o-2", "+1"))
    content = disagreement_sheet([DisagreementItem("d", "1116", "note", sides)], today=TODAY)
    assert all(c.data_type != "f" for r in cells_of(content).iter_rows() for c in r)
    path = filled(content, tmp_path / "d.xlsx", {1: {"Giữ": "x", "Lý do": "nhầm"}})
    assert read_decisions(rows_of(path))[0][0].observation == "o-2"


def test_no_disagreement_gives_a_sheet_with_its_header_alone() -> None:
    sheet = cells_of(disagreement_sheet([], today=TODAY))
    assert header_of(sheet, "Giữ")[0] == sheet.max_row


def test_a_held_row_is_one_line_to_accept_and_one_to_set_aside() -> None:
    sides = (
        Side("o-1", "built", "2026-11-05", "a.csv", 7, aspect="road_status"),
        Side("o-2", "106.7 22.0", "2026-11-05", "a.csv", 7, aspect="position", off_m=312.4),
    )
    item = DisagreementItem("d", "1116", "road_status", sides, held=True)
    sheet = cells_of(disagreement_sheet([item], today=TODAY))
    header, columns = header_of(sheet, "Giữ")
    assert [sheet.cell(header + i, columns["Giá trị"]).value for i in (1, 2)] == [
        "NHẬN dòng này: tình trạng đường: đã xây dựng; vị trí đo cách mốc 312 m",
        "KHÔNG NHẬN dòng này",
    ]
    assert sheet.max_row == header + 2


def test_a_held_row_that_must_be_reported_at_once_heads_the_sheet() -> None:
    sides = (
        Side("o-1", "built", aspect="road_status"),
        ALARM.sides[1]._replace(aspect="marker_condition"),
    )
    item = DisagreementItem("d", "1117", "road_status", sides, held=True)
    sheet = cells_of(disagreement_sheet([ROAD, item], today=TODAY))
    assert str(sheet["A2"].value).endswith(": 1117")
