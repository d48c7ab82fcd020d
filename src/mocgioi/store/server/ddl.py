"""The SQL by which a store comes into being on a server: tables, keys, indexes, code lists.

Made from the same declarations as a GeoPackage. What is typed as text in a file is text here too,
days and instants among it: the chain of the ledger is made of these very characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import chain
from typing import Any

import psycopg
from psycopg import errors, sql

from mocgioi.domain.vocabulary import CODE_LISTS
from mocgioi.errors import CannotWrite
from mocgioi.store.declaration import UUID, Column, Table
from mocgioi.store.geometry import STORAGE_SRS_ID
from mocgioi.store.schema import INDEXES, TABLES
from mocgioi.store.server import (
    admitting,
    feed,
    guards,
    heads,
    plpgsql,
    roles,
    styles,
    verifying,
    views,
)
from mocgioi.store.server.roles import GROUPS, Group
from mocgioi.store.server.rows import names_on_server
from mocgioi.store.upgrades import SCHEMA_VERSION

KEPT = tuple(table for table in TABLES if table.name != "writer")
"""The declared tables that a server has: who writes is told by its transaction itself."""

_ONLY_GROWING = ("commits", *(table.name for table in KEPT if table.ledger))

_TYPES = {
    "TEXT": "text",
    "DATE": "text",
    "DATETIME": "text",
    "BOOLEAN": "boolean",
    "DOUBLE": "double precision",
    "INTEGER": "bigint",
    "BLOB": "bytea",
}
_UNIQUE = "UNIQUE DEFERRABLE INITIALLY DEFERRED"
"""At the end of a transaction: two rows that change places are sent one after the other."""
_CHECKED = {
    "DATE": r"CHECK ({name} ~ '^\d{{4}}-\d\d-\d\d$')",
    "DATETIME": r"CHECK ({name} ~ '^\d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$')",
    "DOUBLE": "CHECK ({name} BETWEEN -1e300 AND 1e300)",
}
"""What no program of ours writes otherwise: a hand that does would leave what nobody can read."""

_WHERE_A_SHAPE_MAY_LIE = (
    "CHECK (abs(ST_XMin(geom)) + abs(ST_XMax(geom)) + abs(ST_YMin(geom)) + abs(ST_YMax(geom)) < 1e6"
    " AND ST_AsText(geom) !~* 'nan|inf')"
)
_NEW_UUID = "replace(gen_random_uuid()::text, '-', '')"

_OTHERWISE = {
    ("edits", "value"): "text",
    ("layer_styles", "update_time"): "text DEFAULT to_char(clock_timestamp() AT TIME ZONE 'UTC',"
    ' \'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"\')',
}
"""By table and column, the type of what triggers or QGIS want otherwise than it is declared."""


def create(
    connection: psycopg.Connection[Any], schema: str, fill: Callable[[], None] = lambda: None
) -> None:
    """Make a store in a schema of a database, in the open transaction of `connection`.

    The schema is made where it is not there; so is PostGIS.

    Args:
        schema: its name; one that needs no quotes. fill: puts in what the store begins with: what
            other hands wrote in other years, which may be written here once.

    Raises:
        CannotWrite: there is a store already, or the user may not do it; with what to type then.
    """
    _give_postgis(connection)
    _close_public(connection)
    _make_schema(connection, schema)
    names = roles.make_groups(connection, schema)
    for statement in _before_rows(schema, names):
        connection.execute(statement)
    _fill(connection, schema)
    editions: dict[Group, Sequence[str]] = {
        edition: views.of_edition(edition) for edition in views.EDITIONS
    }
    rights = roles.privileges(schema, names, KEPT, _ONLY_GROWING, editions)
    for statement in chain(_behind_rows(schema, names), rights):
        connection.execute(statement)
    fill()
    for statement in _behind_all(schema):
        connection.execute(statement)
    roles.find_styles(connection, schema, connection.info.user)


def _before_rows(schema: str, names: Mapping[Group, str]) -> Iterator[str]:
    """Yield what makes that in which the rows of an empty store are put."""
    yield from _tables(schema)
    yield from styles.statements(schema)
    yield from feed.functions(schema)
    yield from guards.functions(schema, names)
    yield from views.functions(schema)
    yield from heads.functions(schema)
    yield from admitting.functions(schema)


def _behind_rows(schema: str, names: Mapping[Group, str]) -> Iterator[str]:
    """Yield what looks after rows from then on."""
    yield from feed.triggers(schema, KEPT)
    yield from guards.triggers(schema)
    yield from guards.policies(schema, names)
    yield from plpgsql.functions_and_triggers(schema)
    yield from views.views(schema)
    yield from verifying.functions(schema)


def _behind_all(schema: str) -> Iterator[str]:
    """Yield what holds whoever writes, once the store is there."""
    yield from admitting.triggers(schema)
    yield from verifying.triggers(schema)


_MADE = re.compile(
    r"\s*CREATE (?:OR REPLACE |UNIQUE |CONSTRAINT )*"
    r'(TABLE|VIEW|INDEX|FUNCTION|TRIGGER|POLICY) ([\w."]+)(?:.*? ON ([\w."]+))?',
    re.DOTALL,
)
"""What a statement makes, its name and, of a trigger or a policy, the table that it is of."""

_PRESENT = """
SELECT relname FROM pg_class WHERE relnamespace = %(schema)s::regnamespace
UNION SELECT proname FROM pg_proc WHERE pronamespace = %(schema)s::regnamespace
UNION SELECT relname || '.' || tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
    WHERE relnamespace = %(schema)s::regnamespace AND tgenabled IN ('O', 'A')
