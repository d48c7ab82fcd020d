"""What stands around the markers, put in by what identifies it.

Communes, posts, gates, the border line, roads, projects, contributions, published figures.
An import updates an item that is there where the file says something else, keeps what the
store has where the file is silent, and deletes nothing by absence; former values are kept
in ``register_changes``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from mocgioi.domain.batch import Change, IncomingFile, Receipt
from mocgioi.domain.register import BoundaryPiece, Commune, Gate, Post, Road
from mocgioi.store.geopackage import Transaction, encode_point, encode_wkb
from mocgioi.store.ledger import record
from mocgioi.store.reading import LAYERS, LISTS, RENAMED, SEPARATOR, TABLE, Item, column_names


def put_items(transaction: Transaction, file: IncomingFile, items: Sequence[Item]) -> Receipt:
    """Take in items of one kind, and return the receipt.

    A new border line replaces the old one whole; its former pieces are kept as changes.
    """
    if not items:
        return record(transaction, file, [])
    kind = type(items[0])
    table, key = TABLE[kind]
    incoming = [_row(item) for item in items]
    if kind is BoundaryPiece:
        return _replace_boundary(transaction, file, incoming)
    stored = _stored(transaction, kind, table, list(incoming[0]), key)
    outcomes: dict[int, str] = {}
    changes: list[Change] = []
    new: list[dict[str, Any]] = []
    for index, (identity, row) in enumerate(_identified(incoming, key)):
        if identity not in stored:
            outcomes[index] = "applied"
            new.append(row)
            continue
        number, old = stored[identity]
        differing = differences(row, old)
        outcomes[index] = "applied" if differing else "unchanged"
        if differing:
            item = " ".join(str(part) for part in identity[:-1] if isinstance(part, str))
            changes += [Change(item or table, *difference) for difference in differing]
            merged = {name: old[name] if row[name] is None else row[name] for name in row}
            transaction.update(table, _primary_key(kind), [{_primary_key(kind): number, **merged}])
    transaction.insert(table, new)
    return record(transaction, file, [], outcomes=outcomes, changes=changes)


def _primary_key(kind: type) -> str:
    return "fid" if kind in LAYERS else "id"


def _stored(
    transaction: Transaction, kind: type, table: str, columns: Sequence[str], key: Sequence[str]
) -> dict[tuple[Any, ...], tuple[int, dict[str, Any]]]:
    """Return the table's rows by identity: primary key and values of `columns`."""
    primary = _primary_key(kind)
    listed = ", ".join(f'"{name}"' for name in columns)
    rows = transaction.read(f'SELECT {primary}, {listed} FROM "{table}" ORDER BY {primary}')
    values = [dict(zip(columns, row[1:], strict=True)) for row in rows]
    return {
        identity: (row[0], record)
        for row, (identity, record) in zip(rows, _identified(values, key), strict=True)
    }


def _identified(
    rows: Iterable[dict[str, Any]], key: Sequence[str]
) -> Iterable[tuple[tuple[Any, ...], dict[str, Any]]]:
    """Pair each row with its identity; rows alike in it are told apart by their order."""
    seen: Counter[tuple[Any, ...]] = Counter()
    for row in rows:
        identity = tuple(row[name] for name in key)
        if "road_class" in key and not row["name"] and not row["serves"]:
            identity = (row["geom"],)
        seen[identity] += 1
        yield (*identity, seen[identity]), row


def differences(
    new: Mapping[str, Any], old: Mapping[str, Any]
) -> list[tuple[str, str | None, str | None]]:
    """Return (column, old, new) as text wherever the file says something else than the store."""
    return [
        (name, _as_text(old[name]), _as_text(value))
        for name, value in new.items()
        if value is not None and value != old[name]
    ]


def _as_text(value: Any) -> str | None:
    if value is None:
        return None
    return value.hex() if isinstance(value, bytes) else str(value)


def _replace_boundary(
    transaction: Transaction, file: IncomingFile, incoming: list[dict[str, Any]]
) -> Receipt:
    columns = list(incoming[0])
    listed = ", ".join(columns)
    rows = transaction.read(f"SELECT {listed} FROM boundary ORDER BY fid")
    old = [dict(zip(columns, row, strict=True)) for row in rows]
    if old == incoming:
        return record(transaction, file, [], outcomes=dict.fromkeys(range(len(old)), "unchanged"))
    changes = [Change("boundary", "geom", row["geom"].hex(), None) for row in old]
    transaction.clear("boundary")
    transaction.insert("boundary", incoming)
    outcomes = dict.fromkeys(range(len(incoming)), "applied")
    return record(transaction, file, [], outcomes=outcomes, changes=changes)


def _row(item: Item) -> dict[str, Any]:
    """Return an item as a row of its table."""
    row: dict[str, Any] = {}
    if isinstance(item, Post | Gate):
        placed = item.longitude is not None and item.latitude is not None
        row["geom"] = encode_point(item.longitude or 0.0, item.latitude or 0.0) if placed else None
    elif isinstance(item, Commune | BoundaryPiece | Road):
        row["geom"] = encode_wkb(item.geometry) if item.geometry else None
    for name in column_names(type(item)):
        value = getattr(item, name)
        if name in LISTS:
            value = SEPARATOR.join(value) or None
        column = RENAMED.get(name, name) if isinstance(item, BoundaryPiece) else name
        row[column] = value
    return row
