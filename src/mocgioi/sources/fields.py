"""Names of columns: the one table of what files from the border call their fields.

Every name is compared folded (`mocgioi.domain.places.fold`): case, diacritics, NFC or NFD,
punctuation and units in brackets do not matter. Where a file has several columns that
could be a field, the name that stands first here wins.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from mocgioi.domain.aspects import ASPECTS, SURVEYED
from mocgioi.domain.phone_form import BESIDE_ANSWERS, SHOWN, SHOWN_AT
from mocgioi.domain.places import fold
from mocgioi.domain.survey_form import SHOWN_OF, SHOWN_OF_ASPECT, SHOWN_TO
from mocgioi.errors import Text

ON_THE_MAP = Text("Trên bản đồ: {heading}", "On the map: {heading}")
"""Headings of `SHOWN`, by the aspect's own."""

_COMMON: dict[str, str] = {
    "number": "Số hiệu mốc|Số hiệu cột mốc|Số hiệu mốc giới|Số hiệu mốc quốc giới|Số hiệu mốc QG|"
    "Số mốc|Số cột mốc|Số mốc giới|Mốc số mấy|Mốc số|Cột mốc số|Số hiệu|Ký hiệu mốc|"
    "SH mốc|SHM|Cột mốc|Mốc giới|"
    "Mốc giới số|Mốc quốc giới|Tên mốc|Tên cột mốc|Các mốc|Mốc|marker_id|marker_number|"
    "marker_no|marker|number|so_hieu_moc|ma_moc|name",
    "kind": "Loại mốc|Loại|kind|type|marker_kind",
    "grouping": "Kiểu|Kiểu mốc|grouping|group",
    "size": "Cỡ|Cỡ mốc|Kích thước|size",
    "material": "Chất liệu|Vật liệu|material",
    "commune": "Xã|Tên xã|Xã biên giới|commune_code|Mã xã|commune|commune_name|"
    "commune_2025|xa_phuong",
    "post": "Đồn Biên phòng|Đồn BP|Đồn|ĐBP|Đơn vị|Đơn vị quản lý|post|border_post|post_code|unit",
    "needs_road": "Thuộc diện làm đường|Thuộc diện|Cần làm đường|Cần có đường|Cần đường|"
    "needs_road|need_road|needs_a_road",
    "longitude": "Kinh độ|longitude|lon|lng|long|centroid_lon|point_x|kinh_do",
    "latitude": "Vĩ độ|latitude|lat|centroid_lat|point_y|vi_do",
    "easting": "easting|east|E|Tọa độ Đông|Y (Đông)|Đông",
    "northing": "northing|north|N|Tọa độ Bắc|X (Bắc)|Bắc",
    "x": "X|Tọa độ X|coord_x",
    "y": "Y|Tọa độ Y|coord_y",
    "coordinates": "Tọa độ|Tọa độ GPS|Vĩ độ, kinh độ|Kinh độ, vĩ độ|Vị trí|Vị trí GPS|Định vị|GPS|"
    "Link Google Maps|Google Maps|Liên kết Google Maps|Link bản đồ|Liên kết bản đồ|Link vị trí|"
    "coordinates|location|geopoint|latlng|lat_lng|lat_lon|lat_long|gps_location|map_link|toa_do",
    "wkt": "wkt|wkt_geom|geometry|geom|the_geom|wkb_geometry|Hình học|Hình dạng",
    "crs": "crs|epsg|srs|srid|Hệ tọa độ|Hệ toạ độ|coordinate_system",
    "note": "Ghi chú|Nhận xét|note|notes|remark|remarks|comment",
    "illustrative": "Minh họa|Số liệu minh họa|illustrative",
    "source": "Nguồn|Nguồn số liệu|Căn cứ|source|sources",
    "name": "Tên|Tên gọi|name|title",
    "code": "Mã|Mã số|code|id",
    "km_from": "km_from|chainage_from_km|Từ km|Km đầu",
    "km_to": "km_to|chainage_to_km|Đến km|Km cuối",
    "length_m": "length_m|Chiều dài (m)|Chiều dài|Độ dài|Dài|length|length_km",
    "width_m": "width_m|Chiều rộng (m)|Chiều rộng|Bề rộng|Rộng|width",
    "thickness_cm": "thickness_cm|Chiều dày (cm)|Chiều dày|Độ dày|Dày|thickness",
    "cost_vnd": "cost_vnd|Kinh phí|Tổng kinh phí|Giá trị|Tổng mức đầu tư|Thành tiền|cost|amount",
    "funding": "|".join(ASPECTS["funding"].spellings),
    "started_on": "started_on|Khởi công|Ngày khởi công|start|started",
    "completed_on": "completed_on|Hoàn thành|Ngày hoàn thành|Năm hoàn thành|finish|"
    "finished|completed",
    "serves": "serves|Phục vụ mốc|Lên mốc|Các mốc|Mốc phục vụ|markers|marker|Số hiệu mốc|Mốc",
    "words": "words|Nguyên văn|Trích dẫn|Diễn giải|quote",
}

