"""The full report: the same tables in every form, and nothing hidden."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from typing import Any

import pytest

from mocgioi.documents.full_report import FullReport
from mocgioi.errors import Language
from mocgioi.outputs.quantities import quantity
from mocgioi.outputs.report import TEXT_FORMS, TextForm, render
from mocgioi.outputs.report.over_time import progress_section
from mocgioi.outputs.report.page import compose
from mocgioi.outputs.report.parts import CHAPTERS, Page, Table
from mocgioi.outputs.wording import day, one_line
from tests.analysis.coverage_world import World
from tests.outputs.report.documents import HOSTILE, changed, full
from tests.outputs.report.test_as_html import without_script

LANGUAGES: tuple[Language, ...] = ("vi", "en")
SECTIONS = (
    *("changes", "progress", "commune", "post", "funding", "scheme", "roads", "contributions"),
    *("condition", "cases", "left", "remaining", "damaged", "gaps", "causes"),
    *("tasks", "programme", "proposals"),
    *("stretch", "district", "year", "locator", "strip"),
    *("disagreements", "marker"),
)


class Tables(HTMLParser):
    """The tables of a page, each a list of rows of cells, headings and banner left out."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self.head = self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, Any]]) -> None:
        if tag == "table":
            self.tables.append([])
        self.head = self.head or tag == "thead"
        if not self.head and tag == "tr":
            self.tables[-1].append([])
        if not self.head and tag in ("td", "th"):
            self.tables[-1][-1].append("")
            self.inside = True

    def handle_endtag(self, tag: str) -> None:
        self.head = self.head and tag != "thead"
        self.inside = self.inside and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.tables[-1][-1][-1] += data


def page_of(lang: Language = "vi", *, internal: bool = False, **more: Any) -> Page:
    return compose(full(**more), lang, internal=internal)


def cells(page: Page) -> list[list[list[str]]]:
    def rows(table: Table) -> list[list[str]]:
        total = table.total
        listed = [*table.rows, *([total] if total else [])]
        return [[one_line(cell) for cell in row] for row in listed]

    return [rows(table) for section in page.sections for table in section.tables]


def test_it_has_every_section_in_order() -> None:
    assert tuple(section.key for section in page_of().sections) == SECTIONS


@pytest.mark.parametrize("lang", LANGUAGES)
def test_html_has_every_cell_of_every_table(lang: Language) -> None:
    parser = Tables()
    parser.feed(render(full(), "html", lang))
    assert parser.tables == cells(page_of(lang))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_markdown_has_every_cell_of_every_table(lang: Language) -> None:
    tables: list[list[list[str]]] = []
    for line in render(full(), "md", lang).splitlines():
        if not line.startswith("| "):
            continue
        row = [re.sub(r"\\(.)", r"\1", cell) for cell in line[2:-2].split(" | ")]
        if re.fullmatch(r"[-: |]+", line):
            tables.append([])
            continue
        if tables:
            tables[-1].append(row)
    found = [[row for row in table if row[0] == "" or row[0][0].isdigit()] for table in tables]
    assert found == cells(page_of(lang))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_text_has_every_number_of_every_table(lang: Language) -> None:
    text = render(full(), "text", lang, internal=False)
    for table in cells(page_of(lang)):
        for row in table:
            assert all(word in text for cell in row for word in cell.split())


def test_values_and_their_texts_are_the_same_figures() -> None:
    for section in page_of("en").sections:
        for table in section.tables:
            for values, texts in zip(table.values, table.rows, strict=True):
                for value, shown in zip(values, texts, strict=True):
                    if isinstance(value, int | float):
                        assert float(shown.replace(",", "")) == pytest.approx(value, abs=0.05)


def test_what_the_map_shows_is_an_annex_that_is_asked_for() -> None:
    assert [s.key for s in page_of(internal=True).sections][-1] == "measured"
    assert page_of(internal=True).sections[-1].annex
    assert "theo tuyến trên bản đồ" not in render(full(), "html").lower()


def test_roads_and_markers_published_are_rows_of_their_own_and_no_part_of_the_line() -> None:
    (section,) = [s for s in page_of().sections if s.key == "progress"]
    assert section.chart is not None
    assert {figure["measure"] for figure in section.chart.facts["published"]} == {
        "markers_with_road"
    }
    assert [table.key for table in section.tables] == ["progress", "published"]


@pytest.mark.parametrize(("lang", "since"), [("vi", "có từ ngày"), ("en", "reported since")])
def test_under_the_line_it_is_said_that_reports_began(lang: Language, since: str) -> None:
    document = full()
    [began, with_those] = progress_of(document, lang)
    [first, *_] = [p for p in document["progress"] if p["as_of"] and p["road_built"] is not None]
    assert since in began and day(first["as_of"] or "", lang) in began
    count = sum(year["baseline"] for year in document["progress_by_year"])
    assert with_those.startswith(quantity(count, "marker", lang))
    assert began in html.unescape(render(document, "html", lang))


