"""Findings about surveys: their rows against each other and against the register."""

from mocgioi.errors import Hint, Text
from mocgioi.words.declaring import entry, error, notice, warning

THRESHOLD = Text("{name} {figure} (thường {usual})", "{name} {figure} (usually {usual})")
"""One threshold that is not the house's own."""

DECLARED = (
    entry(
        "decisions-skipped",
        "survey",
        warning(
            "Bảng quyết định nằm cùng thư mục không được nhập ở đây. Nhập riêng: {hint}",
            "A sheet of decisions beside it is not taken here. Take it by itself: {hint}",
            hints=(Hint("conflicts apply", ("FILE.xlsx",)),),
        ),
    ),
    entry(
        "form-empty",
        "survey",
        warning(
            "Phiếu chưa ghi gì: không dòng nào có ngày hay tình trạng. Hãy xin lại phiếu đã ghi.",
            "Nothing is filled in: no row has a day or a state. Ask for the form filled in.",
        ),
    ),
    entry(
        "sector-of-others",
        "survey photos",
        of_post=error(
            "Mốc {marker} do {post} quản lý: máy chủ chỉ nhận dòng này từ {post} hoặc cơ quan quản "
            "lý kho. Gửi tệp cho cơ quan, hoặc tách dòng này ra tệp khác.",
            "Marker {marker} is of {post}: the server takes this row from {post} or the office of "
            "the store alone. Send the file to the office, or move this row to another file.",
        ),
        of_nobody=error(
            "Mốc {marker} chưa giao cho đồn nào: máy chủ chỉ nhận dòng này từ cơ quan quản lý kho. "
            "Gửi tệp cho cơ quan, hoặc tách dòng này ra tệp khác.",
            "Marker {marker} is of no post yet: the server takes this row from the office of the "
            "store alone. Send the file to the office, or move this row to another file.",
        ),
    ),
    entry(
        "handed-in",
        "survey",
        notice("{by} nộp tệp này lúc {at}.", "{by} handed this file in, {at}."),
    ),
    entry(
        "policy-differs",
        "survey photos",
        notice(
            "Ngưỡng kiểm tra khác thường lệ: {thresholds}.",
            "Thresholds of this batch: {thresholds}.",
        ),
    ),
    entry(
        "date-missing",
        "survey",
        of_row=error(
            "Thiếu ngày kiểm tra. Hãy điền rồi nhập lại dòng này.",
            "The day of the survey is missing. Fill it in and come again.",
        ),
        beside=error(
            "Không rõ «{heading}» là của ngày nào: chỉ cột khác có ngày ở tiêu đề. Hãy thêm cột "
            "ngày kiểm tra, ghi ngày vào tiêu đề cột này, hoặc: {option}",
            "It is not clear of which day “{heading}” is: only other columns have one in their "
            "heading. Add a column for the day, write it in this heading, or: {option}",
        ),
    ),
    entry(
        "date-day-first",
        "survey",
        notice(
            "Ngày đọc theo dd/mm/yyyy (ở đây là {day}); trong tệp không có ngày nào quá 12 để kiểm "
            "chứng.",
            "Days were read as dd/mm/yyyy (here {day}); no day in the file is past the 12th to "
            "prove it.",
        ),
    ),
    entry(
        "submission-rejected",
        "survey",
        error(
            "Phiếu đã bị loại trên hệ thống thu thập («{written}»).",
            "The submission was rejected in the form tool (“{written}”).",
        ),
    ),
    entry(
        "line-of-marker",
        "survey",
        warning(
            "Dòng ngoài bảng nói tình trạng của mốc, không được đọc. Nếu là kết quả kiểm tra, hãy "
            "ghi thành dòng của bảng rồi nhập lại.",
            "A line outside the table says how markers are, and was not read. If it was seen, "
            "write it as rows of the table and take the file in again.",
        ),
    ),
    entry(
        "alarm-unread",
        "survey",
        column=notice(
            "CÓ THỂ PHẢI BÁO NGAY: cột «{heading}» không được đọc, nhưng ô này có thể nói mốc hư "
            "hại hoặc bị mất. Xem lại; ghi việc xử lý: {hint}.",
            "MAY HAVE TO BE REPORTED AT ONCE: the column “{heading}” is not read, but the cell may "
            "say that the marker is damaged or lost. Look at it; record what was done: {hint}.",
            hints=(Hint("cases"),),
        ),
        line=notice(
            "CÓ THỂ PHẢI BÁO NGAY: dòng này không phải dòng số liệu, nhưng có thể nói mốc hư hỏng "
            "hoặc bị mất. Xem lại; ghi việc xử lý: {hint}.",
            "MAY HAVE TO BE REPORTED AT ONCE: this is no row of data, but it may say that a "
            "marker is damaged or lost. Look at it; record what was done: {hint}.",
            hints=(Hint("cases"),),
        ),
        file=notice(
            "CÓ THỂ PHẢI BÁO NGAY: tệp không nhập được, nhưng chỗ này có thể nói mốc hư hỏng hoặc "
            "bị mất. Xem lại; ghi việc xử lý: {hint}.",
            "MAY HAVE TO BE REPORTED AT ONCE: the file was not taken, but this may say that a "
            "marker is damaged or lost. Look at it; record what was done: {hint}.",
            hints=(Hint("cases"),),
        ),
    ),
    entry(
        "status-contradiction",
        "survey",
        warning(
            "Dòng ghi đường chưa xây dựng nhưng lại ghi chất lượng đường. Hãy xem lại.",
            "The row says the road is not built and gives its condition. Look at it again.",
        ),
    ),
    entry(
        "post-sector",
        "survey",
        of_row=warning(
            "Mốc {number} thuộc đồn {post}, dòng này ghi «{written}».",
            "Marker {number} belongs to post {post}; this row says “{written}”.",
        ),
        of_form=warning(
            "Mốc {number} thuộc đồn {post}, mà đây là phiếu của đồn {written}: xem lại số hiệu.",
            "Marker {number} belongs to post {post}, and this is the form of post {written}: look "
            "at the number.",
        ),
    ),
    entry(
        "commune-differs",
        "survey",
        warning(
            "Mốc {number} thuộc xã {commune}, dòng này ghi «{written}».",
            "Marker {number} is in {commune}; this row says “{written}”.",
        ),
    ),
    entry(
        "row-duplicate",
        "survey",
        warning(
            "Dòng này giống hệt dòng {above}.",
            "This row repeats row {above} exactly.",
        ),
    ),
    entry(
        "key-duplicate",
        "survey",
        in_file=warning(
            "Mã phiếu này đã có ở dòng {above} với nội dung khác.",
            "Row {above} has this submission key with other content.",
        ),
        recorded=warning(
            "Phiếu này (mốc {number}) đã nhập ngày {recorded_on} với nội dung khác. Nội dung mới "
            "vẫn được nhận; hãy xem lại.",
            "This submission (marker {number}) was taken in on {recorded_on} with other content. "
            "The new content was taken too; look at it.",
        ),
    ),
    entry(
        "waypoint-altered",
        "survey",
        error(
            "Điểm GPS «{name}»: phần «Đã biết» trong ghi chú, hoặc tên điểm, đã bị sửa nên không "
            "chắc điều gì được ghi. Dòng không được nhận. Hãy ghi lại tình trạng vào các cột của "
            "dòng này rồi nhập lại; trên máy GPS chỉ ghi sau chữ GHI.",
            "Waypoint “{name}”: what was known, or the name, was written over, so that it is not "
            "sure what was meant. The row was not taken. Write the state into its columns and "
            "come again; on the GPS write after GHI only.",
        ),
    ),
    entry(
        "tracks-left",
        "survey",
        notice(
            "Tuyến {listed} trên máy GPS không phải số liệu kiểm tra mốc nên chưa nhập. Nhập thành "
            "đường: {hint}",
            "Tracks or routes of the GPS, {listed}, are no survey of a marker and were not taken. "
            "Take them as roads: {hint}",
            hints=(Hint("import roads", ("FILE.gpx",)),),
        ),
    ),
    entry(
        "roads-of-kit",
        "layer",
        notice(
            "{count} tuyến là đường của bộ tệp mang đi, đã có trong kho: bỏ qua.",
            "{count} tracks are roads that a kit took along, and known already: left out.",
        ),
    ),
    entry(
        "waypoint-surveyor",
        "survey",
        notice(
            "Ghi chú của điểm GPS: «{name}» được đọc là người kiểm tra.",
            "Note of a waypoint: “{name}” was read as the surveyor.",
        ),
    ),
    entry(
        "waypoint-own",
        "survey",
        notice(
            "{count} điểm do máy GPS tự đặt tên ({listed}), không phải mốc và không ghi gì: bỏ "
            "qua.",
            "{count} waypoints that the GPS named by itself ({listed}) are no markers and say "
            "nothing: left out.",
        ),
    ),
    entry(
        "waypoint-near",
        "survey",
        notice(
            "Điểm «{name}» cách mốc {number}: {off}. Nếu là mốc này, ghi số hiệu {number} thay "
            "cho «{name}» rồi nhập lại.",
            "Waypoint “{name}” is {off} from marker {number}. If it is that marker, write "
            "{number} for “{name}” and come again.",
        ),
    ),
)
