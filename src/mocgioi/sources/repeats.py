"""Repeat groups of a form tool: a table of visits, and a table of the markers of each visit.

KoboToolbox writes them on sheets of one workbook, ODK Central as CSVs of one zip. Each row of a
group is joined with the fields of the visit it belongs to, and is a row of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from mocgioi.domain.places import fold
from mocgioi.errors import Finding
from mocgioi.sources.fields import fields_of
from mocgioi.sources.known import names_number, rank_of
from mocgioi.sources.raw import Cell, RawFile, RawRow, RawTable, is_blank
from mocgioi.sources.spool import kept
from mocgioi.words.findings import finding

_UP = {"parent index": "index", "parent key": "key"}
"""Folded heading by which a row of a group names its parent, and that of the parent's own key."""

_OF_PARENT_TABLE = "parent table name"
_SUBMISSION = "uuid"
_OF_SUBMISSION = "submission uuid"
_OWN = frozenset(
    {
        *(*_UP, *_UP.values(), _SUBMISSION, _OF_PARENT_TABLE, "id"),
        *("instanceid", "meta instanceid", "meta instancename"),
    }
)
"""Folded headings by which rows are known: a parent's are none of its rows' below."""

_OF_PLACE = (
    *("longitude", "latitude", "easting", "northing", "x", "y", "coordinates", "accuracy_m"),
)
_DEEPEST = 5
"""Groups within groups."""


class _Parent(NamedTuple):
    """The row above a row of a group: its cells, how many rows it has, and its submission key."""

    values: Sequence[Cell]
    children: int
    key: str


def joined(raw: RawFile) -> RawFile:
    """Return a file whose groups of marker rows have the fields of the visit above them.

    The table of visits is left out where its groups name the markers. What has to be told joins
    the findings: an error on a row whose visit is not in the file.
    """
    whole = raw
    for _ in range(_DEEPEST):
        pair = next(_pairs(whole.tables), None)
        if pair is None:
            break
        whole = _join(whole, *pair)
    return whole


def _pairs(tables: Sequence[RawTable]) -> Iterator[tuple[RawTable, RawTable, str]]:
    """Yield each table of a group with the table above it, and the heading that links them."""
    for child in tables:
        link = next((h for h in _UP if h in _places(child)), None)
        if link is None or child.has_geometry:
            continue
        others = [
            table
            for table in tables
            if table is not child and _UP[link] in _places(table) and not table.has_geometry
        ]
        named = {str(cell)[:31] for cell in _column(child, _OF_PARENT_TABLE) if not is_blank(cell)}
        above = [t for t in others if (t.name or "").split(" · ")[-1][:31] in named] or [
            table for table in others if link not in _places(table)
        ]
        has_markers = [any(names_number(h) for h in t.header) for t in (child, *above)]
        if len(above) == 1 and has_markers == [True, False]:
            yield child, above[0], link


def _join(raw: RawFile, child: RawTable, above: RawTable, link: str) -> RawFile:
    """Return a file with a table of a group joined to the one above it, which goes."""
    own, of_above = _places(child), _places(above)
    up, key = own[link], of_above[_UP[link]]
    counts: dict[str, int] = {}
    for row in child.rows:
        counts[_text(row, up)] = counts.get(_text(row, up), 0) + 1
    parents: dict[str, _Parent | None] = {}
    for row in above.rows:
        named = _text(row, key)
        submission = _text(row, of_above.get(_SUBMISSION, key if _UP[link] == "key" else None))
        parent = _Parent(row.values, counts.get(named, 0), submission)
        parents[named] = None if named in parents else parent
    taken = {heading for heading in own if heading} | _OWN
    added = [p for p, heading in enumerate(above.header) if heading and fold(heading) not in taken]
    header = (*child.header, *(above.header[place] for place in added), "_uuid")
    places = _of_place(above)
    findings: list[Finding] = []
    rows = kept(_rows(child, up, parents, added, places, findings))
    childless = sum(1 for named in parents if not counts.get(named))
    if childless:
        findings.append(finding("repeat-empty", sheet=above.name, count=childless))
    if places and any(parent and parent.children > 1 for parent in parents.values()):
        findings.append(finding("repeat-position", sheet=above.name))
    table = replace(child, header=header, rows=rows, preamble=(*above.preamble, *child.preamble))
    tables = tuple(table if t is child else t for t in raw.tables if t is not above)
    return replace(raw, tables=tables, findings=(*raw.findings, *findings))


def _rows(
    child: RawTable,
    up: int,
    parents: Mapping[str, _Parent | None],
    added: Sequence[int],
    places: set[int],
    findings: list[Finding],
) -> Iterator[RawRow]:
    """Yield the rows of a group with the fields of their parents, and the key of each."""
    own = _places(child)
    counted: dict[str, int] = {}
    for row in child.rows:
        named = _text(row, up)
        parent = parents.get(named) if named else None
        counted[named] = counted.get(named, 0) + 1
        values = [*row.values, *[None] * (len(child.header) - len(row.values))]
        if parent is None:
            findings.append(
                finding("repeat-orphan", sheet=child.name, row=row.row, value=named or None)
            )
            yield row._replace(values=(*values, *(None for _ in added), None))
            continue
        cells = (
            None
            if place >= len(parent.values) or (place in places and parent.children > 1)
            else parent.values[place]
            for place in added
        )
        submission = parent.key or _text(row, own.get(_OF_SUBMISSION))
        key = f"{submission}/{counted[named]}" if submission else None
        yield row._replace(values=(*values, *cells, key))


def _of_place(table: RawTable) -> set[int]:
    """Return the columns of a table that say where it was."""
    fields = [fields_of("surveys")[name] for name in _OF_PLACE]
    return {
        place
        for place, heading in enumerate(table.header)
        if heading and any(rank_of(heading, field) is not None for field in fields)
    }


def _places(table: RawTable) -> dict[str, int]:
    """Return the place of each heading of a table, folded."""
    return {fold(heading): place for place, heading in enumerate(table.header)}


def _column(table: RawTable, heading: str) -> Iterator[Cell]:
    place = _places(table).get(heading)
    for row in table.rows if place is not None else ():
        yield row.values[place] if place is not None and place < len(row.values) else None


def _text(row: RawRow, place: int | None) -> str:
    """Return a cell as the text of a key: 1 and 1.0 are one."""
    cell = row.values[place] if place is not None and place < len(row.values) else None
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else str(cell).strip()
