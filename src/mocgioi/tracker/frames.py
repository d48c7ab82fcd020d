"""Layers of the store as GeoDataFrames, for notebooks and export."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas
import pandas as pd
import shapely

from mocgioi.errors import UsageError
from mocgioi.store.geopackage import decode_wkb
from mocgioi.store.handle import Store
from mocgioi.store.schema import BY_NAME

if TYPE_CHECKING:
    from geopandas import GeoDataFrame
    from pandas import DataFrame

READABLE = tuple(name for name in BY_NAME if name != "writer")


def frame(store: Store, name: str) -> GeoDataFrame | DataFrame:
    """Return a table as it stands: a GeoDataFrame in EPSG:4326 for a layer.

    Raises:
        UsageError: there is no such table.
    """
    if name not in READABLE:
        listed = ", ".join(READABLE)
        raise UsageError(
            f"Không có bảng «{name}». Có: {listed}.", f"No table “{name}”. There are: {listed}."
        )
    table = BY_NAME[name]
    columns = [column.name for column in table.columns]
    listed = ", ".join(f'"{column}"' for column in columns)
    blob = "geom" if table.geometry else "NULL"
    with store.reading() as connection:
        rows = connection.execute(
            f'SELECT {blob}, {listed} FROM "{name}" ORDER BY {table.key}'
        ).fetchall()
    data = pd.DataFrame([row[1:] for row in rows], columns=columns)
    for column in table.columns:
        if column.sql.startswith("BOOLEAN"):
            data[column.name] = data[column.name].astype(bool)
    if not table.geometry:
        return data
    geometry = [None if row[0] is None else shapely.from_wkb(decode_wkb(row[0])) for row in rows]
    return geopandas.GeoDataFrame(data, geometry=geometry, crs="EPSG:4326")
