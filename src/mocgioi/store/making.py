"""A store that comes into being: empty, in a file that is there once the store is finished."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mocgioi.errors import CannotWrite
from mocgioi.store import ddl
from mocgioi.store.copying import made_whole
from mocgioi.store.explaining import translated
from mocgioi.store.geopackage import connect
from mocgioi.store.upgrades import SCHEMA_VERSION


@contextmanager
def new_store(path: Path) -> Iterator[sqlite3.Connection]:
    """Give an empty store with its code lists, and put its file in its place when the block ends.

    Raises:
        CannotWrite: something is there already, or the folder cannot be written.
    """
    _refuse_taken(path)
    if not path.parent.is_dir():
        raise CannotWrite(
            f"Không có thư mục «{path.parent}».", f"There is no folder “{path.parent}”."
        )
    with made_whole(path) as partial:
        connection = connect(partial, create=True, named=path)
        try:
            with translated(path):
                connection.execute("BEGIN IMMEDIATE")
                ddl.create_schema(connection, SCHEMA_VERSION)
                connection.execute("COMMIT")
            yield connection
        finally:
            connection.close()
        _refuse_taken(path)


def _refuse_taken(path: Path) -> None:
    if path.exists():
        raise CannotWrite(
            f"«{path}» đã có, không ghi đè. Chọn tên khác.",
            f"“{path}” exists and is not overwritten. Choose another name.",
        )
