"""What was reported from a store, beside what the same days count today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mocgioi.analysis.figures.defence import defend
from mocgioi.domain.aspects import COUNTED
from mocgioi.domain.observation import fold_markers
from mocgioi.domain.register import Commune, Post
from mocgioi.store import events, publications, reading

if TYPE_CHECKING:
    import sqlite3

    from mocgioi.documents.publication import Defended


def defended(
    connection: sqlite3.Connection,
    *,
    known_at: int | None,
    until: str | None = None,
    on: str | None = None,
) -> list[Defended]:
    """Return what was reported from this store, each beside what the same day counts today.

    Args:
        connection: a reading connection.
        known_at: number of the last commit known, None = everything; what was reported later
            is left out.
        until: the last day a publication may speak of; on: the only one.
    """
    reported = [
        publication
        for publication in publications.read(connection)
        if (known_at is None or publication.commit <= known_at)
        and (until is None or publication.as_of <= until)
        and on in (None, publication.as_of)
    ]
    if not reported:
        return []
    observations = events.read_observations(connection, aspects=COUNTED, known_at=known_at)
    decisions = events.read_decisions(connection)
    if known_at is not None:
        observations = [o for o in observations if o.commit <= known_at]
        decisions = [d for d in decisions if d.commit <= known_at]
    files = events.file_names(connection)
    defended_by_day = []
    for publication in reported:
        day = publication.as_of
        numbered = events.numbered_as_of(connection, observations, as_of=day, known_at=known_at)
        defended_by_day.append(
            defend(
                publication,
                publications.markers_of(connection, publication.uuid),
                fold_markers(numbered, decisions, as_of=day),
                numbered,
                decisions,
                files,
                _places(connection, as_of=day, known_at=known_at),
            )
        )
    return defended_by_day


def _places(
    connection: sqlite3.Connection, *, as_of: str, known_at: int | None
) -> dict[str, dict[str, str]]:
    """Return what communes and posts are called on a day, by code."""
    communes = reading.read_items(
        connection, Commune, geometry=False, as_of=as_of, known_at=known_at
    )
    posts = reading.read_items(connection, Post, geometry=False, as_of=as_of, known_at=known_at)
    return {"commune": {c.code: c.name for c in communes}, "post": {p.code: p.name for p in posts}}
