"""A report in its three forms: the letter, its annexes, and both."""

from __future__ import annotations

import io
import json
from typing import Any

import docx
import pytest

from mocgioi.errors import UsageError
from mocgioi.outputs.paper.letterhead import report_letterhead
from mocgioi.outputs.report import render
from mocgioi.outputs.report.bundle import Bundle, bundle
from mocgioi.outputs.report.extent import SECTIONS, WHOLE, Extent, extent
from mocgioi.outputs.report.page import compose
from mocgioi.outputs.report.parts import Section
from mocgioi.outputs.report.topics import in_order_of_topics
from tests.outputs.report.documents import changed, full, ordinary
from tests.outputs.report.reading_back import pdf_text


def papers(document: Any = None, *, of: Extent = WHOLE, internal: bool = False) -> Bundle:
    head = report_letterhead({}, "vi")
    return bundle(document or full(), "vi", internal=internal, letterhead=head, extent=of)


def headings(made: Bundle) -> list[str]:
    return [part.heading for chapter in made.chapters for part in chapter.parts if part.heading]


def test_a_letter_has_three_chapters_and_numbered_parts() -> None:
    made = papers()
    assert [chapter.heading.split(".")[0] for chapter in made.chapters] == ["I", "II", "III"]
    for chapter in made.chapters:
        numbered = [part.heading for part in chapter.parts if part.heading]
        places = [int(heading.split(".")[0]) for heading in numbered]
        assert places == list(range(1, len(places) + 1))


def test_a_letter_alone_has_no_annex_and_names_none() -> None:
    alone = papers(of=extent("letter"))
    assert alone.annexes == []
    said = [text for c in alone.chapters for part in c.parts for text in part.paragraphs]
    assert not any("Phụ lục" in text for text in said)
    assert headings(alone) == headings(papers())


def test_annexes_alone_are_those_that_the_letter_names() -> None:
    alone = papers(of=extent("annexes"))
    assert alone.chapters == []
    assert [a.name for a in alone.annexes] == [a.name for a in papers().annexes]


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_annexes_alone_are_written_without_a_letterhead(form: str) -> None:
    made = render(full(), form, extent=extent("annexes"))
    assert isinstance(made, bytes)
    if form == "pdf":
        text = pdf_text(made)
    else:
        text = "\n".join(p.text for p in docx.Document(io.BytesIO(made)).paragraphs)
    assert "KẾT QUẢ XÂY DỰNG ĐƯỜNG NHÁNH LÊN KIỂM TRA MỐC THEO XÃ" in " ".join(text.split())
    assert "Nơi nhận" not in text
    assert "Độc lập" not in text


def test_an_annex_has_its_title_in_capitals_and_names_the_body_in_small_letters() -> None:
    annex = papers().annexes[0]
    assert annex.part.heading == annex.part.heading.upper()
    assert annex.goes_with.endswith("của Sở Ngoại vụ)")


def test_no_hash_and_no_time_of_entry_stand_in_a_letter() -> None:
    made = papers(ordinary())
    said = [text for c in made.chapters for part in c.parts for text in part.paragraphs]
    assert not any("đã nhập đến" in text for text in said)


def test_the_state_of_the_data_is_a_property_of_the_file_and_stands_in_internal_annexes() -> None:
    document = changed(full(), head="6b66f454")
    outside, inside = (docx.Document(io.BytesIO(_docx(document, i))) for i in (False, True))
    assert "6b66f454" in outside.core_properties.comments

    def feet(written: Any) -> str:
        return " ".join(p.text for s in written.sections for p in s.footer.paragraphs)

    assert "6b66f454" not in feet(outside)
    assert "6b66f454" in feet(inside)


def _docx(document: Any, internal: bool) -> bytes:
    made = render(document, "docx", internal=internal)
    assert isinstance(made, bytes)
    return made


@pytest.mark.parametrize("form", ["pdf", "md", "html"])
def test_no_hash_stands_on_a_paper_that_is_not_internal(form: str) -> None:
    document = changed(full(), head="6b66f454")

    def text(internal: bool) -> str:
        made = render(document, form, internal=internal)
        return made if isinstance(made, str) else pdf_text(made)

    assert "6b66f454" not in text(False)
    assert "6b66f454" in text(True)


def test_only_sections_that_are_asked_for_are_made() -> None:
    made = papers(of=extent(sections=["commune", "tasks"]))
    assert headings(made) == [
        "1. Kết quả chung toàn tỉnh",
        "2. Kết quả theo xã",
        "1. Phương hướng, nhiệm vụ",
    ]


