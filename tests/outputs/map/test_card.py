"""The card of a marker or road, in a real Chromium: opened, read, walked along."""

from __future__ import annotations

import json
from typing import Any, Literal

import pytest

from mocgioi.outputs.map.facts import AlarmItem, Labels, MapFacts
from tests.outputs.map import province
from tests.outputs.map.conftest import Opener
from tests.outputs.map.driving import card_text, close_up, place_of, row_of

pytestmark = pytest.mark.browser

NOTHING_NEAR, PLAIN, PAIR = 300, 301, 200
"""Rows of `facts`."""
WITH_PHOTOS = 330
NO_PICTURES = (
    *("data:image/svg+xml;base64,PHN2Zy8+", "data:text/html;base64,PHA+", "data:image/png,x"),
    *("https://example.org/a.jpg", " data:image/jpeg;base64,/9j/", "javascript:1"),
)
"""Addresses that a card takes for no photograph."""
ISOLATED = {141.9: 310, None: 311}
ALARMS: dict[Literal["sure", "possible"], int] = {"sure": 320, "possible": 321}
SHOWN_OF_ROADS: list[tuple[dict[str, Any], str]] = [
    ({"length_m": None}, "Width\n1.2 m\nCost"),
    ({"length_m": None, "drawn_m": 223.6}, "Width\n1.2 m\nLength\n224 m by the line on the map"),
    ({"width_m": None}, "Length\n223 m\nCost"),
    ({"surface": "concrete"}, "Surface\nConcrete\nWidth × length\n1.2 m × 223 m"),
    ({"surface": "Bậc bê tông"}, "Surface\nBậc bê tông\nWidth × length"),
]


@pytest.fixture(scope="module")
def facts() -> MapFacts:
    """The province with what the cards of the tests tell: one page for them all."""
    whole = province.facts()
    whole["programme"] = None  # some of its markers get other numbers here
    rows: list[Any] = whole["markers"]
    rows[NOTHING_NEAR] |= {"measured": "none", "nearest_road": None, "nearest_road_m": None}
    for metres, row in ISOLATED.items():
        advice = "close-gap" if metres else "draw-network"
        rows[row] |= {"measured": "isolated", "difference": "declared_only", "advice": advice}
        rows[row] |= {"to_network_m": metres, "missing_m": metres, "missing_to": "Đường tuần tra"}
        rows[row] |= {"look_longitude": 106.5, "look_latitude": 22.25}
    for weight, row in ALARMS.items():
        rows[row]["alarm"] = weight
        text: Labels = {"vi": f"đổ, {weight}", "en": f"fallen, {weight}"}
        number = rows[row]["number"]
        whole["alarms"].append({"number": number, "weight": weight, "text": text, "plain": text})
        days: Labels = {"vi": "phát hiện 06/11/2026", "en": "found 2026-11-06"}
        whole["cases"].append({"number": number, "text": days, "plain": days})
    for row, number in ((PAIR, "261(1)"), (PAIR + 1, "261(2)")):
        rows[row] = {**rows[PAIR], "number": number, "grouping": "pair"}
    picture = "data:image/png;base64,iVBORw0KGgo="
    rows[WITH_PHOTOS]["photos"] = [
        {"data": data, "taken_on": None} for data in (*NO_PICTURES, picture)
    ]
    roads: list[Any] = whole["roads"]
    roads += [{**roads[0], **changes} for changes, _ in SHOWN_OF_ROADS]
    return whole


def test_a_click_on_a_marker_opens_its_card(facts: MapFacts, shared_map: Opener) -> None:
    row = row_of(facts, "built")
    tab = shared_map(facts)
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
    facts: MapFacts,
    shared_map: Opener,
) -> None:
    tab = shared_map(facts)
    tab.js(f"void mocgioi.page.select({NOTHING_NEAR})")
    assert "cách mốc hơn 150 m" in card_text(tab)


