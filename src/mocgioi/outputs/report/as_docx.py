"""A report as a Word document, ready to be corrected and signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mocgioi.errors import Language
from mocgioi.outputs.paper.docx_writing import Writing
from mocgioi.outputs.paper.letterhead import Letterhead
from mocgioi.outputs.paper.raster import rastered
from mocgioi.outputs.paper.sheet import LANDSCAPE, PORTRAIT
from mocgioi.outputs.report.bundle import Annex, Line, Part, bundle

if TYPE_CHECKING:
    from mocgioi.documents.coverage import Counted
    from mocgioi.documents.status import Status

_INDENT_MM = 10


def render(
    document: Counted | Status, lang: Language, *, internal: bool, letterhead: Letterhead
) -> bytes:
    """Return the document as DOCX; see `mocgioi.outputs.report.render`."""
    papers = bundle(document, lang, internal=internal, cited=letterhead.cited)
    writing = Writing(lang, f"{papers.kind} {papers.about}")
    writing.begin(every_page=_marks(papers.banner, papers.mark))
    writing.head(letterhead)
    writing.title(papers.kind, papers.about)
    if papers.banner:
        writing.paragraph(f"{papers.banner}. {papers.banner_why}", side="centre", bold=True)
    for alarm in papers.alarms:
        _line(writing, alarm)
    for chapter in papers.chapters:
        writing.heading(chapter.heading)
        for part in chapter.parts:
            writing.heading(part.heading, 2)
            _part(writing, part)
    writing.signed(letterhead)
    for annex in papers.annexes:
        _annex(writing, annex, papers.banner)
    return writing.to_bytes(document["as_of"])


def _annex(writing: Writing, annex: Annex, banner: str | None) -> None:
    sheet = LANDSCAPE if annex.landscape else PORTRAIT
    writing.begin(sheet, every_page=_marks(banner, annex.mark))
    writing.annex_title(annex.name, annex.part.heading, annex.goes_with)
    _part(writing, annex.part)


def _marks(*marks: str | None) -> str | None:
    """Return what stands at the head of every page, or None."""
    return " – ".join(filter(None, marks)) or None


def _part(writing: Writing, part: Part) -> None:
    leads = bool(part.drawing or part.grids)
    for paragraph in part.paragraphs:
        writing.paragraph(paragraph, indent_mm=_INDENT_MM, with_next=leads)
    for lead in part.blanks:
        writing.dotted(lead)
        writing.dotted("")
    if part.drawing:
        drawn = rastered(part.drawing.svg, width_mm=part.drawing.width_mm)
        writing.picture(drawn, part.drawing.title)
    for line in part.notices:
        _line(writing, line)
    for grid in part.grids:
        if grid.caption:
            writing.heading(grid.caption, 3)
        writing.table(grid)


def _line(writing: Writing, line: Line) -> None:
    if line.weight == "alarm":
        writing.alarm(line.text)
    else:
        mark = "-" if line.weight == "fact" else "▲"
        writing.paragraph(f"{mark} {line.text}", indent_mm=_INDENT_MM)
