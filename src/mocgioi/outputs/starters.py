"""Double-clickable starters of the weekly routine, for people who live in no terminal.

Each looks for a Python or a program that answers ``--version``, runs ``mocgioi update`` on the
folder it lies in, and waits for a key, so that what was said can be read. The folder may be moved
or copied to another computer: where the interpreter that made the starter is not there, one beside
the folder, on the path or of the system is taken, and where there is none, it is said what to
install. The page is opened by the program itself, once it is the page of this run.
"""

from __future__ import annotations

from mocgioi.errors import Language, Text

WINDOWS_NAME = "cap-nhat.bat"
LINUX_NAME = "cap-nhat.sh"
LINUX_ICON_NAME = "cap-nhat.desktop"
"""Names of the starters: *cập nhật*, in letters that every file system keeps."""

_TITLE = Text("Cập nhật số liệu mốc giới", "Update the marker data")
_MISSING = (
    Text(
        "Máy này chưa có chương trình mocgioi nên CHƯA CẬP NHẬT gì. Hãy nhờ người cài:",
        "This computer has no mocgioi, so NOTHING WAS UPDATED. Ask somebody to install it:",
    ),
    Text(
        "1. Cài Python 3.11 trở lên từ python.org, có đánh dấu «Add python.exe to PATH».",
        "1. Install Python 3.11 or later from python.org, with “Add python.exe to PATH”.",
    ),
    Text(
        "2. Mở cửa sổ lệnh, gõ: {pip} install mocgioi",
        "2. Open a terminal and type: {pip} install mocgioi",
    ),
    Text(
        "Chưa có mạng: thay chữ mocgioi bằng tên tệp .whl được giao.",
        "Without a network: type the name of the .whl file you were given instead of mocgioi.",
    ),
    Text("3. Bấm đúp lại tệp này.", "3. Double-click this file again."),
)
_DONE = Text("Xong.", "Done.")
_PERSON = Text(
    "Xong. Có việc cần người xem xét: xem trang tóm tắt.",
    "Done. Something needs a person: see the summary page.",
)
_FAILED = Text(
    "Có việc không xong: xem dòng chữ ở trên, và trang tóm tắt nếu trang vừa mở. Số liệu đã nhập "
    "trước đó vẫn còn nguyên.",
    "Something could not be done: see above, and the summary page if it was opened just now. What "
    "was recorded before is as it was.",
)
_OUTCOMES = {"done": _DONE, "person": _PERSON, "failed": _FAILED}
"""What is said at the end, by the name of its place in a starter."""
_PRESS = Text("Nhấn Enter để đóng.", "Press Enter to close.")

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
title {title}
pushd "%~dp0"
set "MOCGIOI="
{candidates}
if defined MOCGIOI %MOCGIOI% --store "%~dp0{store}" --lang {lang} update "%~dp0." --open
set "RESULT=%ERRORLEVEL%"
if not defined MOCGIOI set "RESULT=9009"
{missing}
if %RESULT% EQU 0 echo {done}
if %RESULT% EQU 1 echo {person}
if defined MOCGIOI if %RESULT% GTR 1 echo {failed}
if defined MOCGIOI if %RESULT% LSS 0 echo {failed}
popd
pause
exit /b %RESULT%
"""

_LINUX = """\
#!/bin/sh
folder=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd) || exit 50
export PYTHONUTF8=1
answers() {{ "$@" --version >/dev/null 2>&1; }}
set --
{candidates}
if [ $# -gt 0 ]; then
  "$@" --store "$folder"/{store} --lang {lang} update "$folder" --open
  result=$?
  case $result in
    0) echo {done} ;;
    1) echo {person} ;;
    *) echo {failed} ;;
  esac
else
  {missing}
  result=127
fi
if [ -t 0 ]; then
  printf '%s' {press}
  read -r _
fi
exit "$result"
"""

_ICON = """\
[Desktop Entry]
Type=Application
Version=1.0
Name=Update the marker data
Name[vi]=Cập nhật số liệu mốc giới
Exec=sh -c "exec sh \\\\"\\\\$(dirname \\\\"\\\\${{0#file://}}\\\\")/{script}\\\\"" %k
Terminal=true
Categories=Office;
"""


def windows_starter(*, store: str, python: str = "", lang: Language = "vi") -> bytes:
    """Return the ``.bat`` for Windows: UTF-8 without a byte order mark, CRLF line ends.

    Args:
        store: name of the store's file, beside the starter.
        python: path of the interpreter that has mocgioi, tried first; it may be in an
            environment that no double click would find.
        lang: language of what is said.

    Raises:
        ValueError: a name holds a separator or a character a Windows name cannot have.
    """
    text = _WINDOWS.format(
        title=_for_cmd(_TITLE.to(lang)),
        lang=lang,
        store=_for_cmd(_bare(store)),
        candidates="\n".join(
            f"if not defined MOCGIOI {command} --version >nul 2>nul\n"
            f"if not defined MOCGIOI if %ERRORLEVEL% EQU 0 set MOCGIOI={command}"
            for command in (line.format(python=_for_cmd(python)) for line in _ON_WINDOWS)
        ),
        missing="\n".join(
            f"if not defined MOCGIOI echo {_for_cmd(line)}" for line in _missing(lang, "py -m pip")
        ),
        **{name: _for_cmd(text.to(lang)) for name, text in _OUTCOMES.items()},
    )
    return text.replace("\n", "\r\n").encode("utf-8")


def linux_starter(*, store: str, python: str = "", lang: Language = "vi") -> bytes:
    """Return the ``.sh`` for Linux, to be made executable; arguments as `windows_starter`."""
    text = _LINUX.format(
        lang=lang,
        press=_for_sh(_PRESS.to(lang) + " "),
        store=_for_sh(_bare(store)),
        candidates="\n".join(
            f"[ $# -gt 0 ] || ! answers {command} || set -- {command}"
            for command in (line.format(python=_for_sh(python)) for line in _ON_LINUX)
        ),
        missing="\n  ".join(f"echo {_for_sh(line)}" for line in _missing(lang, "python3 -m pip")),
        **{name: _for_sh(text.to(lang)) for name, text in _OUTCOMES.items()},
    )
    return text.encode("utf-8")


def linux_icon() -> bytes:
    """Return the ``.desktop`` entry that opens `LINUX_NAME`, beside it, in a terminal."""
    return _ICON.format(script=LINUX_NAME).encode("utf-8")


def _missing(lang: Language, pip: str) -> list[str]:
    return [line.to(lang).format(pip=pip) for line in _MISSING]


def _bare(name: str) -> str:
    """Return a file name that is one on every system.

    Raises:
        ValueError: it is none.
    """
    if not name or name in (".", "..") or any(c in '/\\:*?"<>|' or c < " " for c in name):
        raise ValueError(f"not the name of a file: {name!r}")
    return name


def _for_cmd(text: str) -> str:
    """Return `text` as a batch file holds it: a per cent sign is written twice."""
    return text.replace("%", "%%")


def _for_sh(text: str) -> str:
    """Return `text` as one word of a shell script."""
    return "'" + text.replace("'", "'\\''") + "'"
