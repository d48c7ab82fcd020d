"""Findings about another copy of the store that is merged into this one."""

from mocgioi.errors import Hint, Text
from mocgioi.words.declaring import entry, notice, warning

CAME = {
    "observations": Text("{count} số liệu", "{count} observations"),
    "decisions": Text("{count} quyết định", "{count} decisions"),
    "batches": Text("{count} đợt nhập", "{count} batches"),
    "rejected_rows": Text("{count} dòng bị loại", "{count} rejected rows"),
    "column_mappings": Text(
        "{count} cách hiểu cột hoặc từ", "{count} meanings of columns or words"
    ),
    "case_events": Text("{count} việc xử lý vụ việc", "{count} steps of cases"),
    "publications": Text("{count} báo cáo đã công bố", "{count} published reports"),
    "photos": Text("{count} ảnh", "{count} photographs"),
    "findings": Text("{count} lưu ý", "{count} findings"),
}
"""What comes with a copy, by table of the ledger."""

SIDE = Text("«{label}»{source}", "“{label}”{source}")
"""One side of a disagreement, and who says so."""

SOURCE = Text(" ({observer})", " ({observer})")

DECLARED = (
    entry(
        "merge-came",
        "merge",
        notice(
            "Bản kia mang về: {came}.",
            "The other copy brought: {came}.",
        ),
    ),
    entry(
        "merge-nothing",
        "merge",
        notice(
            "Bản kia không có gì mà kho này chưa có; không có gì thay đổi.",
            "The other copy has nothing that is not here; nothing changes.",
        ),
    ),
    entry(
        "merge-conflict",
        "merge",
        sources=warning(
            "Số liệu chưa thống nhất về {aspect} của {subject}{day}: {sides}. Chờ người quyết "
            "định: {hint}",
            "Disagreement on the {aspect} of {subject}{day}: {sides}. It waits for a person: "
            "{hint}",
            hints=(Hint("conflicts list"),),
        ),
        apart=warning(
            "Hai bản quyết định trái nhau về {aspect} của {subject}{day}: {sides}. Chờ người "
            "quyết định lại: {hint}",
            "The two copies decided otherwise on the {aspect} of {subject}{day}: {sides}. It waits "
            "for a person: {hint}",
            hints=(Hint("conflicts list"),),
        ),
    ),
    entry(
        "merge-held",
        "merge",
        warning(
            "{count} số liệu của bản kia đang chờ người xem mới được tính: {hint}",
            "{count} observations of the other copy wait for a person before they count: {hint}",
            hints=(Hint("conflicts list"),),
        ),
    ),
)
