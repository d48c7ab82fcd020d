"""What a file says of a lost marker is not lost with it, whatever becomes of the file."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from subprocess import run
from typing import Any

import docx
import pytest

from mocgioi.errors import UnreadableInput
from mocgioi.tracker import Tracker

HEADER = "Số hiệu mốc,Ngày kiểm tra,Đường lên mốc,Minh họa\n"
LOST = "Cột một,Cột hai\nđi tuần,mốc 1116 bị mất\nđi tuần,bình thường\n"


def words(clerk: Tracker) -> list[str | None]:
    """Return what the open cases rest on, word for word."""
    return [case["alarms"][0]["words"] for case in clerk.cases.document()["cases"]]


def written(week: Path, name: str, text: str) -> Path:
    path = week / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_message_of_one_line_is_a_case(clerk: Tracker, week: Path) -> None:
    written(week, "zalo.txt", "Anh ơi mốc 1116 bị đổ rồi")
    clerk.update(week)
    assert words(clerk) == ["Anh ơi mốc 1116 bị đổ rồi"]


def test_a_table_without_known_columns_is_a_case_for_each_row_that_says_so(
    clerk: Tracker, week: Path
) -> None:
    path = written(week, "la.csv", LOST)
    with pytest.raises(UnreadableInput) as refused:
        clerk.surveys.apply(path)
    assert "CÓ THỂ PHẢI BÁO NGAY: tệp có ghi «đi tuần mốc 1116 bị mất»" in refused.value.words().vi
    assert words(clerk) == ["đi tuần mốc 1116 bị mất"]
    (entry,) = clerk.figures.status()["perhaps_at_once"]
    assert entry["alarms"][0]["row"] == 2


def test_a_document_without_a_table_is_read_for_alarms(clerk: Tracker, week: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Kính gửi chỉ huy đồn")
    document.add_paragraph("Mốc 1117 bị nứt chân")
    document.save(str(week / "bao-cao.docx"))
    clerk.update(week)
    assert words(clerk) == ["Mốc 1117 bị nứt chân"]


def test_the_name_of_a_file_that_is_not_read_is(clerk: Tracker, week: Path) -> None:
    written(week, "moc_1119_bi_gay.pdf", "%PDF-1.4")
    written(week, "ban do moc 1118.pdf", "%PDF-1.4")
    clerk.update(week)
    assert words(clerk) == ["moc_1119_bi_gay.pdf"]


def test_a_line_above_a_table_that_names_a_marker_is(clerk: Tracker, week: Path) -> None:
    above = "Báo gấp: mốc 1116 bị mất\nTình trạng: nguyên vẹn; hư hỏng; bị mất\n"
    written(week, "phieu.csv", above + HEADER + "1117,15/11/2025,đã xây dựng,x\n")
    clerk.update(week)
    assert words(clerk) == ["Báo gấp: mốc 1116 bị mất"]


def test_a_paragraph_below_the_table_of_a_document_is(clerk: Tracker, week: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=4)
    rows = [HEADER.strip().split(","), ["1118", "15/11/2025", "đã xây dựng", "x"]]
    for place, text in enumerate(text for row in rows for text in row):
        table.cell(place // 4, place % 4).text = text
    document.add_paragraph("Ghi chú: mốc 1117 bị nghiêng")
    document.save(str(week / "phieu.docx"))
    clerk.update(week)
    assert words(clerk) == ["Ghi chú: mốc 1117 bị nghiêng"]


def test_a_cell_nobody_reads_is_a_case_though_its_row_is_known(clerk: Tracker, week: Path) -> None:
    row = "1117,15/11/2025,đã xây dựng,x"
    written(week, "mot.csv", f"{HEADER}{row}\n")
    clerk.update(week)
    written(week, "hai.csv", f"{HEADER.strip()},Việc khác\n{row},mốc bị nứt\n")
    clerk.update(week)
    assert words(clerk) == ["mốc bị nứt"]


def test_the_file_sent_again_brings_no_second_case(clerk: Tracker, week: Path) -> None:
    path = written(week, "la.csv", LOST)
    for _ in range(2):
        clerk.update(week)
    shutil.copy(path, week / "la (1).csv")
    clerk.update(week)
    assert len(words(clerk)) == 1
    assert [b.file for b in clerk.surveys.batches() if b.file == "la.csv"] == ["la.csv"]


def test_what_is_dismissed_is_told_no_more(clerk: Tracker, week: Path) -> None:
    written(week, "la.csv", LOST)
    clerk.update(week)
    subject = clerk.figures.status()["perhaps_at_once"][0]["subject"]
    clerk.cases.dismiss(subject, why="đã báo bằng điện thoại")
    ((_, error),) = clerk.update(week).no_surveys
    assert (words(clerk), "BÁO NGAY" in error.words().vi) == ([], False)


def test_once_the_file_is_taken_its_rows_say_it(clerk: Tracker, week: Path) -> None:
    text = "Mốc nào,Hôm nào,Thế nào,Minh họa\n1116,15/11/2025,mốc bị mất,x\n"
    path = written(week, "la.csv", text)
    with pytest.raises(UnreadableInput):
        clerk.surveys.apply(path)
    named = {"number": "Mốc nào", "surveyed_on": "Hôm nào", "marker_condition": "Thế nào"}
    batch = clerk.surveys.apply(path, columns=named).batch
    (case,) = clerk.cases.document()["cases"]
    assert (case["number"], case["alarm"]) == ("1116", "sure")
    clerk.surveys.undo(str(batch), why="nhầm")
    assert [case["number"] for case in clerk.cases.document()["cases"]] == [None]


def test_a_rehearsal_keeps_nothing(clerk: Tracker, week: Path) -> None:
    path = written(week, "zalo.txt", "mốc 1116 bị đổ")
    with pytest.raises(UnreadableInput) as refused:
        clerk.surveys.check(path)
    assert "BÁO NGAY" in refused.value.words().vi
    assert words(clerk) == []


def test_status_loads_no_reader_for_rows_that_were_rejected(clerk: Tracker, week: Path) -> None:
    written(week, "phieu.csv", f"{HEADER.strip()},Tình trạng mốc\n1461,15/11/2025,,x,bị đổ\n")
    clerk.update(week)
    script = (
        "import sys; from mocgioi import tracker;"
        f"status = tracker.open({str(clerk.store.path)!r}).figures.status();"
        "print(len(status['perhaps_at_once']),"
        " *(n for n in sys.modules if n.startswith(('mocgioi.intake', 'mocgioi.sources'))))"
    )
    told = run([sys.executable, "-c", script], capture_output=True, check=True, text=True).stdout
    assert told.split() == ["1"]


def test_rows_of_an_earlier_version_are_read_for_alarms(clerk: Tracker, week: Path) -> None:
    import sqlite3

    written(week, "phieu.csv", f"{HEADER.strip()},Tình trạng mốc\n1461,15/11/2025,,x,bị đổ\n")
    clerk.update(week)
    (before,) = clerk.cases.document()["cases"]
    connection: Any = sqlite3.connect(clerk.store.path)
    connection.execute("DROP TRIGGER ledger_rejected_rows_update")
    connection.execute("UPDATE writer SET writing = 1")
    connection.execute("UPDATE rejected_rows SET says = NULL")
    connection.execute("UPDATE writer SET writing = 0")
    connection.commit()
    connection.close()
    assert clerk.cases.document()["cases"] == [before]
