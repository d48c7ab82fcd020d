"""Small stores for tests, made through the store's own functions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from mocgioi.domain.batch import Change, IncomingFile, Receipt
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.position import Position
from mocgioi.domain.register import MarkerEntry
from mocgioi.store.drafts import Draft
from mocgioi.store.handle import Store
from mocgioi.store.ledger import record
from mocgioi.store.register import put_markers


def incoming(kind: str, content: str, rows: int) -> IncomingFile:
    return IncomingFile(
        kind=kind, name=f"{content}.csv", sha256=content, content_sha256=content, rows_read=rows
    )


def bare(changes: Sequence[Change]) -> list[Change]:
    """Return changes as a program reads them, without their words."""
    return [Change(*change[:4]) for change in changes]


def entry(number: str, *, needs_road: str = "yes", longitude: float = 106.7) -> MarkerEntry:
    return MarkerEntry(
        number=MarkerNumber.parse(number),
        position=Position(longitude, 22.0),
        commune="06184",
        post="huu-nghi",
        needs_road=needs_road,
        material="granite",
    )


def register(store: Store, *entries: MarkerEntry, on: str = "2026-01-01") -> Receipt:
    content = repr(entries)
    with store.writing() as transaction:
        return put_markers(
            transaction, incoming("markers", content, len(entries)), entries, effective_on=on
        )


def observe(store: Store, *drafts: Draft, file: str | None = None) -> Receipt:
    rows = len({draft.row for draft in drafts})
    with store.writing() as transaction:
        return record(transaction, incoming("survey", file or repr(drafts), rows), drafts)


def road(marker: str, status: str, on: str, row: int = 0) -> Draft:
    return Draft(row, marker, "road_status", status, on)


THREE = ("1116", "1117", "1118")


def make_store(folder: Path, numbers: Sequence[str] = THREE) -> Store:
    """Make a store with a register of some markers, by the clock as it stands."""
    store = Store.create(folder / "store.gpkg")
    if numbers:
        register(store, *(entry(number) for number in numbers))
    return store


@cache
def _bytes_of_store(numbers: tuple[str, ...]) -> bytes:
    with TemporaryDirectory() as folder:
        return make_store(Path(folder), numbers).path.read_bytes()


def new_store(folder: Path, numbers: Sequence[str] = THREE) -> Store:
    """Return a copy of such a store: hundreds of tests begin with the same one."""
    path = folder / "store.gpkg"
    path.write_bytes(_bytes_of_store(tuple(numbers)))
    return Store(path)
