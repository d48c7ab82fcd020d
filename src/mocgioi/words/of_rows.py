"""Findings about a row of any kind of file: its cells, numbers, days, codes and names."""

from mocgioi.errors import Text
from mocgioi.words.declaring import Entry, entry, error, notice, warning


def _unknown(code: str, where: str) -> Entry:
    """Declare the finding about a spelling that a code list does not have."""
    return entry(
        code,
        where,
        asked=error(
            "Không hiểu «{written}». Dòng không được nhận. Hãy ghi: {allowed}. Nếu chữ này có một "
            "nghĩa chắc chắn, ghi một lần: {option}",
            "“{written}” is not understood. The row was not taken. Write: {allowed}. If the words "
            "have one sure meaning, say it once: {option}",
        ),
        left_out=warning(
            "Không hiểu «{written}». Ô này bị bỏ qua. Hãy ghi: {allowed}.",
            "“{written}” is not understood. The cell was left out. Write: {allowed}.",
        ),
    )


_NOT_WHOLE = Text(
    "«{written}» không phải một ngày đầy đủ; để trống. Hãy ghi dd/mm/yyyy.",
    "“{written}” is not a whole day; left empty. Write dd/mm/yyyy.",
)

DECLARED = (
    entry(
        "row-skipped",
        "row",
        notice(
            "Bỏ qua dòng tổng cộng hoặc chữ ký: «{written}».",
            "A total or signature row was skipped: “{written}”.",
        ),
    ),
    entry(
        "lines-skipped",
        "survey",
        notice(
            "{count} dòng chữ ngoài bảng, không phải dòng số liệu: {listed}",
            "{count} lines of text beside the table, no rows themselves: {listed}",
        ),
    ),
    entry(
        "field-count",
        "row",
        more=error(
            "Dòng có {have} ô, tiêu đề có {expected}. Dòng không được nhận: dấu phẩy trong số phải "
            "đặt trong ngoặc kép.",
            "{have} cells under {expected} headings. The row was not taken: a comma inside a "
            "number needs quotes.",
        ),
        fewer=warning(
            "Dòng có {have} ô, tiêu đề có {expected}. Các ô thiếu ở cuối coi là trống.",
            "{have} cells under {expected} headings. The missing ones at the end count as blank.",
        ),
    ),
    entry(
        "row-truncated",
        "file",
        short=error(
            "Dòng cuối của tệp bị cắt cụt. Không được nhận: hãy ghi đủ dòng này, hoặc xin lại tệp.",
            "The last line of the file is cut off. It was not taken: complete it, or ask for the "
            "file again.",
        ),
        beginning=error(
            "Ô cuối của tệp có lẽ bị cắt cụt: «{written}», trong khi dòng khác ghi «{whole}». Dòng "
            "không được nhận. Nếu ô này đúng: xuống dòng ở cuối tệp rồi nhập lại.",
            "The last cell of the file may be cut off: “{written}” where another row has "
            "“{whole}”. The row was not taken. If it is right: end the last line and come again.",
        ),
    ),
    entry(
        "text-control",
        "row",
        warning(
            "Ô có ký tự điều khiển hoặc ký tự ẩn; đã bỏ các ký tự đó.",
            "The cell holds control or invisible characters; they were taken out.",
        ),
    ),
    entry(
        "text-too-long",
        "row",
        cell=error(
            "Ô dài {length} ký tự; giới hạn {most}. Hãy rút gọn rồi nhập lại dòng này.",
            "The cell has {length} characters; the limit is {most}. Shorten it and come again.",
        ),
        wkt=error(
            "Hình viết bằng WKT dài từ {most} ký tự trở lên, không đọc hết được. Hãy gửi lớp "
            "GeoPackage hay GeoJSON.",
            "The WKT has {most} characters or more and cannot be read to its end. Send a "
            "GeoPackage or GeoJSON layer.",
        ),
    ),
    entry(
        "formula-text",
        "row",
        notice(
            "Ô là chữ viết như công thức; lấy nguyên văn chữ đó, không tính. Hãy xem lại.",
            "The cell is text that reads like a formula; it was taken as it stands and not "
            "worked out. Look at it again.",
        ),
    ),
    entry(
        "cell-error",
        "row",
        refused=error(
            "Ô là lỗi {written}. Hãy sửa ô này trong bảng tính rồi nhập lại dòng này.",
            "The cell is the error {written}. Correct it in the sheet and come again.",
        ),
        left_out=warning(
            "Ô là lỗi {written}; coi như để trống, các ô khác của dòng vẫn nhận.",
            "The cell is the error {written}; it counts as blank, and the rest of the row was "
            "taken.",
        ),
    ),
    entry(
        "number-invalid",
        "row",
        warning(
            "«{written}» không phải số hợp lệ; ô này bị bỏ qua.",
            "“{written}” is not a valid number; the cell was left out.",
        ),
    ),
    entry(
        "date-serial",
        "row",
        notice(
            "Ngày ghi dưới dạng số thứ tự {written}; đã đọc là {day}.",
            "The day is a spreadsheet's number {written}; it was read as {day}.",
        ),
    ),
    entry(
        "date-partial",
        "roads projects published survey",
        left_out=notice(*_NOT_WHOLE),
        asked=error(
            "«{written}» chưa phải một ngày. Cần ngày kiểm tra; nếu chỉ biết tháng, có thể ghi "
            "ngày cuối: {last}.",
            "“{written}” is not yet a day. The day of the survey is needed; where only the month "
            "is known, its last may be written: {last}.",
        ),
        not_over=error(
            "«{written}» chưa phải một ngày. Hãy ghi đủ ngày kiểm tra, dd/mm/yyyy.",
            "“{written}” is not yet a day. Write the day of the survey in full, dd/mm/yyyy.",
        ),
    ),
    entry(
        "date-year",
        "survey",
        given=warning(
            "Ngày «{written}» không ghi năm; đã đọc là {day}.",
            "“{written}” has no year; it was read as {day}.",
        ),
        asked=error(
            "Ngày «{written}» không ghi năm. Hãy ghi đủ dd/mm/yyyy.",
            "“{written}” has no year. Write it in full, dd/mm/yyyy.",
        ),
    ),
    entry(
        "date-from-title",
        "survey",
        notice(
            "Bảng không có cột ngày; ngày kiểm tra lấy từ tiêu đề: {day}.",
            "The table has no column of days; the day was taken from its title: {day}.",
        ),
    ),
    entry(
        "date-order",
        "survey",
        error(
            "Ô ngày {day} có lẽ đã bị bảng tính đổi ngày với tháng ({turned}). Nếu đúng vậy: "
            "--dates month-first; nếu ngày đã đúng: --dates day-first.",
            "The date cell {day} was probably turned by a month-first spreadsheet ({turned}). If "
            "so: --dates month-first; if it is right as it stands: --dates day-first.",
        ),
    ),
    entry(
        "date-invalid",
        "row survey",
        left_out=warning(*_NOT_WHOLE),
        refused=error(
            "«{written}» không phải ngày hợp lệ. Hãy ghi đủ dd/mm/yyyy.",
            "“{written}” is not a possible day. Write it in full, dd/mm/yyyy.",
        ),
        month_first=error(
            "«{written}» không phải ngày hợp lệ. Có phải ghi tháng trước, ngày sau? Hãy ghi đủ "
            "dd/mm/yyyy.",
            "“{written}” is not a possible day. Was the month written before the day? Write it in "
            "full, dd/mm/yyyy.",
        ),
        too_early=error(
            "Ngày {day} trước ngày sớm nhất được nhận, {earliest}. Hãy kiểm tra lại năm; nếu ngày "
            "này đúng, nhập lại với --earliest {iso}.",
            "{day} is before the earliest day taken, {earliest}. Look at the year; if it is right, "
            "come again with --earliest {iso}.",
        ),
    ),
    entry(
        "date-future",
        "survey roads",
        survey=error(
            "Ngày kiểm tra {day} sau hôm nay ({today}). Hãy kiểm tra lại năm, tháng.",
            "The survey of {day} is later than today ({today}). Look at year and month.",
        ),
        completion=warning(
            "Đường ghi đã xây dựng nhưng ngày hoàn thành {day} sau hôm nay ({today}): chưa tính là "
            "đã xây dựng trước ngày đó. Hãy kiểm tra lại ngày.",
            "The road is said to be built, and completed on {day}, later than today ({today}): it "
            "does not count until then. Look at the day.",
        ),
    ),
    entry(
        "marker-missing",
        "survey markers",
        error(
            "Thiếu số hiệu mốc. Hãy điền rồi nhập lại dòng này.",
            "The marker number is missing. Fill it in and come again.",
        ),
    ),
    entry(
        "marker-unknown",
        "survey markers gates",
        malformed=error(
            "«{written}» không phải số hiệu mốc. Hãy ghi như 1116, 1088/2 hoặc 1223(1).",
            "“{written}” is not a marker number. Write it like 1116, 1088/2 or 1223(1).",
        ),
        near=error(
            "Không có mốc {number} trong sổ đăng ký. Có phải là: {near}?",
            "There is no marker {number} in the register. Is it: {near}?",
        ),
        far=error(
            "Không có mốc {number} trong sổ đăng ký, cũng không có mốc nào gần giống.",
            "There is no marker {number} in the register, and none like it.",
        ),
        retired=error(
            "Mốc {number} không còn từ {day}, theo sổ đăng ký.",
            "Marker {number} is no longer there since {day}, by the register.",
        ),
        no_register=error(
            "Không có mốc {number} trong sổ đăng ký. Hãy nhập sổ đăng ký mốc trước.",
            "There is no marker {number} in the register. Import the marker register first.",
        ),
        left_out=warning(
            "«{written}» không phải số hiệu mốc; ô này bị bỏ qua.",
            "“{written}” is not a marker number; the cell was left out.",
        ),
    ),
    entry(
        "marker-renumbered",
        "survey markers",
        notice(
            "Mốc {number} nay mang số hiệu {now}; dòng này được ghi cho mốc {now}.",
            "Marker {number} goes by {now} now; the row is taken for marker {now}.",
        ),
    ),
    entry(
        "marker-several",
        "survey",
        read=notice(
            "«{written}» được đọc là {count} mốc: {listed}.",
            "“{written}” was read as {count} markers: {listed}.",
        ),
        asked=error(
            "Không đọc chắc được «{written}» là những mốc nào. Hãy ghi mỗi mốc một dòng.",
            "It is not certain which markers “{written}” means. Write each in a row of its own.",
        ),
    ),
    entry(
        "marker-looks-like-date",
        "survey markers",
        several=error(
            "Bảng tính đã đổi số hiệu mốc thành ngày ({written}). Là mốc nào: {fitting}? Hãy ghi "
            "dưới dạng văn bản.",
            "The spreadsheet turned the marker number into a date ({written}). Which is it: "
            "{fitting}? Write it as text.",
        ),
        none=error(
            "Bảng tính đã đổi số hiệu mốc thành ngày ({written}). Hãy ghi dưới dạng văn bản.",
            "The spreadsheet turned the marker number into a date ({written}). Write it as text.",
        ),
    ),
    entry(
        "marker-recovered",
        "survey",
        notice(
            "Bảng tính đã đổi số hiệu mốc thành ngày ({written}); chỉ có thể là {number}.",
            "The spreadsheet turned the number into a date ({written}); only {number} fits.",
        ),
    ),
    _unknown("status-unknown", "survey roads"),
    _unknown("road-condition-unknown", "survey"),
    _unknown("marker-condition-unknown", "survey"),
    _unknown("condition-unknown", "roads"),
    _unknown("road-class-unknown", "roads"),
    _unknown("funding-unknown", "survey roads published"),
    _unknown("kind-unknown", "markers"),
    _unknown("grouping-unknown", "markers"),
    _unknown("size-unknown", "markers"),
    _unknown("material-unknown", "markers"),
    _unknown("needs-road-unknown", "markers"),
    entry(
        "status-missing",
        "survey roads",
        survey=error(
            "Dòng không nói gì về đường hay mốc. Hãy ghi tình trạng đường: {allowed}; chưa tới "
            "được mốc thì để trống dòng.",
            "The row says nothing of road or marker. Write the road's status: {allowed}; where "
            "nobody reached the marker, leave the row empty.",
        ),
        waypoint=error(
            "Điểm chỉ có tên và vị trí, không nói gì về đường hay mốc. Hãy ghi vào phần mô tả của "
            "điểm một trong: {allowed}; rồi nhập lại. Vị trí đo không thay tọa độ sổ đăng ký.",
            "The point has a name and a place, and says nothing of road or marker. Write one of "
            "these into its description and come again: {allowed}. A position that was measured "
            "never replaces that of the register.",
        ),
        road=warning(
            "Đường không ghi tình trạng; không tính là đã xây dựng.",
            "The road has no status; it does not count as built.",
        ),
    ),
    entry(
        "commune-former",
        "markers projects",
        notice(
            "Xã cũ {former} ({district}) nay thuộc xã {commune}.",
            "The former commune {former} ({district}) is in {commune} today.",
        ),
    ),
    entry(
        "commune-namesake",
        "markers projects",
        notice(
            "Đã đọc «{commune}» là xã hiện nay. Nếu là xã cũ {former} của huyện {district}, hãy "
            "ghi kèm tên huyện.",
            "“{commune}” was read as today's commune. If the former {former} of {district} is "
            "meant, write the district with it.",
        ),
    ),
    entry(
        "commune-ambiguous",
        "markers projects",
        warning(
            "«{written}» có thể là: {readings}; để trống. Hãy ghi kèm tên huyện.",
            "“{written}” may be: {readings}; left empty. Write the district too.",
        ),
    ),
    entry(
        "commune-unknown",
        "markers projects posts",
        none=warning(
            "Không biết xã «{written}»; để trống. Hãy nhập danh sách xã trước.",
            "Commune “{written}” is not known; left empty. Import the communes first.",
        ),
        near=warning(
            "Không biết xã «{written}»; để trống. Có phải là «{near}»?",
            "Commune “{written}” is not known; left empty. Is it “{near}”?",
        ),
        listed=warning(
            "Không biết xã «{written}»; để trống. Các xã đã biết: {known}.",
            "Commune “{written}” is not known; left empty. Those known are: {known}.",
        ),
        several=warning(
            "Không biết xã: {names}. Hãy nhập danh sách xã trước.",
            "Communes not known: {names}. Import the communes first.",
        ),
    ),
    entry(
        "post-new",
        "markers projects",
        notice(
            "Đồn «{name}» chưa có trong kho; sẽ được thêm.",
            "Post “{name}” is not in the store yet; it will be added.",
        ),
    ),
)
