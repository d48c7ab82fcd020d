"""The desk as a WSGI application: let in, find the view, answer; an error is a page, too."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from typing import IO, TYPE_CHECKING, Any

from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from werkzeug.formparser import FormDataParser
from werkzeug.wrappers import Request, Response

from mocgioi.desk import guard, unsent
from mocgioi.desk.routes import Route
from mocgioi.desk.routing import desk_map, page_at, page_of
from mocgioi.desk.sessions import Person, Session
from mocgioi.desk.views.signing_in import asked_to_sign_in
from mocgioi.desk.visit import Visit
from mocgioi.errors import (
    MarkerNotFound,
    MocgioiError,
    ServerLost,
    StoreLocked,
    Text,
    UsageError,
)

if TYPE_CHECKING:
    from mocgioi.desk.desk import Desk

MOST_BYTES = 600_000_000
"""A request that is larger is refused before it is read: a folder of photographs still fits."""

MOST_BYTES_OF_FIELDS = 8_000_000
"""Of a form, all that is no file."""

MOST_FIELDS = 20_000

MOST_BYTES_OF_STRANGERS = 200_000
"""Of what is sent by who has not entered: what was typed while a session ended fits."""

_LOG = logging.getLogger("mocgioi.desk")

_NOBODY = Person("", frozenset())

_NOT_FOUND = Text("Không có trang này.", "There is no such page.")
_TOO_LARGE = Text(
    "Tệp gửi lên quá lớn. Hãy gửi từng phần.", "What was sent is too large. Send it in parts."
)
_UNFORESEEN = Text(
    "Lỗi của chương trình ({}). Kho số liệu nguyên vẹn: việc vừa làm đã xong trọn hoặc chưa làm.",
    "An error of the program itself ({}). The store is whole: what you did just now is done "
    "entirely, or not at all.",
)
_NO_ACCESS = Text(
    "Bàn làm việc này chưa mở cho trình duyệt này. Hãy mở lại bằng tệp «ban-lam-viec», hoặc bằng "
    "địa chỉ máy in ra khi khởi động.",
    "The desk is not open for this browser. Open it again with “ban-lam-viec”, or by the address "
    "that it printed when it started.",
)


class LimitedForm(FormDataParser):
    """Reads forms; one without files is limited like those with: Werkzeug reads it whole."""

    def parse(
        self,
        stream: IO[bytes],
        mimetype: str,
        content_length: int | None,
        options: dict[str, str] | None = None,
    ) -> Any:
        """Return stream, fields and files."""
        if mimetype == "application/x-www-form-urlencoded":
            sent = stream.read(MOST_BYTES_OF_FIELDS + 1)
            if len(sent) > MOST_BYTES_OF_FIELDS or sent.count(b"&") >= MOST_FIELDS:
                raise RequestEntityTooLarge
            stream, content_length = BytesIO(sent), len(sent)
        return super().parse(stream, mimetype, content_length, options)


class LimitedRequest(Request):
    """A request of which no part is larger than what a desk needs."""

    max_content_length = MOST_BYTES
    max_form_memory_size = MOST_BYTES_OF_FIELDS
    max_form_parts = MOST_FIELDS
    form_data_parser_class = LimitedForm


class Application:
    """Answers requests to a desk."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Answer as WSGI asks it (PEP 3333)."""
        self.desk.last_asked = time.monotonic()
        refused = self._refused_by_proxy(environ)
        request = LimitedRequest(environ)
        try:
            response = self._turned_away(request, refused) if refused else self._answer(request)
        finally:
            request.close()  # the files that came with it
        guard.seal(response)
        return response(environ, start_response)

    def _refused_by_proxy(self, environ: dict[str, Any]) -> guard.Refused | None:
        """Take what the office's proxy says of a request, before that is looked at."""
        try:
            if self.desk.proxy is not None:
                guard.through_proxy(environ, self.desk.proxy)
        except guard.Refused as refused:
            return refused
        return None

    def _turned_away(self, request: Request, refused: guard.Refused) -> Response:
        stranger = Visit(self.desk, request, Session(_NOBODY, self.desk.lang))
        return _refusal(stranger, refused.text, refused.status)

    def _answer(self, request: Request) -> Response:
        visit = Visit(self.desk, request, self._visitor(request), page_at)
        try:
            guard.check_host(request, self.desk.hosts)
            guard.check_origin(request, self.desk.hosts, is_https=self.desk.is_https)
            if request.method == "GET" and visit.session.person is not _NOBODY:
                page = page_of(request.path)
                if page is not None:
                    return visit.go(page)
            route, parts = self._route(request)
            request.max_content_length = _most_bytes(visit.session.person)
            if route.right != "enter":
                if visit.session.person is _NOBODY:
                    return self._outside(visit)
                guard.check_right(route, visit.session)
                guard.check_proof(request, visit.session)
                _forget_unsent(visit)
            return route.view(visit, **parts)
        except guard.OutOfDate as refused:
            return _out_of_date(visit, refused)
        except guard.Refused as refused:
            return _refusal(visit, refused.text, refused.status)
        except MocgioiError as error:
            return _explained(visit, error)
        except HTTPException as error:
            text = _TOO_LARGE if error.code == 413 else _NOT_FOUND
            return _refusal(visit, text, error.code or 404)
        except Exception as error:
            _LOG.exception("%s %s", request.method, request.path)
            name = type(error).__name__
            text = Text(*(words.format(name) for words in _UNFORESEEN))
            return _refusal(visit, text, 500)
        finally:
            visit.end()

    def _route(self, request: Request) -> tuple[Route, dict[str, Any]]:
        route, parts = desk_map().bind("desk").match(request.path, request.method)
        assert isinstance(route, Route)
        return route, dict(parts)

    def _visitor(self, request: Request) -> Session:
        """Return the session that a request belongs to; one of nobody if it has none."""
        try:
            known = self.desk.session_of(request.cookies.get(self.desk.cookie, ""))
        except MocgioiError:  # the people cannot be read; signing in says so
            known = None
        return known or Session(_NOBODY, self.desk.lang)

    def _outside(self, visit: Visit) -> Response:
        """Answer who has not entered: the way to sign in, where people do, with what they typed."""
        if self.desk.people is None:
            return _refusal(visit, _NO_ACCESS, 401)
        if visit.request.method == "GET":
            return visit.go("/sign-in")
        if guard.PROOF_HEADER in visit.request.headers:
            return _refusal(visit, unsent.ENDED_AT_SCRIPT, 401)
        return asked_to_sign_in(
            visit, fault=unsent.ENDED, status=401, kept=unsent.of_request(visit.request)
        )


