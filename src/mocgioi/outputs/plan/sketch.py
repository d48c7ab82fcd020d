"""A sketch of a programme for print: communes, the border line, every work with its year.

Works are told apart in black and white: each year has a symbol of its own, beside it stands the
work's number in the list where there is room.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import cos, pi, sin
from typing import TYPE_CHECKING

from mocgioi.errors import Language, Text
from mocgioi.outputs.paper.letters import width_em
from mocgioi.outputs.report import svg
from mocgioi.outputs.report.label_places import LINE, Named, label_places
from mocgioi.outputs.report.locator import Projection
from mocgioi.outputs.wording import number, say

if TYPE_CHECKING:
    from mocgioi.documents.full_report import CommuneOutline, Outline
    from mocgioi.documents.plan import Plan, PlannedWork

    Box = tuple[float, float, float, float]
    Place = tuple[float, float]

_RADIUS_MM = 1.1
_NUMBER_MM = 2.3
_LEGEND_MM = (52.0, 6.0)
"""Width of the legend in the lower left corner, and the height of one of its lines."""
_SCALE_KM = 20
_SYMBOLS: tuple[tuple[int, str], ...] = (
    (16, "#000000"),
    (16, "#ffffff"),
    (3, "#000000"),
    (3, "#ffffff"),
    (4, "#000000"),
    (4, "#ffffff"),
)
"""Corners and fill, year by year; what has more years begins anew."""
_WORK = Text("công trình", "work")
_UNNUMBERED = Text(
    "{count} công trình không đủ chỗ ghi số: xem danh mục",
    "no room for the numbers of {count} works: see the list",
)


def sketch(
    document: Plan,
    outline: Outline | None,
    lang: Language,
    *,
    title: str,
    width_mm: float,
    height_mm: float,
) -> str:
    """Draw the works of a programme as SVG; nothing of other countries.

    Args:
        outline: communes and border line; without it the works stand alone.
    """
    communes = outline["communes"] if outline else []
    boundary = outline["boundary"] if outline else []
    of_works = [line for work in document["works"] for line in work["lines"]]
    extent = {"communes": communes, "boundary": [*boundary, *of_works]}
    place = Projection(extent, width_mm, height_mm)
    years = list(dict.fromkeys(work["year"] for work in document["works"]))
    legend = (0.0, height_mm - _LEGEND_MM[1] * (len(years) + 3), _LEGEND_MM[0], height_mm)
    parts = [
        svg.path(map(place, ring), fill="#ffffff", stroke_mm=0.2, closed=True)
        for commune in communes
        for ring in commune["rings"]
    ]
    parts += [svg.path(map(place, line), stroke_mm=0.9, dash="4 1 0.9 1") for line in boundary]
    points = [_middle(work, place) for work in document["works"]]
    boxes = [_around(point, _RADIUS_MM) for point in points]
    names = _names(communes, boundary, place, size_mm=(width_mm, height_mm), kept=[legend])
    parts += [part for part, _ in names]
    numbers, unnumbered = _numbers(
        document["works"], points, [*boxes, *(box for _, box in names), legend], width_mm
    )
    for work, point in zip(document["works"], points, strict=True):
        parts += [svg.path(map(place, line), stroke_mm=0.7) for line in work["lines"]]
        parts.append(_symbol(point, years.index(work["year"])))
    parts += numbers
    parts += _legend(years, legend[1], place.mm_per_km, bool(boundary), lang)
    if unnumbered:
        words = _UNNUMBERED.to(lang).format(count=number(unnumbered, lang))
        parts.append(svg.text(width_mm - 1, height_mm - 1, words, anchor="end", size_mm=2.7))
    return svg.drawing(width_mm, height_mm, title, parts)


def _middle(work: PlannedWork, place: Projection) -> Place:
    """Return the middle of the longest line of a work, on the sheet."""
    line = max(work["lines"], key=len)
    return place(line[len(line) // 2])


def _symbol(point: Place, year: int) -> str:
    corners, fill = _SYMBOLS[year % len(_SYMBOLS)]
    radius = _RADIUS_MM * (1.3 if corners < 16 else 1.0)
    turn = -pi / 2
    around = [
        (
            point[0] + radius * cos(turn + 2 * pi * corner / corners),
            point[1] + radius * sin(turn + 2 * pi * corner / corners),
        )
        for corner in range(corners)
    ]
    return svg.path(around, stroke_mm=0.3, fill=fill, closed=True)


def _names(
    communes: Sequence[CommuneOutline],
    boundary: Sequence[Sequence[Sequence[float]]],
    place: Projection,
    *,
    size_mm: Place,
    kept: Sequence[Box],
) -> list[tuple[str, Box]]:
    """Return the names of communes where there is room for them, each with its box."""
    named = [
        Named(
            commune["name"],
            "",
            [[*map(place, ring)] for ring in commune["rings"]],
            place((commune["longitude"], commune["latitude"])),
        )
        for commune in communes
        if commune["longitude"] is not None and commune["latitude"] is not None
    ]
    lines = [[*map(place, line)] for line in boundary]
    written = []
    for label in label_places(named, lines, size_mm=size_mm, kept=kept):
        left, top, right, _ = label.box
        if label.leader:
            written.append((svg.path(label.leader), label.box))
        base = top
        for line in label.lines:
            base += line.size_mm * LINE
            middle = (left + right) / 2
            text = svg.text(
                middle, base - 0.2 * line.size_mm, line.text, anchor="middle", size_mm=line.size_mm
            )
            written.append((text, label.box))
    return written


def _numbers(
    works: Sequence[PlannedWork],
    points: Sequence[Place],
    taken: Sequence[Box],
    width_mm: float,
) -> tuple[list[str], int]:
    """Return the numbers of works beside them, and of how many there was no room for one."""
    boxes, written, unnumbered = list(taken), [], 0
    for work, (across, down) in zip(works, points, strict=True):
        words = str(work["work"])
        wide, high = _NUMBER_MM * width_em(words), _NUMBER_MM * 0.75
        for right, below in _AROUND:
            left = across + right * (_RADIUS_MM + 0.5 + wide / 2) - wide / 2
            top = down + below * (_RADIUS_MM + 0.3 + high / 2) - high / 2
            box = (left, top, left + wide, top + high)
            if left > 0 and box[2] < width_mm and not any(_overlap(box, own) for own in boxes):
                boxes.append(box)
                written.append(svg.text(left, top + high, words, size_mm=_NUMBER_MM, halo=True))
                break
        else:
            unnumbered += 1
    return written, unnumbered


_AROUND = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1))
"""Where a number stands of its work, the best first: to the right, below."""


def _around(point: Place, radius: float) -> Box:
    return (point[0] - radius, point[1] - radius, point[0] + radius, point[1] + radius)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _legend(
    years: Sequence[int | None],
    top: float,
    mm_per_km: float,
    with_border: bool,
    lang: Language,
) -> Iterable[str]:
    """Yield the symbol of each year, the border line and a scale."""
    level = top + 4
    for place, year in enumerate(years):
        yield _symbol((5, level - 1.1), place)
        yield svg.text(10, level, f"{_WORK.to(lang)} {year or ''}".strip(), size_mm=3.2)
        level += 5
    if with_border:
        yield svg.path([(2, level - 1), (8, level - 1)], stroke_mm=0.9, dash="4 1 0.9 1")
        yield svg.text(10, level, say("chart.border", lang), size_mm=3.2)
    level += 6
    length = _SCALE_KM * mm_per_km
    yield svg.path([(2, level - 1.5), (2, level), (2 + length, level), (2 + length, level - 1.5)])
    yield svg.text(2 + length / 2, level - 1.5, f"{_SCALE_KM} km", anchor="middle", size_mm=3.2)
