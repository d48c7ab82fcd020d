"""A report as one HTML file: no address in it, prints on A4, every text escaped.

What stands where is said by ``pages/report.html``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mocgioi.errors import Language
from mocgioi.outputs import pages
from mocgioi.outputs.paper.grid import Grid
from mocgioi.outputs.paper.sheet import LANDSCAPE
from mocgioi.outputs.report.charts import draw
from mocgioi.outputs.report.page import compose
from mocgioi.outputs.report.parts import Chart, Table
from mocgioi.outputs.report.svg import NAMESPACE
from mocgioi.outputs.wording import say

if TYPE_CHECKING:
    from markupsafe import Markup

    from mocgioi.documents.coverage import Counted
    from mocgioi.documents.status import Status


class LaidTable(NamedTuple):
    """A table with its sizes on paper and on a screen.

    Attributes:
        short: it stays on one page.
        printed_pt: size of its letters on paper; wished_mm: its width on a screen, at least.
        widths: of its columns, as CSS has them.
    """

    caption: str
    headings: list[str]
    numeric: list[bool]
    rows: list[list[str]]
    total: list[str] | None
    short: bool
    printed_pt: str
    wished_mm: str
    widths: list[str]


def render(document: Counted | Status, lang: Language, *, internal: bool) -> str:
    """Return the document as HTML; see `mocgioi.outputs.report.render`."""

    def drawn(chart: Chart) -> Markup:
        """Return a chart as a part of the page; it names no address, not even of SVG itself."""
        return pages.drawing(draw(chart, lang).replace(NAMESPACE, ""))

    return pages.fill(
        "report.html",
        lang=lang,
        page=compose(document, lang, internal=internal),
        annex=say("annex", lang),
        draw=drawn,
        lay=_laid,
    )


def _laid(table: Table) -> LaidTable:
    grid = Grid(table.headings, table.numeric, table.rows, table.total)
    grid = grid.fitted(LANDSCAPE.text_width_mm)
    wished_mm = min(sum(grid.wished_mm()), LANDSCAPE.text_width_mm)
    return LaidTable(
        caption=table.caption,
        headings=table.headings,
        numeric=table.numeric,
        rows=grid.rows,
        total=grid.total,
        short=grid.short,
        printed_pt=f"{grid.size_pt:g}",
        wished_mm=f"{wished_mm:.0f}",
        widths=[f"{width / LANDSCAPE.text_width_mm:.1%}" for width in grid.widths_mm],
    )
