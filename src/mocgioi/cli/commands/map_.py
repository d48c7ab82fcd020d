"""``map``: the store as one page."""

from __future__ import annotations

import argparse

from mocgioi.cli import console
from mocgioi.cli.options import Words, add_dates, as_path
from mocgioi.domain.counting import DEFAULTS


def _days(text: str) -> int:
    days = int(text)
    if days < 0:
        raise argparse.ArgumentTypeError(f"{text} < 0")
    return days


def add_arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Take the file, the day, whom it is for, and what is in it."""
    usual = DEFAULTS.overdue_after_days
    parser.add_argument(
        "-o",
        "--out",
        type=as_path,
        metavar="FILE",
        default="map.html",
        help=words("tệp để ghi (mặc định: map.html)", "file to write (default: map.html)"),
    )
    add_dates(parser, words)
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
        default=usual,
        metavar="N",
        help=words(
            f"mốc không được kiểm tra quá N ngày là quá hạn (mặc định: {usual})",
            f"a marker nobody saw for more than N days is overdue (default: {usual})",
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
        "--plan",
        type=as_path,
        metavar="FILE",
        help=words(
            "kế hoạch đầu tư (plan -o plan.json): thanh kinh phí theo thứ tự và năm của kế hoạch",
            "a plan (plan -o plan.json): the budget follows its order and years",
        ),
    )
    parser.add_argument(
        "--post",
        metavar="P",
        help=words(
            "chỉ mốc của một đồn (tên hoặc mã), số liệu của đồn đó",
            "the markers and figures of one post (name or code) alone",
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
    parser.add_argument(
        "--agency",
        metavar="TEXT",
        help=words(
            "cơ quan lập, ghi trên bản in (mặc định: như báo cáo; để trống: dòng chấm)",
            "who makes it, as printed (default: as in a report; empty: a line to fill)",
        ),
    )


def run(args: argparse.Namespace) -> int:
    """Write the map."""
    page = console.tracker(args).maps.page(
        as_of=args.as_of,
        known_at=args.known_at,
        lang=args.lang,
        audience=args.audience,
        overdue_after_days=args.overdue_days,
        tiles=args.tiles,
        attribution=args.attribution,
        photos=args.photos,
        agency=args.agency,
        plan=args.plan,
        post=args.post,
        remark=lambda sentence: console.say(sentence, quiet=args.quiet),
    )
    console.deliver(page, args.out, args.lang, quiet=args.quiet, ending=".html")
    return console.DONE
