"""Cases: what follows a marker that must be reported at once, as a line of days.

Rules: ``LAWS.md``, *Cases*. The law asks for the report (Luật Biên giới quốc gia 2003, Điều 29)
and the other side's notice; a repair is agreed at least ten days ahead, and ends in minutes
(biên bản). What was done is recorded as events that are never changed: the last one about a step
counts, one that is taken back does not. A case begins with alarms (`mocgioi.domain.alarms`), or
with an event about a marker of which nothing was known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from mocgioi.domain.alarms import ID_LENGTH, Alarm
from mocgioi.domain.vocabulary import CODE_LISTS
from mocgioi.records import NamedTuple
from mocgioi.typed import Literal

Step = Literal["reported", "notified", "agreed", "repaired", "restored"]

STEPS: tuple[Step, ...] = ("reported", "notified", "agreed", "repaired", "restored")
"""What is done one after the other; the last one ends a case."""

ENDS = ("restored", "closed", "dismissed")
"""What ends a case: the marker stands again; it is left as it is; it was no alarm."""

KINDS = (*STEPS, "closed", "dismissed", "same_as", "withdrawn")
"""Every kind of event. ``same_as``: a row without a known marker is about this one;
``withdrawn``: an earlier event is taken back."""

REMARKS = (
    "late-report",
    "before-found",
    "no-document",
    "out-of-order",
    "short-notice",
    "no-alarm",
)
"""What can be told of the days of a case: the report came days after the find, or before it; it
has no paper; a step is dated before an earlier one; the repair was agreed less than `NOTICE_DAYS`
ahead; no observation says that the marker is damaged."""

NOTICE_DAYS = 10
"""Days that lie at least between the agreement and the repair."""

WITHIN_DAYS: Mapping[str, int] = {
    "reported": 0,
    "checked": 0,
    "notified": 10,
    "agreed": 30,
    "repaired": 60,
    "minutes": 10,
    "restored": 30,
}
"""Days after the step before it within which a step is done. The first is the law's *at once*;
no public rule gives the others, which are the house's."""


class CaseEvent(NamedTuple):
    """One thing recorded about a case.

    Attributes:
        uuid: identity. case: uuid of the case, shared by its events.
        subject: number of the marker, or id of an alarm whose marker is not known.
        kind: of `KINDS`. day: the ISO day it was done.
        party: to whom it was reported; of ``same_as`` the marker's number.
        document: number of the paper: of the report, of the minutes.
        why: the reason, where one is asked for.
        recorded_at: the instant (UTC) it was written; recorded_by: by whom.
        withdraws: uuid of the event that is taken back.
        commit: number of the commit by which it came into this store.
    """

    uuid: str
    case: str
    subject: str
    kind: str
    day: str
    party: str | None = None
    document: str | None = None
    why: str | None = None
    recorded_at: str = ""
    recorded_by: str | None = None
    withdraws: str | None = None
    commit: int = 0


class Done(NamedTuple):
    """A step as it stands: on which ISO day, to whom, by which paper, recorded by whom.

    `is_seen`: a survey saw it, and nobody recorded it. `commit`: number of the commit by which the
    record came into this store.
    """

    kind: str
    day: str
    party: str | None = None
    document: str | None = None
    why: str | None = None
    recorded_at: str | None = None
    recorded_by: str | None = None
    is_seen: bool = False
    commit: int = 0

    def was_of(self, alarm: Alarm) -> bool:
        """Say whether an alarm was there when this was recorded: by its clock, and in this store.

        Where a clock ran ahead, or a record was made in another copy, both have to say so: an
        alarm that is told once too often does no harm.
        """
        return alarm.recorded_at <= (self.recorded_at or "") and alarm.commit <= self.commit


class Due(NamedTuple):
    """The step that is due: until which ISO day, and how many days over that it is.

    `not_before`: the first ISO day on which it may be done, where there is one.
    """

    step: str
    until: str
    overdue_days: int
    not_before: str | None = None


