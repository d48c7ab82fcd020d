"""Several programs at one store: what was acknowledged is there, and what is read is whole."""

from __future__ import annotations

import logging
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from mocgioi import tracker
from mocgioi.store.handle import Store
from mocgioi.tracker import Tracker
from tests.part_of_province import built_demo as built_demo
from tests.part_of_province import part as part

from . import faults
from .builders import new_store

pytestmark = pytest.mark.slow

LOG = logging.getLogger(__name__)
"""Figures of a run: shown by ``pytest --log-cli-level=INFO``."""

WRITERS = 16
_HEADING = "marker_number,road_status,observed_on,observer\n"
_NUMBERS = tuple(str(number) for number in range(1100, 1100 + WRITERS))


def _survey(folder: Path, *numbers: str) -> Path:
    path = folder / f"survey-{numbers[0]}.csv"
    rows = "".join(f"{number},built,15/01/2025,A\n" for number in numbers)
    path.write_text(_HEADING + rows, encoding="utf-8")
    return path


def _apply_at_once(store: Path, surveys: list[Path]) -> list[tuple[int, str]]:
    """Return code and errors of one process a survey, all started before any is waited for."""
    started = [
        subprocess.Popen(
            faults.command(store, "-q", "survey", "apply", str(survey)),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        for survey in surveys
    ]
    said = [process.communicate(timeout=120)[1] for process in started]
    return [(process.returncode, text) for process, text in zip(started, said, strict=True)]


class Written(NamedTuple):
    """What sixteen writers at once were told, and the store they left."""

    ended: list[tuple[int, str]]
    found: faults.Contents
    wrong: list[str]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    folder = tmp_path_factory.mktemp("sixteen")
    store = new_store(folder, _NUMBERS)
    ended = _apply_at_once(store.path, [_survey(folder, number) for number in _NUMBERS])
    return Written(ended, faults.contents(store.path), [f.code for f in store.faults()])


def test_what_sixteen_writers_at_once_are_told_is_written_is_there(written: Written) -> None:
    assert written.ended == [(0, "")] * WRITERS
    observed = written.found["observations"]
    built = [o["subject"] for o in observed if o["value"] == "built"]
    assert sorted(built) == sorted(_NUMBERS)
    assert {m["road_status"] for m in written.found["markers"]} == {"built"}
    assert written.wrong == []


def test_receipts_written_at_once_tie_and_stand_one_after_the_other(written: Written) -> None:
    batches = written.found["batches"]
    assert [b["rows_applied"] for b in batches if b["kind"] == "survey"] == [1] * WRITERS
    assert faults.untied_batches(written.found) == []
    instants = [batch["recorded_at"] for batch in batches]
    assert instants == sorted(set(instants))


def test_one_survey_applied_by_several_at_once_is_counted_once(tmp_path: Path) -> None:
    store = new_store(tmp_path, _NUMBERS)
    survey = _survey(tmp_path, *_NUMBERS)
    assert _apply_at_once(store.path, [survey] * 4) == [(0, "")] * 4
    found = faults.contents(store.path)
    assert [b["rows_applied"] for b in found["batches"] if b["kind"] == "survey"] == [WRITERS]
    assert [o["value"] for o in found["observations"]].count("built") == WRITERS


def test_a_reader_beside_a_writer_sees_the_old_state_or_the_new(tmp_path: Path) -> None:
    faults.require_strace()
    store = new_store(tmp_path, _NUMBERS)
    words = faults.command(store.path, "survey", "apply", str(_survey(tmp_path, *_NUMBERS)))
    slowly = ["strace", "-f", "-o", str(tmp_path / "log"), "-P", str(store.path.resolve())]
    slowly += ["-e", "trace=pwrite64", "-e", "inject=pwrite64:delay_enter=10000"]
    slowly += ["-P", f"{store.path.resolve()}-journal"]
    seen = []
    with subprocess.Popen([*slowly, *words], stdout=subprocess.DEVNULL) as writer:
        while writer.poll() is None:
            seen.append(_state(store))
    seen.append(_state(store))
    LOG.info("%d looks, %d states", len(seen), len(set(seen)))
    assert writer.returncode == 0
    assert len(seen) > 20
    assert set(seen) == {(1, 0, 0), (2, WRITERS, WRITERS)}


def _state(store: Store) -> tuple[int, int, int]:
    """Return how many batches, observations of a road built, and markers with a road there are."""
    with store.reading() as connection:
        counts = [
            connection.execute(f"SELECT count(*) FROM {of}").fetchone()[0]
            for of in (
                "batches",
                "observations WHERE value = 'built'",
                "markers WHERE road_status = 'built'",
            )
        ]
    return counts[0], counts[1], counts[2]


_ALL_IN_ONE_PROCESS = """
import sys
from mocgioi.cli import main
store, survey, folder, province = sys.argv[1:]
for words in (
    ["import", "roads", f"{province}/illustrative/roads.geojson"],
    ["import", "communes", f"{province}/communes.csv"],
    ["survey", "apply", survey],
    ["survey", "apply", store],
    ["update", folder],
    ["map", "-o", f"{folder}/map.html"],
    ["report", "-o", f"{folder}/report.html"],
    ["report", "-o", f"{folder}/report.csv"],
    ["reach"],
    ["check"],
    ["backup", f"{folder}/copy.gpkg"],
    ["restore", f"{folder}/copy.gpkg"],
):
    print(words[0], main(["--lang", "en", "--store", store, *words]), file=sys.stderr)
"""

_TWICE = """
import sys
from pathlib import Path
from mocgioi.store.handle import Store
with Store(sys.argv[1]).reading():
    Path(sys.argv[1]).read_bytes()
"""


def _most_open_at_once(script: str, store: Path, log: Path, *arguments: str) -> tuple[int, int]:
    """Return how often a script opened the store, and how many openings stood at a time."""
    ending = faults.under_strace(
        [sys.executable, "-c", script, str(store), *arguments],
        store,
        log,
        calls=("open", "openat", "close", "dup", "dup2", "dup3"),
    )
    assert ending.code == 0, ending.said
    assert not re.search(r"^\w+ (?!0|1|20$)\d+$", ending.said, re.MULTILINE), ending.said
    path = re.escape(str(store.resolve()))
    opened = now = most = 0
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        if re.search(rf"(open(at)?|dup\d?)\b.*= \d+<{path}>$", line):
            opened, now = opened + 1, now + 1
        elif re.search(rf" close\(\d+<{path}>", line):
            now -= 1
        most = max(most, now)
    assert now == 0
    return opened, most


def test_no_command_opens_the_store_while_a_connection_to_it_is_open(
    demo: Tracker, part: Path, tmp_path: Path
) -> None:
    faults.require_strace()
    folder = tmp_path / "week"
    folder.mkdir()
    surveys = part / "illustrative" / "surveys"
    for name in ("2024-12-bao-lam.geojson", "2025-10-ba-son.csv"):
        shutil.copy(surveys / name, folder)
    survey = Path(shutil.copy(surveys / "2025-10-chi-ma.csv", tmp_path / "survey.csv"))
    opened, most = _most_open_at_once(
        _ALL_IN_ONE_PROCESS,
        demo.store.path,
        tmp_path / "log",
        *(str(survey), str(folder), str(part)),
    )
    LOG.info("opened %d times, %d at once", opened, most)
    assert opened > 20
    assert most == 1


def test_a_second_opening_beside_a_connection_would_be_seen(tmp_path: Path) -> None:
    faults.require_strace()
    store = new_store(tmp_path)
    assert _most_open_at_once(_TWICE, store.path, tmp_path / "log") == (2, 2)


_ANOTHER_WRITER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None)
try:
    connection.execute("BEGIN IMMEDIATE")