@pytest.mark.parametrize(
    ("lang", "to_network_m", "distance", "to_do"),
    [
        ("vi", 141.9, "142 m theo đường thẳng", "khép khoảng hở 141,9 m tới «Đường tuần tra»"),
        ("en", 141.9, "142 m in a straight line", "close the gap of 141.9 m to “Đường tuần tra”"),
        ("vi", None, "chưa có tuyến để đấu nối", "nhập các tuyến đó"),
        ("en", None, "no road to join yet", "import them"),
    ],
)
def test_an_isolated_marker_says_how_far_the_network_is_and_what_to_do(
    facts: MapFacts,
    shared_map: Opener,
    lang: str,
    to_network_m: float | None,
    distance: str,
    to_do: str,
) -> None:
    tab = shared_map(facts, fragment=f"lang={lang}")
    tab.js(f"void mocgioi.page.select({ISOLATED[to_network_m]})")
    shown = card_text(tab)
    assert distance in shown
    assert to_do in shown
    assert ("22.250000, 106.500000" in shown) == (to_network_m is not None)
    assert "chưa có tuyến tới mốc" not in shown and "no line reaches" not in shown
    tab.js(f"void mocgioi.page.select({PLAIN})")
    assert distance not in card_text(tab)


def test_a_tap_on_a_phone_opens_the_card_as_a_bottom_sheet(
    facts: MapFacts, shared_map: Opener
) -> None:
    tab = shared_map(facts, 390, 844, mobile=True)
    tab.tap(*close_up(tab, 120))
    box = tab.js("JSON.stringify(document.querySelector('.mg-card').getBoundingClientRect())")
    card = json.loads(box)
    assert (card["left"], card["width"]) == (0, 390)
    assert card["bottom"] == 844
    assert card["top"] > 300


def test_the_marker_of_an_open_sheet_stays_in_sight(facts: MapFacts, shared_map: Opener) -> None:
    tab = shared_map(facts, 390, 844, mobile=True)
    tab.js("void mocgioi.page.map.setView(mocgioi.page.latLngOf(120), 14, {animate: false})")
    tab.js("void mocgioi.page.select(120)")
    top = tab.js("document.querySelector('.mg-card').getBoundingClientRect().top")
    assert place_of(tab, 120)[1] < top


def test_enter_on_the_map_opens_a_card_and_arrows_walk_along_the_border(
    facts: MapFacts, shared_map: Opener
) -> None:
    tab = shared_map(facts)
    tab.js("document.querySelector('.mg-map').focus()")
    tab.key("Enter")
    row = tab.js("mocgioi.page.card.row")
    tab.key("ArrowRight")
    assert tab.js("mocgioi.page.card.row") == row + 1
    assert f"Mốc {facts['markers'][row + 1]['number']}" in card_text(tab)
    tab.key("Escape")
    assert card_text(tab) == ""
    assert tab.js("document.activeElement.classList.contains('mg-map')")


def test_the_next_button_goes_on_to_the_next_marker(facts: MapFacts, shared_map: Opener) -> None:
    tab = shared_map(facts)
    tab.js("void mocgioi.page.select(100)")
    tab.click(
        *tab.js(
            "(b => [b.left + b.width / 2, b.top + b.height / 2])((button => {"
            " button.scrollIntoView({block: 'nearest'}); return button.getBoundingClientRect(); })("
            "document.querySelectorAll('.mg-walk button')[1]))"
        )
    )
    assert tab.js("mocgioi.page.card.row") == 101


def test_markers_under_one_finger_can_each_be_chosen(facts: MapFacts, shared_map: Opener) -> None:
    tab = shared_map(facts)
    tab.click(*close_up(tab, PAIR))
    chips = "[...document.querySelectorAll('.mg-together button')]"
    assert tab.js(f"{chips}.map(b => b.textContent)") == ["261(1)", "261(2)"]
    tab.js(f"void {chips}.find(b => b.textContent === '261(2)').click()")
    assert "Mốc 261(2)" in card_text(tab)
    assert "mốc đôi cùng số" in card_text(tab)


