"""The marker register, put in.

An import updates by marker number, is dated and recorded, and deletes nothing by absence.
What a register says becomes observations (existence, need, commune, post, register
position); the rest are columns, whose former values are kept in ``register_changes``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from mocgioi.domain.batch import Change, IncomingFile, Receipt
from mocgioi.domain.observation import MarkerState, fold_markers
from mocgioi.domain.register import BY_OUTLINE, MarkerEntry
from mocgioi.store.drafts import Draft
from mocgioi.store.events import read_decisions, read_observations
from mocgioi.store.geopackage import Row, Transaction
from mocgioi.store.items import differences
from mocgioi.store.ledger import record
from mocgioi.store.reading import ATTRIBUTES


def put_markers(
    transaction: Transaction, file: IncomingFile, entries: Sequence[MarkerEntry], effective_on: str
) -> Receipt:
    """Take in a marker register.

    Args:
        transaction: the write transaction.
        file: the file and its receipt so far.
        entries: one for each marker, numbers unique.
        effective_on: ISO day from which what differs from the store holds; what the store
            did not know yet holds from the beginning.
    """
    stored = {
        row[0]: row[1:]
        for row in transaction.read(f"SELECT number, {', '.join(ATTRIBUTES)} FROM markers")
    }
    numbers = {str(entry.number) for entry in entries}
    states = fold_markers(
        read_observations(transaction, markers=numbers), read_decisions(transaction)
    )
    outcomes: dict[int, str] = {}
    changes: list[Change] = []
    drafts: list[Draft] = []
    new, changed = [], []
    for index, entry in enumerate(entries):
        number = str(entry.number)
        attributes = {name: getattr(entry, name) for name in ATTRIBUTES}
        if number not in stored:
            new.append(_marker_row(entry))
        else:
            differing = differences(attributes, dict(zip(ATTRIBUTES, stored[number], strict=True)))
            if differing:
                outcomes[index] = "applied"
                changes += [Change(number, *difference) for difference in differing]
                changed.append({"number": number, **_kept(attributes, stored[number])})
        state = states.get(number)
        drafts += _entry_drafts(index, entry, state, effective_on)
        if state is not None:
            changes += _aspect_changes(number, entry, state)
    transaction.insert("markers", new)
    transaction.update("markers", "number", changed)
    return record(transaction, file, drafts, outcomes=outcomes, changes=changes)


def _marker_row(entry: MarkerEntry) -> Row:
    return {
        "number": str(entry.number),
        "kind": entry.number.kind,
        "illustrative": entry.illustrative,
        **{name: getattr(entry, name) for name in ATTRIBUTES},
    }


def _kept(new: Mapping[str, Any], old: Sequence[Any]) -> Row:
    """Return `new`, with the old value wherever the file is silent."""
    return {
        name: former if value is None else value
        for (name, value), former in zip(new.items(), old, strict=True)
    }


def _stated(entry: MarkerEntry) -> dict[str, str]:
    """Return what a register row says of its marker, by aspect."""
    stated = {"existence": "yes"}
    if entry.needs_road is not None:
        stated["need_road"] = entry.needs_road
    if entry.commune is not None:
        stated["commune"] = entry.commune
    if entry.post is not None:
        stated["post"] = entry.post
    if entry.position is not None:
        stated["register_position"] = entry.position.as_value()
    return stated


def _entry_drafts(
    index: int, entry: MarkerEntry, state: MarkerState | None, effective_on: str
) -> list[Draft]:
    drafts = []
    for aspect, value in _stated(entry).items():
        known = state.aspects.get(aspect) if state else None
        if known is None or known.evidence is None:
            day: str | None = None
        elif known.value == value:
            day = known.evidence.observed_on
        else:
            day = effective_on
        drafts.append(
            Draft(
                row=index,
                marker=str(entry.number),
                aspect=aspect,
                value=value,
                observed_on=day,
                row_number=entry.row,
                observer=BY_OUTLINE
                if aspect == "commune" and entry.is_commune_by_outline
                else None,
                illustrative=entry.illustrative,
            )
        )
    return drafts


def _aspect_changes(number: str, entry: MarkerEntry, state: MarkerState) -> list[Change]:
    return [
        Change(number, aspect, old, value)
        for aspect, value in _stated(entry).items()
        if (old := state.value(aspect)) is not None and old != value
    ]
