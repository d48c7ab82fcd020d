"""The verbs on a large store, here on a small one: they run, and the nearest roads are right."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.bench import verbs
from tests.bench.border import SIZES

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="no cpu of child processes on Windows"),
]


def test_every_verb_is_timed_at_every_size(tmp_path: Path) -> None:
    small = SIZES["S"]._replace(markers=60, roads=40)
    lines = verbs.table(tmp_path, {"60": small})
    assert [line.split(" | ")[0] for line in lines[2:5]] == [
        "| `import roads`",
        "| `show` of one marker",
        "| `roads check`",
    ]
    assert all(line.endswith(" | 1.0 |") for line in lines[2:])


def test_reach_of_the_largest_store_is_compared_and_timed(tmp_path: Path) -> None:
    small = SIZES["S"]._replace(markers=80, roads=40)
    lines = verbs.million(tmp_path, small, every=7)
    assert "80 markers, 40 roads" in lines[0]
    assert [line.split(" | ")[0] for line in lines[4:]] == [
        "| `reach --format csv`",
        "| `show` of one marker",
    ]
