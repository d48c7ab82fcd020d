"""SQL made from the declarations of `schema`: tables, descriptions, guards, triggers.

Clauses cited are of OGC 12-128r17 (GeoPackage 1.3).
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping

from mocgioi.domain.vocabulary import CODE_LISTS
from mocgioi.store.declaration import GIVEN_UUID, UUID, Column, Table
from mocgioi.store.geometry import STORAGE_SRS_ID
from mocgioi.store.geopackage import APPLICATION_ID, GEOPACKAGE_VERSION
from mocgioi.store.photo_tables import RELATIONS
from mocgioi.store.schema import BY_NAME, INDEXES, LISTED, RENAMED, TABLES
from mocgioi.store.triggers import triggers

_EXTENSION_SPEC = "http://www.geopackage.org/spec121/#extension_"

_CORE = """
CREATE TABLE gpkg_spatial_ref_sys (
    srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
    organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (
    table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
    description TEXT DEFAULT '',
    last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
    min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
    CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (
    table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
    srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
    CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
    CONSTRAINT uk_gc_table_name UNIQUE (table_name),
    CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
    CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
CREATE TABLE gpkg_extensions (
    table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL,
    scope TEXT NOT NULL,
    CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
CREATE TABLE gpkg_data_columns (
    table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT,
    description TEXT, mime_type TEXT, constraint_name TEXT,
    CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),
    CONSTRAINT gdc_tn UNIQUE (table_name, name));
CREATE TABLE gpkg_data_column_constraints (
    constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT, min NUMERIC,
    min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN, description TEXT,
    CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value));
CREATE TABLE gpkg_ogr_contents (
    table_name TEXT NOT NULL PRIMARY KEY, feature_count INTEGER DEFAULT NULL);
"""

OURS = "mocgioi_ledger"
_MEANING_OF_OURS = (
    "Tables by which mocgioi keeps its ledger; they are no layers, and only mocgioi"
    " and its triggers write them."
)

_FORMER_TRIGGERS = re.compile(
    r"edited_.+|(communes|posts|gates|boundary|ground|projects|contributions|published|targets)"
    r"_in_kit_(insert|update|delete)"
)
"""The names of triggers that earlier versions had and this one has not."""

_RELATED_TABLES = "http://www.geopackage.org/18-000.html"
_RELATIONS = """
CREATE TABLE gpkgext_relations (
    id INTEGER PRIMARY KEY AUTOINCREMENT, base_table_name TEXT NOT NULL,
    base_primary_column TEXT NOT NULL DEFAULT 'id', related_table_name TEXT NOT NULL,
    related_primary_column TEXT NOT NULL DEFAULT 'id', relation_name TEXT NOT NULL,
    mapping_table_name TEXT NOT NULL UNIQUE)
"""

_WGS84 = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,'
    'AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,'
    'AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],'
    'AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]'
)
_REFERENCE_SYSTEMS = (
    ("Undefined Cartesian SRS", -1, "NONE", -1, "undefined", "undefined Cartesian"),
    ("Undefined geographic SRS", 0, "NONE", 0, "undefined", "undefined geographic"),
    ("WGS 84", 4326, "EPSG", 4326, _WGS84, "longitude and latitude, degrees"),
)


def create_schema(connection: sqlite3.Connection, version: int) -> None:
    """Make an empty store in an empty file: tables, code lists, triggers. Begins no transaction.

    `version` is what the store says of its own schema.
    """
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {GEOPACKAGE_VERSION}")
    for statement in filter(str.strip, _CORE.split(";\n")):
        connection.execute(statement)
    connection.executemany(
        "INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)", _REFERENCE_SYSTEMS
    )
    for described in ("gpkg_data_columns", "gpkg_data_column_constraints"):
        connection.execute(
            "INSERT INTO gpkg_extensions VALUES (?, NULL, 'gpkg_schema', ?, 'read-write')",
            (described, _EXTENSION_SPEC + "schema"),
        )
    add_missing_parts(connection)
    connection.executemany(
        "INSERT INTO settings (name, value) VALUES (?, ?)",
        [("schema_version", str(version)), ("geometry_version", "0")],
    )


def add_missing_parts(connection: sqlite3.Connection) -> None:
    """Make every declared table, column, code, index and trigger that is not there.

    In an empty store that is all of them; in one of an earlier version, what was declared
    since. A trigger that is declared otherwise now is made anew. Nothing is taken away, and
    no transaction is begun.
    """
    _rename_columns(connection)
    _let_triggers_give_uuids(connection)
    present = parts(connection)
    for table in TABLES:
        if table.name in present:
            _add_missing_columns(connection, table)
        else:
            _create_table(connection, table)
    _describe_relations(connection, present)
    for name, columns in INDEXES.items():
        if name not in present:
            connection.execute(f"CREATE INDEX {name} ON {columns}")
    counted = tuple(f"_feature_count_{table.name}" for table in TABLES if table.name not in LISTED)
    for former in present:
        if not _FORMER_TRIGGERS.fullmatch(former) and not former.endswith(counted):
            continue
        connection.execute(f'DROP TRIGGER "{former}"')
    for name, statement in triggers().items():
        if present.get(name) == statement:
            continue
        connection.execute(f'DROP TRIGGER IF EXISTS "{name}"')
        connection.execute(statement)
    _keep_to_ourselves(connection)
    # Without its row, the triggers take what follows for a transaction of ours.
    if not connection.execute("SELECT 1 FROM writer").fetchone():
        connection.execute("INSERT INTO writer (writing) VALUES (0)")
    _describe_code_lists(connection)


def parts(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the SQL of every table, index and trigger in the file, by name."""
    return dict(connection.execute("SELECT name, sql FROM sqlite_master").fetchall())


def _rename_columns(connection: sqlite3.Connection) -> None:
    """Call each column of an earlier version what it is called now, in its triggers too."""
    for (table, former), name in RENAMED.items():
        columns = {row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')}
        if former in columns and name not in columns:
            connection.execute(f'ALTER TABLE "{table}" RENAME COLUMN "{former}" TO "{name}"')
            connection.execute(
                "DELETE FROM gpkg_data_columns WHERE table_name = ? AND column_name = ?",
                (table, former),
            )
            (column,) = (c for c in BY_NAME[table].columns if c.name == name)
            _describe_column(connection, BY_NAME[table], column)
    for former in ("observations_by_marker", "observations_by_batch"):
        connection.execute(f"DROP INDEX IF EXISTS {former}")


def _let_triggers_give_uuids(connection: sqlite3.Connection) -> None:
    """Take the default of the uuids of roads away: GDAL writes its words, the same for each."""
    [(before,)] = connection.execute(
        "SELECT max(sql) FROM sqlite_master WHERE type = 'table' AND name = 'roads'"
    )
    after = (before or "").replace(f'"uuid" {UUID}', f'"uuid" {GIVEN_UUID}')
    if after == (before or ""):
        return
    # As https://sqlite.org/lang_altertable.html says: the rows stay what they are.
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute("UPDATE sqlite_master SET sql = ? WHERE name = 'roads'", (after,))
    connection.execute("PRAGMA writable_schema = RESET")


def drop_table(connection: sqlite3.Connection, table: Table) -> None:
    """Take a table away with its R-tree, its triggers and all that describes it."""
    connection.execute(f'DROP TABLE IF EXISTS "rtree_{table.name}_geom"')
    connection.execute(f'DROP TABLE IF EXISTS "{table.name}"')
    _forget(connection, table)
    connection.execute("DELETE FROM sqlite_sequence WHERE name = ?", (table.name,))


def make_whole(connection: sqlite3.Connection) -> None:
    """Make what is missing, and describe every table and code list anew.

    Code lists are those of the program, triggers and indexes too; begins no transaction.
    """
    for described in ("code_lists", "gpkg_data_column_constraints"):
        connection.execute(f"DELETE FROM {described}")
    present = parts(connection)
    for table in TABLES:
        if table.name in present:
            _forget(connection, table)
            _describe(connection, table)
    for name in INDEXES:
        connection.execute(f"DROP INDEX IF EXISTS {name}")
    add_missing_parts(connection)


def _forget(connection: sqlite3.Connection, table: Table) -> None:
    """Take away all that describes a table to other programs."""
    for described in ("gpkg_geometry_columns", "gpkg_data_columns", "gpkg_ogr_contents"):
        connection.execute(f"DELETE FROM {described} WHERE table_name = ?", (table.name,))
    connection.execute(
        "DELETE FROM gpkg_extensions WHERE table_name = ? AND extension_name = 'gpkg_rtree_index'",
        (table.name,),
    )
    connection.execute("DELETE FROM gpkg_contents WHERE table_name = ?", (table.name,))


def _create_table(connection: sqlite3.Connection, table: Table) -> None:
    columns = [f"{table.key} INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL"]
    columns += [f"geom {table.geometry}"] if table.geometry else []
    columns += [f'"{column.name}" {column.sql}' for column in table.columns]
    columns += [f"UNIQUE ({', '.join(table.unique)})"] if table.unique else []
    connection.execute(f'CREATE TABLE "{table.name}" ({", ".join(columns)})')
    if table.geometry:
        connection.execute(
            f'CREATE VIRTUAL TABLE "rtree_{table.name}_geom"'
            " USING rtree(id, minx, maxx, miny, maxy)"
        )
    _describe(connection, table)


def _describe(connection: sqlite3.Connection, table: Table) -> None:
    """Describe a table to other programs: what it is, its columns, its R-tree."""
    if table.name not in LISTED:
        return
    connection.execute("INSERT INTO gpkg_ogr_contents VALUES (?, 0)", (table.name,))
    connection.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id)"
        " VALUES (?, ?, ?, ?, ?)",
        (
            table.name,
            "features" if table.geometry else "attributes",
            table.title,
            table.description,
            STORAGE_SRS_ID if table.geometry else None,
        ),
    )
    for column in table.columns:
        _describe_column(connection, table, column)
    if table.geometry:
        _describe_geometry(connection, table)


def _describe_column(connection: sqlite3.Connection, table: Table, column: Column) -> None:
    connection.execute(
        "INSERT INTO gpkg_data_columns (table_name, column_name, name, title, constraint_name)"
        " VALUES (?, ?, ?, ?, ?)",
        (table.name, column.name, column.title, column.title, column.codes),
    )


def _add_missing_columns(connection: sqlite3.Connection, table: Table) -> None:
    present = {row[1] for row in connection.execute(f'PRAGMA table_info("{table.name}")')}
    for column in table.columns:
        if column.name not in present:
            # A column that is added can neither be unique nor have a computed default.
            sql = column.sql if column.sql not in (UUID, GIVEN_UUID) else "TEXT"
            connection.execute(f'ALTER TABLE "{table.name}" ADD COLUMN "{column.name}" {sql}')
            if table.name in LISTED:
                _describe_column(connection, table, column)


def _describe_geometry(connection: sqlite3.Connection, table: Table) -> None:
    name = table.name
    connection.execute(
        "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, 0)",
        (name, table.geometry, STORAGE_SRS_ID),
    )
    connection.execute(
        "INSERT INTO gpkg_extensions VALUES (?, 'geom', 'gpkg_rtree_index', ?, 'write-only')",
        (name, _EXTENSION_SPEC + "rtree"),
    )


def _describe_relations(connection: sqlite3.Connection, present: Mapping[str, str]) -> None:
    """Register the relations that are not there (OGC 18-000, Requirements 1 to 4)."""
    if "gpkgext_relations" not in present:
        connection.execute(_RELATIONS)
        _extend(connection, "gpkgext_relations")
    listed = connection.execute("SELECT mapping_table_name FROM gpkgext_relations")
    known = {name for (name,) in listed}
    for base, related, kind, mapping in RELATIONS:
        if mapping in known:
            continue
        connection.execute(
            "INSERT INTO gpkgext_relations (base_table_name, base_primary_column,"
            " related_table_name, related_primary_column, relation_name, mapping_table_name)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (base, BY_NAME[base].key, related, BY_NAME[related].key, kind, mapping),
        )
        _extend(connection, mapping)


def _keep_to_ourselves(connection: sqlite3.Connection) -> None:
    """Say of what is no layer that an extension of ours uses it (clause 2.3.2).

    A file with other tables than those of the standard has to name them there.
    """
    names = [table.name for table in TABLES if table.name not in LISTED]
    for described in ("gpkg_data_columns", "gpkg_ogr_contents", "gpkg_contents"):
        connection.executemany(
            f"DELETE FROM {described} WHERE table_name = ?", [(name,) for name in names]
        )
    known = connection.execute(
        "SELECT table_name FROM gpkg_extensions WHERE extension_name = ?", (OURS,)
    )
    present = {name for (name,) in known}
    connection.executemany(
        "INSERT INTO gpkg_extensions VALUES (?, NULL, ?, ?, 'read-write')",
        [(name, OURS, _MEANING_OF_OURS) for name in names if name not in present],
    )


def _extend(connection: sqlite3.Connection, table: str) -> None:
    connection.execute(
        "INSERT INTO gpkg_extensions VALUES (?, NULL, 'gpkg_related_tables', ?, 'read-write')",
        (table, _RELATED_TABLES),
    )


def _describe_code_lists(connection: sqlite3.Connection) -> None:
    """Add the codes that are not there, enforced by our triggers and listed for QGIS."""
    present = set(connection.execute("SELECT list, code FROM code_lists").fetchall())
    for name, terms in CODE_LISTS.items():
        for term in terms.values():
            if (name, term.code) in present:
                continue
            connection.execute(
                "INSERT INTO gpkg_data_column_constraints (constraint_name, constraint_type,"
                " value, description) VALUES (?, 'enum', ?, ?)",
                (name, term.code, term.label.vi),
            )
            connection.execute(
                "INSERT INTO code_lists (list, code, vi, en) VALUES (?, ?, ?, ?)",
                (name, term.code, *term.label),
            )
