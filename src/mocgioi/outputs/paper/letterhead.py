"""Whose paper it is: issuing body, number, place and day, whom it goes to, who signs.

What nobody said stays a dotted line: a number, a day and a signer are never made up.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from mocgioi.errors import Language, Text, UsageError
from mocgioi.outputs.wording import day as in_words
from mocgioi.outputs.wording import one_line

NATION = Text("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "SOCIALIST REPUBLIC OF VIET NAM")
MOTTO = Text("Độc lập - Tự do - Hạnh phúc", "Independence - Freedom - Happiness")
RECIPIENTS = Text("Nơi nhận:", "Recipients:")

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

_OF_LINES = ("recipients", "signer_title")
_NEW_LINE = re.compile(r"[\r\n]+|\\n")
"""Also as a person types it into a command: a backslash and an n."""

_SUPERIOR = Text("UBND TỈNH LẠNG SƠN", "PEOPLE'S COMMITTEE OF LẠNG SƠN PROVINCE")
_BODY = Text("SỞ NGOẠI VỤ", "DEPARTMENT OF FOREIGN AFFAIRS")
_ISSUER = Text("Sở Ngoại vụ", "the Department of Foreign Affairs")
_NUMBER = Text("Số: {number}", "No.: {number}")
_UNNUMBERED = "……/BC-……"
_PLACE = "Lạng Sơn"
_DATED = "ngày {day} tháng {month} năm {year}"
_UNDATED = Text("ngày …… tháng …… năm ………", "……………………")
_CITED = Text("số {number} {day} của {issuer}", "No. {number} of {day} of {issuer}")
_FILED = Text("Lưu: VT", "File")
_FILES = ("lưu", "file")
"""How the line begins that says where a copy is kept."""


class Letterhead(NamedTuple):
    """The frame of a paper, in words that stand as they are.

    Attributes:
        superior: the body above the issuing one; body: the issuing body.
        number: ``Số: 12/BC-SNgV``; dated: place and day, ``Lạng Sơn, ngày 05 tháng 01 năm 2024``.
        recipients: whom it goes to, one an entry, with the stop after it.
        signer_title: office of who signs, ``KT. GIÁM ĐỐC`` over ``PHÓ GIÁM ĐỐC``; signer: name.
        cited: how an annex names the paper it goes with.
        issuer: the issuing body inside a sentence, ``Sở Ngoại vụ``.
    """

    superior: str
    body: str
    number: str
    dated: str
    recipients: tuple[str, ...] = ()
    signer_title: tuple[str, ...] = ()
    signer: str = ""
    cited: str = ""
    issuer: str = ""


def report_letterhead(given: Mapping[str, str], lang: Language) -> Letterhead:
    """Return the letterhead of a report, from what was said of it.

    Args:
        given: texts by field, see `FIELDS`; ``day`` is an ISO day, ``recipients`` and the lines
            of ``signer_title`` are separated by semicolons or new lines. The bodies are Lạng Sơn's
            Department of Foreign Affairs unless others are named; an empty ``superior``
            leaves that line out.

    Raises:
        UsageError: a field that a letterhead does not have, or a day that is none.
    """
    for field in given:
        if field not in FIELDS:
            raise UsageError(
                f"Phần đầu văn bản không có «{field}». Chọn trong: {', '.join(FIELDS)}.",
                f"A letterhead has no “{field}”. Choose among: {', '.join(FIELDS)}.",
            )
    lines = {
        field: one_line(_NEW_LINE.sub(";", text) if field in _OF_LINES else text)
        for field, text in given.items()
    }
    *first, last = _filed(_parts(lines.get("recipients", "")) or (DOTS,), lang)
    body, number = lines.get("body", _BODY.to(lang)), lines.get("number", _UNNUMBERED)
    day = _day_in_words(lines.get("day"), lang)
    issuer = body if body not in _BODY else _ISSUER.to(lang)
    return Letterhead(
        superior=lines.get("superior", _SUPERIOR.to(lang)),
        body=body,
        number=_NUMBER.to(lang).format(number=number),
        dated=f"{lines.get('place', _PLACE)}, {day}",
        recipients=(*(f"{recipient};" for recipient in first), f"{last.removesuffix('.')}."),
        signer_title=_parts(lines.get("signer_title", DOTS)),
        signer=lines.get("signer", DOTS),
        cited=_CITED.to(lang).format(number=number, day=day, issuer=issuer),
        issuer=issuer,
    )


def issued_by(body: str | None = None) -> Text:
    """Return who makes a paper that is not signed, on one line in each language.

    Args:
        body: its name as somebody gave it; None = the bodies of a report that nobody named.
    """
    if body is not None:
        return Text(one_line(body), one_line(body))
    return Text(f"{_SUPERIOR.vi} · {_BODY.vi}", f"{_SUPERIOR.en} · {_BODY.en}")


def _filed(recipients: tuple[str, ...], lang: Language) -> tuple[str, ...]:
    """Return whom a paper goes to; last comes who keeps a copy, the clerk's office if unsaid."""
    if recipients[-1].lower().startswith(_FILES):
        return recipients
    return (*recipients, _FILED.to(lang))


def _parts(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (part.strip() for part in text.split(";"))))


def _day_in_words(iso_day: str | None, lang: Language) -> str:
    """Return a day; in Vietnamese one below ten, and January and February, lead with a nought."""
    if iso_day is None:
        return _UNDATED.to(lang)
    from datetime import date

    try:
        day = date.fromisoformat(iso_day)
    except ValueError:
        raise UsageError(
            f"day=«{iso_day}» không phải ngày. Viết như 2024-01-05.",
            f"day=“{iso_day}” is not a day. Write it as 2024-01-05.",
        ) from None
    if lang == "en":
        return in_words(day.isoformat(), lang)
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return _DATED.format(day=f"{day.day:02d}", month=month, year=day.year)
