"""What a person sees of the page, in a real Chromium with the network off."""

from __future__ import annotations

import pytest

from mocgioi.outputs.symbology import MARKER_STATES
from tests.outputs.map import province
from tests.outputs.map.conftest import Opener
from tests.outputs.map.driving import card_text, close_up, row_of

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("mobile", [False, True])
def test_the_page_asks_nobody_and_complains_of_nothing(open_map: Opener, mobile: bool) -> None:
    size = (390, 844) if mobile else (1280, 800)
    tab = open_map(province.facts(), *size, mobile=mobile)
    close_up(tab, 100)
    assert [url for url in tab.requests if not url.endswith("/map.html")] == []
    assert len(tab.requests) == 1
    assert tab.errors == []
    assert tab.dialogs == []


def test_the_headline_gives_figure_share_and_date(shared_map: Opener) -> None:
    head = shared_map(province.facts()).js("document.querySelector('.mg-head').innerText")
    assert "223/459" in head
    assert "(48,6%)" in head
    assert "tính đến ngày 31/12/2023" in head


def test_the_headline_names_damaged_roads_only_when_there_are_some(shared_map: Opener) -> None:
    markers = province.facts()["markers"]
    for marker in markers:
        marker["surveyed"] |= {"road_condition": None}
    words = "document.querySelector('.mg-head').innerText"
    assert "hư hỏng" not in shared_map(province.facts(markers=markers)).js(words)
    assert "trong đó 5 mốc có đường hư hỏng" in shared_map(province.facts()).js(words)


def test_illustrative_data_say_so_across_the_page(shared_map: Opener) -> None:
    tab = shared_map(province.facts())
    assert tab.js("document.querySelector('.mg-banner').innerText").startswith("SỐ LIỆU MINH HỌA")


def test_real_data_carry_no_banner(open_map: Opener) -> None:
    tab = open_map(province.facts(illustrative=False))
    assert tab.js("document.querySelector('.mg-banner')") is None


def test_the_legend_counts_every_marker_once(shared_map: Opener) -> None:
    facts = province.facts()
    counts = shared_map(facts, fragment="tab=overview").js(
        "Object.fromEntries([...document.querySelectorAll('[data-legend=states] li')]"
        ".map(li => [li.dataset.code, Number(li.querySelector('.mg-count').textContent)]))"
    )
    totals = facts["totals"]
    assert counts["built"] + counts["built_damaged"] == totals["road_built"]
    assert counts["not_reported"] == totals["by_status"]["not_reported"]
    assert counts["none"] == totals["by_status"]["none"]
    assert sum(counts.values()) == totals["markers"]


@pytest.mark.parametrize("state", list(MARKER_STATES))
def test_a_state_has_its_colour_where_the_marker_is(shared_map: Opener, state: str) -> None:
    facts = province.facts()
    tab = shared_map(facts, fragment="tab=overview")
    left, top = close_up(tab, row_of(facts, state))
    pixels = tab.js(
        "(() => { const c = document.querySelector('canvas.mg-canvas');"
        " const box = c.getBoundingClientRect(); const k = c.width / box.width;"
        f" const at = [({left} - box.left) * k - 5, ({top} - box.top) * k - 5].map(Math.round);"
        " return [...c.getContext('2d').getImageData(at[0], at[1], 11, 11).data]; })()"
    )
    colour = MARKER_STATES[state].colour
    wanted = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    near = [
        at
        for at in range(0, len(pixels), 4)
        if all(abs(pixels[at + part] - wanted[part]) <= 6 for part in range(3))
    ]
    assert len(near) >= 12


@pytest.mark.parametrize("width", [390, 320])
def test_a_phone_never_scrolls_sideways(shared_map: Opener, width: int) -> None:
    tab = shared_map(province.facts(), width, 844, mobile=True)
    tab.js("void mocgioi.page.select(100)")
    assert tab.js("document.documentElement.scrollWidth") <= width
    assert tab.js("document.querySelector('.mg-card-body').scrollWidth") <= width


