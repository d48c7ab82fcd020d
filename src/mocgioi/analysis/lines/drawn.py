"""How long roads are as drawn, for those whose papers do not say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import shapely

from mocgioi.domain.crs import to_metric
from mocgioi.domain.register import Road


def drawn_lengths(roads: Iterable[Road]) -> dict[str, float]:
    """Return the length of the line, by uuid, of roads that state none and have one.

    Planar metres in EPSG:9215, to a decimetre: on the map, without the slope.
    """
    silent = [road for road in roads if road.length_m is None and road.geometry]
    lengths = lengths_m([road.geometry for road in silent])
    return {road.uuid: length for road, length in zip(silent, lengths, strict=True) if length}


def lengths_m(lines: Sequence[bytes | None]) -> list[float | None]:
    """Return the length of each line (WKB, EPSG:4326), None where there is none.

    Planar metres in EPSG:9215, to a decimetre: on the map, without the slope.
    """
    shapes = shapely.from_wkb(np.array(lines, dtype=object))
    metric = shapely.transform(shapes, to_metric, interleaved=False)
    lengths = np.round(shapely.length(metric), 1).tolist()
    return [None if line is None else length for line, length in zip(lines, lengths, strict=True)]
