"""Which column is which, as a person says of a file, or said of one of the same shape."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence

from mocgioi.domain.batch import ColumnMapping
from mocgioi.domain.places import fold
from mocgioi.errors import Finding
from mocgioi.intake.rows.known import Known
from mocgioi.records import NamedTuple
from mocgioi.sources import Cell, Columns, RawFile, RawTable, fields_of, recognise
from mocgioi.words.findings import finding


class Recognised(NamedTuple):
    """A table of a file, and which of its columns is which.

    Attributes:
        asked: what a person says of its headings now, by field.
        remembered: what was said of a file of its shape before; again: what of that is used.
    """

    table: RawTable
    columns: Columns
    shape: str
    asked: dict[str, str]
    remembered: Mapping[str, str]
    again: dict[str, str]


def recognised(
    raw: RawFile,
    kind: str,
    asked: Mapping[str, str],
    known: Known,
    given: Callable[[RawTable], Mapping[str, Cell]] = lambda _: {},
) -> list[Recognised]:
    """Return each table of a file with its columns.

    What a person says of a heading concerns the tables that have it.

    Args:
        raw, kind, known, given: as `mocgioi.intake.rows.taking.Taking` takes them.
        asked: field → heading, as the user said.
    """
    fields = fields_of(kind)
    headings = [frozenset(map(fold, table.header)) for table in raw.tables]
    anywhere = frozenset().union(*headings)
    read = []
    for table, own in zip(raw.tables, headings, strict=True):
        of_table = {
            name: heading
            for name, heading in asked.items()
            if name.partition("@")[0] not in fields
            or fold(heading) in own
            or fold(heading) not in anywhere
        }
        shape = shape_of(kind, table.header)
        remembered = known.mappings.get(shape, {})
        again = usable(remembered, of_table, table.header)
        columns = recognise(
            table.header,
            fields,
            {**again, **of_table},
            given=given(table),
            sheet=table.name,
            header_row=table.header_row,
        )
        read.append(Recognised(table, columns, shape, of_table, remembered, again))
    return read


def shape_of(kind: str, header: Sequence[str]) -> str:
    """Return the shape of a table: its kind, and a hash of the set of its headings.

    Their order, case and diacritics do not matter; one more or one less makes another shape.

    >>> shape_of("surveys", ["Mốc", "Ngày"]) == shape_of("surveys", ["ngày", "MỐC", ""])
    True
    >>> shape_of("surveys", ["Mốc", "Ngày"]) == shape_of("roads", ["Mốc", "Ngày"])
    False
    """
    headings = sorted({key for heading in header if (key := fold(heading))})
    digest = hashlib.sha256("\n".join(headings).encode()).hexdigest()
    return f"{kind} {digest[:32]}"


def usable(
    remembered: Mapping[str, str], asked: Mapping[str, str], header: Sequence[str]
) -> dict[str, str]:
    """Return what is remembered and not said otherwise now, by field.

    A heading that is now said to be another field's is that field's.
    """
    taken = {fold(heading) for heading in asked.values()}
    return {
        field: heading
        for field, heading in remembered.items()
        if field not in asked and fold(heading) not in taken and heading in header
    }


def reused(used: Mapping[str, str], sheet: str | None) -> list[Finding]:
    """Return the notice ``mapping-remembered`` where what was said before was used."""
    if not used:
        return []
    listed = ", ".join(f"{field}=«{heading}»" for field, heading in used.items())
    field, heading = next(iter(used.items()))
    option = f"--column {field}=…"
    return [
        finding("mapping-remembered", sheet=sheet, column=heading, columns=listed, option=option)
    ]


def to_remember(
    shape: str, asked: Mapping[str, str], columns: Columns, remembered: Mapping[str, str]
) -> list[ColumnMapping]:
    """Return what was said of a table's columns and is not remembered yet."""
    return [
        ColumnMapping(shape, field, heading)
        for field in asked
        if (heading := columns.heading(field)) is not None and remembered.get(field) != heading
    ]
