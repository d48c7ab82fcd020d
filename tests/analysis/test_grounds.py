from __future__ import annotations

from typing import Any

import pytest

from mocgioi.analysis.figures.coverage_facts import marker_facts
from mocgioi.analysis.figures.grounds import Grounds
from mocgioi.documents.explain import Value
from tests.analysis.coverage_world import RECORDED_AT, World, border_of_six, decision
from tests.commits import number as commit_of
from tests.documents import closed


def value(world: World, number: str, aspect: str, known_at: str | None = None) -> Any:
    inputs = world.inputs(files={"b1": "phieu.xlsx"}, known_at=known_at)
    known = commit_of(known_at) if known_at else None
    grounds = Grounds.of(inputs, world.decisions, known)
    (marker,) = [facts for facts in marker_facts(inputs) if facts.number == number]
    rests_on = grounds.value(marker, aspect)
    closed.require(Value, rests_on)
    assert rests_on["aspect"] == aspect
    return rests_on


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
    world.decisions.append(decision("d", gone.uuid, "set_aside", RECORDED_AT))
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


LATER = "2024-06-01T00:00:00.000Z"


def test_a_value_is_told_with_the_day_it_holds_since_and_whether_it_is_contested() -> None:
    world = border_of_six()
    known = {n: value(world, n, "road_status") for n in ("1116", "1117")}
    assert {n: (v["since"], v["contested"]) for n, v in known.items()} == {
        "1116": ("2022-03-01", True),
        "1117": ("2023-05-04", False),
    }


def test_a_sighting_is_never_contested() -> None:
    assert value(border_of_six(), "1116", "last_seen")["contested"] is False


def test_a_post_is_named_and_nothing_that_is_no_place() -> None:
    world = border_of_six()
    names = {aspect: value(world, "1116", aspect)["name"] for aspect in ("post", "need_road")}
    assert names == {"post": "Bảo Lâm", "need_road": None}
    assert value(world, "1119", "post")["name"] is None


def test_a_code_that_is_no_post_names_none() -> None:
    world = border_of_six()
    world.observe("1116", "note", "ba-son", "2023-06-01")
    assert value(world, "1116", "note")["name"] is None


def test_a_decision_that_came_after_what_is_known_is_not_told() -> None:
    world = border_of_six()
    (seen,) = [o for o in world.observations if o.subject == "1117" and o.value == "built"]
    world.decisions.append(decision("d", seen.uuid, "keep", LATER, "Trưởng ban", "đã xem"))
    assert value(world, "1117", "road_status", RECORDED_AT)["decision"] is None
    assert value(world, "1117", "road_status", LATER)["decision"] == {
        "verdict": "keep",
        "decided_by": "Trưởng ban",
        "recorded_at": LATER,
        "why": "đã xem",
    }


def test_a_funding_rests_on_the_oldest_report_that_names_it_however_late_it_came() -> None:
    world = border_of_six()
    world.road("1118", day="2023-11-10")
    world.funding("1118", "combined", "2023-11-20")
    first = world.funding("1118", "combined", "2023-11-10", recorded_at=LATER)
    assert value(world, "1118", "funding")["evidence"]["observation"] == first.uuid


def test_a_funding_that_came_after_what_is_known_is_not_its_evidence() -> None:
    world = border_of_six()
    world.road("1118", day="2023-11-10")
    world.funding("1118", "combined", "2023-11-10", recorded_at=LATER)
    at_once = world.funding("1118", "combined", "2023-11-20")
    evidence = value(world, "1118", "funding", RECORDED_AT)["evidence"]
    assert evidence["observation"] == at_once.uuid


@pytest.mark.parametrize("day", [None, "2023-12-31"])
def test_a_funding_may_rest_on_a_report_without_a_day_and_of_the_last_day(day: str | None) -> None:
    world = World()
    world.marker("1116")
    world.observe("1116", "road_status", "built")
    named = world.observe("1116", "funding", "scheme", day)
    assert value(world, "1116", "funding")["evidence"]["observation"] == named.uuid


def test_the_funding_of_a_road_under_construction_rests_on_nothing() -> None:
    world = World()
    world.marker("1116")
    world.road("1116", "under_construction", funding="scheme")
    assert value(world, "1116", "funding")["evidence"] is None
