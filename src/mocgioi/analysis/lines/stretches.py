"""Stretches of the border line without a road: linear referencing of what is missing.

A stretch is a run of markers, one after the other along the line, that need a road and have
none. It is as long as the way along the line from the last marker with a road before it to the
first one after it; at an end of the line it begins or ends at its own last marker. Kilometres
are those of `analysis.lines.chainage`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from mocgioi.documents.reach import Stretch


class MarkersAlong(NamedTuple):
    """Markers that need a road, by column.

    Attributes:
        number: what returns the number of one, by order.
        border_km: along the line, NaN: not known. has_road: whether one has a road.
    """

    number: Callable[[int], str]
    border_km: NDArray[np.float64]
    has_road: NDArray[np.bool_]


def stretches_without_road(markers: MarkersAlong) -> Iterator[Stretch]:
    """Yield the stretches without a road from north-west to south-east.

    Each has ``km_from``, ``km_to`` and ``length_km``; ``after`` and ``before``, the markers
    with a road that bound it, null at an end of the line; and ``markers``, the numbers in it.
    Markers whose place along the line is not known are left out.

    Args:
        markers: those that need a road; at the same km they keep the order given.
    """
    number, border_km, has_road = markers
    placed = np.flatnonzero(np.isfinite(border_km))
    order = placed[np.argsort(border_km[placed], kind="stable")]
    has = has_road[order]
    bounds = [0, *(np.flatnonzero(has[1:] != has[:-1]) + 1).tolist(), len(order)]
    for begin, end in pairwise(bounds):
        if begin == end or has[begin]:
            continue
        first, last = max(begin - 1, 0), min(end, len(order) - 1)
        km_from, km_to = border_km[order[[first, last]]].tolist()
        yield {
            "km_from": km_from,
            "km_to": km_to,
            "length_km": round(km_to - km_from, 3),
            "after": number(int(order[first])) if begin else None,
            "before": number(int(order[last])) if end < len(order) else None,
            "markers": [number(at) for at in order[begin:end].tolist()],
        }


def longest(stretches: Iterable[Stretch]) -> Stretch | None:
    """Return the longest of the stretches, the first of those equally long; None of none."""
    return max(stretches, key=lambda stretch: stretch["length_km"], default=None)
