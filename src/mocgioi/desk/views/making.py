"""A store made from the files of an office, and files of the register taken in later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from mocgioi.desk import drops
from mocgioi.desk.desk import FIRST_NAME
from mocgioi.desk.guard import Refused
from mocgioi.desk.pages import texts
from mocgioi.desk.routes import Route
from mocgioi.desk.spelling import finding_in_desk
from mocgioi.desk.views import trying
from mocgioi.desk.visit import GONE
from mocgioi.desk.work import store as work
from mocgioi.outputs.receipts import denominator_lines, finding_line
from mocgioi.tracker.asking import Answers
from mocgioi.tracker.recognising import SURVEY
from mocgioi.tracker.register import KINDS as REGISTERS
from mocgioi.words.of_batches import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.wrappers import Response

    from mocgioi.desk.tray import Drop
    from mocgioi.desk.visit import Visit
    from mocgioi.tracker.asking import Question
    from mocgioi.tracker.founding import Outcome

MOST_FINDINGS = 30
"""Findings of a file that are told; what is beyond is counted."""


def show(visit: Visit) -> Response:
    """Show where files of the register are dropped, and drops that wait."""
    waiting = [drop for drop in visit.desk.tray.all() if drop.notes.get("for") == "register"]
    folder = trying.usual_folder(visit) if trying.is_offered(visit) else None
    made = folder / FIRST_NAME if folder else None
    return visit.page(
        "making/drop.html",
        is_new=not visit.desk.has_store,
        waiting=waiting,
        kinds=KINDS,
        demonstration=folder,
        tried=made if made and made.is_file() else None,
    )


def drop(visit: Visit) -> Response:
    """Keep the files that were dropped, and look of which kind each is."""
    files = [
        (upload.filename, upload.stream)
        for upload in visit.request.files.getlist("files")
        if upload.filename
    ]
    if not files:
        visit.say(texts()["making"]["nothing"], "fault")
        return visit.go("/store/files")
    dropped = visit.desk.tray.put(files, by=visit.person.name)
    return _begin(visit, dropped.id, work.look, "looking")


def make_empty(visit: Visit) -> Response:
    """Make an empty store."""
    return visit.begin(
        work.make_empty,
        texts()["making"]["making"],
        then="/",
        back="/store/files",
        store=visit.desk.store,
        lang=visit.lang,
        by=visit.person.name,
    )


class Listed(NamedTuple):
    """A file of a drop, as the page lists it.

    Attributes:
        kind: chosen, or proposed; why: the headings that speak for the proposal.
        outcome: of the rehearsal, if there was one.
    """

    name: str
    kind: str
    why: str
    outcome: Told | None


class Told(NamedTuple):
    """What became of a file, in words.

    Attributes:
        counts: read, applied, unchanged, rejected; None: it was refused.
        refused: why, then. lines: what was found; more: how many are not told.
        questions: what it leaves open.
    """

    file: str
    kind: str
    batch: str | None
    counts: tuple[int, int, int, int] | None
    refused: str
    lines: list[str]
    more: int
    questions: Sequence[Question] = ()


def show_drop(visit: Visit, id: str) -> Response:
    """Show the files of a drop: of which kind each is, and what taking them in would give."""
    dropped = _dropped(visit, id)
    job = visit.desk.jobs.of(visit.asked.get("job", ""), visit.session.key)
    tried = {outcome.file: outcome for outcome in job.result} if job and job.result else {}
    notes: dict[str, Any] = dropped.notes
    files = [
        Listed(
            name,
            notes.get("kinds", {}).get(name, work.NOT_NOW),
            ", ".join(notes.get("why", {}).get(name, ())[:6]),
            _told(visit, tried[name]) if name in tried else None,
        )
        for name in work.mains_of(dropped)
    ]
    return visit.page(
        "making/files.html",
        id=id,
        files=files,
        choices=[(kind, KINDS[kind].to(visit.lang)) for kind in REGISTERS],
        survey=SURVEY,
        was_tried=job is not None,
        is_new=not visit.desk.has_store,
        refused=sum(outcome.error is not None for outcome in tried.values()),
        waits=any(file.kind == work.NOT_NOW for file in files),
    )


def choose(visit: Visit, id: str) -> Response:
    """Note what was chosen and answered of the files of a drop; then try them, or take them in."""
    dropped = _dropped(visit, id)
    kinds = {}
    for place, name in enumerate(work.mains_of(dropped)):
        kind = visit.form.get(f"kind-{place}", work.NOT_NOW)
        kinds[name] = kind if kind in (*REGISTERS, SURVEY) else work.NOT_NOW
    answers = dropped.notes.setdefault("answers", {})
    for name, said in drops.answered(visit.form).items():
        if name not in kinds:
            raise Refused(404, GONE)
        answers[name] = Answers.of(answers.get(name)).with_form(said).noted()
    dropped.notes["kinds"] = kinds
    visit.desk.tray.note(dropped)
    if visit.form.get("do") != "take":
        return _begin(visit, id, work.rehearse, "trying")
    if not any(kind in REGISTERS for kind in kinds.values()):
        visit.say(texts()["making"]["none_chosen"], "fault")
        return visit.go(f"/store/files/{id}")
    return visit.begin(
        work.take,
        texts()["making"]["taking"],
        then="/store/taken/{job}",
        back=f"/store/files/{id}",
        store=visit.desk.store,
        tray=visit.desk.tray.folder,
        drop=id,
        lang=visit.lang,
        by=visit.person.name,
    )


def taken(visit: Visit, id: str) -> Response:
    """Show the receipts."""
    outcomes = [_told(visit, outcome) for outcome in visit.result(id)]
    rest = visit.desk.tray.of(visit.job(id).back.rpartition("/")[2])
    kinds = rest.notes.get("kinds", {}) if rest is not None else {}
    return visit.page(
        "making/taken.html",
        outcomes=outcomes,
        kinds=KINDS,
        refused=sum(outcome.counts is None for outcome in outcomes),
        rest=rest,
        surveys=sum(kind == SURVEY for kind in kinds.values()),
        others=sum(kind == work.NOT_NOW for kind in kinds.values()),
    )


def put_away(visit: Visit, id: str) -> Response:
    """Put the files of a drop away, where they are kept; nothing of the store changes."""
    drop = _dropped(visit, id)
    visit.desk.tray.put_aside(drop, drop.files, by=visit.person.name)
    visit.say(texts()["making"]["cleared"])
    return visit.go("/store/files")


def _begin(visit: Visit, id: str, do: Any, title: str) -> Response:
    return visit.begin(
        do,
        texts()["making"][title],
        then=f"/store/files/{id}?job={{job}}",
        back=f"/store/files/{id}",
        store=visit.desk.store,
        tray=visit.desk.tray.folder,
        drop=id,
    )


def _dropped(visit: Visit, id: str) -> Drop:
    """Return a drop of files of the register.

    Raises:
        Refused: it is gone.
    """
    dropped = visit.desk.tray.of(id)
    if dropped is None:
        raise Refused(404, GONE)
    return dropped


def _told(visit: Visit, outcome: Outcome) -> Told:
    receipt, error = outcome.receipt, outcome.error
    findings = receipt.findings if receipt is not None else error.findings if error else []
    told = [found for found in findings if found.severity != "notice"]
    here = [finding_in_desk(found, visit.spell) for found in told]
    lines = [finding_line(found, visit.lang).strip() for found in here]
    if receipt is None:
        refused = visit.words(error).to(visit.lang) if error else ""
        lines = [line for line in lines if refused not in line]
        counts, batch = None, None
    else:
        refused = ""
        counts = (receipt.read, receipt.applied, receipt.unchanged, receipt.rejected)
        batch = receipt.batch
        lines = [
            *(line.strip() for line in denominator_lines(receipt.denominator, visit.lang)),
            *lines,
        ]
    shown = lines[:MOST_FINDINGS]
    return Told(
        file=outcome.file,
        kind=outcome.kind,
        batch=batch,
        counts=counts,
        refused=refused,
        lines=shown,
        more=len(lines) - len(shown),
        questions=outcome.questions,
    )


ROUTES = [
    Route("GET", "/store/files", show, "take_in"),
    Route("POST", "/store/files", drop, "take_in"),
    Route("POST", "/store/new", make_empty, "manage"),
    Route("GET", "/store/files/<id>", show_drop, "take_in"),
    Route("POST", "/store/files/<id>", choose, "take_in"),
    Route("POST", "/store/files/<id>/away", put_away, "take_in"),
    Route("GET", "/store/taken/<id>", taken, "take_in"),
]
