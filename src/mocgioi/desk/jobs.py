"""Long work in a process of its own: shown while it lasts, stopped by a press, never lost halfway.

A job is a function of `mocgioi.desk.work` (module level, so that a fresh process finds it). It is
called with `Steps` first and its own arguments by name, all of which can be pickled, as can what
it returns. So many run at once for one session, and for all; the next waits for its turn.

Stopping kills the process: whatever it was writing is one transaction of SQLite, so nothing of
that is in the store; of several files, those that were finished are. What it left in its temporary
folder goes with it.
"""

from __future__ import annotations

import logging
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

from mocgioi.desk.keeping import in_excess
from mocgioi.errors import MocgioiError, Text, UsageError

LONGEST_S = 1800.0
"""A job that takes longer is stopped: a file made to do harm must not keep the desk for ever."""

MOST_BYTES = 3_000_000_000
"""Memory that a job may take; a bomb of zeros or entities ends its own process, and no other.

Where the system knows no such limit (Windows) the readers' own limits remain, and `LONGEST_S`.
"""

MOST_OF_SESSION = 2
"""Long jobs, and as many short ones, that run at once for one session."""

MOST_AT_ONCE = 8
"""Those that run at once for all sessions."""

MOST_WAITING = 10
"""Jobs of one session that may wait for their turn; more are refused."""

_LOG = logging.getLogger("mocgioi.desk")

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
_TOO_MANY = Text(
    "Nhiều việc của bạn còn đang chạy hoặc đợi. Hãy đợi hoặc dừng bớt, rồi bấm lại.",
    "Much of your work still runs or waits. Wait for it or stop some, then press again.",
)
_UNFORESEEN = Text("Lỗi của chương trình: {}", "An error of the program itself: {}")

_STOPPED_WITHIN_S = 0.2
"""A job that waits looks so often whether it was stopped."""

