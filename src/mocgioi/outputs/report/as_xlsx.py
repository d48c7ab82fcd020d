"""A report as a workbook: numbers and days as such, a sheet for each table, a first one that
says what the figures are of. A number or day that is not known is an empty cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from mocgioi.errors import Language, Text
from mocgioi.outputs.paper.grid import Grid
from mocgioi.outputs.report.page import compose
from mocgioi.outputs.report.parts import COVERAGE, Kind, Notice, Page, Section, Table, Value
from mocgioi.outputs.sheets.workbook import MM_PER_CHARACTER, SIZE_PT, Book, Looks
from mocgioi.outputs.sheets.workbook import Page as Sheet
from mocgioi.outputs.wording import NOTHING, one_line, say

if TYPE_CHECKING:
    from mocgioi.documents.coverage import Counted, Totals
    from mocgioi.documents.status import Status

_SUMMARY = Text("Tóm tắt", "Summary")
_FIGURE = Text("Chỉ tiêu", "Figure")
_VALUE = Text("Số liệu", "Value")
_SHARE = Text("Tỷ lệ trên số mốc cần có đường", "Of the markers that need a road")

_SUMMARY_WIDTHS = (92.0, 18.0)
_FORMATS: dict[Kind, str] = {"whole": "#,##0", "tenth": "#,##0.0", "number": "#,##0.0##"}
_FIGURES: tuple[Literal["markers", "markers_needing_road", "road_built"], ...] = (
    "markers",
    "markers_needing_road",
    "road_built",
)
_FIGURE_WORDS = {"road_built": "column.built"}


def render(document: Counted | Status, lang: Language, *, internal: bool) -> bytes:
    """Return the document as XLSX; see `mocgioi.outputs.report.render`."""
    page = compose(document, lang, internal=internal)
    book = Book(made_on=document["as_of"], lang=lang)
    totals: Totals = document["totals"] if document["schema"] == COVERAGE else document
    _write_summary(book.page(_SUMMARY.to(lang)), page, totals, lang)
    for section in page.sections:
        for table in section.tables:
            alone = len(section.tables) == 1
            sheet = book.page(section.heading if alone else table.caption)
            _write_table(sheet, _title(section, table), table, page.banner)
    return book.to_bytes()


def _write_summary(sheet: Sheet, page: Page, totals: Totals, lang: Language) -> None:
    """Write the headline, the figures with their denominators, and everything else to know."""
    sheet.widths(_SUMMARY_WIDTHS)
    row = 0
    for text, look in _opening(page):
        row += 1
        sheet.line(row, one_line(text), look)
    header = row + 1
    sheet.put(header, 1, _FIGURE.to(lang), "heading")
    sheet.put(header, 2, _VALUE.to(lang), "heading")
    row = header
    for key in _FIGURES:
        row += 1
        sheet.put(row, 1, say(_FIGURE_WORDS.get(key, f"column.{key}"), lang), "cell")
        if (figure := totals[key]) is None:
            sheet.put(row, 2, NOTHING, "cell")
        else:
            sheet.put_number(row, 2, figure, "cell", "#,##0")
    if totals["percent"] is not None:
        row += 1
        sheet.put(row, 1, _SHARE.to(lang), "cell")
        sheet.put_number(row, 2, totals["percent"] / 100, "cell", "0.0%")
    for text, look in _remarks(page):
        row += 1
        sheet.line(row, one_line(text), look)
    sheet.finish(None, protect=False, upright=True)
    sheet.print_only(row, above=page.banner)


def _opening(page: Page) -> list[tuple[str, Looks]]:
    lines: list[tuple[str, Looks]] = [(page.title, "title")]
    if page.banner:
        lines.append((f"{page.banner}. {page.banner_why}", "alarm"))
    lines += [(_sentence(n), "alarm" if n.weight == "alarm" else "line") for n in page.alarms]
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
    texts = [*section.paragraphs, *map(_sentence, section.notices)]
    lines: list[tuple[str, Looks]] = [(text, "line") for text in texts]
    return [(section.heading, "title"), *lines] if lines else []


def _sentence(notice: Notice) -> str:
    return f"{notice.sentence}: {', '.join(notice.items)}" if notice.items else notice.sentence


def _title(section: Section, table: Table) -> str:
    """Return what a sheet is about: the section, and the table's own caption if it has one."""
    if table.caption == section.heading:
        return section.heading
    return f"{section.heading} – {table.caption}"


def _write_table(sheet: Sheet, title: str, table: Table, banner: str | None) -> None:
    grid = Grid(table.headings, table.numeric, table.rows, table.total, size_pt=SIZE_PT)
    sheet.widths([width / MM_PER_CHARACTER for width in grid.wished_mm()])
    sheet.line(1, one_line(title), "title")
    header = 2
    if banner:
        sheet.line(2, banner, "alarm")
        header = 3
    for column, heading in enumerate(table.headings, start=1):
        sheet.put(header, column, heading, "heading")
    sheet.fit(header, least=2)
    last = header
    for last, row in enumerate(table.values, start=header + 1):
        _write_row(sheet, last, row, table.kinds, "cell")
    sheet.finish(header, keep_columns=2, protect=False)
    sheet.filter(range(header, last + 1))
    if table.totals:
        last += 1
        _write_row(sheet, last, table.totals, table.kinds, "total")
    sheet.print_only(last, above=banner)


def _write_row(sheet: Sheet, row: int, values: list[Value], kinds: list[Kind], look: Looks) -> None:
    for column, (value, kind) in enumerate(zip(values, kinds, strict=True), start=1):
        own: Looks = "place" if column == 1 and look == "cell" else look
        if value is None:
            sheet.put(row, column, NOTHING if kind == "text" else None, own)
        elif isinstance(value, str) and kind == "day" and value:
            sheet.put_day(row, column, value, own)
        elif isinstance(value, str):
            sheet.put(row, column, one_line(value), own)
        else:
            whole = float(value).is_integer() and kind != "tenth"
            sheet.put_number(row, column, value, own, _FORMATS["whole" if whole else kind])
    sheet.fit(row)
