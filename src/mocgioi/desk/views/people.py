"""The people of a desk: who may sign in where it is served to several, and what each may do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mocgioi.desk.people import RIGHTS, People, key_of
from mocgioi.desk.routes import Route
from mocgioi.errors import NotAStore, Text, UsageError

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from mocgioi.desk.visit import Visit

_ENTERED = Text("Đã ghi «{}».", "“{}” is entered.")
_REMOVED = Text(
    "«{}» không đăng nhập được nữa. Những việc đã làm vẫn mang tên này.",
    "“{}” can sign in no more. What they did keeps their name.",
)
_NO_ROLE = Text("Hãy chọn vai trò.", "Choose a role.")
_NO_SUCH_POST = Text("Không có đồn này trong kho.", "There is no such post in the store.")


def show(visit: Visit) -> Response:
    """Show who may sign in."""
    return _page(visit)


def enter(visit: Visit) -> Response:
    """Enter somebody, or change what is known of them."""
    form = visit.form
    name, role, post = form.get("name", ""), form.get("role", ""), form.get("post", "")
    try:
        if role not in RIGHTS:
            raise UsageError(*_NO_ROLE)
        if role == "post" and post and post not in _posts(visit):
            raise UsageError(*_NO_SUCH_POST)
        people = People.beside(visit.desk.path)
        member = people.put(name, role, post or None, form.get("password") or None)
        if form.get("password"):
            visit.desk.attempts.forgive(key_of(member.name))
    except UsageError as error:
        given = {"name": name, "role": role, "post": post}
        return _page(visit, status=400, given=given, fault=visit.words(error).to(visit.lang))
    visit.say(Text(*(words.format(member.name) for words in _ENTERED)))
    return visit.go("/people")


def remove(visit: Visit) -> Response:
    """Take somebody from the list."""
    name = visit.form.get("name", "")
    People.beside(visit.desk.path).remove(name)
    visit.say(Text(*(words.format(name) for words in _REMOVED)))
    return visit.go("/people")


def _page(
    visit: Visit, *, status: int = 200, given: dict[str, str] | None = None, fault: str = ""
) -> Response:
    facts: dict[str, Any] = {
        "members": People.beside(visit.desk.path).all(),
        "roles": list(RIGHTS),
        "posts": _posts(visit),
        "given": given or {"name": "", "role": "", "post": ""},
        "fault": fault,
    }
    return visit.page("people/people.html", status=status, **facts)


def _posts(visit: Visit) -> dict[str, str]:
    """Return the names of the posts by code; none while there is no store."""
    from mocgioi.tracker.posts import names_of_posts

    try:
        return names_of_posts(visit.tracker.store)
    except NotAStore:
        return {}


ROUTES = [
    Route("GET", "/people", show, "manage"),
    Route("POST", "/people", enter, "manage"),
    Route("POST", "/people/remove", remove, "manage"),
]
