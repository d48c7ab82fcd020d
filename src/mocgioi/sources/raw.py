"""Raw rows: what a file holds, kept verbatim, before anybody decides what it means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from mocgioi.domain.places import nfc
from mocgioi.errors import Finding

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
        kind: what it is by its content: ``csv xlsx xls ods gpkg geojson shapefile kml gpx``.
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


def bounded(text: str) -> str:
    """Return a cell's text, composed, its beginning alone where it is beyond all reason."""
    return nfc(text[:LONGEST_TEXT])


def is_blank(cell: Cell) -> bool:
    """Say whether a cell holds nothing, or only spaces."""
    return cell is None or (isinstance(cell, str) and (not cell or cell.isspace()))
