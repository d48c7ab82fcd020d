"""The page's scripts that need no page, under Node's own test runner."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

TESTS = Path(__file__).parent / "page"


def _node() -> str:
    found = shutil.which("node")
    if found is None and os.environ.get("CI") == "true":
        pytest.fail("no node on the PATH, and this is CI")
    if found is None:
        pytest.skip("no node on the PATH")
    return found


@pytest.mark.parametrize("script", sorted(path.name for path in TESTS.glob("*.test.mjs")))
def test_the_scripts_hold_their_promises(script: str) -> None:
    ran = subprocess.run(
        [_node(), "--test", "--test-reporter=tap", str(TESTS / script)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
