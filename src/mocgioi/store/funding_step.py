"""The step that makes who paid an aspect of its own: until then it stood beside a road status."""

from __future__ import annotations

import hashlib
import sqlite3

from mocgioi.store import ddl
from mocgioi.store.events import refold
from mocgioi.store.geopackage import Transaction, refresh_contents

_OBSERVATIONS = """
INSERT INTO observations (uuid, subject, aspect, value, observed_on, recorded_at, batch_uuid,
    row_number, observer, submission, illustrative)
SELECT of_funding(uuid), subject,
    CASE value WHEN 'built' THEN 'funding' ELSE 'planned_funding' END, funding, observed_on,
    recorded_at, batch_uuid, row_number, observer, submission, illustrative
FROM observations WHERE funding IS NOT NULL ORDER BY id
"""
# Whoever kept a road status said nothing of who paid: that stands undecided, as it was.
_DECISIONS = """
INSERT INTO decisions (uuid, observation_uuid, verdict, recorded_at, decided_by, why,
    resolution_uuid)
SELECT of_funding(d.uuid), of_funding(d.observation_uuid),
    CASE d.verdict WHEN 'keep' THEN 'reopened' ELSE d.verdict END, d.recorded_at, d.decided_by,
    d.why, d.resolution_uuid
FROM decisions AS d JOIN observations AS o ON o.uuid = d.observation_uuid
WHERE o.funding IS NOT NULL ORDER BY d.id
"""


def give_funding_its_own_observations(connection: sqlite3.Connection) -> None:
    """Make an observation of each funding that stands beside a road status, and drop its column.

    It has the day, the instant, the row and the observer of the road status, and the decisions
    about that hold for it too: what was undone, held or set aside stays so. Of a road that was
    not built yet it is who was to pay (`mocgioi.domain.counting.aspect_of_payer`). Identities
    follow from those they are made from, so that two copies of a store come to the same events.
    """
    ddl.add_missing_parts(connection)
    connection.create_function("of_funding", 1, _identity, deterministic=True)
    transaction = Transaction(connection)
    transaction.insert_from("decisions", _DECISIONS)
    transaction.insert_from("observations", _OBSERVATIONS)
    for event in ("insert", "update"):
        connection.execute(f"DROP TRIGGER codes_observations_funding_{event}")
    connection.execute("ALTER TABLE observations DROP COLUMN funding")
    connection.execute(
        "DELETE FROM gpkg_data_columns"
        " WHERE table_name = 'observations' AND column_name = 'funding'"
    )
    refold(transaction, [number for (number,) in transaction.read("SELECT number FROM markers")])
    refresh_contents(connection, transaction.touched)
    connection.execute("UPDATE writer SET writing = 0")


def _identity(uuid: str) -> str:
    return hashlib.sha256(f"{uuid} funding".encode()).hexdigest()[:32]
