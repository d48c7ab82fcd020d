"""The state of a subject of which nothing was said before: what is said, where that is plain."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from mocgioi.domain.aspects import ASPECTS
from mocgioi.domain.observation import AspectState, Observation

_OF_OTHERS = frozenset(
    ("number", *(code for code, aspect in ASPECTS.items() if aspect.during is not None))
)
"""Aspects that depend on another one, or say under which number the others are known."""

_STATE = partial(tuple.__new__, AspectState)


def fold_first(observations: Sequence[Observation]) -> dict[str, AspectState] | None:
    """Return the state of each aspect of a subject of which nothing else was ever said.

    It is what `fold_subjects` gives of them; None where that takes more: an aspect is said twice,
    or depends on another one.
    """
    states = {o.aspect: _STATE((o.value, o.observed_on, o, o, ())) for o in observations}
    is_plain = len(states) == len(observations) and states.keys().isdisjoint(_OF_OTHERS)
    return states if is_plain else None
