"""A report on a terminal: headline first, tables aligned, the next command to type last."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from mocgioi.errors import Language, Speller, plainly
from mocgioi.outputs.report.page import compose
from mocgioi.outputs.report.parts import Notice, Section, Table
from mocgioi.outputs.wording import number, one_line, say
from mocgioi.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from mocgioi.documents.coverage import Counted
    from mocgioi.documents.status import Status

MOST_ITEMS = 12
"""Markers a notice names on a terminal; the other forms name them all."""

WIDEST_CELL = 28
NARROWEST_COLUMN = 8
"""A heading is not broken further than this, where it is longer."""

LINE_WIDTH = 100


def render(
    document: Counted | Status, lang: Language, *, internal: bool, spell: Speller = plainly
) -> str:
    """Return the document as text for a terminal; see `mocgioi.outputs.report.render`."""
    page = compose(document, lang, internal=internal, paper=False)
    blocks = [
        *(_notice(alarm, lang, "") for alarm in page.alarms),
        wrapped(f"{page.headline}."),
    ]
    if page.banner:
        blocks.append(wrapped(f"*** {page.banner} *** {page.banner_why}"))
    blocks.append("\n".join(wrapped(line) for line in (*page.lines, *page.stamp)))
    written = [section for section in page.sections if not section.only_drawn]
    sections, annexes = ([s for s in written if s.annex == annex] for annex in (False, True))
    for section in sections:
        blocks += _section(section, lang)
    blocks.append("\n".join(_notice(notice, lang) for notice in page.notices))
    for annex in annexes:
        blocks += _section(annex, lang)
    blocks.append("\n".join([say("next", lang), *(f"  {spell(hint)}" for hint in page.commands)]))
    return "\n\n".join(block for block in blocks if block) + "\n"


def _section(section: Section, lang: Language) -> list[str]:
    """Return a section's blocks: its heading leads the first of them."""
    lines = [wrapped(paragraph) for paragraph in section.said]
    lines += [_notice(notice, lang) for notice in section.notices]
    tables = []
    for table in section.tables:
        own = [table.caption] if table.caption != section.heading else []
        tables.append("\n".join([*own, *table_lines(table)]))
    first, *rest = ["\n".join(lines), *tables] if lines else tables or [""]
    return [f"{section.heading}\n{first}".rstrip(), *rest]


@lru_cache(maxsize=4096)
def width_of(text: str) -> int:
    """Return how many columns of a terminal `text` takes.

    Combining marks take none, East Asian wide and full-width characters two.

    >>> width_of("Quốc Khánh"), width_of("Quo\\u0302\\u0301c"), width_of("国")
    (10, 4, 2)
    """
    if text.isascii():
        return len(text)
    return sum(map(_columns_of, text))


@lru_cache(maxsize=4096)
def _columns_of(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _notice(notice: Notice, lang: Language, lead: str = "- ") -> str:
    if not notice.items:
        return wrapped(notice.sentence, lead)
    items = list(notice.items[:MOST_ITEMS])
    if len(notice.items) > MOST_ITEMS:
        items.append(say("more", lang, count=number(len(notice.items) - MOST_ITEMS, lang)))
    return wrapped(f"{notice.sentence}: {', '.join(items)}", lead)


def wrapped(text: str, lead: str = "") -> str:
    """Return `text` in lines of `LINE_WIDTH`, continued under the text after `lead`."""
    lines = _wrap(one_line(text), LINE_WIDTH - len(lead))
    return "\n".join((lead if place == 0 else " " * len(lead)) + t for place, t in enumerate(lines))


def _wrap(text: str, width: int) -> list[str]:
    """Break `text` at spaces into lines no wider than `width`, where its words allow."""
    if width_of(text) <= width:
        return [text]
    lines: list[str] = []
    line, taken = "", 0
    for word in text.split(" "):
        own = width_of(word)
        if line and taken + 1 + own <= width:
            line, taken = f"{line} {word}", taken + 1 + own
            continue
        if line:
            lines.append(line)
        line, taken = word, own
    return [*lines, line]


def table_lines(table: Table) -> list[str]:
    """Return a table as lines: wide cells are wrapped, rules stand below head and rows."""
    body = [[one_line(cell) for cell in row] for row in (*table.rows, *_totals(table))]
    widths = []
    for place, heading in enumerate(table.headings):
        cells = [line for row in body for line in _wrap(row[place], WIDEST_CELL)]
        broken = _wrap(heading, NARROWEST_COLUMN)
        widths.append(max(width_of(line) for line in (*broken, *cells)))
    rule = "  ".join("-" * width for width in widths)
    lines = [*_row(table.headings, widths, table.numeric), rule]
    for row in body[: len(table.values)]:
        lines += _row(row, widths, table.numeric)
    for row in body[len(table.values) :]:
        lines += [rule, *_row(row, widths, table.numeric)]
    return lines


def _totals(table: Table) -> list[list[str]]:
    total = table.total
    return [total] if total else []


def _row(cells: list[str], widths: list[int], numeric: list[bool]) -> list[str]:
    """Return the lines of one row, each cell wrapped in its column."""
    columns = [_wrap(cell, width) for cell, width in zip(cells, widths, strict=True)]
    lines = []
    for level in range(max(len(column) for column in columns)):
        padded = []
        for column, width, right in zip(columns, widths, numeric, strict=True):
            text = column[level] if level < len(column) else ""
            gap = " " * (width - width_of(text))
            padded.append(gap + text if right else text + gap)
        lines.append("  ".join(padded).rstrip())
    return lines
