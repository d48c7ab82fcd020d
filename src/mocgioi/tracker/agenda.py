"""All that waits for a person in a store: counted once, for every page that tells of it."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from mocgioi.errors import Speller, plainly
from mocgioi.outputs.weekly_facts import Entry
from mocgioi.tracker import waiting

if TYPE_CHECKING:
    from mocgioi.documents.cases import CaseEntry, Cases
    from mocgioi.documents.conflicts import Conflicts
    from mocgioi.tracker.parts import Parts

DAYS = 7
"""For how long the pages tell what went in."""


class Agenda(NamedTuple):
    """What waits, from whichever week.

    Attributes:
        cases: the open ones, ``mocgioi.cases/1``.
        disagreements: the open ones, ``mocgioi.conflicts/1``.
        standing: rejected rows, what should be looked at, what went in lately.
        contested, held: the entries of the disagreements, and of the rows that are held.
    """

    cases: Cases
    disagreements: Conflicts
    standing: waiting.Standing
    contested: list[Entry]
    held: list[Entry]

    @property
    def to_report(self) -> list[CaseEntry]:
        """Cases that must be reported at once (BÁO NGAY)."""
        return [case for case in self.cases["cases"] if case["alarm"] == "sure"]

    @property
    def perhaps(self) -> list[CaseEntry]:
        """Cases that may have to be reported at once."""
        return [case for case in self.cases["cases"] if case["alarm"] == "possible"]

    @property
    def overdue(self) -> list[CaseEntry]:
        """Cases that were reported, and of which another step is overdue."""
        return [case for case in self.cases["cases"] if is_overdue(case)]

    @property
    def rows(self) -> list[Entry]:
        """Rejected rows that nobody has dealt with, oldest first."""
        return list(chain.from_iterable(self.standing.rows.values()))

    def counts(self) -> dict[str, int]:
        """Return how many there are of each kind of work, in the order of the weekly page."""
        return {
            "rows": len(self.rows),
            "contested": len(self.contested),
            "held": len(self.held),
            "left_out": len(self.standing.left_out),
            "looked": len(self.standing.looked),
        }


def agenda(tracker: Parts, *, spell: Speller = plainly) -> Agenda:
    """Return all that waits in a store; `spell` is how its entries write hints."""
    disagreements = tracker.decisions.disagreements()
    conflicts = disagreements["conflicts"]
    reasons = waiting.reasons_of(tracker.store, conflicts, spell)
    return Agenda(
        cases=tracker.cases.document(),
        disagreements=disagreements,
        standing=waiting.standing(tracker.store, days=DAYS, spell=spell),
        contested=[waiting.contested(c) for c in conflicts if c["reason"] == "contested"],
        held=[waiting.held(c, reasons) for c in conflicts if c["reason"] == "held"],
    )


def is_overdue(case: CaseEntry) -> bool:
    """Say whether a step is overdue in a case that was reported."""
    due = case["due"]
    return due is not None and due["overdue_days"] > 0 and not case["alarm"]
