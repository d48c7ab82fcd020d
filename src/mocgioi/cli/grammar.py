"""The arguments of every command; help in both languages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mocgioi.cli import grammar_figures as figures
from mocgioi.cli.grammar_map import add_map
from mocgioi.cli.grammar_roads import add_roads
from mocgioi.cli.options import (
    Words,
    add_command,
    add_decision,
    add_format,
    add_out,
    add_policy,
    add_reading,
    as_path,
)

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


def _demo(commands: Any, words: Words) -> None:
    parser = add_command(
        commands,
        words,
        "demo",
        "dựng tỉnh minh họa: kho số liệu, bản đồ, báo cáo",
        "build the illustrative province: store, map, report",
    )
    parser.add_argument("folder", nargs="?", type=as_path, default="geo", metavar="DIR")


def _init(commands: Any, words: Words) -> None:
    add_command(
        commands,
        words,
        "init",
        "tạo kho số liệu trống tại --store",
        "make an empty store at --store",
    )


def _update(commands: Any, words: Words) -> None:
    parser = add_command(
        commands,
        words,
        "update",
        "việc hằng tuần: nhập mọi tệp mới trong thư mục, viết lại bản đồ, báo cáo, trang tóm tắt",
        "the weekly routine: apply every new file of a folder, rewrite map, report and summary",
    )
    parser.add_argument("folder", type=as_path, metavar="FOLDER")
    add_policy(parser, words)
    add_format(parser, words, ("text", "json"), file=False)


def _import(commands: Any, words: Words) -> None:
    parser = add_command(
        commands,
        words,
        "import",
        "nhập sổ đăng ký: xã, đồn, cửa khẩu, đường biên, mốc, đường, công trình",
        "take in the register: communes, posts, gates, boundary, markers, roads, projects",
    )
    parser.add_argument("kind", choices=IMPORTED)
    parser.add_argument("file", type=as_path, metavar="FILE")
    add_reading(parser, words)
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
    add_format(parser, words, ("text", "json"), file=False)


def _survey(commands: Any, words: Words) -> None:
    parser = add_command(commands, words, "survey", "số liệu kiểm tra thực địa", "field surveys")
    actions = parser.add_subparsers(
        dest="action", required=True, metavar="ACTION", prog=parser.prog
    )
    for name, vi, en in (
        ("check", "xem thử từng tệp, không ghi gì", "say what would happen; write nothing"),
        ("apply", "nhập từng tệp, in phiếu nhập số liệu", "take in each file, print its receipt"),
    ):
        action = add_command(actions, words, name, vi, en)
        action.add_argument("files", nargs="+", type=as_path, metavar="FILE")
        add_reading(action, words)
        add_policy(action, words)
        add_format(action, words, ("text", "json"), file=False)
    _survey_record(actions, words)
    _survey_sheets(actions, words)


def _survey_record(actions: Any, words: Words) -> None:
    listed = add_command(
        actions, words, "list", "các đợt nhập, cũ trước", "the batches taken in, oldest first"
    )
    add_format(listed, words, ("text", "json"), file=False)
    shown = add_command(actions, words, "show", "một đợt nhập", "one batch: counts and findings")
    shown.add_argument("batch", metavar="BATCH")
    add_format(shown, words, ("text", "json"), file=False)
    undone = add_command(
        actions, words, "undo", "hoàn tác đợt nhập hoặc một dòng", "take a batch or one row back"
    )
    undone.add_argument("batch", metavar="BATCH")
    undone.add_argument(
        "--row", type=int, metavar="N", help=words("chỉ dòng này", "only this row of the file")
    )
    add_decision(undone, words)


def _survey_sheets(actions: Any, words: Words) -> None:
    form = add_command(
        actions,
        words,
        "form",
        "phiếu Excel mang đi kiểm tra, điền xong thì nhập lại",
        "the spreadsheet to take along; filled in, it comes back through apply",
    )
    form.add_argument(
        "--post", metavar="POST", help=words("chỉ mốc của đồn này", "only this post's markers")
    )
    add_out(form, words)
    rejected = add_command(
        actions,
        words,
        "rejected",
        "các dòng bị loại của một đợt nhập, kèm lý do, để sửa rồi nhập lại",
        "the rejected rows of a batch with the reasons, to be corrected and applied again",
    )
    rejected.add_argument("batch", metavar="BATCH")
    add_out(rejected, words)


def _conflicts(commands: Any, words: Words) -> None:
    parser = add_command(
        commands,
        words,
        "conflicts",
        "số liệu chưa thống nhất, chờ quyết định",
        "what disagrees and waits for a person",
    )
    actions = parser.add_subparsers(
        dest="action", required=True, metavar="ACTION", prog=parser.prog
    )
    listed = add_command(
        actions, words, "list", "liệt kê, kèm căn cứ", "list all, with their evidence"
    )
    add_format(listed, words, ("text", "json"), file=False)
    shown = add_command(actions, words, "show", "xem một trường hợp", "show one")
    shown.add_argument("id", metavar="ID")
    add_format(shown, words, ("text", "json"), file=False)
    resolved = add_command(actions, words, "resolve", "quyết định một trường hợp", "decide one")
    resolved.add_argument("id", metavar="ID")
    kept = resolved.add_mutually_exclusive_group(required=True)
    kept.add_argument(
        "--keep", metavar="OBSERVATION", help=words("số liệu được giữ", "the side that stands")
    )
    kept.add_argument(
        "--keep-none",
        action="store_true",
        help=words("không giữ số liệu nào đang chờ", "none of the waiting sides stands"),
    )
    add_decision(resolved, words)
    exported = add_command(
        actions,
        words,
        "export",
        "bảng Excel để quyết định nhiều trường hợp",
        "all of them as a spreadsheet to decide in",
    )
    add_out(exported, words)
    applied = add_command(
        actions, words, "apply", "nhận bảng đã điền", "take the decisions of a filled sheet"
    )
    applied.add_argument("file", type=as_path, metavar="FILE")
    applied.add_argument(
        "--by", metavar="WHO", help=words("người quyết định", "who decides (default: the user)")
    )


def _set(commands: Any, words: Words) -> None:
    parser = add_command(
        commands,
        words,
        "set",
        "ghi nhận một mốc, như một dòng kiểm tra thực địa",
        "record what was seen of one marker",
    )
    parser.add_argument("marker", metavar="MARKER")
    for option, vi, en in (
        ("--road", "tình trạng đường", "road status"),
        ("--road-condition", "chất lượng đường", "road condition"),
        ("--condition", "tình trạng mốc", "marker condition"),
        ("--need", "cần có đường: yes hoặc no", "needs a road: yes or no"),
        ("--note", "ghi chú", "a note"),
        ("--on", "ngày kiểm tra (mặc định: hôm nay)", "the day it was seen (default: today)"),
        ("--by", "người kiểm tra", "who saw it"),
        ("--replaces", "số liệu được thay thế", "the observation this one stands in place of"),
        ("--why", "lý do thay thế", "the reason for replacing it"),
    ):
        parser.add_argument(option, metavar="VALUE", help=words(vi, en))
    add_format(parser, words, ("text", "json"), file=False)


def _show(commands: Any, words: Words) -> None:
    parser = add_command(
        commands,
        words,
        "show",
        "tình trạng, căn cứ và lịch sử của một mốc",
        "state, evidence and history of one marker",
    )
    parser.add_argument("marker", metavar="MARKER")
    parser.add_argument(
        "--minutes",
        type=as_path,
        metavar="FILE",
        help=words("viết dự thảo biên bản (DOCX) vào tệp", "write draft minutes (DOCX) to a file"),
    )
    parser.add_argument(
        "--photos",
        type=as_path,
        metavar="FOLDER",
        help=words("chép ảnh của mốc vào thư mục", "write the marker's photographs to a folder"),
    )
    add_format(parser, words, ("text", "json"), file=False)


def _check(commands: Any, words: Words) -> None:
    parser = add_command(
        commands,
        words,
        "check",
        "kho số liệu có nguyên vẹn không",
        "is the store whole",
    )
    add_format(parser, words, ("text", "json"), file=False)


def _backup(commands: Any, words: Words) -> None:
    backup = add_command(commands, words, "backup", "sao lưu kho số liệu", "copy the store")
    backup.add_argument("file", type=as_path, metavar="FILE")


def _restore(commands: Any, words: Words) -> None:
    restore = add_command(
        commands, words, "restore", "lấy lại từ bản sao lưu", "bring the store back from a copy"
    )
    restore.add_argument("file", type=as_path, metavar="FILE")


def _upgrade(commands: Any, words: Words) -> None:
    add_command(
        commands,
        words,
        "upgrade",
        "đưa kho số liệu lên phiên bản của chương trình",
        "bring the store to this program's version",
    )


COMMANDS: dict[str, Callable[[Any, Words], None]] = {
    "demo": _demo,
    "init": _init,
    "update": _update,
    "import": _import,
    "survey": _survey,
    "conflicts": _conflicts,
    "set": _set,
    "show": _show,
    "status": figures.add_status,
    "reach": figures.add_reach,
    "roads": add_roads,
    "report": figures.add_report,
    "publish": figures.add_publish,
    "map": add_map,
    "check": _check,
    "backup": _backup,
    "restore": _restore,
    "upgrade": _upgrade,
}
"""What adds each command to the parser."""
