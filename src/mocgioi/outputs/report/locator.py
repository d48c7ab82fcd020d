"""A sketch of the border communes for print, the darker the more of their markers have a road."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import cos, pi, radians, sin
from typing import Any

from mocgioi.errors import Language
from mocgioi.outputs import wording
from mocgioi.outputs.report import svg
from mocgioi.outputs.report.label_places import LINE, Named, label_places
from mocgioi.outputs.shading import SHADES, class_texts, shade_of, shade_of_class, share_breaks
from mocgioi.outputs.wording import NOTHING, say

_KM_PER_DEGREE = 111.2
_FILLS = ("#ffffff", "#e2e2e2", "#c2c2c2", "#9c9c9c", "#6e6e6e")
"""From the lowest class of shares to the highest; labels keep a white halo on the darkest."""

_SCALE_KM = 20
_LEGEND_MM = (36.0, 45.0)
"""Width and height of the lower left corner, where no name stands."""
_MARGIN_MM = 6.0
_DOT_MM = 0.7


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
    place = Projection(facts, width_mm, height_mm)
    breaks = share_breaks(commune["percent"] for commune in facts["communes"])
    parts = [
        svg.path(
            map(place, ring), fill=_fill(commune["percent"], breaks), stroke_mm=0.25, closed=True
        )
        for commune in facts["communes"]
        for ring in commune["rings"]
    ]
    parts += [
        svg.path(map(place, line), stroke_mm=0.9, dash="4 1 0.9 1") for line in facts["boundary"]
    ]
    size_mm = (width_mm, height_mm)
    parts += _labels(facts["communes"], facts["boundary"], place, lang, size_mm)
    parts += _legend(breaks, height_mm, place.mm_per_km, lang)
    return svg.drawing(width_mm, height_mm, title, parts)


def _fill(percent: float | None, breaks: Sequence[int]) -> str:
    shade = shade_of(percent, breaks)
    return "#ffffff" if shade is None else _FILLS[shade]


class Projection:
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
        """Return where a place stands on the sheet: to the right and below, mm."""
        scale = self.mm_per_km * _KM_PER_DEGREE
        across = self.left + (corner[0] - self.west) * self.narrowing * scale
        return across, _MARGIN_MM + (self.north - corner[1]) * scale


def _labels(
    communes: Sequence[Mapping[str, Any]],
    boundary: Iterable[Sequence[Sequence[float]]],
    place: Projection,
    lang: Language,
    size_mm: tuple[float, float],
) -> Iterable[str]:
    """Yield each commune's name and share, and below the sketch those it has no room for."""
    named = [
        Named(
            commune["name"],
            "" if (share := wording.percent(commune["percent"], lang)) == NOTHING else share,
            [[*map(place, ring)] for ring in commune["rings"]],
            place((commune["longitude"], commune["latitude"])),
        )
        for commune in communes
        if commune["longitude"] is not None and commune["latitude"] is not None
    ]
    lines = [[*map(place, line)] for line in boundary]
    kept = (0.0, size_mm[1] - _LEGEND_MM[1], *(_LEGEND_MM[0], size_mm[1]))
    labels = label_places(named, lines, size_mm=size_mm, kept=[kept])
    for label in labels:
        if label.leader:
            yield svg.path(label.leader)
            yield svg.path(_dot(label.leader[0]), fill="#000", closed=True)
        left, top, right, _ = label.box
        base = top
        for line in label.lines:
            base += line.size_mm * LINE
            yield svg.text(
                (left + right) / 2,
                base - 0.2 * line.size_mm,
                line.text,
                anchor="middle",
                size_mm=line.size_mm,
                bold=line.bold,
                halo=True,
            )
    told = {label.commune for label in labels}
    left_out = [f"{c.name} {c.share}".strip() for at, c in enumerate(named) if at not in told]
    if left_out:
        yield svg.text(_LEGEND_MM[0], size_mm[1] - 1, "; ".join(left_out), size_mm=2.3)


def _dot(at: tuple[float, float]) -> list[tuple[float, float]]:
    """Return the outline of a dot: the end of a leader that is in its commune."""
    across, down = at
    return [
        (across + _DOT_MM * cos(turn * pi / 4), down + _DOT_MM * sin(turn * pi / 4))
        for turn in range(8)
    ]


def _legend(
    breaks: Sequence[int], height_mm: float, mm_per_km: float, lang: Language
) -> Iterable[str]:
    """Yield the shades with their shares, the border line, and a scale of 20 km."""
    texts = class_texts(breaks)
    top = height_mm - 44 + 5 * (SHADES - len(texts))
    for place, text in enumerate(texts):
        level = top + place * 5
        yield svg.rectangle(2, level, 6, 3.6, _FILLS[shade_of_class(place, breaks)])
        yield svg.text(10, level + 3, text, size_mm=3.2)
    level = height_mm - 44 + 5 * SHADES + 2
    yield svg.path([(2, level), (8, level)], stroke_mm=0.9, dash="4 1 0.9 1")
    yield svg.text(10, level + 1.2, say("chart.border", lang), size_mm=3.2)
    length = _SCALE_KM * mm_per_km
    level += 9
    yield svg.path([(2, level - 1.5), (2, level), (2 + length, level), (2 + length, level - 1.5)])
    yield svg.text(2 + length / 2, level - 1.5, f"{_SCALE_KM} km", anchor="middle", size_mm=3.2)