_CONTEXT = multiprocessing.get_context("spawn")

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
        is_short: somebody waits for it, and it is not kept.
        step: name, done, of; see `Steps`. result: what it returned.
        error: why it failed. has_turn: its process runs.
        writes: it may change the store; if not, nothing is lost by a stop.
    """

    title: Text
    owner: str
    then: str
    back: str
    is_short: bool = False
    id: str = field(default_factory=lambda: secrets.token_urlsafe(9))
    state: State = "running"
    step: tuple[str, int, int] = ("", 0, 0)
    result: Any = None
    error: MocgioiError | None = None
    has_turn: bool = False
    process: Any = None
    writes: bool = True
    ended: threading.Event = field(default_factory=threading.Event)
    _lock: Any = field(default_factory=threading.Lock)

    def begin(self, target: Callable[..., None], *args: Any) -> bool:
        """Run its process, unless it was stopped before; return whether it runs."""
        with self._lock:
            if self.state == "running":
                self.process = _CONTEXT.Process(target=target, args=args, daemon=True)
                self.process.start()
            return self.state == "running"

    def stop(self) -> None:
        """Stop it, and wait until it is."""
        with self._lock:
            if self.state == "running":
                self.state = "stopped"
                if self.process is not None:
                    self.process.kill()
        self.ended.wait(10)

    def end(self, result: Any, error: MocgioiError | None) -> None:
        """Note what came of it; what was done before it could be stopped is done."""
        with self._lock:
            self.result, self.error = result, error
            if error is None:
                self.state = "done"
            elif self.state == "running":
                self.state = "failed"
        self.ended.set()


class Jobs:
    """The jobs of a desk."""

    def __init__(self) -> None:
        self._by_id: dict[str, Job] = {}
        self._turns = threading.Condition()

    def start(
        self,
        work: Callable[..., Any],
        *,
        title: Text,
        owner: str,
        then: str,
        back: str,
        is_short: bool = False,
        **args: Any,
    ) -> Job:
        """Start one, or have it wait for its turn, and return at once.

        Args:
            work: a function of `mocgioi.desk.work`; args: what it is called with.
            title, owner, then, back, is_short: see `Job`; ``{job}`` in `then` and `back` is its id.

        Raises:
            UsageError: too many of the session wait.
        """
        job = Job(title, owner, then, back, is_short)
        job.then, job.back = (address.replace("{job}", job.id) for address in (then, back))
        with self._turns:
            goes_on = [j for j in self._by_id.values() if j.state == "running" and j.owner == owner]
            if sum(not j.has_turn for j in goes_on) >= MOST_WAITING:
                raise UsageError(*_TOO_MANY)
            ended = ((j.owner, j) for j in self._by_id.values() if j.state != "running")
            for old in in_excess(ended):
                del self._by_id[old.id]
            self._by_id[job.id] = job
        threading.Thread(target=self._do, args=(job, work, args), daemon=True).start()
        return job

    def forget(self, job: Job) -> None:
        """Keep nothing of one."""
        with self._turns:
            self._by_id.pop(job.id, None)

    def of(self, id: str, owner: str) -> Job | None:
        """Return a job of that session."""
        with self._turns:
            job = self._by_id.get(id)
        return job if job is not None and job.owner == owner else None

    def running(self, owner: str, back: str) -> Job | None:
        """Return the work that a session began at an address and that goes on: pressed twice."""
        return next(
            (j for j in self._all() if (j.owner, j.back, j.state) == (owner, back, "running")), None
        )

    @property
    def are_running(self) -> bool:
        """Whether any is."""
        return any(job.state == "running" for job in self._all())

    def stop(self) -> None:
        """Stop all."""
        for job in self._all():
            job.stop()

    def _all(self) -> list[Job]:
        with self._turns:
            return list(self._by_id.values())

    def _do(self, job: Job, work: Callable[..., Any], args: dict[str, Any]) -> None:
        """Do a job when its turn comes, and clear away what it left behind."""
        result: Any = None
        error: MocgioiError | None = MocgioiError(*_BROKEN)
        try:
            if self._takes_turn(job):
                result, error = _done(job, work, args)
        except Exception:
            _LOG.exception("%s", job.title.en)
        finally:
            job.end(result, error)
            with self._turns:
                job.has_turn = False
                self._turns.notify_all()

    def _takes_turn(self, job: Job) -> bool:
        """Wait until a job may run; return whether it may, or was stopped."""
        with self._turns:
            while job.state == "running" and not self._is_free(job):
                self._turns.wait(_STOPPED_WITHIN_S)
            job.has_turn = job.state == "running"
            return job.has_turn

    def _is_free(self, job: Job) -> bool:
        others = [
            j.owner for j in self._by_id.values() if j.has_turn and j.is_short == job.is_short
        ]
        return len(others) < MOST_AT_ONCE and others.count(job.owner) < MOST_OF_SESSION


def _done(
    job: Job, work: Callable[..., Any], args: dict[str, Any]
) -> tuple[Any, MocgioiError | None]:
    """Run the process of a job; return what it returned, or why it did not."""
    scratch = tempfile.mkdtemp(prefix="mocgioi-")
    here, there = _CONTEXT.Pipe()
    try:
        if not job.begin(_run, there, scratch, work, args):
            return None, MocgioiError(*_BROKEN)
        there.close()
        answer = _followed(job, here)
        job.process.join()
        return answer
    finally:
        there.close()
        here.close()
        shutil.rmtree(scratch, ignore_errors=True)


def _followed(job: Job, pipe: Connection) -> tuple[Any, MocgioiError | None]:
    """Follow a process until it says what came of it, ends, or takes too long."""
    until = time.monotonic() + LONGEST_S
    with suppress(EOFError, OSError):
        while (left_s := until - time.monotonic()) > 0 and pipe.poll(left_s):
            kind, said = pipe.recv()
            if kind == "step":
                job.step = said
            else:
                return (said, None) if kind == "done" else (None, said)
        job.process.kill()
        return None, MocgioiError(*_TOO_LONG)
    return None, MocgioiError(*_BROKEN)


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
