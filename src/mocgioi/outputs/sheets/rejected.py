"""The rows of a file that were not taken, to be corrected where they stand and sent again.

Each row is verbatim under its own headings, with the reason beside it; the cell that a
reason names is marked. The columns added here are the program's own: they are left out when
a row that was corrected once is rejected again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from mocgioi.domain.rejected import RejectedRow
from mocgioi.domain.rejected_sheet import (
    CONFIRMED,
    LEFT_OUT,
    ORIGINAL_ROW,
    OWN_HEADINGS,
    REASON,
    SYSTEM,
    UNPLACED,
    Place,
    as_shown,
)
from mocgioi.errors import Finding, Language, Speller, Text, plainly
from mocgioi.outputs.sheets.workbook import Book, Looks, Page
from mocgioi.outputs.wording import number, one_line

_SHEET = Text("Bị loại", "Not taken")
_TITLE = Text("CÁC DÒNG BỊ LOẠI của tệp «{file}»", "ROWS NOT TAKEN of “{file}”")
_BATCH = Text("Đợt nhập {batch}. ", "Batch {batch}. ")
_COUNT = Text("Số dòng: {count}.", "Rows: {count}.")
_CRS = Text("Hệ tọa độ: {crs}.", "Coordinate system: {crs}.")
_HOW = Text(
    "Sửa ô tô đỏ (ô có lỗi) rồi lưu lại; nếu dòng vẫn đúng như đã ghi thì ghi x vào cột "
    "«{confirmed}». Dòng nào không nhập nữa thì ghi lý do vào cột «{left_out}», hoặc xóa cả dòng; "
    "dòng chưa sửa thì vẫn chờ. Nhập tệp này như một phiếu: để trong thư mục cập nhật là đủ.",
    "Correct the red cells (those at fault) and save; where a row is right as it stands, put an x "
    "under “{confirmed}”. Of what shall not come in write why under “{left_out}”, or delete the "
    "whole row; what is not corrected still waits. Bring this file in like a survey: in the folder "
    "of the weekly update it comes in by itself.",
)


_CHOOSE = Text(
    "Chọn hệ của tọa độ ở cột «{system}»; một dòng là đủ.",
    "Choose the system of the coordinates under “{system}”; one row is enough.",
)
"""Names no system: what stands over a table states that of its positions."""


class Correction(NamedTuple):
    """What a person writes about one rejected row.

    Attributes:
        cells: its cells by heading, as they shall be; one that is not here stays as it was.
        is_right: it is right as it stands.
        left_out: why it shall not come in; empty: it shall.
    """

    cells: Mapping[str, str]
    is_right: bool = False
    left_out: str = ""


Reasons = Mapping[Place, Sequence[Finding]]
"""What was found that is an error, by sheet and row; of a sheet as a whole its row is None."""

NOT_CORRECTED = Correction({})


class RejectedBatch(NamedTuple):
    """The batch whose rows were rejected.

    Attributes:
        file: name of the file; batch: uuid of the batch, None when it was only checked.
        today: ISO day the sheet is made on; it says so nowhere among its rows, where a reader
            of surveys might take it for the day of theirs.
        crs: the coordinate system its coordinates were read in, stated again in the sheet.
        words: the code list of each heading whose words may be chosen.
        corrections: what a person has written already, by sheet and row.
        system: the coordinate system that was chosen, where it was asked for.
    """

    file: str
    today: str
    batch: str | None = None
    crs: str | None = None
    words: Mapping[str, str] = MappingProxyType({})
    corrections: Mapping[Place, Correction] = MappingProxyType({})
    system: str = ""


def rejected_sheet(
    batch: RejectedBatch,
    rows: Sequence[RejectedRow],
    findings: Iterable[Finding],
    lang: Language = "vi",
    *,
    spell: Speller = plainly,
) -> bytes:
    """Return the rejected rows of a batch as an XLSX file, one sheet for each sheet of the file.

    Args:
        rows: as `mocgioi.intake` or the store gives them, in the file's order.
        findings: all findings of the batch; those that are errors about these rows are the
            reasons. A row without any has the codes it was rejected for.
        spell: how the commands in them are written.

    A column that is blank in every rejected row is there when a reason names it, so that a
    missing day can be filled in.
    """
    reasons = reasons_by_row(findings, spell)
    book = Book(made_on=batch.today, lang=lang)
    for sheet in dict.fromkeys(row.sheet for row in rows):
        of_sheet = [row for row in rows if row.sheet == sheet]
        _sheet(book.page(sheet or _SHEET.to(lang)), batch, of_sheet, reasons, lang)
    if not rows:
        _sheet(book.page(_SHEET.to(lang)), batch, [], reasons, lang)
    return book.to_bytes()


def reasons_by_row(findings: Iterable[Finding], spell: Speller) -> dict[Place, list[Finding]]:
    """Return the errors among findings by sheet and row, their hints spelled."""
    reasons: dict[Place, list[Finding]] = {}
    for finding in findings:
        if finding.severity == "error":
            spelled = finding._replace(text=finding.words(spell), hints=())
            reasons.setdefault((finding.sheet, finding.row), []).append(spelled)
    return reasons


def _sheet(
    page: Page,
    batch: RejectedBatch,
    rows: Sequence[RejectedRow],
    reasons: Reasons,
    lang: Language,
) -> None:
    headings = headings_of(rows, reasons)
    system = SYSTEM.to(lang)
    if is_asked := any(UNPLACED in row.codes for row in rows):
        headings.append(system)
        batch = batch._replace(crs=None)
    own_columns = (REASON, CONFIRMED, LEFT_OUT, ORIGINAL_ROW)
    columns = [*headings, *(heading.to(lang) for heading in own_columns)]
    page.widths([*(_width(heading, rows) for heading in headings), 60, 12, 24, 12])
    header = _preamble(page, batch, len(rows), lang, is_asked=is_asked)
    chosen = {
        place: batch.words[heading]
        for place, heading in enumerate(headings, start=1)
        if heading in batch.words
    }
    for place, heading in enumerate(columns, start=1):
        page.put(header, place, heading, "heading")
    page.fit(header)
    for line, row in enumerate(rows, start=header + 1):
        own = reasons_of(row, reasons)
        correction = batch.corrections.get((row.sheet, row.row), NOT_CORRECTED)
        cells = {**row.content, **correction.cells}
        if is_asked and UNPLACED in row.codes:
            cells[system] = batch.system
        wrong = {finding.column for finding in own}
        wrong |= {system} if UNPLACED in row.codes else set()
        for place, heading in enumerate(headings, start=1):
            look: Looks = "wrong" if heading in wrong else "fill"
            page.put(line, place, as_shown(cells.get(heading, "")), look)
        original = "" if row.row is None else str(row.row)
        is_right = "x" if correction.is_right else None
        page.put(line, len(headings) + 1, _reason(row, own, lang), "reason")
        page.put(line, len(headings) + 2, is_right, "fill")
        page.put(line, len(headings) + 3, correction.left_out or None, "fill")
        page.put(line, len(headings) + 4, original, "known")
        page.fit(line)
    body = range(header + 1, header + 1 + max(1, len(rows)))
    for place, code_list in chosen.items():
        page.choose_term(place, body, code_list)
    if is_asked:
        page.choose(len(headings), body, systems())
    page.choose(len(headings) + 2, body, ["x"])
    page.finish(header, protect=False)


def reasons_of(row: RejectedRow, reasons: Reasons) -> list[Finding]:
    """Return why a row was rejected, by what was found of it and, of its position, of its sheet."""
    own = list(reasons.get((row.sheet, row.row), ()))
    if UNPLACED in row.codes:
        of_sheet = reasons.get((row.sheet, None), ())
        own += [finding for finding in of_sheet if finding.code.startswith("crs-")]
    return own


def systems() -> list[str]:
    """Return the systems to choose from, short: a drop-down holds 255 characters in all."""
    from mocgioi.domain.crs import CRS_OF_THE_AREA

    return [
        f"{code} {name.replace('/ TM-3 ', '').replace('/ ', '')}"
        for code, name in CRS_OF_THE_AREA.items()
    ]


def _preamble(
    page: Page, batch: RejectedBatch, count: int, lang: Language, *, is_asked: bool
) -> int:
    """Write what stands above the table; return the next free row."""
    page.line(1, _TITLE.to(lang).format(file=one_line(batch.file)), "title")
    about = _BATCH.to(lang).format(batch=batch.batch) if batch.batch else ""
    page.line(2, about + _COUNT.to(lang).format(count=number(count, lang)), "line")
    how = _HOW.to(lang).format(confirmed=CONFIRMED.to(lang), left_out=LEFT_OUT.to(lang))
    page.line(3, how, "line")
    if is_asked:
        page.line(4, _CHOOSE.to(lang).format(system=SYSTEM.to(lang)), "line")
    elif batch.crs is not None:
        page.line(4, _CRS.to(lang).format(crs=batch.crs), "line")
    else:
        return 4
    return 5


def headings_of(rows: Sequence[RejectedRow], reasons: Reasons) -> list[str]:
    """Return the headings of rows of one sheet, each after the one it follows in its row.

    A column that is blank in every rejected row is there when a reason names it.
    """
    headings: list[str] = []
    for row in rows:
        after = 0
        for heading in row.content:
            if heading in OWN_HEADINGS:
                continue
            if heading not in headings:
                headings.insert(after, heading)
            after = headings.index(heading) + 1
    for row in rows:
        for finding in reasons.get((row.sheet, row.row), ()):
            if finding.column and finding.column not in headings:
                headings.append(finding.column)
    return headings


def _width(heading: str, rows: Sequence[RejectedRow]) -> float:
    longest = max((len(row.content.get(heading, "")) for row in rows), default=0)
    return min(40, max(12, len(heading) / 2, longest + 2))


def _reason(row: RejectedRow, findings: Sequence[Finding], lang: Language) -> str:
    """Return the reasons of a row, a line each: column and what to do; a code has no words."""
    reasons = []
    for finding in findings:
        column = f"«{finding.column}»: " if finding.column else ""
        reasons.append(f"{column}{finding.words().to(lang)}")
    known = {finding.code for finding in findings}
    reasons += [code for code in row.codes if code not in known]
    return "\n".join(reasons)
