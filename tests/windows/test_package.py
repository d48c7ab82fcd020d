"""The package for Windows, built by its one command, unpacked into an empty Windows, and used."""

from __future__ import annotations

import ast
import io
import json
import re
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from PIL import Image

from tests.windows.libraries import asked_for
from tests.windows.wine import Windows, require_programs

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent.parent
MOST_BYTES = 110_000_000
SMALLER = 0.938
"""What libdeflate leaves of this ZIP where it tries hardest; measured: 108.9 of 116.1 MB."""

LONGEST_NAME = 130
"""With the folder of a user before it, a path must stay below the 260 letters of Explorer."""

NOT_IN_IT = {"geopandas", "pandas", "pyogrio", "rasterio", "resource", "mocgioi"}
"""What the program imports where it is there: the frames of Python, rasters of heights; Unix."""

OF_WINDOWS = {
    *("advapi32.dll", "bcrypt.dll", "bcryptprimitives.dll", "combase.dll", "crypt32.dll"),
    *("gdi32.dll", "iphlpapi.dll", "kernel32.dll", "normaliz.dll", "ntdll.dll", "ole32.dll"),
    *("oleaut32.dll", "psapi.dll", "rpcrt4.dll", "secur32.dll", "shell32.dll", "shlwapi.dll"),
    *("user32.dll", "userenv.dll", "version.dll", "wldap32.dll", "ws2_32.dll", "msvcrt.dll"),
    "concrt140.dll",  # asked for late, and by nothing that is called here
}


class Used(NamedTuple):
    """The package, unpacked in a Windows.

    Attributes:
        app: its folder. desk: a folder of the user's, with the demonstration's store.
    """

    windows: Windows
    package: Path
    installer: Path
    app: Path
    desk: Path

    def mocgioi(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the program in the user's folder."""
        return self.windows.run(self.app / "mocgioi.exe", *arguments, cwd=self.desk)


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory, built_demo: Path) -> Iterator[Used]:
    require_programs()
    folder = tmp_path_factory.mktemp("windows")
    windows = Windows(folder / "wine")
    try:
        out = folder / "out"
        subprocess.run([sys.executable, ROOT / ".ci/windows/build.py", out, "--quick"], check=True)
        user = windows.disk / "users/Nguyễn Văn Ánh"
        desk = user / "mốc giới"
        desk.mkdir(parents=True)
        shutil.copy(built_demo, desk / "langson.gpkg")
        (package,), (installer,) = out.glob("*.zip"), out.glob("*.exe")
        shutil.rmtree(out / "mocgioi")
        with zipfile.ZipFile(package) as archive:
            archive.extractall(user / "ổ đĩa USB")
        yield Used(windows, package, installer, user / "ổ đĩa USB/mocgioi", desk)
    finally:
        windows.close()


