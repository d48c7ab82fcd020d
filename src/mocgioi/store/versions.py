"""Which version of the schema a store is of, and what is said where that is not ours."""

from __future__ import annotations

import sqlite3

from mocgioi.errors import HINT, Hint, NotAStore, SchemaVersion
from mocgioi.store.explaining import FilePath
from mocgioi.store.upgrades import SCHEMA_VERSION


def version_of(connection: sqlite3.Connection, path: FilePath) -> int:
    """Return the version of the schema of a store.

    Raises:
        NotAStore: it is another database.
    """
    try:
        # Of a table alone: a view of that name in a foreign file may count for ever.
        is_table = connection.execute(
            "SELECT 1 FROM sqlite_master WHERE name = 'settings' AND type = 'table'"
        ).fetchone()
        row = (
            is_table
            and connection.execute(
                "SELECT value FROM settings WHERE name = 'schema_version'"
            ).fetchone()
        )
    except sqlite3.OperationalError:
        row = None
    if row is None:
        raise NotAStore(
            f"«{path}» là cơ sở dữ liệu, nhưng không phải kho số liệu của mocgioi. "
            f"Nếu là tệp kiểm tra thực địa: {HINT}.",
            f"“{path}” is a database, but not a store made by mocgioi. "
            f"If it is a survey file: {HINT}.",
            hints=(Hint("survey apply", ("FILE",), elsewhere=True),),
        )
    return int(row[0])


def check_version(connection: sqlite3.Connection, path: FilePath) -> None:
    """Look whether a store is of the version that this program knows.

    Raises:
        NotAStore: it is another database. SchemaVersion: it is earlier or later.
    """
    version = version_of(connection, path)
    if version > SCHEMA_VERSION:
        raise too_new(version, path)
    if version < SCHEMA_VERSION:
        raise SchemaVersion(
            f"«{path}» là phiên bản {version}, chương trình cần {SCHEMA_VERSION}. Gõ: {HINT}.",
            f"“{path}” is of version {version}, this program needs {SCHEMA_VERSION}. Type: {HINT}.",
            hints=(Hint("upgrade"),),
        )


def too_new(version: int, path: FilePath) -> SchemaVersion:
    """Return what is said of a store of a later version."""
    return SchemaVersion(
        f"«{path}» là phiên bản {version}, mới hơn chương trình này. Cài bản mocgioi mới hơn.",
        f"“{path}” is of version {version}, newer than this program. Install a newer mocgioi.",
    )


def too_old(version: int, path: FilePath) -> SchemaVersion:
    """Return what is said of a store that no step leads on from."""
    return SchemaVersion(
        f"«{path}» là phiên bản {version} thử nghiệm, chương trình này không nâng cấp được. Tạo "
        f"kho mới: {HINT}, rồi nhập lại các tệp gốc.",
        f"“{path}” is of trial version {version}, which this program cannot upgrade. Make a new "
        f"store: {HINT}, and take the original files in again.",
        hints=(Hint("init", elsewhere=True),),
    )
