"""A page that tests share is handed to each as it was loaded, whatever was done to it before."""

from __future__ import annotations

import pytest

from tests.browser import Tab
from tests.outputs.map import province
from tests.outputs.map.conftest import Opener
from tests.outputs.map.driving import close_up, follow

pytestmark = pytest.mark.browser

SEEN = (
    "(page => ({address: location.href, title: document.title, lang: document.documentElement.lang,"
    " parts: document.querySelector('.mg-root').outerHTML,"
    " elements: document.querySelectorAll('*').length, focus: document.activeElement.tagName,"
    " classes: [document.documentElement.className, page.container.className],"
    " view: JSON.stringify(page.state.view), flags: [page.moved || false, page.sheetUp],"
    " place: [page.map.getZoom(), page.map.getCenter().toString(2), page.map.getMinZoom(),"
    " page.map.options.maxBounds.toBBoxString()],"
    " drawn: [...document.querySelectorAll('canvas')].map(canvas => canvas.toDataURL())}))"
    "(mocgioi.page)"
)


def use(tab: Tab, mobile: bool) -> None:
    """Do what tests do to a page: all of it at once."""
    follow(tab, "lang=en&tab=table&state=built&sort=number-&colour=measured&roads=surface")
    tab.js("void mocgioi.page.showRoad(mocgioi.page.model.roads[2])")
    tab.js("void mocgioi.page.showStretch(mocgioi.page.model.stretches[3])")
    tab.js("void mocgioi.page.tools.begin(100)")
    place = close_up(tab, 101)
    tab.tap(*place) if mobile else tab.click(*place)
    tab.js("void mocgioi.page.state.set({layers: ['stretches', 'grid', 'markers']})")
    tab.js("document.querySelector('.mg-search').focus()")
    tab.type("104")
    tab.js("void mocgioi.page.openTab('filters')")
    tab.js("void mocgioi.page.select(200)")
    tab.js("void mocgioi.page.state.set({print: 'map_a4'})")
    tab.js("void mocgioi.page.map.setZoom(14, {animate: false})")
    tab.js("void console.error('said while in use')")


@pytest.mark.parametrize("mobile", [False, True])
def test_a_used_page_comes_back_as_it_was_loaded(shared_map: Opener, mobile: bool) -> None:
    facts = province.facts()
    size = (390, 844) if mobile else (1280, 800)
    tab = shared_map(facts, *size, mobile=mobile)
    as_loaded = tab.js(SEEN)
    use(tab, mobile)
    used = tab.js(SEEN)
    assert [part for part in as_loaded if used[part] == as_loaded[part]] == []
    assert shared_map(facts, *size, mobile=mobile) is tab
    seen = tab.js(SEEN)
    assert [part for part in as_loaded if seen[part] != as_loaded[part]] == []
    assert (tab.errors, len(tab.requests)) == ([], 1)
