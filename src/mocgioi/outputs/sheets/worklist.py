"""Everything that waits for a person, a row each: what the weekly page has no room for."""

from __future__ import annotations

from collections.abc import Sequence

from mocgioi.domain.batch import Change, Move
from mocgioi.errors import Language, Text, plainly
from mocgioi.outputs.receipts import change_of, subject_of
from mocgioi.outputs.sheets.workbook import Book, Page
from mocgioi.outputs.weekly import heading_of
from mocgioi.outputs.weekly_facts import Work
from mocgioi.outputs.weekly_wording import COMMANDS, HOW
from mocgioi.outputs.wording import LABELS, day, one_line

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


_MOVES = Text("Số liệu thay đổi", "What changed")
_MOVED_COLUMNS = (
    (LABELS["column.no"], 6.0),
    (Text("Mốc, tuyến …", "Marker, road …"), 30.0),
    (Text("Thay đổi", "Change"), 90.0),
)


def worklist_sheet(
    work: Sequence[Work],
    moves: Sequence[tuple[str, Move | Change]] = (),
    *,
    lang: Language = "vi",
    today: str,
) -> bytes:
    """Return every entry of the lists as an XLSX file, and on a second sheet what rows changed.

    Args:
        moves: what rows changed, each with the name of its file.
        today: ISO day it is made on.
    """
    book = Book(made_on=today, lang=lang)
    rows = [
        [
            heading_of(listed, lang).rpartition(" (")[0],
            entry.marker,
            entry.file,
            entry.sheet,
            None if entry.row is None else str(entry.row),
            entry.column,
            one_line(entry.text.to(lang)),
            " ".join([_how(listed.kind, lang), entry.answered_in or ", ".join(listed.sheets)]),
        ]
        for listed in work
        for entry in listed.entries
    ]
    _table(book.page(_TITLE.to(lang)), _TITLE, _COLUMNS, rows, lang, today)
    if moves:
        changes = [[subject_of(move), change_of(move, lang, file=file)] for file, move in moves]
        _table(book.page(_MOVES.to(lang)), _MOVES, _MOVED_COLUMNS, changes, lang, today)
    return book.to_bytes()


def _table(
    page: Page,
    title: Text,
    columns: Sequence[tuple[Text, float]],
    rows: Sequence[Sequence[str | None]],
    lang: Language,
    today: str,
) -> None:
    page.widths([width for _, width in columns])
    page.line(1, title.to(lang), "title")
    page.line(2, _MADE.to(lang).format(day=day(today, lang)), "line")
    header = 3
    for place, (heading, _) in enumerate(columns, start=1):
        page.put(header, place, heading.to(lang), "heading")
    page.fit(header)
    for count, row in enumerate(rows, start=1):
        for place, text in enumerate([str(count), *row], start=1):
            page.put(header + count, place, text, "cell")
        page.fit(header + count)
    page.filter(range(header, header + len(rows) + 1))
    page.finish(header, protect=False)


def _how(kind: str, lang: Language) -> str:
    """Return what to do with a list, with its command where it ends with one."""
    command = COMMANDS.get(kind)
    return HOW[kind].to(lang) + (f" {plainly(command)}" if command else "")
