"""What is double-clicked in the package for Windows: the desk, the weekly routine, a terminal.

    python.exe -m mocgioi_start desk|update|terminal [FOLDER]

The folder is *mocgioi* among the documents where none is given: what is kept there outlives the
program's own folder, which the next version or the uninstaller takes away.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from pathlib import Path

from mocgioi import cli
from mocgioi.desk.desk import store_in
from mocgioi.errors import MocgioiError, Text
from mocgioi.outputs.starters import DESK, UPDATE, Starter

_DOCUMENTS = 5
"""CSIDL_PERSONAL."""

_WHICH = Text(
    "Thư mục nào có kho số liệu? Kéo thư mục vào cửa sổ này rồi nhấn Enter: ",
    "Which folder has the store? Drag it into this window, then press Enter: ",
)
_NO_STORE = Text(
    "«{}» chưa có kho số liệu. Mở Bàn làm việc để lập kho, hoặc chọn thư mục khác.",
    "“{}” has no store yet. Open the desk to make one, or choose another folder.",
)
_PRESS = Text("Nhấn Enter để đóng. ", "Press Enter to close. ")
_TERMINAL = Text(
    "Gõ lệnh mocgioi ở đây, thí dụ: mocgioi status, mocgioi help. Đang ở thư mục «{}».",
    "Type mocgioi here, for instance: mocgioi status, mocgioi help. You are in “{}”.",
)


def main() -> int:
    """Do what is named, in the folder that is given; return its exit code."""
    what, *given = sys.argv[1:]
    folder = Path(given[0]).absolute() if given else usual_folder()
    return {"desk": open_desk, "update": update, "terminal": open_terminal}[what](folder)


def usual_folder() -> Path:
    """Return the folder *mocgioi* among the documents, wherever this computer keeps those."""
    found = ctypes.create_unicode_buffer(260)
    shell = ctypes.windll.shell32  # type: ignore[attr-defined,unused-ignore]
    shell.SHGetFolderPathW(None, _DOCUMENTS, None, 0, found)
    folder = Path(found.value or Path.home()) / "mocgioi"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def open_desk(folder: Path) -> int:
    """Open the desk on a folder, with a store or without one; stay until it is closed."""
    return _run(DESK, ["desk", str(folder)])


def update(folder: Path) -> int:
    """Take in what is new in a folder; ask for another one where it has no store."""
    while (store := _store_of(folder)) is None:
        _say(_NO_STORE, folder)
        print(_WHICH.vi, _WHICH.en, sep="\n", end="", flush=True)
        answer = input().strip().strip('"')
        if not answer:
            return 0
        folder = Path(answer)
    return _run(UPDATE, ["--store", store, "update", str(folder), "--open"])


def _store_of(folder: Path) -> str | None:
    """Return the store of a folder, a file or an address; None: it has none."""
    try:
        store = store_in(str(folder))
    except MocgioiError as error:
        print(error)
        return None
    return str(store) if "://" in str(store) or Path(store).is_file() else None


def open_terminal(folder: Path) -> int:
    """Open a terminal in a folder, in which ``mocgioi`` is found, and finds the folder's store."""
    _say(_TERMINAL, folder)
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    environment = {**os.environ, "PATH": path}
    try:
        environment.setdefault("MOCGIOI_STORE", str(store_in(str(folder))))
    except MocgioiError as error:  # of several stores --store has to say which
        print(error)
    return subprocess.call(["cmd", "/k"], cwd=folder, env=environment)


def _run(starter: Starter, arguments: list[str]) -> int:
    """Run a command, say how it ended, and wait where that has to be read."""
    code = cli.main(arguments)
    if said := starter.outcomes[code if code in (0, 1) else 2]:
        _say(said)
    if starter.stays or code:
        print(_PRESS.vi, _PRESS.en, sep="\n", end="", flush=True)
        input()
    return code


def _say(text: Text, *values: object) -> None:
    print(text.vi.format(*values), text.en.format(*values), sep="\n", flush=True)


if __name__ == "__main__":
    sys.exit(main())
