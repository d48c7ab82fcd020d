"""Copies of a store that are merged, and what they come to."""

from __future__ import annotations

from typing import Any

from mocgioi.domain.batch import IncomingFile, Receipt
from mocgioi.domain.observation import fold_markers
from mocgioi.store import disagreements, events, foreign, merging
from mocgioi.store.handle import Store

TODAY = "2026-06-01"


def merge(here: Store, there: Store) -> Receipt:
    """Take `there` in, as the tracker does."""
    with foreign.opened(there.path) as other, here.writing() as transaction:
        file = IncomingFile("merge", there.path.name, other.head, other.head)
        return merging.merge(transaction, other, file, today=TODAY)


def state_of(store: Store) -> tuple[dict[str, Any], set[tuple[Any, ...]]]:
    """Return what is true of every marker, with its evidence, and what waits for a person."""
    with store.reading() as connection:
        states = fold_markers(
            events.read_observations(connection), events.read_decisions(connection)
        )
        waiting = disagreements.open_disagreements(connection)
    folded = {
        number: {
            aspect: (of.value, of.since, of.confirmed_by and of.confirmed_by.observed_on)
            for aspect, of in state.aspects.items()
        }
        for number, state in states.items()
    }
    return folded, {
        (d.marker, d.aspect, d.observed_on, d.reason, frozenset(side.uuid for side in d.sides))
        for d in waiting
    }
