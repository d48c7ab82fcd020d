"""The weekly routine over a folder."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from mocgioi import tracker
from mocgioi.cli import main
from mocgioi.errors import UnreadableInput
from mocgioi.store import at_hand, geopackage, handle
from mocgioi.tracker import Tracker
from mocgioi.tracker.province import province
from tests.keeping import kept_open
from tests.pictures import jpeg, zipped
from tests.tracker.conftest import Ran

ROWS = "number,surveyed_on,road_status,illustrative\n1116,2026-11-01,none,yes\n"


@pytest.fixture
def weekly(four_markers: Path, tmp_path: Path) -> Iterator[Tracker]:
    path = tmp_path / "langson.gpkg"
    shutil.copy(four_markers, path)
    yield from kept_open(tracker.open(path))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "week"
    made.mkdir()
    (made / "po-ma.csv").write_text(ROWS, encoding="utf-8")
    (made / "broken.xlsx").write_text("", encoding="utf-8")
    (made / "~$po-ma.csv").write_text("open elsewhere", encoding="utf-8")
    return made


def test_what_is_new_goes_in_and_the_pages_follow(weekly: Tracker, folder: Path) -> None:
    done = weekly.update(folder)
    assert [receipt.file for receipt in done.receipts] == ["po-ma.csv"]
    assert {path.name for path in done.written} == {"map.html", "report.html", "tom-tat.html"}


def test_a_file_that_cannot_be_taken_is_named_and_stops_nothing(
    weekly: Tracker, folder: Path
) -> None:
    done = weekly.update(folder)
    assert [path.name for path, _ in done.refused] == ["broken.xlsx"]
    assert "broken.xlsx" in (folder / "tom-tat.html").read_text(encoding="utf-8")


def test_the_same_folder_again_does_nothing(weekly: Tracker, folder: Path) -> None:
    (folder / "broken.xlsx").unlink()
    weekly.update(folder)
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    store = weekly.store.path.read_bytes()
    again = weekly.update(folder)
    assert (again.receipts, again.known, again.written) == ([], 1, [])
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before
    assert weekly.store.path.read_bytes() == store


def test_a_run_opens_the_store_no_more_once_it_was_opened_to_write(
    weekly: Tracker, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = []

    def noted(path: Any, **how: Any) -> sqlite3.Connection:
        if Path(path) == weekly.store.path:
            opened.append("to write" if how.get("write") else "to read")
        return geopackage.connect(path, **how)

    for module in (handle, at_hand):
        monkeypatch.setattr(module, "connect", noted)
    tracker.open(weekly.store.path).update(folder)
    assert opened.index("to write") == len(opened) - 1


def test_init_leaves_the_starters_beside_the_store(tmp_path: Path) -> None:
    main(["--store", str(tmp_path / "own.gpkg"), "init"])
    assert b"own.gpkg" in (tmp_path / "cap-nhat.bat").read_bytes()
    assert b"own.gpkg" in (tmp_path / "cap-nhat.sh").read_bytes()


def test_a_file_that_was_undone_does_not_come_back_by_itself(weekly: Tracker, folder: Path) -> None:
    (folder / "broken.xlsx").unlink()
    weekly.update(folder)
    weekly.surveys.undo(weekly.surveys.batches()[-1].uuid, why="wrong file")
    again = weekly.update(folder)
    assert (again.receipts, again.known) == ([], 1)


def test_a_file_applied_again_by_hand_after_its_undo_is_known(
    weekly: Tracker, folder: Path
) -> None:
    weekly.update(folder)
    weekly.surveys.undo(weekly.surveys.batches()[-1].uuid, why="wrong file")
    weekly.surveys.apply(folder / "po-ma.csv")
    done = weekly.update(folder)
    assert (done.undone, done.known_files) == ([], ["po-ma.csv"])


def test_a_file_name_that_is_no_utf_8_is_taken(weekly: Tracker, folder: Path) -> None:
    (folder / "broken.xlsx").unlink()
    source = folder / "po-ma.csv"
    try:
        odd = source.rename(folder / "ph\udce8u.csv")
    except (OSError, UnicodeError):
        pytest.skip("this file system has no such names")
    assert [receipt.applied for receipt in weekly.update(folder).receipts] == [1]
    assert odd.is_file()


def test_the_receipt_of_a_lost_marker_begins_with_the_alarm(
    weekly: Tracker, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["--store", str(weekly.store.path), "set", "1116", "--condition", "bị mất"])
    assert capsys.readouterr().out.startswith("BÁO NGAY: mốc 1116")


def test_the_starter_runs_the_program_that_made_it(tmp_path: Path) -> None:
    main(["--store", str(tmp_path / "own.gpkg"), "init"])
    assert sys.executable in (tmp_path / "cap-nhat.sh").read_text(encoding="utf-8")


def test_zips_and_folders_with_photographs_go_in_like_files(weekly: Tracker, folder: Path) -> None:
    rows = "number,surveyed_on,road_status,photo,illustrative\n{},2026-11-02,none,a.jpg,yes\n"
    zipped(folder / "kobo.zip", {"form.csv": rows.format("1117"), "m/a.jpg": jpeg(size=(8, 8))})
    (folder / "ba son" / "DCIM").mkdir(parents=True)
    (folder / "ba son" / "phieu.csv").write_text(rows.format("1118"), encoding="utf-8")
    (folder / "ba son" / "DCIM" / "a.jpg").write_bytes(jpeg(size=(9, 9)))
    (folder / "media").mkdir()
    (folder / "media" / "too.csv").write_text(rows.format("1119").replace("a.jpg", ""), "utf-8")
    done = weekly.update(folder)
    assert {r.file: r.photos_stored for r in done.receipts} == {
        "ba son/phieu.csv": 1,
        "kobo.zip": 1,
        "media/too.csv": 0,
        "po-ma.csv": 0,
    }
    assert weekly.update(folder).receipts == []


UNREAD = "a,b\n1,2\n3,4\n"


def in_folder(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_file_of_a_folder_that_is_not_understood_is_named_every_week(
    weekly: Tracker, tmp_path: Path
) -> None:
    folder = in_folder(tmp_path, "week/phieu/a.csv", ROWS).parent.parent
    in_folder(folder, "phieu/c.csv", UNREAD)
    for _ in range(2):
        done = weekly.update(folder)
        assert [path.as_posix() for path, _ in done.no_surveys] == ["phieu/c.csv"]
        assert "phieu/c.csv" in (folder / "tom-tat.html").read_text(encoding="utf-8")


def test_a_file_of_a_zip_that_is_not_understood_is_named_every_week(
    weekly: Tracker, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "week").mkdir()
    zipped(tmp_path / "week" / "x.zip", {"a.csv": ROWS, "phieu/c.csv": UNREAD})
    for _ in range(2):
        assert main(["--store", str(weekly.store.path), "update", str(tmp_path / "week")]) == 1
        assert "phieu/c.csv" in "".join(capsys.readouterr())
        assert "phieu/c.csv" in (tmp_path / "week" / "tom-tat.html").read_text(encoding="utf-8")


def test_a_backup_in_the_folder_is_named_and_is_no_survey(
    weekly: Tracker, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = in_folder(tmp_path, "week/a.csv", ROWS).parent
    weekly.store.backup(folder / "old.gpkg")
    for _ in range(2):
        assert main(["--store", str(weekly.store.path), "update", str(folder)]) == 1
        assert "old.gpkg: không phải phiếu kiểm tra" in capsys.readouterr().err
    assert main(["--store", str(weekly.store.path), "survey", "apply", f"{folder}/old.gpkg"]) == 20
    assert "là kho số liệu hoặc bản sao lưu" in capsys.readouterr().err


def test_what_is_no_survey_needs_a_person_and_what_is_damaged_is_an_error(
    weekly: Tracker, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = in_folder(tmp_path, "week/note.txt", "Nhớ gọi cho đồn Ba Sơn\n").parent
    in_folder(folder, "register.csv", UNREAD)
    in_folder(folder, "cong-van.pdf", b"%PDF")
    command = ["--store", str(weekly.store.path), "update", str(folder)]
    for _ in range(2):
        assert main(command) == 1
        said = capsys.readouterr().err
        assert "note.txt: không phải" in said and "--column" in said and "cong-van.pdf" in said
    page = (folder / "tom-tat.html").read_text(encoding="utf-8")
    assert "Không phải phiếu kiểm tra, bỏ qua (2)" in page and "cong-van.pdf" in page
    in_folder(folder, "cut.xlsx", b"")
    assert main(command) == 20


def test_a_file_whose_columns_were_named_once_is_known_ever_after(
    weekly: Tracker, tmp_path: Path
) -> None:
    text = "Ký hiệu,Ngày,Ý kiến,Minh họa\n1116,05/11/2025,nguyên vẹn,x\n"
    path = in_folder(tmp_path, "week/a.csv", text)
    assert len(weekly.update(path.parent).no_surveys) == 1
    weekly.surveys.apply(path, columns={"number": "Ký hiệu", "marker_condition": "Ý kiến"})
    in_folder(path.parent, "b.csv", text.replace("05/11", "06/11"))
    done = weekly.update(path.parent)
    assert (done.no_surveys, done.known, [r.applied for r in done.receipts]) == ([], 1, [1])


def test_a_form_in_which_nothing_was_written_needs_nobody(
    weekly: Tracker, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = in_folder(tmp_path, "week/phieu.xlsx", weekly.surveys.form(None))
    assert main(["--store", str(weekly.store.path), "survey", "apply", str(form)]) == 1
    assert "Phiếu chưa ghi gì" in capsys.readouterr().out
    for _ in range(2):
        assert main(["--store", str(weekly.store.path), "update", str(form.parent)]) == 0
    assert "Chưa ghi gì (1): phieu.xlsx." in (form.parent / "tom-tat.html").read_text("utf-8")


def metres_of_no_system(week: Path) -> None:
    """Put a survey into the folder that does not say in which system its metres are."""
    header = "Số hiệu mốc,Ngày kiểm tra,Tình trạng đường,X,Y,Minh họa\n"
    in_folder(week, "a.csv", f"{header}1116,19/11/2025,chưa,2430429,449199,x\n")


@pytest.fixture
def without_system(clerk: Tracker, week: Path, ran: Ran) -> tuple[Tracker, Path]:
    """A store of four markers after such a survey was taken in, and the folder of it."""
    ran(metres_of_no_system)
    return clerk, week


def test_positions_without_a_system_are_one_question_on_the_page(
    without_system: tuple[Tracker, Path],
) -> None:
    store, folder = without_system
    page = (folder / "tom-tat.html").read_text(encoding="utf-8")
    assert page.count("EPSG:9215 (VN-2000 / TM-3 107-15): --crs EPSG:9215") == 1
    assert "Phần của tệp chưa nhập" not in page
    assert store.show("1116")["road"]["status"] == "none"


def test_what_went_in_is_told_where_the_pages_cannot_be_written(
    weekly: Tracker, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "map.html").mkdir()
    code = main(["--lang", "en", "--store", str(weekly.store.path), "update", str(folder)])
    said = capsys.readouterr()
    assert code == 50
    assert "po-ma.csv: read 1 = applied 1" in said.out
    assert "Cannot write “" in said.err and "map.html” (it is a folder)" in said.err
    assert "not all written anew" in said.err
    assert [b.file for b in weekly.surveys.batches()][-1] == "po-ma.csv"


def test_pages_that_could_not_be_written_follow_in_the_next_run(
    weekly: Tracker, folder: Path
) -> None:
    (folder / "map.html").mkdir()
    assert weekly.update(folder).unfinished is not None
    (folder / "map.html").rmdir()
    done = weekly.update(folder)
    assert (done.unfinished, done.receipts) == (None, [])
    assert {path.name for path in done.written} == {"map.html", "report.html", "tom-tat.html"}


def filled_in(folder: Path, heading: str, text: str) -> None:
    """Write a text under a heading of the first row of the sheet of rejected rows."""
    (sheet,) = folder.glob("sua-*.xlsx")
    book = openpyxl.load_workbook(sheet)
    page = book.worksheets[0]
    ((cell,),) = ([c for c in row if c.value == heading] for row in page.iter_rows(5, 5))
    page.cell(6, cell.column).value = text
    book.save(sheet)


def test_the_system_of_positions_is_chosen_in_a_cell_and_comes_back(
    without_system: tuple[Tracker, Path],
) -> None:
    store, folder = without_system
    filled_in(folder, "Chọn hệ tọa độ", "EPSG:9215 VN-2000 107-15")
    for _ in range(2):
        store.update(folder)
    assert [e["aspect"] for e in store.show("1116")["history"]].count("position") == 1
    assert "hệ tọa độ" not in (folder / "tom-tat.html").read_text(encoding="utf-8")


def test_a_row_confirmed_without_a_system_still_waits_for_it(
    without_system: tuple[Tracker, Path],
) -> None:
    store, folder = without_system
    filled_in(folder, "Đúng như ghi (x)", "x")
    store.update(folder)
    assert "position" not in [e["aspect"] for e in store.show("1116")["history"]]
    assert "Chọn hệ tọa độ" in (folder / "tom-tat.html").read_text(encoding="utf-8")


def _unlisted(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let the system refuse to list a folder."""
    really = os.scandir

    def refuse(path: str) -> object:
        if Path(path) == folder:
            raise PermissionError(errno.EACCES, "no permission", str(folder))
        return really(path)

    monkeypatch.setattr(os, "scandir", refuse)


