"""Double-clickable starters of the weekly routine, for people who live in no terminal.

Each runs ``mocgioi update`` on the folder it lies in and waits for a key, so that what was
said can be read. They hold no path of the machine they were written on: the folder may be
moved or copied.
"""

from __future__ import annotations

from mocgioi.errors import Language, Text

WINDOWS_NAME = "cap-nhat.bat"
LINUX_NAME = "cap-nhat.sh"
LINUX_ICON_NAME = "cap-nhat.desktop"
"""Names of the starters: *cập nhật*, in letters that every file system keeps."""

_TITLE = Text("Cập nhật số liệu mốc giới", "Update the marker data")
_MISSING = Text(
    "Chưa cài mocgioi trên máy này. Hãy nhờ người cài giúp: pip install mocgioi",
    "mocgioi is not installed on this computer. Ask somebody to: pip install mocgioi",
)
_DONE = Text("Xong.", "Done.")
_PERSON = Text(
    "Xong. Có việc cần người xem xét: xem trang tóm tắt.",
    "Done. Something needs a person: see the summary page.",
)
_FAILED = Text(
    "Có lỗi, xem dòng chữ ở trên. Số liệu đã nhập trước đó vẫn còn nguyên.",
    "Something went wrong, see above. What was recorded before is as it was.",
)
_PRESS = Text("Nhấn Enter để đóng.", "Press Enter to close.")

_WINDOWS = """\
@echo off
chcp 65001 >nul
setlocal DisableDelayedExpansion
set "PYTHONUTF8=1"
title {title}
set "MOCGIOI=mocgioi"
where mocgioi >nul 2>nul || set "MOCGIOI=py -m mocgioi"
if exist "{python}" set MOCGIOI="{python}" -m mocgioi
%MOCGIOI% --store "%~dp0{store}" --lang {lang} update "%~dp0."
set "RESULT=%ERRORLEVEL%"
if %RESULT% EQU 9009 echo {missing}
if %RESULT% EQU 0 echo {done}
if %RESULT% EQU 1 echo {person}
if %RESULT% GTR 1 if not %RESULT% EQU 9009 echo {failed}
if exist "%~dp0{page}" start "" "%~dp0{page}"
pause
exit /b %RESULT%
"""

_LINUX = """\
#!/bin/sh
folder=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd) || exit 50
export PYTHONUTF8=1
if [ -x {python} ]; then
  {python} -m mocgioi --store "$folder"/{store} --lang {lang} update "$folder"
  result=$?
elif command -v mocgioi >/dev/null 2>&1; then
  mocgioi --store "$folder"/{store} --lang {lang} update "$folder"
  result=$?
elif python3 -c 'import mocgioi' >/dev/null 2>&1; then
  python3 -m mocgioi --store "$folder"/{store} --lang {lang} update "$folder"
  result=$?
else
  echo {missing}
  result=127
fi
case $result in
  0) echo {done} ;;
  1) echo {person} ;;
  *) echo {failed} ;;
esac
if [ -e "$folder"/{page} ] && [ -n "$DISPLAY$WAYLAND_DISPLAY" ]; then
  xdg-open "$folder"/{page} >/dev/null 2>&1 &
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


def windows_starter(*, store: str, page: str, python: str = "", lang: Language = "vi") -> bytes:
    """Return the ``.bat`` for Windows: UTF-8 without a byte order mark, CRLF line ends.

    Args:
        store: name of the store's file, beside the starter.
        page: name of the summary page `update` writes beside it; it is opened at the end.
        python: path of the interpreter that has mocgioi, tried first; it may be in an
            environment that no double click would find.
        lang: language of what is said.

    Raises:
        ValueError: a name holds a separator or a character a Windows name cannot have.
    """
    words = {name: _for_cmd(text.to(lang)) for name, text in _words().items()}
    names = {
        "store": _for_cmd(_bare(store)),
        "page": _for_cmd(_bare(page)),
        "python": _for_cmd(python),
    }
    text = _WINDOWS.format(title=_for_cmd(_TITLE.to(lang)), lang=lang, **words, **names)
    return text.replace("\n", "\r\n").encode("utf-8")


def linux_starter(*, store: str, page: str, python: str = "", lang: Language = "vi") -> bytes:
    """Return the ``.sh`` for Linux, to be made executable; arguments as `windows_starter`."""
    words = {name: _for_sh(text.to(lang)) for name, text in _words().items()}
    names = {
        "store": _for_sh(_bare(store)),
        "page": _for_sh(_bare(page)),
        "python": _for_sh(python),
    }
    text = _LINUX.format(lang=lang, press=_for_sh(_PRESS.to(lang) + " "), **words, **names)
    return text.encode("utf-8")


def linux_icon() -> bytes:
    """Return the ``.desktop`` entry that opens `LINUX_NAME`, beside it, in a terminal."""
    return _ICON.format(script=LINUX_NAME).encode("utf-8")


def _words() -> dict[str, Text]:
    return {"missing": _MISSING, "done": _DONE, "person": _PERSON, "failed": _FAILED}


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
