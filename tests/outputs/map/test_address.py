"""The page's address: what a hash asks for in vain is told, and Back takes away what is open."""

from __future__ import annotations

import base64

import pytest

from tests.browser import Tab
from tests.outputs.map import province
from tests.outputs.map.conftest import Opener, Writer
from tests.outputs.map.driving import card_text, follow

pytestmark = pytest.mark.browser

SAID = "document.querySelector('.mg-message').innerText"
ZOOM = "mocgioi.page.map.getZoom()"


def back(tab: Tab, steps: int = -1) -> None:
    """Go through the browser's history and wait until the page has followed."""
    tab.js(
        f"new Promise(done => {{ history.go({steps}); setTimeout(done, 300); }})",
    )
    tab.settle()


@pytest.mark.parametrize(
    ("fragment", "told"),
    [
        ("marker=99999", "Không có mốc 99999 trên bản đồ này"),
        ("at=99999/22/106", "Vị trí 99999/22/106"),
        ("at=12/95/106", "Vị trí 12/95/106"),
        ("at=12/-40/20", "Vị trí 12/-40/20"),
        ("commune=zzz", "Không có “zzz” trong mục Xã"),
        ("area=commune:zzz", "Không có khu vực “commune:zzz”"),
        ("budget=999999", "Kinh phí 999999 tỷ đồng trong đường dẫn nhiều hơn danh sách"),
        ("tab=nothing", "tab=nothing"),
        ("sort=zzz", "sort=zzz"),
        ("%E0%A4%A", "không hiểu"),
        ("<img src=x onerror=alert(1)>", "onerror"),
    ],
)
def test_a_hash_that_cannot_be_followed_is_told(
    shared_map: Opener, fragment: str, told: str
) -> None:
    tab = shared_map(province.facts())
    whole = tab.js(ZOOM)
    follow(tab, fragment)
    assert told in tab.js(SAID)
    assert tab.js(ZOOM) == pytest.approx(whole)
    assert card_text(tab) == ""
    assert tab.js("mocgioi.page.result.rows.length") == province.MARKERS
    assert (tab.errors, tab.dialogs) == ([], [])


def test_a_link_to_an_area_under_the_filter_of_another_is_told(shared_map: Opener) -> None:
    tab = shared_map(province.facts(), fragment="commune=C05&area=commune:C03")
    assert "Không có khu vực “commune:C03”" in tab.js(SAID)
    assert card_text(tab) == ""


def test_more_money_than_the_whole_list_takes_is_that_of_the_list(shared_map: Opener) -> None:
    tab = shared_map(province.facts(), fragment="budget=999999")
    slider = "document.querySelector('.mg-range')"
    assert tab.js(f"mocgioi.page.state.view.budget === Number({slider}.max) * 1e9")
    link = tab.js("mocgioi.page.hash()")
    other = shared_map(province.facts(), fragment=link)
    assert other.js(SAID).strip() == ""


def test_a_link_to_a_stage_that_is_not_there_is_told(open_map: Opener) -> None:
    tab = open_map(province.facts(), fragment="stage=99")
    assert "Không có khung 99" in tab.js(SAID)


def test_a_hash_that_cannot_be_followed_is_told_on_opening(open_map: Opener) -> None:
    tab = open_map(province.facts(), fragment="marker=99999&lang=en")
    assert "There is no marker 99999" in tab.js(SAID)


def test_a_number_in_another_spelling_is_followed(shared_map: Opener) -> None:
    tab = shared_map(province.facts(), fragment="marker=M1000")
    assert card_text(tab).startswith("Mốc 1000\n")
    assert tab.js(SAID).strip() == ""


def test_a_link_to_a_commune_comes_close_to_it(shared_map: Opener) -> None:
    tab = shared_map(province.facts())
    whole = tab.js(ZOOM)
    follow(tab, "commune=C05")
    assert tab.js(ZOOM) > whole + 1


def test_back_on_a_phone_closes_the_card_and_then_leaves_nothing_behind(open_map: Opener) -> None:
    tab = open_map(province.facts(), 390, 844, mobile=True)
    entries = tab.js("history.length")
    tab.js("void mocgioi.page.select(100)")
    tab.settle()
    tab.js("void mocgioi.page.card.root.querySelectorAll('.mg-walk button')[1].click()")
    tab.settle()
    assert tab.js("history.length") == entries + 1
    back(tab)
    assert card_text(tab) == ""
    assert "marker" not in tab.js("location.hash")
    back(tab, 1)
    assert tab.js("mocgioi.page.back.depth") == tab.js("mocgioi.page.covers().length")
    assert tab.errors == []


def test_back_on_a_phone_puts_a_sheet_down_and_keeps_its_filter(open_map: Opener) -> None:
    tab = open_map(province.facts(), 390, 844, mobile=True)
    tab.js("void mocgioi.page.openTab('filters')")
    tab.js("void mocgioi.page.state.toggle('commune', 'C05')")
    back(tab)
    assert not tab.js("mocgioi.page.sheetUp")
    assert "commune=C05" in tab.js("location.hash")
    assert tab.js("mocgioi.page.state.view.filters.commune") == ["C05"]


def test_a_sheet_closed_by_its_button_needs_no_back(open_map: Opener) -> None:
    tab = open_map(province.facts(), 390, 844, mobile=True)
    tab.js("void mocgioi.page.openTab('filters')")
    tab.settle()
    tab.js("void mocgioi.page.openTab(null)")
    tab.js("new Promise(done => setTimeout(done, 200))")
    assert tab.js("[mocgioi.page.back.depth, history.state.mocgioi]") == [0, 0]


def test_a_desk_has_room_and_no_entries(shared_map: Opener) -> None:
    tab = shared_map(province.facts())
    entries = tab.js("history.length")
    tab.js("void mocgioi.page.select(100)")
    tab.settle()
    assert tab.js("history.length") == entries


def test_where_history_is_refused_everything_else_works(
    open_map: Opener, written_map: Writer
) -> None:
    """An opaque origin, as in a preview of a mail program or a chat."""
    tab = open_map(province.facts(), 390, 844, mobile=True)
    page = base64.b64encode(written_map(province.facts()).read_bytes()).decode("ascii")
    tab.loaded = False
    tab.call("Page.navigate", url=f"data:text/html;charset=utf-8;base64,{page}")
    tab.browser.pump_until(lambda: tab.loaded)
    assert tab.js("origin") == "null"
    tab.js("void mocgioi.page.select(100)")
    tab.js("new Promise(done => setTimeout(done, 400))")
    assert "Mốc" in card_text(tab)
    tab.js("void mocgioi.page.card.close()")
    tab.js("new Promise(done => setTimeout(done, 400))")
    assert card_text(tab) == ""
    assert tab.errors == []
