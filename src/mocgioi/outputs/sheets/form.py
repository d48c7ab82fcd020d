"""The spreadsheet to take along (phiếu kiểm tra mốc): markers listed, the rest to fill in.

It opens in a phone's Excel and comes back through ``survey apply``: its headings are those
of a survey, and a row in which nothing was filled in is no row. The drop-downs draw on rows
hidden above the header, because a second sheet would be one more to read and to ask about.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from types import MappingProxyType
from typing import NamedTuple

from mocgioi.domain.aspects import ASPECTS, SURVEYED
from mocgioi.domain.counting import is_alarm
from mocgioi.domain.vocabulary import label
from mocgioi.errors import Language, Text
from mocgioi.outputs.sheets.workbook import Book, Page
from mocgioi.outputs.wording import day, number, say

SPARE_ROWS = 5
"""Rows for a second visit to a marker, below those listed."""


class Known(NamedTuple):
    """What is known of one aspect of a marker: its code, and the ISO day since which it holds."""

    code: str
    since: str | None = None


class FormRow(NamedTuple):
    """A marker to be surveyed, and what is known of it.

    Attributes:
        number: the marker's number; commune: the name of its commune.
        known: what is known of the aspects a survey asks for, by aspect.
    """

    number: str
    commune: str | None = None
    known: Mapping[str, Known] = MappingProxyType({})


class _Column(NamedTuple):
    heading: Text
    width: float
    code_list: str | None = None
    is_day: bool = False


_KNOWN = (
    _Column(Text("Số hiệu mốc", "Marker number"), 10),
    _Column(Text("Xã", "Commune"), 13),
    _Column(Text("Số liệu hiện có", "Known so far"), 28),
)
_WIDTHS = {"road_condition": 14.0, "marker_condition": 18.0}
_WIDTH = 15.0
"""Of the column of an aspect that has none of its own."""
_FILLED = (
    _Column(Text("Ngày kiểm tra", "Survey date"), 12, is_day=True),
    *(_Column(ASPECTS[code].heading, _WIDTHS.get(code, _WIDTH), code) for code in SURVEYED),
    _Column(Text("Vĩ độ (WGS 84)", "Latitude (WGS 84)"), 13),
    _Column(Text("Kinh độ (WGS 84)", "Longitude (WGS 84)"), 13),
    _Column(Text("Người kiểm tra", "Surveyor"), 16),
    _Column(ASPECTS["note"].heading, 24),
)
_ILLUSTRATIVE = _Column(Text("Minh họa", "Illustrative"), 9)
_YES = Text("có", "yes")

_ABOUT = Text(
    "{post}Lập ngày {day}, {count} mốc, theo số liệu đã nhập.",
    "{post}Made on {day}, {count} markers, from what is recorded.",
)
_POST = Text("Đồn Biên phòng {post}. ", "Border post {post}. ")
_HOW = Text(
    "Chỉ ghi vào ô màu vàng; mốc nào chưa kiểm tra thì để trống cả dòng. Ngày: dd/mm/yyyy. "
    "Tình trạng: chọn trong danh sách. Toạ độ: số đo GPS, ví dụ 21,970622 và 106,711123, hoặc để "
    "trống cả hai ô. Kiểm tra một mốc nhiều lần: ghi thêm ở các dòng cuối. Mốc bị hư hỏng (kể "
    "cả nhẹ), dịch chuyển, hủy hoại hoặc mất: BÁO NGAY, không đợi nộp phiếu "
    "(Luật Biên giới quốc gia 2003, Điều 29).",
    "Write in the yellow cells only; leave the whole row of a marker empty if it was not visited. "
    "Dates: dd/mm/yyyy. States: choose from the list. Position: a GPS reading, such as 21.970622 "
    "and 106.711123, or leave both empty. Another visit to a marker: use the last rows. A marker "
    "damaged (however slightly), displaced, destroyed or missing: REPORT AT ONCE, before this form "
    "comes in (Law on National Borders 2003, Article 29).",
)
_TOGETHER = {
    "road_status": (Text("Đường", "Road"), ("road_condition",)),
    "marker_condition": (Text("Mốc", "Marker"), ()),
}
"""What is known of road and stone is told in one line each: by its first aspect, what the line
is of and what follows in it. Every other aspect has a line under its own heading."""


def survey_form(
    rows: Sequence[FormRow],
    *,
    title: str,
    post: str | None,
    lang: Language,
    today: str,
    illustrative: bool,
) -> bytes:
    """Return the spreadsheet to take along, as an XLSX file.

    Args:
        rows: the markers in the order in which they are visited.
        title: stands above everything; post: name of the border post, or None for all.
        lang: language of headings, labels and advice; the importer reads both.
        today: ISO day it is made on.
        illustrative: the store is a demonstration: a column says so, so that the form can be
            applied to it and to no other.

    Cells for coordinates are text, so that a phone of any locale keeps the decimal comma.
    """
    book = Book(made_on=today, lang=lang)
    columns = [*_KNOWN, *_FILLED, *([_ILLUSTRATIVE] if illustrative else [])]
    page = book.page(post or title)
    page.widths([column.width for column in columns])
    at = _preamble(page, rows, (title, post, lang, today, illustrative))
    chosen = {place: c.code_list for place, c in enumerate(columns, start=1) if c.code_list}
    header = page.lists(at, chosen)
    for place, column in enumerate(columns, start=1):
        page.put(header, place, column.heading.to(lang), "heading")
    page.fit(header)
    body = range(header + 1, header + 1 + len(rows) + SPARE_ROWS)
    for line, row in zip_longest(body, rows):
        _row(page, line, row, columns, lang)
    for place, column in enumerate(columns, start=1):
        if column.is_day:
            page.choose_day(place, body)
        elif column.code_list:
            page.choose_term(place, body, at, column.code_list)
    page.finish(header, keep_columns=1, protect=True)
    return book.to_bytes()


def _preamble(
    page: Page,
    rows: Sequence[FormRow],
    about: tuple[str, str | None, Language, str, bool],
) -> int:
    """Write what stands above the table; return the next free row."""
    title, post, lang, today, illustrative = about
    banner = f"{say('illustrative', lang)} · " if illustrative else ""
    page.line(1, banner + title, "title")
    alarms = [
        (row.number, code) for row in rows if is_alarm(code := _code(row, "marker_condition"))
    ]
    at = 2
    if alarms:
        listed = ", ".join(
            f"{marker} ({label('marker_condition', code or '', lang)})" for marker, code in alarms
        )
        alarm = say("report_at_once", lang, count=number(len(alarms), lang))
        page.line(at, f"{alarm}: {listed}", "alarm")
        at += 1
    of_post = _POST.to(lang).format(post=post) if post else ""
    count = number(len(rows), lang)
    line = _ABOUT.to(lang).format(post=of_post, day=day(today, lang), count=count)
    page.line(at, line, "line")
    page.line(at + 1, _HOW.to(lang), "line")
    return at + 2


def _row(
    page: Page, line: int, row: FormRow | None, columns: Sequence[_Column], lang: Language
) -> None:
    """Write one marker; None writes a spare row, whose number is to be filled in too."""
    known = (row.number, row.commune, _known(row, lang)) if row else (None, None, None)
    for place, column in enumerate(columns, start=1):
        if column is _ILLUSTRATIVE:
            page.put(line, place, _YES.to(lang), "known")
        elif place > len(known):
            page.put(line, place, None, "fill", day=column.is_day)
        else:
            page.put(line, place, known[place - 1], "known" if row or place > 1 else "fill")
    page.fit(line, least=2)


def _code(row: FormRow, aspect: str) -> str | None:
    known = row.known.get(aspect)
    return known.code if known else None


def _known(row: FormRow, lang: Language) -> str:
    """Return what is known of a marker, a line for each thing that is."""
    follows = {aspect for _, others in _TOGETHER.values() for aspect in others}
    lines = []
    for aspect in SURVEYED:
        if aspect in follows or aspect not in row.known:
            continue
        heading, others = _TOGETHER.get(aspect, (ASPECTS[aspect].heading, ()))
        in_line = [code for code in (aspect, *others) if code in row.known]
        parts = [label(code, row.known[code].code, lang) for code in in_line]
        since = row.known[aspect].since
        if since:
            parts.append(say("since", lang, day=day(since, lang)))
        lines.append(f"{heading.to(lang)}: {', '.join(parts)}")
    return "\n".join(lines)
