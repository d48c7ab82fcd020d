"""Steps of cases: what was done about a marker or a row, checked and written.

The verb ``case`` and the sheet of alarms record by these alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple
from uuid import uuid4

from mocgioi.domain.cases import STEPS, Case, CaseEvent
from mocgioi.domain.days import day_first
from mocgioi.domain.decision import identity_of
from mocgioi.domain.marker import MarkerNumber
from mocgioi.errors import HINT, Hint, UsageError
from mocgioi.store import cases as stored
from mocgioi.store import events, history, reading
from mocgioi.store.commits import just_after
from mocgioi.store.ledger import require_reason
from mocgioi.tracker.alarming import cases_of
from mocgioi.tracker.author import author
from mocgioi.tracker.moments import Day, as_day, today

if TYPE_CHECKING:
    import sqlite3

    from mocgioi.domain.alarms import Alarm
    from mocgioi.store.geopackage import Transaction

_EARLIEST = "2000-01-01"
_HAS_PARTY = ("reported", "notified")


class Days(NamedTuple):
    """The days of steps, as they are given; None: nothing is said of it.

    Attributes:
        agreed: the day the repair was agreed on, ten days ahead of it at least.
        restored: the marker stands as it was. closed: the case ends without a repair.
    """

    reported: Day | None = None
    notified: Day | None = None
    agreed: Day | None = None
    repaired: Day | None = None
    restored: Day | None = None
    closed: Day | None = None


def record(
    transaction: Transaction,
    subject: str,
    days: Days,
    *,
    to: str | None = None,
    document: str | None = None,
    why: str | None = None,
    by: str | None = None,
) -> str:
    """Record steps of a case, and return its subject; see `mocgioi.tracker.cases.Cases.record`."""
    steps = {kind: _checked_day(day) for kind, day in days._asdict().items() if day is not None}
    _refuse_unclear(steps, to, document, why)
    case = _case(transaction, subject)
    _refuse_end_before_report(case, steps)
    new = [
        event
        for kind, day in steps.items()
        if (event := _step(case, kind, day, to, document, why)) is not None
    ]
    _put(transaction, case, new, by)
    return case.subject


def dismiss(transaction: Transaction, subject: str, *, why: str, by: str | None = None) -> str:
    """Record that there is nothing to report, and return the subject; see `Cases.dismiss`."""
    require_reason(why)
    case = _case(transaction, subject)
    if not case.is_open:
        raise _nothing_open(subject)
    _put(transaction, case, [_event(case, "dismissed", today(), why=why)], by)
    return case.subject


def identify(transaction: Transaction, row: str, number: str, *, by: str | None = None) -> str:
    """Record which marker a row is about, by the number it has now; see `Cases.identify`."""
    known = reading.marker_numbers(transaction)
    if number not in known:
        raise history.no_marker(number, known)
    found = cases_of(transaction, as_of=today())
    rows = {a.id for case in found for a in case.alarms if not a.marker and _names(row, a)}
    of_row = Case(_only(rows, row), None, None, (), (), (), (), None, None)
    _put(transaction, of_row, [_event(of_row, "same_as", today(), party=number)], by)
    return number


def withdraw(
    transaction: Transaction, subject: str, step: str, *, why: str, by: str | None = None
) -> str:
    """Take back what was recorded last about a step; see `Cases.withdraw`."""
    require_reason(why)
    found = cases_of(transaction, as_of=today())
    wanted = subject_of(transaction, subject, found)
    of_subject = [case for case in found if case.subject == wanted]
    case, last = _last_recorded(of_subject, step, subject)
    back = _event(case, "withdrawn", today(), why=why, withdraws=last.uuid)
    _put(transaction, case, [back], by)
    return wanted


def _case(transaction: Transaction, subject: str) -> Case:
    """Return the case of a subject that is written to: the open one, else the last one."""
    found = cases_of(transaction, as_of=today())
    wanted = subject_of(transaction, subject, found)
    of_subject = [case for case in found if case.subject == wanted]
    is_open = [case for case in of_subject if case.is_open]
    if is_open or of_subject:
        return (is_open or of_subject)[-1]
    return Case(wanted, None, wanted, (), (), (), (), None, None)


def subject_of(
    source: sqlite3.Connection | Transaction,
    given: str,
    found: Iterable[Case],
    *,
    as_of: str | None = None,
    known_at: int | None = None,
) -> str:
    """Return the subject that a number or the first characters of a row's code name.

    Raises:
        MarkerNotFound: a number that neither the register nor a row has.
        UsageError: no row has such a code, or several have.
    """
    known: frozenset[str] = frozenset()
    try:
        number = str(MarkerNumber.parse(given))
    except ValueError:
        number = None
    if number is not None:
        known = reading.marker_numbers(source, as_of=as_of, known_at=known_at)
        number = events.current_numbers(source, as_of, known_at).get(number, number)
        if number in known:
            return number
    rows = {
        case.subject
        for case in found
        if case.marker is None and any(_names(given, alarm) for alarm in case.alarms)
    }
    if number is not None and not rows:
        raise history.no_marker(number, known)
    return _only(rows, given)


def _names(given: str, alarm: Alarm) -> bool:
    """Say whether a text names a row: by its code's first characters, or as its marker stands."""
    return bool(given) and (alarm.id.startswith(given.lower()) or alarm.written == given)


