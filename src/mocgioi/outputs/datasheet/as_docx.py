"""The datasheet of one marker as DOCX, to be written in; the same facts, the same bytes."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from mocgioi.errors import Language
from mocgioi.outputs.datasheet import qr
from mocgioi.outputs.datasheet.page import Page, Table, page
from mocgioi.outputs.datasheet.words import word
from mocgioi.outputs.paper.docx_writing import Writing
from mocgioi.outputs.paper.grid import Grid
from mocgioi.outputs.paper.raster import rastered
from mocgioi.outputs.paper.sheet import PORTRAIT

if TYPE_CHECKING:
    from mocgioi.outputs.datasheet.facts import Datasheet

_TEXT_PT = 10.0
_SKETCH_MM, _QR_MM, _PHOTO_HEIGHT_MM = 60, 24, 34
_MOST_VISITS = 6
"""Of the newest inspections: Word says only when it lays out what its page has room for."""


def render(datasheet: Datasheet, lang: Language) -> bytes:
    """Return the datasheet of a marker as DOCX."""
    shown = page(datasheet, lang)
    writing = _Sheet(lang, f"{shown.title} {shown.number}")
    writing.begin(every_page=shown.above)
    writing.top(shown)
    writing.around(shown)
    writing.rows(shown.states)
    for dispute in shown.disputes:
        writing.small(dispute, bold=True)
    writing.rows(shown.roads, missing="road.none")
    writing.small(shown.measured)
    writing.photographs(shown)
    if shown.cases:
        writing.small(shown.cases_caption, bold=True, with_next=True)
        for case in shown.cases:
            writing.small(case)
    history = shown.history
    left_out = history.left_out + len(history.rows[_MOST_VISITS:])
    newest = history._replace(rows=history.rows[:_MOST_VISITS], left_out=left_out)
    writing.rows(newest, missing="history.none")
    writing.stay_with_next()
    writing.signatures(shown.signs, "")
    return writing.to_bytes(datasheet.as_of)


class _Sheet(Writing):
    """A datasheet being written, in letters smaller than those of a letter."""

    def small(self, text: str, *, bold: bool = False, with_next: bool = False) -> None:
        """Write a paragraph."""
        self.paragraph(
            text, side="left", size_pt=_TEXT_PT, bold=bold, after_pt=2, with_next=with_next
        )

    def top(self, shown: Page) -> None:
        """Write what it is about at the left, and the QR code at the right."""
        left, right = self.columns((PORTRAIT.text_width_mm - _QR_MM - 4, _QR_MM + 4))
        self._put(left, shown.title, side="left", after_pt=0, bold=True)
        number = word("number", self.lang, number=shown.number)
        self._put(left, number, side="left", after_pt=2, bold=True, size_pt=20)
        self._put(left, shown.subtitle, side="left", after_pt=2, size_pt=_TEXT_PT)
        if shown.banner:
            self._put(left, shown.banner, side="left", after_pt=2, bold=True)
        code = qr.png(shown.code_says)
        self._picture(right.paragraphs[0], code, shown.code_says, width_mm=_QR_MM)
        for alarm in shown.alarms:
            self.alarm(alarm)

    def around(self, shown: Page) -> None:
        """Write who and where it is at the left, and the sketch at the right."""
        left, right = self.columns((PORTRAIT.text_width_mm - _SKETCH_MM - 4, _SKETCH_MM + 4))
        for name, value in shown.identity:
            text = f"{name}: {'; '.join(value.splitlines())}"
            self._put(left, text, side="left", after_pt=2, size_pt=_TEXT_PT)
        if shown.sketch is None:
            self._put(right, shown.no_sketch, size_pt=_TEXT_PT, italic=True)
        else:
            drawn = rastered(shown.sketch, width_mm=_SKETCH_MM)
            self._picture(right.paragraphs[0], drawn, shown.sketch_title, width_mm=_SKETCH_MM)

    def rows(self, of: Table, *, missing: str | None = None) -> None:
        """Write a table under its caption, or that there is nothing in it."""
        self.small(of.caption, bold=True, with_next=True)
        if not of.rows:
            self.small(word(missing, self.lang) if missing else "")
            return
        numeric = [False] * len(of.headings)
        grid = Grid(list(of.headings), numeric, [list(row) for row in of.rows], None)
        self.table(grid.fitted(PORTRAIT.text_width_mm))
        if of.left_out:
            self.small(of.more.format(of.left_out))

    def stay_with_next(self) -> None:
        """Keep the last row of the last table with what follows: nobody signs an empty page."""
        body = self._document.element.body
        kept = list(self._document.paragraphs[-1:])
        if self._document.tables and body[-3] is self._document.tables[-1]._tbl:
            kept += [
                p for cell in self._document.tables[-1].rows[-1].cells for p in cell.paragraphs
            ]
        for paragraph in kept:
            paragraph.paragraph_format.keep_with_next = True

    def photographs(self, shown: Page) -> None:
        """Write photographs side by side, each over its caption."""
        if not shown.photos and not shown.photos_left_out:
            return
        if not shown.photos:
            self.small(f"{shown.photos_caption}: {shown.photos_left_out}")
            return
        self.small(shown.photos_caption, bold=True, with_next=True)
        width = PORTRAIT.text_width_mm // len(shown.photos)
        cells = self.columns([width] * len(shown.photos))
        for cell, photo in zip(cells, shown.photos, strict=True):
            content, caption = photo.picture.jpeg, photo.caption
            self._picture(
                cell.paragraphs[0],
                content,
                caption,
                width_mm=width - 4,
                height_mm=_PHOTO_HEIGHT_MM,
            )
            self._put(cell, caption, size_pt=9, after_pt=2)
        if shown.photos_left_out:
            self.small(shown.photos_left_out)

    def _picture(
        self,
        paragraph: Any,
        content: bytes,
        description: str,
        *,
        width_mm: float | None = None,
        height_mm: float | None = None,
    ) -> None:
        """Put a picture into a paragraph, whole and in proportion.

        Args:
            description: for who cannot see it.
            width_mm, height_mm: of one alone it has that measure; of both it has room in them.
        """
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Mm, Pt

        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_after = Pt(2)
        sides = [None if side is None else Mm(side) for side in (width_mm, height_mm)]
        picture = paragraph.add_run().add_picture
        if width_mm is not None and height_mm is not None:
            shape = picture(io.BytesIO(content))
            part = min(sides[0] / shape.width, sides[1] / shape.height)
            shape.width, shape.height = round(shape.width * part), round(shape.height * part)
        else:
            shape = picture(io.BytesIO(content), *sides)
        shape._inline.docPr.set("descr", description)
        # LibreOffice takes distances that are not said for 3.2 mm, and cuts a picture of a cell.
        for side in ("distT", "distB", "distL", "distR"):
            shape._inline.set(side, "0")