def on_linux(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mocgioi", *arguments],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_package_weighs_what_a_slow_line_carries(used: Used) -> None:
    assert used.package.stat().st_size * SMALLER <= MOST_BYTES


def test_no_name_is_too_long_for_explorer(used: Used) -> None:
    with zipfile.ZipFile(used.package) as archive:
        assert max(map(len, archive.namelist())) <= LONGEST_NAME


def test_every_library_finds_what_it_asks_for_in_the_package_or_in_any_windows(used: Used) -> None:
    libraries = [
        path for path in used.app.rglob("*") if path.suffix in (".dll", ".pyd", ".exe", ".so")
    ]
    there = {path.name.lower() for path in libraries} | OF_WINDOWS
    missing = {
        (path.name, asked)
        for path in libraries
        for asked in asked_for(path)
        if asked not in there and not asked.startswith("api-ms-win-")
    }
    assert len(libraries) > 100
    assert not missing


def test_python_is_the_one_that_its_foundation_signed(used: Used) -> None:
    own = [used.app / "python311.dll", *(used.app / "DLLs").glob("*.pyd")]
    assert len(own) > 10
    assert all(b"Python Software Foundation" in path.read_bytes() for path in own)


def test_every_part_has_its_licence(used: Used) -> None:
    folder = used.app / "licences"
    parts = {alike(path.stem) for path in (used.app / "Lib/site-packages").glob("*.dist-info")}
    texts = {alike(path.relative_to(folder).parts[0]) for path in folder.glob("*/**/*")}
    assert len(parts) > 20
    assert not parts - texts
    assert "cpython" in texts
    assert list(folder.glob("mocgioi-*/**/OFL.txt"))
    told = (folder / "README.txt").read_text(encoding="utf-8")
    assert told.count("\n") > len(parts)
    assert "tdewolff-minify" in told and "no text comes with it" in told
    libraries = (folder / "libraries.txt").read_text(encoding="utf-8").splitlines()
    site = used.app / "Lib/site-packages"
    brought = {path.relative_to(site).as_posix() for path in site.glob("*.libs/*.dll")}
    assert {line.partition(": ")[0] for line in libraries} == brought


def alike(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_everything_that_the_program_imports_is_in_it(used: Used) -> None:
    named = sorted(
        {
            name
            for name in imported_by(ROOT / "src/mocgioi")
            if name.partition(".")[0] not in NOT_IN_IT
        }
    )
    assert {"typst", "scipy.optimize", "psycopg", "fiona", "sqlite3"} <= set(named)
    done = used.windows.run(
        used.app / "python.exe", "-c", f"import {', '.join(named)}; print('all')", cwd=used.desk
    )
    assert done.stdout == "all\n", done.stderr


def imported_by(sources: Path) -> Iterator[str]:
    """Give the modules that are imported anywhere, for other ends than checking types."""
    for path in sources.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        unseen = {
            id(inner)
            for node in ast.walk(tree)
            if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
            for inner in ast.walk(node)
        }
        for node in ast.walk(tree):
            if id(node) in unseen:
                continue
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module


def test_figures_are_said_in_vietnamese_as_on_linux(used: Used) -> None:
    said = used.mocgioi("--store", "langson.gpkg", "status")
    assert (said.returncode, said.stderr) == (0, "")
    assert "toàn tỉnh có" in said.stdout
    assert said.stdout == on_linux(used.desk, "--store", "langson.gpkg", "status").stdout


WRITTEN = {
    **{"map.html": ("map",), "report.html": ("report",), "report.pdf": ("report",)},
    **{"report.xlsx": ("report",), "report.docx": ("report",)},
}
_EACH = """
import json, sys
from mocgioi.cli import main
sys.exit(max([main(json.loads(line)) for line in sys.stdin]))
"""


@pytest.fixture(scope="module")
def written(used: Used) -> tuple[Path, Path]:
    """What is written of a store on Windows and on Linux, in one process there and one here."""
    folders = used.desk / "windows", used.desk / "linux"
    for folder in folders:
        folder.mkdir()
    typed = "".join(
        json.dumps(["--store", "../langson.gpkg", *verb, "-o", name]) + "\n"
        for name, verb in WRITTEN.items()
    )
    windows, linux = folders
    done = used.windows.run(used.app / "python.exe", "-c", _EACH, cwd=windows, typed=typed)
    assert done.returncode == 0, done.stderr
    subprocess.run([sys.executable, "-c", _EACH], cwd=linux, input=typed.encode(), check=True)
    return folders


@pytest.mark.parametrize("name", ["map.html", "report.html", "report.pdf"])
def test_a_page_or_paper_is_the_same_to_the_byte_as_on_linux(
    written: tuple[Path, Path], name: str
) -> None:
    made, expected = ((folder / name).read_bytes() for folder in written)
    assert made == expected


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_a_file_of_office_holds_the_same_as_on_linux(written: tuple[Path, Path], form: str) -> None:
    made, expected = (folder / f"report.{form}" for folder in written)
    with zipfile.ZipFile(made) as one, zipfile.ZipFile(expected) as other:
        assert one.namelist() == other.namelist()
        assert [name for name in one.namelist() if content(one, name) != content(other, name)] == []


def content(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return a part; of a picture its points, since the wheels of Pillow deflate by other zlibs."""
    data = archive.read(name)
    return Image.open(io.BytesIO(data)).tobytes() if name.endswith(".png") else data


def test_the_solver_plans_as_on_linux(used: Used) -> None:
    asked = ("--store", "langson.gpkg", "plan", "--budget", "20 tỷ", "--format", "json")
    made, expected = used.mocgioi(*asked), on_linux(used.desk, *asked)
    assert made.returncode == expected.returncode == 0, made.stderr
    assert json.loads(made.stdout) == json.loads(expected.stdout)


def test_the_demonstration_is_built(used: Used) -> None:
    done = used.mocgioi("demo", "thử")
    assert done.returncode == 0, done.stderr
    assert {path.name for path in (used.desk / "thử").iterdir()} >= {"langson.gpkg", "map.html"}
    starter = (used.desk / "thử/ban-lam-viec.bat").read_text(encoding="utf-8")
    assert "ổ đĩa USB\\mocgioi\\python.exe" in starter


def test_an_exit_code_passes_through(used: Used) -> None:
    assert used.mocgioi("--store", "không có.gpkg", "status").returncode == 40


def test_the_weekly_routine_asks_for_a_folder_with_a_store(used: Used) -> None:
    empty = used.desk / "trống"
    empty.mkdir()
    done = used.windows.run(
        used.app / "python.exe",
        *("-m", "mocgioi_start", "update", "trống"),
        cwd=used.desk,
        typed="\n",
    )
    assert done.returncode == 0
    assert "chưa có kho số liệu" in done.stdout


def test_the_installer_needs_no_question_and_the_uninstaller_leaves_what_is_not_its_own(
    used: Used,
) -> None:
    windows = used.windows
    assert windows.run(used.installer, "/S", cwd=used.desk).returncode == 0
    (user,) = (path for path in (windows.disk / "users").iterdir() if (path / "AppData").is_dir())
    installed = user / "AppData/Local/Programs/mocgioi"
    menu = user / "AppData/Roaming/Microsoft/Windows/Start Menu/Programs/mocgioi"
    assert {path.stem for path in menu.iterdir()} >= {
        *("Bàn làm việc", "Cập nhật hằng tuần", "Cửa sổ lệnh", "Hướng dẫn", "Gỡ bỏ mocgioi"),
    }
    said = windows.run(installed / "mocgioi.exe", "--version", cwd=used.desk)
    assert said.stdout.startswith("mocgioi ")
    (installed / "của tôi.gpkg").write_bytes(b"")
    windows.run(installed / "uninstall.exe", "/S", cwd=used.desk)
    until = time.monotonic() + 120
    while (installed / "Lib").exists() or menu.exists() or (installed / "uninstall.exe").exists():
        assert time.monotonic() < until, list(installed.iterdir())
        time.sleep(0.2)
    assert [path.name for path in installed.iterdir()] == ["của tôi.gpkg"]
    assert (used.desk / "langson.gpkg").is_file()
