"""What somebody types first: nothing, the version, help, completion."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from mocgioi.cli import console, main
from mocgioi.cli.completing import SCRIPTS
from mocgioi.cli.topics import EXIT_CODES
from mocgioi.documents.schemas import DOCUMENTS
from mocgioi.domain.counting import GROUPINGS
from mocgioi.errors import MocgioiError
from mocgioi.outputs.manual import names
from mocgioi.outputs.report.extent import SECTIONS
from mocgioi.tracker import Tracker
from mocgioi.version import VERSION
from mocgioi.words.findings import CATALOGUE


def test_the_program_alone_says_what_it_is_and_three_commands_to_try(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("Theo dõi mốc giới")
    assert sum(line.startswith("  mocgioi ") for line in printed.splitlines()) == 3


def test_it_does_so_in_english_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en"]) == 0
    assert capsys.readouterr().out.startswith("Track border markers")


def test_the_version_is_printed_by_the_package_run_as_a_program() -> None:
    command = [sys.executable, "-m", "mocgioi", "--version"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert printed == f"mocgioi {VERSION}\n"


@pytest.mark.parametrize("name", ["map", "status", "help"])
def test_a_store_may_be_called_like_a_command(
    name: str, demo: Tracker, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(demo.store.path.parent)
    shutil.copy(demo.store.path, name)
    assert main(["--store", name, "status", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["schema"] == "mocgioi.status/1"


def test_a_note_that_speaks_of_an_option_does_not_change_the_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = str(tmp_path / "none.gpkg")
    assert main(["--store", store, "set", "1116", "--note", "x --lang en"]) == 40
    assert "Không có kho số liệu" in capsys.readouterr().err


@pytest.mark.parametrize("shell", SCRIPTS)
def test_a_completion_script_is_printed_for_each_shell(
    shell: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["completion", shell]) == 0
    assert "conflicts" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (["con"], {"conflicts"}),
        (["survey", "un"], {"undo"}),
        (["--store", "map", "stat"], {"status"}),
        (
            ["report", "--by", ""],
            set(GROUPINGS),
        ),
        (["report", "--as"], {"--as-of"}),
        (["survey", "apply", "--hold"], {"--hold-m"}),
        (["import", "ma"], {"markers"}),
        (["import", "markers", "ma"], set()),
        (["report", "-o", "re"], set()),
    ],
)
def test_bash_completes(
    typed: list[str], offered: set[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("there is no bash")
    main(["completion", "bash"])
    script = tmp_path / "mocgioi.bash"
    script.write_text(capsys.readouterr().out, encoding="utf-8")
    ask = 'COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _mocgioi; echo "${COMPREPLY[*]}"'
    command = [bash, "-c", f'. "{script}"; {ask}', "bash", "mocgioi", *typed]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert set(done.stdout.split()) == offered


def all_errors(kind: type[MocgioiError] = MocgioiError) -> set[int]:
    own = {kind.exit_code} if kind is not MocgioiError else set()
    return own.union(*map(all_errors, kind.__subclasses__()))


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_help_lists_the_pages_of_the_manual(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", lang, "help"]) == 0
    printed = capsys.readouterr().out
    assert all(f"\n{name} " in f"\n{printed}" for name in names())
    assert "mocgioi help manual" in printed


def test_every_exit_code_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert all_errors() <= EXIT_CODES.keys()
    assert main(["help", "exit-codes", "--format", "json"]) == 0
    listed = json.loads(capsys.readouterr().out)["exit_codes"]
    assert [entry["code"] for entry in listed] == list(EXIT_CODES)


def test_the_schema_of_every_document_is_where_help_says(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["help", "json", "--format", "json"]) == 0
    listed = json.loads(capsys.readouterr().out)["schemas"]
    assert {entry["name"] for entry in listed} == set(DOCUMENTS)
    for entry in listed:
        schema = json.loads(Path(entry["path"]).read_text(encoding="utf-8"))
        assert schema["$schema"].startswith("https://json-schema.org/")
    assert main(["help", "json"]) == 0
    printed = capsys.readouterr().out
    assert all(Path(entry["path"]).name in printed for entry in listed)


def test_a_topic_that_is_none_is_answered_with_those_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        main(["help", "nonsense"])
    assert "exit-codes" in capsys.readouterr().err


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_code_is_explained(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", lang, "help", "codes"]) == 0
    printed = capsys.readouterr().out
    assert all(f"{code} (" in printed for code in CATALOGUE)
    assert "{hint}" not in printed
    assert main(["help", "codes", "--format", "json"]) == 0
    listed = json.loads(capsys.readouterr().out)["codes"]
    assert [entry["code"] for entry in listed] == list(CATALOGUE)


def test_help_lists_the_sections_that_a_report_may_be_cut_to(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["help", "sections"]) == 0
    assert " ".join(SECTIONS) in " ".join(capsys.readouterr().out.split())
    assert main(["help", "sections", "--format", "json"]) == 0
    assert tuple(json.loads(capsys.readouterr().out)["sections"]) == SECTIONS


def test_a_page_of_the_manual_may_be_asked_for_by_its_file(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["help", "post"]) == main(["help", "40-post"]) == 0
    printed = capsys.readouterr().out
    assert printed == 2 * printed[: len(printed) // 2]


def test_a_page_is_the_same_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help", "qgis", "--format", "json"]) == 0
    sections = json.loads(capsys.readouterr().out)["sections"]
    assert main(["help", "qgis"]) == 0
    printed = " ".join(capsys.readouterr().out.split())
    assert all(section["title"].upper() in printed for section in sections)
    assert all(point in printed for point in sections[1]["points"])


def test_the_whole_manual_is_written_where_it_is_asked_for(tmp_path: Path) -> None:
    page = tmp_path / "so-tay.html"
    assert main(["help", "manual", "-o", str(page)]) == 0
    assert page.read_text(encoding="utf-8").startswith('<!DOCTYPE html>\n<html lang="vi">')


@pytest.mark.parametrize(
    "asked", [["qgis", "-o", "x.html"], ["qgis", "--open"], ["manual", "--format", "json"]]
)
def test_what_is_no_file_is_refused(asked: list[str], tmp_path: Path) -> None:
    assert main(["help", *asked]) == 2


def test_without_a_file_the_manual_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(console, "show", opened.append)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert main(["--lang", "en", "help", "manual"]) == 0
    (page,) = opened
    assert page.is_relative_to(tmp_path)
    assert page.read_text(encoding="utf-8").startswith('<!DOCTYPE html>\n<html lang="en">')
