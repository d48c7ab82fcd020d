"""What a start of the program costs, counted and not timed: modules, statements, markers folded.

`python -m tests.bench` times it. A module that has to be loaded is added to the lists here, and is
then paid for by each `mocgioi status`.
"""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import mocgioi
from mocgioi.analysis.figures.coverage import counted
from mocgioi.analysis.figures.coverage_facts import Alike
from mocgioi.cli import main
from mocgioi.store import geopackage, kept
from mocgioi.store.triggers import triggers
from mocgioi.tracker import answers, glancing
from mocgioi.tracker.moments import today

if TYPE_CHECKING:
    from mocgioi.documents.coverage import Counted

HELP = """
cli cli.commands cli.console cli.forms cli.options cli.parser cli.sentences errors records typed
version
"""

KEPT = f"""{HELP}
domain domain.days patterns
store store.commits store.explaining store.geopackage store.guarding store.handle store.kept
store.opening store.upgrades store.versions
tracker tracker.answers tracker.moments tracker.parts
words words.extras
"""
"""Of an answer that the store keeps, but for the command itself."""

STATUS = f"""{KEPT}
cli.commands.status
domain domain.alarm_text domain.alarm_words domain.alarms domain.aspects domain.cases
domain.counting domain.courses domain.days domain.decision domain.line domain.marker
domain.observation domain.places domain.position domain.register domain.subjects domain.vocabulary
patterns words words.amounts words.extras words.of_batches words.of_law
store store.cases store.commits store.events store.explaining store.geometry store.geopackage
store.glance store.guarding store.handle store.homes store.kits store.opening store.reading
store.results store.upgrades store.versions
analysis analysis.figures analysis.figures.cases analysis.figures.coverage
analysis.figures.coverage_facts analysis.figures.evidence analysis.figures.groups
analysis.figures.published
outputs outputs.alarms outputs.quantities outputs.report outputs.report.as_text
outputs.report.citing outputs.report.extent outputs.report.gaps outputs.report.overall
outputs.report.page outputs.report.parts outputs.wording
outputs.wording_letter outputs.wording_measures outputs.wording_periods outputs.wording_sections
tracker.alarming tracker.glancing
"""

REPORT = f"""{STATUS.replace("cli.commands.status", "cli.commands.report")}
outputs.report.left outputs.report.sections outputs.report.tables outputs.report.tasks
tracker.counting
"""

NOT_NEEDED = (
    *("asyncio", "atexit", "concurrent", "csv", "dataclasses", "decimal", "email", "fractions"),
    *("hashlib", "html", "inspect", "ipaddress", "locale", "logging", "pathlib", "shutil"),
    *("statistics", "string", "subprocess", "tempfile", "threading", "typing", "urllib", "uuid"),
    "zipfile",
)
"""Modules of Python of which each costs a part of a bare start that can be felt."""

COMMANDS = [
    (("--help",), HELP),
    (("--lang", "en", "--help"), HELP),
    (("status",), f"{KEPT} cli.commands.status"),
    (("--lang", "en", "status"), f"{KEPT} cli.commands.status"),
    (("report",), f"{KEPT} cli.commands.report domain.counting domain.places domain.vocabulary"),
]
ANEW = [(("status",), STATUS), (("--lang", "en", "status"), STATUS), (("report",), REPORT)]


