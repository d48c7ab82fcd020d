"""The words of the page of the weekly routine."""

from __future__ import annotations

from mocgioi.errors import Text

WEEKLY: dict[str, Text] = {
    "title": Text("TỔNG HỢP CẬP NHẬT SỐ LIỆU MỐC GIỚI", "SUMMARY OF THE UPDATE"),
    "ran": Text("Cập nhật lúc {instant}.", "Updated {instant}."),
    "before": Text("Trước khi cập nhật: {figures}.", "Before the update: {figures}."),
    "same": Text("Không đổi so với trước khi cập nhật.", "As before the update."),
    "figures": Text("{built}/{needing} ({percent})", "{built}/{needing} ({percent})"),
    "links": Text("Xem", "See"),
    "map": Text("bản đồ", "the map"),
    "report": Text("báo cáo đầy đủ", "the full report"),
    "went.in": Text("Số liệu đã nhập", "What went in"),
    "nothing.new": Text("Không có tệp nào mới.", "There is no new file."),
    "known": Text(
        "{count} tệp đã nhập từ trước, không có gì mới.", "Files brought in before: {count}."
    ),
    "file": Text("Tệp", "File"),
    "read": Text("Đọc", "Read"),
    "applied": Text("Ghi", "Applied"),
    "unchanged": Text("Không đổi", "Unchanged"),
    "queued": Text("Chờ quyết định", "Waiting"),
    "rejected": Text("Bị loại", "Rejected"),
    "moved": Text("Mốc đổi số liệu", "Markers counted anew"),
    "total": Text("Cộng", "Total"),
    "more.files": Text("{count} tệp khác", "{count} other files"),
    "person": Text("Việc cần người xem xét", "What needs a person"),
    "nobody": Text("Không có việc nào.", "Nothing."),
    "refused": Text("Tệp không nhập được ({count})", "Files that could not be taken ({count})"),
    "no_surveys": Text(
        "Không phải phiếu kiểm tra, bỏ qua ({count})", "No surveys, left out ({count})"
    ),
    "no_surveys.how": Text(
        "Hãy chuyển ra khỏi thư mục; nếu là phiếu, chỉ tên cột một lần:",
        "Move them out of the folder; if one is a survey, name its columns once:",
    ),
    "others": Text(
        "Loại tệp không đọc ({count}): {names}.", "Of kinds not read ({count}): {names}."
    ),
    "rows": Text("Dòng bị loại ({count})", "Rows not taken ({count})"),
    "contested": Text(
        "Số liệu chưa thống nhất ({count})", "Disagreements waiting for a decision ({count})"
    ),
    "held": Text("Dòng chờ xem xét vì vị trí ({count})", "Rows held for their position ({count})"),
    "looked": Text("Cần xem lại ({count})", "To be looked at ({count})"),
    "more": Text("… và {count} mục khác.", "… and {count} more."),
    "all": Text("Xem đủ:", "All of it:"),
}
"""Text by key; `mocgioi.outputs.weekly` fills in what stands in braces."""
