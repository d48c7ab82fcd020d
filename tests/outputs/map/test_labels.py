"""No name of a commune ever stands on another, at any size of window and however close."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest
import shapely
import shapely.affinity

from mocgioi import tracker
from mocgioi.outputs.map.audience import redacted
from mocgioi.outputs.map.facts import MapFacts
from mocgioi.tracker.drawing import map_facts
from tests.browser import Tab
from tests.outputs.map import province
from tests.outputs.map.conftest import Opener
from tests.outputs.map.driving import card_text, follow
from tests.shared import shared

pytestmark = pytest.mark.browser

SIZES = (
    *((320, 640), (360, 740), (390, 844), (768, 1024), (844, 390)),
    *((1093, 620), (1366, 768), (1920, 1080)),
)
OTHER_SIZES = ((360, 740), (844, 390), (1366, 768))
"""A phone either way and a screen, for pages that differ from the first in what they have."""
CLOSER = ((1.6, 2), (1.6, 7), (3.2, 5))
"""How much closer than the whole border, and at which commune."""

SEEN = (
    "(({map, canvas}) => { const corner = map.containerPointToLayerPoint([0, 0]);"
    " const moved = ({left, top, right, bottom}) =>"
    "  [left - corner.x, top - corner.y, right - corner.x, bottom - corner.y];"
    " const origin = map.getPixelOrigin().add(corner), size = map.getSize();"
    " return {zoom: map.getZoom(), origin: [origin.x, origin.y], size: [size.x, size.y],"
    "  covered: canvas.covered().map(b => [b.left, b.top, b.right, b.bottom]),"
    "  signs: [...(canvas.pieces || []), ...canvas.signs()].map(({x, y, r}) =>"
    "   [x - r - corner.x, y - r - corner.y, x + r - corner.x, y + r - corner.y]),"
    "  labels: canvas.labels.map(l => ({code: l.code, text: l.text, key: l.key || null,"
    "   digit: l.digit || false,"
    "   box: moved(l.box), leader: l.leader && l.leader.map(p => [p.x - corner.x, p.y - corner.y]),"
    "   panel: Boolean(document.elementFromPoint((l.box.left + l.box.right) / 2 - corner.x,"
    "    (l.box.top + l.box.bottom) / 2 - corner.y).closest('.mg-root'))}))}; })(mocgioi.page)"
)
BIT_PX = 1.5
"""Outlines are rounded in the page, and a letter's edge is soft."""
IN_VIEW_PX2 = 200.0


def on_screen(shape: shapely.Geometry, seen: dict[str, Any]) -> shapely.Geometry:
    """Degrees to pixels of the window by Web Mercator, reckoned apart from the page."""
    world = 256.0 * 2 ** seen["zoom"]

    def project(corners: Any) -> Any:
        from numpy import arctanh, column_stack, pi, radians, sin

        x = world * (corners[:, 0] / 360 + 0.5) - seen["origin"][0]
        y = world * (0.5 - arctanh(sin(radians(corners[:, 1]))) / (2 * pi)) - seen["origin"][1]
        return column_stack((x, y))

    return shapely.transform(shape, project)


def faults_of(
    label: dict[str, Any],
    seen: dict[str, Any],
    areas: dict[str, shapely.Geometry],
    spans: dict[str, shapely.Geometry],
    free: shapely.Geometry,
) -> list[str]:
    """What is wrong with one label of a view."""
    found = []
    box, text = shapely.box(*label["box"]), label["text"]
    if label["panel"] or not box.within(free.buffer(BIT_PX)):
        found.append(f"{text} lies under a panel")
    if label["key"]:
        told_by = {other["code"] for other in seen["labels"] if other["digit"]}
        if told_by != set(label["key"]):
            found.append(f"{text} has no digits on the map")
        return found
    own = areas.get(label["code"])
    others = [area for code, area in areas.items() if code != label["code"]]
    if label["leader"]:
        start, end = map(shapely.Point, label["leader"])
        home = own if own is not None else spans[label["code"]]
        if start.distance(home) > BIT_PX:
            found.append(f"{text}: its leader begins elsewhere")
        line = shapely.union_all(list(spans.values()))
        crossing = shapely.LineString([start, end]).crosses(line)
        if home is own and crossing:
            found.append(f"{text}: its leader crosses the border line")
        if end.distance(box) > BIT_PX:
            found.append(f"{text}: its leader does not reach it")
        if any(shapely.intersection(box, other).area > BIT_PX for other in others):
            found.append(f"{text} stands on another commune")
    elif label["digit"]:
        home = own if own is not None else spans[label["code"]].buffer(40)
        if box.centroid.distance(home) > BIT_PX:
            found.append(f"digit {text} does not stand in its own commune")
    elif own is None or not box.buffer(-BIT_PX).within(own):
        found.append(f"{text} does not stand in its own commune")
    return found


