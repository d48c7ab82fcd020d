"""Double-clickable starters, for people who live in no terminal: the desk, the weekly routine.

Each looks for a Python or a program that answers ``--version``, runs it on the store beside it, or
on one on a server, and keeps the window open where something was said that has to be read. The
folder may be moved or copied to another computer: where the interpreter that made the starter is
not there, one beside the folder, on the path or of the system is taken, and where there is none,
it is said what to install. A page is opened by the program itself. Python takes no module from
the folder, where people drop files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mocgioi.errors import Language, Text

if TYPE_CHECKING:
    from collections.abc import Sequence


class Starter(NamedTuple):
    """One thing that is double-clicked.

    Attributes:
        name: of its files without their endings, in letters that every file system keeps.
        title: of its window and icon.
        on_windows, on_linux: what is typed behind ``--lang``.
        undone: what was not done where the program is missing.
        outcomes: what is said at the end: of 0, of 1, of any other exit code; None: nothing.
        stays: the window waits for a key also where all went well.
    """

    name: str
    title: Text
    on_windows: str
    on_linux: str
    undone: Text
    outcomes: tuple[Text | None, Text, Text]
    stays: bool

    @property
    def windows_file(self) -> str:
        """Name of the file for Windows."""
        return f"{self.name}.bat"

    @property
    def linux_file(self) -> str:
        """Name of the script for Linux."""
        return f"{self.name}.sh"

    @property
    def icon_file(self) -> str:
        """Name of the entry that opens the script by a double click."""
        return f"{self.name}.desktop"


_MISSING = Text(
    "Máy này chưa có chương trình mocgioi nên {undone}.",
    "This computer has no mocgioi, so {undone}.",
)
_ON_WINDOWS_TO_DO = (
    Text(
        "Không cần cài: giải nén gói ZIP mocgioi cho Windows, rồi kéo thư mục này thả lên tệp "
        "{name}.cmd trong gói.",
        "Nothing to install: unpack the ZIP of mocgioi for Windows, then drop this folder on "
        "{name}.cmd in it.",
    ),
    Text(
        "Hoặc nhờ người cài Python 3.11 trở lên từ python.org, rồi mở cửa sổ lệnh ở thư mục này, "
        "gõ hai dòng:",
        "Or ask somebody to install Python 3.11 or later from python.org, open a terminal in this "
        "folder and type two lines:",
    ),
    Text("  py -m venv .venv", "  py -m venv .venv"),
    Text(
        "  .venv\\Scripts\\pip install CHƯƠNG_TRÌNH",
        "  .venv\\Scripts\\pip install PROGRAM",
    ),
)
_ON_LINUX_TO_DO = (
    Text(
        "Hãy nhờ người cài Python 3.11 trở lên, rồi mở cửa sổ lệnh ở thư mục này, gõ hai dòng:",
        "Ask somebody to install Python 3.11 or later, open a terminal in this folder and type two "
        "lines:",
    ),
    Text("  python3 -m venv .venv", "  python3 -m venv .venv"),
    Text("  .venv/bin/pip install CHƯƠNG_TRÌNH", "  .venv/bin/pip install PROGRAM"),
)
_AFTERWARDS = (
    Text(
        "CHƯƠNG_TRÌNH là thư mục hoặc tệp .whl của mocgioi được giao.",
        "PROGRAM is the folder of mocgioi, or its .whl file, that you were given.",
    ),
    Text("Xong thì bấm đúp lại tệp này.", "Then double-click this file again."),
)
"""What is said where there is no program: true before it is published anywhere, and after."""
_PRESS = Text("Nhấn Enter để đóng.", "Press Enter to close.")

UPDATE = Starter(
    name="cap-nhat",
    title=Text("Cập nhật số liệu mốc giới", "Update the marker data"),
    on_windows='update "%~dp0." --open',
    on_linux='update "$folder" --open',
    undone=Text("CHƯA CẬP NHẬT gì", "NOTHING WAS UPDATED"),
    outcomes=(
        Text("Xong.", "Done."),
        Text(
            "Xong. Có việc cần người xem xét: xem trang tóm tắt.",
            "Done. Something needs a person: see the summary page.",
        ),
        Text(
            "Có việc không xong: xem dòng chữ ở trên, và trang tóm tắt nếu trang vừa mở. Số liệu "
            "đã nhập trước đó vẫn còn nguyên.",
            "Something could not be done: see above, and the summary page if it was opened just "
            "now. What was recorded before is as it was.",
        ),
    ),
    stays=True,
)
"""*Cập nhật*: the weekly routine on the folder it lies in."""

_NOT_OPENED = Text(
    "Bàn làm việc chưa mở được: xem dòng chữ ở trên. Số liệu vẫn còn nguyên.",
    "The desk could not be opened: see above. What was recorded is as it was.",
)

DESK = Starter(
    name="ban-lam-viec",
    title=Text("Bàn làm việc mốc giới", "Boundary marker desk"),
    on_windows="desk",
    on_linux="desk",
    undone=Text("CHƯA MỞ ĐƯỢC bàn làm việc", "the desk COULD NOT BE OPENED"),
    outcomes=(None, _NOT_OPENED, _NOT_OPENED),
    stays=False,
)
"""*Bàn làm việc*: the desk, in the browser of this computer."""

STARTERS = (DESK, UPDATE)
"""What is left beside a store."""

_ON_WINDOWS = (
    '"{python}" -m mocgioi',
    '".venv\\Scripts\\python.exe" -m mocgioi',
    '"..\\.venv\\Scripts\\python.exe" -m mocgioi',
    "mocgioi",
    "py -m mocgioi",
    "python -m mocgioi",
)
_ON_LINUX = (
    "{python} -m mocgioi",
    '"$folder"/.venv/bin/python -m mocgioi',
    '"$folder"/../.venv/bin/python -m mocgioi',
    "mocgioi",
    "python3 -m mocgioi",
)
"""What is asked for its version, in this order; the first that answers is taken."""

_WINDOWS = """\
@echo off
chcp 65001 >nul
setlocal DisableDelayedExpansion
set "PYTHONUTF8=1"
set "PYTHONSAFEPATH=1"
title {title}
pushd "%~dp0"
set "MOCGIOI="
{candidates}
if defined MOCGIOI %MOCGIOI% --store "{store}" --lang {lang} {command}
set "RESULT=%ERRORLEVEL%"
if not defined MOCGIOI set "RESULT=9009"
{missing}
{outcomes}
popd
{waits}pause
exit /b %RESULT%
"""

_WHEN_ON_WINDOWS = (
    ("if %RESULT% EQU 0",),
    ("if %RESULT% EQU 1",),
    ("if defined MOCGIOI if %RESULT% GTR 1", "if defined MOCGIOI if %RESULT% LSS 0"),
)
"""By place in the outcomes of a starter, the conditions under which it is said."""

_LINUX = """\
#!/bin/sh
folder=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd) || exit 50
cd -- "$folder" || exit 50
export PYTHONUTF8=1 PYTHONSAFEPATH=1
answers() {{ "$@" --version >/dev/null 2>&1; }}
set --
{candidates}
if [ $# -gt 0 ]; then
  "$@" --store {store} --lang {lang} {command}
  result=$?
  case $result in
{outcomes}
  esac
else
  {missing}
  result=127
fi
if {waits}[ -t 0 ]; then
  printf '%s' {press}
  read -r _
fi
exit "$result"
"""

_ICON = """\
[Desktop Entry]
Type=Application
Version=1.0
Name={title_en}
Name[vi]={title_vi}
Exec=sh -c "exec sh \\\\"\\\\$(dirname \\\\"\\\\${{0#file://}}\\\\")/{script}\\\\"" %k
Terminal=true
Categories=Office;
"""


def windows_starter(
    starter: Starter, *, store: str, python: str = "", lang: Language = "vi"
) -> bytes:
    """Return the ``.bat`` for Windows: UTF-8 without a byte order mark, CRLF line ends.

    Args:
        starter: what it starts.
        store: name of the store's file, beside the starter; or its address on a server, and then
            what is kept of it lies beside the starter.
        python: path of the interpreter that has mocgioi, tried first; it may be in an
            environment that no double click would find.
        lang: language of what is said.

    Raises:
        ValueError: a name holds a separator or a character a Windows name cannot have, or an
            address one that is not printed.
    """
    text = _WINDOWS.format(
        title=_for_cmd(starter.title.to(lang)),
        lang=lang,
        command=starter.on_windows,
        store=("" if _is_address(store) else "%~dp0") + _for_cmd(_named(store)),
        candidates="\n".join(
            f"if not defined MOCGIOI {command} --version >nul 2>nul\n"
            f"if not defined MOCGIOI if %ERRORLEVEL% EQU 0 set MOCGIOI={command}"
            for command in (line.format(python=_for_cmd(python)) for line in _ON_WINDOWS)
        ),
        missing="\n".join(
            f"if not defined MOCGIOI echo {_for_cmd(line)}"
            for line in _missing(starter, lang, _ON_WINDOWS_TO_DO)
        ),
        outcomes="\n".join(
            f"{when} echo {_for_cmd(said.to(lang))}"
            for said, conditions in zip(starter.outcomes, _WHEN_ON_WINDOWS, strict=True)
            for when in conditions
            if said is not None
        ),
        waits="" if starter.stays else "if not %RESULT% EQU 0 ",
    )
    return text.replace("\n", "\r\n").encode("utf-8")


def linux_starter(
    starter: Starter, *, store: str, python: str = "", lang: Language = "vi"
) -> bytes:
    """Return the ``.sh`` for Linux, to be made executable; arguments as `windows_starter`."""
    text = _LINUX.format(
        lang=lang,
        command=starter.on_linux,
        press=_for_sh(_PRESS.to(lang) + " "),
        store=("" if _is_address(store) else '"$folder"/') + _for_sh(_named(store)),
        candidates="\n".join(
            f"[ $# -gt 0 ] || ! answers {command} || set -- {command}"
            for command in (line.format(python=_for_sh(python)) for line in _ON_LINUX)
        ),
        missing="\n  ".join(
            f"echo {_for_sh(line)}" for line in _missing(starter, lang, _ON_LINUX_TO_DO)
        ),
        outcomes="\n".join(
            f"    {when}) {f'echo {_for_sh(said.to(lang))}' if said else ':'} ;;"
            for said, when in zip(starter.outcomes, ("0", "1", "*"), strict=True)
        ),
        waits="" if starter.stays else "[ $result -ne 0 ] && ",
    )
    return text.encode("utf-8")


def linux_icon(starter: Starter) -> bytes:
    """Return the ``.desktop`` entry that opens the script beside it in a terminal."""
    return _ICON.format(
        script=starter.linux_file, title_vi=starter.title.vi, title_en=starter.title.en
    ).encode("utf-8")


def _missing(starter: Starter, lang: Language, to_do: Sequence[Text]) -> list[str]:
    undone = starter.undone.to(lang)
    lines = (line.to(lang) for line in (_MISSING, *to_do, *_AFTERWARDS))
    return [line.format(undone=undone, name=starter.name) for line in lines]


def _bare(name: str) -> str:
    """Return a file name that is one on every system.

    Raises:
        ValueError: it is none.
    """
    if not name or name in (".", "..") or any(c in '/\\:*?"<>|' or c < " " for c in name):
        raise ValueError(f"not the name of a file: {name!r}")
    return name


def _is_address(store: str) -> bool:
    return "://" in store


def _named(store: str) -> str:
    """Return a store as it stands between quotes.

    Raises:
        ValueError: it is no bare name, or an address with characters that are not printed.
    """
    if not _is_address(store):
        return _bare(store)
    if not store.isprintable():
        raise ValueError(f"not an address: {store!r}")
    return store.replace('"', "%22")


def _for_cmd(text: str) -> str:
    """Return `text` as a batch file holds it: a per cent sign is written twice."""
    return text.replace("%", "%%")


def _for_sh(text: str) -> str:
    """Return `text` as one word of a shell script."""
    return "'" + text.replace("'", "'\\''") + "'"
