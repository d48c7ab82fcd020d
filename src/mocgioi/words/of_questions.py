"""Questions about a file, to be answered by choosing, and what each choice would mean."""

from mocgioi.errors import Text

FIELD_MISSING = Text("Cột nào là {label}?", "Which column is {label}?")
FIELD_MISSING_ON = Text(
    "Cột nào của «{sheet}» là {label}?", "Which column of “{sheet}” is {label}?"
)
NO_STATE = Text(
    "Cột nào nói đường hay mốc thế nào?", "Which column says how the road or the marker is?"
)
COLUMN_IS = Text("Cột «{heading}» là gì?", "What is column “{heading}”?")
COLUMN_ALIKE = Text("Cột «{heading}» có phải là {label}?", "Is column “{heading}” {label}?")
COLUMN_STATE = Text(
    "Cột «{heading}» nói về đường hay về mốc?",
    "Does column “{heading}” speak of the road or of the marker?",
)
COLUMN_CHOSEN = Text(
    "Đã chỉ: cột «{heading}» là {label}.", "You said: column “{heading}” is {label}."
)
COLUMN_REMEMBERED = Text(
    "Theo lần nhập trước, cột «{heading}» là {label}. Lần này cũng vậy?",
    "As said of an earlier file, column “{heading}” is {label}. Is it so again?",
)
YEARS = Text(
    "Các cột {headings} là tình trạng đến hết năm?",
    "Are the columns {headings} the state at the end of the year?",
)
SEEN = Text(
    "«{title}»: đây có phải kết quả kiểm tra không?", "“{title}”: was this seen in the field?"
)
SEEN_ALONE = Text("Đây có phải kết quả kiểm tra không?", "Was this seen in the field?")
WORDS = Text("Về {label}, «{written}» nghĩa là gì?", "Of the {label}, what does “{written}” mean?")
MEANT = Text("«{written}» là {label}", "“{written}” is {label}")
FOR_ALL = Text(
    "Câu trả lời được nhớ: từ nay ở mọi tệp, của mọi đồn, từ này đều được đọc như vậy.",
    "The answer is remembered: from now on the word is read so in every file of every post.",
)
ROWS_WAIT = Text("Chưa rõ: các dòng này chờ", "Not known: these rows wait")
DATES = Text("Ngày hay tháng đứng trước?", "Does the day or the month stand first?")
SYSTEM = Text(
    "Tọa độ trong tệp theo hệ nào?", "In which coordinate system are the positions of the file?"
)
SHEETS = Text("Đọc trang nào của tệp?", "Which sheet of the file is to be read?")
LAYERS = Text("Đọc lớp nào của tệp?", "Which layer of the file is to be read?")
THRESHOLDS = Text("Từ mức nào thì báo, thì giữ lại?", "From which figure on is it told, or held?")
EARLIEST = Text("Ngày trước {day} có đúng không?", "Are the days before {day} right as they stand?")

YES = Text("Đúng", "Yes")
NO_USE = Text("Không dùng cột này", "Leave this column unused")
AS_BEFORE = Text("Như lần trước", "As before")
AS_IT_STANDS = Text("Để như đang đọc", "Leave it as it was read")
TAKE_BACK = Text("Bỏ câu trả lời này", "Take this answer back")
NOT_SEEN = Text("Không phải: không nhận các dòng này", "No: these rows are not taken")
IS_SEEN = Text("Đúng là kết quả kiểm tra: nhận", "It was seen: take it")
END_OF_YEAR = Text("Đúng, tình trạng đến ngày 31/12 của năm", "Yes, as of 31 December of the year")
MONTH_FIRST = Text(
    "Tháng trước (bảng tính đã đổi ngày với tháng)", "The month (the spreadsheet turned them)"
)
DAY_FIRST = Text("Ngày trước, đã đúng", "The day; they are right as they stand")
WITHOUT_POSITIONS = Text("Chưa biết: nhận mà không lấy tọa độ", "Not known: take the rows without")
ALL_SHEETS = Text("Tất cả", "All of them")
ONLY = Text("Chỉ «{name}»", "Only “{name}”")
ONLY_HIDDEN = Text("Chỉ «{name}» (trang ẩn)", "Only “{name}” (a hidden sheet)")
FROM_DAY = Text("Đúng: nhận từ ngày {day}", "Right: take them from {day} on")
REFUSED_EARLY = Text("Sai: không nhận các dòng này", "Wrong: these rows are not taken")

NUMBERS = Text("{good}/{filled} ô là số hiệu mốc", "{good} of {filled} cells are marker numbers")
DAYS = Text("{good}/{filled} ô là ngày", "{good} of {filled} cells are days")
STATES = Text("{good}/{filled} ô hiểu được", "{good} of {filled} cells are understood")
FIGURES = Text("{good}/{filled} ô là số", "{good} of {filled} cells are numbers")
DEGREES = Text("{good}/{filled} ô là độ trong nước", "{good} of {filled} cells are degrees here")
METRES = Text("{good}/{filled} ô là mét trong nước", "{good} of {filled} cells are metres here")
PAIRS = Text("{good}/{filled} ô là một cặp tọa độ", "{good} of {filled} cells are positions")
WITH_EXAMPLES = Text("{counted}; ví dụ {examples}", "{counted}; such as {examples}")
ROWS = Text("{count} dòng", "{count} rows")
READ_AS = Text("«{written}» là ngày {day}", "“{written}” is {day}")
TO_COME = Text("{count} dòng có ngày chưa tới", "{count} rows of days still to come")
OTHERS_MOVE = Text(
    "{count} dòng khác của tệp cũng đổi ngày: {examples}",
    "{count} other rows of the file change their day, too: {examples}",
)
NO_DAYS = Text("{count} dòng không thành ngày", "{count} rows of no possible day")

NEAR_MARKER = Text(
    "{near}/{compared} dòng trong vòng {within:.0f} m quanh mốc của nó",
    "{near} of {compared} rows within {within:.0f} m of their marker",
)
AT_HOME = Text("{home}/{rows} bên này biên giới", "{home} of {rows} on this side of the border")
IN_FRAME = Text("{home}/{rows} trong khung Việt Nam", "{home} of {rows} within Việt Nam's frame")
ABROAD = Text("{abroad} ngoài biên giới", "{abroad} beyond it")
FIRST_ROWS = Text("thử trên {count} dòng đầu", "tried on the first {count} rows")
BEST = Text("{name} — khớp nhất", "{name} — fits best")
NOTHING_TO_COMPARE = Text(
    "Kho chưa có xã, đường biên để đối chiếu nên không phân biệt được: nên nhập xã và đường biên "
    "trước, hoặc hỏi người lập tệp.",
    "The store has no communes and line to compare with, so that they cannot be told apart: import "
    "these first, or ask who made the file.",
)
SWAPPED = Text("{name}, hai cột tọa độ đảo chỗ", "{name}, the two columns swapped")
