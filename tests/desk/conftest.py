"""A desk to ask: without a server for most tests, a program of its own for those of a browser."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from mocgioi.desk.desk import Desk
from mocgioi.desk.jobs import Job, Jobs
from mocgioi.desk.routes import Right
from mocgioi.desk.sessions import Person
from mocgioi.errors import MocgioiError
from mocgioi.tracker import Tracker
from tests.browser import Tab, TabOpener
from tests.desk.caller import HOST as HOST
from tests.desk.caller import Caller as Caller
from tests.part_of_province import built_demo as built_demo
from tests.part_of_province import part as part

PersonAt = Callable[..., Caller]


@pytest.fixture
def at_desk(tmp_path: Path) -> Iterator[PersonAt]:
    """Seat somebody at the desk of a store: ``at_desk(path, rights={"read"}, lang="en")``."""
    desks: dict[Path, Desk] = {}

    def seated(
        store: Path, *, rights: set[Right] | None = None, post: str | None = None, **more: Any
    ) -> Caller:
        desk = desks.setdefault(store, Desk(store, hosts=frozenset({HOST}), token=""))
        allowed = frozenset(get_args(Right)) if rights is None else frozenset(rights)
        person = Person("Nông Văn An", allowed, post)
        return Caller(desk, desk.sessions.begin(person, more.get("lang", "vi")))

    yield seated
    for desk in desks.values():
        desk.jobs.stop()


@pytest.fixture
def caller(demo: Tracker, at_desk: PersonAt) -> Caller:
    """Somebody who may do everything, at the desk of the demonstration."""
    return at_desk(demo.store.path)


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do long work in this process, where a test is about what it makes and not how it runs."""

    def start(jobs: Jobs, work: Callable[..., Any], **args: Any) -> Job:
        job = Job(*(args.pop(name) for name in ("title", "owner", "then", "back")))
        args.pop("is_short", None)
        job.then, job.back = (each.replace("{job}", job.id) for each in (job.then, job.back))
        try:
            job.result, job.state = work(lambda *said: None, **args), "done"
        except MocgioiError as error:
            job.error, job.state = error, "failed"
        job.ended.set()
        jobs._by_id[job.id] = job
        return job

    monkeypatch.setattr(Jobs, "start", start)


class OpenDesk:
    """A desk that runs as a program of its own."""

    def __init__(self, process: subprocess.Popen[str], address: str, tab: TabOpener) -> None:
        self.process = process
        self.address = address
        self.root = address.partition("/enter")[0]
        self._tab = tab

    def enter(self, width: int = 1366, height: int = 768) -> Tab:
        """Open it in a window of that size; works once."""
        tab = self._tab()
        tab.viewport(width, height, mobile=width < 600)
        tab.visit(self.address)
        return tab


@pytest.fixture
def open_desk(open_tab: TabOpener) -> Iterator[Callable[..., OpenDesk]]:
    """Open desks as a person does, and close them in the end."""
    processes = []

    def opened(place: Path, *options: str) -> OpenDesk:
        process = subprocess.Popen(
            [sys.executable, "-m", "mocgioi", "desk", str(place), "--no-browser", *options],
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        processes.append(process)
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.search(r"http\S+", line)
        assert found, line
        return OpenDesk(process, found[0], open_tab)

    yield opened
    for process in processes:
        process.terminate()
        process.wait(10)
        if process.stdout is not None:
            process.stdout.close()


def eventually(true: Callable[[], bool], seconds: float = 10) -> bool:
    """Return whether something becomes true in time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if true():
            return True
        time.sleep(0.05)
    return true()
