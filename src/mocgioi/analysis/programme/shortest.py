"""Shortest paths from the nearest of some sources, all of them at once in arrays.

A graph of the ground has tens of thousands of cells, and its paths are asked for with every report
and map: they need no more than numpy.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from mocgioi.analysis.programme.region import Indices, Numbers

NONE = -1
"""Stands for the node before one that has none before it."""


class Graph(NamedTuple):
    """Links by the node that they lead from.

    Attributes:
        first: (nodes + 1) where the links of each node begin.
        end, metres: of each link, where it leads to and what it weighs, more than 0.
    """

    first: Indices
    end: Indices
    metres: Numbers


class Paths(NamedTuple):
    """Of each node, the shortest path that leads to it.

    Attributes:
        metres: how long it is; inf where none leads. before: the node before, or `NONE`.
        source: where it comes from; of no meaning where none leads.
    """

    metres: Numbers
    before: Indices
    source: Indices


def graph_of(start: Indices, end: Indices, metres: Numbers, nodes: int) -> Graph:
    """Return links as a graph.

    Args:
        start, end: of each link, the nodes that it leads from and to.
        metres: what it weighs, more than 0.
    """
    order = np.argsort(start, kind="stable")
    first = np.zeros(nodes + 1, dtype=np.intp)
    np.cumsum(np.bincount(start, minlength=nodes), out=first[1:])
    return Graph(first, end[order], metres[order])


def shortest_paths(
    graph: Graph, sources: Indices, *, step_m: float, limit_m: float = np.inf
) -> Paths:
    """Return the shortest paths from the nearest of some nodes, up to a length.

    Those who were reached at less than `step_m` beyond the nearest go on together, and again where
    they are reached by a shorter way (delta-stepping: Meyer and Sanders, J. Algorithms 49, 2003).
    It ends at the same lengths whatever the step, and is fast where that is two or three links.
    """
    nodes = len(graph.first) - 1
    metres = np.full(nodes, np.inf)
    before = np.full(nodes, NONE, dtype=np.intp)
    metres[sources] = 0.0
    waiting = np.unique(sources)
    while len(waiting):
        is_near = metres[waiting] <= metres[waiting].min() + step_m
        start, end, total = _onward(graph, metres, waiting[is_near])
        better = (total < metres[end]) & (total <= limit_m)
        start, end, total = start[better], end[better], total[better]
        order = np.lexsort((start, total, end))
        end, best = np.unique(end[order], return_index=True)
        metres[end] = total[order][best]
        before[end] = start[order][best]
        waiting = np.union1d(waiting[~is_near], end)
    return Paths(metres, before, _sources(before))


def _onward(graph: Graph, metres: Numbers, nodes: Indices) -> tuple[Indices, Indices, Numbers]:
    """Return the links of nodes: from where, to where, how far their ends are that way."""
    first = graph.first[nodes]
    count = graph.first[nodes + 1] - first
    start = np.repeat(nodes, count)
    link = np.arange(len(start)) + np.repeat(first - np.cumsum(count) + count, count)
    return start, graph.end[link], metres[start] + graph.metres[link]


def _sources(before: Indices) -> Indices:
    """Return the first node of the path to each, going back twice as far each time."""
    source = np.where(before == NONE, np.arange(len(before)), before)
    while not np.array_equal(further := source[source], source):
        source = further
    return source
