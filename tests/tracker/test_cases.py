"""BÁO NGAY from the row of a file to the record of what was done, through a store."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from mocgioi import tracker
from mocgioi.domain.batch import Receipt
from mocgioi.errors import MarkerNotFound, UnreadableInput, UsageError
from mocgioi.outputs.alarms import row_item
from mocgioi.tracker import Tracker
from tests.keeping import kept_open
from tests.store.builders import new_store

HEADER = "Số hiệu mốc,Ngày kiểm tra,Đường lên mốc,Tình trạng mốc,Người kiểm tra,Ghi chú"
Apply = Callable[..., Receipt]


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Tracker]:
    """Return a store of three markers of which nobody reported anything."""
    yield from kept_open(tracker.open(new_store(tmp_path).path))


@pytest.fixture
def apply(work: Tracker, tmp_path: Path) -> Apply:
    """Return what takes in a survey of the rows it is given."""

    def taken(*rows: str, header: str = HEADER, name: str = "phieu.csv") -> Receipt:
        path = tmp_path / name
        path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
        return work.surveys.apply(path)

    return taken


def possible(receipt: Receipt) -> list[tuple[str | None, tuple[str, ...]]]:
    return [(alarm.marker or alarm.written, alarm.lacks) for alarm in receipt.perhaps_at_once]


def open_cases(work: Tracker) -> list[Any]:
    return work.cases.document()["cases"]


@pytest.mark.parametrize(
    ("row", "marker", "lacks"),
    [
        ("1461,05/11/2025,,bị đổ,,", "1461", ("marker", "rejected")),
        (",05/11/2025,,bị mất,,", None, ("marker", "rejected")),
        ("1116,,,mất,,", "1116", ("day", "rejected")),
        ("1116,05/11/2999,,bị mất,,", "1116", ("day", "rejected")),
        ("1116,31/02/2025,,bị mất,,", "1116", ("day", "rejected")),
        ("1116,05/11/2025,,nứt toác cả chân,,", "1116", ("rejected",)),
        ("1116,05/11/2025,bị mất,,,", "1116", ("rejected",)),
        ("1116,05/11/2025,không biết,,,mốc gãy", "1116", ("rejected",)),
        ("1116 (mốc bị đổ),05/11/2025,có,,,", "1116 (mốc bị đổ)", ("marker", "rejected")),
        ("1116,05/11/2025,có,,,mốc nghiêng về phía ta", "1116", ("condition",)),
        ("1116,05/11/2025,có,nguyên trạng,,mốc nghiêng", "1116", ("otherwise",)),
        ("1116,05/11/2025,,không tìm thấy,,", "1116", ("first_hand",)),
        ("1116,05/11/2025,,đang sửa chữa,,", "1116", ("damage", "held")),
    ],
)
def test_a_row_that_may_say_so_heads_its_receipt_with_what_is_lacking(
    apply: Apply, work: Tracker, row: str, marker: str | None, lacks: tuple[str, ...]
) -> None:
    assert possible(apply(row)) == [(marker, lacks)]
    assert [(case["alarm"], case["open"]) for case in open_cases(work)] == [("possible", True)]
    (told,) = work.figures.status()["perhaps_at_once"]
    assert (told["alarms"][0]["file"], told["alarms"][0]["row"]) == ("phieu.csv", 2)


@pytest.mark.parametrize(
    "row",
    [
        "1116,05/11/2025,có,nguyên trạng,,không hư hỏng gì",
        "1116,05/11/2025,hư hỏng,,,đường sạt lở",
        "1461,05/11/2025,có,,,không mất",
        "1116,,có,,,đang đổ bê tông",
    ],
)
def test_a_row_that_says_nothing_of_the_kind_is_no_alarm(
    apply: Apply, work: Tracker, row: str
) -> None:
    assert possible(apply(row)) == []
    assert open_cases(work) == []


def test_a_repair_of_damage_that_is_known_is_no_alarm_of_its_own(
    apply: Apply, work: Tracker
) -> None:
    apply("1116,04/11/2025,,hư hỏng nhẹ,,")
    receipt = apply("1116,05/11/2025,,đang sửa chữa,,")
    assert (possible(receipt), len(open_cases(work))) == ([], 1)


def test_minor_damage_must_be_reported(apply: Apply, work: Tracker) -> None:
    assert apply("1116,05/11/2025,,hư hỏng nhẹ,,").report_at_once == [("1116", "minor_damage")]
    assert [a["number"] for a in work.figures.status()["report_at_once"]] == ["1116"]


def test_two_reports_of_one_day_are_possible_until_somebody_decides(
    apply: Apply, work: Tracker
) -> None:
    receipt = apply("1116,05/11/2025,,bị mất,A,", "1116,05/11/2025,,nguyên trạng,B,")
    assert possible(receipt) == [("1116", ("decision",))]
    (conflict,) = work.decisions.disagreements()["conflicts"]
    lost = next(side for side in conflict["sides"] if side["value"] == "missing")
    work.decisions.resolve(conflict["id"], lost["observation"], why="ảnh chụp")
    assert [case["alarm"] for case in open_cases(work)] == ["sure"]


def test_what_was_dismissed_and_is_decided_to_stand_alarms_again(
    apply: Apply, work: Tracker
) -> None:
    apply("1116,05/11/2025,,bị mất,A,", "1116,05/11/2025,,nguyên trạng,B,")
    work.cases.dismiss("1116", why="nghe nói mốc còn")
    assert open_cases(work) == []
    (conflict,) = work.decisions.disagreements()["conflicts"]
    lost = next(side for side in conflict["sides"] if side["value"] == "missing")
    work.decisions.resolve(conflict["id"], lost["observation"], why="ảnh chụp")
    assert [case["alarm"] for case in open_cases(work)] == ["sure"]


def test_a_column_that_nobody_reads_is_read_for_it(apply: Apply, work: Tracker) -> None:
    header = "Số hiệu mốc,Ngày kiểm tra,Đường lên mốc,Hiện trạng khác"
    receipt = apply("1116,05/11/2025,có,mốc bị nứt", header=header)
    assert (receipt.applied, possible(receipt)) == (1, [("1116", ("unread",))])
    assert [case["number"] for case in open_cases(work)] == ["1116"]


def test_what_is_read_already_is_not_read_twice(apply: Apply) -> None:
    header = "Số hiệu mốc,Ngày kiểm tra,Đường lên mốc,desc,cmt2"
    assert possible(apply("1116,05/11/2025,hư hỏng,,hư hỏng", header=header)) == []


def test_why_a_row_came_back_is_not_what_it_says(apply: Apply) -> None:
    header = f"{HEADER},Lý do bị loại"
    assert possible(apply("1116,,có,,,,Không hiểu «mốc bị đổ»", header=header)) == []


def test_a_number_that_is_no_marker_is_quoted(apply: Apply) -> None:
    (alarm,) = apply("1461,05/11/2025,,gãy gập làm ba,,").perhaps_at_once
    told = row_item(alarm.as_dict("phieu.csv"), "vi")
    assert told == (
        "«1461» («gãy gập làm ba», 05/11/2025; phieu.csv, dòng 2; «1461» không có trong sổ đăng "
        "ký mốc, dòng bị loại (không hiểu tình trạng mốc))"
    )


def test_a_footnote_is_read_for_it(apply: Apply) -> None:
    receipt = apply("1116,05/11/2025,có,,,", "Ghi chú: có mốc bị nghiêng,,,,,")
    assert (receipt.read, possible(receipt)) == (1, [(None, ("unread", "marker"))])


def test_a_remark_below_the_table_is_read_for_it_to_its_end(apply: Apply) -> None:
    remark = "Trong tuần đơn vị đã tổ chức tuần tra đầy đủ theo kế hoạch của cấp trên giao và thấy"
    receipt = apply("1116,05/11/2025,có,,,", f"{remark} có mốc bị nghiêng,,,,,")
    assert (receipt.read, possible(receipt)) == (1, [(None, ("unread", "marker"))])


def test_a_footnote_about_a_marker_is_read_for_it(apply: Apply) -> None:
    receipt = apply("1116,05/11/2025,có,,,", "Ghi chú: mốc 1117 bị nghiêng,,,,,")
    (alarm,) = receipt.perhaps_at_once
    assert alarm.words == "Ghi chú: mốc 1117 bị nghiêng"


def test_a_form_left_blank_but_for_such_words_is_a_row(apply: Apply) -> None:
    header = "Số hiệu mốc,Ngày kiểm tra,Đường lên mốc,Số liệu hiện có,Hiện trạng khác"
    receipt = apply(
        "1116,,,hư hỏng nhẹ,", "1117,,,,mốc bị đổ", "1118,05/11/2025,có,,", header=header
    )
    assert (receipt.read, [alarm.marker for alarm in receipt.perhaps_at_once]) == (2, ["1117"])


def test_a_file_that_is_refused_says_so(tmp_path: Path, work: Tracker) -> None:
    path = tmp_path / "tin nhan.txt"
    path.write_text("Hôm nay tổ đi kiểm tra\nMốc 1116 bị mất\n", encoding="utf-8")
    with pytest.raises(UnreadableInput) as refused:
        work.surveys.apply(path)
    assert "CÓ THỂ PHẢI BÁO NGAY: tệp có ghi «Mốc 1116 bị mất»" in refused.value.words().vi


def test_the_same_rows_again_are_told_again_and_are_one_case(apply: Apply, work: Tracker) -> None:
    first = apply("1461,05/11/2025,,bị đổ,,")
    assert possible(apply("1461,05/11/2025,,bị đổ,,")) == possible(first)
    again = apply("1117,05/11/2025,có,,,", "1461,05/11/2025,,bị đổ,,", name="lan sau.csv")
    assert possible(again) == possible(first)
    assert len(open_cases(work)) == 1


def test_a_row_that_comes_again_with_its_marker_is_told_there(
    apply: Apply, work: Tracker, tmp_path: Path
) -> None:
    receipt = apply(
        "1461,05/11/2025,,bị mất,,", ",05/11/2025,,bị mất,,", "1462,05/11/2025,,bị mất,,"
    )
    sheet = tmp_path / "sua.xlsx"
    sheet.write_bytes(work.surveys.rejected_sheet(receipt.batch or ""))
    book = openpyxl.load_workbook(sheet)
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row]
    (cell,) = [cell for cell in cells if str(cell.value) == "1461"]
    cell.value = "1116"
    book.save(sheet)
    work.surveys.apply(sheet)
    told = [
        (case["number"], case["alarm"], case["alarms"][0]["written"]) for case in open_cases(work)
    ]
    assert told[0] == ("1116", "sure", None)
    assert {written for _, _, written in told[1:]} == {None, "1462"}
    assert len(told) == 3


def test_a_batch_that_is_taken_back_takes_its_rows_along(apply: Apply, work: Tracker) -> None:
    receipt = apply("1461,05/11/2025,,bị đổ,,", "1116,05/11/2025,,bị mất,,")
    assert len(open_cases(work)) == 2
    work.surveys.undo(receipt.batch or "", why="nhầm tệp")
    assert open_cases(work) == []


def test_what_was_reported_heads_nothing_any_more(apply: Apply, work: Tracker) -> None:
    apply("1116,05/11/2025,,bị mất,,")
    work.cases.record("M1116", reported_on="06/11/2025", to="Sở Ngoại vụ", document="12/BC")
    assert work.figures.status()["report_at_once"] == []
    assert not work.show("1116")["report_at_once"]
    assert apply("1116,20/11/2025,,bị mất,,", name="sau.csv").report_at_once == []
    (case,) = open_cases(work)
    (step,) = case["steps"]
    assert (step["day"], step["to"], step["document"]) == ("2025-11-06", "Sở Ngoại vụ", "12/BC")


def test_what_was_reported_stays_an_alarm_of_the_days_before(apply: Apply, work: Tracker) -> None:
    apply("1116,05/11/2025,,bị mất,,")
    work.cases.record("1116", reported_on="2025-11-07", to="Sở")
    assert work.figures.status(as_of="2025-11-06")["report_at_once"]
    assert not work.figures.status(as_of="2025-11-07")["report_at_once"]


def test_a_report_says_what_was_found_and_done_within_its_year(apply: Apply, work: Tracker) -> None:
    apply("1116,05/11/2024,,bị mất,,", "1117,05/11/2025,,bị mất,A,")
    work.cases.record("1116", reported_on="2024-11-06", to="Sở")
    work.cases.record("1116", restored_on="2024-12-20")
    report = work.figures.coverage(full=True, as_of="2025-12-31")
    assert [(c["number"], c["found_on"], c["found_by"]) for c in report["cases"]] == [
        ("1117", "2025-11-05", "A")
    ]
    before = work.figures.coverage(full=True, as_of="2024-12-31")
    assert [(c["number"], c["open"]) for c in before["cases"]] == [("1116", False)]


def test_a_row_of_no_marker_is_dismissed_with_its_reason(apply: Apply, work: Tracker) -> None:
    apply("1461,05/11/2025,,bị đổ,,")
    document = work.cases.dismiss("1461", why="gõ nhầm, đã nhập lại", by="A")
    (case,) = document["cases"]
    assert (case["open"], case["steps"][0]["why"]) == (False, "gõ nhầm, đã nhập lại")
    assert open_cases(work) == []


def test_a_row_of_no_marker_can_be_given_one(apply: Apply, work: Tracker) -> None:
    apply("1461,05/11/2025,,bị đổ,,")
    (row,) = open_cases(work)
    work.cases.identify(row["subject"][:8], "1116")
    assert [case["number"] for case in open_cases(work)] == ["1116"]
    work.cases.identify(row["subject"][:8], "1117")
    assert [case["number"] for case in open_cases(work)] == ["1117"]


def test_a_correction_asks_for_its_reason_and_keeps_what_was_there(
    apply: Apply, work: Tracker
) -> None:
    apply("1116,05/11/2025,,bị mất,,")
    work.cases.record("1116", reported_on="2025-11-06", to="Sở")
    with pytest.raises(UsageError):
        work.cases.record("1116", reported_on="2025-11-07", to="Sở")
    document = work.cases.record("1116", reported_on="2025-11-07", to="Sở", why="ghi nhầm")
    (case,) = document["cases"]
    assert [step["day"] for step in case["steps"]] == ["2025-11-07"]
    assert [record["day"] for record in case["history"]] == ["2025-11-06", "2025-11-07"]


def test_the_same_step_again_writes_nothing(apply: Apply, work: Tracker) -> None:
    apply("1116,05/11/2025,,bị mất,,")
    first = work.cases.record("1116", reported_on="2025-11-06", to="Sở", document="1")
    assert work.cases.record("1116", reported_on="2025-11-06", to="Sở") == first


def test_a_paper_that_comes_later_needs_no_reason(apply: Apply, work: Tracker) -> None:
    apply("1116,05/11/2025,,bị mất,,")
    work.cases.record("1116", reported_on="2025-11-06", to="Sở")
    (case,) = work.cases.record("1116", reported_on="2025-11-06", to="Sở", document="7")["cases"]
    assert case["steps"][0]["document"] == "7"


def test_a_step_taken_back_is_due_again(apply: Apply, work: Tracker) -> None:
    apply("1116,05/11/2025,,bị mất,,")
    work.cases.record("1116", reported_on="2025-11-06", to="Sở")
    work.cases.withdraw("1116", "reported", why="nhầm mốc")
    (case,) = open_cases(work)
    assert (case["alarm"], [record["why"] for record in case["history"]]) == (
        "sure",
        [None, "nhầm mốc"],
    )
    with pytest.raises(UsageError):
        work.cases.withdraw("1116", "reported", why="lần nữa")


@pytest.mark.parametrize(
    "call",
    [
        lambda cases: cases.record("1116"),
        lambda cases: cases.record("1116", reported_on="2025-11-06"),
        lambda cases: cases.record("1116", reported_on="2999-01-01", to="Sở"),
        lambda cases: cases.record("1116", agreed_on="2025-11-06", to="Sở"),
        lambda cases: cases.record("1116", restored_on="2025-11-06"),
        lambda cases: cases.record("1116", closed_on="2025-11-06"),
        lambda cases: cases.record(
            "1116", reported_on="2025-11-06", notified_on="2025-11-07", to="Sở", document="1"
        ),
        lambda cases: cases.dismiss("1116", why=" "),
        lambda cases: cases.dismiss("1117", why="x"),
        lambda cases: cases.withdraw("1116", "agreed", why="x"),
        lambda cases: cases.document("abcdef"),
    ],
)
def test_what_cannot_be_is_refused_and_writes_nothing(
    apply: Apply, work: Tracker, call: Callable[[Any], Any]
) -> None:
    apply("1116,05/11/2025,,bị mất,,")
    with pytest.raises(UsageError):
        call(work.cases)
    assert [case["history"] for case in open_cases(work)] == [[]]


def test_a_number_that_neither_register_nor_row_has_is_no_marker(work: Tracker) -> None:
    with pytest.raises(MarkerNotFound):
        work.cases.record("1461", reported_on="2025-11-06", to="Sở")


def test_what_was_recorded_is_never_changed_or_deleted(apply: Apply, work: Tracker) -> None:
    apply("1116,05/11/2025,,bị mất,,")
    work.cases.record("1116", reported_on="2025-11-06", to="Sở")
    connection = sqlite3.connect(work.store.path)
    for statement in ("UPDATE case_events SET day = '2025-01-01'", "DELETE FROM case_events"):
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(statement)
    connection.close()
    assert work.store.faults() == []


def test_the_minutes_know_what_was_reported(apply: Apply, work: Tracker) -> None:
    from io import BytesIO
    from zipfile import ZipFile

    apply("1116,05/11/2025,,bị mất,,")
    work.cases.record("1116", reported_on="2025-11-06", to="Sở Ngoại vụ", document="12/BC")
    text = ZipFile(BytesIO(work.minutes("1116"))).read("word/document.xml").decode()
    assert "đã báo cáo 06/11/2025 (gửi Sở Ngoại vụ, số 12/BC)" in text
