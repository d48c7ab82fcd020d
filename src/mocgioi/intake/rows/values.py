"""Single cells: text, days, yes and no, lists of markers, sums of money.

Each function understands one cell or gives None; what to tell about it is its caller's.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Literal

from mocgioi.domain.days import VIETNAM
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.money import UNITS, vnd
from mocgioi.domain.places import fold, nfc
from mocgioi.domain.worth import worth_in
from mocgioi.patterns import regex
from mocgioi.records import NamedTuple
from mocgioi.sources.coordinates import number
from mocgioi.sources.raw import Cell, is_blank

_SERIAL_EPOCH = date(1899, 12, 30)
_SERIALS = (36526, 73050)
"""Spreadsheet serials of 2000-01-01 and 2099-12-31 in the 1900 system."""

_WORDS = regex(r"(?:ngày\s*)?(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})", re.IGNORECASE)
_DAY_FIRST = regex(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})")
_YEAR_FIRST = regex(r"(\d{4})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{1,2})")
_COMPACT = regex(r"(20\d\d)(\d\d)(\d\d)")
_CLOCK = regex(r"(?<![T\s,])[T\s,]+\d{1,2}[:hg]\d{0,2}.*$", re.IGNORECASE)
_PARTIAL = regex(
    r"(?:(?:đầu|giữa|cuối|trong)\s+)?(?:tháng|t|quý|năm|qúy)?\s*\.?\s*"
    r"(?:\d{4}(?:[-/.]\d{1,2})?|(?:\d{1,2}|[ivx]{1,4})\s*(?:[-/.]|năm)\s*(?:\d{4}|\d{2}))"
    r"|(?:tháng|quý)\s*(?:\d{1,2}|[ivx]{1,4})",
    re.IGNORECASE,
)
_NO_YEAR = regex(r"(\d{1,2})\s*(?:[/.\-]|tháng)\s*(\d{1,2})", re.IGNORECASE)
_NAMED_MONTH = regex(
    r"(\d{1,2})\s*[/.\- ]\s*(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|thg\s*\d{1,2})[a-z]*"
    r"\s*[/.\- ,]\s*(\d{4}|\d{2})",
    re.IGNORECASE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_BEFORE_DAY = regex(
    r"^(?:(?:(?:thứ|thu)\s+(?:hai|ba|tư|tu|năm|nam|sáu|sau|bảy|bay|\d)|chủ\s*nhật|chu\s*nhat|cn|t[2-7])"
    r"[\s,.:]+|\d{1,2}\s*[:hg]\s*\d{0,2}\s*(?:phút)?[\s,]+|(?:sáng|trưa|chiều|tối|ngày|mùng|mồng|hôm|lúc)"
    r"[\s:,]+){1,4}",
    re.IGNORECASE,
)
_AFTER_DAY = regex(r"(?<![\s,])[\s,]*\(?\s*(?:sáng|trưa|chiều|tối)\s*\)?$", re.IGNORECASE)
_INSTANT = regex(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?")
_LONGEST_DAY = 60
_YES = frozenset(["true", "1", "yes", "y", "t", "x", "co", "dung", "illustrative", "minh", "hoa"])
_THOUSANDS = regex(r"[1-9]\d{0,2}\.\d{3}")

Problem = Literal["invalid", "partial", "no-year"]


class Day(NamedTuple):
    """A day as it was read.

    Attributes:
        iso: the ISO day, or None.
        problem: why it is None: not a day, only a month or year, or no year.
        serial: it stood as a spreadsheet's serial number.
        of_year: day and month of a day without its year.
    """

    iso: str | None
    problem: Problem | None = None
    serial: bool = False
    of_year: tuple[int, int] | None = None

    def in_year(self, year: int) -> str | None:
        """Return the ISO day of a day without its year in a year; None where it has none."""
        try:
            return (
                date(year, self.of_year[1], self.of_year[0]).isoformat() if self.of_year else None
            )
        except ValueError:
            return None


def text(cell: Cell) -> str | None:
    """Return a cell as text on which rows can be compared; None when blank.

    >>> text(1116.0), text("  Quốc Khánh "), text(datetime(2025, 11, 5)), text("")
    ('1116', 'Quốc Khánh', '2025-11-05', None)
    """
    if type(cell) is str:
        return nfc(cell) if cell and not cell.isspace() else None
    if is_blank(cell):
        return None
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        midnight = (cell.hour, cell.minute, cell.second) == (0, 0, 0) and cell.tzinfo is None
        return cell.date().isoformat() if midnight else cell.isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return nfc(str(cell))


def day(cell: Cell) -> Day:
    """Return the day a cell means: dd/mm/yyyy first, then ISO, a date cell or a serial.

    A time with a zone is turned to Vietnamese time (UTC+7) first.

    >>> day("05/11/2025").iso, day("2025-11-04T23:30:00Z").iso, day(45966).iso, day("5/11/25").iso
    ('2025-11-05', '2025-11-05', '2025-11-05', '2025-11-05')
    >>> day("31/02/2025").problem, day("2024-05").problem, day("5/11").problem
    ('invalid', 'partial', 'no-year')
    """
    if type(cell) is str:
        return _day_in_text(cell)
    if isinstance(cell, datetime):
        return Day((cell.astimezone(VIETNAM) if cell.tzinfo else cell).date().isoformat())
    if isinstance(cell, date):
        return Day(cell.isoformat())
    serial = None if isinstance(cell, bool) else _serial_day(cell)
    written = text(cell)
    return serial or (_written_day(written) if written is not None else Day(None, "invalid"))


def day_of_utc(cell: Cell) -> Day:
    """Return the day in Việt Nam of an instant in UTC that does not say so; else as `day`.

    >>> day_of_utc("2026-11-18T20:00:00").iso, day_of_utc("2026-11-18").iso
    ('2026-11-19', '2026-11-18')
    """
    written = text(cell) or ""
    if _INSTANT.fullmatch(written) is None:
        return day(cell)
    return day(f"{written.replace(' ', 'T')}Z")


def _serial_day(cell: Cell) -> Day | None:
    serial = number(cell)
    if serial is None or not _SERIALS[0] <= serial <= _SERIALS[1]:
        return None
    return Day((_SERIAL_EPOCH + timedelta(days=int(serial))).isoformat(), serial=True)


@lru_cache(maxsize=8192)
def _day_in_text(cell: str) -> Day:
    written = text(cell)
    if written is None:
        return Day(None, "invalid")
    return _serial_day(cell) or _written_day(written)


def _written_day(written: str) -> Day:
    zoned = _zoned(written)
    if zoned:
        return Day(zoned)
    if len(written) > _LONGEST_DAY:
        return Day(None, "invalid")
    plain = _BEFORE_DAY.sub("", written.strip())
    plain = _AFTER_DAY.sub("", _CLOCK.sub("", plain)).strip()
    named = _NAMED_MONTH.fullmatch(plain)
    if named:
        word = named.group(2).lower()
        month = word[3:].strip() if word.startswith("thg") else _MONTHS.index(word) + 1
        plain = f"{named.group(1)}/{month}/{named.group(3)}"
    for pattern, order in (
        (_WORDS, "dmy"),
        (_DAY_FIRST, "dmy"),
        (_YEAR_FIRST, "ymd"),
        (_COMPACT, "ymd"),
    ):
        match = pattern.fullmatch(plain)
        if match:
            first, month, last = (int(part) for part in match.groups())
            year, of_month = (last, first) if order == "dmy" else (first, last)
            try:
                return Day(date(year + 2000 if year < 100 else year, month, of_month).isoformat())
            except ValueError:
                return Day(None, "invalid")
    bare = _NO_YEAR.fullmatch(plain)
    if bare and int(bare.group(2)) <= 12:
        return Day(None, "no-year", of_year=(int(bare.group(1)), int(bare.group(2))))
    return Day(None, "partial" if _PARTIAL.fullmatch(plain) else "invalid")


def month_end(written: str) -> str | None:
    """Return the last ISO day of the month or quarter that a text names; None where it names none.

    >>> month_end("cuối tháng 6/2026"), month_end("quý II/2026"), month_end("T6/26")
    ('2026-06-30', '2026-06-30', '2026-06-30')
    """
    key = fold(written)
    year = re.search(r"\b(20\d\d)\b", key) or re.search(r" (\d\d)$", key)
    if year is None:
        return None
    rest = f"{key[: year.start()]} {key[year.end() :]}"
    named = re.search(r"\d{1,2}|\b[ivx]{1,3}\b", rest)
    quarters = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
    word = named.group() if named else "12"
    named_number = quarters.get(word) or (int(word) if word.isdigit() else 12)
    month = min(12, named_number * 3) if "quy" in key and named else named_number
    if not 1 <= month <= 12:
        return None
    full = int(year.group(1)) % 100 + 2000
    after = date(full + month // 12, month % 12 + 1, 1)
    return (after - timedelta(days=1)).isoformat()


def turned(cell: Cell) -> date | None:
    """Return a date cell with its day and month exchanged; None where there is no such day."""
    if not isinstance(cell, date) or cell.day > 12 or cell.day == cell.month:
        return None
    return cell.replace(day=cell.month, month=cell.day)


@lru_cache(maxsize=8192)
def order_of_day(written: str) -> Literal["day-first", "either"] | None:
    """Return what a written day proves of its order: day first, nothing, or no such question.

    >>> order_of_day("25/11/2025"), order_of_day("05/11/2025"), order_of_day("2025-11-05")
    ('day-first', 'either', None)
    """
    match = _DAY_FIRST.fullmatch(_CLOCK.sub("", written).strip())
    if match is None:
        return None
    first, second = int(match.group(1)), int(match.group(2))
    if first == second or second > 12:
        return None
    return "day-first" if first > 12 else "either"


def is_month_first(written: str) -> bool:
    """Say whether a text is no day as dd/mm/yyyy but would be one as mm/dd/yyyy.

    >>> is_month_first("11/25/2025"), is_month_first("31/02/2025")
    (True, False)
    """
    match = _DAY_FIRST.fullmatch(_CLOCK.sub("", written).strip())
    return match is not None and int(match.group(1)) <= 12 < int(match.group(2)) <= 31


def month_first(written: str) -> str:
    """Return a text that is a day month first, day first.

    >>> month_first("11/25/2025")
    '25/11/2025'
    """
    match = _DAY_FIRST.fullmatch(_CLOCK.sub("", written).strip())
    return f"{match.group(2)}/{match.group(1)}/{match.group(3)}" if match else written


def _zoned(written: str) -> str | None:
    """Return the Vietnamese day of an instant with a zone, such as ODK and GPX write."""
    if not re.match(r"\d{4}-\d\d-\d\dT.*(?:Z|[+-]\d\d:?\d\d)$", written):
        return None
    try:
        instant = datetime.fromisoformat(written)
    except ValueError:
        return None
    return instant.astimezone(VIETNAM).date().isoformat()


def truth(cell: Cell) -> bool:
    """Say whether a cell says yes; a blank one says no."""
    written = text(cell)
    return written is not None and fold(written) in _YES


def marker_number(cell: Cell) -> MarkerNumber | None:
    """Return the marker number of a cell, or None: a date or a computed fraction is none."""
    if isinstance(cell, date | bool) or (isinstance(cell, int | float) and cell <= 0):
        return None
    written = text(cell)
    if written is None or len(written) > 40:
        return None
    return _number_in_text(written)


@lru_cache(maxsize=8192)
def _number_in_text(written: str) -> MarkerNumber | None:
    try:
        return MarkerNumber.parse(written)
    except ValueError:
        return None


def marker_numbers(cell: Cell) -> tuple[list[str], list[str]]:
    """Return the marker numbers a cell lists, and the parts that are none.

    ``;``, ``,``, ``và`` and line ends separate.

    >>> marker_numbers("Mốc 1267, 1272/1; 1274 và 1275")
    (['1267', '1272/1', '1274', '1275'], [])
    """
    numbers: list[str] = []
    others: list[str] = []
    whole = marker_number(cell)
    if whole:
        return [str(whole)], []
    for part in re.split(r"[;,\n]|\bvà\b|\band\b", text(cell) or ""):
        marker = marker_number(part)
        if marker:
            numbers.append(str(marker))
        elif part.strip():
            others.append(part.strip())
    return list(dict.fromkeys(numbers)), others


def money(cell: Cell, heading: str = "") -> int | None:
    """Return an amount in đồng; ``1,8 tỷ`` and a heading ``(triệu đồng)`` are understood.

    None where it is none, or may mean two.
    """
    written = text(cell)
    if written is None:
        return None
    plain = number(cell)
    if plain is not None:
        multiple = UNITS.get(fold(unit_of(heading)), 1)
        return round((plain if multiple == 1e9 else _in_thousands(written, plain, cell)) * multiple)
    worth = worth_in(written)
    if worth is None:
        return vnd(written)
    return round(worth.figure) if worth.unit == "vnd" else None


def unit_of(heading: str) -> str:
    """Return the unit of money that a heading names, as ``triệu``; ``đồng`` where it names none.

    >>> unit_of("Kinh phí (triệu đồng)"), unit_of("Số tiền")
    ('triệu', 'đồng')
    """
    words = re.findall(r"\w+", nfc(heading).lower())
    return next((word for word in words if fold(word) in UNITS), "đồng")


def _in_thousands(written: str, value: float, cell: Cell) -> float:
    """Return a number whose one point, three digits before the end, separates thousands.

    Nobody writes a thousandth of a đồng, a million or a metre: ``2.500`` in a column of
    millions is two and a half billion. Of billions it may be either, and stays as it reads.
    """
    return value * 1000 if isinstance(cell, str) and _THOUSANDS.fullmatch(written) else value


def metres(cell: Cell, heading: str = "") -> float | None:
    """Return a length in metres; a heading or a cell in km is understood."""
    written = text(cell) or ""
    plain = number(cell)
    if plain is None:
        match = re.fullmatch(r"([\d.,]+)\s*(km|m)", written, re.IGNORECASE)
        plain = number(match.group(1)) if match else None
        kilometres = match is not None and match.group(2).lower() == "km"
        written = match.group(1) if match else written
    else:
        kilometres = "km" in fold(heading).split()
    if plain is None or kilometres:
        return None if plain is None else plain * 1000
    return _in_thousands(written, plain, cell)
