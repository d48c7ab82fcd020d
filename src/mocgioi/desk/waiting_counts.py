"""How much waits for a person, kind by kind: as many as the weekly page tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mocgioi.tracker import waiting
from mocgioi.tracker.agenda import DAYS, is_overdue

if TYPE_CHECKING:
    from mocgioi.desk.visit import Visit
    from mocgioi.documents.cases import Cases
    from mocgioi.documents.conflicts import Conflicts
    from mocgioi.tracker.waiting import Standing


class Counts(NamedTuple):
    """How many of each kind wait.

    Attributes:
        contested: days of which reports disagree. held: rows that do not count yet.
        looked: warnings about what counts, and left_out: parts of files that did not come in, at
            which nobody looked yet. rows: that were rejected.
        sure: markers to be reported at once; possible: that may have to be.
        overdue: cases that were reported and of which another step is overdue.
        cases: that are open, all of them.
    """

    contested: int
    held: int
    looked: int
    left_out: int
    rows: int
    sure: int
    possible: int
    overdue: int
    cases: int

    @property
    def decisions(self) -> int:
        """What is decided side by side."""
        return self.contested + self.held

    @property
    def notices(self) -> int:
        """What only has to be looked at."""
        return self.looked + self.left_out


def counts(
    visit: Visit,
    *,
    conflicts: Conflicts | None = None,
    cases: Cases | None = None,
    standing: Standing | None = None,
) -> Counts:
    """Count what waits; what a view has read already is not read again."""
    conflicts = conflicts or visit.tracker.decisions.disagreements()
    cases = cases or visit.tracker.cases.document()
    standing = standing or waiting.standing(visit.tracker.store, days=DAYS, spell=visit.spell)
    reasons = [conflict["reason"] for conflict in conflicts["conflicts"]]
    weights = [case["alarm"] for case in cases["cases"]]
    return Counts(
        contested=reasons.count("contested"),
        held=reasons.count("held"),
        looked=len(standing.looked),
        left_out=len(standing.left_out),
        rows=sum(map(len, standing.rows.values())),
        sure=weights.count("sure"),
        possible=weights.count("possible"),
        overdue=sum(map(is_overdue, cases["cases"])),
        cases=len(cases["cases"]),
    )
