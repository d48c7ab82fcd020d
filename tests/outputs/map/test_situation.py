"""The sheet that the page opens on: areas ranked, one pressed, and everything follows it."""

from __future__ import annotations

from typing import Any

import pytest

from mocgioi.outputs.map import redacted
from mocgioi.outputs.map.facts import MapFacts
from tests.browser import Tab
from tests.outputs.map import province
from tests.outputs.map.conftest import Opener
from tests.outputs.map.driving import card_text

pytestmark = pytest.mark.browser

SIZES = [(1280, 800, False), (390, 844, True)]
WORST = "document.querySelector('.mg-area')"
HEAD = "document.querySelector('.mg-head').innerText"
SHOWN = "mocgioi.page.scene.shown"


def counted(facts: MapFacts, key: str, code: str) -> tuple[int, int]:
    """Markers of an area that have a road, and that need one."""
    own = [m for m in facts["markers"] if m[key] == code and m["needs_road"]]  # type: ignore[literal-required]
    return sum(m["surveyed"]["road_status"] == "built" for m in own), len(own)


def worst(facts: MapFacts, key: str) -> str:
    """The code of the area of which the least share is built."""
    codes: set[str] = {m[key] for m in facts["markers"]}  # type: ignore[literal-required]
    counts = {code: counted(facts, key, code) for code in codes}
    return min(counts, key=lambda code: (counts[code][0] / counts[code][1], counts[code]))


def press(tab: Tab, element: str) -> None:
    """Click or touch the middle of an element."""
    tab.settle()
    left, top = tab.js(
        f"(({{left, top, width, height}}) => [left + width / 2, top + height / 2])"
        f"({element}.getBoundingClientRect())"
    )
    tab.click(left, top)


@pytest.fixture(scope="module")
def facts() -> MapFacts:
    made = province.facts()
    for marker in made["markers"][44:60]:  # so that one commune is the worst by far
        if marker["needs_road"]:
            marker["surveyed"] |= {"road_status": "none", "road_condition": None}
    return made


@pytest.mark.parametrize(("width", "height", "mobile"), SIZES)
def test_the_worst_commune_is_first_and_all_follows_it_and_goes_back(
    facts: MapFacts, shared_map: Opener, width: int, height: int, mobile: bool
) -> None:
    tab = shared_map(facts, width, height, mobile=mobile)
    assert tab.js("mocgioi.page.state.view.tab") == "situation"
    if mobile:
        assert tab.js(f"{WORST} === null || !{WORST}.getClientRects().length")
        press(tab, "document.querySelector('.mg-tab')")
    code = worst(facts, "commune_code")
    built, needing = counted(facts, "commune_code", code)
    assert tab.js(f"{WORST}.dataset.code") == code
    press(tab, WORST)
    name = province.COMMUNES[int(code[1:])]
    card = card_text(tab)
    assert card.startswith(f"Xã {name}\n")
    assert f"{built}/{needing}" in card
    assert f"{built}/{needing}" in tab.js(HEAD)
    own = [m["commune_code"] == code for m in facts["markers"]]
    assert tab.js(f"[...{SHOWN}]") == [int(is_own) for is_own in own]
    tab.js("void mocgioi.page.openTab('table')")
    assert f"{sum(own)} trong 474" in tab.js("document.querySelector('.mg-table-count').innerText")
    tab.js("void mocgioi.page.openTab(null)")
    press(tab, "document.querySelector('.mg-clear')")
    whole = [m["surveyed"]["road_status"] == "built" for m in facts["markers"] if m["needs_road"]]
    assert f"{sum(whole)}/459" in tab.js(HEAD)
    assert tab.js(SHOWN) is None
    assert card_text(tab) == ""
    assert tab.errors == []


@pytest.mark.parametrize(("by", "key"), [("post", "post_code"), ("commune", "commune_code")])
def test_areas_of_another_kind_can_be_ranked(
    facts: MapFacts, shared_map: Opener, by: str, key: str
) -> None:
    tab = shared_map(facts, fragment=f"by={by}")
    assert tab.js(f"{WORST}.dataset.code") == worst(facts, key)
    assert tab.js("document.querySelectorAll('.mg-area').length") == len(province.COMMUNES)


