"""What should be looked at: warnings about what counts, parts of files that did not come in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mocgioi.desk import paths
from mocgioi.desk.routes import Route
from mocgioi.errors import Text
from mocgioi.outputs.weekly import place_of
from mocgioi.tracker import waiting
from mocgioi.tracker.agenda import DAYS, agenda
from mocgioi.words.findings import worded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from werkzeug.wrappers import Response

    from mocgioi.desk.visit import Visit
    from mocgioi.errors import Language
    from mocgioi.outputs.weekly_facts import Entry

_NOTED = Text("Đã ghi là đã xem: {count}.", "Recorded as looked at: {count}.")
_BEFORE = Text(
    "{count} mục đã được ghi là đã xem từ trước, hoặc không còn.",
    "Looked at before, or no more there: {count}.",
)
_NOTHING = Text("Chưa chọn mục nào nên chưa ghi gì.", "Nothing was chosen, so nothing is recorded.")


class Notice(NamedTuple):
    """One thing to be looked at.

    Attributes:
        key: its name in the store. text: what it is. place: where it stands.
        marker: number of the marker it is about, where it is known; page: its address.
    """

    key: str
    text: str
    place: str
    marker: str | None
    page: str | None


def show(visit: Visit) -> Response:
    """Show them."""
    waits = agenda(visit.tracker, spell=visit.spell)
    return visit.page(
        "decide/notices.html",
        left_out=_notices(waits.standing.left_out, visit.lang),
        looked=_notices(waits.standing.looked, visit.lang),
        waits=waits,
    )


def note(visit: Visit) -> Response:
    """Record that those that were chosen were looked at."""
    chosen = set(visit.form.getlist("seen"))
    standing = waiting.standing(visit.tracker.store, days=DAYS, spell=visit.spell)
    there = {entry.key for entry in (*standing.left_out, *standing.looked) if entry.key}
    if not chosen:
        visit.say(_NOTHING, "note")
        return visit.go("/decide/notices")
    new = visit.tracker.decisions.note_seen(chosen & there, by=visit.person.name)
    visit.say(worded(_NOTED, count=new))
    if len(chosen) > new:
        visit.say(worded(_BEFORE, count=len(chosen) - new), "note")
    return visit.go("/decide/notices")


def _notices(entries: Iterable[Entry], lang: Language) -> list[Notice]:
    return [
        Notice(
            entry.key or "",
            entry.text.to(lang),
            place_of(entry, lang),
            entry.marker,
            paths.marker(entry.marker) if entry.marker and entry.has_card else None,
        )
        for entry in entries
    ]


ROUTES = [
    Route("GET", "/decide/notices", show, "read"),
    Route("POST", "/decide/notices", note, "take_in"),
]
