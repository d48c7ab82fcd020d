"""Findings about another copy of the store that is merged into this one."""

from mocgioi.errors import Hint, Text
from mocgioi.words.declaring import entry, error, notice, warning

CAME = {
    "observations": Text("{count} số liệu", "{count} observations"),
    "earlier_instants": Text(
        "{count} thời điểm ghi sớm hơn", "{count} instants of what both copies recorded"
    ),
    "decisions": Text("{count} quyết định", "{count} decisions"),
    "batches": Text("{count} đợt nhập", "{count} batches"),
    "rejected_rows": Text("{count} dòng bị loại", "{count} rejected rows"),
    "column_mappings": Text(
        "{count} cách hiểu cột hoặc từ", "{count} meanings of columns or words"
    ),
    "case_events": Text("{count} việc xử lý vụ việc", "{count} steps of cases"),
    "publications": Text("{count} báo cáo đã công bố", "{count} published reports"),
    "photos": Text("{count} ảnh", "{count} photographs"),
    "heights": Text(
        "{count} lần nhập hoặc gỡ độ cao địa hình (ước tính đổi theo)",
        "{count} rasters of heights, or their taking back (estimates move with them)",
    ),
    "findings_seen": Text("{count} lưu ý đã có người xem", "{count} findings that were looked at"),
    "findings": Text("{count} lưu ý", "{count} findings"),
}
"""What comes with a copy, by table of the ledger."""

SIDE = Text("«{label}»{source}", "“{label}”{source}")
"""One side of a disagreement, and who says so."""

SOURCE = Text(" ({source})", " ({source})")

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
        copy=notice(
            "Bản kia không có gì mà kho này chưa có; không có gì thay đổi.",
            "The other copy has nothing that is not here; nothing changes.",
        ),
        kit=notice(
            "Gói không có gì mới; không có gì thay đổi.",
            "The kit has nothing new; nothing changes.",
        ),
    ),
    entry(
        "merge-photos",
        "merge",
        warning(
            "{count} ảnh chụp trong gói nằm ở «{folder}», chưa nhập. Nhập: {hint}.",
            "{count} photographs taken in the kit lie in “{folder}” and are not taken in yet. Take "
            "them in: {hint}.",
            hints=(Hint("survey apply", ("FOLDER",)),),
        ),
    ),
    entry(
        "merge-photo-missing",
        "merge",
        warning(
            "Mốc {number}: không thấy ảnh «{name}» mà gói có ghi. Chép cả thư mục DCIM để cạnh tệp "
            ".gpkg, rồi nhập lại.",
            "Marker {number}: there is no photograph “{name}”, which the kit names. Copy the whole "
            "folder DCIM beside the .gpkg, and come again.",
        ),
    ),
    entry(
        "merge-kit",
        "merge",
        here=notice(
            "Đây là gói thực địa của {post} ({count} mốc), cắt từ kho này lúc {when:%H:%M ngày "
            "%d/%m/%Y}, sau lần ghi {number}. Chỉ nhận những gì ghi thêm trong gói; số liệu của "
            "các đồn khác giữ nguyên.",
            "This is the kit of {post} ({count} markers), cut from this store at {when:%H:%M on "
            "%Y-%m-%d}, after commit {number}. Only what was added in the kit comes in; the data "
            "of other posts stay as they are.",
        ),
        elsewhere=notice(
            "Đây là gói thực địa của {post} ({count} mốc), cắt lúc {when:%H:%M ngày %d/%m/%Y} từ "
            "một bản khác của kho («{store}», mã {head}). Chỉ nhận những gì kho này chưa có; số "
            "liệu của các đồn khác giữ nguyên.",
            "This is the kit of {post} ({count} markers), cut at {when:%H:%M on %Y-%m-%d} from "
            "another copy of the store (“{store}”, state {head}). Only what is not here comes in; "
            "the data of other posts stay as they are.",
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
        "copy-compared",
        "merge",
        notice(
            "{layer}: so với kho sau lần ghi {number} (lúc {when:%H:%M ngày %d/%m/%Y}); chỉ những "
            "gì khác khi ấy là đã sửa.",
            "{layer}: compared with the store after commit {number} (at {when:%H:%M on %Y-%m-%d}); "
            "only what differs from that was edited.",
        ),
    ),
    entry(
        "copy-no-day",
        "merge",
        warning(
            "{count} hàng đã sửa mà không ghi ngày; tạm xem như hôm nay. Khi gộp thật, ghi ngày: "
            "{hint}",
            "{count} rows were edited, and nothing says when; here they are taken as of today. To "
            "merge, give the day: {hint}",
            hints=(Hint("merge", ("FILE", "--on", "DATE")),),
        ),
    ),
    entry(
        "copy-absent",
        "merge",
        notice(
            "{layer}: {count} hàng không có trong tệp và vẫn được giữ; xóa ở bản sao không xóa gì "
            "ở đây.",
            "{layer}: {count} rows are not in the file, and they stay; deleting in a copy deletes "
            "nothing here.",
        ),
    ),
    entry(
        "copy-geometry",
        "merge",
        warning(
            "{layer}: hình vẽ ở hệ tọa độ {crs} không so được với kho, chỉ nhận các cột. Muốn nhận "
            "cả hình vẽ, lưu lớp ở EPSG:4326 rồi gộp lại.",
            "{layer}: drawings in {crs} cannot be compared with the store; only the columns are "
            "taken. To have the drawings too, save the layer in EPSG:4326 and merge again.",
        ),
    ),
    entry(
        "copy-computed",
        "merge",
        warning(
            "Các cột này do kho tự tính hoặc là số hiệu, sửa ở bản sao không được nhận: {columns}.",
            "These columns follow from others or are identities; what was edited in them is not "
            "taken: {columns}.",
        ),
    ),
    entry(
        "copy-moved",
        "merge",
        warning(
            "{count} mốc có tọa độ khác sổ đăng ký, không lấy: {numbers}. Tọa độ chỉ đổi bằng: "
            "{hint}",
            "{count} markers stand elsewhere than in the register, which is not taken: {numbers}. "
            "A position changes only by: {hint}",
            hints=(Hint("import markers", ("FILE",)),),
        ),
    ),
    entry(
        "copy-twice",
        "merge",
        error(
            "Hàng này mang cùng mã định danh với hàng khác (như khi tách hoặc nhân đôi trong "
            "QGIS); không hàng nào được nhận. Xóa mã ở hàng mới rồi gộp lại.",
            "This row has the identity of another one (as after a split or a copy in QGIS); "
            "neither is taken. Empty the identity of the new row, then merge again.",
        ),
    ),
    entry(
        "copy-marker-new",
        "merge",
        error(
            "Mốc {number} không có trong kho. Thêm mốc bằng: {hint}",
            "There is no marker {number} in the store. Add markers with: {hint}",
            hints=(Hint("import markers", ("FILE",)),),
        ),
    ),
    entry(
        "copy-lacks",
        "merge",
        error(
            "Hàng mới này chưa có: {headings}. Không được nhận; ghi thêm rồi gộp lại.",
            "This new row lacks: {headings}. It is not taken; add what it lacks, then merge again.",
        ),
    ),
    entry(
        "copy-value",
        "merge",
        error(
            "{heading}: không hiểu «{written}»; hàng này không được nhận.",
            "{heading}: “{written}” is not understood; the row is not taken.",
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
