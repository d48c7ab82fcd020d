"""Areas as other programs draw them: an outline that crosses itself is what it encloses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

if TYPE_CHECKING:
    from numpy.typing import NDArray

_AREAS = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)


def areas_of(geometries: Sequence[bytes]) -> NDArray[Any]:
    """Return geometries (WKB), each area among them made valid; what is no area as it is.

    An area whose outline encloses nothing is empty.
    """
    shapes = np.asarray(shapely.from_wkb(np.array(geometries, dtype=object)), dtype=object)
    areas = np.flatnonzero(np.isin(shapely.get_type_id(shapes), _AREAS))
    broken = areas[~shapely.is_valid(shapes[areas])]
    if len(broken):
        shapes[broken] = shapely.make_valid(
            shapes[broken], method="structure", keep_collapsed=False
        )
    return shapes