def test_a_line_that_no_first_report_lifts_says_nothing_of_it() -> None:
    document = full()
    for year in document["progress_by_year"]:
        year["baseline"] = 0
    assert progress_of(document, "vi") == []


def progress_of(document: FullReport, lang: Language) -> list[str]:
    """Return what stands under the line of the progress."""
    (section,) = progress_section(document, lang)
    assert section.chart is not None
    began: list[str] = section.chart.facts["began"]
    return began


def test_the_sum_from_the_previous_report_to_this_one_is_told() -> None:
    (section,) = [s for s in page_of().sections if s.key == "changes"]
    assert section.paragraphs[0] == (
        "So với cuối năm trước, ngày 31/12/2022 (1/4 mốc): tăng 02 mốc, không có mốc giảm; số mốc "
        "cần có đường không thay đổi."
    )


@pytest.mark.parametrize("form", ["md", "html"])
def test_hostile_names_stay_text(form: TextForm) -> None:
    rendered = render(full(name=HOSTILE), form)
    assert "<script" not in without_script(rendered)
    assert "\x1b" not in rendered


@pytest.mark.parametrize("form", TEXT_FORMS)
def test_an_empty_store_has_a_full_report_that_says_so(form: TextForm) -> None:
    empty = changed(full(World()), publications=[])
    empty = changed(empty, locator={"communes": [], "boundary": []})
    assert render(empty, form).endswith("\n")


def test_the_figure_of_the_start_with_what_moved_it_is_told_to_be_that_of_the_end() -> None:
    assert (
        page_of()
        .lines[-1]
        .endswith(
            "Như vậy, số mốc đã có đường vào đầu kỳ (hết ngày 31/12/2022) là 01 mốc, cộng 02 mốc "
            "trong kỳ, vào cuối kỳ là 03 mốc."
        )
    )


def test_every_row_of_the_progress_adds_up_by_its_own_columns() -> None:
    document = full()
    document["progress_by_year"][-1].update(lost=1, road_built=2)
    (section,) = [
        s for s in compose(document, "vi", internal=False).sections if s.key == "progress"
    ]
    table = section.tables[0]
    assert table.columns[3:] == ("before", "net_in_period", "baseline", "lost", "built", "percent")
    assert [row[3:8] for row in table.values] == [
        ["chưa có số liệu", 0, 1, 0, 1],
        [1, 2, 0, 1, 2],
    ]


def test_a_section_that_would_only_say_that_there_is_nothing_is_left_out() -> None:
    world = World()
    world.marker("1116")
    world.road("1116", "none", "2023-05-04")
    empty = changed(full(world), roads=[], scheme={**full()["scheme"], "works": []})
    keys = {section.key for section in compose(empty, "vi", internal=False).sections}
    assert keys & {"scheme", "roads", "condition", "cases", "damaged", "disagreements"} == set()
    assert "left" in keys


def test_what_only_a_person_can_write_is_left_as_dotted_lines() -> None:
    blanks = {section.key: section.blanks for section in page_of().sections if section.blanks}
    assert set(blanks) >= {"causes", "proposals"}
    assert "Nguyên nhân khách quan:" in blanks["causes"]


def test_what_remains_and_the_tasks_stand_between_the_results_and_the_annexes() -> None:
    chapters = [section.chapter for section in page_of().sections]
    assert chapters == sorted(chapters, key=CHAPTERS.index)
    assert {"I", "II", "III", "annex"} <= set(chapters)


def test_the_tasks_are_drafted_from_the_figures_and_name_no_marker_there_is_none_of() -> None:
    (tasks,) = (s for s in page_of().sections if s.key == "tasks")
    said = [notice.sentence for notice in tasks.notices]
    assert any(sentence.startswith("Sửa chữa đường lên 01 mốc bị hư hỏng") for sentence in said)
    assert not any("00 mốc" in sentence or " 0 mốc" in sentence for sentence in said)


def test_before_the_first_report_there_is_nothing_to_draw_to_list_or_to_estimate() -> None:
    world = World()
    world.marker("1116")
    document = full(world)
    assert document["totals"]["by_status"] == {
        **dict.fromkeys(("built", "under_construction", "approved", "none")),
        "not_reported": 1,
    }
    page = compose(document, "vi", internal=False)
    keys = {section.key for section in page.sections}
    assert keys & {"post", "stretch", "district", "funding", "year", "marker"} == set()
    assert keys & {"locator", "strip", "remaining"} == set()
    assert not page.chart
    assert not any(section.chart for section in page.sections)
    (commune,) = (section.tables[0] for section in page.sections if section.key == "commune")
    place = commune.headings.index("Đang thi công")
    assert (commune.rows[0][1], commune.rows[0][place]) == ("Đồng Đăng", "–")


