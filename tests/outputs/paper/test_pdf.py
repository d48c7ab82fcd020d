from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from mocgioi.outputs.paper.letterhead import report_letterhead
from mocgioi.outputs.paper.pdf import house_facts, picture_svg, typeset
from mocgioi.outputs.report import svg
from tests.outputs.report.reading_back import pdf_text, poppler

_ORIENTATION, _TURNED_RIGHT = 0x0112, 6


def photograph(*, turned: bool = False, kind: str = "JPEG") -> bytes:
    target = io.BytesIO()
    exif = Image.Exif()
    if turned:
        exif[_ORIENTATION] = _TURNED_RIGHT
    Image.new("RGB", (40, 20), "#c00").save(target, kind, exif=exif)
    return target.getvalue()


@pytest.fixture
def template(tmp_path: Path) -> Path:
    file = tmp_path / "own.typ"
    file.write_text(
        '#import "house.typ": *\n#show: paper\n#begin(0)\n#head(report.letterhead)\n'
        '#report.said\n#for it in report.pictures { picture(it, width: 60mm, alt: "ảnh") }\n'
        "#pagebreak()\n#signatures(report.letterhead)",
        encoding="utf-8",
    )
    return file


def made(template: Path, *pictures: str, **facts: str) -> bytes:
    head = report_letterhead({"signer": "Nguyễn Văn A"}, "vi")
    house = house_facts("vi", title="Lý lịch mốc 1116", letterhead=head, **facts)
    return typeset({**house, "said": "#bold[mốc 1116]", "pictures": pictures}, template)


def test_a_paper_of_another_kind_has_its_own_template_and_the_houses_letterhead(
    template: Path,
) -> None:
    text = pdf_text(made(template))
    assert "SỞ NGOẠI VỤ" in text and "Nguyễn Văn A" in text
    assert "#bold[mốc 1116]" in text, "a text is never markup"


def test_photographs_and_drawings_stand_in_it(template: Path) -> None:
    drawn = svg.drawing(20, 10, "", [svg.rectangle(1, 1, 5, 5, "#000")])
    shown = [picture_svg(photograph()), picture_svg(photograph(kind="PNG")), drawn]
    listed = poppler("pdfimages", made(template, *shown), "-list", "-")
    assert listed.count("image") == 3, "the heading of the list, and both photographs"
    assert "jpeg" in listed, "as the bytes that they are"


def test_a_photograph_of_a_camera_that_was_turned_stands_upright() -> None:
    assert 'viewBox="0 0 40 20"' in picture_svg(photograph())
    assert 'viewBox="0 0 20 40"' in picture_svg(photograph(turned=True))


def test_the_marks_stand_on_every_page(template: Path) -> None:
    marked = made(template, mark="SỐ LIỆU MINH HỌA", internal="NỘI BỘ")
    pages = pdf_text(marked).split("\f")[:2]
    assert all("SỐ LIỆU MINH HỌA" in page and "NỘI BỘ" in page for page in pages)
