"""Sheets of the program's own that come back filled in."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from mocgioi.tracker import case_sheets, decision_sheets, seen_sheets
from mocgioi.tracker.author import author

if TYPE_CHECKING:
    from mocgioi.store.handle import Store
    from mocgioi.tracker.case_sheets import Recorded
    from mocgioi.tracker.decision_sheets import Decided


def take_back(store: Store, path: Path, kind: str) -> tuple[Decided | None, Recorded | None]:
    """Take what a person wrote into a sheet of the program's own.

    Args:
        kind: of `TAKEN_BACK`.

    Returns:
        What came of a sheet of decisions; what came of another one.

    Raises:
        MocgioiError: it cannot be read, or the store cannot be written.
    """
    return TAKEN_BACK[kind](store, path)


def _decide(store: Store, path: Path) -> tuple[Decided, None]:
    """Take the decisions of a sheet; what was decided after it was saved stands."""
    saved = datetime.fromtimestamp(path.stat().st_mtime, UTC).strftime("%Y-%m-%dT%H:%M:%S.999Z")
    return decision_sheets.decide(store, path, by=author(None, store), saved_at=saved), None


def _record_cases(store: Store, path: Path) -> tuple[None, Recorded]:
    """Take what a sheet says was done about cases."""
    return None, case_sheets.record(store, path, by=author(None, store))


def _mark_seen(store: Store, path: Path) -> tuple[None, Recorded]:
    """Take what a sheet says was looked at."""
    wrong = seen_sheets.record(store, path, by=author(None, store))
    return None, case_sheets.Recorded([], wrong, {})


TAKEN_BACK = {"decisions": _decide, "cases": _record_cases, "seen": _mark_seen}
"""What takes back a sheet of ours, by how the refusal to read it as a survey calls it."""
