"""Findings about files of targets: how many markers are to have a road, by year."""

from mocgioi.words.declaring import entry, error, notice, warning

DECLARED = (
    entry(
        "target-column",
        "targets",
        missing=error(
            "Tệp «{file}» không có cột số mốc phải có đường (chỉ tiêu). Các cột: {headings}. Hãy "
            '--column total="…" (lũy kế đến hết năm) hoặc --column added="…" (riêng trong năm).',
            "ghi File “{file}” has no column of the markers that are to have a road. It has: "
            'Say --column total="…" (all told by the end of the year) or --column added="…" '
            "{headings}. (within the year).",
        ),
        shares=error(
            "Tệp «{file}» chỉ có tỷ lệ ({headings}): tỷ lệ không được nhận. Hãy ghi số mốc phải có "
            "đường đến hết năm, cột «Số mốc (lũy kế)»; tỷ lệ do chương trình tính.",
            "File “{file}” has only shares ({headings}): shares are not taken. Write how many "
            "markers are to have a road by the end of the year, in a column “Số mốc (lũy kế)”; "
            "the program makes the share.",
        ),
        wide=error(
            "Tệp «{file}»: mỗi cột là một năm ({headings}). Hãy ghi mỗi năm một dòng: cột «Năm», "
            "cột «Xã» hoặc «Đồn», cột «Số mốc (lũy kế)».",
            "File “{file}”: each column is a year ({headings}). Write one row a year: columns "
            "“Năm”, “Xã” or “Đồn”, and “Số mốc (lũy kế)”.",
        ),
        which=error(
            "Tệp «{file}»: số ở cột «{heading}» là lũy kế đến hết năm, hay chỉ riêng trong năm đó? "
            "Lũy kế: {total}. Riêng trong năm: {added}",
            "File “{file}”: does column “{heading}” count all told by the end of the year, or the "
            "year alone? All told: {total}. The year alone: {added}",
        ),
    ),
    entry(
        "target-year",
        "targets",
        error(
            "«{written}» không phải một năm. Mỗi dòng ghi một năm bốn chữ số, ví dụ 2026.",
            "“{written}” is not one year. Write one year of four digits a row, such as 2026.",
        ),
    ),
    entry(
        "target-count",
        "targets",
        share=error(
            "«{written}» là tỷ lệ. Hãy ghi số mốc: tỷ lệ do chương trình tính theo số mốc cần có "
            "đường.",
            "“{written}” is a share. Write the number of markers: the program makes the share of "
            "those that need a road.",
        ),
        day=error(
            "«{written}»: bảng tính đã đổi ô này thành ngày. Hãy định dạng cột là Văn bản rồi ghi "
            "lại số mốc.",
            "“{written}”: the spreadsheet has made a day of it. Format the column as text and "
            "write the number of markers again.",
        ),
        words=error(
            "«{written}» không phải số mốc. Hãy ghi một số nguyên.",
            "“{written}” is no number of markers. Write a whole number.",
        ),
    ),
    entry(
        "target-fraction",
        "targets",
        notice(
            "«{written}»: chỉ tiêu là {markers} mốc; mẫu số {whole} không lưu, tỷ lệ được tính "
            "theo số mốc cần có đường.",
            "“{written}”: the target is {markers} markers; {whole} is not kept, shares are of the "
            "markers that need a road.",
        ),
    ),
    entry(
        "target-place",
        "targets",
        two=error(
            "Dòng ghi cả xã «{commune}» và đồn «{post}»: chỉ tiêu của xã hay của đồn? Hãy để trống "
            "một trong hai.",
            "The row names both commune “{commune}” and post “{post}”: whose is the target? Leave "
            "one of the two blank.",
        ),
        none=error(
            "Dòng không ghi xã hay đồn. Chỉ tiêu của cả tỉnh thì ghi «toàn tỉnh».",
            "The row names no commune or post. Write “toàn tỉnh” for a target of the province.",
        ),
        commune=error(
            "Không rõ xã «{written}» nên không nhận chỉ tiêu của dòng này. Hãy ghi tên xã hiện nay "
            "hoặc mã xã. Các xã: {known}.",
            "Commune “{written}” is not clear, so the target was not taken. Write its name of "
            "today or its code. There are: {known}.",
        ),
        post=error(
            "Không có đồn «{written}» trong kho nên không nhận chỉ tiêu của dòng này. Các đồn: "
            "{known}.",
            "The store has no post “{written}”, so the target was not taken. It has: {known}.",
        ),
    ),
    entry(
        "target-duplicate",
        "targets",
        error(
            "Chỉ tiêu năm {year} của nơi này đã có ở dòng khác của tệp.",
            "The target of this place for {year} stands in another row of the file.",
        ),
    ),
    entry(
        "target-since",
        "targets",
        new=notice(
            "Có {count} chỉ tiêu mới: được tính từ đầu, cả trong báo cáo của những ngày trước.",
            "Targets that are new: {count}. They hold from the beginning, in reports of earlier "
            "days too.",
        ),
        new_on=notice(
            "Có {count} chỉ tiêu mới: được tính từ ngày {day} (--on); báo cáo của những ngày trước "
            "không có.",
            "Targets that are new: {count}. They hold from {day} (--on); reports of earlier days "
            "have none of them.",
        ),
        changed=notice(
            "Có {count} chỉ tiêu thay đổi, được tính từ ngày {day}: {names}. Báo cáo của những "
            "ngày trước đó giữ số cũ; muốn tính từ ngày khác thì nhập kèm --on.",
            "Targets that change: {count}, from {day}: {names}. Reports of earlier days keep the "
            "old ones; for another day import with --on.",
        ),
    ),
    entry(
        "target-falls",
        "targets",
        warning(
            "Chỉ tiêu lũy kế giảm từ {before} mốc (năm {year}) xuống {after} mốc (năm {next}). Nếu "
            "đó là số riêng từng năm, hãy nhập lại với {option}",
            "The target falls from {before} markers ({year}) to {after} ({next}) although it is "
            "all told. If it is of each year alone, import it again with {option}",
        ),
    ),
    entry(
        "target-contradicts",
        "targets",
        warning(
            "Chỉ tiêu lũy kế {markers} mốc không khớp: {before} mốc (năm {last}) cộng {added} mốc "
            "trong năm. Vẫn được nhận; hãy xem lại.",
            "The target of {markers} markers, all told, is not {before} ({last}) plus {added} in "
            "the year. It was taken; look at it again.",
        ),
    ),
    entry(
        "target-above",
        "targets",
        warning(
            "Chỉ tiêu {markers} mốc lớn hơn số mốc cần có đường ở đây ({there}). Vẫn được nhận; "
            "hãy xem lại.",
            "The target of {markers} markers is more than need a road here ({there}). It was "
            "taken; look at it again.",
        ),
    ),
)
