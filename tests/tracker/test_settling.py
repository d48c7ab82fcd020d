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
def taken(clerk: Tracker, tmp_path: Path) -> Taken:
    """Take in a survey: ``taken("a", "1116,2026-11-10,built")``."""

    def take(name: str, *rows: str) -> None:
        path = tmp_path / f"{name}.csv"
        lines = "".join(f"{row},tổ {name},yes\n" for row in rows)
        head = "number,observed_on,road_status,observer,illustrative\n"
        path.write_text(head + lines, encoding="utf-8")
        clerk.surveys.apply(path)

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
    clerk: Tracker, taken: Taken
) -> None:
    taken("earlier", "1116,2023-01-01,built")
    taken("a", "1116,2026-11-10,built", "1116,2026-11-20,none")
    taken("b", "1116,2026-11-10,none")
    first, second = answers(clerk, "1116", "none")
    done = clerk.decisions.settle([first, second], why="x")
    assert done.settled == [first.disagreement]
    assert [left.disagreement for left in done.unsettled] == [second.disagreement]


def test_answers_about_different_markers_do_not_hinder_each_other(
    clerk: Tracker, taken: Taken
) -> None:
    for name, status in (("a", "built"), ("b", "none")):
        taken(name, f"1116,2026-11-10,{status}", f"1117,2026-11-10,{status}")
    given = [*answers(clerk, "1116", "built"), *answers(clerk, "1117", "none")]
    done = clerk.decisions.settle(given, why="x")
    assert done.settled == [answer.disagreement for answer in given]
    assert done.unsettled == []
    assert [clerk.show(n)["road"]["status"] for n in ("1116", "1117")] == ["built", "none"]


def test_without_a_reason_nothing_is_settled(clerk: Tracker, taken: Taken) -> None:
    taken("a", "1116,2026-11-10,built")
    taken("b", "1116,2026-11-10,none")
    given = answers(clerk, "1116", "none")
    with pytest.raises(UsageError):
        clerk.decisions.settle(given, why=" ")
    assert answers(clerk, "1116", "none") == given