def test_a_stretch_filters_by_its_place_along_the_border(
    facts: MapFacts, shared_map: Opener
) -> None:
    tab = shared_map(facts)
    radio = "document.querySelector('.mg-ranking input[value=stretch]')"
    tab.js(f"void {radio}.click()")
    code = tab.js(f"{WORST}.dataset.code")
    press(tab, WORST)
    low, high = map(float, code.split("-"))
    own = [low <= (m["border_km"] or 0) < high for m in facts["markers"]]
    assert tab.js(f"[...{SHOWN}]") == [int(is_own) for is_own in own]
    assert card_text(tab).startswith(f"Đường biên km {low:.0f} – {high:.0f}\n")


def test_a_link_opens_the_card_of_its_area_in_its_language(
    facts: MapFacts, shared_map: Opener
) -> None:
    tab = shared_map(facts, fragment="lang=en&commune=C03&area=commune:C03")
    assert card_text(tab).startswith("Thuỵ Hùng commune\n")
    tab.js("void mocgioi.page.state.set({lang: 'vi'})")
    assert card_text(tab).startswith("Xã Thuỵ Hùng\n")


@pytest.mark.parametrize("area", ["commune:nowhere", "nothing:C03", "__proto__:x", ""])
def test_a_link_to_no_area_opens_nothing(facts: MapFacts, shared_map: Opener, area: str) -> None:
    tab = shared_map(facts, fragment=f"area={area}")
    assert card_text(tab) == ""
    assert tab.errors == []


def test_another_filter_puts_the_card_of_the_area_away(facts: MapFacts, shared_map: Opener) -> None:
    tab = shared_map(facts, fragment="commune=C03&area=commune:C03")
    tab.js("void mocgioi.page.state.set({filters: {commune: ['C04']}})")
    assert card_text(tab) == ""


def test_the_card_of_an_area_names_what_is_left_and_what_waits(shared_map: Opener) -> None:
    facts = province.facts()
    own = [m for m in facts["markers"] if m["commune_code"] == "C03"]
    own[0] |= {"alarm": "sure"}
    own[2] |= {"contested": True}
    left = [m["number"] for m in own if m["needs_road"] and m["surveyed"]["road_status"] != "built"]
    tab = shared_map(facts, fragment="commune=C03&area=commune:C03")
    card = card_text(tab)
    assert f"Mốc chưa có đường ({len(left)})" in card
    assert f"BÁO NGAY (1 mốc)\n{own[0]['number']}\n" in card
    assert f"{own[2]['number']}\n" in card.partition("chưa thống nhất (1 mốc)")[2]
    assert "\nĐồn Biên phòng Thuỵ Hùng\n" in card
    chips: Any = tab.js(
        "[...document.querySelectorAll('.mg-card .mg-chip-button')].map(chip => chip.innerText)"
    )
    assert set(left) <= set(chips)


def test_a_public_page_ranks_its_communes_and_tells_of_each(open_map: Opener) -> None:
    facts = redacted(province.facts(), "public")
    tab = open_map(facts)
    built = {c["code"]: c["road_built"] or 0 for c in facts["communes"]}
    shares = {c["code"]: built[c["code"]] / c["markers_needing_road"] for c in facts["communes"]}
    first = next(c for c in facts["communes"] if c["code"] == min(shares, key=lambda c: shares[c]))
    assert shares[tab.js(f"{WORST}.dataset.code")] == shares[first["code"]]
    press(tab, WORST)
    name = tab.js(f"{WORST}.querySelector('.mg-area-name').innerText")
    figure = tab.js(f"{WORST}.querySelector('.mg-area-figure').innerText")
    assert card_text(tab).startswith(f"Xã {name}\n")
    assert figure in card_text(tab)
    assert "223/459" in tab.js(HEAD)
    assert "mg-range" not in tab.js("document.querySelector('.mg-root').innerHTML")
    assert tab.errors == []


@pytest.mark.parametrize(
    ("name", "full"),
    [("Cao Lộc", "Xã Cao Lộc"), ("Phường Kỳ Lừa", "Phường Kỳ Lừa"), ("Xã Ba Sơn", "Xã Ba Sơn")],
)
def test_a_name_that_says_its_kind_is_not_called_so_twice(
    open_map: Opener, name: str, full: str
) -> None:
    facts = province.facts()
    facts["communes"][3]["name"] = name
    tab = open_map(facts, fragment="commune=C03&area=commune:C03")
    assert card_text(tab).startswith(f"{full}\n")


