"""A Windows that Wine plays, empty but for what Wine 8 lacks; the package itself is not touched."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

NEEDED = ("wine", "makensis", "x86_64-w64-mingw32-gcc")

_HERE = Path(__file__).resolve().parent
_LONGEST_S = 900
_COMPILER = "x86_64-w64-mingw32-"
_COMPLEX = re.compile(
    r"c(?:abs|arg|imag|real|proj|pow|exp|log|log10|sqrt|a?(?:sin|cos|tan)h?)f?|conjf?"
)
_OURS = "mscoree,mshtml,winemenubuilder.exe=;ucrtbase=n"
"""No browser, no .NET, no entries in this desktop's menus; our ucrtbase before Wine's."""


def require_programs() -> None:
    """Skip the test where a program is missing that builds or runs the package; fail it in CI."""
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        reason = f"no {', '.join(missing)} on the PATH"
        if os.environ.get("CI") == "true":
            pytest.fail(f"{reason}, and this is CI")
        pytest.skip(reason)


class Windows:
    """A fresh Windows in a folder.

    Attributes:
        disk: its C:.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.disk = folder / "drive_c"
        self._environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "LC_ALL": "C.UTF-8",
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": _OURS.partition(";")[0],
            "WINEPREFIX": str(folder),
        }
        self._starting: subprocess.Popen[bytes] | None = subprocess.Popen(
            ["wine", "wineboot", "--init"],
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def run(
        self, program: Path | str, *arguments: str, cwd: Path, typed: str = ""
    ) -> subprocess.CompletedProcess[str]:
        """Run a program in a folder; what it prints is UTF-8."""
        self._ready()
        return subprocess.run(
            ["wine", str(program), *arguments],
            cwd=cwd,
            env=self._environment,
            input=typed,
            capture_output=True,
            encoding="utf-8",
            timeout=_LONGEST_S,
            check=False,
        )

    def close(self) -> None:
        """End whatever still runs in it."""
        self._ready()
        subprocess.run(["wineserver", "-k"], env=self._environment, check=False)

    def _ready(self) -> None:
        """Wait until it stands, and give it what Wine 8 lacks."""
        if self._starting is None:
            return
        self._starting.wait(_LONGEST_S)
        self._starting = None
        subprocess.run(["wineserver", "-w"], env=self._environment, check=True)
        system = self.disk / "windows/system32"
        subprocess.run(
            [
                *(f"{_COMPILER}gcc", "-shared", "-s", "-o", system / "bcryptprimitives.dll"),
                *(_HERE / "bcryptprimitives.c", "-ladvapi32"),
            ],
            check=True,
        )
        _complete_runtime(system)
        self._environment["WINEDLLOVERRIDES"] = _OURS


def _complete_runtime(system: Path) -> None:
    """Put a C runtime before Wine's that has numbers of two parts, which NumPy 2 asks for.

    They are MinGW's; all else is passed on to Wine's own, under another name.
    """
    runtime, passed_on = system / "ucrtbase.dll", "ucrtbase_wine"
    own = runtime.read_bytes()
    (system / f"{passed_on}.dll").write_bytes(own.replace(b"Wine builtin DLL", b" " * 16, 1))
    told = subprocess.run(
        [f"{_COMPILER}objdump", "-p", runtime], capture_output=True, encoding="utf-8", check=True
    ).stdout
    table = told.partition("[Ordinal/Name Pointer] Table")[2]
    names = re.findall(r"^\s*\[\s*\d+\] (\w+)$", table, re.MULTILINE)
    exports, empty = system / "ucrtbase.def", system / "ucrtbase.c"
    exports.write_text(
        "LIBRARY ucrtbase.dll\nEXPORTS\n"
        + "".join(
            f"{name}\n" if _COMPLEX.fullmatch(name) else f"{name} = {passed_on}.{name}\n"
            for name in names
        )
    )
    empty.touch()
    subprocess.run(
        [f"{_COMPILER}gcc", *("-shared", "-s", "-static-libgcc", "-o"), runtime, empty, exports],
        check=True,
    )
