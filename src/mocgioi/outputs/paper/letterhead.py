"""Whose paper it is: issuing body, number, place and day, whom it goes to, who signs.

What nobody said stays a dotted line: a number, a day and a signer are never made up.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from mocgioi.errors import Language, Text, UsageError
from mocgioi.outputs.wording import one_line

NATION = Text("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "SOCIALIST REPUBLIC OF VIET NAM")
MOTTO = Text("Độc lập - Tự do - Hạnh phúc", "Independence - Freedom - Happiness")

DOTS = "……………………"

FIELDS = (
    "superior",
    "body",
    "number",
    "place",
    "day",
    "recipients",
    "signer_title",
    "signer",
)
"""What can be said of a report's letterhead."""

_SUPERIOR = Text("UBND TỈNH LẠNG SƠN", "PEOPLE'S COMMITTEE OF LẠNG SƠN")
_BODY = Text("SỞ NGOẠI VỤ", "DEPARTMENT OF FOREIGN AFFAIRS")
_NUMBER = Text("Số: {number}", "No.: {number}")
_UNNUMBERED = "……/BC-……"
_PLACE = "Lạng Sơn"
_DATED = Text("{place}, ngày {day} tháng {month} năm {year}", "{place}, {year}-{month}-{day}")
_UNDATED = Text("{place}, ngày …… tháng …… năm ………", "{place}, ……………………")
_RECIPIENTS = Text("……………………; Lưu: VT.", "……………………; File.")


class Letterhead(NamedTuple):
    """The frame of a paper, in words that stand as they are.

    Attributes:
        superior: the body above the issuing one; body: the issuing body.
        number: ``Số: 12/BC-SNgV``; dated: place and day, ``Lạng Sơn, ngày 05 tháng 01 năm 2024``.
        recipients: whom it goes to, one an entry.
        signer_title, signer: office and name of who signs.
    """

    superior: str
    body: str
    number: str
    dated: str
    recipients: tuple[str, ...] = ()
    signer_title: str = ""
    signer: str = ""


def report_letterhead(given: Mapping[str, str], lang: Language) -> Letterhead:
    """Return the letterhead of a report, from what was said of it.

    Args:
        given: texts by field, see `FIELDS`; ``day`` is an ISO day, ``recipients`` are
            separated by semicolons. The bodies are Lạng Sơn's Department of Foreign Affairs
            unless others are named; an empty ``superior`` leaves that line out.

    Raises:
        UsageError: a field that a letterhead does not have, or a day that is none.
    """
    for field in given:
        if field not in FIELDS:
            raise UsageError(
                f"Phần đầu văn bản không có «{field}». Chọn trong: {', '.join(FIELDS)}.",
                f"A letterhead has no “{field}”. Choose among: {', '.join(FIELDS)}.",
            )
    said = {field: one_line(text) for field, text in given.items()}
    recipients = said.get("recipients", _RECIPIENTS.to(lang))
    return Letterhead(
        superior=said.get("superior", _SUPERIOR.to(lang)),
        body=said.get("body", _BODY.to(lang)),
        number=_NUMBER.to(lang).format(number=said.get("number", _UNNUMBERED)),
        dated=_dated(said.get("place", _PLACE), said.get("day"), lang),
        recipients=tuple(filter(None, (part.strip() for part in recipients.split(";")))),
        signer_title=said.get("signer_title", DOTS),
        signer=said.get("signer", DOTS),
    )


def _dated(place: str, iso_day: str | None, lang: Language) -> str:
    """Return place and day; a day below ten and January and February lead with a nought."""
    if iso_day is None:
        return _UNDATED.to(lang).format(place=place)
    from datetime import date

    try:
        day = date.fromisoformat(iso_day)
    except ValueError:
        raise UsageError(
            f"day=«{iso_day}» không phải ngày. Viết như 2024-01-05.",
            f"day=“{iso_day}” is not a day. Write it as 2024-01-05.",
        ) from None
    month = f"{day.month:02d}" if lang == "en" or day.month < 3 else str(day.month)
    return _DATED.to(lang).format(place=place, day=f"{day.day:02d}", month=month, year=day.year)
