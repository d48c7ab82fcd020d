"""What rows say that cannot be: codes no row has, sums below nothing, shapes that enclose nothing.

Another program may write any of it. Each is told with the batch that said it, to take back.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mocgioi.domain.aspects import FOLDED
from mocgioi.domain.decision import stands_sql
from mocgioi.errors import Finding, Hint, Text
from mocgioi.store.geometry import decode_wkb
from mocgioi.store.homes import OF_KIND
from mocgioi.store.kits import kit_of
from mocgioi.store.layers import columns_of
from mocgioi.store.schema import BY_NAME
from mocgioi.store.writer import TODAY_IN_VIETNAM
from mocgioi.words.findings import finding

_BATCH_SHOWN = 8
_SHOWN = 5

_NAMED = {
    "post.code": (("markers", "post_code"), ("projects", "post"), ("targets", "post")),
    "commune.code": (("boundary", "commune_code"), ("projects", "commune"), ("targets", "commune")),
    "project.code": (("roads", "project"), ("contributions", "project")),
}
"""By the identity that is named, the layers and columns that name it. Communes that markers name
are told by themselves."""

_MAY_BE_NEGATIVE = frozenset({"longitude", "latitude"})

_DATED = ("roads", "projects")

_DRAWN = ("communes", "roads", "boundary", "ground")


class _Said(NamedTuple):
    """A value of a row: its layer, its column and subject, and what people call the subject."""

    table: str
    column: str
    subject: str
    name: str
    value: object


def findings(connection: sqlite3.Connection, whole: Iterable[str]) -> Iterator[Finding]:
    """Yield what rows of whole tables say that cannot be.

    Args:
        whole: tables that are as they were declared. In a kit no row is missed: others have it.
    """
    tables = set(whole)
    if kit_of(connection) is None:
        yield from _told(connection, "value-dangling", _dangling(connection, tables))
    yield from _told(connection, "value-negative", _negative(connection, tables))
    yield from _told(connection, "value-day", _days(connection, tables))
    yield from _told(connection, "shape-invalid", _shapes(connection, tables))


def _told(
    connection: sqlite3.Connection, code: str, doubtful: Iterable[_Said]
) -> Iterator[Finding]:
    """Yield a finding for each layer, column, value and batch that said it."""
    alike: dict[tuple[str, str, str, str], list[str]] = defaultdict(list)
    for said in doubtful:
        batch = _batch_of(connection, said)
        shown = "" if code == "shape-invalid" else str(said.value)
        alike[said.table, said.column, shown, batch].append(said.name)
    for (table, column, value, batch), names in alike.items():
        title = next((c.title for c in BY_NAME[table].columns if c.name == column), column)
        yield finding(
            code,
            layer=Text(BY_NAME[table].title, table),
            heading=Text(title, column),
            said=value,
            count=len(names),
            names=", ".join(names[:_SHOWN]) + (" …" if len(names) > _SHOWN else ""),
        )._replace(hints=(Hint("survey undo", (batch or "BATCH", "--why", "…")),))


def _batch_of(connection: sqlite3.Connection, said: _Said) -> str:
    """Return the first characters of the batch that said it; of what names a row that was taken
    away, of the one that took it away.
    """
    kind = next((kind for kind, home in OF_KIND.items() if home.table == said.table), None)
    aspect = f"{kind}.{said.column}" if kind else FOLDED[said.column].code
    asked: list[tuple[str, str, str | None]] = [(said.subject, aspect, None)]
    for named, naming in _NAMED.items():
        if (said.table, said.column) in naming:
            asked.insert(0, (str(said.value), f"{named.split('.')[0]}.existence", "no"))
    for subject, of_aspect, value in asked:
        found = connection.execute(
            "SELECT o.batch_uuid FROM observations AS o WHERE o.subject = ? AND o.aspect = ?"
            f" AND o.value = coalesce(?, o.value) AND {stands_sql('o.uuid')}"
            " ORDER BY o.id DESC LIMIT 1",
            (subject, of_aspect, value),
        ).fetchone()
        if found and found[0]:
            return str(found[0])[:_BATCH_SHOWN]
    return ""


def _rows(connection: sqlite3.Connection, table: str, column: str, where: str) -> Iterator[_Said]:
    """Yield what a column says in the rows where a condition holds, each called as people do."""
    columns = {c.name for c in BY_NAME[table].columns}
    home = next((home for home in OF_KIND.values() if home.table == table), None)
    subject = home.subject if home else "number"
    name = next(
        (f"coalesce(nullif(t.{n}, ''), t.{subject})" for n in ("name", "donor") if n in columns),
        f"t.{subject}",
    )
    for of_row in connection.execute(
        f"SELECT t.{subject}, {name}, t.{column} FROM {table} AS t WHERE {where}"
        f" ORDER BY t.{BY_NAME[table].key}"
    ):
        yield _Said(table, column, str(of_row[0]), str(of_row[1]), of_row[2])


def _dangling(connection: sqlite3.Connection, tables: set[str]) -> Iterator[_Said]:
    """Yield codes that rows name and no row has, once there are rows of that kind."""
    for named, naming in _NAMED.items():
        home = OF_KIND[named.split(".")[0]]
        for table, column in naming:
            if {table, home.table} <= tables:
                yield from _rows(
                    connection,
                    table,
                    column,
                    f"coalesce(t.{column}, '') <> '' AND t.{column} NOT IN"
                    f" (SELECT {home.subject} FROM {home.table})"
                    f" AND EXISTS (SELECT 1 FROM {home.table})",
                )


def _negative(connection: sqlite3.Connection, tables: set[str]) -> Iterator[_Said]:
    """Yield numbers below nothing: money, lengths, widths, counts."""
    for home in OF_KIND.values():
        for column in BY_NAME[home.table].columns if home.table in tables else ():
            is_number = column.sql.startswith(("DOUBLE", "INTEGER"))
            if (
                is_number
                and column.name not in _MAY_BE_NEGATIVE
                and column.name in columns_of(home)
            ):
                yield from _rows(connection, home.table, column.name, f"t.{column.name} < 0")


def _days(connection: sqlite3.Connection, tables: set[str]) -> Iterator[_Said]:
    """Yield days of completion before the start, or of what is built and is to come."""
    for table in tables.intersection(_DATED):
        built = "t.status = 'built'" if table == "roads" else "1"
        yield from _rows(
            connection,
            table,
            "completed_on",
            f"t.completed_on < t.started_on OR {built} AND t.completed_on > {TODAY_IN_VIETNAM}",
        )


def _shapes(connection: sqlite3.Connection, tables: set[str]) -> Iterator[_Said]:
    """Yield areas whose outline crosses itself or encloses nothing, and lines without a length."""
    import shapely

    for table in tables.intersection(_DRAWN):
        for said in _rows(connection, table, "geom", "t.geom IS NOT NULL"):
            shape = shapely.from_wkb(decode_wkb(bytes(said.value)))  # type: ignore[call-overload]
            is_point = shapely.get_dimensions(shape) == 0 and not shape.is_empty
            is_measured = is_point or shape.area or shape.length
            is_area = shape.geom_type in ("Polygon", "MultiPolygon")
            if not is_measured or (is_area and not shape.is_valid):
                yield said
