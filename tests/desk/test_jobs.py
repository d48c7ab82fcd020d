"""Long work in a process of its own: it ends, fails with a sentence, or is stopped."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from mocgioi.desk.jobs import MOST_BYTES, Job, Jobs, Steps
from mocgioi.errors import Finding, Text, UnreadableInput

TITLE = Text("Thử", "Try")


def doubled(steps: Steps, *, value: int) -> int:
    steps("read", 1, 2)
    return 2 * value


def refused(steps: Steps) -> None:
    raise UnreadableInput("hỏng", "damaged", findings=[Finding("a", "error", Text("b", "c"))])


def crashed(steps: Steps) -> None:
    os._exit(11)


def unforeseen(steps: Steps) -> None:
    raise ZeroDivisionError("x")


def endless(steps: Steps) -> None:
    steps(tempfile.mkdtemp())
    time.sleep(100)


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.stop()


def ended(job: Job) -> Job:
    assert job.ended.wait(30)
    return job


def test_what_work_returns_is_kept(jobs: Jobs) -> None:
    job = jobs.start(doubled, title=TITLE, owner="me", then="/x/{job}", back="/", value=21)
    assert (ended(job).state, job.result, job.then) == ("done", 42, f"/x/{job.id}")


def test_where_it_was_begun_may_ask_for_it(jobs: Jobs) -> None:
    job = jobs.start(refused, title=TITLE, owner="me", then="/", back="/x?refused={job}")
    assert ended(job).back == f"/x?refused={job.id}"


def test_an_error_keeps_kind_texts_and_findings(jobs: Jobs) -> None:
    job = ended(jobs.start(refused, title=TITLE, owner="me", then="/", back="/"))
    assert job.state == "failed" and isinstance(job.error, UnreadableInput)
    assert job.error.text == ("hỏng", "damaged") and job.error.findings[0].code == "a"


@pytest.mark.parametrize("work", [crashed, unforeseen])
def test_a_process_that_breaks_is_a_sentence(work: object, jobs: Jobs) -> None:
    job = ended(jobs.start(work, title=TITLE, owner="me", then="/", back="/"))  # type: ignore[arg-type]
    assert job.state == "failed" and job.error is not None and job.error.text.vi


def test_work_is_stopped(jobs: Jobs) -> None:
    job = jobs.start(endless, title=TITLE, owner="me", then="/", back="/")
    job.stop()
    assert job.state == "stopped" and not jobs.are_running and not job.process.is_alive()


def test_what_stopped_work_had_put_aside_is_gone(jobs: Jobs) -> None:
    job = jobs.start(endless, title=TITLE, owner="me", then="/", back="/")
    while not job.step[0]:
        time.sleep(0.02)
    assert Path(job.step[0]).is_dir()
    job.stop()
    assert not Path(job.step[0]).parent.exists()


def test_nobody_sees_the_work_of_another(jobs: Jobs) -> None:
    job = jobs.start(doubled, title=TITLE, owner="me", then="/", back="/", value=1)
    assert jobs.of(job.id, "you") is None and jobs.of(job.id, "me") is job


def ravenous(steps: Steps) -> int:
    return len(bytearray(MOST_BYTES))


def test_work_that_fills_memory_is_a_sentence(jobs: Jobs) -> None:
    pytest.importorskip("resource", reason="the system limits no memory of a process")
    job = ended(jobs.start(ravenous, title=TITLE, owner="me", then="/", back="/"))
    assert job.error is not None and "more memory" in job.error.text.en


def test_work_that_never_ends_is_stopped(jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mocgioi.desk.jobs.LONGEST_S", 1.0)
    job = ended(jobs.start(endless, title=TITLE, owner="me", then="/", back="/"))
    assert job.error is not None and "too long" in job.error.text.en
