from __future__ import annotations

from typing import Any

import pytest

from mocgioi.analysis.figures.changes import changes
from mocgioi.domain.observation import Decision
from tests.analysis.coverage_world import World, border_of_six

KINDS = ("added", "lost", "reclassified")


def numbers(changed: Any) -> dict[str, list[str]]:
    return {kind: [entry["number"] for entry in changed[kind]] for kind in KINDS}


def compared(world: World, then: str, now: str) -> Any:
    return changes(world.inputs(then).states, world.inputs(now))


def test_a_road_built_since_is_added_with_its_evidence() -> None:
    changed = compared(border_of_six(), "2023-01-01", "2023-12-31")
    assert numbers(changed)["added"] == ["1117", "1117/1"]
    (difference,) = changed["added"][0]["differences"]
    assert (difference["aspect"], difference["before"], difference["now"]) == (
        "road_status",
        None,
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
        world.decisions.append(Decision("d", kept.uuid, "keep", kept.recorded_at))
    assert numbers(compared(world, "2023-06-01", "2023-12-31"))["lost"] == ["1116"]


def test_another_commune_or_status_is_reclassified_and_counts_for_neither() -> None:
    world = World()
    world.marker("1116")
    world.marker("1117")
    world.observe("1116", "commune", "06196", "2023-09-01")
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
        before = world.count(then)["totals"]["road_built"]
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
