"""The step that gives what stands in the layers its events: until then rows were overwritten.

Of what a register had replaced only the last is known. It holds from the beginning and is known
from the first record of the store, as it was counted until then: no figure moves.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Mapping

from mocgioi.domain.aspects import FOLDED
from mocgioi.store import ddl
from mocgioi.store.geopackage import Row, Transaction, refresh_contents
from mocgioi.store.homes import HOMES, Home
from mocgioi.store.layers import columns_of

_OF_MARKERS = ("grouping", "size", "material", "note", "source")
"""Columns of the markers that had no observations."""


def give_registers_their_events(connection: sqlite3.Connection) -> None:
    """Make an event of every column of every row of a register.

    Identities follow from what is said, so that two copies of a store come to the same events.
    """
    ddl.add_missing_parts(connection)
    transaction = Transaction(connection)
    [(instant,)] = transaction.read(
        "SELECT min(at) FROM (SELECT min(recorded_at) AS at FROM observations"
        " UNION ALL SELECT min(recorded_at) FROM batches)"
    )
    batches = dict(
        transaction.read("SELECT kind, uuid FROM batches GROUP BY kind HAVING id = min(id)")
    )
    for event in _of_layers(transaction):
        transaction.insert(
            "observations",
            [{**event, "recorded_at": instant, "batch_uuid": _batch(event, batches)}],
        )
    refresh_contents(connection, transaction.touched)
    connection.execute("UPDATE writer SET writing = 0")


def _batch(event: Row, batches: Mapping[str, str]) -> str | None:
    kind, dot, _ = str(event["aspect"]).partition(".")
    tables = {home.kind: home.table for home in HOMES.values()}
    return batches.get(tables[kind] if dot else "markers")


def _of_layers(transaction: Transaction) -> Iterator[Row]:
    for home in HOMES.values():
        yield from _of_layer(transaction, home)
    codes = {column: aspect.code for column, aspect in FOLDED.items()}
    listed = ", ".join(_OF_MARKERS)
    for number, illustrative, *values in transaction.read(
        f"SELECT number, illustrative, {listed} FROM markers ORDER BY fid"
    ):
        for column, value in zip(_OF_MARKERS, values, strict=True):
            if value is not None:
                yield _event(number, codes[column], value, illustrative)


def _of_layer(transaction: Transaction, home: Home) -> Iterator[Row]:
    """Yield the events that make a row of a layer what it is, row by row."""
    columns = list(columns_of(home))
    made_up = "0" if home.kind == "published" else "illustrative"
    listed = ", ".join(f'"{column}"' for column in columns)
    rows = transaction.read(
        f'SELECT {home.primary_key}, "{home.subject}", {made_up}, {listed} FROM "{home.table}"'
        f" ORDER BY {home.primary_key}"
    )
    for place, (key, subject, illustrative, *values) in enumerate(rows):
        if subject is None:
            subject = hashlib.sha256(repr((home.kind, place, values)).encode()).hexdigest()[:32]
            named = {home.primary_key: key, home.subject: subject}
            transaction.update(home.table, home.primary_key, [named])
        yield _event(subject, home.existence, "yes", illustrative)
        for column, value in zip(columns, values, strict=True):
            if value is not None:
                text = value.hex() if isinstance(value, bytes) else str(value)
                yield _event(subject, home.aspect(column), text, illustrative)


def _event(subject: str, aspect: str, value: str, illustrative: int) -> Row:
    said = repr((subject, aspect, value)).encode()
    return {
        "uuid": hashlib.sha256(said).hexdigest()[:32],
        "subject": subject,
        "aspect": aspect,
        "value": value,
        "illustrative": bool(illustrative),
    }
