"""Layers of ours that another program wrote anew, without the triggers that record edits.

*Save as*, ``ogr2ogr``, ``to_file`` and exports keep the rows and lose the ledger or its guards.
Such a layer is known by its columns and identities, and compared with the state it was taken
from: only what differs from that was edited.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from mocgioi.domain.aspects import FOLDED
from mocgioi.domain.decision import Decision
from mocgioi.domain.observation import Observation, SubjectState, fold_subjects
from mocgioi.domain.subjects import heading_of
from mocgioi.errors import Text
from mocgioi.store.cells import is_alike, said
from mocgioi.store.chain import Commit, commits
from mocgioi.store.copied import (
    cut_names,
    default_of,
    is_drawn,
    is_needed,
    shape_of,
)
from mocgioi.store.events import current_numbers, read_decisions, read_observations, rows
from mocgioi.store.foreign import Foreign
from mocgioi.store.geometry import decode_point, encode_wkb
from mocgioi.store.geopackage import Row, Transaction
from mocgioi.store.homes import HOMES, existence_of, kind_of
from mocgioi.store.layers import columns_of, row_of
from mocgioi.store.schema import BY_NAME
from mocgioi.store.statements import is_same_place

_KNOWN_BY = 0.8
"""The share of a layer's columns that a table has to have to be taken for that layer."""

_IDENTITY = {
    "markers": "uuid",
    **{home.table: home.subject for home in HOMES.values()},
}
"""By layer, the column that holds the identity of its rows."""

_KIND = {"markers": None, **{home.table: home.kind for home in HOMES.values()}}


class LayerRow(NamedTuple):
    """A row as a file has it.

    Attributes:
        row: its place in the file. cells: by column. geometry: WKB, EPSG:4326, or None.
    """

    row: int
    cells: Mapping[str, object]
    geometry: bytes | None


class Layer(NamedTuple):
    """A table of a file that is a layer of ours.

    Attributes:
        table: which. sheet: what the file calls it. rows: of it.
        has_geometry: its geometries can be compared. crs: the system of those that cannot, as
            the file states it; empty where it states none, None where nothing hinders.
        stands: the rows that stood, by identity, where the file says what it was made from.
        commit: the last one known then.
    """

    table: str
    sheet: str | None
    rows: Sequence[LayerRow]
    has_geometry: bool
    crs: str | None = None
    stands: Mapping[str, Row] | None = None
    commit: int | None = None


class Edit(NamedTuple):
    """A cell that is another one than in the state the layer was taken from.

    Attributes:
        row: the row. column: of the layer. aspect: whose fold it holds.
        old, new: as events have them, empty for nothing; `new` None: it is not understood.
        since: the ISO day that was typed beside it, where one was.
    """

    row: LayerRow
    column: str
    aspect: str
    old: str
    new: str | None
    since: str | None = None


class Compared(NamedTuple):
    """What became of one row.

    Attributes:
        subject: whom it is about. edits: of it. illustrative: it is made up.
        is_new: the store never had it. is_moved: a marker stands elsewhere.
        left: columns that were edited and are not taken, for they follow from others.
        lacks: what every row of its layer has, and a new one has not, for people.
    """

    subject: str
    edits: Sequence[Edit]
    illustrative: bool
    is_new: bool = False
    is_moved: bool = False
    left: Sequence[str] = ()
    lacks: Sequence[Text] = ()


class Comparison(NamedTuple):
    """What became of a layer.

    Attributes:
        layer: the layer. rows: those with a subject, and what became of each.
        twice: rows that share an identity, which one of them lost.
        strange: rows of markers that the store does not have.
        absent: how many rows the state it was taken from has and it lacks.
        taken_at: the commit it was taken from; None: it came with a ledger of its own.
    """

    layer: Layer
    rows: Sequence[Compared]
    twice: Sequence[LayerRow]
    strange: Sequence[LayerRow]
    absent: int
    taken_at: Commit | None


def layer_named(header: Sequence[str]) -> tuple[str, Sequence[str]] | None:
    """Return the layer of ours that a table is by its columns, and the columns in its order.

    Names that a shapefile cut to ten letters are understood. None: it is no layer of ours.
    """
    for table, identity in _IDENTITY.items():
        columns = {column.name for column in BY_NAME[table].columns}
        cut = cut_names(table)
        present = [name if name in columns else cut.get(name, name) for name in header]
        if identity in present and len(columns.intersection(present)) >= _KNOWN_BY * len(columns):
            return table, present
    return None


