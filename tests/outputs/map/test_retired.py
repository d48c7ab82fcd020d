"""A marker that is in the register no more is not counted, offered or numbered any more."""

from __future__ import annotations

import pytest

from mocgioi.outputs.map.facts import MapFacts
from tests.browser import Tab
from tests.outputs.map import province
from tests.outputs.map.conftest import Opener
from tests.outputs.map.driving import follow

pytestmark = pytest.mark.browser

GONE, GONE_WITHOUT_PLACE, WITHOUT_PLACE = 30, 60, 61


@pytest.fixture(scope="module")
def facts() -> MapFacts:
    known = province.with_days(province.facts(lacks=["positions"]))
    for row in (GONE, GONE_WITHOUT_PLACE):
        gone = known["markers"][row]
        gone["states"] = [*gone["states"][:1], ("2022-03-01", "built"), ("2023-06-01", None)]
        gone |= {"gone_on": "2023-06-01", "post_code": "PX"}
    for row in (GONE_WITHOUT_PLACE, WITHOUT_PLACE):
        known["markers"][row] |= {"longitude": None, "latitude": None}
    return known


def number(facts: MapFacts, row: int) -> str:
    return facts["markers"][row]["number"]


def card(tab: Tab) -> str:
    return str(tab.js("document.querySelector('.mg-card').innerText"))


def test_the_markers_without_a_position_are_those_that_are_there(
    facts: MapFacts, shared_map: Opener
) -> None:
    tab = shared_map(facts)
    assert tab.js("mocgioi.placeless(mocgioi.page.model)") == 1
    tab.js("mocgioi.page.state.set({day: '2023-05-31'})")
    assert tab.js("mocgioi.placeless(mocgioi.page.model)") == 2


def test_a_register_of_which_only_retired_markers_have_a_position_has_no_map(
    open_map: Opener,
) -> None:
    known = province.with_days(province.without_positions())
    placed = province.facts()["markers"][GONE]
    known["markers"][GONE] |= {
        "longitude": placed["longitude"],
        "latitude": placed["latitude"],
        "states": [("", "not_reported"), ("2023-06-01", None)],
        "gone_on": "2023-06-01",
    }
    tab = open_map(known)
    assert tab.js("Boolean(document.querySelector('.mg-empty'))")
    tab.js("mocgioi.page.showPoster('map_a4')")
    assert tab.js("Boolean(document.querySelector('.mg-of-strip'))")


def test_the_nearest_marker_is_one_that_is_there(facts: MapFacts, shared_map: Opener) -> None:
    tab = shared_map(facts)
    at = f"(({{lat, lng}}) => ({{latitude: lat, longitude: lng}}))(mocgioi.page.latLngOf({GONE}))"
    tab.js(f"mocgioi.page.showPoint('X', {at})")
    nearest = tab.js("document.querySelector('.mg-near .mg-chip-button').textContent")
    assert nearest in (number(facts, GONE - 1), number(facts, GONE + 1))


def test_no_inspection_is_offered_of_one_that_is_gone(facts: MapFacts, shared_map: Opener) -> None:
    tab = shared_map(facts)
    for day in (None, "2023-05-31"):
        follow(tab, f"marker={number(facts, GONE)}" + (f"&day={day}" if day else ""))
        assert "Ghi phiếu" not in card(tab)
    follow(tab, f"marker={number(facts, GONE + 1)}")
    assert "Ghi phiếu" in card(tab)


def test_the_strip_on_paper_numbers_the_markers_that_are_there(
    facts: MapFacts, shared_map: Opener
) -> None:
    tab = shared_map(facts)
    written = tab.js(
        "(brush => { const written = []; const { fillText } = brush;"
        " brush.fillText = function (text, ...place) { written.push(text);"
        " return fillText.call(this, text, ...place); };"
        " mocgioi.page.showPoster('strip'); brush.fillText = fillText;"
        " mocgioi.page.showPoster(null); return written; })(CanvasRenderingContext2D.prototype)"
    )
    assert number(facts, GONE + 1) in written
    assert number(facts, GONE) not in written


def test_the_card_of_an_area_names_no_area_of_retired_markers_alone(
    facts: MapFacts, shared_map: Opener
) -> None:
    tab = shared_map(facts)
    show = "mocgioi.openArea(mocgioi.page, mocgioi.areaByKey(mocgioi.page.model, 'commune:C00'))"
    tab.js(f"void {show}")
    chips = "[...document.querySelectorAll('.mg-place-chip')].map(chip => chip.textContent)"
    assert tab.js(chips)
    assert "PX" not in tab.js(chips)
