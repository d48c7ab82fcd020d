"""A programme in each of its forms: labelled an estimate, and the same figures everywhere."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import docx
import openpyxl
import pytest

from mocgioi.documents.full_report import Outline
from mocgioi.documents.plan import Plan
from mocgioi.errors import Hint, Language, UsageError
from mocgioi.outputs.plan import FORMS, render
from mocgioi.outputs.plan.asking import arguments
from mocgioi.outputs.plan.sketch import sketch
from tests.outputs.plan.a_plan import marker, plan, work
from tests.outputs.report.reading_back import pdf_text

OUTLINE: Outline = {
    "communes": [
        {
            "code": "06001",
            "name": "Kháng Chiến",
            "longitude": 106.5,
            "latitude": 22.1,
            "rings": [[[106.3, 22.0], [106.7, 22.0], [106.7, 22.3], [106.3, 22.0]]],
        }
    ],
    "boundary": [[[106.7, 22.0], [106.7, 22.3]]],
}


def text_of(document: Plan, lang: Language = "vi") -> str:
    made = render(document, "text", lang)
    assert isinstance(made, str)
    return made


def book_of(document: Plan, lang: Language = "vi") -> Any:
    made = render(document, "xlsx", lang)
    assert isinstance(made, bytes)
    return openpyxl.load_workbook(io.BytesIO(made))


def paper_of(document: Plan, lang: Language = "vi", **head: str) -> str:
    made = render(document, "docx", lang, head, outline=OUTLINE)
    assert isinstance(made, bytes)
    paper = docx.Document(io.BytesIO(made))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in paper.paragraphs), *cells])


@pytest.mark.parametrize("form", FORMS)
def test_the_same_plan_gives_the_same_file(form: str) -> None:
    assert render(plan(), form) == render(plan(), form)


@pytest.mark.parametrize("form", ["text", "xlsx", "docx", "pdf"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_plan_of_nothing_is_made_all_the_same(form: str, lang: Language) -> None:
    totals = {**plan()["totals"], "works": 0, "markers": 0, "length_m": 0.0, "cost_vnd": 0}
    nothing = plan(works=[], phases=[], groups=[], scheme=None, totals=totals)
    assert render(nothing, form, lang)


def test_a_form_that_is_none_is_refused() -> None:
    with pytest.raises(UsageError, match="pptx"):
        render(plan(), "pptx")


def test_a_letterhead_goes_with_the_paper_alone() -> None:
    with pytest.raises(UsageError, match="letterhead"):
        render(plan(), "xlsx", "vi", {"number": "12"})


def test_the_screen_says_what_the_money_buys_and_how_sure_that_is() -> None:
    shown = " ".join(text_of(plan()).split())
    assert "ƯỚC TÍNH" in shown
    assert "Với 3 tỷ đồng: 03 công trình, phục vụ 05 mốc" in shown
    assert "khoảng 2,3 tỷ đồng (từ" in shown
    assert "284 → 289/459 (63,0%)" in shown


@pytest.mark.parametrize(
    ("method", "stopped_by", "gap", "said"),
    [
        ("optimal", "proof", 0.0, "Đã chứng minh: trong số các tuyến dự kiến được xét"),
        ("bounded", "time", 0.008, "Hết thời gian tính"),
        ("bounded", "work", 0.008, "Đã tính đủ số bước"),
        ("bounded", "time", 0.008, "không quá 0,8%"),
        ("greedy", None, None, "Không dùng bộ giải tối ưu"),
        ("greedy", "numerical", None, "Bộ giải không tính tiếp được"),
    ],
)
def test_the_screen_says_how_good_the_choice_is_and_why_not_better(
    method: str, stopped_by: str | None, gap: float | None, said: str
) -> None:
    solved = {**plan()["solved"], "method": method, "gap": gap, "stopped_by": stopped_by}
    assert said in " ".join(text_of(plan(solved=solved)).split())


WEIGHTS = {"walking": 0.5, "alarm": 2.0, "gate": 0.0, "waiting": 0.0}


@pytest.mark.parametrize("form", ["text", "docx", "xlsx"])
def test_weights_are_told_with_what_they_rest_on(form: str) -> None:
    document = plan(wishes={**plan()["wishes"], "weights": WEIGHTS})
    if form == "text":
        shown = " ".join(text_of(document).split())
    elif form == "docx":
        shown = paper_of(document)
    else:
        shown = "\n".join(str(cell.value) for row in book_of(document).active for cell in row)
    assert "0,5 cho mỗi giờ đi bộ tới đường gần nhất (theo đường thẳng, 3 km/giờ)" in shown
    assert "2 nếu mốc phải báo ngay mà chưa báo" in shown
    assert "cửa khẩu" not in shown
    assert "nhiều mốc nhất" not in shown


def test_every_marker_without_a_road_is_accounted_for() -> None:
    document = plan()
    left_out = {"built": ["1", "2"], "under_construction": ["3"], "reached": ["4", "5"]}
    totals = {**document["totals"], "markers_needing_road": 294}
    markers = [marker(str(n), 1) for n in range(5)] + [marker("20", None), marker("21", None)]
    document = plan(left_out=left_out, totals=totals, markers=markers)
    said = (
        "Còn 10 mốc chưa có đường: 05 mốc được bố trí; 02 mốc ngoài kinh phí; 01 mốc đường đang "
        "thi công; 02 mốc bản đồ đã có tuyến tới mốc, chưa được báo cáo là đã xây dựng."
    )
    assert said in " ".join(text_of(document).split())
    assert said in paper_of(document)
    assert said in "\n".join(str(cell.value) for row in book_of(document).active for cell in row)
    assert "Không tính 02 mốc: theo báo cáo đã xây dựng" in " ".join(text_of(document).split())


def test_the_screen_does_not_list_works_without_end() -> None:
    works = [work(place, [str(place)], 90_000_000) for place in range(1, 51)]
    assert "… và 30 mục khác" in text_of(plan(works=works))


def test_made_up_markers_are_said_to_be_made_up() -> None:
    assert "SỐ LIỆU MINH HỌA" in text_of(plan(illustrative=True))
    assert "SỐ LIỆU MINH HỌA" in paper_of(plan(illustrative=True))
    book = book_of(plan(illustrative=True))
    assert all("SỐ LIỆU MINH HỌA" in sheet["A2"].value for sheet in book)


def test_the_commands_to_type_next_are_spelled_by_the_shell() -> None:
    def spell(hint: Hint) -> str:
        return f"[{hint.verb}]"

    shown = render(plan(), "text", spell=spell)
    assert isinstance(shown, str)
    assert "[map]" in shown


def test_the_next_command_asks_for_the_same_plan() -> None:
    shown = render(plan(), "text")
    assert isinstance(shown, str)
    assert (
        "mocgioi plan --per-year 2000000000 --per-year 1000000000 --phases 2027..2028 --must 990"
        " --never 1020 --min-per-commune 1 --as-of 2025-12-31 -o plan.docx"
    ) in shown


def test_what_was_asked_beside_the_usual_is_asked_again() -> None:
    wishes = {
        **plan()["wishes"],
        "years": [],
        "per_year_vnd": [],
        "must": [],
        "never": [],
        "min_per_group": 0,
        "group_by": "post",
        "weights": {"walking": 0.5, "gate": 0.0},
    }
    again = plan(wishes=wishes, detour_factor=1.5, known_at="2026-01-01T00:00:00.000Z")
    assert arguments(again, as_of="2026-12-31") == (
        *("--budget", "3000000000", "--by", "post", "--weight", "walking=0.5"),
        *("--detour-factor", "1.5", "--as-of", "2026-12-31"),
        *("--known-at", "2026-01-01T00:00:00.000Z"),
    )


def test_csv_has_a_row_a_work_with_commune_and_post() -> None:
    made = render(plan(), "csv")
    assert isinstance(made, str)
    rows = list(csv.DictReader(io.StringIO(made)))
    assert [row["work"] for row in rows] == ["1", "2", "3"]
    assert rows[1]["commune_names"] == "Quốc Khánh"
    assert rows[1]["post_names"] == "Pò Mã"
    assert {row["estimate"] for row in rows} == {"true"}


def test_geojson_draws_every_work() -> None:
    made = render(plan(), "geojson")
    assert isinstance(made, str)
    layer = json.loads(made)
    assert layer["estimate"] is True
    assert [f["geometry"]["coordinates"] for f in layer["features"]] == [
        each["lines"] for each in plan()["works"]
    ]


def test_totals_of_the_workbook_are_formulas() -> None:
    sheet = book_of(plan())["Danh mục công trình đường nhánh"]
    last = [cell.value for cell in sheet[sheet.max_row]]
    assert [value for value in last if str(value).startswith("=")] == [
        "=SUM(D4:D6)",
        "=SUM(H4:H6)",
        "=SUM(I4:I6)",
    ]


def test_the_workbook_has_a_sheet_for_each_question() -> None:
    assert len(book_of(plan()).sheetnames) == 7


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_paper_knows_who_sends_it_and_leaves_the_rest_to_be_written(lang: Language) -> None:
    paper = paper_of(plan(), lang, number="12/TTr-SNgV", signer="Nguyễn Văn A")
    assert "12/TTr-SNgV" in paper
    assert "Nguyễn Văn A" in paper


def test_the_paper_tells_need_list_money_and_years() -> None:
    paper = paper_of(plan())
    assert "giai đoạn 2027–2028" in paper
    assert "284/459 mốc" in paper
    assert "còn 175 mốc chưa có" in paper
    assert "Kinh phí ước tính khoảng 2,3 tỷ đồng (từ" in paper
    assert "DANH MỤC CÔNG TRÌNH ĐƯỜNG NHÁNH LÊN KIỂM TRA MỐC ĐỀ NGHỊ ĐẦU TƯ" in paper
    assert "còn 16 công trình (16 mốc)" in paper


def test_no_estimate_of_the_paper_is_finer_than_a_hundred_million() -> None:
    paper = paper_of(plan(works=[work(1, ["990"], 1_234_567_890)]))
    assert re.findall(r"\d+,\d{2,} tỷ", paper) == []


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_paper_says_the_same_in_word_and_pdf(lang: Language) -> None:
    head = {"number": "12/TTr-SNgV", "signer": "Nguyễn Văn A"}
    made = render(plan(), "pdf", lang, head, outline=OUTLINE)
    assert isinstance(made, bytes)
    printed = "".join(pdf_text(made).split())
    sentences = ["".join(line.split()) for line in paper_of(plan(), lang, **head).splitlines()]
    assert len(sentences) > 50
    # What has no room in a narrow cell goes on below it, between the words of its neighbours.
    assert [each for each in sentences if len(each) > 60 and each not in printed] == []
    assert "12/TTr-SNgV" in printed and "NguyễnVănA" in printed


def test_the_paper_has_a_picture_of_the_works() -> None:
    made = render(plan(), "docx", outline=OUTLINE)
    assert isinstance(made, bytes)
    assert len(docx.Document(io.BytesIO(made)).inline_shapes) == 1


def test_the_sketch_draws_a_symbol_for_every_year_and_a_number_for_every_work() -> None:
    drawn = sketch(plan(), OUTLINE, "vi", title="x", width_mm=200, height_mm=120)
    assert "công trình 2027" in drawn
    assert "công trình 2028" in drawn
    assert {">1<", ">2<", ">3<"} <= set(re.findall(r">\d<", drawn))


def test_what_has_no_room_for_its_number_on_the_sketch_is_said() -> None:
    same = [work(place, [str(place)], 90_000_000) for place in range(1, 15)]
    for each in same:
        each["lines"] = [[[106.6, 22.1], [106.6, 22.1]]]
    drawn = sketch(plan(works=same), OUTLINE, "vi", title="x", width_mm=200, height_mm=120)
    assert "không đủ chỗ ghi số" in drawn


@pytest.mark.parametrize(
    ("years", "per_year", "typed"),
    [
        ([2027, 2028, 2029], [67, 67, 66], "--budget 200 --phases 2027..2029"),
        ([2027, 2029], [100, 200], "--per-year 100 --per-year 200 --phases 2027,2029"),
    ],
)
def test_a_plan_by_years_is_asked_for_again_as_it_was_given(
    years: list[int], per_year: list[int], typed: str
) -> None:
    asked = {"years": years, "per_year_vnd": per_year, "budget_vnd": sum(per_year)}
    document = plan(wishes={**plan()["wishes"], **asked})
    assert " ".join(arguments(document)).startswith(typed)


def test_a_number_with_brackets_is_typed_as_a_shell_takes_it() -> None:
    document = plan(wishes={**plan()["wishes"], "never": ["1116", "1210(1)"]})
    assert '--never "1116,1210(1)"' in " ".join(arguments(document))
