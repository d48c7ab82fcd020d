"""The GeoPackage as a file: opened, written in one transaction, kept true.

Clauses cited are of OGC 12-128r17 (GeoPackage 1.3). Layers are edited in place through one
SQLite connection; while it is open nothing else in the process may open the file, or
SQLite's POSIX locks are lost.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from itertools import chain, islice
from operator import itemgetter

from mocgioi.errors import HINT, Hint, NotAStore
from mocgioi.store import commits
from mocgioi.store.explaining import FilePath, refuse_old_sqlite, translated
from mocgioi.typed import Any

APPLICATION_ID = 0x47504B47
"""``GPKG`` (Requirement 2)."""

GEOPACKAGE_VERSION = 10300
"""GeoPackage 1.3 (Requirement 2): the newest that every reader in use accepts."""

BUSY_TIMEOUT_S = 30.0
WRITTEN_AT_ONCE_KIB = 16_000
"""Pages that a write keeps in memory: with the 2 MB of SQLite a file of 100,000 rows takes
the pages of its indexes from the disk again and again, half as long as all else."""
_VALUES_AT_ONCE = 9_000
"""In one statement, of the 32,766 that SQLite takes. One of several rows costs a third less than
one for each in a table with triggers, half without; each of another length is prepared anew."""
_SILENT_S = 2.0
"""How long a writer waits for another one before it says so."""


def connect(
    path: FilePath,
    *,
    write: bool = False,
    create: bool = False,
    named: FilePath | None = None,
) -> sqlite3.Connection:
    """Open a GeoPackage; to read only by default, so that not one byte of it changes.

    Args:
        path: the file.
        write: open to write: geometry functions registered, ``synchronous=EXTRA``, the
            journal mode left as found.
        create: make the file if it is not there; its folder must exist.
        named: what an error calls the file, where that is another name than it has.

    Raises:
        NotAStore: nothing is there, or it is no SQLite file.
        CannotWrite: the folder or file cannot be written.
        NotInstalled: see `refuse_old_sqlite`.
    """
    refuse_old_sqlite()
    if os.path.isdir(path):  # noqa: PTH112
        raise NotAStore(
            f"«{path}» là một thư mục. Hãy chỉ tệp kho số liệu (.gpkg).",
            f"“{path}” is a folder. Name the file of the store (.gpkg).",
        )
    if not create and not os.path.isfile(path):  # noqa: PTH113
        raise NotAStore(
            f"Không có kho số liệu «{path}». Tạo mới: {HINT}, hoặc dùng thử: {HINT}.",
            f"There is no store “{path}”. Make one with {HINT}, or try {HINT}.",
            hints=(Hint("init"), Hint("demo", elsewhere=True)),
        )
    mode = "rwc" if create else "rw" if write else "ro"
    with translated(named or path, writing=write or create):
        connection = sqlite3.connect(
            uri_of(path, mode), uri=True, timeout=BUSY_TIMEOUT_S, isolation_level=None
        )
        try:
            if write or create:
                connection.execute("PRAGMA synchronous=EXTRA")
                connection.execute(f"PRAGMA cache_size=-{WRITTEN_AT_ONCE_KIB}")
                connection.execute("PRAGMA trusted_schema=ON")
                _register_geometry_functions(connection)
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError as error:
            connection.close()
            if write or getattr(error, "sqlite_errorname", "") != "SQLITE_READONLY_ROLLBACK":
                raise
            _finish_interrupted_write(path)
            return connect(path)
        except BaseException:
            connection.close()
            raise
    return connection


def uri_of(path: FilePath, mode: str) -> str:
    """Return a file as SQLite's URI (https://sqlite.org/uri.html)."""
    text = os.path.abspath(path).replace(os.sep, "/")  # noqa: PTH100
    for sign, escaped in (("%", "%25"), ("?", "%3f"), ("#", "%23")):
        text = text.replace(sign, escaped)
    return f"file:{'' if text.startswith('/') else '/'}{text}?mode={mode}"


def _register_geometry_functions(connection: sqlite3.Connection) -> None:
    """Give a connection what the triggers of the layers call, where something is written."""
    from mocgioi.store.geometry import register_geometry_functions

    register_geometry_functions(connection)


def _finish_interrupted_write(path: FilePath) -> None:
    """Let SQLite roll back what a crash left in the journal, by opening to write once."""
    connection = connect(path, write=True)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    finally:
        connection.close()


Row = dict[str, Any]
"""A row of a table by column: what SQLite takes and gives, text, numbers, bytes or None."""


