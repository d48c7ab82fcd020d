from __future__ import annotations

import io
import re
import sys
import zipfile
from itertools import pairwise
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from mocgioi.domain.counting import GROUPINGS
from mocgioi.errors import UsageError
from mocgioi.outputs.report import render
from tests.outputs.report.documents import changed, full, hostile, ordinary

HEAD = {"number": "12/BC-SNgV", "day": "2024-01-05", "signer": "Nguyễn Văn A"}


@pytest.fixture(scope="module")
def content() -> bytes:
    return render(ordinary(GROUPINGS), "docx", letterhead=HEAD)


@pytest.fixture(scope="module")
def document(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


def test_the_sheets_are_a4_with_the_decrees_margins(document: Any) -> None:
    for section in document.sections:
        sides = (section.page_width, section.page_height)
        assert sorted(round(side.mm) for side in sides) == [210, 297]
        assert (round(section.left_margin.mm), round(section.right_margin.mm)) == (30, 15)
        assert (round(section.top_margin.mm), round(section.bottom_margin.mm)) == (20, 20)


def test_the_page_number_stands_in_the_top_margin_but_not_on_page_one(document: Any) -> None:
    for section in document.sections:
        assert section.different_first_page_header_footer
        assert 'w:instr="PAGE"' in section.header._element.xml
        assert 'w:instr="PAGE"' not in section.first_page_header._element.xml
        assert 'w:start="1"' in section._sectPr.xml


def test_made_up_data_says_so_on_every_page(document: Any) -> None:
    for section in document.sections:
        for header in (section.header, section.first_page_header):
            assert header.paragraphs[0].text.endswith("SỐ LIỆU MINH HỌA")
    real = docx.Document(io.BytesIO(render(changed(ordinary(), illustrative=False), "docx")))
    assert "MINH HỌA" not in real.sections[0].header.paragraphs[0].text


def test_it_is_set_in_times_new_roman_for_every_script(document: Any) -> None:
    for name in ("Normal", "Heading 1", "Header"):
        fonts = document.styles[name].element.rPr.rFonts.attrib
        assert set(fonts.values()) == {"Times New Roman"}
        assert len(fonts) == 4
    assert document.styles["Normal"].font.size.pt == 13
    assert document.styles["Normal"].paragraph_format.space_after.pt >= 6


def test_the_head_names_nation_body_number_and_day(document: Any) -> None:
    left, right = (cell.text.split("\n") for cell in document.tables[0].rows[0].cells)
    assert left[:2] == ["UBND TỈNH LẠNG SƠN", "SỞ NGOẠI VỤ"]
    assert left[-1] == "Số: 12/BC-SNgV"
    assert right[:2] == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    assert right[-1] == "Lạng Sơn, ngày 05 tháng 01 năm 2024"


def test_kind_and_subject_stand_apart(document: Any) -> None:
    said = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    assert said[:2] == [
        "BÁO CÁO",
        "Kết quả xây dựng đường nhánh lên kiểm tra mốc (tính đến ngày 31/12/2023)",
    ]


def test_who_gets_it_and_who_signs_come_before_the_annexes(document: Any) -> None:
    texts = [element.xpath("string(.)") for element in document.element.body]
    signed = next(place for place, text in enumerate(texts) if text.startswith("Nơi nhận:"))
    assert texts[signed].endswith("Nguyễn Văn A")
    assert all(signed < place for place, text in enumerate(texts) if "(Kèm theo" in text)


def test_every_table_of_figures_repeats_its_header_and_splits_no_row(document: Any) -> None:
    figures = [table for table in document.tables if table.rows[0].cells[0].text == "STT"]
    assert len(figures) > len(GROUPINGS)
    for table in figures:
        heads = [bool(row._tr.xpath("./w:trPr/w:tblHeader")) for row in table.rows]
        assert heads == [True] + [False] * (len(table.rows) - 1)
        assert all(row._tr.xpath("./w:trPr/w:cantSplit") for row in table.rows)


def test_an_empty_cell_makes_its_row_no_taller(document: Any) -> None:
    (table, *_) = [table for table in document.tables if table.rows[0].cells[0].text == "STT"]
    sizes = {mark.get(qn("w:val")) for mark in table._tbl.xpath(".//w:pPr/w:rPr/w:sz")}
    assert len(sizes) == 1
    assert len(table._tbl.xpath(".//w:tc")) == len(table._tbl.xpath(".//w:pPr/w:rPr/w:sz"))


def test_what_ends_an_annex_takes_no_sheet_of_its_own(document: Any) -> None:
    ends = document.element.body.xpath("./w:p[w:pPr/w:sectPr]")
    assert len(ends) == len(document.sections) - 1
    assert any(end.getprevious().tag == qn("w:tbl") for end in ends)
    for end in ends:
        above = end.getprevious()
        assert above.tag == qn("w:tbl") or above.xpath("string(.)")
        (spacing,) = end.xpath("./w:pPr/w:spacing")
        assert [spacing.get(qn(f"w:{key}")) for key in ("line", "lineRule", "before", "after")] == [
            "20",
            "exact",
            "0",
            "0",
        ]


def test_a_wide_table_is_an_annex_that_the_letter_names(document: Any) -> None:
    said = [paragraph.text for paragraph in document.paragraphs]
    annexes = [match[0] for text in said if (match := re.match(r"Phụ lục( [IVX]+)?(?=\n)", text))]
    assert len(annexes) >= len(document.sections) - 1 > 1, "small ones share a sheet"
    assert any("Số liệu chi tiết tại Phụ lục I." in text for text in said)
    assert any("(Kèm theo Báo cáo số 12/BC-SNgV ngày 05" in text for text in said)


def test_a_chart_is_a_picture_with_words_for_who_cannot_see_it(document: Any) -> None:
    picture, *_ = document.element.xpath("//wp:docPr")
    assert picture.get("descr") == "Biểu đồ: 3 trong 4 mốc cần có đường đã có đường"


def test_a_chart_has_the_dots_that_print_needs(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        name, *_ = (n for n in package.namelist() if n.startswith("word/media/"))
        header = package.read(name)[:24]
    width = int.from_bytes(header[16:20], "big")
    assert width / (165 / 25.4) >= 299


def test_a_hostile_text_stays_a_text() -> None:
    content = render(hostile(), "docx", letterhead={"body": "</w:t><w:p>&amp;"})
    document = docx.Document(io.BytesIO(content))
    shown = "=1+1|</td><script>alert('x')</script> `${y}` [a](b) <b>\"& [2J"
    cells = {c.text for table in document.tables for row in table.rows for c in row.cells}
    assert shown in cells
    assert any("</w:t><w:p>&amp;" in text for text in cells)


def test_pictures_stand_within_the_margins(document: Any) -> None:
    section = document.sections[0]
    text_width = section.page_width - section.left_margin - section.right_margin
    assert document.inline_shapes
    for picture in document.inline_shapes:
        assert picture.width <= text_width
        assert {picture._inline.get(side) for side in ("distL", "distR")} == {"0"}


def test_what_leads_to_a_drawing_stays_with_it() -> None:
    made = docx.Document(io.BytesIO(render(full(), "docx")))
    led = [
        before.paragraph_format.keep_with_next
        for before, after in pairwise(made.paragraphs)
        if after._p.xpath(".//w:drawing")
        and not before._p.style
        and not before.text.startswith("(Kèm theo")
    ]
    assert led and all(led[1:]), "of the first, the share, the headline is no part"


def test_it_is_written_where_typst_cannot_be_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(UsageError, match=r"pip install .*typst"):
        render(full(), "pdf")
    written = docx.Document(io.BytesIO(render(full(), "docx")))
    assert len(written.inline_shapes) > 1
