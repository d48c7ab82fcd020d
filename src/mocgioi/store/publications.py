"""What was reported from this store, kept for ever; not what was published elsewhere."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from mocgioi.domain.publication import Publication, ReportedMarker
from mocgioi.store.geopackage import Transaction
from mocgioi.version import VERSION

_FIELDS = (
    "title, as_of, known_at, markers, markers_needing_road, road_built, illustrative,"
    " recorded_by, recorded_at, uuid"
)


def put(transaction: Transaction, made: Publication, markers: Iterable[ReportedMarker]) -> None:
    """Record a publication, its identity and instant given, with every marker it counted."""
    transaction.insert("publications", [{**made._asdict(), "program_version": VERSION}])
    transaction.insert(
        "publication_markers",
        (
            {
                "publication_uuid": made.uuid,
                "marker_number": one.number,
                "needs_road": one.needs_road,
                "road_status": one.road_status,
                "commune_code": one.commune,
                "post_code": one.post,
                "observation_uuid": one.observation,
            }
            for one in markers
        ),
    )


def read(connection: sqlite3.Connection) -> list[Publication]:
    """Return every publication, oldest first."""
    rows = connection.execute(f"SELECT {_FIELDS} FROM publications ORDER BY recorded_at, id")
    found = map(Publication._make, rows)
    return [one._replace(illustrative=bool(one.illustrative)) for one in found]


def markers_of(connection: sqlite3.Connection, publication: str) -> dict[str, ReportedMarker]:
    """Return what a publication counted, by marker number."""
    rows = connection.execute(
        "SELECT marker_number, needs_road, road_status, commune_code, post_code, observation_uuid"
        " FROM publication_markers WHERE publication_uuid = ?",
        (publication,),
    )
    return {one.number: one for one in map(ReportedMarker._make, rows)}
