"""Targets beside what is counted, by the same rules, as of the day of each."""

from __future__ import annotations

from typing import Any

from mocgioi.analysis.figures.targets import targets_beside_done
from mocgioi.documents.targets import Targets
from mocgioi.domain.observation import fold_markers
from mocgioi.domain.targets import Target
from tests.analysis.coverage_world import World
from tests.documents import closed


def world_of_three() -> World:
    """Return three markers of two communes, built on 1/6/2023, 1/6/2024 and never."""
    world = World()
    world.marker("1116", commune="06184", post="bao-lam")
    world.marker("1117", commune="06196", post="ba-son")
    world.marker("1118", commune="06196", post="ba-son")
    world.road("1116", day="2023-06-01")
    world.road("1117", day="2024-06-01")
    world.road("1118", "none", day="2024-06-02")
    return world


def rows(*targets: Target, as_of: str = "2024-12-31", world: World | None = None) -> list[Any]:
    world = world or world_of_three()
    made = targets_beside_done(
        targets,
        world.inputs(as_of, first_observed_on="2023-06-01"),
        lambda day: fold_markers(world.observations, world.decisions, as_of=day),
    )
    closed.require(Targets, made)
    return list(made["rows"])


def done(*targets: Target, **more: Any) -> list[Any]:
    return [(row["markers"], row["done"], row["percent"]) for row in rows(*targets, **more)]


def test_done_is_what_was_built_at_the_end_of_the_year_of_the_target() -> None:
    targets = [Target(2023, markers=2), Target(2024, markers=2)]
    assert done(*targets) == [(2, 1, 50.0), (2, 2, 100.0)]


def test_a_year_under_way_is_counted_as_of_the_report() -> None:
    assert done(Target(2024, markers=2), as_of="2024-03-01") == [(2, 1, 50.0)]


def test_a_year_to_come_and_one_before_the_first_data_have_nothing_done() -> None:
    targets = [Target(2022, markers=1), Target(2025, markers=3)]
    assert done(*targets) == [(1, None, None), (3, None, None)]


def test_a_marker_counts_for_its_commune_and_its_post() -> None:
    targets = [Target(2024, commune="06196", markers=2), Target(2024, post="bao-lam", markers=1)]
    assert done(*targets) == [(2, 1, 50.0), (1, 1, 100.0)]


def test_a_marker_counts_where_it_stood_on_that_day() -> None:
    world = world_of_three()
    world.observe("1116", "commune", "06196", "2024-02-01")
    targets = [Target(2023, commune="06184", markers=1), Target(2024, commune="06184", markers=1)]
    assert [row["done"] for row in rows(*targets, world=world)] == [1, 0]


def test_targets_of_each_year_are_added_to_what_was_done_before_the_first() -> None:
    targets = [Target(2025, added=5), Target(2024, added=1)]
    assert done(*targets) == [(2, 2, 100.0), (7, None, None)]
    assert [row["in_year"] for row in rows(*targets)] == [1, 5]


def test_what_a_year_adds_is_compared_with_what_was_made_within_it() -> None:
    world = world_of_three()
    world.road("1117", "none", day="2023-06-02")
    targets = [Target(2024, added=2), Target(2024, commune="06184", added=1)]
    shown = [
        (row["in_year"], row["done_in_year"], row["percent_in_year"])
        for row in rows(*targets, world=world)
    ]
    assert shown == [(2, 1, 50.0), (1, 0, 0.0)]
    assert rows(Target(2025, added=5))[0]["done_in_year"] is None


def test_a_total_stands_beside_what_its_addition_is_added_to() -> None:
    both = Target(2024, markers=3, added=1)
    assert rows(both)[0]["added_to"] == 1
    assert [row["added_to"] for row in rows(Target(2023, markers=2), both)] == [None, 2]
    assert rows(Target(2024, markers=3))[0]["added_to"] is None


def test_what_is_added_to_nothing_known_is_no_total() -> None:
    assert done(Target(2023, added=1), Target(2024, added=1)) == [(None, 1, None), (None, 2, None)]
    assert done(Target(2026, added=1)) == [(None, None, None)]


def test_the_province_stands_first_then_communes_and_posts_in_the_borders_order() -> None:
    targets = [
        Target(2024, post="ba-son", markers=1),
        Target(2024, commune="06196", markers=1),
        Target(2024, post="bao-lam", markers=1),
        Target(2025, markers=1),
        Target(2024, commune="99999", markers=1),
        Target(2024, commune="06184", markers=1),
        Target(2024, markers=1, source="QĐ", length_m=2.5, cost_vnd=7),
    ]
    shown = [(row["by"], row["code"], row["name"], row["year"]) for row in rows(*targets)]
    assert shown == [
        ("all", None, None, 2024),
        ("all", None, None, 2025),
        ("commune", "06184", "Đồng Đăng", 2024),
        ("commune", "06196", "Ba Sơn", 2024),
        ("commune", "99999", None, 2024),
        ("post", "bao-lam", "Bảo Lâm", 2024),
        ("post", "ba-son", "Ba Sơn", 2024),
    ]
    first = rows(*targets)[0]
    assert (first["source"], first["length_m"], first["cost_vnd"]) == ("QĐ", 2.5, 7)
