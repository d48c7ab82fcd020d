"""Findings about the columns of a table, and about cells as a spreadsheet keeps them."""

from mocgioi.words.declaring import entry, error, notice, warning

DECLARED = (
    entry(
        "column-missing",
        "file survey",
        named=error(
            "--column {name}={heading}: tệp không có cột «{heading}». Các cột: {headings}.",
            "--column {name}={heading}: the file has no column “{heading}”. It has: {headings}.",
        ),
        required=error(
            "Không có cột {label}. Các cột của tệp: {headings}. Nếu có: {option}.",
            "No column for {label}. The file has: {headings}. If there is one: {option}.",
        ),
        alike=error(
            "Không có cột {label}. Các cột của tệp: {headings}. Có phải là «{nearest}»? Nếu có: "
            "{option}.",
            "No column for {label}. The file has: {headings}. Is it “{nearest}”? If there is one: "
            "{option}.",
        ),
        no_state=warning(
            "Không có cột tình trạng đường hay tình trạng mốc. {road} hoặc {stone}",
            "There is no column for the road or the marker's condition. {road} or {stone}",
        ),
        state_alike=warning(
            "Không có cột tình trạng đường hay tình trạng mốc. Cột «{heading}» nói về đường hay về "
            "mốc? {road} hoặc {stone}",
            "There is no column for the road or the marker's condition. Does column “{heading}” "
            "speak of the road or of the marker? {road} or {stone}",
        ),
    ),
    entry(
        "column-unknown",
        "file",
        no_field=error(
            "--column {name}=…: không có trường «{name}». Các trường: {fields}.",
            "--column {name}=…: there is no field “{name}”. The fields are: {fields}.",
        ),
        alike=warning(
            "Cột «{heading}» không dùng đến. Có phải là {label}? Nếu đúng: {option}",
            "Column “{heading}” was not used. Is it {label}? If so: {option}",
        ),
    ),
    entry(
        "column-duplicate",
        "file",
        header=warning(
            "Có {count} cột «{heading}»; đã dùng cột thứ {place} cho {name}. Hãy đổi tên cột thừa.",
            "There are {count} columns “{heading}”; number {place} was used for {name}. Rename the "
            "others.",
        ),
        differs=error(
            "Hai cột «{heading}» ghi khác nhau. Hãy bỏ một cột.",
            "The two columns “{heading}” differ. Take one of them out.",
        ),
    ),
    entry(
        "column-unused",
        "file",
        notice("Cột không dùng đến: {headings}.", "Columns not used: {headings}."),
    ),
    entry(
        "mapping-remembered",
        "file",
        notice(
            "Cột đã chỉ ở lần nhập trước, nay dùng lại: {columns}. Muốn đổi: {option}",
            "Columns as said of an earlier file, used again: {columns}. To change it: {option}",
        ),
    ),
    entry(
        "row-hidden",
        "workbook",
        warning(
            "Dòng {number} đang ẩn (hoặc bị lọc) trong bảng tính; vẫn đọc.",
            "Row {number} is hidden or filtered out in the sheet; it was read.",
        ),
    ),
    entry(
        "formula-no-value",
        "workbook",
        error(
            "Ô {cell} là công thức chưa có kết quả. Hãy mở tệp bằng Excel, lưu lại, rồi nhập.",
            "Cell {cell} holds a formula without a value. Open the file in Excel, save it, and "
            "come again.",
        ),
    ),
    entry(
        "cell-format",
        "workbook",
        error(
            "Ô {cell} là số {number} nhưng bảng tính hiện thêm {shown}. Hãy ghi ô này dưới dạng "
            "văn bản.",
            "Cell {cell} holds {number} but is shown with {shown}. Store it as text.",
        ),
    ),
)
