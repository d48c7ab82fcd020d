"""Markers and places found by what people type."""

from __future__ import annotations

import pytest

from mocgioi.errors import UsageError
from mocgioi.tracker import Tracker
from mocgioi.tracker.moments import today


def numbers(tracker: Tracker, words: str, **asked: object) -> list[str]:
    return [line.number for line in tracker.register.search(words, **asked).markers]  # type: ignore[arg-type]


@pytest.mark.parametrize("words", ["944/1(2)", "mốc 944.1 (2)", "９４４/1(2)", " M944/1(2) "])
def test_a_number_is_understood_in_any_spelling(demo: Tracker, words: str) -> None:
    found = demo.register.search(words)
    assert found.exactly == "944/1(2)"
    assert [line.number for line in found.markers] == ["944/1(2)"]


def test_a_main_number_brings_its_secondary_markers(demo: Tracker) -> None:
    assert numbers(demo, "944") == ["944", "944/1(1)", "944/1(2)"]
    assert demo.register.search("944").exactly == "944"


def test_how_numbers_begin_is_enough(demo: Tracker) -> None:
    found = numbers(demo, "11")
    assert len(found) == 136
    assert all(number.startswith("11") for number in found)
    assert demo.register.search("11").exactly is None


def test_a_stretch_runs_to_the_last_of_its_end(demo: Tracker) -> None:
    assert numbers(demo, "943 - 945") == ["944", "944/1(1)", "944/1(2)", "945"]
    assert numbers(demo, "945 đến 944/1(1)") == ["944/1(1)", "944/1(2)", "945"]


def test_several_numbers_are_found_together(demo: Tracker) -> None:
    assert numbers(demo, "1116; 944, 9999") == ["944", "1116"]


def test_a_former_number_leads_to_the_one_of_today(demo: Tracker) -> None:
    demo.register.renumber("1117", "1299/9", on=today(), why="điều chỉnh")
    assert demo.register.search("1117").exactly == "1299/9"
    assert numbers(demo, "1117") == ["1299/9"]


def test_a_marker_that_was_retired_is_told_and_not_listed(demo: Tracker) -> None:
    demo.register.retire("1117", on=today(), why="không còn")
    found = demo.register.search("1117")
    assert (found.exactly, found.retired, found.markers) == ("1117", today(), [])


def test_words_are_of_one_name(demo: Tracker) -> None:
    """«Chi Ma» is a post, and not whatever has a «chi» here and a «ma» there."""
    found = demo.register.search("chi ma")
    assert {line.post for line in found.markers} == {"chi-ma"}
    assert [each.kind for each in found.subjects] == ["post"]


def test_what_was_asked_of_codes_and_traits_is_all_met(demo: Tracker) -> None:
    waiting = demo.register.search(trait="waiting").markers
    assert {line.number for line in waiting} == {
        conflict["marker"]
        for conflict in demo.decisions.disagreements()["conflicts"]
        if conflict["kind"] is None
    }
    lines = demo.register.search("quoc khanh", codes={"road": "built", "need": "yes"}).markers
    assert lines
    assert {(line.road_status, line.needs_road) for line in lines} == {("built", "yes")}


def test_of_whom_nothing_was_reported_is_asked_for_by_that(demo: Tracker) -> None:
    lines = demo.register.search(codes={"road": "not_reported"}).markers
    assert lines
    assert {line.road_status for line in lines} == {None}


def test_nothing_but_markers_of_a_part_is_found_there(demo: Tracker) -> None:
    found = demo.register.search("quoc khanh", within={"944", "1116"})
    assert [line.number for line in found.markers] == ["944"]
    assert found.subjects == []
    assert found.at_once.keys() <= {"944", "1116"}
    assert set(found.posts) <= {line.post for line in demo.register.search("944, 1116").markers}


def test_of_each_kind_what_is_there_is_listed(demo: Tracker) -> None:
    road = demo.register.subjects("road")[0]
    demo.roads.remove(road.subject, why="sạt hết")
    assert road.subject not in {each.subject for each in demo.register.subjects("road")}
    with pytest.raises(UsageError):
        demo.show_subject("road", "không có đường này")
