"""What somebody types first: nothing, the version, help, completion."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mocgioi.cli import main
from mocgioi.cli.commands import COMMANDS
from mocgioi.cli.completing import SCRIPTS
from mocgioi.cli.desk_guide import GUIDE as DESK_GUIDE
from mocgioi.cli.guides import Section
from mocgioi.cli.qgis_guide import GUIDE
from mocgioi.cli.server_guide import GUIDE as SERVER_GUIDE
from mocgioi.cli.topics import EXIT_CODES
from mocgioi.documents.schemas import DOCUMENTS
from mocgioi.domain.counting import GROUPINGS
from mocgioi.errors import MocgioiError
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


def test_help_lists_its_topics(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help"]) == 0
    assert "exit-codes" in capsys.readouterr().out


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
    assert all(entry["path"] in capsys.readouterr().out for entry in listed[:1])


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
    assert tuple(capsys.readouterr().out.split()) == SECTIONS


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_guide_to_qgis_names_commands_that_there_are(
    lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--lang", lang, "help", "qgis"]) == 0
    printed = " ".join(capsys.readouterr().out.split())
    named = set(re.findall(r"mocgioi ([a-z]+)(?!\w)", printed))
    spoken = {"waits", "in"}
    assert named - spoken <= set(COMMANDS)
    assert {"qgis", "import", "conflicts", "survey", "backup", "merge", "kit"} <= named


@pytest.mark.parametrize(
    ("topic", "guide"), [("qgis", GUIDE), ("desk", DESK_GUIDE), ("server", SERVER_GUIDE)]
)
def test_a_guide_is_the_same_for_programs(
    topic: str, guide: tuple[Section, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["help", topic, "--format", "json"]) == 0
    sections = json.loads(capsys.readouterr().out)["sections"]
    assert [section["title"] for section in sections] == [s.title.vi for s in guide]
    assert main(["--lang", "en", "help", topic]) == 0
    assert guide[0].title.en.upper() in capsys.readouterr().out
