"""The spreadsheet to take along (phiếu kiểm tra mốc): markers listed, the rest to fill in.

It opens in a phone's Excel and comes back through ``survey apply``: its headings are those of a
survey, and a row in which nothing was filled in is no row. A title and the header stay in sight,
with the marker's number; what is asked for most stands beside it, where a phone held upright shows
it. How to fill it in stands in one cell of a second sheet, so that no reader takes it for a table.

Days are texts, with a rule: a date cell would take 05/11/2025 for the 11th of May where the
program or the phone is set to month first, and nobody could tell afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from types import MappingProxyType
from typing import NamedTuple

from mocgioi.domain.aspects import ASPECTS, SURVEYED
from mocgioi.domain.counting import is_alarm
from mocgioi.domain.days import day_first
from mocgioi.domain.survey_form import (
    APART,
    HEADS,
    KNOWN_SO_FAR,
    OF_POST,
    SHOWN_NOTHING,
    SHOWN_OF,
    SHOWN_OF_ASPECT,
    SHOWN_TO,
)
from mocgioi.domain.vocabulary import label
from mocgioi.errors import Language, Text
from mocgioi.outputs.quantities import quantity
from mocgioi.outputs.sheets.workbook import Book, Looks, Page
from mocgioi.outputs.wording import day, number, say
from mocgioi.words.of_law import REPORT_AT_ONCE

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
    is_unchanging: bool = False
    is_day: bool = False
    is_known: bool = False
    is_hidden: bool = False


UNCHANGED = Text("không thay đổi", "no change")
"""May be chosen instead of a code: what was known still holds on the day."""

SURVEY_DATE = Text("Ngày kiểm tra", "Survey date")
SURVEYOR = Text("Người kiểm tra", "Surveyor")

_NUMBER = _Column(Text("Số hiệu mốc", "Marker number"), 8.5)
_KNOWN = _Column(KNOWN_SO_FAR, 32, is_known=True)
_COMMUNE = _Column(Text("Xã", "Commune"), 12, is_known=True)
_WIDTHS = {"road_status": 15.0, "road_condition": 14.0, "marker_condition": 18.0}
_WIDTH = 15.0
"""Of the column of an aspect that has none of its own."""
_COLUMNS = (
    _NUMBER,
    _Column(SURVEY_DATE, 11.5, is_day=True),
    *(
        _Column(ASPECTS[code].heading, _WIDTHS.get(code, _WIDTH), code, is_unchanging=True)
        for code in SURVEYED
    ),
    _KNOWN,
    _Column(ASPECTS["note"].heading, 20),
    _Column(SURVEYOR, 14),
    _Column(Text("Ảnh", "Photos"), 12),
    _Column(ASPECTS["funding"].heading, 15, "funding"),
    _Column(ASPECTS["road_completed_on"].heading, 11.5, is_day=True),
    _Column(Text("Vĩ độ (WGS 84)", "Latitude (WGS 84)"), 12),
    _Column(Text("Kinh độ (WGS 84)", "Longitude (WGS 84)"), 12),
    _COMMUNE,
)
_ILLUSTRATIVE = _Column(Text("Minh họa", "Illustrative"), 8, is_known=True)
_SHOWN_OF, _SHOWN_TO = _Column(SHOWN_OF, 8, is_hidden=True), _Column(SHOWN_TO, 8, is_hidden=True)
_SHOWN = {code: _Column(heading, 8, is_hidden=True) for code, heading in SHOWN_OF_ASPECT.items()}
"""Columns of what the row showed, for whoever takes it home: *as before* confirms that."""
_YES = Text("có", "yes")

_BRIEFLY = Text("chỉ ghi ô vàng, ngày: dd/mm/yyyy", "yellow cells only, days: dd/mm/yyyy")
AT_ONCE = Text(
    f"Mốc hư hỏng (dù nhẹ), dịch chuyển, hủy hoại hoặc mất: BÁO NGAY ({REPORT_AT_ONCE.vi})",
    "A marker damaged at all, displaced, destroyed or missing: REPORT AT ONCE "
    f"({REPORT_AT_ONCE.en})",
)
_GUIDE = Text("Hướng dẫn", "How to")
_HOW = Text(
    """\
CÁCH GHI PHIẾU ({post}lập ngày {day}, {count} mốc)
• Chỉ ghi vào ô màu vàng. Mốc nào chưa kiểm tra thì để trống cả dòng.
• Ngày: ghi ngày/tháng/năm, ví dụ 05/11/2025. Ngày hoàn thành: của con đường, nếu biết.
• Tình trạng: chọn trong danh sách. Vẫn như «Số liệu hiện có» thì chọn «{unchanged}».
• Tọa độ: số đo GPS, ví dụ 21,970622 và 106,711123, hoặc để trống cả hai ô.
• Ảnh: tên tệp ảnh gửi kèm, hoặc đặt tên ảnh theo số hiệu mốc (1116.jpg, 1088_2.jpg).
• Kiểm tra một mốc nhiều lần: ghi thêm ở các dòng cuối.
• {foot}. Không đợi nộp phiếu.{alarm}""",
    """\
