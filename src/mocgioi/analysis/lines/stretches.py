"""Stretches of the border line without a road: linear referencing of what is missing.

A stretch is a run of markers, one after the other along the line, that need a road and have
none. It is as long as the way along the line from the last marker with a road before it to the
first one after it; at an end of the line it begins or ends at its own last marker. Kilometres
are those of `analysis.lines.chainage`. Standard library only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from mocgioi.documents.reach import Stretch


class MarkerAlong(NamedTuple):
    """A marker that needs a road: its number, its km along the line, whether it has one."""

    number: str
    border_km: float | None
    has_road: bool


def stretches_without_road(markers: Iterable[MarkerAlong]) -> list[Stretch]:
    """Return the stretches without a road from north-west to south-east.

    Each has ``km_from``, ``km_to`` and ``length_km``; ``after`` and ``before``, the markers
    with a road that bound it, null at an end of the line; and ``markers``, the numbers in it.
    Markers whose place along the line is not known are left out.

    Args:
        markers: those that need a road; at the same km they keep the order given.
    """
    placed = sorted(
        ((m.border_km, m) for m in markers if m.border_km is not None), key=itemgetter(0)
    )
    runs = [list(run) for _, run in groupby(placed, key=lambda at: at[1].has_road)]
    return [
        _stretch(run, runs[i - 1][-1:] if i else [], runs[i + 1][:1] if i + 1 < len(runs) else [])
        for i, run in enumerate(runs)
        if not run[0][1].has_road
    ]


def longest(stretches: Sequence[Stretch]) -> Stretch | None:
    """Return the longest of the stretches, the first of those equally long; None of none."""
    return max(stretches, key=lambda stretch: stretch["length_km"], default=None)


_Placed = tuple[float, MarkerAlong]


def _stretch(
    run: Sequence[_Placed], before: Sequence[_Placed], after: Sequence[_Placed]
) -> Stretch:
    bounded = [*before, *run, *after]
    km_from, km_to = bounded[0][0], bounded[-1][0]
    return {
        "km_from": km_from,
        "km_to": km_to,
        "length_km": round(km_to - km_from, 3),
        "after": before[0][1].number if before else None,
        "before": after[0][1].number if after else None,
        "markers": [marker.number for _, marker in run],
    }
