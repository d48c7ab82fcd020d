"""Cases: which alarms a report covers, which step is due, and what ends a case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from mocgioi.domain.alarms import Alarm
from mocgioi.domain.cases import STEPS, Case, CaseEvent, cases
from tests.commits import number

FOUND = "2026-03-01"
TODAY = "2026-06-01"


def instant(day: str, clock: str = "03:00") -> str:
    return f"{day}T{clock}:00.000Z"


def alarm(condition: str | None = "serious_damage", day: str = FOUND, **more: Any) -> Alarm:
    facts: dict[str, Any] = {
        "id": f"{condition}-{day}",
        "marker": "1116",
        "written": None,
        "condition": condition,
        "words": None,
        "seen_on": day,
        "recorded_at": instant(day),
        "observer": None,
        "batch": None,
        "sheet": None,
        "row": None,
    }
    facts |= more
    return Alarm(**{"commit": number(facts["recorded_at"]), **facts})


def event(kind: str, day: str, **more: Any) -> CaseEvent:
    facts: dict[str, Any] = {
        "uuid": f"{kind}-{day}",
        "case": "c1",
        "subject": "1116",
        "kind": kind,
        "day": day,
        "recorded_at": instant(day, "08:00"),
    }
    facts |= more
    return CaseEvent(**{"commit": number(facts["recorded_at"]), **facts})


def told(
    alarms: Sequence[Alarm],
    events: Sequence[CaseEvent] = (),
    *,
    as_of: str = TODAY,
    sound: Sequence[str] = (),
    known_at: str | None = None,
) -> list[Case]:
    known = number(known_at) if known_at else None
    return cases(alarms, events, sound={"1116": sound}, as_of=as_of, known_at=known)


def only(*args: Any, **more: Any) -> Case:
    (case,) = told(*args, **more)
    return case


def due(case: Case) -> tuple[str, str, int] | None:
    return None if case.due is None else (case.due.step, case.due.until, case.due.overdue_days)


REPORTED = event("reported", "2026-03-02", party="Sở Ngoại vụ", document="12/BC")
MINUTES = event("repaired", "2026-04-20", document="5/BB")
WHOLE = [
    REPORTED,
    event("notified", "2026-03-05"),
    event("agreed", "2026-04-01"),
    MINUTES,
    event("restored", "2026-04-25"),
]


def test_what_nobody_reported_is_due_at_once() -> None:
    case = only([alarm()], as_of="2026-03-04")
    assert (case.is_alarm, due(case)) == (True, ("reported", FOUND, 3))


def test_what_is_only_possible_is_to_be_looked_at_again() -> None:
    case = only([alarm(lacks=("decision",))], as_of=FOUND)
    assert (case.is_alarm, case.may_be_alarm, due(case)) == (False, True, ("checked", FOUND, 0))


@pytest.mark.parametrize(
    ("done", "step", "until"),
    [
        (1, "notified", "2026-03-12"),
        (2, "agreed", "2026-04-04"),
        (3, "repaired", "2026-05-31"),
        (4, "restored", "2026-05-20"),
    ],
)
def test_each_step_leads_to_the_next(done: int, step: str, until: str) -> None:
    case = only([alarm()], WHOLE[:done], as_of="2026-05-01")
    assert case.due is not None
    assert (case.due.step, case.due.until, case.is_alarm) == (step, until, False)


def test_a_repair_may_be_done_ten_days_after_it_was_agreed_at_the_earliest() -> None:
    case = only([alarm()], WHOLE[:3])
    assert case.due is not None
    assert (case.due.step, case.due.not_before) == ("repaired", "2026-04-11")


def test_a_repair_without_its_minutes_lacks_them() -> None:
    case = only([alarm()], [*WHOLE[:3], event("repaired", "2026-04-20")], as_of="2026-04-21")
    assert due(case) == ("minutes", "2026-04-30", 0)


def test_a_marker_that_stands_again_ends_the_case() -> None:
    case = only([alarm()], WHOLE)
    assert (case.due, case.is_open, [step.kind for step in case.done]) == (None, False, [*STEPS])


def test_a_survey_that_sees_it_whole_after_the_minutes_ends_the_case() -> None:
    case = only([alarm()], WHOLE[:4], sound=["2026-03-15", "2026-05-02"])
    end = case.done[-1]
    assert (end.kind, end.day, end.is_seen, case.is_open) == ("restored", "2026-05-02", True, False)


def test_a_marker_seen_whole_on_the_day_of_its_repair_ends_the_case() -> None:
    assert not only([alarm()], WHOLE[:4], sound=["2026-04-20"]).is_open


@pytest.mark.parametrize(
    "done",
    [[*WHOLE[:3], event("repaired", "2026-04-20")], [MINUTES]],
    ids=["no-minutes", "no-report"],
)
def test_a_marker_seen_whole_ends_nothing_that_lacks_a_paper(done: Sequence[CaseEvent]) -> None:
    assert only([alarm()], done, sound=["2026-05-02"]).is_open


def test_damage_of_the_day_on_which_a_case_ended_is_of_that_case() -> None:
    assert not only([alarm(), alarm("missing", "2026-04-25")], WHOLE).is_open


def test_the_condition_of_a_case_is_the_worst_that_is_sure() -> None:
    perhaps = alarm("missing", lacks=("decision",))
    assert only([alarm("minor_damage"), perhaps]).condition == "minor_damage"
    assert only([perhaps]).condition == "missing"


def test_a_marker_seen_whole_without_a_repair_is_still_to_be_reported() -> None:
    assert only([alarm()], sound=["2026-05-02"]).is_alarm


@pytest.mark.parametrize("end", ["restored", "closed"])
def test_what_was_never_reported_does_not_end(end: str) -> None:
    assert only([alarm()], [event(end, "2026-04-01")]).is_alarm


def test_what_is_dismissed_needs_no_report() -> None:
    assert only([alarm()], [event("dismissed", "2026-03-03")]).due is None


def test_what_comes_in_after_a_dismissal_is_a_case_of_its_own() -> None:
    late = alarm("missing", "2026-02-01", recorded_at=instant("2026-03-10"))
    first, second = told([alarm(), late], [event("dismissed", "2026-03-03")])
    assert (first.alarms, second.alarms) == ((alarm(),), (late,))
    assert (first.is_open, second.is_alarm) == (False, True)


def test_damage_after_the_end_is_a_case_of_its_own() -> None:
    again = alarm("minor_damage", "2026-05-15")
    first, second = told([alarm(), again], WHOLE)
    assert (first.is_open, second.alarms, second.is_alarm) == (False, (again,), True)


def test_the_same_damage_seen_again_needs_no_second_report() -> None:
    again = alarm("serious_damage", "2026-04-01")
    assert not only([alarm(), again], [REPORTED]).is_alarm


def test_what_is_worse_than_was_reported_is_to_be_reported() -> None:
    worse = alarm("missing", "2026-04-01")
    case = only([alarm(), worse], [REPORTED])
    assert (case.is_alarm, case.unreported) == (True, (worse,))
    assert due(case) == ("reported", "2026-04-01", 61)


def test_worse_news_of_an_earlier_day_that_came_later_is_to_be_reported() -> None:
    late = alarm("missing", "2026-02-20", recorded_at=instant("2026-03-20"))
    assert only([alarm(), late], [REPORTED]).unreported == (late,)


def test_a_report_recorded_before_its_survey_came_in_covers_it() -> None:
    survey = alarm(recorded_at=instant("2026-03-10"))
    assert not only([survey], [REPORTED]).is_alarm
    later = alarm("minor_damage", "2026-03-09", recorded_at=instant("2026-03-10"))
    assert only([later], [REPORTED]).is_alarm


def test_what_is_left_as_it_is_stays_so_until_it_is_worse() -> None:
    closed = [REPORTED, event("closed", "2026-03-10", why="vết cũ")]
    same, worse = alarm("serious_damage", "2026-05-01"), alarm("missing", "2026-05-02")
    assert not only([alarm(), same], closed).is_open
    _, second = told([alarm(), same, worse], closed)
    assert (second.alarms, second.is_alarm) == ((worse,), True)


def test_a_step_that_is_taken_back_is_due_again_and_stays_in_the_history() -> None:
    back = event("withdrawn", "2026-03-04", withdraws=REPORTED.uuid, why="nhầm mốc")
    case = only([alarm()], [REPORTED, back])
    assert (case.is_alarm, case.done, case.history) == (True, (), (REPORTED, back))


def test_the_last_recorded_of_a_step_stands() -> None:
    again = event("reported", "2026-03-03", recorded_at=instant("2026-03-09"), why="ghi nhầm")
    case = only([alarm()], [again, REPORTED])
    step = case.step("reported")
    assert step is not None
    assert (step.day, len(case.history)) == ("2026-03-03", 2)


def test_what_came_after_a_report_is_not_covered_by_it_though_its_clock_ran_ahead() -> None:
    ahead = REPORTED._replace(recorded_at=instant("2030-01-01"))
    worse = alarm("missing", "2026-03-10")
    assert only([alarm(), worse], [ahead]).unreported == (worse,)
    dismissed = event("dismissed", "2026-03-03")._replace(recorded_at=instant("2030-01-01"))
    assert any(case.is_alarm for case in told([alarm(), worse], [dismissed]))


def test_the_past_is_as_it_was_and_as_it_was_known() -> None:
    assert only([alarm()], WHOLE, as_of="2026-03-01").is_alarm
    assert only([alarm()], WHOLE, as_of="2026-03-02").step("reported")
    before = instant("2026-03-02", "07:59")
    assert only([alarm()], WHOLE, known_at=before).is_alarm


def test_an_alarm_of_a_later_day_opens_nothing_yet() -> None:
    assert told([alarm()], as_of="2026-02-28") == []


def test_a_row_without_a_day_is_of_the_day_it_came_in() -> None:
    undated = alarm(seen_on=None, recorded_at="2026-03-01T20:00:00.000Z", lacks=("day",))
    case = only([undated], as_of="2026-03-02")
    assert (case.found_on, due(case)) == (None, ("checked", "2026-03-02", 0))
    assert told([undated], as_of="2026-03-01") == []


def test_a_row_of_no_marker_is_a_case_until_it_is_known_whose_it_is() -> None:
    row = alarm(None, marker=None, id="f" * 32, written="1461", lacks=("marker", "rejected"))
    (case,) = told([row])
    assert (case.subject, case.marker, case.may_be_alarm) == ("f" * 32, None, True)
    link = event("same_as", "2026-03-02", subject="f" * 32, party="1116", case="c9")
    (case,) = told([row], [link])
    assert (case.subject, case.marker) == ("1116", "1116")
    assert not only([row], [link, REPORTED]).may_be_alarm


@pytest.mark.parametrize(
    ("events", "remarks"),
    [
        (WHOLE, ("late-report",)),
        ([event("reported", FOUND, document="1")], ()),
        ([event("reported", "2026-02-27", document="1")], ("before-found",)),
        ([event("reported", FOUND)], ("no-document",)),
        (
            [event("reported", FOUND, document="1"), event("notified", "2026-02-01")],
            ("out-of-order",),
        ),
    ],
)
def test_what_is_odd_about_the_days_is_told(
    events: Sequence[CaseEvent], remarks: tuple[str, ...]
) -> None:
    assert only([alarm()], events).remarks == remarks


@pytest.mark.parametrize(("repaired", "is_short"), [("2026-04-10", True), ("2026-04-11", False)])
def test_a_repair_has_ten_days_notice(repaired: str, is_short: bool) -> None:
    case = only([alarm()], [*WHOLE[:3], event("repaired", repaired, document="5")])
    assert ("short-notice" in case.remarks) == is_short
