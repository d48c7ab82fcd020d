"""Which columns each kind of export has, in the order in which people read them, and their names.

A column that a layer of the store has is called as there and by the heading of its aspect. What
is computed, or put beside a code to be read, has its name here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mocgioi.domain.aspects import FOLDED
from mocgioi.domain.subjects import heading_of
from mocgioi.errors import Text
from mocgioi.outputs.export.table import LABEL, MARK, Column, Kind

TITLES: Mapping[str, Text] = {
    "markers": Text("Mốc giới", "Border markers"),
    "roads": Text("Đường lên mốc", "Access roads"),
    "communes": Text("Xã biên giới", "Border communes"),
    "posts": Text("Đồn Biên phòng", "Border posts"),
    "gates": Text("Cửa khẩu", "Border gates"),
    "boundary": Text("Đường biên", "Border line"),
    "ground": Text("Nền bản đồ", "Ground"),
    "projects": Text("Công trình đường", "Road projects"),
    "contributions": Text("Đóng góp", "Contributions"),
    "published": Text("Số liệu đã công bố", "Published figures"),
    "targets": Text("Chỉ tiêu", "Targets"),
    "observations": Text("Số liệu ghi nhận", "Observations"),
    "cases": Text("Vụ việc", "Cases"),
}
"""What can be exported."""

MIXED = "Unknown"
"""What GDAL calls a layer with points, lines and areas together."""

GEOMETRIES: Mapping[str, str] = {
    "markers": "Point",
    "roads": "MultiLineString",
    "communes": "MultiPolygon",
    "posts": "Point",
    "gates": "Point",
    "boundary": "LineString",
    "ground": MIXED,
    "cases": "Point",
}
"""What shapes the kinds with a place on the ground have."""

_SUBJECTS = {
    "communes": "commune",
    "posts": "post",
    "gates": "gate",
    "roads": "road",
    "boundary": "boundary",
    "ground": "ground",
    "projects": "project",
    "contributions": "contribution",
    "published": "published",
    "targets": "target",
}
"""How the events of a kind are called."""

_COUNTS = "markers:whole markers_needing_road:whole road_built:whole percent:number"
_END = "source illustrative:yes"
_COLUMNS = {
    "markers": (
        "number kind=kind commune_code commune_name post_code post_name needs_road=need_road "
        "road_status=road_status road_status_since:day road_built:yes "
        "road_condition=road_condition funding=funding completed_on:day "
        "marker_condition=marker_condition marker_condition_since:day last_observed_on:day "
        "border_km:number measured=measured "
        "nearest_road nearest_road_m:number contested:yes report_at_once:yes grouping=grouping "
        f"size=size material=material note {_END}"
    ),
    "roads": (
        "name serves road_class=road_class status=road_status condition=road_condition surface "
        "width_m:number thickness_cm:number length_m:number drawn_m:number cost_vnd:whole "
        f"funding=funding started_on:day completed_on:day project {_END} uuid"
    ),
    "communes": (
        f"name code formerly district km_from:number km_to:number area_km2:number {_COUNTS} {_END}"
    ),
    "posts": f"name code communes km_from:number km_to:number {_COUNTS} note {_END}",
    "gates": f"name kind=gate_kind marker_from marker_to {_END}",
    "boundary": f"commune_code commune_name km_from:number km_to:number {_END} uuid",
    "ground": f"kind=ground_kind name name_en licence {_END} uuid",
    "projects": (
        "name code serves markers_served:whole commune commune_name post post_name length_m:number "
        "width_m:number thickness_cm:number steps:whole cost_vnd:whole funding=funding "
        f"started_on:day completed_on:day words {_END}"
    ),
    "contributions": (
        "donor project project_name kind=contribution_kind amount_vnd:whole working_days:number "
        f"words {_END} uuid"
    ),
    "published": (
        "measure value:number denominator:number as_of:day as_of_inferred:yes funding=funding "
        "words confidence note source uuid"
    ),
    "targets": (
        "year:whole commune commune_name post post_name markers:whole added:whole length_m:number "
        f"cost_vnd:whole {_END} uuid"
    ),
    "observations": (
        "number aspect aspect_label value value_label observed_on:day recorded_at:instant observer "
        "file row:whole counts:yes illustrative:yes uuid"
    ),
    "cases": (
        "number condition=marker_condition alarm open:yes found_on:day found_by due due_until:day "
        "overdue_days:whole last_step last_step_on:day notice_days:whole subject"
    ),
}
"""Names in their order; after ``:`` what a cell holds, after ``=`` the list of its codes."""

_COMPUTED = {
    "number": Text("số hiệu mốc", "number"),
    "kind": Text("loại mốc", "kind"),
    "commune_name": Text("xã", "commune name"),
    "post_name": Text("Đồn Biên phòng", "border post"),
    "road_built": Text("đã có đường", "road built"),
    "completed_on": Text("đường hoàn thành", "road completed on"),
    "last_observed_on": Text("kiểm tra lần cuối", "last inspected on"),
    "border_km": Text("km dọc đường biên", "km along the border"),
    "measured": Text("theo tuyến trên bản đồ", "by the lines on the map"),
    "nearest_road": Text("đường gần nhất", "nearest road"),
    "nearest_road_m": Text("cách đường gần nhất (m)", "to the nearest road (m)"),
    "contested": Text("số liệu chưa thống nhất", "inconsistent reports"),
    "report_at_once": Text("BÁO NGAY", "report at once"),
    "illustrative": Text("số liệu minh họa", "illustrative"),
    "drawn_m": Text("dài theo bản đồ (m)", "length as drawn (m)"),
    "code": Text("mã", "code"),
    "post": Text("mã đồn", "post code"),
    "condition": Text("tình trạng mốc", "marker condition"),
    "uuid": Text("UUID", "UUID"),
    "project_name": Text("công trình", "project name"),
    "markers_needing_road": Text("số mốc cần có đường", "markers that need a road"),
    "percent": Text("tỷ lệ (%)", "share (%)"),
    "aspect": Text("nội dung", "aspect"),
    "value": Text("giá trị", "value"),
    "observed_on": Text("ngày kiểm tra", "observed on"),
    "recorded_at": Text("thời điểm ghi", "recorded at"),
    "observer": Text("người kiểm tra", "observer"),
    "file": Text("tệp", "file"),
    "row": Text("dòng", "row"),
    "counts": Text("được tính", "counts"),
    "alarm": Text("mức báo", "alarm"),
    "open": Text("đang mở", "open"),
    "found_on": Text("ngày phát hiện", "found on"),
    "found_by": Text("người phát hiện", "found by"),
    "due": Text("việc phải làm", "step due"),
    "due_until": Text("chậm nhất", "due by"),
    "overdue_days": Text("quá hạn (ngày)", "days overdue"),
    "last_step": Text("việc đã làm", "last step"),
    "last_step_on": Text("ngày làm", "last step on"),
    "notice_days": Text("báo trước (ngày)", "days of notice"),
    "subject": Text("mã vụ việc", "case"),
    MARK: Text("bản xuất (không sửa)", "export (leave as it is)"),
}
_OF_COUNTS = {
    "markers": Text("tổng số mốc", "markers"),
    "road_built": Text("số mốc đã có đường", "markers with a road"),
}
"""Titles of the figures of communes and posts, whose names mean something else elsewhere."""
_COUNTED = ("communes", "posts")

_SHORT = {
    "commune_code": "commune",
    "commune_name": "xa",
    "road_status": "rd_status",
    "road_status_since": "rd_since",
    "road_condition": "rd_cond",
    "completed_on": "completed",
    "marker_condition": "mk_cond",
    "marker_condition_since": "mk_since",
    "last_observed_on": "seen_on",
    "nearest_road": "near_road",
    "nearest_road_m": "near_m",
    "report_at_once": "alarm_now",
    "illustrative": "minh_hoa",
    "thickness_cm": "thickness",
    "markers_needing_road": "mk_need",
    "marker_from": "mk_from",
    "marker_to": "mk_to",
    "markers_served": "mk_served",
    "project_name": "proj_name",
    "working_days": "work_days",
    "denominator": "out_of",
    "as_of_inferred": "inferred",
    "observed_on": "seen_on",
    "recorded_at": "recorded",
    "value_label": "value_vi",
    "overdue_days": "overdue_d",
    "last_step_on": "step_on",
    "notice_days": "notice_d",
    "confidence": "confid",
}
"""Names of at most ten letters."""
_MOST_LETTERS = 10


def columns_of(kind: str) -> tuple[Column, ...]:
    """Return the columns of a kind of export for those who may see everything, but `MARK`."""
    return tuple(_columns(kind))


def mark_column() -> Column:
    """Return the column that says what a file was exported from."""
    return Column(MARK, _COMPUTED[MARK], MARK)


def _columns(kind: str) -> Iterator[Column]:
    for word in _COLUMNS[kind].split():
        name, _, codes = word.partition("=")
        name, _, holds = name.partition(":")
        cells: Kind = holds or "text"  # type: ignore[assignment]
        title = _title(kind, name)
        short = _SHORT.get(name, name)[:_MOST_LETTERS]
        if not codes:
            yield Column(name, title, short, cells)
            continue
        coded = Text(f"{title.vi} (mã)", f"{title.en} (code)")
        yield Column(name, coded, short, cells, codes)
        yield Column(f"{name}{LABEL}", title, f"{short[: _MOST_LETTERS - 2]}_l", cells)


def _title(kind: str, name: str) -> Text:
    if kind in _COUNTED and name in _OF_COUNTS:
        return _OF_COUNTS[name]
    if kind == "markers" and name in FOLDED:
        return FOLDED[name].heading
    if kind == "markers" and name.endswith("_since"):
        of = FOLDED[name.removesuffix("_since")].heading
        return Text(f"{of.vi} từ ngày", f"{of.en} since")
    stem = name.removesuffix(LABEL)
    if kind in _SUBJECTS and name != "post":
        aspect = f"{_SUBJECTS[kind]}.{name}"
        title = heading_of(aspect)
        if title != Text(aspect, aspect):
            return title
    title = _COMPUTED[stem]
    return title if stem == name else Text(f"{title.vi} (chữ)", f"{title.en} (words)")
