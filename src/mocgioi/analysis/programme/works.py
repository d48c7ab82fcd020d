"""A choice cut into works: what hangs together is built together.

A work is new road that hangs at one place of what is there by then: of the network, or of a work
of an earlier year.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import NamedTuple

from mocgioi.analysis.programme.candidates import Candidates, Way
from mocgioi.analysis.programme.network import ROOT
from mocgioi.domain.marker import MarkerNumber


class Work(NamedTuple):
    """A work; works are numbered by their place in the list they stand in, from 0.

    Attributes:
        year: counted from 0. ways: places in `Candidates.ways`.
        after: works it hangs on. joins: the road of the network it meets, else empty.
        markers: those it serves and no work before it, in the order of the border.
    """

    year: int
    ways: tuple[int, ...]
    after: tuple[int, ...]
    joins: str
    markers: tuple[str, ...]


def works_of(
    graph: Candidates,
    year_of: Mapping[int, int],
    *,
    counted: Callable[[str], bool] = lambda _: True,
) -> list[Work]:
    """Return the works of a choice: by year, then those that serve most a đồng first.

    Args:
        year_of: the year of each way chosen, counted from 0.
        counted: whether a marker is counted.
    """
    reached_in = _reached_in(graph, year_of)
    parts = _parts(graph, year_of)
    rated = sorted(parts, key=lambda ways: _order(graph, ways, year_of, reached_in, counted))
    work_of: dict[int, int] = {}
    served: set[str] = set()
    works: list[Work] = []
    for number, ways in enumerate(rated):
        year = year_of[ways[0]]
        nodes = {node for i in ways for node in graph.ways[i][:2]}
        own = {node for node in nodes if reached_in[node] == year and node != ROOT}
        markers = {m for node in own for m in graph.serves.get(node, ()) if counted(m)} - served
        served |= markers
        after = {work_of[node] for node in nodes - own if node != ROOT}
        work_of.update(dict.fromkeys(own, number))
        joins = next((way.joins for i in ways if (way := graph.ways[i]).joins), "")
        works.append(
            Work(
                year,
                tuple(ways),
                tuple(sorted(after)),
                joins,
                tuple(sorted(markers, key=MarkerNumber.parse)),
            )
        )
    return works


def _reached_in(graph: Candidates, year_of: Mapping[int, int]) -> dict[int, int]:
    """Return the first year in which a way leads to each node; `ROOT` is there before."""
    reached = {ROOT: -1}
    for i, year in year_of.items():
        for node in graph.ways[i][:2]:
            reached[node] = min(year, reached.get(node, year))
    return reached


def _parts(graph: Candidates, year_of: Mapping[int, int]) -> list[list[int]]:
    """Return the ways that hang together, and at one place, in one year."""
    group: dict[Hashable, Hashable] = {}

    def first(key: Hashable) -> Hashable:
        while group.setdefault(key, key) != key:
            key = group[key]
        return key

    for i, year in sorted(year_of.items()):
        way = graph.ways[i]
        for node in way[:2]:
            key = (year, node, _place(way) if node == ROOT else None)
            group[first(key)] = first(("way", i))
    parts: dict[Hashable, list[int]] = {}
    for i in sorted(year_of):
        parts.setdefault(first(("way", i)), []).append(i)
    return list(parts.values())


def _place(way: Way) -> tuple[int, int]:
    """Return where a way meets the network, to the metre."""
    east, north = way.shape[0 if way.start == ROOT else -1]
    return round(east), round(north)


def _order(
    graph: Candidates,
    ways: Sequence[int],
    year_of: Mapping[int, int],
    reached_in: Mapping[int, int],
    counted: Callable[[str], bool],
) -> tuple[int, float, MarkerNumber | tuple[()], int]:
    year = year_of[ways[0]]
    nodes = {node for i in ways for node in graph.ways[i][:2]}
    markers = {
        m
        for node in nodes
        if reached_in[node] == year
        for m in graph.serves.get(node, ())
        if counted(m)
    }
    cost = sum(graph.ways[i].cost_vnd for i in ways)
    first = min((MarkerNumber.parse(m) for m in markers), default=MarkerNumber(9999))
    return year, -len(markers) / max(cost, 1), first, ways[0]
