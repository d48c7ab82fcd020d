"""What was reported from this store, kept for ever; not what was published elsewhere."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from mocgioi.domain.publication import Publication, ReportedMarker
from mocgioi.store.geopackage import Transaction
from mocgioi.version import VERSION

_FIELDS = (
    "title, as_of, known_at, markers, markers_needing_road, road_built, illustrative,"
    " recorded_by, recorded_at, uuid, known_commit, head, commit_number"
)


def put(transaction: Transaction, made: Publication, markers: Iterable[ReportedMarker]) -> None:
    """Record a publication, its identity and instant given, with every marker it counted."""
    row = {**made._asdict(), "program_version": VERSION}
    del row["commit"]
    transaction.insert("publications", [row])
    transaction.insert(
        "publication_markers",
        (
            {
                "publication_uuid": made.uuid,
                "marker_number": marker.number,
                "needs_road": marker.needs_road,
                "road_status": marker.road_status,
                "commune_code": marker.commune,
                "post_code": marker.post,
                "observation_uuid": marker.observation,
            }
            for marker in markers
        ),
    )


def read(connection: sqlite3.Connection) -> list[Publication]:
    """Return every publication, oldest first."""
    rows = connection.execute(f"SELECT {_FIELDS} FROM publications ORDER BY recorded_at, id")
    publications = map(Publication._make, rows)
    return [each._replace(illustrative=bool(each.illustrative)) for each in publications]


def markers_of(connection: sqlite3.Connection, publication: str) -> dict[str, ReportedMarker]:
    """Return what a publication counted, by marker number."""
    rows = connection.execute(
        "SELECT marker_number, needs_road, road_status, commune_code, post_code, observation_uuid"
        " FROM publication_markers WHERE publication_uuid = ?",
        (publication,),
    )
    return {marker.number: marker for marker in map(ReportedMarker._make, rows)}
