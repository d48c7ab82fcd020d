"""What a budget buys: the page reads the estimate of the command line from the top."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, get_args

import pytest

from mocgioi import tracker
from mocgioi.analysis.figures.coverage_facts import CoverageInputs
from mocgioi.analysis.programme import candidates
from mocgioi.analysis.programme.left import LEFT_OUT
from mocgioi.cli import main
from mocgioi.documents.cost import Cost
from mocgioi.documents.plan import NotServed
from mocgioi.domain.counting import counts_as_built
from mocgioi.domain.observation import SubjectState
from mocgioi.outputs.map import redacted
from mocgioi.outputs.map.assets import page_texts
from mocgioi.outputs.map.columns import pack
from mocgioi.outputs.map.facts import MapFacts
from mocgioi.tracker import programme as programmes
from mocgioi.tracker.drawing import map_facts
from tests.outputs.map import province
from tests.outputs.map.conftest import Opener
from tests.outputs.map.driving import card_text
from tests.outputs.map.scripts import run_page_scripts

DAY = "2026-11-29"
BILLION = 1_000_000_000
SAYS = "document.querySelector('.mg-budget-says').innerText"
DETAIL = "document.querySelector('.mg-budget-detail').innerText"
SPOKEN = "document.querySelector('.mg-range').getAttribute('aria-valuetext')"


@pytest.fixture(scope="module")
def facts(built_demo: Path) -> MapFacts:
    return map_facts(tracker.open(str(built_demo)).store, as_of=DAY, lang="vi")


def of_page(facts: MapFacts, expression: str) -> Any:
    return run_page_scripts(
        *("dom.js", "words.js", "columns.js", "state.js", "features.js", "decode.js"),
        *("figures.js", "spending.js", "budget.js"),
        expression=(
            f"(model => {{ model.day = model.facts.as_of; return {expression}; }})"
            "(mocgioi.unpack(data))"
        ),
        data=pack(facts, page_texts()),
    )


def command_line(store: Path, capsys: pytest.CaptureFixture[str]) -> Cost:
    assert main(["roads", "cost", "--as-of", DAY, "--format", "json", "--store", str(store)]) == 0
    document: Cost = json.loads(capsys.readouterr().out)
    return document


def test_every_project_is_that_of_the_command_line(
    facts: MapFacts, built_demo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = command_line(built_demo, capsys)
    projects = of_page(
        facts,
        "model.programme.projects.map(({rank, rows, joins_road, cost_vnd}) =>"
        " [rank, rows.map(model.register.column('number')), joins_road, cost_vnd])",
    )
    assert len(projects) > 100
    assert projects == [
        [p["project"], p["markers"], p["joins_road"], p["cost_vnd"]] for p in document["projects"]
    ]
    assert of_page(facts, "model.programme.cost_vnd") == document["totals"]["cost_vnd"]
    left_out = of_page(
        facts,
        "Object.fromEntries([...model.programme.leftOut].map(([reason, rows]) =>"
        " [reason, rows.map(model.register.column('number'))]))",
    )
    assert left_out == {why: numbers for why, numbers in document["left_out"].items() if numbers}


@pytest.mark.parametrize("budget", [0, 255_388_499, 255_388_500, 5 * BILLION, 10**12])
def test_a_budget_buys_the_list_from_the_top_until_it_is_out(
    facts: MapFacts, built_demo: Path, capsys: pytest.CaptureFixture[str], budget: int
) -> None:
    document = command_line(built_demo, capsys)
    markers: list[str] = []
    spent = 0
    for project in document["projects"]:
        if spent + project["cost_vnd"] > budget:
            break
        spent += project["cost_vnd"]
        markers += project["markers"]
    bought = of_page(
        facts,
        f"(has => [has.cost_vnd, has.rows.map(model.register.column('number'))])"
        f"(mocgioi.bought(model.programme, {budget}))",
    )
    assert bought == [spent, markers]


def test_no_marker_is_bought_twice(facts: MapFacts) -> None:
    rows = of_page(facts, "mocgioi.bought(model.programme, 1e15).rows")
    assert len(rows) == len(set(rows))


def test_what_is_bought_was_not_built(facts: MapFacts) -> None:
    rows = of_page(facts, "mocgioi.bought(model.programme, 1e15).rows")
    assert [
        row
        for row in rows
        if not facts["markers"][row]["needs_road"]
        or counts_as_built("yes", facts["markers"][row]["surveyed"]["road_status"])
    ] == []


def test_a_new_road_of_an_internal_map_is_no_finer_than_its_markers(facts: MapFacts) -> None:
    programme = redacted(facts, "internal")["programme"]
    assert programme
    vertices = [v for p in programme["projects"] for line in p["lines"] for v in line]
    assert len(vertices) > 200
    assert vertices == [[round(part, 4) for part in vertex] for vertex in vertices]


def test_a_public_map_has_no_estimate(facts: MapFacts) -> None:
    assert redacted(facts, "public")["programme"] is None


@pytest.mark.parametrize(
    ("is_current", "most", "why"), [(False, 474, "measures"), (True, 100, "too_many")]
)
def test_what_cannot_be_estimated_is_not_and_says_why(
    facts: MapFacts,
    built_demo: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    is_current: bool,
    most: int,
    why: str,
) -> None:
    monkeypatch.setattr(candidates, "MOST_LEFT", most)
    states = {m["number"]: SubjectState(m["number"], {}) for m in facts["markers"]}
    inputs = CoverageInputs(states, DAY, measured_current=is_current)
    programme = programmes.programme_of(tracker.open(str(built_demo)).store, inputs)
    assert (programme["why_none"], programme["projects"]) == (why, [])
    assert of_page({**facts, "programme": programme}, "mocgioi.costText(model, [1, 2, 3])") is None


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_page_has_words_for_every_reason_to_leave_a_marker_out(lang: str) -> None:
    reasons = (*LEFT_OUT, *get_args(NotServed), "reached")
    assert [why for why in reasons if f"left_out_{why}" not in page_texts()[lang]] == []


@pytest.mark.browser
@pytest.mark.parametrize(("width", "height", "mobile"), [(1280, 800, False), (390, 844, True)])
def test_keys_move_the_budget_and_all_that_counts_follows(
    open_map: Opener, width: int, height: int, mobile: bool
) -> None:
    tab = open_map(province.facts(), width, height, mobile=mobile)
    tab.js("void (mocgioi.page.narrow() && mocgioi.page.openTab('situation'))")
    picture = "document.querySelector('canvas.mg-canvas').toDataURL()"
    drawn = "mocgioi.page.canvas.paths.length"
    before, paths = tab.js(picture), tab.js(drawn)
    tab.js("document.querySelector('.mg-range').focus()")
    for _ in range(5):  # of 0.2 each, for the whole list is dear
        tab.key("ArrowRight")
    budget = tab.js("mocgioi.page.state.view.budget")
    assert budget == BILLION
    # 300,5 m, 310,5 m and 320,5 m at 855.000 đồng: the fourth is too much for a billion
    assert tab.js(SAYS) == "1,0 tỷ đồng → thêm 6 mốc (ước tính), còn 230 mốc"
    assert tab.js(SPOKEN) == tab.js(SAYS)
    assert "229/459 (49,9%)" in tab.js("document.querySelector('.mg-bought').innerText")
    assert "Công trình tiếp theo (số 4) cần 280 triệu đồng" in tab.js(DETAIL)
    assert "855.000 đồng/m" in tab.js(DETAIL)
    assert tab.js("document.querySelector('.mg-estimate').innerText") == "ƯỚC TÍNH"
    tab.settle()
    assert tab.js(picture) != before
    assert "budget=1" in tab.js(
        "mocgioi.toHash(mocgioi.page.state.view, mocgioi.page.first, [])"
    ).split("&")
    for _ in range(5):  # of 0.2 each, for the whole list is dear
        tab.key("ArrowLeft")
    tab.settle()
    assert tab.js(drawn) == paths
    assert tab.errors == []


@pytest.mark.browser
def test_the_key_of_a_budget_is_in_the_legend_and_on_paper(shared_map: Opener) -> None:
    tab = shared_map(province.facts(), fragment="budget=1.5&tab=overview&print=map_a4")
    key = "Đường dự kiến với 1,5 tỷ đồng (ước tính)"
    assert key in tab.js("document.querySelector('.mg-panel-body').innerText")
    paper = tab.js("document.querySelector('.mg-poster').innerText")
    assert key in paper
    bought = tab.js("mocgioi.boughtRows(mocgioi.page.model, mocgioi.page.state.view).length")
    assert re.search(rf"Mốc có thêm đường, toàn tỉnh \(ước tính\)\s*{bought}\b", paper)


@pytest.mark.browser
def test_the_key_of_a_budget_has_the_colour_of_what_is_drawn(open_map: Opener) -> None:
    tab = open_map(province.facts(), fragment="budget=1.5", prefers_color_scheme="dark")
    dark, light = "240,166,230,255", "138,28,124,255"
    line = (
        "(canvas => mocgioi.page.features.ask('key', canvas)"
        ".find(({title}) => title === mocgioi.page.model.words.text('budget'))"
        ".rows[0].picture.getContext('2d').getImageData(26, 26, 1, 1).data.join())"
    )
    assert tab.js(f"{line}()") == dark
    assert tab.js(f"{line}({{theme: mocgioi.THEMES.light}})") == light


@pytest.mark.browser
@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("measures", "cần đo lại"),
        ("too_many", "Quá nhiều mốc"),
        (None, "Không tính 236 mốc chưa có tọa độ."),
    ],
)
def test_without_an_estimate_the_page_says_why(
    shared_map: Opener, why: str | None, said: str
) -> None:
    known = province.without_positions()
    assert known["programme"]
    facts: Any = {**known, "programme": {**known["programme"], "why_none": why}}
    tab = shared_map(facts, fragment="budget=5")
    assert said in tab.js(DETAIL)
    assert tab.js("document.querySelector('.mg-range')") is None
    assert tab.errors == []


@pytest.mark.browser
def test_the_card_of_an_area_estimates_what_is_left_there(shared_map: Opener) -> None:
    facts = province.facts()
    programme = facts["programme"]
    assert programme
    own = {m["number"] for m in facts["markers"] if m["commune_code"] == "C03"}
    here = [p for p in programme["projects"] if own & {*p["markers"]}]
    cost = sum(p["cost_vnd"] for p in here) / BILLION
    served = sum(len(own & {*p["markers"]}) for p in here)
    tab = shared_map(facts, fragment="commune=C03&area=commune:C03")
    said = f"{cost:.1f} tỷ đồng".replace(".", ",")
    assert said in card_text(tab)
    assert f"cho {served} mốc" in card_text(tab)


@pytest.mark.browser
@pytest.mark.parametrize("budget", ["-3", "nonsense", "1e99", "NaN", "Infinity"])
def test_a_budget_that_cannot_be_is_none(shared_map: Opener, budget: str) -> None:
    tab = shared_map(province.facts(), fragment=f"budget={budget}")
    assert tab.js("mocgioi.page.state.view.budget") == 0


@pytest.mark.browser
def test_an_estimate_has_two_figures_that_count_and_its_range_the_unit_of_its_most(
    shared_map: Opener,
) -> None:
    tab = shared_map(province.facts(), fragment="budget=0.6")
    # 611 m at 400.000, 855.000 and 950.000 đồng
    assert "520 triệu đồng (từ 240 đến 580 triệu đồng), 610 m đường" in tab.js(DETAIL)


@pytest.mark.browser
def test_on_another_day_no_budget_counts(shared_map: Opener) -> None:
    facts = province.with_days(province.facts())
    tab = shared_map(facts, fragment="budget=1&day=2023-01-31")
    assert tab.js("document.querySelector('.mg-bought').hidden") is True
    assert "Ước tính chỉ tính cho ngày" in tab.js(SAYS)
    assert "Không tính" not in tab.js(DETAIL)


@pytest.mark.browser
def test_with_a_filter_the_list_says_what_of_it_is_of_the_filter(shared_map: Opener) -> None:
    tab = shared_map(province.facts(), fragment="budget=1&commune=C09")
    assert tab.js(SAYS) == (
        "1,0 tỷ đồng → thêm 6 mốc (ước tính), còn 230 mốc"
        f" (toàn tỉnh; trong đó Xã {province.COMMUNES[9]}: 0 mốc)"
    )
    head = tab.js("document.querySelector('.mg-bought').innerText")
    assert head.startswith(f"Xã {province.COMMUNES[9]}: +0 mốc (ước tính): ")


@pytest.mark.browser
def test_every_marker_left_is_in_the_list_or_said_to_be_left_out(shared_map: Opener) -> None:
    facts = province.facts()
    programme = facts["programme"]
    assert programme
    tab = shared_map(facts)
    said = re.fullmatch(
        r"Còn (\d+) mốc chưa có đường; làm đường lên (\d+) mốc ước tính được: .*", tab.js(SAYS)
    )
    assert said
    left, listed = map(int, said.groups())
    assert listed == sum(len(project["markers"]) for project in programme["projects"])
    left_out = [int(n) for n in re.findall(r"Không tính (\d+) mốc", tab.js(DETAIL))]
    assert len(left_out) == 2  # of no position, and reached by a line
    assert left == listed + sum(left_out)


@pytest.mark.browser
def test_the_card_of_an_area_says_which_of_its_markers_the_estimate_leaves_out(
    shared_map: Opener,
) -> None:
    facts = province.facts()
    programme = facts["programme"]
    assert programme
    listed = {number for project in programme["projects"] for number in project["markers"]}
    left = [
        m["number"]
        for m in facts["markers"]
        if m["commune_code"] == "C03"
        and m["needs_road"]
        and m["surveyed"]["road_status"] != "built"
    ]
    beside = [number for number in left if number not in listed]
    assert beside
    tab = shared_map(facts, fragment="commune=C03&area=commune:C03")
    assert f"Không tính {len(beside)} mốc" in card_text(tab)


@pytest.mark.browser
def test_the_card_of_an_area_says_the_day_of_what_is_not_of_the_day_shown(
    shared_map: Opener,
) -> None:
    facts = province.with_days(province.facts())
    tab = shared_map(facts, fragment="commune=C03&area=commune:C03&day=2023-01-31")
    card = card_text(tab)
    assert "Trạng thái ngày 31/01/2023; các mục khác như ngày" in card
    assert "Ước tính chỉ tính cho ngày" in card
    assert "tỷ đồng" not in card


@pytest.mark.browser
def test_before_the_first_data_the_card_of_an_area_lists_nothing(shared_map: Opener) -> None:
    facts = province.with_days(province.facts())
    tab = shared_map(facts, fragment="commune=C03&area=commune:C03&day=2021-12-31")
    card = card_text(tab)
    assert "chưa có số liệu" in card
    assert "Mốc chưa có đường" not in card
    assert "Tuyến đường" not in card
