"""A QGIS that does what an officer does, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

PYTHON = "/usr/bin/python3"
"""The one that QGIS is installed for; it has none of our packages."""


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


def in_qgis(store: Path, *steps: Step) -> list[Answer]:
    """Do the steps in a QGIS that has the store open, and return what it says of each."""
    if not _is_installed():
        if os.environ.get("CI") == "true":
            pytest.fail("no QGIS, and this is CI")
        pytest.skip(f"no QGIS for {PYTHON}")
    script = Path(__file__).with_name("qgis_officer.py")
    done = subprocess.run(
        [PYTHON, str(script), str(store)],
        input=json.dumps(steps),
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    said = [line for line in done.stdout.splitlines() if line.startswith("@@")]
    assert len(said) == 1, done.stdout + done.stderr
    return [Answer(**answer) for answer in json.loads(said[0][2:])]


@cache
def _is_installed() -> bool:
    try:
        asked = subprocess.run([PYTHON, "-c", "import qgis.core"], capture_output=True, check=False)
    except OSError:
        return False
    return asked.returncode == 0
