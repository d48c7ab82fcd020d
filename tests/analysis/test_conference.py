"""What the full report carries beside the figures."""

from __future__ import annotations

from typing import Any

import pytest

from mocgioi.analysis.figures.conference import ConferenceInputs, PreviousReport, conference
from mocgioi.documents.full_report import FullCounted
from mocgioi.domain.counting import DEFAULTS, GROUPINGS, Period
from mocgioi.domain.projects import Contribution, Project
from mocgioi.errors import UsageError
from tests.analysis.coverage_world import RECORDED_AT, World, border_of_six, conference_figure
from tests.documents import closed

DAY = "2023-12-31"


def reported(
    world: World | None = None,
    *,
    previous: PreviousReport | None = None,
    projects: tuple[Project, ...] = (),
    contributions: tuple[Contribution, ...] = (),
    known_at: str | None = None,
    by: tuple[str, ...] = ("commune",),
    stretch_km: float = DEFAULTS.stretch_km,
    **counted: Any,
) -> Any:
    """Return the full report of a world, held to its document."""
    world = world or border_of_six()
    inputs = ConferenceInputs(
        counted=world.inputs(DAY, known_at=known_at, **counted),
        projects=projects,
        contributions=contributions,
        previous=previous or of_the_year_before(world),
    )
    document = conference(inputs, by=by, stretch_km=stretch_km)
    closed.require(FullCounted, document)
    return document


def of_the_year_before(world: World, **more: Any) -> PreviousReport:
    return PreviousReport("2022-12-31", world.inputs("2022-12-31").states, "eve", **more)


def test_the_full_report_has_every_grouping_unless_it_is_told_which() -> None:
    world = border_of_six()
    inputs = ConferenceInputs(world.inputs(DAY), (), (), of_the_year_before(world))
    assert sorted(conference(inputs)["by"]) == sorted(GROUPINGS)
    assert reported(by=("post",))["by"] == ["post"]


def test_stretches_are_as_long_as_asked_for() -> None:
    groups = reported(by=("stretch",), stretch_km=50)["groups"]
    assert [group["code"] for group in groups] == ["0-50", "50-100", "100-150", None]
    with pytest.raises(UsageError):
        reported(by=("stretch",), stretch_km=0)


def test_the_figure_is_counted_as_in_the_short_report() -> None:
    world = border_of_six()
    short: Any = world.count(DAY, by=("commune",))
    full = reported(world)
    assert {key: full[key] for key in short} == short


def test_the_figure_of_the_day_ends_what_is_drawn_day_by_day_and_year_by_year() -> None:
    document = reported()
    assert document["progress"][-1]["road_built"] == document["totals"]["road_built"]
    assert [row["as_of"] for row in document["progress_by_year"]] == ["2022-12-31", DAY]


def test_what_is_drawn_knows_no_more_than_the_figure() -> None:
    world = border_of_six()
    world.road("1118", day="2023-12-20", recorded_at="2024-06-01T00:00:00.000Z")
    built = {
        known_at: reported(world, known_at=known_at)["progress"][-1]["road_built"]
        for known_at in (RECORDED_AT, None)
    }
    assert built == {RECORDED_AT: 3, None: 4}


def test_changes_are_told_since_the_report_before_and_what_it_counted() -> None:
    world = border_of_six()
    previous = of_the_year_before(world, title="Hội nghị 2022", reported=(2, 5))
    changed = reported(world, previous=previous)["changes"]
    assert (changed["since"], changed["basis"], changed["title"]) == (
        *("2022-12-31", "eve"),
        "Hội nghị 2022",
    )
    assert changed["then"] == {"markers_needing_road": 4, "road_built": 1}
    assert changed["reported"] == {"road_built": 2, "markers_needing_road": 5}
    assert [marker["number"] for marker in changed["added"]] == ["1117", "1117/1"]


def test_a_report_before_that_told_no_figure_has_none() -> None:
    assert reported()["changes"]["reported"] is None


def test_the_scheme_its_roads_and_gifts_are_as_of_the_day() -> None:
    world = border_of_six()
    world.line("1116", funding="scheme", length_m=100.0)
    world.line("1117", funding="scheme", started_on="2024-01-01")
    document = reported(
        world,
        projects=(Project("p", "P", funding="scheme", serves=("1118",)),),
        contributions=(Contribution("A", "money", "p", amount_vnd=5),),
    )
    assert (document["scheme"]["planned"], document["scheme"]["done"]) == (3, 1)
    (gift,) = document["contributions"]["entries"]
    assert (gift["donor"], gift["project_name"]) == ("A", "P")
    assert [row["roads"] for row in document["roads"]] == [1]
    assert [(row["funding"], row["length_m"]) for row in document["roads_by_funding"]] == [
        ("scheme", 100.0)
    ]


