from __future__ import annotations

import pytest

from mocgioi.errors import UsageError
from mocgioi.outputs.paper.letterhead import FIELDS, issued_by, report_letterhead


def test_what_nobody_said_is_left_to_be_written_by_hand() -> None:
    blank = report_letterhead({}, "vi")
    assert blank.number == "Số: ……/BC-……"
    assert blank.dated == "Lạng Sơn, ngày …… tháng …… năm ………"
    assert {*blank.signer, *"".join(blank.signer_title)} == {"…"}


def test_what_was_said_stands_in_it() -> None:
    own = {
        "day": "2024-11-05",
        "recipients": "UBND tỉnh; Lưu: VT.",
        "signer_title": "KT. GIÁM ĐỐC; PHÓ GIÁM ĐỐC",
    }
    said = report_letterhead(dict.fromkeys(FIELDS, "Chữ") | own, "vi")
    assert (said.superior, said.body, said.signer) == ("Chữ",) * 3
    assert said.recipients == ("UBND tỉnh;", "Lưu: VT.")
    assert said.signer_title == ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")
    assert (said.number, said.dated) == ("Số: Chữ", "Chữ, ngày 05 tháng 11 năm 2024")
    assert said.cited == "số Chữ ngày 05 tháng 11 năm 2024 của Chữ"


def test_the_clerk_keeps_a_copy_whoever_it_goes_to() -> None:
    said = report_letterhead({"recipients": "UBND tỉnh; Bộ Ngoại giao"}, "vi")
    assert said.recipients == ("UBND tỉnh;", "Bộ Ngoại giao;", "Lưu: VT.")


@pytest.mark.parametrize("between", ["; ", ";", "\n", "\r\n", "\\n"])
def test_two_lines_are_parted_by_a_semicolon_or_a_new_line(between: str) -> None:
    given = {
        "signer_title": f"KT. GIÁM ĐỐC{between}PHÓ GIÁM ĐỐC",
        "recipients": f"UBND tỉnh{between}Lưu: VT",
    }
    said = report_letterhead(given, "vi")
    assert said.signer_title == ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")
    assert said.recipients == ("UBND tỉnh;", "Lưu: VT.")


def test_an_unsigned_paper_names_the_bodies_of_a_report_unless_it_is_told_another() -> None:
    assert issued_by() == ("UBND TỈNH LẠNG SƠN · SỞ NGOẠI VỤ", issued_by().en)
    assert issued_by("BĐBP\ntỉnh") == ("BĐBP tỉnh", "BĐBP tỉnh")


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2024-02-09", "ngày 09 tháng 02 năm 2024"),
        ("2024-03-10", "ngày 10 tháng 3 năm 2024"),
    ],
)
def test_days_below_ten_and_the_first_two_months_lead_with_a_nought(day: str, words: str) -> None:
    assert report_letterhead({"day": day}, "vi").dated == f"Lạng Sơn, {words}"


def test_a_day_that_is_none_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="day=“31/12” is not a day"):
        report_letterhead({"day": "31/12"}, "vi")


def test_a_field_that_it_does_not_have_is_a_usage_error_that_lists_those_it_has() -> None:
    with pytest.raises(UsageError, match="“stamp”.*" + ", ".join(FIELDS)):
        report_letterhead({"stamp": "x"}, "vi")


def test_texts_stay_on_one_line() -> None:
    assert report_letterhead({"body": "SỞ\nNGOẠI\x00 VỤ"}, "vi").body == "SỞ NGOẠI VỤ"
