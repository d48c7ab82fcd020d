"""Long work in a process of its own: shown while it lasts, stopped by a press, never lost halfway.

A job is a function of `mocgioi.desk.work` (module level, so that a fresh process finds it). It is
called with `Steps` first and its own arguments by name, all of which can be pickled, as can what
it returns. Stopping kills the process: whatever it was writing is one transaction of SQLite, so
nothing of that is in the store; of several files, those that were finished are. What it left in
its temporary folder goes with it.
"""

from __future__ import annotations

import multiprocessing
import secrets
import shutil
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any, Literal

from mocgioi.errors import MocgioiError, Text

LONGEST_S = 1800.0
"""A job that takes longer is stopped: a file made to do harm must not keep the desk for ever."""

MOST_BYTES = 3_000_000_000
"""Memory that a job may take; a bomb of zeros or entities ends its own process, and no other.

Where the system knows no such limit (Windows) the readers' own limits remain, and `LONGEST_S`.
"""

KEPT = 50
"""Ended jobs that are remembered."""

_BROKEN = Text(
    "Tiến trình xử lý dừng giữa chừng (có thể tệp bị hỏng hoặc thiếu bộ nhớ). Kho số liệu nguyên "
    "vẹn: tệp đang làm dở không được ghi, tệp đã xong trước đó vẫn còn.",
    "The process that did this ended in the middle (the file may be damaged, or memory ran out). "
    "The store is whole: of what was under way nothing is written, what was finished stays.",
)
_TOO_LONG = Text(
    "Quá lâu nên đã dừng. Kho số liệu nguyên vẹn: tệp đang làm dở không được ghi, tệp đã xong "
    "trước đó vẫn còn.",
    "It took too long and was stopped. The store is whole: of what was under way nothing is "
    "written, what was finished stays.",
)
_TOO_MUCH = Text(
    "Cần nhiều bộ nhớ hơn mức cho phép (có thể tệp được tạo để gây hại). Kho số liệu vẫn như "
    "trước đó.",
    "It takes more memory than it is given (the file may be made to do harm). The store is as it "
    "was.",
)
_UNFORESEEN = Text("Lỗi của chương trình: {}", "An error of the program itself: {}")

State = Literal["running", "done", "failed", "stopped"]


class Steps:
    """What a job says of how far it is."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._last = 0.0

    def __call__(self, name: str, done: int = 0, of: int = 0) -> None:
        """Say it; several times a second at most.

        Args:
            name: of the file, or the phase (``read check write``). done, of: rows; 0: not known.
        """
        now = time.monotonic()
        if done and now - self._last < 0.1:
            return
        self._last = now
        self._pipe.send(("step", (name, done, of)))


@dataclass
class Job:
    """One piece of long work.

    Attributes:
        title: what it does, for its page. owner: key of the session that began it.
        then: address to go to when it is done; back: where it was begun.
        step: name, done, of; see `Steps`. result: what it returned.
        error: why it failed. writes: it may change the store; if not, nothing is lost by a stop.
    """

    title: Text
    owner: str
    then: str
    back: str
    id: str = field(default_factory=lambda: secrets.token_urlsafe(9))
    state: State = "running"
    step: tuple[str, int, int] = ("", 0, 0)
    result: Any = None
    error: MocgioiError | None = None
    begun: float = field(default_factory=time.monotonic)
    process: Any = None
    writes: bool = True
    ended: threading.Event = field(default_factory=threading.Event)

    def stop(self) -> None:
        """Stop it, and wait until it is."""
        if self.state == "running":
            self.state = "stopped"
            self.process.kill()
        self.ended.wait(10)


class Jobs:
    """The jobs of a desk."""

    def __init__(self) -> None:
        self._by_id: dict[str, Job] = {}
        self._context = multiprocessing.get_context("spawn")

    def start(
        self,
        work: Callable[..., Any],
        *,
        title: Text,
        owner: str,
        then: str,
        back: str,
        **args: Any,
    ) -> Job:
        """Start one and return at once.

        Args:
            work: a function of `mocgioi.desk.work`; args: what it is called with.
            title, owner, then, back: see `Job`; ``{job}`` in `then` and `back` is its id.
        """
        here, there = self._context.Pipe()
        job = Job(title, owner, then, back)
        job.then, job.back = (address.replace("{job}", job.id) for address in (then, back))
        scratch = tempfile.mkdtemp(prefix="mocgioi-")
        job.process = self._context.Process(
            target=_run, args=(there, scratch, work, args), daemon=True
        )
        job.process.start()
        there.close()
        self._by_id[job.id] = job
        for old in [j.id for j in self._by_id.values() if j.state != "running"][:-KEPT]:
            del self._by_id[old]
        threading.Thread(target=self._watch, args=(job, here, scratch), daemon=True).start()
        return job

    def of(self, id: str, owner: str) -> Job | None:
        """Return a job of that session."""
        job = self._by_id.get(id)
        return job if job is not None and job.owner == owner else None

    def running(self, owner: str, back: str) -> Job | None:
        """Return the work that a session began at an address and that goes on: pressed twice."""
        jobs = list(self._by_id.values())
        return next(
            (j for j in jobs if (j.owner, j.back, j.state) == (owner, back, "running")), None
        )

    @property
    def are_running(self) -> bool:
        """Whether any is."""
        return any(job.state == "running" for job in self._by_id.values())

    def stop(self) -> None:
        """Stop all."""
        for job in list(self._by_id.values()):
            job.stop()

    def _watch(self, job: Job, pipe: Connection, scratch: str) -> None:
        """Follow a job until its process ends, and clear away what it left in `scratch`."""
        error: MocgioiError | None = MocgioiError(*_BROKEN)
        result: Any = None
        try:
            while True:
                left_s = LONGEST_S - (time.monotonic() - job.begun)
                if left_s <= 0 or not pipe.poll(left_s):
                    error = MocgioiError(*_TOO_LONG)
                    job.process.kill()
                    break
                kind, said = pipe.recv()
                if kind == "step":
                    job.step = said
                elif kind == "done":
                    result, error = said, None
                    break
                else:
                    error = said
                    break
        except (EOFError, OSError):
            pass
        job.process.join()
        pipe.close()
        shutil.rmtree(scratch, ignore_errors=True)
        job.result, job.error = result, error
        if job.state == "running":
            job.state = "done" if error is None else "failed"
        job.ended.set()


def _run(pipe: Connection, scratch: str, work: Callable[..., Any], args: dict[str, Any]) -> None:
    """Do a job, in its own process, which keeps what is temporary in `scratch`."""
    tempfile.tempdir = scratch
    _limit_memory(MOST_BYTES)
    try:
        answer = ("done", work(Steps(pipe), **args))
    except MocgioiError as error:
        answer = ("failed", error)
    except MemoryError:
        answer = ("failed", MocgioiError(*_TOO_MUCH))
    except Exception as error:
        sentence = f"{type(error).__name__}: {error}"
        answer = ("failed", MocgioiError(*(text.format(sentence) for text in _UNFORESEEN)))
    pipe.send(answer)
    pipe.close()


def _limit_memory(most: int) -> None:
    """Let this process have no more memory than that, where the system can be told so."""
    try:
        import resource
    except ImportError:
        return
    with suppress(OSError, ValueError):  # a lower limit is there already
        resource.setrlimit(
            resource.RLIMIT_DATA, (most, resource.getrlimit(resource.RLIMIT_DATA)[1])
        )
