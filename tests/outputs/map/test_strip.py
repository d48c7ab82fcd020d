"""The strip (dải mốc): every marker in border order, for the eye, the finger and the keys."""

from __future__ import annotations

import base64

import pytest

from mocgioi.outputs.symbology import MARKER_STATES
from tests.browser import Tab
from tests.outputs.map import province
from tests.outputs.map.conftest import Opener
from tests.outputs.map.driving import card_text

pytestmark = pytest.mark.browser

SLIDER = "document.querySelector('.mg-strip-slider')"


def test_keys_walk_along_the_border_and_open_a_card(shared_map: Opener) -> None:
    tab = shared_map(province.facts())
    tab.js(f"{SLIDER}.focus()")
    for name in ("Home", "ArrowRight", "ArrowRight"):
        tab.key(name)
    assert tab.js(f"{SLIDER}.getAttribute('aria-valuenow')") == "3"
    assert tab.js(f"{SLIDER}.getAttribute('aria-valuetext')").startswith("Mốc 945 · ")
    tab.key("Enter")
    assert "Mốc 945" in card_text(tab)


def test_a_page_key_goes_to_the_next_commune(shared_map: Opener) -> None:
    tab = shared_map(province.facts())
    tab.js(f"{SLIDER}.focus()")
    tab.key("Home")
    tab.key("PageDown")
    assert "Kháng Chiến" in tab.js(f"{SLIDER}.getAttribute('aria-valuetext')")
    tab.key("PageUp")
    assert tab.js(f"{SLIDER}.getAttribute('aria-valuenow')") == "1"


def test_the_markers_near_are_those_a_filter_leaves(open_map: Opener) -> None:
    facts = province.facts()
    tab = open_map(facts, height=900, fragment="commune=C05")
    rows = [row for row, m in enumerate(facts["markers"]) if m["commune_code"] == "C05"]
    near = "mocgioi.page.strip.window.from"
    hint = "document.querySelector('.mg-strip-readout').textContent"
    tab.settle()
    assert tab.js(near) == rows[0]
    assert tab.js(hint).startswith(f"{len(rows)} mốc")
    tab.js("mocgioi.page.state.set({filters: {commune: ['C02']}})")
    first = next(r for r, m in enumerate(facts["markers"]) if m["commune_code"] == "C02")
    assert tab.js(near) == first
    tab.js("mocgioi.page.state.set({filters: {}})")
    assert tab.js(near) == 0
    assert tab.js(hint).startswith("474 mốc")


def test_keys_pass_over_what_is_filtered_out(shared_map: Opener) -> None:
    facts = province.facts()
    tab = shared_map(facts, fragment="state=approved")
    tab.js(f"{SLIDER}.focus()")
    tab.key("End")
    last = max(
        row for row, m in enumerate(facts["markers"]) if m["surveyed"]["road_status"] == "approved"
    )
    assert tab.js(f"{SLIDER}.getAttribute('aria-valuenow')") == str(last + 1)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.93])
def test_a_press_on_the_strip_opens_the_marker_there(shared_map: Opener, share: float) -> None:
    tab = shared_map(province.facts())
    box = tab.js(f"(r => [r.left, r.top, r.width, r.height])({SLIDER}.getBoundingClientRect())")
    tab.click(box[0] + box[2] * share, box[1] + box[3] * 0.62)
    assert tab.js("mocgioi.page.row") == pytest.approx(474 * share, abs=2)


