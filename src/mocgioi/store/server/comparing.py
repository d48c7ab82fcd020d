"""A copy of a store beside what was copied: every row of every table, photographs among them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Any

from mocgioi.errors import HINT, Hint, UnreadableInput
from mocgioi.store.declaration import Table
from mocgioi.store.server.rows import OF_THE_REPLICA, SENT, select_from_file, to_server

Row = Sequence[Any]
Rows = Callable[[Table], Iterable[Row]]
"""Gives the rows of a table as a file has them, in the order of their keys."""


def of_file(connection: sqlite3.Connection) -> Rows:
    """Return what gives the rows of a store in a file."""
    return lambda table: connection.execute(select_from_file(table))


def refuse_differing(source: Rows, copy: Rows, place: str) -> None:
    """Refuse a copy that is not what was copied, to the last row.

    Args:
        source, copy: the two. place: of the copy.

    Raises:
        UnreadableInput: they differ; it names the first table in which they do, and the row.
    """
    for table in SENT:
        for sent, arrived in zip_longest(_own(table, source), _own(table, copy)):
            if sent is None or arrived is None or not _is_alike(table, sent, arrived):
                raise _differing(table, (sent or arrived or ("?",))[0], place)


def _own(table: Table, rows: Rows) -> Iterator[Row]:
    """Yield the rows of a table but the setting that a replica alone has."""
    return (row for row in rows(table) if table.name != "settings" or row[1] != OF_THE_REPLICA)


def _is_alike(table: Table, sent: Row, arrived: Row) -> bool:
    """Say whether two rows say the same: a geometry has several headers, a number several types."""
    if tuple(sent) == tuple(arrived):
        return True
    made = to_server(table)
    return made(sent) == made(arrived)


def _differing(table: Table, key: object, place: str) -> UnreadableInput:
    return UnreadableInput(
        f"Bản sao ở «{place}» không giống bản gốc (bảng «{table.name}», {table.key} {key}), nên "
        f"không giữ lại. Kiểm tra bản gốc: {HINT}.",
        f"The copy at “{place}” is not like what was copied (table “{table.name}”, {table.key} "
        f"{key}), and was not kept. Look at the original: {HINT}.",
        hints=(Hint("check", elsewhere=True),),
    )
