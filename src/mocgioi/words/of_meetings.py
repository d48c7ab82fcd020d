"""Findings about what a file says where something is known already."""

from mocgioi.errors import Hint, Text
from mocgioi.words.declaring import entry, notice, warning

SIDE_IN_FILE = Text("dòng {row} ghi «{label}»", "row {row} “{label}”")
SIDE_RECORDED = Text(
    "số liệu nhập ngày {recorded_on} ghi «{label}»",
    "what was taken in on {recorded_on} “{label}”",
)
"""The other side of a disagreement: a row of the same file, or what was recorded before."""

ON_DAY = Text(" ngày {day}", " on {day}")
"""The day of what was seen, where it is known."""

DECLARED = (
    entry(
        "submission-corrected",
        "survey",
        notice(
            "Mốc {number}, {aspect}: {observer} nộp lại cho cùng ngày; «{old}» được thay bằng "
            "«{new}» và vẫn giữ trong lịch sử.",
            "Marker {number}, {aspect}: {observer} submitted again for the same day; “{old}” gave "
            "way to “{new}” and is kept in the history.",
        ),
    ),
    entry(
        "already-applied",
        "file",
        notice(
            "Các dòng này đã nhập lúc {when:%H:%M ngày %d/%m/%Y}; không có gì thay đổi.",
            "These very rows were taken in at {when:%H:%M on %Y-%m-%d}; nothing changes.",
        ),
    ),
    entry(
        "applied-after-undo",
        "file",
        notice(
            "Các dòng này đã nhập trước đây và đã được hoàn tác lúc {when:%H:%M ngày %d/%m/%Y} (lý "
            "do: {why}); nhập lần này thì lại được tính.",
            "These rows were taken in before and taken back at {when:%H:%M on %Y-%m-%d} (reason: "
            "{why}); by being taken in now they count again.",
        ),
    ),
    entry(
        "row-undone",
        "survey",
        warning(
            "Mốc {number}: điều dòng này ghi đã được hoàn tác lúc {when:%H:%M ngày %d/%m/%Y} (lý "
            "do: {why}) nên không nhập lại. Nếu nay đúng, hãy tự nhập tệp: {hint}",
            "Marker {number}: what this row says was taken back at {when:%H:%M on %Y-%m-%d} "
            "(reason: {why}), so it stays out. If it is right now, apply the file yourself: {hint}",
            hints=(Hint("survey apply", ("FILE",)),),
        ),
    ),
    entry(
        "conflict",
        "survey markers",
        warning(
            "Số liệu chưa thống nhất về {aspect} của mốc {number}{day}: dòng này ghi «{new}», "
            "còn {others}. Chờ người quyết định: {hint}",
            "Disagreement on the {aspect} of marker {number}{day}: this row says “{new}”, and "
            "{others}. It waits for a person: {hint}",
            hints=(Hint("conflicts list"),),
        ),
    ),
    entry(
        "register-conflict",
        "markers communes posts gates boundary roads projects contributions published targets",
        warning(
            "Số liệu chưa thống nhất về {aspect} của «{name}»{day}: dòng này ghi «{new}», "
            "còn {others}. Chờ người quyết định: {hint}",
            "Disagreement on the {aspect} of “{name}”{day}: this row says “{new}”, and "
            "{others}. It waits for a person: {hint}",
            hints=(Hint("conflicts list"),),
        ),
    ),
    entry(
        "built-then-none",
        "survey",
        warning(
            "Đường lên mốc {number} đã ghi là đã xây dựng{since}, dòng này ghi «{new}». Vẫn tính "
            "là đã xây dựng; chờ người quyết định: {hint}",
            "The road to marker {number} is known as built{since}, and this row says “{new}”. It "
            "still counts as built and waits for a person: {hint}",
            hints=(Hint("conflicts list"),),
        ),
    ),
    entry(
        "older-than-current",
        "survey",
        notice(
            "Số liệu{day} cũ hơn điều đã biết: «{known}»{since}. Được lưu vào lịch sử, không đổi "
            "tình trạng hiện nay.",
            "What was seen{day} is older than what is known: “{known}”{since}. It is kept as "
            "history and changes nothing today.",
        ),
    ),
    entry(
        "disagreement-opened",
        "survey",
        warning(
            "Mốc {number}: dòng này ghi «{new}»{day}, nên «{later}»{since} nay chờ người quyết "
            "định. Tình trạng hiện nay đã đổi: {hint}",
            "Marker {number}: this row says “{new}”{day}, so “{later}”{since} now waits for a "
            "person. The state of today has moved: {hint}",
            hints=(Hint("conflicts list"),),
        ),
    ),
    entry(
        "implausible-change",
        "survey",
        warning(
            "Mốc {number} đang ghi «{known}»{since}, dòng này ghi «{new}». Vẫn được tính; hãy "
            "xem lại.",
            "Marker {number} is known as “{known}”{since}, and this row says “{new}”. It counts; "
            "look at it again.",
        ),
    ),
)
