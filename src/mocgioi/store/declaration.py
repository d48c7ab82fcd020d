"""How a table of the store is declared, and the columns that many of them have."""

from __future__ import annotations

from typing import NamedTuple


class Column(NamedTuple):
    """A column: SQL type with constraints, its Vietnamese title, and its code list if any."""

    name: str
    sql: str
    title: str
    codes: str | None = None


class Table(NamedTuple):
    """A table of the store.

    Attributes:
        name: as programs know it; title: Vietnamese, as QGIS shows it.
        description: what a row is.
        geometry: ``POINT``, ``MULTILINESTRING`` … for a layer, None for an attribute table.
        ledger: its rows are never changed or deleted.
        unique: columns of which no two rows have the same values.
        number: name of the primary key, where it is an identity of ours.
    """

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    geometry: str | None = None
    ledger: bool = False
    unique: tuple[str, ...] = ()
    number: str | None = None

    @property
    def key(self) -> str:
        """The integer primary key GeoPackage asks for."""
        return self.number or ("fid" if self.geometry else "id")


class Relation(NamedTuple):
    """Rows of one table related to rows of another (OGC 18-000, Related Tables Extension).

    Attributes:
        base, related: names of the tables; kind: ``media``, ``attributes`` … (clause 8).
        mapping: the table of pairs ``base_id``, ``related_id``.
    """

    base: str
    related: str
    kind: str
    mapping: str


UUID = "TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16))))"
GIVEN_UUID = "TEXT UNIQUE"
"""Of rows that other programs add: a trigger gives it. GDAL takes a DEFAULT that is an
expression for a word, and would give every row the same one."""
BOOLEAN = "BOOLEAN NOT NULL DEFAULT 0"
COMMIT = Column("commit_number", "INTEGER NOT NULL DEFAULT 0", "Lần ghi")
"""Which commit a row of the ledger came by; 0 in a store of an earlier version."""
ILLUSTRATIVE = Column("illustrative", BOOLEAN, "Số liệu minh họa")
SOURCE = Column("source", "TEXT", "Nguồn")
NOTE = Column("note", "TEXT", "Ghi chú")
EDITED_BY = Column("edited_by", "TEXT", "Người sửa")
"""Where the form of a GIS puts who edits; the trigger that records the edit empties it."""
