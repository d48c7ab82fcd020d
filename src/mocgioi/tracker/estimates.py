"""What the missing roads cost as of a day: as the store keeps it, or estimated anew. Light.

The estimate is kept by whoever draws the map or asks for the costs. It serves every paper until
something that it rests on is another one, whoever changed it.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, cast

from mocgioi.analysis.figures.works import status_on
from mocgioi.domain.counting import DEFAULTS, road_counts_on
from mocgioi.domain.line import BoundaryPiece
from mocgioi.domain.projects import Project
from mocgioi.domain.register import Commune, Post, Road
from mocgioi.errors import MocgioiError
from mocgioi.store import commits, events, heights_standing, kept, reading, results
from mocgioi.store.homes import ASPECTS_OF_REACH
from mocgioi.tracker import counting
from mocgioi.tracker.moments import today
from mocgioi.tracker.province import UNIT_PRICES, province

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from mocgioi.analysis.programme.prices import Pricing
    from mocgioi.documents.cost import Cost
    from mocgioi.domain.observation import SubjectState
    from mocgioi.store.handle import Store

METHOD = "1"
"""Of the estimate itself: raised when it gives another one of the same store."""


def costs_of(
    store: Store,
    *,
    as_of: str,
    known_at: str | None,
    states: Mapping[str, SubjectState] | None = None,
    keep: bool = False,
) -> Cost:
    """Return the document ``mocgioi.cost/1`` at the prices of the house.

    Args:
        as_of: ISO day; known_at: the instant of knowledge (UTC), None = everything.
        states: the markers of that day and instant, where the caller has them.
        keep: whether what has to be estimated anew is kept, where the store can be written: today's
            alone, for the next paper is of today.

    Raises:
        TooManyMarkers: more markers are left than ways are sought to.
    """
    with store.reading() as connection:
        of = fingerprint(connection, as_of=as_of, known_at=known_at, states=states)
        known = _kept(connection, of, as_of=as_of, known_at=known_at)
    if known is not None:
        return known
    document = estimated_anew(store, as_of=as_of, known_at=known_at)
    if keep and of is not None and as_of == today():
        # Whatever hinders that, the estimate is told all the same.
        with suppress(MocgioiError):
            _keep(store, document, of)
    return document


def estimated_anew(
    store: Store, *, as_of: str, known_at: str | None, pricing: Pricing | None = None
) -> Cost:
    """Return the same from the measures as they are stored.

    Args:
        pricing: what a metre costs, and how far a road winds; the house's own if left out.
    """
    from mocgioi.analysis.programme.costing import cost_document
    from mocgioi.tracker.estimating import estimated
    from mocgioi.tracker.pricing import pricing_of

    found = estimated(store, as_of=as_of, known_at=known_at, pricing=pricing or pricing_of())
    return cost_document(
        found.reached,
        found.graph,
        pricing=found.pricing,
        placed=found.placed,
        terrain_percent=found.terrain_percent,
        known_at=known_at,
        illustrative=found.world.illustrative,
    )


def kept_costs(
    connection: sqlite3.Connection,
    *,
    as_of: str,
    known_at: str | None,
    states: Mapping[str, SubjectState],
) -> Cost | None:
    """Return the document as it is kept; None where that is not of the day and the instant."""
    of = fingerprint(connection, as_of=as_of, known_at=known_at, states=states)
    return _kept(connection, of, as_of=as_of, known_at=known_at)


def _kept(
    connection: sqlite3.Connection, of: str | None, *, as_of: str, known_at: str | None
) -> Cost | None:
    document = None if of is None else kept.read(connection, kept.ESTIMATE, of)
    return document and cast("Cost", {**document, "as_of": as_of, "known_at": known_at})


def _keep(store: Store, document: Cost, of: str) -> None:
    """Keep an estimate, unless the store is another one by now than that it was made of.

    A border post's hand keeps none on a server.
    """
    with store.writing(patient=False) as transaction:
        now = fingerprint(transaction.reader, as_of=document["as_of"], known_at=None)
        if transaction.measures and now == of:
            kept.put(transaction, kept.ESTIMATE, of, document)


def fingerprint(
    connection: sqlite3.Connection,
    *,
    as_of: str,
    known_at: str | None,
    states: Mapping[str, SubjectState] | None = None,
) -> str | None:
    """Return what is another one wherever the estimate at the prices of the house would be.

    None where what is measured is not of the lines of the day: then nothing is kept of it.

    Args:
        as_of, known_at, states: as for `costs_of`.
    """
    known = commits.known(connection, known_at).number
    if not results.nearest_is_current(connection) or events.is_later(
        connection, ASPECTS_OF_REACH, as_of=as_of, known_at=known
    ):
        return None
    if states is None:
        aspects = counting.OF_WORLD
        states = counting.folded(connection, aspects=aspects, as_of=as_of, known_at=known)
    entries = reading.read_markers(connection, as_of=as_of, known_at=known)
    # Where markers, lines and communes lie is in the version of the geometry.
    parts: list[object] = [
        METHOD,
        DEFAULTS,
        results.geometry_version(connection),
        results.roads_built(connection),
        heights_standing.counting(connection, known_at=known),
        (province() / UNIT_PRICES).read_bytes(),
        any(entry.illustrative for entry in entries.values()),
    ]
    parts += [(number, *map(states[number].value, counting.OF_WORLD)) for number in sorted(states)]
    for kind in (Commune, Post, BoundaryPiece, Project, Road):
        items = reading.read_items(connection, kind, geometry=False, as_of=as_of, known_at=known)
        for item in items:
            parts.append(item)
            if isinstance(item, Road | Project):
                parts.append(status_on(item, as_of))
            if isinstance(item, Road):
                days = (item.started_on, item.completed_on)
                parts.append(road_counts_on(item.status, *days, as_of))
    return results.fingerprint(map(repr, parts))
