"""The demonstration, for who has no store yet: made, opened, and left for one's own store again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mocgioi.desk.guard import Refused
from mocgioi.desk.pages import texts
from mocgioi.desk.routes import Route
from mocgioi.desk.visit import GONE
from mocgioi.desk.work import store as work
from mocgioi.errors import MocgioiError

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from mocgioi.desk.visit import Visit

FOLDER = "{}-thu-nghiem"
"""What the folder of the demonstration is called, beside that of the desk.

Within it, the weekly routine would take it for what a post sent.
"""


def is_offered(visit: Visit) -> bool:
    """Say whether there is nothing that could be mistaken for it: no store, and one computer."""
    desk = visit.desk
    return desk.people is None and not desk.is_on_server and not desk.has_store


def usual_folder(visit: Visit) -> Path:
    """Return where the demonstration is made unless the person names another folder."""
    folder = visit.desk.path.absolute().parent
    return folder.with_name(FOLDER.format(folder.name)) if folder.name else folder / "thu-nghiem"


def make(visit: Visit) -> Response:
    """Make the demonstration in the folder that was named."""
    _only_where_offered(visit)
    own = visit.desk.path.absolute().parent
    named = visit.form.get("folder", "").strip().strip('"')
    folder = own / named if named else usual_folder(visit)
    if folder.resolve() == own.resolve():
        visit.say(texts()["trying"]["own_folder"], "fault")
        return visit.go("/store/files")
    return visit.begin(
        work.make_demonstration,
        texts()["trying"]["making"],
        then="/demonstration/{job}",
        back="/store/files",
        folder=folder,
        lang=visit.lang,
        by=visit.person.name,
    )


def made(visit: Visit, id: str) -> Response:
    """Show where the demonstration is, and the way into it."""
    return visit.page("trying/made.html", store=visit.result(id))


def enter(visit: Visit) -> Response:
    """Show the demonstration in place of the store that is not there yet."""
    _only_where_offered(visit)
    store = Path(visit.form.get("store", ""))
    if not _is_made_up(store):
        raise Refused(404, GONE)
    visit.desk.turn_to(store)
    return _begun_anew(visit)


def leave(visit: Visit) -> Response:
    """Go back to the store, or the empty folder, that the desk was opened on."""
    visit.desk.turn_back()
    return _begun_anew(visit)


def _begun_anew(visit: Visit) -> Response:
    """Lead to the first page; no page of before may write into the store that is shown now."""
    visit.session.unsent = None
    visit.desk.sessions.prove_anew()
    return visit.go("/")


def _only_where_offered(visit: Visit) -> None:
    if not is_offered(visit):
        raise Refused(404, GONE)


def _is_made_up(store: Path) -> bool:
    """Say whether that is a store of made-up rows."""
    from mocgioi import tracker

    try:
        return store.is_file() and tracker.open(store).figures.status()["illustrative"]
    except MocgioiError:
        return False


ROUTES = [
    Route("POST", "/demonstration", make, "manage"),
    Route("POST", "/demonstration/enter", enter, "manage"),
    Route("POST", "/demonstration/leave", leave, "manage"),
    Route("GET", "/demonstration/<id>", made, "manage"),
]
