"""A map by GeoPandas' `explore`; run with the store's path and the page to write."""

from __future__ import annotations

import sys

import folium
import geopandas


def draw(store: str) -> folium.Map:
    markers = geopandas.read_file(store, layer="markers")
    drawn: folium.Map = markers[["number", "road_status", "geometry"]].explore(
        column="road_status", tiles=None, tooltip="number", popup=["number", "road_status"]
    )
    return drawn


if __name__ == "__main__":
    draw(sys.argv[1]).save(sys.argv[2])
