"""Findings about files of the register: markers, communes, posts, gates, roads and money."""

from mocgioi.errors import Hint, Text
from mocgioi.words.declaring import entry, error, notice, warning, weighed

KIND_NAMES = {"main": Text("chính", "main"), "secondary": Text("phụ", "secondary")}
"""What a marker is by its number."""

FILED = Text("tệp ghi xã {commune}", "the file says {commune}")
KNOWN = Text("kho ghi xã {commune}", "the store says {commune}")
"""What says which commune a marker is in."""

STANDS_IN = Text("tọa độ nằm trong xã {commune}", "it stands in {commune}")
STANDS_NEAR = Text("tọa độ gần xã {commune} nhất", "it stands nearest to {commune}")
STANDS_NOWHERE = Text("tọa độ không nằm trong xã nào", "it stands in no commune")
STANDS_OFF = Text(", cách xã {commune} {off}", ", {off} from {commune}")
STANDS_THERE = Text(", đúng với tọa độ", ", where it stands")
"""Where a marker stands by the outlines of communes."""

KNOWN_BEFORE = Text(" (trước đây kho ghi xã {commune})", " (until now the store said {commune})")
BY_FILE = Text("tệp", "the file")
BY_STORE = Text("kho", "the store")
"""What counts of those that contradict each other."""

