"""What a store holds that a copy of it lacks: the ledger's rows, compared by their identities."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from mocgioi.domain.days import day_of, day_text
from mocgioi.errors import Text
from mocgioi.store.explaining import FilePath
from mocgioi.store.geopackage import uri_of

_NEWEST = 3
"""Of how many losses of a kind the name is told."""


class _Kind(NamedTuple):
    """Rows of the ledger that a person would miss.

    Attributes:
        table, key: where they are, and the column that identifies them.
        name: what they are called, after their number.
        newest: a SELECT of name and day (an instant, or a day) of those at hand, or None.
    """

    table: str
    key: str
    name: Text
    newest: str | None = None


_KINDS = (
    _Kind(
        "batches",
        "uuid",
        Text("đợt nhập", "batches"),
        "SELECT file_name, recorded_at FROM lost WHERE kind <> 'set' ORDER BY recorded_at DESC",
    ),
    _Kind("observations", "uuid", Text("số liệu đã ghi", "observations")),
    _Kind("decisions", "uuid", Text("quyết định", "decisions")),
    _Kind("case_events", "uuid", Text("bước xử lý vụ việc", "steps of cases")),
    _Kind(
        "publications",
        "uuid",
        Text("báo cáo đã công bố", "publications"),
        "SELECT title, as_of FROM lost ORDER BY recorded_at DESC",
    ),
    _Kind("photos", "sha256", Text("ảnh", "photographs")),
    _Kind("heights", "uuid", Text("tệp độ cao địa hình", "rasters of heights")),
)


class Loss(NamedTuple):
    """Rows of one kind that the copy lacks.

    Attributes:
        number: how many. name: what they are called, after it.
        newest: the names of the newest few, each with its ISO day.
    """

    number: int
    name: Text
    newest: Sequence[tuple[str, str]] = ()

    def words(self) -> Text:
        """Return it as a part of a sentence.

        >>> Loss(2, Text("đợt nhập", "batches"), [("a.csv", "2025-03-02")]).words().vi
        '2 đợt nhập (mới nhất: «a.csv» 02/03/2025)'
        """
        days = [(name, day_text(day)) for name, day in self.newest]
        vi = ", ".join(f"«{name}» {day.vi}" for name, day in days)
        en = ", ".join(f"“{name}” {day.en}" for name, day in days)
        return Text(
            f"{self.number} {self.name.vi}" + (f" (mới nhất: {vi})" if vi else ""),
            f"{self.name.en}: {self.number}" + (f" (newest: {en})" if en else ""),
        )


def losses(connection: sqlite3.Connection, backup: FilePath) -> list[Loss]:
    """Return what the store of a connection has and the copy at `backup` lacks.

    Raises:
        sqlite3.DatabaseError: one of them cannot be read, or is of nobody's making that we know.
    """
    connection.execute("ATTACH ? AS backup", (uri_of(backup, "ro"),))
    try:
        lost = [_lost(connection, kind) for kind in _KINDS]
    finally:
        connection.execute("DETACH backup")
    return [loss for loss in lost if loss.number]


def _lost(connection: sqlite3.Connection, kind: _Kind) -> Loss:
    if not _has(connection, "main", kind.table):
        return Loss(0, kind.name)
    rows = f'SELECT * FROM main."{kind.table}"'
    if _has(connection, "backup", kind.table):
        rows += f' WHERE "{kind.key}" NOT IN (SELECT "{kind.key}" FROM backup."{kind.table}")'
    (number,) = connection.execute(f"SELECT count(*) FROM ({rows})").fetchone()
    newest: list[tuple[str, str]] = []
    if number and kind.newest is not None:
        named = connection.execute(f"WITH lost AS ({rows}) {kind.newest} LIMIT {_NEWEST}")
        newest = [(name, at if len(at) == len("2025-01-01") else day_of(at)) for name, at in named]
    return Loss(number, kind.name, newest)


def _has(connection: sqlite3.Connection, database: str, table: str) -> bool:
    named = f"SELECT 1 FROM {database}.sqlite_master WHERE type = 'table' AND name = ?"
    return connection.execute(named, (table,)).fetchone() is not None
