"""Stretches of the border line: coloured by how many of their markers have a road, with figures."""

from __future__ import annotations

import pytest

from mocgioi.analysis.figures.groups import percent_of
from mocgioi.outputs.map.facts import MapFacts
from mocgioi.outputs.shading import shade_of, share_breaks
from mocgioi.outputs.symbology import COVERAGE_TINTS
from tests.browser import Tab
from tests.outputs.map import province
from tests.outputs.map.conftest import Opener
from tests.outputs.map.driving import card_text

pytestmark = pytest.mark.browser

ON = "layers=boundary+stretches"
BLOCK = "document.querySelector('[data-legend=stretches]').closest('section')"


def counted(facts: MapFacts, stretch: int) -> tuple[int, int, int]:
    """Markers needing a road of a stretch, those declared built, those a line reaches."""
    own = [
        m
        for m in facts["markers"]
        if m["needs_road"] and m["border_km"] is not None and m["border_km"] // 10 == stretch
    ]
    built = sum(m["surveyed"]["road_status"] == "built" for m in own)
    return len(own), built, sum(m["measured"] == "reached" for m in own)


def middle_of(tab: Tab, stretch: int) -> tuple[float, float]:
    """Where the middle vertex of a stretch stands in the window, in CSS pixels."""
    left, top = tab.js(
        f"((page) => {{ const line = page.model.stretches[{stretch}].lines[0];"
        " const at = Math.floor(line.length / 4) * 2;"
        " const place = page.map.unproject([line[at], line[at + 1]], 0);"
        " page.map.setView(place, 14, {animate: false});"
        " const pixel = page.map.latLngToContainerPoint(place); return [pixel.x, pixel.y]; })"
        "(mocgioi.page)"
    )
    return left, top


def test_stretches_are_off_until_asked_for(shared_map: Opener) -> None:
    tab = shared_map(province.facts(), fragment="tab=overview")
    box = "document.querySelector('[data-layer=stretches]')"
    picture = "document.querySelector('canvas.mg-canvas').toDataURL()"
    strip = "document.querySelector('.mg-strip canvas').toDataURL()"
    before = tab.js(picture), tab.js(strip)
    assert tab.js(f"{box}.checked") is False
    tab.js(f"void {box}.click()")
    assert tab.js(picture) != before[0]
    assert tab.js(strip) != before[1]
    tab.js(f"void {box}.click()")
    assert (tab.js(picture), tab.js(strip)) == before


def test_a_stretch_has_the_tint_of_its_share(shared_map: Opener) -> None:
    facts = province.facts()
    counts = [counted(facts, at) for at in range(24)]
    shares = [percent_of(built, needing) for needing, built, _ in counts]
    tab = shared_map(facts, fragment="layers=stretches")
    left, top = middle_of(tab, 3)
    pixel = tab.js(
        "(c => { const box = c.getBoundingClientRect(); const k = c.width / box.width;"
        f" return [...c.getContext('2d').getImageData(({left} - box.left) * k,"
        f" ({top} - box.top) * k, 1, 1).data].slice(0, 3); }})"
        "(document.querySelector('canvas.mg-canvas'))"
    )
    shade = shade_of(shares[3], share_breaks(shares))
    assert shade is not None
    tint = COVERAGE_TINTS[shade]
    assert pixel == [int(tint[at : at + 2], 16) for at in (1, 3, 5)]


@pytest.mark.parametrize("mobile", [False, True])
def test_a_stretch_pressed_tells_its_figures_and_what_waits(
    shared_map: Opener, mobile: bool
) -> None:
    facts = province.facts()
    needing, built, reached = counted(facts, 3)
    tab = shared_map(
        facts, *((390, 844) if mobile else (1280, 800)), mobile=mobile, fragment="layers=stretches"
    )
    (tab.tap if mobile else tab.click)(*middle_of(tab, 3))
    shown = card_text(tab)
    assert shown.startswith("Đường biên km 30 – 40")
    assert f"{built}/{needing} (" in shown
    assert f"{reached}/{needing} (" in shown
    chips = tab.js("document.querySelectorAll('.mg-card .mg-chip-button').length")
    assert chips == needing - built
    tab.js("void document.querySelector('.mg-card .mg-chip-button').click()")
    assert card_text(tab).startswith("Mốc ")


@pytest.mark.parametrize(
    ("colouring", "at", "words"), [("declared", 1, "declared"), ("measured", 2, "by the lines")]
)
def test_the_legend_has_the_figures_of_each_stretch(
    shared_map: Opener, colouring: str, at: int, words: str
) -> None:
    facts = province.facts()
    tab = shared_map(facts, fragment=f"{ON}&tab=overview&colour={colouring}&lang=en")
    assert words in tab.js(f"{BLOCK}.querySelector('h2').textContent")
    rows = tab.js(
        f"[...{BLOCK}.querySelectorAll('.mg-stretches li')]"
        ".map(li => li.querySelector('.mg-count').textContent)"
    )
    figures = [counted(facts, stretch) for stretch in range(24)]
    assert [row.split(" ")[0] for row in rows] == [f"{f[at]}/{f[0]}" for f in figures]
    tab.js(f"void {BLOCK}.querySelectorAll('.mg-stretches button')[23].click()")
    assert card_text(tab).startswith("Border km 230 – 230.95")


def test_a_stretch_is_printed_with_its_tints(shared_map: Opener) -> None:
    tab = shared_map(province.facts(), fragment=f"{ON}&print=map_a4")
    assert "Đoạn 10 km" in tab.js("document.querySelector('.mg-poster').innerText")
