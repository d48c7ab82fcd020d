"""Make communes.geojson: the outlines of the eleven communes, generalised as one coverage.

    python geo/outlines.py COMMUNES.geojson [FILE]      # shapely >= 2.1 (GEOS >= 3.12), pyproj

COMMUNES.geojson is the province's communes as thanglequoc/vietnamese-provinces-database (MIT)
publishes them: a polygon and a `code` each. Written beside this script (or into FILE), the same
bytes for the same input. Nothing of mocgioi is imported.

Neighbours keep one common edge, so there is neither gap nor overlap between them. Along China
the edge is the line of boundary.geojson itself, not a second drawing of the border.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import Any

import shapely
from pyproj import Transformer
from shapely import Polygon
from shapely.geometry.polygon import orient

GEO = Path(__file__).resolve().parent
TOLERANCE_M = 60.0
DECIMALS = 5
SOURCE = (
    "thanglequoc/vietnamese-provinces-database (MIT; geometry from sapnhap.bando.com.vn), "
    "generalised by 60 m, along China the line of boundary.geojson; "
    "not a legal boundary document"
)

Place = tuple[float, float]

_PLANE = Transformer.from_crs("EPSG:4326", "EPSG:9215", always_xy=True)


def in_metres(shape: Polygon) -> Polygon:
    """Return a shape of degrees in the plane of EPSG:9215."""
    return shapely.transform(shape, _PLANE.transform, interleaved=False)


def in_degrees(shape: Polygon) -> Polygon:
    """Return a shape of the plane in degrees rounded to DECIMALS (1 m)."""

    def rounded(eastings: Any, northings: Any) -> tuple[Any, Any]:
        longitudes, latitudes = _PLANE.transform(eastings, northings, direction="INVERSE")
        return longitudes.round(DECIMALS), latitudes.round(DECIMALS)

    return shapely.transform(shape, rounded, interleaved=False)


def largest(shape: shapely.Geometry) -> Polygon:
    """Return the largest part of a commune: what else it has is a scrap of a square metre."""
    return max(shapely.get_parts(shape), key=lambda part: part.area)


def without_gaps(shapes: list[Polygon]) -> list[Polygon]:
    """Return the coverage with its gaps (a few square metres) given to a commune beside each."""
    filled = list(shapes)
    for ring in shapely.union_all(shapes).interiors:
        gap = Polygon(ring)
        beside = next(i for i, shape in enumerate(filled) if shape.intersection(gap).length > 0)
        filled[beside] = filled[beside].union(gap)
    return filled


def nearest(ring: list[Place], place: Place) -> int:
    """Return the index of the corner of `ring` that lies nearest to `place`."""
    return min(
        range(len(ring)),
        key=lambda i: (ring[i][0] - place[0]) ** 2 + (ring[i][1] - place[1]) ** 2,
    )


def along_the_line(outline: Polygon, border: list[Place]) -> Polygon:
    """Return an outline whose side towards China is `border`, the commune's piece of the line.

    Two ways lead round the outline from one end of the piece to the other; the one that keeps
    near it is the side towards China.
    """
    ring: list[Place] = list(outline.exterior.coords)[:-1]
    start, end = nearest(ring, border[0]), nearest(ring, border[-1])
    ring = ring[start:] + ring[:start]
    end = (end - start) % len(ring)
    ways = (ring[1:end], ring[:end:-1])
    line = shapely.LineString(border)
    inland = max(ways, key=lambda way: line.hausdorff_distance(shapely.LineString(way)))
    return Polygon([*border, *reversed(inland)])


def features(communes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the eleven outlines as GeoJSON features, from north-west to south-east."""
    shapes = {f["properties"]["code"]: shapely.from_geojson(json.dumps(f)) for f in communes}
    text = (GEO / "boundary.geojson").read_text(encoding="utf-8")
    borders = {
        f["properties"]["commune_code"]: [tuple(pair) for pair in f["geometry"]["coordinates"]]
        for f in json.loads(text)["features"]
    }
    with (GEO / "communes.csv").open(encoding="utf-8", newline="") as file:
        facts = {row["code"]: row for row in csv.DictReader(file)}
    whole = [in_metres(largest(shapes[code])) for code in facts]
    simple = shapely.coverage_simplify(without_gaps(whole), TOLERANCE_M)
    made = []
    for (code, row), shape in zip(facts.items(), simple, strict=True):
        outline = orient(along_the_line(in_degrees(shape), borders[code]))
        assert outline.is_valid, f"{row['name']}: the line of boundary.geojson crosses its outline"
        properties = {
            "code": code,
            "name": row["name"],
            "longitude": float(row["longitude"]),
            "latitude": float(row["latitude"]),
            "source": SOURCE,
        }
        coordinates = [[list(place) for place in outline.exterior.coords]]
        geometry = {"type": "Polygon", "coordinates": coordinates}
        made.append({"type": "Feature", "properties": properties, "geometry": geometry})
    return made


def main(arguments: list[str]) -> int:
    """Write the outlines of the file given."""
    source = Path(arguments[0])
    target = Path(arguments[1]) if arguments[1:] else GEO / "communes.geojson"
    communes = json.loads(source.read_text(encoding="utf-8"))["features"]
    lines = ",\n".join(json.dumps(f, ensure_ascii=False) for f in features(communes))
    text = f'{{"type": "FeatureCollection", "name": "communes", "features": [\n{lines}\n]}}\n'
    target.write_bytes(text.encode("utf-8"))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
