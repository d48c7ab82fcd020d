"""What a person said of the columns once is not asked again of files of that shape."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from mocgioi.domain.batch import Receipt
from mocgioi.errors import UnreadableInput
from mocgioi.tracker import Tracker

SAID = {"number": "Ký hiệu", "marker_condition": "Ý kiến"}


def survey(folder: Path, marker: str, day: str, header: str = "Ký hiệu,Ngày,Ý kiến,Sổ") -> Path:
    path = folder / f"{day}.csv"
    row = f"{marker},{day},nguyên vẹn,{marker}"
    path.write_text(f"{header},Minh họa\n{row},x\n", encoding="utf-8")
    return path


@pytest.fixture
def marker(clerk: Tracker) -> str:
    return str(clerk.frame("markers")["number"].iloc[0])


def remembered(receipt: Receipt) -> list[str]:
    return [f.text.en for f in receipt.findings if f.code == "mapping-remembered"]


def test_without_a_word_the_columns_are_asked_for(
    clerk: Tracker, tmp_path: Path, marker: str
) -> None:
    with pytest.raises(UnreadableInput, match="--column number="):
        clerk.surveys.apply(survey(tmp_path, marker, "2025-01-01"))


def test_what_was_said_once_serves_the_next_file_and_is_told(
    clerk: Tracker, tmp_path: Path, marker: str
) -> None:
    first = clerk.surveys.apply(survey(tmp_path, marker, "2025-01-01"), columns=SAID)
    second = clerk.surveys.apply(survey(tmp_path, marker, "2025-01-02"))
    assert (remembered(first), second.applied) == ([], 1)
    (told,) = remembered(second)
    assert "number=«Ký hiệu»" in told and "marker_condition=«Ý kiến»" in told


def test_order_and_case_of_the_headings_do_not_matter(
    clerk: Tracker, tmp_path: Path, marker: str
) -> None:
    clerk.surveys.apply(survey(tmp_path, marker, "2025-01-01"), columns=SAID)
    path = tmp_path / "other.csv"
    path.write_text(
        f"Minh họa,Sổ,Ngày,Ý kiến,Ký hiệu\nx,,2025-01-03,nguyên vẹn,{marker}\n", encoding="utf-8"
    )
    assert clerk.surveys.apply(path).applied == 1


def test_another_heading_makes_another_shape(clerk: Tracker, tmp_path: Path, marker: str) -> None:
    clerk.surveys.apply(survey(tmp_path, marker, "2025-01-01"), columns=SAID)
    with pytest.raises(UnreadableInput):
        clerk.surveys.apply(survey(tmp_path, marker, "2025-01-02", "Ký hiệu,Ngày,Ý kiến,Quyển"))


def test_a_rehearsal_and_a_file_without_news_remember_nothing(
    clerk: Tracker, tmp_path: Path, marker: str
) -> None:
    path = survey(tmp_path, marker, "2025-01-01")
    clerk.surveys.check(path, columns=SAID)
    with pytest.raises(UnreadableInput):
        clerk.surveys.apply(path)


def test_what_is_said_later_wins_and_replaces(clerk: Tracker, tmp_path: Path, marker: str) -> None:
    clerk.surveys.apply(survey(tmp_path, marker, "2025-01-01"), columns=SAID)
    clerk.surveys.apply(survey(tmp_path, marker, "2025-01-02"), columns={"number": "Sổ"})
    (told,) = remembered(clerk.surveys.apply(survey(tmp_path, marker, "2025-01-03")))
    assert "number=«Sổ»" in told and "Ký hiệu" not in told


def test_a_heading_now_said_to_be_another_field_s_is_not_used_twice(
    clerk: Tracker, tmp_path: Path, marker: str
) -> None:
    clerk.surveys.apply(survey(tmp_path, marker, "2025-01-01"), columns=SAID)
    said = {"number": "Sổ", "note": "Ký hiệu"}
    clerk.surveys.apply(survey(tmp_path, marker, "2025-01-02"), columns=said)
    notes = clerk.show(marker)["history"]
    assert [e["value"] for e in notes if e["aspect"] == "note"] == [marker]


def test_a_register_remembers_too(clerk: Tracker, tmp_path: Path, marker: str) -> None:
    path = tmp_path / "register.csv"
    for grouping in ("mốc ba", "mốc đôi"):
        path.write_text(f"Ký hiệu,Kiểu,Minh họa\n{marker},{grouping},x\n", encoding="utf-8")
        columns = {"number": "Ký hiệu"} if grouping == "mốc ba" else None
        clerk.register.import_file("markers", path, columns=columns)
    assert clerk.frame("markers").set_index("number").loc[marker, "grouping"] == "pair"


def test_what_is_said_of_a_heading_concerns_the_sheets_that_have_it(
    clerk: Tracker, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    for title, heading, number in (("A", "Ký hiệu", "1116"), ("B", "Số hiệu mốc", "1117")):
        sheet = book.create_sheet(title)
        sheet.append([heading, "Ngày kiểm tra", "Tình trạng mốc", "Minh họa"])
        sheet.append([number, "03/02/2025", "nguyên trạng", "x"])
    book.remove(book.worksheets[0])
    book.save(tmp_path / "hai-trang.xlsx")
    receipt = clerk.surveys.apply(tmp_path / "hai-trang.xlsx", columns={"number": "Ký hiệu"})
    assert (receipt.read, receipt.applied) == (2, 2)