def compare(transaction: Transaction, layer: Layer, own: Foreign | None) -> Comparison | None:
    """Compare a layer with the state it was taken from.

    Args:
        own: the store that it is a layer of, whose ledger says what that state was; without
            one, it is the state of this store that the rows resemble most, the last of those
            alike.

    Returns None where no row of it is known: it is of another store.
    """
    kind = _KIND[layer.table]
    source = own.connection if own is not None else transaction
    events = [o for o in read_observations(source) if kind_of(o.aspect) == kind]
    about = {o.uuid for o in events}
    decisions = [d for d in read_decisions(source) if d.observation in about]
    now = fold_subjects(events, decisions, existence_of(kind))
    subjects = _subjects(transaction, layer, source, events)
    found = {s: row for row in layer.rows if (s := subjects.get(id(row))) is not None}
    known = {s: row for s, row in found.items() if any(o.subject == s for o in events)}
    if not known:
        return None
    twice = [s for s, count in Counter(subjects.values()).items() if s and count > 1]
    base: Mapping[str, Row] = {}
    taken_at = None
    if layer.stands is not None:
        base, number = layer.stands, layer.commit
    elif own is None:
        then, number = _taken_from(layer, known, events, decisions, now)
        base = _rows(kind, then)
    else:
        base, number = _rows(kind, now), None
    if number is not None:
        (taken_at,) = (c for c in commits(transaction.reader, number - 1) if c.number == number)
    compared = []
    for row in layer.rows:
        subject = subjects.get(id(row))
        if subject is None or subject in twice:
            continue
        stands = base.get(subject)
        if stands is None and (kind is None or subject in known):
            # Of another day of this store, or a marker, which comes by a register alone.
            stands = row_of((kind, subject), now.get(subject))
            if stands is None:
                continue
        compared.append(_compared(layer, row, subject, stands))
    gone = [s for s in base if s not in found]
    return Comparison(
        layer,
        compared,
        [row for row in layer.rows if subjects.get(id(row)) in twice],
        [row for row in layer.rows if subjects.get(id(row)) is None],
        len(gone),
        taken_at,
    )


def _rows(kind: str | None, states: Mapping[str, SubjectState]) -> dict[str, Row]:
    """Return the rows of a layer as states say them, by identity."""
    rows = ((s, row_of((kind, s), state)) for s, state in states.items())
    return {subject: row for subject, row in rows if row is not None}


def _subjects(
    transaction: Transaction,
    layer: Layer,
    source: sqlite3.Connection | Transaction,
    events: Iterable[Observation],
) -> dict[int, str | None]:
    """Return whom each row is about; None: a marker that is not there."""
    if layer.table != "markers":
        home = next(home for home in HOMES.values() if home.table == layer.table)
        return {
            id(row): str(row.cells.get(home.subject) or "") or _identity(layer, row)
            for row in layer.rows
        }
    listed = "SELECT uuid, number FROM markers"
    numbers = dict(rows(transaction, listed))
    known = {o.subject for o in events}
    now = current_numbers(source)

    def number_of(row: LayerRow) -> str | None:
        uuid, number = str(row.cells.get("uuid") or ""), str(row.cells.get("number") or "")
        if uuid in numbers:
            return str(numbers[uuid])
        number = now.get(number, number)
        return number if number in known else None

    return {id(row): number_of(row) for row in layer.rows}


def _identity(layer: Layer, row: LayerRow) -> str:
    """Return the identity of a row that another program added: that of what it says."""
    content = json.dumps([layer.table, sorted((k, str(v)) for k, v in row.cells.items())])
    return hashlib.sha256(content.encode() + (row.geometry or b"")).hexdigest()[:32]


def _taken_from(
    layer: Layer,
    known: Mapping[str, LayerRow],
    events: Sequence[Observation],
    decisions: Sequence[Decision],
    now: Mapping[str, SubjectState],
) -> tuple[Mapping[str, SubjectState], int]:
    """Return the state of this store that a layer resembles most, and its commit."""
    last = max(o.commit for o in events)
    kind = _KIND[layer.table]
    if not any(
        _edits(layer, row, row_of((kind, subject), now.get(subject)) or {})
        for subject, row in known.items()
    ):
        return now, last
    of_subject: dict[str, list[Observation]] = {}
    for event in events:
        of_subject.setdefault(event.subject, []).append(event)
    about: dict[str, list[Decision]] = {}
    for decision in decisions:
        about.setdefault(decision.observation, []).append(decision)
    existence = existence_of(kind)
    steps: Counter[int] = Counter()
    for subject, row in known.items():
        own = of_subject[subject]
        made = [d for o in own for d in about.get(o.uuid, ())]
        before = _unlike(layer, row, None)
        for commit in sorted({o.commit for o in own} | {d.commit for d in made}):
            states = fold_subjects(own, made, existence, known_at=commit)
            unlike = _unlike(layer, row, states.get(subject))
            steps[commit] += unlike - before
            before = unlike
    unlike, alike = 0, {}
    for commit in sorted(steps):
        unlike += steps[commit]
        alike[commit] = unlike
    taken_at = min(alike, key=lambda commit: (alike[commit], -commit))
    return fold_subjects(events, decisions, existence, known_at=taken_at), taken_at


