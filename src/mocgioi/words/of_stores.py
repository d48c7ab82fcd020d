"""Findings about a store itself: its file, its ledger, and what is made from that."""

from mocgioi.errors import Hint
from mocgioi.words.declaring import entry, error, notice, warning

_REPAIR = (Hint("repair"),)
_UNDO = (Hint("survey undo", ("BATCH", "--why", "…")),)
_RESTORE = (Hint("restore", ("FILE",)),)

DECLARED = (
    entry(
        "store-is-kit",
        "store",
        notice(
            "Đây CHỈ LÀ PHẦN CỦA {post} ({count} mốc): gói thực địa cắt từ kho «{store}» (mã trạng "
            "thái {head}) lúc {when:%H:%M ngày %d/%m/%Y}. Số liệu ở đây không phải của cả tỉnh; "
            "đưa về kho ấy: {hint}",
            "This is ONLY THE PART OF {post} ({count} markers): a kit cut from the store “{store}” "
            "(state {head}) at {when:%H:%M on %Y-%m-%d}. Its figures are not those of the "
            "province; to take it home: {hint}",
            hints=(Hint("merge", ("FILE",), elsewhere=True),),
        ),
    ),
    entry(
        "project-of-another-store",
        "store",
        notice(
            "Dự án QGIS «{name}» nằm trong kho này lại mở kho «{other}»: sửa trong dự án ấy là sửa "
            "kho kia. Ghi lại cho kho này (phần tự thêm vào dự án không còn): {hint}",
            "The QGIS project “{name}” that this store carries opens the store “{other}”: what is "
            "edited in it is edited there. Make it anew for this one (what was added to the "
            "project is gone): {hint}",
            hints=(Hint("qgis", ("--replace",)),),
        ),
    ),
    entry(
        "store-damaged",
        "store",
        error(
            "Tệp bị hỏng: {detail}. Lấy lại bản sao: {hint}",
            "The file is damaged: {detail}. Bring back a copy: {hint}",
            hints=_RESTORE,
        ),
    ),
    entry(
        "part-missing",
        "store",
        error(
            "Thiếu {count} phần của kho số liệu: {names}. Dựng lại: {hint}",
            "{count} parts of the store are missing: {names}. Make them anew: {hint}",
            hints=_REPAIR,
        ),
    ),
    entry(
        "part-changed",
        "store",
        error(
            "{count} phần của kho số liệu không còn như chương trình đã tạo: {names}. Dựng lại: "
            "{hint}",
            "{count} parts of the store are not as the program made them: {names}. Make them "
            "anew: {hint}",
            hints=_REPAIR,
        ),
    ),
    entry(
        "styles-outdated",
        "store",
        notice(
            "Cách hiển thị trong QGIS của {count} lớp chưa có, hoặc của phiên bản cũ: {names}. Cập "
            "nhật: {hint}",
            "How QGIS shows {count} layers is not there, or of an earlier version: {names}. "
            "Renew it: {hint}",
            hints=(Hint("upgrade"),),
        ),
    ),
    entry(
        "ledger-rewritten",
        "store",
        error(
            "Bảng «{table}» của sổ ghi đã bị chương trình khác ghi đè; không dựng lại được từ đâu "
            "khác. Lấy lại bản sao: {hint}",
            "The table “{table}” of the ledger was written anew by another program; nothing else "
            "holds what it held. Bring back a copy: {hint}",
            hints=_RESTORE,
        ),
    ),
    entry(
        "chain-broken",
        "store",
        changed=error(
            "Sổ ghi đã bị sửa: lần ghi {number} ({when:%H:%M ngày %d/%m/%Y}) không còn như khi "
            "ghi. Lấy lại bản sao: {hint}",
            "The ledger was tampered with: commit {number} ({when:%H:%M on %Y-%m-%d}) is not as "
            "it was written. Bring back a copy: {hint}",
            hints=_RESTORE,
        ),
        missing=error(
            "Sổ ghi đã bị sửa: thiếu lần ghi {number}. Lấy lại bản sao: {hint}",
            "The ledger was tampered with: commit {number} is missing. Bring back a copy: {hint}",
            hints=_RESTORE,
        ),
        unknown=error(
            "Sổ ghi đã bị sửa: có số liệu của lần ghi {number}, mà không có lần ghi đó. Lấy lại "
            "bản sao: {hint}",
            "The ledger was tampered with: there are rows of commit {number}, and no such commit. "
            "Bring back a copy: {hint}",
            hints=_RESTORE,
        ),
        photo=error(
            "Ảnh «{name}» không còn như khi ghi. Lấy lại bản sao: {hint}",
            "The photograph “{name}” is not as it was stored. Bring back a copy: {hint}",
            hints=_RESTORE,
        ),
        heights=error(
            "Độ cao địa hình từ «{name}» không còn như khi ghi. Lấy lại bản sao: {hint}",
            "The heights from “{name}” are not as they were stored. Bring back a copy: {hint}",
            hints=_RESTORE,
        ),
    ),
    entry(
        "layer-differs",
        "store",
        error(
            "Lớp «{table}» không khớp sổ ghi ở {count} đối tượng: {names}. Dựng lại: {hint}",
            "The layer “{table}” differs from the ledger in {count} items: {names}. Make it "
            "anew: {hint}",
            hints=_REPAIR,
        ),
    ),
    entry(
        "index-differs",
        "store",
        error(
            "Chỉ mục không gian của lớp «{table}» sai ở {count} đối tượng. Dựng lại: {hint}",
            "The spatial index of the layer “{table}” is wrong of {count} items. Make it anew: "
            "{hint}",
            hints=_REPAIR,
        ),
    ),
    entry(
        "count-differs",
        "store",
        error(
            "Số dòng ghi sẵn của bảng «{table}» là {cached}, thực có {there}. Dựng lại: {hint}",
            "The count kept of the table “{table}” is {cached}, and there are {there}. Make it "
            "anew: {hint}",
            hints=_REPAIR,
        ),
    ),
    entry(
        "codes-differ",
        "store",
        error(
            "Danh mục mã không còn như của chương trình: {names}. Dựng lại: {hint}",
            "The code lists are not those of the program: {names}. Make them anew: {hint}",
            hints=_REPAIR,
        ),
    ),
    entry(
        "uuid-wrong",
        "store",
        error(
            "Bảng «{table}» có {count} dòng thiếu hoặc trùng UUID. Dựng lại: {hint}",
            "The table “{table}” has {count} rows without a UUID, or with that of another. Make "
            "it anew: {hint}",
            hints=_REPAIR,
        ),
    ),
    entry(
        "writer-on",
        "store",
        error(
            "Cờ ghi đang bật ngoài một lần ghi: sửa trong QGIS sẽ không được ghi nhận. Dựng lại: "
            "{hint}",
            "The writer flag is on outside a write: edits in QGIS would not be recorded. Put it "
            "right: {hint}",
            hints=_REPAIR,
        ),
    ),
    entry(
        "commune-absent",
        "store",
        warning(
            "{count} mốc ghi xã {commune}, mà kho không có xã đó: {names}. Nhập danh sách xã, hoặc "
            "sửa sổ đăng ký mốc: {hint}",
            "{count} markers name commune {commune}, which is not in the store: {names}. Import "
            "the communes, or correct the marker register: {hint}",
            hints=(Hint("import communes", ("FILE",)),),
        ),
    ),
    entry(
        "value-dangling",
        "store",
        warning(
            "{layer}: «{heading}» ghi {said}, mà kho không có mã đó ({count}: {names}). Sửa lại, "
            "hoặc hoàn tác đợt đã ghi: {hint}",
            "{layer}: “{heading}” names {said}, which the store does not have ({count}: {names}). "
            "Correct it, or take back the batch that said so: {hint}",
            hints=_UNDO,
        ),
    ),
    entry(
        "value-negative",
        "store",
        warning(
            "{layer}: «{heading}» là {said}, nhỏ hơn 0 ({names}). Sửa lại, hoặc hoàn tác đợt đã "
            "ghi: {hint}",
            "{layer}: “{heading}” is {said}, below nothing ({names}). Correct it, or take back the "
            "batch that said so: {hint}",
            hints=_UNDO,
        ),
    ),
    entry(
        "value-day",
        "store",
        warning(
            "{layer}: «{heading}» là {said}, trước ngày khởi công hoặc sau hôm nay ({names}). Sửa "
            "lại, hoặc hoàn tác đợt đã ghi: {hint}",
            "{layer}: “{heading}” is {said}, before the start or after today ({names}). Correct "
            "it, or take back the batch that said so: {hint}",
            hints=_UNDO,
        ),
    ),
    entry(
        "shape-invalid",
        "store",
        warning(
            "{layer}: hình vẽ tự cắt, rỗng hoặc dài 0 m ({names}). Bản đồ và báo cáo dùng phần nó "
            "bao được; vẽ lại, hoặc hoàn tác đợt đã ghi: {hint}",
            "{layer}: a shape that crosses itself, is empty or has no length ({names}). Map and "
            "report use what it encloses; draw it again, or take back the batch that said so: "
            "{hint}",
            hints=_UNDO,
        ),
    ),
    entry(
        "clock-ahead",
        "store survey",
        before=notice(
            "Đồng hồ máy từng chạy sai: lần ghi {number} mang giờ {when:%H:%M ngày %d/%m/%Y}, sau "
            "lần ghi kế tiếp. Thứ tự ghi vẫn đúng. Kiểm tra đồng hồ của máy.",
            "The clock of the machine was wrong once: commit {number} has the time {when:%H:%M on "
            "%Y-%m-%d}, after that of the next one. The order of commits is right. Check the "
            "clock.",
        ),
        now=warning(
            "Đồng hồ máy lệch với kho số liệu: bây giờ là {now:%H:%M ngày %d/%m/%Y}, mà lần ghi "
            "trước mang giờ {when:%H:%M ngày %d/%m/%Y}. Số liệu vẫn được ghi đúng thứ tự. Kiểm "
            "tra đồng hồ của máy.",
            "The clock of the machine does not agree with the store: it is {now:%H:%M on "
            "%Y-%m-%d}, and the last commit has the time {when:%H:%M on %Y-%m-%d}. What is "
            "written keeps its order. Check the clock.",
        ),
    ),
)
