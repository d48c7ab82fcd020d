"""What papers draw of communes and the border, and how long roads are as drawn: kept, or anew.

It is kept by whatever measures the lines, so that a paper needs no geometry library for it. Light.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from mocgioi.domain.line import BoundaryPiece, in_border_order
from mocgioi.domain.register import Commune, Road
from mocgioi.records import NamedTuple
from mocgioi.store import events, kept, reading, results
from mocgioi.store.homes import ASPECTS_OF_REACH

if TYPE_CHECKING:
    import sqlite3

    from mocgioi.documents.full_report import Outline
    from mocgioi.store.geopackage import Transaction

METHOD = "1"
"""Of the shapes themselves: raised when others come of the same store."""


class Shapes(NamedTuple):
    """What papers tell of shapes.

    Attributes:
        locator: outlines of communes and the border; drawn_m: metres, by the uuid of a road that
            states no length.
    """

    locator: Outline
    drawn_m: Mapping[str, float]


def shapes_of(
    connection: sqlite3.Connection, *, roads: Sequence[Road], as_of: str, known_at: int | None
) -> Shapes:
    """Return what papers tell of shapes as of a day, known by commit `known_at`.

    Args:
        roads: of that day, with or without their lines.
    """
    is_later = events.is_later(connection, ASPECTS_OF_REACH, as_of=as_of, known_at=known_at)
    of = fingerprint(connection, roads, as_of=as_of, known_at=known_at)
    found = None if is_later else kept.read(connection, kept.SHAPES, of)
    return _anew(connection, roads, as_of, known_at) if found is None else Shapes(**found)


def keep_shapes(transaction: Transaction, lengths_m: Mapping[str, float], *, as_of: str) -> None:
    """Keep what papers tell of shapes as the store stands.

    Args:
        lengths_m: of the roads as they stand, as drawn, by uuid.
    """
    connection = transaction.reader
    roads = reading.read_items(connection, Road, geometry=False, as_of=as_of)
    of = fingerprint(connection, roads, as_of=as_of, known_at=None)
    drawn_m = {uuid: length for uuid in _silent(roads) if (length := lengths_m.get(uuid))}
    shapes = Shapes(_locator(connection, as_of, None), drawn_m)
    kept.put(transaction, kept.SHAPES, of, shapes._asdict())


def fingerprint(
    connection: sqlite3.Connection, roads: Sequence[Road], *, as_of: str, known_at: int | None
) -> str:
    """Return what is another one wherever the shapes of today's lines would be."""
    parts: list[object] = [METHOD, results.geometry_version(connection), *_silent(roads)]
    for kind in (Commune, BoundaryPiece):
        parts += reading.read_items(
            connection, kind, geometry=False, as_of=as_of, known_at=known_at
        )
    return results.fingerprint(map(repr, parts))


def _anew(
    connection: sqlite3.Connection, roads: Sequence[Road], as_of: str, known_at: int | None
) -> Shapes:
    from mocgioi.analysis.lines.drawn import drawn_lengths

    lines: Sequence[Road] = ()
    if _silent(roads):
        lines = reading.read_items(connection, Road, as_of=as_of, known_at=known_at)
    return Shapes(_locator(connection, as_of, known_at), drawn_lengths(lines))


def _locator(connection: sqlite3.Connection, as_of: str, known_at: int | None) -> Outline:
    from mocgioi.analysis.lines.outline import outline

    communes = reading.read_items(connection, Commune, as_of=as_of, known_at=known_at)
    line = reading.read_items(connection, BoundaryPiece, as_of=as_of, known_at=known_at)
    return outline(in_border_order(communes), in_border_order(line))


def _silent(roads: Sequence[Road]) -> list[str]:
    """Return the uuids of the roads of which no paper states a length."""
    return [road.uuid for road in roads if road.length_m is None]
