"""Findings about files of the register: markers, communes, posts, gates, roads and money."""

from mocgioi.errors import Hint, Text
from mocgioi.words.declaring import entry, error, notice, warning

KIND_NAMES = {"main": Text("chính", "main"), "secondary": Text("phụ", "secondary")}
"""What a marker is by its number."""

DECLARED = (
    entry(
        "road-absent",
        "roads",
        notice(
            "{count} đường đang có trong kho không có trong tệp này và vẫn được giữ: {names}. "
            "Đường nào không còn thì gỡ: {hint}",
            "{count} roads of the store are not in this file, and they stay: {names}. One that is "
            "no longer there is removed with: {hint}",
            hints=(Hint("roads remove", ("ROAD",)),),
        ),
    ),
    entry(
        "illustrative-title",
        "markers",
        notice(
            "Tiêu đề ghi «số liệu minh họa». Muốn đánh dấu từng dòng, hãy thêm cột «Minh họa».",
            "The title says the data are illustrative. To have the rows marked so, add a column "
            "“Minh họa”.",
        ),
    ),
    entry(
        "marker-duplicate",
        "markers",
        error(
            "Mốc {number} có {count} dòng trong tệp; không dòng nào được nhận. Hãy giữ lại một "
            "dòng đúng.",
            "Marker {number} has {count} rows in the file; none was taken. Keep the right one.",
        ),
    ),
    entry(
        "kind-differs",
        "markers",
        warning(
            "Mốc {number} theo số hiệu là mốc {kind}, tệp ghi «{written}».",
            "Marker {number} is a {kind} one by its number; the file says “{written}”.",
        ),
    ),
    entry(
        "marker-placeless",
        "markers",
        warning(
            "Mốc {number} không có xã, đồn, toạ độ: được nhận nhưng đứng ngoài mọi nhóm của báo "
            "cáo. Có phải mốc của tỉnh này? Hãy bổ sung rồi nhập lại.",
            "Marker {number} has no commune, post or position: it is taken, and stands outside "
            "every group of a report. Is it this province's? Complete it and come again.",
        ),
    ),
    entry(
        "commune-code",
        "communes",
        error(
            "«{written}» không phải mã xã năm chữ số, hoặc thiếu tên xã.",
            "“{written}” is not a five-digit commune code, or the name is missing.",
        ),
    ),
    entry(
        "commune-duplicate",
        "communes",
        error(
            "Mã xã {commune} có ở dòng khác của tệp.",
            "Commune code {commune} stands in another row of the file.",
        ),
    ),
    entry(
        "commune-district",
        "communes",
        warning(
            "Không rõ huyện cũ của xã {name}: «{formerly}». Bảng theo huyện cũ sẽ ghi «chưa rõ "
            "huyện». Hãy ghi «Xã X, Huyện Y», hoặc thêm cột Huyện.",
            "The former district of {name} is not clear: “{formerly}”. Tables by district will not "
            "place it. Write “Xã X, Huyện Y”, or add a column of districts.",
        ),
    ),
    entry("post-name", "posts", error("Thiếu tên đồn.", "The post has no name.")),
    entry(
        "post-duplicate",
        "posts",
        error(
            "Đồn «{name}» có ở dòng khác của tệp.",
            "Post “{name}” stands in another row.",
        ),
    ),
    entry("gate-name", "gates", error("Thiếu tên cửa khẩu.", "The gate has no name.")),
    entry(
        "serves-unknown",
        "roads projects check",
        row=warning(
            "Không có trong sổ đăng ký mốc: {names}.",
            "Not in the marker register: {names}.",
        ),
        road=warning(
            "«{name}» ghi là lên mốc {other}, không có trong sổ đăng ký mốc. Sửa số hiệu, hoặc "
            "nhập mốc.",
            "“{name}” is said to serve marker {other}, which the register does not have. Correct "
            "the number, or import the marker.",
        ),
    ),
    entry(
        "date-early",
        "roads",
        warning(
            "Ngày hoàn thành {day} trước năm {year}. Vẫn được nhận; hãy kiểm tra lại năm.",
            "The road was completed on {day}, before {year}. It was taken; look at the year.",
        ),
    ),
    entry(
        "project-name",
        "projects",
        error("Thiếu tên dự án và mốc phục vụ.", "No name and no markers."),
    ),
    entry(
        "project-duplicate",
        "projects",
        error(
            "Mã dự án {project} có ở dòng khác.",
            "Project code {project} stands in another row.",
        ),
    ),
    entry(
        "funding-words",
        "projects",
        notice(
            "Nguồn vốn «{written}» được giữ nguyên văn, không có mã.",
            "Funding “{written}” was kept as words; it has no code.",
        ),
    ),
    entry(
        "contribution-kind",
        "contributions",
        error(
            "«{written}»: hãy ghi tiền, vật liệu hoặc ngày công.",
            "“{written}”: write money, materials or labour.",
        ),
    ),
    entry(
        "figure-invalid",
        "published",
        error(
            "Thiếu chỉ tiêu, hoặc giá trị không phải số.",
            "The measure is missing, or the value is no number.",
        ),
    ),
)
