"""The desk killed in the middle of each of its writes: the old state or the new, nothing lost."""

from __future__ import annotations

import re
import shutil
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from mocgioi import tracker
from mocgioi.desk.desk import Desk
from mocgioi.store.handle import Store
from tests.desk.one_press import PRESSES, SURVEY
from tests.store import faults
from tests.store.faults import Contents

pytestmark = pytest.mark.slow

KILLS = 3
"""At how many of the writes of a press it is killed, the first and the last among them."""

_CALL = re.compile(r"(\d+)\s+(\w+)\(")

KILLED = -9
ENDED = "Tiến trình xử lý dừng giữa chừng"
"""What a desk says whose long work was killed."""


class Scene(NamedTuple):
    """A store, and what a press does to it and to the disk."""

    press: str
    store: Path
    writes: list[tuple[str, int]]
    old: Contents
    new: Contents


def pressing(store: Path, press: str) -> list[str]:
    return [sys.executable, "-m", "tests.desk.one_press", str(store), press]


@pytest.fixture(scope="module", params=PRESSES)
def scene(
    request: pytest.FixtureRequest, built_demo: Path, tmp_path_factory: pytest.TempPathFactory
) -> Scene:
    faults.require_strace()
    folder = tmp_path_factory.mktemp("done")
    done = Path(shutil.copy(built_demo, folder))
    ending = faults.under_strace(pressing(done, request.param), done, folder / "log")
    assert ending.code == 0, ending.said
    old, new = faults.contents(built_demo), faults.contents(done)
    assert faults.lasting(new) != faults.lasting(old), ending.said
    return Scene(request.param, built_demo, writes(folder / "log"), old, new)


def writes(log: Path) -> list[tuple[str, int]]:
    """Return each call of the process that wrote most, and the how manieth of its name it is.

    Strace counts the calls of each process apart.
    """
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    calls = [(found[1], found[2]) for found in map(_CALL.match, lines) if found]
    writer, _ = Counter(process for process, _ in calls).most_common(1)[0]
    seen: Counter[str] = Counter()
    found = []
    for process, call in calls:
        if process == writer:
            seen[call] += 1
            found.append((call, seen[call]))
    return found


def test_killed_at_any_write_the_store_is_as_before_or_as_after(
    scene: Scene, tmp_path: Path
) -> None:
    def strike(write: tuple[str, int]) -> list[str]:
        call, number = write
        folder = tmp_path / f"{call}-{number}"
        folder.mkdir()
        store = Path(shutil.copy(scene.store, folder))
        ending = faults.run(
            [
                *("strace", "-f", "--seccomp-bpf", "-o", str(folder / "log")),
                *("-e", f"trace={call}"),
                *("-P", str(store), "-P", f"{store}-journal", "-P", str(folder)),
                *("-e", f"inject={call}:signal=KILL:when={number}"),
                *pressing(store, scene.press),
            ]
        )
        found = faults.lasting(faults.contents(store))
        wrong = [finding.code for finding in Store(store).faults()]
        if found not in (faults.lasting(scene.old), faults.lasting(scene.new)):
            wrong.append(f"{folder.name}: neither the old state nor the new")
        was_told = ENDED in ending.said or found == faults.lasting(scene.new)
        if ending.code != KILLED and not was_told:
            wrong.append(f"{folder.name}: nothing was killed")
        if scene.press == "take_in" and found == faults.lasting(scene.old):
            kept = [(d.folder / f).read_bytes() for d in Desk(store).tray.all() for f in d.files]
            if kept != [SURVEY.encode()]:
                wrong.append(f"{folder.name}: the file is neither on the tray nor taken in")
        tracker.open(store).figures.status()
        return wrong

    struck = faults.side_by_side(strike, faults.evenly(scene.writes, KILLS))
    assert struck == [[] for _ in struck] and len(struck) == KILLS
