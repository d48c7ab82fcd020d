"""Paths over a grid pulled taut: vertices go where a straight piece stays on the ground."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mocgioi.analysis.programme.region import Numbers, Region

_ROUND_OFF_M = 1e-6
_DRAWN_IN = (0.5, 0.5, 0.25, 0.5, 0.25, 0.125)


def pulled_taut(paths: Sequence[Numbers], region: Region) -> list[Numbers]:
    """Return each path with as few vertices as leave it in the region; none becomes dearer.

    Args:
        paths: (n, 2) vertices each, whose pieces stay in the region.
    """
    kept = _split_where_needed(paths, region)
    taut = [path[sorted(keep)] for path, keep in zip(paths, kept, strict=True)]
    return without_detours(taut, region)


def _split_where_needed(paths: Sequence[Numbers], region: Region) -> list[set[int]]:
    """Return the vertices to keep: a chord that leaves is split at the vertex farthest from it."""
    kept = [{0, len(path) - 1} for path in paths]
    along = _weighed_along(paths, region)
    spans = [(i, 0, len(path) - 1) for i, path in enumerate(paths) if len(path) > 2]
    while spans:
        chords = _fits(paths, spans, region, along)
        parted = []
        for (i, first, last), fits in zip(spans, chords.tolist(), strict=True):
            if fits:
                continue
            middle = _farthest(paths[i], first, last)
            kept[i].add(middle)
            parted += [(i, first, middle), (i, middle, last)]
        spans = [span for span in parted if span[2] - span[1] > 1]
    return kept


def without_detours(paths: Sequence[Numbers], region: Region) -> list[Numbers]:
    """Return each path without the vertices that a straight piece can pass by."""
    taut = list(paths)
    parity, idle = 0, 0
    while idle < 2:
        spans = [
            (i, at - 1, at + 1)
            for i, path in enumerate(taut)
            for at in range(1 + parity, len(path) - 1, 2)
        ]
        dropped: dict[int, list[int]] = {}
        if spans:
            along = _weighed_along(taut, region)
            chords = _fits(taut, spans, region, along)
            for (i, first, _), fits in zip(spans, chords.tolist(), strict=True):
                if fits:
                    dropped.setdefault(i, []).append(first + 1)
        for i, vertices in dropped.items():
            taut[i] = np.delete(taut[i], vertices, axis=0)
        idle = 0 if dropped else idle + 1
        parity = 1 - parity
    return taut


def drawn_in(paths: Sequence[Numbers], region: Region) -> list[Numbers]:
    """Return each path with its corners drawn in towards the chord beside them, while that fits.

    Corners of a grid lie up to a cell away from the corner of the country that is gone round.
    """
    drawn = [path.copy() for path in paths]
    for share in _DRAWN_IN:
        for parity in (0, 1):
            corners = [
                (i, at) for i, p in enumerate(drawn) for at in range(1 + parity, len(p) - 1, 2)
            ]
            if not corners:
                continue
            before = np.array([drawn[i][at - 1] for i, at in corners])
            here = np.array([drawn[i][at] for i, at in corners])
            after = np.array([drawn[i][at + 1] for i, at in corners])
            chord = after - before
            along = ((here - before) * chord).sum(axis=1) / np.maximum((chord**2).sum(axis=1), 1e-9)
            foot = before + np.clip(along, 0.0, 1.0)[:, None] * chord
            moved = here + share * (foot - here)
            fits = region.stays(before, moved) & region.stays(moved, after)
            weight = region.weigh(before, moved) + region.weigh(moved, after)
            fits &= weight <= region.weigh(before, here) + region.weigh(here, after)
            for (i, at), place in zip(np.array(corners)[fits].tolist(), moved[fits], strict=True):
                drawn[i][at] = place
    return drawn


def _fits(
    paths: Sequence[Numbers],
    spans: Sequence[tuple[int, int, int]],
    region: Region,
    along: Sequence[Numbers],
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Say which chords stay in the region and weigh no more than the path they stand for."""
    starts = np.array([paths[i][first] for i, first, _ in spans])
    ends = np.array([paths[i][last] for i, _, last in spans])
    fits = region.stays(starts, ends)
    if region.slopes is not None:
        own = np.array([along[i][last] - along[i][first] for i, first, last in spans])
        fits &= region.weigh(starts, ends) <= own + _ROUND_OFF_M
    return fits


def _weighed_along(paths: Sequence[Numbers], region: Region) -> list[Numbers]:
    """Return what each path weighs up to each of its vertices; nothing is asked on level ground."""
    if region.slopes is None:
        return []
    weights = region.weigh(
        np.concatenate([path[:-1] for path in paths]), np.concatenate([path[1:] for path in paths])
    )
    sizes = [len(path) - 1 for path in paths]
    return [
        np.concatenate(([0.0], np.cumsum(own))) for own in np.split(weights, np.cumsum(sizes)[:-1])
    ]


def _farthest(path: Numbers, first: int, last: int) -> int:
    """Return the vertex between two that is farthest from their chord."""
    chord = path[last] - path[first]
    away = path[first + 1 : last] - path[first]
    off = np.abs(away[:, 0] * chord[1] - away[:, 1] * chord[0])
    return first + 1 + int(np.argmax(off))
