"""What the examples in docstrings work on: the demonstration, as ``store``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mocgioi import tracker

_OF_A_STORE = ("mocgioi.tracker.tables",)


@pytest.fixture(scope="session")
def example_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration's store, built once; examples do not write to it."""
    return tracker.demo(tmp_path_factory.mktemp("example")).store.path


@pytest.fixture(autouse=True)
def _store_of_examples(request: pytest.FixtureRequest, doctest_namespace: dict[str, Any]) -> None:
    if request.node.name.startswith(_OF_A_STORE):
        doctest_namespace["store"] = tracker.open(request.getfixturevalue("example_store"))
