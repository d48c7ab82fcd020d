"""What hangs together, the graph alone: the joins already found, beside networkx in one process."""

from __future__ import annotations

import sqlite3
import statistics
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import networkx

from mocgioi.analysis.lines.line_index import LineIndex
from mocgioi.analysis.lines.metric_lines import RoadLine, metric_lines
from mocgioi.analysis.lines.network import Joins, components
from mocgioi.analysis.lines.proximity import joins_of
from mocgioi.domain.crs import METRIC_CRS
from tests.bench.answers import DifferentAnswer

_HEADER_BYTES = 8
_TURNS = 9


def joins_in(path: Path) -> Joins:
    """Return which built roads of a GeoPackage drawn by `border` join."""
    with closing(sqlite3.connect(path)) as connection:
        built = connection.execute("SELECT name, geom FROM roads WHERE status = 'built'")
        lines = metric_lines(
            (RoadLine(name, blob[_HEADER_BYTES:]) for name, blob in built), METRIC_CRS
        )
    return joins_of(lines, LineIndex(lines))


def ours(joins: Joins) -> dict[str, str]:
    """Return the smallest name of all each line hangs together with."""
    return components(joins, among=frozenset(joins.lines))


def by_networkx(joins: Joins) -> dict[str, str]:
    """Return the same by networkx, with places for nodes, which it takes faster than names."""
    graph = networkx.Graph()
    graph.add_nodes_from(range(len(joins.lines)))
    graph.add_edges_from(joins.pairs)
    least: dict[str, str] = {}
    for part in networkx.connected_components(graph):
        name = joins.lines[min(part)]
        least.update((joins.lines[at], name) for at in part)
    return least


def median_cpu_s(path: Path) -> tuple[float, float]:
    """Return the median seconds of cpu of ours and of networkx, taking turns.

    Raises:
        DifferentAnswer: they differ, or nothing joins.
    """
    joins = joins_in(path)
    if not joins.pairs or ours(joins) != by_networkx(joins):
        raise DifferentAnswer(f"networkx parts the {len(joins.lines)} lines otherwise")
    turns = [(_cpu_s(ours, joins), _cpu_s(by_networkx, joins)) for _ in range(_TURNS)]
    one, other = zip(*turns, strict=True)
    return statistics.median(one), statistics.median(other)


def _cpu_s(part: Callable[[Joins], dict[str, str]], joins: Joins) -> float:
    before = time.process_time()
    part(joins)
    return time.process_time() - before
