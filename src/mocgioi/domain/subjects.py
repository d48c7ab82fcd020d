"""What a person may ask about besides markers, and what the attributes of anything are called."""

from __future__ import annotations

from mocgioi.domain.aspects import ASPECTS
from mocgioi.errors import Text

KINDS = {
    "road": Text("đường", "road"),
    "commune": Text("xã", "commune"),
    "post": Text("Đồn Biên phòng", "border post"),
    "gate": Text("cửa khẩu", "border gate"),
    "project": Text("công trình", "project"),
}
"""By the code that their events have before the point."""

_HEADINGS = {
    "existence": Text("có trong sổ", "being in the register"),
    "geom": Text("hình vẽ", "drawing"),
    "name": Text("tên", "name"),
    "kind": Text("loại", "kind"),
    "formerly": Text("tên trước 1/7/2025", "former communes"),
    "district": Text("huyện cũ", "former district"),
    "km_from": Text("từ km", "from km"),
    "km_to": Text("đến km", "to km"),
    "longitude": Text("kinh độ", "longitude"),
    "latitude": Text("vĩ độ", "latitude"),
    "area_km2": Text("diện tích (km²)", "area (km²)"),
    "communes": Text("mã các xã", "communes"),
    "commune": Text("mã xã", "commune"),
    "commune_code": Text("mã xã", "commune"),
    "post": Text("Đồn Biên phòng", "border post"),
    "note": Text("ghi chú", "note"),
    "source": Text("nguồn", "source"),
    "licence": Text("giấy phép", "licence"),
    "name_en": Text("tên tiếng Anh", "English name"),
    "marker_from": Text("từ mốc", "from marker"),
    "marker_to": Text("đến mốc", "to marker"),
    "serves": Text("phục vụ mốc", "markers served"),
    "markers_served": Text("số mốc", "number of markers"),
    "road_class": Text("loại đường", "road class"),
    "status": Text("tình trạng xây dựng", "status"),
    "condition": Text("chất lượng", "condition"),
    "surface": Text("mặt đường", "surface"),
    "width_m": Text("rộng (m)", "width (m)"),
    "thickness_cm": Text("dày (cm)", "thickness (cm)"),
    "length_m": Text("dài theo hồ sơ (m)", "length by its papers (m)"),
    "steps": Text("số bậc", "steps"),
    "cost_vnd": Text("kinh phí (đồng)", "cost (VND)"),
    "funding": Text("nguồn vốn", "funding"),
    "started_on": Text("ngày khởi công", "begun on"),
    "completed_on": Text("ngày hoàn thành", "completed on"),
    "project": Text("mã công trình", "project"),
    "words": Text("nguyên văn", "words of the source"),
    "donor": Text("đơn vị đóng góp", "donor"),
    "amount_vnd": Text("số tiền (đồng)", "amount (VND)"),
    "working_days": Text("ngày công", "working days"),
    "year": Text("năm", "year"),
    "markers": Text("số mốc lũy kế", "markers, cumulative"),
    "added": Text("số mốc trong năm", "markers of the year"),
    "measure": Text("chỉ tiêu", "measure"),
    "value": Text("giá trị", "value"),
    "denominator": Text("trên tổng số", "out of"),
    "as_of": Text("tính đến ngày", "as of"),
    "as_of_inferred": Text("ngày suy ra", "day inferred"),
    "confidence": Text("độ tin cậy", "confidence"),
}
"""By column, of whatever kind of subject."""

_OF_POINTS = ("post.geom", "gate.geom")
"""Drawings that are a point."""


def heading_of(aspect: str) -> Text:
    """Return what an aspect of any subject is called; an unknown one its code.

    >>> heading_of("road.length_m").en, heading_of("road_status").en
    ('length by its papers (m)', 'road status')
    """
    if aspect in ASPECTS:
        return ASPECTS[aspect].label
    if aspect in _OF_POINTS:
        return Text("vị trí", "place")
    _, _, column = aspect.partition(".")
    return _HEADINGS.get(column, Text(aspect, aspect))
