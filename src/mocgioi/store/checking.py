"""Is a store sound: its file, its chain of commits, and all that is made from the ledger."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from mocgioi.domain.days import VIETNAM
from mocgioi.domain.vocabulary import CODE_LISTS
from mocgioi.errors import Finding, Text
from mocgioi.store import (
    chain,
    clock,
    commits,
    ddl,
    doubtful,
    events,
    heights,
    qgis_projects,
    wholeness,
)
from mocgioi.store import styles as styles_of_layers
from mocgioi.store.commits import HEAD_SHOWN
from mocgioi.store.geometry import register_geometry_functions
from mocgioi.store.homes import OF_KIND, kind_of
from mocgioi.store.kits import kit_of
from mocgioi.store.schema import TABLES
from mocgioi.words.findings import finding

_SHOWN = 5
"""How many names of what is wrong are told."""

_NEAR_DEGREES = 1e-4
"""By how much a box of an R-tree may differ from its geometry: it has single precision."""


def findings(
    connection: sqlite3.Connection, styles: Mapping[str, str] = MappingProxyType({})
) -> list[Finding]:
    """Return all that is wrong with a store, what weighs most first.

    Where the file or a table of the ledger is damaged, nothing that follows from them is told.

    Args:
        styles: which layers should have, by table.
    """
    damage = [
        finding("store-damaged", detail=text)
        for (text,) in connection.execute("PRAGMA integrity_check")
        if text != "ok"
    ]
    rewritten = [] if damage else [*_rewritten(connection)]
    gone = {table.name for table in chain.LEDGER}.difference(ddl.parts(connection))
    if gone and not (damage or rewritten):
        return [*_parts(connection)]
    if damage or rewritten:
        return [*damage, *rewritten]
    register_geometry_functions(connection)
    told = [*_kit(connection), *_parts(connection), *_chain(connection), *_photographs(connection)]
    told += _heights(connection)
    whole = {table.name for table in TABLES if wholeness.is_as_declared(connection, table)}
    told += [*_counts(connection), *_codes(connection), *_writer(connection)]
    told += [*_identities(connection, whole), *_indexes(connection, whole)]
    told += [*_layers(connection, whole), *_communes(connection, whole)]
    told += doubtful.findings(connection, whole)
    told += [*clock.was_wrong(connection), *clock.disagreeing(connection)]
    told += _projects(connection)
    told += [*_styles(connection, styles)] if "layer_styles" in whole else []
    return told


def _kit(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Tell of a part of a store that it is no more than that."""
    kit = kit_of(connection)
    if kit is not None:
        yield finding(
            "store-is-kit",
            post=Text(kit.called.vi.upper(), kit.called.en),
            count=kit.markers,
            store=kit.store,
            head=kit.head[:HEAD_SHOWN],
            when=datetime.fromisoformat(kit.cut_at).astimezone(VIETNAM),
        )


