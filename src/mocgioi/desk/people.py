"""The people of a desk that several work at: names, roles, and passwords that nobody can read.

They stand in a file beside the store that only its owner can open, and every change of it holds
from the next request on, whichever program made it. A password is kept as scrypt makes it
(`werkzeug.security`): salted, and slow to guess.
"""

from __future__ import annotations

import json
import os
import tempfile
import threading
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, NamedTuple

from werkzeug.security import check_password_hash, generate_password_hash

from mocgioi.desk.routes import Right
from mocgioi.desk.sessions import Person
from mocgioi.errors import CannotWrite, MocgioiError, Text, UsageError
from mocgioi.sources.gathering import PEOPLE, beside

Role = Literal["reader", "post", "clerk", "decider"]

_READS: frozenset[Right] = frozenset({"read"})
_OF_A_POST: frozenset[Right] = _READS | {"record", "hand_in"}
_OF_A_CLERK: frozenset[Right] = _OF_A_POST | {"take_in", "report"}

RIGHTS: dict[Role, frozenset[Right]] = {
    "reader": _READS,
    "post": _OF_A_POST,
    "clerk": _OF_A_CLERK,
    "decider": _OF_A_CLERK | {"decide"},
}
"""What each role may do. To manage the desk takes the computer that it stands on."""

SHORTEST = 10
"""Characters that a password has at least (NIST SP 800-63B asks for 8)."""

LONGEST = 200
"""Characters that a password or a name has at most."""

_PATIENCE_S = 10.0
"""How long who changes the file waits for who else does."""

_CHANGING = threading.Lock()
"""Held by the thread that changes such a file."""

_SCHEMA = "mocgioi.people/1"
_METHOD = "scrypt:32768:8:1"

_NOBODY = Text("Chưa ghi tên người dùng.", "No name is given.")
_NAME_TOO_LONG = Text(
    f"Tên dài quá {LONGEST} ký tự, hoặc có ký tự không in được.",
    f"The name is longer than {LONGEST} characters, or has some that cannot be printed.",
)
_TOO_SHORT = Text(
    f"Mật khẩu phải có ít nhất {SHORTEST} ký tự.",
    f"A password has at least {SHORTEST} characters.",
)
_TOO_LONG = Text(
    f"Mật khẩu dài quá {LONGEST} ký tự.", f"The password is longer than {LONGEST} characters."
)
_IS_NAME = Text("Mật khẩu không được trùng tên.", "The password is the name.")
_NO_POST = Text(
    "Người của đồn phải thuộc một đồn: hãy chọn đồn.", "People of a post have one: choose it."
)
_UNKNOWN = Text("Không có người dùng «{}».", "There is nobody called “{}”.")
_CHANGED_MEANWHILE = Text(
    "Người dùng này vừa được đổi hoặc bỏ khỏi danh sách nên chưa đổi mật khẩu. Hãy đăng nhập lại.",
    "This person was changed or taken from the list just now; the password stays. Sign in again.",
)
_UNREADABLE = Text(
    "Không đọc được danh sách người dùng «{}». Hãy sửa hoặc bỏ tệp đó, rồi ghi lại người dùng.",
    "The list of people “{}” cannot be read. Mend it or take it away, then enter the people again.",
)


class Member(NamedTuple):
    """Somebody who may sign in.

    Attributes:
        name: as it is typed, and as events carry it. role: what they may do.
        post: code of the border post of people of one. hash: of the password.
    """

    name: str
    role: Role
    post: str | None
    hash: str

    @property
    def person(self) -> Person:
        """Who they are at the desk."""
        return Person(self.name, RIGHTS[self.role], self.post if self.role == "post" else None)


