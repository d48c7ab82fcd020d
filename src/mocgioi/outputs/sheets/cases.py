"""Open cases (BÁO NGAY) in a spreadsheet, to write into what was done about each.

One row for each case, with what it rests on and the step that is due. What is recorded stands in
its cells; a cell that is changed, with a reason, is a correction. `mocgioi.tracker.case_sheets`
takes the sheet back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from mocgioi.errors import Language, Speller, Text, plainly
from mocgioi.outputs import alarms
from mocgioi.outputs.cases_text import DUE_LABELS, line_of_days
from mocgioi.outputs.sheets.returned import SheetRow, cells_of
from mocgioi.outputs.sheets.workbook import Book, Looks, Page
from mocgioi.outputs.weekly_facts import MADE_BY
from mocgioi.outputs.wording import LABELS, day, hinted, number, say

if TYPE_CHECKING:
    from mocgioi.documents.cases import CaseEntry, Cases, CaseStep

OF_MARKER = Text("Là của mốc", "Is of marker")
REPORTED = Text("Ngày báo cáo", "Reported on")
TO = Text("Báo cáo cho", "Reported to")
DOCUMENT = Text("Số văn bản báo cáo", "No. of the report")
NOTIFIED = Text("Ngày thông báo phía bên kia", "Other side notified on")
AGREED = Text("Ngày thống nhất sửa chữa", "Repair agreed on")
REPAIRED = Text("Ngày sửa chữa", "Repaired on")
MINUTES = Text("Số biên bản sửa chữa", "No. of the minutes")
RESTORED = Text("Ngày mốc đã khôi phục", "Restored on")
CLOSED = Text("Ngày kết thúc, không sửa chữa", "Closed without repair on")
NO_ALARM = Text("Không phải báo (x)", "Nothing to report (x)")
WHY = Text("Lý do", "Why")
CASE = Text("Mã vụ việc", "Case code")

DAY_OF: Mapping[str, Text] = {
    "reported": REPORTED,
    "notified": NOTIFIED,
    "agreed": AGREED,
    "repaired": REPAIRED,
    "restored": RESTORED,
    "closed": CLOSED,
}
"""Where the day of each step stands, in the order in which steps are taken."""

FILLED_IN = (
    OF_MARKER,
    *(REPORTED, TO, DOCUMENT, NOTIFIED, AGREED, REPAIRED, MINUTES, RESTORED, CLOSED),
    *(NO_ALARM, WHY),
)
"""The columns that a person writes in."""

_DUE = Text("Việc cần làm", "To do")
_RESTS_ON = Text("Căn cứ", "What it rests on")
_COLUMNS: tuple[tuple[Text, float], ...] = (
    (LABELS["column.no"], 6.0),
    (LABELS["column.marker"], 12.0),
    (_DUE, 20.0),
    (_RESTS_ON, 44.0),
    (OF_MARKER, 12.0),
    (REPORTED, 13.0),
    (TO, 20.0),
    (DOCUMENT, 14.0),
    (NOTIFIED, 15.0),
    (AGREED, 14.0),
    (REPAIRED, 13.0),
    (MINUTES, 14.0),
    (RESTORED, 14.0),
    (CLOSED, 15.0),
    (NO_ALARM, 12.0),
    (WHY, 30.0),
    (CASE, 14.0),
)
_TITLE = Text("MỐC PHẢI BÁO NGAY, việc đã làm", "MARKERS TO REPORT AT ONCE, and what was done")
_COUNT = Text("Lập ngày {day}: {count} vụ việc.", "Made on {day}; cases: {count}.")
_HOW = Text(
    "Ghi vào ô vàng việc đã làm và ngày làm (ngày/tháng/năm). Nếu không phải báo: ghi x và ghi lý "
    "do. Dòng chưa rõ mốc: ghi số hiệu vào «{of_marker}». Sửa ô đã ghi thì ghi lý do. Dòng chưa có "
    "gì mới thì để nguyên. Lưu lại, rồi cập nhật lần nữa.",
    "Write into the yellow cells what was done and on which day (day/month/year). Where there is "
    "nothing to report: an x and the reason. Where no marker is known: its number under "
    "“{of_marker}”. To correct a cell, give the reason. Leave rows without news as they are. Save, "
    "then update once more.",
)
_UNTIL = Text("{step} (hạn {day})", "{step} (until {day})")
_MOST_ALARMS = 3


def case_sheet(
    document: Cases,
    *,
    lang: Language = "vi",
    illustrative: bool = False,
    kept: Mapping[str, Mapping[Text, str]] = MappingProxyType({}),
    spell: Speller = plainly,
) -> bytes:
    """Return the open cases as an XLSX file, a row each.

    Args:
        document: ``mocgioi.cases/1``; it is made on its day.
        illustrative: made-up rows are among them.
        kept: what was written and could not be recorded, by case.
        spell: how commands are written.
    """
    book = Book(made_on=document["as_of"], lang=lang)
    page = book.page(_TITLE.to(lang).split(",")[0])
    page.widths([width for _, width in _COLUMNS])
    entries = document["cases"]
    banner = f"{say('illustrative', lang)} · " if illustrative else ""
    page.line(1, banner + _TITLE.to(lang), "title")
    count = number(len(entries), lang)
    page.line(2, _COUNT.to(lang).format(day=day(document["as_of"], lang), count=count), "line")
    page.line(3, hinted(_HOW, lang, (), spell, of_marker=OF_MARKER.to(lang)), "line")
    header = 4
    for place, (heading, _) in enumerate(_COLUMNS, start=1):
        page.put(header, place, heading.to(lang), "heading")
    page.fit(header)
    for line, entry in enumerate(entries, start=header + 1):
        cells = {**_cells(entry, line - header, lang), **kept.get(entry["subject"], {})}
        _row(page, line, entry, cells)
    rows = range(header + 1, header + 1 + len(entries))
    places = {heading: place for place, (heading, _) in enumerate(_COLUMNS, start=1)}
    for heading in DAY_OF.values():
        page.ask_for_day(places[heading], rows)
    page.choose(places[NO_ALARM], rows, ["x"])
    page.finish(header, keep_columns=2, protect=True)
    return book.to_bytes()


def says_of(rows: Iterable[SheetRow]) -> list[tuple[int, str, dict[Text, str]]]:
    """Return what stands in the cells to be filled in: row, case, and text by heading.

    Raises:
        UnreadableInput: a column the sheet was made with is missing.
    """
    said = []
    for row in rows:
        cells = cells_of(row, (*FILLED_IN, CASE), made_by=MADE_BY)
        said.append((row.row, cells.pop(CASE), cells))
    return said


def recorded_cells(entry: CaseEntry, lang: Language) -> dict[Text, str]:
    """Return what is recorded of a case, as its cells have it.

    What must be reported again, since it is worse than what was, has no report yet.
    """
    steps = {step["step"]: step for step in entry["steps"] if not step["seen"]}
    if entry["alarm"]:
        steps.pop("reported", None)
    cells = {DAY_OF[kind]: day(step["day"], lang) for kind, step in steps.items() if kind in DAY_OF}
    return {**cells, **_papers(steps)}


def _papers(steps: Mapping[str, CaseStep]) -> dict[Text, str]:
    papers: dict[Text, str] = {}
    if "reported" in steps:
        papers[TO] = steps["reported"]["to"] or ""
        papers[DOCUMENT] = steps["reported"]["document"] or ""
    if "repaired" in steps:
        papers[MINUTES] = steps["repaired"]["document"] or ""
    return papers


def _cells(entry: CaseEntry, count: int, lang: Language) -> dict[Text, str]:
    due = entry["due"]
    return {
        _COLUMNS[0][0]: str(count),
        _COLUMNS[1][0]: entry["number"] or alarms.named(entry["alarms"][0], lang),
        _DUE: _UNTIL.to(lang).format(
            step=DUE_LABELS[due["step"]].to(lang), day=day(due["until"], lang)
        )
        if due
        else "",
        _RESTS_ON: "\n".join(_rests_on(entry, lang)),
        CASE: entry["subject"],
        **recorded_cells(entry, lang),
    }


def _rests_on(entry: CaseEntry, lang: Language) -> Sequence[str]:
    told = [alarms.alarm_text(alarm, lang) for alarm in entry["alarms"][:_MOST_ALARMS]]
    rest = len(entry["alarms"]) - len(told)
    if rest:
        told.append(say("more", lang, count=number(rest, lang)))
    return [*told, line_of_days(entry, lang)]


def _row(page: Page, line: int, entry: CaseEntry, cells: Mapping[Text, str]) -> None:
    for place, (heading, _) in enumerate(_COLUMNS, start=1):
        is_open = heading in FILLED_IN and not (heading == OF_MARKER and entry["number"])
        look: Looks = "fill" if is_open else "known"
        page.put(line, place, cells.get(heading), look)
    page.fit(line)