def test_a_section_that_no_report_has_is_refused_with_those_it_has() -> None:
    with pytest.raises(UsageError, match="commune"):
        extent(sections=["everything"])


@pytest.mark.parametrize("form", ["docx", "pdf", "md", "html", "xlsx"])
@pytest.mark.parametrize("key", ["causes", "tasks", "proposals"])
def test_annexes_of_sections_without_any_are_refused_with_those_that_have_one(
    form: str, key: str
) -> None:
    with pytest.raises(UsageError, match="commune, post"):
        render(full(), form, extent=extent("annexes", [key]))


@pytest.mark.parametrize("form", ["md", "html"])
def test_a_letter_has_no_list_in_any_form(form: str) -> None:
    whole, alone = render(full(), form), render(full(), form, extent=extent("letter"))
    assert isinstance(whole, str)
    assert isinstance(alone, str)
    assert "Kinh phí (đồng)" in whole
    assert "Kinh phí (đồng)" not in alone
    assert "Phụ lục" not in alone
    assert "Xã có tỷ lệ cao nhất" in alone


@pytest.mark.parametrize("form", ["md", "html"])
def test_annexes_alone_leave_out_what_the_letter_says(form: str) -> None:
    alone = render(full(), form, extent=extent("annexes"))
    assert "Kinh phí (đồng)" in alone
    assert "Nguyên nhân" not in alone


def test_every_section_can_be_asked_for() -> None:
    keys = {section.key for section in compose(full(), "vi", internal=True).sections}
    assert keys <= set(SECTIONS)


@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_a_form_without_parts_is_refused(form: str) -> None:
    with pytest.raises(UsageError, match="--letter"):
        render(full(), form, extent=extent("letter"))


def test_an_internal_report_is_marked_on_every_page_and_goes_to_nobody_outside() -> None:
    made = render(full(), "pdf", internal=True, letterhead={"recipients": "Bộ Ngoại giao"})
    assert isinstance(made, bytes)
    pages = pdf_text(made).rstrip("\f").split("\f")
    assert all("NỘI BỘ" in page for page in pages)
    assert "Bộ Ngoại giao" not in "".join(pages)
    outside = render(full(), "pdf", letterhead={"recipients": "Bộ Ngoại giao"})
    assert isinstance(outside, bytes)
    assert "NỘI BỘ" not in pdf_text(outside)
    assert "Bộ Ngoại giao" in pdf_text(outside)


def test_text_and_json_are_marked_where_an_internal_report_is_asked_for() -> None:
    assert render(full(), "text", internal=True).startswith("NỘI BỘ\n")
    assert "NỘI BỘ" not in render(full(), "text")
    assert json.loads(render(full(), "json", internal=True))["internal"] is True
    assert "internal" not in json.loads(render(full(), "json"))


def test_inspections_files_and_rows_stand_in_internal_annexes_only() -> None:
    outside, inside = papers(), papers(internal=True)

    def cells(made: Bundle) -> str:
        grids = [grid for annex in made.annexes for grid in annex.part.grids]
        return " ".join(cell for grid in grids for row in grid.rows for cell in row)

    assert "phieu.xlsx" not in cells(outside)
    assert "phieu.xlsx" in cells(inside)
    titles = [annex.part.heading for annex in outside.annexes]
    assert not any("KIỂM TRA THỰC ĐỊA" in title for title in titles)


def test_a_letter_by_commune_tells_results_what_is_left_and_tasks() -> None:
    made = papers(ordinary(["commune"]), of=extent("letter"))
    assert len(made.chapters) == 3
    assert "2. Kết quả theo xã" in headings(made)
    assert any("chưa có đường" in heading.lower() for heading in headings(made))


def test_every_annex_outside_is_named_in_the_letter() -> None:
    made = papers()
    said = " ".join(text for c in made.chapters for part in c.parts for text in part.paragraphs)
    assert [annex.name for annex in made.annexes if f"{annex.name}" not in said] == []


def test_annexes_of_one_topic_follow_each_other_and_the_list_of_markers_is_last() -> None:
    keys = ["commune", "marker", "remaining", "stretch", "scheme", "remaining_by_post"]
    annexes = [Section(key, key, chapter="annex") for key in keys]
    assert [section.key for section in in_order_of_topics(annexes)] == [
        *("commune", "stretch", "scheme", "remaining", "remaining_by_post", "marker"),
    ]
