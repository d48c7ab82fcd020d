"""Findings about what a survey's row says of road and marker, and whether it may count."""

from mocgioi.words.declaring import entry, error, notice, warning

DECLARED = (
    entry(
        "state-ambiguous",
        "survey",
        error(
            "«{written}» có thể là: {readings}. Dòng không được nhận. Hãy ghi rõ, hoặc nói một lần "
            "chữ này nghĩa là gì: {option}",
            "“{written}” may be: {readings}. The row was not taken. Write which, or say once what "
            "these words mean: {option}",
        ),
    ),
    entry(
        "state-read",
        "survey",
        notice(
            "«{written}» được đọc là: {read_as}.",
            "“{written}” was read as: {read_as}.",
        ),
    ),
    entry(
        "state-same",
        "survey",
        asked=error(
            "«{written}»: mốc này chưa có số liệu trước ngày đó để giữ nguyên. Hãy ghi rõ tình "
            "trạng.",
            "“{written}”: nothing was known of this marker before that day that could stand. Write "
            "its state.",
        ),
        nothing=notice(
            "«{written}»: trước ngày đó chưa có số liệu về {aspect} nên không ghi gì về điều này.",
            "“{written}”: nothing was known of the {aspect} before that day, so nothing of it is "
            "recorded.",
        ),
    ),
    entry(
        "state-twice",
        "survey",
        error(
            "«{first}» và «{second}» nói khác nhau về cùng một điều. Dòng không được nhận.",
            "“{first}” and “{second}” say different things of the same. The row was not taken.",
        ),
    ),
    entry(
        "state-either",
        "survey",
        both=error(
            "Cột «{heading}»: «{written}» có thể nói về đường hoặc về mốc. Hãy ghi rõ tiêu đề: "
            "Tình trạng đường, hoặc Tình trạng mốc.",
            "Column “{heading}”: “{written}” may speak of the road or of the marker. Say which in "
            "the heading.",
        ),
        neither=error(
            "Cột «{heading}»: không hiểu «{written}». Hãy ghi rõ tình trạng đường hoặc tình trạng "
            "mốc.",
            "Column “{heading}”: “{written}” is not understood. Write the state of the road or of "
            "the marker.",
        ),
    ),
    entry(
        "note-contradicts",
        "survey",
        warning(
            "Ghi chú nói khác tình trạng đường ({status}). Dòng chờ người xem xét.",
            "The note denies the road's status ({status}). The row waits for a person.",
        ),
    ),
    entry(
        "tick-several",
        "survey",
        error(
            "Có nhiều ô được đánh dấu: {listed}. Chỉ đánh dấu một ô.",
            "Several cells are ticked: {listed}. Tick one.",
        ),
    ),
    entry(
        "tick-unclear",
        "survey",
        error(
            "Không chắc «{written}» dưới «{heading}» nghĩa là gì. Hãy ghi tình trạng: {allowed}.",
            "It is not certain what “{written}” under “{heading}” means. Write the state: "
            "{allowed}.",
        ),
    ),
    entry(
        "year-differs",
        "survey",
        error(
            "Các cột nói các năm {years}, ngày kiểm tra trong năm {year}: không lấy cột nào. Năm "
            "không phải là ngày: nếu là tình trạng đến hết năm, hãy ghi «đến hết năm …» ở tiêu đề "
            "cột, hoặc: {option}",
            "The columns are of {years}, the survey of {year}: none was taken. A year is no day: "
            "if it is the state at the end of the year, write so in the heading, or: {option}",
        ),
    ),
    entry(
        "column-year",
        "survey",
        over=warning(
            "Cột «{heading}» chỉ ghi năm {year}, không phải năm của ngày kiểm tra: không lấy, vì "
            "năm không phải là ngày. Nếu là tình trạng đến hết năm, hãy ghi «đến hết năm {year}» ở "
            "tiêu đề cột, hoặc: {option}",
            "Column “{heading}” names only the year {year}, which is not the survey's: not taken, "
            "as a year is no day. If it is the state at the end of the year, write so in the "
            "heading, or: {option}",
        ),
        to_come=warning(
            "Cột «{heading}» ghi năm {year}, chưa hết và không phải năm của ngày kiểm tra: không "
            "lấy.",
            "Column “{heading}” is of {year}, which is not over and not the survey's year: not "
            "taken.",
        ),
    ),
    entry(
        "column-days",
        "survey",
        read=notice(
            "Cột có ngày riêng, đọc theo ngày đó: {listed}.",
            "Columns of a day of their own, read as of it: {listed}.",
        ),
        to_come=warning(
            "Cột «{heading}» là của ngày {day}, chưa tới: không lấy. Nếu là tình trạng của ngày "
            "khác, hãy sửa tiêu đề cột, hoặc: {option}",
            "Column “{heading}” is of {day}, which is still to come: not taken. If it is the "
            "state of another day, correct the heading, or: {option}",
        ),
    ),
    entry(
        "not-observed",
        "survey",
        error(
            "«{title}» nói điều đề nghị, dự kiến hoặc là ví dụ, không phải kết quả kiểm tra. Nếu "
            "đúng là kết quả kiểm tra, hãy chỉ rõ cột: {option}",
            "“{title}” says what is proposed or planned, or is an example: not what was seen. If "
            "it was seen, name a column: {option}",
        ),
    ),
    entry(
        "row-denied",
        "survey",
        warning(
            "«{words}» phủ nhận hoặc làm nghi ngờ điều dòng này ghi. Dòng chờ người xem xét.",
            "“{words}” denies or doubts what the row says. The row waits for a person.",
        ),
    ),
    entry(
        "row-of-thing",
        "survey",
        warning(
            "Cột «{heading}» ghi «{thing}»: tình trạng có thể là của vật đó, không phải của mốc. "
            "Dòng chờ người xem xét.",
            "Column “{heading}” says “{thing}”: the state may be of that thing and not of the "
            "marker. The row waits for a person.",
        ),
    ),
    entry(
        "older-earlier",
        "survey",
        warning(
            "Ngày {day} sớm hơn nhiều so với các lần đã ghi của mốc {number}: số liệu của các năm "
            "trước thay đổi theo. Hãy xem lại năm.",
            "{day} is much earlier than what is known of marker {number}: figures of earlier years "
            "change with it. Look at the year.",
        ),
    ),
    entry(
        "row-amended",
        "survey",
        warning(
            "Một dòng chữ ngoài bảng sửa lại dòng này: «{line}». Dòng chờ người xem xét.",
            "A line beside the table corrects this row: “{line}”. The row waits for a person.",
        ),
    ),
    entry(
        "row-example",
        "survey",
        error(
            "Dòng là ví dụ cách ghi, không phải số liệu.",
            "The row shows how to fill in the form; it is no data.",
        ),
    ),
    entry(
        "state-later",
        "survey",
        error(
            "«{written}» nói năm {year}, sau ngày kiểm tra: đó là dự kiến. Dòng không được nhận.",
            "“{written}” speaks of {year}, later than the survey: that is planned. The row was not "
            "taken.",
        ),
    ),
    entry(
        "row-struck",
        "survey",
        error(
            "Dòng bị gạch ngang (cả dòng hoặc một ô cần dùng): không tính. Nếu vẫn đúng, bỏ gạch "
            "ngang rồi nhập lại.",
            "The row, or a cell of it that is used, is struck through: it does not count. If it is "
            "right, take the line out and come again.",
        ),
    ),
    entry(
        "table-unread",
        "survey",
        error(
            "Dòng thuộc một bảng khác trên cùng trang, không có cột {missing}. Dòng không được "
            "nhận.",
            "The row belongs to another table of the sheet that has no column for {missing}. It "
            "was not taken.",
        ),
    ),
    entry(
        "older-far",
        "survey",
        warning(
            "Ngày kiểm tra {day} sớm hơn nhiều so với lần gần nhất của mốc ({last}), mà dòng này "
            "làm đổi số liệu. Có sai năm không? Dòng chờ người xem xét.",
            "The survey of {day} is much older than the last of the marker ({last}), and the row "
            "would move its state. Is the year right? The row waits for a person.",
        ),
    ),
    entry(
        "changed-meanwhile",
        "survey",
        warning(
            "Khi ghi phiếu, số liệu được xem (đến {known_at}) nói mốc {number}: «{shown}»; từ đó "
            "kho đã đổi thành «{stands}», còn dòng này ghi «{said}»: chờ người xem xét.",
            "What was shown at the time (data up to {known_at}) said of marker {number}: "
            "“{shown}”; since then the store has “{stands}”, and this row says “{said}”: it waits "
            "for a person.",
        ),
    ),
    entry(
        "repair-unheralded",
        "survey",
        warning(
            "Mốc {number} ghi là đang sửa chữa, mà kho chưa có lần nào ghi mốc hư hỏng. Hãy ghi "
            "tình trạng hư hỏng trước (phải báo ngay). Dòng chờ người xem xét.",
            "Marker {number} is said to be under repair, and no damage to it was ever recorded. "
            "Record the damage first (it has to be reported at once). The row waits for a person.",
        ),
    ),
    entry(
        "place-contradicts",
        "survey",
        warning(
            "Cả xã và đồn ghi trong dòng đều không phải của mốc {number}. Có sai số hiệu mốc "
            "không? Dòng chờ người xem xét.",
            "Both commune and post of the row are not those of marker {number}. Is the number "
            "right? The row waits for a person.",
        ),
    ),
)
