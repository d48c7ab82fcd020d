"""What alarms and cases are made from, as the store holds it: rejected rows, what was told of
rows that were taken, and what was done since.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from mocgioi.domain.alarms import ALARM_UNREAD
from mocgioi.domain.cases import CaseEvent
from mocgioi.domain.decision import last_verdict_sql
from mocgioi.domain.vocabulary import PERHAPS_AT_ONCE, REPORT_AT_ONCE
from mocgioi.records import NamedTuple
from mocgioi.store.events import rows
from mocgioi.store.geopackage import Transaction
from mocgioi.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from mocgioi.domain.rejected import RejectedRow

_FIELDS = (
    "uuid, case_uuid, subject, kind, day, party, document, why, recorded_at, recorded_by,"
    " withdraws, commit_number"
)

_NOT_TAKEN_BACK = (
    "b.uuid NOT IN (SELECT t.uuid FROM batches t WHERE t.uuid IN (SELECT u.batch_uuid"
    " FROM decisions d JOIN observations u ON u.uuid = d.observation_uuid"
    " WHERE d.verdict = 'undone') AND (SELECT count(*) > 0 AND count(*) ="
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
    """Return the rows of surveys that were not taken and may be an alarm, oldest first.

    Those of a batch taken back are not among them; those that nobody has read for alarms are.
    """
    found = rows(
        source,
        "SELECT b.uuid, b.file_name, b.recorded_at, r.sheet, r.row_number, r.content, r.codes,"
        " r.says, b.commit_number FROM rejected_rows r JOIN batches b ON b.uuid = r.batch_uuid"
        " WHERE b.kind = 'survey' AND r.says IS NOT ''"
        f" AND {_NOT_TAKEN_BACK} ORDER BY b.id, r.id",
    )
    if not found:
        return []
    from mocgioi.domain.rejected import ROWS_CORRECTED, RejectedRow, RowSays

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
    return [
        RowOfBatch(
            uuid,
            file,
            at,
            RejectedRow(
                sheet,
                row,
                json.loads(content),
                tuple(codes.split()),
                None if says is None else RowSays(**json.loads(says)),
            ),
            returned.get((uuid, sheet, row)) or whole.get(uuid),
            commit,
        )
        for uuid, file, at, sheet, row, content, codes, says, commit in found
    ]


def unread_texts(source: sqlite3.Connection | Transaction) -> list[UnreadText]:
    """Return what was told under `ALARM_UNREAD`, oldest first; not of a batch taken back.

    What a file said that was refused as a whole is none once that file was taken: its rows say it.
    """
    found = rows(
        source,
        "SELECT b.uuid, b.recorded_at, f.sheet, f.row_number, f.value,"
        " CASE WHEN count(DISTINCT o.subject) = 1 THEN min(o.subject) END,"
        " CASE WHEN count(DISTINCT o.subject) = 1 THEN min(o.observed_on) END,"
        " min(o.observer), b.commit_number, b.rows_read = 0"
        " FROM findings f JOIN batches b ON b.uuid = f.batch_uuid LEFT JOIN observations o"
        " ON o.batch_uuid = b.uuid AND o.row_number = f.row_number"
        f" WHERE f.code = '{ALARM_UNREAD}' AND f.value IS NOT NULL AND {_NOT_TAKEN_BACK}"
        " GROUP BY f.id ORDER BY b.id, f.id",
    )
    if not any(is_refused for *_, is_refused in found):
        return [UnreadText._make(row[:-1]) for row in found]
    taken_since = _taken_since(source)
    return [UnreadText._make(row[:-1]) for row in found if not (row[-1] and row[0] in taken_since)]


def refused_surveys(source: sqlite3.Connection | Transaction) -> dict[str, set[str]]:
    """Return what may be an alarm in each file that was refused and not taken since, by batch."""
    taken_since = _taken_since(source)
    texts: dict[str, set[str]] = {}
    for batch, text in rows(
        source,
        "SELECT b.uuid, f.value FROM findings f JOIN batches b ON b.uuid = f.batch_uuid"
        f" WHERE f.code = '{ALARM_UNREAD}' AND b.rows_read = 0",
    ):
        if batch not in taken_since:
            texts.setdefault(batch, set()).add(text)
    return texts


def _taken_since(source: sqlite3.Connection | Transaction) -> set[str]:
    """Return the batches of which a later one says that it brings them again."""
    from mocgioi.domain.rejected import ROWS_CORRECTED

    again = rows(
        source,
        "SELECT f.value FROM findings f JOIN batches b ON b.uuid = f.batch_uuid"
        f" WHERE f.code = ? AND {_NOT_TAKEN_BACK}",
        (ROWS_CORRECTED,),
    )
    return {batch for (batch,) in again}


def concerned(source: sqlite3.Connection | Transaction) -> set[str]:
    """Return the markers of which an alarm may be, or something is recorded of a case.

    They go by the number they were recorded under; so do the rows that a case is about.
    """
    codes = (*REPORT_AT_ONCE, *PERHAPS_AT_ONCE, "under_repair")
    found = rows(
        source,
        "SELECT subject FROM observations WHERE aspect = 'marker_condition'"
        f" AND value IN ({', '.join('?' * len(codes))})"
        " UNION SELECT subject FROM observations WHERE aspect = 'note'"
        " UNION SELECT subject FROM case_events",
        codes,
    )
    return {subject for (subject,) in found}


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
