"""Taking back what was recorded or decided: rehearsed, and done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mocgioi import tracker

if TYPE_CHECKING:
    from mocgioi.desk.jobs import Steps
    from mocgioi.store.explaining import FilePath
    from mocgioi.store.undoing import Undone
    from mocgioi.tracker.effects import Effects


def foresee(
    steps: Steps, *, store: FilePath, batch: str, row: int | None
) -> tuple[Undone, Effects]:
    """Return what taking back a batch, or one row of it, would do; nothing is written."""
    return tracker.open(store, by=None).surveys.undo_telling(batch, row=row, check=True)


def undo(
    steps: Steps, *, store: FilePath, batch: str, row: int | None, why: str, by: str
) -> tuple[Undone, Effects]:
    """Take back what a batch, or one row of it, observed."""
    return tracker.open(store, by=by).surveys.undo_telling(batch, row=row, why=why)


def foresee_taking_back(steps: Steps, *, store: FilePath, commit: int) -> tuple[list[str], Effects]:
    """Return what taking a decision back would do; nothing is written."""
    return tracker.open(store, by=None).decisions.take_back_telling(commit, check=True)


def take_back(
    steps: Steps, *, store: FilePath, commit: int, why: str, by: str
) -> tuple[list[str], Effects]:
    """Take a decision back."""
    return tracker.open(store, by=by).decisions.take_back_telling(commit, why=why)
