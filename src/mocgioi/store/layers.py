"""The rows of the layers: the fold of the events of their subjects, and nothing else.

They are made anew from the ledger in the transaction that writes to it, so that whoever opens
the file sees what counts; no figure is ever read from what stands in a row alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from mocgioi.domain.aspects import ASPECTS, COUNTED, FOLDED
from mocgioi.domain.decision import identity_of
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.observation import NOTHING, SubjectState
from mocgioi.domain.position import Position
from mocgioi.domain.subjects import heading_of
from mocgioi.domain.vocabulary import CODE_LISTS
from mocgioi.errors import Text
from mocgioi.store.geometry import encode_point
from mocgioi.store.geopackage import Row, Transaction
from mocgioi.store.homes import COMPUTED, OF_KIND, Home, Identity, kind_of
from mocgioi.words.amounts import figure_text

if TYPE_CHECKING:
    from mocgioi.store.declaration import Column

_CASTS: tuple[tuple[str, Callable[[str], object]], ...] = (
    ("DOUBLE", float),
    ("INTEGER", int),
    ("BOOLEAN", int),
)

EMPTY = {("contributions", "donor"): ""}
"""What stands in a column of what nobody named, where it is not NULL."""

_NO_ASPECTS = ("illustrative", "edited_by")
"""Columns that say something of the events of a row, and are none themselves."""

ALWAYS_REAL = frozenset({"published"})
"""Layers without a column that says whether a row is made up."""


@cache
def columns_of(home: Home) -> Mapping[str, Callable[[str], object]]:
    """Return how the value of an aspect becomes that of its column, by column of a layer."""
    from mocgioi.store.schema import BY_NAME

    casts: dict[str, Callable[[str], object]] = {"geom": bytes.fromhex} if home.geometry else {}
    for column in BY_NAME[home.table].columns:
        if column.name in (home.subject, *_NO_ASPECTS) or home.aspect(column.name) in COMPUTED:
            continue
        of_type = (cast for sql, cast in _CASTS if column.sql.startswith(sql))
        casts[column.name] = next(of_type, str)
    return casts


def aspects_of(home: Home) -> tuple[str, ...]:
    """Return every aspect of the subjects of a layer."""
    return (home.existence, *map(home.aspect, columns_of(home)))


@cache
def _casts_of(home: Home) -> tuple[tuple[str, str, Callable[[str], object], str | None], ...]:
    """Return each column of a layer with its aspect, how a value of that becomes the column's, and
    what stands there where there is none.
    """
    return tuple(
        (column, home.aspect(column), cast, EMPTY.get((home.table, column)))
        for column, cast in columns_of(home).items()
    )


def item_row(home: Home, state: SubjectState) -> Row:
    """Return a subject as a row of its layer; an aspect that is empty is an empty column."""
    row: Row = {home.subject: state.subject}
    for column, aspect, cast, empty in _casts_of(home):
        of_aspect = state.aspects.get(aspect)
        row[column] = cast(of_aspect.value) if of_aspect and of_aspect.value else empty
    if home.table not in ALWAYS_REAL:
        evidence = state.aspects[home.existence].evidence
        row["illustrative"] = bool(evidence and evidence.illustrative)
    return row


def marker_row(state: SubjectState, waiting: int = 0) -> Row:
    """Return a marker as a row of its layer.

    Args:
        waiting: how many observations of it are held, and wait for a person.
    """
    folded: Row = {}
    for column, aspect in FOLDED.items():
        of_aspect = state.aspects.get(aspect.code, NOTHING)
        folded[column] = of_aspect.value or None
        if aspect.keeps_since:
            folded[f"{column}_since"] = of_aspect.since
    position = state.value("register_position")
    place = Position.from_value(position) if position else None
    seen = (a.confirmed_by.observed_on for a in state.aspects.values() if a.confirmed_by)
    counted = (state.aspects.get(aspect, NOTHING).evidence for aspect in COUNTED)
    return {
        "number": state.subject,
        "kind": MarkerNumber.parse(state.subject).kind,
        "geom": encode_point(place.longitude, place.latitude) if place else None,
        **folded,
        "last_observed_on": max(filter(None, seen), default=None),
        "disagreements": sum(len(a.disagreements) for a in state.aspects.values()),
        "waiting": waiting,
        "illustrative": any(evidence.illustrative for evidence in counted if evidence),
    }


def row_of(identity: Identity, state: SubjectState | None, waiting: int = 0) -> Row | None:
    """Return a subject as a row of its layer; None where it is not there.

    Args:
        waiting: as `marker_row` has it.
    """
    if state is None:
        return None
    kind, _ = identity
    return marker_row(state, waiting) if kind is None else item_row(OF_KIND[kind], state)


def write_rows(transaction: Transaction, rows: Iterable[tuple[Identity, Row | None]]) -> None:
    """Let the layers hold these rows, and no row of a subject that is not there."""
    of_kind: dict[str | None, dict[str, Row | None]] = {}
    for (kind, subject), row in rows:
        of_kind.setdefault(kind, {})[subject] = row
    for kind, wanted in of_kind.items():
        table, key = ("markers", "number") if kind is None else OF_KIND[kind][1:3]
        if kind is None:
            _renumber(transaction, wanted)
        stays = {subject: row for subject, row in wanted.items() if row is not None}
        columns = list(next(iter(stays.values()), [key]))
        present = _present(transaction, table, key, wanted, columns)
        transaction.delete(table, key, [s for s in wanted if s in present and s not in stays])
        _update(transaction, table, key, [r for s, r in stays.items() if s in present], present)
        new = [identified(kind, s, row) for s, row in stays.items() if s not in present]
        transaction.insert(table, new)


def identified(kind: str | None, subject: str, row: Row) -> Row:
    """Return a new row with its UUID, where that is not what events call its subject.

    That of a marker follows from the number it first had, in every copy of a store.
    """
    return row if kind is not None else {"uuid": identity_of("marker", subject), **row}


def _renumber(transaction: Transaction, wanted: dict[str, Row | None]) -> None:
    """Let the row of a marker that goes by another number now have it; it stays the same row."""
    renamed = [s for s, row in wanted.items() if row is not None and row["number"] != s]
    for subject in renamed:
        row = wanted.pop(subject)
        number = str(row["number"]) if row else subject
        for (fid,) in transaction.read("SELECT fid FROM markers WHERE number = ?", (subject,)):
            transaction.update("markers", "fid", [{"fid": fid, "number": number}])
        wanted[number] = row


def _present(
    transaction: Transaction,
    table: str,
    key: str,
    subjects: Iterable[str],
    columns: Sequence[str],
) -> dict[str, list[Any]]:
    """Return what stands in some columns of the rows of subjects, by subject."""
    listed = ", ".join(f'"{column}"' for column in (key, *columns))
    found = transaction.read(
        f'SELECT {listed} FROM "{table}" WHERE "{key}" IN (SELECT value FROM json_each(?))',
        (json.dumps(list(subjects)),),
    )
    return {subject: values for subject, *values in found}


def _update(
    transaction: Transaction,
    table: str,
    key: str,
    rows: Sequence[Row],
    present: Mapping[str, Sequence[Any]],
) -> None:
    """Write what of rows is another than stands there: an R-tree is left alone where none moved.

    It is one statement, of every column that changes in any of them: the triggers of a layer take
    as long to prepare as a thousand rows to write.
    """
    if not rows:
        return
    transaction.touch(table)
    changed: set[str] = set()
    others: list[Row] = []
    for row in rows:
        stands = zip(row.items(), present[row[key]], strict=True)
        columns = [column for (column, value), old in stands if value != old]
        if columns:
            changed.update(columns)
            others.append(row)
    written = [key, *(column for column in rows[0] if column in changed)]
    transaction.update(table, key, [{column: row[column] for column in written} for row in others])


def title_of(table: str) -> Text:
    """Return the name of a layer for people."""
    from mocgioi.store.schema import BY_NAME

    return Text(BY_NAME[table].title, table)


def is_coded(aspect: str) -> bool:
    """Say whether the values of an aspect are codes of a list."""
    column = _column_of(aspect)
    codes = column.codes if column else aspect if aspect in ASPECTS else None
    return codes in CODE_LISTS


def subject_of(aspect: str, subject: str) -> Text:
    """Return what an event is about for people: a marker by its number, anything else by its
    kind and identity.
    """
    kind = kind_of(aspect)
    if kind is None:
        return Text(f"mốc {subject}", f"marker {subject}")
    from mocgioi.store.schema import BY_NAME

    title = BY_NAME[OF_KIND[kind].table].title
    return Text(f"{title} «{subject}»", f"{kind} “{subject}”")


def change_of(aspect: str, old: str | None, new: str) -> Text:
    """Return what became of an aspect of a register, in words."""
    heading = heading_of(aspect)
    if old and new and aspect.endswith(".geom"):
        from mocgioi.store.redrawn import redrawn

        what = redrawn(old, new)
        return Text(f"{heading.vi}: {what.vi}", f"{heading.en}: {what.en}")
    before = label_of(aspect, old) if old else Text("–", "–")
    after = label_of(aspect, new) if new else Text("–", "–")
    return Text(*(f"{h}: {a} → {b}" for h, a, b in zip(heading, before, after, strict=True)))


def label_of(aspect: str, value: str) -> Text:
    """Return a value of an aspect of a register for people."""
    if aspect.endswith(".geom") and value:
        from mocgioi.store.redrawn import drawing

        return drawing(value)
    if aspect == "existence" or aspect.endswith(".existence"):
        return _EXISTENCE[value]
    column = _column_of(aspect)
    codes = (column.codes if column else aspect) or ""
    term = CODE_LISTS.get(codes, {}).get(value)
    if term is None and column is not None and _is_number(column):
        return _figures(value)
    return term.label if term else Text(value, value)


def _is_number(column: Column) -> bool:
    return column.sql.startswith(("INTEGER", "DOUBLE")) and column.name != "year"


def _figures(value: str) -> Text:
    """Return a number as people write it: ``7.200`` in Vietnamese, ``7,200`` in English."""
    try:
        number = float(value)
    except ValueError:
        return Text(value, value)
    _, _, decimals = f"{number:.3f}".rstrip("0").partition(".")
    return figure_text(number, len(decimals))


_EXISTENCE = {"yes": Text("có", "there"), "no": Text("không còn", "no longer there")}


def _column_of(aspect: str) -> Column | None:
    """Return the column that holds the fold of an aspect of what is no marker."""
    from mocgioi.store.schema import BY_NAME

    kind, _, name = aspect.partition(".")
    if kind not in OF_KIND:
        return None
    columns = BY_NAME[OF_KIND[kind].table].columns
    return next((column for column in columns if column.name == name), None)
