"""The map comes first: what nobody sees yet is made when it is asked for."""

from __future__ import annotations

import pytest

from tests.browser import Browser
from tests.outputs.map import province
from tests.outputs.map.conftest import Opener, Writer
from tests.outputs.map.driving import card_text, place_of

pytestmark = pytest.mark.browser

MADE = "['.mg-overview > *', '.mg-grid', '.mg-facet'].map(s => document.querySelectorAll(s).length)"
CLOSE = "at=13/{1:.5f}/{0:.5f}".format(*province.border_place(200 / 473))
IN_SIGHT = (
    "(canvas => { let count = 0; canvas._eachPoint(canvas._bounds, () => { count += 1; });"
    " return count; })(mocgioi.page.canvas)"
)
COUNTING = (
    "const draw = CanvasRenderingContext2D.prototype.drawImage; globalThis.stamps = 0;"
    " CanvasRenderingContext2D.prototype.drawImage = function (...how)"
    " { globalThis.stamps += 1; return draw.apply(this, how); };"
)


def test_a_finger_is_heard_as_soon_as_a_slow_phone_has_loaded(
    browser: Browser, written_map: Writer
) -> None:
    tab = browser.tab()
    tab.viewport(390, 844, mobile=True)
    tab.slow_down(4)
    tab.open(written_map(province.facts()), CLOSE)
    assert tab.ready_s() > 0
    tab.tap(*place_of(tab, 200))
    assert card_text(tab).startswith("Mốc ")
    tab.close()


def test_markers_are_drawn_once_until_the_page_is_loaded(
    browser: Browser, written_map: Writer
) -> None:
    tab = browser.tab()
    tab.viewport(390, 844, mobile=True)
    tab.call("Page.enable")
    tab.call("Page.addScriptToEvaluateOnNewDocument", source=COUNTING)
    tab.open(written_map(province.facts()), CLOSE)
    assert tab.js(IN_SIGHT) > 20
    assert tab.js("globalThis.stamps") == tab.js(IN_SIGHT)
    tab.close()


def test_a_phone_makes_a_sheet_when_it_is_opened(open_map: Opener) -> None:
    tab = open_map(province.facts(), 390, 844, mobile=True)
    assert tab.js(MADE) == [0, 0, 0]
    for at, name in enumerate(("overview", "table", "filters")):
        tab.js(f"void mocgioi.page.openTab('{name}')")
        assert tab.js(MADE)[at] > 0


def test_a_phone_turned_on_its_side_has_the_legend(open_map: Opener) -> None:
    tab = open_map(province.facts(), 390, 844, mobile=True, fragment="tab=overview")
    tab.viewport(844, 390, mobile=True)
    tab.settle()
    assert tab.js("document.querySelectorAll('[data-legend=states] li').length") > 5


def test_a_legend_not_in_sight_is_up_to_date_when_it_comes(open_map: Opener) -> None:
    tab = open_map(province.facts(), fragment="tab=overview")
    count = "document.querySelector('[data-legend=states] [data-code=built] .mg-count').textContent"
    before = tab.js(count)
    tab.js("void mocgioi.page.openTab('filters')")
    tab.js("void mocgioi.page.state.set({filters: {commune: ['C03']}})")
    tab.js("void mocgioi.page.openTab('overview')")
    assert int(tab.js(count)) < int(before)
