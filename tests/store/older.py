"""Stores as earlier versions of the program made them, from one that this program made."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

_REFUSE = "SELECT RAISE(ABORT, 'refused')"


def as_version_2(path: Path) -> None:
    """Put who paid where it was until version 2: beside the road status of the same row."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for table in ("observations", "decisions"):
            for event in ("update", "delete"):
                connection.execute(f"DROP TRIGGER ledger_{table}_{event}")
        connection.execute("UPDATE writer SET writing = 2")
        connection.execute("ALTER TABLE observations ADD COLUMN funding TEXT")
        connection.execute(
            "INSERT INTO gpkg_data_columns (table_name, column_name, name, title, constraint_name)"
            " VALUES ('observations', 'funding', 'Nguồn vốn', 'Nguồn vốn', 'funding')"
        )
        connection.execute(
            "UPDATE observations AS o SET funding = (SELECT p.value FROM observations AS p"
            " WHERE p.aspect LIKE '%funding' AND p.subject = o.subject"
            " AND p.batch_uuid IS o.batch_uuid AND p.row_number IS o.row_number)"
            " WHERE o.aspect = 'road_status'"
        )
        connection.execute(
            "DELETE FROM decisions WHERE observation_uuid IN"
            " (SELECT uuid FROM observations WHERE aspect LIKE '%funding')"
        )
        connection.execute("DELETE FROM observations WHERE aspect LIKE '%funding'")
        for table in ("code_lists", "gpkg_data_column_constraints"):
            column = "list" if table == "code_lists" else "constraint_name"
            connection.execute(f"DELETE FROM {table} WHERE {column} = 'planned_funding'")
        connection.execute("UPDATE markers SET disagreements = 0")
        for event in ("INSERT", "UPDATE OF funding"):
            name = f"codes_observations_funding_{event.split()[0].lower()}"
            connection.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON observations"
                f" WHEN NEW.funding = 'unknown' BEGIN {_REFUSE}; END"
            )
        connection.execute("DROP TRIGGER observations_aspect")
        connection.execute(
            "CREATE TRIGGER observations_aspect BEFORE INSERT ON observations"
            f" WHEN NEW.aspect LIKE '%funding' BEGIN {_REFUSE}; END"
        )
        for event in ("update", "delete"):
            connection.execute(
                f"CREATE TRIGGER ledger_observations_{event} BEFORE {event} ON observations"
                f" BEGIN {_REFUSE}; END"
            )
        connection.execute("UPDATE settings SET value = '2' WHERE name = 'schema_version'")
