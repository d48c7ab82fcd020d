from __future__ import annotations

from typing import Any

from mocgioi.analysis.figures.coverage_facts import marker_facts
from mocgioi.analysis.figures.inspections import conditions, inspections, last_sighting
from mocgioi.documents.full_report import Conditions, Inspections, PostInspections
from mocgioi.domain.counting import DEFAULTS
from tests.analysis.coverage_world import RECORDED_AT, World, border_of_six, decision
from tests.documents import closed


def inspected(world: World, as_of: str, **more: Any) -> Inspections:
    inputs = world.inputs(as_of)
    return inspections(marker_facts(inputs), inputs, **more)


def of_post(inspected: Inspections, post: str) -> PostInspections:
    (group,) = [group for group in inspected["by_post"] if group["post"] == post]
    return group


def test_a_marker_is_overdue_the_day_after_a_year() -> None:
    world = World()
    world.marker("1116")
    world.road("1116", day="2022-12-31")
    assert inspected(world, "2023-12-31")["overdue"] == 0
    group = of_post(inspected(world, "2024-01-01"), "bao-lam")
    assert (group["overdue_markers"], group["oldest"]) == (["1116"], "2022-12-31")


def test_the_period_can_be_chosen() -> None:
    world = World()
    world.marker("1116")
    world.road("1116", day="2023-11-01")
    assert inspected(world, "2023-12-31", overdue_after_days=30)["overdue"] == 1


def test_what_a_register_says_is_no_inspection() -> None:
    world = World()
    world.marker("1116")
    world.observe("1116", "need_road", "yes", "2023-12-01")
    group = of_post(inspected(world, "2023-12-31"), "bao-lam")
    assert (group["overdue"], group["never_inspected_markers"]) == (1, ["1116"])


def test_a_marker_that_needs_no_road_is_not_asked_for() -> None:
    world = World()
    world.marker("1116")
    world.marker("1117", need="no")
    shown = inspected(world, "2023-12-31")
    assert (shown["overdue"], shown["never_inspected"]) == (1, 1)
    assert of_post(shown, "bao-lam")["never_inspected_markers"] == ["1116"]


def test_an_undone_row_is_no_inspection() -> None:
    world = World()
    world.marker("1116")
    seen = world.observe("1116", "note", "đã xem", "2023-12-01")
    world.decisions.append(decision("d", seen.uuid, "undone", RECORDED_AT))
    assert inspected(world, "2023-12-31")["never_inspected"] == 1


def test_what_must_be_reported_at_once_comes_first() -> None:
    world = World()
    for number, condition in (("1116", "restored"), ("1117", "intact"), ("1118", "missing")):
        world.marker(number)
        world.observe(number, "marker_condition", condition, "2023-10-01")
    world.marker("1119")
    world.marker("1120")
    inputs = world.inputs()
    shown = conditions(marker_facts(inputs), inputs)
    assert [(e["number"], e["report_at_once"]) for e in shown["markers"]] == [
        ("1118", True),
        ("1116", False),
    ]
    assert shown["by_condition"]["not_reported"] == 2
    assert sum(shown["by_condition"].values()) == 5


def test_a_marker_that_is_not_as_it_was_is_listed_with_its_place_and_its_evidence() -> None:
    world = border_of_six()
    world.observe("1119", "marker_condition", "minor_damage", "2023-10-02", batch="b1", row=7)
    inputs = world.inputs(files={"b1": "phieu.xlsx"})
    shown = conditions(marker_facts(inputs), inputs)
    closed.require(Conditions, shown)
    missing, damaged = shown["markers"]
    places = ("condition", "since", "commune", "commune_name", "post", "post_name")
    assert [missing[key] for key in places] == [  # type: ignore[literal-required]
        *("missing", "2023-10-01"),
        *("06196", "Ba Sơn", "ba-son", "Ba Sơn"),
    ]
    assert (damaged["commune_name"], damaged["post_name"]) == (None, None)
    assert damaged["evidence"] is not None
    assert (damaged["evidence"]["file"], damaged["evidence"]["row"]) == ("phieu.xlsx", 7)


def test_inspections_are_told_post_by_post_with_names_and_those_of_no_post_last() -> None:
    world = border_of_six()
    world.marker("1121", post=None)
    shown = inspected(world, "2023-12-31")
    closed.require(Inspections, shown)
    posts = [(group["post"], group["post_name"], group["markers"]) for group in shown["by_post"]]
    assert posts == [("bao-lam", "Bảo Lâm", 2), ("ba-son", "Ba Sơn", 2), (None, None, 1)]
    assert shown["overdue_after_days"] == DEFAULTS.overdue_after_days


def test_the_last_sighting_is_the_last_of_any_aspect() -> None:
    world = World()
    world.marker("1116")
    world.observe("1116", "marker_condition", "intact", "2023-10-01")
    latest = world.observe("1116", "road_condition", "good", "2023-11-01")
    world.road("1116", day="2023-09-01")
    assert last_sighting(world.inputs().states["1116"]) == latest
