"""The register and what stands around it, read back as domain values.

Kept apart from the writing side so that a report starts without it.
"""

import sqlite3
from typing import Any, NamedTuple, TypeVar

from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.position import Position
from mocgioi.domain.register import MarkerEntry
from mocgioi.store.events import rows
from mocgioi.store.geometry import decode_point, decode_wkb
from mocgioi.store.geopackage import Transaction

Item = TypeVar("Item", bound=tuple[Any, ...])
"""A kind of item: a class of `domain` named in `HOMES`."""


class Home(NamedTuple):
    """Where items of one kind are kept.

    Attributes:
        table: its name; key: the columns that identify an item in it.
        geometry: ``point``, ``shape`` (lines and areas), or None.
    """

    table: str
    key: tuple[str, ...]
    geometry: str | None = None

    @property
    def primary_key(self) -> str:
        """The integer primary key of the table: the order items were put in."""
        return "fid" if self.geometry else "id"


HOMES = {
    "Commune": Home("communes", ("code",), "shape"),
    "Post": Home("posts", ("code",), "point"),
    "Gate": Home("gates", ("name",), "point"),
    "BoundaryPiece": Home("boundary", (), "shape"),
    "Road": Home("roads", ("name", "serves", "road_class"), "shape"),
    "Project": Home("projects", ("code",)),
    "Contribution": Home("contributions", ("project", "donor", "kind")),
    "PublishedFigure": Home("published", ("measure", "as_of", "source")),
}
"""By the name of the kind, so that a report starts without the kinds it does not use."""

LISTS = frozenset({"communes", "serves"})
"""Columns that hold several values, with `SEPARATOR` between."""
SEPARATOR = "; "
_BOOLEANS = frozenset({"illustrative", "as_of_inferred"})
_PLACE = ("longitude", "latitude")

ATTRIBUTES = ("grouping", "size", "material", "note", "source")
"""Columns of a marker that are no aspects: what its register says of the stone itself."""


def column_of(kind: type, field: str) -> str | None:
    """Return the column that holds a field of an item; None for what the geometry holds."""
    if field in ("geometry", "row") or (
        HOMES[kind.__name__].geometry == "point" and field in _PLACE
    ):
        return None
    return "commune_code" if (kind.__name__, field) == ("BoundaryPiece", "commune") else field


def fields_of(kind: type) -> tuple[str, ...]:
    """Return the names of an item's fields."""
    names: tuple[str, ...] = kind._fields  # type: ignore[attr-defined]
    return names


def read_items(
    connection: sqlite3.Connection, kind: type[Item], *, geometry: bool = True
) -> list[Item]:
    """Return every item of a kind, in the order it was put in.

    Args:
        connection: a reading connection.
        kind: a class named in `HOMES`.
        geometry: whether to bring lines and areas; without, their geometry is empty.
    """
    home = HOMES[kind.__name__]
    fields = fields_of(kind)
    columns = [column_of(kind, field) for field in fields]
    blob = "geom" if home.geometry == "point" or (home.geometry and geometry) else "NULL"
    listed = ", ".join([blob, *(f'"{column}"' if column else "NULL" for column in columns)])
    lists = [place for place, field in enumerate(fields) if field in LISTS]
    booleans = [place for place, field in enumerate(fields) if field in _BOOLEANS]
    shape = fields.index("geometry") if home.geometry == "shape" else None
    items = []
    for held, *values in connection.execute(
        f'SELECT {listed} FROM "{home.table}" ORDER BY {home.primary_key}'
    ):
        for place in lists:
            values[place] = tuple(values[place].split(SEPARATOR)) if values[place] else ()
        for place in booleans:
            values[place] = bool(values[place])
        if shape is not None:
            values[shape] = _shape(kind, held)
        elif held is not None:
            at = fields.index(_PLACE[0])
            values[at : at + 2] = decode_point(held)
        items.append(kind(*values))
    return items


def _shape(kind: type, blob: bytes | None) -> bytes | None:
    """Return the line or area of an item; None is a commune's own word for none."""
    if blob is None:
        return None if kind.__name__ == "Commune" else b""
    return decode_wkb(blob)


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


def marker_numbers(source: sqlite3.Connection | Transaction) -> frozenset[str]:
    """Return the numbers of the register."""
    return frozenset(number for (number,) in rows(source, "SELECT number FROM markers"))


def is_illustrative(source: sqlite3.Connection | Transaction) -> bool:
    """Say whether the store holds markers made up for a demonstration."""
    return bool(rows(source, "SELECT 1 FROM markers WHERE illustrative LIMIT 1"))


def reported_days(connection: sqlite3.Connection) -> frozenset[str]:
    """Return the days that reports published from this store spoke of, ISO."""
    return frozenset(day for (day,) in connection.execute("SELECT as_of FROM publications"))


def is_real(source: sqlite3.Connection | Transaction) -> bool:
    """Say whether a store holds real markers: some, and none of them made up."""
    return bool(rows(source, "SELECT 1 FROM markers LIMIT 1")) and not is_illustrative(source)
