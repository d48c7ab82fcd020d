"""Sheets of the program's own that lie filled in in the folder of the weekly routine."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from mocgioi.errors import MocgioiError
from mocgioi.tracker import case_sheets, decision_sheets, seen_sheets
from mocgioi.tracker.author import author

if TYPE_CHECKING:
    from mocgioi.store.handle import Store
    from mocgioi.tracker.updated import Updated


def take_back(store: Store, path: Path, inside: str, done: Updated, kind: str) -> None:
    """Take what a person wrote into a sheet of the program's own.

    Args:
        inside: its path in the folder. done: what came of it is put there.
        kind: of `TAKEN_BACK`.
    """
    try:
        TAKEN_BACK[kind](store, path, inside, done)
    except MocgioiError as error:
        done.refused.append((Path(inside), error))


def _decide(store: Store, path: Path, inside: str, done: Updated) -> None:
    """Take the decisions of a sheet; what was decided after it was saved stands."""
    saved = datetime.fromtimestamp(path.stat().st_mtime, UTC).strftime("%Y-%m-%dT%H:%M:%S.999Z")
    done.decided[inside] = decision_sheets.decide(
        store, path, by=author(None, store), saved_at=saved
    )


def _record_cases(store: Store, path: Path, inside: str, done: Updated) -> None:
    """Take what a sheet says was done about cases."""
    done.recorded[inside] = case_sheets.record(store, path, by=author(None, store))


def _mark_seen(store: Store, path: Path, inside: str, done: Updated) -> None:
    """Take what a sheet says was looked at."""
    wrong = seen_sheets.record(store, path, by=author(None, store))
    done.recorded[inside] = case_sheets.Recorded([], wrong, {})


TAKEN_BACK = {"decisions": _decide, "cases": _record_cases, "seen": _mark_seen}
"""What takes back a sheet of ours, by how the refusal to read it as a survey calls it."""
