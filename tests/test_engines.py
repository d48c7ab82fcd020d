"""What is said of tests by name is of tests that are there."""

from __future__ import annotations

from pathlib import Path

import pytest

from mocgioi.store.server import replica
from mocgioi.store.server.address import parsed
from tests.engines import LEFT_OUT, OF_TRACKER

ROOT = Path(__file__).parent.parent
NAMED = [
    *LEFT_OUT,
    *(
        f"tests/tracker/test_{subject}.py::{name}"
        for subject, names in OF_TRACKER.items()
        for name in names
    ),
]


@pytest.mark.parametrize("nodeid", NAMED)
def test_a_test_that_is_named_is_there(nodeid: str) -> None:
    path, _, name = nodeid.partition("::")
    text = (ROOT / path).read_text(encoding="utf-8")
    assert f"\ndef {name}(" in text if name else "\ndef test_" in text


def test_no_replica_lies_at_home_with_who_runs_the_tests(replicas: Path) -> None:
    assert replica.path_of(parsed("postgresql://localhost/langson")).parent == replicas
