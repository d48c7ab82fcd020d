"""A Word document being written, laid out as NĐ 30/2020/NĐ-CP, Phụ lục I, prescribes.

It names Times New Roman, which the office's machine has; nothing is embedded. Texts come in on
one line and stay texts.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, Literal

from mocgioi.errors import Language
from mocgioi.outputs.package import sealed
from mocgioi.outputs.paper import docx_contents, sheet
from mocgioi.outputs.paper.docx_contents import Entry
from mocgioi.outputs.paper.docx_styles import CAPTION, LANGUAGES, LIST, set_styles
from mocgioi.outputs.paper.docx_table import table_element
from mocgioi.outputs.paper.grid import Grid
from mocgioi.outputs.paper.letterhead import MOTTO, NATION, RECIPIENTS, Letterhead
from mocgioi.outputs.paper.letters import MM_PER_PT, width_em
from mocgioi.outputs.paper.sheet import PORTRAIT, Sheet
from mocgioi.outputs.wording import one_line

Side = Literal["left", "centre", "right", "both"]

_SIDES = {"left": "LEFT", "centre": "CENTER", "right": "RIGHT", "both": "JUSTIFY"}


class Writing:
    """A document that grows downwards; it begins with a portrait sheet.

    `begin` begins a run of pages; then `head` and `title`, or `annex_title`; `heading`,
    `paragraph`, `item`, `caption`, `table` and `picture` in their order; `signed` after the last
    sentence; `to_bytes` ends it. Each has a style of Word's, see `docx_styles`. `contents` may
    stand before what it names.
    """

    def __init__(self, lang: Language, title: str, *, comments: str = "") -> None:
        import docx

        self._document: Any = docx.Document()
        self.lang = lang
        self._sheet = PORTRAIT
        properties = self._document.core_properties
        properties.author, properties.comments = "mocgioi", one_line(comments)
        properties.title = one_line(title)
        properties.language = LANGUAGES[lang]
        set_styles(self._document, lang)
        self._styles = {style.name: style.style_id for style in self._document.styles}
        self._headings: list[Entry] = []
        self._contents: Any = None

    def begin(
        self,
        page: Sheet = PORTRAIT,
        *,
        every_page: str | None = None,
        internal: str | None = None,
        foot: str | None = None,
    ) -> None:
        """Begin a run of pages on its own numbers; the first of them shows none.

        Args:
            every_page: stands in the top margin of every page, at the right.
            internal: stands there at the left, NỘI BỘ.
            foot: stands in the bottom margin of every page.
        """
        from docx.enum.section import WD_ORIENT, WD_SECTION
        from docx.shared import Mm

        body = self._document.element.body
        fresh = len(body) == 1
        section = (
            self._document.sections[0] if fresh else self._document.add_section(WD_SECTION.NEW_PAGE)
        )
        if not fresh:
            self._flatten_break()
        self._sheet = page
        section.orientation = WD_ORIENT.LANDSCAPE if page != PORTRAIT else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(page.width_mm), Mm(page.height_mm)
        section.top_margin, section.bottom_margin = Mm(sheet.TOP_MM), Mm(sheet.BOTTOM_MM)
        section.left_margin, section.right_margin = Mm(sheet.LEFT_MM), Mm(sheet.RIGHT_MM)
        section.header_distance = section.footer_distance = Mm(sheet.HEADER_MM)
        section.different_first_page_header_footer = True
        _number_from_one(section._sectPr)
        self._write_header(section.first_page_header, None, internal, every_page)
        self._write_header(section.header, "PAGE", internal, every_page)
        for footer in (section.first_page_footer, section.footer):
            footer.is_linked_to_previous = False
            if foot:
                self._fill(footer.paragraphs[0], foot, side="centre", italic=True, size_pt=10)

    def _flatten_break(self) -> None:
        """Make the paragraph that ends a section a point high: below a full page it is a sheet.

        It takes the place of the empty one below a table.
        """
        from docx.enum.text import WD_LINE_SPACING
        from docx.shared import Pt

        end = self._document.paragraphs[-1]
        for below_table in end._p.xpath(
            "./preceding-sibling::*[1][self::w:p][not(w:r/w:t/text() or w:r/w:drawing)]"
        ):
            if below_table.xpath("./preceding-sibling::*[1][self::w:tbl]"):
                below_table.getparent().remove(below_table)
        form = end.paragraph_format
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(1)
        form.space_before = form.space_after = Pt(0)

    def _write_header(
        self, header: Any, field: str | None, left: str | None, right: str | None
    ) -> None:
        """Write the page number in the middle of the top margin, and marks at both sides."""
        from docx.enum.text import WD_TAB_ALIGNMENT
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn
        from docx.shared import Mm

        header.is_linked_to_previous = False
        paragraph = header.paragraphs[0]
        stops = paragraph.paragraph_format.tab_stops
        for stop in paragraph.style.paragraph_format.tab_stops:
            stops.add_tab_stop(stop.position, WD_TAB_ALIGNMENT.CLEAR)
        stops.add_tab_stop(Mm(self._sheet.text_width_mm // 2), WD_TAB_ALIGNMENT.CENTER)
        stops.add_tab_stop(Mm(self._sheet.text_width_mm), WD_TAB_ALIGNMENT.RIGHT)
        if left:
            paragraph.add_run(one_line(left)).bold = True
        paragraph.add_run("\t")
        if field:
            number = OxmlElement("w:fldSimple")
            number.set(qn("w:instr"), field)
            paragraph._p.append(number)
        if right:
            paragraph.add_run("\t")
            paragraph.add_run(one_line(right)).bold = True

    def head(self, letterhead: Letterhead) -> None:
        """Write the issuing body and the number at the left, nation, motto and day at the right."""
        left, right = self.columns((65, 100))
        if letterhead.superior:
            self._put(left, letterhead.superior, size_pt=12, after_pt=0)
        self._put(left, letterhead.body, size_pt=12, after_pt=0, bold=True)
        self._rule(left, 65, _length_mm(letterhead.body, 12) * 0.4)
        self._put(left, letterhead.number, after_pt=0)
        motto = MOTTO.to(self.lang)
        self._put(right, NATION.to(self.lang), size_pt=12, after_pt=0, bold=True)
        self._put(right, motto, after_pt=0, bold=True)
        self._rule(right, 100, _length_mm(motto, sheet.BODY_PT))
        self._put(right, letterhead.dated, after_pt=0, italic=True)

    def title(self, kind: str, about: str) -> None:
        """Write what kind of paper it is and what it is about, with a rule below."""
        self._add("Title", kind)
        self._add("Subtitle", about)
        width = self._sheet.text_width_mm
        self._rule(self._document, width, min(_length_mm(about, sheet.BODY_PT) * 0.4, width / 3))
        self.paragraph("", after_pt=0)

    def annex_title(self, name: str, about: str, goes_with: str, *, below: bool = False) -> None:
        """Write the name of an annex and what it is about as a heading, and with what it goes.

        Args:
            below: it stands below another annex, on the same sheet where there is room.
        """
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Pt

        heading = self._add("Heading 1")
        heading.add_run(one_line(name)).add_break()
        heading.add_run(one_line(about))
        heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
        form = heading.paragraph_format
        form.space_before, form.space_after = Pt(18 if below else 0), Pt(0)
        self._mark(heading, 1, f"{name}. {about}")
        self.paragraph(goes_with, side="centre", italic=True, after_pt=12, with_next=True)

    def heading(self, text: str, level: int = 1) -> None:
        """Write a heading, which Word's navigation shows and which stays with what follows."""
        self._mark(self._add(f"Heading {level}", text), level, text)

    def _mark(self, heading: Any, level: int, text: str) -> None:
        if level <= docx_contents.LEVELS:
            place = len(self._headings) + 1
            self._headings.append(docx_contents.mark(heading, place, level, text))

    def _add(self, style: str, text: str = "") -> Any:
        """Begin a paragraph of a style; python-docx would look through all styles for it."""
        paragraph = self._document.add_paragraph(one_line(text))
        paragraph._p.style = self._styles[style]
        return paragraph

    def contents(self, title: str) -> None:
        """Write the contents here: every heading of the document, those to come too.

        They are a field that Word fills again; they name no pages, see `docx_contents`.
        """
        self._add("TOC Heading", title)
        self._contents = self._document.add_paragraph()

    def caption(self, text: str) -> None:
        """Write what a table or a picture is, above it, with which it stays."""
        self._add(CAPTION, text)

    def item(self, text: str) -> None:
        """Write one entry of a list, led by a dash."""
        paragraph = self._add(LIST)
        self._fill(paragraph, text, side="both")

    def paragraph(
        self,
        text: str,
        *,
        side: Side = "both",
        bold: bool = False,
        italic: bool = False,
        size_pt: float = sheet.BODY_PT,
        before_pt: float = 0,
        after_pt: float = 6,
        indent_mm: float = 0,
        with_next: bool = False,
    ) -> Any:
        """Write a paragraph and return it; `indent_mm` is that of its first line."""
        from docx.shared import Mm, Pt

        paragraph = self._document.add_paragraph()
        self._fill(paragraph, text, side=side, bold=bold, italic=italic, size_pt=size_pt)
        form = paragraph.paragraph_format
        form.space_before, form.space_after = Pt(before_pt), Pt(after_pt)
        form.first_line_indent, form.keep_with_next = Mm(indent_mm), with_next
        return paragraph

    def alarm(self, text: str) -> None:
        """Write what must be acted on at once: in bold, framed; in black, as the decree wants."""
        paragraph = self.paragraph(text, bold=True)
        edges = "".join(
            f'<w:{edge} w:val="single" w:sz="6" w:space="4" w:color="000000"/>'
            for edge in ("top", "left", "bottom", "right")
        )
        _border(paragraph, edges)

    def dotted(self, lead: str) -> None:
        """Write a dotted line to write on, after what leads it."""
        from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
        from docx.shared import Mm

        paragraph = self._document.add_paragraph(f"{one_line(lead)} \t" if lead else "\t")
        stops = paragraph.paragraph_format.tab_stops
        stops.add_tab_stop(
            Mm(self._sheet.text_width_mm), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
        )

    def table(self, grid: Grid) -> None:
        """Write a table; its heading row is repeated, its rows stay whole."""
        self._document.element.body.insert(-1, table_element(grid))
        self.paragraph("", size_pt=6, after_pt=0)

    def picture(self, png: bytes, description: str) -> None:
        """Write a picture over the whole width; `description` is for who cannot see it.

        Its distances to the text are set to none: LibreOffice takes what is not said for
        3.2 mm and moves the picture into the margin.
        """
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Mm

        paragraph = self._document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        shape = paragraph.add_run().add_picture(
            io.BytesIO(png), width=Mm(self._sheet.text_width_mm)
        )
        shape._inline.docPr.set("descr", one_line(description))
        for side in ("distT", "distB", "distL", "distR"):
            shape._inline.set(side, "0")

    def signed(self, letterhead: Letterhead) -> None:
        """Write whom the paper goes to at the left and who signs at the right.

        They do not stand on a page alone: what comes before goes there with them.
        """
        from docx.shared import Pt

        for paragraph in self._document.paragraphs[-2:]:
            paragraph.paragraph_format.keep_with_next = True
        left, right = self.columns((80, 85))
        words = RECIPIENTS.to(self.lang)
        self._put(left, words, side="left", size_pt=12, after_pt=0, bold=True, italic=True)
        for recipient in letterhead.recipients:
            self._put(left, f"- {recipient}", side="left", size_pt=11, after_pt=0)
        for title in letterhead.signer_title:
            self._put(right, title, after_pt=0, bold=True)
        right.paragraphs[-1].paragraph_format.space_after = Pt(72)
        self._put(right, letterhead.signer, after_pt=0, bold=True)
        for cell in (left, right):
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True

    def signatures(self, who: Sequence[str], how: str) -> None:
        """Write who signs, side by side."""
        width = self._sheet.text_width_mm // len(who)
        for cell, title in zip(self.columns([width] * len(who)), who, strict=True):
            self._put(cell, title, size_pt=12, after_pt=2, bold=True)
            self._put(cell, how, size_pt=12, after_pt=2, italic=True)

    def columns(self, widths_mm: Sequence[int]) -> list[Any]:
        """Begin texts side by side, without lines around; return the cells."""
        from docx.oxml import OxmlElement
        from docx.shared import Mm

        table = self._document.add_table(rows=1, cols=len(widths_mm))
        table.autofit = False
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        cells = list(table.rows[0].cells)
        for cell, column, width in zip(cells, table.columns, widths_mm, strict=True):
            column.width = cell.width = Mm(width)
        return cells

    def to_bytes(self, day: str) -> bytes:
        """Return the document as a DOCX file that carries an ISO day as its date."""
        if self._contents is not None:
            docx_contents.fill(self._contents, self._headings)
            self._contents = None
        target = io.BytesIO()
        self._document.save(target)
        return sealed(target.getvalue(), day)

    def _put(
        self, cell: Any, text: str, *, side: Side = "centre", after_pt: float = 6, **look: Any
    ) -> None:
        """Write a paragraph into a cell, the first into the one that every cell has."""
        from docx.shared import Pt

        empty = len(cell.paragraphs) == 1 and not cell.paragraphs[0].runs
        paragraph = cell.paragraphs[0] if empty else cell.add_paragraph()
        self._fill(paragraph, text, side=side, **look)
        paragraph.paragraph_format.space_after = Pt(after_pt)

    def _fill(
        self,
        paragraph: Any,
        text: str,
        *,
        side: Side,
        bold: bool = False,
        italic: bool = False,
        size_pt: float = sheet.BODY_PT,
    ) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Pt

        run = paragraph.add_run(one_line(text))
        run.bold, run.italic, run.font.size = bold, italic, Pt(size_pt)
        paragraph.alignment = getattr(WD_ALIGN_PARAGRAPH, _SIDES[side])

    def _rule(self, holder: Any, width_mm: float, length_mm: float) -> None:
        """Draw a line in the middle: the lower border of an empty paragraph, drawn in."""
        from docx.enum.text import WD_LINE_SPACING
        from docx.shared import Mm, Pt

        paragraph = holder.add_paragraph()
        form = paragraph.paragraph_format
        form.left_indent = form.right_indent = Mm(max(0.0, (width_mm - length_mm) / 2 - 2))
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(2)
        form.space_before, form.space_after = Pt(3), Pt(6)
        _border(paragraph, '<w:bottom w:val="single" w:sz="6" w:space="0" w:color="000000"/>')


def _border(paragraph: Any, edges: str) -> None:
    """Draw lines around a paragraph; they stand before its spacing, as the schema wants."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    paragraph._p.get_or_add_pPr().insert_element_before(
        parse_xml(f"<w:pBdr {nsdecls('w')}>{edges}</w:pBdr>"),
        *("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"),
    )


def _length_mm(text: str, size_pt: float) -> float:
    return width_em(one_line(text), bold=True) * size_pt * MM_PER_PT


def _number_from_one(properties: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for old in properties.findall(qn("w:pgNumType")):
        properties.remove(old)
    numbering = OxmlElement("w:pgNumType")
    numbering.set(qn("w:start"), "1")
    margins = properties.find(qn("w:pgMar"))
    margins.addnext(numbering)
