"""Where the page opens."""

from __future__ import annotations

from typing import Any

import pytest

from mocgioi.outputs.map.extent import PROVINCE, extent
from mocgioi.outputs.map.facts import MapFacts
from mocgioi.outputs.map.layer import build_map
from tests.outputs.map import province
from tests.outputs.map.conftest import Opener

WILD = [[1e300, 22.4], [0.0, 0.0], [106.7, -90.0]]
"""Vertices that a slip of the pen puts into a line."""


def with_wild_road(vertex: list[float], **changes: Any) -> MapFacts:
    facts = province.facts(**changes)
    facts["roads"][3]["lines"][0].insert(1, vertex)
    return facts


def test_the_extent_holds_every_marker() -> None:
    facts = province.facts()
    (south, west), (north, east) = extent(facts)
    for marker in facts["markers"]:
        assert marker["latitude"] is not None
        assert marker["longitude"] is not None
        assert south <= marker["latitude"] <= north
        assert west <= marker["longitude"] <= east


def test_without_any_position_the_extent_is_the_province() -> None:
    assert extent(province.without_positions()) == PROVINCE


@pytest.mark.parametrize("vertex", WILD)
def test_a_vertex_that_leaves_the_province_moves_neither_page_nor_folium_map(
    vertex: list[float],
) -> None:
    facts = with_wild_road(vertex)
    assert extent(facts) == extent(province.facts())
    options: dict[str, Any] = build_map(facts).options
    (south, west), (north, east) = options["max_bounds"]
    assert 21 < south < north < 23 and 106 < west < east < 108


@pytest.mark.parametrize("vertex", WILD)
def test_roads_alone_set_the_extent_without_what_is_far_from_them(vertex: list[float]) -> None:
    bare: dict[str, Any] = {"markers": [], "communes": [], "boundary": [], "posts": [], "gates": []}
    (south, west), (north, east) = extent(with_wild_road(vertex, **bare))
    assert 21 < south < north < 23 and 106 < west < east < 108


@pytest.mark.browser
def test_a_page_with_a_wild_vertex_opens_on_its_markers(open_map: Opener) -> None:
    tab = open_map(with_wild_road(WILD[0]))
    shown = "mocgioi.page.map.getBounds().contains(mocgioi.page.latLngOf(row))"
    assert tab.js(f"[0, 200, 473].map(row => {shown})") == [True, True, True]
    assert tab.errors == []


def lone_marker() -> MapFacts:
    bare: dict[str, Any] = {"communes": [], "boundary": [], "roads": [], "posts": [], "gates": []}
    return province.facts(markers=province.facts()["markers"][:1], **bare)


def test_the_extent_of_one_place_has_a_width_and_a_height() -> None:
    (south, west), (north, east) = extent(lone_marker())
    marker = lone_marker()["markers"][0]
    assert south < (marker["latitude"] or 0) < north
    assert west < (marker["longitude"] or 0) < east


@pytest.mark.browser
@pytest.mark.parametrize("sheet", ["map_a4", "map_a3"])
def test_a_single_marker_is_printed(open_map: Opener, sheet: str) -> None:
    tab = open_map(lone_marker(), fragment=f"print={sheet}")
    assert tab.js("document.querySelectorAll('.mg-sheet-map').length") == 1
    assert tab.errors == []
