"""A command that is printed works as printed, with the store it was called with."""

from __future__ import annotations

import shlex
from argparse import Namespace
from pathlib import Path

import pytest

from mocgioi.cli import console, main
from mocgioi.cli.options import DEFAULT_STORE
from mocgioi.errors import Hint
from mocgioi.tracker import Tracker


def test_a_hint_names_the_store_it_was_called_with(
    demo: Tracker, capsys: pytest.CaptureFixture[str]
) -> None:
    store = str(demo.store.path)
    assert main(["--store", store, "conflicts", "show", "zzz"]) == 2
    command = capsys.readouterr().err.partition("Xem: ")[2].strip().rstrip(".")
    assert command == f"mocgioi --store {store} conflicts list"
    assert main(shlex.split(command)[1:]) == 1


def test_a_hint_names_no_store_that_is_meant_anyway(
    demo: Tracker, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MOCGIOI_STORE", str(demo.store.path))
    assert main(["conflicts", "show", "zzz"]) == 2
    assert "Xem: mocgioi conflicts list." in capsys.readouterr().err


@pytest.mark.skipif("os.name == 'nt'")
def test_a_store_with_a_blank_in_its_name_is_quoted() -> None:
    spell = console.speller(Namespace(store="số liệu.gpkg"))
    assert spell(Hint("survey list")) == "mocgioi --store 'số liệu.gpkg' survey list"


def test_a_hint_that_names_a_store_keeps_its_own() -> None:
    spell = console.speller(Namespace(store=f"other-{DEFAULT_STORE}"))
    assert spell(Hint("init", ("--store", "x.gpkg"))) == "mocgioi init --store x.gpkg"


def test_what_waits_is_told_with_the_command_that_lists_it(
    demo: Tracker, capsys: pytest.CaptureFixture[str]
) -> None:
    store = str(demo.store.path)
    for condition in ("intact", "missing"):
        main(["--store", store, "set", "1116", "--condition", condition, "--on", "2026-11-02"])
    assert f"mocgioi --store {store} conflicts list" in capsys.readouterr().err


def test_a_folder_with_no_survey_is_told_how_to_name_its_columns(
    demo: Tracker, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "week").mkdir()
    (tmp_path / "week" / "x.csv").write_text(
        "Tên sách,Tác giả\nSố đỏ,Vũ Trọng Phụng\nTắt đèn,Ngô Tất Tố\n", encoding="utf-8"
    )
    main(["--store", str(demo.store.path), "update", str(tmp_path / "week")])
    command = f"mocgioi --store {demo.store.path} survey apply FILE --column number='…'"
    assert command in capsys.readouterr().err
