"""Where on earth the facts of a map lie."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median_low

from mocgioi.outputs.map.facts import MapFacts

Corner = tuple[float, float]

PROVINCE = ((21.30, 106.10), (22.50, 107.40))
"""Latitude and longitude of the corners shown where the facts hold no position at all."""

_LEAST_DEG = 0.02
"""What is smaller is shown as large as that, 2 km: no map comes infinitely close to a point."""

_APART_DEG = 1.0
"""A vertex of a road farther than this from the middle one is a slip of the pen: 110 km."""


def extent(facts: MapFacts) -> tuple[Corner, Corner]:
    """Return (latitude, longitude) of the south-west and north-east corner of what is there.

    It is that of markers, communes and the border line. Roads, posts and gates set it only
    where there is none of these, and then without what lies far from the middle of them: one
    slip in a line would else show half the globe and nothing on it. It is never without a width
    or a height.
    """
    vertices = list(_framing(facts)) or _together(list(_posts_and_roads(facts)))
    if not vertices:
        return PROVINCE
    west, east = _widened([vertex[0] for vertex in vertices])
    south, north = _widened([vertex[1] for vertex in vertices])
    return (south, west), (north, east)


def _widened(degrees: list[float]) -> tuple[float, float]:
    """Return the least and the greatest of some degrees, at least `_LEAST_DEG` apart."""
    low, high = min(degrees), max(degrees)
    about = max(0.0, _LEAST_DEG - (high - low)) / 2
    return low - about, high + about


def _framing(facts: MapFacts) -> Iterator[Sequence[float]]:
    for place in (*facts["markers"], *facts["communes"]):
        if place["longitude"] is not None and place["latitude"] is not None:
            yield place["longitude"], place["latitude"]
    for piece in facts["boundary"]:
        yield from piece["line"]
    for commune in facts["communes"]:
        for ring in commune["rings"] or ():
            yield from ring


def _posts_and_roads(facts: MapFacts) -> Iterator[Sequence[float]]:
    for place in (*facts["posts"], *facts["gates"]):
        if place["longitude"] is not None and place["latitude"] is not None:
            yield place["longitude"], place["latitude"]
    for road in facts["roads"]:
        for line in road["lines"]:
            yield from line


def _together(vertices: list[Sequence[float]]) -> list[Sequence[float]]:
    """Return the vertices that lie around the middle one of them all."""
    if not vertices:
        return []
    middle = [median_low(vertex[axis] for vertex in vertices) for axis in (0, 1)]
    return [v for v in vertices if all(abs(v[i] - middle[i]) <= _APART_DEG for i in (0, 1))]
