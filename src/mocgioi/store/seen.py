"""Which findings of batches a person has looked at; what is looked at is told no more."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable

from mocgioi.errors import Finding
from mocgioi.store.events import rows
from mocgioi.store.geopackage import Transaction

_LENGTH = 16


def key_of(batch: str, finding: Finding) -> str:
    """Return by what a finding of a batch, given by its uuid, is known for ever."""
    place = (batch, finding.code, finding.sheet, finding.row, finding.column, finding.value)
    return hashlib.sha256(repr(place).encode()).hexdigest()[:_LENGTH]


def read(source: sqlite3.Connection | Transaction) -> set[str]:
    """Return the keys of the findings that somebody has looked at."""
    return {key for (key,) in rows(source, "SELECT finding FROM findings_seen")}


def put(transaction: Transaction, keys: Iterable[str], *, by: str) -> None:
    """Record that somebody has looked at findings."""
    instant = transaction.instant()
    transaction.insert(
        "findings_seen",
        [{"finding": key, "recorded_at": instant, "recorded_by": by} for key in keys],
    )