def _only(rows: Collection[str], given: str) -> str:
    """Return the only row that is named.

    Raises:
        UsageError: none is, or several are.
    """
    if len(rows) == 1:
        return next(iter(rows))
    raise UsageError(
        f"«{given}» ứng với {len(rows)} dòng, cần đúng một. Xem mã: {HINT}.",
        f"“{given}” names {len(rows)} rows, and one is needed. See their codes: {HINT}.",
        hints=[Hint("cases")],
    )


def _checked_day(given: Day) -> str:
    day = as_day(given)
    if not _EARLIEST <= day <= today():
        raise UsageError(
            f"Ngày {day_first(day)} phải từ {day_first(_EARLIEST)} đến hôm nay "
            f"({day_first(today())}).",
            f"The day {day} must lie between {_EARLIEST} and today ({today()}).",
        )
    return day


def _refuse_unclear(
    steps: Mapping[str, str], to: str | None, document: str | None, why: str | None
) -> None:
    if not steps:
        listed = ", ".join(f"--{step}-on" for step in (*STEPS, "closed"))
        raise UsageError(f"Chưa nêu việc gì để ghi: {listed}.", f"Nothing to record: {listed}.")
    if "reported" in steps and not (to or "").strip():
        raise UsageError(
            "Báo cáo cho ai? Thêm --to «cơ quan nhận», ví dụ --to «Sở Ngoại vụ».",
            "Reported to whom? Add --to “body”, such as --to “Department of Foreign Affairs”.",
        )
    if to and not steps.keys() & set(_HAS_PARTY):
        raise UsageError(
            "--to đi với --reported-on hoặc --notified-on.",
            "--to goes with --reported-on or --notified-on.",
        )
    if document and len(steps) > 1:
        raise UsageError(
            "--document là số văn bản của một việc: ghi mỗi việc một lần.",
            "--document is the paper of one step: record one step at a time.",
        )
    if "closed" in steps and not (why or "").strip():
        require_reason("")


def _refuse_end_before_report(case: Case, steps: Mapping[str, str]) -> None:
    """See to it that what must be reported does not end unreported."""
    if not steps.keys() & {"restored", "closed"} or "reported" in steps:
        return
    if case.step("reported") is None or case.unreported:
        raise UsageError(
            "Vụ việc chưa ghi là đã báo cáo nên chưa kết thúc được. Ghi trước: "
            f"{HINT}; nếu không phải báo: {HINT}.",
            "The case is not recorded as reported and cannot end. Record first: "
            f"{HINT}; if there is nothing to report: {HINT}.",
            hints=[
                Hint("case", (case.subject[:8], "--reported-on", "…", "--to", "…")),
                Hint("case", (case.subject[:8], "--dismiss", "--why", "…")),
            ],
        )


