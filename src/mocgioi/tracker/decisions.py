"""What disagrees, and what a person decides about it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from mocgioi.errors import Language, Speller, plainly
from mocgioi.store import disagreements
from mocgioi.store.handle import Store
from mocgioi.tracker.author import author
from mocgioi.tracker.histories import disagreement_document

if TYPE_CHECKING:
    from mocgioi.documents.conflicts import Conflicts
    from mocgioi.store.reconsidering import Settlement
    from mocgioi.tracker.decision_sheets import Decided
    from mocgioi.tracker.effects import Effects
    from mocgioi.tracker.settling import Answer, Settled


class Decisions:
    """What waits for a person in a store, and its settling."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def disagreements(self) -> Conflicts:
        """Return the document ``mocgioi.conflicts/1``: everything that waits for a person."""
        return disagreement_document(self._store)

    def resolve(
        self, disagreement: str, keep: str | None, *, why: str, by: str | None = None
    ) -> list[str]:
        """Settle a disagreement, and return the markers whose counted state moved.

        Args:
            disagreement, keep: first characters of their uuids; `keep` None sets every side
                aside.
            why: the reason, kept with the decision. by: who decides.

        Raises:
            UsageError: no such disagreement or side, or no reason.
        """
        with self._store.writing() as transaction:
            return disagreements.resolve(
                transaction, disagreement, keep, by=author(by, self._store), why=why
            )

    def resolve_telling(
        self, disagreement: str, keep: str | None, *, why: str, by: str | None = None
    ) -> tuple[list[str], Effects]:
        """Do as `resolve` does, and return beside it what that did to what is counted."""
        from mocgioi.tracker import effects

        return effects.resolve(self._store, disagreement, keep, why=why, by=by)

    def settle(self, answers: Sequence[Answer], *, why: str, by: str | None = None) -> Settled:
        """Settle several disagreements for one reason, in one transaction.

        What is no longer as it was shown, or waits no more, is left alone and told; the others
        are settled.

        Args:
            answers: what stands in each, and how it was shown (`settling.state_of`).
            why: the reason, kept with each decision. by: who decides.

        Raises:
            UsageError: no reason.
        """
        from mocgioi.tracker import settling

        with self._store.writing() as transaction:
            return settling.settle_all(transaction, answers, by=author(by, self._store), why=why)

    def settle_telling(
        self, answers: Sequence[Answer], *, why: str, by: str | None = None
    ) -> tuple[Settled, Effects]:
        """Do as `settle` does, and return beside it what that did to what is counted."""
        from mocgioi.tracker import effects

        return effects.settle(self._store, answers, why=why, by=by)

    def made(self, *, most: int = 50) -> list[Settlement]:
        """Return what people decided, a commit at a time, the last first; so many at most."""
        from mocgioi.store import reconsidering

        with self._store.reading() as connection:
            return reconsidering.settlements(connection, most=most)

    def take_back(self, commit: int, *, why: str, by: str | None = None) -> list[str]:
        """Take back what was decided in a commit, and return the markers that are counted anew.

        What it settled waits again; what somebody decided about since stays as it is.

        Args:
            commit: its number (`made`). why: the reason. by: who takes it back.

        Raises:
            UsageError: nothing was decided there, or nothing of it stands; or no reason.
        """
        from mocgioi.store import reconsidering

        with self._store.writing() as transaction:
            return reconsidering.take_back(transaction, commit, by=author(by, self._store), why=why)

    def take_back_telling(
        self, commit: int, *, why: str = "", by: str | None = None, check: bool = False
    ) -> tuple[list[str], Effects]:
        """Do as `take_back` does, and return beside it what that did to what is counted.

        Args:
            commit, why, by: as for `take_back`; a check needs no reason.
            check: tell what it would do, and write nothing.

        Raises:
            UsageError: as for `take_back`.
        """
        from mocgioi.tracker import effects

        return effects.take_back(self._store, commit, why=why, by=by, check=check)

    def note_seen(self, findings: Iterable[str], *, by: str | None = None) -> int:
        """Record that a person looked at findings about files, and return how many were new.

        Args:
            findings: their keys (`mocgioi.tracker.waiting.standing`). by: who looked.
        """
        from mocgioi.tracker import seen_sheets

        return seen_sheets.note(self._store, findings, by=author(by, self._store))

    def export(self, *, lang: Language = "vi", spell: Speller = plainly) -> bytes:
        """Return what waits for a person as XLSX, to be filled in and given to `apply`.

        Args:
            lang: of the sheet. spell: how the command that takes it in is written.
        """
        from mocgioi.tracker import decision_sheets

        return decision_sheets.sheet(self._store, self.disagreements(), lang=lang, spell=spell)

    def apply(self, path: str | os.PathLike[str], *, by: str | None = None) -> Decided:
        """Take the decisions of a filled sheet, in one transaction.

        One that was decided before, or cannot be, is told and does not stop the others.

        Raises:
            UnreadableInput: the file is no such sheet.
        """
        from mocgioi.tracker import decision_sheets

        return decision_sheets.decide(self._store, path, by=author(by, self._store))

    def apply_telling(
        self, path: str | os.PathLike[str], *, by: str | None = None
    ) -> tuple[Decided, Effects]:
        """Do as `apply` does, and return beside it what that did to what is counted."""
        from mocgioi.tracker import effects

        return effects.apply_sheet(self._store, path, by=by)