def test_a_press_on_an_area_draws_the_map_once(shared_map: Opener) -> None:
    tab = shared_map(province.facts())
    drawn = tab.js(
        "(page => { let drawn = 0; const draw = page.canvas._draw;"
        " page.canvas._draw = function () { drawn += 1; return draw.call(this); };"
        " mocgioi.openArea(page, mocgioi.areasOf(page.model, 'commune')[4]);"
        " page.canvas._draw = draw; return drawn; })(mocgioi.page)"
    )
    assert drawn == 1


def test_a_pressed_area_is_left_by_pressing_it_again(facts: MapFacts, shared_map: Opener) -> None:
    tab = shared_map(facts, fragment="state=none")
    press(tab, WORST)
    code = tab.js(f"{WORST}.dataset.code")
    assert tab.js("mocgioi.page.state.view.filters") == {"state": ["none"], "commune": [code]}
    assert card_text(tab)
    press(tab, WORST)
    assert tab.js("mocgioi.page.state.view.filters") == {"state": ["none"]}
    assert card_text(tab) == ""
    assert tab.js("mocgioi.page.state.view.area") is None


def test_what_the_keys_come_to_does_not_lie_under_the_budget(
    facts: MapFacts, shared_map: Opener
) -> None:
    tab = shared_map(facts, 1366, 768)
    tab.js(f"{WORST}.focus()")
    for _ in range(len(province.COMMUNES) - 1):
        tab.key("Tab")
        below, top = tab.js(
            "[document.activeElement.getBoundingClientRect().bottom,"
            " document.querySelector('.mg-budget').getBoundingClientRect().top]"
        )
        assert below <= top + 1
    assert tab.js("document.activeElement.className") == "mg-area"


def test_what_a_search_names_takes_the_place_of_the_card(
    facts: MapFacts, shared_map: Opener
) -> None:
    tab = shared_map(facts, fragment=f"marker={facts['markers'][200]['number']}")
    tab.js("void mocgioi.page.take({kind: 'post', code: mocgioi.page.model.posts[0].code})")
    name = facts["posts"][0]["name"]
    assert card_text(tab).startswith(f"{name}\n")
    assert "marker=" not in tab.js("mocgioi.page.hash()")


def test_a_run_of_markers_puts_the_card_of_another_away(
    facts: MapFacts, shared_map: Opener
) -> None:
    tab = shared_map(facts, fragment=f"marker={facts['markers'][200]['number']}")
    tab.js("void mocgioi.page.take({kind: 'range', code: '1000-1010'})")
    assert card_text(tab) == ""
    assert "marker=" not in tab.js("mocgioi.page.hash()")


def test_with_a_filter_the_roads_drawn_and_counted_are_those_that_lead_to_it(
    shared_map: Opener,
) -> None:
    facts = province.facts()
    own = {m["number"] for m in facts["markers"] if m["commune_code"] == "C05"}
    leading = sum(bool(own & {*road["serves"]}) for road in facts["roads"])
    trunks = sum(not road["serves"] for road in facts["roads"])
    assert 0 < leading < len(facts["roads"]) - trunks
    tab = shared_map(facts, fragment="commune=C05&tab=overview&print=map_a4")
    panel = (
        "[...document.querySelectorAll('[data-legend=roads] .mg-count')]"
        ".reduce((sum, one) => sum + Number(one.innerText), 0)"
    )
    assert tab.js(panel) == leading + trunks
    key = (
        "(({rows}) => rows.reduce((sum, {count}) => sum + count, 0))(mocgioi.keyOf("
        "mocgioi.page, {canvas: mocgioi.page.canvas, rows: [], holds: () => true})"
        ".find(({title}) => title === mocgioi.page.model.words.text('legend_roads')))"
    )
    assert tab.js(key) == leading + trunks
    drawn = (
        "mocgioi.page.model.roads.filter(({lines}) => mocgioi.page.canvas.paths.some("
        "path => lines.some(line => path.lines.includes(line)))).length"
    )
    assert tab.js(drawn) == leading + trunks