UNION SELECT relname || '.' || polname FROM pg_policy JOIN pg_class ON pg_class.oid = polrelid
    WHERE relnamespace = %(schema)s::regnamespace AND relrowsecurity
"""
"""Tables, views, indexes and functions by name; triggers and policies that are in force by that
of their table and their own."""


def missing_parts(connection: psycopg.Connection[Any], schema: str) -> list[str]:
    """Return what of a store a server lacks: tables, views, indexes, functions; triggers and
    policies, as ``table.name``, also those that somebody put out of force.
    """
    names = dict.fromkeys(GROUPS, "")
    present = {name for (name,) in connection.execute(_PRESENT, {"schema": schema})}
    missing = []
    for statement in chain(
        _before_rows(schema, names), _behind_rows(schema, names), _behind_all(schema)
    ):
        made = _MADE.match(statement)
        if made is None:
            continue
        kind, name, table = (part and part.replace('"', "") for part in made.groups())
        name = name.removeprefix(f"{schema}.")
        if kind in ("TRIGGER", "POLICY"):
            name = f"{table.removeprefix(f'{schema}.')}.{name}"
        if name not in present:
            missing.append(name)
    return missing


def drop(connection: psycopg.Connection[Any], schema: str) -> None:
    """Take a store away with its schema and its groups, in the open transaction of `connection`."""
    names = roles.group_names(connection, schema)
    connection.execute(f"DROP SCHEMA {schema} CASCADE")
    roles.forget_groups(connection, list(names.values()))


def _give_postgis(connection: psycopg.Connection[Any]) -> None:
    if connection.execute("SELECT 1 FROM pg_extension WHERE extname = 'postgis'").fetchone():
        return
    try:
        with connection.transaction():
            connection.execute("CREATE EXTENSION postgis")
    except (errors.InsufficientPrivilege, errors.FeatureNotSupported, errors.UndefinedFile) as why:
        raise CannotWrite(
            "Cơ sở dữ liệu này chưa có PostGIS và bạn không có quyền thêm. Nhờ người quản trị "
            f"máy chủ gõ, trong cơ sở dữ liệu «{connection.info.dbname}»: "
            "CREATE EXTENSION postgis;",
            "This database has no PostGIS, and you may not add it. Ask the administrator of the "
            f"server to type, in the database “{connection.info.dbname}”: "
            "CREATE EXTENSION postgis;",
        ) from why


def _close_public(connection: psycopg.Connection[Any]) -> None:
    """Let nobody put functions where those of a store look for PostGIS: they run by its rights.

    Servers before PostgreSQL 15 grant that to everybody.
    """
    if not _anybody_adds_to_public(connection):
        return
    with suppress(errors.InsufficientPrivilege), connection.transaction():
        connection.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    if _anybody_adds_to_public(connection):
        raise CannotWrite(
            "Trong cơ sở dữ liệu này ai cũng tạo được hàm ở lược đồ «public», nên quyền của kho "
            "không giữ được. Nhờ người quản trị máy chủ gõ, trong cơ sở dữ liệu "
            f"«{connection.info.dbname}»: REVOKE CREATE ON SCHEMA public FROM PUBLIC;",
            "In this database everybody may put functions in the schema “public”, by which the "
            "rights of a store would not hold. Ask the administrator of the server to type, in "
            f"the database “{connection.info.dbname}”: "
            "REVOKE CREATE ON SCHEMA public FROM PUBLIC;",
        )


def _anybody_adds_to_public(connection: psycopg.Connection[Any]) -> bool:
    asked = connection.execute("SELECT has_schema_privilege('public', 'public', 'CREATE')")
    return bool(asked.fetchone() == (True,))


def _make_schema(connection: psycopg.Connection[Any], schema: str) -> None:
    present = connection.execute(
        "SELECT 1 FROM pg_tables WHERE schemaname = %s AND tablename = 'store_state'", [schema]
    ).fetchone()
    if present:
        raise CannotWrite(
            f"Lược đồ «{schema}» đã có kho số liệu, không ghi đè. Chọn tên khác: ?schema=TÊN.",
            f"The schema “{schema}” holds a store already, which is not overwritten. Choose "
            "another name: ?schema=NAME.",
        )
    try:
        with connection.transaction():
            connection.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
    except errors.InsufficientPrivilege as why:
        user, database = connection.info.user, connection.info.dbname
        raise CannotWrite(
            f"Bạn không có quyền tạo lược đồ trong «{database}». Nhờ người quản trị máy chủ gõ: "
            f'GRANT CREATE ON DATABASE "{database}" TO "{user}";',
            f"You may not make a schema in “{database}”. Ask the administrator of the server to "
            f'type: GRANT CREATE ON DATABASE "{database}" TO "{user}";',
        ) from why


def _tables(schema: str) -> Iterator[str]:
    """Yield what makes tables and indexes."""
    yield (
        f"CREATE TABLE {schema}.store_state (number bigint NOT NULL, schema_version integer NOT"
        " NULL, uuid text NOT NULL)"
    )
    yield f"CREATE UNIQUE INDEX store_state_is_one_row ON {schema}.store_state ((true))"
    yield (
        f"CREATE TABLE {schema}.states (number bigint PRIMARY KEY, token text NOT NULL,"
        " xid xid8 NOT NULL DEFAULT pg_current_xact_id(),"
        " began timestamptz NOT NULL DEFAULT clock_timestamp(), commit bigint UNIQUE,"
        " closed boolean NOT NULL DEFAULT false)"
    )
    yield (
        f"CREATE TABLE {schema}.changes (number bigint NOT NULL, table_name text, key bigint,"
        " gone boolean NOT NULL, PRIMARY KEY (table_name, key))"
    )
    yield f"CREATE INDEX changes_by_number ON {schema}.changes (number, table_name, key)"
    yield f"CREATE INDEX changes_gone ON {schema}.changes (number) WHERE gone"
    yield f"CREATE TABLE {schema}.to_verify (number bigint NOT NULL, layer text, subject text)"
    yield f"CREATE TABLE {schema}.members (role name PRIMARY KEY, post_code text)"
    yield (
        f"CREATE TABLE {schema}.qgis_projects"
        " (name text PRIMARY KEY, metadata jsonb, content bytea)"
    )
    for table in KEPT:
        yield from _table(schema, table)
    yield f"ALTER TABLE {schema}.commits ADD COLUMN hand name NOT NULL DEFAULT session_user"
    for name, columns in INDEXES.items():
        yield f"CREATE INDEX {name} ON {schema}.{columns}"


def _table(schema: str, table: Table) -> Iterator[str]:
    qualified = f'{schema}."{table.name}"'
    sequence = f"{schema}.{table.name}_{table.key}_seq"
    yield f"CREATE SEQUENCE {sequence}"
    columns = [f"{table.key} bigint PRIMARY KEY DEFAULT nextval('{sequence}')"]
    if table.geometry:
        columns.append(
            f"geom geometry({table.geometry}, {STORAGE_SRS_ID}) {_WHERE_A_SHAPE_MAY_LIE}"
        )
    named = dict(zip(names_on_server(table)[1:], table.columns, strict=True))
    columns += [f"{name} {_type(table, column)}" for name, column in named.items()]
    if table.unique:
        columns.append(f"UNIQUE ({', '.join(table.unique)}){_UNIQUE.removeprefix('UNIQUE')}")
    yield f"CREATE TABLE {qualified} ({', '.join(columns)})"
    yield f"ALTER SEQUENCE {sequence} OWNED BY {qualified}.{table.key}"
    if table.geometry:
        yield f"CREATE INDEX {table.name}_by_place ON {qualified} USING gist (geom)"
    yield f"COMMENT ON TABLE {qualified} IS {_quoted(table.title)}"
    for name, column in named.items():
        yield f"COMMENT ON COLUMN {qualified}.{name} IS {_quoted(column.title)}"


def _type(table: Table, column: Column) -> str:
    """Return type and constraints of a column."""
    if (table.name, column.name) in _OTHERWISE:
        return _OTHERWISE[table.name, column.name]
    if column.sql == UUID:
        return f"text NOT NULL {_UNIQUE} DEFAULT {_NEW_UUID}"
    declared, _, constraints = column.sql.partition(" ")
    kind = _TYPES[declared.partition("(")[0]]
    if kind == "boolean":
        constraints = constraints.replace("DEFAULT 0", "DEFAULT false")
    kind = f"{kind} {constraints.replace('UNIQUE', _UNIQUE)}".strip()
    if declared == "DOUBLE" or (table.ledger and column.name != "taken_at"):
        kind += " " + _CHECKED.get(declared, "").format(name=column.name)
    return kind.strip()


def _fill(connection: psycopg.Connection[Any], schema: str) -> None:
    """Put in what an empty store has: its state, its settings, its code lists."""
    connection.execute(
        f"INSERT INTO {schema}.store_state VALUES (0, %s, {_NEW_UUID})", [SCHEMA_VERSION]
    )
    connection.execute(f"INSERT INTO {schema}.states VALUES (0, {_NEW_UUID})")
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {schema}.settings (name, value) VALUES (%s, %s)",
            [("schema_version", str(SCHEMA_VERSION)), ("geometry_version", "0")],
        )
        cursor.executemany(
            f"INSERT INTO {schema}.code_lists (list, code, vi, en) VALUES (%s, %s, %s, %s)",
            [
                (name, term.code, *term.label)
                for name, terms in CODE_LISTS.items()
                for term in terms.values()
            ],
        )


def _quoted(text: str) -> str:
    return sql.Literal(text).as_string(None)