def faults(facts: MapFacts, seen: dict[str, Any]) -> list[str]:
    """What is wrong with the labels of a view."""
    areas = {
        c["code"]: on_screen(province.area(c["rings"]), seen)
        for c in facts["communes"]
        if c["rings"]
    }
    spans = {
        c["code"]: on_screen(
            shapely.MultiLineString(
                [p["line"] for p in facts["boundary"] if p["commune_code"] == c["code"]]
            ),
            seen,
        )
        for c in facts["communes"]
    }
    window = shapely.box(0, 0, *seen["size"])
    free = shapely.difference(window, shapely.union_all([shapely.box(*b) for b in seen["covered"]]))
    told = {label["code"] for label in seen["labels"]}
    told |= {code for label in seen["labels"] for code in label["key"] or ()}
    found = [
        f"{code} has no label"
        for code, area in areas.items()
        if code not in told
        and any(
            part.area > IN_VIEW_PX2
            for part in shapely.get_parts(shapely.intersection(area, free).buffer(-BIT_PX * 2))
        )
    ]
    found += [
        f"{code} has no label on the line"
        for code, span in spans.items()
        if code not in areas and code not in told and shapely.intersection(span, free).length > 30
    ]
    for label in seen["labels"]:
        found += faults_of(label, seen, areas, spans, free)
        box = shapely.box(*label["box"])
        hidden = [s for s in seen["signs"] if shapely.intersection(shapely.box(*s), box).area > 1.5]
        if hidden and not label["digit"]:
            found.append(f"{label['text']} hides a ring, an alarm, a post or a gate")
    for label, other in itertools.combinations(seen["labels"], 2):
        boxes = shapely.box(*label["box"]), shapely.box(*other["box"])
        if shapely.intersection(*boxes).area > 0:
            found.append(f"{label['text']} overlaps {other['text']}")
    return found


