"""The words of the page of the weekly routine."""

from __future__ import annotations

from mocgioi.errors import Hint, Language, Text
from mocgioi.outputs.wording import number

WEEKLY: dict[str, Text] = {
    "title": Text("TỔNG HỢP CẬP NHẬT SỐ LIỆU MỐC GIỚI", "SUMMARY OF THE UPDATE"),
    "ran": Text("Cập nhật lúc {instant}.", "Updated {instant}."),
    "upgraded": Text(
        "Kho số liệu đã được đưa từ phiên bản {before} lên {after}; kho như trước đó giữ ở "
        "«{kept}». Máy khác dùng chung kho này cần bản mocgioi mới. Dự án để mở bằng QGIS: gõ "
        "mocgioi qgis.",
        "The store was brought from version {before} to {after}; as it was before, it is kept in "
        "“{kept}”. Other computers that use it need the newer mocgioi. For a project to open in "
        "QGIS, type mocgioi qgis.",
    ),
    "before": Text("Trước khi cập nhật: {figures}.", "Before the update: {figures}."),
    "same": Text("Không đổi so với trước khi cập nhật.", "As before the update."),
    "figures": Text("{built}/{needing} ({percent})", "{built}/{needing} ({percent})"),
    "links": Text("Xem", "See"),
    "map": Text("bản đồ", "the map"),
    "report": Text("báo cáo đầy đủ", "the full report"),
    "contents": Text("Mục lục", "Contents"),
    "person": Text("Việc cần người xem xét", "What needs a person"),
    "nobody": Text("Không có việc nào.", "Nothing."),
    "rows": Text("Dòng bị loại ({count})", "Rows not taken ({count})"),
    "contested": Text(
        "Số liệu chưa thống nhất ({count})", "Inconsistent reports waiting for a decision ({count})"
    ),
    "held": Text("Dòng chờ xem xét, chưa tính ({count})", "Rows held, not counted ({count})"),
    "decided": Text("Bảng điền chưa đúng ({count})", "Sheets not filled in right ({count})"),
    "overdue": Text(
        "Việc quá hạn sau BÁO NGAY ({count})", "Overdue after REPORT AT ONCE ({count})"
    ),
    "record": Text(
        "Ghi việc đã làm (hoặc vì sao không phải báo), lưu lại, rồi cập nhật lần nữa. Mở:",
        "Write what was done (or why there is nothing to report), save, update once more. Open:",
    ),
    "refused": Text("Tệp không nhập được ({count})", "Files that could not be taken ({count})"),
    "no_surveys": Text(
        "Không phải phiếu kiểm tra, bỏ qua ({count})", "No surveys, left out ({count})"
    ),
    "others": Text("Loại tệp không đọc ({count})", "Of kinds not read ({count})"),
    "left_out": Text(
        "Phần của tệp chưa nhập ({count})", "Parts of files that were left out ({count})"
    ),
    "unwritten": Text("Tệp chưa ghi được ({count})", "Files that could not be written ({count})"),
    "looked": Text("Cần xem lại, vẫn được tính ({count})", "To be looked at, counted ({count})"),
    "more.alarms": Text(
        "… và {count} mục khác, xem đủ trên bản đồ và trong báo cáo",
        "… and {count} more, all of them on the map and in the report",
    ),
    "more": Text("… và {count} mục khác", "… and {count} more"),
    "all": Text("{count} mục", "{count}"),
    "in": Text("trong", "in"),
    "place.sheet": Text("trang «{name}»", "sheet “{name}”"),
    "place.column": Text("cột «{name}»", "column “{name}”"),
    "went.in": Text("Số liệu đã nhập trong {days} ngày qua", "What went in within {days} days"),
    "nothing.new": Text("Không có số liệu nào.", "Nothing."),
    "moves": Text(
        "Số liệu thay đổi trong lần cập nhật này ({count})", "What this update changed ({count})"
    ),
    "decided.moved": Text(
        "Mốc đổi số liệu theo quyết định ({count})", "Markers counted anew by decision ({count})"
    ),
    "known": Text(
        "{count} tệp đã nhập từ trước, không có gì mới.", "Files brought in before: {count}."
    ),
    "undone": Text(
        "Đã hoàn tác nên không nhập lại ({count}): {names}.",
        "Taken back by a person, so they stay out ({count}): {names}.",
    ),
    "blank": Text("Chưa ghi gì ({count}): {names}.", "Not filled in ({count}): {names}."),
    "file": Text("Tệp", "File"),
    "when": Text("Lúc", "When"),
    "read": Text("Đọc", "Read"),
    "applied": Text("Ghi", "Applied"),
    "unchanged": Text("Không đổi", "Unchanged"),
    "queued": Text("Chờ quyết định", "Waiting"),
    "rejected": Text("Bị loại", "Rejected"),
    "undone.all": Text("đã hoàn tác cả đợt", "taken back"),
    "undone.some": Text("đã hoàn tác {count} số liệu", "{count} observations taken back"),
    "total": Text("Cộng", "Total"),
    "more.batches": Text("{count} đợt khác", "{count} other batches"),
}
"""Text by key; `mocgioi.outputs.weekly` fills in what stands in braces."""

