"""What is let in: this computer's own page, with a session and its proof, and nobody else's.

Another page in the same browser can send requests here. It cannot read the answers, has no
session (the cookie is ``SameSite=Strict``), names itself in ``Origin``, cannot name this server in
``Host`` unless its name leads here (DNS rebinding), and does not know the proof that stands in
every form. Each of these is asked for, so that one that fails is not the last.

Sources: OWASP Cheat Sheets, *Cross-Site Request Forgery Prevention*, *HTTP Headers*; W3C CSP 3;
Fetch Metadata (``Sec-Fetch-Site``).
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from mocgioi.errors import Text

if TYPE_CHECKING:
    from werkzeug.wrappers import Request, Response

    from mocgioi.desk.routes import Route
    from mocgioi.desk.sessions import Session

COOKIE = "mocgioi_desk"
PROOF = "proof"
"""Name of the field of a form, and of the header, that proves a page of ours sent it."""
PROOF_HEADER = "X-Mocgioi-Proof"

OWN_PAGE = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
"""Policy of the desk's pages: nothing from elsewhere, nothing written into the page runs."""

CARRIED_PAGE = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
    "img-src data: blob:; font-src data:; "
    "sandbox allow-scripts allow-downloads allow-modals allow-popups; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
"""Policy of a map or report: a file of its own with its scripts in it, in an origin of its own.

It reaches neither the session nor any address of the desk.
"""

_REFUSED_HOST = Text(
    "Địa chỉ này không phải của bàn làm việc. Hãy mở lại bằng địa chỉ máy in ra khi khởi động.",
    "This address is not the desk's. Open it by the address that it printed when it started.",
)
_REFUSED_ORIGIN = Text(
    "Yêu cầu đến từ một trang khác nên không làm. Hãy bấm lại trên trang của bàn làm việc.",
    "The request came from another page, so nothing was done. Press it on a page of the desk.",
)
_REFUSED_PROOF = Text(
    "Trang này đã cũ nên chưa làm gì. Hãy tải lại trang rồi bấm lại.",
    "This page is out of date, so nothing was done. Load it again, then press again.",
)
_REFUSED_RIGHT = Text(
    "Người dùng này không được làm việc đó. Hãy nhờ người quản lý bàn làm việc.",
    "This person may not do that. Ask who manages the desk.",
)


class Refused(Exception):
    """A request that is not let in.

    Attributes:
        status: of the answer. text: why, and what to do.
    """

    def __init__(self, status: int, text: Text) -> None:
        super().__init__(text.en)
        self.status = status
        self.text = text


def check_host(request: Request, hosts: Iterable[str]) -> None:
    """Refuse a request that names another server, as one does whose name was led here.

    Args:
        hosts: ``name:port`` by which the desk may be called.
    """
    if request.environ.get("HTTP_HOST", "").lower() not in hosts:
        raise Refused(421, _REFUSED_HOST)


def check_origin(request: Request, hosts: Iterable[str]) -> None:
    """Refuse what changes something and was sent by a page of elsewhere."""
    if request.method == "GET":
        return
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc.lower() not in hosts:
        raise Refused(403, _REFUSED_ORIGIN)
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        raise Refused(403, _REFUSED_ORIGIN)


def check_proof(request: Request, session: Session) -> None:
    """Refuse what changes something and does not carry the proof of the session's pages."""
    if request.method == "GET":
        return
    given = request.headers.get(PROOF_HEADER) or request.form.get(PROOF, "")
    if not hmac.compare_digest(given.encode(), session.proof.encode()):
        raise Refused(403, _REFUSED_PROOF)


def check_right(route: Route, session: Session) -> None:
    """Refuse what the person may not do."""
    person = session.person
    if not person.may(route.right) or (person.post is not None and not route.in_sector):
        raise Refused(403, _REFUSED_RIGHT)


def seal(response: Response) -> None:
    """Put the headers on an answer that every one has."""
    headers = response.headers
    headers.setdefault("Content-Security-Policy", OWN_PAGE)
    headers.setdefault("Cache-Control", "no-store")
    headers["X-Content-Type-Options"] = "nosniff"
    headers["X-Frame-Options"] = "SAMEORIGIN"
    # Not "no-referrer": browsers then say "Origin: null" of our own forms, too.
    headers["Referrer-Policy"] = "same-origin"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
