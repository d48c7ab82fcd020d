"""A survey appended to a layer as one would write it with GeoPandas.

Run with the GeoPackage that has the markers, and the survey as CSV. Rows of unknown markers are
left out; nothing else is checked, nothing is known a second time.
"""

from __future__ import annotations

import sys

import geopandas
import pandas


def append(store: str, survey: str) -> None:
    rows = pandas.read_csv(survey, dtype={"number": "string"})
    markers = geopandas.read_file(store, layer="markers", columns=["number"], read_geometry=False)
    known = rows[rows["number"].isin(markers["number"])]
    places = geopandas.points_from_xy(known["longitude"], known["latitude"], crs="EPSG:4326")
    frame = geopandas.GeoDataFrame(known, geometry=places)
    frame.to_file(store, layer="surveys", driver="GPKG", mode="a")


if __name__ == "__main__":
    append(*sys.argv[1:])
