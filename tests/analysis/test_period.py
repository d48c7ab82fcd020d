"""What became of the figure within a period: whatever happened, it ties."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mocgioi.analysis.figures.coverage_facts import marker_facts
from mocgioi.analysis.figures.progress import by_year, progress
from mocgioi.domain.counting import Period
from mocgioi.domain.decision import VERDICTS
from mocgioi.tracker.moments import report_period
from tests.analysis.coverage_world import RECORDED_AT, World, decision

DAYS = (
    "2021-03-01",
    "2021-12-31",
    "2022-01-01",
    "2022-07-15",
    "2022-12-31",
    "2023-01-01",
    "2023-05-04",
)
STATUSES = ("none", "under_construction", "built", "built")
NAMED = ("completed_before", "newly_needed", "lost")
COUNTED = ("by_completion", "by_observation", "baseline")


@st.composite
def worlds(draw: st.DrawFn) -> World:
    world = World()
    some_day = st.sampled_from((None, *DAYS))
    for number in ("1116", "1117"):
        world.marker(number, need=draw(st.sampled_from(("yes", "yes", "no", None))))
        for day in draw(st.lists(some_day, max_size=4)):
            by = draw(st.sampled_from(("A", "B")))
            world.road(number, draw(st.sampled_from(STATUSES)), day, observer=by)
        for aspect, values in (
            ("existence", ("no", "yes")),
            ("need_road", ("no", "yes")),
            ("road_completed_on", DAYS),
        ):
            for day in draw(st.lists(some_day, max_size=2)):
                world.observe(number, aspect, draw(st.sampled_from(values)), day)
        if draw(st.booleans()):
            completed_on = draw(st.none() | st.sampled_from(DAYS))
            world.line(number, uuid=number, completed_on=completed_on)
    for place in range(draw(st.integers(0, 2))):
        about = draw(st.sampled_from(world.observations)).uuid
        verdict = draw(st.sampled_from(VERDICTS))
        world.decisions.append(decision(f"d{place}", about, verdict, RECORDED_AT))
    return world


def moved(period: Any) -> int:
    return int(
        sum(period[kind] for kind in COUNTED)
        + len(period["completed_before"])
        + len(period["newly_needed"])
        - len(period["lost"])
    )


@settings(max_examples=80, deadline=None)
@given(worlds(), st.sampled_from(DAYS), st.sampled_from(DAYS))
def test_the_eve_and_what_moved_give_the_end(world: World, one: str, other: str) -> None:
    first, last = sorted((one, other))
    document = world.count(last, by=("commune",), period=Period(first, last))
    period, totals = document["period"], document["totals"]
    eve = world.count(_before(first))["totals"]
    assert (period["before"] or 0) + moved(period) == (totals["road_built"] or 0)
    assert (period["before"] or 0) == (eve["road_built"] or 0)
    nothing_known = eve["road_built"] is None or not eve["markers_needing_road"]
    assert (period["before"] is None) == nothing_known
    assert (totals["in_period"] or 0) == period["by_completion"] + period["by_observation"]


@settings(max_examples=80, deadline=None)
@given(worlds())
def test_each_year_ties_with_the_one_before_it(world: World) -> None:
    inputs = world.inputs("2023-06-30")
    completions = {marker.number: marker.completion for marker in marker_facts(inputs)}
    points = progress(inputs.courses)
    start = [point["road_built"] for point in points if point["as_of"] is None]
    before = (start[-1] if start else 0) or 0
    for row in by_year(points, inputs.courses, completions, Period.of_year("2023-06-30")):
        otherwise = row["completed_before"] + row["newly_needed"] - row["lost"]
        added = row["by_completion"] + row["by_observation"] + row["baseline"]
        assert (row["before"] or 0) == before
        assert before + added + otherwise == (row["road_built"] or 0)
        assert row["road_built"] == world.count(row["as_of"])["totals"]["road_built"]
        before = row["road_built"] or 0


def _before(day: str) -> str:
    """The eve, as far as anything was said: a day before that is before all of them too."""
    return max(("2020-12-31", *(other for other in DAYS if other < day)))


def one_road(completed: str | None, *, papers: str | None = None, first: str = "none") -> Any:
    """What is counted of one marker that is first reported in 2021, and built since July 2022."""
    world = World()
    world.marker("1116")
    world.road("1116", first, "2021-03-01" if first == "none" else "2022-07-15")
    world.road("1116", "built", "2022-07-15")
    if completed:
        world.observe("1116", "road_completed_on", completed, "2022-07-15")
    if papers:
        world.line("1116", completed_on=papers)
    return world.count("2022-12-31")["period"]


@pytest.mark.parametrize(
    ("period", "kind"),
    [
        (one_road("2022-05-01"), "by_completion"),
        (one_road(None, papers="2022-05-01"), "by_completion"),
        (one_road("2022-05-01", papers="2021-05-01"), "by_completion"),
        (one_road("2021-05-01", papers="2022-05-01"), "completed_before"),
        (one_road(None), "by_observation"),
        (one_road(None, first="built"), "baseline"),
        (one_road("2021-05-01", first="built"), "baseline"),
        (one_road("2022-05-01", first="built"), "by_completion"),
    ],
)
def test_a_road_is_added_by_its_completion_else_by_its_observation(period: Any, kind: str) -> None:
    kinds = {key: period[key] for key in (*COUNTED, *NAMED)}
    assert {key: count for key, count in kinds.items() if count} in ({kind: 1}, {kind: ["1116"]})


def test_a_road_finished_by_papers_after_it_was_reported_is_named_and_adds_nothing() -> None:
    world = World()
    world.marker("1116")
    world.road("1116", "built", "2021-12-31")
    world.line("1116", completed_on="2022-01-01")
    period = world.count("2022-12-31")["period"]
    assert (period["before"], moved(period), period["reported_before"]) == (1, 0, ["1116"])


def test_a_need_taken_from_a_marker_with_a_road_is_told_with_its_evidence() -> None:
    world = World()
    for number in ("1116", "1117"):
        world.marker(number)
        world.road(number, "built", "2021-12-31")
    taken = world.observe("1116", "need_road", "no", "2022-07-15", batch="b", row=7)
    document = world.count("2022-12-31", files={"b": "so-dang-ky.xlsx"})
    (entry,) = document["need_withdrawn"]
    assert (entry["number"], entry["on"]) == ("1116", "2022-07-15")
    assert (entry["evidence"]["observation"], entry["evidence"]["row"]) == (taken.uuid, 7)
    assert (document["period"]["lost"], document["totals"]["road_built"]) == (["1116"], 1)


def test_a_need_that_ended_before_the_road_was_built_took_nothing_from_the_figure() -> None:
    world = World()
    world.marker("1116")
    world.observe("1116", "need_road", "no", "2021-12-31")
    world.road("1116", "built", "2022-07-15")
    assert world.count("2022-12-31")["need_withdrawn"] == []


def test_a_period_is_the_year_of_the_day_unless_another_is_asked_for() -> None:
    assert report_period("2022-07-15", None) == ("2022-07-15", None)
    assert World().inputs("2022-07-15").counted_period == Period("2022-01-01", "2022-07-15")
    asked = report_period(None, ("15/12/2024", "14/12/2025"))
    assert asked == ("2025-12-14", Period("2024-12-15", "2025-12-14"))
    within = report_period("2025-06-30", ("2024-12-15", "2025-12-14"))
    assert within == ("2025-06-30", Period("2024-12-15", "2025-06-30"))
