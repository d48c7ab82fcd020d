"""Which observations are an alarm, sure or possible, and what a possible one lacks."""

from __future__ import annotations

import pytest

from mocgioi.domain.alarms import Alarm, observed_alarms
from mocgioi.domain.decision import Decision, latest_verdicts
from mocgioi.domain.observation import Observation
from mocgioi.domain.vocabulary import CODE_LISTS

AT = "2026-03-05T03:00:00.000Z"


def seen(
    value: str, day: str = "2026-03-01", *, aspect: str = "marker_condition", uuid: str = "o1"
) -> Observation:
    return Observation(uuid, "1116", aspect, value, day, AT, batch="b1", row=2, commit=7)


def note(text: str) -> Observation:
    return seen(text, aspect="note", uuid="n1")


def alarms(*observations: Observation, **verdicts: str) -> list[Alarm]:
    decisions = [
        Decision(f"d-{uuid}", uuid, verdict, AT, decided_by="A")
        for uuid, verdict in verdicts.items()
    ]
    return observed_alarms(observations, latest_verdicts(decisions))


@pytest.mark.parametrize("condition", CODE_LISTS["marker_condition"])
def test_damage_of_any_degree_is_sure_and_not_found_is_possible(condition: str) -> None:
    sure = {"minor_damage", "serious_damage", "displaced", "destroyed", "missing"}
    expected = {condition: True} if condition in sure else {}
    expected |= {"not_found": False} if condition == "not_found" else {}
    expected |= {"None": False} if condition == "under_repair" else {}
    found = {str(alarm.condition): alarm.is_sure for alarm in alarms(seen(condition))}
    assert found == expected


def test_what_is_seen_intact_later_was_damaged_all_the_same() -> None:
    found = alarms(seen("missing"), seen("intact", "2026-05-01", uuid="o2"))
    assert [(alarm.condition, alarm.is_sure) for alarm in found] == [("missing", True)]


def test_a_side_of_a_disagreement_waits_for_a_decision() -> None:
    (alarm,) = alarms(seen("missing"), seen("intact", uuid="o2"))
    assert alarm.lacks == ("decision",)


def test_a_held_row_waits_for_a_decision_about_its_place() -> None:
    (alarm,) = alarms(seen("missing"), o1="held")
    assert alarm.lacks == ("held",)


@pytest.mark.parametrize("verdict", ["set_aside", "undone"])
def test_what_a_person_set_aside_or_took_back_is_none(verdict: str) -> None:
    assert alarms(seen("missing"), o1=verdict) == []


def test_what_its_observer_corrected_is_to_be_confirmed() -> None:
    by_the_program = [Decision("d1", "o1", "set_aside", AT)]
    (alarm,) = observed_alarms([seen("missing")], latest_verdicts(by_the_program))
    assert alarm.lacks == ("corrected",)


def test_a_note_alone_lacks_a_condition() -> None:
    (alarm,) = alarms(note("mốc nghiêng"))
    assert (alarm.lacks, alarm.words) == (("condition",), "mốc nghiêng")


def test_a_note_against_the_condition_of_its_row_says_so() -> None:
    (alarm,) = alarms(seen("intact"), note("mốc nghiêng"))
    assert alarm.lacks == ("otherwise",)


def test_a_note_that_says_what_its_row_says_is_no_second_alarm() -> None:
    (alarm,) = alarms(seen("displaced"), note("mốc nghiêng"))
    assert alarm.condition == "displaced"


def test_a_day_and_a_knowledge_leave_out_what_came_later() -> None:
    assert observed_alarms([seen("missing")], {}, as_of="2026-02-28") == []
    assert observed_alarms([seen("missing")], {}, known_at=6) == []
    assert len(observed_alarms([seen("missing")], {}, as_of="2026-03-01", known_at=7)) == 1
