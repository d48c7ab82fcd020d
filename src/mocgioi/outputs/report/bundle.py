"""A report as a bundle of papers: a letter that is signed, and the annexes that go with it.

What stands where is decided here once, for DOCX and PDF alike. A table too wide or too long
for the letter becomes an annex, and the letter says which.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from mocgioi.errors import HINT, Hint, Language, Text, UsageError
from mocgioi.outputs.paper.grid import Grid
from mocgioi.outputs.paper.sheet import LANDSCAPE, PORTRAIT, Sheet
from mocgioi.outputs.quantities import listed
from mocgioi.outputs.report.apart import (
    grid_of,
    is_annexed,
    lies_across,
    of_annex,
    of_letter,
    upright,
)
from mocgioi.outputs.report.charts import draw
from mocgioi.outputs.report.extent import WHOLE, Extent
from mocgioi.outputs.report.overall import of_extent, totals_of
from mocgioi.outputs.report.page import compose
from mocgioi.outputs.report.parts import (
    LETTER,
    Chart,
    Notice,
    Page,
    Section,
)
from mocgioi.outputs.report.topics import (
    beside,
    in_order_of_topics,
    of_the_whole,
    under_topics,
)
from mocgioi.outputs.wording import day, number, say

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
_SEE_LED = Text("{lead} (chi tiết tại {annex}):", "{lead} (details in {annex}):")
_SEE_ALSO = Text("Xem thêm {annexes}.", "See also {annexes}.")
_SEE = Text("Số liệu chi tiết tại {annex}.", "Details are given in {annex}.")

_SMALL = 0.6
"""An annex of less than this part of a page shares it."""
_DRAWING_MM = 120.0
"""About how high a drawing is."""
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


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
    notices: list[str]
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
        stamp: by which data it was made: a property of the file, and the foot of the pages of
            annexes that are internal; nothing that is signed.
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

    Raises:
        UsageError: a store without markers, or annexes alone where there are none.
    """
    if not totals_of(document)["markers"]:
        raise UsageError(
            "Kho số liệu chưa có mốc nào: chưa lập báo cáo để ký. Nhập danh mục mốc trước: "
            f"{HINT}.",
            "There are no markers yet, so there is no report to sign. Import the register first: "
            f"{HINT}.",
            hints=[Hint("import markers", ("FILE",))],
        )
    page = extent.of(compose(document, lang, internal=internal))
    overall = of_extent("section.overall", document, lang)
    said = {"day": day(document["as_of"], lang), "body": letterhead.issuer}
    opens = say("letter.opens", lang, **said)
    kind = _KIND.to(lang)
    goes_along = extent.part != "letter"
    annexed = in_order_of_topics([s for s in page.sections if goes_along and is_annexed(s)])
    names = _names(len(annexed), lang)
    named = dict(zip(names, annexed, strict=True))
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
        chapters=[] if extent.part == "annexes" else _chapters(page, named, overall, lang),
        annexes=_sharing(
            [
                _annex(section, name, goes_with, lang)._replace(mark=mark)
                for name, section in named.items()
            ]
        ),
        stamp=" ".join(page.stamp),
    )


def _chapters(
    page: Page, annexed: Mapping[str, Section], overall: str, lang: Language
) -> list[Chapter]:
    """Return the letter: the results open with the figure itself, parts are numbered.

    Args:
        annexed: what goes along, by the name of the annex.
    """
    names = {section.key: name for name, section in annexed.items()}
    outside = [section for section in annexed.values() if not section.internal]
    told = [section for section in page.sections if section.chapter in LETTER]
    chapters = []
    for chapter in LETTER:
        whole = [names[key] for key in of_the_whole(outside)]
        parts = [_opening(page, whole, overall, lang)] if chapter == "I" else []
        for section, heading in under_topics(page.sections, chapter, lang):
            others = [names[key] for key in beside(section, told, outside)]
            part = _shortened(section, names.get(section.key), others, lang)
            parts.append(part._replace(heading=heading))
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


def _see_also(annexes: Sequence[str], lang: Language) -> list[str]:
    return [_SEE_ALSO.to(lang).format(annexes=listed(list(annexes), lang))] if annexes else []


def _shortened(section: Section, annex: str | None, others: Sequence[str], lang: Language) -> Part:
    """Return a section of the letter; its last sentences name the annexes that there are.

    Args:
        annex: its own; others: those of its topic.
    """
    own = of_letter(section)
    if annex is not None:
        *before, last = own.paragraphs or [""]
        if last.endswith(":"):
            last = _SEE_LED.to(lang).format(lead=last.removesuffix(":"), annex=annex)
        else:
            last = f"{last} {_SEE.to(lang).format(annex=annex)}".lstrip()
        own = own._replace(paragraphs=[*before, last])
    if others and annex is None and not own.paragraphs:
        own = own._replace(paragraphs=_see_also(others, lang))
    elif others:
        *before, last = own.paragraphs
        if last.endswith(":"):
            annexes = listed(list(others), lang)
            last = _SEE_LED.to(lang).format(lead=last.removesuffix(":"), annex=annexes)
        else:
            last = " ".join([last, *_see_also(others, lang)])
        own = own._replace(paragraphs=[*before, last])
    return _part(own, PORTRAIT, lang)


def _opening(page: Page, annexes: Sequence[str], heading: str, lang: Language) -> Part:
    lines = _lines(page.notices, lang)
    *before, last = [f"{page.headline}.", *page.lines]
    paragraphs = [*before, " ".join([last, *_see_also(annexes, lang)])]
    drawing = _drawing(page.chart, PORTRAIT, lang)
    return Part(heading, paragraphs, [], drawing, lines, [])


def _annex(section: Section, name: str, goes_with: str, lang: Language) -> Annex:
    """Return what a section has as an annex; its sentences stand above its tables."""
    own = upright(of_annex(section), lang)
    own = own._replace(paragraphs=own.said)
    landscape = any(lies_across(table) for table in own.tables)
    part = _part(own, LANDSCAPE if landscape else PORTRAIT, lang)
    part = part._replace(heading=(section.title or section.heading).upper())
    return Annex(name, goes_with, part, landscape)


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
        [grid_of(table, section.heading).fitted(sheet.text_width_mm) for table in section.tables],
    )


def _drawing(chart: Chart | None, sheet: Sheet, lang: Language) -> Drawing | None:
    if chart is None:
        return None
    width_mm = sheet.text_width_mm
    return Drawing(chart.title, draw(chart, lang, width_mm), width_mm)


def _lines(notices: Sequence[Notice], lang: Language) -> list[str]:
    return [f"{n.sentence}: {_listed(n.items, lang)}." if n.items else n.sentence for n in notices]


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
