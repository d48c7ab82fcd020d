"""A report as one HTML file: nothing in it comes from outside, prints on A4, all text escaped.

What stands where is said by ``pages/report.html``, what folds and sorts by ``pages/report.js``:
without it the whole report is read as it is printed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from mocgioi.errors import Language
from mocgioi.outputs import pages
from mocgioi.outputs.paper.grid import Grid
from mocgioi.outputs.paper.sheet import LANDSCAPE
from mocgioi.outputs.report.charts import draw
from mocgioi.outputs.report.extent import WHOLE, Extent
from mocgioi.outputs.report.page import compose
from mocgioi.outputs.report.parts import CHAPTERS, COVERAGE, Chart, Kind, Page, Section, Table
from mocgioi.outputs.report.svg import NAMESPACE
from mocgioi.outputs.wording import heading, number, say

if TYPE_CHECKING:
    from markupsafe import Markup

    from mocgioi.documents.coverage import Counted
    from mocgioi.documents.status import Status

_WORDS = ("contents", "filter", "shown", "unfold", "fold")
_NUMBER = "text-align: right; white-space: nowrap"
_ENDING = frozenset('"\\<\n\r\f')
"""What would end a string of CSS, or the element that the stylesheet is in."""
_LEADING = ("changes", "commune", "left")
"""Sections whose first sentence is told at the start: since when, where it lacks, what is left."""


class LaidTable(NamedTuple):
    """A table with its sizes on paper and on a screen.

    Attributes:
        kinds: of its columns; of_markers: its rows are markers.
        short: it stays on one page.
        printed_pt: size of its letters on paper; wished_mm: its width on a screen, at least.
        widths: of its columns, as CSS has them.
    """

    key: str
    caption: str
    headings: list[str]
    kinds: list[Kind]
    of_markers: bool
    numeric: list[bool]
    rows: list[list[str]]
    total: list[str] | None
    short: bool
    printed_pt: str
    wished_mm: str
    widths: list[str]


class Part(NamedTuple):
    """A section with its tables laid out; `rows` says how many they have, empty where none."""

    section: Section
    tables: list[LaidTable]
    rows: str


class Chapter(NamedTuple):
    """A chapter with its parts."""

    heading: str
    parts: list[Part]


def render(
    document: Counted | Status,
    lang: Language,
    *,
    internal: bool,
    map_name: str | None = None,
    extent: Extent = WHOLE,
) -> str:
    """Return the document as HTML; see `mocgioi.outputs.report.render`."""

    def drawn(chart: Chart) -> Markup:
        """Return a chart as a part of the page; it names no address, not even of SVG itself."""
        return pages.drawing(draw(chart, lang).replace(NAMESPACE, ""))

    page = extent.of(compose(document, lang, internal=internal))
    parts = [_part(section, lang) for section in page.sections]
    return pages.fill(
        "report.html",
        lang=lang,
        page=page,
        parts=parts,
        leading=[part for key in _LEADING for part in parts if _leads(part.section, key)],
        cards=_cards(document, map_name) if map_name else {},
        words={key: say(f"page.{key}", lang) for key in _WORDS},
        internal=say("internal.mark", lang) if internal else "",
        chapters=_chapters(parts, lang),
        sealed=pages.sealed(_style(page, parts), pages.part_of("report.js")),
        draw=drawn,
    )


def _chapters(parts: list[Part], lang: Language) -> list[Chapter]:
    """Return the parts under the headings of their chapters."""
    chapters = []
    for chapter in CHAPTERS:
        of_chapter = [part for part in parts if part.section.chapter == chapter]
        if of_chapter:
            number = "" if of_chapter[0].section.annex else f"{chapter}. "
            chapters.append(Chapter(number + say(f"chapter.{chapter}", lang), of_chapter))
    return chapters


def _leads(section: Section, key: str) -> bool:
    return section.key == key and bool(section.paragraphs)


def _cards(document: Counted | Status, map_name: str) -> dict[str, str]:
    """Return the address of the card of every marker that the document lists."""
    if document["schema"] != COVERAGE:
        return {}
    numbers = [group["code"] for group in document["groups"] if group["by"] == "marker"]
    beside = quote(map_name, safe="")
    return {n: f"{beside}#marker={quote(n, safe='/')}" for n in numbers if n}


def _part(section: Section, lang: Language) -> Part:
    rows = sum(len(table.values) for table in section.tables)
    shown = say("page.rows", lang, count=number(rows, lang)) if rows else ""
    return Part(section, [_laid(table) for table in section.tables], shown)


def _style(page: Page, parts: list[Part]) -> str:
    """Return the stylesheet, with what is of one table: the policy lets no attribute say it."""
    rules = [pages.part_of("report.css")]
    if page.banner:
        content = f"content: {_css_string(page.banner)}; font-weight: bold"
        rules.append(f"@page {{ @bottom-center {{ {content} }} }}\n")
    for table in (table for part in parts for table in part.tables):
        name = f"#t-{table.key}"
        sizes = f"--printed: {table.printed_pt}pt; --wished: {table.wished_mm}mm"
        rules.append(f"{name} {{ {sizes} }}\n")
        for place, (width, numeric) in enumerate(zip(table.widths, table.numeric, strict=True), 1):
            rules.append(f"{name} col:nth-child({place}) {{ width: {width} }}\n")
            if numeric:
                rules.append(f"{name} td:nth-child({place}) {{ {_NUMBER} }}\n")
    return "".join(rules)


def _css_string(text: str) -> str:
    """Return a text as a string of CSS that ends neither itself nor the stylesheet.

    >>> print(_css_string('a "b" </style>'))
    "a \\22 b\\22  \\3c /style>"
    """
    escaped = (f"\\{ord(sign):x} " if sign in _ENDING else sign for sign in text)
    return f'"{"".join(escaped)}"'


def _laid(table: Table) -> LaidTable:
    grid = Grid(table.headings, table.numeric, table.rows, table.total)
    grid = grid.fitted(LANDSCAPE.text_width_mm)
    wished_mm = min(sum(grid.wished_mm()), LANDSCAPE.text_width_mm)
    return LaidTable(
        key=table.key,
        caption=table.caption,
        headings=table.headings,
        kinds=table.kinds,
        of_markers=heading("marker", table.lang) in table.headings[1:2],
        numeric=table.numeric,
        rows=grid.rows,
        total=grid.total,
        short=grid.short,
        printed_pt=f"{grid.size_pt:g}",
        wished_mm=f"{wished_mm:.0f}",
        widths=[f"{width / LANDSCAPE.text_width_mm:.1%}" for width in grid.widths_mm],
    )
