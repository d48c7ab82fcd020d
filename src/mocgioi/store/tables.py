"""Any table of the store as it stands, row by row, for frames and exports."""

from __future__ import annotations

from typing import Any, NamedTuple

from mocgioi.errors import UsageError
from mocgioi.store.geometry import decode_wkb
from mocgioi.store.handle import Store
from mocgioi.store.schema import BY_NAME

READABLE = tuple(name for name in BY_NAME if name != "writer")


class TableContent(NamedTuple):
    """A table's rows.

    Attributes:
        columns: names; booleans: which of them hold 0 or 1.
        rows: values in the order of `columns`, in the order they were put in.
        geometries: WKB in EPSG:4326 or None for each row; None for a table without geometry.
    """

    columns: tuple[str, ...]
    booleans: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    geometries: list[bytes | None] | None


def read_table(store: Store, name: str) -> TableContent:
    """Return a table as it stands, without the bytes of photographs (`photos.content`).

    Raises:
        UsageError: there is no such table.
    """
    if name not in READABLE:
        listed = ", ".join(READABLE)
        raise UsageError(
            f"Không có bảng «{name}». Có: {listed}.", f"No table “{name}”. There are: {listed}."
        )
    table = BY_NAME[name]
    columns = tuple(c.name for c in table.columns if not c.sql.startswith("BLOB"))
    listed = ", ".join(f'"{column}"' for column in columns)
    blob = "geom" if table.geometry else "NULL"
    with store.reading() as connection:
        rows = connection.execute(
            f'SELECT {blob}, {listed} FROM "{name}" ORDER BY {table.key}'
        ).fetchall()
    wkb = [None if row[0] is None else decode_wkb(row[0]) for row in rows]
    return TableContent(
        columns,
        tuple(column.name for column in table.columns if column.sql.startswith("BOOLEAN")),
        [row[1:] for row in rows],
        wkb if table.geometry else None,
    )
