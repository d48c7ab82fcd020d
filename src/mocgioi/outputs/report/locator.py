"""A sketch of the border communes for print, the darker the more of their markers have a road."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import cos, hypot, radians
from typing import Any

from mocgioi.errors import Language
from mocgioi.outputs import wording
from mocgioi.outputs.report import svg
from mocgioi.outputs.wording import NOTHING, say

_KM_PER_DEGREE = 111.2
_FILLS = ("#ffffff", "#e2e2e2", "#c2c2c2", "#9c9c9c", "#6e6e6e")
"""From 0–20 % to 80–100 %; labels keep a white halo on the darkest."""

_SCALE_KM = 20
_MARGIN_MM = 6.0


def locator(
    facts: Mapping[str, Any],
    lang: Language,
    *,
    title: str,
    width_mm: float = 165.0,
    height_mm: float = 118.0,
) -> str:
    """Draw communes, their shares and the border line as supplied; nothing of other countries.

    Args:
        facts: ``communes`` (``name``, ``percent``, ``rings``, ``longitude``, ``latitude``) and
            ``boundary``: lines, degrees in EPSG:4326.
    """
    place = _Projection(facts, width_mm, height_mm)
    parts = [
        svg.path(map(place, ring), fill=_fill(commune["percent"]), stroke_mm=0.25, closed=True)
        for commune in facts["communes"]
        for ring in commune["rings"]
    ]
    parts += [
        svg.path(map(place, line), stroke_mm=0.9, dash="4 1 0.9 1") for line in facts["boundary"]
    ]
    parts += _labels(facts["communes"], facts["boundary"], place, lang)
    parts += _legend(height_mm, place.mm_per_km, lang)
    return svg.drawing(width_mm, height_mm, title, parts)


def _fill(percent: float | None) -> str:
    return "#ffffff" if percent is None else _FILLS[min(int(percent // 20), len(_FILLS) - 1)]


class _Projection:
    """Degrees to millimetres: equirectangular about the middle, true to scale within 0.5 %."""

    def __init__(self, facts: Mapping[str, Any], width_mm: float, height_mm: float) -> None:
        lines = [ring for commune in facts["communes"] for ring in commune["rings"]]
        corners = [corner for line in [*lines, *facts["boundary"]] for corner in line]
        east, north = ([corner[axis] for corner in corners] for axis in (0, 1))
        self.west, self.north = min(east), max(north)
        self.narrowing = cos(radians((min(north) + max(north)) / 2))
        across_km = (max(east) - self.west) * self.narrowing * _KM_PER_DEGREE
        down_km = (self.north - min(north)) * _KM_PER_DEGREE
        room = (width_mm - 2 * _MARGIN_MM, height_mm - 2 * _MARGIN_MM)
        self.mm_per_km = min(room[0] / (across_km or 1), room[1] / (down_km or 1))
        self.left = (width_mm - across_km * self.mm_per_km) / 2

    def __call__(self, corner: Sequence[float]) -> tuple[float, float]:
        scale = self.mm_per_km * _KM_PER_DEGREE
        across = self.left + (corner[0] - self.west) * self.narrowing * scale
        return across, _MARGIN_MM + (self.north - corner[1]) * scale


def _labels(
    communes: Iterable[Mapping[str, Any]],
    boundary: Iterable[Sequence[Sequence[float]]],
    place: _Projection,
    lang: Language,
) -> Iterable[str]:
    """Yield each commune's name and share, moved aside where a line or a name would be under it."""
    taken: list[tuple[float, float, float, float]] = []
    drawn = [spot for line in boundary for spot in _spots([*map(place, line)])]
    for commune in communes:
        if commune["longitude"] is None or commune["latitude"] is None:
            continue
        point = place((commune["longitude"], commune["latitude"]))
        half = 0.9 * len(commune["name"]) + 1
        west = half + 3
        roomy = any(_area_mm2([*map(place, ring)]) > _ROOMY_MM2 for ring in commune["rings"])
        tried = (*_WITHIN, *_ASIDE) if roomy else _ASIDE
        places = [(point[0] + aside * west, point[1] + below) for aside, below in tried]
        free = [
            spot
            for spot in places
            if spot[0] - half >= 0 and not any(_overlap(_box(spot, half), box) for box in taken)
        ]
        clear = [
            spot
            for spot in free
            if (roomy and spot in places[: len(_WITHIN)])
            or not any(_inside(_box(spot, half), at) for at in drawn)
        ]
        across, down = (clear or free or [point])[0]
        taken.append(_box((across, down), half))
        if abs(across - point[0]) > west + 0.1 or abs(down - point[1]) > _NEAR_MM:
            yield svg.path([point, (across + half if across < point[0] else across, down)])
        share = wording.percent(commune["percent"], lang)
        name = commune["name"]
        yield svg.text(across, down, name, anchor="middle", size_mm=3.2, bold=True, halo=True)
        if share != NOTHING:
            yield svg.text(across, down + 3.4, share, anchor="middle", size_mm=3, halo=True)