class People:
    """The file of people beside a store.

    Args:
        path: the file; while it is not there nobody can sign in.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._hashing = threading.Lock()
        self._read_last: tuple[tuple[int, int, int] | None, dict[str, Member]] = (None, {})

    @classmethod
    def beside(cls, store: Path) -> People:
        """Return the people of a store."""
        return cls(beside(store, PEOPLE))

    def all(self) -> list[Member]:
        """Return everybody, by name.

        Raises:
            MocgioiError: the file cannot be read.
        """
        return sorted(self._read().values(), key=lambda member: member.name)

    def of(self, name: str) -> Member | None:
        """Return who is called so, in whatever spelling of its letters."""
        return self._read().get(key_of(name))

    def known_by(self, name: str, password: str) -> Member | None:
        """Return who that is, if the password is theirs.

        It takes as long for a name that is not there; one password is looked at at a time, so
        that many do not fill memory.
        """
        member = self.of(name[: 2 * LONGEST])
        with self._hashing:
            is_right = check_password_hash(
                member.hash if member else _OF_NOBODY, _plain(password[: 2 * LONGEST])
            )
        return member if is_right else None

    def put(self, name: str, role: Role, post: str | None, password: str | None) -> Member:
        """Enter somebody, or change what is known of them.

        Args:
            post: code of the post, needed by people of one. password: None: it stays.

        Raises:
            UsageError: a name or password that will not do; it says why.
            CannotWrite: the file cannot be written.
        """
        name = unicodedata.normalize("NFC", " ".join(name.split()))
        _refuse_name(name)
        if role == "post" and not post:
            raise UsageError(*_NO_POST)
        made = None
        if password is not None:
            _refuse_password(password, name)
            made = _hash_of(password)
        with self._alone():
            members = dict(self._read())
            known = members.get(key_of(name))
            if made is None:
                if known is None:
                    raise UsageError(*_TOO_SHORT)
                made = known.hash
            called = known.name if known else name
            member = Member(called, role, post if role == "post" else None, made)
            members[key_of(name)] = member
            self._write(members)
        return member

    def change_password(self, member: Member, password: str) -> Member:
        """Give somebody another password, who is there and has the one that `member` has.

        Raises:
            UsageError: a password that will not do, or they were removed, or given another one,
                since `member` was read; it says why.
            CannotWrite: the file cannot be written.
        """
        _refuse_password(password, member.name)
        made = _hash_of(password)
        with self._alone():
            members = dict(self._read())
            known = members.get(key_of(member.name))
            if known is None or known.hash != member.hash:
                raise UsageError(*_CHANGED_MEANWHILE)
            changed = known._replace(hash=made)
            members[key_of(member.name)] = changed
            self._write(members)
        return changed

    def remove(self, name: str) -> None:
        """Take somebody from the list; what they did stays theirs.

        Raises:
            UsageError: there is nobody of that name.
        """
        with self._alone():
            members = dict(self._read())
            if members.pop(key_of(name), None) is None:
                raise UsageError(*(words.format(name) for words in _UNKNOWN))
            self._write(members)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Let nobody else change the file meanwhile, in this process or another.

        A file that only one can make says so. One that a program left behind that was killed is
        taken away after a while: nobody changes a list of people for so long.
        """
        lock = self.path.with_name(f".{self.path.stem}.lock")
        until = time.monotonic() + _PATIENCE_S
        with _CHANGING:
            while True:
                try:
                    os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
                    break
                except FileExistsError:
                    if time.monotonic() > until:
                        lock.unlink(missing_ok=True)
                    time.sleep(0.02)
                except OSError as error:
                    raise self._unwritable(error) from error
            try:
                yield
            finally:
                lock.unlink(missing_ok=True)

    def _read(self) -> dict[str, Member]:
        try:
            facts = self.path.stat()
        except FileNotFoundError:
            return {}
        seen = (facts.st_mtime_ns, facts.st_size, facts.st_ino)
        seen_last, members = self._read_last
        if seen != seen_last:
            try:
                listed = json.loads(self.path.read_text(encoding="utf-8"))["people"]
                members = {key_of(entry["name"]): _member(entry) for entry in listed}
            except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
                raise MocgioiError(
                    *(words.format(self.path.name) for words in _UNREADABLE)
                ) from error
            self._read_last = (seen, members)  # both at once: several threads read
        return members

    def _write(self, members: dict[str, Member]) -> None:
        """Put the file in the place of the one there, whole or not at all, for its owner alone."""
        document = {"schema": _SCHEMA, "people": [m._asdict() for m in members.values()]}
        try:
            # Made so that its owner alone can open it, from its first byte.
            number, written = tempfile.mkstemp(dir=self.path.parent, prefix=".nguoi-")
            try:
                with os.fdopen(number, "w", encoding="utf-8") as target:
                    json.dump(document, target, ensure_ascii=False, indent=1)
                    target.flush()
                    os.fsync(target.fileno())
                Path(written).replace(self.path)
            except BaseException:
                Path(written).unlink(missing_ok=True)
                raise
        except OSError as error:
            raise self._unwritable(error) from error

    def _unwritable(self, error: Exception) -> CannotWrite:
        reason = getattr(error, "strerror", None) or error
        return CannotWrite(
            f"Không ghi được danh sách người dùng «{self.path.name}»: {reason}.",
            f"The list of people “{self.path.name}” cannot be written: {reason}.",
        )


def _member(entry: dict[str, str | None]) -> Member:
    role = entry["role"]
    if role not in RIGHTS or (role == "post" and not entry["post"]):
        raise ValueError(role)
    name, made = entry["name"], entry["hash"]
    if not (isinstance(name, str) and name and isinstance(made, str) and made):
        raise ValueError(name)
    return Member(name, role, entry["post"], made)


def key_of(name: str) -> str:
    """Return by what a name is known: however its letters are composed and cased."""
    return unicodedata.normalize("NFC", " ".join(name.split())).casefold()


def _plain(password: str) -> str:
    """Return a password as every keyboard gives it: letters composed (RFC 8265)."""
    return unicodedata.normalize("NFC", password)


def _hash_of(password: str) -> str:
    return generate_password_hash(_plain(password), _METHOD)


def _refuse_name(name: str) -> None:
    if not name:
        raise UsageError(*_NOBODY)
    if len(name) > LONGEST or not name.isprintable():
        raise UsageError(*_NAME_TOO_LONG)


def _refuse_password(password: str, name: str) -> None:
    if len(password) < SHORTEST:
        raise UsageError(*_TOO_SHORT)
    if len(password) > LONGEST:
        raise UsageError(*_TOO_LONG)
    if key_of(password) == key_of(name):
        raise UsageError(*_IS_NAME)


_OF_NOBODY = f"{_METHOD}$nobodynobodynobo${'0' * 128}"
"""What a password is held against where there is nobody of the name."""
