from __future__ import annotations

import configparser
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from mocgioi.outputs.starters import (
    DESK,
    STARTERS,
    UPDATE,
    Starter,
    linux_icon,
    linux_starter,
    windows_starter,
)

posix = pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
STORE = "langson.gpkg"
PACKAGE = Path(__file__).resolve().parents[2] / ".ci" / "windows" / "top"
"""What lies on top in the package for Windows."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of an awkward name with the starters in it."""
    there = tmp_path / "đồn 'Pò Mã' $HOME & (1)"
    there.mkdir()
    (there / UPDATE.linux_file).write_bytes(linux_starter(UPDATE, store=STORE))
    (there / UPDATE.icon_file).write_bytes(linux_icon(UPDATE))
    return there


def run(
    command: list[str], tmp_path: Path, result: int, *, named: str = "mocgioi", answers: int = 0
) -> subprocess.CompletedProcess[str]:
    """Run a command where the one program there is notes its arguments and ends with `result`.

    Args:
        named: what the program is called; answers: how it ends when asked for its version.
    """
    programs = tmp_path / "programs"
    programs.mkdir()
    program = programs / named
    note = shlex.quote(str(tmp_path / "arguments"))
    program.write_text(
        f'#!/bin/sh\ncase "$*" in *--version) exit {answers};; esac\n'
        f"printf '%s\\n' \"$@\" >{note}\nexit {result}\n"
    )
    program.chmod(0o755)
    for needed in ("sh", "dirname", "cat"):
        (programs / needed).symlink_to(str(shutil.which(needed)))
    return subprocess.run(
        command,
        env={"PATH": str(programs), "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd="/",
    )


def arguments(tmp_path: Path) -> list[str]:
    return (tmp_path / "arguments").read_text(encoding="utf-8").splitlines()


def expected(folder: Path) -> list[str]:
    return ["--store", f"{folder}/langson.gpkg", "--lang", "vi", "update", str(folder), "--open"]


@posix
def test_the_linux_starter_updates_the_folder_it_lies_in(folder: Path, tmp_path: Path) -> None:
    done = run(["sh", str(folder / UPDATE.linux_file)], tmp_path, 0)
    assert (arguments(tmp_path), done.returncode) == (expected(folder), 0)
    assert done.stdout == "Xong.\n"


@posix
@pytest.mark.parametrize("result", [1, 41])
def test_the_linux_starter_ends_as_the_program_does(
    folder: Path, tmp_path: Path, result: int
) -> None:
    done = run(["sh", str(folder / UPDATE.linux_file)], tmp_path, result)
    assert done.returncode == result
    assert ("cần người xem xét" in done.stdout) == (result == 1)
    assert ("Có việc không xong" in done.stdout) == (result == 41)


@posix
def test_a_python_without_the_program_is_not_taken_for_done(folder: Path, tmp_path: Path) -> None:
    done = run(["sh", str(folder / UPDATE.linux_file)], tmp_path, 0, named="python3", answers=1)
    assert (done.returncode, "CHƯA CẬP NHẬT" in done.stdout) == (127, True)
    assert ".venv/bin/pip install CHƯƠNG_TRÌNH" in done.stdout
    assert not (tmp_path / "arguments").exists()


@pytest.mark.parametrize("make", [linux_starter, windows_starter])
@pytest.mark.parametrize("starter", STARTERS)
def test_what_is_said_to_install_is_true_of_what_was_not_published(
    make: Callable[..., bytes], starter: Starter
) -> None:
    said = make(starter, store=STORE).decode()
    assert "pip install mocgioi" not in said
    assert "CHƯƠNG_TRÌNH là thư mục hoặc tệp .whl của mocgioi được giao." in said


@pytest.mark.parametrize("starter", STARTERS)
def test_on_windows_the_zip_needs_no_installing(starter: Starter) -> None:
    said = windows_starter(starter, store=STORE).decode()
    assert f"thả lên tệp {starter.name}.cmd trong gói" in said
    assert (PACKAGE / f"{starter.name}.cmd").is_file()


@posix
def test_on_another_computer_the_program_there_is_found(folder: Path, tmp_path: Path) -> None:
    starter = linux_starter(UPDATE, store=STORE, python="/no/such/python")
    (folder / UPDATE.linux_file).write_bytes(starter)
    done = run(["sh", str(folder / UPDATE.linux_file)], tmp_path, 0, named="python3")
    assert (arguments(tmp_path), done.returncode) == (["-m", "mocgioi", *expected(folder)], 0)


@posix
def test_an_environment_beside_the_folder_is_found(folder: Path, tmp_path: Path) -> None:
    beside = folder / ".venv" / "bin"
    beside.mkdir(parents=True)
    done = run(["sh", str(folder / UPDATE.linux_file)], tmp_path, 1, named="elsewhere")
    assert done.returncode == 127
    (tmp_path / "programs" / "elsewhere").rename(beside / "python")
    shutil.rmtree(tmp_path / "programs")
    assert (
        run(["sh", str(folder / UPDATE.linux_file)], tmp_path, 0, named="mocgioi-2").returncode == 1
    )


def test_the_windows_starter_asks_each_program_for_its_version_before_it_is_taken() -> None:
    lines = windows_starter(UPDATE, store=STORE, python="C:\\P\\python.exe").decode().splitlines()
    asked = [line for line in lines if "--version" in line]
    assert len(asked) == 6
    for line in asked:
        command = line.removeprefix("if not defined MOCGIOI ").partition(" --version")[0]
        after = lines[lines.index(line) + 1]
        assert after == f"if not defined MOCGIOI if %ERRORLEVEL% EQU 0 set MOCGIOI={command}"
    assert lines.index(asked[-1]) < next(i for i, line in enumerate(lines) if "update" in line)


@pytest.mark.parametrize("writer", [windows_starter, linux_starter])
def test_no_starter_opens_a_page_by_itself(writer: Callable[..., bytes]) -> None:
    assert b"html" not in writer(UPDATE, store=STORE)


@posix
@pytest.mark.parametrize("scheme", ["", "file://"])
def test_the_icon_runs_the_starter_beside_it(folder: Path, tmp_path: Path, scheme: str) -> None:
    entry = configparser.RawConfigParser(strict=True)
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read_string(linux_icon(UPDATE).decode("utf-8"))
    command = entry["Desktop Entry"]["Exec"].replace("\\\\", "\\")
    there = shlex.quote(f"{scheme}{folder / UPDATE.icon_file}")
    done = run(["sh", "-c", command.replace("%k", there)], tmp_path, 0)
    assert (arguments(tmp_path), done.returncode) == (expected(folder), 0)


def test_the_windows_starter_updates_the_folder_it_lies_in() -> None:
    lines = windows_starter(UPDATE, store=STORE).decode("utf-8").split("\r\n")
    assert lines[:2] == ["@echo off", "chcp 65001 >nul"]
    update = '%MOCGIOI% --store "%~dp0langson.gpkg" --lang vi update "%~dp0." --open'
    assert f"if defined MOCGIOI {update}" in lines
    assert "pause" in lines


def test_the_windows_starter_has_windows_line_ends_and_no_byte_order_mark() -> None:
    content = windows_starter(UPDATE, store=STORE)
    assert content.startswith(b"@echo off\r\n")
    assert content.count(b"\n") == content.count(b"\r\n")


def test_a_per_cent_sign_in_a_name_is_no_variable() -> None:
    said = windows_starter(UPDATE, store="100%PATH%.gpkg").decode("utf-8")
    assert '"%~dp0100%%PATH%%.gpkg"' in said


@posix
def test_a_quote_in_a_name_does_not_end_the_word(folder: Path, tmp_path: Path) -> None:
    name = "it's $(touch x).gpkg"
    (folder / UPDATE.linux_file).write_bytes(linux_starter(UPDATE, store=name))
    run(["sh", str(folder / UPDATE.linux_file)], tmp_path, 0)
    assert arguments(tmp_path)[1] == f"{folder}/{name}"


@pytest.mark.parametrize("name", ["", "..", "a/b", "a\\b", 'a"b', "a\nb", "C:x"])
@pytest.mark.parametrize("writer", [windows_starter, linux_starter])
def test_what_is_no_file_name_is_refused(name: str, writer: type) -> None:
    with pytest.raises(ValueError, match="not the name of a file"):
        writer(UPDATE, store=name)


def test_names_of_the_starters_are_plain_letters() -> None:
    for starter in STARTERS:
        names = (starter.windows_file, starter.linux_file, starter.icon_file)
        assert all(name.isascii() for name in names)


@posix
def test_the_starter_of_the_desk_opens_it_on_the_store_beside_it_and_says_no_more(
    folder: Path, tmp_path: Path
) -> None:
    (folder / DESK.linux_file).write_bytes(linux_starter(DESK, store=STORE))
    done = run(["sh", str(folder / DESK.linux_file)], tmp_path, 0)
    assert arguments(tmp_path) == ["--store", f"{folder}/langson.gpkg", "--lang", "vi", "desk"]
    assert (done.returncode, done.stdout) == (0, "")


@posix
def test_the_starter_of_the_desk_says_where_to_look_when_it_could_not_be_opened(
    folder: Path, tmp_path: Path
) -> None:
    (folder / DESK.linux_file).write_bytes(linux_starter(DESK, store=STORE))
    done = run(["sh", str(folder / DESK.linux_file)], tmp_path, 50)
    assert (done.returncode, "chưa mở được" in done.stdout) == (50, True)


def test_the_window_of_the_desk_closes_by_itself_when_all_went_well() -> None:
    lines = windows_starter(DESK, store=STORE).decode("utf-8").split("\r\n")
    assert "if not %RESULT% EQU 0 pause" in lines and "pause" not in lines
    command = '%MOCGIOI% --store "%~dp0langson.gpkg" --lang vi desk'
    assert f"if defined MOCGIOI {command}" in lines


def test_what_was_not_done_is_said_where_the_program_is_missing() -> None:
    said = windows_starter(DESK, store=STORE).decode("utf-8")
    assert "CHƯA MỞ ĐƯỢC bàn làm việc" in said and "CHƯA CẬP NHẬT" not in said


ADDRESS = "postgresql://so_ngoai_vu@may-chu/langson?schema=l_1&sslmode=require"


def test_the_windows_starter_opens_an_address_as_it_is() -> None:
    said = windows_starter(DESK, store=f"{ADDRESS}&x=%41").decode("utf-8")
    assert f'--store "{ADDRESS}&x=%%41" --lang' in said


@posix
def test_the_linux_starter_opens_an_address_in_its_own_folder(folder: Path, tmp_path: Path) -> None:
    (folder / DESK.linux_file).write_bytes(linux_starter(DESK, store=f"{ADDRESS}'$HOME"))
    program = "#!/bin/sh\nprintf '%s\\n' \"$PWD\"\n"
    beside = folder / ".venv" / "bin"
    beside.mkdir(parents=True)
    (beside / "python").write_text(f'{program}printf "%s\\n" "$@"\n')
    (beside / "python").chmod(0o755)
    done = run(["sh", str(folder / DESK.linux_file)], tmp_path, 0, named="elsewhere")
    said = done.stdout.splitlines()
    assert said[0] == str(folder)
    assert said[1:] == ["-m", "mocgioi", "--store", f"{ADDRESS}'$HOME", "--lang", "vi", "desk"]


@pytest.mark.parametrize("writer", [windows_starter, linux_starter])
def test_no_starter_holds_an_address_that_ends_its_quotes(writer: Callable[..., bytes]) -> None:
    with pytest.raises(ValueError, match="not an address"):
        writer(DESK, store="postgresql://h/l\n& del *")
    assert b'"& del' not in writer(DESK, store='postgresql://h/l"& del')
