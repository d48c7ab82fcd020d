"""What was decided lately, by whom and why, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mocgioi.desk.guard import Refused
from mocgioi.desk.routes import Route
from mocgioi.desk.undoing import foreseen, problem_of, say_effects
from mocgioi.desk.work import undoing as work
from mocgioi.errors import MocgioiError, Text
from mocgioi.words.findings import worded

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from mocgioi.desk.visit import Visit
    from mocgioi.tracker.effects import Effects

MOST_DIGITS = 12
"""Of a number of a commit."""

_TAKEN_BACK = Text(
    "Đã rút lại quyết định. Chờ quyết định: {count} trường hợp.",
    "The decision is taken back. Waiting for a decision: {count}.",
)
_NOTHING = Text("Không có quyết định nào như vậy.", "There is no such decision.")
_TAKING_BACK = Text("Đang rút lại quyết định", "Taking the decision back")


def show(visit: Visit) -> Response:
    """Show it."""
    return _page(visit)


def ask(visit: Visit, commit: str) -> Response:
    """Show what taking back what was decided at once would do, and ask for the reason."""
    return _ask(visit, _number(commit))


def _ask(visit: Visit, commit: int, problem: Text | None = None) -> Response:
    settled = next((each for each in visit.tracker.decisions.made() if each.commit == commit), None)
    try:
        answer = foreseen(visit, work.foresee_taking_back, commit=commit)
    except MocgioiError as error:
        return _page(visit, visit.words(error))
    return visit.page(
        "decide/take_back.html",
        status=409 if problem else 200,
        commit=commit,
        settled=settled,
        foreseen=answer[1] if answer else None,
        problem=problem,
        why=visit.form.get("why", ""),
    )


def take_back(visit: Visit, commit: str) -> Response:
    """Take back what was decided at once."""
    number = _number(commit)
    if problem := problem_of(visit):
        return _ask(visit, number, problem)

    def done(answer: tuple[list[str], Effects]) -> None:
        waiting = visit.tracker.decisions.disagreements()["conflicts"]
        visit.say(worded(_TAKEN_BACK, count=len(waiting)))
        say_effects(visit, answer[1])

    return visit.do(
        work.take_back,
        _TAKING_BACK,
        then="/decide",
        done=done,
        refused=lambda fault: _page(visit, Text(fault, fault)),
        commit=number,
        why=visit.form["why"].strip(),
    )


def _number(commit: str) -> int:
    """Return the number of a commit that an address has.

    Raises:
        Refused: it can be none.
    """
    if not commit.isdecimal() or len(commit) > MOST_DIGITS:
        raise Refused(404, _NOTHING)
    return int(commit)


def _page(visit: Visit, fault: Text | None = None) -> Response:
    return visit.page(
        "decide/made.html",
        status=400 if fault else 200,
        made=visit.tracker.decisions.made(),
        fault=fault,
    )


ROUTES = [
    Route("GET", "/decide/made", show, "read"),
    Route("GET", "/decide/made/<commit>/take-back", ask, "decide"),
    Route("POST", "/decide/made/<commit>/take-back", take_back, "decide"),
]
