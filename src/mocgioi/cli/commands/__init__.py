"""The commands: one module each, with its arguments, their help, and what it does.

A module is loaded when its command is typed.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from importlib import import_module

from mocgioi.errors import Text
from mocgioi.typed import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from mocgioi.cli.options import Words

COMMANDS: Mapping[str, Text] = {
    "desk": Text(
        "bàn làm việc: mọi việc trong trình duyệt của máy này",
        "the desk: the whole job in this computer's browser",
    ),
    "demo": Text(
        "dựng tỉnh minh họa: kho số liệu, bản đồ, báo cáo",
        "build the illustrative province: store, map, report",
    ),
    "init": Text("tạo kho số liệu trống tại --store", "make an empty store at --store"),
    "update": Text(
        "việc hằng tuần: nhập mọi tệp mới trong thư mục, viết lại bản đồ, báo cáo, trang tóm tắt",
        "the weekly routine: apply every new file of a folder, rewrite map, report and summary",
    ),
    "import": Text(
        "nhập sổ đăng ký: xã, đồn, cửa khẩu, đường biên, nền bản đồ, mốc, đường, công trình, "
        "đóng góp, số liệu đã công bố, chỉ tiêu, độ cao",
        "take in the register: communes, posts, gates, boundary, ground, markers, roads, projects, "
        "contributions, published figures, targets, heights (dem)",
    ),
    "survey": Text("số liệu kiểm tra thực địa", "field surveys"),
    "conflicts": Text(
        "số liệu chưa thống nhất, chờ quyết định", "inconsistent reports that wait for a person"
    ),
    "case": Text(
        "ghi việc đã làm sau BÁO NGAY của một mốc", "record what follows REPORT AT ONCE of a marker"
    ),
    "cases": Text(
        "vụ việc mốc hư hỏng, bị mất đang mở, việc đến hạn",
        "open cases of damaged or lost markers, and the step that is due",
    ),
    "set": Text(
        "ghi nhận một mốc, như một dòng kiểm tra thực địa", "record what was seen of one marker"
    ),
    "marker": Text(
        "mốc không còn, hoặc đổi số hiệu, từ một ngày; số liệu cũ giữ nguyên",
        "a marker is no longer there, or has another number, from a day on; the past stays",
    ),
    "show": Text(
        "tình trạng, căn cứ và lịch sử của một mốc, một đường, một xã…",
        "state, evidence and history of a marker, a road, a commune…",
    ),
    "sheets": Text(
        "sổ lý lịch mốc của một đồn, một xã hay toàn tỉnh (PDF)",
        "the datasheets of a post's, a commune's or all markers as one PDF",
    ),
    "kit": Text(
        "bộ tệp cho một đồn đi kiểm tra: phiếu, bản đồ, phiếu in, GPX, QField, ODK, Kobo (NỘI BỘ)",
        "all that a post takes along: form, map, printed sheets, GPX, QField, ODK, Kobo (INTERNAL)",
    ),
    "status": Text("số liệu chính", "the figures at a glance"),
    "reach": Text(
        "theo báo cáo và theo tuyến trên bản đồ, từng mốc",
        "what is declared and what the lines show, marker by marker",
    ),
    "roads": Text("các tuyến đường", "the roads"),
    "plan": Text(
        "ƯỚC TÍNH: với số tiền có được nên làm đường tới những mốc nào, năm nào",
        "ESTIMATE which roads to build for the money, and when",
    ),
    "report": Text(
        "báo cáo kết quả xây dựng đường nhánh lên kiểm tra mốc",
        "report how many markers have their road",
    ),
    "publish": Text(
        "ghi lại số liệu đã báo cáo, để báo cáo sau nói được còn khớp không và vì sao",
        "record what was reported, so that later reports say whether it holds and why not",
    ),
    "map": Text(
        "bản đồ trong một tệp HTML, mở không cần mạng",
        "the map as one HTML file that needs no network",
    ),
    "qgis": Text(
        "dự án QGIS cạnh kho số liệu: các lớp theo nhóm, biểu mẫu, bản in A3",
        "a QGIS project beside the store: layers in groups, forms, a sheet to print on A3",
    ),
    "export": Text(
        "xuất mốc, đường, xã… ra tệp cho chương trình khác (đuôi tệp chọn dạng)",
        "markers, roads, communes… as a file for other programs, its format by its ending",
    ),
    "check": Text(
        "kho số liệu có nguyên vẹn không, có còn trạng thái đã báo cáo không",
        "is the store whole, does it still contain a state that was reported",
    ),
    "merge": Text(
        "gộp một bản khác của kho, đã ghi ở nơi khác", "take in another copy, edited elsewhere"
    ),
    "backup": Text("sao lưu kho số liệu", "copy the store"),
    "copy": Text(
        "chép cả kho từ tệp lên máy chủ, hay ngược lại",
        "copy a whole store to a server, or from one",
    ),
    "hands": Text(
        "ai được dùng kho trên máy chủ, được làm gì", "who may use a store on a server, and do what"
    ),
    "restore": Text("lấy lại từ bản sao lưu", "bring the store back from a copy"),
    "repair": Text(
        "dựng lại mọi lớp, phần bảo vệ, chỉ mục và số đếm từ sổ ghi",
        "make every layer, guard, index and count anew from the ledger",
    ),
    "upgrade": Text(
        "đưa kho số liệu lên phiên bản của chương trình",
        "bring the store to this program's version",
    ),
    "help": Text("sổ tay: help [TRANG]; help manual: cả sổ tay", "the manual: help [PAGE]"),
    "completion": Text(
        'tự điền lệnh khi gõ phím Tab, ví dụ: eval "$(mocgioi completion bash)"',
        'complete commands with Tab, such as: eval "$(mocgioi completion bash)"',
    ),
}
"""What each command does, in one line, in the order in which they are listed.

They stand here and not in the modules: listing them loads none.
"""

_TAKEN = {"import": "import_", "set": "set_", "map": "map_", "help": "help_"}
"""The modules of commands whose names Python has for itself; others are called as typed."""


class Command(Protocol):
    """What the module of a command has."""

    def add_arguments(self, parser: argparse.ArgumentParser, words: Words) -> None:
        """Say which arguments it takes besides those of every command."""

    def run(self, args: argparse.Namespace) -> int:
        """Do it, and return the exit code."""


def command(name: str) -> Command:
    """Return a command by its name."""
    return cast("Command", import_module(f"{__name__}.{_TAKEN.get(name, name)}"))
