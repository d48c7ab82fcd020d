"""The two dialects of SQL in which the triggers of a store are written: of a file, of a server.

What differs by a word alone is translated (`mocgioi.store.server.translating`). Here is what
differs by meaning: truth is a number in one and not in the other, columns hold what they are
declared to hold, a trigger may change the row that comes in, and a save has another end.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from mocgioi.store.writer import NOW

UNNAMED_HAND = "GIS"
"""Who edited where nobody says so."""

_ONE_SAVE_S = 3
"""Edits of one save follow each other closely; after a longer silence begins the next one."""

_THIS_MOMENT = f"strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-{_ONE_SAVE_S} seconds') AND {NOW}"
_OPEN_BATCH = (
    "SELECT 1 FROM (SELECT uuid, kind, recorded_at, commit_number FROM batches"
    " ORDER BY id DESC LIMIT 1) AS b"
    " JOIN (SELECT number, head FROM commits ORDER BY number DESC LIMIT 1) AS c"
    " ON c.number = b.commit_number AND c.head IS NULL"
    " LEFT JOIN (SELECT batch_uuid, recorded_at FROM observations ORDER BY id DESC"
    " LIMIT 1) AS o ON o.batch_uuid = b.uuid"
    f" WHERE b.kind = 'gis' AND coalesce(o.recorded_at, b.recorded_at) BETWEEN {_THIS_MOMENT}"
)


class Dialect(NamedTuple):
    """How one of the two says what the generators of triggers need.

    Attributes:
        number: makes a number, 1 or 0, of the SQL of a condition; truth: the other way round.
        any_of: makes a value of a column of which all rows of a group have the same.
        false, true: a condition that never holds, and one that always does.
        integer: makes an integer of the same size everywhere of the SQL of one.
        said: makes what an event says of the SQL of a column of a row.
        edited_value: SQL of what an event says of the value of a row of ``edits``.
        unnamed_hand: SQL of who edited where nobody says so.
        is_new_save: the condition that the edit belongs to no save yet.
        save_begun: the statements that remember the save and keep its instants apart.
        typed: no column holds anything but what it is declared to hold.
        completes_rows: a row is made whole before it comes in, by triggers of the server.
        has_kits: a store may be the part of a larger one that a border post takes along.
    """

    number: Callable[[str], str]
    truth: Callable[[str], str]
    any_of: Callable[[str], str]
    false: str
    true: str
    integer: Callable[[str], str]
    said: Callable[[str], str]
    edited_value: str
    unnamed_hand: str
    is_new_save: str
    save_begun: str
    typed: bool
    completes_rows: bool
    has_kits: bool


def _as_written(sql: str) -> str:
    return sql


OF_A_FILE = Dialect(
    number=_as_written,
    truth=_as_written,
    any_of=_as_written,
    false="0",
    true="1",
    integer=_as_written,
    said=_as_written,
    edited_value=(
        "(CASE typeof(NEW.value) WHEN 'null' THEN '' WHEN 'blob' THEN lower(hex(NEW.value))"
        " WHEN 'real' THEN CASE WHEN CAST(CAST(NEW.value AS TEXT) AS REAL) = NEW.value"
        " THEN CAST(NEW.value AS TEXT) ELSE printf('%!.17g', NEW.value) END"
        " ELSE CAST(NEW.value AS TEXT) END)"
    ),
    unnamed_hand=f"'{UNNAMED_HAND}'",
    is_new_save=f"NOT EXISTS ({_OPEN_BATCH})",
    save_begun="",
    typed=False,
    completes_rows=False,
    has_kits=True,
)
