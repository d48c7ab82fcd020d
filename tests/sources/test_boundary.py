"""Whatever is raised at a file is a sentence, and its cause can be found."""

from __future__ import annotations

import errno
import zipfile
from pathlib import Path

import pytest

from mocgioi import sources
from mocgioi.cli import main
from mocgioi.errors import CannotWrite, UnreadableInput
from mocgioi.sources import answering_for, reading
from tests.sources import facts


@pytest.mark.parametrize(
    "raised", [KeyError("x"), MemoryError(), RecursionError(), ZeroDivisionError(), TypeError("y")]
)
def test_what_a_library_raises_refuses_the_file_with_its_cause(raised: Exception) -> None:
    with pytest.raises(UnreadableInput) as caught, answering_for("phieu.xlsx"):
        raise raised
    (finding,) = caught.value.findings
    assert (finding.code, caught.value.exit_code) == ("file-damaged", 20)
    assert "phieu.xlsx" in caught.value.text.vi and "-v" in caught.value.text.vi
    assert caught.value.__cause__ is raised


@pytest.mark.parametrize(
    "raised", [zipfile.BadZipFile("x"), EOFError(), OSError(errno.EINVAL, "x"), SyntaxError("xml")]
)
def test_bytes_that_are_cut_off_are_told_as_damage_and_not_as_a_riddle(raised: Exception) -> None:
    with pytest.raises(UnreadableInput) as caught, answering_for("phieu.xlsx"):
        raise raised
    assert "damaged or cut off" in caught.value.text.en
    assert "-v" not in caught.value.text.en


@pytest.mark.parametrize("raised", [OSError(errno.ENOSPC, "full"), CannotWrite("a", "b")])
def test_a_full_disk_and_an_error_of_ours_are_not_laid_at_the_files_door(
    raised: Exception,
) -> None:
    with pytest.raises(type(raised)) as caught, answering_for("phieu.xlsx"):
        raise raised
    assert caught.value is raised


def test_a_fault_of_a_reader_is_shown_when_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("a fault of ours")

    monkeypatch.setattr(reading, "_read_as", broken)
    store = tmp_path / "a.gpkg"
    main(["--store", str(store), "-q", "init"])
    path = facts.write_csv(tmp_path)
    apply = ["--store", str(store), "survey", "apply", str(path)]
    assert main(apply) == 20
    assert "a fault of ours" not in capsys.readouterr().err
    assert main(["-v", *apply]) == 20
    assert "a fault of ours" in capsys.readouterr().err


def test_a_fault_at_the_rows_of_a_file_is_a_sentence_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mocgioi import intake, tracker

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(intake, "take_survey", broken, raising=False)
    store = tracker.create(tmp_path / "a.gpkg")
    with pytest.raises(UnreadableInput):
        store.surveys.apply(facts.write_csv(tmp_path))


def test_every_kind_is_read_behind_it(tmp_path: Path) -> None:
    for ending in ("xlsx", "kmz", "ods", "docx", "zip"):
        path = tmp_path / f"a.{ending}"
        path.write_bytes(b"PK\x03\x04" + b"\xff" * 200)
        with pytest.raises(UnreadableInput):
            sources.read(path)