_OWN: dict[str, dict[str, str]] = {
    "communes": {
        "name": "name|Tên xã|Xã|Tên|fullName|commune",
        "code": "code|Mã xã|Mã|commune_code|ma_xa",
        "formerly": "formerly|merged_from|Xã cũ|Tên cũ|Trước đây",
        "district": "district|Huyện|Huyện cũ",
        "area_km2": "area_km2|areaKm2|Diện tích (km2)|Diện tích|area",
    },
    "posts": {
        "name": "name|Tên đồn|Đồn Biên phòng|Đồn|Tên|post",
        "code": "code|Mã đồn|Mã|post_code",
        "communes": "communes|Các xã|Xã|Địa bàn|commune",
        "markers": "markers|Số mốc|Số mốc quản lý",
        "position_illustrative": "position_illustrative",
        "confidence": "confidence",
    },
    "gates": {
        "name": "name|Cửa khẩu|Tên cửa khẩu|Tên|gate",
        "kind": "kind|Loại|Loại cửa khẩu|type",
        "marker_from": "marker_from|Từ mốc|Mốc đầu",
        "marker_to": "marker_to|Đến mốc|Mốc cuối",
        "position_illustrative": "position_illustrative",
        "confidence": "confidence",
    },
    "boundary": {"commune": "commune_code|Mã xã|commune|Xã|name"},
    "ground": {
        "kind": "kind|Loại|Loại đối tượng|Phân loại|type|class|fclass|featurecla|place|highway|"
        "waterway",
        "name": "name|Tên|Tên gọi|Tên đối tượng|name_vi|ref|title",
        "name_en": "name_en|Tên tiếng Anh|name:en|english",
        "licence": "licence|license|Giấy phép",
    },
    "roads": {
        "name": "name|Tên đường|Tên tuyến|Tuyến|Tên|Tuyến đường",
        "road_class": "road_class|Loại đường|Cấp đường|class|Loại",
        "status": "status|Tình trạng|Tình trạng xây dựng|Tình trạng đường|Trạng thái|road_status",
        "condition": "condition|Chất lượng|Hiện trạng|Tình trạng sử dụng|road_condition",
        "surface": "surface|Mặt đường|Kết cấu|Kết cấu mặt đường",
        "project": "project|project_code|Mã dự án|Dự án",
    },
    "projects": {
        "name": "name|Tên dự án|Dự án|Công trình|Tên công trình|Tên",
        "code": "code|Mã dự án|Mã|project_code",
        "markers_served": "markers_served|n_markers|Số mốc|Số lượng mốc",
        "post": "post|Đồn Biên phòng|Đồn|post_code",
        "steps": "steps|Số bậc|Bậc|Bậc thang",
        "words": "words|Nguyên văn|Diễn giải",
        "cost_words": "cost_words|cost_text",
        "former_commune": "commune_old|former_commune|Xã cũ",
    },
    "contributions": {
        "project": "project_code|project|Mã dự án|Dự án|Công trình",
        "donor": "donor|Nhà tài trợ|Đơn vị ủng hộ|Đơn vị tài trợ|Người ủng hộ|Tên đơn vị",
        "kind": "kind|Hình thức|Loại",
        "amount_vnd": "amount_vnd|Số tiền|Giá trị|Thành tiền|amount",
        "working_days": "working_days|Ngày công|Số ngày công|Công",
    },
    "published": {
        "measure": "measure|Chỉ tiêu",
        "value": "value|Giá trị|Số liệu",
        "denominator": "denominator|Tổng số|Mẫu số",
        "as_of": "as_of|Tính đến ngày|Tính đến|Ngày",
        "as_of_inferred": "as_of_inferred",
        "confidence": "confidence|Độ tin cậy",
    },
    "prices": {
        "road_class": "road_class|Loại đường|Cấp đường",
        "terrain": "terrain|Địa hình|Loại địa hình",
        "vnd_per_m": "vnd_per_m|Đơn giá|Đơn giá (đồng/m)|Suất đầu tư|price",
        "vnd_per_m_min": "vnd_per_m_min|min|Thấp nhất|Đơn giá thấp nhất|Từ",
        "vnd_per_m_max": "vnd_per_m_max|max|Cao nhất|Đơn giá cao nhất|Đến",
    },
    "targets": {
        "year": "year|Năm|Năm kế hoạch|Kế hoạch năm|Đến năm|Đến hết năm|Đến cuối năm",
        "total": "total|Số mốc lũy kế|Chỉ tiêu lũy kế|Lũy kế|Lũy kế số mốc|cumulative",
        "added": "added|Số mốc trong năm|Chỉ tiêu trong năm|Trong năm|Tăng thêm|Số mốc tăng thêm|"
        "Số mốc xây dựng mới|Số mốc làm mới|in_year",
        "markers": "markers|Chỉ tiêu|Chỉ tiêu số mốc|Số mốc|Số mốc có đường|Số mốc đã có đường|"
        "Số mốc được xây dựng|Số lượng mốc|Kế hoạch|Chỉ tiêu kế hoạch|target",
    },
    "surveys": {
        "surveyed_on": "Ngày kiểm tra|Ngày KT|Ngày k.tra|Ngày tuần tra|Thời gian kiểm tra|"
        "Thời điểm kiểm tra|Ngày tháng kiểm tra|Ngày, tháng, năm kiểm tra|Ngày khảo sát|"
        "Ngày báo cáo|"
        "Ngày thực hiện|Ngày tháng|Ngày tháng năm|Thời gian|Ngày kiểm tra thực địa|"
        "Ngày đi kiểm tra|Ngày|surveyed_on|"
        "observed_on|survey_date|inspected_on|ngay_kiem_tra|date|today|when|time|"
        "start|_submission_time|Dấu thời gian|timestamp|submitted_at",
        **{code: "|".join(ASPECTS[code].spellings) for code in SURVEYED},
        **{
            shown: "|".join(
                [
                    *(
                        words.format(heading=heading)
                        for words, heading in zip(ON_THE_MAP, ASPECTS[code].heading, strict=True)
                    ),
                    *SHOWN_OF_ASPECT[code],
                ]
            )
            for code, shown in SHOWN.items()
        },
        SHOWN_AT: "|".join(("Trên bản đồ: số liệu đến", "On the map: data up to", *SHOWN_TO)),
        "surveyor": "Người kiểm tra|Cán bộ kiểm tra|Người đi kiểm tra|Tổ kiểm tra|surveyor|"
        "observer|"
        "inspected_by|nguoi_kiem_tra|SubmitterName|_submitted_by",
        "accuracy_m": "Độ chính xác|Sai số|accuracy_m|accuracy|precision|horizontal_accuracy",
        "submission": "_uuid|KEY|uuid|instanceID|meta_instanceID|submission",
        "road_completed_on": "|".join(ASPECTS["road_completed_on"].spellings),
        "state": "Tình trạng|Hiện trạng|Trạng thái|Tình hình|Tình trạng hiện tại",
        "review": "ReviewState|_validation_status|review_state",
        "note": "Ghi chú|Nhận xét|ghi_chu|note|notes|remark|remarks|comment|desc|description",
        "photo": "Ảnh|Ảnh hiện trường|Ảnh mốc|Ảnh đường|Hình ảnh|Tên ảnh|photo|photos|image|"
        "picture|_attachments|attachments",
    },
}

