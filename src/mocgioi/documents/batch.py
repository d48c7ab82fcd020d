"""``mocgioi.batches/1`` and ``mocgioi.batch/1``: the files taken in."""

from typing import Literal, TypedDict

from mocgioi.documents.receipt import (
    DenominatorEntry,
    FindingEntry,
    MoveEntry,
    RegisterChange,
)
from mocgioi.documents.values import Instant, Uuid


class BatchEntry(TypedDict):
    """A file taken in, with the counts of its receipt; `undone`: observations taken back since.

    `by` is in whose name it was taken into this copy of the store.
    """

    uuid: Uuid
    kind: str
    file: str | None
    recorded_at: Instant
    read: int
    applied: int
    unchanged: int
    queued: int
    rejected: int
    crs: str | None
    sha256: str | None
    observations: int
    undone: int
    photos_stored: int
    photos_missing: int
    by: str | None


class Batches(TypedDict):
    """All of them."""

    schema: Literal["mocgioi.batches/1"]
    batches: list[BatchEntry]


class Batch(BatchEntry):
    """One of them, with what was found in its file."""

    schema: Literal["mocgioi.batch/1"]
    moves: list[MoveEntry]
    changes: list[RegisterChange]
    denominator: list[DenominatorEntry]
    findings: list[FindingEntry]
