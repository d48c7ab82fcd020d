"""Findings about the columns of a table, and about cells as a spreadsheet keeps them."""

from mocgioi.errors import Hint
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
        day=error(
            "Không có cột {label}. Các cột của tệp: {headings}. Nếu có: {option}. Chưa có thì thêm "
            "cột đó, hoặc ghi trên bảng một dòng «Kiểm tra ngày» kèm đủ ngày, tháng, năm.",
            "No column for {label}. The file has: {headings}. If there is one: {option}. Else "
            "add it, or write a line over the table, “Kiểm tra ngày” (surveyed on) and the day in "
            "full.",
        ),
        alike=error(
            "Không có cột {label}. Các cột của tệp: {headings}. Có phải là «{nearest}»? Nếu có: "
            "{option}.",
            "No column for {label}. The file has: {headings}. Is it “{nearest}”? If there is one: "
            "{option}.",
        ),
        years=error(
            "Không có ngày kiểm tra: các cột chỉ ghi năm ({years}), mà năm không phải là ngày. Hãy "
            "thêm cột ngày kiểm tra; nếu là tình trạng đến hết năm, hãy ghi «đến hết năm …» ở "
            "tiêu đề cột, hoặc: {option}",
            "There is no day: the columns name only years ({years}), and a year is no day. Add a "
            "column for the day; if they are states at the end of the year, write so in the "
            "headings, or: {option}",
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
        "word-remembered",
        "survey",
        notice(
            "Từ đã chỉ nghĩa ở lần nhập trước, nay đọc lại như vậy: {words}. Muốn đổi: {option}",
            "Words as said of an earlier file, read so again: {words}. To change it: {option}",
        ),
    ),
    entry(
        "column-set-aside",
        "survey",
        wanted=warning(
            "Cột «{heading}» nói điều đề nghị hoặc dự kiến, không phải kết quả kiểm tra: không "
            "lấy.",
            "Column “{heading}” says what is proposed or planned, not what was seen: not taken.",
        ),
        need=warning(
            "Cột «{heading}» nói mốc có thuộc diện cần có đường hay không, đó là số liệu của danh "
            "mục mốc: không lấy từ phiếu. Ghi từng mốc: {hint}",
            "Column “{heading}” says whether a marker needs a road, which is of the register: not "
            "taken from a survey. Record it marker by marker: {hint}",
            hints=(Hint("set", ("MARKER", "--need", "yes|no")),),
        ),
        former=notice(
            "Cột «{heading}» nói kỳ trước: không lấy. Số liệu kỳ trước nhập bằng tệp của kỳ đó.",
            "Column “{heading}” tells of an earlier period: not taken. Its own file brings it.",
        ),
    ),
    entry(
        "column-unclear",
        "survey",
        state=warning(
            "Cột «{heading}» không dùng đến, mà có vẻ nói về đường hay mốc. Nếu là tình trạng: "
            "{road} hoặc {stone}",
            "Column “{heading}” was not used, and seems to speak of road or marker. If it is a "
            "state: {road} or {stone}",
        ),
        nearly=warning(
            "Cột «{heading}» không dùng đến: chữ kèm theo có thể làm đổi nghĩa. Nếu đúng là "
            "{label}: {option}",
            "Column “{heading}” was not used: the words beside may turn its meaning. If it is "
            "{label}: {option}",
        ),
    ),
    entry(
        "column-ticks",
        "survey",
        notice(
            "Cột là giá trị của {label}, ô có dấu là đúng: {listed}.",
            "The columns are values of {label}, a tick says which: {listed}.",
        ),
    ),
    entry(
        "sheet-tables",
        "file",
        notice(
            "Trang có {count} bảng, mỗi bảng đọc theo tiêu đề của nó; tiêu đề ở dòng: {listed}.",
            "The sheet holds {count} tables, each read under its own heading; headings in row: "
            "{listed}.",
        ),
    ),
    entry(
        "table-turned",
        "file",
        notice(
            "Bảng xoay ngang: mỗi cột được đọc thành một dòng; số dòng là số thứ tự của cột.",
            "The table lies on its side: each column was read as a row, by the column's number.",
        ),
    ),
    entry(
        "row-section",
        "file",
        notice(
            "Dòng tiêu đề mục, không phải dòng số liệu: {listed}.",
            "Titles over blocks of rows, no rows themselves: {listed}.",
        ),
    ),
    entry(
        "cell-ditto",
        "file",
        notice(
            "Ô ghi «nt» hoặc dấu lặp được đọc như ô ở dòng trên; dòng {listed}.",
            "Ditto marks were read as the cell above; rows {listed}.",
        ),
    ),
    entry(
        "cell-link",
        "workbook",
        notice(
            "Tọa độ lấy từ liên kết bản đồ gắn dưới chữ của ô.",
            "Positions were taken from links of maps under the text of cells.",
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
        "cell-note",
        "workbook",
        warning(
            "Ô {cell} có lời ghi chú kèm theo, không được đọc: «{shown}». Nếu lời ấy đúng hơn ô, "
            "hãy sửa ô rồi nhập lại.",
            "A comment is attached to cell {cell} and was not read: “{shown}”. If it is right and "
            "the cell is not, correct the cell and come again.",
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
