"""Steps that bring a store of an earlier version to that of this program.

A step has a name for ever and is recorded in the store: which, when, by which program. A new
one is added at the end of `STEPS`, and `geopackage.SCHEMA_VERSION` is raised to its version.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from mocgioi.store import ddl
from mocgioi.version import VERSION


class Step(NamedTuple):
    """One step of an upgrade.

    Attributes:
        version: schema version of a store that took it.
        name: what it does, as the store records it; no two steps have the same one.
        apply: does it, in the transaction of the connection it is given.
    """

    version: int
    name: str
    apply: Callable[[sqlite3.Connection], None]


STEPS: tuple[Step, ...] = (Step(2, "parts-declared-after-version-1", ddl.add_missing_parts),)
"""Every step there ever was, in the order of its version."""


def bring_forward(connection: sqlite3.Connection, steps: Sequence[Step]) -> None:
    """Take `steps` in their order and record each, in the transaction of `connection`.

    The record is a row of ``settings``: ``upgrade:VERSION:NAME``, with the instant (UTC) and
    the version of the program as JSON.
    """
    for step in steps:
        step.apply(connection)
        instant = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        connection.execute(
            "INSERT INTO settings (name, value) VALUES (?, ?)",
            (
                f"upgrade:{step.version}:{step.name}",
                json.dumps({"taken_at": instant, "program": VERSION}),
            ),
        )
        connection.execute(
            "UPDATE settings SET value = ? WHERE name = 'schema_version'", (str(step.version),)
        )
