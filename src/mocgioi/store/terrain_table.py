"""Table of the heights of the ground."""

from __future__ import annotations

from mocgioi.store.declaration import UUID, Column, Table

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