HOW TO FILL THIS IN ({post}made on {day}, {count} markers)
• Write in the yellow cells only. Leave the whole row of a marker empty if it was not visited.
• Days: day/month/year, such as 05/11/2025. Completed: the day of the road, if it is known.
• States: choose from the list. If it is as “Known so far” says, choose “{unchanged}”.
• Position: a GPS reading, such as 21.970622 and 106.711123, or leave both cells empty.
• Photographs: the names of the files that come along, or name them for the marker (1116.jpg).
• Another visit to a marker: use the last rows.
• {foot}. Do it before this form comes in.{alarm}""",
)
_FOLLOWS = {"road_status": ("road_condition",)}
"""What is known of a road is told in one line: by its first aspect, what follows in it."""


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
        today: ISO day it is made on; it stands on the second sheet alone, where no reader takes
            it for the day of the rows.
        illustrative: the store is a demonstration: a column says so, so that the form can be
            applied to it and to no other.

    Cells for coordinates are text, so that a phone of any locale keeps the decimal comma.
    """
    book = Book(made_on=today, lang=lang)
    made_up = [_ILLUSTRATIVE] if illustrative else []
    columns = [*_COLUMNS, *made_up, _SHOWN_OF, *_SHOWN.values(), _SHOWN_TO]
    page = book.page(post or title)
    page.widths([column.width for column in columns if not column.is_hidden])
    page.line(1, _title(title, post, lang, illustrative), "title")
    header = 2
    for place, column in enumerate(columns, start=1):
        if column.is_hidden:
            page.put_hidden(header, place, column.heading.to(lang))
        else:
            page.put(header, place, column.heading.to(lang), "heading")
    page.fit(header)
    body = range(header + 1, header + 1 + len(rows) + SPARE_ROWS)
    for line, row in zip_longest(body, rows):
        _row(page, line, row, columns, lang, today)
    for place, column in enumerate(columns, start=1):
        if column.is_day:
            page.ask_for_day(place, body)
        elif column.code_list:
            more = (UNCHANGED,) if column.is_unchanging else ()
            page.choose_term(place, body, column.code_list, more)
    page.finish(header, keep_columns=1, protect=True, foot=AT_ONCE.to(lang))
    guide = book.page(_GUIDE.to(lang))
    guide.widths([_GUIDE_WIDTH])
    guide.put(1, 1, _how(rows, post, lang, today), "line")
    guide.fit(1)
    guide.finish(None, protect=False, upright=True)
    return book.to_bytes()


_GUIDE_WIDTH = 76.0


def _title(title: str, post: str | None, lang: Language, illustrative: bool) -> str:
    parts = [
        say("illustrative", lang) if illustrative else None,
        title,
        OF_POST.to(lang).format(post=post) if post else None,
        _BRIEFLY.to(lang),
    ]
    return APART.join(filter(None, parts))


def _how(rows: Sequence[FormRow], post: str | None, lang: Language, today: str) -> str:
    """Return how to fill it in, with the markers that must be reported at once already."""
    alarms = [
        (row.number, code) for row in rows if is_alarm(code := _code(row, "marker_condition"))
    ]
    listed = ", ".join(
        f"{marker} ({label('marker_condition', code or '', lang)})" for marker, code in alarms
    )
    alarm = say("report_at_once", lang, count=quantity(len(alarms), "marker", lang))
    return _HOW.to(lang).format(
        post=f"{post}, " if post else "",
        day=day(today, lang),
        count=number(len(rows), lang),
        unchanged=UNCHANGED.to(lang),
        foot=AT_ONCE.to(lang),
        alarm=f"\n• {alarm}: {listed}" if alarms else "",
    )


def _row(
    page: Page,
    line: int,
    row: FormRow | None,
    columns: Sequence[_Column],
    lang: Language,
    today: str,
) -> None:
    """Write one marker; None writes a spare row, whose number is to be filled in too."""
    shown = _shown(row, lang, today) if row else {}
    texts = {
        _NUMBER: row.number if row else None,
        _COMMUNE: row.commune if row else None,
        _KNOWN: known_text(row, lang) if row else None,
        _ILLUSTRATIVE: _YES.to(lang),
    }
    for place, column in enumerate(columns, start=1):
        if column.is_hidden:
            page.put_hidden(line, place, shown.get(column))
            continue
        look: Looks = "fill"
        if column is _KNOWN:
            look = "aside"
        elif column.is_known or (column is _NUMBER and row):
            look = "known"
        page.put(line, place, texts.get(column), look)
    page.fit(line, least=2)


def _shown(row: FormRow, lang: Language, today: str) -> dict[_Column, str]:
    """Return what a row shows of its marker, by its hidden column."""
    shown = {_SHOWN_OF: row.number, _SHOWN_TO: day_first(today)}
    for aspect, column in _SHOWN.items():
        code = _code(row, aspect)
        shown[column] = label(aspect, code, lang) if code else SHOWN_NOTHING.to(lang)
    return shown


def _code(row: FormRow, aspect: str) -> str | None:
    known = row.known.get(aspect)
    return known.code if known else None


def known_text(row: FormRow, lang: Language) -> str:
    """Return what is known of a marker, a line for each thing that is."""
    follows = {aspect for others in _FOLLOWS.values() for aspect in others}
    lines = []
    for aspect in SURVEYED:
        if aspect in follows or aspect not in row.known:
            continue
        heading = HEADS.get(aspect, ASPECTS[aspect].heading)
        in_line = [code for code in (aspect, *_FOLLOWS.get(aspect, ())) if code in row.known]
        parts = [label(code, row.known[code].code, lang) for code in in_line]
        text = f"{heading.to(lang)}: {', '.join(parts)}"
        since = row.known[aspect].since
        lines.append(f"{text} ({day(since, lang)})" if since else text)
    return "\n".join(lines)
