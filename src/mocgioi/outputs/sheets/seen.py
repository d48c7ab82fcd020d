"""What should be looked at in a spreadsheet, to put an x beside what was.

`mocgioi.tracker.seen_sheets` takes the sheet back.
"""

from __future__ import annotations

from collections.abc import Sequence

from mocgioi.errors import Language, Text
from mocgioi.outputs.sheets.workbook import Book, Looks
from mocgioi.outputs.weekly import heading_of
from mocgioi.outputs.weekly_facts import Work
from mocgioi.outputs.wording import LABELS, day, one_line

SEEN = Text("Đã xem (x)", "Seen (x)")
NOTICE = Text("Mã lưu ý", "Notice code")

_COLUMNS = (
    (LABELS["column.no"], 6.0),
    (SEEN, 9.0),
    (LABELS["column.marker"], 12.0),
    (Text("Nội dung", "What it is"), 70.0),
    (Text("Tệp", "File"), 28.0),
    (Text("Trang", "Sheet"), 14.0),
    (Text("Dòng", "Row"), 8.0),
    (Text("Cột", "Column"), 18.0),
    (Text("Loại", "Kind"), 26.0),
    (NOTICE, 19.0),
)
_TITLE = Text("CẦN XEM LẠI", "TO BE LOOKED AT")
_HOW = Text(
    "Lập ngày {day}. Dòng nào đã xem (đã sửa, hoặc không có gì sai) thì ghi x, lưu lại, rồi cập "
    "nhật lần nữa: dòng đó không nhắc nữa.",
    "Made on {day}. Put an x beside what was looked at (put right, or nothing is wrong), save, and "
    "update once more: it is told no more.",
)


def seen_sheet(work: Sequence[Work], *, lang: Language, today: str) -> bytes:
    """Return the entries of lists as an XLSX file, a row each.

    Args:
        today: ISO day it is made on.
    """
    book = Book(made_on=today, lang=lang)
    page = book.page(_TITLE.to(lang))
    page.widths([width for _, width in _COLUMNS])
    page.line(1, _TITLE.to(lang), "title")
    page.line(2, _HOW.to(lang).format(day=day(today, lang)), "line")
    header = line = 3
    for place, (heading, _) in enumerate(_COLUMNS, start=1):
        page.put(header, place, heading.to(lang), "heading")
    page.fit(header)
    for listed in work:
        kind = heading_of(listed, lang).rpartition(" (")[0]
        for entry in listed.entries:
            line += 1
            cells = [
                str(line - header),
                None,
                entry.marker,
                one_line(entry.text.to(lang)),
                entry.file,
                entry.sheet,
                None if entry.row is None else str(entry.row),
                entry.column,
                kind,
                entry.key,
            ]
            for place, ((heading, _), text) in enumerate(zip(_COLUMNS, cells, strict=True), 1):
                look: Looks = "fill" if heading is SEEN else "known"
                page.put(line, place, text, look)
            page.fit(line)
    seen = [heading for heading, _ in _COLUMNS].index(SEEN) + 1
    page.choose(seen, range(header + 1, line + 1), ["x"])
    page.filter(range(header, line + 1))
    page.finish(header, keep_columns=3, protect=True)
    return book.to_bytes()
