"""Where I am, how far it is, what to copy: the page's tools in a real browser."""

from __future__ import annotations

from typing import Any

import pytest

from mocgioi.outputs.map.facts import MapFacts
from tests.browser import Browser, Tab
from tests.outputs.map import province
from tests.outputs.map.conftest import Opener
from tests.outputs.map.driving import card_text, close_up, place_of

pytestmark = pytest.mark.browser

SAID = "document.querySelector('.mg-message').innerText"


@pytest.fixture(scope="module")
def facts() -> MapFacts:
    """The province with one marker of a history, and one that nobody has been to for long."""
    whole = province.facts()
    whole["markers"][8]["history"] = [
        {
            "aspect": "road_status",
            "value": "none",
            "observed_on": "2022-05-01",
            "recorded_at": "2022-05-02T00:00:00Z",
            "observer": "Nông Văn A",
            "file": "phieu.xlsx",
            "row": 7,
            "verdict": "set_aside",
            "decided_by": "Sở Ngoại vụ",
            "why": "nhầm mốc",
        }
    ]
    whole["markers"][8]["evidence"] = None
    whole["markers"][9]["difference"] = "declared_only"
    whole["markers"][9]["overdue"] = True
    return whole


def with_position(tab: Tab, setting: str) -> None:
    permission = {"permission": {"name": "geolocation"}, "setting": setting}
    tab.browser.call("Browser.setPermission", permission)


def wait_for(tab: Tab, text: str) -> Any:
    return tab.js(
        "new Promise((done, fail) => { let left = 60; const look = () => {"
        f" const said = {SAID}; if (said.includes({text!r})) done(said);"
        " else if ((left -= 1)) setTimeout(look, 50); else fail(said); }; look(); })"
    )


def test_the_marker_nearest_to_me_is_found_and_told(open_map: Opener, browser: Browser) -> None:
    tab = open_map(province.facts())
    with_position(tab, "granted")
    marker = province.marker(250)
    assert marker["latitude"] and marker["longitude"]
    place = {"latitude": marker["latitude"] + 0.001, "longitude": marker["longitude"]}
    tab.call("Emulation.setGeolocationOverride", **place, accuracy=12)
    tab.js("void document.querySelector('.mg-locate').click()")
    message = wait_for(tab, "Gần nhất")
    assert f"mốc {marker['number']}: cách 111 m về hướng nam" in message
    assert f"Mốc {marker['number']}" in card_text(tab)


def test_a_position_that_is_refused_is_said(open_map: Opener) -> None:
    tab = open_map(province.facts())
    with_position(tab, "denied")
    tab.js("void document.querySelector('.mg-locate').click()")
    assert "chưa được phép" in wait_for(tab, "phép")


def test_the_distance_between_two_points_pressed_on_the_map(
    facts: MapFacts, shared_map: Opener
) -> None:
    tab = shared_map(facts)
    first = close_up(tab, 100)
    tab.js("void mocgioi.page.tools.begin()")
    tab.click(*first)
    tab.click(*place_of(tab, 101))
    metres = tab.js("mocgioi.distanceBetween(mocgioi.page.placeOf(100), mocgioi.page.placeOf(101))")
    assert f"{metres:.0f} m" in tab.js(SAID)
    assert card_text(tab) == ""


def test_a_distance_is_measured_without_a_pointer(facts: MapFacts, shared_map: Opener) -> None:
    tab = shared_map(facts)
    tab.js("void mocgioi.page.tools.begin(100)")
    tab.js("document.querySelector('.mg-search').focus()")
    tab.type(str(province.marker(200)["number"]))
    tab.key("Enter")
    assert "Khoảng cách" in tab.js(SAID)


def test_the_card_gives_both_coordinates_and_a_link_for_a_gps_app(
    facts: MapFacts, shared_map: Opener
) -> None:
    tab = shared_map(facts)
    tab.js("void mocgioi.page.select(8)")
    marker = province.marker(8)
    shown = card_text(tab)
    assert f"{marker['latitude']:.6f}, {marker['longitude']:.6f}" in shown
    plane = tab.js(
        "mocgioi.vn2000(mocgioi.page.placeOf(8).latitude, mocgioi.page.placeOf(8).longitude)"
    )
    assert f"E {plane['easting']:.2f}, N {plane['northing']:.2f}" in shown
    link = tab.js("document.querySelector('.mg-geo').href")
    assert link.startswith(f"geo:{marker['latitude']:.6f},{marker['longitude']:.6f}?q=")


def test_a_coordinate_is_copied(open_map: Opener) -> None:
    tab = open_map(province.facts())
    tab.js("void (navigator.clipboard.writeText = async (text) => { window.taken = text; })")
    tab.js("void mocgioi.page.select(8)")
    tab.js("void document.querySelector('.mg-copy').click()")
    assert tab.js("window.taken") == tab.js("document.querySelector('.mg-number').textContent")


def test_the_history_names_source_observer_and_verdict(facts: MapFacts, shared_map: Opener) -> None:
    tab = shared_map(facts)
    tab.js("void mocgioi.page.select(8)")
    shown = tab.js("document.querySelector('.mg-history').innerText")
    for part in ("01/05/2022", "Chưa xây dựng", "phieu.xlsx, dòng 7", "Nông Văn A", "không dùng"):
        assert part in shown


def test_a_difference_and_an_overdue_inspection_are_said(
    facts: MapFacts, shared_map: Opener
) -> None:
    tab = shared_map(facts)
    tab.js("void mocgioi.page.select(9)")
    assert "Báo cáo và bản đồ khác nhau" in card_text(tab)
    assert "Quá hạn kiểm tra" in card_text(tab)
