"""What is exported: rows with columns that people read, and where they lie on the ground."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from mocgioi.domain.vocabulary import CODE_LISTS, GATE_KINDS
from mocgioi.errors import Language, Text

Kind = Literal["text", "number", "whole", "day", "instant", "yes"]

MARK = "exported"
"""The last column of what may come home: of what, of which day and state the file was made."""

LABEL = "_label"
"""What the name of a column of labels ends in, after that of the codes it is about."""

EXPORT_LISTS = {**CODE_LISTS, "gate_kind": GATE_KINDS}
"""Code lists by the name under which a column speaks of them."""

LONGEST_TEXT = 254
"""Bytes of a text in a shapefile or a MapInfo table."""


class Column(NamedTuple):
    """A column of a file.

    Attributes:
        name: English code, as programs read it. title: as people read it.
        short: at most ten letters, for a shapefile.
        kind: what its cells hold; days are `datetime.date`, instants ISO text in UTC.
        codes: the code list whose codes it holds, if any.
    """

    name: str
    title: Text
    short: str
    kind: Kind = "text"
    codes: str | None = None


class Table(NamedTuple):
    """A kind of things as of a day.

    Attributes:
        kind: what `export` is asked for. title: for people.
        columns: in the order in which they are read; rows: cells in that order.
        shapes: WKB by row, longitude and latitude or, where `crs` says so, metres; None: the
            kind has no place on the ground. geometry: ``Point``, ``MultiLineString`` …
        crs: what `shapes` are in.
        as_of: ISO day. lang: of labels and titles. illustrative: some row is made up.
    """

    kind: str
    title: Text
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Any, ...]]
    shapes: Sequence[bytes | None] | None
    geometry: str | None
    crs: str
    as_of: str
    lang: Language
    illustrative: bool = False

    def at(self, name: str) -> int | None:
        """Return the place of a column, None where there is none of that name."""
        return next((i for i, column in enumerate(self.columns) if column.name == name), None)

    def without(self, *names: str) -> Table:
        """Return the table without some columns."""
        kept = [i for i, column in enumerate(self.columns) if column.name not in names]
        return self._replace(
            columns=tuple(self.columns[i] for i in kept),
            rows=[tuple(row[i] for i in kept) for row in self.rows],
        )

    def for_people(self) -> Table:
        """Return the table with labels in the place of codes, for what is read by people alone."""
        labelled = {column.name for column in self.columns if column.name.endswith(LABEL)}
        return self.without(*(name.removesuffix(LABEL) for name in labelled))


def heading(column: Column, lang: Language) -> str:
    """Return what stands over a column for people, its first letter a capital."""
    title = column.title.to(lang)
    return title[:1].upper() + title[1:]


def name_of(table: Table, row: Sequence[Any]) -> str:
    """Return what a row is called on a map: the number of a marker, the name of anything else."""
    for name in ("number", "name", "commune_name", "donor", "uuid"):
        at = table.at(name)
        if at is not None and row[at]:
            return str(row[at])
    return ""


def shortened(text: str) -> str:
    """Return as much of a text as a shapefile or MapInfo has room for."""
    return text.encode()[:LONGEST_TEXT].decode("utf-8", "ignore")
