"""The grammar of the command line; help in the language asked for."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from mocgioi.errors import Language, Text

DEFAULT_STORE = Path("geo/langson.gpkg")

IMPORTED = (
    "communes",
    "posts",
    "gates",
    "boundary",
    "markers",
    "roads",
    "projects",
    "contributions",
    "published",
)
GROUPINGS = ("commune", "post", "district", "funding", "stretch", "year", "marker")
FORMATS = ("text", "json", "csv", "md", "html")

Words = Callable[[str, str], str]


def language_of(arguments: Sequence[str]) -> Language:
    """Return the language asked for on the command line; Vietnamese if none is."""
    given = " ".join(arguments).replace("--lang=", "--lang ").split()
    chosen = [after for option, after in pairwise(given) if option == "--lang"]
    return "en" if chosen[-1:] == ["en"] else "vi"


def build_parser(lang: Language, arguments: Sequence[str] = ()) -> argparse.ArgumentParser:
    """Return the parser with its help in `lang`.

    Where `arguments` name a command, the others are left out: building all of them takes
    longer than a report.
    """

    def words(vi: str, en: str) -> str:
        return Text(vi, en).to(lang)

    parser = argparse.ArgumentParser(
        prog="mocgioi",
        description=words(
            "Theo dõi mốc giới và đường nhánh lên kiểm tra mốc.",
            "Track border markers and the access roads that lead to them.",
        ),
    )
    _add_common(parser, words, top=True)
    commands = parser.add_subparsers(
        dest="command", required=True, metavar="COMMAND", prog=parser.prog
    )
    named = next((word for word in arguments if word in COMMANDS), None)
    for name, add in COMMANDS.items():
        if named in (None, name):
            add(commands, words)
    return parser


def _add_common(parser: argparse.ArgumentParser, words: Words, *, top: bool = False) -> None:
    """Add the options every command takes, before or after its name."""

    def default(value: Any) -> Any:
        return value if top else argparse.SUPPRESS

    parser.add_argument(
        "--store",
        type=Path,
        metavar="FILE",
        default=default(Path(os.environ.get("MOCGIOI_STORE") or DEFAULT_STORE)),
        help=words(
            f"kho số liệu (mặc định: $MOCGIOI_STORE, rồi {DEFAULT_STORE.as_posix()})",
            f"the store (default: $MOCGIOI_STORE, then {DEFAULT_STORE.as_posix()})",
        ),
    )
    parser.add_argument(
        "--lang",
        choices=("vi", "en"),
        default=default("vi"),
        help=words("ngôn ngữ (mặc định: vi)", "language (default: vi)"),
    )
    loudness = parser.add_mutually_exclusive_group()
    loudness.add_argument(
        "-q",
        "--quiet",
        action="store_true",
        default=default(False),
        help=words("chỉ in số liệu và lỗi", "print only data and errors"),
    )
    loudness.add_argument(
        "-v",
        "--verbose",
        action="store_true",
        default=default(False),
        help=words("in đủ, kể cả dấu vết lỗi", "print more, error traces too"),
    )


def _add(commands: Any, words: Words, name: str, vi: str, en: str) -> argparse.ArgumentParser:
    text = words(vi, en)
    parser: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
    _add_common(parser, words)
    return parser


def _add_format(
    parser: argparse.ArgumentParser, words: Words, formats: Sequence[str], *, file: bool = True
) -> None:
    parser.add_argument(
        "--format",
        choices=formats,
        help=words("dạng kết quả (mặc định: text)", "form of the result (default: text)"),
    )
    if file:
        parser.add_argument(
            "-o",
            "--out",
            type=Path,
            metavar="FILE",
            help=words(
                "ghi vào tệp; đuôi tệp chọn dạng", "write to a file; its ending chooses the form"
            ),
        )


def _add_dates(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument(
        "--as-of",
        metavar="DATE",
        help=words("tính đến ngày (mặc định: hôm nay)", "as of the day (default: today)"),
    )
    parser.add_argument(
        "--known-at",
        metavar="TIME",
        help=words("theo số liệu đã nhập đến thời điểm", "by what was recorded until then"),
    )


def _add_reading(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument(
        "--crs",
        metavar="EPSG:n",
        help=words("hệ toạ độ của tệp, khi tệp không ghi", "the file's CRS, where it does not say"),
    )
    parser.add_argument("--layer", help=words("lớp cần đọc", "the layer to read"))
    parser.add_argument("--sheet", help=words("trang tính cần đọc", "the sheet to read"))
    parser.add_argument(
        "--column",
        action="append",
        metavar="FIELD=NAME",
        default=[],
        help=words(
            "tên cột trong tệp của một trường, ví dụ number='Ký hiệu'",
            "heading in the file of a field, such as number='Sign'",
        ),
    )


def _demo(commands: Any, words: Words) -> None:
    parser = _add(
        commands,
        words,
        "demo",
        "dựng tỉnh minh họa: kho số liệu, bản đồ, báo cáo",
        "build the illustrative province: store, map, report",
    )
    parser.add_argument("folder", nargs="?", type=Path, default=Path("geo"), metavar="DIR")


def _init(commands: Any, words: Words) -> None:
    _add(
        commands,
        words,
        "init",
        "tạo kho số liệu trống tại --store",
        "make an empty store at --store",
    )


def _import(commands: Any, words: Words) -> None:
    parser = _add(
        commands,
        words,
        "import",
        "nhập sổ đăng ký: xã, đồn, cửa khẩu, đường biên, mốc, đường, công trình",
        "take in the register: communes, posts, gates, boundary, markers, roads, projects",
    )
    parser.add_argument("kind", choices=IMPORTED)
    parser.add_argument("file", type=Path, metavar="FILE")
    _add_reading(parser, words)
    parser.add_argument(
        "--on",
        metavar="DATE",
        help=words(
            "ngày áp dụng những gì thay đổi (mặc định: hôm nay)",
            "the day from which changes hold (default: today)",
        ),
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help=words("chỉ xem thử, không ghi", "only say what would happen"),
    )
    _add_format(parser, words, ("text", "json"), file=False)


def _survey(commands: Any, words: Words) -> None:
    parser = _add(commands, words, "survey", "số liệu kiểm tra thực địa", "field surveys")
    actions = parser.add_subparsers(
        dest="action", required=True, metavar="ACTION", prog=parser.prog
    )
    for name, vi, en in (
        ("check", "xem thử từng tệp, không ghi gì", "say what would happen; write nothing"),
        ("apply", "nhập từng tệp, in phiếu nhập số liệu", "take in each file, print its receipt"),
    ):
        action = _add(actions, words, name, vi, en)
        action.add_argument("files", nargs="+", type=Path, metavar="FILE")
        _add_reading(action, words)
        _add_format(action, words, ("text", "json"), file=False)


def _status(commands: Any, words: Words) -> None:
    parser = _add(commands, words, "status", "số liệu chính", "the figures at a glance")
    _add_format(parser, words, ("text", "json"), file=False)


def _reach(commands: Any, words: Words) -> None:
    parser = _add(
        commands,
        words,
        "reach",
        "theo báo cáo và theo tuyến trên bản đồ, từng mốc",
        "what is declared and what the lines show, marker by marker",
    )
    _add_dates(parser, words)
    _add_format(parser, words, ("text", "json", "csv"))


def _report(commands: Any, words: Words) -> None:
    parser = _add(
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
        help=words("nhóm theo (mặc định: commune); lặp lại được", "group by; may be repeated"),
    )
    parser.add_argument(
        "--stretch-km",
        type=float,
        default=10.0,
        metavar="KM",
        help=words("độ dài đoạn của --by stretch (mặc định: 10)", "stretch length (default: 10)"),
    )
    _add_dates(parser, words)
    _add_format(parser, words, FORMATS)


def _map(commands: Any, words: Words) -> None:
    parser = _add(
        commands,
        words,
        "map",
        "bản đồ trong một tệp HTML, mở không cần mạng",
        "the map as one HTML file that needs no network",
    )
    parser.add_argument(
        "-o",
        "--out",
        type=Path,
        metavar="FILE",
        default=Path("map.html"),
        help=words("tệp để ghi (mặc định: map.html)", "file to write (default: map.html)"),
    )
    parser.add_argument("--as-of", metavar="DATE", help=words("tính đến ngày", "as of the day"))


def _check(commands: Any, words: Words) -> None:
    parser = _add(
        commands,
        words,
        "check",
        "kho số liệu có nguyên vẹn không",
        "is the store whole",
    )
    _add_format(parser, words, ("text", "json"), file=False)


def _backup(commands: Any, words: Words) -> None:
    backup = _add(commands, words, "backup", "sao lưu kho số liệu", "copy the store")
    backup.add_argument("file", type=Path, metavar="FILE")


def _restore(commands: Any, words: Words) -> None:
    restore = _add(
        commands, words, "restore", "lấy lại từ bản sao lưu", "bring the store back from a copy"
    )
    restore.add_argument("file", type=Path, metavar="FILE")


def _upgrade(commands: Any, words: Words) -> None:
    _add(
        commands,
        words,
        "upgrade",
        "đưa kho số liệu lên phiên bản của chương trình",
        "bring the store to this program's version",
    )


COMMANDS: dict[str, Callable[[Any, Words], None]] = {
    "demo": _demo,
    "init": _init,
    "import": _import,
    "survey": _survey,
    "status": _status,
    "reach": _reach,
    "report": _report,
    "map": _map,
    "check": _check,
    "backup": _backup,
    "restore": _restore,
    "upgrade": _upgrade,
}
"""What adds each command to the parser."""
