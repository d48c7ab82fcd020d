"""What is known of one subject after the other, while a file is compared with it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from mocgioi.domain.decision import Decision
from mocgioi.domain.observation import Observation
from mocgioi.store.events import (
    SELECT_OBSERVATIONS,
    current_numbers,
    earlier_instants,
    read_decisions,
    read_observations,
)
from mocgioi.store.geopackage import Transaction
from mocgioi.store.homes import Identity, kind_of

_SPOKEN_OF = (
    "SELECT named.value FROM json_each(?) AS named"
    " WHERE EXISTS (SELECT 1 FROM observations AS o WHERE o.subject = named.value)"
)


class Known:
    """What a transaction knows of subjects, as long as it writes no event.

    Which of them anything is known of, which markers go by another number, and whether anything
    was decided at all, is read once and not for each of ten thousand subjects.

    Args:
        subjects: those that will be asked about.
    """

    def __init__(self, transaction: Transaction, subjects: Iterable[str]) -> None:
        self._transaction = transaction
        named = transaction.read(_SPOKEN_OF, (json.dumps(list(subjects)),))
        self._spoken_of = frozenset(subject for (subject,) in named)
        self._numbers = current_numbers(transaction)
        self._earlier = earlier_instants(transaction)
        self._is_decided = bool(transaction.read("SELECT 1 FROM decisions LIMIT 1"))

    def of(self, identity: Identity) -> list[Observation]:
        """Return every observation of a subject, by the number that a marker has now."""
        kind, subject = identity
        if subject in self._numbers:
            found = read_observations(self._transaction, subjects=(subject,))
        elif subject not in self._spoken_of:
            return []
        else:
            rows = self._transaction.read(f"{SELECT_OBSERVATIONS} WHERE subject = ?", (subject,))
            found = [Observation(*row) for row in rows]
            if self._earlier:
                found = [
                    o._replace(recorded_at=self._earlier.get(o.uuid, o.recorded_at)) for o in found
                ]
        return [o for o in found if kind_of(o.aspect) == kind]

    def decided(self, subject: str, known: Sequence[Observation]) -> list[Decision]:
        """Return the decisions about what is known of a subject."""
        if not known or not self._is_decided:
            return []
        uuids = {observation.uuid for observation in known}
        decisions = read_decisions(self._transaction, subjects=(subject,))
        return [decision for decision in decisions if decision.observation in uuids]
