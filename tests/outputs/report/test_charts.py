"""Charts: what is drawn has the length of the figure, and stands without help of anything."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pytest

from mocgioi.domain.counting import STATUS_ORDER
from mocgioi.outputs.report import charts
from mocgioi.outputs.report.svg import FONT
from mocgioi.outputs.symbology import STATUS_BARS
from tests.outputs.report.documents import HOSTILE, ordinary

SVG = "{http://www.w3.org/2000/svg}"


def locator_facts(name: str = "Ba Sơn", **more: Any) -> dict[str, Any]:
    ring = [[106.5, 22.3], [106.9, 22.3], [106.9, 21.9], [106.5, 22.3]]
    commune = {"name": name, "percent": 75.0, "rings": [ring], "longitude": 106.7, "latitude": 22.1}
    return {"communes": [commune], "boundary": [ring[:2]], **more}


def test_every_status_that_is_counted_has_its_bar() -> None:
    assert tuple(STATUS_BARS) == STATUS_ORDER
    looks = [(bar.fill, bar.hatch) for bar in STATUS_BARS.values()]
    heights = [bar.height for bar in STATUS_BARS.values()]
    assert len(set(looks)) == len(set(heights)) == len(STATUS_BARS)


def drawn(name: str) -> str:
    document = ordinary(["commune", "marker"])
    groups = {by: [g for g in document["groups"] if g["by"] == by] for by in document["by"]}
    match name:
        case "share":
            return charts.share(document["totals"], "vi", title=HOSTILE)
        case "bars":
            return charts.bars([{**groups["commune"][0], "name": HOSTILE}], "vi", title=HOSTILE)
        case "strip":
            markers = [{**group, "commune_name": HOSTILE} for group in groups["marker"]]
            return charts.strip(markers, "vi", title=HOSTILE)
        case "progress":
            return charts.progress(progress_facts(), "vi", title=HOSTILE)
    return charts.locator(locator_facts(HOSTILE), "vi", title=HOSTILE)


def progress_facts() -> dict[str, Any]:
    return {
        "as_of": "2023-12-31",
        "points": [
            {"as_of": None, "markers_needing_road": 4, "road_built": 0},
            {"as_of": "2023-07-02", "markers_needing_road": 4, "road_built": 3},
        ],
        "published": [{"as_of": "2023-12-31", "value": 3, "denominator": 4}],
        "began": [],
    }


each_chart = pytest.mark.parametrize("name", ["share", "bars", "strip", "progress", "locator"])


@each_chart
def test_a_chart_is_well_formed_whatever_the_names(name: str) -> None:
    root = ElementTree.fromstring(drawn(name))
    assert root.tag == f"{SVG}svg"
    assert {child.tag for child in root.iter()} <= {
        SVG + tag for tag in ("svg", "title", "rect", "path", "line", "text", "polyline", "polygon")
    }


@each_chart
def test_a_chart_refers_to_nothing_and_names_a_times_face(name: str) -> None:
    svg = drawn(name)
    assert not re.search(r"url\(|href|<style|<script|<image", svg)
    assert f'font-family="{FONT}"' in svg


@each_chart
def test_a_chart_is_the_same_twice(name: str) -> None:
    assert drawn(name) == drawn(name)


@each_chart
def test_a_chart_has_its_size_in_millimetres(name: str) -> None:
    assert re.match(r'<svg [^>]*width="165mm" height="[\d.]+mm" viewBox="0 0 165 ', drawn(name))


def test_bars_are_cut_by_status_in_proportion() -> None:
    group = next(g for g in ordinary()["groups"] if g["code"] == "06196")
    widths = re.findall(r'width="([\d.]+)" height="3.6"', charts.bars([group], "vi", title=""))
    assert widths == ["46.5", "46.5"]


def test_the_strip_draws_every_marker_once_and_higher_the_further_its_road_is() -> None:
    markers = [
        {"code": str(number), "road_status": status, "commune_name": "Ba Sơn"}
        for number, status in enumerate(("built", "under_construction", "none"), start=1116)
    ]
    svg = charts.strip(markers, "vi", title="")
    heights = [float(h) for h in re.findall(r'<rect [^>]*height="([\d.]+)" fill="[^"]*"', svg)]
    bars, swatches = heights[:3], heights[3:]
    assert bars == sorted(bars, reverse=True)
    assert len(swatches) == 3


def test_the_line_of_progress_steps_on_the_day_the_figure_moved() -> None:
    (line,) = [
        points
        for points, stroke in re.findall(
            r'<polyline points="([^"]*)" fill="none" stroke="#000" stroke-width="([\d.]+)"',
            charts.progress(progress_facts(), "vi", title=""),
        )
        if stroke == "0.8" and len(points.split()) > 2
    ]
    steps = [tuple(map(float, point.split(","))) for point in line.split()]
    assert steps[-1][1] == steps[-2][1]
    half_year = next(
        across for (across, down), (_, next_down) in pairwise(steps) if down != next_down
    )
    assert half_year == pytest.approx((12 + 161) / 2, abs=0.5)


def test_what_was_published_is_a_point_apart_and_not_of_the_line() -> None:
    with_it = charts.progress(progress_facts(), "vi", title="")
    without = charts.progress({**progress_facts(), "published": []}, "vi", title="")
    lines = re.compile(r"<polyline [^>]*>")
    assert lines.findall(with_it)[:-1] == lines.findall(without)[:-1]
    assert with_it.count("<polygon") == 2
    assert "<polygon" not in without


def test_what_a_line_climbs_by_stands_below_it() -> None:
    bare = charts.progress(progress_facts(), "vi", title="")
    told = charts.progress({**progress_facts(), "began": [HOSTILE, "b"]}, "vi", title="")
    high, higher = (float(re.findall(r'height="([\d.]+)mm"', svg)[0]) for svg in (bare, told))
    assert higher - high == 9
    levels = [float(y) for y in re.findall(r'<text x="12" y="([\d.]+)"', told)]
    assert [level for level in levels if level > high] == [high + 1.5, high + 6]


def test_the_fuller_a_commune_the_darker_it_is() -> None:
    facts = locator_facts()
    (commune, *_) = facts["communes"]
    facts["communes"] = [{**commune, "percent": share} for share in (None, 0.0, 50.0, 100.0)]
    drawn = charts.locator(facts, "vi", title="")
    fills = [int(fill, 16) for fill in re.findall(r'<polygon [^>]*fill="#(..)', drawn)]
    assert fills == sorted(fills, reverse=True)
    assert fills[0] == fills[1] > fills[2] > fills[3]


def test_the_key_of_a_sketch_has_the_classes_that_it_shades_by() -> None:
    facts = locator_facts()
    (commune, *_) = facts["communes"]
    facts["communes"] = [{**commune, "percent": share} for share in (39.3, 57.7, 74.5, 90.0)]
    drawn = charts.locator(facts, "vi", title="")
    assert re.findall(r">(\d+–\d+%)<", drawn) == ["35–50%", "50–65%", "65–80%", "80–95%"]


def test_labels_of_communes_that_are_close_do_not_cover_each_other() -> None:
    facts = locator_facts()
    facts["communes"] *= 3
    places = re.findall(
        r'<text x="([\d.]+)" y="([\d.]+)"[^>]*bold[^>]*fill="#000">',
        charts.locator(facts, "vi", title=""),
    )
    assert len(set(places)) == 3


def test_nothing_to_draw_is_still_a_drawing() -> None:
    empty = {"as_of": "2023-12-31", "points": [], "published": [], "began": []}
    for drawing in (
        charts.bars([], "vi", title=""),
        charts.strip([], "vi", title=""),
        charts.progress(empty, "vi", title=""),
    ):
        ElementTree.fromstring(drawing)


def test_the_name_of_a_narrow_band_stands_beside_the_border_line() -> None:
    facts = locator_facts(boundary=[[[106.5, 22.1], [106.9, 22.1]]])
    facts["communes"][0]["rings"] = [
        [[106.5, 22.1], [106.9, 22.1], [106.9, 22.0995], [106.5, 22.0995], [106.5, 22.1]]
    ]
    svg = charts.locator(facts, "vi", title="")
    (line,) = re.findall(r'<polyline points="[^ "]*?,([\d.]+) [^"]*"[^>]*dasharray', svg)[:1]
    (name,) = re.findall(r'y="([\d.]+)"[^>]*bold[^>]*fill="#000">', svg)
    assert abs(float(name) - float(line)) > 3
