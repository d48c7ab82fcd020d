"""What tests of the page do with it: look for a marker, come close, read the card."""

from __future__ import annotations

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
        if marker_state(m["needs_road"], m["road_status"], m["road_condition"]) == state
        and not m["contested"]
        and m["marker_condition"] == "intact"
        and 20 < row < 400
    )
