"""Before anything was reported a figure is not 0 but unknown, wherever the page says it."""

from __future__ import annotations

from collections import Counter

import pytest

from mocgioi.domain.counting import STATUS_ORDER
from mocgioi.outputs.map import redacted
from mocgioi.outputs.map.facts import MapFacts
from mocgioi.outputs.map.summary import noscript
from tests.browser import Tab
from tests.outputs.map import province
from tests.outputs.map.conftest import Opener
from tests.outputs.map.driving import follow

UNTOLD = "chưa có số liệu"


@pytest.fixture(scope="module")
def facts() -> MapFacts:
    """Nothing was reported until 2022, and then of some communes only."""
    return province.with_days(province.facts())


@pytest.fixture(scope="module")
def unreported() -> MapFacts:
    """The province as of a day before anything was reported."""
    known = province.facts(as_of="2021-12-31")
    for m in known["markers"]:
        m["surveyed"] |= {"road_status": None, "road_condition": None}
    by_status: dict[str, int | None] = {
        code: Counter(not_reported=province.NEEDING)[code] for code in STATUS_ORDER
    }
    known["totals"] |= {"road_built": 0, "percent": 0.0, "built_damaged": 0, "by_status": by_status}
    for commune in known["communes"]:
        commune["road_built"] = 0
    return known


def text_of(tab: Tab, selector: str) -> str:
    return str(tab.js(f"document.querySelector('{selector}').textContent"))


def test_without_scripts_nothing_reported_is_no_figure(unreported: MapFacts) -> None:
    block = noscript(unreported)
    assert f"<strong>{UNTOLD}</strong>" in block
    assert "0/459" not in block and "<meter" not in block


@pytest.mark.browser
@pytest.mark.parametrize("audience", ["full", "public"])
def test_the_maps_own_day_is_no_exception(
    unreported: MapFacts, open_map: Opener, audience: str
) -> None:
    tab = open_map(redacted(unreported, audience))
    assert text_of(tab, ".mg-figure-main") == UNTOLD
    assert text_of(tab, ".mg-figure-share") == ""
    model = "mocgioi.page.model"
    shares = f"{model}.communes.map(own => mocgioi.communeShare({model}, own))"
    assert set(tab.js(shares)) == {""}
    assert tab.js(f"mocgioi.communeShades({model}).rows") == []
    assert tab.errors == []


@pytest.mark.browser
def test_rings_have_no_share_before_the_first_figures(facts: MapFacts, shared_map: Opener) -> None:
    tab = shared_map(facts, fragment="day=2021-12-31")
    names = "(canvas => canvas.pieces.map(piece => mocgioi.pieceName(canvas, piece)))"
    assert not any("/" in name for name in tab.js(f"{names}(mocgioi.page.canvas)"))
    tab.js("mocgioi.page.state.set({day: null})")
    assert any("/" in name for name in tab.js(f"{names}(mocgioi.page.canvas)"))


@pytest.mark.browser
def test_headline_and_bar_agree_on_an_area_of_which_nothing_is_told_yet(
    facts: MapFacts, shared_map: Opener
) -> None:
    first = min(since for m in facts["markers"] for since, _ in m["states"] if since)
    silent = next(
        c["code"]
        for c in facts["communes"]
        if not any(
            since == first
            for m in facts["markers"]
            if m["commune_code"] == c["code"]
            for since, _ in m["states"]
        )
    )
    tab = shared_map(facts, fragment=f"day={first}&commune={silent}")
    assert text_of(tab, ".mg-figure-main") == UNTOLD
    assert text_of(tab, ".mg-time-figure") == UNTOLD


@pytest.mark.browser
def test_a_story_passes_over_the_years_before_the_first_figures(
    facts: MapFacts, open_map: Opener
) -> None:
    tab = open_map(facts, fragment="stage=1")
    days = "mocgioi.page.story.stages.map(stage => new URLSearchParams(stage.hash).get('day'))"
    assert [day for day in tab.js(days) if day] == ["2022-12-31"]
    assert "223/459" in text_of(tab, ".mg-story")
    follow(tab, "story=day%3D2021-12-31%7CX&stage=1")
    assert text_of(tab, ".mg-story-figure") == UNTOLD
    assert text_of(tab, ".mg-story-share") == ""


@pytest.mark.browser
def test_a_page_of_counts_alone_has_only_the_days_that_are_counted(
    facts: MapFacts, open_map: Opener
) -> None:
    tab = open_map(redacted(facts, "public"), fragment="day=2022-12-31")
    assert tab.js("mocgioi.page.model.day") == "2022-12-31"
    for day in ("2021-12-31", "2023-06-15"):
        follow(tab, f"day={day}&since={day}")
        assert day in text_of(tab, ".mg-message")
        assert tab.js("[mocgioi.page.state.view.day, mocgioi.page.state.view.since]") == [None] * 2
        assert text_of(tab, ".mg-time-figure") == text_of(tab, ".mg-figure-main") == "223/459"


def with_beside() -> MapFacts:
    """The province, two of its markers told beside the figure."""
    facts = province.facts()
    facts["markers"][0]["beside"] = ["on_paper"]
    facts["markers"][1]["beside"] = ["on_paper", "road_contested"]
    facts["beside"] = {"road_contested": 1, "on_paper": 2, "need_withdrawn": 0}
    return facts


@pytest.mark.browser
@pytest.mark.parametrize("audience", ["full", "public"])
def test_the_headline_names_what_stands_beside_the_figure(
    shared_map: Opener, audience: str
) -> None:
    tab = shared_map(redacted(with_beside(), audience))
    assert tab.js("[...document.querySelectorAll('.mg-beside li')].map(li => li.innerText)") == [
        "1 mốc có số liệu về đường chưa thống nhất",
        "thêm 2 mốc có đường đã hoàn thành theo hồ sơ, chưa được báo cáo là đã xây dựng",
    ]


@pytest.mark.browser
def test_what_stands_beside_is_of_the_markers_that_are_shown(shared_map: Opener) -> None:
    facts = with_beside()
    others = [m for m in facts["markers"] if not m["beside"]]
    areas = {m["commune_code"] for m in facts["markers"] if m["beside"]}
    other = next(m["commune_code"] for m in others if m["commune_code"] not in areas)
    tab = shared_map(facts, fragment=f"commune={other}")
    assert tab.js("document.querySelector('.mg-beside').hidden")
    (own,) = {facts["markers"][0]["commune_code"]}
    follow(tab, f"commune={own}")
    assert "thêm 2 mốc" in text_of(tab, ".mg-beside")


def test_the_page_without_scripts_names_it_too() -> None:
    assert "thêm 2 mốc có đường đã hoàn thành theo hồ sơ" in noscript(with_beside())