_USED: dict[str, tuple[str, str]] = {
    "markers": (
        "number",
        "kind grouping size material commune post needs_road longitude latitude easting northing "
        "x y coordinates crs note illustrative source",
    ),
    "communes": (
        "code name",
        "formerly district km_from km_to longitude latitude area_km2 wkt crs illustrative source",
    ),
    "posts": (
        "name",
        "code communes km_from km_to markers longitude latitude easting northing x y coordinates "
        "crs note illustrative position_illustrative confidence source",
    ),
    "gates": (
        "name",
        "kind marker_from marker_to longitude latitude easting northing x y coordinates crs "
        "confidence "
        "illustrative position_illustrative source",
    ),
    "boundary": ("", "commune km_from km_to wkt crs illustrative source"),
    "ground": ("kind", "name name_en licence wkt crs illustrative source"),
    "roads": (
        "",
        "name serves road_class status condition surface width_m thickness_cm length_m cost_vnd "
        "funding started_on completed_on project wkt crs illustrative source",
    ),
    "projects": (
        "serves",
        "code name markers_served post commune former_commune length_m width_m thickness_cm steps "
        "cost_vnd started_on completed_on funding words cost_words illustrative source",
    ),
    "contributions": (
        "donor kind",
        "project amount_vnd working_days words illustrative source",
    ),
    "published": (
        "measure value",
        "denominator as_of as_of_inferred funding words source confidence note",
    ),
    "prices": ("vnd_per_m", "road_class terrain vnd_per_m_min vnd_per_m_max source"),
    "targets": (
        "year",
        "total added markers commune post length_m cost_vnd illustrative source",
    ),
    "surveys": (
        "number surveyed_on",
        f"{' '.join(SURVEYED)} {' '.join(SHOWN.values())} {SHOWN_AT} "
        "state road_completed_on funding surveyor post commune "
        "longitude latitude easting northing x y coordinates crs accuracy_m submission review "
        "note photo illustrative source",
    ),
}

