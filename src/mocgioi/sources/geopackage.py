"""A foreign GeoPackage, proven sound before GDAL opens it.

GDAL reads a damaged GeoPackage without a word, believes the number of rows that a layer once
had, and one in WAL mode grows files beside itself: such a file is opened as a copy in a
temporary folder.
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from mocgioi.errors import Finding
from mocgioi.sources.kinds import damaged, refuse
from mocgioi.words.findings import finding

_APPLICATION_IDS = (0x47504B47, 0x47503130, 0x47503131)
"""OGC 12-128: ``GPKG``, and the older ``GP10`` and ``GP11``."""

_STEPS = 20_000_000
"""Instructions of SQLite that the rows of all views may take: about a second."""
_LONGEST_BYTES = 100_000_000
"""Of a value that a view computes."""
_STEPS_AT_A_TIME = 100_000


@contextlib.contextmanager
def settled(path: Path) -> Iterator[tuple[Path, list[Finding]]]:
    """Give a path that GDAL can open to read every row, and what to tell of the file.

    Raises:
        UnreadableInput: it fails SQLite's integrity check, has views without end, or is
            another SQLite file.
    """
    with path.open("rb") as stream:
        header = stream.read(20)
    in_wal_mode = header[18:20] == b"\x02\x02"
    with tempfile.TemporaryDirectory(prefix="mocgioi-") as folder:
        copy = _copied(path, Path(folder)) if in_wal_mode else path
        findings, miscounted = _examined(copy, path.name)
        wal = _wal_of(path)
        if in_wal_mode and not wal.exists():
            findings.insert(0, finding("wal-missing", file=path.name, wal=wal.name))
        if miscounted:
            copy = _copied(path, Path(folder)) if copy is path else copy
            _recount(copy, miscounted)
        yield copy, findings


def _wal_of(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def _copied(path: Path, folder: Path) -> Path:
    copy = folder / path.name
    shutil.copyfile(path, copy)
    if _wal_of(path).exists():
        shutil.copyfile(_wal_of(path), _wal_of(copy))
    return copy


def _examined(copy: Path, name: str) -> tuple[list[Finding], list[str]]:
    """Return what to tell of a file, and the layers whose number of rows is written wrongly."""
    try:
        address = f"{copy.resolve().as_uri()}?mode=ro"
        with contextlib.closing(sqlite3.connect(address, uri=True)) as connection:
            connection.execute("PRAGMA trusted_schema=OFF")
            if connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
                raise damaged(name, "integrity_check")
            application = connection.execute("PRAGMA application_id").fetchone()[0]
            kinds = dict(connection.execute("SELECT name, type FROM sqlite_master"))
            if "gpkg_contents" not in kinds:
                raise refuse("format-mismatch", "not_geopackage", file=name)
            _check_views(connection, [v for v, kind in kinds.items() if kind == "view"], name)
            miscounted = _miscounted(connection) if "gpkg_ogr_contents" in kinds else []
    except (sqlite3.Error, UnicodeDecodeError):
        raise damaged(name, "SQLite") from None
    if application in _APPLICATION_IDS:
        return [], miscounted
    return [finding("format-mismatch", "foreign", value=str(application))], miscounted


def _check_views(connection: sqlite3.Connection, views: list[str], name: str) -> None:
    """Refuse views that never end, or that make more of the file than it holds.

    Raises:
        UnreadableInput: they do.
    """
    steps = 0

    def count() -> bool:
        nonlocal steps
        steps += _STEPS_AT_A_TIME
        return steps > _STEPS

    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_BYTES)
    connection.set_progress_handler(count, _STEPS_AT_A_TIME)
    try:
        for view in views:
            for _ in connection.execute(f"SELECT * FROM {quoted(view)}"):
                pass
    except (sqlite3.Error, OverflowError):
        if steps > _STEPS:
            raise refuse("file-unsafe", "view", file=name, view=view[:80]) from None
    finally:
        connection.set_progress_handler(None, 0)


def _miscounted(connection: sqlite3.Connection) -> list[str]:
    """Return the layers that have another number of rows than is written of them."""
    written = connection.execute(
        "SELECT table_name, feature_count FROM gpkg_ogr_contents"
        " WHERE feature_count IS NOT NULL"
        " AND lower(table_name) IN (SELECT lower(name) FROM sqlite_master WHERE type = 'table')"
    ).fetchall()
    return [
        str(table)
        for table, count in written
        if connection.execute(f"SELECT count(*) FROM {quoted(table)}").fetchone() != (count,)
    ]


def _recount(copy: Path, layers: list[str]) -> None:
    """Leave the number of rows of layers of a copy open: GDAL then counts."""
    with contextlib.closing(sqlite3.connect(copy)) as connection, connection:
        connection.executemany(
            "UPDATE gpkg_ogr_contents SET feature_count = NULL WHERE table_name = ?",
            [(layer,) for layer in layers],
        )


def quoted(name: object) -> str:
    """Return the name of a table or column as SQL has it, whatever stands in it."""
    return '"' + str(name).replace('"', '""') + '"'
