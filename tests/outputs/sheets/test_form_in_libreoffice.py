"""The form as LibreOffice has it: days stay the days that were typed, whatever the settings."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.outputs.sheets.filling import taken
from tests.outputs.sheets.test_form import form

pytestmark = pytest.mark.slow

TYPIST = Path(__file__).with_name("typing_by_hand.py")
PYTHON = "/usr/bin/python3"
"""Of the system: LibreOffice's bridge is for it alone."""


def _is_there() -> bool:
    if shutil.which("soffice") is None or not Path(PYTHON).exists():
        return False
    asked = subprocess.run([PYTHON, "-c", "import uno"], capture_output=True, check=False)
    return asked.returncode == 0


@pytest.mark.skipif(not _is_there(), reason="needs LibreOffice and python3-uno")
@pytest.mark.parametrize("locale", ["en-US", "vi-VN"])
def test_a_day_typed_under_any_settings_is_the_day_that_is_taken(
    tmp_path: Path, locale: str
) -> None:
    path = tmp_path / "f.xlsx"
    path.write_bytes(form())
    typed = {"B3": "05/11/2026", "B4": "5/11/2026", "C3": "đã xây dựng", "C4": "chưa xây dựng"}
    command = [PYTHON, str(TYPIST), str(path), locale, *(f"{k}={v}" for k, v in typed.items())]
    done = subprocess.run(command, capture_output=True, check=True, timeout=180)
    became = json.loads(done.stdout)
    assert {cell: entry["shown"] for cell, entry in became.items()} == typed
    entries = taken(path).entries
    assert [entry.observed_on for entry in entries] == ["2026-11-05", "2026-11-05"]
    assert [entry.values["road_status"] for entry in entries] == ["built", "none"]
