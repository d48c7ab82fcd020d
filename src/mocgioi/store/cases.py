"""What alarms and cases are made from, as the store holds it: rejected rows, what was told of
rows that were taken, and what was done since.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from mocgioi.domain.batch import RejectedRow
from mocgioi.domain.cases import CaseEvent
from mocgioi.domain.observation import last_verdict_sql
from mocgioi.store.events import rows
from mocgioi.store.geopackage import Transaction

_FIELDS = (
    "uuid, case_uuid, subject, kind, day, party, document, why, recorded_at, recorded_by, withdraws"
)

_TAKEN_BACK = (
    "(SELECT count(*) > 0 AND count(*) ="
    f" count(*) FILTER (WHERE {last_verdict_sql('o.uuid')} = 'undone')"
    " FROM observations o WHERE o.batch_uuid = b.uuid)"
)
"""SQL: all that a batch observed was taken back, and with it what its other rows say."""


class RowOfBatch(NamedTuple):
    """A row that was not taken: of which batch, file and instant (UTC)."""

    batch: str
    file: str | None
    recorded_at: str
    rejected: RejectedRow


class ToldOfRow(NamedTuple):
    """What was told of a row or line of a file that is no observation.

    Attributes:
        code: of the finding. text: what stood there, word for word.
    """

    batch: str
    recorded_at: str
    code: str
    sheet: str | None
    row: int | None
    text: str


def rejected_of_surveys(
    source: sqlite3.Connection | Transaction, batch: str | None = None
) -> list[RowOfBatch]:
    """Return the rows of surveys that were not taken, of one batch or of all, oldest first.

    Those of a batch that was taken back are left out.
    """
    found = rows(
        source,
        "SELECT b.uuid, b.file_name, b.recorded_at, r.sheet, r.row_number, r.content, r.codes"
        " FROM rejected_rows r JOIN batches b ON b.uuid = r.batch_uuid"
        f" WHERE b.kind = 'survey' AND (?1 IS NULL OR b.uuid = ?1) AND NOT {_TAKEN_BACK}"
        " ORDER BY b.recorded_at, r.id",
        (batch,),
    )
    return [
        RowOfBatch(
            uuid, file, at, RejectedRow(sheet, row, json.loads(content), tuple(codes.split()))
        )
        for uuid, file, at, sheet, row, content, codes in found
    ]


def told_of_rows(
    source: sqlite3.Connection | Transaction, codes: Iterable[str], batch: str | None = None
) -> list[ToldOfRow]:
    """Return what findings of these codes tell of rows of surveys, their value being the text."""
    found = rows(
        source,
        "SELECT b.uuid, b.recorded_at, f.code, f.sheet, f.row_number, f.value"
        " FROM findings f JOIN batches b ON b.uuid = f.batch_uuid"
        " WHERE b.kind = 'survey' AND f.value IS NOT NULL"
        " AND f.code IN (SELECT value FROM json_each(?1))"
        f" AND (?2 IS NULL OR b.uuid = ?2) AND NOT {_TAKEN_BACK} ORDER BY b.recorded_at, f.id",
        (json.dumps(list(codes)), batch),
    )
    return [ToldOfRow._make(row) for row in found]


def read(source: sqlite3.Connection | Transaction) -> list[CaseEvent]:
    """Return everything recorded about cases, oldest first."""
    found = rows(source, f"SELECT {_FIELDS} FROM case_events ORDER BY recorded_at, id")
    return [CaseEvent._make(row) for row in found]


def put(
    transaction: Transaction, events: Iterable[CaseEvent], *, illustrative: bool = False
) -> None:
    """Record what was done; nothing that is there is changed."""
    transaction.insert(
        "case_events",
        (
            {
                **{
                    ("case_uuid" if name == "case" else name): value
                    for name, value in event._asdict().items()
                },
                "illustrative": illustrative,
            }
            for event in events
        ),
    )
