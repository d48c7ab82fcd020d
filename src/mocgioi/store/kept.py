"""Results that papers need and that take long, kept with the fingerprint of what they are of.

Whoever reads one says what it has to be of. One of anything else is none, so that no result is
ever read of a store that is another one by now, whoever changed it.
"""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from mocgioi.store.events import set_setting
from mocgioi.store.geopackage import Transaction

ESTIMATE = "kept_estimate"
"""What the missing roads cost, at the prices that the program carries."""

SHAPES = "kept_shapes"
"""What papers draw of communes and the border, and how long the lines of roads are."""


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
    kept = {"of": of, "result": result}
    text = json.dumps(kept, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    set_setting(transaction, name, text)