except sqlite3.OperationalError as error:
    print(error.sqlite_errorname)
"""


def test_what_a_tracker_reads_in_mid_write_leaves_the_lock_in_place(demo: Tracker) -> None:
    with demo.store.writing() as transaction:
        transaction.insert("settings", [{"name": "x", "value": "y"}])
        demo.figures.report()
        demo.frame("markers")
        demo.maps.page()
        demo.store.faults()
        ending = faults.run([sys.executable, "-c", _ANOTHER_WRITER, str(demo.store.path)])
    assert ending.said.strip() == "SQLITE_BUSY"


def test_a_writer_waits_for_another_program_and_then_writes(tmp_path: Path) -> None:
    store = new_store(tmp_path, _NUMBERS[:1])
    survey = _survey(tmp_path, _NUMBERS[0])
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    other.execute("INSERT INTO settings (name, value) VALUES ('x', 'y')")
    with subprocess.Popen(
        faults.command(store.path, "survey", "apply", str(survey)), stdout=subprocess.DEVNULL
    ) as writer:
        with pytest.raises(subprocess.TimeoutExpired):
            writer.wait(timeout=1.5)
        other.execute("COMMIT")
        other.close()
        assert writer.wait(timeout=30) == 0
    assert tracker.open(store.path).store.faults() == []
    assert _state(store)[0] == 2