def _unlike(layer: Layer, row: LayerRow, state: SubjectState | None) -> int:
    """Return in how many columns a row differs from a state, computed ones among them."""
    if state is None:
        return len(row.cells)
    stands = row_of((_KIND[layer.table], state.subject), state) or {}
    columns = [c for c in stands if c in row.cells and c not in ("geom", "illustrative", "waiting")]
    unlike = sum(not is_alike(layer.table, c, row.cells[c], stands[c]) for c in columns)
    return unlike + sum(edit.column == "geom" for edit in _edits(layer, row, stands))


def _compared(layer: Layer, row: LayerRow, subject: str, stands: Row | None) -> Compared:
    edits = list(_edits(layer, row, stands or {}))
    if stands is None:
        made_up = said(layer.table, "illustrative", row.cells.get("illustrative")) == "1"
        edits += _defaults(layer, row, {edit.column for edit in edits})
        lacks = _lacks(layer, row, {edit.column for edit in edits}) if edits else []
        return Compared(subject, edits, made_up, is_new=True, lacks=lacks)
    is_moved = layer.table == "markers" and _is_moved(layer, row, stands.get("geom"))
    edited = {edit.column for edit in edits}
    left = [
        column
        for column in stands
        if column in row.cells
        and column not in ("geom", "waiting", *_aspects(layer.table))
        and column.removesuffix("_since") not in edited
        and not is_alike(layer.table, column, row.cells[column], stands[column])
    ]
    made_up = bool(stands.get("illustrative"))
    return Compared(subject, edits, made_up, is_moved=is_moved, left=left)


def _defaults(layer: Layer, row: LayerRow, typed: Collection[str]) -> Iterator[Edit]:
    """Yield what a column of a new row holds where nobody typed into it, as in the store."""
    for column, aspect in _aspects(layer.table).items():
        if column not in typed and (default := default_of(layer.table, column)) is not None:
            yield Edit(row, column, aspect, "", default)


def _lacks(layer: Layer, row: LayerRow, typed: Collection[str]) -> list[Text]:
    """Return what a new row has to have and has not."""
    home = next(home for home in HOMES.values() if home.table == layer.table)
    needed = [c for c in _aspects(layer.table) if is_needed(layer.table, c)]
    if layer.crs is not None and row.geometry is not None:
        needed.append("geom")
    lacking = [heading_of(home.aspect(column)) for column in needed if column not in typed]
    if home.subject != "uuid" and not row.cells.get(home.subject):
        (identity,) = (c for c in BY_NAME[home.table].columns if c.name == home.subject)
        lacking.append(Text(identity.title, identity.name))
    return lacking


def _is_moved(layer: Layer, row: LayerRow, stands: bytes | None) -> bool:
    if not layer.has_geometry or row.geometry is None or stands is None:
        return False
    return not is_same_place(decode_point(stands), decode_point(encode_wkb(row.geometry)))


def _edits(layer: Layer, row: LayerRow, stands: Row) -> Iterator[Edit]:
    """Yield the cells of a row that differ from what stands and are said, not computed."""
    for column, aspect in _aspects(layer.table).items():
        if column == "geom":
            shape = _shape(layer, row)
            blob = stands.get("geom")
            if shape is not None and not is_drawn(aspect, blob, shape):
                yield Edit(row, column, aspect, blob.hex() if blob else "", shape)
        elif column in row.cells and not is_alike(
            layer.table, column, row.cells[column], stands.get(column)
        ):
            old = said(layer.table, column, stands.get(column)) or ""
            new = said(layer.table, column, row.cells[column])
            since = f"{column}_since"
            typed = None
            if since in row.cells and not is_alike(
                layer.table, since, row.cells[since], stands.get(since)
            ):
                typed = said(layer.table, since, row.cells[since]) or None
            yield Edit(row, column, aspect, old, new, typed)


@cache
def _aspects(table: str) -> dict[str, str]:
    """Return the aspect of each column that a person may edit."""
    if table == "markers":
        return {column: aspect.code for column, aspect in FOLDED.items()}
    home = next(home for home in HOMES.values() if home.table == table)
    return {column: home.aspect(column) for column in columns_of(home)}


def _shape(layer: Layer, row: LayerRow) -> str | None:
    """Return the geometry of a row as events have it, None where there is none to compare."""
    if not layer.has_geometry or row.geometry is None or layer.table == "markers":
        return None
    return shape_of(layer.table, row.geometry)
