"""The works of a programme as GeoJSON (RFC 7946): a MultiLineString a work, EPSG:4326."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from mocgioi.outputs.plan.layers import WORKS, work_lines, work_rows

if TYPE_CHECKING:
    from mocgioi.documents.plan import Plan


def render(document: Plan) -> str:
    """Return the layer of works; the whole layer says of which day and that it is an estimate."""
    features = [
        {
            "type": "Feature",
            "properties": row,
            "geometry": {"type": "MultiLineString", "coordinates": lines},
        }
        for row, lines in zip(work_rows(document), work_lines(document), strict=True)
    ]
    head = {key: document[key] for key in ("as_of", "estimate", "illustrative")}
    layer = {"type": "FeatureCollection", "name": WORKS, **head, "features": features}
    return json.dumps(layer, ensure_ascii=False, indent=1) + "\n"
