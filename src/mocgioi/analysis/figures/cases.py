"""Cases as documents tell them: what must be reported, what may have to be, what was done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from mocgioi.domain.counting import Period, badness
from mocgioi.domain.marker import MarkerNumber
from mocgioi.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from mocgioi.documents.cases import AlarmFacts, CaseEntry, CaseRecord, CaseStep, PossibleCase
    from mocgioi.documents.coverage import Alarm as AlarmOfReport
    from mocgioi.domain.alarms import Alarm
    from mocgioi.domain.cases import Case, CaseEvent, Done


def in_order(cases: Iterable[Case]) -> list[Case]:
    """Return cases: what must be reported first, then what may have to be; of these the worst
    first, then along the border.
    """
    return sorted(cases, key=_order)


def _order(case: Case) -> tuple[bool, bool, bool, int, MarkerNumber | None, str, str]:
    number = MarkerNumber.parse(case.marker) if case.marker else _LAST
    worst = max((badness(alarm.condition) for alarm in case.unreported), default=0)
    return (
        not case.is_open,
        not case.is_alarm,
        not case.may_be_alarm,
        -max(worst, badness(case.condition)),
        number,
        case.found_on or "",
        case.subject,
    )


_LAST = MarkerNumber(10_000)
"""Sorts after every marker."""


def report_at_once(cases: Sequence[Case]) -> list[AlarmOfReport]:
    """Return the markers that must be reported at once, as ``mocgioi.coverage/1`` has them."""
    entries: list[AlarmOfReport] = []
    for case in in_order(cases):
        sure = [alarm for alarm in case.unreported if alarm.is_sure]
        if case.is_alarm and case.marker and case.condition:
            entries.append(
                {
                    "number": case.marker,
                    "condition": case.condition,
                    "since": sure[0].seen_on,
                }
            )
    return entries


def perhaps_at_once(cases: Sequence[Case], files: Mapping[str, str]) -> list[PossibleCase]:
    """Return what may have to be reported at once, each with the rows that say so."""
    return [
        {
            "subject": case.subject,
            "number": case.marker,
            "alarms": [_facts(alarm, files) for alarm in case.unreported],
        }
        for case in in_order(cases)
        if case.may_be_alarm
    ]


def _facts(alarm: Alarm, files: Mapping[str, str]) -> AlarmFacts:
    return alarm.as_dict(files.get(alarm.batch or ""))


def of_report(cases: Iterable[Case], period: Period) -> list[Case]:
    """Return the cases that a report tells of: open ones, and those of its period."""
    return [
        case
        for case in cases
        if case.is_open
        or any(period.has(day) for day in (case.found_on or "", *(d.day for d in case.done)))
    ]


def case_entries(cases: Iterable[Case], files: Mapping[str, str]) -> list[CaseEntry]:
    """Return cases as the document ``mocgioi.cases/1`` has them, in `in_order`."""
    return [_entry(case, files) for case in in_order(cases)]


def _entry(case: Case, files: Mapping[str, str]) -> CaseEntry:
    due = case.due
    return {
        "subject": case.subject,
        "number": case.marker,
        "condition": case.condition,
        "alarm": "sure" if case.is_alarm else "possible" if case.may_be_alarm else None,
        "open": case.is_open,
        "found_on": case.found_on,
        "found_by": case.alarms[0].observer if case.alarms else None,
        "alarms": [_facts(alarm, files) for alarm in case.alarms],
        "steps": [_step(done) for done in case.done],
        "due": {
            "step": due.step,
            "until": due.until,
            "overdue_days": due.overdue_days,
            "not_before": due.not_before,
        }
        if due
        else None,
        "notice_days": case.notice_days,
        "remarks": list(case.remarks),
        "history": [_record(event) for event in case.history],
    }


def _step(done: Done) -> CaseStep:
    return {
        "step": done.kind,
        "day": done.day,
        "to": done.party,
        "document": done.document,
        "why": done.why,
        "by": done.recorded_by,
        "recorded_at": done.recorded_at,
        "seen": done.is_seen,
    }


def _record(event: CaseEvent) -> CaseRecord:
    return {
        "event": event.uuid,
        "kind": event.kind,
        "day": event.day,
        "to": event.party,
        "document": event.document,
        "why": event.why,
        "by": event.recorded_by,
        "recorded_at": event.recorded_at,
        "withdraws": event.withdraws,
    }
