"""What a start of the program costs, counted and not timed: modules, statements, markers folded.

`python -m tests.bench` times it. A module that has to be loaded is added to the lists here, and is
then paid for by each `mocgioi status`.
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from mocgioi.analysis.figures.coverage import counted
from mocgioi.analysis.figures.coverage_facts import Alike
from mocgioi.cli import main
from mocgioi.store import geopackage
from mocgioi.store.triggers import triggers
from mocgioi.tracker import glancing
from mocgioi.tracker.moments import today

if TYPE_CHECKING:
    from mocgioi.documents.coverage import Counted

HELP = """
cli cli.commands cli.console cli.forms cli.options cli.parser cli.sentences errors records typed
version
"""

STATUS = f"""{HELP}
cli.commands.status
domain domain.alarm_text domain.alarm_words domain.alarms domain.aspects domain.cases
domain.counting domain.courses domain.days domain.decision domain.line domain.marker
domain.observation domain.places domain.position domain.register domain.subjects domain.vocabulary
patterns words words.extras words.of_batches words.of_law
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
tracker tracker.alarming tracker.author tracker.figures tracker.glancing tracker.moments
tracker.parts
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
    (("status",), STATUS),
    (("--lang", "en", "status"), STATUS),
    (("report",), REPORT),
]


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


@pytest.mark.parametrize(("command", "most"), [("status", 41), ("report", 46)])
def test_a_start_asks_the_store_no_more_than_this(
    command: str, most: int, built_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    connect = sqlite3.connect

    def connected(*args: Any, **options: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*args, **options)
        connection.set_trace_callback(asked.append)
        return connection

    monkeypatch.setattr(sqlite3, "connect", connected)
    assert main(["--store", str(built_demo), command]) == 0
    assert 0 < len(asked) <= most


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
