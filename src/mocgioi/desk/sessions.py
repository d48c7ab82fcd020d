"""Who is at the desk: sessions kept in memory, gone when the desk closes."""

from __future__ import annotations

import secrets
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from mocgioi.desk.routes import Right, Route
from mocgioi.errors import Language

if TYPE_CHECKING:
    from mocgioi.desk.unsent import Unsent

IDLE_S = 12 * 3600.0
"""A session that nobody used for so long ends; an open page is use."""

LONGEST_S = 7 * 24 * 3600.0
"""A session ends after so long, used or not."""

IDLE_OF_SEVERAL_S = 3600.0
LONGEST_OF_SEVERAL_S = 12 * 3600.0
"""The same where several people sign in: a working day, and no longer than that."""


class Person(NamedTuple):
    """Who works at the desk.

    Attributes:
        name: as events carry it.
        rights: what they may do.
        post: code of the border post whose sector is their part; None: the whole store.
    """

    name: str
    rights: frozenset[Right]
    post: str | None = None

    def may(self, right: Right) -> bool:
        """Return whether they may do that."""
        return right == "enter" or right in self.rights

    def may_take(self, route: Route) -> bool:
        """Return whether they may do what a route does; people of a post do it in their sector."""
        return self.may(route.right) and (self.post is None or route.in_sector)


@dataclass
class Session:
    """One browser that entered.

    Attributes:
        key: in its cookie; `proof`: in every form it sends (against forgery by another site).
        stamp: of the password that was given; when it is another the session ends.
        said: sentences for the next page, each with its kind: ``done note fault``.
        unsent: what was typed into a form that was not let in, until it is sent.
    """

    person: Person
    lang: Language
    stamp: str = ""
    key: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    proof: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    said: list[tuple[str, str]] = field(default_factory=list)
    unsent: Unsent | None = None
    begun: float = field(default_factory=time.monotonic)
    used: float = field(default_factory=time.monotonic)


class Sessions:
    """The sessions of a desk.

    Args:
        idle_s, longest_s: after how many seconds one ends that is not used, or is.
    """

    def __init__(self, idle_s: float = IDLE_S, longest_s: float = LONGEST_S) -> None:
        self._idle_s = idle_s
        self._longest_s = longest_s
        self._lock = threading.Lock()
        self._by_key: dict[str, Session] = {}

    def begin(self, person: Person, lang: Language, stamp: str = "") -> Session:
        """Begin one; `stamp` as in `Session`."""
        session = Session(person, lang, stamp)
        now = time.monotonic()
        with self._lock:
            for key in [key for key, old in self._by_key.items() if self._is_over(old, now)]:
                del self._by_key[key]
            self._by_key[session.key] = session
        return session

    def of(self, key: str) -> Session | None:
        """Return the session of a cookie, unless it ended."""
        now = time.monotonic()
        with self._lock:
            session = self._by_key.get(key)
            if session is None:
                return None
            if self._is_over(session, now):
                del self._by_key[key]
                return None
            session.used = now
            return session

    def end(self, session: Session) -> None:
        """End one."""
        with self._lock:
            self._by_key.pop(session.key, None)

    def prove_anew(self) -> None:
        """Let no page that was shown before send anything: its forms are out of date."""
        with self._lock:
            for session in self._by_key.values():
                session.proof = secrets.token_urlsafe(32)

    def _is_over(self, session: Session, now: float) -> bool:
        return now - session.used > self._idle_s or now - session.begun > self._longest_s
