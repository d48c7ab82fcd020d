"""What stands over a table of a survey and concerns all its rows: its day, and whether it is
a survey at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from mocgioi.domain import phrases
from mocgioi.domain.places import fold
from mocgioi.intake.rows import values

_DAY = re.compile(
    r"(?:\d{1,2}\s*tháng\s*\d{1,2}\s*năm\s*\d{4})|(?:\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{4})"
    r"|(?:\d{4}-\d{2}-\d{2})",
    re.IGNORECASE,
)
_OF_SURVEY = re.compile(
    r"\b(?:kiem tra|so lieu|tinh den|thoi diem|tuan tra|bao cao ngay|den ngay|ngay bao cao)\b"
    r"|^ngay\b"
)
_REFERENCE = re.compile(
    r"\b(?:can cu|cong van|quyet dinh|nghi dinh|thong tu|chi thi|luat|ke hoach so|so hieu van ban"
    r"|theo (?:ke hoach|de an|cong van))\b"
)
_SPAN = re.compile(r"\btu (?:ngay )?\d.*\bden\b")
_LIST = re.compile(
    r"^(?:[ivx]{1,4} |[a-z] |\d{1,2} )?(?:danh sach|bang|bieu|tong hop|thong ke|phu luc|ke hoach"
    r"|de nghi|de xuat|nhu cau|dang ky|du kien|chi tieu|kien nghi|to trinh|cac moc|moc)\b"
)


def day_of(lines: Iterable[str]) -> str | None:
    """Return the ISO day that the lines above a table give it; None where they give no one day.

    A day of the survey goes before the day the paper was written; the day of a document that
    is referred to is none.

    >>> day_of(["BIỂU TỔNG HỢP", "(Số liệu kiểm tra ngày 25/11/2026)"])
    '2026-11-25'
    >>> day_of(["Kiểm tra từ ngày 20/11/2026 đến ngày 25/11/2026"]) is None
    True
    """
    of_survey: set[str] = set()
    of_paper: set[str] = set()
    for line in lines:
        key = fold(line[:500])
        if _REFERENCE.search(key):
            continue
        days = {day for match in _DAY.findall(line[:500]) if (day := values.day(match).iso)}
        if _OF_SURVEY.search(key):
            if _SPAN.search(key):
                return None
            of_survey |= days
        elif "ngay" in key.split():
            of_paper |= days
    chosen = of_survey or of_paper
    return next(iter(chosen)) if len(chosen) == 1 else None


def wanted(lines: Iterable[str]) -> str | None:
    """Return the line by which a table lists what is proposed or planned, or None.

    >>> wanted(["DANH SÁCH MỐC ĐỀ NGHỊ LÀM ĐƯỜNG NĂM 2027"])
    'DANH SÁCH MỐC ĐỀ NGHỊ LÀM ĐƯỜNG NĂM 2027'
    >>> wanted(["Kết quả thực hiện kế hoạch kiểm tra mốc", "Kính đề nghị Sở xem xét"]) is None
    True
    """
    for line in lines:
        key = fold(line[:500])
        if (
            _LIST.match(key)
            and "ket qua" not in key
            and phrases.has_words(line, phrases.NOT_OBSERVED)
        ):
            return line
    return None
