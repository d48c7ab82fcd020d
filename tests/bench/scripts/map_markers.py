"""A map with one Marker and Popup a point, as Folium's own guide shows it.

Run with the store's path and the page to write.
"""

from __future__ import annotations

import sys

import folium
import geopandas

COLOURS = {"built": "green", "under_construction": "blue", "approved": "orange"}


def draw(store: str) -> folium.Map:
    markers = geopandas.read_file(store, layer="markers")
    west, south, east, north = markers.total_bounds
    drawn = folium.Map(location=[(south + north) / 2, (west + east) / 2], zoom_start=10, tiles=None)
    for row in markers.itertuples():
        folium.Marker(
            [row.geometry.y, row.geometry.x],
            popup=folium.Popup(f"{row.number}: {row.road_status}"),
            icon=folium.Icon(color=COLOURS.get(row.road_status, "red")),
        ).add_to(drawn)
    return drawn


if __name__ == "__main__":
    draw(sys.argv[1]).save(sys.argv[2])