def test_where_nothing_was_known_there_is_nothing_that_changed() -> None:
    world = World()
    for number, status in (("1116", "built"), ("1117", "none")):
        world.marker(number)
        world.road(number, status)
    document = full(world)
    assert document["changes"]["reclassified"] == []
    (changes,) = (s for s in compose(document, "vi", internal=False).sections if s.key == "changes")
    assert changes.paragraphs[0] == "Chưa có số liệu tính đến ngày 31/12/2022 để so sánh."
    assert not changes.tables


def test_all_of_them_are_called_all_and_no_hundred_per_cent() -> None:
    world = World()
    world.marker("1116")
    world.road("1116", funding="contributions")
    assert "Toàn bộ 01 mốc đã có đường đều có đường từ nguồn xã hội hóa." in page_lines(world)


def page_lines(world: World) -> list[str]:
    return list(compose(full(world), "vi", internal=False).lines)


def test_a_marker_finished_on_paper_is_to_be_reported_and_in_no_other_task() -> None:
    world = World()
    for number in ("1116", "1117", "1118"):
        world.marker(number)
        world.road(number, "none", "2023-05-04")
    world.line("1117", "1118")
    world.road("1118", "under_construction", "2023-06-04")
    sections = compose(full(world), "vi", internal=False).sections
    (tasks,) = (section for section in sections if section.key == "tasks")
    said = [notice.sentence for notice in tasks.notices]
    assert [sentence for sentence in said if "mốc" in sentence and "đường" in sentence] == [
        "Tiếp tục xây dựng đường nhánh lên 01 mốc chưa có đường.",
        "Các Đồn Biên phòng kiểm tra thực địa, báo cáo 02 mốc có đường đã hoàn thành theo hồ sơ.",
    ]


AS_NOW = {"progress", "scheme", "roads", "contributions"}


LATER = "2099-01-01T00:00:00.000Z"


def test_a_grouping_of_the_border_says_where_the_share_is_highest_and_lowest() -> None:
    told = {section.key: section.paragraphs for section in page_of().sections}
    assert told["commune"] == [
        "Xã có tỷ lệ cao nhất là Đồng Đăng (2/2 mốc, đạt 100,0%); thấp nhất là Ba Sơn (1/2 mốc, "
        "đạt 50,0%). Có 1/2 xã đạt bằng hoặc cao hơn tỷ lệ chung toàn tỉnh (75,0%)."
    ]
    assert told["year"] == []


def test_a_figure_reported_otherwise_than_todays_data_give_is_told_with_both() -> None:
    document = full()
    document["changes"]["reported"] = {"road_built": 223, "markers_needing_road": 459}
    (changes,) = (s for s in compose(document, "vi", internal=False).sections if s.key == "changes")
    assert [notice.sentence for notice in changes.notices] == [
        "Số liệu tính đến ngày 31/12/2022 đã báo cáo là 223/459 mốc; theo số liệu hiện có là 1/4 "
        "mốc."
    ]


def test_a_changed_commune_is_told_by_name_whatever_the_groupings() -> None:
    document = full()
    entry = {**document["changes"]["added"][0]}
    codes = {"aspect": "commune", "before": "06184", "now": "06196", "since": None}
    names = {"before_name": "Đồng Đăng", "now_name": "Ba Sơn", "evidence": None}
    entry["differences"] = [codes | names]
    document["changes"]["reclassified"] = [entry]
    document["groups"], document["by"] = [], []
    (changes,) = (s for s in compose(document, "vi", internal=False).sections if s.key == "changes")
    (told,) = (row[4] for t in changes.tables if t.key == "reclassified" for row in t.rows)
    assert told == "xã: Đồng Đăng → Ba Sơn"


def test_who_was_inspected_when_stands_in_the_internal_list_of_the_markers() -> None:
    (markers,) = (s for s in page_of(internal=True).sections if s.key == "marker")
    table = markers.tables[0]
    place = table.headings.index("Kiểm tra lần cuối")
    assert "2023-09-10" in {row[place] for row in table.values}


def test_the_inspections_are_summed_up_where_markers_were_never_seen() -> None:
    world = World()
    world.marker("1116")
    sections = compose(full(world), "vi", internal=True).sections
    (inspections,) = (section for section in sections if section.key == "inspections")
    assert inspections.notices[0].items == ("1116",)
    assert inspections.paragraphs[0] != inspections.notices[0].sentence
    assert "01 mốc" in inspections.paragraphs[0]
