"""Shares as tints: classes that are fitted to the shares shown, so that these are told apart.

A map that shades by fifths from 0 to 100 % has two tints where all shares lie between 50 and
80 %. The same rule stands in ``map/page/shading.js``, for the shares of other days; one test
holds both to the same cases.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import ceil, floor

SHADES = 5
"""How many tints there are, from the lightest: as many as `symbology.COVERAGE_TINTS`."""

_TOLD_APART = 3


def share_breaks(percents: Iterable[float | None]) -> tuple[int, ...]:
    """Return the edges of the classes of shares in per cent, ascending; none where there is none.

    Classes are equally wide, in steps of 5 %. Where fewer than three of them would be met and
    there are more different shares, the edges stand at every fifth of the shares instead, and,
    where even that is too coarse, at whole per cents. A share on an edge is of the class above
    it, the last class holds its upper edge.

    >>> share_breaks([39.3, 48.3, 57.7, 90.0])
    (35, 50, 65, 80, 95)
    >>> share_breaks([52.0, 54.5, 53.0])
    (52, 53, 54, 55)
    """
    shares = sorted(percent for percent in percents if percent is not None)
    if not shares:
        return ()
    wanted = min(_TOLD_APART, len(set(shares)))
    tried = [by(shares, grain) for grain in (5, 1) for by in (_equal, _quantile)]
    return next((edges for edges in tried if _met(shares, edges) >= wanted), tried[2])


def shade_of(percent: float | None, breaks: Sequence[int]) -> int | None:
    """Return which of the `SHADES` a share has, 0 the lightest; None where there is no share.

    >>> [shade_of(percent, (35, 50, 65, 80, 95)) for percent in (39.3, 50.0, 64.9, 95.0, None)]
    [0, 1, 1, 4, None]
    """
    return None if percent is None else shade_of_class(_class_of(percent, breaks), breaks)


def shade_of_class(index: int, breaks: Sequence[int]) -> int:
    """Return the shade of the class between two neighbouring edges; few classes lie far apart."""
    classes = len(breaks) - 1
    return SHADES // 2 if classes == 1 else floor(index * (SHADES - 1) / (classes - 1) + 0.5)


def _class_of(percent: float, breaks: Sequence[int]) -> int:
    return sum(percent >= edge for edge in breaks[1:-1])


def _met(shares: Sequence[float], breaks: Sequence[int]) -> int:
    """Return how many classes have a share."""
    return len({_class_of(share, breaks) for share in shares})


def _ends(shares: Sequence[float], grain: int) -> tuple[int, int]:
    low = min(floor(shares[0] / grain) * grain, 100 - grain)
    return low, max(low + grain, ceil(shares[-1] / grain) * grain)


def _equal(shares: Sequence[float], grain: int) -> tuple[int, ...]:
    low, high = _ends(shares, grain)
    step = ceil((high - low) / SHADES / grain) * grain
    classes = ceil((high - low) / step)
    low = min(low, 100 - classes * step)
    return tuple(low + at * step for at in range(classes + 1))


def _quantile(shares: Sequence[float], grain: int) -> tuple[int, ...]:
    low, high = _ends(shares, grain)
    inner = [
        floor(shares[at * len(shares) // SHADES] / grain + 0.5) * grain for at in range(1, SHADES)
    ]
    edges = sorted({low, high, *(edge for edge in inner if low < edge < high)})
    return tuple(edges)


def class_texts(breaks: Sequence[int]) -> list[str]:
    """Return the key of the classes, such as ``35–50%``, the lowest first."""
    return [f"{low}–{high}%" for low, high in pairwise(breaks)]
