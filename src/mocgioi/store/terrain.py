"""The heights of the ground that a user took in: the last raster counts, the one before is kept.

They are no observation: nothing is counted from them, and they do not go from one copy of a store
to another by a merge.
"""

from __future__ import annotations

import sqlite3
import zlib

from mocgioi.domain.batch import IncomingFile, Receipt
from mocgioi.domain.heights import Heights
from mocgioi.store import batches
from mocgioi.store.geopackage import Transaction

KIND = "dem"
"""Of the batches that heights come in."""

REMOVED = "dem-remove"
"""Of the batches that say that heights were taken back."""


def put(transaction: Transaction, file: IncomingFile, heights: Heights) -> Receipt:
    """Keep heights in place of those there were; the same file again changes nothing."""
    receipt = Receipt(file=file.name, sha256=file.sha256, kind=file.kind, read=1)
    kept = transaction.read(
        "SELECT t.id, b.content_sha256 FROM terrain t JOIN batches b ON b.uuid = t.batch_uuid"
        " ORDER BY t.id DESC"
    )
    if kept and kept[0][1] == file.content_sha256:
        receipt.unchanged = 1
        return receipt
    instant = transaction.instant()
    receipt.batch, receipt.applied = batches.identities(transaction, file, instant)[0], 1
    batches.write(transaction, receipt, file, instant)
    transaction.delete("terrain", "id", [number for number, _ in kept[1:]])
    transaction.insert(
        "terrain",
        [
            {
                "batch_uuid": receipt.batch,
                "west": heights.west,
                "north": heights.north,
                "cell_deg": heights.cell_deg,
                "grid_rows": heights.rows,
                "grid_columns": heights.columns,
                "heights": zlib.compress(heights.decimetres, 6),
            }
        ],
    )
    return receipt


def read(connection: sqlite3.Connection, *, known_at: str | None = None) -> Heights | None:
    """Return the heights that count, None where none were taken in.

    Args:
        known_at: the instant of knowledge (UTC), None = everything. Heights that were replaced
            twice, or taken back, are not there any more.
    """
    row = connection.execute(
        "SELECT t.west, t.north, t.cell_deg, t.grid_rows, t.grid_columns, t.heights FROM terrain t"
        " JOIN batches b ON b.uuid = t.batch_uuid WHERE ?1 IS NULL OR b.recorded_at <= ?1"
        " ORDER BY t.id DESC LIMIT 1",
        (known_at,),
    ).fetchone()
    if row is None:
        return None
    west, north, cell_deg, rows, columns, packed = row
    return Heights(west, north, cell_deg, rows, columns, zlib.decompress(packed))


def take_back(transaction: Transaction, batch: str, *, by: str, why: str) -> bool:
    """Take away what a batch brought, so that the heights before count again, and record why.

    Says whether there was any.
    """
    kept = transaction.read(
        "SELECT t.id, b.file_name, b.file_sha256 FROM terrain t"
        " JOIN batches b ON b.uuid = t.batch_uuid WHERE t.batch_uuid = ?",
        (batch,),
    )
    for number, name, sha256 in kept:
        transaction.delete("terrain", "id", [number])
        said = f"{why} ({by})"
        file = IncomingFile(REMOVED, name, sha256, sha256, why=said, is_typed_in=True)
        instant = transaction.instant()
        uuid = batches.identities(transaction, file, instant)[0]
        receipt = Receipt(file=name, sha256=sha256, kind=REMOVED, batch=uuid, read=1, applied=1)
        batches.write(transaction, receipt, file, instant)
    return bool(kept)
