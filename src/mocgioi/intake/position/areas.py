"""The areas of communes, and how far positions lie from them, in metres."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from mocgioi.domain import crs
from mocgioi.domain.register import Commune
from mocgioi.intake.position.ground import metric

BEYOND_M = 500.0
"""How far outside every commune's outline a marker may stand and be of the nearest one: it stands
on the border, which is the outline's own edge."""


class CommuneAreas:
    """The areas of the communes that have an outline, prepared once for many positions."""

    def __init__(self, communes: Iterable[Commune]) -> None:
        outlines = [(c.code, c.geometry) for c in communes if c.geometry]
        self._codes = [code for code, _ in outlines]
        self._areas = np.array([metric(outline) for _, outline in outlines], dtype=object)
        self._place = {code: place for place, code in enumerate(self._codes)}
        shapely.prepare(self._areas)
        self._tree = shapely.STRtree(self._areas)

    def __bool__(self) -> bool:
        return bool(self._codes)

    def distances_m(
        self, positions: Sequence[tuple[float, float] | None], also: Sequence[str | None]
    ) -> list[dict[str, float]]:
        """Return, for each position, the distance to communes by code, planar metres, 0 inside.

        Args:
            positions: longitude and latitude, EPSG:4326; None has no distances.
            also: for each position, a commune that is compared however far it is. The others are
                those within `BEYOND_M`.
        """
        measured: list[dict[str, float]] = [{} for _ in positions]
        placed = np.array([i for i, spot in enumerate(positions) if spot is not None], dtype=int)
        if not len(placed) or not self:
            return measured
        degrees = np.array([spot for spot in positions if spot is not None], dtype=np.float64)
        points = shapely.points(*crs.to_metric(degrees[:, 0], degrees[:, 1]))
        of_point, of_area = self._pairs(points, [also[i] for i in placed])
        inside = shapely.intersects(self._areas[of_area], points[of_point])
        off_m = np.zeros(len(of_point))
        off_m[~inside] = shapely.distance(self._areas[of_area[~inside]], points[of_point[~inside]])
        for point, area, distance in zip(
            placed[of_point].tolist(), of_area.tolist(), off_m.tolist(), strict=True
        ):
            measured[point][self._codes[area]] = distance
        return measured

    def _pairs(
        self, points: NDArray[np.object_], also: Sequence[str | None]
    ) -> tuple[NDArray[np.int_], NDArray[np.int_]]:
        """Return which points are compared with which areas; a pair may stand there twice."""
        near = self._tree.query(points, predicate="dwithin", distance=BEYOND_M)
        asked = [
            (point, self._place[code]) for point, code in enumerate(also) if code in self._place
        ]
        wanted = np.array(asked, dtype=int).reshape(-1, 2).T
        of_point, of_area = np.hstack([near, wanted])
        return of_point, of_area
