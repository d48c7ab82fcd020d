"""One request, as a view sees it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from werkzeug.wrappers import Response

from mocgioi.desk import guard, pages
from mocgioi.desk.spelling import in_desk, spell_in_desk
from mocgioi.desk.tray import safe_name
from mocgioi.errors import Language, Speller, Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from werkzeug.datastructures import MultiDict
    from werkzeug.wrappers import Request

    from mocgioi.desk.desk import Desk
    from mocgioi.desk.jobs import Job
    from mocgioi.desk.routes import Route
    from mocgioi.desk.sessions import Person, Session
    from mocgioi.errors import Finding, MocgioiError
    from mocgioi.tracker import Tracker

MOST_DESKS = 10
"""Desks of one computer that a browser is in at once."""

HTML = "text/html; charset=utf-8"

SHORT_S = 20.0
"""Seconds that an answer may wait for work that is short."""


class Visit:
    """One request: who comes, what they ask, and the ways to answer.

    Attributes:
        desk: what it is asked of. request: Werkzeug's. session: of the browser that asks.
    """

    def __init__(
        self,
        desk: Desk,
        request: Request,
        session: Session,
        page_at: Callable[[str], Route | None] = lambda path: None,
    ) -> None:
        self.desk = desk
        self.request = request
        self.session = session
        self._page_at = page_at
        self._to_end = ExitStack()

    def end(self) -> None:
        """Let go of what was kept for the request."""
        self._to_end.close()

    @property
    def person(self) -> Person:
        """Who asks."""
        return self.session.person

    @property
    def lang(self) -> Language:
        """The language they read."""
        return self.session.lang

    @property
    def form(self) -> MultiDict[str, str]:
        """The fields of the form that was sent."""
        return self.request.form

    @property
    def asked(self) -> MultiDict[str, str]:
        """What stands behind the ``?`` of the address."""
        return self.request.args

    @cached_property
    def tracker(self) -> Tracker:
        """The store that is worked on, in the name of the person.

        Raises:
            NotAStore: there is none yet, or it is none of ours.
        """
        tracker = self.desk.tracker(self.person)
        self._to_end.enter_context(tracker.store.kept_open())
        return tracker

    @cached_property
    def sector(self) -> frozenset[str] | None:
        """Numbers of the markers that are the person's part, former ones too; None: all."""
        if self.person.post is None:
            return None
        from mocgioi.tracker.numbers import numbers_of

        return numbers_of(self.tracker.store, self.person.post)

    @property
    def spell(self) -> Speller:
        """How hints are spelled here: as places of the desk, no commands."""
        return spell_in_desk(self.lang)

    def words(self, told: Finding | MocgioiError) -> Text:
        """Return what a finding or an error tells people here."""
        return in_desk(told, self.spell)

    def say(self, text: Text, kind: str = "done") -> None:
        """Have the next page say something first; kinds are ``done note fault``."""
        self.session.said.append((kind, text.to(self.lang)))

    # ------------------------------------------------------------------ answers

    def page(self, template: str, *, status: int = 200, **facts: Any) -> Response:
        """Answer with a page of ``templates``; what it is made of beside `pages.common`."""
        text = pages.filled(self, template, facts)
        return Response(text, status, content_type=HTML)

    def go(self, path: str) -> Response:
        """Answer what was sent by POST: the browser shows that address of the desk instead."""
        return Response(status=303, headers={"Location": guard.own_path(path)})

    def entered(self, person: Person, *, stamp: str = "") -> Response:
        """Begin a session of somebody and lead to the first page; the one they had ends.

        Args:
            stamp: as in `mocgioi.desk.sessions.Session`.
        """
        desk = self.desk
        desk.sessions.end(self.session)
        self.session = desk.sessions.begin(person, self.lang, stamp)
        response = self.go("/")
        response.set_cookie(
            desk.cookie, self.session.key, httponly=True, samesite="Strict", secure=desk.is_https
        )
        others = [name for name in self.request.cookies if name.startswith(f"{guard.COOKIE}_")]
        if len(others) > MOST_DESKS:  # each opening has a port of its own; most are long closed
            for name in others:
                if name != desk.cookie:
                    response.delete_cookie(name, httponly=True, samesite="Strict")
        return response

    def may_go(self, path: str) -> bool:
        """Return whether there is a page at an address, and they may see it."""
        route = self._page_at(path)
        return route is not None and self.person.may_take(route)

    def file(self, content: bytes, name: str, kind: str) -> Response:
        """Answer with a file to be saved under `name`; `kind` is its media type."""
        name = safe_name(name)
        ascii_name = name.encode("ascii", "replace").decode().replace("?", "_")
        shown = f"attachment; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(name, safe='')}"
        return Response(content, content_type=kind, headers={"Content-Disposition": shown})

    def carried(self, html: str | bytes) -> Response:
        """Answer with a map or report of ours, which runs in an origin of its own."""
        headers = {"Content-Security-Policy": guard.CARRIED_PAGE}
        return Response(html, content_type=HTML, headers=headers)

    def json(self, document: Mapping[str, Any]) -> Response:
        """Answer with JSON."""
        import json

        return Response(json.dumps(document, ensure_ascii=False), content_type="application/json")

    def begin(
        self,
        work: Callable[..., Any],
        title: Text,
        *,
        then: str,
        back: str,
        writes: bool = True,
        **args: Any,
    ) -> Response:
        """Start long work (see `mocgioi.desk.jobs`) and answer with the page that shows it.

        Args:
            work: a function of `mocgioi.desk.work`. title: what it does.
            then: where to go when it is done, ``{job}`` is its id; back: where from.
            writes: whether it may change the store. args: what it is called with, beside its steps.
        """
        job = self.desk.jobs.start(
            work, title=title, owner=self.session.key, then=then, back=back, **args
        )
        job.writes = writes
        return self.go(f"/working/{job.id}")

    def do(
        self,
        work: Callable[..., Any],
        title: Text,
        *,
        then: str,
        done: Callable[[Any], None],
        refused: Callable[[str], Response],
        **args: Any,
    ) -> Response:
        """Do what is short and changes the store, in a process of its own; answer when it is done.

        Args:
            work: a function of `mocgioi.desk.work`, called with the store and who asks as well.
            title: what it does, for the page of what takes long after all.
            then: the address to show. done: called with what it returned.
            refused: makes the answer where it was refused, of the reason: the page that asked,
                with what was typed.
            args: what else it is called with.
        """
        job = self.desk.jobs.start(
            work,
            title=title,
            owner=self.session.key,
            then=then,
            back=then,
            store=self.desk.store,
            by=self.person.name,
            is_short=True,
            **args,
        )
        if not job.ended.wait(SHORT_S):
            return self.go(f"/working/{job.id}")
        self.desk.jobs.forget(job)
        if job.error is not None:
            return refused(self.words(job.error).to(self.lang))
        done(job.result)
        return self.go(then)

    def ask(self, work: Callable[..., Any], title: Text, **args: Any) -> Any:
        """Return what short work returns that reads the store, done in a process of its own.

        Args:
            work: a function of `mocgioi.desk.work`, called with the store as well.
            title: what it does. args: what else it is called with.

        Raises:
            MocgioiError: as the work raised it, or it took too long and was stopped.
        """
        path = self.request.path
        job = self.desk.jobs.start(
            work,
            title=title,
            owner=self.session.key,
            then=path,
            back=path,
            store=self.desk.store,
            is_short=True,
            **args,
        )
        if not job.ended.wait(SHORT_S):
            job.stop()
        self.desk.jobs.forget(job)
        if job.error is not None:
            raise job.error
        return job.result

    def job(self, id: str) -> Job:
        """Return a job of this session.

        Raises:
            guard.Refused: there is none of that name.
        """
        job = self.desk.jobs.of(id, self.session.key)
        if job is None:
            raise guard.Refused(404, GONE)
        return job

    def result(self, id: str) -> Any:
        """Return what the work returned that leads to this very page.

        Raises:
            guard.Refused: there is none of that name, it is not done, or leads elsewhere.
        """
        job = self.job(id)
        if job.state != "done" or job.then.partition("?")[0] != self.request.path:
            raise guard.Refused(404, GONE)
        return job.result


GONE = Text(
    "Trang này không còn. Hãy bắt đầu lại từ trang đầu.",
    "This page is gone. Begin again at the first page.",
)