def _forget_unsent(visit: Visit) -> None:
    """Let go of what was typed once it is sent."""
    kept = visit.session.unsent
    if kept is not None and visit.request.method == "POST" and kept.action == visit.request.path:
        visit.session.unsent = None


def _out_of_date(visit: Visit, refused: guard.Refused) -> Response:
    """Answer a form of a page that is out of date, and keep what was typed for the page anew."""
    kept = unsent.of_request(visit.request)
    if kept is not None:
        visit.session.unsent = kept
    return _fault(visit, refused.text, refused.status, again=kept.page if kept else None)


def _most_bytes(person: Person) -> int:
    """Return how much somebody may send: files are sent by who may hand them in."""
    if person is _NOBODY:
        return MOST_BYTES_OF_STRANGERS
    return MOST_BYTES if person.may("hand_in") else MOST_BYTES_OF_FIELDS


def _explained(visit: Visit, error: MocgioiError) -> Response:
    """Answer with what went wrong and what to do, as the error says it.

    What was typed stays for when another one has written, or the server is back.
    """
    status = (
        404
        if isinstance(error, MarkerNotFound)
        else 503
        if isinstance(error, StoreLocked | ServerLost)
        else 400
        if isinstance(error, UsageError)
        else 409
    )
    findings = [visit.words(finding) for finding in error.findings]
    text, passes = visit.words(error), isinstance(error, StoreLocked | ServerLost)
    if passes and visit.request.method == "GET":
        page = guard.own_path(visit.request.full_path.removesuffix("?"))
        return _fault(visit, text, status, findings, retry=page)
    kept = unsent.of_request(visit.request) if passes else None
    if kept is None:
        return _fault(visit, text, status, findings)
    visit.session.unsent = kept._replace(is_unsure=isinstance(error, ServerLost))
    return _fault(visit, text, status, findings, again=kept.page)


def _refusal(visit: Visit, text: Text, status: int) -> Response:
    return _fault(visit, text, status)


def _fault(
    visit: Visit,
    text: Text,
    status: int,
    findings: Sequence[Text] = (),
    *,
    again: str | None = None,
    retry: str | None = None,
) -> Response:
    """Answer with a sentence.

    Args:
        again: the page of a form that is to be filled in again. retry: the page to ask for again.
    """
    return visit.page(
        "fault.html",
        status=status,
        text=text.to(visit.lang),
        findings=[finding.to(visit.lang) for finding in findings],
        again=again,
        retry=retry,
        unsent=None,
    )
