"""What was decided lately, by whom and why, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mocgioi.desk.effects import effects
from mocgioi.desk.guard import Refused
from mocgioi.desk.routes import Route
from mocgioi.errors import MocgioiError, Text
from mocgioi.words.findings import worded

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from mocgioi.desk.visit import Visit

MOST_DIGITS = 12
"""Of a number of a commit."""

_TAKEN_BACK = Text(
    "Đã rút lại quyết định. Chờ quyết định: {count} trường hợp.",
    "The decision is taken back. Waiting for a decision: {count}.",
)
_NOTHING = Text("Không có quyết định nào như vậy.", "There is no such decision.")
_NO_REASON = Text("Hãy ghi lý do.", "Write the reason.")


def show(visit: Visit) -> Response:
    """Show it."""
    return _page(visit)


def take_back(visit: Visit, commit: str) -> Response:
    """Take back what was decided at once."""
    if not commit.isdecimal() or len(commit) > MOST_DIGITS:
        raise Refused(404, _NOTHING)
    why = visit.form.get("why", "").strip()
    if not why:
        return _page(visit, commit, _NO_REASON)
    before, since = visit.tracker.figures.status(), visit.tracker.figures.commit()
    try:
        visit.tracker.decisions.take_back(int(commit), why=why, by=visit.person.name)
    except MocgioiError as error:
        return _page(visit, commit, error.words(visit.spell))
    waiting = visit.tracker.decisions.disagreements()["conflicts"]
    visit.say(worded(_TAKEN_BACK, count=len(waiting)))
    for text in effects(before, visit.tracker.figures.status(), visit.tracker.figures.moved(since)):
        visit.say(text)
    return visit.go("/decide")


def _page(visit: Visit, commit: str | None = None, fault: Text | None = None) -> Response:
    return visit.page(
        "decide/made.html",
        status=400 if fault else 200,
        made=visit.tracker.decisions.made(),
        asked=int(commit) if commit else None,
        fault=fault,
        why=visit.form.get("why", ""),
    )


ROUTES = [
    Route("GET", "/decide/made", show, "read"),
    Route("POST", "/decide/made/<commit>/take-back", take_back, "decide"),
]