def test_a_road_finished_by_its_papers_that_nobody_reported_is_named() -> None:
    world = border_of_six()
    world.line("1116", "1118", "1119")
    assert reported(world)["built_on_paper_only"] == ["1118"]


def test_each_marker_has_the_day_it_was_last_seen_and_whether_that_is_too_long_ago() -> None:
    groups = reported(by=("marker", "commune"))["groups"]
    seen = {
        group["code"]: (group["last_inspected_on"], group["overdue"])
        for group in groups
        if group["by"] == "marker"
    }
    assert seen["1117"] == ("2023-09-10", False)
    assert seen["1119"] == (None, True)
    assert not [g for g in groups if g["by"] == "commune" and "overdue" in g]


@pytest.mark.parametrize(
    "made_up",
    [
        {"projects": (Project("p", "P", illustrative=True),)},
        {"contributions": (Contribution("A", "money", illustrative=True),)},
    ],
)
def test_a_made_up_project_or_gift_makes_the_report_illustrative(made_up: Any) -> None:
    assert reported()["illustrative"] is False
    assert reported(**made_up)["illustrative"] is True


@pytest.mark.parametrize("serves", ["1300", "1116"])
def test_a_made_up_road_makes_the_report_illustrative_whomever_it_serves(serves: str) -> None:
    world = border_of_six()
    world.line(serves, illustrative=True)
    assert reported(world)["illustrative"] is True


def test_a_made_up_report_of_a_road_makes_the_report_illustrative() -> None:
    world = border_of_six()
    world.road("1118", day="2023-12-30", illustrative=True)
    assert reported(world)["illustrative"] is True


def test_figures_made_public_by_the_day_are_listed_each_with_its_measure() -> None:
    published = [
        conference_figure(as_of=None),
        conference_figure(as_of="2023-06-30", measure="roads", value=2.5, denominator=None),
        conference_figure(),
        conference_figure(as_of="2024-01-01"),
    ]
    assert reported(published=published)["published_series"] == [
        {
            "measure": measure,
            "as_of": day,
            "as_of_inferred": True,
            "value": value,
            "denominator": denominator,
            "source": "Hội nghị",
        }
        for measure, day, value, denominator in (
            ("roads", "2023-06-30", 2.5, None),
            ("markers_with_road", DAY, 3, 4),
        )
    ]


def test_a_disagreement_is_listed_with_the_evidence_of_what_stands_and_of_every_side() -> None:
    (disputed,) = reported(files={"b1": "phieu.xlsx"})["disagreements"]
    assert (disputed["number"], disputed["aspect"], disputed["observed_on"]) == (
        *("1116", "road_status"),
        "2023-12-01",
    )
    sides = [(s["value"], s["evidence"]["file"], s["evidence"]["row"]) for s in disputed["sides"]]
    assert sides == [("built", "phieu.xlsx", 17), ("none", None, None)]


def test_disagreements_of_a_marker_are_listed_by_aspect_then_by_day_those_without_first() -> None:
    world = border_of_six()
    for day in ("2023-12-02", None):
        for code in ("06196", "06541"):
            world.observe("1116", "commune", code, day)
    listed = [(d["aspect"], d["observed_on"]) for d in reported(world)["disagreements"]]
    assert listed == [
        ("commune", None),
        ("commune", "2023-12-02"),
        ("road_status", "2023-12-01"),
    ]


def test_before_the_first_report_the_figure_compared_with_is_not_known() -> None:
    world = border_of_six()
    then = PreviousReport("2021-12-31", world.inputs("2021-12-31").states, "asked")
    changes = reported(world, previous=then)["changes"]
    assert changes["then"] == {"markers_needing_road": 4, "road_built": None}


@pytest.mark.parametrize(("first", "told"), [("2023-10-01", ["1118"]), ("2023-10-02", [])])
def test_a_case_that_has_ended_is_told_in_its_period(first: str, told: list[str]) -> None:
    world = border_of_six()
    ended = [case._replace(due=None) for case in world.cases(DAY)]
    document = reported(world, cases=ended, period=Period(first, DAY))
    assert [entry["number"] for entry in document["cases"]] == told
