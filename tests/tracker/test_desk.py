"""The clerk's desk: what waits stays on the page, and the sheets beside it come back."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Font

from mocgioi import sources
from mocgioi.errors import Language
from mocgioi.outputs.report.overall import headline
from mocgioi.tracker import Tracker, laying_out
from tests.tracker.conftest import Ran

UNTOLD = "chưa có số liệu về đường lên 4 mốc"

HEADER = "Số hiệu mốc,Ngày kiểm tra,Tình trạng đường,Minh họa\n"
GOOD = "1116,05/11/2025,đã xây dựng,x\n"
UNKNOWN = "1461,05/11/2025,đã xây dựng,x\n"
UNDATED = "1117,,đã xây dựng,x\n"


def send(week: Path, name: str, *rows: str) -> Path:
    """Put a survey into the folder."""
    path = week / name
    path.write_text(HEADER + "".join(rows), encoding="utf-8")
    return path


def good(week: Path) -> None:
    send(week, "a.csv", GOOD)


def unknown(week: Path) -> None:
    send(week, "a.csv", UNKNOWN)


def unknown_and_undated(week: Path) -> None:
    send(week, "a.csv", UNKNOWN, UNDATED)


def contested(week: Path) -> None:
    """Let two posts disagree about 1116."""
    send(week, "a.csv", GOOD)
    send(week, "b.csv", GOOD.replace("đã", "chưa"))


def page(week: Path) -> str:
    return (week / "tom-tat.html").read_text(encoding="utf-8")


def only(week: Path, pattern: str) -> Path:
    (path,) = week.glob(pattern)
    return path


def edit(path: Path, change: Callable[[Any], None]) -> None:
    """Open a sheet, change it and save it in its place."""
    book = openpyxl.load_workbook(path)
    change(book.worksheets[0])
    book.save(path)


def put(old: str, new: str) -> Callable[[Any], None]:
    """Return what writes over the cells that say `old`."""

    def change(sheet: Any) -> None:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == old:
                    cell.value = new

    return change


def cells(path: Path) -> list[Any]:
    """Return what stands in the cells of a sheet."""
    (sheet,) = openpyxl.load_workbook(path).worksheets
    return [cell.value for row in sheet.iter_rows() for cell in row]


def fill(heading: str, old: str | None, new: str) -> Callable[[Any], None]:
    """Return what writes into the cells of a column that hold `old`, below its heading."""

    def change(sheet: Any) -> None:
        header = next(r for r in sheet.iter_rows() if heading in [cell.value for cell in r])
        column = next(cell.column for cell in header if cell.value == heading)
        for line in range(header[0].row + 1, sheet.max_row + 1):
            if sheet.cell(line, column).value == old:
                sheet.cell(line, column).value = new

    return change


def choose(value: str, why: str | None) -> Callable[[Any], None]:
    """Return what puts an x beside the first answer that begins with `value`, and a reason."""

    def change(sheet: Any) -> None:
        header = next(r for r in sheet.iter_rows() if "Giữ" in [cell.value for cell in r])
        columns = {cell.value: cell.column for cell in header}
        for line in range(header[0].row + 1, sheet.max_row + 1):
            if str(sheet.cell(line, columns["Giá trị"]).value).startswith(value):
                sheet.cell(line, columns["Giữ"]).value = "x"
                sheet.cell(line, columns["Lý do"]).value = why
                return

    return change


def kinds(clerk: Tracker, week: Path) -> dict[str, int]:
    """Run the routine, and return how much of each kind waits."""
    return {work.kind: len(work.entries) for work in clerk.update(week).work}


def test_the_page_follows_an_undo_a_set_and_a_decision(
    clerk: Tracker, week: Path, ran: Ran
) -> None:
    ran(good)
    assert "1/4" in page(week)
    clerk.surveys.undo(clerk.surveys.batches()[-1].uuid, why="nhầm")
    assert clerk.update(week).written
    assert UNTOLD in page(week) and "a.csv (đã hoàn tác cả đợt)" in page(week)
    clerk.set("1117", road_status="built", on="2025-11-06")
    clerk.update(week)
    assert "1/4" in page(week)
    clerk.set("1117", road_status="none", on="2025-11-07")
    clerk.update(week)
    (conflict,) = clerk.decisions.disagreements()["conflicts"]
    clerk.decisions.resolve(conflict["id"], conflict["sides"][0]["observation"], why="thấy tận nơi")
    clerk.update(week)
    assert "0/4" in page(week) and "Số liệu chưa thống nhất" not in page(week)


def test_the_page_follows_the_folder(clerk: Tracker, week: Path) -> None:
    send(week, "a.csv", GOOD)
    (week / "thu.pdf").write_bytes(b"%PDF-1.4")
    clerk.update(week)
    assert "thu.pdf: Là PDF." in page(week)
    (week / "thu.pdf").unlink()
    clerk.update(week)
    assert "thu.pdf" not in page(week)


def test_the_page_of_another_day_is_written_anew(
    clerk: Tracker, week: Path, monkeypatch: pytest.MonkeyPatch, ran: Ran
) -> None:
    ran(good)
    assert clerk.update(week).written == []
    monkeypatch.setattr(laying_out, "today", lambda: "2099-01-01")
    assert clerk.update(week).written


def test_a_file_that_another_program_holds_stops_nothing(
    clerk: Tracker, week: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(week, "a.csv", GOOD)
    send(week, "b.csv", UNKNOWN)
    hashed = sources.sha256_of

    def held(path: Path) -> str:
        if path.name == "a.csv":
            raise PermissionError(13, "in use")
        return hashed(path)

    monkeypatch.setattr(sources, "sha256_of", held)
    assert kinds(clerk, week) == {"refused": 1, "rows": 1}
    assert "Tệp «a.csv»: không có quyền đọc. Hãy đóng chương trình" in page(week)


def test_the_page_of_another_language_is_written_anew(clerk: Tracker, week: Path, ran: Ran) -> None:
    ran(good)
    clerk.update(week, lang="en")
    assert "What needs a person" in page(week)


def test_the_time_on_the_page_is_that_of_the_run(clerk: Tracker, week: Path, ran: Ran) -> None:
    ran(good)
    (week / "a.csv").unlink()
    clerk.update(week)
    now = datetime.now(UTC) + timedelta(hours=7)
    minutes = {f"{now - timedelta(minutes=m):%H:%M ngày %d/%m/%Y}" for m in (0, 1)}
    assert any(f"Cập nhật lúc {minute}." in page(week) for minute in minutes)


def test_a_rejected_row_waits_though_its_file_is_gone(clerk: Tracker, week: Path, ran: Ran) -> None:
    ran(unknown)
    (week / "a.csv").unlink()
    assert kinds(clerk, week) == {"rows": 1}
    assert "<strong>1461</strong> · a.csv, dòng 2, cột «Số hiệu mốc»: Không có mốc" in page(week)


def test_the_sheet_of_rejected_rows_lies_beside_the_page(
    clerk: Tracker, week: Path, ran: Ran
) -> None:
    ran(unknown)
    sheet = only(week, "sua-*.xlsx")
    assert f'<a href="{sheet.name}">' in page(week)
    assert sheet.stem == f"sua-{clerk.surveys.batches()[-1].uuid[:8]}"


def test_a_sheet_that_nobody_wrote_in_is_no_work(clerk: Tracker, week: Path, ran: Ran) -> None:
    ran(unknown)
    batches = len(clerk.surveys.batches())
    assert kinds(clerk, week) == {"rows": 1}
    assert len(clerk.surveys.batches()) == batches


def test_a_row_corrected_in_its_sheet_goes_in_and_waits_no_more(
    clerk: Tracker, week: Path, ran: Ran
) -> None:
    ran(unknown)
    edit(only(week, "sua-*.xlsx"), put("1461", "1118"))
    done = clerk.update(week)
    assert [r.applied for r in done.receipts] == [1] and done.work == []
    assert "1/4" in page(week)


def test_a_row_that_is_wrong_again_has_a_sheet_of_its_own(
    clerk: Tracker, week: Path, ran: Ran
) -> None:
    ran(unknown_and_undated)
    first = only(week, "sua-*.xlsx")
    edit(first, put("1461", "1118"))
    assert kinds(clerk, week) == {"rows": 1}
    (second,) = set(week.glob("sua-*.xlsx")) - {first}
    assert f'<a href="{second.name}">' in page(week) and first.name + '"' not in page(week)


def test_the_filled_sheet_may_come_back_under_another_name(
    clerk: Tracker, week: Path, ran: Ran
) -> None:
    ran(unknown)
    sheet = only(week, "sua-*.xlsx")
    (week / "don gui").mkdir()
    returned = sheet.rename(week / "don gui" / "sửa xong.xlsx")
    edit(returned, put("1461", "1118"))
    assert kinds(clerk, week) == {}


def test_a_row_taken_out_of_its_sheet_waits_no_more_and_is_told(
    clerk: Tracker, week: Path, ran: Ran
) -> None:
    ran(unknown_and_undated)
    edit(only(week, "sua-*.xlsx"), lambda sheet: sheet.delete_rows(sheet.max_row))
    edit(only(week, "sua-*.xlsx"), put("1461", "1118"))
    assert kinds(clerk, week) == {"looked": 1}
    assert "đã bỏ 1 dòng (dòng 3 của tệp gốc)" in page(week)


def test_every_row_may_be_taken_out_of_a_sheet(clerk: Tracker, week: Path, ran: Ran) -> None:
    ran(unknown)
    edit(only(week, "sua-*.xlsx"), lambda sheet: sheet.delete_rows(sheet.max_row))
    for _ in range(2):
        assert kinds(clerk, week) == {"looked": 1}
    assert clerk.update(week).written == []


def struck(week: Path) -> None:
    """Send a spreadsheet whose row has a line through it, and another that lacks its day."""
    book = openpyxl.Workbook()
    (sheet,) = book.worksheets
    for line in (HEADER, GOOD, UNDATED):
        sheet.append(line.strip().split(","))
    for cell in sheet[2]:
        cell.font = Font(strike=True)
    book.save(week / "a.xlsx")


def test_a_row_that_nobody_touched_in_its_sheet_waits_for_the_reason_it_had(
    clerk: Tracker, week: Path, ran: Ran
) -> None:
    ran(struck)
    edit(only(week, "sua-*.xlsx"), fill("Ngày kiểm tra", None, "06/11/2025"))
    (receipt,) = clerk.update(week).receipts
    assert (receipt.read, receipt.applied, receipt.rejected) == (2, 1, 1)
    assert "Dòng bị gạch ngang" in page(week) and "1/4" in page(week)


def test_a_row_that_a_person_says_is_right_goes_in(clerk: Tracker, week: Path, ran: Ran) -> None:
    ran(struck)
    edit(only(week, "sua-*.xlsx"), fill("Đúng như ghi (x)", None, "x"))
    edit(only(week, "sua-*.xlsx"), fill("Ngày kiểm tra", None, "06/11/2025"))
    assert kinds(clerk, week) == {} and "2/4" in page(week)


def test_a_cell_at_fault_that_was_not_changed_keeps_its_row_out(clerk: Tracker, week: Path) -> None:
    send(week, "a.csv", "1461,,đã xây dựng,x\n")
    clerk.update(week)
    edit(only(week, "sua-*.xlsx"), fill("Ngày kiểm tra", None, "06/11/2025"))
    assert kinds(clerk, week) == {"rows": 1}
    assert "Không có mốc 1461" in page(week) and "Thiếu ngày" not in page(week)


def test_a_sheet_of_ours_that_could_not_be_placed_is_no_work_while_nobody_wrote_in_it(
    clerk: Tracker, week: Path
) -> None:
    header = "Số hiệu mốc,Ngày kiểm tra,Tình trạng đường,Kinh độ,Vĩ độ,Minh họa\n"
    (week / "a.csv").write_text(f"{header}1461,05/11/2025,đã xây dựng,1,2,x\n", encoding="utf-8")
    assert kinds(clerk, week) == kinds(clerk, week)


def test_a_sheet_of_another_store_is_not_taken_for_a_survey(
    clerk: Tracker, week: Path, four_markers: Path, ran: Ran
) -> None:
    ran(struck)
    shutil.copy(four_markers, clerk.store.path)
    (week / "a.xlsx").unlink()
    assert kinds(clerk, week) == {"no_surveys": 1}
    assert "không có trong kho này" in page(week) and UNTOLD in page(week)


def test_a_correction_that_is_taken_back_leaves_the_row_waiting(
    clerk: Tracker, week: Path, ran: Ran
) -> None:
    ran(unknown)
    edit(only(week, "sua-*.xlsx"), put("1461", "1118"))
    clerk.update(week)
    clerk.surveys.undo(clerk.surveys.batches()[-1].uuid, why="nhầm mốc")
    assert kinds(clerk, week) == {"rows": 1}


def test_a_file_mended_where_it_lies_settles_its_rejected_rows(
    clerk: Tracker, week: Path, ran: Ran
) -> None:
    ran(unknown_and_undated)
    send(week, "a.csv", UNKNOWN.replace("1461", "1118"), UNDATED)
    assert kinds(clerk, week) == {"rows": 1}
    assert "1461" not in page(week) and "1117" in page(week)


def test_a_file_of_the_same_name_with_other_rows_settles_nothing(
    clerk: Tracker, week: Path, ran: Ran
) -> None:
    ran(unknown)
    send(week, "a.csv", "1119,12/11/2025,chưa xây dựng,\n".replace(",\n", ",co\n"))
    assert kinds(clerk, week) == {"rows": 1}


def test_a_rejected_row_that_is_sent_again_waits_once(clerk: Tracker, week: Path, ran: Ran) -> None:
    ran(unknown)
    send(week, "a.csv", UNKNOWN, GOOD)
    assert kinds(clerk, week) == {"rows": 1}
    assert len(list(week.glob("sua-*.xlsx"))) == 1


def test_a_row_that_the_register_now_knows_waits_no_more(
    clerk: Tracker, week: Path, tmp_path: Path, ran: Ran
) -> None:
    ran(unknown)
    register = tmp_path / "more.csv"
    register.write_text(
        "number,longitude,latitude,needs_road,illustrative\n1461,106.76,21.97,yes,yes\n", "utf-8"
    )
    clerk.register.import_file("markers", register, crs="EPSG:4326")
    assert kinds(clerk, week) == {}


def test_the_sheet_of_decisions_is_taken_back_and_goes(
    clerk: Tracker, week: Path, ran: Ran
) -> None:
    ran(contested)
    edit(week / "quyet-dinh.xlsx", choose("đã xây dựng", "đã gọi đồn"))
    done = clerk.update(week)
    assert done.work == [] and len(done.decided["quyet-dinh.xlsx"].settled) == 1
    assert "1/4" in page(week)
    assert not (week / "quyet-dinh.xlsx").exists()


def test_an_empty_sheet_of_decisions_is_no_work_of_its_own(
    clerk: Tracker, week: Path, ran: Ran
) -> None:
    ran(contested)
    assert kinds(clerk, week) == {"contested": 1}


def test_a_choice_without_a_reason_is_told_and_stays_written(
    clerk: Tracker, week: Path, ran: Ran
) -> None:
    ran(contested)
    edit(week / "quyet-dinh.xlsx", choose("đã xây dựng", None))
    clerk.set("1117", road_status="built", on="2025-11-06")
    clerk.set("1117", road_status="none", on="2025-11-07")
    assert kinds(clerk, week) == {"contested": 2, "decided": 1}
    assert cells(week / "quyet-dinh.xlsx").count("x") == 1
    assert kinds(clerk, week)["decided"] == 1


def test_a_sheet_saved_before_a_later_decision_decides_nothing_again(
    clerk: Tracker, week: Path, ran: Ran
) -> None:
    ran(contested)
    sheet = week / "quyet-dinh.xlsx"
    edit(sheet, choose("chưa xây dựng", "đã gọi đồn"))
    kept = shutil.copy(sheet, week / "bản đã điền.xlsx")
    clerk.update(week)
    an_hour_ago = datetime.now().timestamp() - 3600
    os.utime(kept, (an_hour_ago, an_hour_ago))
    (batch,) = [b.uuid for b in clerk.surveys.batches() if b.file == "b.csv"]
    clerk.surveys.undo(batch, why="gửi nhầm")
    send(week, "b.csv", GOOD.replace("đã", "chưa"), "1119,06/11/2025,chưa xây dựng,x\n")
    clerk.surveys.apply(week / "b.csv")
    assert kinds(clerk, week) == {"contested": 1}


def test_what_was_taken_back_stays_out_though_the_file_grows(clerk: Tracker, week: Path) -> None:
    send(week, "a.csv", GOOD, "1117,06/11/2025,đã xây dựng,x\n")
    clerk.update(week)
    clerk.surveys.undo(clerk.surveys.batches()[-1].uuid, row=2, why="nhầm mốc")
    send(week, "a.csv", GOOD, "1117,06/11/2025,đã xây dựng,x\n", "1118,07/11/2025,đã xây dựng,x\n")
    (receipt,) = clerk.update(week).receipts
    assert (receipt.applied, receipt.unchanged) == (1, 2)
    assert "1116: điều dòng này ghi đã được hoàn tác" in page(week) and "2/4" in page(week)


def test_what_was_taken_back_may_be_applied_by_hand(clerk: Tracker, week: Path) -> None:
    path = send(week, "a.csv", GOOD)
    clerk.update(week)
    clerk.surveys.undo(clerk.surveys.batches()[-1].uuid, why="nhầm")
    assert clerk.surveys.apply(path).applied == 1


AS_BEFORE = "1117,05/11/2025,không thay đổi,x\n"


def test_as_before_reads_the_same_whatever_came_later(clerk: Tracker, week: Path) -> None:
    clerk.set("1117", road_status="none", on="2023-01-01")
    clerk.set("1117", road_status="built", on="2025-11-20")
    send(week, "a.csv", AS_BEFORE)
    (receipt,) = clerk.update(week).receipts
    assert (receipt.applied, receipt.rejected) == (1, 0)
    (seen,) = [e for e in clerk.show("1117")["history"] if e["file"] == "a.csv"]
    assert (seen["value"], seen["observed_on"]) == ("none", "2025-11-05")


def test_as_before_was_said_once_though_its_file_grows_and_more_is_learned(
    clerk: Tracker, week: Path
) -> None:
    clerk.set("1117", road_status="none", on="2023-01-01")
    send(week, "a.csv", AS_BEFORE)
    clerk.update(week)
    clerk.set("1117", road_status="under_construction", on="2025-11-03")
    assert clerk.update(week).receipts == []
    send(week, "a.csv", AS_BEFORE, GOOD)
    (receipt,) = clerk.update(week).receipts
    assert (receipt.applied, receipt.unchanged) == (1, 1)


def test_a_part_of_a_file_that_is_left_out_stays_on_the_page(clerk: Tracker, week: Path) -> None:
    sheets = {"Phiếu": [HEADER.strip(), GOOD.strip()], "Danh bạ": ["Tên,Số", "A,1"]}
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, lines in sheets.items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line.split(","))
    book.save(week / "a.xlsx")
    for _ in range(2):
        assert kinds(clerk, week)["left_out"] == 1
        assert "Bỏ qua «Danh bạ»" in page(week)


def test_more_work_than_a_page_holds_stands_in_a_sheet(clerk: Tracker, week: Path) -> None:
    send(week, "a.csv", *(UNKNOWN.replace("05", f"{n:02}") for n in range(1, 29)))
    clerk.update(week)
    assert cells(week / "viec-can-lam.xlsx").count("1461") == 28
    assert kinds(clerk, week) == {"rows": 28}
    clerk.surveys.apply(send(week, "b.csv", GOOD))
    edit(only(week, "sua-*.xlsx"), lambda sheet: sheet.delete_rows(sheet.max_row - 26, 27))
    clerk.update(week)
    assert not (week / "viec-can-lam.xlsx").exists()


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_page_has_the_headline_of_the_report_with_all_that_stands_beside_it(
    clerk: Tracker, week: Path, lang: Language, ran: Ran
) -> None:
    ran(contested)
    clerk.update(week, lang=lang)
    told = headline(clerk.figures.status(), lang)
    assert ";" in told
    assert f"{told}." in page(week)
