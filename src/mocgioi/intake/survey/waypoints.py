"""Waypoints of a kit, home from a hand GPS: what somebody wrote, apart from what was known.

What nobody wrote in and nobody moved was not visited. The note's parts, between semicolons, go
into the columns they speak of, so that they are understood as those of any survey.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from mocgioi.domain import phrases
from mocgioi.domain.position import Position
from mocgioi.domain.waypoints import Note, parse
from mocgioi.errors import Finding
from mocgioi.intake.position.nearness import distance_m, nearest_marker
from mocgioi.intake.rows import values
from mocgioi.intake.rows.row import MAX_SHOWN, Row
from mocgioi.sources import Cell, RawFile, RawRow, RawTable, wkb
from mocgioi.sources.spool import kept
from mocgioi.words.findings import finding

_UNMOVED_M = 1.0
"""A waypoint this near the place that is known is that place, and no reading of a GPS."""

_NEAR_M = 300.0
"""The marker is told to whose place a waypoint of another name is this near."""

_NAME, _DAY, _ROAD, _STONE, _NOTE = "name", "time", "cmt", "marker_condition", "desc"
_MADE_UP = "illustrative"
_COLUMNS = (_NAME, _DAY, _ROAD, _STONE, _NOTE, _MADE_UP)
_OF_STONE = re.compile(r"\s*(?:mốc|moc)\b[\s:]*", re.IGNORECASE)
_OF_ROAD = re.compile(r"\s*(?:đường|duong)\b[\s:]*", re.IGNORECASE)
_OF_NOTE = re.compile(r"\s*(?:ghi chú|ghi chu)\b[\s:]*", re.IGNORECASE)
_PARTS = re.compile(r"[;\n]")


def of_kit(raw: RawFile, places: Mapping[str, tuple[float, float] | None]) -> RawFile:
    """Return a file with what was written in a kit's waypoints as columns of a survey.

    Args:
        raw: a file of any kind; a table that is none of waypoints of a kit stays as it is.
        places: where the markers of the register stand, by number (EPSG:4326).
    """
    told: list[Finding] = []
    tables = tuple(_table(table, places, told) for table in raw.tables)
    return replace(raw, tables=tables, findings=(*raw.findings, *told))


def _table(
    table: RawTable, places: Mapping[str, tuple[float, float] | None], told: list[Finding]
) -> RawTable:
    # A sheet of rejected rows has headings of its own: a person went through it.
    if (
        table.header_row
        or _NAME not in table.header
        or not any(_note(dict(zip(table.header, row.values, strict=False))) for row in table.rows)
    ):
        return table
    header = (*table.header, *(name for name in _COLUMNS if name not in table.header))

    def rows() -> Iterator[RawRow]:
        for row in table.rows:
            cells: dict[str, Cell] = dict(zip(table.header, row.values, strict=False))
            note = _note(cells)
            if note is None:
                yield row
                continue
            if note.is_altered:
                name = str(cells.get(_NAME) or "")[:MAX_SHOWN]
                told.append(finding("waypoint-altered", row=row.row, value=name, name=name))
            elif not (note.day or note.written) and _is_unmoved(row, cells, places):
                yield RawRow(row.row, (), None)
                continue
            said = _said(cells, note)
            if note.is_altered:
                said[_NOTE] = "; ".join(dict.fromkeys(_texts(cells)))
            yield row._replace(values=tuple(said.get(name) for name in header))

    return replace(table, header=header, rows=kept(rows()))


def _note(cells: Mapping[str, Cell]) -> Note | None:
    """Return the note of a kit's waypoint: devices write it in one place, or in both.

    What stands in the other place without being a kit's note was written by somebody too.
    """
    name = str(cells.get(_NAME) or "")
    texts = _texts(cells)
    notes = [parse(name, text) for text in texts]
    found = [note for note in notes if note is not None]
    if not found:
        return None
    written = [note.written if note else text for note, text in zip(notes, texts, strict=True)]
    return Note(
        day=next((note.day for note in found if note.day), None),
        written=";".join(dict.fromkeys(filter(None, written))),
        is_altered=any(note.is_altered for note in found),
        illustrative=any(note.illustrative for note in found),
    )


def _texts(cells: Mapping[str, Cell]) -> list[str]:
    """Return what stands where devices write a note."""
    return [text for key in (_ROAD, _NOTE) if (text := values.text(cells.get(key)))]


def _said(cells: Mapping[str, Cell], note: Note) -> dict[str, Cell]:
    """Return the cells of a waypoint with its note taken apart."""
    said = {key: cell for key, cell in cells.items() if key not in ("sym", "type")}
    said |= {_ROAD: None, _NOTE: None, _STONE: None, _MADE_UP: "có" if note.illustrative else None}
    if note.day:
        said[_DAY] = note.day
    remarks = []
    for part in filter(None, map(str.strip, _PARTS.split(note.written))):
        if match := _OF_NOTE.match(part):
            remarks.append(part[match.end() :])
        elif said[_STONE] is None and _is_of_stone(part):
            said[_STONE] = _OF_STONE.sub("", part, count=1)
        elif said[_ROAD] is None:
            said[_ROAD] = _of_road(part)
        else:
            remarks.append(part)
    said[_NOTE] = "; ".join(remarks) or None
    return said


def _of_road(part: str) -> str:
    """Return what is said of the road: that it is of the road is left out where it must be."""
    bare = _OF_ROAD.sub("", part, count=1)
    is_needed = phrases.read("road_status", part) is None
    return bare if is_needed and phrases.read("road_status", bare) else part


def _is_of_stone(part: str) -> bool:
    if _OF_STONE.match(part):
        return True
    return (
        phrases.read("road_status", part) is None
        and phrases.read("marker_condition", part) is not None
    )


def _is_unmoved(
    row: RawRow, cells: Mapping[str, Cell], places: Mapping[str, tuple[float, float] | None]
) -> bool:
    home = places.get(str(values.marker_number(cells.get(_NAME))))
    point = wkb.point_of(row.geometry) if row.geometry else None
    return point is None or home is None or is_there(point, home)


def is_there(point: tuple[float, float], home: tuple[float, float]) -> bool:
    """Say whether a waypoint stands where the GPS was told that its marker is: no reading."""
    return distance_m(*point, *home) < _UNMOVED_M


def tell_near(row: Row, places: Mapping[str, tuple[float, float] | None]) -> None:
    """Tell the marker near which a waypoint stands that is called after none."""
    point = wkb.point_of(row.raw.geometry) if row.raw.geometry else None
    if point is None or not {"marker-unknown", "marker-missing"} & {*row.codes}:
        return
    near = nearest_marker(Position(*point), places, _NEAR_M)
    if near is not None:
        number, off_m = near
        name = row.text("number") or "?"
        row.report("waypoint-near", value=name, name=name, number=number, off=round(off_m))