@pytest.mark.parametrize(
    ("weight", "words"),
    [("sure", "BÁO NGAY · đổ, sure"), ("possible", "CÓ THỂ PHẢI BÁO NGAY · đổ")],
)
def test_a_marker_to_be_reported_says_so_and_what_was_done(
    facts: MapFacts, shared_map: Opener, weight: Literal["sure", "possible"], words: str
) -> None:
    tab = shared_map(facts)
    tab.js(f"void mocgioi.page.select({ALARMS[weight]})")
    assert words in card_text(tab)
    assert "phát hiện 06/11/2026" in card_text(tab)
    tab.js(f"void mocgioi.page.select({PLAIN})")
    assert "BÁO NGAY" not in card_text(tab)


def test_what_is_to_be_reported_heads_the_page_and_leads_to_its_marker(
    facts: MapFacts, shared_map: Opener
) -> None:
    tab = shared_map(facts)
    title = tab.js("document.querySelector('.mg-head .mg-alarms summary').textContent")
    assert title == "BÁO NGAY: 1 · CÓ THỂ PHẢI BÁO NGAY: 1"
    tab.js("void document.querySelectorAll('.mg-alarms li button')[1].click()")
    assert f"Mốc {facts['markers'][ALARMS['possible']]['number']}" in card_text(tab)


def test_a_row_of_no_marker_is_named_at_the_head_of_the_page(open_map: Opener) -> None:
    text: Labels = {"vi": "«1461»: mốc bị đổ", "en": "“1461”: fallen"}
    item = AlarmItem(number=None, weight="possible", text=text, plain=text)
    tab = open_map(province.facts(alarms=[item]))
    assert "«1461»: mốc bị đổ" in tab.js("document.querySelector('.mg-alarms').textContent")


def test_figures_that_disagree_are_said_on_the_card(facts: MapFacts, shared_map: Opener) -> None:
    row = next(row for row, m in enumerate(facts["markers"]) if m["contested"])
    tab = shared_map(facts)
    tab.js(f"void mocgioi.page.select({row})")
    assert "Số liệu chưa thống nhất" in card_text(tab)


def test_a_click_on_a_road_tells_what_is_known_of_it(facts: MapFacts, shared_map: Opener) -> None:
    tab = shared_map(facts)
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
    assert "190 triệu đồng" in shown


def test_a_road_card_names_what_it_shows(facts: MapFacts, shared_map: Opener) -> None:
    tab = shared_map(facts, fragment="lang=en")
    first = len(facts["roads"]) - len(SHOWN_OF_ROADS)
    for at, (_, words) in enumerate(SHOWN_OF_ROADS, first):
        tab.js(f"void mocgioi.page.card.showRoad(mocgioi.page.model.roads[{at}])")
        assert words in card_text(tab)


def test_a_card_shows_pictures_of_the_page_itself_and_nothing_else(
    facts: MapFacts, shared_map: Opener
) -> None:
    tab = shared_map(facts)
    tab.js(f"void mocgioi.page.select({WITH_PHOTOS})")
    shown = tab.js("[...document.querySelectorAll('.mg-photos img')].map(img => img.src)")
    assert shown == [facts["markers"][WITH_PHOTOS]["photos"][-1]["data"]]


@pytest.mark.parametrize(
    ("kind", "label"),
    [("gate", "Cửa khẩu"), ("rail_gate", "Cửa khẩu đường sắt"), ("lối mở", "Lối mở")],
)
def test_a_gate_is_called_by_its_kind_in_the_language_of_the_page(
    facts: MapFacts, shared_map: Opener, kind: str, label: str
) -> None:
    tab = shared_map(facts)
    gate = f"{{...mocgioi.page.model.gates[0], kind: '{kind}'}}"
    tab.js(f"void mocgioi.page.showPlace('gate', {gate})")
    assert f"\n{label}\n" in card_text(tab)
