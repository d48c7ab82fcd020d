"""Batches: what a file brings is written once, stays, and ends in a receipt that ties.

A file is compared with what is known marker by marker, so that its length costs time and
not memory.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from mocgioi.domain.alarms import ALARM_UNREAD
from mocgioi.domain.aspects import IN_HEADLINE
from mocgioi.domain.batch import IncomingFile, Receipt, in_file_order
from mocgioi.domain.decision import Decision, answering, decision_about, held
from mocgioi.domain.first_said import fold_first
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.observation import (
    NOTHING,
    Disagreement,
    Observation,
    SubjectState,
    fold_markers,
    fold_subjects,
)
from mocgioi.errors import Finding, UsageError
from mocgioi.store import batches, clock, meetings, submissions
from mocgioi.store.corrections import CORRECTED, corrected
from mocgioi.store.drafts import BESIDES, Draft, Fresh, Staged, staged
from mocgioi.store.events import (
    current_numbers,
    read_decisions,
    read_observations,
    refold,
)
from mocgioi.store.geopackage import Transaction
from mocgioi.store.homes import Identity, existence_of, kind_of
from mocgioi.store.known import Known
from mocgioi.store.layers import row_of, write_rows
from mocgioi.store.mappings import remember
from mocgioi.store.moves import changes, moves
from mocgioi.store.sorting import Met, sort_out


def record(
    transaction: Transaction,
    file: IncomingFile,
    drafts: Iterable[Draft],
    *,
    outcomes: Mapping[int, str] | None = None,
    undone_stays_out: bool = False,
    progress: Callable[[float], None] = lambda _: None,
) -> Receipt:
    """Write one file's observations as a batch, and return its receipt.

    Args:
        transaction: the write transaction all of it happens in.
        file: the file, its findings and its rejected rows.
        drafts: what its rows observe, in their order, walked through once; those already
            there (same marker, aspect, value and day, not undone) are *unchanged*.
        outcomes: what already happened to rows by other means (a register's attributes, a row
            that is among those rejected besides).
        undone_stays_out: what a person took back does not come in again, and is told.
        progress: called with the share of the drafts compared so far, 0 to 1.

    A file that brings nothing new writes nothing, and its receipt says so.
    """
    instant = transaction.instant()
    batch, source = batches.identities(transaction, file, instant)
    is_survey = file.kind == "survey"
    of_file = transaction.read("SELECT uuid FROM batches WHERE file_name = ?", (file.name,))
    met = Met(dict(outcomes or {}), corrects=is_survey, undone_stays_out=undone_stays_out)
    met.of_file = frozenset(uuid for (uuid,) in of_file)
    with staged(transaction, drafts, batch, instant, source) as incoming:
        _meet_all(transaction, incoming, met, batch, progress)
        receipt = _receipt(file, met)
        receipt.findings += submissions.repeated(transaction, incoming.submissions())
        receipt.findings += clock.disagreeing(transaction)
        seen = batches.seen_before(transaction, file)
        if seen is not None and not met.fresh:
            receipt.findings.append(meetings.already_applied(*seen))
        elif seen is not None and (undone := batches.undone_before(transaction, file)):
            receipt.findings.append(meetings.applied_after_undo(*undone))
        receipt.findings = in_file_order(receipt.findings)
        is_news = bool(met.fresh)
        says = any(finding.code == ALARM_UNREAD for finding in file.findings)
        if is_news or ((file.rejected or file.answers or says) and not seen):
            receipt.batch = batch
            batches.write(transaction, receipt, file, instant)
            remember(transaction, batch, instant, file.mappings)
            incoming.record()
            write_decisions(transaction, met.decided)
            write_rows(transaction, ((identity, row) for _, identity, row in met.layers))
            refold(transaction, ())
    return receipt


def _meet_all(
    transaction: Transaction,
    incoming: Staged,
    met: Met,
    batch: str,
    progress: Callable[[float], None],
) -> None:
    """Compare the drafts with what is known, marker by marker, and keep those that are new."""
    known_already: list[int] = []
    compared = 0
    before = Known(transaction, incoming.subjects)
    for identity, drafts in incoming.by_subject():
        compared += len(drafts)
        progress(compared / len(incoming))
        known = before.of(identity)
        if not known and _is_first_said(identity, drafts, met):
            continue
        about = before.decided(identity[1], known)
        fresh = sort_out(drafts, known, about, met)
        if len(fresh) < len(drafts):
            new = {entry.place for entry in fresh}
            known_already += [draft.place for draft in drafts if draft.place not in new]
        if fresh:
            _meet(identity, known, about, fresh, met, batch)
    incoming.forget(known_already)
    met.findings.sort(key=lambda item: item[0])
    met.layers.sort(key=lambda entry: entry[0])


def _is_first_said(identity: Identity, drafts: Sequence[Fresh], met: Met) -> bool:
    """Take in what a register says of a subject unknown so far, and say whether that is all.

    Nothing is there to compare it with: each aspect is as it is said, where it is said once.
    """
    manners = {draft.manner for draft in drafts}
    if any(m.held or m.replaces is not None or not m.of_register for m in manners):
        return False
    aspects = fold_first([draft.observation for draft in drafts])
    if aspects is None:
        return False
    kind, subject = identity
    is_there = aspects.get(existence_of(kind), NOTHING).value == "yes"
    row = row_of(identity, SubjectState(subject, aspects) if is_there else None)
    for draft in drafts:
        met.strengthen(draft.row, "applied")
    met.fresh += len(drafts)
    met.layers.append((drafts[0].place, identity, row))
    return True


def _meet(
    identity: Identity,
    known: Sequence[Observation],
    about: Sequence[Decision],
    fresh: Sequence[Fresh],
    met: Met,
    batch: str,
) -> None:
    """Fold one subject without and with what is new, and note what that does."""

    def folded(
        observations: Sequence[Observation], decisions: Sequence[Decision]
    ) -> SubjectState | None:
        states = fold_subjects(observations, decisions, existence_of(identity[0]))
        return next(iter(states.values()), None)

    decided = [
        decision
        for new in fresh
        if new.manner.held or new.manner.replaces is not None
        for decision in _decided(new, batch)
    ]
    corrections = list(corrected(known, about, fresh)) if met.corrects else []
    decided += [
        _decision(new, old.uuid, "set_aside", batch, why=CORRECTED) for new, old in corrections
    ]
    events = [*known, *(f.observation for f in fresh)]
    if decided:
        decided = answering(decided, about, events)
    before = folded(known, about) if known else None
    after = folded(events, [*about, *decided])
    aside = [d for d in decided if d.verdict == "set_aside"]
    standing = folded(known, [*about, *aside]) if aside else before
    disputes = contested(after)
    held_now = held([*about, *decided])
    stands = standing.aspects if standing is not None else {}
    for new in fresh:
        place, observation, row, *_ = new
        dispute = disputes.get(observation.uuid)
        if dispute is not None or observation.uuid in held_now:
            met.strengthen(row, "queued")
        if dispute is None and stands.get(observation.aspect, NOTHING).value in (
            None,
            observation.value,
        ):
            continue
        met.findings += [
            (place, finding) for finding in _findings(identity, new, dispute, standing, after)
        ]
    places = {f.observation.uuid: f for f in fresh} if corrections else {}
    met.findings += [
        (places[new.uuid].place, meetings.corrected(new, places[new.uuid].cell, old))
        for new, old in corrections
    ]
    met.fresh += len(fresh)
    met.decided += decided
    met.layers.append((fresh[0].place, identity, row_of(identity, after, len(held_now))))
    if before is None:
        return
    said_otherwise = (f for f in fresh if f.manner.of_register)
    met.changes += changes(
        before, [f for f in said_otherwise if f.observation.uuid not in disputes]
    )
    if identity[0] is None:
        met.moves += moves(before, after, fresh)
        if is_moved(before, after):
            met.moved.append(identity[1])


def _findings(
    identity: Identity,
    new: Fresh,
    dispute: Disagreement | None,
    before: SubjectState | None,
    after: SubjectState | None,
) -> Iterator[Finding]:
    """Yield what has to be told about something new."""
    if identity[0] is None:
        yield from meetings.findings(new.observation, new.cell, dispute, before, after)
    elif dispute is not None:
        yield meetings.of_register(new.observation, new.cell, new.name, dispute)


def _decided(new: Fresh, batch: str) -> list[Decision]:
    """Return the decisions that come with a draft."""
    observation, manner = new.observation, new.manner
    if manner.held:
        return [_decision(observation, observation.uuid, "held", batch)]
    if manner.replaces is not None:
        old, by, why = manner.replaces
        return [
            _decision(observation, old, "set_aside", batch, by=by, why=why),
            _decision(observation, observation.uuid, "keep", batch, by=by, why=why),
        ]
    return []


def _decision(
    observation: Observation,
    about: str,
    verdict: str,
    batch: str,
    *,
    by: str | None = None,
    why: str | None = None,
) -> Decision:
    """Return a decision that is made with an observation, at its instant."""
    return decision_about(
        about,
        verdict,
        observation.recorded_at,
        by=by,
        why=why,
        resolution=batch,
        commit=observation.commit,
        because_of=observation.uuid,
    )


def contested(state: SubjectState | None) -> dict[str, Disagreement]:
    """Return the open disagreement of each observation that waits in one, by its uuid."""
    return {
        side.uuid: disagreement
        for aspect in (state.aspects.values() if state else ())
        for disagreement in aspect.disagreements
        for side in disagreement.observations
    }


def _receipt(file: IncomingFile, met: Met) -> Receipt:
    outcomes = [outcome for row, outcome in met.rows.items() if row != BESIDES]
    return Receipt(
        file=file.name,
        sha256=file.sha256,
        kind=file.kind,
        read=file.rows_read,
        applied=outcomes.count("applied"),
        unchanged=outcomes.count("unchanged"),
        queued=outcomes.count("queued"),
        rejected=len(file.rejected),
        moved=sorted(met.moved, key=MarkerNumber.parse),
        moves=sorted(met.moves, key=lambda move: (MarkerNumber.parse(move.marker), move.aspect)),
        changes=met.changes,
        findings=[*file.findings, *(finding for _, finding in met.findings)],
        photos_stored=file.photos_stored,
        photos_missing=file.photos_missing,
        left_behind=file.left_behind,
    )


def _moved_markers(
    before: Mapping[str, SubjectState], after: Mapping[str, SubjectState]
) -> list[str]:
    """Return the numbers of the markers known before whose counted state moved."""
    return sorted(
        (number for number, state in before.items() if is_moved(state, after.get(number))),
        key=MarkerNumber.parse,
    )


def is_moved(before: SubjectState, after: SubjectState | None) -> bool:
    """Say whether the counted state of a marker is another one."""
    state = after or SubjectState("", {})
    return any(before.value(aspect) != state.value(aspect) for aspect in IN_HEADLINE)


def write_decisions(transaction: Transaction, decisions: Sequence[Decision]) -> None:
    """Record decisions as they are given; nothing follows them yet."""
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
                "answers": " ".join(d.answers) or None,
            }
            for d in decisions
        ],
    )


def decide(transaction: Transaction, decisions: Sequence[Decision]) -> list[str]:
    """Record decisions, let what they concern follow them, and return the markers that moved."""
    wanted = json.dumps([decision.observation for decision in decisions])
    concerned = transaction.read(
        "SELECT DISTINCT subject, aspect FROM observations"
        " WHERE uuid IN (SELECT value FROM json_each(?))",
        (wanted,),
    )
    former = current_numbers(transaction)
    identities = {
        (kind_of(aspect), named)
        for subject, aspect in concerned
        for named in (subject, former.get(subject, subject))
    }
    numbers = {subject for kind, subject in identities if kind is None}
    observations = read_observations(transaction, subjects=numbers)
    known = read_decisions(transaction)
    before = fold_markers(observations, known)
    about = read_observations(transaction, subjects={subject for _, subject in identities})
    made = answering(decisions, known, about)
    write_decisions(transaction, made)
    refold(transaction, identities)
    return _moved_markers(before, fold_markers(observations, [*known, *made]))


def require_reason(why: str) -> None:
    """See to it that a reason is given.

    Raises:
        UsageError: there is none.
    """
    if not why.strip():
        raise UsageError(
            "Cần ghi lý do: --why «…». Lý do được lưu cùng quyết định.",
            "A reason is needed: --why “…”. It is kept with the decision.",
        )
