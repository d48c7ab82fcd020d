"""A map with Folium's MarkerCluster; run with the store's path and the page to write."""

from __future__ import annotations

import sys

import folium
import geopandas
from folium.plugins import MarkerCluster


def draw(store: str) -> folium.Map:
    markers = geopandas.read_file(store, layer="markers")
    west, south, east, north = markers.total_bounds
    drawn = folium.Map(location=[(south + north) / 2, (west + east) / 2], zoom_start=10, tiles=None)
    cluster = MarkerCluster().add_to(drawn)  # type: ignore[no-untyped-call]
    for row in markers.itertuples():
        folium.Marker(
            [row.geometry.y, row.geometry.x],
            popup=folium.Popup(f"{row.number}: {row.road_status}"),
        ).add_to(cluster)
    return drawn


if __name__ == "__main__":
    draw(sys.argv[1]).save(sys.argv[2])
