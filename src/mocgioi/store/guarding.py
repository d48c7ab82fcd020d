"""Whether a file still has the triggers that guard a store, and what is said where it has not."""

from __future__ import annotations

import sqlite3

from mocgioi.errors import HINT, Hint, NotAStore
from mocgioi.store.explaining import FilePath, incomplete

GUARDS_OF_EVERY_VERSION = ("ledger_observations_delete", "markers_deleted")
"""Triggers that a copy by another program lacks, whatever version it was copied from."""


def check_guards(connection: sqlite3.Connection, path: FilePath) -> None:
    """Refuse a file of this version that lacks a part of a whole store.

    Raises:
        NotAStore: it does; with what to do about it.
    """
    from mocgioi.store import wholeness

    missing = wholeness.missing_parts(connection)
    if missing and set(missing).isdisjoint(GUARDS_OF_EVERY_VERSION):
        raise incomplete(missing[0], path)
    if missing:
        raise _unguarded(missing, path)


def check_guards_of_any_version(connection: sqlite3.Connection, path: FilePath) -> None:
    """Refuse a copy by another program, of whatever version.

    Raises:
        NotAStore: it is one.
    """
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    missing = [name for name in GUARDS_OF_EVERY_VERSION if name not in names]
    if missing:
        raise _unguarded(missing, path)


def _unguarded(missing: list[str], path: FilePath) -> NotAStore:
    return NotAStore(
        f"«{path}» là bản sao thiếu {len(missing)} phần bảo vệ ({missing[0]} …), như khi "
        f"QGIS «Lưu thành» hoặc ogr2ogr. Hãy dùng tệp gốc; sao chép bằng {HINT}.",
        f"“{path}” is a copy without {len(missing)} of its guards ({missing[0]} …), as QGIS "
        f"“Save As” or ogr2ogr makes. Use the original; copy with {HINT}.",
        hints=(Hint("backup", ("FILE",)),),
    )
