"""Forms, kits and books to take along, and the project of QGIS."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from mocgioi.desk.guard import Refused
from mocgioi.desk.routes import Route
from mocgioi.desk.visit import GONE
from mocgioi.desk.work import forms as work
from mocgioi.errors import Text

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from mocgioi.desk.visit import Visit
    from mocgioi.documents.coverage import Group

_FORM = Text("Lập phiếu kiểm tra", "Making the survey form")
_FORMS = Text("Lập phiếu kiểm tra cho các đồn", "Making the survey forms of all posts")
_KIT = Text("Lập bộ mang theo: Đồn {}", "Making the kit of post {}")
_KITS = Text("Lập bộ mang theo cho các đồn", "Making the kits of all posts")
_BOOK = Text("Lập sổ lý lịch mốc", "Making the book of datasheets")
_PROJECT = Text("Ghi dự án QGIS", "Writing the project of QGIS")
_WRITTEN = Text(
    "Đã ghi «{}» cạnh kho số liệu. Mở tệp đó bằng QGIS.",
    "Wrote “{}” beside the store. Open it with QGIS.",
)

Whose = dict[str, str]
"""Names by code."""


def show(visit: Visit) -> Response:
    """Show what can be taken along: of the person's own post, or of all."""
    posts, communes = _places(visit)
    return visit.page("forms/forms.html", posts=posts, communes=communes, own=visit.person.post)


def form(visit: Visit) -> Response:
    """Have the survey form of a post made, of all posts, or of all markers in one."""
    posts, _ = _places(visit)
    whose = _asked(visit)
    common: dict[str, Any] = {
        "store": visit.desk.store,
        "by": visit.person.name,
        "folder": visit.desk.folder_for_results(visit.session.key),
        "lang": visit.lang,
    }
    then, back = "/download/{job}", "/forms"
    if whose == "each" and visit.person.post is None:
        return visit.begin(work.forms, _FORMS, then=then, back=back, **common)
    if whose == "all" and visit.person.post is None:
        return visit.begin(work.form, _FORM, then=then, back=back, post=None, name="", **common)
    name = _name(posts, whose)
    return visit.begin(work.form, _FORM, then=then, back=back, post=whose, name=name, **common)


def kit(visit: Visit) -> Response:
    """Have the kit of a post made, or of every one."""
    posts, _ = _places(visit)
    whose = _asked(visit)
    every = whose == "each" and visit.person.post is None
    title = _KITS
    if not every:
        posts = {whose: _name(posts, whose)}
        title = Text(*(words.format(posts[whose]) for words in _KIT))
    return visit.begin(
        work.kits,
        title,
        then="/download/{job}",
        back="/forms",
        store=visit.desk.store,
        by=visit.person.name,
        posts=posts,
        folder=visit.desk.folder_for_results(visit.session.key),
        lang=visit.lang,
    )


def book(visit: Visit) -> Response:
    """Have the datasheets of a post's, a commune's or all markers made as one PDF."""
    posts, communes = _places(visit)
    kind_given, _, code = _asked(visit).partition(":")
    kind: Literal["post", "commune"] | None = None
    name = ""
    if kind_given == "post":
        kind, name = "post", _name(posts, code)
    elif kind_given == "commune":
        kind, name = "commune", _name(communes, code)
    return visit.begin(
        work.book,
        _BOOK,
        then="/download/{job}",
        back="/forms",
        store=visit.desk.store,
        by=visit.person.name,
        kind=kind,
        code=code or None,
        name=name,
        as_of=visit.form.get("as_of") or None,
        audience=visit.form.get("audience", "full"),
        folder=visit.desk.folder_for_results(visit.session.key),
        lang=visit.lang,
    )


def project(visit: Visit) -> Response:
    """Have the project of QGIS written beside the store."""
    return visit.begin(
        work.project,
        _PROJECT,
        then="/forms/project/{job}",
        back="/forms",
        store=visit.desk.store,
        by=visit.person.name,
        replace=visit.form.get("replace") == "1",
    )


def project_written(visit: Visit, id: str) -> Response:
    """Say where the project is."""
    name = visit.job(id).result
    if not isinstance(name, str):
        raise Refused(404, GONE)
    visit.say(Text(*(words.format(name) for words in _WRITTEN)))
    return visit.go("/forms")


def _asked(visit: Visit) -> str:
    return visit.form.get("whose", "") or visit.person.post or ""


def _name(places: Whose, code: str) -> str:
    """Return what a place is called; one that the person may not see is not there."""
    if code not in places:
        raise Refused(404, GONE)
    return places[code]


def _places(visit: Visit) -> tuple[Whose, Whose]:
    """Return the posts and communes that have markers, of a post's people their own post alone."""
    groups = visit.tracker.figures.coverage(by=["post", "commune"])["groups"]
    posts, communes = _by_code(groups, "post"), _by_code(groups, "commune")
    own = visit.person.post
    if own is None:
        return posts, communes
    return {code: name for code, name in posts.items() if code == own}, {}


def _by_code(groups: list[Group], by: str) -> Whose:
    return {
        code: group["name"] or code
        for group in groups
        if group["by"] == by and (code := group["code"]) is not None
    }


ROUTES = [
    Route("GET", "/forms", show, "record", in_sector=True),
    Route("POST", "/forms/form", form, "record", in_sector=True),
    Route("POST", "/forms/kit", kit, "record", in_sector=True),
    Route("POST", "/forms/book", book, "report"),
    Route("POST", "/forms/project", project, "report"),
    Route("GET", "/forms/project/<id>", project_written, "report"),
]
