"""What was said of a marker taken back; the register changed: another number, none any more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from werkzeug.exceptions import NotFound

from mocgioi.desk import paths
from mocgioi.desk.routes import Route
from mocgioi.desk.undoing import foreseen, problem_of, say_effects
from mocgioi.desk.views.marker import card, document_of, event_of, is_alone
from mocgioi.desk.work import markers as work
from mocgioi.desk.work import undoing
from mocgioi.errors import MocgioiError, Text

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from mocgioi.desk.visit import Visit
    from mocgioi.documents.evidence import HistoryEntry
    from mocgioi.documents.marker import Marker
    from mocgioi.store.undoing import Undone
    from mocgioi.tracker.effects import Effects

_UUID = re.compile(r"[0-9a-f]{32}")

_UNDOING = Text("Hoàn tác số liệu của mốc {}", "Take back what was said of marker {}")
_CHANGING = Text("Sửa danh mục: mốc {}", "Change the register: marker {}")
_UNDONE = Text("Đã hoàn tác {} số liệu.", "Taken back: {} observations.")
_RETIRED = Text("Đã ghi: mốc {} không còn.", "Recorded: marker {} is no longer there.")
_RENUMBERED = Text("Đã đổi số hiệu {} thành {}.", "Marker {} now has the number {}.")


def ask_undo(visit: Visit, number: str, observation: str) -> Response:
    """Show what would be taken back, and ask for the reason."""
    return _undo_page(visit, document_of(visit, number), observation)


def _undo_page(
    visit: Visit, document: Marker, observation: str, *, fault: str = "", status: int = 200
) -> Response:
    event, row = _undoable(document, observation)
    try:
        answer = foreseen(visit, undoing.foresee, batch=event["batch"], row=row)
    except MocgioiError as error:
        fault, answer = fault or visit.words(error).to(visit.lang), None
    with_it = [
        event_of(each, visit)
        for each in document["history"]
        if each["batch"] == event["batch"] and row in (None, each["row"])
    ]
    others = {
        observed.subject
        for observed in visit.tracker.surveys.observed(event["batch"] or "", row=row)
        if observed.subject != document["number"]
    }
    return visit.page(
        "markers/undo.html",
        status=status,
        marker=document["number"],
        path=paths.marker(document["number"]),
        observation=observation,
        event=event_of(event, visit),
        row=row,
        with_it=with_it,
        others=sorted(others),
        is_registration=any(each["is_existence"] for each in with_it),
        typed=visit.form,
        foreseen=answer[1] if answer else None,
        fault=fault,
    )


def _undoable(document: Marker, observation: str) -> tuple[HistoryEntry, int | None]:
    """Return an event that can be taken back by itself, and the row that says it."""
    found = None
    if _UUID.fullmatch(observation):
        found = next((e for e in document["history"] if e["observation"] == observation), None)
    if found is None or found["batch"] is None or not is_alone(found):
        raise NotFound
    return found, found["row"]


def undo(visit: Visit, number: str, observation: str) -> Response:
    """Take back what a row, or what was typed in, says."""
    document = document_of(visit, number)
    event, row = _undoable(document, observation)
    title = Text(*(words.format(document["number"]) for words in _UNDOING))

    def refused(fault: str) -> Response:
        return _undo_page(visit, document, observation, fault=fault, status=400)

    if problem := problem_of(visit):
        return refused(problem.to(visit.lang))

    def done(answer: tuple[Undone, Effects]) -> None:
        visit.say(Text(*(words.format(answer[0].observations) for words in _UNDONE)))
        say_effects(visit, answer[1])

    return visit.do(
        undoing.undo,
        title,
        then=paths.marker(document["number"]),
        done=done,
        refused=refused,
        batch=event["batch"],
        row=row,
        why=visit.form.get("why", ""),
    )


def retire(visit: Visit, number: str) -> Response:
    """Record that a marker is no longer there."""
    document = document_of(visit, number)
    shown = document["number"]

    def done(result: Any) -> None:
        visit.say(Text(*(words.format(shown) for words in _RETIRED)))

    return visit.do(
        work.retire,
        Text(*(words.format(shown) for words in _CHANGING)),
        then=f"/markers?q={quote(shown, safe='')}&list=1",
        done=done,
        refused=lambda fault: card(visit, document, fault=fault, of="retire", status=400),
        number=shown,
        on=visit.form.get("on", ""),
        why=visit.form.get("why", ""),
    )


def renumber(visit: Visit, number: str) -> Response:
    """Give a marker another number."""
    document = document_of(visit, number)
    shown, new = document["number"], visit.form.get("new", "")

    def done(result: Any) -> None:
        visit.say(Text(*(words.format(shown, new) for words in _RENUMBERED)))

    return visit.do(
        work.renumber,
        Text(*(words.format(shown) for words in _CHANGING)),
        then=paths.marker(new),
        done=done,
        refused=lambda fault: card(visit, document, fault=fault, of="renumber", status=400),
        number=shown,
        new=new,
        on=visit.form.get("on", ""),
        why=visit.form.get("why", ""),
    )


ROUTES = [
    Route("GET", "/marker/<path:number>/undo/<observation>", ask_undo, "decide"),
    Route("POST", "/marker/<path:number>/undo/<observation>", undo, "decide"),
    Route("POST", "/marker/<path:number>/retire", retire, "take_in"),
    Route("POST", "/marker/<path:number>/renumber", renumber, "take_in"),
]
