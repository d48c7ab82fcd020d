"""Layers of the store as GeoDataFrames, for notebooks and scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas
import pandas as pd
import shapely

from mocgioi.store.handle import Store
from mocgioi.store.tables import read_table

if TYPE_CHECKING:
    from geopandas import GeoDataFrame
    from pandas import DataFrame


def frame(store: Store, name: str) -> GeoDataFrame | DataFrame:
    """Return a table as it stands: a GeoDataFrame in EPSG:4326 for a layer.

    Raises:
        UsageError: there is no such table.
    """
    content = read_table(store, name)
    data = pd.DataFrame(content.rows, columns=list(content.columns))
    for column in content.booleans:
        data[column] = data[column].astype(bool)
    if content.geometries is None:
        return data
    geometry = [None if wkb is None else shapely.from_wkb(wkb) for wkb in content.geometries]
    return geopandas.GeoDataFrame(data, geometry=geometry, crs="EPSG:4326")
