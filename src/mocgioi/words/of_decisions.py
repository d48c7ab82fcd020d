"""Findings about a sheet of decisions that somebody filled in."""

from mocgioi.errors import Hint
from mocgioi.words.declaring import entry, error, notice

_EXPORT = (Hint("conflicts export", ("-o", "FILE.xlsx")),)

DECLARED = (
    entry(
        "disagreement-unknown",
        "decisions",
        error(
            "Dòng mất mã. Hãy xuất lại bằng «{hint}» rồi ghi vào tệp mới.",
            "The row has lost its codes. Export again with “{hint}” and use that.",
            hints=_EXPORT,
        ),
    ),
    entry(
        "keep-unreadable",
        "decisions",
        error(
            "Không hiểu «{written}». Hãy ghi x vào dòng được giữ, để trống dòng kia.",
            "“{written}” is not understood. Put an x beside the side that stands and leave the "
            "other empty.",
        ),
    ),
    entry(
        "keep-twice",
        "decisions",
        error(
            "Giữ {count} dòng của cùng một trường hợp (dòng {rows}). Chỉ giữ một dòng.",
            "{count} rows of one disagreement are kept (rows {rows}). Keep only one.",
        ),
    ),
    entry(
        "keep-missing",
        "decisions",
        error(
            "Có lý do nhưng chưa ghi x vào dòng nào. Hãy chọn dòng được giữ.",
            "There is a reason, but no row has an x. Choose the one that stands.",
        ),
    ),
    entry(
        "why-missing",
        "decisions",
        error(
            "Đã chọn nhưng chưa ghi lý do. Hãy ghi căn cứ của quyết định.",
            "A side was kept without a reason. Write what the decision rests on.",
        ),
    ),
    entry("decision-refused", "decisions", error("{why}", "{why}")),
    entry(
        "decision-known",
        "decisions",
        notice(
            "Đã quyết định từ trước; không đổi gì.",
            "It was decided before; nothing was changed.",
        ),
    ),
    entry(
        "decision-open",
        "decisions",
        notice(
            "{count} trường hợp để trống, vẫn chờ quyết định.",
            "Left empty, and still waiting for a decision: {count}.",
        ),
    ),
)