def middle_of(facts: MapFacts, index: int) -> tuple[float, float]:
    """Where a commune is looked at: at its name, or without an outline at its line."""
    commune = facts["communes"][index]
    if commune["rings"]:
        return commune["longitude"] or 0.0, commune["latitude"] or 0.0
    own = [p["line"] for p in facts["boundary"] if p["commune_code"] == commune["code"]]
    longitude, latitude = own[0][len(own[0]) // 2]
    return longitude, latitude


def looked_at(
    tab: Tab, facts: MapFacts, sizes: tuple[tuple[int, int], ...] = OTHER_SIZES
) -> list[str]:
    """What is wrong at each size, the whole border and closer."""
    found = []
    for width, height in sizes:
        tab.viewport(width, height, mobile=width < 700 or height < 500)
        tab.settle()
        tab.js("void mocgioi.page.fit()")
        whole = tab.js("mocgioi.page.map.getZoom()")
        views = [(whole, None), *((whole + closer, at) for closer, at in CLOSER)]
        for zoom, at in views:
            if at is not None:
                longitude, latitude = middle_of(facts, at)
                tab.js(
                    f"void mocgioi.page.map.setView([{latitude}, {longitude}], {zoom},"
                    " {animate: false})"
                )
            seen = tab.js(SEEN)
            assert seen["labels"]
            found += [f"{width} px, zoom {zoom:.2f}: {fault}" for fault in faults(facts, seen)]
    return found


def test_labels_of_outlines_tell_the_truth_at_every_size(open_map: Opener) -> None:
    facts = province.with_outlines()
    assert looked_at(open_map(facts), facts, SIZES) == []


def test_labels_of_communes_without_outlines_stand_by_their_line(open_map: Opener) -> None:
    facts = province.facts()
    assert looked_at(open_map(facts), facts) == []


def test_labels_of_the_public_edition_tell_the_truth(open_map: Opener) -> None:
    facts = redacted(province.with_outlines(), "public")
    assert looked_at(open_map(facts), facts) == []


@pytest.fixture(scope="module")
def demonstration(built_demo: Path) -> MapFacts:
    return map_facts(tracker.open(built_demo).store, as_of="2026-11-29", lang="vi")


def test_labels_of_the_demonstration_tell_the_truth(open_map: Opener, built_demo: Path) -> None:
    facts = map_facts(tracker.open(built_demo).store, as_of="2023-12-31", lang="vi")
    assert looked_at(open_map(facts), facts) == []


def test_labels_of_the_real_communes_tell_the_truth(open_map: Opener, tmp_path: Path) -> None:
    made = tracker.create(tmp_path / "p.gpkg")
    for kind, *parts in (
        ("communes", "langson_border_communes_2025.geojson"),
        ("boundary", "langson_china_border_by_commune.geojson"),
        ("markers", "province", "register.xlsx"),
    ):
        made.register.import_file(kind, shared("data", *parts))
    facts = map_facts(made.store, as_of="2026-11-29", lang="vi")
    assert looked_at(open_map(facts), facts, SIZES) == []


def test_the_whole_border_needs_no_key(open_map: Opener) -> None:
    tab = open_map(province.with_outlines(), 390, 844, mobile=True)
    assert tab.js("mocgioi.page.canvas.labels.map(l => l.key || l.digit || 0)") == [0] * 11


def test_a_label_stays_where_it_is_when_the_map_is_moved_a_little(open_map: Opener) -> None:
    tab = open_map(province.with_outlines())
    places = (
        "(({map, canvas}) => canvas.labels.map(({box}) =>"
        " [box.left, box.top].map((at, axis) => at + map.getPixelOrigin()[axis ? 'y' : 'x'])))"
        "(mocgioi.page)"
    )
    before = tab.js(places)
    tab.js("void mocgioi.page.map.panBy([9, 7], {animate: false})")
    assert tab.js(places) == before


def test_a_label_tells_the_whole_name_and_opens_the_card_of_its_commune(open_map: Opener) -> None:
    tab = open_map(province.with_outlines())
    left, top, tip = tab.js(
        "(page => { const {box} = page.canvas.labels.find(({code}) => code === 'C04');"
        " const point = L.point((box.left + box.right) / 2, (box.top + box.bottom) / 2);"
        " const {x, y} = page.map.layerPointToContainerPoint(point);"
        " return [x, y, page.tipAt(point, 5)]; })(mocgioi.page)"
    )
    assert "Hoàng Văn Thụ" in tip
    tab.click(left, top)
    assert "Hoàng Văn Thụ" in card_text(tab)


def test_the_shares_on_labels_follow_the_day(open_map: Opener) -> None:
    tab = open_map(province.with_outlines())
    tab.js(
        "(({model, canvas}) => { const {at} = model.register.codes('state');"
        " model.register.replace('state', {of: ['none'], at: new Uint8Array(at.length)});"
        " canvas.refresh(); })(mocgioi.page)"
    )
    texts = tab.js("mocgioi.page.canvas.labels.map(({text}) => text)")
    assert all(" 0/" in text for text in texts)


PARTS_OF_THE_BORDER = ("commune=06184", "at=11.25/22.05/106.65", "at=10.25/21.95/106.75")


def test_labels_of_a_part_of_the_border_tell_the_truth(
    open_map: Opener, demonstration: MapFacts
) -> None:
    facts, found = demonstration, []
    for width, height in ((1366, 768), (844, 390), (320, 568)):
        tab = open_map(facts, width, height, mobile=height < 600)
        for fragment in ("", *PARTS_OF_THE_BORDER):
            follow(tab, fragment or "tab=situation")
            found += [f"{width} px, {fragment}: {fault}" for fault in faults(facts, tab.js(SEEN))]
    assert found == []


def test_labels_stay_clear_of_rings_as_the_time_bar_opens(
    open_map: Opener, demonstration: MapFacts
) -> None:
    tab = open_map(demonstration, 1280, 800, fragment="day=2023-12-31&since=2022-12-31")
    tab.js("void document.querySelector('.mg-time-toggle').click()")
    tab.settle()
    assert faults(demonstration, tab.js(SEEN)) == []


def test_no_name_and_no_ring_stands_under_a_panel_or_the_buttons(
    open_map: Opener, demonstration: MapFacts
) -> None:
    tab = open_map(demonstration, 320, 568, mobile=True)
    hidden = tab.js(
        "(({map, canvas}) => { const corner = map.containerPointToLayerPoint([0, 0]);"
        " const boxes = canvas.covered();"
        " return canvas.pieces.filter(({x, y}) => boxes.some(b =>"
        "  x - corner.x > b.left && x - corner.x < b.right && y - corner.y > b.top"
        "  && y - corner.y < b.bottom)).length; })(mocgioi.page)"
    )
    assert hidden == 0
