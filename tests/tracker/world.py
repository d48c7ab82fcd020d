"""A small world of markers, roads, communes and the border line, to be imported again otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import shapely

from mocgioi import tracker
from mocgioi.domain.batch import Receipt
from mocgioi.domain.line import BoundaryPiece
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.position import Position
from mocgioi.domain.register import Commune, MarkerEntry, Road
from mocgioi.store.homes import existence_of
from mocgioi.store.items import put_items
from mocgioi.store.register import put_markers
from mocgioi.store.statements import Statement, put_statements, states_of
from mocgioi.tracker import Tracker
from mocgioi.tracker.freshness import bring_up_to_date
from mocgioi.tracker.moments import today
from tests.store.builders import incoming, observe, road

FIRST = "2020-01-01"

WEST, SOUTH = 106.70, 21.97
STEP = 0.01
"""Degrees from a marker to the next; a road to one stands a little beside it."""

NUMBERS = tuple(str(number) for number in range(1116, 1121))


def place(number: str) -> tuple[float, float]:
    return WEST + STEP * (int(number) - 1116), SOUTH


def marker(number: str, **values: Any) -> MarkerEntry:
    entry = MarkerEntry(
        number=MarkerNumber.parse(number),
        position=Position(*place(number)),
        commune="a" if int(number) < 1118 else "b",
        post=None,
        needs_road="yes",
    )
    return entry._replace(**values)


def line(*points: tuple[float, float]) -> bytes:
    return bytes(shapely.to_wkb(shapely.MultiLineString([points])))


def access(number: str, **values: Any) -> Road:
    east, north = place(number)
    made = Road(
        geometry=line((east, north - 0.005), (east, north - 0.0001)),
        name=f"Đường lên mốc {number}",
        serves=(number,),
        status="built",
        length_m=540.0,
        funding="central_budget",
    )
    return made._replace(**values)


def trunk(**values: Any) -> Road:
    ends = ((WEST - STEP, SOUTH - 0.005), (WEST + 6 * STEP, SOUTH - 0.005))
    made = Road(geometry=line(*ends), name="Tuần tra", road_class="patrol", status="built")
    return made._replace(**values)


def area(west: float, east: float) -> bytes:
    return bytes(shapely.to_wkb(shapely.MultiPolygon([shapely.box(west, 21.9, east, 21.98)])))


MARKERS = tuple(map(marker, NUMBERS))
ROADS = (trunk(), *map(access, NUMBERS[:4]))
COMMUNES = (
    Commune("a", "Quốc Khánh", geometry=area(106.69, 106.715)),
    Commune("b", "Kháng Chiến", geometry=area(106.715, 106.76)),
)
BORDER_LINE = shapely.LineString([(106.69, 21.972), (106.76, 21.972)])
BORDER = (BoundaryPiece(bytes(shapely.to_wkb(BORDER_LINE))),)


def take_in(made: Tracker, kind: str, items: Iterable[Any], *, on: str) -> Receipt:
    """Import a file of a kind, and measure the lines anew."""
    items = list(items)
    file = incoming(kind, repr((kind, items, on)), len(items))
    with made.store.writing() as transaction:
        if kind == "markers":
            receipt = put_markers(transaction, file, items, on)
        else:
            receipt = put_items(transaction, file, items, on)
    bring_up_to_date(made.store)
    return receipt


def make(folder: Path) -> Tracker:
    """Make the world: four of five markers have a road, three of them are reported built."""
    path = folder / "langson.gpkg"
    path.write_bytes(_bytes_of_world())
    return tracker.open(path)


def drawn(folder: Path) -> Tracker:
    """Make the world after its map was drawn, which keeps estimates, shapes and answers."""
    path = folder / "langson.gpkg"
    path.write_bytes(_bytes_of_drawn_world(today()))
    return tracker.open(path)


@cache
def _bytes_of_world() -> bytes:
    with TemporaryDirectory() as folder:
        return _made(Path(folder)).store.path.read_bytes()


@cache
def _bytes_of_drawn_world(day: str) -> bytes:
    """Return the file as the map of a day leaves it: answers are kept from that day on."""
    with TemporaryDirectory() as folder:
        made = make(Path(folder))
        made.maps.page(as_of=day)
        return made.store.path.read_bytes()


def _made(folder: Path) -> Tracker:
    made = tracker.create(folder / "langson.gpkg")
    take_in(made, "communes", COMMUNES, on=FIRST)
    take_in(made, "boundary", BORDER, on=FIRST)
    take_in(made, "markers", MARKERS, on=FIRST)
    take_in(made, "roads", ROADS, on=FIRST)
    observe(made.store, *(road(n, "built", "2023-01-01", row) for row, n in enumerate(NUMBERS[:3])))
    return made


def end(made: Tracker, kind: str, subject: str, *, on: str) -> None:
    """Say of a road, a marker … that from a day it is there no more."""
    existence = existence_of(None if kind == "marker" else kind)
    file = incoming(f"{kind}s", f"end {subject} {on}", 1)
    statement = Statement(subject, subject, {existence: "no"})
    with made.store.writing() as transaction:
        states = states_of(transaction, existence, (existence,), as_of=on)
        put_statements(transaction, file, [statement], states, existence, on)
    bring_up_to_date(made.store)
