"""The sketch of what lies around a marker, or of a part of the border, for black and white.

Neighbours, border line, roads. Places are planar metres of the metric system of the area, east
and north of the marker or of the middle, so that up is grid north. Nothing of the other side is
drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from math import cos, hypot, pi, sin

from mocgioi.domain.counting import STATUS_ORDER, is_built, is_damaged
from mocgioi.domain.vocabulary import label
from mocgioi.errors import Language, Text
from mocgioi.outputs import wording
from mocgioi.outputs.datasheet.around import Metres, RoadAround, Size, Surroundings
from mocgioi.outputs.paper.letters import width_em
from mocgioi.outputs.report import svg

_LABEL_MM = 3.4
_ROW_MM = 5.0
_TICKS_MM = 4.0
_SCALE_MM = (40.0, 9.6)
"""Width and height of the scale bar with its words."""
_ROUND_M = (10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000)
"""How long a scale bar may be."""

_BORDER = Text("đường biên giới", "border line")
_COMMUNE = Text("ranh giới xã", "commune boundary")
_TRUNK = Text("đường tuần tra, đường xã, đường tỉnh", "patrol, commune, provincial road")
_WITH = Text("mốc có đường", "marker with a road")
_WITHOUT = Text("mốc chưa có đường", "marker without")
_SELF = Text("mốc này", "this marker")
_NORTH = Text("B", "N")
_ACCESS = Text("đường nhánh {}", "access road, {}")
_PLACES = {"post": Text("đồn", "post"), "gate": Text("cửa khẩu", "gate")}

_DASHES = {"under_construction": "2.6 1.2", "approved": "0.7 1.1", "none": "0.3 1.4"}


def sketch(around: Surroundings, lang: Language, *, title: str) -> str:
    """Draw what lies around a marker, with a north arrow, a scale bar and a legend."""
    size = around.size
    frame = _Frame(around.scale, size)
    parts = [svg.rectangle(0.1, 0.1, size.width_mm - 0.2, size.height_mm - 0.2, "#ffffff")]
    parts += [
        svg.path(map(frame, line), stroke_mm=0.15, dash="1.4 0.9") for line in around.communes
    ]
    for road in sorted(around.roads, key=lambda road: road.road_class == "access"):
        for line in road.lines:
            parts += _road(road, [*map(frame, line)])
    parts += [svg.path(map(frame, line), stroke_mm=0.9, dash="4 1 0.9 1") for line in around.border]
    corner = _free_corner([frame(marker.at) for marker in around.markers], size)
    parts += [*_north(lang), *_scale_bar(around.scale, corner, lang)]
    # Markers come last: nothing hides one.
    room = _Room([[*map(frame, line)] for line in around.border], corner, size)
    parts += _marks(around, frame, room)
    rows, bottom = _legend(around, lang)
    return svg.drawing(size.width_mm, bottom, title, [*parts, *rows])


class _Frame:
    """Metres to millimetres of the drawing."""

    def __init__(self, scale: int, size: Size) -> None:
        self._mm_per_m, self._size = 1_000 / scale, size

    def __call__(self, at: Metres) -> tuple[float, float]:
        east, north = at
        across, down = east * self._mm_per_m, north * self._mm_per_m
        return self._size.width_mm / 2 + across, self._size.height_mm / 2 - down


_Box = tuple[float, float, float, float]


def _road(road: RoadAround, line: Sequence[tuple[float, float]]) -> Iterator[str]:
    """Yield a road: trunk roads double, access roads by how far they are, damage ticked across."""
    if road.road_class != "access":
        yield svg.path(line, stroke_mm=1.5)
        yield svg.path(line, stroke_mm=0.9, stroke="#fff")
    else:
        yield svg.path(line, stroke_mm=0.7, dash=_DASHES.get(road.status or "built", ""))
    if is_damaged(road.condition):
        yield from _ticks(line)


def _ticks(line: Sequence[tuple[float, float]]) -> Iterator[str]:
    """Yield short crosses over a line, `_TICKS_MM` apart."""
    left = _TICKS_MM / 2
    for (x, y), (to_x, to_y) in pairwise(line):
        length = hypot(to_x - x, to_y - y)
        while left <= length and length > 0:
            a, b = x + (to_x - x) * left / length, y + (to_y - y) * left / length
            yield svg.path([(a - 0.9, b - 0.9), (a + 0.9, b + 0.9)], stroke_mm=0.3)
            yield svg.path([(a - 0.9, b + 0.9), (a + 0.9, b - 0.9)], stroke_mm=0.3)
            left += _TICKS_MM
        left -= length


class _Room:
    """Where names may stand: free of marks and of other names, and of the border line if it can.

    Args:
        lines: of the border, in mm. corner: where the scale bar stands. size: of the drawing.
    """

    def __init__(
        self, lines: Iterable[Sequence[tuple[float, float]]], corner: _Box, size: Size
    ) -> None:
        self._size = size
        self._taken: list[_Box] = [(0, 0, 13, 16), corner]
        self._dots = [dot for line in lines for dot in _dots(line)]

    def take(self, box: _Box) -> None:
        """Keep a box for itself."""
        self._taken.append(box)

    def best(self, boxes: Iterable[_Box]) -> int | None:
        """Take the box that hides least of the border line, the first of several; None if none."""
        free = [
            (sum(_holds(box, dot) for dot in self._dots), at)
            for at, box in enumerate(boxes)
            if box[0] > 0.5 and box[1] > 0.5
            if box[2] < self._size.width_mm and box[3] < self._size.height_mm
            if not any(_overlap(box, other) for other in self._taken)
        ]
        return min(free)[1] if free else None


def _dots(line: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Yield a dot for each millimetre of a line."""
    for (x, y), (to_x, to_y) in pairwise(line):
        steps = int(hypot(to_x - x, to_y - y)) + 1
        for step in range(steps):
            yield x + (to_x - x) * step / steps, y + (to_y - y) * step / steps


