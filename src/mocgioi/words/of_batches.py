"""What a batch is of, and that it was taken back, in words."""

from mocgioi.errors import Text

KINDS = {
    "communes": Text("xã", "communes"),
    "posts": Text("đồn", "posts"),
    "gates": Text("cửa khẩu", "gates"),
    "boundary": Text("đường biên", "boundary"),
    "ground": Text("nền bản đồ", "ground of the map"),
    "markers": Text("sổ đăng ký mốc", "markers"),
    "roads": Text("đường", "roads"),
    "projects": Text("công trình", "projects"),
    "contributions": Text("đóng góp", "contributions"),
    "published": Text("số liệu đã công bố", "published"),
    "targets": Text("chỉ tiêu", "targets"),
    "dem": Text("độ cao địa hình", "heights of the ground"),
    "dem-remove": Text("gỡ độ cao địa hình", "heights of the ground taken back"),
    "survey": Text("kiểm tra thực địa", "survey"),
    "set": Text("ghi trực tiếp", "entered directly"),
    "gis": Text("sửa trong phần mềm bản đồ", "edited in a GIS"),
    "retire": Text("mốc không còn", "marker retired"),
    "renumber": Text("đổi số hiệu mốc", "marker renumbered"),
    "road-remove": Text("gỡ tuyến đường", "road removed"),
    "edited": Text("bản sao đã sửa bằng chương trình khác", "copy edited by another program"),
    "merge": Text("gộp bản khác của kho", "another copy merged"),
    "kit": Text("cắt gói thực địa", "kit cut from a store"),
    "road-join": Text("nhập hai tuyến đường làm một", "roads joined"),
}
"""By kind of batch."""

BY_HAND = frozenset({"set", "retire", "renumber", "road-remove", "road-join", "dem-remove"})
"""Kinds that come from no file."""


def kind_of(kind: str) -> Text:
    """Return the kind of a batch in words."""
    return KINDS.get(kind, Text(kind, kind))


def name_of(kind: str, file: str | None) -> Text:
    """Return what a batch of a kind is called: its file, or what was done by hand."""
    return kind_of(kind) if kind in BY_HAND or not file else Text(file, file)


UNDONE = Text(
    "Đã hoàn tác {count} số liệu của đợt nhập {batch}.",
    "Took back {count} observations of batch {batch}.",
)
HEIGHTS_UNDONE = Text(
    "Đã gỡ độ cao địa hình của đợt nhập {batch}: số liệu mốc không đổi; ước tính kinh phí và "
    "phương án tính lại theo độ cao trước đó, hoặc chưa xét địa hình.",
    "Took back the heights of the ground of batch {batch}: no figure of markers moves; estimates "
    "and plans rest on the heights before them, or on none.",
)
REOPENED = Text(
    "{count} số liệu trước đây bị loại vì đợt này nay lại được tính.",
    "{count} observations set aside in favour of this batch count again.",
)
