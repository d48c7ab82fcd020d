from __future__ import annotations

import io
import re
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from mocgioi.outputs.paper.docx_writing import Writing
from mocgioi.outputs.paper.grid import Grid
from mocgioi.outputs.paper.letterhead import report_letterhead
from mocgioi.outputs.paper.sheet import LANDSCAPE

GRID = Grid(
    ["STT", "Số hiệu mốc"],
    [True, False],
    [["Xã Ba Sơn", ""], ["1", "1116"], ["2", "1117"]],
    None,
    spans=(0,),
).fitted(165)


def written() -> Any:
    """Return a letter of two chapters with two annexes, one below the other."""
    writing = Writing("vi", "Báo cáo")
    letterhead = report_letterhead({}, "vi")
    writing.begin(every_page="SỐ LIỆU MINH HỌA")
    writing.head(letterhead)
    writing.title("BÁO CÁO", "Kết quả")
    writing.alarm("Mốc 1230 bị dịch chuyển.")
    for chapter in ("I. KẾT QUẢ", "II. TỒN TẠI"):
        writing.heading(chapter)
        writing.heading("1. Kết quả chung", 2)
        writing.paragraph("Toàn tỉnh có 284 mốc.")
        writing.item("đã xây dựng 284 mốc;")
    writing.signed(letterhead)
    writing.begin()
    writing.contents("MỤC LỤC")
    writing.begin(LANDSCAPE, internal="NỘI BỘ")
    for name in ("Phụ lục I", "Phụ lục II"):
        writing.annex_title(name, "DANH SÁCH", "(Kèm theo …)", below=name.endswith("II"))
        writing.caption("Mốc cần có đường")
        writing.table(GRID)
    return docx.Document(io.BytesIO(writing.to_bytes("2025-12-31")))


@pytest.fixture(scope="module")
def document() -> Any:
    return written()


def styled(document: Any, name: str) -> list[str]:
    return [p.text for p in document.paragraphs if p.style.name == name]


def test_what_a_paragraph_is_its_style_says(document: Any) -> None:
    assert styled(document, "Title") == ["BÁO CÁO"]
    assert styled(document, "Subtitle") == ["Kết quả"]
    assert styled(document, "Heading 1")[:2] == ["I. KẾT QUẢ", "II. TỒN TẠI"]
    assert styled(document, "Heading 2") == ["1. Kết quả chung"] * 2
    assert styled(document, "Caption") == ["Mốc cần có đường"] * 2
    assert styled(document, "List Bullet") == ["đã xây dựng 284 mốc;"] * 2


def test_a_table_has_its_lines_from_a_style_of_its_own(document: Any) -> None:
    of_figures = [table for table in document.tables if table.style.style_id == "MocgioiTable"]
    assert len(of_figures) == 2
    assert all(not table._tbl.xpath("./w:tblPr/w:tblBorders") for table in of_figures)
    assert len(of_figures[0].style.element.xpath("./w:tblPr/w:tblBorders/*")) == 6


def test_nothing_is_in_colour(document: Any) -> None:
    colours = re.findall(r'w:color(?: w:val)?="([0-9A-Fa-f]{6})"', document.element.xml)
    assert set(colours) == {"000000"}
    used = {p.style.name for p in document.paragraphs}
    assert {str(document.styles[name].font.color.rgb) for name in used} <= {"000000", "None"}


def test_the_contents_are_a_field_that_is_filled_and_leads_to_the_headings(document: Any) -> None:
    entries = [p for p in document.paragraphs if p.style.name.startswith("toc ")]
    assert [p._p.xpath("string(.//w:hyperlink)") for p in entries] == [
        "I. KẾT QUẢ",
        "1. Kết quả chung",
        "II. TỒN TẠI",
        "1. Kết quả chung",
        "Phụ lục I. DANH SÁCH",
        "Phụ lục II. DANH SÁCH",
    ]
    marks = document.element.xpath("//w:bookmarkStart/@w:name")
    targets = [p._p.xpath(".//w:hyperlink")[0].get(qn("w:anchor")) for p in entries]
    assert targets == marks
    kinds = document.element.xpath("//w:fldChar/@w:fldCharType")
    assert kinds == ["begin", "separate", "end"]
    (instruction,) = document.element.xpath("//w:instrText")
    assert instruction.text.split()[:3] == ["TOC", "\\o", '"1-2"']


def test_marks_stand_at_both_sides_of_the_page_number(document: Any) -> None:
    letter, _, annexes = document.sections
    assert letter.header.paragraphs[0].text.split("\t")[::2] == ["", "SỐ LIỆU MINH HỌA"]
    for header in (annexes.header, annexes.first_page_header):
        assert header.paragraphs[0].text.split("\t")[0] == "NỘI BỘ"


def test_annexes_below_each_other_share_their_pages_and_stay_whole(document: Any) -> None:
    assert len(document.sections) == 3
    _, second = (
        p for p in document.paragraphs if p.style.name == "Heading 1" and "Phụ lục" in p.text
    )
    assert second.paragraph_format.space_before.pt == 18
    assert second._p.getnext().xpath("./w:pPr/w:keepNext")


def test_a_heading_within_a_table_lies_across_and_stays_with_its_rows(document: Any) -> None:
    table = document.tables[-1]
    (cell,) = table.rows[1]._tr.xpath("./w:tc")
    assert cell.xpath("string(./w:tcPr/w:gridSpan/@w:val)") == "2"
    assert cell.xpath(".//w:keepNext")
    assert cell.xpath("string(.)") == "Xã Ba Sơn"


def test_who_signs_stays_with_the_last_sentence(document: Any) -> None:
    body = list(document.element.body)
    signatures = next(
        at for at, element in enumerate(body) if "Nơi nhận" in element.xpath("string(.)")
    )
    assert body[signatures - 1].xpath(".//w:keepNext")
