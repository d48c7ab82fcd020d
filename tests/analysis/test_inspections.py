from __future__ import annotations

from typing import Any

from mocgioi.analysis.figures.coverage_facts import marker_facts
from mocgioi.analysis.figures.inspections import conditions, inspections
from mocgioi.documents.full_report import Inspections, PostInspections
from mocgioi.domain.observation import Decision
from tests.analysis.coverage_world import RECORDED_AT, World


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


def test_an_undone_row_is_no_inspection() -> None:
    world = World()
    world.marker("1116")
    seen = world.observe("1116", "note", "đã xem", "2023-12-01")
    world.decisions.append(Decision("d", seen.uuid, "undone", RECORDED_AT))
    assert inspected(world, "2023-12-31")["never_inspected"] == 1


def test_what_must_be_reported_at_once_comes_first() -> None:
    world = World()
    for number, condition in (("1116", "restored"), ("1117", "intact"), ("1118", "missing")):
        world.marker(number)
        world.observe(number, "marker_condition", condition, "2023-10-01")
    world.marker("1119")
    inputs = world.inputs()
    shown = conditions(marker_facts(inputs), inputs)
    assert [(e["number"], e["report_at_once"]) for e in shown["markers"]] == [
        ("1118", True),
        ("1116", False),
    ]
    assert shown["by_condition"]["not_reported"] == 1
    assert sum(shown["by_condition"].values()) == 4