def test_a_folder_that_cannot_be_listed_is_not_said_to_have_nothing_new(
    weekly: Tracker, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _unlisted(monkeypatch, folder)
    with pytest.raises(UnreadableInput, match="may not be read"):
        weekly.update(folder)


def test_a_folder_in_it_that_cannot_be_listed_is_named(
    weekly: Tracker, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "đồn").mkdir()
    _unlisted(monkeypatch, folder / "đồn")
    done = weekly.update(folder)
    assert (done.others, len(done.receipts), done.needs_person) == (["đồn"], 1, True)
    assert "đồn" in (folder / "tom-tat.html").read_text("utf-8")


def test_the_update_names_no_alarm_of_which_there_is_none(
    weekly: Tracker, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    weekly.set("1116", marker_condition="missing")
    main(["--store", str(weekly.store.path), "update", str(folder)])
    (told,) = [line for line in capsys.readouterr().err.splitlines() if "Xem trang tóm tắt" in line]
    assert told == "BÁO NGAY: 1 mốc. Xem trang tóm tắt."


REGISTER = "Số hiệu mốc,Kinh độ,Vĩ độ,Mã xã,Loại mốc\n1116,106.71,21.97,06184,mốc đơn\n"


def test_tables_of_the_register_are_passed_over_in_a_sentence(
    weekly: Tracker, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("broken.xlsx", "~$po-ma.csv"):
        (folder / name).unlink()
    (folder / "danh sach moc.csv").write_text(REGISTER, encoding="utf-8")
    shutil.copy(province() / "scheme.csv", folder)
    assert main(["--store", str(weekly.store.path), "update", str(folder)]) == 0
    said = capsys.readouterr().err
    assert "2 bảng của sổ đăng ký, không phải phiếu kiểm tra, bỏ qua: " in said
    assert "import markers FILE" in said and "Không có cột" not in said


def test_a_survey_that_somebody_has_open_is_to_be_looked_at(
    weekly: Tracker, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "broken.xlsx").unlink()
    assert main(["--store", str(weekly.store.path), "update", str(folder)]) == 1
    assert "Cần xem lại, vẫn được tính (1)" in capsys.readouterr().err


def test_a_survey_that_lacks_a_column_is_no_table_of_the_register(
    weekly: Tracker, folder: Path
) -> None:
    (folder / "danh sach moc.csv").write_text(
        "Số hiệu mốc,Mã xã,Tình trạng mốc\n1116,06184,nguyên trạng\n", encoding="utf-8"
    )
    done = weekly.update(folder)
    assert [path.name for path, _ in done.no_surveys] == ["danh sach moc.csv"]
    assert done.registers == []


def test_a_table_of_the_program_that_somebody_changed_is_not_passed_over(
    weekly: Tracker, folder: Path
) -> None:
    text = (province() / "scheme.csv").read_text(encoding="utf-8")
    (folder / "scheme.csv").write_text(f"{text}x\n", encoding="utf-8")
    assert [path.name for path, _ in weekly.update(folder).no_surveys] == ["scheme.csv"]
