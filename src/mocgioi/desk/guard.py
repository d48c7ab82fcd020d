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
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from mocgioi.errors import Text

if TYPE_CHECKING:
    from werkzeug.wrappers import Request, Response

    from mocgioi.desk.routes import Route
    from mocgioi.desk.sessions import Session

COOKIE = "mocgioi_desk"
"""Name of the cookie of a session; of a desk that is served, with its port, since browsers give
the cookies of one port of a computer to all of them."""

PROOF = "proof"
"""Name of the field of a form, and of the header, that proves a page of ours sent it."""
PROOF_HEADER = "X-Mocgioi-Proof"

ONLY_SHOWING = ("GET", "HEAD")
"""Methods by which nothing is changed."""

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

OF_MAP = {"Permissions-Policy": "camera=(), microphone=(), geolocation=*"}
"""Of the map and of the page around it: it may ask where the phone is. It has no origin that
could be named; what else may stand in a page is in the policies above."""

_UNFIT_IN_ADDRESS = re.compile(r"[\x00-\x20\x7f\\]")

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
_REFUSED_PAST_PROXY = Text(
    "Bàn làm việc này chỉ mở qua địa chỉ chung của cơ quan. Hãy hỏi người quản lý mạng.",
    "This desk is reached by the office's own address alone. Ask who looks after the network.",
)
_REFUSED_CLEAR = Text(
    "Địa chỉ phải bắt đầu bằng https://, để mật khẩu không đi ngoài đường.",
    "The address must begin with https://, so that no password goes in the clear.",
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


class OutOfDate(Refused):
    """A form of a page of ours that another session showed."""


def is_same(given: str, secret: str) -> bool:
    """Return whether that is the secret; how long it takes tells nothing of it."""
    return hmac.compare_digest(given.encode(), secret.encode())


def check_host(request: Request, hosts: Iterable[str]) -> None:
    """Refuse a request that names another server, as one does whose name was led here.

    Args:
        hosts: ``name:port`` by which the desk may be called.
    """
    if request.environ.get("HTTP_HOST", "").lower() not in hosts:
        raise Refused(421, _REFUSED_HOST)


def through_proxy(environ: dict[str, Any], proxy: str) -> None:
    """Let a request say what the office's proxy says of it: by which name and how it was asked.

    Headers of the kind are believed from the proxy alone; nobody else is answered, and nothing
    that came to it in the clear. Where it names several, the last is what it saw itself.

    Args:
        environ: of the request; it is changed. proxy: the address from which it asks.
    """
    if environ.get("REMOTE_ADDR") != proxy:
        raise Refused(403, _REFUSED_PAST_PROXY)
    last = {
        name: environ.pop(f"HTTP_X_FORWARDED_{name}", "").rpartition(",")[2].strip()
        for name in ("PROTO", "HOST", "FOR")
    }
    if last["PROTO"] != "https":
        raise Refused(403, _REFUSED_CLEAR)
    environ["wsgi.url_scheme"] = "https"
    environ["HTTP_HOST"] = last["HOST"] or environ.get("HTTP_HOST", "")
    environ["REMOTE_ADDR"] = last["FOR"] or proxy


def check_origin(request: Request, hosts: Iterable[str], *, is_https: bool = False) -> None:
    """Refuse what changes something and was sent by a page of elsewhere.

    Args:
        hosts: as for `check_host`. is_https: its pages came that way, all of them.
    """
    if request.method in ONLY_SHOWING:
        return
    if (origin := request.headers.get("Origin")) is not None:
        sent = urlsplit(origin)
        if sent.netloc.lower() not in hosts or (is_https and sent.scheme != "https"):
            raise Refused(403, _REFUSED_ORIGIN)
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        raise Refused(403, _REFUSED_ORIGIN)


def own_path(path: str) -> str:
    """Return an address of the desk to lead to: ``/`` where another site is meant.

    Browsers take ``/\\`` for ``//``, and leave tabs and line ends out of an address.

    >>> own_path("/marker/1116?tab=1"), own_path("//evil.example"), own_path("https://evil.example")
    ('/marker/1116?tab=1', '/', '/')
    >>> own_path("/\\t/evil.example")
    '/%09/evil.example'
    """
    plain = _UNFIT_IN_ADDRESS.sub(lambda found: f"%{ord(found[0]):02X}", path)
    return plain if plain.startswith("/") and not plain.startswith("//") else "/"


def check_proof(request: Request, session: Session) -> None:
    """Refuse what changes something and does not carry the proof of the session's pages."""
    if request.method in ONLY_SHOWING:
        return
    given = request.headers.get(PROOF_HEADER) or request.form.get(PROOF, "")
    if not is_same(given, session.proof):
        raise OutOfDate(403, _REFUSED_PROOF)


def check_right(route: Route, session: Session) -> None:
    """Refuse what the person may not do."""
    if route.right != "enter" and not session.person.may_take(route):
        raise Refused(403, _REFUSED_RIGHT)


def seal(response: Response) -> None:
    """Put the headers on an answer that every one has."""
    headers = response.headers
    headers.setdefault("Content-Security-Policy", OWN_PAGE)
    headers.setdefault("Cache-Control", "no-store")
    # No Strict-Transport-Security: with a certificate of the office's own it would let nobody
    # past the browser's warning any more; the office's proxy says it where it is right.
    headers["X-Content-Type-Options"] = "nosniff"
    headers["X-Frame-Options"] = "SAMEORIGIN"
    # Not "no-referrer": browsers then say "Origin: null" of our own forms, too.
    headers["Referrer-Policy"] = "same-origin"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
