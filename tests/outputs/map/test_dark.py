"""A dark page: every line and bar stands out from its ground, and paper stays light."""

from __future__ import annotations

import re

import pytest

from mocgioi.outputs.map.assets import page_style
from mocgioi.outputs.symbology import MARKER_STATES, STATUS_LOOKS
from tests.browser import Tab
from tests.outputs.map import province
from tests.outputs.map.conftest import Opener

pytestmark = pytest.mark.browser

LEAST = 3.0


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb`` (WCAG 2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def dark_page(shared_map: Opener) -> Tab:
    return shared_map(province.facts(), prefers_color_scheme="dark")


def test_lines_stand_out_from_every_ground_they_cross(shared_map: Opener) -> None:
    tab = dark_page(shared_map)
    grounds: list[str] = tab.js(
        "(({theme, model: {symbology}}) => [theme.ground, ...symbology.communes,"
        " ...symbology.coverage])(mocgioi.page)"
    )
    lines: dict[str, str] = tab.js(
        "(({theme, model: {symbology}}) => Object.assign({edge: theme.edge, km: theme.ink},"
        " {boundary: theme.boundary || symbology.boundary.colour},"
        " ...['roads', 'trunks'].map(name => Object.fromEntries(Object.entries(symbology[name])"
        "  .map(([code, line]) => [`${name} ${code}`, line.colour]))),"
        " Object.fromEntries(symbology.surfaces.map((colour, at) => [`surface ${at}`, colour]))))"
        "(mocgioi.page)"
    )
    assert len(grounds) == 10
    assert {"roads built", "trunks patrol", "surface 0", "boundary", "edge", "km"} <= set(lines)
    faint = [
        (name, ground, contrast(colour, ground))
        for name, colour in lines.items()
        for ground in grounds
        if contrast(colour, ground) < LEAST
    ]
    assert faint == []


def test_bars_of_states_stand_out_from_strip_and_panel(shared_map: Opener) -> None:
    tab = dark_page(shared_map)
    states: list[list[str]] = tab.js(
        "mocgioi.page.model.symbology.states.map(({code, colour}) => [code, colour])"
    )
    paper = re.search(r"prefers-color-scheme:\s*dark.*?--paper:\s*(#\w+)", page_style(), re.DOTALL)
    assert paper is not None
    track = tab.js("mocgioi.page.scene.theme.track")
    assert [code for code, _ in states] == list(MARKER_STATES)
    assert [s for s in states if min(contrast(s[1], track), contrast(s[1], paper[1])) < LEAST] == []
    drawn: list[str] = tab.js(
        "[...document.querySelectorAll('.mg-bar span')].map(bar =>"
        " getComputedStyle(bar).backgroundColor.match(/\\d+/g).map(part =>"
        " Number(part).toString(16).padStart(2, '0')).join(''))"
    )
    assert drawn
    assert [bar for bar in drawn if contrast(f"#{bar}", paper[1]) < LEAST] == []


def test_every_symbol_has_an_edge_that_parts_it_from_another(shared_map: Opener) -> None:
    """Symbols overlap: what parts two of one colour is their edge."""
    tab = dark_page(shared_map)
    states: list[list[str]] = tab.js(
        "mocgioi.page.model.symbology.states.map(({code, colour, outline}) =>"
        " [code, colour, outline])"
    )
    assert [code for code, colour, outline in states if contrast(colour, outline) < 1.5] == []


def test_a_light_page_has_the_colours_of_the_symbology(shared_map: Opener) -> None:
    tab = shared_map(province.facts(), prefers_color_scheme="light")
    built = tab.js("mocgioi.page.model.symbology.roads.built.colour")
    assert built == STATUS_LOOKS["built"].line_colour


def test_a_page_follows_the_system_into_the_dark_and_back(open_map: Opener) -> None:
    tab = open_map(province.facts(), prefers_color_scheme="light", fragment="marker=948")
    read = "getComputedStyle(document.querySelector('.mg-bar span')).backgroundColor"
    light = tab.js(read)
    for scheme, same in (("dark", False), ("light", True)):
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        tab.call("Emulation.setEmulatedMedia", features=features)
        tab.settle()
        assert (tab.js(read) == light) is same
    assert "Mốc 948" in tab.js("document.querySelector('.mg-card').innerText")
    assert tab.errors == []


def test_paper_is_light_on_a_dark_page(shared_map: Opener) -> None:
    tab = shared_map(province.facts(), prefers_color_scheme="dark", fragment="print=strip")
    shown = tab.js("getComputedStyle(document.querySelector('.mg-swatch')).backgroundColor")
    assert shown == "rgb(0, 88, 76)"
    assert tab.js("mocgioi.page.model.symbology.roads.built.colour") != "#00584c"


def test_forced_colours_leave_panels_an_edge_and_bars_their_colours(shared_map: Opener) -> None:
    tab = shared_map(province.facts(), forced_colors="active")
    edges = tab.js(
        "['.mg-side', '.mg-strip', '.mg-zoom'].map(part =>"
        " getComputedStyle(document.querySelector(part)).borderTopStyle)"
    )
    bars = tab.js(
        "new Set([...document.querySelectorAll('.mg-bar span')].map(bar =>"
        " getComputedStyle(bar).backgroundColor)).size"
    )
    assert edges == ["solid"] * 3
    assert bars > 2


def test_more_contrast_makes_soft_words_full(shared_map: Opener) -> None:
    tab = shared_map(province.facts(), prefers_contrast="more")
    read = "getComputedStyle(document.querySelector('.mg-figure-what')).color"
    assert tab.js(read) == tab.js("getComputedStyle(document.querySelector('.mg-map')).color")
