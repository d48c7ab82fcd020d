"""Whatever is pressed to come closer, the border stays in sight, and there is a way back to it."""

from __future__ import annotations

import pytest

from tests.browser import Tab
from tests.outputs.map import province
from tests.outputs.map.conftest import Opener

pytestmark = pytest.mark.browser

IN_SIGHT = (
    "(page => { const {left, top, right, bottom} = page.margins(), size = page.map.getSize();"
    " return page.model.boundary.some(({line}) => { for (let at = 0; at < line.length; at += 2) {"
    "  const p = page.map.latLngToContainerPoint(page.map.unproject([line[at], line[at + 1]], 0));"
    "  if (p.x > left && p.x < size.x - right && p.y > top && p.y < size.y - bottom) return true;"
    " } return false; }); })(mocgioi.page)"
)
SIZES = [(1366, 768), (390, 844)]
BACK = "!document.querySelector('.mg-back-to-border').hidden"


def opened(shared_map: Opener, width: int, height: int) -> Tab:
    facts = province.facts()
    # Vertices close enough that one is in sight wherever the line is.
    for piece in facts["boundary"]:
        low, high = piece["km_from"], piece["km_to"]
        piece["line"] = [
            province.border_place((low + (high - low) * n / 400) / province.BORDER_KM)
            for n in range(401)
        ]
    return shared_map(facts, width, height, mobile=width < 700)


def settled(tab: Tab) -> None:
    tab.js(
        "new Promise(done => { const wait = () => mocgioi.page.map._animatingZoom"
        " ? setTimeout(wait, 20) : done(1); setTimeout(wait, 20); })"
    )
    tab.settle()


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_plus_keeps_the_border_in_sight(shared_map: Opener, width: int, height: int) -> None:
    tab = opened(shared_map, width, height)
    for _ in range(4):
        before = tab.js("mocgioi.page.map.getZoom()")
        tab.js("document.querySelectorAll('.mg-zoom button')[1].click()")
        settled(tab)
        assert tab.js("mocgioi.page.map.getZoom()") == pytest.approx(before + 1)
        assert tab.js(IN_SIGHT)


@pytest.mark.parametrize("place", [(0.55, 0.5), (0.9, 0.1)])
def test_a_double_click_away_from_the_border_keeps_it_in_sight(
    shared_map: Opener, place: tuple[float, float]
) -> None:
    tab = opened(shared_map, 1366, 768)
    at = f"L.point({1366 * place[0]}, {768 * place[1]})"
    for _ in range(4):
        tab.js(
            f"void mocgioi.page.map.fire('dblclick', {{containerPoint: {at}, originalEvent: {{}}}})"
        )
        settled(tab)
        assert tab.js(IN_SIGHT)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_where_nothing_is_in_sight_a_button_leads_back(
    shared_map: Opener, width: int, height: int
) -> None:
    tab = opened(shared_map, width, height)
    assert not tab.js(BACK)
    tab.js("void mocgioi.page.map.setView([21.75, 106.6], 14, {animate: false})")
    assert not tab.js(IN_SIGHT)
    assert tab.js(BACK)
    tab.js("document.querySelector('.mg-back-to-border button').click()")
    assert tab.js(IN_SIGHT)
    assert not tab.js(BACK)


def test_a_place_far_from_the_border_is_shown_with_the_border(shared_map: Opener) -> None:
    tab = opened(shared_map, 1366, 768)
    tab.js("void mocgioi.page.goToPlace({latitude: 21.8, longitude: 106.65}, 13)")
    assert tab.js(IN_SIGHT)
    assert tab.js(
        "mocgioi.page.free().contains(mocgioi.page.map.latLngToContainerPoint([21.8, 106.65]))"
    )


def test_a_link_to_an_area_shows_its_markers_beside_its_card(open_map: Opener) -> None:
    tab = open_map(province.facts(), 1366, 768, fragment="commune=C05&area=commune:C05")
    hidden = tab.js(
        "(page => { const card = page.card.root.getBoundingClientRect();"
        " return page.result.rows.filter(row => page.latLngOf(row)).filter(row => {"
        "  const {x} = page.map.latLngToContainerPoint(page.latLngOf(row));"
        "  return x > card.left; }).length; })(mocgioi.page)"
    )
    assert tab.js("mocgioi.page.card.open")
    assert hidden == 0
