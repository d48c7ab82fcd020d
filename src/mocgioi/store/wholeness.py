"""What a whole store has, and what a file lacks of it or has otherwise."""

from __future__ import annotations

import sqlite3

from mocgioi.store.ddl import OURS, parts
from mocgioi.store.declaration import Table
from mocgioi.store.schema import BY_NAME, LISTED, TABLES
from mocgioi.store.triggers import triggers


def is_as_declared(connection: sqlite3.Connection, table: Table) -> bool:
    """Say whether a table has the columns it was declared with; no other program made it anew."""
    [made] = connection.execute(
        "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?", (table.name,)
    ).fetchall() or [("",)]
    columns = connection.execute(f'PRAGMA table_info("{table.name}")').fetchall()
    types = {name: sql for _, name, sql, *_ in columns}
    declared = {column.name: column.sql.split()[0] for column in table.columns}
    return (
        "AUTOINCREMENT" in made[0].upper()
        and declared.items() <= types.items()
        and (not table.geometry or types.get("geom") == table.geometry)
        and (not table.ledger or _declared_unique(table) <= _unique(connection, table))
    )


def _declared_unique(table: Table) -> frozenset[str]:
    return frozenset(column.name for column in table.columns if " UNIQUE" in column.sql)


def _unique(connection: sqlite3.Connection, table: Table) -> frozenset[str]:
    """Return the columns of which no two rows of a table can have the same value."""
    indexes = connection.execute(f'PRAGMA index_list("{table.name}")').fetchall()
    found = [
        connection.execute(f'PRAGMA index_info("{name}")').fetchall()
        for _, name, is_unique, *_ in indexes
        if is_unique
    ]
    return frozenset(columns[0][2] for columns in found if len(columns) == 1)


def changed_parts(connection: sqlite3.Connection) -> list[str]:
    """Return names of triggers that say something else, and of tables that are described otherwise
    than a whole store has them.
    """
    present = parts(connection)
    changed = [
        name
        for name, sql in triggers().items()
        # GDAL says in its own words, wherever it adds a row, how it counts.
        if present.get(name, sql) != sql and "_feature_count_" not in name
    ]
    for table in TABLES:
        described = all(
            connection.execute(f"SELECT 1 FROM {sql} LIMIT 1", (table.name,)).fetchone()
            for sql in _descriptions(table)
        )
        (columns,) = connection.execute(
            "SELECT count(*) FROM gpkg_data_columns WHERE table_name = ?", (table.name,)
        ).fetchone()
        if not described or (table.name in LISTED and columns < len(table.columns)):
            changed.append(table.name)
    return changed


def _descriptions(table: Table) -> tuple[str, ...]:
    """Return where the rows stand that describe a table to other programs."""
    if table.name not in LISTED:
        return (f"gpkg_extensions WHERE extension_name = '{OURS}' AND table_name = ?",)
    of_any = ("gpkg_contents WHERE table_name = ?", "gpkg_ogr_contents WHERE table_name = ?")
    if not table.geometry:
        return of_any
    return (
        *of_any,
        "gpkg_geometry_columns WHERE column_name = 'geom' AND table_name = ?",
        "gpkg_extensions WHERE extension_name = 'gpkg_rtree_index' AND table_name = ?",
    )


def missing_parts(connection: sqlite3.Connection) -> list[str]:
    """Return names of tables and triggers a whole store has and this file lacks.

    A copy by QGIS *Save As* or ogr2ogr has the rows but none of the guards.
    """
    present = parts(connection)
    return [name for name in (*BY_NAME, *triggers()) if name not in present]
