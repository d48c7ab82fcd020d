"""Batches as they are written: the receipt of a file, what was found in it, its rejected rows."""

from __future__ import annotations

import json

from mocgioi.domain.batch import IncomingFile, Receipt
from mocgioi.store.geopackage import Transaction
from mocgioi.version import VERSION


def seen_before(transaction: Transaction, file: IncomingFile) -> tuple[str, str] | None:
    """Return the batch these very rows were taken in as before, and when: uuid, instant."""
    rows = transaction.read(
        "SELECT uuid, recorded_at FROM batches WHERE content_sha256 = ? AND kind = ?"
        " ORDER BY id DESC LIMIT 1",
        (file.content_sha256, file.kind),
    )
    return (rows[0][0], rows[0][1]) if rows else None


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
            }
            for row in file.rejected
        ),
    )
