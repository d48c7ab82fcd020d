"""SQL made from the declarations of `schema`: tables, descriptions, guards, triggers.

Clauses cited are of OGC 12-128r17 (GeoPackage 1.3).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from mocgioi.domain.observation import ASPECTS, VERDICTS
from mocgioi.domain.vocabulary import CODE_LISTS
from mocgioi.store.geopackage import (
    APPLICATION_ID,
    GEOPACKAGE_VERSION,
    SCHEMA_VERSION,
    STORAGE_SRS_ID,
)
from mocgioi.store.schema import (
    BY_NAME,
    EDITED_ELSEWHERE,
    GEOMETRY_OF_REACH,
    INDEXES,
    TABLES,
    Table,
)

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

# Plain SQL: a file edited by QGIS has none of our functions.
_NOW = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"
_TODAY_IN_VIETNAM = "date('now', '+7 hours')"
_NOT_OURS = "(SELECT writing FROM writer) = 0"


def create_schema(connection: sqlite3.Connection) -> None:
    """Make an empty store in an empty file: tables, code lists, triggers. Begins no transaction."""
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {GEOPACKAGE_VERSION}")
    for statement in filter(str.strip, _CORE.split(";\n")):
        connection.execute(statement)
    connection.executemany(
        "INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)", _REFERENCE_SYSTEMS
    )
    for table in TABLES:
        _create_table(connection, table)
    for statement in INDEXES:
        connection.execute(statement)
    _describe_code_lists(connection)
    connection.execute("INSERT INTO writer (writing) VALUES (0)")
    connection.executemany(
        "INSERT INTO settings (name, value) VALUES (?, ?)",
        [("schema_version", str(SCHEMA_VERSION)), ("geometry_version", "0")],
    )
    for statement in triggers().values():
        connection.execute(statement)
    for table in TABLES:
        connection.execute(
            f'INSERT INTO gpkg_ogr_contents SELECT ?, count(*) FROM "{table.name}"', (table.name,)
        )


def _create_table(connection: sqlite3.Connection, table: Table) -> None:
    columns = [f"{table.key} INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL"]
    columns += [f"geom {table.geometry}"] if table.geometry else []
    columns += [f'"{column.name}" {column.sql}' for column in table.columns]
    connection.execute(f'CREATE TABLE "{table.name}" ({", ".join(columns)})')
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
    connection.executemany(
        "INSERT INTO gpkg_data_columns (table_name, column_name, name, title, constraint_name)"
        " VALUES (?, ?, ?, ?, ?)",
        [(table.name, c.name, c.title, c.title, c.codes) for c in table.columns],
    )
    if table.geometry:
        _create_spatial_index(connection, table)


def _create_spatial_index(connection: sqlite3.Connection, table: Table) -> None:
    name = table.name
    connection.execute(
        "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, 0)",
        (name, table.geometry, STORAGE_SRS_ID),
    )
    connection.execute(
        "INSERT INTO gpkg_extensions VALUES (?, 'geom', 'gpkg_rtree_index', ?, 'write-only')",
        (name, _EXTENSION_SPEC + "rtree"),
    )
    connection.execute(
        f'CREATE VIRTUAL TABLE "rtree_{name}_geom" USING rtree(id, minx, maxx, miny, maxy)'
    )


def _describe_code_lists(connection: sqlite3.Connection) -> None:
    for described in ("gpkg_data_columns", "gpkg_data_column_constraints"):
        connection.execute(
            "INSERT INTO gpkg_extensions VALUES (?, NULL, 'gpkg_schema', ?, 'read-write')",
            (described, _EXTENSION_SPEC + "schema"),
        )
    for name, terms in CODE_LISTS.items():
        for term in terms.values():
            connection.execute(
                "INSERT INTO gpkg_data_column_constraints (constraint_name, constraint_type,"
                " value, description) VALUES (?, 'enum', ?, ?)",
                (name, term.code, term.label.vi),
            )
            connection.execute(
                "INSERT INTO code_lists (list, code, vi, en) VALUES (?, ?, ?, ?)",
                (name, term.code, *term.label),
            )


def triggers() -> dict[str, str]:
    """Return every trigger a whole store has, by name: SQL that makes it."""
    made: dict[str, str] = {}
    for name, sql in _all_triggers():
        made[name] = f'CREATE TRIGGER "{name}" {sql}'
    return made


def _all_triggers() -> Iterator[tuple[str, str]]:
    for table in TABLES:
        yield from _count_triggers(table.name)
        if table.geometry:
            yield from _spatial_index_triggers(table.name)
        yield from _code_triggers(table)
        if table.ledger:
            yield from _ledger_triggers(table.name)
    for table_name, columns in GEOMETRY_OF_REACH.items():
        yield from _version_triggers(table_name, columns)
    yield from _observation_triggers()
    for column, aspect in EDITED_ELSEWHERE.items():
        yield _edit_trigger(column, aspect)
    yield from _identity_triggers()


def _count_triggers(table: str) -> Iterator[tuple[str, str]]:
    """Keep GDAL's cached count true, as GDAL itself does and under its names."""
    for event, change in (("insert", "+"), ("delete", "-")):
        yield (
            f"trigger_{event}_feature_count_{table}",
            f'AFTER {event.upper()} ON "{table}" BEGIN UPDATE gpkg_ogr_contents'
            f" SET feature_count = feature_count {change} 1"
            f" WHERE lower(table_name) = lower('{table}'); END",
        )


