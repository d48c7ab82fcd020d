"""A report as a workbook: numbers and days as such, a sheet for each table, an index first that
leads to them, and a summary that says what the figures are of. A number or day that is not known
is an empty cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from mocgioi.errors import Language, Text
from mocgioi.outputs.report.extent import WHOLE, Extent
from mocgioi.outputs.report.page import compose
from mocgioi.outputs.report.parts import COVERAGE, Notice, Page, Section, Table
from mocgioi.outputs.report.xlsx_tables import (
    BUILT,
    NEEDING,
    SHARE_FORMAT,
    Marks,
    Placed,
    total_cell,
    write_table,
)
from mocgioi.outputs.sheets.looks import Looks
from mocgioi.outputs.sheets.workbook import Book
from mocgioi.outputs.sheets.workbook import Page as Sheet
from mocgioi.outputs.wording import NOTHING, one_line, say

if TYPE_CHECKING:
    from mocgioi.documents.coverage import Counted, Totals
    from mocgioi.documents.status import Status

_INDEX = Text("Mục lục", "Contents")
_BACK = Text("← Mục lục", "← Contents")
_INDEX_HEADINGS = (
    Text("STT", "No."),
    Text("Bảng", "Sheet"),
    Text("Nội dung", "What it holds"),
    Text("Số dòng", "Rows"),
)
_INDEX_WIDTHS = (7.0, 36.0, 62.0, 10.0)
_SUMMARY = Text("Tóm tắt", "Summary")
_FIGURE = Text("Chỉ tiêu", "Figure")
_VALUE = Text("Số liệu", "Value")
_SHARE = Text("Tỷ lệ trên số mốc cần có đường", "Of the markers that need a road")

_SUMMARY_WIDTHS = (92.0, 18.0)
_FIGURES: tuple[tuple[Literal["markers", "markers_needing_road", "road_built"], str, str], ...] = (
    ("markers", "markers", "tong_so_moc"),
    ("markers_needing_road", NEEDING, "moc_can_co_duong"),
    ("road_built", BUILT, "moc_da_co_duong"),
)
"""Of the summary: key of the totals, column of the tables, name of the cell in formulas."""
_SHARE_NAME = "ty_le"


def render(
    document: Counted | Status, lang: Language, *, internal: bool, extent: Extent = WHOLE
) -> bytes:
    """Return the document as XLSX; see `mocgioi.outputs.report.render`."""
    page = extent.of(compose(document, lang, internal=internal))
    book = Book(made_on=document["as_of"], lang=lang)
    totals: Totals = document["totals"] if document["schema"] == COVERAGE else document
    index, summary = book.page(_INDEX.to(lang)), book.page(_SUMMARY.to(lang))
    back = (index.name, _BACK.to(lang))
    listed: list[tuple[Placed, str]] = []
    is_internal = any(section.internal for section in page.sections)
    marks = Marks(page.banner, say("internal.mark", lang) if is_internal else None)
    for section in page.sections:
        for table in section.tables:
            alone = len(section.tables) == 1
            sheet = book.page(section.heading if alone else table.caption)
            title = _title(section, table)
            if section.internal:
                sheet.mark_internal()
            listed.append((write_table(sheet, title, table, marks, back=back), title))
    tables = [placed for placed, _ in listed]
    _write_summary(book, summary, page, totals, tables, marks, back, lang)
    _write_index(index, page, marks, summary.name, listed, lang)
    return book.to_bytes()


def _write_index(
    sheet: Sheet,
    page: Page,
    marks: Marks,
    summary: str,
    listed: list[tuple[Placed, str]],
    lang: Language,
) -> None:
    """Write a link to each sheet, what it holds and how many rows."""
    sheet.widths(_INDEX_WIDTHS)
    sheet.line(1, one_line(page.title), "title")
    header = 2
    for header, mark in enumerate(marks.lines, start=2):
        sheet.line(header, mark, "alarm")
    header += bool(marks.lines)
    for column, words in enumerate(_INDEX_HEADINGS, start=1):
        sheet.put(header, column, words.to(lang), "heading")
    entries: list[tuple[str, str, int | None]] = [(summary, page.headline, None)]
    entries += [(placed.sheet.name, title, len(placed.rows)) for placed, title in listed]
    row = header
    for row, (name, holds, rows) in enumerate(entries, start=header + 1):
        sheet.put_number(row, 1, row - header, "place", "0")
        sheet.put_link(row, 2, name, name, "listed_link")
        sheet.put(row, 3, one_line(holds), "cell")
        if rows is None:
            sheet.put(row, 4, None, "cell")
        else:
            sheet.put_number(row, 4, rows, "cell", "#,##0")
        sheet.fit(row)
    sheet.finish(header, protect=False, upright=True)
    sheet.print_only(row, above=marks.banner, internal=marks.internal)


def _write_summary(
    book: Book,
    sheet: Sheet,
    page: Page,
    totals: Totals,
    tables: list[Placed],
    marks: Marks,
    back: tuple[str, str],
    lang: Language,
) -> None:
    """Write the headline, the figures with their denominators, and everything else to know."""
    sheet.widths(_SUMMARY_WIDTHS)
    row = 1
    sheet.line(row, back[1], "link")
    sheet.put_link(row, 1, back[1], back[0])
    opening = _opening(page)
    if marks.internal:
        opening.insert(1, (marks.internal, "alarm"))
    for text, look in opening:
        row += 1
        sheet.line(row, one_line(text), look)
    header = row + 1
    sheet.put(header, 1, _FIGURE.to(lang), "heading")
    sheet.put(header, 2, _VALUE.to(lang), "heading")
    row = header
    for key, column, name in _FIGURES:
        row += 1
        sheet.put(row, 1, say(f"column.{column}", lang), "cell")
        _write_figure(sheet, row, column, totals[key], tables)
        book.name(name, sheet, row, 2)
    if totals["percent"] is not None and totals["road_built"] is not None:
        row += 1
        sheet.put(row, 1, _SHARE.to(lang), "cell")
        share = totals["road_built"] / totals["markers_needing_road"]
        formula = f"={sheet.within(row - 1, 2)}/{sheet.within(row - 2, 2)}"
        sheet.put_formula(row, 2, formula, share, "cell", SHARE_FORMAT)
        book.name(_SHARE_NAME, sheet, row, 2)
    for text, look in _remarks(page):
        row += 1
        sheet.line(row, one_line(text), look)
    sheet.finish(None, protect=False, upright=True)
    sheet.print_only(row, above=marks.banner, internal=marks.internal, first=2)


def _write_figure(
    sheet: Sheet, row: int, column: str, value: float | None, tables: list[Placed]
) -> None:
    """Write a figure as what the first table with it adds up to, or as the number it is."""
    if value is None:
        sheet.put(row, 2, NOTHING, "cell")
        return
    cells = (total_cell(placed, column, value) for placed in tables)
    cell = next(filter(None, cells), None)
    if cell:
        sheet.put_formula(row, 2, f"={cell}", value, "cell", "#,##0")
    else:
        sheet.put_number(row, 2, value, "cell", "#,##0")


def _opening(page: Page) -> list[tuple[str, Looks]]:
    lines: list[tuple[str, Looks]] = [(page.title, "title")]
    if page.banner:
        lines.append((f"{page.banner}. {page.banner_why}", "alarm"))
    if not page.sections:
        # Where there are no sections, none tells what was found and when it was reported.
        lines += [(_sentence(notice), "alarm") for notice in page.alarms]
    lines.append((page.headline, "title"))
    return lines


def _remarks(page: Page) -> list[tuple[str, Looks]]:
    lines: list[tuple[str, Looks]] = [(line, "line") for line in page.lines]
    lines += [(_sentence(notice), "line") for notice in page.notices]
    for section in page.sections:
        if not section.only_drawn:
            lines += _section_remarks(section)
    return lines


def _section_remarks(section: Section) -> list[tuple[str, Looks]]:
    texts = [*section.said, *map(_sentence, section.notices)]
    lines: list[tuple[str, Looks]] = [(text, "line") for text in texts]
    return [(section.heading, "title"), *lines] if lines else []


def _sentence(notice: Notice) -> str:
    return f"{notice.sentence}: {', '.join(notice.items)}" if notice.items else notice.sentence


def _title(section: Section, table: Table) -> str:
    """Return what a sheet is about: the section, and the table's own caption if it has one."""
    if table.caption == section.heading:
        return section.heading
    return f"{section.heading} – {table.caption}"
