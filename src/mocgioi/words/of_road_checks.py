"""Findings of the check of roads: figures come in as each language writes them."""

from mocgioi.words.declaring import entry, notice, warning

DECLARED = (
    entry(
        "road-gap",
        "check",
        warning(
            "«{name}» dừng cách «{other}» {metres} m, tại {place}: hai tuyến không nối với nhau. "
            "Khép khoảng hở, hoặc đi kiểm tra.",
            "“{name}” ends {metres} m from “{other}”, at {place}: the two do not join. Close the "
            "gap, or go and look.",
        ),
    ),
    entry(
        "road-crossing",
        "check",
        warning(
            "«{name}» cắt «{other}» tại {place} mà không có nút giao nên không được coi là đấu "
            "nối. Nếu đi được từ đường này sang đường kia, hãy cắt tuyến tại đó; nếu là cầu thì để "
            "vậy.",
            "“{name}” crosses “{other}” at {place} without a junction, so they do not count as "
            "joined. If one leads to the other, split a line there; leave it if it is a bridge.",
        ),
    ),
    entry(
        "road-isolated",
        "check",
        far=warning(
            "«{name}» không đấu nối với mạng đường: còn cách «{other}» {metres} m, tại {place}. Vẽ "
            "đoạn còn thiếu, hoặc đi kiểm tra.",
            "“{name}” is not joined to the network: {metres} m from “{other}”, at {place}. Draw "
            "what is missing, or go and look.",
        ),
        no_network=warning(
            "«{name}» không đấu nối: chưa có tuyến đường tuần tra, đường xã, đường tỉnh nào.",
            "“{name}” is not joined: no patrol, commune or provincial road was supplied.",
        ),
    ),
    entry(
        "road-in-pieces",
        "check",
        warning(
            "«{name}» bị đứt: hai đoạn cách nhau {metres} m, tại {place}. Vẽ nối hai đoạn, hoặc "
            "tách thành hai tuyến.",
            "“{name}” is in pieces: two parts are {metres} m apart, at {place}. Draw what lies "
            "between, or make two roads of it.",
        ),
    ),
    entry(
        "road-duplicate",
        "check",
        warning(
            "«{name}» vẽ trùng với «{other}» (cách nhau nhiều nhất {apart} m). Giữ một tuyến.",
            "“{name}” is drawn over “{other}” (at most {apart} m apart). Keep one of them.",
        ),
    ),
    entry(
        "road-split",
        "check",
        twice=warning(
            "«{name}» có thể đã bị tách: hai tuyến nối liền nhau cùng tên, cùng phục vụ mốc, cùng "
            "ngày và cùng ghi chiều dài, kinh phí, nên bị tính hai lần (chỗ nối: {place}). Xóa "
            "chiều dài và kinh phí ở một tuyến, hoặc ghi riêng cho từng tuyến.",
            "“{name}” may have been split: two lines that touch have one name, serve the same "
            "markers and state the same days, length and cost, which count twice (they meet at "
            "{place}). Empty length and cost of one, or state those of each.",
        ),
        once=notice(
            "«{name}» đã tách thành hai tuyến nối nhau tại {place}: chiều dài và kinh phí theo hồ "
            "sơ chỉ tính một lần, ở tuyến có ghi. Cần thì ghi riêng cho từng tuyến.",
            "“{name}” was split into two lines that meet at {place}: the length and cost of its "
            "papers count once, at the line that states them. State those of each if needed.",
        ),
    ),
    entry(
        "road-part-zero",
        "check",
        warning(
            "«{name}» có một đoạn dài 0 m tại {place}. Xóa đoạn đó, hoặc vẽ lại.",
            "“{name}” has a part 0 m long at {place}. Delete it, or draw it again.",
        ),
    ),
    entry(
        "road-outside",
        "check",
        warning(
            "«{name}» nằm ngoài địa bàn các xã biên giới, cách {metres} m, tại {place}. Kiểm tra "
            "hệ tọa độ và tuyến.",
            "“{name}” lies outside the border communes, {metres} m away, at {place}. Check the "
            "coordinate system and the line.",
        ),
    ),
    entry(
        "road-crosses-border",
        "check",
        warning(
            "«{name}» cắt đường biên giới tại {place}, cách đầu tuyến {metres} m. Kiểm tra tuyến, "
            "hệ tọa độ, hoặc đường biên giới đã nhập.",
            "“{name}” crosses the border line at {place}, {metres} m from its end. Check the line, "
            "its coordinate system, or the border line supplied.",
        ),
    ),
    entry(
        "serves-not-reached",
        "check",
        warning(
            "«{name}» ghi là lên mốc {other} nhưng dừng cách mốc {metres} m, tại {place}. Vẽ tiếp "
            "tuyến, hoặc sửa số hiệu mốc.",
            "“{name}” is said to serve marker {other} and stops {metres} m short, at {place}. "
            "Draw the rest of it, or correct the number.",
        ),
    ),
    entry(
        "length-differs",
        "check",
        warning(
            "«{name}»: hồ sơ ghi dài {stated} m, tuyến vẽ dài {drawn} m. Kiểm tra đơn vị và tuyến.",
            "“{name}”: its papers say {stated} m, the line is {drawn} m long. Check the unit and "
            "the line.",
        ),
    ),
    entry(
        "cost-per-metre",
        "check",
        warning(
            "«{name}»: {cost} đồng/m, ngoài khoảng đã biết ({low}–{high}). Kiểm tra đơn vị (đồng, "
            "nghìn đồng, triệu đồng) và chiều dài.",
            "“{name}”: {cost} đồng a metre, outside the known range ({low}–{high}). Check the unit "
            "(đồng, thousands, millions) and the length.",
        ),
    ),
    entry(
        "road-near-border",
        "check",
        notice(
            "«{name}» có đầu tuyến cách đường biên giới {metres} m, tại {place}. Thi công trong "
            "phạm vi 30 m phải được thống nhất trước (NĐ 96/2020/NĐ-CP).",
            "“{name}” ends {metres} m from the border line, at {place}. Works within 30 m need "
            "agreement first (NĐ 96/2020/NĐ-CP).",
        ),
    ),
    entry(
        "ends-not-snapped",
        "check",
        notice(
            "«{name}» và «{other}» cách nhau {metres} m tại {place}; được coi là đã đấu nối. Nên "
            "bắt điểm cho khớp.",
            "“{name}” and “{other}” are {metres} m apart at {place}; they count as joined. Better "
            "snap them together.",
        ),
    ),
)
