"""Everything that waits for a person, a row each: what the weekly page has no room for."""

from __future__ import annotations

from collections.abc import Sequence

from mocgioi.errors import Language, Text
from mocgioi.outputs.sheets.workbook import Book
from mocgioi.outputs.weekly import Work
from mocgioi.outputs.weekly_wording import HOW, WEEKLY
from mocgioi.outputs.wording import LABELS, day, number, one_line

_COLUMNS = (
    (LABELS["column.no"], 6.0),
    (Text("Việc", "Kind"), 26.0),
    (LABELS["column.marker"], 12.0),
    (Text("Tệp", "File"), 30.0),
    (Text("Trang", "Sheet"), 16.0),
    (Text("Dòng", "Row"), 8.0),
    (Text("Cột", "Column"), 18.0),
    (Text("Nội dung", "What it is"), 60.0),
    (Text("Cách xử lý", "What to do"), 40.0),
)
_TITLE = Text("VIỆC CẦN NGƯỜI XEM XÉT", "WHAT NEEDS A PERSON")
_MADE = Text(
    "Lập ngày {day}. Chỉ để đọc: mỗi lần cập nhật bảng này được viết lại.",
    "Made on {day}. To be read only: every update writes it anew.",
)


def worklist_sheet(work: Sequence[Work], *, lang: Language = "vi", today: str) -> bytes:
    """Return every entry of the lists as an XLSX file; `today`: ISO day it is made on."""
    book = Book(made_on=today, lang=lang)
    page = book.page(_TITLE.to(lang))
    page.widths([width for _, width in _COLUMNS])
    page.line(1, _TITLE.to(lang), "title")
    page.line(2, _MADE.to(lang).format(day=day(today, lang)), "line")
    header = 3
    for place, (heading, _) in enumerate(_COLUMNS, start=1):
        page.put(header, place, heading.to(lang), "heading")
    page.fit(header)
    line = header
    for listed in work:
        count = number(len(listed.entries), lang)
        kind = WEEKLY[listed.kind].to(lang).format(count=count).rpartition(" (")[0]
        how = " ".join([HOW[listed.kind].to(lang), ", ".join(listed.sheets)]).strip()
        for entry in listed.entries:
            line += 1
            cells = [
                str(line - header),
                kind,
                entry.marker,
                entry.file,
                entry.sheet,
                None if entry.row is None else str(entry.row),
                entry.column,
                one_line(entry.text.to(lang)),
                how,
            ]
            for place, text in enumerate(cells, start=1):
                page.put(line, place, text, "cell")
            page.fit(line)
    page.filter(range(header, line + 1))
    page.finish(header, protect=False)
    return book.to_bytes()