_WITHIN = ((0, 0), (0, 6), (0, -6), (0.3, 7), (-0.3, 7))
_ASIDE = (
    *((0, 0), (-1, 0), (-1, 4), (-1, -4), (0, 8), (-0.5, 8), (0.5, 8), (0, 12), (-1, 12)),
    *((-2, 0), (-2, 8), (1, 8), (1, -8), (0, 20), (-2, 16)),
)
"""Where a label may stand, in a commune or beside it: its own widths east, mm below its point.

Việt Nam lies to the south-west of the line.
"""
_NEAR_MM = 12.0
"""A label farther below its point has a line to it."""
_ROOMY_MM2 = 60.0
"""In a commune so large on the sheet its name stands where it may; a band has no room for one."""


def _area_mm2(ring: Sequence[tuple[float, float]]) -> float:
    """Return the area of a closed ring (the shoelace formula)."""
    return abs(sum(x * to_y - to_x * y for (x, y), (to_x, to_y) in pairwise(ring))) / 2


def _spots(line: Sequence[tuple[float, float]]) -> Iterable[tuple[float, float]]:
    """Yield points of a line, a millimetre apart or less."""
    for (x, y), (to_x, to_y) in pairwise(line):
        steps = int(hypot(to_x - x, to_y - y)) + 1
        for step in range(steps + 1):
            yield x + (to_x - x) * step / steps, y + (to_y - y) * step / steps


def _box(spot: tuple[float, float], half: float) -> tuple[float, float, float, float]:
    left, top = spot[0] - half, spot[1] - 3.2
    return left, top, left + 2 * half, top + 7.5


def _inside(box: tuple[float, float, float, float], at: tuple[float, float]) -> bool:
    return box[0] < at[0] < box[2] and box[1] < at[1] < box[3]


def _overlap(
    first: tuple[float, float, float, float], second: tuple[float, float, float, float]
) -> bool:
    across = first[0] < second[2] and second[0] < first[2]
    return across and first[1] < second[3] and second[1] < first[3]


def _legend(height_mm: float, mm_per_km: float, lang: Language) -> Iterable[str]:
    """Yield the shades with their shares, the border line, and a scale of 20 km."""
    top = height_mm - 44
    for place, fill in enumerate(_FILLS):
        level = top + place * 5
        yield svg.rectangle(2, level, 6, 3.6, fill)
        yield svg.text(10, level + 3, f"{20 * place}–{20 * place + 20}%", size_mm=3.2)
    level = top + 5 * len(_FILLS) + 2
    yield svg.path([(2, level), (8, level)], stroke_mm=0.9, dash="4 1 0.9 1")
    yield svg.text(10, level + 1.2, say("chart.border", lang), size_mm=3.2)
    length = _SCALE_KM * mm_per_km
    level += 9
    yield svg.path([(2, level - 1.5), (2, level), (2 + length, level), (2 + length, level - 1.5)])
    yield svg.text(2 + length / 2, level - 1.5, f"{_SCALE_KM} km", anchor="middle", size_mm=3.2)