def test_nothing_scrolls_the_page_away_from_under_its_panels(shared_map: Opener) -> None:
    tab = shared_map(province.facts(), 390, 844, mobile=True)
    tab.js("void mocgioi.page.openTab('overview')")
    tab.js("void document.querySelector('.mg-foot').scrollIntoView({block: 'start'})")
    tab.settle()
    assert tab.js("[mocgioi.page.root, mocgioi.page.container].map(e => e.scrollTop)") == [0, 0]
    assert tab.js("document.querySelector('.mg-tabs').getBoundingClientRect().bottom") == 844


def test_what_a_thumb_presses_is_44_px(shared_map: Opener) -> None:
    tab = shared_map(province.facts(), 390, 844, mobile=True)
    sizes = (
        "[...document.querySelectorAll('.mg-root button, .mg-root label, .mg-search,"
        " .mg-root summary, .mg-root a, .mg-strip-slider')].filter(b => b.checkVisibility())"
        ".map(b => b.getBoundingClientRect()).map(b => [b.width, b.height])"
    )
    shown = []
    for name in ("overview", "filters", "table", "tools"):
        tab.js(f"void mocgioi.page.openTab('{name}')")
        shown += tab.js(sizes)
    tab.js("void mocgioi.page.state.set({filters: {state: ['built']}})")
    shown += tab.js(sizes)
    tab.js("void mocgioi.page.select(100)")
    shown += tab.js(sizes)
    assert len(shown) > 60
    assert min(min(size) for size in shown) >= 44


@pytest.mark.parametrize("layer", ["markers", "roads", "boundary", "communes", "posts", "gates"])
def test_a_layer_can_be_taken_off_and_put_back(shared_map: Opener, layer: str) -> None:
    tab = shared_map(province.facts(), fragment="tab=overview")
    tab.js("void mocgioi.page.map.setView(mocgioi.page.latLngOf(241), 11, {animate: false})")
    picture = "document.querySelector('canvas.mg-canvas').toDataURL()"
    before = tab.js(picture)
    box = f"document.querySelector('[data-layer={layer}]')"
    tab.js(f"void {box}.click()")
    assert tab.js(picture) != before
    tab.js(f"void {box}.click()")
    assert tab.js(picture) == before


def test_without_positions_the_page_gives_the_figures_and_says_what_it_lacks(
    open_map: Opener,
) -> None:
    tab = open_map(province.without_positions(), fragment="tab=overview")
    shown = tab.js("document.querySelector('.mg-root').innerText")
    assert "223/459" in shown
    assert "Chưa có tọa độ của 474 mốc" in shown
    assert "Chưa có đường biên giới" in shown
    assert tab.errors == []
    tab.js("void mocgioi.page.select(3)")
    assert "chưa có tọa độ" in card_text(tab)


def test_a_page_without_any_marker_opens(open_map: Opener) -> None:
    totals = {
        "markers": 0,
        "markers_needing_road": 0,
        "road_built": 0,
        "percent": None,
        "built_damaged": 0,
        "by_status": dict.fromkeys(province.facts()["totals"]["by_status"], 0),
    }
    tab = open_map(province.facts(markers=[], totals=totals, communes=[], roads=[], boundary=[]))
    assert "chưa có số liệu" in tab.js("document.querySelector('.mg-head').innerText")
    assert tab.errors == []


def test_the_page_speaks_english_when_asked(open_map: Opener) -> None:
    tab = open_map(province.facts(lang="en"))
    tab.js("void mocgioi.page.select(8)")
    assert "as of 2023-12-31" in tab.js("document.querySelector('.mg-head').innerText")
    assert "(48.6%)" in tab.js("document.querySelector('.mg-head').innerText")
    assert "Evidence" in card_text(tab)


def test_a_phone_says_on_the_map_how_many_markers_have_no_position(open_map: Opener) -> None:
    tab = open_map(province.without_positions(), 390, 844, mobile=True)
    assert "Chưa có tọa độ của 474 mốc" in tab.js("document.querySelector('.mg-head').innerText")
