"""The page's own figures are those of the report: of everything, and of each area."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from mocgioi import tracker
from mocgioi.domain.counting import NOT_REPORTED, counts_as_built, is_needed
from mocgioi.domain.vocabulary import CODE_LISTS
from mocgioi.outputs.map import redacted
from mocgioi.outputs.map.assets import page_texts
from mocgioi.outputs.map.columns import pack
from mocgioi.outputs.map.facts import MapFacts
from mocgioi.outputs.symbology import MARKER_STATES, marker_state
from mocgioi.tracker.drawing import map_facts
from tests.outputs.map.scripts import run_page_scripts

DAY = "2026-11-29"
_FIGURES = "((f) => ({...f, byState: Object.fromEntries(f.byState)}))"


@pytest.fixture(scope="module")
def facts(built_demo: Path) -> MapFacts:
    return map_facts(tracker.open(str(built_demo)).store, as_of=DAY, lang="vi")


def of_page(facts: MapFacts, expression: str) -> Any:
    return run_page_scripts(
        *("words.js", "columns.js", "decode.js", "days.js", "figures.js"),
        expression="(model => { mocgioi.deriveAreas(model); return " + expression + "; })"
        "(mocgioi.unpack(data))",
        data=pack(facts, page_texts()),
    )


def areas(facts: MapFacts, by: str) -> Any:
    return of_page(
        facts,
        f"mocgioi.rankedAreas(model, '{by}').map((area) => ({{...area,"
        f" figures: {_FIGURES}(area.figures),"
        f" in_period: mocgioi.newInYear(model, area.rows, '{DAY}').length}}))",
    )


@pytest.mark.parametrize("need_road", ["yes", "no"])
@pytest.mark.parametrize("status", [*CODE_LISTS["road_status"], None])
@pytest.mark.parametrize("condition", ["good", "damaged", "impassable", None])
def test_a_state_counts_as_its_marker_does(
    need_road: str, status: str | None, condition: str | None
) -> None:
    state = MARKER_STATES[marker_state(need_road == "yes", status, condition)]
    assert state.needs_road is is_needed(need_road)
    assert state.road_built is counts_as_built(need_road, status)


def _by_status(by_state: Mapping[str, int]) -> dict[str, int]:
    """States as the statuses of a report: a damaged road is built."""
    statuses = {code: by_state.get(code, 0) for code in (*CODE_LISTS["road_status"], NOT_REPORTED)}
    return statuses | {"built": statuses["built"] + by_state.get("built_damaged", 0)}


@pytest.mark.parametrize("audience", ["full", "internal"])
def test_all_markers_come_to_the_totals_of_the_report(facts: MapFacts, audience: str) -> None:
    figures = of_page(redacted(facts, audience), f"{_FIGURES}(mocgioi.figuresOfAll(model))")
    totals = facts["totals"]
    assert totals["road_built"]
    assert figures["markers"] == totals["markers"]
    assert figures["needing"] == totals["markers_needing_road"]
    assert figures["built"] == totals["road_built"]
    assert figures["percent"] == totals["percent"]
    assert _by_status(figures["byState"]) == totals["by_status"]


@pytest.mark.parametrize("day", ["2022-12-31", "2023-06-30", "2024-12-31", "2025-10-25"])
@pytest.mark.parametrize("by", ["commune", "stretch"])
def test_what_came_within_the_year_is_that_of_the_report_on_other_days(
    facts: MapFacts, built_demo: Path, by: str, day: str
) -> None:
    document = tracker.open(str(built_demo)).figures.coverage(as_of=day, by=[by])
    groups = {group["code"]: group["in_period"] or 0 for group in document["groups"]}
    counted = of_page(
        facts,
        f"(new mocgioi.Days(model).show('{day}'), mocgioi.areasOf(model, '{by}').map((area) =>"
        f" [area.code, mocgioi.newInYear(model, area.rows, '{day}').length]))",
    )
    assert {code: count for code, count in counted if code in groups} == groups
    assert sum(count for _, count in counted) == (document["totals"]["in_period"] or 0)


@pytest.mark.parametrize("audience", ["full", "internal"])
@pytest.mark.parametrize("by", ["commune", "post", "district", "stretch"])
def test_areas_are_the_groups_of_the_report(
    facts: MapFacts, built_demo: Path, by: str, audience: str
) -> None:
    document = tracker.open(str(built_demo)).figures.coverage(as_of=DAY, by=[by])
    groups = {
        group["code"]: (
            *(group["markers"], group["markers_needing_road"], group["road_built"]),
            *(group["percent"], group["in_period"], group["by_status"]),
        )
        for group in document["groups"]
        if group["code"] is not None or group["markers_needing_road"]
    }
    assert len(groups) > 2
    assert {
        area["code"]: (
            *(area["figures"]["markers"], area["figures"]["needing"], area["figures"]["built"]),
            *(
                area["figures"]["percent"],
                area["in_period"],
                _by_status(area["figures"]["byState"]),
            ),
        )
        for area in areas(redacted(facts, audience), by)
    } == groups


def test_areas_come_worst_first(facts: MapFacts) -> None:
    figures = [area["figures"] for area in areas(facts, "commune")]
    shares = [each["built"] / each["needing"] for each in figures]
    assert shares == sorted(shares)
    assert shares[0] < shares[-1]


def test_of_equal_shares_more_left_comes_first(facts: MapFacts) -> None:
    communes = [dict(facts["communes"][0], code=code) for code in ("A", "B", "C")]
    for commune, (needing, built) in zip(communes, [(2, 1), (8, 4), (3, 0)], strict=True):
        commune |= {"markers_needing_road": needing, "road_built": built}
    public = redacted({**facts, "communes": communes}, "public")  # type: ignore[typeddict-item]
    assert [area["code"] for area in areas(public, "commune")] == ["C", "B", "A"]


def test_a_public_page_counts_by_what_it_carries(facts: MapFacts) -> None:
    public = redacted(facts, "public")
    figures = of_page(public, "mocgioi.figuresOfAll(model)")
    assert (figures["built"], figures["needing"]) == (
        facts["totals"]["road_built"],
        facts["totals"]["markers_needing_road"],
    )
    damaged = of_page(public, f"{_FIGURES}(mocgioi.figuresOfAll(model)).byState.built_damaged")
    assert damaged
    assert damaged == facts["totals"]["built_damaged"]
    by_code = {c["code"]: c["road_built"] for c in facts["communes"]}
    assert {a["code"]: a["figures"]["built"] for a in areas(public, "commune")} == by_code


def test_a_place_just_short_of_a_stretch_stays_before_it(facts: MapFacts) -> None:
    markers = [{**marker, "border_km": 9.9999} for marker in facts["markers"][:3]]
    for audience in ("full", "internal"):
        some = {**facts, "markers": markers, "programme": None}
        shown = redacted(some, audience)  # type: ignore[arg-type]
        assert [area["code"] for area in areas(shown, "stretch")] == ["0-10"]
