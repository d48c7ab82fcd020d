"""A programme as a workbook: works, years, communes and posts, what is not served, prices.

Totals are formulas: who corrects a cell sees what becomes of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mocgioi.errors import Language, Text
from mocgioi.outputs import estimates
from mocgioi.outputs.paper.grid import Grid
from mocgioi.outputs.report import plan_words
from mocgioi.outputs.report.plan_tables import (
    not_served_table,
    phases_table,
    places_table,
    prices_table,
    several_places,
    works_table,
)
from mocgioi.outputs.sheets.workbook import MM_PER_CHARACTER, SIZE_PT, Book, Looks
from mocgioi.outputs.wording import one_line, percent, say, times

if TYPE_CHECKING:
    from mocgioi.documents.plan import Plan
    from mocgioi.outputs.report.parts import Kind, Table, Value
    from mocgioi.outputs.sheets.workbook import Page

_SUMMARY = Text("Tóm tắt", "Summary")
_SUMMARY_WIDTHS = (46.0, 44.0)
_FIGURES = (
    ("budget", Text("Số tiền được nêu", "Money given")),
    ("works", Text("Số công trình", "Works")),
    ("markers", Text("Số mốc được bố trí", "Markers served")),
    ("length", Text("Tổng chiều dài", "Length")),
    ("cost", Text("Tổng kinh phí ước tính", "Estimated cost")),
    ("before", Text("Mốc có đường hiện nay", "Markers with a road today")),
    ("after", Text("Mốc có đường khi hoàn thành", "Markers with a road when all is built")),
)
_ASKED = Text("Yêu cầu khi chọn", "What was asked for")
_MUST = Text("Mốc phải làm: {list}.", "Markers that must be served: {list}.")
_NEVER = Text("Mốc để lại: {list}.", "Markers left aside: {list}.")
_LEAST = {
    "commune": Text("Mỗi xã ít nhất {n} mốc.", "At least {n} markers of each commune."),
    "post": Text("Mỗi đồn ít nhất {n} mốc.", "At least {n} markers of each post."),
}
_DETOUR = Text(
    "Chiều dài thực địa bằng {factor} lần chiều dài vẽ (giả định).",
    "The length on the ground is {factor} times the drawn one (an assumption).",
)
_EASY = 1.15
"""Columns are so much wider than their texts, for a row that may need two lines gets them."""
_FORMATS: dict[Kind, str] = {"whole": "#,##0", "tenth": "0.0", "number": "#,##0.###"}


def render(document: Plan, lang: Language) -> bytes:
    """Return the programme as XLSX."""
    book = Book(made_on=document["as_of"], lang=lang)
    banner = _banner(document, lang)
    _summary(book.page(_SUMMARY.to(lang)), document, banner, lang)
    tables = [
        works_table(document, lang, every_reason=True),
        *([phases_table(document, lang)] if document["phases"] else []),
        places_table(document, "commune", lang),
        places_table(document, "post", lang),
        not_served_table(document, lang, unsought=True),
        prices_table(document, lang),
    ]
    for table in tables:
        if table.values:
            _write(book.page(table.caption), table, banner)
    return book.to_bytes()


def _banner(document: Plan, lang: Language) -> str:
    rounded = (
        f"{plan_words.ESTIMATE.to(lang)}, {plan_words.NOT_DESIGNED.to(lang)}. "
        f"{plan_words.rounding(lang)}"
    )
    illustrative = f"{say('illustrative', lang)}. " if document["illustrative"] else ""
    return illustrative + rounded


def _summary(sheet: Page, document: Plan, banner: str, lang: Language) -> None:
    sheet.widths(_SUMMARY_WIDTHS)
    opening: list[tuple[str, Looks]] = [
        (plan_words.CAPTION.to(lang), "title"),
        (banner, "alarm"),
        (plan_words.day_of(document, lang), "line"),
        *((text, "line") for text in times(None, document["known_at"], lang)),
    ]
    row = 0
    for text, look in opening:
        row += 1
        sheet.line(row, one_line(text), look)
    figures = _figures(document, lang)
    for key, words in _FIGURES:
        row += 1
        sheet.put(row, 1, words.to(lang), "cell")
        sheet.put(row, 2, figures[key], "cell")
        sheet.fit(row)
    closing: list[tuple[str, Looks]] = [
        *((text, "line") for text in _remarks(document, lang)),
        (_ASKED.to(lang), "title"),
        *((text, "line") for text in _asked(document, lang)),
    ]
    for text, look in closing:
        row += 1
        sheet.line(row, one_line(text), look)
    sheet.finish(None, protect=False, upright=True)
    sheet.print_only(row, above=None)


def _figures(document: Plan, lang: Language) -> dict[str, str]:
    totals = document["totals"]
    cost = (totals["cost_vnd"], totals["cost_vnd_min"], totals["cost_vnd_max"])
    needing, after = totals["markers_needing_road"], totals["road_built_after"]
    return {
        "budget": estimates.stated_money(document["wishes"]["budget_vnd"], lang),
        "works": str(totals["works"]),
        "markers": str(totals["markers"]),
        "length": estimates.about_length(totals["length_m"], lang),
        "cost": estimates.about_money(*cost, lang),
        "before": f"{totals['road_built_before']}/{needing}",
        "after": f"{after}/{needing} ({percent(totals['percent_after'], lang)})",
    }


def _remarks(document: Plan, lang: Language) -> list[str]:
    beside = plan_words.scheme_beside(document, lang)
    return [
        plan_words.accounted(document, lang),
        *plan_words.beside(document, lang),
        plan_words.how_good(document["solved"], lang),
        *filter(None, [plan_words.carried(document, lang), several_places(document, lang)]),
        *([beside] if beside else []),
        plan_words.assumed(document, lang),
        _DETOUR.to(lang).format(factor=plan_words.factor(document, lang)),
    ]


def _asked(document: Plan, lang: Language) -> list[str]:
    wishes = document["wishes"]
    lines = []
    if wishes["must"]:
        lines.append(_MUST.to(lang).format(list=", ".join(wishes["must"])))
    if wishes["never"]:
        lines.append(_NEVER.to(lang).format(list=", ".join(wishes["never"])))
    if wishes["min_per_group"]:
        least = _LEAST[wishes["group_by"]]
        lines.append(least.to(lang).format(n=wishes["min_per_group"]))
    if weighed := plan_words.weighed(document, lang):
        lines.append(weighed)
    return lines or [plan_words.MOST_MARKERS.to(lang)]


def _write(sheet: Page, table: Table, banner: str) -> None:
    grid = Grid(table.headings, table.numeric, table.rows, table.total, size_pt=SIZE_PT)
    sheet.widths([_EASY * width / MM_PER_CHARACTER for width in grid.wished_mm()])
    sheet.line(1, one_line(table.caption), "title")
    sheet.line(2, banner, "alarm")
    header = 3
    for column, heading in enumerate(table.headings, start=1):
        sheet.put(header, column, heading, "heading")
    sheet.fit(header, least=2)
    last = header
    for last, row in enumerate(table.values, start=header + 1):
        for column, (value, kind) in enumerate(zip(row, table.kinds, strict=True), start=1):
            _cell(sheet, last, column, value, kind, "place" if column == 1 else "cell")
        sheet.fit(last)
    sheet.finish(header, keep_columns=2, protect=False)
    sheet.filter(range(header, last + 1))
    if table.totals:
        _total(sheet, range(header + 1, last + 1), table)
        last += 1
    sheet.print_only(last, above=None)


def _cell(sheet: Page, row: int, column: int, value: Value, kind: Kind, look: Looks) -> None:
    if value is None or isinstance(value, str):
        sheet.put(row, column, one_line(value) if value else None, look)
    else:
        sheet.put_number(row, column, value, look, _FORMATS[kind])


def _total(sheet: Page, rows: range, table: Table) -> None:
    """Write the last row: where the column adds up, the formula; else what the table says."""
    from xlsxwriter.utility import xl_range

    for column, total in enumerate(table.totals or [], start=1):
        kind = table.kinds[column - 1]
        if isinstance(total, (int, float)) and _adds_up(table, column - 1, total):
            cells = xl_range(rows.start - 1, column - 1, rows.stop - 2, column - 1)
            sheet.put_formula(rows.stop, column, f"=SUM({cells})", total, "total", _FORMATS[kind])
        else:
            _cell(sheet, rows.stop, column, total, kind, "total")
    sheet.fit(rows.stop)


def _adds_up(table: Table, column: int, total: float) -> bool:
    return total == sum(
        value for row in table.values if isinstance(value := row[column], (int, float))
    )
