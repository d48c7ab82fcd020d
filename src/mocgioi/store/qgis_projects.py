"""Projects of QGIS that a store in a file carries, in the table in which QGIS itself keeps them.

It is no table of ours: QGIS makes it where it is not there, and whoever saves a project into the
file with QGIS has it there too. Nothing of the ledger knows of it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import PurePosixPath
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

_TABLE = (
    "CREATE TABLE IF NOT EXISTS qgis_projects(name TEXT PRIMARY KEY, metadata BLOB, content BLOB)"
)
"""As QGIS makes it."""


def carried(connection: sqlite3.Connection, name: str) -> bytes | None:
    """Return a project (``.qgz``) by its name; None where there is none that can be read."""
    return next((content for each, content in _all(connection) if each == name), None)


def unpacked(packed: bytes) -> bytes:
    """Return the text of a ``.qgz``; nothing where there is none."""
    try:
        with ZipFile(BytesIO(packed)) as archive:
            (name,) = (name for name in archive.namelist() if name.endswith(".qgs"))
            return archive.read(name)
    except (BadZipFile, ValueError):
        return b""


def opening_others(connection: sqlite3.Connection, file: str) -> Iterator[tuple[str, str]]:
    """Yield the carried projects that open another GeoPackage and not the one that carries them.

    A copy made by hand under another name carries them: what is edited there goes to the other.

    Args:
        file: the name of the store.

    Yields:
        The name of a project and that of the file it opens.
    """
    for name, packed in _all(connection):
        try:
            root = ElementTree.fromstring(unpacked(packed))
        except ElementTree.ParseError:
            continue
        opened = (PurePosixPath((e.text or "").partition("|")[0]) for e in root.iter("datasource"))
        stores = {path.name for path in opened if path.suffix.lower() == ".gpkg"}
        if stores and file not in stores:
            yield name, min(stores)


def _all(connection: sqlite3.Connection) -> Iterator[tuple[str, bytes]]:
    """Yield name and ``.qgz`` of each project that can be read."""
    try:
        rows = connection.execute("SELECT name, content FROM qgis_projects").fetchall()
    except sqlite3.OperationalError:
        return
    for name, content in rows:
        try:
            packed = bytes.fromhex(content if isinstance(content, str) else content.decode())
        except (ValueError, AttributeError):
            continue
        yield name, packed


def carry(connection: sqlite3.Connection, name: str, project: bytes, instant: str) -> None:
    """Put a project (``.qgz``) under its name, in the transaction of `connection`.

    Args:
        instant: when, UTC; QGIS shows it beside the name.
    """
    connection.execute(_TABLE)
    connection.execute("DELETE FROM qgis_projects WHERE name = ?", (name,))
    connection.execute(
        "INSERT INTO qgis_projects (name, metadata, content) VALUES (?, ?, ?)",
        (name, described(instant), project.hex()),
    )


def described(instant: str) -> str:
    """Return what QGIS shows beside the name of a project that was put there at an instant, UTC."""
    told = {"last_modified_time": instant.partition(".")[0], "last_modified_user": "mocgioi"}
    return json.dumps(told)


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
