"""What stands over a table of a survey and concerns all its rows: its day, and whether it is
a survey at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePath

from mocgioi.domain import periods, phrases
from mocgioi.domain.aspects import SURVEYED
from mocgioi.domain.places import fold
from mocgioi.intake.rows import values
from mocgioi.patterns import regex

_DAY = regex(
    r"(?:\d{1,2}\s*tháng\s*\d{1,2}\s*năm\s*\d{4})|(?:\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{4})"
    r"|(?:\d{4}-\d{2}-\d{2})",
    re.IGNORECASE,
)
_OF_SURVEY = regex(
    r"\b(?:kiem tra|so lieu|tinh den|thoi diem|tuan tra|bao cao ngay|den ngay|ngay bao cao)\b"
    r"|^ngay\b"
)
_REFERENCE = regex(
    r"\b(?:can cu|cong van|quyet dinh|nghi dinh|nghi quyet|thong tu|thong bao|chi thi|chi dao|luat"
    r"|ke hoach so|so hieu van ban|to trinh|bien ban|mau|ban hanh|theo (?:ke hoach|de an|cong van)"
    r"|lan truoc|ky truoc|dot truoc|thang truoc|sinh ngay|ngay sinh|truoc ngay|han gui|han nop)\b"
)
_SPAN = regex(r"\btu (?:ngay )?\d.*\bden\b")
_SEVERAL_DAYS = regex(r"\d{1,2}\s*(?:-|–|,|và|đến)\s*\d{1,2}\s*[/.]\s*\d{1,2}", re.IGNORECASE)
_REQUEST = regex(
    r"\bkinh (?:de nghi|gui|trinh|mong)|\bde nghi (?:so|ubnd|uy ban|cac|don|ban|phong|cap|quy"
    r"|bo chi huy|lanh dao|tinh|xa|anh|chi|dong chi)\b|^(?:can cu|thuc hien|theo)\b"
)
"""Lines of a letter: a request to somebody, what is acted upon."""
_PLAN_CARRIED_OUT = regex(
    r"(?:thuc hien|theo|theo doi|ket qua|hoan thanh|trien khai)(?: \w+){0,2} ke hoach"
)
_EXAMPLE = regex(r"(?:\w{1,3} )?(?:cach ghi|vi du|huong dan|mau ghi|ghi mau|mau phieu)\b")
_LEGEND = regex(r"(?<!\w)([xv]|\d)\s*(?:[-=:–]|là|la)\s*([^;,.\n]+)", re.IGNORECASE)


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
        if _SEVERAL_DAYS.search(line[:500]):
            return None
        if _OF_SURVEY.search(key):
            if _SPAN.search(key):
                return None
            of_survey |= days
        elif "ngay" in key.split():
            of_paper |= days
    chosen = of_survey or of_paper
    return next(iter(chosen)) if len(chosen) == 1 else None


def wanted(lines: Iterable[str], today: str) -> str | None:
    """Return the line by which a table lists what is proposed or planned, or is an example.

    >>> wanted(["DANH SÁCH MỐC ĐỀ NGHỊ LÀM ĐƯỜNG NĂM 2027"], "2026-11-22")
    'DANH SÁCH MỐC ĐỀ NGHỊ LÀM ĐƯỜNG NĂM 2027'
    >>> wanted(["Kết quả thực hiện kế hoạch kiểm tra", "Kính đề nghị Sở xem xét"], "2026-11-22")
    """
    for line in lines:
        key = fold(line[:500])
        if _EXAMPLE.match(key) or periods.not_real(line):
            return line
        is_result = "ket qua" in key and not periods.has_words(
            key, ("de xuat", "de nghi", "du kien", "uoc")
        )
        if is_result or _REQUEST.search(key):
            continue
        if any(year > int(today[:4]) for year in periods.years_in(line)):
            return line
        if periods.has_words(_PLAN_CARRIED_OUT.sub(" ", key), periods.NOT_OBSERVED):
            return line
    return None


def is_list_of_wishes(file: str, today: str) -> bool:
    """Say whether a file is called a list of roads that are wanted, a drill or an example.

    A plan is one only where the file names a year that is to come: surveys are made under plans.

    >>> is_list_of_wishes("Danh sach de nghi lam duong 2027.xlsx", "2026-11-22")
    True
    >>> is_list_of_wishes("ke hoach.csv", "2026-11-22")
    False
    >>> [is_list_of_wishes("ke hoach 2027.xlsx", f"{year}-03-01") for year in (2026, 2027)]
    [True, False]
    """
    name = fold(PurePath(file).stem)
    is_to_come = any(year > int(today[:4]) for year in periods.years_in(name))
    if is_to_come and periods.has_words(name, periods.NOT_OBSERVED):
        return True
    return _WISHES.match(name) is not None or _DRILL.search(name) is not None


_DRILL = regex(r"\b(?:dien tap|kich ban|vi du)\b")
_WISHES = regex(
    r"(?:[a-z]?\d{1,3}[a-z]? )?(?:(?:danh sach|bang|bieu|tong hop) )?(?:cac )?(?:moc )?"
    r"(?:de nghi|de xuat|dang ky|nhu cau|du kien|xin|kien nghi) (?:duoc )?(?:dau tu )?"
    r"(?:lam|xay|xay dung|mo)(?: \w+)? duong\b"
)


def legend(lines: Iterable[str]) -> dict[str, str]:
    """Return what marks and figures stand for, as the lines around a table say.

    >>> legend(["Ghi chú: x - chưa có đường; 1 = đã có"])
    {'x': 'chưa có đường', '1': 'đã có'}
    """
    return {
        mark.lower(): words.strip() for line in lines for mark, words in _LEGEND.findall(line[:500])
    }


def amended(lines: Iterable[str]) -> dict[str, str]:
    """Return the lines beside a table that correct a row of it, by the marker they name.

    >>> list(amended(["Đính chính: mốc 1254 chưa có đường"]))
    ['1254']
    """
    return {
        number: line
        for line in lines
        if _AMENDS.search(fold(line[:500]))
        for number in _NUMBER.findall(line[:500])
    }


def of_markers(lines: Iterable[str]) -> list[str]:
    """Return the lines beside a table that name markers and say how they are.

    >>> of_markers(["Mốc 1147 đã làm xong đường; riêng mốc 1157 chưa có đường."])
    ['Mốc 1147 đã làm xong đường; riêng mốc 1157 chưa có đường.']
    >>> of_markers(["Các mốc đã có đường", "Đường lên mốc 1090", "Mốc 1183 do xã Ba Sơn theo dõi"])
    []
    """
    return [line for line in lines if any(map(_says_of_marker, _CLAUSE.split(line[:500])))]


def _says_of_marker(clause: str) -> bool:
    named = _OF_MARKER.match(clause)
    said = clause[named.end() :].strip(" :=-–.") if named else ""
    return any(phrases.read(aspect, said) is not None for aspect in SURVEYED if said)


_CLAUSE = regex(r"[;\n]|[.,](?=\s|$)")
_OF_MARKER = regex(
    r"\s*(?:[-+*•]\s*)?(?:(?:riêng|còn|ghi chú|lưu ý)\s*:?\s*)?(?:các\s+)?(?:cột\s+)?mốc\s+"
    r"(?:số\s+)?"
    r"\d{3,4}(?:/\d{1,2})?(?:\s?\([123]\))?(?:(?:\s*,|\s+và)\s*\d{3,4}(?:/\d{1,2})?)*(?=\W|$)",
    re.IGNORECASE,
)
_AMENDS = regex(r"\b(?:dinh chinh|sua lai|ghi nham|nham|huy bo|bo dong|thay bang)\b")
_NUMBER = regex(r"(?<![\d/])\d{3,4}(?:/\d{1,2})?(?:\([123]\))?(?![\d/])")
