"""Who submits again for a day corrects what he said of it."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import NamedTuple

from mocgioi.domain.aspects import ASPECTS
from mocgioi.domain.decision import (
    DISPUTED,
    EXCLUDED,
    Decision,
    answering,
    identity_of,
    latest_verdicts,
)
from mocgioi.domain.observation import Observation
from mocgioi.domain.places import fold
from mocgioi.store.drafts import Fresh

CORRECTED = "Cùng người kiểm tra, cùng ngày, nộp lại / same observer, same day, submitted again"


def corrected(
    known: Sequence[Observation], about: Sequence[Decision], fresh: Sequence[Fresh]
) -> Iterator[tuple[Observation, Observation]]:
    """Yield what is new with what it corrects: the same observer said otherwise the same day.

    Two rows of one file do not correct each other; a row that is held corrects nothing, and
    what a person has decided is not corrected.
    """
    settled = {*EXCLUDED, "keep"}
    excluded = {uuid for uuid, d in latest_verdicts(about).items() if d.verdict in settled}
    before: dict[Visit, list[Observation]] = {}
    for old in known:
        if old.uuid not in excluded:
            before.setdefault(visit_of(old), []).append(old)
    days = {day for _, _, day, _ in before}
    again = [
        (visit, new, manner)
        for _, new, *_, manner in fresh
        if new.observed_on in days and (visit := visit_of(new)) in before
    ]
    said: dict[Visit, set[str]] = {}
    for visit, new, _ in again:
        said.setdefault(visit, set()).add(new.value)
    for visit, new, manner in again:
        if new.observer is None or manner.held or ASPECTS[new.aspect].contest == "never":
            continue
        if len(said[visit]) == 1:
            yield from ((new, old) for old in before[visit] if old.value != new.value)


Visit = tuple[str, str, str | None, str]
"""One observer's of one aspect of one marker on one day."""


def visit_of(observation: Observation) -> Visit:
    """Return what two observations share of which the later one corrects the earlier."""
    return (
        observation.subject,
        observation.aspect,
        observation.observed_on,
        fold(observation.observer or ""),
    )


def settled(
    observations: Sequence[Observation],
    decisions: Sequence[Decision],
    surveys: Container[str],
    commit: int,
) -> list[Decision]:
    """Return the decisions by which submissions that met only now correct each other.

    They come to what they would be had one store taken all of them in: the later submission of
    a visit counts, unless a person decided about the earlier one. Where there is nothing to
    add, nothing is: so it is the same however often and whichever way copies meet.

    Args:
        observations: of markers, all of each marker. decisions: all there are.
        surveys: uuids of the batches that correct each other.
        commit: number of the commit in which they are recorded.
    """
    own = [d for d in decisions if _is_own(d)]
    by_persons = latest_verdicts(d for d in decisions if not _is_own(d))
    verdicts = latest_verdicts(decisions)
    visits: dict[Visit, list[Observation]] = {}
    for o in observations:
        if o.batch in surveys and o.observer and ASPECTS[o.aspect].contest != "never":
            visits.setdefault(visit_of(o), []).append(o)
    said_again = {(d.observation, d.resolution) for d in own if d.verdict == "set_aside"}
    made: list[Decision] = []
    for submitted in visits.values():
        if len({o.value for o in submitted}) > 1:
            made += _settle(_Visit(submitted, by_persons, said_again), verdicts, commit)
    return [_identified(d) for d in answering(made, decisions, observations)]


def _identified(decision: Decision) -> Decision:
    """Return a decision with the identity that follows from what it says and answers."""
    said = (decision.observation, decision.verdict, CORRECTED, decision.resolution)
    return decision._replace(uuid=identity_of("decision", *said, *decision.answers))


class _Visit(NamedTuple):
    """What one observer submitted of one aspect on one day, in several surveys.

    Attributes:
        observations: of it. by_persons: the last verdict of a person about each, where there is
            one.
        said_again: observations with the batch that is known to have corrected them.
    """

    observations: Sequence[Observation]
    by_persons: Mapping[str, Decision]
    said_again: Container[tuple[str, str | None]]

    def verdict(self, observation: Observation) -> str | None:
        """Return what a person decided last about an observation, None where nobody did."""
        decision = self.by_persons.get(observation.uuid)
        return decision.verdict if decision and decision.verdict in _SETTLED else None

    def corrector(self, old: Observation) -> Observation | None:
        """Return the last observation that corrects another one, None where none does."""
        later = [new for new in self.observations if self._corrects(new, old)]
        return max(later, key=_made, default=None)

    def _corrects(self, new: Observation, old: Observation) -> bool:
        return (
            new.value != old.value
            and new.batch != old.batch
            and self.verdict(new) in (None, "keep")
            and self._is_later(new, old)
            and not any(o.batch == new.batch and o.value != new.value for o in self.observations)
        )

    def _is_later(self, new: Observation, old: Observation) -> bool:
        """Say which of two was submitted later: the clock does, unless a store saw otherwise."""
        first, last = sorted((new, old), key=_made)
        if (last.uuid, first.batch) in self.said_again:
            first, last = last, first
        return last is new


_SETTLED = EXCLUDED | {"keep", DISPUTED}


def _settle(visit: _Visit, verdicts: Mapping[str, Decision], commit: int) -> Iterator[Decision]:
    """Yield what has to be decided for the last submission of a visit to count."""
    for old in visit.observations:
        person, new = visit.verdict(old), visit.corrector(old)
        wanted = person or ("set_aside" if new is not None else "reopened")
        last = verdicts[old.uuid].verdict if old.uuid in verdicts else "reopened"
        is_so = last != DISPUTED and (last in EXCLUDED) == (wanted in EXCLUDED)
        if is_so or wanted == DISPUTED:
            continue
        yield Decision(
            uuid="",
            observation=old.uuid,
            verdict=wanted,
            recorded_at=max(o.recorded_at for o in visit.observations),
            why=CORRECTED,
            resolution=new.batch if new is not None else None,
            commit=commit,
        )


def _is_own(decision: Decision) -> bool:
    """Say whether a decision is no person's, but made because a visit was submitted again."""
    return decision.why == CORRECTED and decision.decided_by is None


def _made(observation: Observation) -> tuple[str, str]:
    return observation.recorded_at, observation.uuid
