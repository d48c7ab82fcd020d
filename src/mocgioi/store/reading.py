"""The register and what stands around it, read back as domain values.

Kept apart from the writing side so that a report starts without it.
"""

from __future__ import annotations

import sqlite3
from typing import Any, TypeVar

from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.position import Position
from mocgioi.domain.register import (
    BoundaryPiece,
    Commune,
    Contribution,
    Gate,
    MarkerEntry,
    Post,
    Project,
    PublishedFigure,
    Road,
)
from mocgioi.store.geopackage import decode_point, decode_wkb

Item = TypeVar(
    "Item", Commune, Post, Gate, BoundaryPiece, Road, Project, Contribution, PublishedFigure
)

TABLE: dict[type, tuple[str, tuple[str, ...]]] = {
    Commune: ("communes", ("code",)),
    Post: ("posts", ("code",)),
    Gate: ("gates", ("name",)),
    BoundaryPiece: ("boundary", ()),
    Road: ("roads", ("name", "serves", "road_class")),
    Project: ("projects", ("code",)),
    Contribution: ("contributions", ("project", "donor", "kind")),
    PublishedFigure: ("published", ("measure", "as_of", "source")),
}
"""The table of each kind of item, and the columns that identify one in it."""

LISTS = {"communes", "serves"}
SEPARATOR = "; "

LAYERS = (Commune, Post, Gate, BoundaryPiece, Road)
RENAMED = {"commune": "commune_code"}

ATTRIBUTES = ("grouping", "size", "material", "note", "source")
"""Columns of a marker that are no aspects: what its register says of the stone itself."""


def column_names(kind: type[Item]) -> list[str]:
    """Return the fields of an item that are columns of its table."""
    skipped = {"geometry", "row", "uuid"}
    if kind in (Post, Gate):
        skipped |= {"longitude", "latitude"}
    return [name for name in kind._fields if name not in skipped]


def read_items(
    connection: sqlite3.Connection, kind: type[Item], *, geometry: bool = True
) -> list[Item]:
    """Return every item of a kind, in the order it was put in.

    Args:
        connection: a reading connection.
        kind: `Commune`, `Post`, `Gate`, `BoundaryPiece`, `Road`, `Project`, `Contribution`
            or `PublishedFigure`.
        geometry: whether to bring lines and polygons; without, their geometry is empty.
    """
    table, _ = TABLE[kind]
    names = [*column_names(kind), *(["uuid"] if kind is Road else [])]
    columns = [RENAMED.get(n, n) if kind is BoundaryPiece else n for n in names]
    listed = ", ".join(f'"{name}"' for name in columns)
    point = kind in (Post, Gate)
    blob = "geom" if kind in LAYERS and (geometry or point) else "NULL"
    order = "fid" if kind in LAYERS else "id"
    items = []
    for row in connection.execute(f'SELECT {blob}, {listed} FROM "{table}" ORDER BY {order}'):
        values: dict[str, Any] = dict(zip(names, row[1:], strict=True))
        for name in LISTS & values.keys():
            values[name] = tuple((values[name] or "").split(SEPARATOR)) if values[name] else ()
        for name in ("illustrative", "as_of_inferred"):
            if name in values:
                values[name] = bool(values[name])
        if point and row[0] is not None:
            values["longitude"], values["latitude"] = decode_point(row[0])
        elif kind in LAYERS and not point:
            values["geometry"] = decode_wkb(row[0]) if row[0] is not None else _NO_GEOMETRY[kind]
        items.append(kind(**values))
    return items


_NO_GEOMETRY: dict[type, bytes | None] = {Commune: None, BoundaryPiece: b"", Road: b""}


def read_markers(connection: sqlite3.Connection) -> dict[str, MarkerEntry]:
    """Return the register as it stands today, by marker number, in border order."""
    entries = []
    for row in connection.execute(
        "SELECT number, geom, commune_code, post_code, needs_road, illustrative,"
        f" {', '.join(ATTRIBUTES)} FROM markers"
    ):
        number, blob, commune, post, need, illustrative, *attributes = row
        entries.append(
            MarkerEntry(
                number=MarkerNumber.parse(number),
                position=Position(*decode_point(blob)) if blob is not None else None,
                commune=commune,
                post=post,
                needs_road=need,
                illustrative=bool(illustrative),
                **dict(zip(ATTRIBUTES, attributes, strict=True)),
            )
        )
    return {str(entry.number): entry for entry in sorted(entries, key=lambda e: e.number)}


def border_km(connection: sqlite3.Connection) -> dict[str, float | None]:
    """Return each marker's distance along the border line, km from its north-western end."""
    return dict(connection.execute("SELECT number, border_km FROM markers").fetchall())


def placed_markers(connection: sqlite3.Connection) -> frozenset[str]:
    """Return the numbers of the markers that have a position."""
    return frozenset(
        number for (number,) in connection.execute("SELECT number FROM markers WHERE geom NOT NULL")
    )


def is_illustrative(connection: sqlite3.Connection) -> bool:
    """Say whether the store holds markers made up for a demonstration."""
    found = connection.execute("SELECT 1 FROM markers WHERE illustrative LIMIT 1").fetchone()
    return found is not None
