from __future__ import annotations

from typing import Any

import pytest

from mocgioi.analysis.figures.changes import changes
from mocgioi.analysis.figures.coverage_facts import marker_facts
from mocgioi.documents.full_report import ChangedMarkers
from tests.analysis.coverage_world import World, border_of_six, decision
from tests.documents import closed

KINDS = ("added", "lost", "reclassified")


def numbers(changed: Any) -> dict[str, list[str]]:
    return {kind: [entry["number"] for entry in changed[kind]] for kind in KINDS}


def compared(world: World, then: str, now: str) -> Any:
    return between(world, world, then, now)


def between(former: World, latter: World, then: str = "2023-12-31", now: str = "2023-12-31") -> Any:
    inputs = latter.inputs(now)
    completions = {marker.number: marker.completion for marker in marker_facts(inputs)}
    changed = changes(former.inputs(then).states, inputs, completions, since=then)
    closed.require(ChangedMarkers, changed)
    return changed


def test_a_road_built_since_is_added_with_its_evidence() -> None:
    changed = compared(border_of_six(), "2023-01-01", "2023-12-31")
    assert numbers(changed)["added"] == ["1117", "1117/1"]
    (difference,) = changed["added"][0]["differences"]
    assert (difference["aspect"], difference["before"], difference["now"]) == (
        "road_status",
        "none",
        "built",
    )
    assert difference["evidence"]["row"] == 18


@pytest.mark.parametrize(("aspect", "value"), [("need_road", "no"), ("road_status", "none")])
def test_what_no_longer_counts_is_lost(aspect: str, value: str) -> None:
    world = World()
    world.marker("1116")
    world.road("1116", "approved", "2022-01-01")
    world.road("1116")
    kept = world.observe("1116", aspect, value, "2023-09-01")
    if aspect == "road_status":
        world.decisions.append(decision("d", kept.uuid, "keep", kept.recorded_at))
    assert numbers(compared(world, "2023-06-01", "2023-12-31"))["lost"] == ["1116"]


def test_a_road_that_was_there_and_is_known_only_since_is_reported_late() -> None:
    former, latter = World(), World()
    for world in (former, latter):
        world.marker("1116")
        world.road("1116", "none", "2022-01-01")
    latter.road("1116", "built", "2023-05-02")
    [entry] = between(former, latter, "2023-06-30", "2023-12-31")["added"]
    assert entry["addition"] == "reported_late"


def test_another_commune_or_status_is_reclassified_and_counts_for_neither() -> None:
    world = World()
    world.marker("1116")
    world.marker("1117")
    world.observe("1116", "commune", "06196", "2023-09-01")
    world.road("1117", "none", "2023-05-01")
    world.road("1117", "approved", "2023-09-01")
    assert numbers(compared(world, "2023-06-01", "2023-12-31")) == {
        "added": [],
        "lost": [],
        "reclassified": ["1116", "1117"],
    }


def test_communes_that_differ_are_named() -> None:
    world = World()
    world.marker("1116")
    world.observe("1116", "commune", "06196", "2023-09-01")
    (entry,) = compared(world, "2023-06-01", "2023-12-31")["reclassified"]
    (difference,) = entry["differences"]
    assert (difference["now"], difference["now_name"]) == ("06196", "Ba Sơn")
    assert difference["before_name"] not in (None, difference["before"])


def test_then_and_what_was_added_and_lost_give_now() -> None:
    world = border_of_six()
    for then in ("2022-01-01", "2022-12-31", "2023-11-30"):
        changed = compared(world, then, "2023-12-31")
        before = world.count(then)["totals"]["road_built"] or 0
        assert before + len(changed["added"]) - len(changed["lost"]) == 3


def test_nothing_changes_within_one_day() -> None:
    assert not any(compared(border_of_six(), "2023-12-31", "2023-12-31").values())


def test_posts_that_differ_are_named_and_dated() -> None:
    world = World()
    world.marker("1116")
    before = world.inputs("2023-06-01")
    code, name = next(
        (c, n) for c, n in before.posts.items() if c != before.states["1116"].value("post")
    )
    world.observe("1116", "post", code, "2023-09-01")
    (entry,) = compared(world, "2023-06-01", "2023-12-31")["reclassified"]
    (difference,) = entry["differences"]
    assert (entry["post"], entry["post_name"]) == (code, name)
    assert (difference["now"], difference["now_name"]) == (code, name)
    assert difference["since"] == "2023-09-01"


def test_changed_markers_stand_in_border_order() -> None:
    world = World()
    for number in ("1116/2", "1116", "944"):
        world.marker(number)
        world.road(number, day="2023-09-01")
    changed = compared(world, "2023-06-01", "2023-12-31")
    assert numbers(changed)["added"] == ["944", "1116", "1116/2"]


def test_a_marker_that_came_is_added_and_one_that_went_is_lost_from_where_it_stood() -> None:
    former, latter = World(), World()
    former.marker("1117", commune="06196", post="ba-son")
    former.road("1117")
    latter.marker("1116")
    latter.road("1116")
    changed = between(former, latter)
    assert numbers(changed) == {"added": ["1116"], "lost": ["1117"], "reclassified": []}
    places = ("commune", "commune_name", "post", "post_name")
    (came,), (went,) = changed["added"], changed["lost"]
    assert [came[key] for key in places] == ["06184", "Đồng Đăng", "bao-lam", "Bảo Lâm"]
    assert [went[key] for key in places] == ["06196", "Ba Sơn", "ba-son", "Ba Sơn"]
    (status,) = [d for d in went["differences"] if d["aspect"] == "road_status"]
    assert (status["before"], status["now"]) == ("built", None)
    assert (status["since"], status["evidence"]) == (None, None)


def test_a_post_that_is_named_no_more_has_no_day_and_no_evidence() -> None:
    former, latter = World(), World()
    former.marker("1116")
    latter.marker("1116", post=None)
    (entry,) = between(former, latter)["reclassified"]
    (difference,) = entry["differences"]
    assert (difference["before_name"], difference["now_name"]) == ("Bảo Lâm", None)
    assert (difference["since"], difference["evidence"]) == (None, None)


def test_a_commune_no_register_names_has_no_name() -> None:
    former, latter = World(), World()
    former.marker("1116")
    latter.marker("1116", commune="99999")
    (entry,) = between(former, latter)["reclassified"]
    assert (entry["commune"], entry["commune_name"]) == ("99999", None)


def test_what_is_added_says_by_what_it_came_to_count() -> None:
    world = World()
    for number in ("1116", "1117", "1118", "1119"):
        world.marker(number, need="no" if number == "1119" else "yes")
    world.road("1116", "none", "2022-06-01")
    for number in ("1116", "1117", "1118"):
        world.road(number, "built", "2023-05-04")
    world.observe("1118", "road_completed_on", "2023-04-30", "2023-05-04")
    world.road("1119", "built", "2022-06-01")
    world.observe("1119", "need_road", "yes", "2023-05-04")
    changed = compared(world, "2022-12-31", "2023-12-31")
    assert {entry["number"]: entry["addition"] for entry in changed["added"]} == {
        "1116": "by_observation",
        "1117": "baseline",
        "1118": "by_completion",
        "1119": "newly_needed",
    }
