"""Rows of the tables of the ledger as they were put in, to be put into another store."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from mocgioi.store.geopackage import Row
from mocgioi.store.schema import BY_NAME


def columns_of(table: str) -> list[str]:
    """Return the columns of a table but for the commit, which is of the store that has it."""
    return [column.name for column in BY_NAME[table].columns if column.name != "commit_number"]


def rows_of(
    source: sqlite3.Connection, table: str, where: str = "1", given: Sequence[str] = ()
) -> Iterator[Row]:
    """Yield the rows of a table without their commit, in the order in which they came.

    Args:
        where: SQL of the condition. given: what stands in its places.
    """
    columns = columns_of(table)
    listed = ", ".join(f'"{column}"' for column in columns)
    found = source.execute(
        f'SELECT {listed} FROM "{table}" WHERE {where} ORDER BY {BY_NAME[table].key}', given
    )
    for row in found:
        yield dict(zip(columns, row, strict=True))
