"""Tables of photographs, and how they are related to markers and observations.

OGC 18-000 (GeoPackage Related Tables Extension 1.0): a media table, and one mapping table
for each relation. QGIS, GDAL and NGA's library show them as pictures of a marker.
"""

from __future__ import annotations

from mocgioi.store.declaration import COMMIT, UUID, Column, Relation, Table


def _mapping(name: str, title: str, description: str) -> Table:
    """Return a mapping table (OGC 18-000, clause 7.3): pairs of primary keys."""
    return Table(
        name,
        title,
        description,
        (
            Column("base_id", "INTEGER NOT NULL", "Đối tượng"),
            Column("related_id", "INTEGER NOT NULL", "Ảnh"),
        ),
        unique=("base_id", "related_id"),
    )


PHOTO_TABLES: tuple[Table, ...] = (
    Table(
        "photos",
        "Ảnh hiện trường",
        "Photographs, each once: the same bytes are the same photograph.",
        (
            Column("uuid", UUID, "UUID"),
            Column("content_type", "TEXT NOT NULL", "Kiểu tệp"),
            Column("sha256", "TEXT NOT NULL UNIQUE", "SHA-256"),
            Column("name", "TEXT NOT NULL", "Tên tệp"),
            Column("size_bytes", "INTEGER NOT NULL", "Số byte"),
            Column("taken_at", "DATETIME", "Thời điểm chụp"),
            Column("longitude", "DOUBLE", "Kinh độ"),
            Column("latitude", "DOUBLE", "Vĩ độ"),
            Column("batch_uuid", "TEXT NOT NULL", "Đợt nhập"),
            Column("recorded_at", "DATETIME NOT NULL", "Thời điểm ghi"),
            COMMIT,
            # Last: SQLite walks through every page of it to reach a column behind it.
            Column("data", "BLOB NOT NULL", "Ảnh"),
        ),
        ledger=True,
    ),
    _mapping(
        "markers_photos",
        "Ảnh của mốc",
        "Which photographs are evidence of a marker today; the fold of observations.",
    ),
    _mapping(
        "observations_photos",
        "Ảnh của số liệu",
        "Which photographs came with an observation.",
    ),
)

RELATIONS: tuple[Relation, ...] = (
    Relation("markers", "photos", "media", "markers_photos"),
    Relation("observations", "photos", "media", "observations_photos"),
)
