"""What one run of the weekly routine did, and how it talks while it runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from mocgioi.domain.batch import Receipt
    from mocgioi.errors import Language, MocgioiError, Speller
    from mocgioi.outputs.weekly_facts import Work
    from mocgioi.tracker.case_sheets import Recorded
    from mocgioi.tracker.decision_sheets import Decided
    from mocgioi.tracker.upgrading import Upgraded


class Updated(NamedTuple):
    """What one run did, and what waits after it.

    Attributes:
        upgraded: what was done to a store of an earlier version first, or None.
        receipts: of the files that were new; known_files: paths of those taken in before.
        waiting: receipts of known files of which a part is still not taken in.
        refused: paths in the folder of files that could not be taken, with the error.
        no_surveys: the same of files that are no surveys by their columns or kind.
        registers: paths of tables of the register, and of those that the program carries.
        others: paths in the folder of files of kinds that are not read.
        undone: paths of files that a person took back; they stay out.
        blank: paths of forms and sheets in which nobody wrote yet, and of kits with such files.
        decided: what came of sheets of decisions, by their path.
        recorded: what came of sheets of cases, by their path.
        to_report: how many cases must be reported at once and were not; perhaps: how many may
            have to be; overdue: in how many of those reported a step is overdue.
        work: all that waits for a person, from whichever week.
        page: where the summary is; written: the files that were written, none of them when
            nothing has changed since the last run of this day.
        unfinished: why pages and sheets could not be laid out after the files had gone in.
    """

    upgraded: Upgraded | None
    receipts: list[Receipt]
    known_files: list[str]
    waiting: list[Receipt]
    refused: list[tuple[Path, MocgioiError]]
    no_surveys: list[tuple[Path, MocgioiError]]
    registers: list[str]
    others: list[str]
    undone: list[str]
    blank: list[str]
    decided: dict[str, Decided]
    recorded: dict[str, Recorded]
    to_report: int
    perhaps: int
    overdue: int
    work: list[Work]
    page: Path
    written: list[Path]
    unfinished: MocgioiError | None = None

    @property
    def known(self) -> int:
        """How many files were dealt with in an earlier run."""
        return len(self.known_files) + len(self.undone)

    @property
    def decided_anything(self) -> bool:
        """Whether a filled sheet settled a disagreement, or said what was done about a case."""
        return any(decided.settled for decided in self.decided.values()) or any(
            recorded.subjects for recorded in self.recorded.values()
        )

    @property
    def needs_person(self) -> bool:
        """Whether anything waits that is more than a thing to look at, BÁO NGAY above all."""
        waits = any(work.kind != "looked" for work in self.work)
        return waits or any((self.to_report, self.perhaps, self.overdue))


class Talk(NamedTuple):
    """How the routine says what it does.

    Attributes:
        lang: of the pages. progress: is called with the name of each file before its turn.
        spell: how commands are written.
    """

    lang: Language
    progress: Callable[[str], None]
    spell: Speller