def _spatial_index_triggers(table: str) -> Iterator[tuple[str, str]]:
    """The R-tree triggers of clause F.3.

    The two for a changed id fire on ``UPDATE OF fid``, not on any UPDATE: so a program
    without geometry functions can still edit attributes. GDAL takes ``UPDATE OF … ON`` there
    for an old mistake and rewrites it as soon as QGIS opens the file; the line break keeps
    it from matching.
    """
    box = "NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)"
    there, gone = (
        "NEW.geom NOT NULL AND NOT ST_IsEmpty(NEW.geom)",
        ("(NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))"),
    )
    index = f'"rtree_{table}_geom"'
    put = f"INSERT OR REPLACE INTO {index} VALUES ({box});"

    def drop(which: str) -> str:
        return f"DELETE FROM {index} WHERE id {which};"

    for suffix, event, when, action in (
        ("insert", "INSERT", there, put),
        ("update1", "UPDATE OF geom", f"OLD.fid = NEW.fid AND ({there})", put),
        ("update2", "UPDATE OF geom", f"OLD.fid = NEW.fid AND {gone}", drop("= OLD.fid")),
        (
            "update3",
            "UPDATE\nOF fid",
            f"OLD.fid != NEW.fid AND ({there})",
            drop("= OLD.fid") + " " + put,
        ),
        (
            "update4",
            "UPDATE\nOF fid",
            f"OLD.fid != NEW.fid AND {gone}",
            drop("IN (OLD.fid, NEW.fid)"),
        ),
        ("delete", "DELETE", "OLD.geom NOT NULL", drop("= OLD.fid")),
    ):
        yield (
            f"rtree_{table}_geom_{suffix}",
            f'AFTER {event} ON "{table}" WHEN ({when}) BEGIN {action} END',
        )


def _code_triggers(table: Table) -> Iterator[tuple[str, str]]:
    """Refuse what is not in the code list, whoever writes it."""
    for column in table.columns:
        if column.codes is None:
            continue
        unknown = (
            f'NEW."{column.name}" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM code_lists'
            f" WHERE list = '{column.codes}' AND code = NEW.\"{column.name}\")"
        )
        allowed = ", ".join(CODE_LISTS[column.codes])
        refuse = f"SELECT RAISE(ABORT, '{table.name}.{column.name}: {allowed}');"
        for event, name in (("INSERT", "insert"), (f'UPDATE OF "{column.name}"', "update")):
            yield (
                f"codes_{table.name}_{column.name}_{name}",
                f'BEFORE {event} ON "{table.name}" WHEN {unknown} BEGIN {refuse} END',
            )


def _ledger_triggers(table: str) -> Iterator[tuple[str, str]]:
    """Observations, decisions and receipts are never changed or deleted."""
    for event in ("UPDATE", "DELETE"):
        yield (
            f"ledger_{table}_{event.lower()}",
            f'BEFORE {event} ON "{table}" BEGIN SELECT RAISE(ABORT,'
            f" '{table}: khong sua, khong xoa; never changed or deleted'); END",
        )


