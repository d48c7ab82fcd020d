"""Who submits again for a day corrects what he said of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mocgioi.domain.aspects import ASPECTS
from mocgioi.domain.decision import EXCLUDED, Decision, latest_verdicts
from mocgioi.domain.observation import Observation
from mocgioi.domain.places import fold
from mocgioi.store.drafts import Draft


class Fresh(NamedTuple):
    """A draft that is new: its place in the file, and the observation it becomes."""

    place: int
    observation: Observation
    draft: Draft


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
    for _, new, draft in fresh:
        if new.observer is None or draft.held or ASPECTS[new.aspect].contest == "never":
            continue
        rivals = [f.observation for f in fresh if f.observation.aspect == new.aspect]
        if any(same_visit(new, other) and other.value != new.value for other in rivals):
            continue
        for old in known:
            if old.uuid not in excluded and old.value != new.value and same_visit(new, old):
                yield new, old


def same_visit(new: Observation, old: Observation) -> bool:
    """Say whether two observations are one observer's, of one aspect of one marker on one day."""
    return (
        new.subject == old.subject
        and new.aspect == old.aspect
        and new.observed_on == old.observed_on
        and fold(new.observer or "") == fold(old.observer or "")
    )