class Case(NamedTuple):
    """One case of one marker, or of one row whose marker is not known.

    Attributes:
        subject: as `CaseEvent.subject`. case: uuid of its events, None before the first.
        marker: number of the marker, or None. alarms: what it rests on, oldest first.
        unreported: those of them that no report covers.
        done: the steps as they stand, in their order. history: every event, oldest first.
        due: what is to be done next; None once it has ended.
        notice_days: days between agreement and repair, where both are known.
    """

    subject: str
    case: str | None
    marker: str | None
    alarms: tuple[Alarm, ...]
    unreported: tuple[Alarm, ...]
    done: tuple[Done, ...]
    history: tuple[CaseEvent, ...]
    due: Due | None
    notice_days: int | None

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.due is not None

    @property
    def is_alarm(self) -> bool:
        """Whether it must be reported at once and was not: BÁO NGAY."""
        return self.is_open and any(alarm.is_sure for alarm in self.unreported)

    @property
    def may_be_alarm(self) -> bool:
        """Whether it may have to be reported at once, and nothing sure says so."""
        return self.is_open and bool(self.unreported) and not self.is_alarm

    @property
    def found_on(self) -> str | None:
        """The first ISO day on which an alarm was seen; None where no row has a day."""
        return min((alarm.seen_on for alarm in self.alarms if alarm.seen_on), default=None)

    @property
    def condition(self) -> str | None:
        """The worst condition any alarm gives, sure ones first; None: only words say so."""
        sure = [alarm for alarm in self.alarms if alarm.is_sure]
        return max(
            (alarm.condition for alarm in sure or self.alarms if alarm.condition),
            key=badness,
            default=None,
        )

    @property
    def remarks(self) -> tuple[str, ...]:
        """Codes of `REMARKS` of what a reader should know about its days."""
        report = self.step("reported")
        days = [step.day for step in self.done if step.kind in STEPS]
        remarks = {
            "late-report": report and self.found_on and report.day > self.found_on,
            "before-found": report and self.found_on and report.day < self.found_on,
            "no-document": report and not report.document,
            "out-of-order": days != sorted(days),
            "short-notice": self.notice_days is not None and self.notice_days < NOTICE_DAYS,
            "no-alarm": not self.alarms,
        }
        return tuple(code for code in REMARKS if remarks[code])

    def step(self, kind: str) -> Done | None:
        """Return a step as it stands."""
        return next((done for done in self.done if done.kind == kind), None)


def badness(condition: str | None) -> int:
    """Return how bad a marker condition is; words alone, and *not found*, are least.

    >>> badness("missing") > badness("minor_damage") > badness(None)
    True
    """
    codes = list(CODE_LISTS["marker_condition"])
    return codes.index(condition) if condition in codes and condition != "not_found" else 0


def cases(
    alarms: Iterable[Alarm],
    events: Iterable[CaseEvent],
    *,
    sound: Mapping[str, Sequence[str]],
    as_of: str,
    known_at: int | None = None,
) -> list[Case]:
    """Return every case as of a day, in no particular order of subjects.

    Args:
        alarms: of any subject. events: every event about any case.
        sound: ISO days on which markers were seen intact or restored, by number.
        as_of: ISO day. known_at: number of the last commit known; None = no limit.
    """
    known = sorted(
        (e for e in events if known_at is None or e.commit <= known_at),
        key=lambda event: (event.recorded_at, event.uuid),
    )
    back = {e.withdraws for e in known if e.withdraws}
    standing = {e for e in known if e.uuid not in back and e.kind != "withdrawn" and e.day <= as_of}
    links = {e.subject: e.party for e in known if e in standing and e.kind == "same_as"}
    by_subject: dict[str, list[Alarm]] = {}
    for alarm in alarms:
        if alarm.day <= as_of and (known_at is None or alarm.commit <= known_at):
            subject = alarm.marker or links.get(alarm.id) or alarm.id
            by_subject.setdefault(subject, []).append(alarm)
    of_subject: dict[str, dict[str, list[CaseEvent]]] = {}
    history: dict[str, list[CaseEvent]] = {}
    for event in known:
        if event.day > as_of or event.kind == "same_as":
            continue
        history.setdefault(event.case, []).append(event)
        of_case = of_subject.setdefault(event.subject, {}).setdefault(event.case, [])
        if event in standing:
            of_case.append(event)
    made: list[Case] = []
    for subject in {**by_subject, **of_subject}:
        made += _of_subject(
            subject,
            sorted(by_subject.get(subject, ()), key=lambda a: (a.day, a.recorded_at, a.id)),
            of_subject.get(subject, {}),
            history,
            sound.get(subject, ()),
            as_of,
        )
    return made


