"""The step that gives events their commits: until then they were told apart by their instants."""

from __future__ import annotations

import sqlite3

from mocgioi.store import chain, ddl
from mocgioi.store.geopackage import refresh_contents

_DATED = tuple(
    table.name
    for table in chain.LEDGER
    if any(column.name == "recorded_at" for column in table.columns)
)
_INSTANTS = " UNION ".join(f"SELECT recorded_at FROM {table}" for table in _DATED)
_COMMITS = f"""
INSERT INTO commits (committed_at, program_version)
SELECT recorded_at, (SELECT program_version FROM batches AS b WHERE b.recorded_at = i.recorded_at)
FROM ({_INSTANTS}) AS i ORDER BY recorded_at
"""
_OF_INSTANT = "(SELECT number FROM temp.by_instant AS c WHERE c.instant = t.recorded_at)"
_OF_OWNER = "(SELECT o.commit_number FROM {owner} AS o WHERE o.uuid = t.{named})"
_OWNERS = {
    "findings": ("batches", "batch_uuid"),
    "rejected_rows": ("batches", "batch_uuid"),
    "publication_markers": ("publications", "publication_uuid"),
}
"""Tables whose rows have no instant of their own: whose they have, and the column that names it."""


def number_what_is_known(connection: sqlite3.Connection) -> None:
    """Make a commit of each instant at which something was recorded, in their order, and seal it.

    Every write had an instant of its own, later than every one before: what was known at a
    time, and every figure with it, stays what it was.
    """
    ddl.add_missing_parts(connection)
    for table in chain.LEDGER:
        connection.execute(f"DROP TRIGGER ledger_{table.name}_update")
    connection.execute(
        "UPDATE observations SET marker_number = subject WHERE instr(aspect, '.') = 0"
    )
    connection.execute(_COMMITS)
    connection.execute("CREATE TEMP TABLE by_instant (instant TEXT PRIMARY KEY, number INTEGER)")
    connection.execute("INSERT INTO temp.by_instant SELECT committed_at, number FROM commits")
    for name in _DATED:
        connection.execute(f"UPDATE {name} AS t SET commit_number = {_OF_INSTANT}")
    for name, (owner, named) in _OWNERS.items():
        number = _OF_OWNER.format(owner=owner, named=named)
        connection.execute(f"UPDATE {name} AS t SET commit_number = {number}")
    connection.execute("DROP TABLE temp.by_instant")
    connection.execute(
        "UPDATE publications AS p SET known_commit = coalesce("
        "(SELECT max(number) FROM commits AS c WHERE c.committed_at <= p.known_at), 0)"
    )
    connection.executemany("UPDATE decisions SET answers = ? WHERE uuid = ?", _answers(connection))
    connection.execute("DELETE FROM settings WHERE name = 'folded_at'")
    ddl.add_missing_parts(connection)
    chain.seal(connection)
    refresh_contents(connection, ["commits", "settings"])


def _answers(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Return what each decision answers: until then the one recorded last counted."""
    last: dict[tuple[str, str, str | None], dict[str, str]] = {}
    answers = []
    for uuid, observation, *day in connection.execute(
        "SELECT d.uuid, d.observation_uuid, o.subject, o.aspect, o.observed_on FROM decisions AS d"
        " JOIN observations AS o ON o.uuid = d.observation_uuid ORDER BY d.recorded_at, d.uuid"
    ):
        of_day = last.setdefault((day[0], day[1], day[2]), {})
        if of_day:
            answers.append((" ".join(sorted(of_day.values())), uuid))
        of_day[observation] = uuid
    return answers
