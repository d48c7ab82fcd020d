"""A QGIS that does what an officer does, in a process of its own."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

PYTHON = os.environ.get("QGIS_PYTHON", "/usr/bin/python3")
"""The one that QGIS is installed for; it has none of our packages. Set it to try another QGIS."""


class Answer(NamedTuple):
    """What QGIS says of one step.

    Attributes:
        returned: what the step gives back. saved: the save went through; words: else why not.
    """

    returned: Any
    saved: bool = True
    words: str = ""


class Step(NamedTuple):
    """A function of ``tests/qgis_officer.py`` and its arguments."""

    name: str
    given: dict[str, Any]


def step(name: str, **given: Any) -> Step:
    return Step(name, given)


def in_qgis(store: Path, *steps: Step, user: str = "") -> list[Answer]:
    """Do the steps in a QGIS that has the store open, and return what it says of each.

    Args:
        store: a file, or a project of a store. user: of a server, who has it open.
    """
    if not _is_installed():
        if os.environ.get("CI") == "true":
            pytest.fail("no QGIS, and this is CI")
        pytest.skip(f"no QGIS for {PYTHON}")
    qgis = _running(user)
    assert qgis.stdin and qgis.stdout
    qgis.stdin.write(json.dumps([str(store), steps]) + "\n")
    qgis.stdin.flush()
    heard = []
    for line in qgis.stdout:
        if line.startswith("@@"):
            return [Answer(**answer) for answer in json.loads(line[2:])]
        heard.append(line)
    _running.cache_clear()
    pytest.fail("QGIS ended: " + "".join(heard))


@cache
def _running(user: str) -> subprocess.Popen[str]:
    """Return a QGIS that stays until the tests end: starting it takes longer than an edit."""
    qgis = subprocess.Popen(
        [PYTHON, str(Path(__file__).with_name("qgis_officer.py"))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        env=os.environ
        | {"QT_QPA_PLATFORM": "offscreen", "PYTHONIOENCODING": "utf-8"}
        | ({"PGUSER": user} if user else {}),
    )
    atexit.register(qgis.kill)
    return qgis


@cache
def _is_installed() -> bool:
    try:
        asked = subprocess.run([PYTHON, "-c", "import qgis.core"], capture_output=True, check=False)
    except OSError:
        return False
    return asked.returncode == 0
