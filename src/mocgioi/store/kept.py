"""Results that papers need and that take long, kept with the fingerprint of what they are of.

Whoever reads one says what it has to be of. One of anything else is none, so that no result is
ever read of a store that is another one by now, whoever changed it.
"""

from __future__ import annotations

import json
import sqlite3

from mocgioi.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mocgioi.store.geopackage import Transaction

ESTIMATE = "kept_estimate"
"""What the missing roads cost, at the prices that the program carries."""

SHAPES = "kept_shapes"
"""What papers draw of communes and the border, and how long the lines of roads are."""

ANSWERS = "kept_answers"
"""What the program answers at a glance; names of a few rows begin with it, for a day each."""


def read(connection: sqlite3.Connection, name: str, of: str) -> Any | None:
    """Return the result that was kept under a name, None where it is not of `of`."""
    row = connection.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
    if row is None:
        return None
    kept = json.loads(row[0])
    return kept["result"] if kept["of"] == of else None


def put(transaction: Transaction, name: str, of: str, result: object) -> None:
    """Keep a result, in place of the one before.

    Args:
        of: the fingerprint of what it was computed from. result: what JSON can say.
    """
    from mocgioi.store.events import set_setting

    kept = {"of": of, "result": result}
    text = json.dumps(kept, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    set_setting(transaction, name, text)


def state(connection: sqlite3.Connection) -> str:
    """Return what is another one once anything was written that a figure of the store rests on.

    It is the number of the last row that each table was given, the facts of the store about itself
    and the number of its schema. Whatever is recorded, decided, corrected or edited in a layer
    is a further row of the ledger, which only grows; a line that is drawn anew and what is measured
    change a fact; and the triggers by which other programs cannot do otherwise are of the schema:
    SQLite counts each change of it.
    """
    (schema,) = connection.execute("PRAGMA schema_version").fetchone()
    rows = connection.execute(
        "SELECT name, seq FROM sqlite_sequence WHERE name <> 'settings' UNION ALL"
        " SELECT name, value FROM settings WHERE name NOT GLOB 'kept_*' ORDER BY 1, 2"
    )
    return json.dumps([schema, *rows])