def _version_triggers(table: str, columns: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Count every change of what reach is computed from, so that old results are known."""
    step = "BEGIN UPDATE settings SET value = value + 1 WHERE name = 'geometry_version'; END"
    changed = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in columns)
    yield f"reach_{table}_insert", f"AFTER INSERT ON {table} {step}"
    yield f"reach_{table}_delete", f"AFTER DELETE ON {table} {step}"
    yield (
        f"reach_{table}_update",
        f"AFTER UPDATE OF {', '.join(columns)} ON {table} WHEN {changed} {step}",
    )


def _observation_triggers() -> Iterator[tuple[str, str]]:
    aspects = ", ".join(f"'{aspect}'" for aspect in ASPECTS)
    coded = ", ".join(f"'{aspect}'" for aspect in ASPECTS if aspect in CODE_LISTS)
    yield (
        "observations_aspect",
        f"BEFORE INSERT ON observations WHEN NEW.aspect NOT IN ({aspects})"
        " BEGIN SELECT RAISE(ABORT, 'observations.aspect'); END",
    )
    yield (
        "observations_value",
        f"BEFORE INSERT ON observations WHEN NEW.aspect IN ({coded}) AND NOT EXISTS"
        " (SELECT 1 FROM code_lists WHERE list = NEW.aspect AND code = NEW.value)"
        " BEGIN SELECT RAISE(ABORT, 'observations.value'); END",
    )
    verdicts = ", ".join(f"'{verdict}'" for verdict in VERDICTS)
    yield (
        "decisions_verdict",
        f"BEFORE INSERT ON decisions WHEN NEW.verdict NOT IN ({verdicts})"
        " BEGIN SELECT RAISE(ABORT, 'decisions.verdict'); END",
    )


def _edit_trigger(column: str, aspect: str) -> tuple[str, str]:
    """Record another program's edit of a marker as an observation of today."""
    return (
        f"edited_{column}",
        f'AFTER UPDATE OF "{column}" ON markers'
        f' WHEN OLD."{column}" IS NOT NEW."{column}" AND {_NOT_OURS} BEGIN'
        f" SELECT RAISE(ABORT, 'markers.{column}: khong de trong; cannot be emptied')"
        f' WHERE NEW."{column}" IS NULL;'
        " INSERT INTO observations (marker_number, aspect, value, observed_on, recorded_at,"
        f" observer, illustrative) VALUES (NEW.number, '{aspect}', NEW.\"{column}\","
        f" {_TODAY_IN_VIETNAM}, {_NOW}, 'GIS', NEW.illustrative);"
        f" UPDATE gpkg_contents SET last_change = {_NOW} WHERE table_name = 'observations'; END",
    )


def _identity_triggers() -> Iterator[tuple[str, str]]:
    """Markers come by import, are never deleted, and their register position stands."""
    yield (
        "markers_added_elsewhere",
        f"BEFORE INSERT ON markers WHEN {_NOT_OURS} BEGIN SELECT RAISE(ABORT,"
        " 'Them moc bang: mocgioi import markers; add markers with mocgioi import markers'); END",
    )
    yield (
        "markers_deleted",
        "BEFORE DELETE ON markers BEGIN SELECT RAISE(ABORT,"
        " 'Khong xoa moc; a marker is never deleted'); END",
    )
    for column in ("number", "uuid"):
        yield (
            f"markers_{column}_changed",
            f"BEFORE UPDATE OF {column} ON markers WHEN OLD.{column} IS NOT NEW.{column}"
            f" BEGIN SELECT RAISE(ABORT, 'markers.{column}: khong doi; never changes'); END",
        )
    yield (
        "markers_moved_elsewhere",
        f"BEFORE UPDATE OF geom ON markers WHEN {_NOT_OURS}"
        " AND (ST_MinX(OLD.geom) IS NOT ST_MinX(NEW.geom)"
        " OR ST_MinY(OLD.geom) IS NOT ST_MinY(NEW.geom)) BEGIN SELECT RAISE(ABORT,"
        " 'Toa do so dang ky chi doi bang mocgioi import markers;"
        " a register position changes only by mocgioi import markers'); END",
    )


def missing_parts(connection: sqlite3.Connection) -> list[str]:
    """Return names of tables and triggers a whole store has and this file lacks.

    A copy by QGIS *Save As* or ogr2ogr has the rows but none of the guards.
    """
    present = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    return [name for name in (*BY_NAME, *triggers()) if name not in present]
