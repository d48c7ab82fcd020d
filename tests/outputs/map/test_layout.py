"""A map that can be used at every size: a phone either way, a page made twice as large, a desk."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from mocgioi.outputs.map.assets import PAGE_STYLES, page_script, page_style
from mocgioi.outputs.map.facts import AlarmItem, Labels, MapFacts
from tests.browser import Tab
from tests.outputs.map import province
from tests.outputs.map.conftest import Opener

pytestmark = pytest.mark.browser

SIZES = [
    *((320, 568), (360, 640), (390, 844), (667, 375), (844, 390)),
    *((640, 400), (683, 384), (768, 1024), (1093, 614), (1366, 768), (1920, 1080)),
]
FROM_BESIDE = [size for size in SIZES if size[0] >= 560]
PARTS = {
    "time": ".mg-time",
    "banner": ".mg-banner",
    "top": ".mg-top",
    "tabs": ".mg-tabs",
    "side": ".mg-side",
    "foot": ".mg-bottom",
    "controls": ".mg-zoom",
    "fold": ".mg-fold",
    "scale": ".leaflet-control-scale",
}

Box = tuple[float, float, float, float]


def opened(shared_map: Opener, width: int, height: int) -> Tab:
    """The page in a window of that size, which is a phone's where it is small."""
    return shared_map(whole(), width, height, mobile=min(width, height) < 480)


def whole() -> MapFacts:
    """A page with all there may be about the map: a banner, alarms, days."""
    said: Labels = {"vi": "mất mốc", "en": "marker missing"}
    facts = province.with_days(province.facts())
    facts["alarms"] = [AlarmItem(number="950", weight="sure", text=said, plain=said)]
    return facts


def boxes(tab: Tab) -> dict[str, Box]:
    """Left, top, right and bottom of the parts of the page that can be seen."""
    found: dict[str, Any] = tab.js(
        "Object.fromEntries(Object.entries("
        + str(PARTS)
        + ").map(([name, which]) => [name, document.querySelector(which)])"
        ".filter(([, part]) => part && part.checkVisibility())"
        ".map(([name, part]) => [name, part.getBoundingClientRect()])"
        ".filter(([, box]) => box.width && box.height)"
        ".map(([name, box]) => [name, [box.left, box.top, box.right, box.bottom]]))"
    )
    return found


def free(parts: dict[str, Box], width: int, height: int) -> tuple[float, float]:
    """Shares of width and height that panel, banner and foot leave to the map."""
    beside = "side" in parts
    left = parts["side"][2] if beside else 0
    top = parts["banner"][3] if beside or "top" not in parts else parts["top"][3]
    return (width - left) / width, (parts["foot"][1] - top) / height


def overlapping(parts: dict[str, Box]) -> list[tuple[str, str]]:
    """Pairs of parts that lie on each other, but for those of which one stands in the other."""
    within = ["top", "tabs"] if "side" in parts else []
    if parts["time"][1] > parts["foot"][1] - 1:
        within.append("time")
    apart = {name: box for name, box in parts.items() if name not in within}
    return [
        (one, other)
        for one, other in itertools.combinations(apart, 2)
        if apart[one][0] < apart[other][2] - 0.5
        and apart[other][0] < apart[one][2] - 0.5
        and apart[one][1] < apart[other][3] - 0.5
        and apart[other][1] < apart[one][3] - 0.5
    ]


@pytest.mark.parametrize("width, height", SIZES)
def test_half_of_the_window_is_map_and_nothing_lies_on_a_control(
    shared_map: Opener, width: int, height: int
) -> None:
    tab = opened(shared_map, width, height)
    parts = boxes(tab)
    across, down = free(parts, width, height)
    assert (across >= 0.5, down >= 0.5) == (True, True), (across, down)
    assert overlapping(parts) == []
    assert tab.js("[document.documentElement.scrollWidth, innerWidth]") == [width, width]


@pytest.mark.parametrize("width, height", FROM_BESIDE)
def test_the_panel_can_be_put_away_and_taken_out_again(
    shared_map: Opener, width: int, height: int
) -> None:
    tab = opened(shared_map, width, height)
    before = boxes(tab)
    tab.js("void document.querySelector('.mg-fold').click()")
    tab.settle()
    parts = boxes(tab)
    assert "side" not in parts
    assert free(parts, width, height)[0] == 1
    assert overlapping(parts) == []
    tab.js("void document.querySelector('.mg-fold').click()")
    tab.settle()
    assert boxes(tab)["side"] == before["side"]
    assert boxes(tab)["foot"] == before["foot"]


