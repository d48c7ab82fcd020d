"""The same store twice, in a file and on a server, and what another program does to both."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any, NamedTuple

import psycopg
import shapely

from mocgioi.store import geometry
from mocgioi.store.handle import Store
from mocgioi.store.homes import OF_KIND
from mocgioi.store.schema import BY_NAME
from mocgioi.store.server.address import parsed

LAYERS = ("markers", *(home.table for home in OF_KIND.values()))

_IDENTITY = re.compile(r"[0-9a-f]{32}")
_HAND = re.compile(r"GIS:\w+")


class Shape(NamedTuple):
    """A geometry that a program gives, as WKB."""

    wkb: bytes

    @property
    def blob(self) -> bytes:
        """It as GDAL writes it into a file: a point without its bounds."""
        shape = shapely.from_wkb(self.wkb)
        if shape.geom_type == "Point":
            return geometry.encode_point(shape.x, shape.y)
        return geometry.encode_wkb(self.wkb)


class Side:
    """One of the two, as another program reaches it. Statements are written as SQLite takes them:
    a question mark for each value.
    """

    def run(self, sql: str, values: Sequence[Any] = ()) -> str | None:
        """Run a statement; return the sentence with which it is refused, None where it is not."""
        raise NotImplementedError

    def end_save(self) -> None:
        """Let what follows be of another save."""
        raise NotImplementedError

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Return what a query gives."""
        raise NotImplementedError

    def ledger(self) -> dict[str, list[tuple[Any, ...]]]:
        """Return events, decisions, batches, commits and layers without what is chance or order.

        An identity is told by what has it. A server changes the rows of one statement in an
        order of its own, so that the row of an event is told by whom it is about.
        """
        told = _Told()
        for (subject,) in self.rows(
            "SELECT subject FROM observations WHERE aspect LIKE '%existence' ORDER BY id"
        ):
            told.row((subject,))
        batches = [told.row(row) for row in self.rows("SELECT uuid, kind FROM batches ORDER BY id")]
        said = self.rows(
            "SELECT uuid, batch_uuid, row_number, subject, aspect, value, observed_on, observer,"
            " illustrative, marker_number, commit_number FROM observations ORDER BY id"
        )
        subjects: dict[tuple[Any, ...], set[str]] = {}
        for _, batch, row, subject, *_ in said:
            subjects.setdefault((batch, row), set()).add(subject)
        observations = told.by_content(
            (uuid, *told.row((batch, *sorted(subjects[batch, row]), subject, *rest)))
            for uuid, batch, row, subject, *rest in said
        )
        decided = self.rows(
            "SELECT uuid, observation_uuid, verdict, decided_by, why, resolution_uuid,"
            " commit_number FROM decisions ORDER BY id"
        )
        decisions = told.by_content((uuid, *told.row(rest)) for uuid, *rest in decided)
        answers = [
            (*told.row((uuid,)), *sorted(told.row((answers or "").split())))
            for uuid, answers in self.rows("SELECT uuid, answers FROM decisions")
        ]
        return {
            "batches": batches,
            "observations": observations,
            "decisions": decisions,
            "answers": sorted(answers),
            "commits": [
                told.row(row)
                for row in self.rows("SELECT number, author FROM commits ORDER BY number")
            ],
            **{
                table: sorted((told.row(row) for row in self.layer(table)), key=repr)
                for table in LAYERS
            },
        }

    def layer(self, table: str) -> list[tuple[Any, ...]]:
        """Return the rows of a layer, geometry as WKB."""
        columns = ", ".join(f'"{column.name}"' for column in BY_NAME[table].columns)
        return self.rows(f'SELECT {columns} FROM "{table}" ORDER BY {BY_NAME[table].key}')


class _Told:
    """Names for identities that are made by chance: the first that is met is 1."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def by_content(self, rows: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        """Return rows sorted by what follows their identity, which gets its name then."""
        return [self.row(row) for row in sorted(rows, key=lambda row: repr(row[1:]))]

    def row(self, row: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(
            _IDENTITY.sub(self._name, _HAND.sub("GIS", value)) if isinstance(value, str) else value
            for value in row
        )

    def _name(self, found: re.Match[str]) -> str:
        if len(found.string) != len(found[0]):
            return found[0]
        return self._names.setdefault(found[0], f"#{len(self._names) + 1}")


class OfFile(Side):
    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def run(self, sql: str, values: Sequence[Any] = ()) -> str | None:
        given = [v.blob if isinstance(v, Shape) else v for v in values]
        try:
            self.connection.execute(sql, given)
        except sqlite3.IntegrityError as refused:
            return str(refused)
        return None

    def end_save(self) -> None:
        self.connection.execute("BEGIN")
        guards = self.connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE name LIKE 'ledger_%_update'"
        ).fetchall()
        for name, _ in guards:
            self.connection.execute(f"DROP TRIGGER {name}")
        for table in ("observations", "batches", "decisions"):
            self.connection.execute(
                f"UPDATE {table} SET recorded_at ="
                " strftime('%Y-%m-%dT%H:%M:%fZ', recorded_at, '-1 minute')"
            )
        for _, sql in guards:
            self.connection.execute(sql)
        self.connection.execute("COMMIT")

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(sql).fetchall()

    def layer(self, table: str) -> list[tuple[Any, ...]]:
        rows = super().layer(table)
        if not BY_NAME[table].geometry:
            return rows
        drawn = self.rows(f'SELECT geom FROM "{table}" ORDER BY fid')
        return [
            (*row, geometry.decode_wkb(blob).hex() if blob else None)
            for row, (blob,) in zip(rows, drawn, strict=True)
        ]


class OfServer(Side):
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def run(self, sql: str, values: Sequence[Any] = ()) -> str | None:
        parts = sql.split("?")
        places = ["ST_GeomFromWKB(%s, 4326)" if isinstance(v, Shape) else "%s" for v in values]
        asked = "".join(part + place for part, place in zip(parts, [*places, ""], strict=True))
        given = [v.wkb if isinstance(v, Shape) else v for v in values]
        self.connection.execute("SELECT 1")  # so that what follows is no transaction of its own
        try:
            with self.connection.transaction():
                self.connection.execute(asked, given or None)
        except psycopg.errors.RaiseException as refused:
            return refused.diag.message_primary
        return None

    def end_save(self) -> None:
        self.connection.commit()

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return [
            tuple(int(value) if isinstance(value, bool) else value for value in row)
            for row in self.connection.execute(sql).fetchall()
        ]

    def layer(self, table: str) -> list[tuple[Any, ...]]:
        rows = super().layer(table)
        if not BY_NAME[table].geometry:
            return rows
        drawn = self.rows(f"SELECT ST_AsBinary(geom, 'NDR') FROM \"{table}\" ORDER BY fid")
        return [(*row, wkb.hex() if wkb else None) for row, (wkb,) in zip(rows, drawn, strict=True)]


@contextmanager
def file_side(store: Store) -> Iterator[OfFile]:
    """Give a store in a file as another program opens it, with geometry functions of its own."""
    with closing(sqlite3.connect(store.path, isolation_level=None)) as connection:
        connection.execute("PRAGMA trusted_schema = ON")
        geometry.register_geometry_functions(connection)
        yield OfFile(connection)


@contextmanager
def server_side(address: str) -> Iterator[OfServer]:
    """Give a store on a server as another program opens it: one transaction, until a save ends."""
    where = parsed(address)
    options = f"-c search_path={where.schema},public"
    with psycopg.connect(where.conninfo, options=options) as connection:
        yield OfServer(connection)
        connection.rollback()
