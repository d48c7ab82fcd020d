"""What other programs do to a store, as QGIS and GDAL would."""

from __future__ import annotations

from typing import Any

from mocgioi.store.geopackage import connect
from mocgioi.tracker import Tracker


def edit_elsewhere(tracker: Tracker, sql: str, *values: Any) -> None:
    """Write to the store as another program would."""
    connection = connect(tracker.store.path, write=True)
    try:
        connection.execute(sql, values)
    finally:
        connection.close()
