"""Who is at the desk: sessions kept in memory, gone when the desk closes."""

from __future__ import annotations

import secrets
import threading
import time
from dataclasses import dataclass, field
from typing import NamedTuple

from mocgioi.desk.routes import Right
from mocgioi.errors import Language

IDLE_S = 12 * 3600.0
"""A session that nobody used for so long ends."""

LONGEST_S = 7 * 24 * 3600.0
"""A session ends after so long, used or not."""


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


@dataclass
class Session:
    """One browser that entered.

    Attributes:
        key: in its cookie; `proof`: in every form it sends (against forgery by another site).
        said: sentences for the next page, each with its kind: ``done note fault``.
    """

    person: Person
    lang: Language
    key: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    proof: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    said: list[tuple[str, str]] = field(default_factory=list)
    begun: float = field(default_factory=time.monotonic)
    used: float = field(default_factory=time.monotonic)


class Sessions:
    """The sessions of a desk."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._by_key: dict[str, Session] = {}

    def begin(self, person: Person, lang: Language) -> Session:
        """Begin one."""
        session = Session(person, lang)
        with self._lock:
            self._by_key[session.key] = session
        return session

    def of(self, key: str) -> Session | None:
        """Return the session of a cookie, unless it ended."""
        now = time.monotonic()
        with self._lock:
            session = self._by_key.get(key)
            if session is None:
                return None
            if now - session.used > IDLE_S or now - session.begun > LONGEST_S:
                del self._by_key[key]
                return None
            session.used = now
            return session

    def end(self, session: Session) -> None:
        """End one."""
        with self._lock:
            self._by_key.pop(session.key, None)
