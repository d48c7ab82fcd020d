"""Links laid under the text of cells: *vị trí*, and beneath it the address of a place on a map."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from mocgioi.errors import Finding
from mocgioi.records import NamedTuple
from mocgioi.sources.fields import fields_of
from mocgioi.sources.known import rank_of
from mocgioi.sources.pairs import Pair, pair
from mocgioi.sources.raw import RawRow, RawTable
from mocgioi.sources.spool import kept
from mocgioi.words.findings import finding

OF_PLACES = "Link bản đồ"
"""Heading of the column that is added for links under cells of another column."""


class Link(NamedTuple):
    """A cell, its row and column counted from 1, and the address under it."""

    row: int
    column: int
    address: str


def opened(table: RawTable, links: Sequence[Link]) -> tuple[RawTable, list[Finding]]:
    """Return a table in which the places that links keep can be read, and what is told of it.

    In a column of positions the address joins the text of its cell. Where the table has no
    column of positions, and the links that keep a place stand in one column, they become one.
    """
    if not table.first_column or not any(link.row > table.header_row for link in links):
        return table, []
    rows = {row.row for row in table.rows}
    of_table = {
        (link.row, link.column - table.first_column): link.address
        for link in links
        if link.row in rows and isinstance(pair(link.address), Pair)
    }
    positions = _positions(table)
    marked = {column for (_, column), address in of_table.items() if not _is_view(address)}
    is_alone = not positions and len(marked) == 1
    read = marked if is_alone else {column for _, column in of_table} & positions
    if not read:
        return table, []
    added = len(table.header) if is_alone else None
    header = (*table.header, OF_PLACES) if is_alone else table.header
    made = kept(_rows(table, of_table, read, added))
    column = header[added] if added is not None else table.header[min(read)]
    told = finding("cell-link", sheet=table.name, column=column)
    return replace(table, header=header, rows=made), [told]


def _rows(
    table: RawTable,
    addresses: Mapping[tuple[int, int], str],
    read: set[int],
    added: int | None,
) -> Iterator[RawRow]:
    for row in table.rows:
        values = list(row.values)
        for column in read:
            address = addresses.get((row.row, column))
            if address is None:
                continue
            at = column if added is None else added
            values += [None] * (at + 1 - len(values))
            before = str(values[at] or "").strip()
            if added is not None or not isinstance(pair(before), Pair):
                values[at] = f"{before} {address}".strip()
        yield row._replace(values=tuple(values))


def _is_view(address: str) -> bool:
    """Say whether a link keeps no more than the middle of a map that somebody looked at."""
    return "@" in address and "!3d" not in address


def _positions(table: RawTable) -> set[int]:
    """Return the columns of a table that hold positions, whole or half ones."""
    names = ("coordinates", "longitude", "latitude", "easting", "northing", "x", "y", "wkt")
    fields = [fields_of("surveys").get(name) for name in names]
    return {
        place
        for place, heading in enumerate(table.header)
        if heading and any(f is not None and rank_of(heading, f) is not None for f in fields)
    }
