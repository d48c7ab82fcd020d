"""Places where three ways meet, so that a trunk is built once for all of them.

For three nodes whose catchments touch, and for the network and two of these (which touch where
the network has no catchment), the best place is the cell from which the paths to all three are
shortest together (Fermat's point over the grid). It is worth a node where that is shorter than
joining the three one to another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from mocgioi.analysis.programme.network import ROOT
from mocgioi.analysis.programme.search import Path, Search, Spread

_LEAST_GAIN_M = 5.0
"""A junction that saves less than this is none, metres over the grid."""


class _Junction(NamedTuple):
    """A cell where paths to three nodes meet."""

    cell: int
    nodes: tuple[int, int, int]


def add_junctions(search: Search, touching: Sequence[Path]) -> list[Path]:
    """Make nodes of the places worth it; return the paths from each to its three nodes."""
    beside = search.touching(first=ROOT + 1)
    apart_m = {(path.start, path.end): path.metres for path in (*beside, *touching)}
    found = _Spreads(search)
    chosen: dict[int, list[_Junction]] = {}
    for nodes in _triples(apart_m):
        junction = _best(search, found, nodes, apart_m)
        if junction is not None:
            chosen.setdefault(junction.cell, []).append(junction)
    cells = np.array(sorted(chosen), dtype=np.intp)
    numbers = search.add_junctions(cells)
    legs = []
    for cell, number in zip(cells.tolist(), numbers.tolist(), strict=True):
        legs.append(search.homeward(number))
        met = {node for junction in chosen[cell] for node in junction.nodes} - {ROOT}
        legs += [search.leg(node, found[node], number, cell) for node in sorted(met)]
    return [leg for leg in legs if leg is not None]


class _Spreads:
    """The paths from each node alone, as far as it is from the network."""

    def __init__(self, search: Search) -> None:
        self._search = search
        self._known: dict[int, Spread] = {}

    def __getitem__(self, node: int) -> Spread:
        if node not in self._known:
            limit_m = float(self._search.home_m[node])
            self._known[node] = self._search.spread([node], limit_m)
        return self._known[node]


def _triples(apart_m: Iterable[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Return three nodes that touch one another, and two that touch with the network."""
    beside: dict[int, set[int]] = {}
    for a, b in apart_m:
        beside.setdefault(a, set()).add(b)
        beside.setdefault(b, set()).add(a)
    triples: set[tuple[int, int, int]] = set()
    for a, b in apart_m:
        if ROOT in (a, b):
            continue
        triples.add((ROOT, a, b))
        triples |= {(a, b, c) for c in beside[a] & beside[b] if c > b}
    return sorted(triples)


def _best(
    search: Search,
    found: _Spreads,
    nodes: tuple[int, int, int],
    apart_m: dict[tuple[int, int], float],
) -> _Junction | None:
    """Return the best place for three nodes to meet, None where it saves nothing."""
    a, b, c = nodes
    if not np.isfinite(search.home_m[[b, c]]).all():
        return None
    others = [search.home if a == ROOT else found[a], found[c]]
    cells, total = found[b].cells, found[b].metres
    for other in others:
        at = np.searchsorted(other.cells, cells)
        at[at == len(other.cells)] = 0
        shared = other.cells[at] == cells
        cells, total = cells[shared], total[shared] + other.metres[at[shared]]
    if not len(cells):
        return None
    best = int(np.argmin(total))
    sides = sorted(_apart_m(search, apart_m, *pair) for pair in ((a, b), (b, c), (a, c)))
    if total[best] > sides[0] + sides[1] - _LEAST_GAIN_M:
        return None
    return _Junction(int(cells[best]), nodes)


def _apart_m(search: Search, apart_m: dict[tuple[int, int], float], a: int, b: int) -> float:
    return float(search.home_m[b]) if a == ROOT else apart_m[a, b]
