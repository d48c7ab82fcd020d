"""The chain of commits: each carries a hash of the one before and of all that it recorded.

The *head* of a commit is the SHA-256 of the head before, of the commit's own row and of every
row that the ledger has of it: table by table in the order of their declaration, row by row in
the order of the table, column by column as declared, as JSON in ASCII, without the empty
columns at the end (so that a column declared later changes no earlier head). A photograph is
told by its own hash. Whoever changes, deletes, adds or reorders a row of the ledger changes a
head; whoever knows eight characters of a head knows whether a store still contains that state.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from mocgioi.store.schema import BY_NAME, TABLES

if TYPE_CHECKING:
    from hashlib import _Hash

    from mocgioi.store.declaration import Table

LEDGER = tuple(table for table in TABLES if table.ledger)
"""Every table whose rows belong to a commit, in the order in which they are hashed."""

COMMITS = BY_NAME["commits"]

NOT_HASHED = frozenset({"commit_number", "data", "marker_number"})
"""Which commit a row is of, says whose hash it is in; a photograph has a hash of its own."""

_AT_ONCE = 100
_EMPTY_END = ",null]"
_NOT_PRINTED = re.compile("[^\x00-\x7e]+")
"""What JSON in ASCII escapes and SQLite's does not."""


class Commit(NamedTuple):
    """A commit as it is stored: its number, its instant (UTC), who made it by which program."""

    number: int
    committed_at: str
    program_version: str | None
    author: str | None
    head: str | None


def commits(connection: sqlite3.Connection, after: int = 0) -> list[Commit]:
    """Return the commits whose number is above `after`, in their order."""
    rows = connection.execute(
        f"SELECT {', '.join(Commit._fields)} FROM commits WHERE number > ? ORDER BY number",
        (after,),
    )
    return [Commit._make(row) for row in rows]


def sealed_number(connection: sqlite3.Connection) -> int:
    """Return the number of the last commit that has its head, 0 where none has.

    Another program's edit opens a commit and cannot hash it; our next write does.
    """
    row = connection.execute(
        "SELECT number FROM commits WHERE head IS NOT NULL ORDER BY number DESC LIMIT 1"
    ).fetchone()
    return int(row[0]) if row else 0


def head_of(connection: sqlite3.Connection, number: int) -> str:
    """Return the stored head of a commit, empty for the beginning."""
    row = connection.execute("SELECT head FROM commits WHERE number = ?", (number,)).fetchone()
    return (row[0] or "") if row else ""


def seal(connection: sqlite3.Connection) -> None:
    """Give every commit that has none its head, within the transaction."""
    for commit, head in heads(connection, sealed_number(connection)):
        connection.execute("UPDATE commits SET head = ? WHERE number = ?", (head, commit.number))


def heads(connection: sqlite3.Connection, after: int) -> Iterator[tuple[Commit, str]]:
    """Yield the commits above the number `after` with the head that follows from what is there."""
    listed = commits(connection, after)
    if not listed:
        return
    contents = digests(connection, after)
    before = head_of(connection, after)
    for commit in listed:
        before = next_head(before, commit, contents.get(commit.number, sha256()))
        yield commit, before


def state_named(connection: sqlite3.Connection, name: str) -> Commit | None:
    """Return the commit whose head begins with `name`, where the store still contains that state:
    everything up to it is as it was written.
    """
    contents = digests(connection, 0)
    before = ""
    for commit in commits(connection):
        before = next_head(before, commit, contents.get(commit.number, sha256()))
        if before.startswith(name):
            return commit._replace(head=before)
    return None


def next_head(before: str, commit: Commit, content: _Hash) -> str:
    """Return the head of a commit: of the head before, its own row, and what it recorded."""
    own = _as_text([before, *commit[:-1], content.hexdigest()])
    return sha256(own.encode()).hexdigest()


def digests(connection: sqlite3.Connection, after: int) -> dict[int, _Hash]:
    """Return a hash of what each commit above the number `after` recorded, by its number."""
    contents: dict[int, _Hash] = {}
    for table in LEDGER:
        before = f"\n{table.name} "
        for number, texts in _rows(connection, table, after):
            content = contents.setdefault(number, sha256())
            content.update(f"{table.name} {before.join(texts)}\n".encode())
    return contents


def _rows(
    connection: sqlite3.Connection, table: Table, after: int
) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield the rows of a table that are of commits above `after`: a commit, and texts of it.

    The ledger only grows, so that they are the last ones; a row among the earlier ones that
    calls itself later is found when all of it is looked at.
    """
    start = 0
    if after:
        row = connection.execute(
            f'SELECT {table.key} FROM "{table.name}" WHERE commit_number <= ?'
            f" ORDER BY {table.key} DESC LIMIT 1",
            (after,),
        ).fetchone()
        start = row[0] if row else 0
    columns, text = _columns(table)
    of_table = f'FROM "{table.name}" WHERE {table.key} > ? ORDER BY {table.key}'
    of_row = f'SELECT {columns} FROM "{table.name}" WHERE {table.key} = ?'
    found = connection.execute(f"SELECT commit_number, {table.key}, {text} {of_table}", (start,))
    try:
        while some := found.fetchmany(_AT_ONCE):
            for number, rows in groupby(some, key=itemgetter(0)):
                texts = [
                    text or _as_text(connection.execute(of_row, (key,)).fetchone())
                    for _, key, text in rows
                ]
                yield number, _as_hashed(texts)
            start = some[-1][1]
    except sqlite3.OperationalError:
        # Whoever is not held back by the triggers can put bytes where text belongs, of which
        # SQLite makes no JSON.
        for number, *values in connection.execute(
            f"SELECT commit_number, {columns} {of_table}", (start,)
        ):
            yield number, _as_hashed([_as_text(values)])


def _as_hashed(texts: list[str]) -> list[str]:
    """Return rows in ASCII and without the empty columns at their end, as most are already."""
    together = "".join(texts)
    if not together.isascii() or "\x7f" in together:
        texts = [_NOT_PRINTED.sub(_escaped, text) for text in texts]
    return [*map(_ended, texts)] if _EMPTY_END in together else texts


def _ended(row_text: str) -> str:
    """Return the text of a row without the empty columns at its end."""
    while row_text.endswith(_EMPTY_END):
        row_text = row_text.removesuffix(_EMPTY_END) + "]"
    return row_text


@cache
def _columns(table: Table) -> tuple[str, str]:
    """Return the SQL of what is hashed of a row, and of its text as SQLite writes it.

    The text is that of `_as_text` but for signs that are not ASCII, and five times as fast; it is
    NULL where SQLite would write something else: of a number with a fraction fewer digits.
    """
    hashed = [column for column in table.columns if column.name not in NOT_HASHED]
    columns = ", ".join(f'"{name}"' for name in (table.key, *(c.name for c in hashed)))
    may_be_real = [column.name for column in hashed if not column.sql.startswith("TEXT")]
    cases = "".join(f' WHEN typeof("{name}") THEN NULL' for name in may_be_real)
    text = f"json_array({columns})"
    return columns, f"CASE 'real'{cases} ELSE {text} END" if cases else text


def _escaped(signs: re.Match[str]) -> str:
    return json.dumps(signs[0])[1:-1]


def _as_text(values: Sequence[object]) -> str:
    """Return values as JSON in ASCII; bytes as what no text and no number is written like."""
    return json.dumps(values, separators=(",", ":"), default=lambda data: {"bytes": data.hex()})
