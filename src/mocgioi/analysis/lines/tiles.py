"""Places that lie close together, with the lines that matter to them: so much at a time.

Whoever looks for the lines nearest to many places does not hold all of them: places are parted
into halves, again and again, and with each half go the lines that may be nearest to one of it. A
line may be if its box is no farther from the box of the places than all of another line can be.
What is found is what one look at everything would find.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, Protocol

import numpy as np

from mocgioi.analysis.lines.metric_lines import Indices, MetricLines, Numbers
from mocgioi.analysis.lines.network import TOLERANCE_M
from mocgioi.analysis.lines.proximity import feet_on

_PLACES = 1 << 12
"""Places in a tile at most."""

_VERTICES = 1 << 20
"""Vertices of the lines of a tile, unless fewer places than one would be left."""

_LEAF = 64
"""Places whose lines are not told apart any more."""

_SLACK_M = 1e-3 + TOLERANCE_M
"""More than what is lost by rounding when distances of boxes are compared."""

NONE = -1
"""In place of a line where there is none."""


class Lines(Protocol):
    """Lines of which some can be had: `MetricLines`, or such as are kept aside."""

    @property
    def boxes(self) -> Numbers:
        """West, south, east, north of each."""
        ...

    @property
    def sizes(self) -> Indices:
        """How many vertices each has."""
        ...

    def picked(self, roads: Indices) -> MetricLines:
        """Return some, by their order here, in the order given."""
        ...


@dataclass(frozen=True)
class Some:
    """Some of the lines, in an order of their own."""

    lines: Lines
    order: Indices

    @cached_property
    def boxes(self) -> Numbers:
        """West, south, east, north of each."""
        return np.asarray(self.lines.boxes[self.order])

    @cached_property
    def sizes(self) -> Indices:
        """How many vertices each has."""
        return np.asarray(self.lines.sizes[self.order])

    def picked(self, roads: Indices) -> MetricLines:
        """Return some of them, by their order here, in the order given."""
        return self.lines.picked(self.order[roads])

    def of(self, roads: Indices) -> Some:
        """Return some of them to be picked from."""
        return Some(self.lines, self.order[roads])


class Nearest(NamedTuple):
    """The line nearest to each of some places, and where on it.

    Attributes:
        line: by its order; `NONE` where there is none. distance_m: planar metres.
        foot: longitude and latitude, (n, 2), EPSG:4326.
    """

    line: Indices
    distance_m: Numbers
    foot: Numbers

    @classmethod
    def of_none(cls, count: int) -> Nearest:
        """Return that so many places have none."""
        line = np.full(count, NONE, dtype=np.intp)
        return cls(line, np.full(count, np.inf), np.full((count, 2), np.nan))


def nearest_in_tiles(points: Numbers, lines: Lines, metric_crs: str) -> Nearest:
    """Return the line nearest to each of (n, 2) places in metres, at any distance.

    Of lines equally near (within `network.TOLERANCE_M`) it is the one that is given first.
    """
    nearest = Nearest.of_none(len(points))
    for places, close in _tiles(points, lines):
        for feet in feet_on(lines.picked(close), points[places], metric_crs):
            at = places[feet.point]
            nearest.line[at] = close[feet.road]
            nearest.distance_m[at] = feet.distance_m
            nearest.foot[at] = np.column_stack((feet.longitude, feet.latitude))
    return nearest


def blocks(lines: Lines, *, vertices: int) -> Iterator[Indices]:
    """Yield lines that lie close together, by their order, so many vertices at a time."""
    corners, sizes = lines.boxes[:, :2], lines.sizes
    waiting = [np.flatnonzero(sizes)]
    while waiting:
        some = waiting.pop()
        if len(some) > 1 and sizes[some].sum() > vertices:
            waiting += _halves(corners, some)
        elif len(some):
            yield np.sort(some)


def lines_within(boxes: Numbers, distance_m: Numbers, of: Numbers) -> Indices:
    """Return the lines whose boxes `of` come within a distance of one of some boxes.

    Args:
        distance_m: of each of `boxes`.
    """
    corners = boxes[:, :2]
    is_close = np.zeros(len(of), dtype=np.bool_)
    waiting = [(np.arange(len(boxes)), np.arange(len(of)))] if len(boxes) else []
    while waiting:
        some, lines = waiting.pop()
        around = np.concatenate((boxes[some, :2].min(axis=0), boxes[some, 2:].max(axis=0)))
        least2 = _apart2(around, of[lines])[0]
        lines = lines[least2 <= (distance_m[some].max() + _SLACK_M) ** 2]
        if len(some) <= _LEAF:
            is_close[lines] = True
        elif len(lines):
            waiting += [(half, lines) for half in _halves(corners, some)]
    return np.flatnonzero(is_close)


def _tiles(points: Numbers, lines: Lines) -> Iterator[tuple[Indices, Indices]]:
    """Yield places that lie close together with all lines one of which may be nearest to one."""
    boxes, sizes = lines.boxes, lines.sizes
    drawn = np.flatnonzero(sizes)
    waiting = [(np.arange(len(points)), drawn)] if len(points) and len(drawn) else []
    while waiting:
        some, among = waiting.pop()
        among = _may_be_nearest(points[some], boxes, among)
        if len(some) <= _PLACES:
            close = _close(points, some, boxes, among)
            if len(some) == 1 or sizes[close].sum() <= _VERTICES:
                yield some, close
                continue
        waiting += [(half, among) for half in _halves(points, some)]


def _close(points: Numbers, some: Indices, boxes: Numbers, among: Indices) -> Indices:
    """Return the lines that may be nearest to one of some places, told apart to a few of them."""
    is_close = np.zeros(len(boxes), dtype=np.bool_)
    waiting = [(some, among)]
    while waiting:
        some, lines = waiting.pop()
        lines = _may_be_nearest(points[some], boxes, lines)
        if len(some) <= _LEAF:
            is_close[lines] = True
        else:
            waiting += [(half, lines) for half in _halves(points, some)]
    return np.flatnonzero(is_close)


def _may_be_nearest(points: Numbers, boxes: Numbers, lines: Indices) -> Indices:
    """Return those of some lines that are nearest to one of (n, 2) places, and others."""
    around = np.concatenate((points.min(axis=0), points.max(axis=0)))
    least2, most2 = _apart2(around, boxes[lines])
    return np.asarray(lines[least2 <= (np.sqrt(most2.min(initial=np.inf)) + _SLACK_M) ** 2])


def _apart2(around: Numbers, boxes: Numbers) -> tuple[Numbers, Numbers]:
    """Return the squares of how far a box is from others at least, and how far at most."""
    west, south, east, north = around
    beside = np.maximum(np.maximum(boxes[:, 0] - east, west - boxes[:, 2]), 0.0)
    above = np.maximum(np.maximum(boxes[:, 1] - north, south - boxes[:, 3]), 0.0)
    across = np.maximum(east - boxes[:, 0], boxes[:, 2] - west)
    along = np.maximum(north - boxes[:, 1], boxes[:, 3] - south)
    return beside * beside + above * above, across * across + along * along


def _halves(places: Numbers, some: Indices) -> Sequence[Indices]:
    """Return places in two halves, parted across the way along which they lie farther apart."""
    of = places[some]
    axis = int(np.argmax(of.max(axis=0) - of.min(axis=0)))
    middle = len(some) // 2
    order = np.argpartition(of[:, axis], middle)
    return some[order[:middle]], some[order[middle:]]
