"""What a person said of the columns of files of one shape, and of what words mean, to be used
without asking again.

A shape is the kind of file and the set of its headings (`mocgioi.intake.rows.mapping`). Words have
the shape ``words <aspect>``: their field is the words, folded, their heading the code they mean.
What was said last stands; nothing is taken away.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

from mocgioi.domain.batch import ColumnMapping
from mocgioi.store.events import rows
from mocgioi.store.geopackage import Transaction

WORDS = "words "
"""What the shape of words begins with."""


def of_words(meanings: Mapping[tuple[str, str], str]) -> list[ColumnMapping]:
    """Return what a person said of words, by aspect and folded words, as it is kept."""
    return [
        ColumnMapping(f"{WORDS}{aspect}", words, code) for (aspect, words), code in meanings.items()
    ]


def meanings(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """Return the code that words stand for, as was said last, by aspect and folded words."""
    return {
        (shape.removeprefix(WORDS), words): code
        for shape, words, code in connection.execute(
            "SELECT shape, field, heading FROM column_mappings"
            f" WHERE shape LIKE '{WORDS}%' ORDER BY recorded_at, batch_uuid, id"
        )
    }


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
        source,
        "SELECT shape, field, heading FROM column_mappings"
        f" WHERE shape NOT LIKE '{WORDS}%' ORDER BY recorded_at, batch_uuid, id",
    ):
        of_shape = headings.setdefault(shape, {})
        for other in [name for name, known in of_shape.items() if known == heading]:
            del of_shape[other]
        of_shape[field] = heading
    return headings