def _holds(box: _Box, dot: tuple[float, float]) -> bool:
    return box[0] < dot[0] < box[2] and box[1] < dot[1] < box[3]


def _marks(around: Surroundings, frame: _Frame, room: _Room) -> Iterator[str]:
    """Yield the marker itself, the other ones, posts and gates, each with its name beside it.

    A name that has no room beside its mark is left out, those of other markers last.
    """
    own = frame((0.0, 0.0))
    if around.number is not None:
        room.take(_around(own, 2.6))
    others = [(marker, frame(marker.at)) for marker in around.markers]
    places = [(place, frame(place.at)) for place in around.places]
    for _, at in others:
        room.take(_around(at, 1.2))
    for _, at in places:
        room.take(_around(at, 1.8))
    for place, at in places:
        yield _sign_of(place.kind, at)
    for marker, at in others:
        yield _disc(at, 1.1, "#000" if is_built(marker.status) else "#fff")
    if around.number is not None:
        yield _disc(own, 2.4, "#fff")
        yield _disc(own, 1.5, "#000")
        yield from _name(around.number, own, 2.6, room, size_mm=3.6, bold=True)
    nearest = sorted(others, key=lambda other: hypot(*other[0].at))
    for marker, at in nearest:
        yield from _name(marker.number, at, 1.3, room)
    for place, at in places:
        yield from _name(place.name, at, 1.9, room)


def _around(at: tuple[float, float], radius: float) -> _Box:
    return at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius


def _disc(at: tuple[float, float], radius: float, fill: str) -> str:
    corners = [
        (at[0] + radius * cos(pi * turn / 12), at[1] + radius * sin(pi * turn / 12))
        for turn in range(24)
    ]
    return svg.path(corners, fill=fill, stroke_mm=0.3, closed=True)


def _sign_of(kind: str, at: tuple[float, float]) -> str:
    """Return the sign of a post, a house, or of a gate."""
    house = ((0, -1), (1, -0.1), (0.75, -0.1), (0.75, 0.9), (-0.75, 0.9), (-0.75, -0.1), (-1, -0.1))
    gate = ((-1, -0.8), (1, -0.8), (1, 0.8), (0.45, 0.8), (0.45, -0.15), (-0.45, -0.15))
    shape = house if kind == "post" else (*gate, (-0.45, 0.8), (-1, 0.8))
    corners = [(at[0] + 1.7 * x, at[1] + 1.7 * y) for x, y in shape]
    return svg.path(corners, fill="#000" if kind == "post" else "#fff", stroke_mm=0.3, closed=True)


def _name(
    name: str,
    at: tuple[float, float],
    away: float,
    room: _Room,
    *,
    size_mm: float = _LABEL_MM,
    bold: bool = False,
) -> Iterator[str]:
    """Yield a name right, left, above or below its mark, where it hides least."""
    width = width_em(name, bold=bold) * size_mm
    x, y = at
    low = y + 0.35 * size_mm
    starts = (
        (x + away + 0.5, low),
        (x - away - 0.5 - width, low),
        (x - width / 2, y - away - 0.6),
        (x - width / 2, y + away + 0.8 * size_mm),
    )
    boxes = [
        (left, base - 0.75 * size_mm, left + width, base + 0.2 * size_mm) for left, base in starts
    ]
    best = room.best(boxes)
    if best is not None:
        room.take(boxes[best])
        yield svg.text(*starts[best], name, size_mm=size_mm, bold=bold, halo=True)


