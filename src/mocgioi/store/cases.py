"""What alarms and cases are made from, as the store holds it: rejected rows, what was told of
rows that were taken, and what was done since.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from mocgioi.domain.cases import CaseEvent
from mocgioi.domain.decision import last_verdict_sql
from mocgioi.store.events import rows
from mocgioi.store.geopackage import Transaction

if TYPE_CHECKING:
    from mocgioi.domain.batch import RejectedRow

_FIELDS = (
    "uuid, case_uuid, subject, kind, day, party, document, why, recorded_at, recorded_by,"
    " withdraws, commit_number"
)

_NOT_TAKEN_BACK = (
    "b.uuid NOT IN (SELECT t.uuid FROM batches t WHERE"
    " (SELECT count(*) > 0 AND count(*) ="
    f" count(*) FILTER (WHERE {last_verdict_sql('o.uuid')} = 'undone')"
    " FROM observations o WHERE o.batch_uuid = t.uuid))"
)
"""SQL: not all that a batch observed was taken back, and with it what its other rows say. It is
asked once for each batch, not for each of its rows."""


class RowOfBatch(NamedTuple):
    """A row that was not taken.

    Attributes:
        batch: uuid; file: its name; recorded_at: the instant (UTC).
        returned_in: uuid of the batch in which it came again, corrected, or None.
        commit: number of the commit of its batch.
    """

    batch: str
    file: str | None
    recorded_at: str
    rejected: RejectedRow
    returned_in: str | None = None
    commit: int = 0


class UnreadText(NamedTuple):
    """What stands in a survey where nothing is read, and was told for it may be an alarm.

    Attributes:
        batch: uuid of the file's batch; recorded_at: its instant (UTC).
        sheet, row: where it stands. text: word for word.
        marker, seen_on, observer: of the row, where its observations name only one.
        commit: number of the commit of its batch.
    """

    batch: str
    recorded_at: str
    sheet: str | None
    row: int | None
    text: str
    marker: str | None
    seen_on: str | None
    observer: str | None
    commit: int


def rejected_of_surveys(source: sqlite3.Connection | Transaction) -> list[RowOfBatch]:
    """Return the rows of surveys that were not taken, oldest first; not of a batch taken back."""
    if not rows(source, "SELECT 1 FROM rejected_rows LIMIT 1"):
        return []
    from mocgioi.domain.batch import RejectedRow
    from mocgioi.store.history import ROWS_CORRECTED

    returned: dict[tuple[str, str | None, int | None], str] = {}
    whole: dict[str, str] = {}
    for of_batch, sheet, row, by_batch in rows(
        source,
        "SELECT value, sheet, row_number, batch_uuid FROM findings WHERE code = ? ORDER BY id",
        (ROWS_CORRECTED,),
    ):
        if row is None:
            whole[of_batch] = by_batch
        else:
            returned[of_batch, sheet, row] = by_batch
    found = rows(
        source,
        "SELECT b.uuid, b.file_name, b.recorded_at, r.sheet, r.row_number, r.content, r.codes,"
        " b.commit_number FROM rejected_rows r JOIN batches b ON b.uuid = r.batch_uuid"
        f" WHERE b.kind = 'survey' AND {_NOT_TAKEN_BACK} ORDER BY b.recorded_at, r.id",
    )
    return [
        RowOfBatch(
            uuid,
            file,
            at,
            RejectedRow(sheet, row, json.loads(content), tuple(codes.split())),
            returned.get((uuid, sheet, row)) or whole.get(uuid),
            commit,
        )
        for uuid, file, at, sheet, row, content, codes, commit in found
    ]


def unread_texts(source: sqlite3.Connection | Transaction) -> list[UnreadText]:
    """Return what was told under ``alarm-unread``, oldest first; not of a batch taken back."""
    found = rows(
        source,
        "SELECT b.uuid, b.recorded_at, f.sheet, f.row_number, f.value,"
        " CASE WHEN count(DISTINCT o.subject) = 1 THEN min(o.subject) END,"
        " CASE WHEN count(DISTINCT o.subject) = 1 THEN min(o.observed_on) END,"
        " min(o.observer), b.commit_number"
        " FROM findings f JOIN batches b ON b.uuid = f.batch_uuid LEFT JOIN observations o"
        " ON o.batch_uuid = b.uuid AND o.row_number = f.row_number"
        f" WHERE f.code = 'alarm-unread' AND f.value IS NOT NULL AND {_NOT_TAKEN_BACK}"
        " GROUP BY f.id ORDER BY b.recorded_at, f.id",
    )
    return [UnreadText._make(row) for row in found]


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
                    if name != "commit"
                },
                "illustrative": illustrative,
            }
            for event in events
        ),
    )
