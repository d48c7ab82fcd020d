"""Rows of a declared table, as a server takes and gives them and as a file does."""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from typing import Any

from mocgioi.store.declaration import Table
from mocgioi.store.geometry import STORAGE_SRS_ID, decode_wkb, encode_point
from mocgioi.store.schema import TABLES
from mocgioi.store.server import styles
from mocgioi.store.writer import NEVER_HOLD_A_ROW

UNSENT = NEVER_HOLD_A_ROW | {"writer"}
"""Tables that never hold a row, or one that is of the file alone."""

SENT = (
    *(table for table in TABLES if table.name not in UNSENT and table.name != "settings"),
    *(table for table in TABLES if table.name == "settings"),
)
"""Every other table, in the order in which rows are sent: settings follow from the rest."""

_EMPTY = 0x11
"""Flags of a geometry that has no place, in little endian and without an envelope."""

OF_THE_REPLICA = "replica"
"""The setting of a replica that says of which state of the server it is."""


def columns_of(table: Table) -> tuple[str, ...]:
    """Return the columns of a table but its geometry: the key, then those declared."""
    return (table.key, *(column.name for column in table.columns))


def _as_text(value: Any) -> str:
    # SQLite takes a day that is a year alone for a number.
    return str(value)


_TO_SERVER: dict[str, Callable[[Any], Any]] = {
    "TEXT": _as_text,
    "DATE": _as_text,
    "DATETIME": _as_text,
    "DOUBLE": float,
    "INTEGER": int,
    "BOOLEAN": bool,
    "BLOB": bytes,
}


def names_on_server(table: Table) -> tuple[str, ...]:
    """Return the same columns as a server calls them, in quotes: QGIS writes styles so."""
    return tuple(f'"{name.lower()}"' for name in columns_of(table))


def kind_of(sql: str) -> str:
    """Return the first word of a column's declaration, without its length: ``TEXT``."""
    return sql.split()[0].partition("(")[0]


def to_server(table: Table) -> Callable[[Sequence[Any]], list[Any]]:
    """Return what makes a row of a file one of the server: columns, then the WKB of a geometry."""
    kinds = [_TO_SERVER[kind_of(column.sql)] for column in table.columns]
    kinds.insert(0, int)

    def made(row: Sequence[Any]) -> list[Any]:
        values = [
            None if value is None else kind(value) for kind, value in zip(kinds, row, strict=False)
        ]
        if table.geometry:
            values.append(None if row[-1] is None else decode_wkb(row[-1]))
        return values

    return made


def select_from_server(table: Table, where: str = "") -> str:
    """Return the SELECT of rows on the server, in the order of their keys, as `from_server` takes
    them: a geometry is its WKB and its four bounds.
    """
    own = styles.AS_IN_FILE if table.name == "layer_styles" else {}
    listed = ", ".join(own.get(name.strip('"'), name) for name in names_on_server(table))
    if table.geometry:
        listed += ", ST_AsBinary(geom, 'NDR'), ST_XMin(geom), ST_XMax(geom), ST_YMin(geom),"
        listed += " ST_YMax(geom)"
    return f'SELECT {listed} FROM "{table.name}" {where} ORDER BY "{table.key}"'


def from_server(table: Table) -> Callable[[Sequence[Any]], Sequence[Any]]:
    """Return what makes a row of the server one of a file: columns, then the geometry's blob."""
    if not table.geometry:
        return lambda row: row
    is_point = table.geometry == "POINT"

    def made(row: Sequence[Any]) -> Sequence[Any]:
        *values, wkb, west, east, south, north = row
        if wkb is None:
            return [*values, None]
        if west is None:
            return [*values, struct.pack("<2sBBi", b"GP", 0, _EMPTY, STORAGE_SRS_ID) + wkb]
        if is_point:
            return [*values, encode_point(west, south)]
        header = struct.pack("<2sBBidddd", b"GP", 0, 3, STORAGE_SRS_ID, west, east, south, north)
        return [*values, header + wkb]

    return made


def select_from_file(table: Table, where: str = "") -> str:
    """Return the SELECT of rows in a file, in the order of their keys, for `to_server`."""
    listed = ", ".join(f'"{name}"' for name in columns_of(table))
    listed += ", geom" if table.geometry else ""
    return f'SELECT {listed} FROM "{table.name}" {where} ORDER BY "{table.key}"'


def insert_into_file(table: Table) -> str:
    """Return the INSERT of a row into a file, as `from_server` makes it."""
    names = [*columns_of(table), *(["geom"] if table.geometry else [])]
    listed = ", ".join(f'"{name}"' for name in names)
    return f'INSERT INTO "{table.name}" ({listed}) VALUES ({", ".join("?" * len(names))})'
