"""Waypoints of a kit, home from a hand GPS: what somebody wrote, apart from what was known.

What nobody wrote in and nobody moved was not visited. What somebody wrote goes into the columns it
speaks of, so that it is understood as that of any survey.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from mocgioi.domain.phrases import confirms
from mocgioi.domain.places import fold
from mocgioi.domain.position import Position
from mocgioi.domain.survey_form import SHOWN_OF_ASPECT, read_known
from mocgioi.domain.waypoints import Note, parse, without_known
from mocgioi.errors import Finding
from mocgioi.intake.position.nearness import distance_m, nearest_marker
from mocgioi.intake.rows import values
from mocgioi.intake.rows.row import MAX_SHOWN, Row
from mocgioi.intake.survey.shown import cells_of
from mocgioi.patterns import regex
from mocgioi.sources import Cell, RawFile, RawRow, RawTable, wkb
from mocgioi.sources.kinds import refuse
from mocgioi.sources.spool import kept
from mocgioi.words.amounts import distance_text
from mocgioi.words.findings import finding

Places = Mapping[str, tuple[float, float] | None]
"""Where the markers of the register stand, by number (EPSG:4326)."""

_MOST_LISTED = 10

_UNMOVED_M = 1.0
"""A waypoint this near the place that is known is that place, and no reading of a GPS."""

_NEAR_M = 300.0
"""The marker is told to whose place a waypoint of another name is this near."""

_NAME, _DAY, _ROAD, _STONE, _NOTE = "name", "time", "cmt", "marker_condition", "desc"
_STATUS, _SURFACE = "road_status", "road_condition"
_MADE_UP, _SURVEYOR = "illustrative", "surveyor"
_SHOWN = {code: heading.vi for code, heading in SHOWN_OF_ASPECT.items()}
_COLUMNS = (_NAME, _DAY, _ROAD, _SURFACE, _STONE, _NOTE, _SURVEYOR, _MADE_UP, *_SHOWN.values())
_OWN_NAME = regex(r"(?:wpt|wp|w|p|diem|point)? ?\d{1,3}", re.IGNORECASE)
"""What a GPS calls a waypoint that nobody gave a name."""
_OWN_WORDS = regex(r"[\d\s:./-]*(?:[a-z]{3}[\d\s:./-]+)?(?:am|pm)?", re.IGNORECASE)
"""What a GPS writes into a note by itself: nothing, or the moment."""


def of_kit(raw: RawFile, places: Places) -> RawFile:
    """Return a file with what was written in a kit's waypoints as columns of a survey.

    Args:
        raw: a file of any kind; a table that is none of waypoints of a kit stays as it is.
        places: where the markers of the register stand, by number (EPSG:4326).

    Raises:
        UnreadableInput: it holds nothing but tracks and routes.
    """
    told: list[Finding] = []
    drawn, points = _drawn(raw), raw.tables
    if raw.kind == "gpx":
        from mocgioi.sources.markup import LINES

        points = tuple(table for table in points if table.name != LINES)
    if drawn and not any(table.rows for table in points):
        raise refuse("not-a-survey", "tracks", file=raw.name, value="tracks", listed=drawn)
    if drawn:
        told.append(finding("tracks-left", value=drawn, listed=drawn))
    tables = tuple(_table(table, places, told) for table in points)
    return replace(raw, tables=tables, findings=(*raw.findings, *told))


def _drawn(raw: RawFile) -> str:
    """Return the names of the tracks and routes of a file that no kit took along, in one text."""
    if raw.kind != "gpx":
        return ""
    from mocgioi.sources.markup import LINES, is_of_kit

    lines = [table for table in raw.tables if table.name == LINES]
    cells = [_cells(table, row) for table in lines for row in table.rows]
    names = [values.text(cell.get(_NAME)) or "?" for cell in cells if not is_of_kit(cell)]
    shown = ", ".join(f"«{name[:MAX_SHOWN]}»" for name in names[:_MOST_LISTED])
    return shown + (" …" if len(names) > _MOST_LISTED else "")


def _table(table: RawTable, places: Places, told: list[Finding]) -> RawTable:
    # A sheet of rejected rows has headings of its own: a person went through it.
    if (
        table.header_row
        or _NAME not in table.header
        or not any(_note(_cells(table, row), places) for row in table.rows)
    ):
        return table
    header = (*table.header, *(name for name in _COLUMNS if name not in table.header))

    def rows() -> Iterator[RawRow]:
        for row in table.rows:
            cells = _cells(table, row)
            note = _note(cells, places)
            if note is None:
                if _is_own(cells, places):
                    own.append(str(cells[_NAME]))
                    yield RawRow(row.row, (), None)
                else:
                    yield row
                continue
            if note.is_altered:
                name = str(cells.get(_NAME) or "")[:MAX_SHOWN]
                told.append(finding("waypoint-altered", row=row.row, value=name, name=name))
            elif not (note.day or note.written) and _is_unmoved(row, cells, places):
                yield RawRow(row.row, (), None)
                continue
            filled = _filled(cells, note, told, row.row)
            if note.is_altered:
                filled[_NOTE] = "; ".join(dict.fromkeys(_texts(cells)))
            yield row._replace(values=tuple(filled.get(name) for name in header))

    own: list[str] = []
    rows_kept = kept(rows())
    if own:
        listed = ", ".join(own[:_MOST_LISTED]) + (" …" if len(own) > _MOST_LISTED else "")
        told.append(finding("waypoint-own", value=own[0], count=len(own), listed=listed))
    return replace(table, header=header, rows=rows_kept)


def _cells(table: RawTable, row: RawRow) -> dict[str, Cell]:
    return dict(zip(table.header, row.values, strict=False))


def _is_own(cells: Mapping[str, Cell], places: Places) -> bool:
    """Say whether a waypoint is one that a GPS made by itself, and that says nothing."""
    name = str(cells.get(_NAME) or "").strip()
    return (
        _OWN_NAME.fullmatch(fold(name)) is not None
        and str(values.marker_number(name)) not in places
        and all(_OWN_WORDS.fullmatch(text) for text in _texts(cells))
    )


def _note(cells: Mapping[str, Cell], places: Places) -> Note | None:
    """Return the note of a kit's waypoint: devices write it in one place, or in both.

    What stands in the other place without being a kit's note was written by somebody too. So was
    what begins with its day in the note of a marker, from which what was known is gone.
    """
    name = str(cells.get(_NAME) or "")
    texts = _texts(cells)
    notes = [parse(name, text) for text in texts]
    if not any(notes) and str(values.marker_number(name)) in places:
        notes = [without_known(text) for text in texts]
    found = [note for note in notes if note is not None]
    if not found:
        return None
    written = [note.written if note else text for note, text in zip(notes, texts, strict=True)]
    return Note(
        day=next((note.day for note in found if note.day), None),
        written=";".join(dict.fromkeys(filter(None, written))),
        is_altered=any(note.is_altered for note in found),
        illustrative=any(note.illustrative for note in found),
        known=next((note.known for note in found if note.known is not None), None),
    )


def _texts(cells: Mapping[str, Cell]) -> list[str]:
    """Return what stands where devices write a note."""
    return [text for key in (_ROAD, _NOTE) if (text := values.text(cells.get(key)))]


def _filled(
    cells: Mapping[str, Cell], note: Note, told: list[Finding], row: int
) -> dict[str, Cell]:
    """Return the cells of a waypoint with its note taken apart."""
    from mocgioi.intake.survey import note_parts

    said = note_parts.said(note.day, note.written)
    shown = read_known(note.known) if note.known is not None else None
    if said.is_bare_name:
        told.append(finding("waypoint-surveyor", row=row, value=said.surveyor, name=said.surveyor))
    of_all = dict.fromkeys(shown or (_STATUS, _STONE), said.same)
    road = said.road or of_all.get(_STATUS)
    confirms_road = road is not None and confirms("road_status", road)
    filled = {key: cell for key, cell in cells.items() if key not in ("sym", "type")}
    filled |= {
        _DAY: said.day or cells.get(_DAY),
        _ROAD: road,
        _SURFACE: road if confirms_road and shown and _SURFACE in shown else None,
        _STONE: said.stone or of_all.get(_STONE),
        _NOTE: said.note,
        _SURVEYOR: said.surveyor,
        _MADE_UP: "có" if note.illustrative else None,
    }
    if shown is not None:
        filled |= zip(_SHOWN.values(), cells_of(shown), strict=True)
    return filled


def _is_unmoved(row: RawRow, cells: Mapping[str, Cell], places: Places) -> bool:
    home = places.get(str(values.marker_number(cells.get(_NAME))))
    point = wkb.point_of(row.geometry) if row.geometry else None
    return point is None or home is None or is_there(point, home)


def is_there(point: tuple[float, float], home: tuple[float, float]) -> bool:
    """Say whether a waypoint stands where the GPS was told that its marker is: no reading."""
    return distance_m(*point, *home) < _UNMOVED_M


def tell_near(row: Row, places: Places) -> None:
    """Tell the marker near which a waypoint stands that is called after none."""
    point = wkb.point_of(row.raw.geometry) if row.raw.geometry else None
    if point is None or not {"marker-unknown", "marker-missing"} & {*row.codes}:
        return
    near = nearest_marker(Position(*point), places, _NEAR_M)
    if near is not None:
        number, off_m = near
        name = row.text("number") or "?"
        row.report("waypoint-near", value=name, name=name, number=number, off=distance_text(off_m))
