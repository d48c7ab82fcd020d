"""The map of one post: its markers and figures, and nothing of the others."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path

import pytest

from mocgioi import tracker
from mocgioi.errors import UsageError
from mocgioi.outputs.map.facts import MapFacts
from mocgioi.store.sectors import sector
from mocgioi.tracker import Tracker, drawing
from mocgioi.tracker.moments import today
from tests.browser import TabOpener

POST, NAME = "Chi Ma", "Đồn Biên phòng Cửa khẩu Chi Ma"


@cache
def facts_of(path: Path, post: str | None) -> MapFacts:
    return drawing.map_facts(tracker.open(path).store, as_of=today(), lang="vi", post=post)


@pytest.fixture
def facts(built_demo: Path) -> MapFacts:
    return facts_of(built_demo, POST)


def test_it_has_the_markers_of_the_post_alone(facts: MapFacts) -> None:
    assert facts["markers"] and {m["post_code"] for m in facts["markers"]} == {"chi-ma"}


def test_its_figures_are_those_of_a_report_by_post(facts: MapFacts, built_demo: Path) -> None:
    document = tracker.open(built_demo).figures.coverage(by=("post",))
    (group,) = [group for group in document["groups"] if group["code"] == "chi-ma"]
    counted = facts["totals"]
    assert counted["markers"] == group["markers"]
    assert counted["markers_needing_road"] == group["markers_needing_road"]
    assert counted["road_built"] == group["road_built"]


def test_it_says_whose_it_is(facts: MapFacts) -> None:
    assert NAME in facts["title"] and facts["sector"] is not None
    assert facts["sector"]["vi"] == NAME


def test_alarms_and_cases_of_other_posts_are_not_in_it(facts: MapFacts, built_demo: Path) -> None:
    numbers = {marker["number"] for marker in facts["markers"]}
    assert {alarm["number"] for alarm in facts["alarms"]} <= numbers
    assert len(facts["alarms"]) < len(facts_of(built_demo, None)["alarms"])


@pytest.mark.parametrize("post", ["chi-ma", "po-ma"])
def test_what_stands_on_it_is_what_is_in_the_kit_of_the_post(built_demo: Path, post: str) -> None:
    drawn = facts_of(built_demo, post)
    with tracker.open(built_demo).store.reading() as connection:
        subjects = sector(connection, post)
    assert {commune["code"] for commune in drawn["communes"]} == subjects["commune"]
    assert {gate["name"] for gate in drawn["gates"]} == subjects["gate"]
    assert {project["code"] for project in drawn["projects"]} == subjects["project"]


def test_a_commune_of_the_post_in_which_it_has_no_marker_is_drawn(demo: Tracker) -> None:
    with closing(sqlite3.connect(demo.store.path)) as connection, connection:
        (of_post,) = connection.execute(
            "SELECT communes FROM posts WHERE code = 'chi-ma'"
        ).fetchone()
        (far,) = connection.execute(
            "SELECT code FROM communes WHERE instr(?, code) = 0", (of_post,)
        ).fetchone()
        connection.execute(
            "UPDATE posts SET communes = communes || '; ' || ? WHERE code = 'chi-ma'", (far,)
        )
    assert far in {commune["code"] for commune in facts_of(demo.store.path, POST)["communes"]}


def test_its_border_line_is_cut_to_the_sector(facts: MapFacts, built_demo: Path) -> None:
    whole = facts_of(built_demo, None)
    assert 0 < len(facts["boundary"]) < len(whole["boundary"])
    kilometres = {piece["km_from"] for piece in whole["boundary"]}
    assert {piece["km_from"] for piece in facts["boundary"]} <= kilometres


def test_what_is_of_the_province_is_left_out(facts: MapFacts) -> None:
    assert (facts["programme"], facts["targets"], facts["days"]["published"]) == (None, {}, [])


def test_there_is_no_public_map_of_a_post(built_demo: Path) -> None:
    with pytest.raises(UsageError, match="internal"):
        tracker.open(built_demo).maps.page(post=POST, audience="public")


def test_a_plan_is_not_left_out_in_silence(built_demo: Path) -> None:
    with pytest.raises(UsageError, match="--plan"):
        tracker.open(built_demo).maps.page(post=POST, plan="plan.json")


def test_a_road_of_neighbours_that_reaches_no_marker_is_left_out(
    facts: MapFacts, built_demo: Path
) -> None:
    numbers = {marker["number"] for marker in facts["markers"]}
    others = [r for r in facts["roads"] if r["serves"] and numbers.isdisjoint(r["serves"])]
    whole = facts_of(built_demo, None)["roads"]
    assert len(others) < 3 < len(whole) - len(facts["roads"])
    assert all(road["cost_vnd"] is None for road in others)


@pytest.mark.browser
def test_the_page_says_that_a_commune_is_the_posts_part_and_ranks_not_one_alone(
    built_demo: Path, tmp_path: Path, open_tab: TabOpener
) -> None:
    page = tmp_path / "map.html"
    page.write_text(tracker.open(built_demo).maps.page(post=POST, audience="internal"), "utf-8")
    tab = open_tab()
    tab.open(page)
    areas = "mocgioi.areasOf(mocgioi.page.model, 'commune')"
    assert tab.js(f"mocgioi.areaName(mocgioi.page.model, {areas}[0], true)") == (
        f"Xã Mẫu Sơn (phần của {NAME})"
    )
    commune = "mocgioi.page.model.communes[0]"
    assert tab.js(f"mocgioi.communeShare(mocgioi.page.model, {commune})").startswith("phần của đồn")
    assert tab.js("document.querySelector('.mg-worst').hidden")


@pytest.mark.browser
def test_the_page_names_the_post_where_another_says_the_whole_province(
    built_demo: Path, tmp_path: Path, open_tab: TabOpener
) -> None:
    page = tmp_path / "map.html"
    page.write_text(tracker.open(built_demo).maps.page(post=POST, audience="internal"), "utf-8")
    tab = open_tab()
    tab.open(page)
    assert tab.js("mocgioi.page.model.words.text('whole_name')") == NAME
    assert NAME in tab.js("mocgioi.page.model.words.text('form_title', {n: 1220})")
    tab.call("Storage.clearDataForOrigin", origin="file://", storageTypes="all")
    tab.open(page)  # what another page of this browser remembers of its observer is gone
    assert tab.js("mocgioi.page.surveying.lastObserver()") == NAME
