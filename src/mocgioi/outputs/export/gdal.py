"""Which library writes layers, and GeoPackages of several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

from mocgioi.domain.position import STORAGE_CRS
from mocgioi.outputs.export.gdal_layer import GEOPACKAGE, GdalLayer
from mocgioi.outputs.export.table import Kind


def engine() -> ModuleType:
    """Return what writes layers: fiona, and pyogrio where this Python has no fiona."""
    try:
        from mocgioi.outputs.export import by_fiona
    except ImportError:
        from mocgioi.outputs.export import by_pyogrio

        return by_pyogrio
    return by_fiona


def geopackage(*layers: GdalLayer) -> bytes:
    """Return a GeoPackage of some layers."""
    with TemporaryDirectory(prefix="mocgioi-") as folder:
        path = Path(folder) / "layers.gpkg"
        for at, layer in enumerate(layers):
            engine().write(path, layer, GEOPACKAGE, append=at > 0)
        return path.read_bytes()


def flat(
    name: str,
    rows: Sequence[Mapping[str, object]],
    kinds: Mapping[str, Kind],
    shapes: Sequence[bytes | None],
    geometry: str,
) -> GdalLayer:
    """Return flat rows, all of the same columns, as a layer in EPSG:4326.

    Args:
        kinds: what the columns hold that are not text.
    """
    columns = [(column, kinds.get(column, "text")) for column in rows[0]]
    return GdalLayer(name, columns, [list(r.values()) for r in rows], shapes, geometry, STORAGE_CRS)
