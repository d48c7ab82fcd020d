"""Processes of tests that begin with the program loaded: importing it costs more than most do.

A worker has one server of forks, whoever of its tests asks first, so what any of them uses is here.
"""

from __future__ import annotations

import multiprocessing
from multiprocessing.context import ForkServerContext

_LOADED = (
    *("pytest", "tests.bench.load"),
    *("mocgioi.cli", "mocgioi.tracker.taking", "mocgioi.tracker.photographing"),
    *("mocgioi.outputs.receipts", "mocgioi.sources.tables", "mocgioi.sources.photographs"),
    *("mocgioi.tracker.weekly", "mocgioi.tracker.maps", "mocgioi.tracker.measuring"),
    *("mocgioi.outputs.map.page", "mocgioi.sources.features", "mocgioi.store.restoring"),
)


def context() -> ForkServerContext:
    """Return what makes such processes."""
    made = multiprocessing.get_context("forkserver")
    made.set_forkserver_preload(list(_LOADED))
    return made
