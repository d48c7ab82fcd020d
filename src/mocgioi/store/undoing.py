"""Taking back what a batch, or one row of it, observed: itself an event, nothing is deleted."""

from __future__ import annotations

from typing import NamedTuple
from uuid import uuid4

from mocgioi.domain.decision import decision_about, latest_verdicts
from mocgioi.errors import UsageError
from mocgioi.store.events import read_decisions, read_observations
from mocgioi.store.geopackage import Transaction
from mocgioi.store.history import batch_uuid
from mocgioi.store.ledger import decide, require_reason


class Undone(NamedTuple):
    """What undoing a batch did.

    Attributes:
        batch: its uuid; observations: how many were taken back.
        moved: markers whose counted state moved.
        reopened: observations that had been set aside in favour of one taken back, and
            count again.
        already: how many had been taken back before.
    """

    batch: str
    observations: int
    moved: list[str]
    reopened: list[str]
    already: int


def undo(
    transaction: Transaction, batch: str, *, row: int | None = None, by: str, why: str
) -> Undone:
    """Take back what a batch, or one row of it, observed.

    Observations that a person had set aside in favour of one taken back count again, and so
    do those that one taken back had corrected.

    Raises:
        UsageError: no such batch or row, no reason given, it recorded nothing, or
            everything of it was taken back before.
    """
    require_reason(why)
    uuid = batch_uuid(transaction, batch)
    observations = read_observations(transaction)
    verdicts = latest_verdicts(read_decisions(transaction))
    wanted = [o for o in observations if o.batch == uuid and (row is None or o.row == row)]
    if not wanted:
        raise _nothing_to_undo(batch, row)
    gone = {o.uuid for o in wanted if o.uuid in verdicts and verdicts[o.uuid].verdict == "undone"}
    taken = [o for o in wanted if o.uuid not in gone]
    if not taken:
        raise _undone_before(batch, row)
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
                verdicts[o.uuid].resolution == uuid and (o.subject, o.aspect, o.observed_on) in said
            )
        )
        and o not in taken
    ]
    instant, event = transaction.instant(), uuid4().hex
    decisions = [
        decision_about(
            o.uuid,
            verdict,
            instant,
            by=by,
            why=why,
            resolution=event,
            commit=transaction.commit_number,
        )
        for verdict, group in (("undone", taken), ("reopened", back))
        for o in group
    ]
    moved = decide(transaction, decisions)
    return Undone(uuid, len(taken), moved, [o.uuid for o in back], len(gone))


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
