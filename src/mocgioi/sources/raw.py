"""Raw rows: what a file holds, kept verbatim, before anybody decides what it means."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from mocgioi.domain.places import nfc
from mocgioi.errors import Finding
from mocgioi.patterns import regex
from mocgioi.records import NamedTuple

Cell = str | int | float | bool | date | datetime | None
"""A value as the file's format gives it; text is NFC and otherwise untouched."""


class RawRow(NamedTuple):
    """One row of a table or one feature of a layer.

    Attributes:
        row: line of a CSV where the record begins, row of a sheet, number of a feature
            from 1.
        values: the cells, in the order of the header; may be shorter or longer than it.
        geometry: WKB, two dimensions, in the table's coordinate system, east first; None
            where the row has none.
        hidden: the row is hidden or filtered out in its spreadsheet.
        section: title of the block of rows it stands in, a row of its own above them.
        struck: places of the cells that are struck through.
    """

    row: int
    values: tuple[Cell, ...]
    geometry: bytes | None = None
    hidden: bool = False
    section: str | None = None
    struck: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RawTable:
    """One sheet, layer or CSV.

    Attributes:
        name: name of the sheet or layer; None for a file that has only one.
        header: headings as they stand in the file; ``""`` for a column without one.
        header_row: row of the header; 0 where the format has field names instead.
        rows: the rows below it, blank ones left out.
        preamble: the lines of text above the header.
        crs: coordinate system of the geometries as the file states it (``EPSG:n`` or WKT);
            None where it states none.
        has_geometry: at least one row has a geometry.
        file: path of the file it stands in, where several came as one; else None.
        first_column: column of the sheet, counted from 1, in which its first heading stands.
        is_beside: other tables stand on the same sheet.
    """

    name: str | None
    header: tuple[str, ...]
    header_row: int
    rows: Sequence[RawRow]
    preamble: tuple[str, ...] = ()
    crs: str | None = None
    has_geometry: bool = False
    file: str | None = None
    first_column: int = 1
    is_beside: bool = False


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file that was read.

    Attributes:
        path: where it lies; name: its name alone.
        sha256: hash of its bytes, hexadecimal.
        kind: what it is by its content: a key of `mocgioi.sources.kinds.ENDINGS`.
        tables: what it holds, hidden sheets and empty layers left out.
        findings: what was noticed on the way; an error about a row means that one of the
            row's cells could not be read.
    """

    path: Path
    name: str
    sha256: str
    kind: str
    tables: tuple[RawTable, ...]
    findings: tuple[Finding, ...] = field(default=())


LONGEST_TEXT = 100_000
"""Characters of a cell that are kept; three times what a spreadsheet's cell can hold, so that
nothing longer than this is ever taken for what it says."""

LONGEST_NAME = 300
"""Characters of a heading, or of the name of a sheet or layer, that are kept."""

MOST_COLUMNS = 2_000
"""Columns of one table; what has more was not made to be read by a person."""

MOST_CELLS = 50_000_000
"""Cells of one table, blank ones between others counted."""

_LARGEST = 2**63
"""No whole number of a survey is greater; from here on one is kept as its digits."""

_LONE = regex("[\ud800-\udfff]")
"""Halves of a letter, which no text can hold: JSON and damaged UTF-16 bring them."""

_CONTROL = regex("[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")


class TooWide(Exception):
    """A table has more than `MOST_COLUMNS` columns."""


class TooManyCells(Exception):
    """A table has more than `MOST_CELLS` cells."""


def check_size(columns: int, cells: int) -> None:
    """Raise `TooWide` or `TooManyCells` for a table that has grown so large."""
    if columns > MOST_COLUMNS:
        raise TooWide
    if cells > MOST_CELLS:
        raise TooManyCells


def bounded(text: str) -> str:
    """Return a cell's text, composed, its beginning alone where it is beyond all reason."""
    beginning = text[:LONGEST_TEXT]
    return nfc(beginning if beginning.isascii() else _LONE.sub("\ufffd", beginning))


def name_of(text: str) -> str:
    """Return a heading or the name of a sheet or layer as it can be shown and compared."""
    return _CONTROL.sub(" ", text[:LONGEST_NAME]).strip()


def plain_number(value: int | float) -> Cell:
    """Return a number that can be reckoned with, or as text what can not: infinity, NaN, 10^30.

    >>> plain_number(1116), plain_number(10**30), plain_number(float("nan"))
    (1116, '1000000000000000000000000000000', 'nan')
    """
    if isinstance(value, int):
        return value if -_LARGEST < value < _LARGEST else str(value)
    return value if math.isfinite(value) else str(value)


def is_blank(cell: Cell) -> bool:
    """Say whether a cell holds nothing, or only spaces."""
    return cell is None or (isinstance(cell, str) and (not cell or cell.isspace()))


def has_digit(text: str) -> bool:
    """Say whether a text has a digit of any script."""
    return text[:1].isdigit() or any(map(str.isdigit, text))


def is_filled(cells: Sequence[Cell]) -> bool:
    """Say whether a row holds anything."""
    for cell in cells:  # noqa: SIM110 - without a generator, of which a file makes millions
        if not is_blank(cell):
            return True
    return False
