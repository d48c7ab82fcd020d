"""A report as a bundle of papers: a letter that is signed, and the annexes that go with it.

What stands where is decided here once, for DOCX and PDF alike. A table too wide or too long
for the letter becomes an annex, and the letter says which.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mocgioi.errors import Language, Text
from mocgioi.outputs.paper.grid import Grid
from mocgioi.outputs.paper.sheet import LANDSCAPE, PORTRAIT, Sheet
from mocgioi.outputs.report.charts import draw
from mocgioi.outputs.report.page import compose
from mocgioi.outputs.report.parts import Chart, Notice, Page, Section, Table, Weight

if TYPE_CHECKING:
    from mocgioi.documents.coverage import Counted
    from mocgioi.documents.status import Status

_KIND = Text("BÁO CÁO", "REPORT")
_ANNEX = Text("Phụ lục {number}", "Annex {number}")
_ONLY_ANNEX = Text("Phụ lục", "Annex")
_GOES_WITH = Text("(Kèm theo Báo cáo {cited})", "(To the report {cited})")
_SEE = Text("Số liệu chi tiết: {annex}.", "The figures in full: {annex}.")

_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


class Line(NamedTuple):
    """One thing a reader must know, items and all; `weight` as in `Notice`."""

    weight: Weight
    text: str


class Drawing(NamedTuple):
    """A chart, drawn; `title` is read in its place. `width_mm` is that of its sheet's text."""

    title: str
    svg: str
    width_mm: int


class Part(NamedTuple):
    """What stands under one heading, in this order."""

    heading: str
    paragraphs: list[str]
    drawing: Drawing | None
    notices: list[Line]
    grids: list[Grid]


class Annex(NamedTuple):
    """An annex: its name, what it goes with, and which way its sheets lie."""

    name: str
    goes_with: str
    part: Part
    landscape: bool


class Bundle(NamedTuple):
    """A report as papers.

    Attributes:
        kind: BÁO CÁO; about: what it is about (trích yếu).
        banner, banner_why: SỐ LIỆU MINH HỌA and its reason, or None.
        alarms: what comes before everything; opening: the headline and the totals.
        sections: of the letter; annexes: after the signatures.
    """

    kind: str
    about: str
    banner: str | None
    banner_why: str | None
    alarms: list[Line]
    headline: str
    opening: Part
    sections: list[Part]
    annexes: list[Annex]


def bundle(document: Counted | Status, lang: Language, *, internal: bool, cited: str) -> Bundle:
    """Return a coverage or status document as papers.

    Args:
        cited: how the annexes name the letter.
    """
    page = compose(document, lang, internal=internal)
    kind = _KIND.to(lang)
    annexed = [section for section in page.sections if _is_annexed(section)]
    names = _names(len(annexed), lang)
    named = {section.key: name for section, name in zip(annexed, names, strict=True)}
    return Bundle(
        kind=kind,
        about=page.title.removeprefix(f"{kind} "),
        banner=page.banner,
        banner_why=page.banner_why,
        alarms=_lines(page.alarms),
        headline=f"{page.headline}.",
        opening=_opening(page, lang),
        sections=[
            _shortened(section, named.get(section.key), lang)
            for section in page.sections
            if not section.annex
        ],
        annexes=[
            _annex(section, named[section.key], _GOES_WITH.to(lang).format(cited=cited), lang)
            for section in annexed
        ],
    )


def _opening(page: Page, lang: Language) -> Part:
    totals = [Line("fact", line) for line in page.lines]
    drawing = _drawing(page.chart, PORTRAIT, lang)
    return Part("", [], drawing, [*totals, *_lines(page.notices)], [])


def _is_annexed(section: Section) -> bool:
    return section.annex or any(not _fits(table) for table in section.tables)


def _fits(table: Table) -> bool:
    """Whether a table can stand in the letter, and on an upright sheet."""
    return _grid(table, None).short and _grid(table, None).fits(PORTRAIT.text_width_mm)


def _shortened(section: Section, annex: str | None, lang: Language) -> Part:
    """Return a section of the letter; its tables may stand in an annex instead."""
    if annex is None:
        return _part(section, PORTRAIT, lang)
    see = _SEE.to(lang).format(annex=annex)
    *before, last = section.paragraphs or [""]
    paragraphs = [*before, f"{last} {see}".lstrip()]
    return _part(section._replace(tables=[], paragraphs=paragraphs), PORTRAIT, lang)


def _annex(section: Section, name: str, goes_with: str, lang: Language) -> Annex:
    """Return a section as an annex; what the letter says of it already is left out."""
    landscape = any(not _fits(table) for table in section.tables)
    own = section if section.annex else section._replace(paragraphs=[], notices=[], chart=None)
    return Annex(name, goes_with, _part(own, LANDSCAPE if landscape else PORTRAIT, lang), landscape)


def _part(section: Section, sheet: Sheet, lang: Language) -> Part:
    return Part(
        section.heading,
        section.paragraphs,
        _drawing(section.chart, sheet, lang),
        _lines(section.notices),
        [_grid(table, section.heading).fitted(sheet.text_width_mm) for table in section.tables],
    )


def _drawing(chart: Chart | None, sheet: Sheet, lang: Language) -> Drawing | None:
    if chart is None:
        return None
    width_mm = sheet.text_width_mm
    return Drawing(chart.title, draw(chart, lang, width_mm), width_mm)


def _grid(table: Table, heading: str | None) -> Grid:
    caption = None if table.caption == heading else table.caption
    return Grid(table.headings, table.numeric, table.rows, table.total, caption)


def _lines(notices: list[Notice]) -> list[Line]:
    return [
        Line(n.weight, f"{n.sentence}: {', '.join(n.items)}." if n.items else n.sentence)
        for n in notices
    ]


def _names(count: int, lang: Language) -> list[str]:
    if count == 1:
        return [_ONLY_ANNEX.to(lang)]
    return [_ANNEX.to(lang).format(number=_roman(place)) for place in range(1, count + 1)]


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        while number >= value:
            written, number = written + letters, number - value
    return written
