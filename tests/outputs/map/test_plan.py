"""A plan on the map: its works in their order, each year of it with the figure after it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mocgioi.documents.plan import Plan
from mocgioi.errors import UsageError
from mocgioi.outputs.map import redacted
from mocgioi.outputs.map.assets import page_texts
from mocgioi.outputs.map.columns import pack
from mocgioi.outputs.map.facts import MapFacts
from mocgioi.tracker.programme import plan_facts
from tests.outputs.map import province
from tests.outputs.map.conftest import Opener
from tests.outputs.map.scripts import run_page_scripts
from tests.outputs.plan.a_plan import marker, plan, work
from tests.tracker import world

SAYS = "document.querySelector('.mg-budget-says').innerText"
DETAIL = "document.querySelector('.mg-budget-detail').innerText"
YEARS = "[...document.querySelectorAll('.mg-year')].map(year => year.innerText)"


def planned() -> Plan:
    """Return a plan of the first markers of the map that have no road, two for each year."""
    left = [
        m["number"]
        for m in province.facts()["markers"]
        if m["needs_road"] and m["surveyed"]["road_status"] == "none"
    ][:6]
    works = [
        work(1, left[:2], 300_000_000),
        work(2, left[2:3], 500_000_000, year=2028),
        work(3, left[3:4], 100_000_000, year=2028, stated=True, cost_vnd_max=100_000_000),
    ]
    waiting = [marker(left[4], None), marker(left[5], None, not_served="never")]
    return plan(works=works, markers=waiting, left_out={"built": [], "no_position": ["1"]})


def with_plan() -> MapFacts:
    return province.facts(programme={**plan_facts(planned()), "left_out": {}})


def of_page(expression: str) -> Any:
    return run_page_scripts(
        *("dom.js", "words.js", "columns.js", "state.js", "features.js", "decode.js"),
        *("figures.js", "spending.js", "budget.js"),
        expression=f"(model => {expression})(mocgioi.unpack(data))",
        data=pack(with_plan(), page_texts()),
    )


def test_the_works_of_a_plan_keep_their_order_cost_and_year() -> None:
    works = of_page(
        "model.programme.projects.map(({rows, cost_vnd, year}) =>"
        " [rows.map(model.register.column('number')), cost_vnd, year])"
    )
    assert works == [[w["markers"], w["cost_vnd"], w["year"]] for w in planned()["works"]]


@pytest.mark.parametrize(
    ("budget", "count"), [(0, 0), (299_999_999, 0), (300_000_000, 2), (899_999_999, 3), (10**9, 4)]
)
def test_a_budget_walks_along_the_order_of_the_plan(budget: int, count: int) -> None:
    assert len(of_page(f"mocgioi.bought(model.programme, {budget}).rows")) == count


def test_the_money_of_a_year_buys_the_works_until_its_end() -> None:
    ends = of_page("mocgioi.yearEnds(model.programme)")
    assert [(end["year"], end["budget"], end["count"]) for end in ends] == [
        (2027, 300_000_000, 2),
        (2028, 900_000_000, 4),
    ]


def test_a_list_without_years_has_no_year_to_press() -> None:
    document = planned()
    for each in document["works"]:
        each["year"] = None
    facts = province.facts(programme=plan_facts({**document, "left_out": {}}))
    ends = run_page_scripts(
        *("dom.js", "words.js", "columns.js", "state.js", "features.js", "decode.js"),
        *("figures.js", "spending.js", "budget.js"),
        expression="mocgioi.yearEnds(mocgioi.unpack(data).programme)",
        data=pack({**facts, "programme": {**plan_facts(document), "left_out": {}}}, page_texts()),
    )
    assert ends == []


def test_works_of_an_earlier_year_come_first_whatever_their_place() -> None:
    document = plan(works=[work(1, ["a"], 5, year=2028), work(2, ["b"], 5, year=2027)])
    assert [p["year"] for p in plan_facts(document)["projects"]] == [2027, 2028]


def test_what_a_plan_leaves_out_is_told_by_reason() -> None:
    assert set(plan_facts(planned())["left_out"]) == {"budget", "never", "no_position"}


def test_only_prices_that_the_works_have_are_on_the_map() -> None:
    document = plan()
    (price,) = document["prices"]
    document["prices"] += [{**price, "road_class": "patrol"}, {**price, "terrain": "steep"}]
    assert [own["terrain"] for own in plan_facts(document)["prices"]] == ["unknown"]


def test_a_way_is_drawn_with_no_more_vertices_than_an_eye_can_tell() -> None:
    line = [[106.6 + step / 1e5, 22.1 + (step % 2) / 1e5] for step in range(50)]
    document = plan(works=[work(1, ["990"], 5, lines=[line])])
    (drawn,) = plan_facts(document)["projects"][0]["lines"]
    assert len(drawn) == 2
    assert drawn[0] == pytest.approx(line[0])
    assert drawn[-1] == pytest.approx(line[-1])


def test_a_plan_of_an_internal_map_is_no_finer_than_its_markers() -> None:
    programme = redacted(with_plan(), "internal")["programme"]
    assert programme
    vertices = [v for p in programme["projects"] for line in p["lines"] for v in line]
    assert vertices == [[round(part, 4) for part in vertex] for vertex in vertices]


def test_a_plan_in_a_file_is_what_the_map_shows(tmp_path: Path) -> None:
    made = world.make(tmp_path)
    document = plan(
        works=[work(1, ["1120"], 500_000_000)],
        markers=[marker("1119", None), marker("1120", 1)],
        head=made.figures.status()["head"],
        left_out={},
    )
    document["totals"]["road_built_before"] = 3
    document["totals"]["markers_needing_road"] = 5
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    made.figures.publish(as_of="2025-12-31", title="Hội nghị")
    told: list[str] = []
    made.maps.page(as_of="2025-12-31", plan=path, remark=told.append)
    assert [sentence for sentence in told if "plan.json" in sentence]
    with pytest.raises(UsageError, match="public"):
        made.maps.page(as_of="2025-12-31", plan=path, audience="public")


@pytest.mark.browser
def test_a_year_pressed_says_what_its_end_brings(shared_map: Opener) -> None:
    tab = shared_map(with_plan())
    assert tab.js("document.querySelector('#mg-budget-title').innerText").startswith(
        "Kế hoạch đầu tư"
    )
    assert tab.js(YEARS) == ["Hết 2027: 225/459", "Hết 2028: 227/459"]
    tab.js("void document.querySelectorAll('.mg-year')[1].click()")
    assert tab.js(SAYS) == "900 triệu đồng → thêm 4 mốc (ước tính), còn 232 mốc"
    assert tab.js("document.querySelectorAll('.mg-year')[1].ariaPressed") == "true"
    assert "Theo thứ tự và năm của kế hoạch" in tab.js(DETAIL)
    assert tab.errors == []


@pytest.mark.browser
def test_the_key_has_a_colour_for_each_year(shared_map: Opener) -> None:
    tab = shared_map(with_plan(), fragment="budget=0.9&tab=overview")
    panel = tab.js("document.querySelector('.mg-panel-body').innerText")
    assert "Đường dự kiến 2027 (ước tính)" in panel
    assert "Đường dự kiến 2028 (ước tính)" in panel


@pytest.mark.browser
def test_on_another_day_no_year_can_be_pressed(shared_map: Opener) -> None:
    facts = province.with_days(with_plan())
    tab = shared_map(facts, fragment="day=2023-01-31")
    assert tab.js("[...document.querySelectorAll('.mg-year')].every(year => year.disabled)")
