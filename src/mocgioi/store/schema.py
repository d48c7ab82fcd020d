"""Tables of the store: their columns, code lists, guards and triggers.

One declaration makes the SQL table, its row in ``gpkg_contents``, its description for QGIS
(schema extension, clause F.9), its R-tree (clause F.3), and the triggers that enforce the
code lists, keep cached counts true, keep the ledger from being changed and record what
another program edits as observations.
"""

from __future__ import annotations

from typing import NamedTuple


class Column(NamedTuple):
    """A column: SQL type with constraints, its Vietnamese title, and its code list if any."""

    name: str
    sql: str
    title: str
    codes: str | None = None


class Table(NamedTuple):
    """A table of the store.

    Attributes:
        name: as programs know it; title: Vietnamese, as QGIS shows it.
        description: what a row is.
        geometry: ``POINT``, ``MULTILINESTRING`` … for a layer, None for an attribute table.
        ledger: its rows are never changed or deleted.
    """

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    geometry: str | None = None
    ledger: bool = False

    @property
    def key(self) -> str:
        """The integer primary key GeoPackage asks for; never an identity of ours."""
        return "fid" if self.geometry else "id"


_UUID = "TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16))))"
_BOOLEAN = "BOOLEAN NOT NULL DEFAULT 0"
_ILLUSTRATIVE = Column("illustrative", _BOOLEAN, "Số liệu minh họa")
_SOURCE = Column("source", "TEXT", "Nguồn")
_NOTE = Column("note", "TEXT", "Ghi chú")

