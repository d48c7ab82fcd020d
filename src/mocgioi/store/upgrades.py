"""Steps that bring a store of an earlier version to that of this program.

A step has a name for ever and is recorded in the store: which, when, by which program. A new
one is added at the end of `STEPS`. Reading a store loads this module for its version, so that
the declarations are loaded by the step that needs them.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

from mocgioi.records import NamedTuple
from mocgioi.version import VERSION


def add_missing_parts(connection: sqlite3.Connection) -> None:
    """Make every table, column, code and trigger that was declared since."""
    from mocgioi.store import ddl

    ddl.add_missing_parts(connection)


def put_all_into_one_ledger(connection: sqlite3.Connection) -> None:
    """Make events of the rows of registers, and give every event its commit.

    See `mocgioi.store.register_step` and `mocgioi.store.commits_step`.
    """
    from mocgioi.store import commits_step, register_step

    register_step.give_registers_their_events(connection)
    commits_step.number_what_is_known(connection)


class Step(NamedTuple):
    """One step of an upgrade.

    Attributes:
        version: schema version of a store that took it.
        name: what it does, as the store records it; no two steps have the same one.
        apply: does it, in the transaction of the connection it is given; what was declared
            since is added where a step says nothing else.
    """

    version: int
    name: str
    apply: Callable[[sqlite3.Connection], None] = add_missing_parts


STEPS: tuple[Step, ...] = (
    Step(5, "one-ledger-for-every-subject", put_all_into_one_ledger),
    Step(6, "alarms-of-rejected-rows-and-findings-seen"),
    Step(7, "ground-of-the-map"),
    Step(8, "targets-and-terrain"),
    Step(9, "styles-and-project"),
    Step(10, "roads-of-one-marker"),
    Step(11, "results-kept-for-papers-and-shorter-triggers"),
)
"""Every step there ever was from a version that was given to anybody, in their order."""

SCHEMA_VERSION = STEPS[-1].version
"""Of the tables of a store that this program makes and reads."""


def bring_forward(
    connection: sqlite3.Connection, steps: Sequence[Step], styles: Mapping[str, str]
) -> None:
    """Take `steps` in their order and record each, in the transaction of `connection`.

    The layers get `styles`, by table.
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
    if steps:
        _make_layers_anew(connection, styles)


def _make_layers_anew(connection: sqlite3.Connection, styles: Mapping[str, str]) -> None:
    """Let the layers hold the fold of the ledger: a step may have declared a column of it."""
    from mocgioi.store import events, geopackage
    from mocgioi.store.homes import kind_of
    from mocgioi.store.styles import put_styles

    transaction = geopackage.Transaction(connection)
    listed = transaction.read("SELECT DISTINCT aspect, subject FROM observations")
    events.refold(transaction, {(kind_of(aspect), subject) for aspect, subject in listed})
    put_styles(transaction, styles)
    geopackage.refresh_contents(connection, transaction.touched)
    connection.execute("UPDATE writer SET writing = 0")
