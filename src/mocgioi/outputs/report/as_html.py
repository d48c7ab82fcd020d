"""A report as one HTML file: no address in it, prints on A4, every text escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from mocgioi.errors import Language
from mocgioi.outputs.paper.grid import Grid
from mocgioi.outputs.paper.sheet import LANDSCAPE
from mocgioi.outputs.report.charts import draw
from mocgioi.outputs.report.page import compose
from mocgioi.outputs.report.parts import Chart, Notice, Page, Section, Table
from mocgioi.outputs.report.svg import NAMESPACE
from mocgioi.outputs.wording import one_line, say

_STYLE = """\
@page { size: A4 landscape; margin: 20mm 15mm 20mm 30mm;
  @top-center { content: counter(page); font: 13pt "Times New Roman", Times, serif } }
@page :first { @top-center { content: none } }
body { font: 13pt/1.4 "Times New Roman", Times, serif; color: #000; background: #fff;
  max-width: 64rem; margin: 1.5rem auto; padding: 0 1rem }
h1 { font-size: 16pt; text-align: center }
h2 { font-size: 13pt; margin-top: 1.5em; break-after: avoid }
h3 { font-size: 12pt; break-after: avoid }
h2 ~ p { break-after: avoid }
.headline { font-size: 15pt; font-weight: bold; text-align: center }
.banner { border: 2px solid #000; padding: .3em .6em; text-align: center }
.banner strong { letter-spacing: .05em }
.alarm { border: 3px double #b3001b; color: #b3001b; padding: .4em .6em; font-weight: bold }
.warning::marker { content: "\\25B2\\00A0" }
.scroll { overflow-x: auto }
table { border-collapse: collapse; width: 100%; min-width: var(--wished); font-size: 11pt }
th, td { border: 1px solid #000; padding: .2em .4em; text-align: left; vertical-align: top;
  font-variant-numeric: tabular-nums; overflow-wrap: break-word }
thead th { text-align: center; background: #eee }
td.number { text-align: right; white-space: nowrap }
tbody th { font-weight: normal; min-width: 6em }
tfoot th, tfoot td { font-weight: bold }
tr { break-inside: avoid }
figure { margin: .8em 0; break-inside: avoid }
svg { display: block; max-width: 100%; height: auto; margin: 0 auto }
.annex { break-before: page }
@media print {
  body { margin: 0; padding: 0; max-width: none }
  .scroll { overflow: visible }
  table { font-size: calc(.95 * var(--printed)); width: calc(100% - 1px); min-width: 0 }
  tbody th { min-width: 0 }
  .short { break-inside: avoid }
  th, td { padding: .1em .3em; line-height: 1.2 }
  tfoot { display: table-row-group }
}
@media not print { .every-page { display: none } }
"""


def render(document: dict[str, Any], lang: Language, *, internal: bool) -> str:
    """Return the document as HTML; see `mocgioi.outputs.report.render`."""
    page = compose(document, lang, internal=internal)
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{lang}">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{_escaped(page.title)}</title>",
            f"<style>\n{_STYLE}{_margin(page.banner)}</style>",
            "</head>",
            "<body>",
            *_body(page, lang),
            "</body>",
            "</html>",
            "",
        ]
    )


def _margin(banner: str | None) -> str:
    """Return the rule that puts the banner into the margin of every printed page."""
    if banner is None:
        return ""
    return f'@page {{ @bottom-center {{ content: "{banner}"; font-weight: bold }} }}\n'


def _escaped(text: str) -> str:
    return escape(one_line(text))


def _body(page: Page, lang: Language) -> Iterable[str]:
    if page.banner:
        banner = f"<strong>{_escaped(page.banner)}</strong>"
        yield f'<p class="banner">{banner} {_escaped(page.banner_why or "")}</p>'
    yield f"<h1>{_escaped(page.title)}</h1>"
    for alarm in page.alarms:
        yield f'<p class="alarm" role="alert">{_sentence(alarm)}</p>'
    yield f'<p class="headline">{_escaped(page.headline)}</p>'
    if page.chart:
        yield _drawn(page.chart, lang)
    yield from _list([f"<li>{_escaped(line)}</li>" for line in page.lines])
    yield from _list([_item(notice) for notice in page.notices])
    for section in page.sections:
        yield from _section(section, page.banner, lang)


def _section(section: Section, banner: str | None, lang: Language) -> Iterable[str]:
    lead = f"{say('annex', lang)}: " if section.annex else ""
    css = ' class="annex"' if section.annex else ""
    yield f"<h2{css}>{_escaped(lead + section.heading)}</h2>"
    yield from (f"<p>{_escaped(paragraph)}</p>" for paragraph in section.paragraphs)
    if section.chart:
        yield _drawn(section.chart, lang)
    yield from _list([_item(notice) for notice in section.notices])
    for table in section.tables:
        if table.caption != section.heading:
            yield f"<h3>{_escaped(table.caption)}</h3>"
        yield from _table(table, banner)


def _list(items: list[str]) -> list[str]:
    return ["<ul>", *items, "</ul>"] if items else []


def _item(notice: Notice) -> str:
    return f'<li class="{notice.weight}">{_sentence(notice)}</li>'


def _sentence(notice: Notice) -> str:
    items = f": {', '.join(notice.items)}" if notice.items else ""
    return _escaped(notice.sentence + items)


def _drawn(chart: Chart, lang: Language) -> str:
    """Return a chart as a part of the page; it names no address, not even of SVG itself."""
    return f"<figure>{draw(chart, lang).replace(NAMESPACE, '')}</figure>"


def _table(table: Table, banner: str | None) -> Iterable[str]:
    """Return one table; its head, banner included, is repeated on every printed page.

    A short one stays on one page.
    """
    grid = Grid(table.headings, table.numeric, table.rows, table.total)
    grid = grid.fitted(LANDSCAPE.text_width_mm)
    short = " short" if grid.short else ""
    yield f'<div class="scroll{short}" tabindex="0">'
    wished_mm = min(sum(grid.wished_mm()), LANDSCAPE.text_width_mm)
    sizes = f"--printed: {grid.size_pt:g}pt; --wished: {wished_mm:.0f}mm"
    yield f'<table aria-label="{_escaped(table.caption)}" style="{sizes}">'
    parts = (width / LANDSCAPE.text_width_mm for width in grid.widths_mm)
    yield "".join(f'<col style="width: {part:.1%}">' for part in parts)
    headings = "".join(f'<th scope="col">{_escaped(text)}</th>' for text in table.headings)
    repeated = f'<th colspan="{len(table.headings)}">{_escaped(banner or "")}</th>'
    yield "<thead>"
    if banner:
        yield f'<tr class="every-page">{repeated}</tr>'
    yield f"<tr>{headings}</tr>"
    yield "</thead>"
    yield "<tbody>"
    for row in grid.rows:
        yield _row(row, table.numeric)
    yield "</tbody>"
    if grid.total:
        yield f"<tfoot>{_row(grid.total, table.numeric)}</tfoot>"
    yield "</table>"
    yield "</div>"


def _row(cells: list[str], numeric: list[bool]) -> str:
    """Return one row; its second cell, the group's name, is its heading."""
    parts = []
    for place, (cell, right) in enumerate(zip(cells, numeric, strict=True)):
        if place == 1:
            parts.append(f'<th scope="row">{_escaped(cell)}</th>')
        else:
            attribute = ' class="number"' if right else ""
            parts.append(f"<td{attribute}>{_escaped(cell)}</td>")
    return f"<tr>{''.join(parts)}</tr>"
