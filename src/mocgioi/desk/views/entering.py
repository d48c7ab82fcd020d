"""Coming in and going: the address that lets a browser in, signs of life, files of the pages."""

from __future__ import annotations

import mimetypes
import re
import time
from typing import TYPE_CHECKING, get_args

from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from mocgioi.desk.pages import STATIC
from mocgioi.desk.routes import Right, Route
from mocgioi.desk.sessions import Person
from mocgioi.tracker.author import at_the_machine

if TYPE_CHECKING:
    from mocgioi.desk.visit import Visit

_KEPT_S = 3600
_NAME = re.compile(r"\w[\w.-]{0,80}", re.ASCII)


def enter(visit: Visit) -> Response:
    """Let this computer's browser in: the token that the desk printed works once."""
    if not visit.desk.lets_in(visit.asked.get("token", "")):
        if visit.person.name:
            return visit.go("/")
        return visit.page("outside.html", status=401)
    person = Person(at_the_machine(), frozenset(get_args(Right)))
    return visit.entered(person)


def alive(visit: Visit) -> Response:
    """Note that a page is open, or was closed."""
    name = visit.form.get("page", "")[:40]
    if visit.form.get("closed"):
        visit.desk.pages.pop(name, None)
    else:
        visit.desk.had_page = True
        visit.desk.pages[name] = time.monotonic()
    return Response(status=204)


def choose_language(visit: Visit) -> Response:
    """Show the desk in the other language from here on."""
    visit.session.lang = "en" if visit.form.get("lang") == "en" else "vi"
    return visit.go(visit.form.get("back", "/"))


def close(visit: Visit) -> Response:
    """Close the desk, or leave it where others are signed in."""
    if visit.desk.people is not None:
        visit.desk.sessions.end(visit.session)
        return visit.go("/sign-in")
    visit.desk.closing.set()
    return visit.page("closed.html")


def static(visit: Visit, name: str) -> Response:
    """Give a file of the pages; there are no folders among them."""
    path = STATIC / name
    if not _NAME.fullmatch(name) or not path.is_file():
        raise NotFound
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    if name.endswith(".js"):
        kind = "text/javascript"
    text = "; charset=utf-8" if kind.startswith("text/") else ""
    headers = {"Cache-Control": f"private, max-age={_KEPT_S}"}
    return Response(path.read_bytes(), content_type=kind + text, headers=headers)


ROUTES = [
    Route("GET", "/enter", enter, "enter"),
    Route("GET", "/static/<name>", static, "enter"),
    Route("POST", "/alive", alive, "read", in_sector=True),
    Route("POST", "/language", choose_language, "read", in_sector=True),
    Route("POST", "/close", close, "read", in_sector=True),
]