def _of_subject(
    subject: str,
    alarms: Sequence[Alarm],
    recorded: Mapping[str, Sequence[CaseEvent]],
    history: Mapping[str, Sequence[CaseEvent]],
    sound: Sequence[str],
    as_of: str,
) -> list[Case]:
    """Share the alarms of a subject among its cases, the first first."""
    rest = list(alarms)
    made = []
    for case, events in recorded.items():
        done = _done(events, [day for day in sound if day <= as_of])
        end = _end(done)
        own = rest if end is None else _until_end(rest, end)
        of_case = {alarm.id for alarm in own}
        rest = [alarm for alarm in rest if alarm.id not in of_case]
        if own or done:
            made.append(_case(subject, case, own, done, history[case], as_of))
    if rest:
        made.append(_case(subject, None, rest, [], (), as_of))
    return made


def _until_end(alarms: Sequence[Alarm], end: Done) -> list[Alarm]:
    """Return the alarms of a case that ended so.

    What is no alarm is what was known; what is left as it is, is left until it is worse.
    """
    if end.kind == "dismissed":
        at = end.recorded_at or ""
        return [a for a in alarms if end.was_of(a) and (a.decided_at or "") <= at]
    before = [alarm for alarm in alarms if alarm.day <= end.day]
    if end.kind == "closed":
        worst = max((badness(alarm.condition) for alarm in before), default=-1)
        return [a for a in alarms if a.day <= end.day or badness(a.condition) <= worst]
    return before


def _end(done: Sequence[Done]) -> Done | None:
    """Return what ended a case; nothing but a dismissal does before it was reported."""
    is_reported = any(step.kind == "reported" for step in done)
    ends = [step for step in done if step.kind in ENDS]
    return next((step for step in ends if is_reported or step.kind == "dismissed"), None)


def _done(events: Sequence[CaseEvent], sound: Sequence[str]) -> list[Done]:
    last = {event.kind: event for event in events}
    done = {
        kind: Done(
            *(e.kind, e.day, e.party, e.document, e.why, e.recorded_at, e.recorded_by),
            commit=e.commit,
        )
        for kind, e in last.items()
    }
    repaired = done.get("repaired")
    if repaired and repaired.document and "reported" in done and not done.keys() & set(ENDS):
        seen = next((day for day in sound if day >= repaired.day), None)
        if seen is not None:
            done["restored"] = Done("restored", seen, is_seen=True)
    return [done[kind] for kind in (*STEPS, "closed", "dismissed") if kind in done]


def _case(
    subject: str,
    case: str | None,
    alarms: Sequence[Alarm],
    done: Sequence[Done],
    history: Sequence[CaseEvent],
    as_of: str,
) -> Case:
    by_kind = {step.kind: step for step in done}
    is_ended = _end(done) is not None
    unreported = () if is_ended else _unreported(alarms, by_kind.get("reported"))
    agreed, repaired = by_kind.get("agreed"), by_kind.get("repaired")
    return Case(
        subject=subject,
        case=case,
        marker=None if len(subject) == ID_LENGTH else subject,
        alarms=tuple(alarms),
        unreported=unreported,
        done=tuple(done),
        history=tuple(history),
        due=None if is_ended else _due(alarms, unreported, by_kind, as_of),
        notice_days=_days(agreed.day, repaired.day) if agreed and repaired else None,
    )


def _unreported(alarms: Sequence[Alarm], report: Done | None) -> tuple[Alarm, ...]:
    """Return the alarms no report covers: what came after it and is worse than what it told."""
    if report is None or report.recorded_at is None:
        return tuple(alarms)
    told = [badness(a.condition) for a in alarms if report.was_of(a)]
    if not told:
        return tuple(alarm for alarm in alarms if alarm.day > report.day)
    worst = max(told)
    return tuple(
        alarm for alarm in alarms if not report.was_of(alarm) and badness(alarm.condition) > worst
    )


def _due(
    alarms: Sequence[Alarm],
    unreported: Sequence[Alarm],
    done: Mapping[str, Done],
    as_of: str,
) -> Due:
    """Return the step that is due, by the last one that was done."""
    if unreported:
        step = "reported" if any(alarm.is_sure for alarm in unreported) else "checked"
        return _until(step, unreported[0].day, as_of)
    if "repaired" in done:
        step = "restored" if done["repaired"].document else "minutes"
        return _until(step, done["repaired"].day, as_of)
    step = next(step for step in STEPS if step not in done)
    before = [done[earlier].day for earlier in STEPS[: STEPS.index(step)]]
    due = _until(step, before[-1] if before else as_of, as_of)
    if step == "repaired" and "agreed" in done:
        return due._replace(not_before=_later(done["agreed"].day, NOTICE_DAYS))
    return due


def _until(step: str, before: str, as_of: str) -> Due:
    until = _later(before, WITHIN_DAYS[step])
    return Due(step, until, max(0, _days(until, as_of)))


def _later(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days
