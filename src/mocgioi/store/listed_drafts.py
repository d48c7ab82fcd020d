"""What a register observes, before it is recorded: compared where it lies, in memory.

Its statements are there as long as it is taken in, so that nothing is gained by a temporary
table, which takes as long to fill and to read as the ledger does.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import count

from mocgioi.domain.observation import Observation
from mocgioi.store.drafts import Draft, Fresh, Staged
from mocgioi.store.events import first_numbers
from mocgioi.store.geopackage import Transaction
from mocgioi.store.homes import Identity, kind_of
from mocgioi.store.meetings import Cell

_IN_LEDGER = (
    "SELECT value FROM json_each(?) AS said"
    " WHERE EXISTS (SELECT 1 FROM observations WHERE uuid = said.value)"
)


class Listed(Staged):
    """The drafts of one file in the transaction that will record them, as `Staged` has them."""

    def __init__(
        self,
        transaction: Transaction,
        drafts: Iterable[Draft],
        batch: str,
        instant: str,
        source: str,
    ) -> None:
        super().__init__(transaction, batch, instant, source)
        self._uuids: list[str] = []
        self._left: dict[int, Draft] = {}
        self.put(drafts)

    def put(self, drafts: Iterable[Draft]) -> None:
        """Take drafts in, in the order of their file; see `Staged.put`."""
        self._left = dict(enumerate(drafts))
        self._count = len(self._left)
        self.subjects = {draft.subject for draft in self._left.values()}
        self._uuids = [self._identity_of(draft, 0) for draft in self._left.values()]
        taken = self._taken(self._left)
        for before in count(1):
            if not taken:
                return
            for place in taken:
                self._uuids[place] = self._identity_of(self._left[place], before)
            taken = self._taken(taken)

    def _identity_of(self, draft: Draft, before: int) -> str:
        _, subject, aspect, value, day, row, observer, *_ = draft
        return self._identity(row, subject, aspect, value, day, observer, before=before)

    def _taken(self, places: Iterable[int]) -> list[int]:
        """Return the drafts whose identity an event of the ledger has."""
        asked = [(self._uuids[place], place) for place in places]
        uuids = json.dumps([uuid for uuid, _ in asked])
        known = {uuid for (uuid,) in self._transaction.read(_IN_LEDGER, (uuids,))}
        return [place for uuid, place in asked if uuid in known]

    def by_subject(self) -> Iterator[tuple[Identity, list[Fresh]]]:
        """Yield each subject with its drafts in their order."""
        of_subject: dict[tuple[str, str], list[int]] = {}
        for place, draft in self._left.items():
            home, dot, _ = draft.aspect.partition(".")
            of_subject.setdefault((home + dot if dot else "", draft.subject), []).append(place)
        for (home, subject), places in sorted(of_subject.items()):
            yield (kind_of(home), subject), [self._fresh(place) for place in places]

    def _fresh(self, place: int) -> Fresh:
        draft = self._left[place]
        _, subject, aspect, value, day, row, observer, _, is_made_up, *_ = draft
        said = (self._uuids[place], subject, aspect, value, day)
        written = (self._instant, self._batch, row, observer, is_made_up)
        return Fresh(place, Observation(*said, *written, self._transaction.commit_number), draft)

    def forget(self, places: Iterable[int]) -> None:
        """Drop drafts that are known already; what is left is new."""
        for place in places:
            del self._left[place]

    def submissions(self) -> Iterator[tuple[str, str, Cell]]:
        """Yield the submission keys of what is left; see `Staged.submissions`."""
        first: dict[str, Draft] = {}
        for draft in self._left.values():
            if draft.submission is not None:
                first.setdefault(draft.submission, draft)
        for submission, draft in sorted(first.items()):
            yield submission, draft.subject, Cell(draft.sheet, draft.row_number)

    def record(self) -> None:
        """Write what is left into the ledger, in the order of the file; see `Staged.record`."""
        numbers = first_numbers(self._transaction)
        self._transaction.insert(
            "observations",
            (
                {
                    "uuid": self._uuids[place],
                    "subject": (subject := numbers.get(draft.subject, draft.subject)),
                    "aspect": draft.aspect,
                    "value": draft.value,
                    "observed_on": draft.observed_on,
                    "recorded_at": self._instant,
                    "batch_uuid": self._batch,
                    "row_number": draft.row_number,
                    "observer": draft.observer,
                    "submission": draft.submission,
                    "illustrative": draft.illustrative,
                    "marker_number": subject if "." not in draft.aspect else None,
                }
                for place, draft in self._left.items()
            ),
        )
