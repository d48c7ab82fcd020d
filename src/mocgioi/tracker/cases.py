"""Cases: what follows a marker that must be reported at once, recorded and told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mocgioi.analysis.figures.cases import case_entries
from mocgioi.store import commits, events
from mocgioi.tracker import case_steps
from mocgioi.tracker.alarming import cases_of
from mocgioi.tracker.moments import Day, Moment, as_knowledge, report_day
from mocgioi.tracker.numbers import present_number

if TYPE_CHECKING:
    from mocgioi.documents.cases import Cases as CasesDocument
    from mocgioi.store.handle import Store


class Cases:
    """The cases of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def document(
        self,
        subject: str | None = None,
        *,
        ended: bool = False,
        as_of: Day | None = None,
        known_at: Moment | None = None,
    ) -> CasesDocument:
        """Return the document ``mocgioi.cases/1``.

        Args:
            subject: a marker's number, or the first characters of a row's code; all of them if
                left out.
            ended: those that have ended too; of one subject they are always among them.
            as_of, known_at: as for `Figures.coverage`.

        Raises:
            MarkerNotFound, UsageError: no such marker or row, or no day.
        """
        day, asked = report_day(as_of), as_knowledge(known_at)
        with self._store.reading() as connection:
            number = commits.known(connection, asked).number
            found = cases_of(connection, as_of=day, known_at=number)
            if subject is not None:
                wanted = case_steps.subject_of(
                    connection, subject, found, as_of=day, known_at=number
                )
                found = [case for case in found if case.subject == wanted]
            files = events.file_names(connection)
        shown = [case for case in found if ended or subject is not None or case.is_open]
        return {
            "schema": "mocgioi.cases/1",
            "as_of": day,
            "known_at": asked,
            "cases": case_entries(shown, files),
        }

    def record(
        self,
        subject: str,
        *,
        reported_on: Day | None = None,
        notified_on: Day | None = None,
        agreed_on: Day | None = None,
        repaired_on: Day | None = None,
        restored_on: Day | None = None,
        closed_on: Day | None = None,
        to: str | None = None,
        document: str | None = None,
        why: str | None = None,
        by: str | None = None,
    ) -> CasesDocument:
        """Record what was done about a marker, or a row whose marker is not known.

        Args:
            subject: a marker's number, or the first characters of a row's code (`document`).
            reported_on: the day it was reported; to: to whom, which is then needed.
            notified_on: the day the other side was notified.
            agreed_on: the day the repair was agreed on, ten days ahead of it at least.
            repaired_on: the day it was repaired. restored_on: the marker stands as it was.
            closed_on: the case ends without a repair; why: the reason, which is then needed.
            document: number of the paper of the one step that is recorded.
            why: the reason where a step that is there is corrected. by: who records it.

        Returns:
            The document ``mocgioi.cases/1`` of the subject. What is there already is not
            recorded again; a correction leaves what it corrects in the history.

        Raises:
            MarkerNotFound, UsageError: no such marker or row, or a step that cannot be.
        """
        days = case_steps.Days(
            reported_on, notified_on, agreed_on, repaired_on, restored_on, closed_on
        )
        with self._store.writing() as transaction:
            recorded = case_steps.record(
                transaction, subject, days, to=to, document=document, why=why, by=by
            )
        return self.document(recorded)

    def dismiss(self, subject: str, *, why: str, by: str | None = None) -> CasesDocument:
        """Record that there is nothing to report: what is known so far is no alarm.

        Raises:
            MarkerNotFound, UsageError: no such marker or row, nothing open, or no reason.
        """
        with self._store.writing() as transaction:
            dismissed = case_steps.dismiss(transaction, subject, why=why, by=by)
        return self.document(dismissed)

    def identify(self, row: str, marker: str, *, by: str | None = None) -> CasesDocument:
        """Record which marker a row without a known one is about.

        Args:
            row: the first characters of its code. marker: the marker's number.

        Raises:
            MarkerNotFound, UsageError: no such row or marker.
        """
        number = present_number(self._store, marker)
        with self._store.writing() as transaction:
            case_steps.identify(transaction, row, number, by=by)
        return self.document(number)

    def withdraw(
        self, subject: str, step: str, *, why: str, by: str | None = None
    ) -> CasesDocument:
        """Take back what was recorded last about a step; it stays in the history.

        Args:
            subject: as for `record`. step: of `mocgioi.domain.cases.STEPS`, ``closed``,
                ``dismissed``. why: the reason.

        Raises:
            MarkerNotFound, UsageError: no such marker or row, nothing of it recorded, no reason.
        """
        with self._store.writing() as transaction:
            withdrawn = case_steps.withdraw(transaction, subject, step, why=why, by=by)
        return self.document(withdrawn)
