"""Cases: what follows a marker that must be reported at once, recorded and told."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from mocgioi.analysis.figures.cases import case_entries
from mocgioi.errors import UsageError
from mocgioi.store import commits, events
from mocgioi.tracker import case_steps
from mocgioi.tracker.alarming import cases_of
from mocgioi.tracker.moments import Day, Moment, as_knowledge, report_day, today
from mocgioi.tracker.numbers import present_number

if TYPE_CHECKING:
    from mocgioi.documents.cases import CaseEntry
    from mocgioi.documents.cases import Cases as CasesDocument
    from mocgioi.store.geopackage import Transaction
    from mocgioi.store.handle import Store

_LENGTH = 16


def state_of(entry: CaseEntry) -> str:
    """Return what names a case as it is shown: what it rests on, and what is recorded of it."""
    rests_on = sorted((alarm["id"], alarm["lacks"]) for alarm in entry["alarms"])
    recorded = sorted(record["event"] for record in entry["history"])
    shown = repr((entry["alarm"], rests_on, recorded, entry["open"]))
    return hashlib.sha256(shown.encode()).hexdigest()[:_LENGTH]


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
        shown: str | None = None,
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
            shown: `state_of` the case that was looked at, where it must still be so.

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
            _require_as_shown(transaction, subject, shown)
            recorded = case_steps.record(
                transaction, subject, days, to=to, document=document, why=why, by=by
            )
        return self.document(recorded)

    def report_all(
        self,
        shown: Mapping[str, str],
        *,
        on: Day,
        to: str,
        document: str | None = None,
        by: str | None = None,
    ) -> list[str]:
        """Record that several were reported by one paper, in one transaction.

        Args:
            shown: `state_of` each case as it was looked at, by its subject.
            on, to, document, by: as `reported_on` and the others of `record`.

        Returns:
            The subjects that are not as they were shown; nothing is recorded of these.

        Raises:
            UsageError: a step that cannot be; then nothing at all is recorded.
        """
        days = case_steps.Days(reported=on)
        return self._write_all(
            shown,
            lambda transaction, subject: case_steps.record(
                transaction, subject, days, to=to, document=document, by=by
            ),
        )

    def dismiss_all(
        self, shown: Mapping[str, str], *, why: str, by: str | None = None
    ) -> list[str]:
        """Record of several that there is nothing to report, for one reason; see `report_all`."""
        return self._write_all(
            shown,
            lambda transaction, subject: case_steps.dismiss(transaction, subject, why=why, by=by),
        )

    def _write_all(
        self, shown: Mapping[str, str], write: Callable[[Transaction, str], str]
    ) -> list[str]:
        with self._store.writing() as transaction:
            states = _states(transaction)
            for subject, state in shown.items():
                if states.get(subject) == state:
                    write(transaction, subject)
        return [subject for subject, state in shown.items() if states.get(subject) != state]

    def dismiss(
        self, subject: str, *, why: str, by: str | None = None, shown: str | None = None
    ) -> CasesDocument:
        """Record that there is nothing to report: what is known so far is no alarm.

        Args:
            subject: as for `record`. why: the reason. by, shown: as for `record`.

        Raises:
            MarkerNotFound, UsageError: no such marker or row, nothing open, or no reason.
        """
        with self._store.writing() as transaction:
            _require_as_shown(transaction, subject, shown)
            dismissed = case_steps.dismiss(transaction, subject, why=why, by=by)
        return self.document(dismissed)

    def identify(
        self, row: str, marker: str, *, by: str | None = None, shown: str | None = None
    ) -> CasesDocument:
        """Record which marker a row without a known one is about.

        Args:
            row: the first characters of its code. marker: the marker's number.
            by, shown: as for `record`.

        Raises:
            MarkerNotFound, UsageError: no such row or marker.
        """
        number = present_number(self._store, marker)
        with self._store.writing() as transaction:
            _require_as_shown(transaction, row, shown)
            case_steps.identify(transaction, row, number, by=by)
        return self.document(number)

    def withdraw(
        self,
        subject: str,
        step: str,
        *,
        why: str,
        by: str | None = None,
        shown: str | None = None,
    ) -> CasesDocument:
        """Take back what was recorded last about a step; it stays in the history.

        Args:
            subject: as for `record`. step: of `mocgioi.domain.cases.STEPS`, ``closed``,
                ``dismissed``. why: the reason. by, shown: as for `record`.

        Raises:
            MarkerNotFound, UsageError: no such marker or row, nothing of it recorded, no reason.
        """
        with self._store.writing() as transaction:
            _require_as_shown(transaction, subject, shown)
            withdrawn = case_steps.withdraw(transaction, subject, step, why=why, by=by)
        return self.document(withdrawn)


def _states(transaction: Transaction) -> dict[str, str]:
    """Return `state_of` the last case of each subject, the open one where there is one."""
    entries = case_entries(cases_of(transaction, as_of=today()), {})
    ordered = sorted(entries, key=lambda entry: entry["open"])
    return {entry["subject"]: state_of(entry) for entry in ordered}


def _require_as_shown(transaction: Transaction, subject: str, shown: str | None) -> None:
    """See to it that a case is as somebody saw it.

    Raises:
        UsageError: it is not: somebody recorded something, or new reports came.
    """
    if shown is not None and _states(transaction).get(subject) != shown:
        raise UsageError(
            f"Vụ việc «{subject[:8]}» đã khác lúc mở trang (có số liệu mới, hoặc người khác vừa "
            "ghi), nên chưa ghi gì. Hãy xem lại rồi ghi.",
            f"The case “{subject[:8]}” is not as it was when the page was opened (new reports, or "
            "somebody recorded something), so nothing was recorded. Look again, then record.",
        )
