"""What tests of the page do with it: look for a marker, come close, read the card."""

from __future__ import annotations

import json

from mocgioi.outputs.map.facts import MapFacts
from mocgioi.outputs.symbology import marker_state
from tests.browser import Tab


def place_of(tab: Tab, row: int) -> tuple[float, float]:
    """Where a marker stands in the window, in CSS pixels."""
    left, top = tab.js(
        "(({map}, row) => { const at = map.latLngToContainerPoint("
        f"mocgioi.page.latLngOf(row)); return [at.x, at.y]; }})(mocgioi.page, {row})"
    )
    return left, top


def close_up(tab: Tab, row: int) -> tuple[float, float]:
    """Bring a marker to the free part of the map at a close zoom; return where it stands."""
    tab.js(
        f"void mocgioi.page.map.setView(mocgioi.page.latLngOf({row}), 15, {{animate: false}}),"
        f" void mocgioi.page.reveal({row})"
    )
    tab.settle()
    return place_of(tab, row)


def card_text(tab: Tab) -> str:
    shown = tab.js("(c => c.hidden ? '' : c.innerText)(document.querySelector('.mg-card'))")
    return str(shown)


def row_of(facts: MapFacts, state: str) -> int:
    return next(
        row
        for row, m in enumerate(facts["markers"])
        if marker_state(
            m["needs_road"], m["surveyed"]["road_status"], m["surveyed"]["road_condition"]
        )
        == state
        and not m["contested"]
        and m["surveyed"]["marker_condition"] == "intact"
        and 20 < row < 400
    )


def put_back(tab: Tab) -> None:
    """Make a map of a page that was used what it was when it was loaded."""
    tab.call("Page.bringToFront")  # one behind another is not drawn
    tab.call("Input.dispatchMouseEvent", type="mouseMoved", x=-1, y=-1)
    tab.js(
        "(page => { page.map.stop(); page.sheetUp = false; page.hideCard();"
        " document.querySelector('.mg-time-toggle[aria-expanded=true]')?.click();"
        " page.state.set({...page.first}); page.furnish(); page.mark(null); page.fit();"
        " page.container.classList.remove('mg-hit');"
        " page.moved = false; page.state.set({at: null}); clearTimeout(page.writing);"
        " document.activeElement.blur(); scrollTo(0, 0);"
        " history.replaceState(history.state, '', location.pathname); })(mocgioi.page)"
    )
    tab.settle()


def follow(tab: Tab, fragment: str) -> None:
    """Put another hash into the address of a page and wait until it is followed."""
    tab.js(
        "new Promise(done => { addEventListener('hashchange', () => done(1), {once: true});"
        f" location.hash = {json.dumps(fragment)}; }})"
    )
    tab.settle()
