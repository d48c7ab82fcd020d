"""Search, filters, table and the view in the URL, as somebody at the page uses them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser import Tab
from tests.outputs.map import province
from tests.outputs.map.conftest import Opener
from tests.outputs.map.driving import card_text

pytestmark = pytest.mark.browser

LEGEND = (
    "Object.fromEntries([...document.querySelectorAll('[data-legend=states] li')]"
    ".map(li => [li.dataset.code, Number(li.querySelector('.mg-count').textContent)]))"
)


def look_for(tab: Tab, text: str) -> list[str]:
    tab.js("document.querySelector('.mg-search').focus()")
    tab.js("document.querySelector('.mg-search').value = ''")
    tab.type(text)
    hits: list[str] = tab.js(
        "[...document.querySelectorAll('.mg-hits li')].map(li => li.innerText)"
    )
    return hits


def shown_rows(tab: Tab) -> int:
    return int(tab.js("mocgioi.page.result.rows.length"))


def settled_hash(tab: Tab) -> str:
    tab.js("new Promise(done => setTimeout(done, 250))")
    return str(tab.js("decodeURIComponent(location.hash)"))


@pytest.mark.parametrize("typed", ["M1044", "mốc số 1044", "１０４４", "1044.0"])
def test_a_number_in_any_spelling_opens_its_card(shared_map: Opener, typed: str) -> None:
    tab = shared_map(province.facts())
    assert look_for(tab, typed)[0] == "Mốc 1044"
    tab.key("Enter")
    assert card_text(tab).startswith("Mốc 1044\n")


def test_a_commune_without_diacritics_filters_everything(shared_map: Opener) -> None:
    facts = province.facts()
    tab = shared_map(facts, fragment="tab=overview")
    look_for(tab, "dong dang")
    tab.key("Enter")
    own = [m for m in facts["markers"] if m["commune_code"] == "C05"]
    assert shown_rows(tab) == len(own)
    assert sum(tab.js(LEGEND).values()) == len(own)
    assert f"{len(own)} trong 474" in tab.js("document.querySelector('.mg-filtered').innerText")


def test_an_old_commune_leads_to_what_it_is_now(open_map: Opener) -> None:
    facts = province.facts()
    facts["communes"][3]["formerly"], facts["communes"][3]["district"] = ["Thanh Long"], "Văn Lãng"
    hits = look_for(open_map(facts), "thanh long")
    assert "nay là xã Thuỵ Hùng (huyện cũ: Văn Lãng)" in hits[0]


def test_arrows_choose_among_the_hits(shared_map: Opener) -> None:
    tab = shared_map(province.facts())
    hits = look_for(tab, "104")
    tab.key("ArrowDown")
    active = "document.querySelector('.mg-search').getAttribute('aria-activedescendant')"
    assert tab.js(f"document.getElementById({active}).innerText") == hits[1]
    tab.key("Escape")
    assert tab.js("document.querySelector('.mg-hits').hidden")


def test_nothing_found_is_said(shared_map: Opener) -> None:
    tab = shared_map(province.facts())
    assert look_for(tab, "zzzz") == []
    assert "Không tìm thấy" in tab.js("document.querySelector('.mg-none').innerText")


def press_box(tab: Tab, facet: str, code: str) -> None:
    tab.js(
        f"void document.querySelector('[data-facet={facet}] [data-code=\"{code}\"] input').click()"
    )


def test_filters_combine_and_the_legend_counts_what_they_leave(shared_map: Opener) -> None:
    facts = province.facts()
    tab = shared_map(facts, fragment="tab=filters")
    press_box(tab, "commune", "C02")
    press_box(tab, "funding", "contributions")
    left = [
        m
        for m in facts["markers"]
        if m["commune_code"] == "C02" and m["funding"] == "contributions"
    ]
    assert left
    assert shown_rows(tab) == len(left)
    tab.js("void mocgioi.page.openTab('overview')")
    assert sum(tab.js(LEGEND).values()) == len(left)


def test_pressing_a_row_of_the_legend_filters_by_it(shared_map: Opener) -> None:
    facts = province.facts()
    tab = shared_map(facts, fragment="tab=overview")
    tab.js("void document.querySelector('[data-legend=states] li[data-code=none] button').click()")
    assert shown_rows(tab) == facts["totals"]["by_status"]["none"]
    pressed = "document.querySelector('[data-legend=states] [aria-pressed=true]').innerText"
    assert "Chưa xây dựng" in tab.js(pressed)


def test_a_marker_filtered_out_is_not_on_the_map(shared_map: Opener) -> None:
    tab = shared_map(province.facts())
    drawn = "document.querySelector('canvas.mg-canvas').toDataURL()"
    before = tab.js(drawn)
    tab.js("void mocgioi.page.state.set({filters: {state: ['approved']}})")
    assert tab.js(drawn) != before
    tab.js("void document.querySelector('.mg-clear').click()")
    assert tab.js(drawn) == before


def test_a_view_stands_in_the_url_and_comes_back_from_it(open_map: Opener) -> None:
    facts = province.facts()
    tab = open_map(facts)
    tab.js(
        "(() => { const { page } = mocgioi; page.openTab('table'); page.sort('nearest_road_m');"
        " page.state.toggle('commune', 'C05'); page.state.set({colouring: 'measured', lang: 'en'});"
        " page.select(240); })()"
    )
    sent = settled_hash(tab)
    other = open_map(facts, fragment=sent.removeprefix("#"))
    view = "JSON.stringify(mocgioi.page.state.view)"
    assert other.js(view) == tab.js(view)
    assert card_text(other) == card_text(tab)
    assert other.errors == []


@pytest.mark.parametrize(
    "fragment", ["marker=9999", "commune=nowhere&state=x", "at=nonsense&tab=no", "<img src=x>"]
)
def test_a_nonsense_url_opens_the_first_view(open_map: Opener, fragment: str) -> None:
    tab = open_map(province.facts(), fragment=fragment)
    assert tab.errors == []
    assert shown_rows(tab) == 474
    assert card_text(tab) == ""


def test_another_hash_in_the_address_is_followed(shared_map: Opener) -> None:
    tab = shared_map(province.facts())
    tab.js("void (location.hash = 'marker=1000&state=built')")
    tab.settle()
    assert "Mốc 1000" in card_text(tab)
    assert shown_rows(tab) < 474


def table_numbers(tab: Tab) -> list[str]:
    numbers: list[str] = tab.js(
        "[...document.querySelectorAll('tr[data-row] strong')].map(cell => cell.textContent)"
    )
    return numbers


def test_the_table_sorts_by_a_column_either_way(shared_map: Opener) -> None:
    tab = shared_map(province.facts(), fragment="tab=table")
    heads = "[...document.querySelectorAll('.mg-sort')].find(b => b.textContent === 'Số hiệu mốc')"
    assert table_numbers(tab)[:2] == ["944", "944/1"]
    tab.js(f"void {heads}.click()")
    assert table_numbers(tab)[0] == "1180/1"
    assert tab.js("document.querySelector('th').getAttribute('aria-sort')") == "descending"


def test_the_table_is_walked_and_opened_by_keys(shared_map: Opener) -> None:
    tab = shared_map(province.facts(), fragment="tab=table")
    tab.js("document.querySelector('.mg-grid').focus()")
    for name in ("ArrowDown", "ArrowDown", "PageDown", "ArrowUp", "Enter"):
        tab.key(name)
    row = tab.js("mocgioi.page.row")
    assert row > 2
    assert f"Mốc {province.marker(row)['number']}" in card_text(tab)
    selected = tab.js("document.querySelector('tr[aria-selected=true]').dataset.row")
    assert selected == str(row)


def test_a_marker_opened_on_the_map_is_brought_into_the_table(shared_map: Opener) -> None:
    tab = shared_map(province.facts(), fragment="tab=table")
    tab.js("void mocgioi.page.select(300)")
    tab.settle()
    box = tab.js(
        "(r => [r.top, r.bottom])(document.getElementById('mg-row-300').getBoundingClientRect())"
    )
    frame = tab.js(
        "(r => [r.top, r.bottom])(document.querySelector('.mg-table').getBoundingClientRect())"
    )
    assert frame[0] <= box[0] and box[1] <= frame[1]


def test_ten_thousand_rows_take_no_more_elements_than_the_eye_sees(open_map: Opener) -> None:
    some: list[Any] = [
        {**province.marker(index % 474), "number": f"{index}"} for index in range(10_000)
    ]
    tab = open_map(province.facts(markers=some), fragment="tab=table&sort=number-")
    assert table_numbers(tab)[0] == "9999"
    assert tab.js("document.querySelectorAll('tr').length") < 60
    assert tab.js("document.querySelector('.mg-grid').getAttribute('aria-rowcount')") == "10001"


def test_a_run_of_numbers_filters_everything_and_stands_in_the_url(shared_map: Opener) -> None:
    tab = shared_map(province.facts())
    assert look_for(tab, "1000 - 1009") == ["Mốc 1000–1009\n19 mốc"]
    tab.key("Enter")
    assert shown_rows(tab) == 19
    assert "19 trong 474" in tab.js("document.querySelector('.mg-filtered').innerText")
    assert "range=1000-1009" in settled_hash(tab)


def test_a_run_in_the_url_is_followed(shared_map: Opener) -> None:
    assert shown_rows(shared_map(province.facts(), fragment="range=1000-1009")) == 19


@pytest.mark.parametrize("typed", ["km 100", "22.0000, 106.9000", "22°00'00\" 106°54'00\""])
def test_a_place_is_ringed_and_told_its_nearest_marker(shared_map: Opener, typed: str) -> None:
    tab = shared_map(province.facts())
    look_for(tab, typed)
    tab.key("Enter")
    assert "là mốc gần nhất, cách" in card_text(tab)
    assert "VN-2000" in card_text(tab)
    assert tab.js("mocgioi.page.map.getZoom()") >= 13


def test_a_place_outside_is_told_and_not_gone_to(shared_map: Opener) -> None:
    tab = shared_map(province.facts())
    before = tab.js("mocgioi.page.map.getCenter().toString()")
    look_for(tab, "10.7626, 106.6602")
    tab.key("Enter")
    assert "nằm ngoài bản đồ này" in tab.js("document.querySelector('.mg-message').innerText")
    assert tab.js("mocgioi.page.map.getCenter().toString()") == before
