"""Disagreements (số liệu chưa thống nhất) in a spreadsheet, to be decided by a person.

One row for each side, with its evidence (căn cứ), and one for none of them. A survey row that
is held is one side: it is taken whole or set aside. The person puts an ``x`` beside the answer
and writes why. `mocgioi.outputs.sheets.decisions` reads the sheet back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from mocgioi.errors import HINT, Hint, Language, Speller, Text, plainly
from mocgioi.outputs.disagreement_text import Answer, DisagreementItem, answers, says_alarm
from mocgioi.outputs.sheets.workbook import Book, Looks, Page
from mocgioi.outputs.wording import LABELS, day, hinted, number, say
from mocgioi.words.of_law import REPORT_AT_ONCE

KEEP = Text("Giữ", "Keep")
WHY = Text("Lý do", "Why")
DISAGREEMENT = Text("Mã số liệu chưa thống nhất", "Disagreement")
OBSERVATION = Text("Mã căn cứ", "Observation")

_COLUMNS = (
    (LABELS["column.no"], 6.0),
    (LABELS["column.marker"], 12.0),
    (Text("Nội dung", "About"), 18.0),
    (Text("Ngày", "Day"), 12.0),
    (Text("Giá trị", "Value"), 30.0),
    (Text("Căn cứ", "Evidence"), 44.0),
    (KEEP, 8.0),
    (WHY, 40.0),
    (DISAGREEMENT, 14.0),
    (OBSERVATION, 14.0),
)
_TITLE = Text(
    "SỐ LIỆU CHƯA THỐNG NHẤT, chờ quyết định", "INCONSISTENT REPORTS waiting for a decision"
)
_COUNT = Text(
    "Lập ngày {day}: {count} trường hợp.", "Made on {day}; inconsistent reports: {count}."
)
_HOW = Text(
    "Mỗi trường hợp: ghi x vào ô «{keep}» của một dòng duy nhất và ghi «{why}». Trường hợp chưa "
    "quyết định thì để trống. Không sửa hai cột mã. Lưu lại rồi cập nhật lần nữa (tệp để trong "
    f"thư mục cập nhật), hoặc chạy: {HINT}",
    "In each disagreement put an x under “{keep}” in one row only, and say “{why}”. Leave "
    "undecided ones empty. Do not touch the last two columns. Save, then update once more (with "
    f"this file in the folder of the update), or run: {HINT}",
)
_APPLY: dict[Language, Hint] = {
    "vi": Hint("conflicts apply", ("TEP.xlsx",)),
    "en": Hint("conflicts apply", ("FILE.xlsx",)),
}
_ALARM = Text(
    f"BÁO NGAY? Một bên cho là phải báo ngay ({REPORT_AT_ONCE.vi}): {{numbers}}",
    f"REPORT AT ONCE? One side says so ({REPORT_AT_ONCE.en}): {{numbers}}",
)


class Mark(NamedTuple):
    """What a person wrote beside an answer: whether it is kept, and why."""

    keep: str = ""
    why: str = ""


def disagreement_sheet(
    items: Sequence[DisagreementItem],
    *,
    lang: Language = "vi",
    today: str,
    illustrative: bool = False,
    marks: Mapping[tuple[str, str], Mark] = MappingProxyType({}),
    spell: Speller = plainly,
) -> bytes:
    """Return the disagreements as an XLSX file, one row for each answer.

    Those in which a side says that the marker must be reported at once come first.

    Args:
        today: ISO day it is made on; illustrative: made-up rows are among the sides.
        marks: what was written in an earlier sheet, by disagreement and observation.
        spell: how the command that takes the sheet in is written.
    """
    ordered = sorted(items, key=lambda item: not says_alarm(item))
    book = Book(made_on=today, lang=lang)
    page = book.page(_TITLE.to(lang).split(",")[0])
    page.widths([width for _, width in _COLUMNS])
    header = _preamble(page, ordered, lang, today, illustrative)
    how = hinted(_HOW, lang, [_APPLY[lang]], spell, keep=KEEP.to(lang), why=WHY.to(lang))
    page.line(header - 1, how, "line")
    for place, (heading, _) in enumerate(_COLUMNS, start=1):
        page.put(header, place, heading.to(lang), "heading")
    page.fit(header)
    line = header + 1
    for count, item in enumerate(ordered, start=1):
        for answer in answers(item, lang):
            mark = marks.get((item.id, answer.observation), Mark())
            _row(page, line, count, item, answer, mark)
            line += 1
    if line > header + 1:
        keep = [heading for heading, _ in _COLUMNS].index(KEEP) + 1
        page.choose(keep, range(header + 1, line), ["x"])
    page.finish(header, keep_columns=2, protect=True)
    return book.to_bytes()


def _preamble(
    page: Page, items: Sequence[DisagreementItem], lang: Language, today: str, illustrative: bool
) -> int:
    """Write what stands above the table, but for how to fill it in just above its header.

    Returns:
        The row of the header.
    """
    banner = f"{say('illustrative', lang)} · " if illustrative else ""
    page.line(1, banner + _TITLE.to(lang), "title")
    alarms = [item.marker for item in items if says_alarm(item)]
    at = 2
    if alarms:
        numbers = ", ".join(dict.fromkeys(alarms))
        page.line(at, _ALARM.to(lang).format(numbers=numbers), "alarm")
        at += 1
    count = number(len(items), lang)
    page.line(at, _COUNT.to(lang).format(day=day(today, lang), count=count), "line")
    return at + 2


def _row(
    page: Page, line: int, count: int, item: DisagreementItem, answer: Answer, mark: Mark
) -> None:
    cells = [
        str(count),
        item.marker,
        answer.about,
        answer.on,
        answer.value,
        ", ".join(filter(None, [answer.evidence, *answer.marks])),
        mark.keep,
        mark.why,
        item.id,
        answer.observation,
    ]
    for place, ((heading, _), text) in enumerate(zip(_COLUMNS, cells, strict=True), start=1):
        look: Looks = "fill" if heading in (KEEP, WHY) else "known"
        page.put(line, place, text, look)
    page.fit(line)
