"""`status` and `report` without options are answered from what the store keeps, and only they."""

from __future__ import annotations

from pathlib import Path

import pytest

from mocgioi import tracker
from mocgioi.cli import main
from mocgioi.tracker import Tracker, answers
from mocgioi.tracker.moments import today
from tests.tracker import world

TODAY = "TODAY"
"""In what is typed: the day on which the test runs, which need not be that of its collection."""


def test_the_demonstration_keeps_them_beside_its_map_and_report(
    demo: Tracker,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(tracker, "demo", lambda folder, progress: demo)
    assert main(["-q", "demo", str(tmp_path)]) == 0
    capsys.readouterr()
    monkeypatch.setattr(answers, "_document", None)
    assert main(["--store", str(demo.store.path), "status"]) == 0
    assert "48/72" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("typed", "is_at_a_glance"),
    [
        (["status"], True),
        (["report"], True),
        (["report", "--by", "commune", "--as-of", TODAY], True),
        (["report", "--by", "post"], False),
        (["report", "--by", "commune", "--by", "post"], False),
        (["report", "--as-of", "2025-12-31"], False),
        (["report", "--known-at", TODAY], False),
        (["report", "--full"], False),
        (["report", "--internal"], False),
        (["report", "--period", f"2024-01-01..{TODAY}"], False),
        (["report", "--format", "json"], False),
        (["status", "--format", "json"], False),
    ],
    ids=lambda given: " ".join(given) if isinstance(given, list) else "",
)
def test_the_answer_at_a_glance_is_that_without_options(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    typed: list[str],
    is_at_a_glance: bool,
) -> None:
    typed = [word.replace(TODAY, today()) for word in typed]
    line = ["--store", str(world.make(tmp_path).store.path), *typed]
    assert main(line) == 0
    before = capsys.readouterr().out
    monkeypatch.setattr(answers, "answer", lambda *_, **__: "at a glance\n")
    assert main(line) == 0
    assert capsys.readouterr().out == ("at a glance\n" if is_at_a_glance else before)
