"""Commits: the order in which a store came to know its events.

Each write that brings events is one commit. Its number is given under the write lock and is
the order of knowledge; its instant is this machine's clock when it ended, right or wrong. What
was known at a time is what was committed by then: the time is turned into a number once, and
nothing else compares instants.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from mocgioi.errors import UsageError
from mocgioi.records import NamedTuple
from mocgioi.typed import Any
from mocgioi.version import VERSION

CLOCK_STEP_S = 1.0
"""How far a clock may stand behind the last instant and still be put after it: two writes of one
millisecond, a clock that is being adjusted. What is farther off is told (``clock-ahead``)."""


HEAD_SHOWN = 8
"""Characters of a head that are printed and typed."""


class Knowledge(NamedTuple):
    """What of a store is known: all of it, or what was committed by an instant that was asked for.

    Attributes:
        number: of the last commit known, 0 before the first one; None: everything is known.
        at: the instant (UTC) asked for, else that of the last commit; None in an empty store.
        head: the first characters of the head of the last commit known; None where none is.
    """

    number: int | None
    at: str | None
    head: str | None


def known(connection: sqlite3.Connection, asked: str | None) -> Knowledge:
    """Return what was known at the instant `asked` (UTC), or what is known now."""
    number = last_number(connection) if asked is None else number_at(connection, asked)
    head = head_shown(connection, number)
    if asked is None:
        return Knowledge(None, last_committed_at(connection), head)
    return Knowledge(number, asked, head)


def origin(connection: sqlite3.Connection) -> str | None:
    """Return the first characters of the head of the first commit: copies of a store share it."""
    return _shown(connection, "SELECT number, head FROM commits ORDER BY number LIMIT 1", ())


def is_sealed(connection: sqlite3.Connection) -> bool:
    """Say whether the last commit has its head: what another program saved last has none yet."""
    row = connection.execute(
        "SELECT head IS NOT NULL FROM commits ORDER BY number DESC LIMIT 1"
    ).fetchone()
    return row is None or bool(row[0])


def has_head(connection: sqlite3.Connection, shown: str) -> bool:
    """Say whether a commit of the store has a head of these first characters."""
    query = "SELECT 1 FROM commits WHERE substr(head, 1, ?) = ?"
    return connection.execute(query, (len(shown), shown)).fetchone() is not None


def number_of_head(connection: sqlite3.Connection, head: str) -> int | None:
    """Return the number of the commit that has a head, None where the store has no such one.

    Args:
        head: all of it, or its first characters.
    """
    row = connection.execute(
        "SELECT number FROM commits WHERE substr(head, 1, ?) = ?", (len(head), head)
    ).fetchone()
    if row is not None:
        return int(row[0])
    from mocgioi.store import chain

    unsealed = chain.heads(connection, chain.sealed_number(connection))
    return next((commit.number for commit, made in unsealed if made.startswith(head)), None)


def head_shown(connection: sqlite3.Connection, number: int) -> str | None:
    """Return the first characters of the head that a store had by a commit; None where none was."""
    query = "SELECT number, head FROM commits WHERE number <= ? ORDER BY number DESC LIMIT 1"
    return _shown(connection, query, (number,))


def _shown(connection: sqlite3.Connection, query: str, given: tuple[int, ...]) -> str | None:
    row = connection.execute(query, given).fetchone()
    if row is None:
        return None
    head: str | None = row[1]
    if head is None:
        # Another program wrote last: what its edit will be sealed with follows from what it did.
        from mocgioi.store import chain

        heads = chain.heads(connection, chain.sealed_number(connection))
        head = next(head for commit, head in heads if commit.number == row[0])
    return head[:HEAD_SHOWN]


def checked_head(head: str) -> str:
    """Return the first characters of a head as they were typed, in small letters.

    Raises:
        UsageError: they are none, or too few.
    """
    name = head.strip().lower()
    if len(name) < HEAD_SHOWN or set(name) - set("0123456789abcdef"):
        raise UsageError(
            f"«{head}» không phải mã trạng thái: báo cáo in {HEAD_SHOWN} chữ số, từ 0-9 và a-f.",
            f"“{head}” names no state: a report prints {HEAD_SHOWN} characters of 0-9 and a-f.",
        )
    return name


def number_at(connection: sqlite3.Connection, instant: str) -> int:
    """Return the largest number of a commit that ended by an instant (UTC); 0 where none did."""
    row = connection.execute(
        "SELECT max(number) FROM commits WHERE committed_at <= ?", (instant,)
    ).fetchone()
    return int(row[0] or 0)


def last_number(connection: sqlite3.Connection) -> int:
    """Return the number of the last commit, 0 in an empty store."""
    (number,) = connection.execute("SELECT coalesce(max(number), 0) FROM commits").fetchone()
    return int(number)


def last_committed_at(connection: sqlite3.Connection) -> str | None:
    """Return the instant (UTC) of the last commit, None in an empty store."""
    row = connection.execute(
        "SELECT committed_at FROM commits ORDER BY number DESC LIMIT 1"
    ).fetchone()
    return row[0] if row else None


def first_committed_at(connection: sqlite3.Connection) -> str | None:
    """Return the instant (UTC) of the first commit, None in an empty store."""
    row = connection.execute("SELECT committed_at FROM commits ORDER BY number LIMIT 1").fetchone()
    return row[0] if row else None


def next_number(connection: sqlite3.Connection) -> int:
    """Return the number of the commit that a write transaction becomes.

    A number that was given out once is given to no other commit.
    """
    (number,) = connection.execute(
        "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'commits'), 0) + 1"
    ).fetchone()
    return int(number)


def row(number: int, committed_at: str, author: str | None) -> dict[str, Any]:
    """Return a commit of this program as a row of its table, before it has its head."""
    return {
        "number": number,
        "committed_at": committed_at,
        "program_version": VERSION,
        "author": author,
    }


def ended_at(recorded_at: str | None, clock: Callable[[], datetime]) -> str:
    """Return the instant (UTC) of a commit that ends now and recorded its events at another.

    It is the same one where the write was short: what is asked for by the instant of an event
    then has that event.
    """
    now = instant_after(recorded_at, clock)
    if recorded_at is None or _seconds(recorded_at, now) > CLOCK_STEP_S:
        return now
    return recorded_at


def _seconds(first: str, last: str) -> float:
    return abs((datetime.fromisoformat(last) - datetime.fromisoformat(first)).total_seconds())


def just_after(instant: str) -> str:
    """Return the instant (UTC) a millisecond after another one."""
    return _as_text(datetime.fromisoformat(instant) + timedelta(milliseconds=1))


def _as_text(instant: datetime) -> str:
    return instant.strftime("%Y-%m-%dT%H:%M:%S.") + f"{instant.microsecond // 1000:03d}Z"


def of_this_machine() -> datetime:
    """Return now by the clock of this machine."""
    return datetime.now(UTC)


def instant_after(last: str | None, clock: Callable[[], datetime] = of_this_machine) -> str:
    """Return now (UTC, milliseconds), just after `last` where the clock stands a little behind.

    A clock that stands further behind, or before which `last` ran ahead, is taken as it is.
    """
    now = clock()
    if last is not None:
        after = datetime.fromisoformat(last) + timedelta(milliseconds=1)
        if timedelta(0) < after - now <= timedelta(seconds=CLOCK_STEP_S):
            now = after
    return _as_text(now)
