"""Signing in, where several people work at a desk, and the password that each has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from werkzeug.exceptions import NotFound

from mocgioi.desk import unsent
from mocgioi.desk.people import LONGEST, key_of
from mocgioi.desk.routes import Route
from mocgioi.errors import Text, UsageError

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from mocgioi.desk.people import Member, People
    from mocgioi.desk.unsent import Unsent
    from mocgioi.desk.visit import Visit

_WRONG = Text(
    "Tên hoặc mật khẩu không đúng. Hãy thử lại; nếu quên, nhờ người quản lý đặt mật khẩu mới.",
    "The name or the password is wrong. Try again; who forgot it asks for a new one.",
)
_WAIT = Text(
    "Đã thử sai nhiều lần. Hãy đợi {} phút rồi thử lại.",
    "It was wrong too often. Wait {} minutes, then try again.",
)
_NOT_OWN = Text("Mật khẩu đang dùng không đúng.", "The present password is wrong.")
_NOT_TWICE = Text("Hai lần gõ mật khẩu mới không giống nhau.", "The new passwords differ.")
_CHANGED = Text(
    "Đã đổi mật khẩu. Các máy khác đang mở bằng tên này phải đăng nhập lại.",
    "The password is changed. Other computers signed in by this name have to sign in again.",
)


def ask(visit: Visit) -> Response:
    """Ask who comes; at one's own computer nobody signs in."""
    if visit.desk.people is None:
        return visit.go("/")
    return asked_to_sign_in(visit)


def sign_in(visit: Visit) -> Response:
    """Let somebody in who gives their name and password; who they are not is never said."""
    people = _people(visit)
    name, address = visit.form.get("name", ""), visit.request.remote_addr or ""
    key = key_of(name[: 2 * LONGEST])
    attempts = visit.desk.attempts
    if wait_s := attempts.wait_s(key, address):
        return _asked_again(visit, name, _after(wait_s), 429, int(wait_s) + 1)
    member = people.known_by(name, visit.form.get("password", ""))
    if member is None:
        attempts.failed(key, address)
        return _asked_again(visit, name, _WRONG, 403)
    attempts.succeeded(key, address)
    response = _entered(visit, member)
    if kept := unsent.read(visit.form.get(unsent.FIELD, "")):
        page = kept.page if visit.may_go(kept.page.partition("?")[0]) else "/"
        visit.session.unsent = kept._replace(page=page)
        response.headers["Location"] = page
    return response


def give_proof(visit: Visit) -> Response:
    """Give a page that was open before somebody signed in the proof of the session of now."""
    return visit.json({"proof": visit.session.proof if visit.person.name else ""})


def ask_password(visit: Visit) -> Response:
    """Ask for a new password."""
    if visit.desk.people is None:
        return visit.go("/")
    return visit.page("people/password.html", fault=None)


def change_password(visit: Visit) -> Response:
    """Give oneself another password; every other session of the name ends."""
    people, name = _people(visit), visit.person.name
    address, form = visit.request.remote_addr or "", visit.form
    key = key_of(name)
    if wait_s := visit.desk.attempts.wait_s(key, address):
        return _password_again(visit, _after(wait_s), 429)
    member = people.known_by(name, form.get("password", ""))
    if member is None:
        visit.desk.attempts.failed(key, address)
        return _password_again(visit, _NOT_OWN, 403)
    if form.get("new", "") != form.get("again", ""):
        return _password_again(visit, _NOT_TWICE, 400)
    try:
        changed = people.change_password(member, form.get("new", ""))
    except UsageError as error:
        return _password_again(visit, visit.words(error), 400)
    response = _entered(visit, changed)
    visit.say(_CHANGED)
    return response


def _people(visit: Visit) -> People:
    """Return who may sign in here."""
    if visit.desk.people is None:
        raise NotFound
    return visit.desk.people


def _entered(visit: Visit, member: Member) -> Response:
    return visit.entered(member.person, stamp=member.hash)


def _after(wait_s: float) -> Text:
    minutes = int(wait_s // 60) + 1
    return Text(*(words.format(minutes) for words in _WAIT))


def _asked_again(
    visit: Visit, name: str, fault: Text, status: int, retry_s: int | None = None
) -> Response:
    kept = unsent.read(visit.form.get(unsent.FIELD, ""))
    response = asked_to_sign_in(visit, fault=fault, status=status, name=name, kept=kept)
    if retry_s is not None:
        response.headers["Retry-After"] = str(retry_s)
    return response


def asked_to_sign_in(
    visit: Visit,
    *,
    fault: Text | None = None,
    status: int = 200,
    name: str = "",
    kept: Unsent | None = None,
) -> Response:
    """Show the page to sign in.

    Args:
        fault: why it is asked. name: as it was typed.
        kept: what was typed on the page before; it comes back when they are in.
    """
    return visit.page(
        "people/sign_in.html",
        status=status,
        name=name,
        fault=fault.to(visit.lang) if fault else None,
        kept=kept.written() if kept else "",
    )


def _password_again(visit: Visit, fault: Text, status: int) -> Response:
    return visit.page("people/password.html", status=status, fault=fault.to(visit.lang))


ROUTES = [
    Route("GET", "/sign-in", ask, "enter"),
    Route("POST", "/sign-in", sign_in, "enter"),
    Route("GET", "/sign-in/proof", give_proof, "enter"),
    Route("GET", "/password", ask_password, "read", in_sector=True),
    Route("POST", "/password", change_password, "read", in_sector=True),
]
