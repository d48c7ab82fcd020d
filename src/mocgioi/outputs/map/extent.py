"""Where on earth the facts of a map lie."""

from __future__ import annotations

from collections.abc import Iterator

from mocgioi.outputs.map.facts import Line, MapFacts

Corner = tuple[float, float]

PROVINCE = ((21.30, 106.10), (22.50, 107.40))
"""Latitude and longitude of the corners shown where the facts hold no position at all."""


def _lines(facts: MapFacts) -> Iterator[Line]:
    for place in (*facts["markers"], *facts["communes"], *facts["posts"], *facts["gates"]):
        if place["longitude"] is not None and place["latitude"] is not None:
            yield [[place["longitude"], place["latitude"]]]
    yield from (piece["line"] for piece in facts["boundary"])
    yield from (line for road in facts["roads"] for line in road["lines"])
    yield from (ring for commune in facts["communes"] for ring in commune["rings"] or ())


def extent(facts: MapFacts) -> tuple[Corner, Corner]:
    """Return (latitude, longitude) of the south-west and north-east corner of all there is."""
    lines = list(_lines(facts))
    longitudes = [vertex[0] for line in lines for vertex in line]
    latitudes = [vertex[1] for line in lines for vertex in line]
    if not longitudes:
        return PROVINCE
    return (min(latitudes), min(longitudes)), (max(latitudes), max(longitudes))
