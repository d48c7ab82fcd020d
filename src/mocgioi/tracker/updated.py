"""What one run of the weekly routine did, and how it talks while it runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from mocgioi.domain.batch import Receipt
    from mocgioi.errors import Language, MocgioiError, Speller
    from mocgioi.outputs.weekly_facts import Work
    from mocgioi.tracker.decision_sheets import Decided


class Updated(NamedTuple):
    """What one run did, and what waits after it.

    Attributes:
        receipts: of the files that were new; known_files: paths of those taken in before.
        waiting: receipts of known files of which a part is still not taken in.
        refused: paths in the folder of files that could not be taken, with the error.
        no_surveys: the same of files that are no surveys by their columns or kind.
        others: paths in the folder of files of kinds that are not read.
        undone: paths of files that a person took back; they stay out.
        blank: paths of forms and sheets in which nobody wrote yet.
        decided: what came of sheets of decisions, by their path.
        work: all that waits for a person, from whichever week.
        page: where the summary is; written: the files that were written, none of them when
            nothing has changed since the last run of this day.
        unfinished: why pages and sheets could not be laid out after the files had gone in.
    """

    receipts: list[Receipt]
    known_files: list[str]
    waiting: list[Receipt]
    refused: list[tuple[Path, MocgioiError]]
    no_surveys: list[tuple[Path, MocgioiError]]
    others: list[str]
    undone: list[str]
    blank: list[str]
    decided: dict[str, Decided]
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
        """Whether a sheet of decisions settled a disagreement."""
        return any(decided.settled for decided in self.decided.values())

    @property
    def needs_person(self) -> bool:
        """Whether anything waits that is more than a thing to look at."""
        return any(work.kind != "looked" for work in self.work)


class Talk(NamedTuple):
    """How the routine says what it does.

    Attributes:
        lang: of the pages. progress: is called with the name of each file before its turn.
        spell: how commands are written.
    """

    lang: Language
    progress: Callable[[str], None]
    spell: Speller
