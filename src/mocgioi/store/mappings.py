"""What a person said of the columns of files of one shape, to be used without asking again.

A shape is the kind of file and the set of its headings (`mocgioi.intake.rows.mapping`). What was
said last about a field stands; nothing is taken away.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from mocgioi.domain.batch import ColumnMapping
from mocgioi.store.events import rows
from mocgioi.store.geopackage import Transaction


def remember(
    transaction: Transaction, batch: str, instant: str, mappings: Iterable[ColumnMapping]
) -> None:
    """Keep what was said with a file that is being taken in."""
    transaction.insert(
        "column_mappings",
        (
            {**mapping._asdict(), "batch_uuid": batch, "recorded_at": instant}
            for mapping in mappings
        ),
    )


def remembered(source: sqlite3.Connection | Transaction) -> dict[str, dict[str, str]]:
    """Return what stands, by shape: heading by field. One heading serves one field."""
    headings: dict[str, dict[str, str]] = {}
    for shape, field, heading in rows(
        source, "SELECT shape, field, heading FROM column_mappings ORDER BY id"
    ):
        of_shape = headings.setdefault(shape, {})
        for other in [name for name, known in of_shape.items() if known == heading]:
            del of_shape[other]
        of_shape[field] = heading
    return headings
