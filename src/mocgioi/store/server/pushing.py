"""What a transaction changed in a replica, and sending it to the server.

Of a table that only grows that is what came behind its last row; of any other a temporary
trigger of this connection writes down which rows were written.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from mocgioi.store.declaration import Table
from mocgioi.store.schema import BY_NAME
from mocgioi.store.server.connecting import Connection
from mocgioi.store.server.rows import (
    OF_THE_REPLICA,
    SENT,
    UNSENT,
    names_on_server,
    select_from_file,
    to_server,
)

_ALWAYS = ("settings", "commits")
"""Written by triggers and by the seal, too, where nothing says so before."""

_AT_ONCE = 500
"""Keys that are asked for in one statement."""


class Written:
    """What is written to a replica from now on, in a transaction of its connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._last: dict[str, int] = {}
        connection.execute(
            "CREATE TEMP TABLE written (name TEXT, key INTEGER, PRIMARY KEY (name, key))"
            " WITHOUT ROWID"
        )
        for name in _ALWAYS:
            self._watch(BY_NAME[name])

    def expect(self, name: str) -> None:
        """Watch a table that will be written."""
        table = BY_NAME[name]
        if name in UNSENT or name in _ALWAYS:
            return
        if table.ledger:
            last = self._connection.execute(f'SELECT max("{table.key}") FROM "{name}"').fetchone()
            self._last[name] = last[0] or 0
        else:
            self._watch(table)

    def _watch(self, table: Table) -> None:
        for event, row in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD")):
            self._connection.execute(
                f"CREATE TEMP TRIGGER written_{table.name}_{event.lower()} AFTER {event} ON"
                f' main."{table.name}" BEGIN INSERT OR IGNORE INTO written'
                f" VALUES ('{table.name}', {row}.\"{table.key}\"); END"
            )

    def send(self, remote: Connection) -> None:
        """Send what was written; the server's transaction is begun."""
        for table in SENT:
            if table.name in self._last:
                _insert(remote, table, self._rows_behind(table))
            else:
                self._send_written(remote, table)

    def _rows_behind(self, table: Table) -> Iterable[Sequence[Any]]:
        return self._connection.execute(
            select_from_file(table, f'WHERE "{table.key}" > {self._last[table.name]}')
        )

    def _send_written(self, remote: Connection, table: Table) -> None:
        keys = [
            key
            for (key,) in self._connection.execute(
                "SELECT key FROM written WHERE name = ? ORDER BY key", (table.name,)
            )
        ]
        if not keys:
            return
        found: dict[int, Sequence[Any]] = {}
        for start in range(0, len(keys), _AT_ONCE):
            some = keys[start : start + _AT_ONCE]
            listed = f'WHERE "{table.key}" IN ({", ".join("?" * len(some))})'
            for row in self._connection.execute(select_from_file(table, listed), some):
                if row[1] != OF_THE_REPLICA or table.name != "settings":
                    found[row[0]] = row
        gone = [key for key in keys if key not in found]
        if gone:
            remote.execute(f'DELETE FROM "{table.name}" WHERE "{table.key}" = ANY(%s)', (gone,))
        _insert(remote, table, found.values(), replacing=True)


def _insert(
    remote: Connection, table: Table, rows: Iterable[Sequence[Any]], *, replacing: bool = False
) -> None:
    made = [to_server(table)(row) for row in rows]
    if made:
        with remote.cursor() as cursor:
            cursor.executemany(_insert_sql(table, replacing=replacing), made)


def _insert_sql(table: Table, *, replacing: bool) -> str:
    names = [*names_on_server(table), *(["geom"] if table.geometry else [])]
    places = ["%s"] * len(names)
    if table.geometry:
        places[-1] = "ST_GeomFromWKB(%s, 4326)"
    listed = ", ".join(names)
    sql = f'INSERT INTO "{table.name}" ({listed}) VALUES ({", ".join(places)})'
    if replacing:
        # Of a commit nothing but its head changes, and nobody has the right to change more.
        changed = ['"head"'] if table.name == "commits" else names[1:]
        own = ", ".join(f"{name} = EXCLUDED.{name}" for name in changed)
        sql += f' ON CONFLICT ("{table.key}") DO UPDATE SET {own}'
    return sql


def send_all(connection: sqlite3.Connection, remote: Connection) -> None:
    """Send all that a store holds to a server whose tables are empty; the transaction is begun."""
    for table in SENT:
        remote.execute(f'DELETE FROM "{table.name}"')
        listed = ", ".join([*names_on_server(table), *(["geom"] if table.geometry else [])])
        made = to_server(table)
        with remote.cursor().copy(f'COPY "{table.name}" ({listed}) FROM STDIN') as copy:
            for row in connection.execute(select_from_file(table)):
                if table.name != "settings" or row[1] != OF_THE_REPLICA:
                    values = made(row)
                    if table.geometry and values[-1] is not None:
                        values[-1] = values[-1].hex()  # PostGIS reads WKB where a text is asked
                    copy.write_row(values)
