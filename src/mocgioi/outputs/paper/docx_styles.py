"""The styles of our Word documents: who changes one in Word changes the whole paper.

Title and Subtitle, Heading 1 to 3, Normal, Caption, a list with dashes, a table and its
contents; all in the one font and in black, as NĐ 30/2020/NĐ-CP, Phụ lục I, prescribes.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from mocgioi.errors import Language, Text
from mocgioi.outputs.paper import sheet

TABLE_STYLE: Final = "MocgioiTable"
"""Identifier of the style of tables."""
CAPTION, LIST, CONTENTS = "Caption", "List Bullet", "Contents heading"
_TABLE_NAME = Text("Bảng số liệu", "Table of figures")
_CONTENTS_LEVELS = 2
_DASH = "-"
_TAB_MM = 10.0
"""Where the first line of a paragraph begins."""
LANGUAGES: Final[dict[Language, str]] = {"vi": "vi-VN", "en": "en-GB"}

_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")


class _Style(NamedTuple):
    bold: bool = False
    italic: bool = False
    size_pt: float = sheet.BODY_PT
    before_pt: float = 0
    after_pt: float = 6
    centred: bool = False
    with_next: bool = False


_STYLES: dict[str, _Style] = {
    "Normal": _Style(),
    "Header": _Style(),
    "Footer": _Style(),
    "Title": _Style(bold=True, size_pt=14, before_pt=18, after_pt=0, centred=True, with_next=True),
    "Subtitle": _Style(bold=True, after_pt=0, centred=True, with_next=True),
    "Heading 1": _Style(bold=True, before_pt=6, with_next=True),
    "Heading 2": _Style(bold=True, before_pt=6, with_next=True),
    "Heading 3": _Style(bold=True, italic=True, before_pt=6, with_next=True),
    CAPTION: _Style(bold=True, italic=True, before_pt=6, after_pt=3, with_next=True),
    LIST: _Style(),
    "TOC Heading": _Style(bold=True, size_pt=14, after_pt=12, centred=True, with_next=True),
}


def set_styles(document: Any, lang: Language) -> None:
    """Set every style the papers use; the language of spelling with them."""
    from docx.enum.style import WD_STYLE_TYPE

    styles = document.styles
    for level in range(1, _CONTENTS_LEVELS + 1):
        entry = styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH)
        entry.base_style = styles["Normal"]
        _dress(entry, _Style(bold=level == 1, size_pt=11.5, after_pt=1), lang)
        _indent(entry, (level - 1) * _TAB_MM, 0)
    for name, style in _STYLES.items():
        _dress(styles[name], style, lang)
    _set_dashes(document)
    styles.element.append(_table_style(lang))


def _dress(style: Any, look: _Style, lang: Language) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.name = sheet.FONT
    properties = style.element.get_or_add_rPr()
    for drawn in ("w:spacing", "w:kern"):
        for old in properties.findall(qn(drawn)):
            properties.remove(old)
    _name_font(properties, LANGUAGES[lang])
    style.font.size, style.font.color.rgb = Pt(look.size_pt), RGBColor(0, 0, 0)
    style.font.bold, style.font.italic = look.bold, look.italic
    form = style.paragraph_format
    for border in style.element.xpath("./w:pPr/w:pBdr | ./w:pPr/w:contextualSpacing"):
        border.getparent().remove(border)
    form.space_before, form.space_after = Pt(look.before_pt), Pt(look.after_pt)
    form.line_spacing, form.keep_with_next = 1.0, look.with_next
    if look.centred:
        form.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _indent(style: Any, left_mm: float, first_mm: float) -> None:
    from docx.shared import Mm

    form = style.paragraph_format
    form.left_indent, form.first_line_indent = Mm(left_mm), Mm(first_mm)


def _set_dashes(document: Any) -> None:
    """Make the bullets of the list a dash that begins the first line of a paragraph."""
    from docx.oxml.ns import qn

    style = document.styles[LIST]
    number = style.element.xpath("string(./w:pPr/w:numPr/w:numId/@w:val)")
    numbering = document.part.numbering_part.element
    (kind,) = numbering.xpath(f"./w:num[@w:numId='{number}']/w:abstractNumId/@w:val")
    (level,) = numbering.xpath(f"./w:abstractNum[@w:abstractNumId='{kind}']/w:lvl[@w:ilvl='0']")
    level.find(qn("w:lvlText")).set(qn("w:val"), _DASH)
    for old in (*level.findall(qn("w:rPr")), *level.findall(qn("w:pPr"))):
        level.remove(old)
    justified = level.find(qn("w:lvlJc"))
    following = level.find(qn("w:suff"))
    if following is None:
        following = level.makeelement(qn("w:suff"), {})
        level.find(qn("w:lvlText")).addprevious(following)
    following.set(qn("w:val"), "space")
    if justified is not None:
        justified.set(qn("w:val"), "left")
    _indent(style, 0, _TAB_MM)


def _table_style(lang: Language) -> Any:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    edges = "".join(f'<w:{edge} w:val="single" w:sz="4" w:color="000000"/>' for edge in _EDGES)
    margins = "".join(f'<w:{side} w:w="70" w:type="dxa"/>' for side in ("left", "right"))
    return parse_xml(
        f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{TABLE_STYLE}">'
        f'<w:name w:val="{_TABLE_NAME.to(lang)}"/><w:basedOn w:val="TableNormal"/>'
        '<w:uiPriority w:val="59"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders>{edges}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar>"
        "</w:tblPr></w:style>"
    )


def _name_font(properties: Any, language: str) -> None:
    """Name the one font for every script, over the theme's, and the language of spelling."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    fonts = properties.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), sheet.FONT)
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    spelling = OxmlElement("w:lang")
    for attribute in ("val", "eastAsia", "bidi"):
        spelling.set(qn(f"w:{attribute}"), language)
    properties.append(spelling)
