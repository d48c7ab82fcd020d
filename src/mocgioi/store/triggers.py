"""Triggers made from the declarations of `schema`: what holds whoever writes to the file.

Clauses cited are of OGC 12-128r17 (GeoPackage 1.3).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mocgioi.domain.aspects import ASPECTS, FOLDED
from mocgioi.domain.cases import KINDS
from mocgioi.domain.decision import VERDICTS
from mocgioi.domain.vocabulary import CODE_LISTS
from mocgioi.store.declaration import Table
from mocgioi.store.homes import GEOMETRY_OF_REACH, OF_KIND
from mocgioi.store.layers import aspects_of
from mocgioi.store.schema import TABLES

# Plain SQL: a file edited by QGIS has none of our functions.
_NOW = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"
_TODAY_IN_VIETNAM = "date('now', '+7 hours')"
_NOT_OURS = "(SELECT writing FROM writer) = 0"
_OPEN_COMMIT = f"INSERT INTO commits (committed_at, author) VALUES ({_NOW}, 'GIS');"
"""Another program's edit is a commit of its own; our next write gives it its head."""
_OPENED = "(SELECT max(number) FROM commits)"


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
    yield from _commit_triggers()
    yield from _observation_triggers()
    for column, aspect in FOLDED.items():
        yield _edit_trigger(column, aspect.code)
    yield from _identity_triggers()


def _count_triggers(table: str) -> Iterator[tuple[str, str]]:
    """Keep GDAL's cached count true, as GDAL itself does and under its names.

    Inside our own transactions they are quiet: `refresh_contents` counts once at the end,
    where a hundred thousand steps would take as long as the rows themselves.
    """
    for event, change in (("insert", "+"), ("delete", "-")):
        yield (
            f"trigger_{event}_feature_count_{table}",
            f'AFTER {event.upper()} ON "{table}" WHEN {_NOT_OURS} BEGIN UPDATE gpkg_ogr_contents'
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
    has_box, has_none = (
        "NEW.geom NOT NULL AND NOT ST_IsEmpty(NEW.geom)",
        ("(NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))"),
    )
    index = f'"rtree_{table}_geom"'
    put = f"INSERT OR REPLACE INTO {index} VALUES ({box});"

    def drop(rows: str) -> str:
        return f"DELETE FROM {index} WHERE id {rows};"

    for suffix, event, when, action in (
        ("insert", "INSERT", has_box, put),
        ("update1", "UPDATE OF geom", f"OLD.fid = NEW.fid AND ({has_box})", put),
        ("update2", "UPDATE OF geom", f"OLD.fid = NEW.fid AND {has_none}", drop("= OLD.fid")),
        (
            "update3",
            "UPDATE\nOF fid",
            f"OLD.fid != NEW.fid AND ({has_box})",
            drop("= OLD.fid") + " " + put,
        ),
        (
            "update4",
            "UPDATE\nOF fid",
            f"OLD.fid != NEW.fid AND {has_none}",
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
    yield (
        f"ledger_{table}_insert",
        f'BEFORE INSERT ON "{table}" WHEN {_NOT_OURS} AND NOT EXISTS (SELECT 1 FROM commits'
        " WHERE number = NEW.commit_number AND head IS NULL) BEGIN SELECT RAISE(ABORT,"
        f" '{table}: chi ghi bang mocgioi; written by mocgioi alone'); END",
    )


def _commit_triggers() -> Iterator[tuple[str, str]]:
    """A commit gets its head once; nothing else of it changes, and it is never deleted."""
    refuse = "SELECT RAISE(ABORT, 'commits: khong sua, khong xoa; never changed or deleted');"
    fixed = ("number", "committed_at", "program_version", "author")
    changed = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in fixed)
    yield "commits_delete", f"BEFORE DELETE ON commits BEGIN {refuse} END"
    yield (
        "commits_update",
        f"BEFORE UPDATE ON commits WHEN OLD.head IS NOT NULL OR {changed} BEGIN {refuse} END",
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
    listed = (*ASPECTS, *(aspect for home in OF_KIND.values() for aspect in aspects_of(home)))
    aspects = ", ".join(f"'{aspect}'" for aspect in listed)
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
    kinds = ", ".join(f"'{kind}'" for kind in KINDS)
    yield (
        "case_events_kind",
        f"BEFORE INSERT ON case_events WHEN NEW.kind NOT IN ({kinds})"
        " BEGIN SELECT RAISE(ABORT, 'case_events.kind'); END",
    )


def _edit_trigger(column: str, aspect: str) -> tuple[str, str]:
    """Record another program's edit of a marker as an observation of today."""
    return (
        f"edited_{column}",
        f'AFTER UPDATE OF "{column}" ON markers'
        f' WHEN OLD."{column}" IS NOT NEW."{column}" AND {_NOT_OURS} BEGIN'
        f" SELECT RAISE(ABORT, 'markers.{column}: khong de trong; cannot be emptied')"
        f' WHERE NEW."{column}" IS NULL;'
        f" {_OPEN_COMMIT}"
        " INSERT INTO observations (subject, aspect, value, observed_on, recorded_at,"
        " observer, illustrative, commit_number) VALUES (NEW.number,"
        f" '{aspect}', NEW.\"{column}\", {_TODAY_IN_VIETNAM}, {_NOW}, 'GIS', NEW.illustrative,"
        f" {_OPENED});"
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
        f"BEFORE DELETE ON markers WHEN {_NOT_OURS} BEGIN SELECT RAISE(ABORT,"
        " 'Khong xoa moc; a marker is never deleted'); END",
    )
    for column in ("number", "uuid"):
        yield (
            f"markers_{column}_changed",
            f"BEFORE UPDATE OF {column} ON markers WHEN OLD.{column} IS NOT NEW.{column}"
            f" AND {_NOT_OURS}"
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
