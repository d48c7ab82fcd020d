"""Triggers made from the declarations of `schema`: what holds whoever writes to the file.

Clauses cited are of OGC 12-128r17 (GeoPackage 1.3).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType

from mocgioi.domain.aspects import ASPECTS
from mocgioi.domain.cases import KINDS
from mocgioi.domain.decision import VERDICTS
from mocgioi.domain.vocabulary import CODE_LISTS
from mocgioi.store.declaration import Table
from mocgioi.store.dialect import OF_A_FILE, Dialect
from mocgioi.store.edit_triggers import edit_triggers
from mocgioi.store.homes import GEOMETRY_OF_REACH, OF_KIND
from mocgioi.store.kit_triggers import kit_triggers
from mocgioi.store.layers import aspects_of
from mocgioi.store.naming_triggers import naming_triggers
from mocgioi.store.photo_tables import RELATIONS
from mocgioi.store.schema import LISTED, TABLES
from mocgioi.store.writer import BY_ANOTHER_PROGRAM, COUNTED_ROW_BY_ROW, refusing

_MAPPINGS = frozenset(relation.mapping for relation in RELATIONS)


@cache
def triggers() -> Mapping[str, str]:
    """Return every trigger a whole store has, by name: SQL that makes it."""
    return MappingProxyType(
        {name: f'CREATE TRIGGER "{name}" {sql}' for name, sql in _all_triggers()}
    )


def _all_triggers() -> Iterator[tuple[str, str]]:
    for table in TABLES:
        if table.name in LISTED:
            yield from _count_triggers(table.name)
        if table.geometry:
            yield from _spatial_index_triggers(table.name)
    yield from guards(OF_A_FILE)
    yield from kit_triggers()


def guards(dialect: Dialect) -> Iterator[tuple[str, str]]:
    """Yield each trigger that holds what is written to what it may be, in a file or on a server:
    name, and SQL from BEFORE or AFTER on.
    """
    for table in TABLES:
        yield from _code_triggers(table)
        if table.ledger:
            yield from _ledger_triggers(table)
        if table.ledger or table.name in _MAPPINGS:
            yield from _own_triggers(table)
    for table_name, columns in GEOMETRY_OF_REACH.items():
        yield from _version_triggers(table_name, columns)
    yield from _commit_triggers()
    yield from _observation_triggers()
    yield from _identity_triggers()
    yield from edit_triggers(dialect)
    yield from naming_triggers()


def _count_triggers(table: str) -> Iterator[tuple[str, str]]:
    """Keep GDAL's cached count true, as GDAL itself does and under its names.

    Inside our own transactions they are quiet: `refresh_contents` counts once at the end,
    where a hundred thousand steps would take as long as the rows themselves.
    """
    for event, change in (("insert", "+"), ("delete", "-")):
        yield (
            f"trigger_{event}_feature_count_{table}",
            f'AFTER {event.upper()} ON "{table}" WHEN {COUNTED_ROW_BY_ROW} BEGIN'
            f" UPDATE gpkg_ogr_contents SET feature_count = feature_count {change} 1"
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
        allowed = ", ".join(
            f"{term.code} ({term.label.vi})" for term in CODE_LISTS[column.codes].values()
        )
        refusal = refusing(f"«{column.title}» phải là một trong: {allowed}", "not in the code list")
        for event, name in (("INSERT", "insert"), (f'UPDATE OF "{column.name}"', "update")):
            yield (
                f"codes_{table.name}_{column.name}_{name}",
                f'BEFORE {event} ON "{table.name}" WHEN {unknown} BEGIN SELECT {refusal}; END',
            )


def _ledger_triggers(table: Table) -> Iterator[tuple[str, str]]:
    """Observations, decisions and receipts are never changed or deleted."""
    refusal = refusing(
        f"Bảng «{table.title}» không sửa, không xóa được: mọi việc đã ghi được giữ nguyên",
        "never changed or deleted",
    )
    for event in ("UPDATE", "DELETE"):
        yield (
            f"ledger_{table.name}_{event.lower()}",
            f'BEFORE {event} ON "{table.name}" BEGIN SELECT {refusal}; END',
        )


def _own_triggers(table: Table) -> Iterator[tuple[str, str]]:
    """Let nobody else write what was observed and decided, nor what follows from it."""
    refusal = refusing(
        f"Bảng «{table.title}» do chương trình ghi, không sửa bằng tay",
        "only mocgioi writes this table",
    )
    for event in ("INSERT",) if table.ledger else ("INSERT", "UPDATE", "DELETE"):
        yield (
            f"own_{table.name}_{event.lower()}",
            f'BEFORE {event} ON "{table.name}" WHEN {BY_ANOTHER_PROGRAM}'
            f" BEGIN SELECT {refusal}; END",
        )


def _commit_triggers() -> Iterator[tuple[str, str]]:
    """A commit gets its head once; nothing else of it changes, and it is never deleted."""
    refusal = refusing(
        "Bảng «Lần ghi» không sửa, không xóa được: mọi việc đã ghi được giữ nguyên",
        "never changed or deleted",
    )
    fixed = ("number", "committed_at", "program_version", "author")
    changed = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in fixed)
    yield "commits_delete", f"BEFORE DELETE ON commits BEGIN SELECT {refusal}; END"
    yield (
        "commits_update",
        f"BEFORE UPDATE ON commits WHEN OLD.head IS NOT NULL OR {changed}"
        f" BEGIN SELECT {refusal}; END",
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
    # SQLite would build a list anew for every row: of a file of 100,000, longer than all else.
    is_unknown = " AND ".join(f"NEW.aspect <> '{aspect}'" for aspect in listed)
    coded = ", ".join(f"'{aspect}'" for aspect in ASPECTS if aspect in CODE_LISTS)
    yield (
        "observations_aspect",
        f"BEFORE INSERT ON observations WHEN {is_unknown}"
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


def _identity_triggers() -> Iterator[tuple[str, str]]:
    """Markers come by import, are never deleted, and their register position stands."""
    by_import = refusing(
        "Thêm mốc bằng cách nhập sổ đăng ký: mocgioi import markers",
        "markers are added by mocgioi import markers",
    )
    yield (
        "markers_added_elsewhere",
        f"BEFORE INSERT ON markers WHEN {BY_ANOTHER_PROGRAM} BEGIN SELECT {by_import}; END",
    )
    for_ever = refusing(
        "Không xóa mốc được: lịch sử của mốc được giữ mãi", "a marker is never deleted"
    )
    yield (
        "markers_deleted",
        f"BEFORE DELETE ON markers WHEN {BY_ANOTHER_PROGRAM} BEGIN SELECT {for_ever}; END",
    )
    for column, title in (("number", "Số hiệu mốc"), ("uuid", "UUID")):
        unchanged = refusing(f"«{title}» của mốc không đổi được", f"{column} never changes")
        yield (
            f"markers_{column}_changed",
            f"BEFORE UPDATE OF {column} ON markers WHEN OLD.{column} IS NOT NEW.{column}"
            f" AND {BY_ANOTHER_PROGRAM}"
            f" BEGIN SELECT {unchanged}; END",
        )
    stands = refusing(
        "Tọa độ sổ đăng ký của mốc chỉ đổi khi nhập sổ mới: mocgioi import markers",
        "a register position changes only by mocgioi import markers",
    )
    yield (
        "markers_moved_elsewhere",
        f"BEFORE UPDATE OF geom ON markers WHEN {BY_ANOTHER_PROGRAM}"
        " AND (ST_MinX(OLD.geom) IS NOT ST_MinX(NEW.geom)"
        f" OR ST_MinY(OLD.geom) IS NOT ST_MinY(NEW.geom)) BEGIN SELECT {stands}; END",
    )
