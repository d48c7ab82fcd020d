"""The ground on the page: quiet, below all else, and named where others leave room."""

from __future__ import annotations

from typing import Any

import pytest

from mocgioi.outputs.map import write_page
from mocgioi.outputs.map.facts import GroundFacts, MapFacts
from tests.browser import Tab
from tests.outputs.map import province
from tests.outputs.map.carrying import carried
from tests.outputs.map.conftest import Opener

pytestmark = pytest.mark.browser

NAMES = """(() => {
  const said = [], own = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (text, ...at) {
    said.push(text);
    return own.call(this, text, ...at);
  };
  mocgioi.page.canvas.refresh();
  CanvasRenderingContext2D.prototype.fillText = own;
  return said;
})()"""
COLOURS = "mocgioi.page.canvas.paths.map(({fill, colour}) => fill || colour)"


def ground() -> list[GroundFacts]:
    def named(vi: str, en: str, longitude: float, latitude: float) -> Any:
        return {"name": {"vi": vi, "en": en}, "longitude": longitude, "latitude": latitude}

    return [
        {
            "kind": "province",
            "lines": [[[106.1, 21.4], [107.3, 21.4], [106.6, 22.4], [106.1, 21.4]]],
            "names": [named("Lạng Sơn", "Lạng Sơn", 106.6, 21.8)],
        },
        {"kind": "country", "lines": [], "names": [named("Trung Quốc", "China", 107.0, 22.2)]},
        {"kind": "town", "lines": [], "names": [named("Hữu Lũng", "Hữu Lũng", 106.35, 21.5)]},
        {"kind": "river", "lines": [[[106.2, 21.6], [106.7, 21.9]]], "names": []},
    ]


def facts(**changes: Any) -> MapFacts:
    sources = [{"source": "GeoNames", "licence": "CC-BY-4.0"}]
    return province.facts(ground=ground(), ground_sources=sources, **changes)


def drawn(tab: Tab) -> list[str]:
    names: list[str] = tab.js(NAMES)
    return names


def test_it_is_on_at_first_and_can_be_turned_off(shared_map: Opener) -> None:
    tab = shared_map(facts(), fragment="tab=overview")
    box = "document.querySelector('[data-layer=ground]')"
    assert tab.js(f"{box}.checked")
    tab.settle()
    assert {"TRUNG QUỐC", "Hữu Lũng"} <= set(drawn(tab))
    on = tab.js(COLOURS)
    tab.js(f"void {box}.click()")
    assert not {"TRUNG QUỐC", "Hữu Lũng"} & set(drawn(tab))
    assert len(tab.js(COLOURS)) == len(on) - 2
    tab.js(f"void {box}.click()")


def test_the_province_lies_below_communes_and_rivers_above_them(shared_map: Opener) -> None:
    fills = shared_map(facts()).js(COLOURS)
    tints = [at for at, fill in enumerate(fills) if fill in ("#dfe7dc", "#f0e6d2", "#dae5ec")]
    assert fills[0] == "#fbfaf6"
    assert fills.index("#9fc3da") > max(tints, default=0)


def test_no_ground_has_an_edge_that_could_be_taken_for_a_border(shared_map: Opener) -> None:
    first = shared_map(facts()).js("mocgioi.page.canvas.paths[0]")
    assert first["fill"] == first["colour"]


def test_names_follow_the_language(shared_map: Opener) -> None:
    tab = shared_map(facts(), fragment="lang=en")
    assert "CHINA" in drawn(tab)
    assert "TRUNG QUỐC" not in drawn(tab)


def test_whose_it_is_stands_on_the_page(shared_map: Opener) -> None:
    tab = shared_map(facts(), fragment="tab=overview")
    foot = tab.js("document.querySelector('.mg-foot').innerText")
    assert "Nguồn của nền bản đồ: GeoNames (CC-BY-4.0)" in foot


def test_hostile_names_are_text(open_map: Opener) -> None:
    evil = "</script><img src=x onerror=alert(1)>"
    part: Any = ground()[1]
    part["names"][0] |= {"name": {"vi": evil, "en": evil}}
    whole = province.facts(ground=[part], ground_sources=[{"source": evil, "licence": evil}])
    assert evil not in write_page(whole) and evil in str(carried(write_page(whole)))
    tab = open_map(whole)
    tab.js("void mocgioi.page.map.setView([22.2, 107.0], 13, {animate: false})")
    assert evil.upper() in drawn(tab)
    assert (tab.dialogs, tab.errors, len(tab.requests)) == ([], [], 1)


def test_no_name_of_the_ground_is_cut_at_an_edge_or_stands_under_a_panel(
    shared_map: Opener,
) -> None:
    tab = shared_map(facts())
    assert "TRUNG QUỐC" in drawn(tab)
    tab.js(
        "(({map}) => { const {x, y} = map.latLngToContainerPoint([22.2, 107.0]);"
        " map.panBy([x - 1270, y - 200], {animate: false}); })(mocgioi.page)"
    )
    assert "TRUNG QUỐC" not in drawn(tab)
    tab.js(
        "(({map}) => { const {x, y} = map.latLngToContainerPoint([22.2, 107.0]);"
        " map.panBy([x - 150, y - 300], {animate: false}); })(mocgioi.page)"
    )
    assert "TRUNG QUỐC" not in drawn(tab)
