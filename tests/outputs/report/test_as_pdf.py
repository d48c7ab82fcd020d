from __future__ import annotations

import re
from itertools import pairwise

import pytest

from mocgioi.domain.counting import GROUPINGS
from mocgioi.outputs.report import render
from tests.analysis.coverage_world import World
from tests.outputs.report.documents import changed, hostile, ordinary
from tests.outputs.report.reading_back import pdf_text, poppler


@pytest.fixture(scope="module")
def content() -> bytes:
    return render(ordinary(GROUPINGS), "pdf", letterhead={"signer": "Nguyễn Văn A"})


def pages_of(content: bytes) -> list[str]:
    return pdf_text(content).split("\f")[:-1]


def test_every_font_is_embedded_and_is_our_own(content: bytes) -> None:
    lines = poppler("pdffonts", content, "-").splitlines()[2:]
    fonts = [line.split() for line in lines]
    assert {re.sub(r"^[A-Z]{6}\+", "", font[0]).split("-")[0] for font in fonts} == {"Tinos"}
    assert {(font[-5], font[-3]) for font in fonts} == {("yes", "yes")}


def test_vietnamese_letters_with_two_marks_are_in_the_fonts() -> None:
    letters = "ếềểễệ ốồổỗộ ớờởỡợ ứừửữự ắằẳẵặ ấầẩẫậ ỳỷỹỵ Đđ ẾỀỂỄỆ ỨỪỬỮỰ ẮẰẲẴẶ"
    made = pdf_text(render(ordinary(), "pdf", letterhead={"body": letters, "signer": letters}))
    assert set(letters) - {" "} <= set(made)


def test_it_is_tagged_titled_and_bears_no_date(content: bytes) -> None:
    said = poppler("pdfinfo", content, "-")
    assert re.search(r"Tagged: +yes", said)
    assert "Title:           BÁO CÁO Kết quả xây dựng đường nhánh" in said
    assert "CreationDate" not in said
    assert "A4" in said


def test_letter_and_annex_are_numbered_each_from_its_second_page() -> None:
    world = World()
    for number in range(1000, 1180):
        world.marker(str(number), commune="06541", illustrative=True)
    pages = pages_of(render(world.count(by=("marker", "commune")), "pdf"))
    tops = [page.strip("\n").splitlines()[0].split()[0] for page in pages]
    places = [1 if top == "SỐ" else int(top) for top in tops]
    firsts = [at for at, place in enumerate(places) if place == 1]
    assert len(firsts) > 2
    assert all(later in (1, place + 1) for place, later in pairwise(places))
    assert max(places) > 2
    assert all("STT" in page for page in pages[firsts[1] :]), "the header row is repeated"


def test_made_up_data_says_so_on_every_page(content: bytes) -> None:
    assert all("SỐ LIỆU MINH HỌA" in page for page in pages_of(content))
    real = pages_of(render(changed(ordinary(GROUPINGS), illustrative=False), "pdf"))
    assert not any("MINH HỌA" in page for page in real)


def test_the_head_and_the_signer_stand_in_it(content: bytes) -> None:
    text = pdf_text(content)
    for words in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "SỞ NGOẠI VỤ", "Nguyễn Văn A", "Nơi nhận:"):
        assert words in text


def test_a_chart_is_drawn_and_not_a_picture(content: bytes) -> None:
    assert "Biểu đồ" not in pdf_text(content)
    assert poppler("pdfimages", content, "-list", "-").splitlines()[2:] == []


@pytest.mark.parametrize("attack", ['#panic("x")', "*b* _i_ $x$ @y <z> `r` // c", r"\u{41} #{1+1}"])
def test_markup_in_a_name_stays_a_text(attack: str) -> None:
    text = pdf_text(render(hostile(), "pdf", letterhead={"signer": attack}))
    assert attack in text
    assert "<script>alert('x')</script>" in "".join(text.split()).replace("scriptalert", "")


def test_a_letter_that_the_fonts_lack_breaks_nothing() -> None:
    assert "Sở" in pdf_text(render(ordinary(), "pdf", letterhead={"body": "Sở 中文 🙂"}))
