"""Which heights of the ground count: the last that were taken in and not taken back. Light."""

from __future__ import annotations

import sqlite3

LAST_STANDING = """
    FROM heights AS h
    WHERE h.takes_back IS NULL AND (?1 IS NULL OR h.commit_number <= ?1)
      AND NOT EXISTS (
        SELECT 1 FROM heights AS b
        WHERE b.takes_back = h.uuid AND (?1 IS NULL OR b.commit_number <= ?1))
    ORDER BY h.place_in_order DESC, h.recorded_at DESC, h.uuid DESC LIMIT 1
"""
"""What counts of the commits up to ``?1``, all of them where it is null."""


def counting(connection: sqlite3.Connection, *, known_at: int | None = None) -> str | None:
    """Return the hash of the heights that count, None where none were taken in.

    Args:
        known_at: number of the last commit that is known, None = everything.
    """
    row = connection.execute("SELECT h.sha256" + LAST_STANDING, (known_at,)).fetchone()
    return row and str(row[0])
