"""What became of the files that somebody handed in, as the page tells who did."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from mocgioi.desk.receipts import shown_findings
from mocgioi.desk.tray import AWAY, BECAME, POST
from mocgioi.errors import UsageError

if TYPE_CHECKING:
    from mocgioi.desk.receipts import ShownFinding
    from mocgioi.desk.tray import Drop
    from mocgioi.desk.visit import Visit
    from mocgioi.store.history import Batch
    from mocgioi.tracker.arrivals import Came

MOST_DROPS = 30
MOST_ROWS = 60
"""What is told, newest first; what is older is in the history of the markers."""


class HandedIn(NamedTuple):
    """A file that was taken in.

    Attributes:
        file: what it was called. outcome: as `mocgioi.tracker.arrivals.Outcome`.
        by, at: who took it in, and when (UTC).
        batch: with the counts of its rows; None: it was in the store already, or holds none.
        refused: which rows are not in, and why, the first of them.
    """

    file: str
    outcome: str
    by: str
    at: str
    batch: Batch | None
    refused: list[ShownFinding]


def taken_of(visit: Visit, drop: Drop) -> list[HandedIn]:
    """Return what became of the files of a drop, as the tray keeps it."""
    return [_taken(visit, entry) for entry in drop.notes[BECAME]]


def _taken(visit: Visit, entry: dict[str, str]) -> HandedIn:
    batch, refused = None, []
    if entry["batch"]:
        try:
            batch, findings = visit.tracker.surveys.batch(entry["batch"])
            rows = [finding for finding in findings if finding.severity == "error"]
            refused = shown_findings(rows, visit.lang, visit.spell)[:MOST_ROWS]
        except UsageError:  # the store is an older copy that was brought back
            pass
    return HandedIn(entry["file"], entry["outcome"], entry["by"], entry["at"], batch, refused)


def own(visit: Visit, drops: Iterable[Drop]) -> list[Drop]:
    """Return the newest drops of those that the person may see: who takes files in, all."""
    seen = [drop for drop in drops if visit.person.may("take_in") or drop.by == visit.person.name]
    return seen[: -MOST_DROPS - 1 : -1]


def away(drop: Drop) -> dict[str, str]:
    """Return by whom and when a drop was put away."""
    said: dict[str, str] = drop.notes[AWAY]
    return said


def handed_in_by(visit: Visit, batch: str) -> Drop | None:
    """Return the drop of which a batch came, if it came over the tray."""
    for drop in visit.desk.tray.taken.all()[::-1]:
        if any(entry["batch"] == batch for entry in drop.notes[BECAME]):
            return drop
    return None


def foreign(visit: Visit, drop: Drop, came: Iterable[Came]) -> dict[str, list[str]]:
    """Return, by file, the markers it says something of that are not of the sender's sector."""
    post = drop.notes.get(POST)
    if post is None:
        return {}
    from mocgioi.tracker.numbers import numbers_of

    sector = numbers_of(visit.tracker.store, post)
    said = {}
    for one in came:
        if one.receipt is not None:
            moves = (move.marker for move in one.receipt.moves)
            markers = dict.fromkeys([*moves, *one.receipt.moved])
            said[one.file] = [number for number in markers if number not in sector]
    return said
