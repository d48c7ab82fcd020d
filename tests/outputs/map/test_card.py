"""The card of a marker or road, in a real Chromium: opened, read, walked along."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.outputs.map import province
from tests.outputs.map.conftest import Opener
from tests.outputs.map.driving import card_text, close_up, place_of, row_of

pytestmark = pytest.mark.browser


def test_a_click_on_a_marker_opens_its_card(open_map: Opener) -> None:
    facts = province.facts()
    row = row_of(facts, "built")
    tab = open_map(facts)
    tab.click(*close_up(tab, row))
    shown = card_text(tab)
    marker = facts["markers"][row]
    assert f"Mốc {marker['number']}" in shown
    assert "Đã xây dựng" in shown
    assert "31/12/2023" in shown
    assert f"status-2023.csv, dòng {row + 2} · Sở Ngoại vụ" in shown
    assert "Đã tới mốc" in shown
    assert "3,2 m" in shown
    assert f"{marker['latitude']:.6f}, {marker['longitude']:.6f}" in shown


def test_a_marker_whose_nearest_road_is_not_known_says_that_none_is_near(
    open_map: Opener,
) -> None:
    markers: list[Any] = [province.marker(index) for index in range(5)]
    markers[1] |= {"measured": "none", "nearest_road": None, "nearest_road_m": None}
    tab = open_map(province.facts(markers=markers))
    tab.js("void mocgioi.page.select(1)")
    assert "cách mốc hơn 150 m" in card_text(tab)


@pytest.mark.parametrize(
    ("lang", "to_network_m", "told", "to_do"),
    [
        ("vi", 141.9, "142 m theo đường thẳng", "khép khoảng hở 141,9 m tới «Đường tuần tra»"),
        ("en", 141.9, "142 m in a straight line", "close the gap of 141.9 m to “Đường tuần tra”"),
        ("vi", None, "chưa có tuyến để đấu nối", "nhập các tuyến đó"),
        ("en", None, "no road to join yet", "import them"),
    ],
)
def test_an_isolated_marker_says_how_far_the_network_is_and_what_to_do(
    open_map: Opener, lang: str, to_network_m: float | None, told: str, to_do: str
) -> None:
    markers: list[Any] = [province.marker(index) for index in range(5)]
    advice = "close-gap" if to_network_m else "draw-network"
    markers[2] |= {"measured": "isolated", "difference": "declared_only", "advice": advice}
    markers[2]["to_network_m"] = markers[2]["missing_m"] = to_network_m
    markers[2] |= {"missing_to": "Đường tuần tra", "look_longitude": 106.5, "look_latitude": 22.25}
    tab = open_map(province.facts(markers=markers, lang=lang))
    tab.js("void mocgioi.page.select(2)")
    shown = card_text(tab)
    assert told in shown
    assert to_do in shown
    assert ("22.250000, 106.500000" in shown) == (to_network_m is not None)
    assert "chưa có tuyến tới mốc" not in shown and "no line reaches" not in shown
    tab.js("void mocgioi.page.select(1)")
    assert told not in card_text(tab)


def test_a_tap_on_a_phone_opens_the_card_as_a_bottom_sheet(open_map: Opener) -> None:
    tab = open_map(province.facts(), 390, 844, mobile=True)
    tab.tap(*close_up(tab, 120))
    box = tab.js("JSON.stringify(document.querySelector('.mg-card').getBoundingClientRect())")
    card = json.loads(box)
    assert (card["left"], card["width"]) == (0, 390)
    assert card["bottom"] == 844
    assert card["top"] > 300


def test_the_marker_of_an_open_sheet_stays_in_sight(open_map: Opener) -> None:
    tab = open_map(province.facts(), 390, 844, mobile=True)
    tab.js("void mocgioi.page.map.setView(mocgioi.page.latLngOf(120), 14, {animate: false})")
    tab.js("void mocgioi.page.select(120)")
    top = tab.js("document.querySelector('.mg-card').getBoundingClientRect().top")
    assert place_of(tab, 120)[1] < top


def test_enter_on_the_map_opens_a_card_and_arrows_walk_along_the_border(open_map: Opener) -> None:
    tab = open_map(province.facts())
    tab.js("document.querySelector('.mg-map').focus()")
    tab.key("Enter")
    row = tab.js("mocgioi.page.card.row")
    tab.key("ArrowRight")
    assert tab.js("mocgioi.page.card.row") == row + 1
    assert f"Mốc {province.marker(row + 1)['number']}" in card_text(tab)
    tab.key("Escape")
    assert card_text(tab) == ""
    assert tab.js("document.activeElement.classList.contains('mg-map')")


def test_the_next_button_goes_on_to_the_next_marker(open_map: Opener) -> None:
    tab = open_map(province.facts())
    tab.js("void mocgioi.page.select(100)")
    tab.click(
        *tab.js(
            "(b => [b.left + b.width / 2, b.top + b.height / 2])((button => {"
            " button.scrollIntoView({block: 'nearest'}); return button.getBoundingClientRect(); })("
            "document.querySelectorAll('.mg-walk button')[1]))"
        )
    )
    assert tab.js("mocgioi.page.card.row") == 101


def test_markers_under_one_finger_can_each_be_chosen(open_map: Opener) -> None:
    markers = [province.marker(index) for index in range(province.MARKERS)]
    for row, number in ((200, "261(1)"), (201, "261(2)")):
        markers[row] = {**markers[200], "number": number, "grouping": "pair"}
    tab = open_map(province.facts(markers=markers))
    tab.click(*close_up(tab, 200))
    chips = "[...document.querySelectorAll('.mg-together button')]"
    assert tab.js(f"{chips}.map(b => b.textContent)") == ["261(1)", "261(2)"]
    tab.js(f"void {chips}.find(b => b.textContent === '261(2)').click()")
    assert "Mốc 261(2)" in card_text(tab)
    assert "mốc đôi cùng số" in card_text(tab)


@pytest.mark.parametrize("condition", ["serious_damage", "displaced", "destroyed", "missing"])
def test_a_damaged_marker_says_report_at_once(open_map: Opener, condition: str) -> None:
    markers: list[Any] = [province.marker(index) for index in range(5)]
    markers[2]["marker_condition"] = condition
    tab = open_map(province.facts(markers=markers))
    tab.js("void mocgioi.page.select(2)")
    assert "BÁO NGAY" in card_text(tab)
    tab.js("void mocgioi.page.select(1)")
    assert "BÁO NGAY" not in card_text(tab)


def test_figures_that_disagree_are_said_on_the_card(open_map: Opener) -> None:
    facts = province.facts()
    row = next(row for row, m in enumerate(facts["markers"]) if m["contested"])
    tab = open_map(facts)
    tab.js(f"void mocgioi.page.select({row})")
    assert "Số liệu chưa thống nhất" in card_text(tab)


def test_a_click_on_a_road_tells_what_is_known_of_it(open_map: Opener) -> None:
    facts = province.facts()
    tab = open_map(facts)
    close_up(tab, 120)
    longitude, latitude = facts["roads"][21]["lines"][0][1]
    left, top = tab.js(
        f"(() => {{ mocgioi.page.map.setView([{latitude}, {longitude}], 15, {{animate: false}});"
        f" const at = mocgioi.page.map.latLngToContainerPoint([{latitude}, {longitude}]);"
        " return [at.x, at.y]; })()"
    )
    tab.click(left, top)
    shown = card_text(tab)
    assert str(facts["roads"][21]["name"]) in shown
    assert "1,2 m × 223 m" in shown
    assert "190,0 triệu đồng" in shown


SHOWN_OF_ROADS: list[tuple[dict[str, Any], str]] = [
    ({"length_m": None}, "Width\n1.2 m\nCost"),
    ({"length_m": None, "drawn_m": 223.6}, "Width\n1.2 m\nLength\n224 m by the line on the map"),
    ({"width_m": None}, "Length\n223 m\nCost"),
    ({"surface": "concrete"}, "Surface\nConcrete\nWidth × length\n1.2 m × 223 m"),
    ({"surface": "Bậc bê tông"}, "Surface\nBậc bê tông\nWidth × length"),
]


def test_a_road_card_names_what_it_shows(open_map: Opener) -> None:
    facts = province.facts(lang="en")
    roads: list[Any] = [{**facts["roads"][0], **changes} for changes, _ in SHOWN_OF_ROADS]
    tab = open_map({**facts, "roads": roads})
    for at, (_, told) in enumerate(SHOWN_OF_ROADS):
        tab.js(f"void mocgioi.page.card.showRoad(mocgioi.page.model.roads[{at}])")
        assert told in card_text(tab)
