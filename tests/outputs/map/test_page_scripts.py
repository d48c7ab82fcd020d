"""The page's scripts that need no page, under Node's own test runner."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.outputs.map.scripts import node

TESTS = Path(__file__).parent / "page"


@pytest.mark.parametrize("script", sorted(path.name for path in TESTS.glob("*.test.mjs")))
def test_the_scripts_hold_their_promises(script: str) -> None:
    ran = subprocess.run(
        [node(), "--test", "--test-reporter=tap", str(TESTS / script)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
