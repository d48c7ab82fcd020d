"""The table by commune as one would write it with GeoPandas; run with the store's path."""

from __future__ import annotations

import sys

import geopandas
from pandas import DataFrame


def by_commune(store: str) -> DataFrame:
    markers = geopandas.read_file(store, layer="markers")
    communes = geopandas.read_file(store, layer="communes").set_index("code")
    needed = markers["needs_road"] == "yes"
    built = needed & (markers["road_status"] == "built")
    counts = (
        markers.assign(markers=1, markers_needing_road=needed, road_built=built)
        .groupby("commune_code")[["markers", "markers_needing_road", "road_built"]]
        .sum()
    )
    table = communes[["name", "km_from"]].join(counts).sort_values("km_from")
    part, whole = table["road_built"], table["markers_needing_road"]
    table["percent"] = (part * 2000 + whole) // (2 * whole) / 10
    return table.drop(columns="km_from").rename_axis("code").reset_index()


if __name__ == "__main__":
    by_commune(sys.argv[1]).to_csv(sys.stdout, index=False)
