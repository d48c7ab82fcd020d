"""Several disagreements settled at once: each as it was shown, and after those before it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mocgioi.errors import UsageError
from mocgioi.tracker import Tracker
from mocgioi.tracker.settling import Answer, state_of

Taken = Callable[..., None]


@pytest.fixture
def taken(demo: Tracker, tmp_path: Path) -> Taken:
    """Take in a survey: ``taken("a", "1116,2026-11-10,built")``."""

    def take(name: str, *rows: str) -> None:
        path = tmp_path / f"{name}.csv"
        lines = "".join(f"{row},tổ {name},yes\n" for row in rows)
        head = "number,observed_on,road_status,observer,illustrative\n"
        path.write_text(head + lines, encoding="utf-8")
        demo.surveys.apply(path)

    return take


def answers(store: Tracker, marker: str, value: str | None) -> list[Answer]:
    """Return the same answer to all that waits about a marker, as it is shown now."""
    return [
        Answer(
            conflict["id"],
            next((s["observation"] for s in conflict["sides"] if s["value"] == value), None),
            state_of([conflict]),
        )
        for conflict in store.decisions.disagreements()["conflicts"]
        if conflict["marker"] == marker
    ]


def test_an_answer_that_one_before_it_made_void_is_told_and_not_taken(
    demo: Tracker, taken: Taken
) -> None:
    taken("a", "962,2026-11-10,built", "962,2026-11-20,none")
    taken("b", "962,2026-11-10,none")
    first, second = answers(demo, "962", "none")
    done = demo.decisions.settle([first, second], why="x")
    assert done.settled == [first.disagreement]
    assert [left.disagreement for left in done.unsettled] == [second.disagreement]


def test_answers_about_different_markers_do_not_hinder_each_other(
    demo: Tracker, taken: Taken
) -> None:
    for name, status in (("a", "built"), ("b", "none")):
        taken(name, f"962,2026-11-10,{status}", f"963,2026-11-10,{status}")
    given = [*answers(demo, "962", "built"), *answers(demo, "963", "none")]
    done = demo.decisions.settle(given, why="x")
    assert done.settled == [answer.disagreement for answer in given]
    assert done.unsettled == []
    assert [demo.show(n)["road"]["status"] for n in ("962", "963")] == ["built", "none"]


def test_without_a_reason_nothing_is_settled(demo: Tracker, taken: Taken) -> None:
    taken("a", "962,2026-11-10,built")
    taken("b", "962,2026-11-10,none")
    given = answers(demo, "962", "none")
    with pytest.raises(UsageError):
        demo.decisions.settle(given, why=" ")
    assert answers(demo, "962", "none") == given
