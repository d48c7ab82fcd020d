"""Both languages, dark and light, less motion, and no serious fault for a screen reader."""

from __future__ import annotations

import pytest

from mocgioi.outputs.map.assets import page_texts
from tests.axe import faults
from tests.browser import Tab
from tests.outputs.map import province
from tests.outputs.map.conftest import Opener

pytestmark = pytest.mark.browser

PARTS = {
    "card": "mocgioi.page.select(12)",
    "legend": "mocgioi.page.openTab('overview')",
    "situation": "(mocgioi.page.state.set({budget: 1.5e9}), mocgioi.page.openTab('situation'))",
    "area": "mocgioi.openArea(mocgioi.page, mocgioi.areasOf(mocgioi.page.model, 'commune')[3])",
    "all areas again": "(mocgioi.showAll(mocgioi.page), mocgioi.page.state.set({budget: 0}))",
    "filters": "mocgioi.page.openTab('filters')",
    "table": "mocgioi.page.openTab('table')",
    "tools": "mocgioi.page.openTab('tools')",
    "stretches": "(mocgioi.page.state.set({layers: ['stretches']}),"
    " mocgioi.page.openTab('overview'), document.querySelector('.mg-stretches').open = true)",
    "stretch": "mocgioi.page.showStretch(mocgioi.page.model.stretches[3])",
    "time": "(mocgioi.page.card.close(), mocgioi.page.openTab(null),"
    " document.querySelector('.mg-time-toggle').click(),"
    " mocgioi.page.state.set({day: '2023-12-01', since: '2022-12-31'}))",
    "strip": "mocgioi.page.state.set({print: 'strip'})",
    "paper": "mocgioi.page.state.set({print: 'map_a4'})",
    "a survey": "(mocgioi.page.surveying.open(12), mocgioi.page.surveying.form.tellPlace())",
    "an alarm in a survey": "(box => { box.value = 'displaced';"
    " box.dispatchEvent(new Event('change')); })(document.querySelectorAll('.mg-form select')[2])",
    "what is sent": "mocgioi.page.surveying.showSending(mocgioi.page.surveying.drafts.list())",
    "drafts": "(mocgioi.page.surveying.close(), mocgioi.page.openTab('tools'))",
    "story": "(mocgioi.page.state.set({print: null}), mocgioi.page.story.begin(1))",
}


@pytest.mark.slow
@pytest.mark.parametrize("lang, scheme", [("vi", "light"), ("en", "dark")])
def test_axe_finds_no_serious_fault_on_a_phone(open_map: Opener, lang: str, scheme: str) -> None:
    facts = province.with_days(province.facts())
    marker = facts["markers"][12]
    marker["overdue"], marker["contested"] = True, True
    marker["difference"] = "declared_only"
    marker["surveyed"]["marker_condition"] = "displaced"
    size = {"width": 390, "height": 844, "mobile": True}
    tab = open_map(facts, **size, fragment=f"lang={lang}", prefers_color_scheme=scheme)
    faulty = {}
    for part, show in PARTS.items():
        tab.js(f"void {show}")
        tab.settle()
        faulty[part] = faults(tab)
    assert faulty == {part: [] for part in PARTS}


def test_the_language_is_switched_in_the_page_and_kept_in_the_url(shared_map: Opener) -> None:
    tab = shared_map(province.facts(), fragment="marker=948")
    assert tab.js("document.querySelector('.mg-language').textContent") == "English"
    tab.js("void document.querySelector('.mg-language').click()")
    shown = tab.js("document.querySelector('.mg-root').innerText")
    assert "as of 2023-12-31" in shown
    assert "Marker 948" in shown
    assert tab.js("document.documentElement.lang") == "en"
    tab.js("new Promise(done => setTimeout(done, 250))")
    assert "lang=en" in tab.js("location.hash")


@pytest.mark.parametrize("tab_name", ["situation", "overview", "filters", "table", "tools"])
def test_nothing_of_the_other_language_is_left(shared_map: Opener, tab_name: str) -> None:
    tab = shared_map(province.facts(), fragment=f"lang=en&marker=948&tab={tab_name}")
    shown = tab.js("document.querySelector('.mg-root').innerText")
    texts = page_texts()
    left = [
        word
        for key, word in texts["vi"].items()
        if "{" not in word and len(word) > 5 and word != texts["en"][key] and word in shown
    ]
    assert [word for word in left if word not in ("Tiếng Việt", "Đồn Biên phòng")] == []


def ground(tab: Tab) -> int:
    colour = tab.js("getComputedStyle(document.querySelector('.mg-side')).backgroundColor")
    return int(colour.removeprefix("rgb(").split(",")[0])


def test_a_dark_system_gets_a_dark_page(open_map: Opener, shared_map: Opener) -> None:
    assert ground(open_map(province.facts(), prefers_color_scheme="dark")) < 60
    assert ground(shared_map(province.facts())) > 240


def test_a_system_that_wants_less_motion_gets_none(open_map: Opener) -> None:
    tab = open_map(province.facts(), prefers_reduced_motion="reduce")
    moving = (
        "[...document.querySelectorAll('.mg-map *')].filter(part =>"
        " getComputedStyle(part).transitionDuration !== '0s').length"
    )
    assert tab.js(moving) == 0


@pytest.mark.parametrize("colouring", ["measured", "difference"])
def test_markers_are_coloured_by_the_lines_on_the_map_on_request(
    shared_map: Opener, colouring: str
) -> None:
    tab = shared_map(province.facts(), fragment="tab=overview")
    drawn = "document.querySelector('canvas.mg-canvas').toDataURL()"
    before = tab.js(drawn)
    tab.js(f"void document.querySelector('[value={colouring}]').click()")
    assert tab.js(drawn) != before
    counts = tab.js(
        f"[...document.querySelectorAll('[data-legend={colouring}] .mg-count')]"
        ".map(count => Number(count.textContent))"
    )
    assert sum(counts) == 474


@pytest.mark.parametrize("layer", ["coverage", "grid"])
def test_a_layer_that_waits_can_be_put_on(shared_map: Opener, layer: str) -> None:
    tab = shared_map(province.facts(), fragment="tab=overview")
    drawn = "document.querySelector('canvas.mg-canvas').toDataURL()"
    before = tab.js(drawn)
    tab.js(f"void document.querySelector('[data-layer={layer}]').click()")
    assert tab.js(drawn) != before
    assert tab.errors == []


def test_roads_are_drawn_by_surface_on_request(shared_map: Opener) -> None:
    tab = shared_map(province.facts(), fragment="tab=overview")
    tab.js("void document.querySelector('[value=surface]').click()")
    assert "Bê tông" in tab.js("document.querySelector('[data-legend=roads]').innerText")


def test_a_public_page_without_markers_shows_no_empty_strip(open_map: Opener) -> None:
    tab = open_map(province.facts(markers=[]))
    assert not tab.js("document.querySelector('.mg-strip').checkVisibility()")
    assert tab.errors == []
