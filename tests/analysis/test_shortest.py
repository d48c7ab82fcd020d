"""Shortest paths in arrays, against those of SciPy."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from mocgioi.analysis.programme.shortest import NONE, Graph, graph_of, shortest_paths

_NODES = 12
_LINKS = st.dictionaries(
    st.tuples(st.integers(0, _NODES - 1), st.integers(0, _NODES - 1)),
    st.integers(1, 9).map(float),
    max_size=40,
)
_SOURCES = st.sets(st.integers(0, _NODES - 1), min_size=1, max_size=4).map(sorted)


def _graph(links: dict[tuple[int, int], float]) -> Graph:
    start, end = np.array(list(links), dtype=np.intp).reshape(-1, 2).T
    return graph_of(start, end, np.array(list(links.values())), _NODES)


@given(_LINKS, _SOURCES, st.sampled_from((0.0, 2.0, 100.0)), st.sampled_from((7.0, np.inf)))
def test_paths_are_as_long_as_those_of_scipy(
    links: dict[tuple[int, int], float], sources: list[int], step_m: float, limit_m: float
) -> None:
    graph = _graph(links)
    paths = shortest_paths(graph, np.array(sources), step_m=step_m, limit_m=limit_m)
    theirs = csr_matrix((graph.metres, graph.end, graph.first), shape=(_NODES, _NODES))
    metres = dijkstra(theirs, indices=sources, min_only=True, limit=limit_m)
    assert paths.metres.tolist() == metres.tolist()


@given(_LINKS, _SOURCES)
def test_a_path_goes_back_to_its_source_by_links_that_add_up(
    links: dict[tuple[int, int], float], sources: list[int]
) -> None:
    paths = shortest_paths(_graph(links), np.array(sources), step_m=2.0)
    for node in np.flatnonzero(np.isfinite(paths.metres)).tolist():
        at, metres = node, 0.0
        while (before := int(paths.before[at])) != NONE:
            metres += links[before, at]
            at = before
        assert (at, metres) == (paths.source[node], paths.metres[node])
        assert at in sources
