"""What `status` and `report` print: as the store keeps it, or made anew. Light.

Both are asked for often, and say the same until something is recorded. So whoever draws the map
keeps what they answer that day and on each day of the week after it. A kept answer is printed only
where all that it was made from is what it was: the day, the store (`kept.state`) and the program
with its files. Anything else is made anew, by the function that makes what is kept; asking
keeps nothing.
"""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import date, timedelta

from mocgioi.errors import HINT, Hint, Language, MocgioiError, Speller, plainly
from mocgioi.store import kept
from mocgioi.store.handle import fold_edits
from mocgioi.store.opening import is_address
from mocgioi.tracker.moments import today
from mocgioi.typed import TYPE_CHECKING, Literal
from mocgioi.version import VERSION

if TYPE_CHECKING:
    import sqlite3

    from mocgioi.documents.coverage import Counted
    from mocgioi.documents.status import Status
    from mocgioi.store.geopackage import Transaction
    from mocgioi.store.handle import Store

Name = Literal["status", "report"]

Told = tuple[str, list[Hint]]
"""A text with room for the commands to type next (`HINT`), and these."""

_GROUPED_BY: dict[Name, tuple[str, ...]] = {"status": (), "report": ("commune",)}
_LANGUAGES: tuple[Language, ...] = ("vi", "en")

_DAYS = 8
"""Of how many days answers are kept, today's first: until the map of the next week."""

ROOMS = (
    "",
    "analysis",
    "analysis/figures",
    "domain",
    "outputs",
    "outputs/report",
    "store",
    "tracker",
    "words",
)
"""The folders of the modules that make an answer."""


def answer(store: Store, name: Name, lang: Language, *, spell: Speller = plainly) -> str:
    """Return what a verb prints of a store today, where it is typed without options.

    Args:
        spell: how the commands to type next are written.
    """
    day = today()
    with store.reading() as connection:
        told = None if is_address(store.place) else _kept(connection, day, name, lang)
        if told is None:
            counted = _counted(connection, day, by=_GROUPED_BY[name])
            told = _told(_document(name, counted), lang)
        text, hints = told
    for hint in hints:
        text = text.replace(HINT, spell(hint), 1)
    return text


def keep(store: Store) -> None:
    """Keep the answers of today and of the days to come, unless today's are kept.

    Whatever hinders that, an answer is made when it is asked for. On a server, where a schema has
    no number, none is kept.
    """
    if is_address(store.place):
        return
    with suppress(MocgioiError):
        with store.reading() as connection:
            if _kept(connection, today(), "status", "vi"):
                return
        with store.writing(patient=False) as transaction:
            transaction.touch("settings")
            fold_edits(transaction)
            _put(transaction)


def _put(transaction: Transaction) -> None:
    """Put the answers of each day into the place of those of a day before."""
    connection = transaction.reader
    first = date.fromisoformat(today())
    program = _program()
    for day in (str(first + timedelta(days=after)) for after in range(_DAYS)):
        # The totals are the same however markers are grouped: both answers are of one count.
        counted = _counted(connection, day, by=_GROUPED_BY["report"])
        answers = {
            name: {lang: _told(_document(name, counted), lang) for lang in _LANGUAGES}
            for name in _GROUPED_BY
        }
        result = {"program": program, "told": answers}
        kept.put(transaction, _row(day), _made_from(connection, day), result)


def _kept(connection: sqlite3.Connection, day: str, name: Name, lang: Language) -> Told | None:
    """Return an answer as the store keeps it; None where that is of anything else."""
    result = kept.read(connection, _row(day), _made_from(connection, day))
    if result is None or result["program"] != _program():
        return None
    text, hints = result["told"][name][lang]
    return text, [Hint(*hint) for hint in hints]


def _row(day: str) -> str:
    """Return where the answers of a day are kept: those of days that follow lie side by side."""
    return f"{kept.ANSWERS}_{date.fromisoformat(day).toordinal() % _DAYS}"


def _made_from(connection: sqlite3.Connection, day: str) -> str:
    """Return what is another one wherever the same program would answer otherwise."""
    return f"{day} {kept.state(connection)}"


def _program() -> str:
    """Return what is another one wherever another program answers: its version and its files."""
    home = os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120
    changed, size = 0, 0
    for room in ROOMS:
        with os.scandir(f"{home}/{room}") as entries:
            for entry in entries:
                if entry.name.endswith(".py"):
                    facts = entry.stat()
                    changed, size = max(changed, facts.st_mtime_ns), size + facts.st_size
    return f"{VERSION} {changed} {size}"


def _counted(connection: sqlite3.Connection, day: str, *, by: tuple[str, ...]) -> Counted:
    """Return the figures of a day (ISO) that answers are made from."""
    from mocgioi.tracker import glancing

    return glancing.coverage_of(connection, as_of=day, by=by)


def _document(name: Name, counted: Counted) -> Counted | Status:
    """Return the document that an answer puts into words."""
    from mocgioi.analysis.figures.coverage import status

    return status(counted) if name == "status" else counted


def _told(document: Counted | Status, lang: Language) -> Told:
    """Put a document into words."""
    from mocgioi.outputs.report import render

    hints: list[Hint] = []

    def leave_room(hint: Hint) -> str:
        hints.append(hint)
        return HINT

    return render(document, "text", lang, spell=leave_room), hints
