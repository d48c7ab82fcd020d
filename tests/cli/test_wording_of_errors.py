"""What is said in Vietnamese has no ISO days, field names or words of the system in it."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

import pytest

from mocgioi.cli import main
from mocgioi.tracker import Tracker


@pytest.fixture
def run(demo: Tracker, monkeypatch: pytest.MonkeyPatch) -> Tracker:
    monkeypatch.setenv("MOCGIOI_STORE", str(demo.store.path))
    return demo


@pytest.mark.usefixtures("run")
@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["report", "--as-of", "2090-12-31"], "Ngày 31/12/2090 chưa tới"),
        (["set", "1116", "--road", "built", "--on", "2090-01-01"], "phải từ 01/01/2000 đến"),
        (["survey", "check", "--hold-m", "-5", "x.csv"], "--hold-m -5: phải là số mét"),
        (["survey", "check", "--hold-m", "1e99", "x.csv"], "từ 0 đến 100000"),
        (["survey", "check", "--earliest", "2090-01-01", "x.csv"], "--earliest 01/01/2090 chưa"),
    ],
)
def test_what_is_out_of_range_is_said_as_it_is_typed_and_read(
    command: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(command) == 2
    assert said in (printed := capsys.readouterr().err)
    assert "-01" not in printed
    assert "held_m" not in printed


@pytest.mark.usefixtures("run")
@pytest.mark.parametrize(
    "command",
    [["report", "-o", "{}/none/r.html", "--format", "html"], ["backup", "{}/none/copy.gpkg"]],
)
def test_what_the_system_refuses_is_said_in_vietnamese(
    tmp_path: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([word.format(tmp_path) for word in command]) == 50
    printed = capsys.readouterr().err
    assert not any(words in printed for words in ("No such", "unable", "directory"))


def test_what_was_entered_directly_is_never_called_set(
    run: Tracker, capsys: pytest.CaptureFixture[str]
) -> None:
    markers = run.frame("markers")
    number = str(markers[markers["road_status"] == "none"].iloc[0]["number"])
    assert main(["set", number, "--need", "yes", "--road", "built", "--on", "2026-11-02"]) == 0
    assert capsys.readouterr().out.startswith("ghi trực tiếp: đọc 1")
    assert main(["report", "--explain", "road_built"]) == 0
    explained = capsys.readouterr().out
    assert "set" not in explained.split()
    assert "ghi trực tiếp" in explained


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_command_that_cannot_concern_the_store_named_does_not_name_it(
    lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    foreign = tmp_path / "roads.gpkg"
    with contextlib.closing(sqlite3.connect(foreign)) as connection:
        connection.execute("CREATE TABLE roads (name TEXT)")
    assert main(["status", "--store", str(foreign), "--lang", lang]) == 40
    assert "mocgioi survey apply" in capsys.readouterr().err
    absent = tmp_path / "absent.gpkg"
    assert main(["status", "--store", str(absent), "--lang", lang]) == 40
    printed = capsys.readouterr().err
    assert f"mocgioi --store {absent} init" in printed
    assert "mocgioi demo" in printed


def test_a_folder_is_said_to_be_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "--store", str(tmp_path), "--lang", "en"]) == 40
    assert "is a folder" in capsys.readouterr().err


def test_a_message_without_a_table_says_how_to_bring_what_it_says(
    demo: Tracker, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "tin.txt").write_text("Mốc 1116 bình thường, đã tới nơi.", encoding="utf-8")
    assert main(["--store", str(demo.store.path), "survey", "apply", str(tmp_path / "tin.txt")])
    told = capsys.readouterr().err
    assert f"mocgioi --store {demo.store.path} survey form -o phieu.xlsx)." in told


def test_a_table_without_a_day_says_where_to_write_one(
    demo: Tracker, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.csv").write_text("Số hiệu mốc,Tình trạng đường\n1116,có\n", encoding="utf-8")
    assert main(["--store", str(demo.store.path), "survey", "apply", str(tmp_path / "a.csv")])
    assert "hoặc ghi trên bảng một dòng «Kiểm tra ngày»" in capsys.readouterr().err