def _projects(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Tell of carried projects of QGIS that would open another store than this one."""
    path = next(
        file for _, name, file in connection.execute("PRAGMA database_list") if name == "main"
    )
    for name, other in qgis_projects.opening_others(connection, Path(path).name):
        yield finding("project-of-another-store", name=name, other=other)


def _styles(connection: sqlite3.Connection, styles: Mapping[str, str]) -> Iterator[Finding]:
    """Tell which layers QGIS does not show as this program would; those of a kit are its home's."""
    outdated = [] if kit_of(connection) else styles_of_layers.outdated(connection, styles)
    if outdated:
        yield finding("styles-outdated", count=len(outdated), names=_named(outdated))


def _rewritten(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Tell which tables of the ledger another program made anew."""
    present = ddl.parts(connection)
    for table in (*chain.LEDGER, chain.COMMITS):
        if table.name in present and not wholeness.is_as_declared(connection, table):
            yield finding("ledger-rewritten", table=table.name)


def parts_missing(missing: Sequence[str]) -> Iterator[Finding]:
    """Yield what is to be told of tables, triggers and other guards that are not there."""
    if missing:
        yield finding("part-missing", count=len(missing), names=_named(missing))


def _parts(connection: sqlite3.Connection) -> Iterator[Finding]:
    yield from parts_missing(wholeness.missing_parts(connection))
    changed = wholeness.changed_parts(connection)
    if changed:
        yield finding("part-changed", count=len(changed), names=_named(changed))


def _named(names: Iterable[str]) -> str:
    listed = list(names)
    return ", ".join(listed[:_SHOWN]) + (" …" if len(listed) > _SHOWN else "")


def _chain(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Tell which commits are not as they were written.

    Each is judged by the stored head of the one before, so that a change is told where it was
    made, not from there on.
    """
    listed = chain.commits(connection)
    contents = chain.digests(connection, 0)
    before, last = "", 0
    for commit in listed:
        yield from (_missing(number) for number in range(last + 1, commit.number))
        content = contents.pop(commit.number, hashlib.sha256())
        head = chain.next_head(before, commit, content)
        if commit.head is not None and commit.head != head:
            when = datetime.fromisoformat(commit.committed_at).astimezone(VIETNAM)
            yield finding("chain-broken", "changed", number=commit.number, when=when)
        before, last = commit.head or head, commit.number
    yield from (_missing(n) for n in range(last + 1, commits.next_number(connection)))
    for number in sorted(contents):
        yield finding("chain-broken", "unknown", number=number)


def _missing(number: int) -> Finding:
    return finding("chain-broken", "missing", number=number)


def _photographs(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Tell which photographs have not the hash by which the chain knows them."""
    for name, sha256, data in connection.execute("SELECT name, sha256, data FROM photos"):
        if hashlib.sha256(data).hexdigest() != sha256:
            yield finding("chain-broken", "photo", name=name)


def _heights(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Tell which heights have not the hash by which the chain knows them."""
    for name in heights.altered(connection):
        yield finding("chain-broken", "heights", name=name)


def _counts(connection: sqlite3.Connection) -> Iterator[Finding]:
    for table, cached in connection.execute("SELECT * FROM gpkg_ogr_contents").fetchall():
        try:
            (counted,) = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()
        except sqlite3.OperationalError:
            continue
        if cached is not None and cached != counted:
            yield finding("count-differs", table=table, cached=cached, there=counted)


def _codes(connection: sqlite3.Connection) -> Iterator[Finding]:
    wanted = {
        (name, term.code, *term.label)
        for name, terms in CODE_LISTS.items()
        for term in terms.values()
    }
    stored = set(connection.execute("SELECT list, code, vi, en FROM code_lists").fetchall())
    described = set(
        connection.execute(
            "SELECT constraint_name, value, description FROM gpkg_data_column_constraints"
        ).fetchall()
    )
    differing = {entry[0] for entry in wanted ^ stored}
    differing |= {entry[0] for entry in {entry[:3] for entry in wanted} - described}
    if differing:
        yield finding("codes-differ", names=_named(sorted(differing)))


def _writer(connection: sqlite3.Connection) -> Iterator[Finding]:
    if connection.execute("SELECT writing FROM writer").fetchall() != [(0,)]:
        yield finding("writer-on")


def _identities(connection: sqlite3.Connection, whole: Iterable[str]) -> Iterator[Finding]:
    """Tell which tables have rows without an identity, or with that of another row."""
    with_uuid = (t.name for t in TABLES if any(column.name == "uuid" for column in t.columns))
    for table in (name for name in with_uuid if name in whole):
        (count,) = connection.execute(
            f'SELECT count(*) - count(DISTINCT uuid) FROM "{table}"'  # NULL is counted by neither
        ).fetchone()
        if count:
            yield finding("uuid-wrong", table=table, count=count)


def _indexes(connection: sqlite3.Connection, whole: Iterable[str]) -> Iterator[Finding]:
    """Tell which R-trees do not have every geometry in its box, and nothing else."""
    for table in (t.name for t in TABLES if t.geometry and t.name in whole):
        (count,) = connection.execute(
            f'SELECT (SELECT count(*) FROM "{table}" AS t LEFT JOIN "rtree_{table}_geom" AS r'
            " ON r.id = t.fid WHERE t.geom NOT NULL AND NOT ST_IsEmpty(t.geom) AND (r.id IS NULL"
            f" OR {_off('minx', 'ST_MinX')} OR {_off('maxx', 'ST_MaxX')}"
            f" OR {_off('miny', 'ST_MinY')} OR {_off('maxy', 'ST_MaxY')}))"
            f' + (SELECT count(*) FROM "rtree_{table}_geom" AS r WHERE NOT EXISTS (SELECT 1'
            f' FROM "{table}" AS t WHERE t.fid = r.id AND t.geom NOT NULL'
            " AND NOT ST_IsEmpty(t.geom)))"
        ).fetchone()
        if count:
            yield finding("index-differs", table=table, count=count)


def _off(side: str, function: str) -> str:
    return f"abs(r.{side} - {function}(t.geom)) > {_NEAR_DEGREES}"


def _layers(connection: sqlite3.Connection, whole: Iterable[str]) -> Iterator[Finding]:
    """Tell which layers are not the fold of the ledger.

    What another program edited since our last write waits for it to be folded.
    """
    sealed = chain.sealed_number(connection)
    listed = connection.execute(
        "SELECT subject, aspect, max(commit_number) FROM observations GROUP BY subject, aspect"
    ).fetchall()
    waiting = {(kind_of(aspect), subject) for subject, aspect, last in listed if last > sealed}
    identities = {(kind_of(aspect), subject) for subject, aspect, _ in listed} - waiting
    expected: dict[str | None, dict[str, Mapping[str, Any]]] = {}
    for (kind, _), row in events.rows_of(connection, identities):
        if row is not None:
            expected.setdefault(kind, {})[str(row[_key(kind)])] = row
    for kind in (None, *OF_KIND):
        table = "markers" if kind is None else OF_KIND[kind].table
        if table in whole:
            differing = set(_differing(connection, kind, table, expected.get(kind, {})))
            differing -= {subject for of_kind, subject in waiting if of_kind == kind}
            if differing:
                yield finding(
                    "layer-differs",
                    table=table,
                    count=len(differing),
                    names=_named(sorted(differing)),
                )


def _key(kind: str | None) -> str:
    return "number" if kind is None else OF_KIND[kind].subject


def _differing(
    connection: sqlite3.Connection,
    kind: str | None,
    table: str,
    expected: Mapping[str, Mapping[str, Any]],
) -> Iterator[str]:
    """Yield the subjects of a layer of which the fold has another row, or only one of them any."""
    key = _key(kind)
    columns = list(next(iter(expected.values()), {key: None}))
    listed = ", ".join(f'"{column}"' for column in columns)
    left = set(expected)
    for row in connection.execute(f'SELECT {listed} FROM "{table}"'):
        stored = dict(zip(columns, row, strict=True))
        subject = str(stored[key])
        left.discard(subject)
        if dict(expected.get(subject, {})) != stored:
            yield subject
    yield from left


def _communes(connection: sqlite3.Connection, whole: Iterable[str]) -> Iterator[Finding]:
    """Tell which communes markers name and the store does not have, once it has any."""
    if not {"markers", "communes"} <= set(whole):
        return
    absent: dict[str, list[str]] = {}
    for code, number in connection.execute(
        "SELECT commune_code, number FROM markers WHERE commune_code NOT IN"
        " (SELECT code FROM communes) AND EXISTS (SELECT 1 FROM communes)"
    ):
        absent.setdefault(code, []).append(number)
    for code, numbers in sorted(absent.items()):
        yield finding("commune-absent", commune=code, count=len(numbers), names=_named(numbers))