DECLARED = (
    entry(
        "road-absent",
        "roads",
        notice(
            "{count} đường đang có trong kho không có trong tệp này và vẫn được giữ: {names}. "
            "Đường nào không còn thì gỡ: {hint}",
            "{count} roads of the store are not in this file, and they stay: {names}. One that is "
            "no longer there is removed with: {hint}",
            hints=(Hint("roads remove", ("ROAD", "--on", "DATE", "--why", "…")),),
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
            "Mốc {number} không có xã, đồn, tọa độ: được nhận nhưng đứng ngoài mọi nhóm của báo "
            "cáo. Có phải mốc của tỉnh này? Hãy bổ sung rồi nhập lại.",
            "Marker {number} has no commune, post or position: it is taken, and stands outside "
            "every group of a report. Is it this province's? Complete it and come again.",
        ),
    ),
    entry(
        "marker-absent",
        "markers",
        notice(
            "Tệp không có {count} mốc mà kho đang có: {markers}. Các mốc này vẫn giữ nguyên. Mốc "
            "nào không còn, hãy ghi: {hint}",
            "The file does not have {count} markers that the store has: {markers}. They stay. "
            "Where one is no more: {hint}",
            hints=(Hint("marker retire", ("N", "--on", "DATE", "--why", "…")),),
        ),
    ),
    entry(
        "marker-unplaced",
        "markers",
        notice(
            "{count} mốc chưa có tọa độ, cả trong tệp và trong kho: {markers}. Vẫn được tính, "
            "nhưng không có trên bản đồ và không đo được theo tuyến.",
            "{count} markers have no position, neither here nor in the store: {markers}. They "
            "count, but are not on the map, and no line is measured to them.",
        ),
    ),
    entry(
        "marker-returned",
        "markers",
        warning(
            "Mốc {number} đã ghi là không còn từ {day}, tệp này lại có. Mốc được tính lại kể từ "
            "ngày áp dụng; nếu mốc không còn, hãy ghi lại: {hint}",
            "Marker {number} was retired on {day}, and is in this file. It counts again from the "
            "day the file holds; if it is gone, say so again: {hint}",
            hints=(Hint("marker retire", ("N", "--on", "DATE", "--why", "…")),),
        ),
    ),
    entry(
        "commune-from-polygon",
        "markers communes",
        placed=notice(
            "{count} mốc chưa ghi xã, được lấy theo ranh giới xã. {listed}.",
            "{count} markers have no commune written; they got the one in whose outline they "
            "stand. {listed}.",
        ),
        edge=warning(
            "Mốc {number} chưa ghi xã, được lấy là xã {commune} theo ranh giới xã, nhưng tọa độ "
            "chỉ cách xã {other} {off}. Hãy ghi xã của mốc vào sổ đăng ký mốc rồi nhập lại.",
            "Marker {number} has no commune written; it got {commune} by the outlines, but stands "
            "only {off} from {other}. Write its commune into the register and import it again.",
        ),
        nowhere=warning(
            "{count} mốc chưa ghi xã, và tọa độ cách mọi xã đã biết trên {off:.0f} m: {markers}. "
            "Xã để trống. Hãy kiểm tra tọa độ, hoặc ghi xã vào sổ đăng ký mốc.",
            "{count} markers have no commune written and stand more than {off:.0f} m from every "
            "commune that is known: {markers}. Their commune was left empty. Look at their "
            "positions, or write their communes into the register.",
        ),
    ),
    entry(
        "commune-contradicts",
        "markers communes",
        apart=warning(
            "Mốc {number}: {said}{before}, nhưng {lies}. Vẫn tính theo {basis}; hãy kiểm tra xã và "
            "tọa độ.",
            "Marker {number}: {said}{before}, but {lies}. What {basis} says counts; look at its "
            "commune and position.",
        ),
        edge=notice(
            "Mốc {number}: {said}{before}; {lies}. Ranh giới xã là nét khái quát nên có thể lệch "
            "chừng ấy. Vẫn tính theo {basis}.",
            "Marker {number}: {said}{before}; {lies}. Outlines are generalised and may be that far "
            "off. What {basis} says counts.",
        ),
        known=weighed(
            "warning",
            "notice",
            words=Text(
                "Mốc {number}: tệp ghi xã {commune}{lies}; trước đây kho ghi xã {former}. Tính "
                "theo tệp kể từ ngày áp dụng.",
                "Marker {number}: the file says {commune}{lies}; until now the store said "
                "{former}. What the file says counts from the day it holds.",
            ),
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
        "ground-kind",
        "ground",
        error(
            "Không rõ «{written}» là loại gì; không được nhận. Một trong: {allowed}.",
            "What kind “{written}” is is not clear; it was not taken. One of: {allowed}.",
        ),
    ),
    entry(
        "ground-kind-named",
        "ground",
        notice(
            "Không có cột loại: mọi đối tượng được nhận là «{kind}», như tên của lớp hoặc tệp.",
            "There is no column of kinds: every feature was taken for “{kind}”, as the layer or "
            "file is called.",
        ),
    ),
    entry(
        "ground-border",
        "ground",
        error(
            "Đường biên giới không lấy từ nền bản đồ: chỉ vẽ đường đã nhập bằng {hint}.",
            "A border line is not taken from the ground: only the one taken in by {hint} is drawn.",
            hints=(Hint("import boundary", ("FILE",)),),
        ),
    ),
    entry(
        "ground-far",
        "ground",
        notice(
            "{count} đối tượng nằm cách vùng biên trên {far_km} km; bỏ qua, không tính là dòng.",
            "{count} features lie more than {far_km} km from the border; they were left out, and "
            "are not counted as rows.",
        ),
    ),
    entry(
        "ground-unnamed",
        "ground",
        notice(
            "Không có tên nên không vẽ lên bản đồ được: chỉ tên của loại này được ghi.",
            "It has no name, and of this kind the map shows the name alone.",
        ),
    ),
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
        "amount-in-words",
        "contributions",
        notice(
            "«{written}» được giữ nguyên văn; báo cáo cộng theo mức thấp nhất («trên», «hơn») hoặc "
            "không cộng («gần», «khoảng»).",
            "“{written}” was kept as words; a report adds the least they name, and nothing where "
            "they only say roughly how much.",
        ),
    ),
    entry(
        "contribution-mixed",
        "contributions",
        warning(
            "«{written}» vừa là ngân sách vừa là đóng góp: báo cáo ghi nguyên văn, không cộng số "
            "này vào đóng góp. Hãy tách thành hai dòng.",
            "“{written}” is a budget's and others' money together: a report names it and adds no "
            "figure of it to what was given. Write two rows.",
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
