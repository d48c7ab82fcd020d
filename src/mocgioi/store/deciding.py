"""What a person decides: disagreements settled, held rows let in or set aside, batches undone.

A decision is an event about one observation; nothing is changed or deleted. Disagreements
and observations are named by the first characters of an observation's uuid, as many as
are unique.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import uuid4

from mocgioi.domain.observation import (
    Decision,
    Observation,
    fold_markers,
    latest_verdicts,
)
from mocgioi.errors import UsageError
from mocgioi.store.events import read_decisions, read_observations
from mocgioi.store.geopackage import Transaction
from mocgioi.store.ledger import decide, moved_markers, next_instant

SHORT = 8
"""Characters of a uuid that are shown and typed."""


class OpenDisagreement(NamedTuple):
    """Something that waits for a person (số liệu chưa thống nhất).

    Attributes:
        id: the first characters of its first side's uuid.
        reason: ``contested``, or ``held``: a row held because of where it was made.
        marker, aspect, observed_on: what it is about; the aspect of a held row is its first.
        sides: the observations that wait, in the order they were recorded.
        standing: the observation they contradict, where there is one.
    """

    id: str
    reason: str
    marker: str
    aspect: str
    observed_on: str | None
    sides: tuple[Observation, ...]
    standing: Observation | None = None


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


def open_disagreements(source: sqlite3.Connection | Transaction) -> list[OpenDisagreement]:
    """Return everything that waits for a person, by marker number and day."""
    observations = read_observations(source)
    decisions = read_decisions(source)
    found = [
        OpenDisagreement(
            _first(d.sides)[:SHORT],
            "contested",
            d.marker,
            d.aspect,
            d.observed_on,
            d.sides,
            d.standing,
        )
        for state in fold_markers(observations, decisions).values()
        for aspect in state.aspects.values()
        for d in aspect.disagreements
    ]
    found += _held(observations, latest_verdicts(decisions))
    return sorted(found, key=lambda d: (d.marker, d.observed_on or "", d.aspect, d.id))


def _first(sides: Sequence[Observation]) -> str:
    return min(sides, key=lambda o: (o.recorded_at, o.uuid)).uuid


def _held(
    observations: Sequence[Observation], verdicts: Mapping[str, Decision]
) -> list[OpenDisagreement]:
    """Return the rows that are held, all observations of a row together."""
    rows: dict[tuple[str | None, int | None, str], list[Observation]] = defaultdict(list)
    for observation in observations:
        verdict = verdicts.get(observation.uuid)
        if verdict is not None and verdict.verdict == "held":
            rows[observation.batch, observation.row, observation.marker].append(observation)
    return [
        OpenDisagreement(
            _first(row)[:SHORT],
            "held",
            row[0].marker,
            row[0].aspect,
            row[0].observed_on,
            tuple(row),
        )
        for row in rows.values()
    ]


def resolve(
    transaction: Transaction, identity: str, keep: str | None, *, by: str, why: str
) -> list[str]:
    """Settle one disagreement, and return the markers whose counted state moved.

    Args:
        identity: of the disagreement.
        keep: of the observation that stands: one of its sides, or the one they contradict;
            None sets every side aside.
        by: who decides. why: the reason; it must be given.

    Raises:
        UsageError: no such disagreement, `keep` is no part of it, or there is no reason.
    """
    _require_reason(why)
    disagreement = _named(identity, open_disagreements(transaction))
    parts = [*disagreement.sides, *filter(None, [disagreement.standing])]
    kept = None if keep is None else _one(keep, parts).uuid
    instant, resolution = next_instant(transaction), uuid4().hex

    def decision(observation: Observation, verdict: str) -> Decision:
        return Decision(uuid4().hex, observation.uuid, verdict, instant, by, why, resolution)

    decisions = []
    for side in disagreement.sides:
        together = disagreement.reason == "held" and kept is not None
        decisions.append(decision(side, "keep" if together or side.uuid == kept else "set_aside"))
    standing = disagreement.standing
    if standing is not None and standing.observed_on == disagreement.observed_on:
        decisions.append(decision(standing, "keep" if standing.uuid == kept else "set_aside"))
    return _decided(transaction, decisions, {disagreement.marker})


def settled_before(source: sqlite3.Connection | Transaction, identities: Sequence[str]) -> set[str]:
    """Return which of `identities` named a disagreement that waits no more."""
    waiting = [_first(d.sides) for d in open_disagreements(source)]
    known = [decision.observation for decision in read_decisions(source)]
    return {
        identity
        for identity in identities
        if not any(uuid.startswith(identity) for uuid in waiting)
        and any(uuid.startswith(identity) for uuid in known)
    }


def undo(
    transaction: Transaction, batch: str, *, row: int | None = None, by: str, why: str
) -> Undone:
    """Take back what a batch, or one row of it, observed.

    Observations that a person had set aside in favour of one taken back count again.

    Raises:
        UsageError: no such batch or row, no reason given, everything of it was taken back
            before, or it changed the register rather than observed something.
    """
    _require_reason(why)
    uuid = _batch_uuid(transaction, batch)
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
    back = [
        o
        for o in observations
        if o.uuid in verdicts
        and verdicts[o.uuid].verdict == "set_aside"
        and verdicts[o.uuid].resolution in resolutions
        and o not in taken
    ]
    instant, event = next_instant(transaction), uuid4().hex
    decisions = [
        Decision(uuid4().hex, o.uuid, verdict, instant, by, why, event)
        for verdict, group in (("undone", taken), ("reopened", back))
        for o in group
    ]
    moved = _decided(transaction, decisions, {o.marker for o in [*taken, *back]})
    return Undone(uuid, len(taken), moved, [o.uuid for o in back], len(gone))


def find_observation(source: sqlite3.Connection | Transaction, identity: str) -> Observation:
    """Return the observation whose uuid begins with `identity`.

    Raises:
        UsageError: none does, or several do.
    """
    return _one(identity, read_observations(source))


def _decided(
    transaction: Transaction, decisions: Sequence[Decision], markers: set[str]
) -> list[str]:
    observations = read_observations(transaction, markers=markers)
    before = fold_markers(observations, read_decisions(transaction))
    decide(transaction, decisions)
    return moved_markers(before, fold_markers(observations, read_decisions(transaction)))


def _require_reason(why: str) -> None:
    if not why.strip():
        raise UsageError(
            "Cần ghi lý do: --why «…». Lý do được lưu cùng quyết định.",
            "A reason is needed: --why “…”. It is kept with the decision.",
        )


def _named(identity: str, among: Sequence[OpenDisagreement]) -> OpenDisagreement:
    found = [d for d in among if _first(d.sides).startswith(identity)] if identity else []
    if len(found) == 1:
        return found[0]
    raise UsageError(
        f"Không có số liệu chưa thống nhất nào là «{identity}». Xem: mocgioi conflicts list.",
        f"No open disagreement is named “{identity}”. See: mocgioi conflicts list.",
    )


def _one(identity: str, among: Sequence[Observation]) -> Observation:
    found = [o for o in among if o.uuid.startswith(identity)] if identity else []
    if len(found) == 1:
        return found[0]
    count = len(found)
    raise UsageError(
        f"«{identity}» ứng với {count} số liệu, cần đúng một. Xem: mocgioi conflicts show, "
        "hoặc mocgioi show MỐC.",
        f"“{identity}” names {count} observations, and one is needed. See: mocgioi conflicts "
        "show, or mocgioi show MARKER.",
    )


def _batch_uuid(transaction: Transaction, batch: str) -> str:
    found = [
        uuid for (uuid,) in transaction.read("SELECT uuid FROM batches") if uuid.startswith(batch)
    ]
    if len(found) == 1 and batch:
        return str(found[0])
    raise UsageError(
        f"Không có đợt nhập «{batch}». Xem: mocgioi survey list.",
        f"There is no batch “{batch}”. See: mocgioi survey list.",
    )


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
    return UsageError(
        f"Đợt nhập {batch} chỉ đổi sổ đăng ký, không ghi nhận mốc nào. Muốn trở lại như trước, "
        "hãy nhập lại tệp cũ.",
        f"Batch {batch} changed the register and observed nothing. To go back, import the "
        "former file again.",
    )
