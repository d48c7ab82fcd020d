"""A report as a bundle of papers: a letter that is signed, and the annexes that go with it.

What stands where is decided here once, for DOCX and PDF alike. A table too wide or too long
for the letter becomes an annex, and the letter says which.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from mocgioi.errors import Language, Text
from mocgioi.outputs.paper.grid import Grid
from mocgioi.outputs.paper.sheet import LANDSCAPE, PORTRAIT, Sheet
from mocgioi.outputs.report.charts import draw
from mocgioi.outputs.report.extent import WHOLE, Extent
from mocgioi.outputs.report.page import compose
from mocgioi.outputs.report.parts import (
    LETTER,
    Chart,
    Notice,
    Page,
    Section,
    Table,
    Weight,
)
from mocgioi.outputs.report.topics import under_topics
from mocgioi.outputs.wording import NOTHING, day, number, say

if TYPE_CHECKING:
    from mocgioi.documents.coverage import Counted
    from mocgioi.documents.status import Status
    from mocgioi.outputs.paper.letterhead import Letterhead

_KIND = Text("BÁO CÁO", "REPORT")
_ANNEX = Text("Phụ lục {number}", "Annex {number}")
_ONLY_ANNEX = Text("Phụ lục", "Annex")
CONTENTS = Text("MỤC LỤC", "CONTENTS")
MANY_ANNEXES = 3
"""A paper with so many annexes has contents, between the letter and them."""
_GOES_WITH = Text("(Kèm theo Báo cáo {cited})", "(To the report {cited})")
_SEE_LED = Text("{lead} (chi tiết tại {annex}):", "{lead} (in full in {annex}):")
_SEE = Text("Số liệu chi tiết tại {annex}.", "The figures in full stand in {annex}.")

_NAMED = 2
"""Number and name, which every table has first."""
_PLACED_BY = ("commune", "post")
_ROWS_UNDER_ONE = 4
"""Rows that a heading within a table has below it at least, in the mean."""
_SMALL = 0.6
"""An annex of less than this part of a page shares it."""
_DRAWING_MM = 120.0
"""About how high a drawing is."""
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
    """What stands under one heading, in this order; `blanks` lead dotted lines to write on.

    One without a heading goes on under the heading before.
    """

    heading: str
    paragraphs: list[str]
    blanks: list[str]
    drawing: Drawing | None
    notices: list[Line]
    grids: list[Grid]


class Chapter(NamedTuple):
    """A chapter of the letter: ``I. KẾT QUẢ`` and its numbered parts."""

    heading: str
    parts: list[Part]


class Annex(NamedTuple):
    """An annex: its name, what it goes with, and which way its sheets lie.

    The heading of its part is its title, in capitals. `mark` stands at the head of every page:
    that of the bundle. `shares` is whether it
    stands below the annex before it, on the same sheet where there is room, with its numbers.
    """

    name: str
    goes_with: str
    part: Part
    landscape: bool
    mark: str = ""
    shares: bool = False


class Bundle(NamedTuple):
    """A report as papers.

    Attributes:
        kind: BÁO CÁO; about: what it is about (trích yếu).
        banner, banner_why: SỐ LIỆU MINH HỌA and its reason, or None.
        mark: NỘI BỘ on every page of a report that has internal annexes, else empty.
        opens, closes: the sentences a letter begins and ends with.
        chapters: of the letter, none where the annexes go alone; annexes: after the signatures.
        stamp: by which data it was made, for the foot of the annexes' pages; empty in a letter.
    """

    kind: str
    about: str
    banner: str | None
    banner_why: str | None
    mark: str
    opens: str
    closes: str
    chapters: list[Chapter]
    annexes: list[Annex]
    stamp: str


def bundle(
    document: Counted | Status,
    lang: Language,
    *,
    internal: bool,
    letterhead: Letterhead,
    extent: Extent = WHOLE,
) -> Bundle:
    """Return a coverage or status document as papers.

    Args:
        letterhead: how the letter names who issues it, and the annexes the letter.
        extent: whether the letter, the annexes, or both.
    """
    page = extent.of(compose(document, lang, internal=internal))
    said = {"day": day(document["as_of"], lang), "body": letterhead.issuer}
    opens = say("letter.opens", lang, **said)
    kind = _KIND.to(lang)
    goes_along = extent.part != "letter"
    annexed = [section for section in page.sections if goes_along and _is_annexed(section)]
    names = _names(len(annexed), lang)
    named = {section.key: name for section, name in zip(annexed, names, strict=True)}
    mark = say("internal.mark", lang) if internal else ""
    goes_with = _GOES_WITH.to(lang).format(cited=letterhead.cited)
    return Bundle(
        kind=kind,
        about=page.title.removeprefix(f"{kind} "),
        banner=page.banner,
        banner_why=page.banner_why,
        mark=mark,
        opens=f"{opens[:1].upper()}{opens[1:]}",
        closes=say("letter.closes", lang, **said),
        chapters=[] if extent.part == "annexes" else _chapters(page, named, lang),
        annexes=_sharing(
            [
                _annex(section, named[section.key], goes_with, lang)._replace(mark=mark)
                for section in annexed
            ]
        ),
        stamp=" ".join(page.stamp) if annexed else "",
    )


def _chapters(page: Page, annexes: Mapping[str, str], lang: Language) -> list[Chapter]:
    """Return the letter: the results open with the figure itself, parts are numbered."""
    chapters = []
    for chapter in LETTER:
        parts = [_opening(page, lang)] if chapter == "I" else []
        parts += [
            _shortened(section, annexes.get(section.key), lang)._replace(heading=heading)
            for section, heading in under_topics(page.sections, chapter, lang)
        ]
        if parts:
            heading = f"{chapter}. {say(f'chapter.{chapter}', lang)}"
            chapters.append(Chapter(heading, _numbered(parts)))
    return chapters


def _numbered(parts: Sequence[Part]) -> list[Part]:
    numbers = count(1)
    return [
        part._replace(heading=f"{next(numbers)}. {part.heading}") if part.heading else part
        for part in parts
    ]


def _opening(page: Page, lang: Language) -> Part:
    lines = _lines(page.notices, lang)
    paragraphs = [f"{page.headline}.", *page.lines]
    drawing = _drawing(page.chart, PORTRAIT, lang)
    return Part(say("section.overall", lang), paragraphs, [], drawing, lines, [])


_OF_THE_LETTER = frozenset({"progress", "left", "phases"})
"""Tables that stand in the letter where they fit; what the others have is told in its sentences."""

_DRAWN_IN_THE_LETTER = frozenset({"share", "bars"})
"""Charts that stand in the letter; others go with the tables of their section."""


def _is_annexed(section: Section) -> bool:
    is_drawn_there = section.chart is not None and not _is_drawn(section)
    return section.annex or is_drawn_there or any(not _stays(table) for table in section.tables)


def _stays(table: Table) -> bool:
    """Whether a table stands in the letter."""
    return table.key in _OF_THE_LETTER and _fits(table)


def _fits(table: Table) -> bool:
    """Whether a table can stand in the middle of a letter, and on an upright sheet."""
    return _grid(table, None).short and _grid(table, None).fits(PORTRAIT.text_width_mm)


def _shortened(section: Section, annex: str | None, lang: Language) -> Part:
    """Return a section of the letter; tables that do not fit stand in an annex instead."""
    kept = [table for table in section.tables if _stays(table)]
    chart = section.chart if _is_drawn(section) else None
    paragraphs = list(section.paragraphs)
    if annex is not None:
        *before, last = paragraphs or [""]
        if last.endswith(":"):
            last = _SEE_LED.to(lang).format(lead=last.removesuffix(":"), annex=annex)
        else:
            last = f"{last} {_SEE.to(lang).format(annex=annex)}".lstrip()
        paragraphs = [*before, last]
    return _part(section._replace(tables=kept, paragraphs=paragraphs, chart=chart), PORTRAIT, lang)


def _is_drawn(section: Section) -> bool:
    return section.chart is not None and section.chart.kind in _DRAWN_IN_THE_LETTER


def _annex(section: Section, name: str, goes_with: str, lang: Language) -> Annex:
    """Return a section as an annex; what the letter says of it already is left out."""
    own = section
    if not section.annex:
        listed = [table for table in section.tables if not _stays(table)]
        chart = None if _is_drawn(section) else section.chart
        own = section._replace(tables=listed, paragraphs=(), blanks=(), notices=(), chart=chart)
    own = own._replace(paragraphs=own.said)
    landscape = any(_lies_across(_grid(table, None)) for table in own.tables)
    part = _part(own, LANDSCAPE if landscape else PORTRAIT, lang)
    part = part._replace(heading=(section.title or section.heading).upper())
    return Annex(name, goes_with, part, landscape)


def _lies_across(grid: Grid) -> bool:
    """Whether a table takes fewer pages on sheets that lie across, or cannot be read otherwise."""
    return grid.pages(LANDSCAPE) < grid.pages(PORTRAIT)


def _sharing(annexes: Sequence[Annex]) -> list[Annex]:
    """Say which annexes stand below the one before: small ones, if its sheets lie the same way."""
    before = [None, *annexes]
    return [
        annex._replace(
            shares=last is not None
            and (last.landscape, last.mark) == (annex.landscape, annex.mark)
            and _is_small(annex)
        )
        for last, annex in zip(before, annexes, strict=False)
    ]


def _is_small(annex: Annex) -> bool:
    """Whether an annex stays on one page with room for more."""
    sheet = LANDSCAPE if annex.landscape else PORTRAIT
    drawing_mm = _DRAWING_MM if annex.part.drawing else 0
    tables_mm = sum(grid.height_mm() for grid in annex.part.grids)
    return drawing_mm + tables_mm < _SMALL * sheet.text_height_mm


def _part(section: Section, sheet: Sheet, lang: Language) -> Part:
    return Part(
        section.heading,
        list(section.paragraphs),
        list(section.blanks),
        _drawing(section.chart, sheet, lang),
        _lines(section.notices, lang),
        [_grid(table, section.heading).fitted(sheet.text_width_mm) for table in section.tables],
    )


def _drawing(chart: Chart | None, sheet: Sheet, lang: Language) -> Drawing | None:
    if chart is None:
        return None
    width_mm = sheet.text_width_mm
    return Drawing(chart.title, draw(chart, lang, width_mm), width_mm)


def _grid(table: Table, heading: str | None) -> Grid:
    caption = None if table.caption == heading else table.caption
    grid = Grid(table.headings, table.numeric, table.rows, table.total, caption)
    if not grid.short:
        grid = _by_place(grid, table.columns)
    return _without_empty(grid)


def _without_empty(grid: Grid) -> Grid:
    """Return a table without the columns in which no row has anything."""
    own = [row for place, row in enumerate(grid.rows) if place not in set(grid.spans)]
    kept = [
        place
        for place in range(len(grid.headings))
        if place < _NAMED or not own or any(row[place] not in ("", NOTHING) for row in own)
    ]
    return grid._replace(
        headings=[grid.headings[place] for place in kept],
        numeric=[grid.numeric[place] for place in kept],
        rows=[[row[place] for place in kept] for row in grid.rows],
        total=grid.total and [grid.total[place] for place in kept],
    )


def _by_place(grid: Grid, columns: Sequence[str]) -> Grid:
    """Return a long list of markers with its communes and posts as headings of their rows.

    Where a commune and a post hold for many rows in a row, two columns are saved.
    """
    if not {"marker", *_PLACED_BY} <= set(columns):
        return grid
    places = [list(columns).index(key) for key in _PLACED_BY]
    kept = [place for place in range(len(columns)) if place not in places]
    named = [
        " – ".join(f"{grid.headings[place]} {row[place]}" for place in places) for row in grid.rows
    ]
    changes = [at for at, name in enumerate(named) if at == 0 or name != named[at - 1]]
    if len(changes) * _ROWS_UNDER_ONE > len(grid.rows):
        return grid
    rows: list[list[str]] = []
    spans: list[int] = []
    for at, (row, name) in enumerate(zip(grid.rows, named, strict=True)):
        if at in changes:
            spans.append(len(rows))
            rows.append([name, *[""] * (len(kept) - 1)])
        rows.append([row[place] for place in kept])
    return grid._replace(
        headings=[grid.headings[place] for place in kept],
        numeric=[grid.numeric[place] for place in kept],
        rows=rows,
        spans=tuple(spans),
    )


def _lines(notices: Sequence[Notice], lang: Language) -> list[Line]:
    return [
        Line(n.weight, f"{n.sentence}: {_listed(n.items, lang)}." if n.items else n.sentence)
        for n in notices
    ]


_MOST_NAMED = 60
"""Markers that a sentence of a letter names."""


def _listed(items: Sequence[str], lang: Language) -> str:
    """Return the markers a sentence names: of very many the first, and how many more there are."""
    rest = len(items) - _MOST_NAMED
    more = [say("more", lang, count=number(rest, lang))] if rest > 0 else []
    return ", ".join([*items[:_MOST_NAMED], *more])


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
