"""GeoJSON (RFC 7946): longitude and latitude of WGS 84, rings by the right hand."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from mocgioi.outputs.export.table import Table

_DECIMALS = 7
"""Of degrees: about a centimetre, as RFC 7946 (section 11.2) asks of a writer to think of."""


def geojson(table: Table) -> bytes:
    """Return a table as GeoJSON; a kind without a place has features without a geometry."""
    names = [column.name for column in table.columns]
    features = [
        {
            "type": "Feature",
            "geometry": _geometry(table.shapes[place] if table.shapes else None),
            "properties": {n: _value(v) for n, v in zip(names, row, strict=True)},
        }
        for place, row in enumerate(table.rows)
    ]
    document = {
        "type": "FeatureCollection",
        "name": table.kind,
        "title": table.title.to(table.lang),
        "as_of": table.as_of,
        "features": features,
    }
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return f"{text}\n".encode()


def _value(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _geometry(wkb: bytes | None) -> dict[str, Any] | None:
    if wkb is None:
        return None
    import shapely

    shape = shapely.orient_polygons(shapely.from_wkb(wkb))
    mapped = shapely.geometry.mapping(shape)
    return {"type": mapped["type"], "coordinates": _rounded(mapped["coordinates"])}


def _rounded(coordinates: Any) -> Any:
    if isinstance(coordinates, float):
        return round(coordinates, _DECIMALS)
    return [_rounded(part) for part in coordinates]
