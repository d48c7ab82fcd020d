"""The heights of the ground that a user took in: events, of which the last that stands counts.

They are no observation, nothing is counted from them: estimates of new roads rest on them.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from hashlib import sha256

from mocgioi.domain.batch import IncomingFile, Receipt
from mocgioi.domain.decision import identity_of
from mocgioi.domain.heights import Heights, HeightsRead
from mocgioi.store import batches
from mocgioi.store.events import rows
from mocgioi.store.geopackage import Transaction

KIND = "dem"
"""Of the batches that heights come in."""

REMOVED = "dem-remove"
"""Of the batches that say that heights were taken back."""

_KEPT = "h.west, h.north, h.cell_deg, h.grid_rows, h.grid_columns, h.data"

_LAST_STANDING = """
    FROM heights AS h
    WHERE h.takes_back IS NULL AND (?1 IS NULL OR h.commit_number <= ?1)
      AND NOT EXISTS (
        SELECT 1 FROM heights AS b
        WHERE b.takes_back = h.uuid AND (?1 IS NULL OR b.commit_number <= ?1))
    ORDER BY h.place_in_order DESC, h.recorded_at DESC, h.uuid DESC LIMIT 1
"""
"""What counts of the commits up to ``?1``, all of them where it is null."""


def content_sha256(heights: Heights) -> str:
    """Return the hash of heights and of where they are."""
    return sha256(repr(heights[:5]).encode() + heights.decimetres).hexdigest()


def packed(heights: Heights) -> bytes:
    """Return the heights of the cells as the store keeps them."""
    return zlib.compress(heights.decimetres, 6)


def put(
    transaction: Transaction, file: IncomingFile, raster: HeightsRead, packed: bytes
) -> Receipt:
    """Keep heights, which count from now on; those that count already change nothing.

    Args:
        packed: what `packed` made of them.
    """
    heights = raster.heights
    receipt = Receipt(file=file.name, sha256=file.sha256, kind=file.kind, read=1)
    counting = transaction.read("SELECT h.sha256" + _LAST_STANDING, (None,))
    if counting == [(file.content_sha256,)]:
        receipt.unchanged = 1
        return receipt
    [(last,)] = transaction.read("SELECT coalesce(max(place_in_order), 0) FROM heights")
    instant = transaction.instant()
    receipt.batch, receipt.applied = batches.identities(transaction, file, instant)[0], 1
    receipt.findings += file.findings
    batches.write(transaction, receipt, file, instant)
    transaction.insert(
        "heights",
        [
            {
                "uuid": identity_of(KIND, receipt.batch),
                "batch_uuid": receipt.batch,
                "recorded_at": instant,
                "place_in_order": last + 1,
                "sha256": file.content_sha256,
                "percent_covered": raster.percent_covered,
                "west": heights.west,
                "north": heights.north,
                "cell_deg": heights.cell_deg,
                "grid_rows": heights.rows,
                "grid_columns": heights.columns,
                "data": packed,
            }
        ],
    )
    return receipt


def read(
    connection: sqlite3.Connection, *, known_at: int | None = None
) -> tuple[Heights, float] | None:
    """Return the heights that count and the percentage of the communes' ground that they cover,
    None where none were taken in.

    Args:
        known_at: number of the last commit that is known, None = everything.
    """
    row = connection.execute(
        f"SELECT {_KEPT}, h.percent_covered" + _LAST_STANDING, (known_at,)
    ).fetchone()
    return None if row is None else (_unpacked(*row[:-1]), row[-1])


def counting(connection: sqlite3.Connection, *, known_at: int | None = None) -> str | None:
    """Return the hash of the heights that count, None where none were taken in.

    Args:
        known_at: as in `read`.
    """
    row = connection.execute("SELECT h.sha256" + _LAST_STANDING, (known_at,)).fetchone()
    return row and str(row[0])


def altered(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield the names of the files of which the heights are not as they were stored."""
    for name, known, *kept in connection.execute(
        f"SELECT b.file_name, h.sha256, {_KEPT} FROM heights AS h"
        " JOIN batches AS b ON b.uuid = h.batch_uuid WHERE h.takes_back IS NULL ORDER BY h.id"
    ):
        try:
            is_whole = content_sha256(_unpacked(*kept)) == known
        except zlib.error:
            is_whole = False
        if not is_whole:
            yield name


def _unpacked(
    west: float, north: float, cell_deg: float, grid_rows: int, grid_columns: int, data: bytes
) -> Heights:
    return Heights(west, north, cell_deg, grid_rows, grid_columns, zlib.decompress(data))


def brought(source: sqlite3.Connection | Transaction, batch: str, merged: int | None) -> list[str]:
    """Return the uuids of the heights that a batch brought.

    Args:
        batch: its uuid. merged: number of the commit of a merge, None for another batch.
    """
    found = rows(
        source,
        "SELECT uuid FROM heights WHERE takes_back IS NULL"
        " AND (batch_uuid = ? OR commit_number = ?) ORDER BY id",
        (batch, merged),
    )
    return [uuid for (uuid,) in found]


def take_back(transaction: Transaction, brought: list[str], *, by: str, why: str) -> int:
    """Take back heights, so that those before count again, and return how many stood."""
    gone = {uuid for (uuid,) in transaction.read("SELECT takes_back FROM heights")}
    standing = [uuid for uuid in brought if uuid not in gone]
    for uuid in standing:
        [(name, file_sha256)] = transaction.read(
            "SELECT b.file_name, b.file_sha256 FROM heights AS h"
            " JOIN batches AS b ON b.uuid = h.batch_uuid WHERE h.uuid = ?",
            (uuid,),
        )
        reason = f"{why} ({by})"
        file = IncomingFile(REMOVED, name, file_sha256, uuid, why=reason, is_typed_in=True)
        instant = transaction.instant()
        batch = batches.identities(transaction, file, instant)[0]
        receipt = Receipt(
            file=name, sha256=file_sha256, kind=REMOVED, batch=batch, read=1, applied=1
        )
        batches.write(transaction, receipt, file, instant)
        transaction.insert(
            "heights",
            [
                {
                    "uuid": identity_of(REMOVED, batch),
                    "batch_uuid": batch,
                    "recorded_at": instant,
                    "takes_back": uuid,
                }
            ],
        )
    return len(standing)
