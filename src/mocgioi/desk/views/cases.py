"""Cases: what must be reported at once, what was done about it, and what is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mocgioi.desk import paths
from mocgioi.desk.case_cards import card_of
from mocgioi.desk.guard import Refused
from mocgioi.desk.routes import Route
from mocgioi.domain.alarms import ID_LENGTH
from mocgioi.domain.cases import STEPS
from mocgioi.errors import MocgioiError, Text
from mocgioi.outputs import cases_text
from mocgioi.tracker.agenda import agenda
from mocgioi.tracker.cases import state_of
from mocgioi.tracker.moments import today
from mocgioi.tracker.numbers import present_number
from mocgioi.words.findings import worded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from werkzeug.wrappers import Response

    from mocgioi.desk.visit import Visit
    from mocgioi.documents.cases import CaseEntry, Cases, CaseStep

RECORDED = (*STEPS, "closed")
"""Steps that are recorded with their day."""

_WITH_PARTY = ("reported", "notified")
_OF_DUE = {"checked": "reported", "minutes": "repaired"}
"""By the step that is due, the one that is recorded for it, where it is called otherwise."""

_REPORTED = Text("Đã ghi là đã báo cáo: {subjects}.", "Recorded as reported: {subjects}.")
_DISMISSED = Text("Đã ghi là không phải báo: {subjects}.", "Recorded as no alarm: {subjects}.")
_DONE = Text("Đã ghi «{step}» cho {subject}.", "Recorded for {subject}: {step}.")
_IDENTIFIED = Text("Đã ghi: dòng này là của mốc {subject}.", "Recorded: it is of marker {subject}.")
_TAKEN_BACK = Text("Đã rút lại «{step}» của {subject}.", "Taken back for {subject}: {step}.")
_LEFT = Text(
    "Chưa ghi cho {subjects}: vụ việc đã khác lúc mở trang (có số liệu mới, hoặc người khác vừa "
    "ghi). Hãy xem lại rồi ghi.",
    "Not recorded for {subjects}: not as it was when the page was opened (new reports, or somebody "
    "recorded something). Look again, then record.",
)
_NO_CASE_CHOSEN = Text(
    "Chưa chọn vụ việc nào nên chưa ghi gì.", "No case was chosen, so nothing was recorded."
)
_NOT_THERE = Text("Không có vụ việc nào như vậy.", "There is no such case.")
_NO_PARTY = Text("Hãy ghi báo cáo cho ai.", "Say to whom it was reported.")
_NO_DAY = Text("Hãy ghi ngày.", "Write the day.")
_NO_REASON = Text("Hãy ghi lý do.", "Write the reason.")
_NO_MARKER = Text("Hãy ghi số hiệu mốc.", "Write the number of the marker.")
_NEEDS_REASON = Text(
    "Việc này đã ghi ngày {day}. Muốn sửa, hãy ghi lý do; bản ghi cũ vẫn được lưu.",
    "This is recorded for {day} already. To correct it, give a reason; what was recorded is kept.",
)
_PARTY_MISPLACED = Text(
    "Ô «gửi cho» chỉ dùng cho việc báo cáo và thông báo; hãy để trống.",
    "“To” belongs to reporting and notifying alone; leave it empty.",
)


def show(visit: Visit) -> Response:
    """Show the open cases, what must be reported first."""
    return _list(visit)


def report(visit: Visit) -> Response:
    """Record that the chosen cases were reported, by one paper."""
    shown, to = _chosen(visit), visit.form.get("to", "").strip()
    on, document = visit.form.get("on", ""), visit.form.get("document", "").strip()
    fault = _NO_CASE_CHOSEN if not shown else _NO_PARTY if not to else _NO_DAY if not on else None
    if fault:
        return _list(visit, fault)
    try:
        left = visit.tracker.cases.report_all(
            shown, on=on, to=to, document=document or None, by=visit.person.name
        )
    except MocgioiError as error:
        return _list(visit, visit.words(error))
    return _told(visit, _REPORTED, shown, left)


def dismiss_several(visit: Visit) -> Response:
    """Record of the chosen cases that there is nothing to report, for one reason."""
    shown, why = _chosen(visit), visit.form.get("why", "").strip()
    fault = _NO_CASE_CHOSEN if not shown else None if why else _NO_REASON
    if fault:
        return _list(visit, fault)
    try:
        left = visit.tracker.cases.dismiss_all(shown, why=why, by=visit.person.name)
    except MocgioiError as error:
        return _list(visit, visit.words(error))
    return _told(visit, _DISMISSED, shown, left)


def show_one(visit: Visit, subject: str) -> Response:
    """Show all cases of a marker, or of a row whose marker is not known."""
    return _one(visit, subject)


def record(visit: Visit, subject: str) -> Response:
    """Record one step of a case."""
    form = visit.form
    step = form.get("step", "")
    to, document, why = (form.get(name, "").strip() for name in ("to", "document", "why"))
    document_now = visit.tracker.cases.document(subject)
    fault = _fault_of(document_now, step, form.get("on", ""), to, document, why)
    if fault:
        return _one(visit, subject, fault)
    try:
        visit.tracker.cases.record(
            subject,
            **{f"{step}_on": form["on"]},
            to=to or None,
            document=document or None,
            why=why or None,
            by=visit.person.name,
            shown=form.get("state") or None,
        )
    except MocgioiError as error:
        return _one(visit, subject, visit.words(error))
    visit.say(worded(_DONE, step=cases_text.STEP_LABELS[step], subject=_short(subject)))
    return visit.go(f"/cases/{subject}")


def dismiss(visit: Visit, subject: str) -> Response:
    """Record that there is nothing to report."""
    why = visit.form.get("why", "").strip()
    if not why:
        return _one(visit, subject, _NO_REASON)
    try:
        visit.tracker.cases.dismiss(
            subject, why=why, by=visit.person.name, shown=visit.form.get("state") or None
        )
    except MocgioiError as error:
        return _one(visit, subject, visit.words(error))
    visit.say(worded(_DISMISSED, subjects=_short(subject)))
    return visit.go("/cases")


def identify(visit: Visit, subject: str) -> Response:
    """Record which marker a row is about."""
    marker = visit.form.get("marker", "").strip()
    if not marker:
        return _one(visit, subject, _NO_MARKER)
    try:
        document = visit.tracker.cases.identify(
            subject, marker, by=visit.person.name, shown=visit.form.get("state") or None
        )
    except MocgioiError as error:
        return _one(visit, subject, visit.words(error))
    number = document["cases"][0]["subject"] if document["cases"] else marker
    visit.say(worded(_IDENTIFIED, subject=number))
    return visit.go(f"/cases/{number}")


def withdraw(visit: Visit, subject: str) -> Response:
    """Take back what was recorded last about a step."""
    step, why = visit.form.get("step", ""), visit.form.get("why", "").strip()
    if not why:
        return _one(visit, subject, _NO_REASON)
    try:
        visit.tracker.cases.withdraw(
            subject,
            step,
            why=why,
            by=visit.person.name,
            shown=visit.form.get("state") or None,
        )
    except MocgioiError as error:
        return _one(visit, subject, visit.words(error))
    visit.say(worded(_TAKEN_BACK, step=cases_text.STEP_LABELS[step], subject=_short(subject)))
    return visit.go(f"/cases/{subject}")


def _fault_of(document: Cases, step: str, on: str, to: str, paper: str, why: str) -> Text | None:
    """Return what is missing before a step can be recorded, in words of the page."""
    if step not in RECORDED or not on:
        return _NO_DAY
    if step == "reported" and not to:
        return _NO_PARTY
    if to and step not in _WITH_PARTY:
        return _PARTY_MISPLACED
    if step == "closed" and not why:
        return _NO_REASON
    old = _recorded_step(document["cases"], step)
    if old is None or why:
        return None
    is_alike = (on, to or old["to"], paper or old["document"]) == (
        *(old["day"], old["to"], old["document"]),
    )
    is_completed = on == old["day"] and (to or old["to"]) == old["to"] and not old["document"]
    is_again = step == "reported" and any(case["alarm"] for case in document["cases"])
    if is_alike or is_completed or is_again:
        return None
    from mocgioi.outputs.wording import day

    return worded(_NEEDS_REASON, day=Text(day(old["day"], "vi"), day(old["day"], "en")))


def _recorded_step(cases: Sequence[CaseEntry], step: str) -> CaseStep | None:
    is_open = [case for case in cases if case["open"]] or list(cases)
    return next(
        (s for case in is_open for s in case["steps"] if s["step"] == step and not s["seen"]), None
    )


def _chosen(visit: Visit) -> dict[str, str]:
    """Return the states of the chosen cases as they were shown, by subject."""
    return {
        subject: visit.form.get(f"state-{subject}", "") for subject in visit.form.getlist("case")
    }


def _told(visit: Visit, done: Text, shown: Mapping[str, str], left: Sequence[str]) -> Response:
    recorded = [_short(subject) for subject in shown if subject not in left]
    if recorded:
        visit.say(worded(done, subjects=", ".join(recorded)))
    if left:
        visit.say(worded(_LEFT, subjects=", ".join(map(_short, left))), "note")
    return visit.go("/cases")


def _list(visit: Visit, fault: Text | None = None) -> Response:
    """Show the open cases, with what was typed and chosen where it could not be recorded."""
    waits = agenda(visit.tracker, spell=visit.spell)
    return visit.page(
        "cases/list.html",
        status=400 if fault else 200,
        shown=[
            card_of(entry, visit.lang)
            for entry in waits.cases["cases"]
            if visit.sector is None or entry["number"] in visit.sector
        ],
        waits=waits,
        parties=_parties(visit),
        fault=fault,
        typed=visit.form,
        chosen=set(visit.form.getlist("case")),
        today=today(),
    )


def _one(visit: Visit, subject: str, fault: Text | None = None) -> Response:
    """Show all cases of a subject, and what may be recorded; of another sector there are none."""
    if (
        visit.sector is not None
        and present_number(visit.tracker.store, subject) not in visit.sector
    ):
        raise Refused(404, _NOT_THERE)
    document = visit.tracker.cases.document(subject)
    entries = document["cases"]
    current = next((entry for entry in entries if entry["open"]), None)
    due = current["due"]["step"] if current and current["due"] else "reported"
    asked = visit.form.get("step", "")
    marker = entries[0]["number"] if entries else subject
    return visit.page(
        "cases/one.html",
        status=400 if fault else 200,
        subject=entries[0]["subject"] if entries else subject,
        marker=marker,
        page=paths.marker(marker) if marker else None,
        shown=[card_of(entry, visit.lang) for entry in entries],
        current=card_of(current, visit.lang) if current else None,
        state=state_of(current or entries[-1]) if entries else None,
        steps=[(step, cases_text.STEP_LABELS[step]) for step in RECORDED],
        step=asked if asked in RECORDED else _OF_DUE.get(due, due),
        standing=[s for entry in entries for s in entry["steps"] if not s["seen"]],
        step_text=lambda step: cases_text.step_text(step, visit.lang),
        history=[
            cases_text.record_text(record, entry, visit.lang)
            for entry in entries
            for record in entry["history"]
        ],
        parties=_parties(visit),
        fault=fault,
        typed=visit.form,
        today=today(),
    )


def _parties(visit: Visit) -> list[str]:
    """Return to whom was reported before, the last first; only those who record ask for it."""
    if not visit.person.may("take_in"):
        return []
    every = visit.tracker.cases.document(ended=True)["cases"]
    reports = [
        record for case in every for record in case["history"] if record["kind"] == "reported"
    ]
    reports.sort(key=lambda record: record["recorded_at"], reverse=True)
    return list(dict.fromkeys(record["to"] for record in reports if record["to"]))


def _short(subject: str) -> str:
    """Return a marker's number whole, and the first characters of the code of a row."""
    return subject if len(subject) < ID_LENGTH else subject[: cases_text.SHORT]


ROUTES = [
    Route("GET", "/cases", show, "read", in_sector=True),
    Route("POST", "/cases/reported", report, "take_in"),
    Route("POST", "/cases/dismissed", dismiss_several, "decide"),
    Route("GET", "/cases/<path:subject>", show_one, "read", in_sector=True),
    Route("POST", "/cases/<path:subject>/step", record, "take_in"),
    Route("POST", "/cases/<path:subject>/dismiss", dismiss, "decide"),
    Route("POST", "/cases/<path:subject>/identify", identify, "decide"),
    Route("POST", "/cases/<path:subject>/withdraw", withdraw, "decide"),
]
