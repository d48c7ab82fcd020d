"""Roads of a store: checked as lines and as papers, and those still to be built, estimated."""

from __future__ import annotations

from typing import Any

from mocgioi.analysis.lines.reach import find_reached, points_of
from mocgioi.analysis.roads.checks import check_roads
from mocgioi.analysis.roads.costing import UnitCosts, cost_document
from mocgioi.analysis.roads.findings import as_document
from mocgioi.analysis.roads.ground import lay_out
from mocgioi.domain.line import BoundaryPiece
from mocgioi.domain.register import Commune
from mocgioi.errors import Language, UsageError
from mocgioi.store import reading
from mocgioi.store.handle import Store
from mocgioi.tracker import counting
from mocgioi.tracker.measuring import read_world


def check_document(store: Store, *, as_of: str, lang: Language) -> dict[str, Any]:
    """Return the document ``mocgioi.roads-check/1``: everything there is to tell."""
    world = read_world(store, as_of=as_of, known_at=None)
    with store.reading() as connection:
        communes = reading.read_items(connection, Commune)
        boundary = reading.read_items(connection, BoundaryPiece)
        illustrative = reading.is_illustrative(connection)
    ground = lay_out(
        world.roads,
        [line.fact for line in world.lines],
        points_of(world.markers),
        communes=[commune.geometry for commune in communes if commune.geometry],
        border=[piece.geometry for piece in boundary],
        as_of=as_of,
    )
    return as_document(
        check_roads(ground),
        as_of=as_of,
        roads=len(world.roads),
        lang=lang,
        illustrative=illustrative,
    )


def costs_document(store: Store, *, as_of: str, costs: UnitCosts) -> dict[str, Any]:
    """Return the document ``mocgioi.cost/1``: what the roads still missing would cost."""
    world = read_world(store, as_of=as_of, known_at=None)
    with store.reading() as connection:
        boundary = counting.in_border_order(reading.read_items(connection, BoundaryPiece))
        illustrative = reading.is_illustrative(connection)
    reached = find_reached(world.markers, world.lines, as_of=as_of)
    border = [piece.geometry for piece in boundary]
    return cost_document(reached, border=border, costs=costs) | {"illustrative": illustrative}


def as_geopackage(document: dict[str, Any]) -> bytes:
    """Return the projects of a cost document as a GeoPackage with one layer, EPSG:4326.

    Raises:
        UsageError: there is no project, so no layer.
    """
    if not document["projects"]:
        raise UsageError(
            "Không có công trình nào để vẽ. Xem lý do: mocgioi roads cost.",
            "There is no project to draw. To see why: mocgioi roads cost.",
        )
    import tempfile
    from pathlib import Path

    from geopandas import GeoDataFrame
    from shapely import MultiLineString

    from mocgioi.outputs import cost_table

    shapes = [MultiLineString(cost_table.coordinates(each)) for each in document["projects"]]
    frame = GeoDataFrame(cost_table.rows(document), geometry=shapes, crs="EPSG:4326")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "layer.gpkg"
        frame.to_file(path, layer="cost_estimate", driver="GPKG", engine="fiona")
        return path.read_bytes()
