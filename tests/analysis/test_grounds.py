from __future__ import annotations

from typing import Any

from mocgioi.analysis.figures.coverage_facts import marker_facts
from mocgioi.analysis.figures.grounds import Grounds
from mocgioi.domain.observation import Decision
from tests.analysis.coverage_world import RECORDED_AT, World, border_of_six


def value(world: World, number: str, aspect: str) -> Any:
    inputs = world.inputs(files={"b1": "phieu.xlsx"})
    grounds = Grounds.of(inputs, world.decisions, None)
    (marker,) = [facts for facts in marker_facts(inputs) if facts.number == number]
    return grounds.value(marker, aspect)


def test_a_funding_rests_on_the_observation_that_names_it() -> None:
    entry = value(border_of_six(), "1116", "funding")
    assert (entry["value"], entry["evidence"]["file"], entry["evidence"]["row"]) == (
        "contributions",
        "phieu.xlsx",
        17,
    )


def test_a_funding_named_by_a_later_report_rests_on_that() -> None:
    world = border_of_six()
    world.road("1118", day="2023-11-10")
    late = world.funding("1118", "combined", "2023-11-20")
    world.road("1118", day="2023-12-20")
    entry = value(world, "1118", "funding")
    assert (entry["value"], entry["evidence"]["observation"]) == ("combined", late.uuid)


def test_a_funding_does_not_rest_on_what_was_set_aside() -> None:
    world = border_of_six()
    world.road("1118", day="2023-11-10")
    gone = world.funding("1118", "combined", "2023-11-15")
    world.decisions.append(Decision("d", gone.uuid, "set_aside", RECORDED_AT))
    late = world.funding("1118", "combined", "2023-11-20")
    assert value(world, "1118", "funding")["evidence"]["observation"] == late.uuid


def test_a_funding_does_not_rest_on_a_side_that_waits() -> None:
    world = border_of_six()
    world.road("1118", day="2023-11-10")
    world.funding("1118", "combined", "2023-11-15")
    world.funding("1118", "scheme", "2023-11-15")
    late = world.funding("1118", "combined", "2023-11-20")
    entry = value(world, "1118", "funding")
    assert entry["evidence"]["observation"] == late.uuid
    assert [side["value"] for side in entry["disagreements"][0]["sides"]] == ["combined", "scheme"]


def test_a_funding_of_the_papers_stands_where_two_observations_wait() -> None:
    world = border_of_six()
    world.road("1118", day="2023-11-10")
    world.line("1118", name="R1", funding="scheme")
    world.funding("1118", "combined", "2023-11-15")
    world.funding("1118", "contributions", "2023-11-15")
    entry = value(world, "1118", "funding")
    assert (entry["value"], entry["evidence"], entry["contested"]) == ("scheme", None, True)


def test_a_funding_of_the_papers_names_every_road_and_its_source() -> None:
    world = border_of_six()
    world.road("1118", day="2023-11-10")
    world.line("1118", name="R1", funding="scheme", completed_on="2023-01-01", source="QĐ 1")
    world.line("1118", name="R2", funding="contributions")
    entry = value(world, "1118", "funding")
    assert (entry["value"], entry["evidence"], entry["differs"]) == ("scheme", None, True)
    assert [(r["name"], r["funding"], r["source"]) for r in entry["roads"]] == [
        ("R1", "scheme", "QĐ 1"),
        ("R2", "contributions", None),
    ]


def test_a_road_that_is_not_built_has_no_funding_and_no_papers() -> None:
    world = border_of_six()
    world.line("1118", funding="scheme")
    entry = value(world, "1118", "funding")
    assert (entry["value"], entry["roads"]) == (None, [])


def test_a_disputed_value_has_every_side_with_file_and_row() -> None:
    world = border_of_six()
    world.road("1118", "none", "2023-12-05", batch="b1", row=30)
    world.road("1118", "built", "2023-12-05", batch="b1", row=31)
    entry = value(world, "1118", "road_status")
    (dispute,) = entry["disagreements"]
    assert (entry["value"], dispute["observed_on"]) == ("under_construction", "2023-12-05")
    sides = [(s["value"], s["evidence"]["file"], s["evidence"]["row"]) for s in dispute["sides"]]
    assert sorted(sides) == [("built", "phieu.xlsx", 31), ("none", "phieu.xlsx", 30)]


def test_a_disputed_commune_has_its_sides_named() -> None:
    world = border_of_six()
    world.observe("1116", "commune", "06196", "2023-06-01")
    world.observe("1116", "commune", "06541", "2023-06-01")
    (dispute,) = value(world, "1116", "commune")["disagreements"]
    assert [side["name"] for side in dispute["sides"]] == ["Ba Sơn", "Mẫu Sơn"]
