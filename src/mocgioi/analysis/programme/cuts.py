"""Inequalities that a choice keeps and half a choice breaks: whoever is reached has a way in.

Of any nodes without `ROOT`: if one of them is reached, an arc leads in from outside. There are
too many to write down; those that a point breaks are found by the least cut between `ROOT` and
each node (Koch and Martin, *Solving Steiner tree problems in graphs to optimality*, 1998).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import breadth_first_order, maximum_flow

from mocgioi.analysis.programme.network import ROOT

_SCALE = 1_000_000
"""The flows of scipy are whole numbers."""

_NESTED = 4
"""Cuts taken for one node, each beyond the one before: fewer rounds."""

Cut = tuple[tuple[int, ...], int]
"""Arcs that lead in, and the node within that is reached."""


class Arcs:
    """Arcs between nodes, and the cuts that points on them break."""

    def __init__(self, nodes: int, tails: Sequence[int], heads: Sequence[int]) -> None:
        self._nodes = nodes
        self._tails = np.array(tails, dtype=np.int32)
        self._heads = np.array(heads, dtype=np.int32)

    def broken(
        self,
        on_arc: NDArray[np.float64],
        reached: NDArray[np.float64],
        *,
        least: float,
        most: int,
    ) -> list[Cut]:
        """Return cuts that a point breaks by more than `least`, at most so many.

        Args:
            on_arc: how much of each arc is taken; reached: how much of each node.
        """
        capacity = np.rint(on_arc * _SCALE).astype(np.int32)
        cuts: dict[tuple[int, ...], int] = {}
        order = sorted(np.flatnonzero(reached > least).tolist(), key=lambda v: (-reached[v], v))
        covered = np.zeros(self._nodes, dtype=bool)
        for node in order:
            if node == ROOT or covered[node]:
                continue
            for entering in self._of_node(node, capacity, float(reached[node]), least, covered):
                cuts.setdefault(entering, node)
            if len(cuts) >= most:
                break
        return list(cuts.items())

    def _of_node(
        self,
        node: int,
        capacity: NDArray[np.int32],
        wanted: float,
        least: float,
        covered: NDArray[np.bool_],
    ) -> list[tuple[int, ...]]:
        """Return the cuts between `ROOT` and a node, from the node outward."""
        found = []
        capacity = capacity.copy()
        goal = int((wanted - least) * _SCALE)
        for _ in range(_NESTED):
            flow = maximum_flow(self._matrix(capacity), ROOT, node)
            if flow.flow_value >= goal:
                break
            inside = self._behind(capacity, flow.flow, node)
            entering = np.flatnonzero(inside[self._heads] & ~inside[self._tails])
            found.append(tuple(entering.tolist()))
            covered |= inside
            capacity[entering] = _SCALE
        return found

    def _matrix(self, capacity: NDArray[np.int32]) -> csr_array:
        shape = (self._nodes, self._nodes)
        return csr_array(coo_array((capacity, (self._tails, self._heads)), shape=shape))

    def _behind(self, capacity: NDArray[np.int32], flow: csr_array, node: int) -> NDArray[np.bool_]:
        """Return the nodes from which more could still flow to `node`: the smallest such cut."""
        left = self._matrix(capacity) - flow
        left.data[left.data < 0] = 0
        left.eliminate_zeros()
        inside = np.zeros(self._nodes, dtype=bool)
        back = csr_array(left.T)
        inside[breadth_first_order(back, node, return_predecessors=False)] = True
        inside[node] = True
        return inside
