"""The contents of a Word document: a field that Word fills again, filled already.

It names headings and leads to them, without page numbers: letter and annexes are numbered each
from one, so that a number would say nothing, and no other program than Word could make it right.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from mocgioi.outputs.wording import one_line
from mocgioi.outputs.xml_text import escaped

LEVELS: Final = 2
"""Headings of so many levels are named."""
_FIELD = f'TOC \\o "1-{LEVELS}" \\h \\z \\n'


class Entry(NamedTuple):
    """A heading: its level from one, its text, and the bookmark around it."""

    level: int
    text: str
    bookmark: str


def mark(paragraph: Any, place: int, level: int, text: str) -> Entry:
    """Set a bookmark around a heading, and return its entry; `place` counts the headings."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    name = f"_Toc{place:08d}"
    begin = parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="{place}" w:name="{name}"/>')
    paragraph._p.insert_element_before(begin, "w:r")
    paragraph._p.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="{place}"/>'))
    return Entry(level, one_line(text), name)


def fill(place: Any, entries: Sequence[Entry]) -> None:
    """Put the contents in the place of a paragraph that was kept for them."""
    from docx.oxml import parse_xml

    last = len(entries) - 1
    for at, entry in enumerate(entries):
        begins = _BEGINS if at == 0 else ""
        ends = _ENDS if at == last else ""
        place._p.addprevious(parse_xml(_paragraph(entry, begins, ends)))
    place._p.getparent().remove(place._p)


_BEGINS = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    f'<w:r><w:instrText xml:space="preserve"> {escaped(_FIELD)} </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
_ENDS = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def _paragraph(entry: Entry, begins: str, ends: str) -> str:
    from docx.oxml.ns import nsdecls

    return (
        f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="toc{entry.level}"/></w:pPr>{begins}'
        f'<w:hyperlink w:anchor="{entry.bookmark}" w:history="1"><w:r>'
        f'<w:t xml:space="preserve">{escaped(entry.text)}</w:t></w:r></w:hyperlink>{ends}</w:p>'
    )