_TOOLS = (
    "stt|tt|so tt|so thu tu|no|fid|ogc fid|objectid|id|index|tags|version|notes|status|"
    "start|end|today|submission time|submitted by|validation status|deviceid|device id|"
    "edits|formversion|attachmentspresent|attachmentsexpected|submitterid|submittername|"
    "submissiondate|altitude|styleurl|ele|sym|type|time|name en|nameen|fullname|"
    "fullnameen|codename|gisserverid|photo|anh|uuid|name|desc|description|cmt|tessellate|"
    "extrude|visibility|timestamp|begin|altitudemode|draworder|icon|so lieu hien co|known so far|"
    "dia chi email|email address|wkt|ly do bi loai|dung nhu ghi|dung nhu ghi x|right as it is|"
    "right as it is x|khong nhap nua|khong nhap nua ly do|leave out|leave out reason|"
    "chon he toa do|choose the coordinate system|"
    "reason not taken|dong trong tep goc|row in the original file|"
    "instanceid|instancename|entity|rootuuid"
)
NOT_DATA = frozenset(_TOOLS.split("|")) | {fold(n) for n in (*BESIDE_ANSWERS, *SHOWN_OF)}
"""Folded names of columns that tools add, that number the rows, or that our own form brings back:
left unused without a word."""


PHOTO_WORDS = frozenset({"anh", "hinh", "photo", "photos", "image", "picture", "attachments"})
"""Folded first words of headings over the names of photographs, as ``photo_2`` or
``anh_mat_truoc``. What stands below must look like one: ``Ảnh hưởng`` begins alike."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field and what files call it, the best name first."""

    name: str
    names: tuple[str, ...]
    required: bool = False


@cache
def fields_of(kind: str) -> Mapping[str, Field]:
    """Return the fields of a kind of file: ``markers communes posts gates boundary ground roads
    projects contributions published prices targets surveys``.
    """
    required, optional = (part.split() for part in _USED[kind])
    names = {**_COMMON, **_OWN.get(kind, {})}
    return {
        field: Field(field, (*names[field].split("|"), field), field in required)
        for field in (*required, *optional)
    }


KINDS = tuple(_USED)
