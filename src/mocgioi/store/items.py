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
from uuid import uuid4

from mocgioi.domain.batch import Change, IncomingFile, Receipt
from mocgioi.store.geometry import encode_point, encode_wkb
from mocgioi.store.geopackage import Row, Transaction
from mocgioi.store.ledger import record
from mocgioi.store.reading import HOMES, LISTS, SEPARATOR, Home, Item, column_of, fields_of


def put_items(transaction: Transaction, file: IncomingFile, items: Sequence[Item]) -> Receipt:
    """Take in items of one kind, and return the receipt.

    A new border line replaces the old one whole; its former pieces are kept as changes.
    """
    if not items:
        return record(transaction, file, [])
    home = HOMES[type(items[0]).__name__]
    incoming = [_row(item, home) for item in items]
    if home.table == "boundary":
        return _replace_boundary(transaction, file, incoming)
    stored = _stored(transaction, home, list(incoming[0]))
    outcomes: dict[int, str] = {}
    changes: list[Change] = []
    new: list[Row] = []
    for index, (identity, row) in enumerate(_identified(incoming, home)):
        if identity not in stored:
            outcomes[index] = "applied"
            new.append({**row, "uuid": uuid4().hex} if home.table == "roads" else row)
            continue
        number, old = stored[identity]
        differing = differences(row, old)
        outcomes[index] = "applied" if differing else "unchanged"
        if differing:
            item = " ".join(str(part) for part in identity[:-1] if isinstance(part, str))
            changes += [Change(item or home.table, *difference) for difference in differing]
            merged = {name: old[name] if row[name] is None else row[name] for name in row}
            key = home.primary_key
            transaction.update(home.table, key, [{key: number, **merged}])
    transaction.insert(home.table, new)
    return record(transaction, file, [], outcomes=outcomes, changes=changes)


def _stored(
    transaction: Transaction, home: Home, columns: Sequence[str]
) -> dict[tuple[Any, ...], tuple[int, Row]]:
    """Return the table's rows by identity: primary key and values of `columns`."""
    listed = ", ".join(f'"{name}"' for name in (home.primary_key, *columns))
    rows = transaction.read(f'SELECT {listed} FROM "{home.table}" ORDER BY {home.primary_key}')
    values = [dict(zip(columns, row[1:], strict=True)) for row in rows]
    return {
        identity: (row[0], record)
        for row, (identity, record) in zip(rows, _identified(values, home), strict=True)
    }


def _identified(rows: Iterable[Row], home: Home) -> Iterable[tuple[tuple[Any, ...], Row]]:
    """Pair each row with its identity; rows alike in it are told apart by their order.

    A road without name and markers is known by its line.
    """
    seen: Counter[tuple[Any, ...]] = Counter()
    for row in rows:
        identity = tuple(row[name] for name in home.key)
        if home.table == "roads" and not row["name"] and not row["serves"]:
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


def _replace_boundary(transaction: Transaction, file: IncomingFile, incoming: list[Row]) -> Receipt:
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


def _row(item: Any, home: Home) -> Row:
    """Return an item as a row of its table; its uuid, if it has one, is the store's to give."""
    row: Row = {}
    if home.geometry == "point":
        placed = item.longitude is not None and item.latitude is not None
        row["geom"] = encode_point(item.longitude, item.latitude) if placed else None
    elif home.geometry is not None:
        row["geom"] = encode_wkb(item.geometry) if item.geometry else None
    for field in fields_of(type(item)):
        column = column_of(type(item), field)
        if column is not None and column != "uuid":
            value = getattr(item, field)
            row[column] = (SEPARATOR.join(value) or None) if field in LISTS else value
    return row
