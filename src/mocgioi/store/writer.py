"""The row of the table ``writer``: whose hand writes, as triggers ask it.

SQL alone cannot know which program runs it. A transaction of ours says so in the table, and
brings counts and bounds up to date at its end. What our triggers write says so too, and is
counted row by row.
"""

from __future__ import annotations

import sqlite3

ANOTHER_PROGRAM, A_TRANSACTION_OF_OURS, OURS_ROW_BY_ROW, A_ROW_COMES_IN = range(4)

_WRITING = "(SELECT writing FROM writer)"

BY_ANOTHER_PROGRAM = f"{_WRITING} = {ANOTHER_PROGRAM}"
"""The condition that another program writes, and nothing of ours."""

COUNTED_ROW_BY_ROW = f"{_WRITING} <> {A_TRANSACTION_OF_OURS}"
"""The condition that no transaction of ours counts what it wrote at its end."""

EDITED_OR_COMES_IN = f"{_WRITING} IN ({ANOTHER_PROGRAM}, {A_ROW_COMES_IN})"
"""The condition that what a row says now is an edit of another program: it changed, or was added
and all that it says is new (`COMES_IN`).
"""
COMES_IN = f"{_WRITING} = {A_ROW_COMES_IN}"


NEVER_HOLD_A_ROW = frozenset({"edits", "refolds", "holds"})
"""Tables through which triggers record and fold what another program edits: see `edit_steps`."""


def write_as_ours(connection: sqlite3.Connection) -> None:
    """Mark what a connection writes in its transaction as ours, for good.

    The triggers that record and fold an edit of another program do nothing then, and what they
    would do is left out of our statements: to compile it took 12 ms of each that changes markers.
    """
    connection.set_authorizer(_without_edits)
    connection.execute(f"UPDATE writer SET writing = {A_TRANSACTION_OF_OURS}")


def _without_edits(action: int, table: str | None, *_: str | None) -> int:
    """Tell SQLite what not to compile (https://sqlite.org/c3ref/set_authorizer.html)."""
    if action == sqlite3.SQLITE_INSERT and table in NEVER_HOLD_A_ROW:
        return sqlite3.SQLITE_IGNORE
    return sqlite3.SQLITE_OK


def refusing(vi: str, en: str) -> str:
    """Return the SQL that takes a statement back and tells why, in both languages.

    QGIS shows the text as it is, after words of its own.
    """
    return f"RAISE(ABORT, '{vi} / {en}')"


NOW = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"
TODAY_IN_VIETNAM = "date('now', '+7 hours')"


def no_day(column: str) -> str:
    """Return the condition that a column says no day: SQLite before 3.42 lets 30 February pass.

    By ``+0 days`` every version reads it as 2 March, which is not what is typed.
    """
    return f"date({column}, '+0 days') IS NOT {column}"
