"""The replica of a store on a server: a GeoPackage of this computer that follows it.

It is a cache. It says of which state of the server it is, is brought forward by what changed
since, and is made anew where it cannot be: nothing is ever only here.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import Any, Self

from mocgioi.store.declaration import Table
from mocgioi.store.geopackage import private, private_copy, refresh_contents
from mocgioi.store.schema import BY_NAME
from mocgioi.store.server.address import Address
from mocgioi.store.server.cache import making, opened, put
from mocgioi.store.server.connecting import Connection, State, begin_reading, leads_on, state_of
from mocgioi.store.server.rows import (
    OF_THE_REPLICA,
    SENT,
    from_server,
    insert_into_file,
    select_from_server,
)
from mocgioi.store.writer import write_as_ours

_AT_ONCE = 2000
"""Rows that are in memory while a table comes in."""


def path_of(address: Address) -> Path:
    """Return where the replica of a store lies: in the folder for what can be made again.

    ``MOCGIOI_CACHE`` names another one.
    """
    named = hashlib.sha256(address.shown.encode()).hexdigest()[:12]
    return _folder() / f"{address.name}-{named}.gpkg"


def _folder() -> Path:
    given = os.environ.get("MOCGIOI_CACHE")
    if given:
        return Path(given)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local") / "mocgioi"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "mocgioi"


@contextmanager
def following(address: Address, remote: Connection) -> Iterator[sqlite3.Connection]:
    """Give a connection that reads the state that the server has now; it may not write.

    Nobody is waited for: where another process of this computer is writing the replica, a
    private copy of it is brought forward instead.

    Raises:
        NotAStore, SchemaVersion: see `state_of`.
    """
    path = path_of(address)
    connection = _of_state(path, state_of(remote, address))
    if connection is None:
        connection = _brought_forward(address, remote, path)
        connection.execute("PRAGMA query_only = ON")
        connection.execute("BEGIN")
    with closing(connection):
        yield connection


def _of_state(path: Path, wanted: State) -> sqlite3.Connection | None:
    """Return a connection that reads a replica, where there is a sound one of that state.

    It is opened once: that costs more than what most commands read in it.
    """
    connection = opened(path)
    if connection is None:
        return None
    with suppress(sqlite3.DatabaseError):
        connection.execute("BEGIN")
        if _followed(connection) == wanted:
            return connection
    connection.close()
    return None


def _brought_forward(address: Address, remote: Connection, path: Path) -> sqlite3.Connection:
    """Bring a replica to the state of the server, and return what holds that."""
    with _snapshot(remote):
        connection = _pulled(path, state_of(remote, address), remote)
    if connection is not None:
        return connection
    with making(path) as are_alone, _snapshot(remote):
        state = state_of(remote, address)
        connection = _pulled(path, state, remote)  # another one was first
        if connection is None:
            connection = made(state, remote)
            if are_alone:
                put(connection, path)
        return connection


@contextmanager
def _snapshot(remote: Connection) -> Iterator[None]:
    begin_reading(remote)
    yield
    remote.execute("ROLLBACK")


def _pulled(path: Path, state: State, remote: Connection) -> sqlite3.Connection | None:
    """Bring the replica at a path to a state, or a private copy of it where it is kept busy.

    Returns:
        None where there is none that can be brought there.
    """
    connection = opened(path, write=True)
    if connection is None:
        return None
    with ExitStack() as unless_it_is_returned:
        unless_it_is_returned.callback(connection.close)
        try:
            if not _can_follow(_followed(connection), state, remote):
                return None
            connection.execute("PRAGMA busy_timeout = 0")
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            copy = private_copy(connection)
            copy.execute("BEGIN")
            pull(state, remote, copy)
            copy.execute("COMMIT")
            return copy
        pull(state, remote, connection)
        connection.execute("COMMIT")
        unless_it_is_returned.pop_all()
    return connection


def _can_follow(held: State | None, state: State, remote: Connection) -> bool:
    """Say whether what a replica holds can be brought to a state: that came of it.

    From one of a server that was brought back from an older dump nothing leads on, nor from one
    that is far behind.
    """
    return held is not None and held.uuid == state.uuid and leads_on(remote, held)


class Writable:
    """The replica of a store, to be written in a transaction; closed with the block.

    It is opened before others are held up, and made where there is none: that takes as long as
    most of what is written in it, or longer.
    """

    def __init__(self, address: Address, remote: Connection) -> None:
        path = path_of(address)
        if followed(path) is None:
            with following(address, remote):
                pass
        self._connection = opened(path, write=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._connection is not None:
            self._connection.close()

    def begin(self, state: State, remote: Connection) -> sqlite3.Connection:
        """Begin a transaction in it, as it is in a state that nobody else can change now.

        Where nothing leads there from what the file holds, or it cannot be written, it is a
        private one, which goes away.
        """
        if self._connection is not None:
            self._connection.execute("PRAGMA synchronous = NORMAL")
            self._connection.execute("BEGIN IMMEDIATE")
            if _can_follow(_followed(self._connection), state, remote):
                pull(state, remote, self._connection)
                return self._connection
            self._connection.close()
        self._connection = made(state, remote)
        self._connection.execute("BEGIN IMMEDIATE")
        return self._connection


def followed(path: Path) -> State | None:
    """Return of which state of which store a replica is; None where there is no sound one."""
    connection = opened(path)
    if connection is None:
        return None
    with closing(connection):
        return _followed(connection)


def _followed(connection: sqlite3.Connection) -> State | None:
    try:
        row = connection.execute(
            "SELECT value FROM settings WHERE name = ?", (OF_THE_REPLICA,)
        ).fetchone()
    except sqlite3.DatabaseError:
        return None
    held = json.loads(row[0]) if row else {}
    return State(**held) if held.keys() == {*State._fields} else None


def made(state: State, remote: Connection) -> sqlite3.Connection:
    """Return all that the server holds, which is `state`, as a store that nobody else sees; the
    connection to the server is in a transaction.
    """
    from mocgioi.store import ddl
    from mocgioi.store.upgrades import SCHEMA_VERSION

    connection = private()
    try:
        connection.execute("BEGIN IMMEDIATE")
        ddl.create_schema(connection, SCHEMA_VERSION)
        write_as_ours(connection)
        for table in SENT:
            connection.execute(f'DELETE FROM "{table.name}"')
            with _indexed_afterwards(connection, table):
                _put(connection, table, _stream(remote, table))
        _end(connection, state, BY_NAME)
        connection.execute("COMMIT")
    except BaseException:
        connection.close()
        raise
    return connection


def keep(connection: sqlite3.Connection, address: Address) -> None:
    """Let the replica of this computer be what was made, in no transaction."""
    path = path_of(address)
    with making(path) as are_alone:
        if are_alone:
            put(connection, path)


@contextmanager
def _indexed_afterwards(connection: sqlite3.Connection, table: Table) -> Iterator[None]:
    """Fill a table of the ledger without its indexes and triggers, and make them again.

    That is a fifth of the work. The server has checked each row, and all of it is one transaction.
    """
    if not table.ledger:
        yield
        return
    made = connection.execute(
        "SELECT type, name, sql FROM sqlite_schema WHERE tbl_name = ? AND sql IS NOT NULL"
        " AND type IN ('index', 'trigger')",
        (table.name,),
    ).fetchall()
    for kind, name, _ in made:
        connection.execute(f'DROP {kind} "{name}"')
    yield
    for _, _, sql in made:
        connection.execute(sql)


def _stream(remote: Connection, table: Table) -> Iterator[tuple[Any, ...]]:
    with remote.cursor(name=f"all_{table.name}") as cursor:
        cursor.itersize = _AT_ONCE
        cursor.execute(select_from_server(table))
        yield from cursor


def rows_on_server(remote: Connection) -> Callable[[Table], Iterator[Sequence[Any]]]:
    """Return what gives the rows of a table on the server as a file has them, in the order of their
    keys, within its transaction.
    """
    return lambda table: map(from_server(table), _stream(remote, table))


def _put(connection: sqlite3.Connection, table: Table, rows: Iterable[tuple[Any, ...]]) -> None:
    made = from_server(table)
    each = iter(rows)
    while some := list(islice(each, _AT_ONCE)):
        connection.executemany(insert_into_file(table), map(made, some))


def pull(state: State, remote: Connection, connection: sqlite3.Connection) -> None:
    """Bring a replica forward within its transaction, to the `state` that the server shows."""
    before = _followed(connection)
    assert before is not None
    if before.number >= state.number:
        return  # another process of this computer was first
    changed: dict[str, list[int]] = dict(
        remote.execute(
            "SELECT table_name, array_agg(key) FROM changes WHERE number > %s GROUP BY table_name",
            (before.number,),
        ).fetchall()
    )
    write_as_ours(connection)
    for table in SENT:
        if table.name == "settings":
            _replace_settings(connection, remote)
        elif table.name in changed:
            _bring(connection, remote, table, changed[table.name])
    _end(connection, state, changed)


def _bring(
    connection: sqlite3.Connection, remote: Connection, table: Table, keys: list[int]
) -> None:
    if table.ledger:
        # Rows are never changed, and their keys grow in the order of the commits.
        last = connection.execute(f'SELECT max("{table.key}") FROM "{table.name}"').fetchone()[0]
        came = remote.execute(select_from_server(table, f'WHERE "{table.key}" > %s'), (last or 0,))
        _put(connection, table, came)
        return
    listed = remote.execute(select_from_server(table, f'WHERE "{table.key}" = ANY(%s)'), (keys,))
    if table.name == "commits":
        _put_commits(connection, table, listed.fetchall())
        return
    connection.executemany(
        f'DELETE FROM "{table.name}" WHERE "{table.key}" = ?', [(key,) for key in keys]
    )
    _put(connection, table, listed)


def _put_commits(connection: sqlite3.Connection, table: Table, rows: list[tuple[Any, ...]]) -> None:
    """Take commits in: of one that is there already, its head is new."""
    present = {number for (number,) in connection.execute("SELECT number FROM commits")}
    _put(connection, table, (row for row in rows if row[0] not in present))
    connection.executemany(
        "UPDATE commits SET head = ? WHERE number = ? AND head IS NULL",
        [(row[-1], row[0]) for row in rows if row[0] in present and row[-1] is not None],
    )


def _replace_settings(connection: sqlite3.Connection, remote: Connection) -> None:
    """Take the settings as they are on the server: triggers of the file changed them meanwhile."""
    table = BY_NAME["settings"]
    connection.execute("DELETE FROM settings")
    _put(connection, table, remote.execute(select_from_server(table)))


def _end(connection: sqlite3.Connection, state: State, touched: Iterable[str]) -> None:
    note(connection, state)
    refresh_contents(connection, touched)
    connection.execute("UPDATE writer SET writing = 0")


def note(connection: sqlite3.Connection, state: State) -> None:
    """Write down of which state of the server a replica is."""
    connection.execute("DELETE FROM settings WHERE name = ?", (OF_THE_REPLICA,))
    connection.execute(
        "INSERT INTO settings (name, value) VALUES (?, ?)",
        (OF_THE_REPLICA, json.dumps(state._asdict())),
    )


def forget(connection: sqlite3.Connection) -> None:
    """Make a copy of a replica a store of its own, that follows no server."""
    connection.execute("DELETE FROM settings WHERE name = ?", (OF_THE_REPLICA,))
    connection.execute("PRAGMA journal_mode = DELETE")
