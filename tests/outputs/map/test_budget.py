"""What a budget buys: the page reads the estimate of the command line from the top."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mocgioi import tracker
from mocgioi.analysis.figures.coverage_facts import CoverageInputs
from mocgioi.cli import main
from mocgioi.documents.cost import Cost
from mocgioi.domain.counting import counts_as_built
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
        *("figures.js", "budget.js"),
        expression=f"(model => {expression})(mocgioi.unpack(data))",
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
        "model.programme.projects.map(({rank, rows, joins_road, cost_vnd, leaves_country}) =>"
        " [rank, rows.map(model.register.column('number')), joins_road, cost_vnd,"
        " leaves_country])",
    )
    assert len(projects) > 100
    assert projects == [
        [p["project"], p["markers"], p["joins_road"], p["cost_vnd"], p["leaves_country"]]
        for p in document["projects"]
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
    ("is_current", "most", "why"), [(False, 474, "measures"), (True, 473, "too_many")]
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
    monkeypatch.setattr(programmes, "MOST_MARKERS", most)
    states: Any = dict.fromkeys(marker["number"] for marker in facts["markers"])
    inputs = CoverageInputs(states, DAY, measured_current=is_current)
    programme = programmes.programme_of(tracker.open(str(built_demo)).store, inputs)
    assert (programme["why_none"], programme["projects"]) == (why, [])
    assert of_page({**facts, "programme": programme}, "mocgioi.costText(model, [1, 2, 3])") is None


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
    assert "Công trình tiếp theo (số 4) cần 283 triệu đồng" in tab.js(DETAIL)
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
def test_a_route_that_leaves_the_country_is_named(shared_map: Opener) -> None:
    tab = shared_map(province.facts(), fragment="budget=1.5&lang=en")
    assert "another route is needed: projects 5." in tab.js(DETAIL)


@pytest.mark.browser
def test_the_key_of_a_budget_is_in_the_legend_and_on_paper(shared_map: Opener) -> None:
    tab = shared_map(province.facts(), fragment="budget=1.5&tab=overview&print=map_a4")
    key = "Đường dự kiến với 1,5 tỷ đồng (ước tính)"
    assert key in tab.js("document.querySelector('.mg-panel-body').innerText")
    assert key in tab.js("document.querySelector('.mg-poster').innerText")


@pytest.mark.browser
@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("measures", "cần đo lại"),
        ("too_many", "Quá nhiều mốc"),
        (None, "Không tính 459 mốc chưa có toạ độ."),
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
    cost = sum(round(p["length_m"] * programme["vnd_per_m"]) for p in here) / BILLION
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
