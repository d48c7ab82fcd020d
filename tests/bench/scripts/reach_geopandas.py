"""The nearest road of each marker, with GeoPandas.

Run with the store's path and the day; with a number as well, of every so-many-th marker alone.
"""

from __future__ import annotations

import sys

import geopandas
from pandas import DataFrame

METRIC_CRS = "EPSG:9215"


def nearest_roads(store: str, as_of: str, every: str = "1") -> DataFrame:
    markers = geopandas.read_file(store, layer="markers")[:: int(every)].to_crs(METRIC_CRS)
    roads = geopandas.read_file(store, layer="roads").to_crs(METRIC_CRS)
    completed = roads["completed_on"].astype("string").str[:10]
    counting = roads[(roads["status"] == "built") & ~(completed > as_of).fillna(False)]
    joined = markers[["number", "geometry"]].sjoin_nearest(
        counting[["geometry"]], distance_col="nearest_road_m"
    )
    return joined.drop_duplicates("number")[["number", "nearest_road_m"]]


if __name__ == "__main__":
    nearest_roads(*sys.argv[1:]).to_csv(sys.stdout, index=False)
