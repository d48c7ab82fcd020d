"""Batches: what a file brings is written once, stays, and ends in a receipt that ties."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from uuid import uuid4

from mocgioi.domain.batch import Change, IncomingFile, Receipt
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.observation import (
    Decision,
    MarkerState,
    Observation,
    fold_markers,
    latest_verdicts,
)
from mocgioi.domain.vocabulary import REPORT_AT_ONCE
from mocgioi.store import meetings, submissions
from mocgioi.store.events import last_recorded_at, read_decisions, read_observations, refold
from mocgioi.store.geopackage import Transaction
from mocgioi.store.meetings import Cell
from mocgioi.version import VERSION

_COUNTED = ("existence", "need_road", "road_status")
_STRENGTH = {"unchanged": 0, "applied": 1, "queued": 2}


class Replacement(NamedTuple):
    """That a new observation stands in the place of an older one, and who says so and why."""

    observation: str
    decided_by: str
    why: str


class Draft(NamedTuple):
    """An observation about to be recorded.

    Attributes:
        row: which row of the file it comes from: an index, not the row's number in the file.
        held: it waits for a person before it counts.
        replaces: the observation it is decided to stand in the place of.
        sheet, heading, day_heading: its sheet, the heading of its value's column and of its
            day's, for what has to be told about it.
    """

    row: int
    marker: str
    aspect: str
    value: str
    observed_on: str | None
    row_number: int | None = None
    funding: str | None = None
    observer: str | None = None
    submission: str | None = None
    illustrative: bool = False
    held: bool = False
    sheet: str | None = None
    heading: str | None = None
    day_heading: str | None = None
    replaces: Replacement | None = None

    @property
    def cell(self) -> Cell:
        """Return where in its file it stood."""
        return Cell(self.sheet, self.row_number, self.heading, self.day_heading)


def next_instant(transaction: Transaction) -> str:
    """Return now (UTC), or just after the latest event where the clock stands behind it."""
    now = datetime.now(UTC)
    last = last_recorded_at(transaction)
    if last is not None:
        after = datetime.fromisoformat(last) + timedelta(milliseconds=1)
        now = max(now, after)
    return now.strftime("%Y-%m-%dT%H:%M:%S.") + f"{now.microsecond // 1000:03d}Z"


def record(
    transaction: Transaction,
    file: IncomingFile,
    drafts: Sequence[Draft],
    *,
    outcomes: Mapping[int, str] | None = None,
    changes: Sequence[Change] = (),
) -> Receipt:
    """Write one file's observations as a batch, and return its receipt.

    Args:
        transaction: the write transaction all of it happens in.
        file: the file, its findings and its rejected rows.
        drafts: what its rows observe; those already there (same marker, aspect, value and
            day, not undone) are *unchanged*.
        outcomes: what already happened to rows by other means (a register's attributes).
        changes: what changed in a register, for the receipt and ``register_changes``.

    A file that brings nothing new writes nothing, and its receipt says so.
    """
    markers = {draft.marker for draft in drafts}
    known = read_observations(transaction, markers=markers)
    decisions = read_decisions(transaction)
    before = fold_markers(known, decisions)
    batch, instant = uuid4().hex, next_instant(transaction)
    fresh, rows = _sort_out(drafts, known, decisions, batch, instant)
    for row, outcome in (outcomes or {}).items():
        _strengthen(rows, row, outcome)
    decided = [d for observation, draft in fresh for d in _decided(observation, draft, batch)]
    after = fold_markers([*known, *(o for o, _ in fresh)], [*decisions, *decided])
    waiting = {d.observation for d in decided if d.verdict == "held"} | _contested(after.values())
    for observation, draft in fresh:
        if observation.uuid in waiting:
            _strengthen(rows, draft.row, "queued")
    receipt = _receipt(file, rows, changes, before, after)
    receipt.findings += meetings.findings([(o, draft.cell) for o, draft in fresh], before, after)
    receipt.findings += submissions.repeated(
        transaction, [(o, draft.cell, draft.submission) for o, draft in fresh]
    )
    receipt.report_at_once = sorted(
        {
            (o.marker, o.value)
            for o, _ in fresh
            if o.aspect == "marker_condition" and o.value in REPORT_AT_ONCE
        },
        key=lambda alarm: MarkerNumber.parse(alarm[0]),
    )
    seen = _seen_before(transaction, file)
    if seen is not None and not fresh:
        receipt.findings.append(meetings.already_applied(seen))
    if fresh or changes or "applied" in rows.values() or (file.rejected and seen is None):
        receipt.batch = batch
        _write_batch(transaction, receipt, file, instant)
        _write_observations(transaction, fresh)
        _write_decisions(transaction, decided)
        _write_changes(transaction, receipt, file.kind, instant)
        refold(transaction, markers)
    return receipt


def _decided(observation: Observation, draft: Draft, batch: str) -> list[Decision]:
    """Return the decisions that come with a draft."""

    def decision(uuid: str, verdict: str, by: str | None, why: str | None) -> Decision:
        instant = observation.recorded_at
        return Decision(uuid4().hex, uuid, verdict, instant, by, why, batch)

    if draft.held:
        return [decision(observation.uuid, "held", None, None)]
    if draft.replaces is not None:
        old, by, why = draft.replaces
        return [decision(old, "set_aside", by, why), decision(observation.uuid, "keep", by, why)]
    return []


def _sort_out(
    drafts: Sequence[Draft],
    known: Sequence[Observation],
    decisions: Sequence[Decision],
    batch: str,
    instant: str,
) -> tuple[list[tuple[Observation, Draft]], dict[int, str]]:
    """Return the observations that are new, and the outcome of each row so far."""
    verdicts = latest_verdicts(decisions)
    there = {
        (o.marker, o.aspect, o.value, o.observed_on)
        for o in known
        if o.uuid not in verdicts or verdicts[o.uuid].verdict != "undone"
    }
    fresh: list[tuple[Observation, Draft]] = []
    rows: dict[int, str] = {}
    for draft in drafts:
        key = (draft.marker, draft.aspect, draft.value, draft.observed_on)
        if key in there:
            _strengthen(rows, draft.row, "unchanged")
            continue
        there.add(key)
        _strengthen(rows, draft.row, "applied")
        observation = Observation(
            uuid4().hex,
            draft.marker,
            draft.aspect,
            draft.value,
            draft.observed_on,
            instant,
            draft.funding,
            batch,
            draft.row_number,
            draft.observer,
            draft.illustrative,
        )
        fresh.append((observation, draft))
    return fresh, rows


def _strengthen(rows: dict[int, str], row: int, outcome: str) -> None:
    if _STRENGTH[outcome] >= _STRENGTH[rows.get(row, "unchanged")]:
        rows[row] = outcome


def _contested(states: Iterable[MarkerState]) -> set[str]:
    """Return uuids of the observations that wait in an open disagreement."""
    return {
        side.uuid
        for state in states
        for aspect in state.aspects.values()
        for disagreement in aspect.disagreements
        for side in disagreement.sides
    }


def _receipt(
    file: IncomingFile,
    rows: Mapping[int, str],
    changes: Sequence[Change],
    before: Mapping[str, MarkerState],
    after: Mapping[str, MarkerState],
) -> Receipt:
    outcomes = list(rows.values())
    return Receipt(
        file=file.name,
        sha256=file.sha256,
        kind=file.kind,
        read=file.rows_read,
        applied=outcomes.count("applied"),
        unchanged=outcomes.count("unchanged"),
        queued=outcomes.count("queued"),
        rejected=len(file.rejected),
        moved=moved_markers(before, after),
        changes=list(changes),
        findings=list(file.findings),
    )


def moved_markers(before: Mapping[str, MarkerState], after: Mapping[str, MarkerState]) -> list[str]:
    """Return the numbers of the markers known before whose counted state moved."""
    nothing = MarkerState("", {})
    return sorted(
        (
            number
            for number, state in before.items()
            if any(
                state.value(aspect) != after.get(number, nothing).value(aspect)
                for aspect in _COUNTED
            )
        ),
        key=MarkerNumber.parse,
    )


def _seen_before(transaction: Transaction, file: IncomingFile) -> str | None:
    """Return when these very rows were taken in before, as this kind of file."""
    rows = transaction.read(
        "SELECT recorded_at FROM batches WHERE content_sha256 = ? AND kind = ?"
        " ORDER BY recorded_at DESC LIMIT 1",
        (file.content_sha256, file.kind),
    )
    return rows[0][0] if rows else None


def _write_batch(
    transaction: Transaction, receipt: Receipt, file: IncomingFile, instant: str
) -> None:
    transaction.insert(
        "batches",
        [
            {
                "uuid": receipt.batch,
                "kind": file.kind,
                "file_name": file.name,
                "file_sha256": file.sha256,
                "content_sha256": file.content_sha256,
                "crs": file.crs,
                "effective_on": file.effective_on,
                "recorded_at": instant,
                "rows_read": receipt.read,
                "rows_applied": receipt.applied,
                "rows_unchanged": receipt.unchanged,
                "rows_queued": receipt.queued,
                "rows_rejected": receipt.rejected,
                "program_version": VERSION,
            }
        ],
    )
    transaction.insert(
        "findings",
        [
            {
                "batch_uuid": receipt.batch,
                "code": f.code,
                "severity": f.severity,
                "sheet": f.sheet,
                "row_number": f.row,
                "column_name": f.column,
                "value": f.value,
                "message_vi": f.text.vi,
                "message_en": f.text.en,
            }
            for f in receipt.findings
        ],
    )
    transaction.insert(
        "rejected_rows",
        [
            {
                "batch_uuid": receipt.batch,
                "sheet": row.sheet,
                "row_number": row.row,
                "content": json.dumps(dict(row.content), ensure_ascii=False),
                "codes": " ".join(row.codes),
            }
            for row in file.rejected
        ],
    )


def _write_observations(
    transaction: Transaction, fresh: Sequence[tuple[Observation, Draft]]
) -> None:
    transaction.insert(
        "observations",
        [
            {
                "uuid": o.uuid,
                "marker_number": o.marker,
                "aspect": o.aspect,
                "value": o.value,
                "observed_on": o.observed_on,
                "recorded_at": o.recorded_at,
                "funding": o.funding,
                "batch_uuid": o.batch,
                "row_number": o.row,
                "observer": o.observer,
                "submission": draft.submission,
                "illustrative": o.illustrative,
            }
            for o, draft in fresh
        ],
    )


def _write_decisions(transaction: Transaction, decisions: Sequence[Decision]) -> None:
    transaction.insert(
        "decisions",
        [
            {
                "uuid": d.uuid,
                "observation_uuid": d.observation,
                "verdict": d.verdict,
                "recorded_at": d.recorded_at,
                "decided_by": d.decided_by,
                "why": d.why,
                "resolution_uuid": d.resolution,
            }
            for d in decisions
        ],
    )


def _write_changes(transaction: Transaction, receipt: Receipt, layer: str, instant: str) -> None:
    transaction.insert(
        "register_changes",
        [
            {
                "batch_uuid": receipt.batch,
                "layer": layer,
                "item": c.item,
                "column_name": c.column,
                "old_value": c.old,
                "new_value": c.new,
                "recorded_at": instant,
            }
            for c in receipt.changes
        ],
    )


def decide(transaction: Transaction, decisions: Sequence[Decision]) -> None:
    """Record decisions, and let the markers they concern follow them."""
    _write_decisions(transaction, decisions)
    wanted = json.dumps([decision.observation for decision in decisions])
    markers = transaction.read(
        "SELECT DISTINCT marker_number FROM observations"
        " WHERE uuid IN (SELECT value FROM json_each(?))",
        (wanted,),
    )
    refold(transaction, {number for (number,) in markers})