def _overlap(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _north(lang: Language) -> Iterator[str]:
    ground = [(1, 1), (11, 1), (11, 15.6), (1, 15.6)]
    yield svg.path(ground, stroke="#fff", fill="#fff", closed=True)
    yield svg.path([(6, 7), (3.4, 14.5), (6, 12.8)], fill="#000", closed=True)
    yield svg.path([(6, 7), (8.6, 14.5), (6, 12.8)], fill="#fff", closed=True)
    yield svg.text(6, 6, _NORTH.to(lang), anchor="middle", bold=True, halo=True)


def _free_corner(marks: Sequence[tuple[float, float]], size: Size) -> _Box:
    """Return the lower corner, right or left, that hides fewer markers."""
    wide, bottom = size
    top = bottom - _SCALE_MM[1]
    corners = [(wide - _SCALE_MM[0], top, wide, bottom), (0, top, _SCALE_MM[0], bottom)]
    return min(corners, key=lambda corner: sum(_overlap(corner, _around(m, 1.2)) for m in marks))


def _scale_bar(scale: int, corner: _Box, lang: Language) -> Iterator[str]:
    """Yield a bar of a round length, about a quarter of the width, and the scale in words."""
    most = scale * 24 / 1_000
    length_m = max(m for m in _ROUND_M if m <= most or m == _ROUND_M[0])
    length = length_m * 1_000 / scale
    right, level = corner[2] - 3.5, corner[3] - 2.5
    left = right - length
    yield svg.rectangle(
        corner[0] + 0.1, corner[1], _SCALE_MM[0] - 0.2, _SCALE_MM[1] - 0.2, "#ffffff"
    )
    yield svg.path([(left, level - 1.5), (left, level), (right, level), (right, level - 1.5)])
    words = f"{wording.number(length_m, lang)} m (1:{wording.number(scale, lang)})"
    yield svg.text(right, level - 2.4, words, anchor="end", size_mm=_LABEL_MM)


_Sign = Callable[[float, float], Iterable[str]]
"""Draws what a sign of the legend looks like, from where it begins, in mm."""


def _legend(around: Surroundings, lang: Language) -> tuple[list[str], float]:
    """Return what the signs that are drawn mean, on as many lines as it takes, and the end."""
    built = {is_built(marker.status) for marker in around.markers}
    classes = {road.road_class for road in around.roads}
    kinds = {place.kind for place in around.places}
    own: list[tuple[_Sign, str]] = [(_own_sign, _SELF.to(lang))]
    entries = own if around.number is not None else []
    entries += [
        (partial(_marker_sign, has), text.to(lang))
        for has, text in ((True, _WITH), (False, _WITHOUT))
        if has in built
    ]
    if around.border:
        entries.append((partial(_line_sign, stroke_mm=0.9, dash="4 1 0.9 1"), _BORDER.to(lang)))
    if around.communes:
        entries.append((partial(_line_sign, stroke_mm=0.15, dash="1.4 0.9"), _COMMUNE.to(lang)))
    if classes - {"access"}:
        entries.append((partial(_road_sign, "patrol", "built", None), _TRUNK.to(lang)))
    for status, condition in _states(around.roads):
        words = label("road_status", status, lang)
        if condition:
            words += f", {label('road_condition', condition, lang)}"
        sign = partial(_road_sign, "access", status, condition)
        entries.append((sign, _ACCESS.to(lang).format(words)))
    entries += [
        (partial(_place_sign, kind), text.to(lang))
        for kind, text in _PLACES.items()
        if kind in kinds
    ]
    return _laid_out(entries, around.size)


def _states(roads: Iterable[RoadAround]) -> list[tuple[str, str | None]]:
    """Return the statuses of access roads that are drawn, each with the damage beside it."""
    met = {
        (road.status, road.condition if is_damaged(road.condition) else None)
        for road in roads
        if road.road_class == "access" and road.status
    }
    return sorted(met, key=lambda state: (STATUS_ORDER.index(state[0]), state[1] or ""))


def _own_sign(x: float, y: float) -> Iterable[str]:
    return _disc((x + 3, y), 1.7, "#fff"), _disc((x + 3, y), 1.1, "#000")


def _marker_sign(has_road: bool, x: float, y: float) -> Iterable[str]:
    return (_disc((x + 3, y), 1.1, "#000" if has_road else "#fff"),)


def _place_sign(kind: str, x: float, y: float) -> Iterable[str]:
    return (_sign_of(kind, (x + 3, y)),)


def _line_sign(x: float, y: float, *, stroke_mm: float, dash: str) -> Iterable[str]:
    return (svg.path([(x, y), (x + 6, y)], stroke_mm=stroke_mm, dash=dash),)


def _road_sign(
    road_class: str, status: str, condition: str | None, x: float, y: float
) -> Iterable[str]:
    return _road(RoadAround((), road_class, status, condition), [(x, y), (x + 6, y)])


def _laid_out(entries: Sequence[tuple[_Sign, str]], size: Size) -> tuple[list[str], float]:
    parts: list[str] = []
    across, down = 0.5, size.height_mm + 3.4
    for sign, words in entries:
        needed = 7.2 + width_em(words) * _LABEL_MM + 3.0
        if across > 0.5 and across + needed > size.width_mm + 3:
            across, down = 0.5, down + _ROW_MM
        parts += [*sign(across, down), svg.text(across + 7.2, down + 1, words, size_mm=_LABEL_MM)]
        across += needed
    return parts, down + 2.2