_BY_SHEET = Text("rồi cập nhật lần nữa. Mở:", "then update once more. Open:")

HOW: dict[str, Text] = {
    "rows": Text(
        f"Sửa ô tô đỏ trong bảng (dòng không nhập nữa thì xóa cả dòng), lưu lại, {_BY_SHEET.vi}",
        "Correct the red cells in the sheet (delete the row of what shall not come in), save, "
        f"{_BY_SHEET.en}",
    ),
    "contested": Text(
        f"Ghi x vào một dòng của mỗi trường hợp và ghi lý do, lưu lại, {_BY_SHEET.vi}",
        f"Put an x in one row of each and give the reason, save, {_BY_SHEET.en}",
    ),
    "held": Text(
        f"Ghi x vào «nhận» hoặc «không nhận» và ghi lý do, lưu lại, {_BY_SHEET.vi}",
        f"Put an x beside accept or set aside and give the reason, save, {_BY_SHEET.en}",
    ),
    "decided": Text(f"Sửa, lưu lại, {_BY_SHEET.vi}", f"Correct it, save, {_BY_SHEET.en}"),
    "refused": Text("Sửa hoặc xin lại tệp, rồi cập nhật lần nữa.", "Mend it or ask for it again."),
    "no_surveys": Text(
        "Chuyển ra khỏi thư mục; nếu là phiếu, chỉ tên cột một lần:",
        "Move them out of the folder; if one is a survey, name its columns once:",
    ),
    "others": Text(
        "Lấy số liệu ra (nếu có), rồi chuyển tệp ra khỏi thư mục.",
        "Take what it says (if anything), then move the file out of the folder.",
    ),
    "left_out": Text(
        f"Xem có thiếu số liệu không; xong thì ghi x, lưu lại, {_BY_SHEET.vi}",
        f"See whether anything is missing; then put an x, save, {_BY_SHEET.en}",
    ),
    "unwritten": Text("Đóng tệp đang mở, rồi cập nhật lần nữa.", "Close it and update once more."),
    "looked": Text(
        f"Nếu sai: gửi phiếu ghi lại cho đúng. Xem xong thì ghi x, lưu lại, {_BY_SHEET.vi}",
        f"Where something is wrong, send what is right. Once looked at: an x, save, {_BY_SHEET.en}",
    ),
}
"""What to do with the entries of a list, by the key of the list in `WEEKLY`."""

UNREAD: dict[str, Text] = {
    "": Text(
        "Không đọc được loại tệp này. Nếu có số liệu kiểm tra, xin nơi gửi bản Excel (.xlsx), hoặc "
        "ghi vào phiếu.",
        "Files of this kind are not read. If it holds a survey, ask its sender for a spreadsheet "
        "(.xlsx), or fill in a form.",
    ),
    "document": Text(
        "Là văn bản. Nếu có bảng số liệu, chép bảng đó sang một tệp Excel (.xlsx) rồi để vào thư "
        "mục.",
        "A text document. If it holds a table, copy it into a spreadsheet (.xlsx) and put that "
        "into the folder.",
    ),
    "pdf": Text(
        "Là PDF. Xin nơi gửi tệp gốc (Excel), hoặc ghi số liệu vào phiếu.",
        "A PDF. Ask its sender for the spreadsheet, or fill in a form.",
    ),
    "archive": Text(
        "Là tệp nén kiểu khác. Giải nén vào thư mục này, hoặc xin nơi gửi nén lại kiểu .zip.",
        "An archive of another kind. Unpack it here, or ask for a .zip.",
    ),
}
"""What to do about a file of a kind that is not read, by sort of kind."""

UNREAD_KINDS: dict[str, str] = {
    **dict.fromkeys((".doc", ".docx", ".odt", ".rtf", ".ppt", ".pptx"), "document"),
    ".pdf": "pdf",
    **dict.fromkeys((".rar", ".7z", ".tar", ".gz", ".tgz"), "archive"),
}
"""Which sort of kind an ending says; any other is of the sort ``""``."""

COMMANDS = {"no_surveys": Hint("survey apply", ("FILE", "--column", "number=…"))}
"""By list, the command that its advice ends with."""


def word(key: str, lang: Language, **named: str) -> str:
    """Return a text of the page with what stands in its braces."""
    return WEEKLY[key].to(lang).format(**named)


def more(count: int, lang: Language, *, beside: int = 1) -> str:
    """Return that there are so many more beside those shown; empty where there are none."""
    key = "more" if beside else "all"
    return word(key, lang, count=number(count, lang)) if count > 0 else ""
