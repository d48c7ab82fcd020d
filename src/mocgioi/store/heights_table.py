"""Table of the heights of the ground."""

from __future__ import annotations

from mocgioi.store.declaration import COMMIT, Column, Table

HEIGHTS = Table(
    "heights",
    "Độ cao địa hình",
    "Heights of the ground on a grid, as taken in, and that they were taken back.",
    (
        Column("uuid", "TEXT NOT NULL UNIQUE", "UUID"),
        Column("batch_uuid", "TEXT NOT NULL", "Đợt nhập"),
        Column("recorded_at", "DATETIME NOT NULL", "Thời điểm ghi"),
        Column("takes_back", "TEXT", "Gỡ độ cao"),
        Column("place_in_order", "INTEGER", "Thứ tự"),
        Column("sha256", "TEXT", "SHA-256 của độ cao"),
        Column("percent_covered", "DOUBLE", "Phần địa phận có độ cao (%)"),
        Column("west", "DOUBLE", "Kinh độ tây"),
        Column("north", "DOUBLE", "Vĩ độ bắc"),
        Column("cell_deg", "DOUBLE", "Cỡ ô (độ)"),
        Column("grid_rows", "INTEGER", "Số hàng"),
        Column("grid_columns", "INTEGER", "Số cột"),
        Column("data", "BLOB", "Độ cao (dm)"),
        COMMIT,
    ),
    ledger=True,
)
"""A row that names a `takes_back` takes those heights back and has none itself. Of the rows that
stand the last by `place_in_order` counts: the place after all that were known where it came in."""