class Transaction:
    """The writing end of a transaction: it knows which tables it touched.

    All writes go through `insert`, `update` and `clear`, so that ``gpkg_contents`` is kept true for
    exactly the tables that changed. The first one marks the transaction as ours: triggers that
    record other programs' edits stay quiet. Ledger rows get the number of its commit, by `author`.

    Args:
        connection: in its transaction.
        clock: gives now (UTC). touching: called with each table before it is written first.

    Attributes:
        measures: whether it may store what is measured along roads: on a server no post does.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        *,
        clock: Callable[[], datetime] = commits.of_this_machine,
        touching: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._connection = connection
        self._clock = clock
        self._touching = touching
        self._last_instant: str | None = None
        self.touched: set[str] = set()
        self.author: str | None = None
        self.measures = True

    @cached_property
    def commit_number(self) -> int:
        """Number of the commit that this becomes, if it brings events."""
        return commits.next_number(self._connection)

    def instant(self) -> str:
        """Return now by the clock (UTC), after every instant this transaction or the last
        commit had, unless the clock stands far behind it.
        """
        last = self._last_instant or commits.last_committed_at(self._connection)
        self._last_instant = commits.instant_after(last, self._clock)
        return self._last_instant

    @property
    def reader(self) -> sqlite3.Connection:
        """The connection of the transaction, for what reads a store: it sees what was written."""
        return self._connection

    def read(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a SELECT."""
        return self._connection.execute(sql, parameters).fetchall()

    def iterate(self, sql: str, parameters: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a SELECT one by one."""
        return iter(self._connection.execute(sql, parameters))

    def stage(self, sql: str, rows: Iterable[Sequence[Any]] | None = None) -> None:
        """Run a statement on a temporary table: once, or once for each of `rows`.

        It is no write to the store, and `touched` does not know of it.
        """
        if rows is None:
            self._connection.execute(sql)
        else:
            self._connection.executemany(sql, rows)

    def stage_rows(self, table: str, width: int, rows: Iterable[Sequence[Any]]) -> None:
        """Insert rows of so many values into a temporary table, as `stage` does of a few."""
        self._in_groups(f"INSERT INTO temp.{table} VALUES {{}}", width, rows)

    def insert_from(self, table: str, sql: str, parameters: Sequence[Any] = ()) -> None:
        """Insert what a SELECT gives: `sql` is the whole ``INSERT INTO table … SELECT …``."""
        self.touch(table)
        self._connection.execute(sql, parameters)

    def insert(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Insert rows, all with the same columns; they are walked through once."""
        records = iter(rows)
        first = next(records, None)
        if first is None:
            return
        self.touch(table)
        columns = list(first)
        values: Iterable[Sequence[Any]] = map(_values_of(columns), chain((first,), records))
        if self._is_ledger(table):
            columns.append("commit_number")
            stamp = (self.commit_number,)
            values = ((*row, *stamp) for row in values)
        names = ", ".join(f'"{column}"' for column in columns)
        self._in_groups(
            f'INSERT INTO "{table}" ({names}) VALUES {{}}',
            len(columns),
            values,
            most=1 if _has_blobs(table) else None,
        )

    def update(self, table: str, key: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Update rows found by the value of column `key`, which differs from row to row.

        All rows have the same columns.
        """
        records = list(rows)
        if not records:
            return
        self.touch(table)
        columns = [key, *(column for column in records[0] if column != key)]
        names = ", ".join(f'"{column}"' for column in columns)
        changes = ", ".join(f'"{column}" = given."{column}"' for column in columns[1:])
        self._in_groups(
            f"WITH given({names}) AS (VALUES {{}})"
            f' UPDATE "{table}" SET {changes} FROM given WHERE "{table}"."{key}" = given."{key}"',
            len(columns),
            map(_values_of(columns), records),
        )

    def _in_groups(
        self, sql: str, width: int, rows: Iterable[Sequence[Any]], *, most: int | None = None
    ) -> None:
        """Run a statement with as many rows at a time as it may have values.

        Args:
            sql: with ``{}`` where its rows stand. width: the values of a row.
            most: rows at a time, where these are large.
        """
        row = f"({', '.join('?' * width)})"
        size, left = most or max(1, _VALUES_AT_ONCE // width), iter(rows)
        while some := list(islice(left, size)):
            values = list(chain.from_iterable(some))
            self._connection.execute(sql.format(", ".join([row] * len(some))), values)

    def delete(self, table: str, key: str, values: Iterable[Any]) -> None:
        """Delete the rows that have one of `values` in column `key`."""
        gone = [(value,) for value in values]
        if gone:
            self.touch(table)
            self._connection.executemany(f'DELETE FROM "{table}" WHERE "{key}" = ?', gone)

    def clear(self, table: str) -> None:
        """Delete every row of a derived table."""
        self.touch(table)
        self._connection.execute(f'DELETE FROM "{table}"')

    def end(self) -> None:
        """Bring up to date what is kept about the tables touched, and seal the commit."""
        if not self.touched:
            return
        from mocgioi.store import chain

        if any(map(self._is_ledger, self.touched)):
            ended = commits.ended_at(self._last_instant, self._clock)
            self.insert("commits", [commits.row(self.commit_number, ended, self.author)])
        chain.seal(self._connection)
        refresh_contents(self._connection, self.touched)
        self._connection.execute("UPDATE writer SET writing = 0")

    def _is_ledger(self, table: str) -> bool:
        from mocgioi.store.schema import BY_NAME

        return BY_NAME[table].ledger

    def touch(self, table: str) -> None:
        """Count a table as written to: what is kept about it is brought up to date at the end."""
        if not self.touched:
            from mocgioi.store.writer import write_as_ours

            write_as_ours(self._connection)
        if table not in self.touched:
            self._touching(table)
        self.touched.add(table)


def _has_blobs(table: str) -> bool:
    """Say whether a row of a table may be of megabytes, such as a photograph."""
    from mocgioi.store.schema import BY_NAME

    return any(column.sql.startswith("BLOB") for column in BY_NAME[table].columns)


def _values_of(columns: Sequence[str]) -> Callable[[Mapping[str, Any]], Sequence[Any]]:
    """Return what gives the values of some columns of a row, in their order."""
    if len(columns) == 1:
        return lambda row: (row[columns[0]],)
    return itemgetter(*columns)


@contextmanager
def atomic(
    connection: sqlite3.Connection,
    path: FilePath,
    waiting: Callable[[], None] = lambda: None,
    *,
    patient: bool = True,
) -> Iterator[Transaction]:
    """One write transaction: all of it, or nothing of it.

    Begins IMMEDIATE and brings ``gpkg_contents`` up to date before COMMIT. A block that
    wrote nothing leaves not one byte changed.

    Args:
        connection: open to write. path: its file, to name it in errors.
        waiting: called once where another program has been writing for `_SILENT_S` and is
            waited for.
        patient: wait for another program at all.
    """
    with translated(path):
        begin(connection, waiting, patient=patient)
        try:
            transaction = Transaction(connection)
            yield transaction
            transaction.end()
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def begin(
    connection: sqlite3.Connection, waiting: Callable[[], None], *, patient: bool = True
) -> None:
    """Begin a transaction that writes; `waiting` and `patient` as for `atomic`."""
    silent_ms = _SILENT_S * 1000 if patient else 0
    connection.execute(f"PRAGMA busy_timeout = {silent_ms:.0f}")
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        is_busy = getattr(error, "sqlite_errorname", "").startswith("SQLITE_BUSY")
        if not is_busy or not patient:
            raise
        waiting()
        connection.execute(f"PRAGMA busy_timeout = {(BUSY_TIMEOUT_S - _SILENT_S) * 1000:.0f}")
        connection.execute("BEGIN IMMEDIATE")


def refresh_contents(connection: sqlite3.Connection, tables: Iterable[str]) -> None:
    """Keep bounds, ``last_change`` (clause 1.1.3) and the cached count of changed tables true."""
    for table in sorted(tables):
        geometry = connection.execute(
            "SELECT column_name FROM gpkg_geometry_columns WHERE table_name = ?", (table,)
        ).fetchone()
        bounds: tuple[float | None, ...] = (None, None, None, None)
        if geometry is not None:
            bounds = connection.execute(
                f'SELECT min(ST_MinX("{geometry[0]}")), min(ST_MinY("{geometry[0]}")),'
                f' max(ST_MaxX("{geometry[0]}")), max(ST_MaxY("{geometry[0]}")) FROM "{table}"'
            ).fetchone()
        connection.execute(
            "UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ?,"
            " last_change = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE table_name = ?",
            (*bounds, table),
        )
        connection.execute(
            "UPDATE gpkg_ogr_contents"
            f' SET feature_count = (SELECT count(*) FROM "{table}") WHERE table_name = ?',
            (table,),
        )


def private_copy(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Return a copy of a store, ready to write, that nobody else sees."""
    copy = private()
    connection.backup(copy)
    return copy


def private() -> sqlite3.Connection:
    """Return a database of nothing yet, ready to write, that nobody else sees.

    It is SQLite's own temporary database: in memory while it is small, and in a file without
    a name where a store full of photographs would not fit.
    """
    connection = sqlite3.connect("", isolation_level=None)
    connection.execute("PRAGMA trusted_schema=ON")
    _register_geometry_functions(connection)
    return connection
