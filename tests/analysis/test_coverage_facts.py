"""What is known of each marker, before anything is counted."""

from __future__ import annotations

from mocgioi.analysis.figures.coverage_facts import MarkerFacts, marker_facts, serving_roads
from tests.analysis.coverage_world import World


def one_marker() -> World:
    world = World()
    world.marker("1116")
    return world


def facts_of(world: World) -> MarkerFacts:
    (facts,) = marker_facts(world.inputs())
    return facts


def test_markers_come_in_border_order() -> None:
    world = World()
    for number in ("1116/2", "1116", "944", "1116/1"):
        world.marker(number)
    numbers = [facts.number for facts in marker_facts(world.inputs())]
    assert numbers == ["944", "1116", "1116/1", "1116/2"]


def test_of_the_roads_of_a_marker_the_first_finished_comes_first() -> None:
    world = one_marker()
    world.line("1116", uuid="a", name="A")
    world.line("1116", uuid="b", name="B", completed_on="2023-02-01")
    world.line("1116", uuid="c", name="C", completed_on="2022-02-01")
    served = serving_roads(world.inputs())["1116"]
    assert [road.uuid for road in served] == ["c", "b", "a"]


def test_roads_finished_on_the_same_day_come_by_name_and_those_without_a_name_first() -> None:
    world = one_marker()
    for uuid, name in (("a", "B"), ("b", "A"), ("c", None)):
        world.line("1116", uuid=uuid, name=name, completed_on="2022-02-01")
    served = serving_roads(world.inputs())["1116"]
    assert [road.name for road in served] == [None, "A", "B"]


def test_a_road_that_is_only_begun_this_year_is_not_built_in_it() -> None:
    world = one_marker()
    world.road("1116", "under_construction")
    assert facts_of(world).in_period is False


def test_a_road_is_finished_when_the_first_of_its_lines_is() -> None:
    world = one_marker()
    world.road("1116")
    world.line("1116", uuid="b", completed_on="2023-02-01")
    world.line("1116", uuid="c", completed_on="2022-02-01")
    assert facts_of(world).completed_on == "2022-02-01"


def test_a_marker_without_a_built_road_has_no_funding_and_no_completion() -> None:
    world = one_marker()
    world.road("1116", "under_construction", funding="scheme")
    world.line("1116", funding="contributions", completed_on="2022-02-01")
    facts = facts_of(world)
    assert (facts.funding, facts.completed_on, facts.funding_of_roads) == (None, None, ())


def test_roads_of_two_sources_differ_and_those_of_a_single_source_do_not() -> None:
    world = one_marker()
    world.road("1116")
    world.line("1116", uuid="a", funding="scheme")
    assert facts_of(world).funding_differs is False
    world.line("1116", uuid="b", funding="combined")
    assert facts_of(world).funding_differs is True


def test_a_marker_is_made_up_where_what_names_its_funding_is() -> None:
    world = one_marker()
    world.road("1116")
    world.funding("1116", "scheme", "2023-06-01", illustrative=True)
    assert facts_of(world).illustrative is True


def test_a_marker_that_no_register_places_is_made_up_where_its_road_is() -> None:
    world = World()
    world.marker("1116", commune=None, post=None, need=None)
    world.road("1116", illustrative=True)
    assert facts_of(world).illustrative is True


def test_a_made_up_confirmation_makes_no_marker_made_up() -> None:
    world = one_marker()
    world.road("1116", funding="scheme")
    world.road("1116", day="2023-06-01", illustrative=True)
    assert facts_of(world).illustrative is False


def test_a_marker_of_real_evidence_is_not_made_up() -> None:
    world = one_marker()
    world.road("1116")
    assert facts_of(world).illustrative is False