@pytest.fixture(scope="module")
def unkept(built_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration's store as after a change: without the answers that it keeps."""
    path = tmp_path_factory.mktemp("unkept") / built_demo.name
    shutil.copy(built_demo, path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DELETE FROM settings WHERE name GLOB ?", (f"{kept.ANSWERS}*",))
    return path


def loaded(store: Path, arguments: Sequence[str]) -> set[str]:
    """Return what a command loads beside what any program has that prints its help."""
    code = (
        "import sys, sqlite3, json, argparse; argparse.ArgumentParser().format_help()\n"
        "at_first = set(sys.modules); from mocgioi.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "print(*(set(sys.modules) - at_first), file=sys.stderr)"
    )
    command = (sys.executable, "-I", "-c", code, "--store", str(store), *arguments)
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    return set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize(("arguments", "agreed"), COMMANDS)
def test_a_start_loads_these_modules_and_no_other(
    arguments: Sequence[str], agreed: str, built_demo: Path
) -> None:
    modules = loaded(built_demo, arguments)
    own = {name for name in modules if name.startswith("mocgioi.")}
    assert own <= {f"mocgioi.{name}" for name in agreed.split()}
    assert modules.isdisjoint(NOT_NEEDED)


@pytest.mark.parametrize(("arguments", "agreed"), ANEW)
def test_an_answer_that_is_made_anew_loads_these_modules_and_no_other(
    arguments: Sequence[str], agreed: str, unkept: Path
) -> None:
    modules = loaded(unkept, arguments)
    own = {name for name in modules if name.startswith("mocgioi.")}
    assert own <= {f"mocgioi.{name}" for name in agreed.split()}
    assert modules.isdisjoint(NOT_NEEDED)


def test_an_answer_is_made_by_the_files_that_it_is_kept_of() -> None:
    root = Path(mocgioi.__file__).parent
    makes = {f"mocgioi.{name}" for name in REPORT.split() if not name.startswith("cli")}
    for name in sorted(makes):
        file = import_module(name).__file__
        assert file and str(Path(file).parent.relative_to(root)).replace(".", "") in answers.ROOMS


def asked_of(store: Path, command: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the statements by which a command asks a store."""
    asked: list[str] = []
    connect = sqlite3.connect

    def connected(*args: Any, **options: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*args, **options)
        connection.set_trace_callback(asked.append)
        return connection

    monkeypatch.setattr(sqlite3, "connect", connected)
    assert main(["--store", str(store), command]) == 0
    return asked


@pytest.mark.parametrize("command", ["status", "report"])
def test_a_start_asks_the_store_no_more_than_this(
    command: str, built_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert 0 < len(asked_of(built_demo, command, monkeypatch)) <= 8


@pytest.mark.parametrize(("command", "most"), [("status", 45), ("report", 50)])
def test_an_answer_that_is_made_anew_asks_the_store_no_more_than_this(
    command: str, most: int, unkept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert 0 < len(asked_of(unkept, command, monkeypatch)) <= most


def test_each_opening_of_a_store_has_no_more_triggers_to_read_than_this() -> None:
    made = triggers()
    assert len(made) <= 302
    assert sum(map(len, made.values())) <= 144_000


@pytest.mark.parametrize(("by", "most"), [((), 60), (("commune",), 120)])
def test_markers_that_are_alike_are_counted_together(
    by: Sequence[str], most: int, built_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    met: list[Alike] = []

    def watched(members: Sequence[Alike], *args: Any, **options: Any) -> Counted:
        met.extend(members)
        return counted(members, *args, **options)

    monkeypatch.setattr("mocgioi.tracker.glancing.counted", watched)
    with geopackage.connect(built_demo) as connection:
        document = glancing.counted_today(connection, as_of=today(), by=by)
    assert document is not None and document["totals"]["markers"] == 474
    assert sum(len(alike.numbers) for alike in met) == 474 and len(met) <= most


def test_a_start_ends_with_what_it_printed_and_its_code(built_demo: Path) -> None:
    def run(store: Path | str, command: str) -> subprocess.CompletedProcess[bytes]:
        line = (sys.executable, "-m", "mocgioi", "--store", str(store), command)
        return subprocess.run(line, capture_output=True, check=False)

    told, missing = run(built_demo, "status"), run("none.gpkg", "status")
    refused = run(built_demo, "no-such-command")
    assert (told.returncode, refused.returncode, missing.returncode) == (0, 2, 40)
    assert told.stdout.endswith(b"\n") and told.stderr == b""
    assert b"no-such-command" in refused.stderr and b"none.gpkg" in missing.stderr
