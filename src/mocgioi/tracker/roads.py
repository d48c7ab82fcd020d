"""Roads of a store: checked as lines and as papers."""

from __future__ import annotations

from typing import Any

from mocgioi.analysis.reach import points_of
from mocgioi.analysis.road_checks import check_roads
from mocgioi.analysis.road_findings import as_document
from mocgioi.analysis.road_ground import lay_out
from mocgioi.domain.line import BoundaryPiece
from mocgioi.domain.register import Commune
from mocgioi.errors import Language
from mocgioi.store import reading
from mocgioi.store.handle import Store
from mocgioi.tracker.measuring import read_world


def check_document(store: Store, *, as_of: str, lang: Language) -> dict[str, Any]:
    """Return the document ``mocgioi.roads-check/1``: everything there is to tell."""
    world = read_world(store, as_of=as_of, known_at=None)
    with store.reading() as connection:
        communes = reading.read_items(connection, Commune)
        boundary = reading.read_items(connection, BoundaryPiece)
    ground = lay_out(
        world.roads,
        [line.fact for line in world.lines],
        points_of(world.markers),
        communes=[commune.geometry for commune in communes if commune.geometry],
        border=[piece.geometry for piece in boundary],
        as_of=as_of,
    )
    return as_document(check_roads(ground), as_of=as_of, roads=len(world.roads), lang=lang)