def _step(
    case: Case,
    kind: str,
    day: str,
    to: str | None,
    document: str | None,
    why: str | None,
) -> CaseEvent | None:
    """Return the event of one step; None where it is recorded just so.

    What is left out of a correction stays as it was; a paper that comes later needs no reason.
    """
    old = case.step(kind)
    old = None if old is None or old.is_seen else old
    party = to if kind in _HAS_PARTY else None
    if old is None:
        return _event(case, kind, day, party=party, document=document, why=why)
    party, document = party or old.party, document or old.document
    if (day, party, document) == (old.day, old.party, old.document):
        return None
    is_completed = (day, party) == (old.day, old.party) and old.document is None
    is_again = kind == "reported" and bool(case.unreported)
    if not (is_completed or is_again or (why or "").strip()):
        raise UsageError(
            f"Việc này đã ghi ngày {day_first(old.day)}; muốn sửa, thêm lý do: --why «…». "
            "Bản ghi cũ vẫn được lưu.",
            f"This is recorded for {old.day} already; to correct it, add a reason: --why “…”. "
            "What was recorded is kept.",
        )
    return _event(case, kind, day, party=party, document=document, why=why)


def _event(
    case: Case,
    kind: str,
    day: str,
    *,
    party: str | None = None,
    document: str | None = None,
    why: str | None = None,
    withdraws: str | None = None,
) -> CaseEvent:
    return CaseEvent(
        uuid=uuid4().hex,
        case=case.case or "",
        subject=case.subject,
        kind=kind,
        day=day,
        party=party,
        document=document,
        why=why,
        withdraws=withdraws,
    )


def _put(transaction: Transaction, case: Case, new: Iterable[CaseEvent], by: str | None) -> None:
    """Write events of one case, with the instant and who records them.

    A record comes after all that it is about, also where a clock had run ahead.
    """
    before = [
        *(alarm.recorded_at for alarm in case.alarms),
        *(alarm.decided_at or "" for alarm in case.alarms),
        *(event.recorded_at for event in case.history),
    ]
    last = max(before, default="")
    instant, name, identity = (
        transaction.instant(),
        author(by, transaction),
        case.case or _identity(case),
    )
    if instant <= last:
        instant = just_after(last)
    made = [event._replace(case=identity, recorded_at=instant, recorded_by=name) for event in new]
    stored.put(transaction, made, illustrative=reading.is_illustrative(transaction))


def _identity(case: Case) -> str:
    """Return the identity of a case of which nothing is recorded yet.

    It follows from its first alarm, so that two copies of a store record steps of one case.
    """
    return identity_of("case", case.subject, case.alarms[0].id) if case.alarms else uuid4().hex


def _last_recorded(of_subject: Iterable[Case], step: str, subject: str) -> tuple[Case, CaseEvent]:
    """Return the event that stands for a step, and its case, the last one that has it."""
    for case in reversed(list(of_subject)):
        back = {event.withdraws for event in case.history}
        standing = [e for e in case.history if e.kind == step and e.uuid not in back]
        if standing:
            return case, standing[-1]
    raise UsageError(
        f"Chưa ghi việc «{step}» nào của {subject}. Xem: {HINT}.",
        f"Nothing is recorded of “{step}” for {subject}. See: {HINT}.",
        hints=[Hint("case", (subject,))],
    )


def _nothing_open(subject: str) -> UsageError:
    return UsageError(
        f"«{subject}» không có gì đang mở. Xem: {HINT}.",
        f"Nothing is open about “{subject}”. See: {HINT}.",
        hints=[Hint("cases")],
    )
