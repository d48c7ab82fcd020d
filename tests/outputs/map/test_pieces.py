"""Where markers would run into each other, pieces of the border stand for them."""

from __future__ import annotations

import itertools
import math
from typing import Any

import pytest

from tests.browser import Tab
from tests.outputs.map import province
from tests.outputs.map.conftest import Opener
from tests.outputs.map.driving import close_up, place_of

pytestmark = pytest.mark.browser

PIECES = (
    "(canvas => canvas.pieces && canvas.pieces.map(piece => ({...piece,"
    " name: mocgioi.pieceName(canvas, piece)})))(mocgioi.page.canvas)"
)


def ring_place(tab: Tab, at: int) -> tuple[float, float]:
    """Where a ring stands in the window."""
    left, top = tab.js(
        "(({map, canvas}) => { const at = map.layerPointToContainerPoint("
        f"[canvas.pieces[{at}].x, canvas.pieces[{at}].y]); return [at.x, at.y]; }})(mocgioi.page)"
    )
    return left, top


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1280, 800)])
def test_every_marker_is_in_one_ring_and_no_ring_covers_another(
    shared_map: Opener, width: int, height: int
) -> None:
    tab = shared_map(province.facts(), width, height, mobile=width < 700)
    pieces = tab.js(PIECES)
    rows = [row for piece in pieces for row in piece["rows"]]
    assert sorted(rows) == list(range(province.MARKERS))
    assert 5 < len(pieces) < 60
    for piece, other in itertools.combinations(pieces, 2):
        far = math.hypot(piece["x"] - other["x"], piece["y"] - other["y"])
        assert far > piece["r"] + other["r"]


def test_a_ring_tells_how_many_of_its_markers_have_a_road(shared_map: Opener) -> None:
    facts = province.facts()
    for piece in shared_map(facts).js(PIECES):
        needing = [m for row in piece["rows"] if (m := facts["markers"][row])["needs_road"]]
        built = sum(m["surveyed"]["road_status"] == "built" for m in needing)
        assert f" {built}/{len(needing)} (" in piece["name"]


def test_a_ring_has_no_share_of_markers_chosen_by_their_state(shared_map: Opener) -> None:
    tab = shared_map(province.facts(), fragment="state=none")
    assert not any("/" in piece["name"] for piece in tab.js(PIECES))
    tab.js("mocgioi.page.state.set({filters: {commune: ['C05']}})")
    assert all("/" in piece["name"] for piece in tab.js(PIECES) or ())


def test_rings_become_symbols_as_one_comes_closer(shared_map: Opener) -> None:
    tab = shared_map(province.facts())
    assert tab.js(PIECES)
    close_up(tab, 200)
    assert tab.js(PIECES) is None


def test_a_few_markers_left_by_a_filter_are_drawn_one_by_one(shared_map: Opener) -> None:
    tab = shared_map(province.facts())
    tab.js("void mocgioi.page.state.set({filters: {state: ['not_needed']}})")
    assert tab.js(PIECES) is None


def test_rings_follow_the_filter(shared_map: Opener) -> None:
    facts = province.facts()
    tab = shared_map(facts)
    tab.js("void mocgioi.page.state.set({filters: {state: ['none']}})")
    rows = [row for piece in tab.js(PIECES) for row in piece["rows"]]
    assert rows
    assert {facts["markers"][row]["surveyed"]["road_status"] for row in rows} == {"none"}


def alarming() -> Any:
    facts = province.facts()
    facts["markers"][100]["alarm"] = "sure"
    return facts


def hits(tab: Tab, row: int) -> list[int]:
    """Rows that a press on a marker's own place hits."""
    found: list[int] = tab.js(
        "((page, row) => page.canvas.near(page.map.latLngToLayerPoint(page.latLngOf(row)), 2)"
        f".map(hit => hit.row))(mocgioi.page, {row})"
    )
    return found


def test_an_alarm_and_the_selected_marker_stand_alone_among_rings(shared_map: Opener) -> None:
    tab = shared_map(alarming())
    assert tab.js(PIECES)
    tab.js("void mocgioi.page.mark(300)")
    assert (hits(tab, 100), hits(tab, 300), hits(tab, 200)) == ([100], [300], [])


def test_a_ring_that_is_pressed_comes_closer_to_its_markers(shared_map: Opener) -> None:
    tab = shared_map(province.facts())
    at = len(tab.js(PIECES)) // 2
    rows = tab.js(PIECES)[at]["rows"]
    before = tab.js("mocgioi.page.map.getZoom()")
    tab.click(*ring_place(tab, at))
    assert tab.js("mocgioi.page.map.getZoom()") > before
    left, top = place_of(tab, rows[len(rows) // 2])
    assert 0 < left < 1280
    assert 0 < top < 800
    assert tab.js(PIECES) is None


def test_a_ring_follows_the_day(shared_map: Opener) -> None:
    tab = shared_map(province.facts())
    names = [piece["name"] for piece in tab.js(PIECES)]
    tab.js(
        "(({model}) => { const {of, at} = model.register.codes('state');"
        " globalThis.before = {of, at};"
        " model.register.replace('state', {of: ['none'], at: new Uint8Array(at.length)}); })"
        "(mocgioi.page)"
    )
    after = [piece["name"] for piece in tab.js(PIECES)]
    tab.js("void mocgioi.page.model.register.replace('state', globalThis.before)")
    assert all(" 0/" in name for name in after)
    assert names != after


def test_numbers_cover_neither_a_symbol_nor_each_other(shared_map: Opener) -> None:
    tab = shared_map(province.facts())
    for row, zoom in ((120, 13), (237, 13.5), (400, 14)):
        tab.js(
            f"void mocgioi.page.map.setView(mocgioi.page.latLngOf({row}), {zoom},"
            " {animate: false})"
        )
        boxes, symbols = tab.js(
            "(({canvas, map, model}) => { const symbols = [];"
            " canvas._eachPoint(canvas._bounds, (row, x, y) =>"
            "  symbols.push([x, y, mocgioi.radiusAt(map.getZoom())]));"
            " for (const place of [...model.posts, ...model.gates]) {"
            "  const {x, y} = canvas._layerPoint(place); symbols.push([x, y, 7]); }"
            " return [canvas.numbers.map(({box}) => box), symbols]; })(mocgioi.page)"
        )
        assert len(boxes) > 5
        for box, other in itertools.combinations(boxes, 2):
            assert (
                box["right"] <= other["left"]
                or other["right"] <= box["left"]
                or box["bottom"] <= other["top"]
                or other["bottom"] <= box["top"]
            )
        for box, (x, y, r) in itertools.product(boxes, symbols):
            across = max(box["left"] - x, x - box["right"], 0)
            down = max(box["top"] - y, y - box["bottom"], 0)
            assert math.hypot(across, down) >= r - 0.5


def test_the_selected_marker_has_its_number_however_crowded_it_is(shared_map: Opener) -> None:
    tab = shared_map(province.facts(), fragment="marker=1100")
    written = tab.js(
        "(({prototype}) => { const {put} = prototype; const drawn = [];"
        " prototype.put = function (lines, ...how) {"
        "  const box = put.call(this, lines, ...how);"
        "  if (box) drawn.push(lines[0].text);"
        "  return box; };"
        " mocgioi.page.canvas.refresh(); prototype.put = put; return drawn; })(mocgioi.Names)"
    )
    assert "1100" in written
