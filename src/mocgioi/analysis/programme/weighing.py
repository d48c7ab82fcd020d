"""What a marker counts for in a programme: one, and more where weights were asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from mocgioi.analysis.programme.wishes import WEIGHTS
from mocgioi.domain.counting import is_built
from mocgioi.domain.courses import Course

WALKING_KM_PER_HOUR = 3.0
"""Pace on a path in these hills, an assumption: the straight way to the nearest road, walked."""

GATE_WITHIN_KM = 2.0
"""How far from a gate, straight, a marker is near it: an assumption."""


class PlanMarker(NamedTuple):
    """A marker that could be reached, as the programme sees it.

    Attributes:
        commune, post: codes, or None.
        facts: by name of the weight (`WEIGHTS`): hours of walking to the nearest road; to be
            reported at once and not reported yet, and near a gate, 0 or 1; years since which its
            road is reported missing.
    """

    number: str
    commune: str | None
    post: str | None
    facts: Mapping[str, float]

    def placed_in(self, grouping: str) -> str | None:
        """Return the code of its commune or post."""
        return self.commune if grouping == "commune" else self.post


def weight_of(marker: PlanMarker, weights: Mapping[str, float]) -> float:
    """Return how many markers a marker counts for, to a hundredth.

    >>> weight_of(PlanMarker("1116", None, None, {"walking": 1.5}), {"walking": 0.5})
    1.75
    """
    more = sum(weights.get(name, 0.0) * marker.facts.get(name, 0.0) for name in WEIGHTS)
    return round(1.0 + more, 2)


def missing_since(course: Course) -> str | None:
    """Return since which ISO day a road is missing without a break; None: it is not.

    >>> missing_since([("2015-11-01", "none"), ("2018-11-01", "built"), ("2025-11-01", "none")])
    '2025-11-01'
    """
    since = None
    for day, status in reversed(course):
        if is_built(status):
            break
        if status == "none":
            since = day
    return since
