"""Whether a table of a file is an export of a store, and of what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from mocgioi.domain.places import nfc
from mocgioi.outputs.export.columns import TITLES, columns_of, mark_column
from mocgioi.outputs.export.mark import Mark
from mocgioi.outputs.export.table import Column, heading

if TYPE_CHECKING:
    from mocgioi.sources import RawTable

WITHOUT_NULLS = (".tab", ".mif")
"""Endings of MapInfo, in which a number that is not known is 0."""

RETURNING = frozenset(TITLES) - {"observations", "cases"}
"""Kinds of which a file may come home edited: the others are what the ledger says, or follows."""


class Exported(NamedTuple):
    """A table that is an export: what it was made from, and which column each of its own is."""

    mark: Mark
    columns: Mapping[str, Column]


def exported(table: RawTable) -> Exported | None:
    """Return what a table was exported from; None where it is no export of ours."""
    marks = _names_of(mark_column())
    at = next((i for i, name in enumerate(table.header) if key_of(name) in marks), None)
    if at is None:
        return None
    cells = (row.values[at] for row in table.rows if at < len(row.values))
    mark = next((mark for cell in cells if (mark := Mark.parse(cell)) is not None), None)
    if mark is None or mark.kind not in RETURNING:
        return None
    known = {name: column for column in columns_of(mark.kind) for name in _names_of(column)}
    named = {name: key_of(name) for name in table.header}
    return Exported(mark, {name: known[key] for name, key in named.items() if key in known})


def with_nulls(table: RawTable, of: Exported, name: str) -> RawTable:
    """Return an export with the numbers that its format could not leave empty as empty cells."""
    if not name.lower().endswith(WITHOUT_NULLS):
        return table
    numbers = {n for n, column in of.columns.items() if column.kind in ("number", "whole")}
    at = {place for place, title in enumerate(table.header) if title in numbers}
    rows = [
        row._replace(
            values=tuple(
                None if value == 0 and place in at else value
                for place, value in enumerate(row.values)
            )
        )
        for row in table.rows
    ]
    return replace(table, rows=rows)


def flat(value: object) -> str:
    """Return a text in one line, its letters composed."""
    return " ".join(nfc(str(value)).split())


def key_of(name: object) -> str:
    """Return what two spellings of a heading have in common."""
    return flat(name).casefold()


def _names_of(column: Column) -> set[str]:
    """Return every heading that a column may have in an export."""
    titles = (heading(column, "vi"), heading(column, "en"))
    return {key_of(name) for name in (column.name, column.short, *titles)}
