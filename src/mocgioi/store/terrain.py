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
from mocgioi.store.declaration import UUID, Column, Table
from mocgioi.store.geopackage import Transaction

KIND = "dem"
"""Of the batches that heights come in."""

TERRAIN = Table(
    "terrain",
    "Độ cao địa hình",
    "Heights of the ground on a grid, as taken in; the last row counts.",
    (
        Column("uuid", UUID, "UUID"),
        Column("batch_uuid", "TEXT NOT NULL", "Đợt nhập"),
        Column("west", "DOUBLE NOT NULL", "Kinh độ tây"),
        Column("north", "DOUBLE NOT NULL", "Vĩ độ bắc"),
        Column("cell_deg", "DOUBLE NOT NULL", "Cỡ ô (độ)"),
        Column("grid_rows", "INTEGER NOT NULL", "Số hàng"),
        Column("grid_columns", "INTEGER NOT NULL", "Số cột"),
        Column("heights", "BLOB NOT NULL", "Độ cao (dm)"),
    ),
)


def put(transaction: Transaction, file: IncomingFile, heights: Heights) -> Receipt:
    """Keep heights in place of those there were; the same file again changes nothing."""
    receipt = Receipt(file.name, file.sha256, file.kind, read=1)
    [*current] = transaction.read(
        "SELECT b.content_sha256 FROM terrain t JOIN batches b ON b.uuid = t.batch_uuid"
        " ORDER BY t.id DESC LIMIT 1"
    )
    if current == [(file.content_sha256,)]:
        receipt.unchanged = 1
        return receipt
    instant = transaction.instant()
    receipt.batch, receipt.applied = batches.identities(transaction, file, instant)[0], 1
    batches.write(transaction, receipt, file, instant)
    transaction.execute(
        "DELETE FROM terrain WHERE id < (SELECT max(id) FROM terrain)",
    )
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


def read(connection: sqlite3.Connection) -> Heights | None:
    """Return the heights that count, None where none were taken in."""
    row = connection.execute(
        "SELECT west, north, cell_deg, grid_rows, grid_columns, heights FROM terrain"
        " ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return None if row is None else Heights(*row[:5], zlib.decompress(row[5]))


def take_back(transaction: Transaction, batch: str) -> int:
    """Take away what a batch brought, so that the heights before count again; return how many."""
    [(count,)] = transaction.read("SELECT count(*) FROM terrain WHERE batch_uuid = ?", (batch,))
    transaction.execute("DELETE FROM terrain WHERE batch_uuid = ?", (batch,))
    return int(count)
