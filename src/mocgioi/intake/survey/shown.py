"""What a form to take along showed of each marker, put where a row says what it was shown.

It is kept by the marker's number, so that rows may be sorted and spare ones filled in. A form from
before there were columns for it shows it in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from mocgioi.domain.aspects import SURVEYED
from mocgioi.domain.places import fold
from mocgioi.domain.survey_form import (
    KNOWN_SO_FAR,
    SHOWN_NOTHING,
    SHOWN_OF,
    SHOWN_OF_ASPECT,
    SHOWN_TO,
    read_known,
)
from mocgioi.domain.vocabulary import label
from mocgioi.intake.rows import values
from mocgioi.sources import Cell, RawFile, RawRow, RawTable, fields_of
from mocgioi.sources.known import rank_of
from mocgioi.sources.spool import kept

_HEADINGS = [heading.vi for heading in SHOWN_OF_ASPECT.values()]
_NUMBER = fields_of("surveys")["number"]


def with_shown(raw: RawFile) -> RawFile:
    """Return a file in which each row of a form of ours says what was shown of its marker.

    A row whose marker the form did not list says nothing of what was shown: it reports as any row
    does, and confirms nothing. Every other table stays as it is.
    """
    return replace(raw, tables=tuple(map(_table, raw.tables)))


def _table(table: RawTable) -> RawTable:
    number = next((p for p, h in enumerate(table.header) if rank_of(h, _NUMBER) is not None), None)
    if number is None or not table.header_row:
        return table
    of, words = _place(table, SHOWN_OF), _place(table, KNOWN_SO_FAR)
    if of is not None:
        return _in_columns(table, number, of)
    has_columns = any(_place(table, heading) is not None for heading in SHOWN_OF_ASPECT.values())
    return table if words is None or has_columns else _in_words(table, number, words)


def _place(table: RawTable, heading: tuple[str, str]) -> int | None:
    """Return the place of the column of a heading, in either language."""
    names = {fold(words) for words in heading}
    return next((p for p, written in enumerate(table.header) if fold(written) in names), None)


def _in_columns(table: RawTable, number: int, of: int) -> RawTable:
    """Return a form whose columns say what was shown, each row with that of its own marker."""
    headings = [*SHOWN_OF_ASPECT.values(), SHOWN_TO]
    places = [place for h in headings if (place := _place(table, h)) is not None]
    shown: dict[str, dict[int, Cell]] = {}
    for row in table.rows:
        if key := _marker(row, of):
            shown.setdefault(key, {place: _cell(row, place) for place in places})

    def rows() -> Iterator[RawRow]:
        unlisted: dict[int, Cell] = dict.fromkeys(places)
        for row in table.rows:
            key = _marker(row, number)
            if not key or key == _marker(row, of):
                yield row
                continue
            cells = [*row.values, *[None] * (len(table.header) - len(row.values))]
            for place, cell in shown.get(key, unlisted).items():
                cells[place] = cell
            yield row._replace(values=tuple(cells))

    return replace(table, rows=kept(rows()))


def _in_words(table: RawTable, number: int, words: int) -> RawTable:
    """Return a form that shows in words what was known, with columns for it."""
    shown: dict[str, Mapping[str, str]] = {}
    for row in table.rows:
        known = read_known(values.text(_cell(row, words)) or "")
        if known and (key := _marker(row, number)):
            shown.setdefault(key, known)
    if not shown:
        return table

    def rows() -> Iterator[RawRow]:
        for row in table.rows:
            cells = [*row.values, *[None] * (len(table.header) - len(row.values))]
            known = shown.get(_marker(row, number) or "")
            added = cells_of(known) if known else [None] * len(_HEADINGS)
            yield row._replace(values=(*cells, *added))

    return replace(table, header=(*table.header, *_HEADINGS), rows=kept(rows()))


def cells_of(known: Mapping[str, str]) -> list[str]:
    """Return the cells of what was shown, of each aspect, by the codes of what was."""
    return [
        label(code, known[code], "vi") if code in known else SHOWN_NOTHING.vi for code in SURVEYED
    ]


def _marker(row: RawRow, place: int) -> str | None:
    """Return the number of the marker in a cell of a row."""
    number = values.marker_number(_cell(row, place))
    return None if number is None else str(number)


def _cell(row: RawRow, place: int) -> Cell:
    return row.values[place] if place < len(row.values) else None
