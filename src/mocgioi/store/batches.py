"""Batches as they are written: the receipt of a file, what was found in it, its rejected rows.

And which of them said something until a day.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from mocgioi.domain.batch import IncomingFile, Receipt
from mocgioi.domain.decision import identity_of
from mocgioi.domain.rejected import RejectedRow
from mocgioi.store.events import current_numbers, rows
from mocgioi.store.geopackage import Transaction
from mocgioi.version import VERSION


def seen_before(
    source: sqlite3.Connection | Transaction, file: IncomingFile
) -> tuple[str, str] | None:
    """Return the batch these very rows were taken in as before, and when: uuid, instant."""
    seen = rows(
        source,
        "SELECT uuid, recorded_at FROM batches WHERE content_sha256 = ? AND kind = ?"
        " ORDER BY id DESC LIMIT 1",
        (file.content_sha256, file.kind),
    )
    return (seen[0][0], seen[0][1]) if seen else None


def said_until(
    connection: sqlite3.Connection,
    subjects: Iterable[str] | None = None,
    *,
    as_of: str,
    known_at: int | None,
) -> set[str]:
    """Return the batches that said something of a day or before, known by a commit.

    That a marker had its number is said when it gets another.

    Args:
        subjects: said of these, a marker by the number that it has as of the day; None: of any.
    """
    among, parameters = "", {"as_of": as_of, "known_at": known_at}
    if subjects is not None:
        numbers, wanted = current_numbers(connection, as_of, known_at), set(subjects)
        wanted |= {other for other, number in numbers.items() if number in wanted}
        among = " AND subject IN (SELECT value FROM json_each(:subjects))"
        parameters["subjects"] = json.dumps(sorted(wanted))
    found = connection.execute(
        "SELECT DISTINCT batch_uuid FROM observations WHERE batch_uuid NOT NULL"
        " AND aspect <> 'number' AND coalesce(observed_on, '') <= :as_of"
        f" AND (:known_at IS NULL OR commit_number <= :known_at){among}",
        parameters,
    )
    return {batch for (batch,) in found}


def undone_before(
    source: sqlite3.Connection | Transaction, file: IncomingFile
) -> tuple[str, str] | None:
    """Return when a person last took these very rows back, or one of them, and why."""
    undone = rows(
        source,
        "SELECT d.recorded_at, d.why FROM batches AS b"
        " JOIN observations AS o ON o.batch_uuid = b.uuid"
        " JOIN decisions AS d ON d.observation_uuid = o.uuid AND d.verdict = 'undone'"
        " WHERE b.content_sha256 = ? AND b.kind = ? ORDER BY d.id DESC LIMIT 1",
        (file.content_sha256, file.kind),
    )
    return (undone[0][0], undone[0][1]) if undone else None


def identities(transaction: Transaction, file: IncomingFile, instant: str) -> tuple[str, str]:
    """Return what identifies a batch, and what the identities of its observations are made of.

    The same rows taken in twice are two batches of one source; what is typed in is a source of
    its own each time.
    """
    content = (file.kind, file.content_sha256, instant if file.is_typed_in else None)
    [(before,)] = transaction.read(
        "SELECT count(*) FROM batches WHERE content_sha256 = ? AND kind = ?",
        (file.content_sha256, file.kind),
    )
    return identity_of("batch", *content, before), identity_of("source", *content)


def subjects(transaction: Transaction, batch: str) -> set[str]:
    """Return of what a batch brought something new."""
    told = transaction.read(
        "SELECT DISTINCT subject FROM observations WHERE batch_uuid = ?", (batch,)
    )
    return {subject for (subject,) in told}


def write(transaction: Transaction, receipt: Receipt, file: IncomingFile, instant: str) -> None:
    """Write a file as a batch: its receipt, its findings, and its rejected rows verbatim."""
    transaction.insert(
        "batches",
        [
            {
                "uuid": receipt.batch,
                "kind": file.kind,
                "file_name": file.name,
                "file_sha256": file.sha256,
                "content_sha256": file.content_sha256,
                "crs": file.crs,
                "effective_on": file.effective_on,
                "why": file.why,
                "recorded_at": instant,
                "rows_read": receipt.read,
                "rows_applied": receipt.applied,
                "rows_unchanged": receipt.unchanged,
                "rows_queued": receipt.queued,
                "rows_rejected": receipt.rejected,
                "photos_stored": receipt.photos_stored,
                "photos_missing": receipt.photos_missing,
                "program_version": VERSION,
            }
        ],
    )
    transaction.insert(
        "findings",
        (
            {
                "batch_uuid": receipt.batch,
                "code": f.code,
                "severity": f.severity,
                "sheet": f.sheet,
                "row_number": f.row,
                "column_name": f.column,
                "value": f.value,
                "message_vi": f.words().vi,
                "message_en": f.words().en,
            }
            for f in receipt.findings
        ),
    )
    transaction.insert(
        "rejected_rows",
        (
            {
                "batch_uuid": receipt.batch,
                "sheet": row.sheet,
                "row_number": row.row,
                "content": json.dumps(dict(row.content), ensure_ascii=False),
                "codes": " ".join(row.codes),
                "says": _says(row),
            }
            for row in file.rejected
        ),
    )


def _says(row: RejectedRow) -> str | None:
    """Return what a row says as its column has it: JSON, empty for nothing, null if not read."""
    if row.says is None:
        return None
    return json.dumps(row.says._asdict(), ensure_ascii=False) if row.says.id else ""
