"""A report as a Word document, ready to be corrected and signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mocgioi.errors import Language
from mocgioi.outputs.paper.docx_writing import Writing
from mocgioi.outputs.paper.letterhead import Letterhead
from mocgioi.outputs.paper.raster import rastered
from mocgioi.outputs.paper.sheet import LANDSCAPE, PORTRAIT
from mocgioi.outputs.report.bundle import (
    CONTENTS,
    MANY_ANNEXES,
    Annex,
    Bundle,
    Part,
    bundle,
)
from mocgioi.outputs.report.extent import WHOLE, Extent

if TYPE_CHECKING:
    from mocgioi.documents.coverage import Counted
    from mocgioi.documents.status import Status

_INDENT_MM = 10


def render(
    document: Counted | Status,
    lang: Language,
    *,
    internal: bool,
    letterhead: Letterhead,
    extent: Extent = WHOLE,
) -> bytes:
    """Return the document as DOCX; see `mocgioi.outputs.report.render`."""
    papers = bundle(document, lang, internal=internal, letterhead=letterhead, extent=extent)
    writing = Writing(lang, f"{papers.kind} {papers.about}", comments=papers.stamp)
    if papers.chapters:
        _letter(writing, papers, letterhead)
    if papers.chapters and len(papers.annexes) >= MANY_ANNEXES:
        writing.begin(every_page=papers.banner, internal=papers.mark)
        writing.contents(CONTENTS.to(lang))
    for annex in papers.annexes:
        _annex(writing, annex, papers)
    return writing.to_bytes(document["as_of"])


def _letter(writing: Writing, papers: Bundle, letterhead: Letterhead) -> None:
    writing.begin(every_page=papers.banner, internal=papers.mark)
    writing.head(letterhead)
    writing.title(papers.kind, papers.about)
    if papers.banner:
        writing.paragraph(f"{papers.banner}. {papers.banner_why}", side="centre", bold=True)
    writing.paragraph(papers.opens, indent_mm=_INDENT_MM)
    for chapter in papers.chapters:
        writing.heading(chapter.heading)
        for part in chapter.parts:
            if part.heading:
                writing.heading(part.heading, 2)
            _part(writing, part)
    writing.paragraph(papers.closes, indent_mm=_INDENT_MM)
    writing.signed(letterhead)


def _annex(writing: Writing, annex: Annex, papers: Bundle) -> None:
    if not annex.shares:
        sheet = LANDSCAPE if annex.landscape else PORTRAIT
        foot = papers.stamp if papers.mark else None
        writing.begin(sheet, every_page=papers.banner, internal=annex.mark, foot=foot)
    writing.annex_title(annex.name, annex.part.heading, annex.goes_with, below=annex.shares)
    _part(writing, annex.part)


def _part(writing: Writing, part: Part) -> None:
    leads = bool(part.drawing or part.grids)
    for paragraph in part.paragraphs:
        writing.paragraph(paragraph, indent_mm=_INDENT_MM, with_next=leads)
    if part.drawing:
        drawn = rastered(part.drawing.svg, width_mm=part.drawing.width_mm)
        writing.picture(drawn, part.drawing.title)
    for item in part.notices:
        writing.item(item)
    for lead in part.blanks:
        writing.dotted(lead)
    for grid in part.grids:
        if grid.caption:
            writing.caption(grid.caption)
        writing.table(grid)
