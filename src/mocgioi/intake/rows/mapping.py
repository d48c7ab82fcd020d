"""Which column is which, as a person said of an earlier file of the same shape."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from mocgioi.domain.batch import ColumnMapping
from mocgioi.domain.places import fold
from mocgioi.errors import Finding
from mocgioi.sources import Columns
from mocgioi.words.findings import finding


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
