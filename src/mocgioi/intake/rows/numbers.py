"""Which marker a row is about, also where a spreadsheet made a date of its number."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from mocgioi.domain.marker import MarkerNumber
from mocgioi.intake.rows import values
from mocgioi.intake.rows.known import Known
from mocgioi.intake.rows.row import Row
from mocgioi.sources import Cell

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_SHORT_DATE = re.compile(
    rf"(\d{{1,2}})[-/ ](?:({'|'.join(_MONTHS)})[a-z]*|th(?:g|áng)?\s*(\d{{1,2}}))", re.IGNORECASE
)


def marker(row: Row, known: Known) -> MarkerNumber | None:
    """Return the marker of a row; a row without one of the register's is rejected.

    Codes: ``marker-missing``, ``marker-unknown`` (with the nearest), ``marker-looks-like-date``;
    ``marker-recovered`` where a spreadsheet's date can only have been one number.
    """
    cell = row.cell("number")
    turned = _turned_into_date(cell)
    if turned:
        return _recovered(row, [n for n in turned if n in known.markers])
    number = values.marker_number(cell)
    if number is None:
        tell_bad_number(row)
    elif str(number) not in known.markers:
        tell_unknown_marker(row, number, known.markers)
        return None
    return number


def _turned_into_date(cell: Cell) -> list[str]:
    """Return the numbers a cell may have held before a spreadsheet made a date of it.

    ``5/2`` becomes 5 February in Việt Nam and 2 May in America; as text, ``5-Feb``.
    """
    if isinstance(cell, date):
        return list(dict.fromkeys((f"{cell.day}/{cell.month}", f"{cell.month}/{cell.day}")))
    match = _SHORT_DATE.fullmatch(cell.strip()) if isinstance(cell, str) else None
    if match is None:
        return []
    day, name, written = match.groups()
    month = _MONTHS.index(name.lower()) + 1 if name else int(written)
    return list(dict.fromkeys((f"{int(day)}/{month}", f"{month}/{int(day)}")))


def _recovered(row: Row, fitting: Sequence[str]) -> MarkerNumber | None:
    written = row.text("number") or ""
    if len(fitting) == 1:
        row.tell(
            "marker-recovered",
            "notice",
            f"Bảng tính đã đổi số hiệu mốc thành ngày ({written}); chỉ có thể là {fitting[0]}.",
            f"The spreadsheet turned the number into a date ({written}); only {fitting[0]} fits.",
            "number",
        )
        return MarkerNumber.parse(fitting[0])
    either = " / ".join(fitting)
    vi = f" Là mốc nào: {either}?" if fitting else ""
    en = f" Which is it: {either}?" if fitting else ""
    row.tell(
        "marker-looks-like-date",
        "error",
        f"Bảng tính đã đổi số hiệu mốc thành ngày ({written}).{vi} Hãy ghi dưới dạng văn bản.",
        f"The spreadsheet turned the marker number into a date ({written}).{en} Write it as text.",
        "number",
    )
    return None


def tell_unknown_marker(row: Row, number: MarkerNumber, known: Iterable[str]) -> None:
    """Reject a row whose marker is not in the register, naming the nearest candidates."""
    candidates = nearest_numbers(str(number), tuple(known))
    listed = ", ".join(candidates)
    advice_vi = f" Có phải là: {listed}?" if listed else " Hãy nhập sổ đăng ký mốc trước."
    advice_en = f" Is it: {listed}?" if listed else " Import the marker register first."
    row.tell(
        "marker-unknown",
        "error",
        f"Không có mốc {number} trong sổ đăng ký.{advice_vi}",
        f"There is no marker {number} in the register.{advice_en}",
        "number",
    )


def tell_bad_number(row: Row) -> None:
    """Reject a row whose marker number is missing or cannot be read, saying why."""
    written = row.text("number")
    if written is None:
        row.tell(
            "marker-missing",
            "error",
            "Thiếu số hiệu mốc. Hãy điền rồi nhập lại dòng này.",
            "The marker number is missing. Fill it in and come again.",
            "number",
        )
    elif isinstance(row.cell("number"), date):
        _recovered(row, ())
    else:
        row.tell(
            "marker-unknown",
            "error",
            f"«{written[:60]}» không phải số hiệu mốc. Hãy ghi như 1116, 1088/2 hoặc 1223(1).",
            f"“{written[:60]}” is not a marker number. Write it like 1116, 1088/2 or 1223(1).",
            "number",
        )


@lru_cache(maxsize=1024)
def nearest_numbers(number: str, known: tuple[str, ...], count: int = 3) -> list[str]:
    """Return the known numbers a wrong one may stand for: its pair first, then the likest.

    >>> nearest_numbers("1223", ("1222", "1223(1)", "1223(2)", "1300"), 2)
    ['1223(1)', '1223(2)']
    """
    pairs = [n for n in known if n.startswith((f"{number}(", f"{number}/"))]
    alike = difflib.get_close_matches(number, known, n=count, cutoff=0.6)
    return list(dict.fromkeys(pairs + alike))[:count]
