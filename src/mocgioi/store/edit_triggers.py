"""Triggers that make what another program edits, QGIS above all, events of the ledger.

They are plain SQL, for a file that QGIS edits has none of our functions. What cannot be an event
is refused in a sentence: QGIS shows it as it is. What each of them does is in `edit_steps`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mocgioi.domain.aspects import FOLDED, REPORTED
from mocgioi.domain.decision import stands_sql
from mocgioi.store.declaration import Column, Table
from mocgioi.store.dialect import OF_A_FILE, Dialect
from mocgioi.store.edit_refusals import (
    FOUND_THERE,
    SEEN,
    WAS_SEEN,
    computed_refusals,
    marker_refusals,
    refusal,
)
from mocgioi.store.edit_steps import BATCH, MOST_MOVED, NEW_UUID, step_triggers
from mocgioi.store.homes import OF_KIND, Home
from mocgioi.store.layers import ALWAYS_REAL, EMPTY, columns_of
from mocgioi.store.schema import BY_NAME
from mocgioi.store.writer import (
    A_ROW_COMES_IN,
    ANOTHER_PROGRAM,
    BY_ANOTHER_PROGRAM,
    COMES_IN,
    EDITED_OR_COMES_IN,
    OURS_ROW_BY_ROW,
    TODAY_IN_VIETNAM,
    no_day,
    refusing,
)

_BEGIN = f"UPDATE writer SET writing = {OURS_ROW_BY_ROW};"
_END = f"UPDATE writer SET writing = {ANOTHER_PROGRAM};"
ALL_MADE_UP = (
    "(EXISTS (SELECT 1 FROM markers WHERE illustrative)"
    " AND NOT EXISTS (SELECT 1 FROM markers WHERE NOT illustrative))"
)
"""The condition that the markers were made up for a demonstration: whatever is drawn beside them
is no road of the ground."""

OF_THE_WHOLE = {"roads": ("length_m", "cost_vnd")}
"""By layer, what papers state of a whole: a part split off or a copy does not state it again."""

_ALIKE = {"roads": ("name", "serves", "started_on", "completed_on", "length_m", "cost_vnd")}
"""By layer, the columns in which a part split off, pasted or duplicated is as its original."""


def edit_triggers(dialect: Dialect = OF_A_FILE) -> Iterator[tuple[str, str]]:
    """Yield each trigger on a layer that other programs edit: name, and SQL from BEFORE on."""
    yield from step_triggers(dialect)
    yield from marker_refusals()
    yield "markers_edited", _marker_edit(dialect)
    for home in OF_KIND.values():
        yield from _layer_triggers(home, dialect)


# ------------------------------------------------------------------ markers


def _marker_edit(dialect: Dialect) -> str:
    """Return the trigger by which what is typed into a marker becomes events."""
    columns = [*FOLDED, SEEN, "edited_by"]
    changed = " OR ".join(f'OLD."{c}" IS NOT NEW."{c}"' for c in columns)
    records = _edit(
        dialect,
        "NEW.number",
        [(a.code, f'NEW."{c}"', _former(c), _typed_day(c)) for c, a in FOLDED.items()],
        illustrative="NEW.illustrative",
    )
    reported = {c: a.code for c, a in FOLDED.items() if a.code in REPORTED}
    moved = " OR ".join(
        f"(o.aspect = '{code}' AND o.value = m.{column})" for column, code in reported.items()
    )
    typed = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in reported)
    return (
        f"AFTER UPDATE OF {', '.join(columns)} ON markers"
        f" WHEN {BY_ANOTHER_PROGRAM} AND ({changed}) BEGIN {_BEGIN}{records}"
        " INSERT INTO refolds (number) VALUES (NEW.number);"
        f" INSERT INTO holds (batch_uuid) SELECT {BATCH} WHERE ({typed}) AND {MOST_MOVED} <"
        " (SELECT count(DISTINCT o.subject) FROM observations AS o JOIN markers AS m"
        f" ON m.number = o.subject WHERE o.batch_uuid = {BATCH} AND ({moved})"
        f" AND {stands_sql('o.uuid')}); {_END} END"
    )


def _former(column: str) -> str:
    """Return what a value is compared with: nothing where somebody was there and found it so."""
    if column not in FOUND_THERE:
        return f'OLD."{column}"'
    return f'CASE WHEN NOT ({WAS_SEEN} AND NEW."{column}" <> \'\') THEN OLD."{column}" END'


def _typed_day(column: str) -> str:
    """Return the day typed beside a value, or of the visit; NULL where neither was."""
    days = ""
    if FOLDED[column].keeps_since:
        days = f" WHEN OLD.{column}_since IS NOT NEW.{column}_since THEN NEW.{column}_since"
    if column in FOUND_THERE:
        days += f" WHEN {WAS_SEEN} THEN NEW.{SEEN}"
    return f"CASE{days} END" if days else "NULL"


def _edit(
    dialect: Dialect,
    subject: str,
    said: Sequence[tuple[str, ...]],
    *,
    illustrative: str,
    is_new: str = "value IS NOT former",
) -> str:
    """Return the statement that records what was edited of one subject.

    Args:
        subject: SQL of its identity.
        said: SQL of what is said: the aspect, its value, the one before, the day (else today).
        is_new: the condition that one of them is an event.
    """
    values = ", ".join(f"('{aspect}', {', '.join(rest)})" for aspect, *rest in said)
    columns, day = "aspect, value, former", TODAY_IN_VIETNAM
    if len(said[0]) > 3:
        columns, day = f"{columns}, day", f"coalesce(day, {day})"
    return (
        " INSERT INTO edits (subject, aspect, value, observed_on, observer, illustrative)"
        f" SELECT {subject}, aspect, value, {day}, {_hand('NEW', dialect)}, {illustrative}"
        f" FROM (WITH said({columns}) AS (VALUES {values}) SELECT * FROM said) WHERE {is_new};"
    )


def _hand(row: str, dialect: Dialect) -> str:
    return f"coalesce(nullif(trim({row}.edited_by), ''), {dialect.unnamed_hand})"


# ------------------------------------------------------------------ the other layers


def _layer_triggers(home: Home, dialect: Dialect) -> Iterator[tuple[str, str]]:
    table, subject = BY_NAME[home.table], home.subject
    names = list(columns_of(home))
    yield from _identity_triggers(home, dialect)
    yield from computed_refusals(table.name)
    yield from _needed(table, dialect)
    yield f"{table.name}_added", _added(home, dialect)
    yield f"{table.name}_edited", _edited(home, names, dialect)
    yield (
        f"{table.name}_removed",
        f"AFTER DELETE ON {table.name} WHEN {BY_ANOTHER_PROGRAM} BEGIN {_BEGIN}"
        " INSERT INTO edits (subject, aspect, value, observed_on, observer, illustrative)"
        f" VALUES (OLD.{subject}, '{home.existence}', 'no', {TODAY_IN_VIETNAM},"
        f" {_hand('OLD', dialect)}, {_illustrative('OLD', home, dialect)}); {_END} END",
    )


def _illustrative(row: str, home: Home, dialect: Dialect) -> str:
    return dialect.false if home.table in ALWAYS_REAL else f"{row}.illustrative"


def _identity_triggers(home: Home, dialect: Dialect) -> Iterator[tuple[str, str]]:
    """Yield what keeps the identity of each row: it is its own, and it stays."""
    table, subject = home.table, home.subject
    (identity,) = (c for c in BY_NAME[table].columns if c.name == subject)
    yield refusal(
        table,
        subject,
        "changed",
        f"OLD.{subject} IS NOT NEW.{subject}",
        f"«{identity.title}» không đổi được: mọi số liệu nhận ra nhau theo đó",
        "an identity never changes",
    )
    is_taken = f"EXISTS (SELECT 1 FROM {table} WHERE {subject} = NEW.{subject})"
    if subject == "uuid" and dialect.completes_rows:
        return
    if subject == "uuid":
        # The row that is there keeps its identity; it steps aside while the new one comes in.
        steps = f"{_BEGIN} UPDATE {table} SET uuid = 'kept ' || uuid WHERE uuid = NEW.uuid; {_END}"
    else:
        taken = refusing(f"«{identity.title}» này đã có, hãy ghi giá trị khác", "is there already")
        steps = f"SELECT {taken};"
        yield _made_up(table, identity)
    yield (
        f"{table}_{subject}_taken",
        f"BEFORE INSERT ON {table} WHEN {BY_ANOTHER_PROGRAM} AND {is_taken} BEGIN {steps} END",
    )


def _made_up(table: str, identity: Column) -> tuple[str, str]:
    """Return what refuses an identity that nobody typed.

    Where a column is unique, QGIS gives a row that is split off, pasted or duplicated the value of
    the row it comes from, an underscore and a number.
    """
    new, own = f"NEW.{identity.name}", f"t.{identity.name}"
    number = f"substr({new}, length({own}) + 2)"
    refusal = refusing(
        f"«{identity.title}» này do phần mềm bản đồ tự đặt khi tách, dán hay nhân đôi: hãy ghi giá "
        "trị đúng của hàng mới",
        "was made up by a split, a paste or a duplicate: type that of the new row",
    )
    return (
        f"{table}_{identity.name}_made_up",
        f"BEFORE INSERT ON {table} WHEN {BY_ANOTHER_PROGRAM} AND EXISTS (SELECT 1 FROM {table}"
        f" AS t WHERE substr({new}, 1, length({own}) + 1) = {own} || '_' AND {number} <> ''"
        f" AND {number} NOT GLOB '*[^0-9]*') BEGIN SELECT {refusal}; END",
    )


def _needed(table: Table, dialect: Dialect) -> Iterator[tuple[str, str]]:
    """Yield what refuses a row without what every row of its layer has."""
    needed = ""
    for column in table.columns:
        if "NOT NULL" in column.sql:
            value = f"NEW.{column.name}"
            is_empty = f"coalesce({dialect.said(value)}, '') = ''"
            if (table.name, column.name) in EMPTY:
                is_empty = f"{value} IS NULL"
            refusal = refusing(f"Cần ghi «{column.title}»", f"{column.name} is needed")
            needed += f" SELECT {refusal} WHERE {is_empty};"
    if needed:
        for event in ("INSERT", "UPDATE"):
            yield (
                f"{table.name}_needed_{event.lower()}",
                f"BEFORE {event} ON {table.name} WHEN {BY_ANOTHER_PROGRAM} BEGIN{needed} END",
            )


def _added(home: Home, dialect: Dialect) -> str:
    """Return the trigger by which a row that comes in is made whole; then it says what it says,
    by the trigger of a row that was edited.
    """
    table, subject, key = home.table, home.subject, home.primary_key
    own, is_row, comes_in = "", f"WHERE {key} = NEW.{key}", "edited_by = edited_by"
    if subject == "uuid" and not dialect.completes_rows:
        own = (
            f" UPDATE {table} SET uuid = {NEW_UUID} {is_row} AND (NEW.uuid IS NULL"
            " OR NEW.uuid GLOB '*[^0-9a-f]*' OR length(NEW.uuid) <> 32 OR EXISTS"
            f" (SELECT 1 FROM {table} WHERE uuid = 'kept ' || NEW.uuid));"
            f" UPDATE {table} SET uuid = NEW.uuid WHERE uuid = 'kept ' || NEW.uuid;"
        )
    whole = () if dialect.completes_rows else OF_THE_WHOLE.get(table, ())
    if whole:
        emptied = ", ".join(f"{name} = NULL" for name in whole)
        own += f" UPDATE {table} SET {emptied} {is_row} AND {copied_sql(table, key)};"
    if table not in ALWAYS_REAL and not dialect.completes_rows:
        comes_in = f"illustrative = illustrative OR {ALL_MADE_UP}"
    return (
        f"AFTER INSERT ON {table} WHEN {BY_ANOTHER_PROGRAM} BEGIN {_BEGIN}{own}"
        f" UPDATE writer SET writing = {A_ROW_COMES_IN};"
        f" UPDATE {table} SET {comes_in} {is_row}; END"
    )


def copied_sql(table: str, key: str, dialect: Dialect = OF_A_FILE) -> str:
    """Return the condition that a new row states of a whole what another row states of it."""
    alike = " AND ".join(f"w.{name} IS NEW.{name}" for name in _ALIKE[table])
    apart = " OR ".join(
        f"ST_Min{axis}({one}.geom) > ST_Max{axis}({other}.geom)"
        for axis in "XY"
        for one, other in (("w", "NEW"), ("NEW", "w"))
    )
    return (
        f"EXISTS (SELECT 1 FROM {table} AS w WHERE w.{key} <> NEW.{key} AND {alike}"
        f" AND (NEW.name IS NOT NULL OR NOT coalesce({apart}, {dialect.false})))"
    )


def _edited(home: Home, names: Sequence[str], dialect: Dialect) -> str:
    """Return the trigger by which each column of a row that changes is an event, and of a row that
    comes in each column that says something.
    """
    table, key = home.table, home.primary_key
    said: list[tuple[str, ...]] = [(home.existence, "'yes'", "'yes'")]
    said += [
        (home.aspect(name), *(dialect.said(f"{row}.{name}") for row in ("NEW", "OLD")))
        for name in names
    ]
    records = _edit(
        dialect,
        f"NEW.{home.subject}",
        said,
        illustrative=_illustrative("NEW", home, dialect),
        is_new=f"CASE WHEN {COMES_IN} THEN value <> '' ELSE value IS NOT former END",
    )
    return (
        f"AFTER UPDATE ON {table} WHEN {EDITED_OR_COMES_IN} BEGIN"
        f"{_misread(home, names, dialect)} {_BEGIN[:-1]} WHERE writing = {ANOTHER_PROGRAM};"
        f"{records} {_BEGIN} UPDATE {table} SET edited_by = NULL WHERE {key} = NEW.{key}"
        f" AND edited_by IS NOT NULL; {_END} END"
    )


def _misread(home: Home, names: Sequence[str], dialect: Dialect) -> str:
    """Return the statements that refuse what is no number or day where one is asked for."""
    statements = ""
    for column in BY_NAME[home.table].columns:
        held = f"NEW.{column.name}"
        checks = {"DATE": no_day(held)}
        if not dialect.typed:
            checks["DOUBLE"] = f"typeof({held}) NOT IN ('real', 'null')"
            checks["INTEGER"] = f"typeof({held}) NOT IN ('integer', 'null')"
        check = checks.get(column.sql.split()[0])
        if check is not None and column.name in names:
            wrong = refusing(
                f"«{column.title}» không đúng dạng số hoặc ngày (ví dụ 12.5; 2025-12-31)",
                f"{column.name} is no number or day",
            )
            statements += f" SELECT {wrong} WHERE {check};"
    return statements
