"""Findings about a sheet of cases that somebody filled in."""

from mocgioi.words.declaring import entry, error

DECLARED = (
    entry("case-refused", "cases", error("{why}", "{why}")),
    entry(
        "case-unknown",
        "cases",
        error(
            "Dòng mất mã, hoặc vụ việc không còn. Hãy ghi vào bảng mới nhất.",
            "The row has lost its code, or the case is no more. Use the newest sheet.",
        ),
    ),
    entry(
        "case-day-missing",
        "cases",
        error(
            "Đã ghi «{heading}» nhưng chưa ghi «{day}». Hãy ghi ngày.",
            "“{heading}” is filled in and “{day}” is not. Write the day.",
        ),
    ),
    entry(
        "case-two-ways",
        "cases",
        error(
            "Vừa ghi x «không phải báo», vừa ghi việc đã làm. Chỉ ghi một trong hai.",
            "The row says that there is nothing to report, and what was done. Only one can be.",
        ),
    ),
    entry(
        "mark-unreadable",
        "cases seen",
        error(
            "Không hiểu «{written}». Hãy ghi x, hoặc để trống.",
            "“{written}” is not understood. Put an x, or leave it empty.",
        ),
    ),
    entry(
        "case-reason-alone",
        "cases",
        error(
            "Có lý do nhưng chưa ghi việc gì. Hãy ghi việc đã làm, hoặc x «không phải báo».",
            "There is a reason, and nothing that was done. Write what was, or an x beside it.",
        ),
    ),
)
