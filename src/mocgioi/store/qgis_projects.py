"""Projects of QGIS that a store carries, in the table in which QGIS itself keeps them.

It is no table of ours: QGIS makes it where it is not there, and whoever saves a project into the
file with QGIS has it there too. Nothing of the ledger knows of it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

_TABLE = (
    "CREATE TABLE IF NOT EXISTS qgis_projects(name TEXT PRIMARY KEY, metadata BLOB, content BLOB)"
)
"""As QGIS makes it."""


def carried(connection: sqlite3.Connection, name: str) -> bytes | None:
    """Return a project (``.qgz``) by its name; None where there is none that can be read."""
    try:
        rows = connection.execute("SELECT content FROM qgis_projects WHERE name = ?", (name,))
        for (content,) in rows:
            return bytes.fromhex(content if isinstance(content, str) else content.decode())
    except (sqlite3.OperationalError, ValueError, AttributeError):
        return None
    return None


def carry(connection: sqlite3.Connection, name: str, project: bytes, instant: str) -> None:
    """Put a project (``.qgz``) under its name, in the transaction of `connection`.

    Args:
        instant: when, UTC; QGIS shows it beside the name.
    """
    connection.execute(_TABLE)
    told = {"last_modified_time": instant.partition(".")[0], "last_modified_user": "mocgioi"}
    connection.execute("DELETE FROM qgis_projects WHERE name = ?", (name,))
    connection.execute(
        "INSERT INTO qgis_projects (name, metadata, content) VALUES (?, ?, ?)",
        (name, json.dumps(told), project.hex()),
    )


def covered(
    connection: sqlite3.Connection, tables: Iterable[str]
) -> tuple[float, float, float, float] | None:
    """Return what layers cover, degrees: west, south, east, north; None where they are empty."""
    listed = json.dumps(list(tables))
    (box,) = connection.execute(
        "SELECT min(min_x), min(min_y), max(max_x), max(max_y) FROM gpkg_contents"
        " WHERE table_name IN (SELECT value FROM json_each(?))",
        (listed,),
    )
    return None if None in box else box
