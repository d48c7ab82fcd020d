"""The arguments of the commands that give figures."""

from __future__ import annotations

from typing import Any

from mocgioi.cli.options import (
    FORMATS,
    Words,
    add_command,
    add_dates,
    add_format,
    add_head,
    as_number,
)

GROUPINGS = ("commune", "post", "district", "funding", "stretch", "year", "marker")


def add_status(commands: Any, words: Words) -> None:
    """Add the command ``status``."""
    parser = add_command(commands, words, "status", "số liệu chính", "the figures at a glance")
    add_format(parser, words, ("text", "json"), file=False)


def add_reach(commands: Any, words: Words) -> None:
    """Add the command ``reach``."""
    parser = add_command(
        commands,
        words,
        "reach",
        "theo báo cáo và theo tuyến trên bản đồ, từng mốc",
        "what is declared and what the lines show, marker by marker",
    )
    parser.add_argument(
        "--marker",
        metavar="MARKER",
        help=words("chỉ mốc này, kèm lý do", "only this marker, and why it is measured so"),
    )
    add_dates(parser, words)
    add_format(parser, words, ("text", "json", "csv"))


def add_report(commands: Any, words: Words) -> None:
    """Add the command ``report``."""
    parser = add_command(
        commands,
        words,
        "report",
        "báo cáo kết quả xây dựng đường nhánh lên kiểm tra mốc",
        "report how many markers have their road",
    )
    parser.add_argument(
        "--by",
        action="append",
        choices=GROUPINGS,
        help=words(
            "nhóm theo (mặc định: commune); lặp lại được",
            "group by (default: commune); may be repeated",
        ),
    )
    parser.add_argument(
        "--stretch-km",
        type=as_number,
        metavar="KM",
        help=words("độ dài đoạn của --by stretch (mặc định: 10)", "stretch length (default: 10)"),
    )
    parser.add_argument(
        "--full",
        action="store_true",
        help=words(
            "đủ mọi phần cho hội nghị (md, html, xlsx, docx, pdf: mặc định khi không có --by)",
            "everything the conference asks for (md, html, xlsx, docx, pdf: so without --by)",
        ),
    )
    parser.add_argument(
        "--since",
        metavar="DATE",
        help=words(
            "so với ngày này (mặc định: lần công bố trước, hoặc cuối năm trước)",
            "compare with this day (default: what was published last, else last year's end)",
        ),
    )
    parser.add_argument(
        "--internal",
        action="store_true",
        help=words(
            "thêm phụ lục nội bộ: theo báo cáo và theo tuyến trên bản đồ",
            "add the internal annex: declared, and measured on the map",
        ),
    )
    parser.add_argument(
        "--explain",
        action="append",
        metavar="FIGURE|GROUP",
        help=words(
            "mốc và căn cứ của một số liệu (road_built, overdue, conflicts…) hoặc nhóm "
            "(commune=06004, condition=minor_damage; «commune=»: chưa xếp được); lặp lại được",
            "markers and evidence behind a figure (road_built, overdue, conflicts…) or group "
            "(commune=06004, condition=minor_damage; “commune=”: not placed); may be repeated",
        ),
    )
    add_dates(parser, words)
    add_head(parser, words)
    add_format(parser, words, FORMATS)


def add_publish(commands: Any, words: Words) -> None:
    """Add the command ``publish``."""
    parser = add_command(
        commands,
        words,
        "publish",
        "ghi lại số liệu đã báo cáo, để báo cáo sau nói được còn khớp không và vì sao",
        "record what was reported, so that later reports say whether it holds and why not",
    )
    parser.add_argument(
        "--as-of",
        metavar="DATE",
        help=words("tính đến ngày (mặc định: hôm nay)", "as of the day (default: today)"),
    )
    parser.add_argument(
        "--title", required=True, help=words("tên báo cáo", "what the report is called")
    )
    parser.add_argument(
        "--by", metavar="WHO", help=words("người công bố", "who publishes (default: the user)")
    )
    add_format(parser, words, ("text", "json"), file=False)
