"""What the options of the command line are called where nobody types them."""

from __future__ import annotations

from mocgioi.errors import Text

CALLED: dict[str, Text] = {
    "accuracy-m": Text("«sai số nhiều nhất»", "“worst accuracy”"),
    "annexes": Text("«phụ lục»", "“annexes”"),
    "as-of": Text("«tính đến ngày»", "“as of”"),
    "audience": Text("«bản dành cho»", "“edition”"),
    "budget": Text("«tổng số tiền»", "“budget”"),
    "by": Text("«chia theo»", "“grouped by”"),
    "column": Text("cột", "column"),
    "crs": Text("hệ tọa độ", "coordinate system"),
    "document": Text("«số văn bản»", "“document”"),
    "earliest": Text("«ngày sớm nhất được nhận»", "“earliest day”"),
    "full": Text("«báo cáo đầy đủ»", "“full report”"),
    "hold-m": Text("«giữ lại từ»", "“held from”"),
    "letter": Text("«công văn»", "“letter”"),
    "min-per-commune": Text("«ít nhất mỗi xã»", "“least for each commune”"),
    "must": Text("«phải làm»", "“must”"),
    "never": Text("«không làm»", "“never”"),
    "notified-on": Text("«ngày thông báo»", "“notified on”"),
    "on": Text("«áp dụng từ ngày»", "“holds from”"),
    "per-year": Text("«số tiền mỗi năm»", "“money a year”"),
    "phases": Text("«các năm»", "“years”"),
    "plan": Text("«kế hoạch»", "“plan”"),
    "post": Text("«đồn»", "“post”"),
    "prices": Text("«bảng đơn giá»", "“table of prices”"),
    "replaces": Text("«thay cho số liệu cũ»", "“instead of what it was”"),
    "reported-on": Text("«ngày báo cáo»", "“reported on”"),
    "sections": Text("«các phần»", "“sections”"),
    "sheet": Text("trang tính", "sheet"),
    "since": Text("«so với ngày»", "“since”"),
    "stretch-km": Text("«độ dài mỗi đoạn»", "“length of a stretch”"),
    "tell-m": Text("«báo từ»", "“told from”"),
    "title": Text("«tên báo cáo»", "“title”"),
    "to": Text("«nơi nhận»", "“to whom”"),
    "vnd-per-m": Text("«đơn giá một mét»", "“price of a metre”"),
    "why": Text("«lý do»", "“reason”"),
    "word": Text("từ", "word"),
}
"""By their names; one that is not here is called by its name."""