TABLES: tuple[Table, ...] = (
    Table(
        "markers",
        "Mốc giới",
        "Border markers; the status columns are the fold of observations.",
        (
            Column("uuid", _UUID, "UUID"),
            Column("number", "TEXT NOT NULL UNIQUE", "Số hiệu mốc"),
            Column("kind", "TEXT NOT NULL", "Loại mốc", "kind"),
            Column("grouping", "TEXT", "Kiểu", "grouping"),
            Column("size", "TEXT", "Cỡ", "size"),
            Column("material", "TEXT", "Chất liệu", "material"),
            Column("commune_code", "TEXT", "Mã xã"),
            Column("post_code", "TEXT", "Mã đồn"),
            Column("needs_road", "TEXT", "Cần có đường", "need_road"),
            Column("road_status", "TEXT", "Tình trạng đường", "road_status"),
            Column("road_status_since", "DATE", "Tình trạng đường từ ngày"),
            Column("road_condition", "TEXT", "Chất lượng đường", "road_condition"),
            Column("marker_condition", "TEXT", "Tình trạng mốc", "marker_condition"),
            Column("marker_condition_since", "DATE", "Tình trạng mốc từ ngày"),
            Column("last_observed_on", "DATE", "Kiểm tra lần cuối"),
            Column("disagreements", "INTEGER NOT NULL DEFAULT 0", "Số liệu chưa thống nhất"),
            Column("border_km", "DOUBLE", "Km dọc đường biên"),
            Column("measured", "TEXT", "Theo tuyến trên bản đồ", "measured"),
            _NOTE,
            _ILLUSTRATIVE,
            _SOURCE,
        ),
        "POINT",
    ),
    Table(
        "communes",
        "Xã biên giới",
        "Border communes since 1 July 2025.",
        (
            Column("code", "TEXT NOT NULL UNIQUE", "Mã xã"),
            Column("name", "TEXT NOT NULL", "Xã"),
            Column("formerly", "TEXT", "Trước 1/7/2025"),
            Column("district", "TEXT", "Huyện cũ"),
            Column("km_from", "DOUBLE", "Từ km"),
            Column("km_to", "DOUBLE", "Đến km"),
            Column("longitude", "DOUBLE", "Kinh độ"),
            Column("latitude", "DOUBLE", "Vĩ độ"),
            Column("area_km2", "DOUBLE", "Diện tích (km²)"),
            _ILLUSTRATIVE,
            _SOURCE,
        ),
        "MULTIPOLYGON",
    ),
    Table(
        "posts",
        "Đồn Biên phòng",
        "Border posts and their sectors.",
        (
            Column("code", "TEXT NOT NULL UNIQUE", "Mã đồn"),
            Column("name", "TEXT NOT NULL", "Đồn Biên phòng"),
            Column("communes", "TEXT", "Mã các xã"),
            Column("km_from", "DOUBLE", "Từ km"),
            Column("km_to", "DOUBLE", "Đến km"),
            _NOTE,
            _ILLUSTRATIVE,
            _SOURCE,
        ),
        "POINT",
    ),
    Table(
        "gates",
        "Cửa khẩu",
        "Border gates and freight roads.",
        (
            Column("name", "TEXT NOT NULL UNIQUE", "Cửa khẩu"),
            Column("kind", "TEXT", "Loại"),
            Column("marker_from", "TEXT", "Từ mốc"),
            Column("marker_to", "TEXT", "Đến mốc"),
            _ILLUSTRATIVE,
            _SOURCE,
        ),
        "POINT",
    ),
    Table(
        "roads",
        "Đường lên mốc",
        "Access roads and the trunk roads they join.",
        (
            Column("uuid", _UUID, "UUID"),
            Column("name", "TEXT", "Tên đường"),
            Column("serves", "TEXT", "Phục vụ mốc"),
            Column("road_class", "TEXT NOT NULL DEFAULT 'access'", "Loại đường", "road_class"),
            Column("status", "TEXT", "Tình trạng xây dựng", "road_status"),
            Column("condition", "TEXT", "Chất lượng", "road_condition"),
            Column("surface", "TEXT", "Mặt đường"),
            Column("width_m", "DOUBLE", "Rộng (m)"),
            Column("thickness_cm", "DOUBLE", "Dày (cm)"),
            Column("length_m", "DOUBLE", "Dài theo hồ sơ (m)"),
            Column("cost_vnd", "INTEGER", "Kinh phí (đồng)"),
            Column("funding", "TEXT", "Nguồn vốn", "funding"),
            Column("started_on", "DATE", "Khởi công"),
            Column("completed_on", "DATE", "Hoàn thành"),
            Column("project", "TEXT", "Mã công trình"),
            Column("communes", "TEXT", "Mã các xã"),
            _ILLUSTRATIVE,
            _SOURCE,
        ),
        "MULTILINESTRING",
    ),
    Table(
        "boundary",
        "Đường biên",
        "The border line as supplied, in pieces.",
        (
            Column("commune_code", "TEXT", "Mã xã"),
            Column("km_from", "DOUBLE", "Từ km"),
            Column("km_to", "DOUBLE", "Đến km"),
            _ILLUSTRATIVE,
            _SOURCE,
        ),
        "LINESTRING",
    ),
    Table(
        "observations",
        "Số liệu ghi nhận",
        "One aspect of one marker on one day; never changed or deleted.",
        (
            Column("uuid", _UUID, "UUID"),
            Column("marker_number", "TEXT NOT NULL", "Số hiệu mốc"),
            Column("aspect", "TEXT NOT NULL", "Nội dung"),
            Column("value", "TEXT NOT NULL", "Giá trị"),
            Column("observed_on", "DATE", "Ngày kiểm tra"),
            Column("recorded_at", "DATETIME NOT NULL", "Thời điểm ghi"),
            Column("funding", "TEXT", "Nguồn vốn", "funding"),
            Column("batch_uuid", "TEXT", "Đợt nhập"),
            Column("row_number", "INTEGER", "Dòng"),
            Column("observer", "TEXT", "Người kiểm tra"),
            Column("submission", "TEXT", "Khoá phiếu"),
            _ILLUSTRATIVE,
        ),
        ledger=True,
    ),
    Table(
        "decisions",
        "Quyết định",
        "What a person decided about one observation.",
        (
            Column("uuid", _UUID, "UUID"),
            Column("observation_uuid", "TEXT NOT NULL", "Số liệu"),
            Column("verdict", "TEXT NOT NULL", "Kết luận"),
            Column("recorded_at", "DATETIME NOT NULL", "Thời điểm ghi"),
            Column("decided_by", "TEXT", "Người quyết định"),
            Column("why", "TEXT", "Lý do"),
            Column("resolution_uuid", "TEXT", "Lần giải quyết"),
        ),
        ledger=True,
    ),
    Table(
        "batches",
        "Đợt nhập",
        "One file that was taken in, with its receipt.",
        (
            Column("uuid", _UUID, "UUID"),
            Column("kind", "TEXT NOT NULL", "Loại"),
            Column("file_name", "TEXT", "Tệp"),
            Column("file_sha256", "TEXT", "SHA-256 của tệp"),
            Column("content_sha256", "TEXT", "SHA-256 của nội dung"),
            Column("crs", "TEXT", "Hệ toạ độ"),
            Column("effective_on", "DATE", "Áp dụng từ ngày"),
            Column("recorded_at", "DATETIME NOT NULL", "Thời điểm ghi"),
            Column("rows_read", "INTEGER NOT NULL", "Số dòng đọc"),
            Column("rows_applied", "INTEGER NOT NULL", "Đã ghi"),
            Column("rows_unchanged", "INTEGER NOT NULL", "Không đổi"),
            Column("rows_queued", "INTEGER NOT NULL", "Chờ quyết định"),
            Column("rows_rejected", "INTEGER NOT NULL", "Bị loại"),
            Column("program_version", "TEXT NOT NULL", "Phiên bản"),
        ),
        ledger=True,
    ),
    Table(
        "findings",
        "Lưu ý khi nhập",
        "What was found in a file.",
        (
            Column("batch_uuid", "TEXT NOT NULL", "Đợt nhập"),
            Column("code", "TEXT NOT NULL", "Mã"),
            Column("severity", "TEXT NOT NULL", "Mức độ"),
            Column("sheet", "TEXT", "Trang tính"),
            Column("row_number", "INTEGER", "Dòng"),
            Column("column_name", "TEXT", "Cột"),
            Column("value", "TEXT", "Giá trị"),
            Column("message_vi", "TEXT NOT NULL", "Nội dung"),
            Column("message_en", "TEXT NOT NULL", "Nội dung (Anh)"),
        ),
        ledger=True,
    ),
    Table(
        "rejected_rows",
        "Dòng bị loại",
        "Rows that were not taken, verbatim.",
        (
            Column("batch_uuid", "TEXT NOT NULL", "Đợt nhập"),
            Column("sheet", "TEXT", "Trang tính"),
            Column("row_number", "INTEGER", "Dòng"),
            Column("content", "TEXT NOT NULL", "Nguyên văn (JSON)"),
            Column("codes", "TEXT NOT NULL", "Mã lý do"),
        ),
        ledger=True,
    ),
    Table(
        "register_changes",
        "Thay đổi sổ đăng ký",
        "What an import changed in a register, besides observations.",
        (
            Column("batch_uuid", "TEXT NOT NULL", "Đợt nhập"),
            Column("layer", "TEXT NOT NULL", "Lớp"),
            Column("item", "TEXT NOT NULL", "Đối tượng"),
            Column("column_name", "TEXT NOT NULL", "Cột"),
            Column("old_value", "TEXT", "Cũ"),
            Column("new_value", "TEXT", "Mới"),
            Column("recorded_at", "DATETIME NOT NULL", "Thời điểm ghi"),
        ),
        ledger=True,
    ),
    Table(
        "projects",
        "Công trình đường",
        "Road projects: one may serve many markers.",
        (
            Column("code", "TEXT NOT NULL UNIQUE", "Mã công trình"),
            Column("name", "TEXT NOT NULL", "Công trình"),
            Column("serves", "TEXT", "Phục vụ mốc"),
            Column("markers_served", "INTEGER", "Số mốc"),
            Column("post", "TEXT", "Đồn Biên phòng"),
            Column("commune", "TEXT", "Mã xã"),
            Column("length_m", "DOUBLE", "Dài (m)"),
            Column("width_m", "DOUBLE", "Rộng (m)"),
            Column("thickness_cm", "DOUBLE", "Dày (cm)"),
            Column("steps", "INTEGER", "Số bậc"),
            Column("cost_vnd", "INTEGER", "Kinh phí (đồng)"),
            Column("started_on", "DATE", "Khởi công"),
            Column("completed_on", "DATE", "Hoàn thành"),
            Column("funding", "TEXT", "Nguồn vốn", "funding"),
            Column("words", "TEXT", "Nguyên văn"),
            _ILLUSTRATIVE,
            _SOURCE,
        ),
    ),
    Table(
        "contributions",
        "Đóng góp",
        "What one donor gave to a project.",
        (
            Column("project", "TEXT", "Mã công trình"),
            Column("donor", "TEXT NOT NULL", "Đơn vị đóng góp"),
            Column("kind", "TEXT NOT NULL", "Hình thức", "contribution_kind"),
            Column("amount_vnd", "INTEGER", "Số tiền (đồng)"),
            Column("working_days", "DOUBLE", "Ngày công"),
            Column("words", "TEXT", "Nguyên văn"),
            _ILLUSTRATIVE,
            _SOURCE,
        ),
    ),
    Table(
        "published",
        "Số liệu đã công bố",
        "Figures as published, in their own words.",
        (
            Column("measure", "TEXT NOT NULL", "Chỉ tiêu"),
            Column("value", "DOUBLE NOT NULL", "Giá trị"),
            Column("denominator", "DOUBLE", "Trên tổng số"),
            Column("as_of", "DATE", "Tính đến ngày"),
            Column("as_of_inferred", _BOOLEAN, "Ngày suy ra"),
            Column("funding", "TEXT", "Nguồn vốn", "funding"),
            Column("words", "TEXT", "Nguyên văn"),
            Column("confidence", "TEXT", "Độ tin cậy"),
            _NOTE,
            _SOURCE,
        ),
    ),
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
        "writer",
        "Cờ ghi",
        "One row; 1 only inside a transaction of mocgioi.",
        (Column("writing", "INTEGER NOT NULL DEFAULT 0", "Đang ghi"),),
    ),
)

BY_NAME = {table.name: table for table in TABLES}

EDITED_ELSEWHERE = {
    "needs_road": "need_road",
    "road_status": "road_status",
    "road_condition": "road_condition",
    "marker_condition": "marker_condition",
    "commune_code": "commune",
    "post_code": "post",
}
"""Columns of ``markers`` that another program may edit, and the aspect each one observes."""

GEOMETRY_OF_REACH = {
    "markers": ("geom", "commune_code"),
    "roads": ("geom", "serves"),
    "communes": ("geom",),
    "boundary": ("geom", "km_from", "km_to"),
}
"""What distances, joins and kilometres are computed from, by table."""

INDEXES = (
    "CREATE INDEX observations_by_marker ON observations (marker_number, aspect)",
    "CREATE INDEX observations_by_batch ON observations (batch_uuid)",
    "CREATE INDEX decisions_by_observation ON decisions (observation_uuid)",
)
