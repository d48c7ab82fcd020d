"""The arguments of the command ``map``; help in both languages."""

from __future__ import annotations

import argparse
from typing import Any

from mocgioi.cli.options import Words, add_command, as_path


def _days(text: str) -> int:
    days = int(text)
    if days < 0:
        raise argparse.ArgumentTypeError(f"{text} < 0")
    return days


def add_map(commands: Any, words: Words) -> None:
    """Add the command ``map``."""
    parser = add_command(
        commands,
        words,
        "map",
        "bản đồ trong một tệp HTML, mở không cần mạng",
        "the map as one HTML file that needs no network",
    )
    parser.add_argument(
        "-o",
        "--out",
        type=as_path,
        metavar="FILE",
        default="map.html",
        help=words("tệp để ghi (mặc định: map.html)", "file to write (default: map.html)"),
    )
    parser.add_argument("--as-of", metavar="DATE", help=words("tính đến ngày", "as of the day"))
    parser.add_argument(
        "--audience",
        choices=("full", "internal", "public"),
        default="full",
        help=words(
            "cho ai xem: full (mặc định); internal: vị trí làm tròn khoảng 11 m, không có tên "
            "người, ghi chú, ảnh; public: chỉ có số lượng theo xã",
            "who it is for: full (default); internal: positions to about 11 m, no names, notes "
            "or photographs; public: counts by commune only",
        ),
    )
    parser.add_argument(
        "--overdue-days",
        type=_days,
        default=365,
        metavar="N",
        help=words(
            "mốc không được kiểm tra quá N ngày là quá hạn (mặc định: 365)",
            "a marker nobody saw for more than N days is overdue (default: 365)",
        ),
    )
    parser.add_argument(
        "--photos",
        action="store_true",
        help=words(
            "kèm ảnh thu nhỏ: 2 ảnh mới nhất của mỗi mốc, cả trang nhiều nhất 8 MB; chỉ bản full",
            "with small photographs: the newest 2 of each marker, 8 MB in all; full edition only",
        ),
    )
    parser.add_argument(
        "--tiles",
        metavar="URL",
        help=words(
            "ảnh nền, dạng https://may-chu/{z}/{x}/{y}.png; người xem bật thì trang mới tải",
            "a base map, https://host/{z}/{x}/{y}.png; loaded once a reader turns it on",
        ),
    )
    parser.add_argument(
        "--attribution",
        metavar="TEXT",
        default="",
        help=words("nguồn của ảnh nền", "whose base map it is"),
    )
