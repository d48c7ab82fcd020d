"""A row that is not taken, kept so that it can be corrected and come again."""

from __future__ import annotations

from collections.abc import Iterable

from mocgioi.domain import titles
from mocgioi.domain.vocabulary import label
from mocgioi.errors import Finding
from mocgioi.intake.rows.row import Row
from mocgioi.sources import fields_of
from mocgioi.sources.wkb import point_of

_DEGREES = ("Kinh độ (vị trí)", "Vĩ độ (vị trí)")
_METRES = ("Easting (vị trí)", "Northing (vị trí)")
"""Headings of a feature's own position, known as such when they come back (`sources.fields`)."""
_OTHER = "WKT"


def verbatim(row: Row, doubtful: Iterable[Finding] = ()) -> dict[str, str]:
    """Return the cells of a row as text by heading, in the file's order, blank ones too.

    A feature's position comes first, in the coordinate system of its file, in columns that
    are read again as what they are; a shape that is no point comes as WKT. A column without
    a heading, and the second of one heading, have their number: ``(7)``, ``Ghi chú (7)``.
    What stands over the table, and says of the row what none of its cells does (the day, the
    post, how road or marker are), comes last, under the heading of its field: the row comes
    again without what stood over it.

    Args:
        row: the row.
        doubtful: what the reader told of its cells (`mocgioi.sources.walked.Doubt`): such a
            cell is kept as the sheet has it, a formula without a value as its text.
    """
    kept = _position(row)
    cells = row.raw.values
    for place in range(max(len(cells), len(row.table.header))):
        cell = cells[place] if place < len(cells) else None
        heading = row.table.header[place] if place < len(row.table.header) else ""
        if not heading and cell is None:
            continue
        if not heading or heading in kept:
            heading = f"{heading} ({place + 1})".strip()
        kept[heading] = "" if cell is None else str(cell)
    for finding in doubtful:
        if finding.column in kept and finding.value:
            kept[finding.column] = finding.value
    return kept | {h: said for h, said in _over(row).items() if h not in kept}


def _over(row: Row) -> dict[str, str]:
    """Return what titles say of a row of a survey, by the heading of a column for it."""
    columns = row.columns
    if "surveyed_on" not in columns.index and "surveyed_on" not in columns.given:
        return {}
    said = {field: str(cell) for field, cell in columns.given.items()}
    states: dict[str, str] = {}
    for _, state in titles.over_block(row.raw.section, titles.over_table(row.table.preamble)):
        states = {**state, **states}
    for aspect, code in states.items():
        if not any(aspect in read for read in (columns.index, columns.ticks, columns.periods)):
            said[aspect] = label(aspect, code, "vi")
    names = fields_of("surveys")
    return {names[field].names[0]: text for field, text in said.items()}


def _position(row: Row) -> dict[str, str]:
    geometry = row.raw.geometry
    if geometry is None:
        return {}
    point = point_of(geometry)
    if point is None:
        import numpy as np
        import shapely

        with np.errstate(invalid="ignore"):
            return {_OTHER: shapely.from_wkb(geometry).wkt}
    headings = _DEGREES if max(map(abs, point)) <= 360 else _METRES
    return dict(zip(headings, map(repr, point), strict=True))
