"""Where the names of communes stand on a sketch: in their own commune, or outside all of them.

All lengths are millimetres of the sheet, to the right of and below its upper left corner.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, NamedTuple

from mocgioi.outputs.paper.letters import width_em

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from shapely import Geometry

    Boxes = NDArray[np.object_]

Place = tuple[float, float]

SIZES_MM = (3.2, 2.7, 2.3)
"""Of the letters: what has no room in the first is tried in the next, down to 6.5 points."""

LINE = 1.12
"""The height of a line, in parts of that of its letters."""
_GAP_MM = 0.3
_EDGE_MM = 1.0
_STEP_MM = 0.5
_ASIDE_STEP_MM = 2.0
_CROSSING = 2.0
"""How much longer a millimetre of a leader counts within a commune that it is not of."""
_BORDER_MM = 0.8
"""Half of the border line as drawn, and a little."""


class Written(NamedTuple):
    """One line of a label."""

    text: str
    size_mm: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Named:
    """A commune to be named.

    Attributes:
        name, share: what is written; the share may be empty.
        rings: its outline, closed; a ring inside another is a hole.
        at: where its name belongs.
    """

    name: str
    share: str
    rings: Sequence[Sequence[Place]]
    at: Place


@dataclass(frozen=True, slots=True)
class Label:
    """A label with its place.

    Attributes:
        commune: its index among the communes.
        lines: what is written, one below the other.
        box: left, top, right and bottom.
        leader: from a place in the commune to the box; None where it stands in the commune.
    """

    commune: int
    lines: tuple[Written, ...]
    box: tuple[float, float, float, float]
    leader: tuple[Place, Place] | None = None


def label_places(
    communes: Sequence[Named],
    boundary: Iterable[Sequence[Place]],
    *,
    size_mm: Place,
    kept: Sequence[tuple[float, float, float, float]] = (),
) -> list[Label]:
    """Return a label for each commune; those for which the sheet has no room are not in it.

    Args:
        communes: what is named.
        boundary: the border line; labels outside the communes stand on this side of it, where
            there is room.
        size_mm: width and height of the sheet.
        kept: boxes where no label may stand.
    """
    sheet = _Sheet(communes, boundary, size_mm, kept)
    order = sorted(range(len(communes)), key=lambda at: (-sheet.areas[at].area, at))
    return sorted(filter(None, map(sheet.label, order)), key=lambda label: label.commune)


class _Sheet:
    """What stands on a sheet so far."""

    def __init__(
        self,
        communes: Sequence[Named],
        boundary: Iterable[Sequence[Place]],
        size_mm: Place,
        kept: Sequence[tuple[float, float, float, float]],
    ) -> None:
        import shapely

        self.communes = communes
        self.areas = [
            reduce(shapely.symmetric_difference, map(_polygon, c.rings), shapely.Polygon())
            for c in communes
        ]
        self.line = shapely.MultiLineString([list(line) for line in boundary])
        shapely.prepare(self.line)
        self.border = self.line.buffer(_BORDER_MM)
        self.all = shapely.union_all([*self.areas, self.border]).buffer(_GAP_MM)
        shapely.prepare(self.all)
        self.width, self.height = size_mm
        self.taken: list[Geometry] = []
        self._take(shapely.box(*box) for box in kept)

    def _take(self, room: Iterable[Geometry]) -> None:
        """Keep room on the sheet from what comes later."""
        import shapely

        self.taken += room
        self._taken_area = shapely.union_all(self.taken)
        shapely.prepare(self._taken_area)

    def label(self, at: int) -> Label | None:
        """Place the label of a commune as near its own place as it goes."""
        commune = self.communes[at]
        short = _initials(commune.name)
        small = SIZES_MM[1:]
        return (
            self._inside(at, _layouts(commune.name, commune.share, SIZES_MM))
            or self._aside(at, _layouts(commune.name, commune.share, SIZES_MM[:2]), 18)
            or self._aside(at, _layouts(commune.name, commune.share, small), 60)
            or self._inside(at, _layouts(short, commune.share, small))
            or self._aside(at, _layouts(short, commune.share, small), 400, beyond=True)
        )

    def _inside(self, at: int, layouts: Iterable[tuple[Written, ...]]) -> Label | None:
        import shapely

        area = self.areas[at].difference(self.border)
        if area.is_empty:
            return None
        shapely.prepare(area)
        for lines in layouts:
            boxes = self._boxes(area.bounds, _size(lines), _STEP_MM)
            own = self._free(boxes[shapely.contains_properly(area, boxes)])
            if len(own):
                apart = shapely.distance(shapely.centroid(own), shapely.Point(self.communes[at].at))
                return self._put(at, lines, own[int(apart.argmin())])
        return None

    def _aside(
        self,
        at: int,
        layouts: Iterable[tuple[Written, ...]],
        reach_mm: float,
        *,
        beyond: bool = False,
    ) -> Label | None:
        """Outside all communes, with the shortest leader that crosses neither name nor border.

        It leads around other communes where that is not much longer.
        """
        import shapely

        others = shapely.union_all([area for n, area in enumerate(self.areas) if n != at])
        shapely.prepare(others)
        starts = self._starts(at)
        home = shapely.MultiPoint(starts)
        west, north, east, south = home.bounds
        around = (west - reach_mm, north - reach_mm, east + reach_mm, south + reach_mm)
        best: tuple[float, tuple[Written, ...], Geometry, Geometry] | None = None
        for lines in layouts:
            boxes = self._boxes(around, _size(lines), _ASIDE_STEP_MM)
            boxes = self._free(boxes[~shapely.intersects(self.all, boxes)])
            leaders = shapely.shortest_line(home, boxes)
            length = shapely.length(leaders)
            near = length.argsort(kind="stable")[: int((length <= reach_mm).sum())]
            clear = near[~self._barred(leaders[near], beyond=beyond)]
            through = shapely.intersects(others, leaders[clear])
            for place, leads_through in zip(clear, through, strict=True):
                if best and length[place] >= best[0] * 0.8:
                    break
                crossed = leads_through and shapely.intersection(leaders[place], others).length
                cost = float(length[place] + _CROSSING * crossed)
                if best is None or cost < best[0] * 0.8:
                    best = (cost, lines, boxes[place], leaders[place])
                if not crossed:
                    break
        return self._put(at, *best[1:]) if best else None

    def _starts(self, at: int) -> list[Place]:
        """Return places in a commune, well clear of its outline where it is wide enough."""
        import shapely

        for clear in (2.0, 1.0, 0.4):
            inner = self.areas[at].buffer(-clear)
            if inner.is_empty:
                continue
            spots = shapely.centroid(self._boxes(inner.bounds, (0.1, 0.1), 3.0))
            corners = shapely.get_coordinates(spots[shapely.contains(inner, spots)]).tolist()
            return [(x, y) for x, y in corners] or [inner.representative_point().coords[0]]
        return [self.communes[at].at]

    def _barred(self, leaders: Boxes, *, beyond: bool) -> NDArray[np.bool_]:
        """Say of each leader whether it meets the border, unless it may, or what stands there."""
        import shapely

        barred: NDArray[np.bool_] = shapely.intersects(self._taken_area, leaders)
        return barred if beyond else barred | shapely.intersects(self.line, leaders)

    def _boxes(self, around: tuple[float, ...], size: Place, step: float) -> Boxes:
        """Return boxes of a size on the sheet, a step apart, within bounds."""
        import numpy as np
        import shapely

        (wide, high), (west, north, east, south) = size, around
        lefts = np.arange(max(_EDGE_MM, west), min(self.width - _EDGE_MM, east) - wide, step)
        tops = np.arange(max(_EDGE_MM, north), min(self.height - _EDGE_MM, south) - high, step)
        left, top = (values.ravel() for values in np.meshgrid(lefts, tops))
        boxes: Boxes = shapely.box(left, top, left + wide, top + high)
        return boxes

    def _free(self, boxes: Boxes) -> Boxes:
        import shapely

        free: Boxes = boxes[~shapely.intersects(self._taken_area, boxes)]
        return free

    def _put(
        self, at: int, lines: tuple[Written, ...], box: Geometry, leader: Geometry | None = None
    ) -> Label:
        self._take([box] if leader is None else [box, leader])
        ends = None
        if leader is not None:
            ends = tuple((x, y) for x, y in leader.coords)
        west, north, east, south = box.bounds
        return Label(at, lines, (west, north, east, south), ends)  # type: ignore[arg-type]


def _polygon(ring: Sequence[Place]) -> Geometry:
    import shapely

    return shapely.make_valid(shapely.Polygon(ring))


def _layouts(name: str, share: str, sizes_mm: Iterable[float]) -> Iterable[tuple[Written, ...]]:
    """Yield a name over its share in each size: on one line, and on two."""
    words = name.split(" ")
    for size in sizes_mm:
        below = (Written(share, round(size - 0.2, 1), False),) if share else ()
        yield (Written(name, size, True), *below)
        cuts = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
        if cuts:
            cut = min(cuts, key=lambda parts: max(map(len, parts)))
            yield (*(Written(part, size, True) for part in cut), *below)


def _initials(name: str) -> str:
    """Return *H. V. Thụ* for *Hoàng Văn Thụ*."""
    *before, last = name.split(" ")
    return " ".join([*(f"{word[:1]}." for word in before), last])


def _size(lines: Sequence[Written]) -> Place:
    """Return width and height of a label, with the halo of its letters."""
    wide = max(line.size_mm * width_em(line.text, bold=line.bold) for line in lines)
    return wide + 2 * _GAP_MM, sum(line.size_mm * LINE for line in lines) + _GAP_MM
