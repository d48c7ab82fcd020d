"""All that is made from the ledger, made anew: layers, guards, indexes, counts, descriptions.

Whatever another program did to them, nothing that was recorded is lost: the ledger says what
they were, and not one row of it is touched.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from mocgioi.errors import HINT, Hint, NotAStore
from mocgioi.store import chain, ddl, events, photos, wholeness
from mocgioi.store.declaration import Table
from mocgioi.store.explaining import FilePath
from mocgioi.store.geopackage import Row, Transaction, atomic, refresh_contents
from mocgioi.store.homes import OF_KIND, kind_of
from mocgioi.store.layers import identified
from mocgioi.store.schema import BY_NAME
from mocgioi.store.styles import put_styles

_OWN_IDENTITY = {"markers": "number"}
"""Layers whose rows have a UUID of their own beside the key by which events speak of them."""


def repair(connection: sqlite3.Connection, path: FilePath, styles: Mapping[str, str]) -> None:
    """Make everything anew that the ledger does not hold itself, in one transaction.

    Rows keep their keys (``fid``) and UUIDs where they still have them; `styles` are those of the
    layers, by table.

    Raises:
        NotAStore: a table of the ledger was written anew by another program, or is gone with
            what was in it.
    """
    present = ddl.parts(connection)
    missing = [table for table in chain.LEDGER if table.name not in present]
    for table in (*chain.LEDGER, chain.COMMITS):
        if table not in missing and not wholeness.is_as_declared(connection, table):
            raise _rewritten(table.name, path)
    connection.execute("PRAGMA foreign_keys = OFF")
    with atomic(connection, path) as transaction:
        for table in missing:
            _make_where_nothing_was(connection, table, path)
        connection.execute("DELETE FROM writer")
        connection.execute("INSERT INTO writer (writing) VALUES (1)")
        tables = {kind: OF_KIND[kind].table for kind in OF_KIND}
        kept = {name: _kept(connection, name) for name in ("markers", *tables.values())}
        for name in kept:
            ddl.drop_table(connection, BY_NAME[name])
        ddl.make_whole(connection)
        _fill(transaction, kept)
        photos.relate_all(transaction)
        put_styles(transaction, styles)
        refresh_contents(connection, BY_NAME)


def _make_where_nothing_was(connection: sqlite3.Connection, table: Table, path: FilePath) -> None:
    """Make a table of the ledger that is not there; the chain says whether it ever had a row."""
    ddl.add_missing_parts(connection)
    if any(commit.head not in (None, head) for commit, head in chain.heads(connection, 0)):
        raise _rewritten(table.name, path)


def _kept(connection: sqlite3.Connection, name: str) -> dict[str, Row]:
    """Return what a layer holds beside the fold, by the key of its rows: ``fid``, and UUIDs."""
    table = BY_NAME[name]
    columns = {row[1] for row in connection.execute(f'PRAGMA table_info("{name}")')}
    homes = {home.table: home.subject for home in OF_KIND.values()}
    key = _OWN_IDENTITY.get(name) or homes[name]
    wanted = [table.key, *(["uuid"] if name in _OWN_IDENTITY else [])]
    if not {key, *wanted} <= columns:
        return {}
    listed = ", ".join(f'"{column}"' for column in (key, *wanted))
    rows = connection.execute(f'SELECT {listed} FROM "{name}" WHERE "{key}" IS NOT NULL')
    return {str(row[0]): dict(zip(wanted, row[1:], strict=True)) for row in rows}


def _fill(transaction: Transaction, kept: Mapping[str, Mapping[str, Row]]) -> None:
    """Put the fold of every subject into its layer, each row under the key it had."""
    subjects = dict.fromkeys(
        (kind_of(aspect), subject)
        for aspect, subject in transaction.iterate(
            "SELECT aspect, subject FROM observations ORDER BY id"
        )
    )
    of_table: dict[str, dict[str, Row]] = {}
    for (kind, subject), row in events.rows_of(transaction, subjects):
        table, key = ("markers", "number") if kind is None else OF_KIND[kind][1:3]
        if row is not None:
            of_table.setdefault(table, {})[str(row[key])] = identified(kind, subject, row)
    for table, rows in of_table.items():
        former = {s: dict(kept[table][s]) for s in rows if s in kept[table]}
        _drop_doubtful(former, BY_NAME[table])
        for columns in sorted({tuple(sorted(found)) for found in former.values()}, reverse=True):
            alike = [s for s in rows if s in former and tuple(sorted(former[s])) == columns]
            transaction.insert(table, [{**rows[s], **former[s]} for s in alike])
        transaction.insert(table, [row for s, row in rows.items() if s not in former])


def _drop_doubtful(former: dict[str, Row], table: Table) -> None:
    """Leave out keys and UUIDs that are missing, or that another row has as well."""
    for column in (table.key, "uuid"):
        seen: set[object] = set()
        for found in former.values():
            if column in found and (found[column] is None or found[column] in seen):
                del found[column]
            else:
                seen.add(found.get(column))
    for subject in [s for s, found in former.items() if not found]:
        del former[subject]


def _rewritten(table: str, path: FilePath) -> NotAStore:
    return NotAStore(
        f"Bảng «{table}» của sổ ghi trong «{path}» đã bị chương trình khác ghi đè: không có gì để "
        f"dựng lại từ đó. Lấy lại bản sao: {HINT}.",
        f"The table “{table}” of the ledger in “{path}” was written anew by another program: there "
        f"is nothing to make it from. Bring back a copy: {HINT}.",
        hints=(Hint("restore", ("FILE",)),),
    )