def test_a_bar_has_the_colour_of_its_state(open_map: Opener) -> None:
    markers = province.facts()["markers"][:6]
    row = next(row for row, m in enumerate(markers) if m["surveyed"]["road_status"] == "none")
    tab = open_map(province.facts(markers=markers))
    pixel = tab.js(
        f"(c => [...c.getContext('2d').getImageData(Math.round(({row} + 0.4) / 6 * c.width),"
        f" Math.round(c.height * 0.62), 1, 1).data])({SLIDER}.querySelector('canvas'))"
    )
    colour = MARKER_STATES["none"].colour
    assert pixel[:3] == [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def test_the_strip_needs_no_position(open_map: Opener) -> None:
    tab = open_map(province.without_positions())
    tab.js(f"{SLIDER}.focus()")
    tab.key("End")
    tab.key("Enter")
    assert "Mốc 1180/1" in card_text(tab)
    assert tab.js(f"{SLIDER}.getBoundingClientRect().height") > 150
    assert tab.errors == []


def test_the_sheet_to_print_has_every_marker_and_its_figures(shared_map: Opener) -> None:
    tab = shared_map(province.facts(), fragment="print=strip")
    shown = tab.js("document.querySelector('.mg-poster').innerText")
    assert "223/459 (48,6%), tính đến ngày 31/12/2023" in shown
    assert "SỐ LIỆU MINH HỌA" in shown
    rows = tab.js("[...document.querySelectorAll('.mg-strip-row')].map(c => c.ariaLabel)")
    assert rows[0].startswith("944 – ")
    assert rows[-1].endswith(" – 1180/1")


def test_the_sheet_prints_on_one_a3_page(open_map: Opener) -> None:
    tab = open_map(province.facts(), fragment="print=strip")
    printed = tab.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"]
    document = base64.b64decode(printed)
    assert document.count(b"/Type /Page\n") + document.count(b"/Type /Page ") <= 1
    assert b"1190" in document or b"1191" in document


def touch(tab: Tab, kind: str, *places: tuple[float, float]) -> None:
    """Put a finger on the window, move it or take it off."""
    points = [{"x": left, "y": top} for left, top in places]
    tab.call("Input.dispatchTouchEvent", type=f"touch{kind}", touchPoints=points)
    tab.settle()


def on_bars(tab: Tab, share: float) -> tuple[float, float]:
    left, top, width, height = tab.js(
        f"(r => [r.left, r.top, r.width, r.height])({SLIDER}.getBoundingClientRect())"
    )
    return left + width * share, top + height * 0.4


PHONES = [(320, 568), (390, 844), (844, 390)]


@pytest.mark.parametrize("width, height", PHONES)
def test_a_finger_shows_a_lens_above_it_and_letting_go_opens_the_marker(
    shared_map: Opener, width: int, height: int
) -> None:
    facts = province.facts()
    tab = shared_map(facts, width, height, mobile=True)
    left, top = on_bars(tab, 0.4)
    touch(tab, "Start", (left, top))
    number = facts["markers"][int(474 * 0.4)]["number"]
    shown = tab.js("document.querySelector('.mg-lens').innerText")
    box = tab.js(
        "(r => [r.left, r.bottom, r.right])(document.querySelector('.mg-lens')"
        ".getBoundingClientRect())"
    )
    assert f"Mốc {number} · " in shown
    assert "Hoàng Văn Thụ · Đồn Biên phòng Hoàng Văn Thụ" in shown
    assert box[0] >= 0 and box[1] < top and box[2] <= width
    assert tab.js("mocgioi.page.row") is None
    touch(tab, "End")
    assert tab.js("mocgioi.page.state.view.marker") == number
    assert not tab.js("document.querySelector('.mg-lens').checkVisibility()")


def test_a_finger_moved_up_goes_finer(shared_map: Opener) -> None:
    tab = shared_map(province.facts(), 390, 844, mobile=True)
    left, top = on_bars(tab, 0.4)
    steps = []
    for above in (0.0, 80.0):
        touch(tab, "Start", (left, top))
        touch(tab, "Move", (left, top - above))
        before = tab.js("mocgioi.page.strip.cursor")
        touch(tab, "Move", (left + 40, top - above))
        steps.append(tab.js("mocgioi.page.strip.cursor") - before)
        touch(tab, "Cancel")
    coarse, fine = steps
    assert coarse == pytest.approx(40 * 474 / 366, abs=2)
    assert 1 <= fine <= 12
    assert tab.js("mocgioi.page.row") is None


def test_a_finger_on_a_filtered_strip_finds_what_is_shown(shared_map: Opener) -> None:
    facts = province.facts()
    tab = shared_map(facts, 390, 844, mobile=True, fragment="state=approved")
    touch(tab, "Start", on_bars(tab, 0.5))
    shown = tab.js("document.querySelector('.mg-lens').innerText")
    touch(tab, "Cancel")
    assert "đã phê duyệt" in shown


@pytest.mark.parametrize("width, height", PHONES)
def test_a_low_strip_names_every_commune(open_map: Opener, width: int, height: int) -> None:
    tab = open_map(province.facts(), width, height, mobile=True)
    written = tab.js(
        "(() => { const written = []; const fill = CanvasRenderingContext2D.prototype.fillText;"
        " CanvasRenderingContext2D.prototype.fillText = function (text) {"
        "  if (this.font.startsWith('600')) written.push(text);"
        "  return fill.apply(this, arguments); };"
        " mocgioi.page.strip.draw(); CanvasRenderingContext2D.prototype.fillText = fill;"
        " return written; })()"
    )
    assert len(written) == len(province.COMMUNES)
    starts = [name[0] for name in written]
    assert starts == [name[0] for name in province.COMMUNES]
