"""Tables of the store: their columns, code lists, guards and triggers.

One declaration makes the SQL table, its row in ``gpkg_contents``, its description for QGIS
(schema extension, clause F.9), its R-tree (clause F.3), and the triggers that enforce the
code lists, keep cached counts true, keep the ledger from being changed and record what
another program edits as observations.
"""

from __future__ import annotations

from mocgioi.store.declaration import Column, Table
from mocgioi.store.heights_table import HEIGHTS
from mocgioi.store.ledger_tables import LEDGER_TABLES
from mocgioi.store.photo_tables import PHOTO_TABLES
from mocgioi.store.register_tables import REGISTER_TABLES

TABLES: tuple[Table, ...] = (
    *REGISTER_TABLES,
    *LEDGER_TABLES,
    *PHOTO_TABLES,
    HEIGHTS,
    Table(
        "code_lists",
        "Danh mục mã",
        "Codes with their labels.",
        (
            Column("list", "TEXT NOT NULL", "Danh mục"),
            Column("code", "TEXT NOT NULL", "Mã"),
            Column("vi", "TEXT NOT NULL", "Tiếng Việt"),
            Column("en", "TEXT NOT NULL", "Tiếng Anh"),
        ),
    ),
    Table(
        "reach_distances",
        "Khoảng cách mốc – đường",
        "Roads near each marker, planar metres; computed, not observed.",
        (
            Column("marker_number", "TEXT NOT NULL", "Số hiệu mốc"),
            Column("road_uuid", "TEXT NOT NULL", "Đường"),
            Column("distance_m", "DOUBLE NOT NULL", "Cách (m)"),
        ),
    ),
    Table(
        "reach_joins",
        "Đấu nối đường",
        "Pairs of roads that are joined; computed.",
        (
            Column("road_uuid", "TEXT NOT NULL", "Đường"),
            Column("other_uuid", "TEXT NOT NULL", "Nối với"),
        ),
    ),
    Table(
        "settings",
        "Thiết lập",
        "Facts about the store itself.",
        (
            Column("name", "TEXT NOT NULL UNIQUE", "Tên"),
            Column("value", "TEXT", "Giá trị"),
        ),
    ),
    Table(
        "layer_styles",
        "Kiểu hiển thị và biểu mẫu",
        "As QGIS makes and reads it; other programs write their styles there.",
        (
            Column("f_table_catalog", "TEXT(256)", "Danh mục"),
            Column("f_table_schema", "TEXT(256)", "Lược đồ"),
            Column("f_table_name", "TEXT(256)", "Lớp"),
            Column("f_geometry_column", "TEXT(256)", "Cột hình học"),
            Column("styleName", "TEXT(30)", "Tên kiểu"),
            Column("styleQML", "TEXT", "QML"),
            Column("styleSLD", "TEXT", "SLD"),
            Column("useAsDefault", "BOOLEAN", "Mặc định"),
            Column("description", "TEXT", "Mô tả"),
            Column("owner", "TEXT(30)", "Người tạo"),
            Column("ui", "TEXT(30)", "Giao diện"),
            Column("update_time", "DATETIME", "Thời điểm sửa"),
        ),
    ),
    Table(
        "edits",
        "Một giá trị được sửa",
        "Never holds a row: a trigger makes an event of what is inserted.",
        (
            Column("subject", "TEXT", "Đối tượng"),
            Column("aspect", "TEXT", "Nội dung"),
            Column("value", "BLOB", "Giá trị"),
            Column("observed_on", "DATE", "Ngày"),
            Column("observer", "TEXT", "Người sửa"),
            Column("illustrative", "BOOLEAN", "Số liệu minh họa"),
        ),
    ),
    Table(
        "refolds",
        "Mốc được tính lại",
        "Never holds a row: a trigger folds the marker that is inserted.",
        (Column("number", "TEXT", "Số hiệu mốc"),),
    ),
    Table(
        "holds",
        "Lần lưu chờ quyết định",
        "Never holds a row: a trigger lets the save that is inserted wait for a person.",
        (Column("batch_uuid", "TEXT", "Đợt nhập"),),
    ),
    Table(
        "writer",
        "Cờ ghi",
        "One row; 1 only inside a transaction of mocgioi.",
        (Column("writing", "INTEGER NOT NULL DEFAULT 0", "Đang ghi"),),
    ),
)

BY_NAME = {table.name: table for table in TABLES}

LISTED = frozenset(
    table.name
    for table in TABLES
    if table in (*REGISTER_TABLES, *PHOTO_TABLES) or table.name in ("observations", "layer_styles")
)
"""Tables that other programs offer among the layers of the file. Of the others, which hold what
the program needs to remember, the file says that an extension of ours uses them."""

INDEXES = {
    "observations_by_subject": "observations (subject, aspect)",
    "observations_by_aspect": "observations (aspect, observed_on)",
    "observations_by_row": "observations (batch_uuid, row_number)",
    "observations_of_alarms": (
        "observations (aspect, value, subject) WHERE aspect = 'marker_condition'"
    ),
    "markers_as_counted": (
        "markers (needs_road, road_status, road_status_since, road_condition, measured, funding,"
        " illustrative, disagreements, number)"
    ),
    "decisions_by_observation": "decisions (observation_uuid)",
    "roads_as_counted": "roads (uuid, status, started_on, completed_on)",
    "roads_by_marker": "roads (serves, uuid) WHERE serves <> ''",
    "reach_distances_by_marker": "reach_distances (marker_number)",
    "reach_joins_by_road": "reach_joins (road_uuid)",
    "reach_joins_by_other": "reach_joins (other_uuid)",
}
"""By name, the table and the columns that are searched by."""

RENAMED = {("observations", "marker_number"): "subject"}
"""By table and former name, what a column of an earlier version is called now."""