@pytest.mark.parametrize("width, height", [size for size in FROM_BESIDE if size[0] < 900])
def test_a_card_leaves_half_of_a_small_window_to_the_map(
    shared_map: Opener, width: int, height: int
) -> None:
    tab = opened(shared_map, width, height)
    tab.js("void mocgioi.page.select(12)")
    tab.settle()
    card = tab.js("document.querySelector('.mg-card').getBoundingClientRect().right")
    assert card <= width / 2
    hidden = tab.js(
        "[...document.querySelectorAll('.mg-card :is(h2, button)')].filter(part =>"
        " !part.closest('.mg-card-body')).filter(part => { const box = part"
        ".getBoundingClientRect(); return !part.contains(document.elementFromPoint("
        "(box.left + box.right) / 2, (box.top + box.bottom) / 2)); }).length"
    )
    assert hidden == 0
    left, top = tab.js(
        "(p => { const at = p.map.latLngToContainerPoint(p.latLngOf(12)); return [at.x, at.y]; })"
        "(mocgioi.page)"
    )
    assert card < left < width
    assert 0 < top < boxes(tab)["foot"][1]


@pytest.mark.parametrize("width, height", [(320, 568), (390, 844), (667, 375), (844, 390)])
@pytest.mark.parametrize("tab_name", ["overview", "filters", "table", "tools"])
def test_what_is_touched_is_as_large_as_a_finger(
    shared_map: Opener, width: int, height: int, tab_name: str
) -> None:
    tab = opened(shared_map, width, height)
    tab.js(f"void mocgioi.page.openTab('{tab_name}')")
    tab.settle()
    small = tab.js(
        "[...document.querySelectorAll('.mg-root :is(button, summary, select, a, label:has(input)),"
        " .mg-search')].filter(part => part.checkVisibility())"
        ".map(part => [part.className || part.textContent, part.getBoundingClientRect()])"
        ".filter(([, box]) => box.height < 43.5 || box.width < 43.5)"
        ".map(([name, box]) => `${name} ${box.width} × ${box.height}`)"
    )
    assert small == []


def test_five_tabs_stand_on_one_line_at_320_px(shared_map: Opener) -> None:
    tab = shared_map(whole(), 320, 568, mobile=True)
    tabs = tab.js(
        "[...document.querySelectorAll('.mg-tab')].map(tab =>"
        " [tab.scrollWidth <= tab.clientWidth, tab.getBoundingClientRect().right <= 320.5])"
    )
    assert tabs == [[True, True]] * 5


def test_styles_and_scripts_agree_on_what_is_narrow() -> None:
    narrow = "(max-width:559px),(max-width:719px)and(min-height:481px)"
    assert narrow in page_script().replace(" ", "")
    assert narrow in page_style().replace(" ", "")
    assert PAGE_STYLES[-1] == "layout.css"


SMALLEST = [(195, 422), (320, 568), (844, 390)]
APART = (
    ".mg-language, .mg-figure > *, .mg-date, .mg-alarms, .mg-tab, .mg-icon-button,"
    " .mg-back-to-border button, .mg-time-toggle"
)


@pytest.mark.parametrize("width, height", SMALLEST)
@pytest.mark.parametrize("fragment", ["", "at=12/22.5/107.1", "lang=en"])
@pytest.mark.parametrize("drafts", ["", "12"])
def test_nothing_that_is_read_or_pressed_lies_on_another(
    shared_map: Opener, width: int, height: int, fragment: str, drafts: str
) -> None:
    tab = shared_map(whole(), width, height, mobile=True, fragment=fragment)
    tab.js(f"document.querySelector('[data-drafts]').dataset.drafts = '{drafts}'")
    tab.settle()
    covering = tab.js(
        "(parts => { const made = []; for (const one of parts) for (const other of parts) {"
        " if (one === other || one.contains(other) || other.contains(one)) continue;"
        " const [a, b] = [one, other].map(part => { const range = document.createRange();"
        "  range.selectNodeContents(part); const box = range.getBoundingClientRect();"
        "  return box; });"
        " if (a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.top < b.bottom - 0.5"
        "  && b.top < a.bottom - 0.5) made.push([one.textContent, other.textContent]); }"
        f" return made; }})([...document.querySelectorAll({APART!r})]"
        ".filter(part => part.checkVisibility()))"
    )
    assert covering == []
    cut = tab.js(
        "(tabs => tabs.scrollWidth > tabs.clientWidth &&"
        " getComputedStyle(tabs).overflowX !== 'auto')(document.querySelector('.mg-tabs'))"
    )
    assert not cut


def test_the_date_begins_with_no_comma_and_a_rank_is_as_high_as_a_finger(
    shared_map: Opener,
) -> None:
    tab = shared_map(whole(), 844, 390, mobile=True)
    before = "getComputedStyle(document.querySelector('.mg-date'), '::before').content"
    assert tab.js(before) == "none"
    assert tab.js("document.querySelector('.mg-area').offsetHeight") >= 44
