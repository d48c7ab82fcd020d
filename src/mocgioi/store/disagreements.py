"""What waits for a person (số liệu chưa thống nhất), and settling it: contested days, held rows.

A decision is an event about one observation; nothing is changed or deleted. Disagreements
and observations are named by the first characters of an observation's uuid, as many as
are unique.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple
from uuid import uuid4

from mocgioi.domain.decision import Decision, decision_about, latest_verdicts
from mocgioi.domain.observation import Observation, fold_subjects, is_known
from mocgioi.errors import HINT, Hint, UsageError
from mocgioi.store.events import current_numbers, read_decisions, read_observations, rows
from mocgioi.store.geopackage import Transaction
from mocgioi.store.homes import existence_of, kind_of
from mocgioi.store.ledger import decide, require_reason

SHORT = 8
"""Characters of a uuid that are shown and typed."""


WaitsFor = Literal["contested", "held"]
"""Why something waits: values of one day that differ, or a row made far from its marker."""


class OpenDisagreement(NamedTuple):
    """Something that waits for a person (số liệu chưa thống nhất).

    Attributes:
        id: the first characters of its first side's uuid.
        reason: ``contested``, or ``held``: a row held because of where it was made.
        kind: of the subject, None of a marker. marker: its number, else what people call the
            subject. aspect, observed_on: what of it; the aspect of a held row is its first.
        sides: the observations that wait, in the order they were recorded.
        standing: the observation that counts meanwhile, where there is one.
        is_against_standing: that observation is contradicted, and so is one of the answers.
    """

    id: str
    reason: WaitsFor
    kind: str | None
    marker: str
    aspect: str
    observed_on: str | None
    sides: tuple[Observation, ...]
    standing: Observation | None = None
    is_against_standing: bool = False


def open_disagreements(
    source: sqlite3.Connection | Transaction,
    *,
    subjects: Iterable[str] | None = None,
    as_of: str | None = None,
    known_at: int | None = None,
) -> list[OpenDisagreement]:
    """Return everything that waits for a person, by marker number and day.

    Args:
        subjects: what waits about these; None: about any.
        as_of, known_at: as in `mocgioi.domain.observation.fold`.
    """
    spoken_of = _perhaps_waiting(source) if subjects is None else subjects
    read = read_observations(
        source, subjects=spoken_of, in_order=True, as_of=as_of, known_at=known_at
    )
    observations = [
        o
        for o in read
        if is_known(o, known_at) and (as_of is None or (o.observed_on or "") <= as_of)
    ]
    decisions = [d for d in read_decisions(source, subjects=subjects) if is_known(d, known_at)]
    waiting = [
        OpenDisagreement(
            id=_first(d.sides)[:SHORT],
            reason="contested",
            kind=kind,
            marker=d.marker if kind is None else state.value(f"{kind}.name") or d.marker,
            aspect=d.aspect,
            observed_on=d.observed_on,
            sides=d.sides,
            standing=d.standing,
            is_against_standing=d.is_against_standing,
        )
        for kind, own in _by_kind(observations).items()
        for state in fold_subjects(own, decisions, existence_of(kind)).values()
        for aspect in state.aspects.values()
        for d in aspect.disagreements
    ]
    waiting += _held(observations, latest_verdicts(decisions))
    return sorted(waiting, key=lambda d: (d.marker, d.observed_on or "", d.aspect, d.id))


def _perhaps_waiting(source: sqlite3.Connection | Transaction) -> set[str]:
    """Return the subjects of which something may wait: the others need not be read.

    Of them two values of an aspect differ, or somebody decided about one. What goes by several
    numbers may differ from one of them to the next.
    """
    found = rows(
        source,
        "SELECT subject FROM (SELECT subject, aspect FROM observations"
        " GROUP BY subject, aspect HAVING count(*) > 1) JOIN observations USING (subject, aspect)"
        " GROUP BY subject, aspect HAVING min(value) <> max(value)"
        " UNION SELECT o.subject FROM decisions AS d JOIN observations AS o"
        " ON o.uuid = d.observation_uuid",
    )
    numbers = current_numbers(source)
    return {subject for (subject,) in found}.union(numbers, numbers.values())


def _by_kind(observations: Sequence[Observation]) -> dict[str | None, list[Observation]]:
    of_kind: dict[str | None, list[Observation]] = {}
    for observation in observations:
        of_kind.setdefault(kind_of(observation.aspect), []).append(observation)
    return of_kind


def _first(sides: Sequence[Observation]) -> str:
    return min(sides, key=lambda o: (o.recorded_at, o.uuid)).uuid


def _held(
    observations: Sequence[Observation], verdicts: Mapping[str, Decision]
) -> list[OpenDisagreement]:
    """Return the rows that are held, all observations of a row together."""
    held: dict[tuple[str | None, int | None, str], list[Observation]] = defaultdict(list)
    for observation in observations:
        verdict = verdicts.get(observation.uuid)
        if verdict is not None and verdict.verdict == "held":
            held[observation.batch, observation.row, observation.subject].append(observation)
    return [
        OpenDisagreement(
            id=_first(row)[:SHORT],
            reason="held",
            kind=kind_of(row[0].aspect),
            marker=row[0].subject,
            aspect=row[0].aspect,
            observed_on=row[0].observed_on,
            sides=tuple(row),
        )
        for row in held.values()
    ]


def resolve(
    transaction: Transaction, identity: str, keep: str | None, *, by: str, why: str
) -> list[str]:
    """Settle one disagreement, and return the markers whose counted state moved.

    Args:
        identity: of the disagreement, or of a batch of which rows are held: all of them.
        keep: of the observation that stands: one of its sides, or the one that counts meanwhile,
            or `identity` itself where that is a batch; None sets every answer aside, what counts
            meanwhile too where it is contradicted, so that the state is as if none had come in.
        by: who decides. why: the reason; it must be given.

    Raises:
        UsageError: no such disagreement, `keep` is no part of it, or there is no reason.
    """
    disagreement = named(identity, open_disagreements(transaction))
    return settle(transaction, disagreement, identity, keep, by=by, why=why)


def settle(
    transaction: Transaction,
    disagreement: OpenDisagreement,
    identity: str,
    keep: str | None,
    *,
    by: str,
    why: str,
) -> list[str]:
    """Settle a disagreement that was `named` so; see `resolve`."""
    require_reason(why)
    kept = None if keep is None else _kept(disagreement, identity, keep)
    instant, resolution = transaction.instant(), uuid4().hex

    def decision(observation: Observation, verdict: str) -> Decision:
        return decision_about(
            observation.uuid,
            verdict,
            instant,
            by=by,
            why=why,
            resolution=resolution,
            commit=transaction.commit_number,
        )

    decisions = []
    for side in disagreement.sides:
        together = disagreement.reason == "held" and kept is not None
        decisions.append(decision(side, "keep" if together or side.uuid == kept else "set_aside"))
    standing = disagreement.standing
    if standing is not None and (
        standing.observed_on == disagreement.observed_on
        or (keep is None and disagreement.is_against_standing)
    ):
        decisions.append(decision(standing, "keep" if standing.uuid == kept else "set_aside"))
    return decide(transaction, decisions)


def _kept(disagreement: OpenDisagreement, identity: str, keep: str) -> str:
    """Return the whole uuid of the part of a disagreement that stands.

    Where a batch is named, all its held rows stand together, and any of them says so.
    """
    parts = [*disagreement.sides, *filter(None, [disagreement.standing])]
    is_batch = not _first(disagreement.sides).startswith(identity) and keep == identity
    return parts[0].uuid if is_batch else _observation_named(keep, parts).uuid


def settled_before(
    source: sqlite3.Connection | Transaction,
    identities: Sequence[str],
    *,
    since: str | None = None,
) -> set[str]:
    """Return which of `identities` named a disagreement that waits no more.

    Args:
        since: an instant (UTC); what was decided about later than that is settled too, even if
            it waits again, because whoever decides has to see why.
    """
    waiting = [_first(d.sides) for d in open_disagreements(source)]
    decisions = read_decisions(source)

    def is_settled(identity: str) -> bool:
        about = [d for d in decisions if d.observation.startswith(identity)]
        if since is not None and any(d.recorded_at > since for d in about):
            return True
        return bool(about) and not any(uuid.startswith(identity) for uuid in waiting)

    return {identity for identity in identities if is_settled(identity)}


def find_observation(
    source: sqlite3.Connection | Transaction, identity: str, *, subject: str
) -> Observation:
    """Return the observation of a subject whose uuid begins with `identity`.

    Raises:
        UsageError: none of its own does, or several do.
    """
    return _observation_named(identity, read_observations(source, subjects=[subject]))


def named(identity: str, among: Sequence[OpenDisagreement]) -> OpenDisagreement:
    """Return what waits by that name; of a batch, all its rows that are held, together.

    Raises:
        UsageError: nothing does.
    """
    matching = [d for d in among if _first(d.sides).startswith(identity)] if identity else []
    if len(matching) == 1:
        return matching[0]
    held = [d for d in among if d.reason == "held" and identity]
    of_batch = [d for d in held if (d.sides[0].batch or "").startswith(identity)]
    if of_batch:
        sides = tuple(side for row in of_batch for side in row.sides)
        return of_batch[0]._replace(id=identity, sides=sides)
    raise UsageError(
        f"Không có số liệu chưa thống nhất nào là «{identity}». Xem: {HINT}.",
        f"No open disagreement is named “{identity}”. See: {HINT}.",
        hints=(Hint("conflicts list"),),
    )


def _observation_named(identity: str, among: Sequence[Observation]) -> Observation:
    matching = [o for o in among if o.uuid.startswith(identity)] if identity else []
    if len(matching) == 1:
        return matching[0]
    count = len(matching)
    raise UsageError(
        f"«{identity}» ứng với {count} số liệu, cần đúng một. Xem: {HINT}, hoặc {HINT}.",
        f"“{identity}” names {count} observations, and one is needed. See: {HINT}, or {HINT}.",
        hints=(Hint("conflicts show", ("ID",)), Hint("show", ("MỐC",))),
    )
