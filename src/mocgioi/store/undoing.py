"""Taking back what a batch, or one row of it, observed: itself an event, nothing is deleted."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import NamedTuple
from uuid import uuid4

from mocgioi.domain.decision import (
    DISPUTED,
    Decision,
    decision_about,
    last_decisions,
    latest_verdicts,
)
from mocgioi.errors import UsageError
from mocgioi.store import heights
from mocgioi.store.events import read_decisions, read_observations
from mocgioi.store.geopackage import Transaction
from mocgioi.store.history import batch_uuid, merge_commit
from mocgioi.store.ledger import decide, require_reason


class Undone(NamedTuple):
    """What undoing a batch did.

    Attributes:
        batch: its uuid; observations: how many were taken back.
        moved: markers whose counted state moved.
        reopened: observations that had been set aside in favour of one taken back, and
            count again.
        already: how many had been taken back before.
        heights: how many rasters of the ground's heights were taken back; estimates move with
            them, and no marker.
    """

    batch: str
    observations: int
    moved: list[str]
    reopened: list[str]
    already: int
    heights: int = 0


def undo(
    transaction: Transaction, batch: str, *, row: int | None = None, by: str, why: str
) -> Undone:
    """Take back what a batch, or one row of it, observed, and the heights it brought.

    Observations that a person had set aside in favour of one taken back count again, and so
    do those that one taken back had corrected. Of a merge, everything that came with it is
    taken back; what its decisions were about stands as it did before.

    Raises:
        UsageError: no such batch or row, no reason given, it recorded nothing, or
            everything of it was taken back before.
    """
    require_reason(why)
    uuid = batch_uuid(transaction, batch)
    merged = merge_commit(transaction, uuid) if row is None else None
    rasters = heights.brought(transaction, uuid, merged) if row is None else []
    heights_back = heights.take_back(transaction, rasters, by=by, why=why)
    observations = read_observations(transaction)
    known = read_decisions(transaction)
    verdicts = latest_verdicts(known)
    wanted = [
        o
        for o in observations
        if (o.batch == uuid and row in (None, o.row)) or (merged is not None and o.commit == merged)
    ]
    gone = {o.uuid for o in wanted if o.uuid in verdicts and verdicts[o.uuid].verdict == "undone"}
    taken = [o for o in wanted if o.uuid not in gone]
    lifted = _verdicts_before(known, merged, {o.uuid for o in wanted})
    if not wanted and not lifted and not rasters:
        raise _nothing_to_undo(batch, row)
    if not taken and not lifted and not heights_back:
        raise _undone_before(batch, row)
    brought_by = {o.batch for o in taken}
    resolutions = {
        verdicts[o.uuid].resolution
        for o in taken
        if o.uuid in verdicts and verdicts[o.uuid].verdict == "keep"
    }
    said = {(o.subject, o.aspect, o.observed_on) for o in taken}
    back = [
        o
        for o in observations
        if o.uuid in verdicts
        and verdicts[o.uuid].verdict == "set_aside"
        and (
            verdicts[o.uuid].resolution in resolutions
            or (
                verdicts[o.uuid].resolution in brought_by
                and (o.subject, o.aspect, o.observed_on) in said
            )
        )
        and o not in taken
        and o.uuid not in lifted
    ]
    instant, event = transaction.instant(), uuid4().hex
    decided = [("undone", o.uuid) for o in taken] + [("reopened", o.uuid) for o in back]
    decided += [(verdict, observation) for observation, verdict in lifted.items()]
    decisions = [
        decision_about(
            observation,
            verdict,
            instant,
            by=by,
            why=why,
            resolution=event,
            commit=transaction.commit_number,
        )
        for verdict, observation in decided
    ]
    moved = decide(transaction, decisions)
    return Undone(uuid, len(taken), moved, [o.uuid for o in back], len(gone), heights_back)


def _verdicts_before(
    known: Sequence[Decision], merged: int | None, besides: Container[str]
) -> dict[str, str]:
    """Return what counted of the observations, by uuid, about which a merge brought decisions
    that are the last.

    Args:
        merged: number of the commit of the merge, None for a batch of another kind.
        besides: uuids of observations that are taken back themselves.
    """
    if merged is None:
        return {}
    before = latest_verdicts(known, merged - 1)
    return {
        observation: before[observation].verdict if observation in before else "reopened"
        for observation, last in last_decisions(known).items()
        if observation not in besides and any(decision.commit == merged for decision in last)
        if observation not in before or before[observation].verdict != DISPUTED
    }


def _undone_before(batch: str, row: int | None) -> UsageError:
    if row is not None:
        return UsageError(
            f"Dòng {row} của đợt nhập {batch} đã được hoàn tác từ trước.",
            f"Row {row} of batch {batch} was undone before.",
        )
    return UsageError(
        f"Đợt nhập {batch} đã được hoàn tác từ trước.", f"Batch {batch} was undone before."
    )


def _nothing_to_undo(batch: str, row: int | None) -> UsageError:
    if row is not None:
        return UsageError(
            f"Đợt nhập {batch} không ghi gì từ dòng {row}.",
            f"Batch {batch} recorded nothing from row {row}.",
        )
    return UsageError(f"Đợt nhập {batch} không ghi nhận gì.", f"Batch {batch} recorded nothing.")
