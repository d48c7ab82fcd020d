"""Tables of the register: markers, places, roads, projects and published figures."""

from __future__ import annotations

from collections.abc import Iterator

from mocgioi.domain.aspects import FOLDED
from mocgioi.domain.vocabulary import CODE_LISTS
from mocgioi.store.declaration import (
    BOOLEAN,
    EDITED_BY,
    GIVEN_UUID,
    ILLUSTRATIVE,
    NOTE,
    SOURCE,
    UUID,
    Column,
    Table,
)


def folded_columns() -> Iterator[Column]:
    """Yield the columns of ``markers`` that hold the fold of an aspect, as declared."""
    for name, aspect in FOLDED.items():
        codes = aspect.code if aspect.code in CODE_LISTS else None
        yield Column(name, "TEXT", aspect.heading.vi, codes)
        if aspect.keeps_since:
            yield Column(f"{name}_since", "DATE", f"{aspect.heading.vi} từ ngày")


REGISTER_TABLES: tuple[Table, ...] = (
    Table(
        "markers",
        "Mốc giới",
        "Border markers; the status columns are the fold of observations.",
        (
            Column("uuid", UUID, "UUID"),
            Column("number", "TEXT NOT NULL UNIQUE", "Số hiệu mốc"),
            Column("kind", "TEXT NOT NULL", "Loại mốc", "kind"),
            *folded_columns(),
            Column("last_observed_on", "DATE", "Kiểm tra lần cuối"),
            Column("disagreements", "INTEGER NOT NULL DEFAULT 0", "Số liệu chưa thống nhất"),
            Column("border_km", "DOUBLE", "Km dọc đường biên"),
            Column("measured", "TEXT", "Theo tuyến trên bản đồ", "measured"),
            ILLUSTRATIVE,
            EDITED_BY,
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
            ILLUSTRATIVE,
            SOURCE,
            EDITED_BY,
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
            NOTE,
            ILLUSTRATIVE,
            SOURCE,
            EDITED_BY,
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
            ILLUSTRATIVE,
            SOURCE,
            EDITED_BY,
        ),
        "POINT",
    ),
    Table(
        "roads",
        "Đường lên mốc",
        "Access roads and the trunk roads they join.",
        (
            Column("uuid", GIVEN_UUID, "UUID"),
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
            ILLUSTRATIVE,
            SOURCE,
            EDITED_BY,
        ),
        "MULTILINESTRING",
    ),
    Table(
        "boundary",
        "Đường biên",
        "The border line as supplied, in pieces.",
        (
            Column("uuid", GIVEN_UUID, "UUID"),
            Column("commune_code", "TEXT", "Mã xã"),
            Column("km_from", "DOUBLE", "Từ km"),
            Column("km_to", "DOUBLE", "Đến km"),
            ILLUSTRATIVE,
            SOURCE,
            EDITED_BY,
        ),
        "LINESTRING",
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
            ILLUSTRATIVE,
            SOURCE,
            EDITED_BY,
        ),
    ),
    Table(
        "contributions",
        "Đóng góp",
        "What one donor gave to a project.",
        (
            Column("uuid", GIVEN_UUID, "UUID"),
            Column("project", "TEXT", "Mã công trình"),
            Column("donor", "TEXT NOT NULL", "Đơn vị đóng góp"),
            Column("kind", "TEXT NOT NULL", "Hình thức", "contribution_kind"),
            Column("amount_vnd", "INTEGER", "Số tiền (đồng)"),
            Column("working_days", "DOUBLE", "Ngày công"),
            Column("words", "TEXT", "Nguyên văn"),
            ILLUSTRATIVE,
            SOURCE,
            EDITED_BY,
        ),
    ),
    Table(
        "published",
        "Số liệu đã công bố",
        "Figures as published, in their own words.",
        (
            Column("uuid", GIVEN_UUID, "UUID"),
            Column("measure", "TEXT NOT NULL", "Chỉ tiêu"),
            Column("value", "DOUBLE NOT NULL", "Giá trị"),
            Column("denominator", "DOUBLE", "Trên tổng số"),
            Column("as_of", "DATE", "Tính đến ngày"),
            Column("as_of_inferred", BOOLEAN, "Ngày suy ra"),
            Column("funding", "TEXT", "Nguồn vốn", "funding"),
            Column("words", "TEXT", "Nguyên văn"),
            Column("confidence", "TEXT", "Độ tin cậy"),
            NOTE,
            SOURCE,
            EDITED_BY,
        ),
    ),
)
