"""Fixtures used by several rooms."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import settings

from mocgioi import tracker
from mocgioi.store.opening import create_at
from mocgioi.tracker import Tracker, styling
from tests import engines
from tests.browser import Browser, Tab, TabOpener, running_browser
from tests.postgres import Cluster, running

# Run by QGIS's own Python, which has what it imports.
collect_ignore = ["qgis_looks.py", "qgis_officer.py", "qgis_pictures.py", "qgis_projects.py"]

# Some machines say not to keep what Python compiles; here a hundred processes start anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# A store waits for its disk several times at each commit, and here ten thousand are written: in
# memory they wait for nothing, and make the same calls.
_MEMORY = Path("/dev/shm")
_ENOUGH_MEMORY = 6_000_000_000
if _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ENOUGH_MEMORY:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))

# How long an example takes is no fact a test states: machines are slow, first calls import.
# For a night of its own: pytest --hypothesis-profile=thorough
settings.register_profile("usual", deadline=None, max_examples=40)
settings.register_profile("thorough", deadline=None, max_examples=1000)
settings.load_profile("usual")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what is about the ledger on both engines."""
    chosen = engines.of_test(metafunc.definition.nodeid, metafunc.fixturenames)
    if chosen:
        metafunc.parametrize("engine", chosen, indirect=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take long, those of most tests first: no core idles in the end.

    They are given out in this order, see ``--no-loadscope-reorder``; within a file it stays.
    """
    counts = Counter(item.path for item in items)
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: (item.path not in slow, -counts[item.path]))


def pytest_collection_finish() -> None:
    """Keep what was collected out of garbage collection: thousands of tests live to the end."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def replicas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where replicas of servers lie that no test puts elsewhere: not at home with who runs them."""
    folder = tmp_path_factory.mktemp("replicas")
    with pytest.MonkeyPatch.context() as patching:
        patching.setenv("MOCGIOI_CACHE", str(folder))
        yield folder


@pytest.fixture(scope="session")
def built_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration's store, built once; do not write to it."""
    return tracker.demo(tmp_path_factory.mktemp("demo")).store.path


@pytest.fixture
def demo(built_demo: Path, tmp_path: Path) -> Tracker:
    """The demonstration in a store of one's own."""
    path = tmp_path / "langson.gpkg"
    shutil.copy(built_demo, path)
    return tracker.open(path)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server of this worker; stop it or change its settings in one of your own."""
    with running() as started:
        yield started


@pytest.fixture
def address(cluster: Cluster) -> Iterator[str]:
    """The address of a database that has PostGIS and nothing else."""
    database = cluster.database()
    yield cluster.address(database)
    cluster.drop(database)


@pytest.fixture(scope="session")
def initialised(cluster: Cluster) -> str:
    """The name of a database that holds an empty store; others are made from it."""
    database = cluster.database()
    create_at(cluster.address(database), styles=styling.styles())
    # Half of what would be copied for each test are 8,500 systems of coordinates.
    cluster.execute("DELETE FROM spatial_ref_sys WHERE srid <> 4326", database=database)
    cluster.execute("VACUUM FULL spatial_ref_sys", database=database)
    cluster.seal(database)
    return database


@pytest.fixture(scope="session")
def templates() -> dict[str, engines.Template]:
    """Databases that hold what several tests begin with."""
    return {}


@pytest.fixture(autouse=True)
def engine(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let a test of the ledger run on the engine that it was collected for."""
    if getattr(request, "param", None) != "server":
        yield
        return
    # What is asked for here is there still when this ends.
    cluster, empty, templates, _ = map(
        request.getfixturevalue, ("cluster", "initialised", "templates", "tmp_path")
    )
    server = engines.Server(cluster, empty, templates)
    with pytest.MonkeyPatch.context() as patching:
        engines.install(server, request.module, patching)
        yield
        server.end()


@pytest.fixture
def init_address(cluster: Cluster, initialised: str) -> Iterator[str]:
    """The address of an empty store."""
    database = cluster.database(initialised)
    yield cluster.address(database)
    cluster.drop(database)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with running_browser() as started:
        yield started


@pytest.fixture(scope="session")
def idle_tabs() -> list[Tab]:
    """Windows that tests have done with."""
    return []


_LONG_HISTORY = 25
"""A window that was at more pages is not lent again: a browser keeps 50, and counts no more."""


@contextmanager
def lent_tabs(browser: Browser, idle_tabs: list[Tab]) -> Iterator[TabOpener]:
    """Give empty windows for as long as the block lasts."""
    opened: list[Tab] = []

    def opener() -> Tab:
        opened.append(idle_tabs.pop().emptied() if idle_tabs else browser.tab())
        if opened[-1].js("history.length") > _LONG_HISTORY:
            opened.pop().close()
            opened.append(browser.tab())
        return opened[-1]

    yield opener
    for tab in opened:
        if tab.was_served:  # one that was at a server lays files out otherwise
            tab.close()
        else:
            tab.forget()
            idle_tabs.append(tab)


@pytest.fixture
def open_tab(browser: Browser, idle_tabs: list[Tab]) -> Iterator[TabOpener]:
    """Give an empty window for as long as the test lasts."""
    with lent_tabs(browser, idle_tabs) as opener:
        yield opener
