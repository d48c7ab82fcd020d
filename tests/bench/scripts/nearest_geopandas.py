"""The nearest built road of each marker with GeoPandas; run with the GeoPackage."""

from __future__ import annotations

import sys

import geopandas
from pandas import DataFrame

METRIC_CRS = "EPSG:9215"


def nearest_roads(path: str) -> DataFrame:
    markers = geopandas.read_file(path, layer="markers").to_crs(METRIC_CRS)
    roads = geopandas.read_file(path, layer="roads").to_crs(METRIC_CRS)
    built = roads.loc[roads["status"] == "built", ["geometry"]]
    joined = markers.sjoin_nearest(built, distance_col="nearest_m")
    return joined.drop_duplicates("number")[["number", "nearest_m"]]


if __name__ == "__main__":
    nearest_roads(sys.argv[1]).to_csv(sys.stdout, index=False, float_format="%.4f")
