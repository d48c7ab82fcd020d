"""The ground of the map as it is drawn: few lines, one place for each name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import numpy as np
import shapely
from numpy.typing import NDArray

from mocgioi.domain.ground import NAMED_ONLY, GroundFeature
from mocgioi.domain.vocabulary import CODE_LISTS
from mocgioi.outputs.map.facts import GroundFacts, GroundName, GroundSource

_FINEST_DEG = 0.0005
_COARSEST_DEG = 0.004
_MOST_VERTICES = 3_500
_MOST_NAMES = 80
"""Of a kind. So many vertices and names are some 20 kB in the page."""
_DECIMALS = 5
_PUBLIC_DOMAIN = "CC0-1.0"


def ground_facts(features: Sequence[GroundFeature]) -> list[GroundFacts]:
    """Return the ground kind by kind, as coarse as it takes to keep within `_MOST_VERTICES`.

    Where even that is not enough the shortest lines are left out, and their names with them: it
    is to find one's way by.
    """
    drawn = _drawn(features)
    names_alone = {at for at, feature in enumerate(features) if feature.kind in NAMED_ONLY}
    of_kind: dict[str, list[int]] = {kind: [] for kind in CODE_LISTS["ground_kind"]}
    for at in sorted({*drawn, *names_alone}):
        of_kind[features[at].kind].append(at)
    return [
        {
            "kind": kind,
            "lines": [_vertices(line) for at in own for line in drawn.get(at, ())],
            "names": list(islice(_names([features[at] for at in own]), _MOST_NAMES)),
        }
        for kind, own in of_kind.items()
        if own
    ]


def ground_sources(features: Iterable[GroundFeature]) -> list[GroundSource]:
    """Return whom the ground is from, each once; what is in the public domain asks for no name."""
    named = dict.fromkeys(
        (f.source, f.licence) for f in features if f.source and f.licence != _PUBLIC_DOMAIN
    )
    return [{"source": source or "", "licence": licence} for source, licence in named]


def _drawn(features: Sequence[GroundFeature]) -> dict[int, list[shapely.Geometry]]:
    """Return the lines and rings that are drawn, by the place of their feature."""
    owners = [at for at, feature in enumerate(features) if feature.kind not in NAMED_ONLY]
    parts, whose = shapely.get_parts(
        shapely.from_wkb([features[at].geometry for at in owners]), return_index=True
    )
    dimensions = shapely.get_dimensions(parts)
    areas = dimensions == 2
    rings, of_area = shapely.get_rings(parts[areas], return_index=True)
    lines = np.array([*rings, *parts[dimensions == 1]], dtype=object)
    owner = [owners[i] for i in (*whose[areas][of_area], *whose[dimensions == 1])]
    thin = _simplified(lines)
    longest = np.argsort(-shapely.length(thin), kind="stable")
    kept = longest[np.cumsum(shapely.get_num_coordinates(thin)[longest]) <= _MOST_VERTICES]
    drawn: dict[int, list[shapely.Geometry]] = {}
    for i in sorted(kept):
        drawn.setdefault(owner[i], []).append(thin[i])
    return drawn


def _simplified(lines: NDArray[np.object_]) -> NDArray[np.object_]:
    tolerance = _FINEST_DEG
    thin = shapely.simplify(lines, tolerance)
    while shapely.get_num_coordinates(thin).sum() > _MOST_VERTICES and tolerance < _COARSEST_DEG:
        tolerance *= 2
        thin = shapely.simplify(lines, tolerance)
    simplified: NDArray[np.object_] = thin
    return simplified


def _vertices(line: shapely.Geometry) -> list[list[float]]:
    vertices: list[list[float]] = np.round(shapely.get_coordinates(line), _DECIMALS).tolist()
    return vertices


def _names(features: Sequence[GroundFeature]) -> Iterator[GroundName]:
    """Yield names, each once: of the longest shapes first, else in the order of the file."""
    shapes = shapely.from_wkb([feature.geometry for feature in features])
    called: set[str] = set()
    for at in np.argsort(-shapely.length(shapes), kind="stable"):
        name = features[at].name
        if name is None or name in called:
            continue
        called.add(name)
        place = shapes[at].representative_point()
        yield {
            "name": {"vi": name, "en": features[at].name_en or name},
            "longitude": round(place.x, _DECIMALS),
            "latitude": round(place.y, _DECIMALS),
        }
