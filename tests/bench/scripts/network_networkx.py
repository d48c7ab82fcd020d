"""Which built roads hang together with a trunk road, with GeoPandas and networkx.

Run with the GeoPackage.
"""

from __future__ import annotations

import sys

import geopandas
import networkx
import numpy as np

METRIC_CRS = "EPSG:9215"
JOIN_M = 10.0


def joined_roads(path: str) -> set[str]:
    roads = geopandas.read_file(path, layer="roads").to_crs(METRIC_CRS)
    built = roads[roads["status"] == "built"].reset_index(drop=True)
    parts = built.geometry.explode()
    ends = geopandas.GeoSeries(
        np.concatenate((parts.interpolate(0), parts.interpolate(1, normalized=True))),
        index=np.concatenate((parts.index, parts.index)),
    )
    end, line = built.sindex.query(ends.array, predicate="dwithin", distance=JOIN_M)
    names = built["name"].to_numpy()
    graph = networkx.Graph()
    graph.add_nodes_from(names)
    graph.add_edges_from(zip(names[ends.index[end]], names[line], strict=True))
    trunk = set(built.loc[built["road_class"] != "access", "name"])
    return {
        name
        for component in networkx.connected_components(graph)
        if not trunk.isdisjoint(component)
        for name in component
    }


if __name__ == "__main__":
    sys.stdout.write("".join(f"{name}\n" for name in sorted(joined_roads(sys.argv[1]))))
