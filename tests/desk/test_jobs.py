"""Long work in a process of its own: it ends, fails with a sentence, or is stopped."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from mocgioi.desk import jobs as at_work
from mocgioi.desk.jobs import MOST_BYTES, Job, Jobs, Steps
from mocgioi.desk.keeping import KEPT, KEPT_OF_SESSION, in_excess
from mocgioi.errors import Finding, Text, UnreadableInput, UsageError

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
    assert (
        job.state == "stopped"
        and not jobs.are_running
        and not (job.process and job.process.is_alive())
    )


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


def begun(*jobs: Job) -> bool:
    until = time.monotonic() + 60
    while time.monotonic() < until and not all(job.step[0] for job in jobs):
        time.sleep(0.02)
    return all(job.step[0] for job in jobs)


def begin(jobs: Jobs, owner: str = "me", work: object = endless, **more: object) -> Job:
    return jobs.start(work, title=TITLE, owner=owner, then="/", back="/", **more)  # type: ignore[arg-type]


def test_two_run_at_once_for_a_session_and_the_next_waits(jobs: Jobs) -> None:
    first, second, third = (begin(jobs) for _ in range(3))
    assert begun(first, second)
    assert third.state == "running" and third.process is None
    first.stop()
    assert begun(third)


def test_one_that_waits_is_stopped(jobs: Jobs) -> None:
    *_, third = (begin(jobs) for _ in range(3))
    third.stop()
    assert third.state == "stopped" and third.process is None


def test_who_has_much_running_keeps_nobody_waiting(jobs: Jobs) -> None:
    for _ in range(3):
        begin(jobs)
    assert ended(begin(jobs, "you", doubled, value=2)).result == 4
    assert ended(begin(jobs, "me", doubled, is_short=True, value=2)).result == 4


def test_no_more_run_at_once_than_the_computer_bears(
    jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(at_work, "MOST_AT_ONCE", 1)
    begin(jobs, "me")
    other = begin(jobs, "you")
    time.sleep(0.3)
    assert not other.has_turn


def test_more_than_may_wait_are_refused(jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(at_work, "MOST_WAITING", 0)
    with pytest.raises(UsageError):
        begin(jobs)


def test_work_that_many_start_at_once_all_ends(jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(at_work, "_done", lambda job, work, args: (args["value"], None))

    def start(number: int) -> bool:
        job = begin(jobs, f"{number}", doubled, value=number)
        return jobs.are_running in (True, False) and job.ended.wait(10) and job.state == "done"

    with ThreadPoolExecutor(16) as threads:
        assert all(threads.map(start, range(600)))


@pytest.mark.parametrize("others", [1, 9])
def test_nobodys_work_takes_away_that_of_another(others: int) -> None:
    owned = [("you", "report"), *((f"{n % others}", f"{n}") for n in range(3 * KEPT))]
    over = in_excess(owned)
    assert "report" not in over
    assert len(owned) - len(over) == min(KEPT, KEPT_OF_SESSION * others + 1)


def test_what_many_presses_of_one_make_leaves_the_report_of_another(jobs: Jobs) -> None:
    report = ended(begin(jobs, "you", doubled, value=1))
    for _ in range(3 * KEPT):
        old = Job(TITLE, "me", "/", "/", state="done")
        old.ended.set()
        jobs._by_id[old.id] = old
    ended(begin(jobs, "me", doubled, value=1))
    assert jobs.of(report.id, "you") is report
    assert len(jobs._by_id) <= KEPT_OF_SESSION + 2
