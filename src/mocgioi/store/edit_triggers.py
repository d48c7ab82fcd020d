"""Triggers that make what another program edits, QGIS above all, events of the ledger.

They are plain SQL, for a file that QGIS edits has none of our functions. Three tables that never
hold a row do what every one of them needs, by being inserted into: ``edits`` records one event
(its batch, its row, what it corrects), ``refolds`` makes the columns of a marker from its events,
``holds`` lets a whole save wait. What cannot be an event is refused in a sentence: QGIS shows it
as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mocgioi.domain.aspects import ASPECTS, FOLDED, IN_HEADLINE, REPORTED
from mocgioi.domain.decision import last_verdict_sql, stands_sql
from mocgioi.store.declaration import Table
from mocgioi.store.fold_sql import states_sql
from mocgioi.store.homes import OF_KIND, Home
from mocgioi.store.layers import ALWAYS_REAL, EMPTY, columns_of
from mocgioi.store.schema import BY_NAME
from mocgioi.store.writer import BY_ANOTHER_PROGRAM, NOW, OURS_ROW_BY_ROW, TODAY_IN_VIETNAM, refuse

UNNAMED_HAND = "GIS"
"""Who edited where nobody says so."""

MOST_MOVED = 20
"""A save that moves the counted state of more markers than this waits for a person."""

_ONE_SAVE_S = 3
"""Edits of one save follow each other closely; after a longer silence begins the next one."""

_NEW_UUID = "lower(hex(randomblob(16)))"
_ANSWERS = (
    "(SELECT group_concat(a.uuid, ' ') FROM observations AS p JOIN decisions AS a"
    " ON a.observation_uuid = p.uuid WHERE p.subject = o.subject AND p.aspect = o.aspect"
    " AND p.observed_on IS o.observed_on AND NOT EXISTS (SELECT 1 FROM decisions AS later"
    " WHERE later.observation_uuid = p.uuid AND instr(later.answers, a.uuid) > 0))"
)
"""What a decision about the observation `o` answers: the last ones about those of its day."""
_CORRECTED = "Sửa lại trong cùng ngày, cùng người / corrected within the day by the same hand"
_HELD = f"Một lần lưu đổi quá {MOST_MOVED} mốc / one save moved more than {MOST_MOVED} markers"
_BEGIN = f"UPDATE writer SET writing = {OURS_ROW_BY_ROW};"
_END = "UPDATE writer SET writing = 0;"
_BY_HAND = refuse("Bảng này do chương trình ghi, không sửa bằng tay", "only triggers write here")
_ONLY_BY_TRIGGERS = f" SELECT {_BY_HAND} WHERE {BY_ANOTHER_PROGRAM};"
_TWO_SOURCES = refuse(
    "Hôm nay đã có số liệu khác từ nguồn khác cho mục này, nên chưa sửa được ở đây. Hãy hoàn tác"
    " đợt nhập đó (mocgioi survey undo), hoặc sửa vào ngày khác",
    "another source said otherwise today: undo that batch, or edit on another day",
)
_BATCH = "(SELECT uuid FROM batches ORDER BY id DESC LIMIT 1)"
_COMMIT = "(SELECT max(number) FROM commits)"
_LAST_EVENT = "(SELECT max(id) FROM observations)"
_OF_MARKERS = "instr(o.aspect, '.') = 0"


COMPUTED_BY_US = {
    "markers": ("kind", "last_observed_on", "disagreements", "border_km", "measured"),
    "roads": ("communes",),
}
"""By layer, the columns that the program makes, and nobody types."""


def edit_triggers() -> Iterator[tuple[str, str]]:
    """Yield each trigger on a layer that other programs edit: name, and SQL from BEFORE on."""
    for name, steps in (("edits", _record()), ("refolds", _refold()), ("holds", _hold())):
        # The row itself is not put in: the table is a name by which triggers call each other.
        done = f"{_ONLY_BY_TRIGGERS}{steps} SELECT RAISE(IGNORE);"
        yield f"{name}_done", f"BEFORE INSERT ON {name} BEGIN{done} END"
    yield from _marker_refusals()
    yield "markers_edited", _marker_edit()
    for home in OF_KIND.values():
        yield from _layer_triggers(home)


# ------------------------------------------------------------------ what every edit does


def _record() -> str:
    """Return the trigger that records one event, in the batch of its save."""
    this_moment = f"strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-{_ONE_SAVE_S} seconds') AND {NOW}"
    open_batch = (
        "SELECT 1 FROM (SELECT uuid, kind, recorded_at, commit_number FROM batches"
        " ORDER BY id DESC LIMIT 1) AS b"
        " JOIN (SELECT number, head FROM commits ORDER BY number DESC LIMIT 1) AS c"
        " ON c.number = b.commit_number AND c.head IS NULL"
        " LEFT JOIN (SELECT batch_uuid, recorded_at FROM observations ORDER BY id DESC"
        " LIMIT 1) AS o ON o.batch_uuid = b.uuid"
        f" WHERE b.kind = 'gis' AND coalesce(o.recorded_at, b.recorded_at) BETWEEN {this_moment}"
    )
    slips = ", ".join(
        f"'{code}'" for code, a in ASPECTS.items() if a.contest in ("open", "once", "worst")
    )
    # What the same hand said of the day before is corrected, unless this save waits; in a layer
    # beside the markers whoever edits a row sees what the hand before left there.
    corrected = (
        "JOIN batches AS b ON b.uuid = o.batch_uuid AND b.kind = 'gis'"
        f" WHERE (NEW.aspect IN ({slips}) AND o.observer IS NEW.observer"
        " OR instr(NEW.aspect, '.') > 0 AND o.observer IS NOT NEW.observer)"
        " AND o.subject = NEW.subject AND o.aspect = NEW.aspect"
        " AND o.observed_on IS NEW.observed_on AND o.value <> NEW.value"
        f" AND o.id < {_LAST_EVENT} AND {stands_sql('o.uuid')}"
        f" AND coalesce({last_verdict_sql('o.uuid')}, '') <> 'keep' AND NOT {_is_held()}"
    )
    held = f"WHERE o.id = {_LAST_EVENT} AND {_OF_MARKERS} AND {_is_held()}"
    return (
        # A save is a commit of its own; our next write gives it its head.
        f" INSERT INTO commits (committed_at, author) SELECT {NOW}, NEW.observer"
        f" WHERE NOT EXISTS ({open_batch});"
        " INSERT INTO batches (uuid, kind, file_name, recorded_at, rows_read, rows_applied,"
        " rows_unchanged, rows_queued, rows_rejected, program_version, commit_number)"
        f" SELECT {_NEW_UUID}, 'gis', '{UNNAMED_HAND}', {NOW}, 0, 0, 0, 0, 0, '{UNNAMED_HAND}',"
        f" {_COMMIT} WHERE NOT EXISTS ({open_batch});"
        " INSERT INTO observations (uuid, subject, aspect, value, observed_on, recorded_at,"
        " batch_uuid, row_number, observer, illustrative, commit_number)"
        f" VALUES ({_NEW_UUID}, NEW.subject, NEW.aspect, NEW.value, NEW.observed_on, {NOW},"
        f" {_BATCH}, coalesce((SELECT max(row_number) FROM observations"
        f" WHERE subject = NEW.subject AND batch_uuid = {_BATCH}),"
        " 1 + coalesce((SELECT max(row_number) FROM observations"
        f" WHERE batch_uuid = {_BATCH}), 0)), NEW.observer, NEW.illustrative, {_COMMIT});"
        + _decide("set_aside", corrected, by="NEW.observer", why=_CORRECTED)
        + _decide("held", held, why=_HELD)
        # Of two sources of one day neither counts: the row could not show what was typed.
        + f" SELECT {_TWO_SOURCES}"
        " FROM observations AS o WHERE instr(NEW.aspect, '.') > 0 AND o.subject = NEW.subject"
        " AND o.aspect = NEW.aspect AND o.observed_on >= NEW.observed_on"
        " AND o.value <> NEW.value AND o.observer IS NOT NEW.observer"
        f" AND {stands_sql('o.uuid')};"
        f" UPDATE gpkg_contents SET last_change = {NOW}"
        " WHERE table_name IN ('observations', 'decisions', 'batches');"
    )


def _decide(verdict: str, of: str, *, why: str, by: str = "NULL") -> str:
    """Return the statement that decides about observations `o`, as part of the save.

    Args:
        of: SQL behind ``FROM observations AS o``.
        by: SQL of who decides; NULL: nobody, it follows from a rule.
    """
    return (
        " INSERT INTO decisions (uuid, observation_uuid, verdict, recorded_at, decided_by, why,"
        f" resolution_uuid, answers, commit_number) SELECT {_NEW_UUID}, o.uuid, '{verdict}',"
        f" {NOW}, {by}, '{why}', {_BATCH}, {_ANSWERS}, {_COMMIT} FROM observations AS o {of};"
    )


def _is_held() -> str:
    """Return the condition that the save an edit belongs to waits for a person already."""
    return (
        "EXISTS (SELECT 1 FROM decisions AS h WHERE h.observation_uuid ="
        f" (SELECT o.uuid FROM observations AS o WHERE o.batch_uuid = {_BATCH}"
        f" AND o.id < {_LAST_EVENT} AND {_OF_MARKERS}"
        " ORDER BY o.id DESC LIMIT 1) AND h.verdict = 'held')"
    )


def _refold() -> str:
    """Return the trigger that makes the columns of a marker from its events."""
    values = {}
    for column, aspect in FOLDED.items():
        values[column] = f"nullif(max(CASE WHEN aspect = '{aspect.code}' THEN value END), '')"
        if aspect.keeps_since:
            values[f"{column}_since"] = f"max(CASE WHEN aspect = '{aspect.code}' THEN since END)"
    values["last_observed_on"] = "max(seen)"
    values["disagreements"] = "coalesce(sum(contested), 0)"
    return (
        f" UPDATE markers SET ({', '.join(values)}) = ({states_sql('NEW.number')}"
        f" SELECT {', '.join(values.values())} FROM states WHERE EXISTS (SELECT 1 FROM states"
        " WHERE aspect = 'existence' AND value = 'yes')), edited_by = NULL"
        " WHERE number = NEW.number;"
    )


def _hold() -> str:
    """Return the trigger by which all that a save says of markers waits for a person."""
    of_save = f"WHERE o.batch_uuid = NEW.batch_uuid AND {_OF_MARKERS}"
    corrected = (
        "JOIN decisions AS d ON d.observation_uuid = o.uuid AND d.verdict = 'set_aside'"
        " AND d.resolution_uuid = NEW.batch_uuid WHERE o.batch_uuid IS NOT NEW.batch_uuid"
    )
    return (
        _decide("held", f"{of_save} AND {stands_sql('o.uuid')}", why=_HELD)
        # What the save had corrected counts meanwhile.
        + _decide("reopened", corrected, why=_HELD)
        + " INSERT INTO refolds (number) SELECT DISTINCT o.subject"
        f" FROM observations AS o {of_save};"
    )


# ------------------------------------------------------------------ markers


def _marker_refusals() -> Iterator[tuple[str, str]]:
    """Yield what may not be typed into a marker."""
    for column, aspect in FOLDED.items():
        title = aspect.heading.vi
        if aspect.code in REPORTED:
            yield _refusal(
                "markers",
                column,
                "emptied",
                f"coalesce(NEW.{column}, '') = '' AND OLD.{column} IS NOT NULL",
                f"«{title}» của mốc không để trống được: hãy chọn giá trị đúng, hoặc hoàn tác"
                " đợt nhập đã ghi giá trị cũ (mocgioi survey undo)",
                "cannot be emptied: choose what is right, or undo the batch that said otherwise",
            )
        if not aspect.keeps_since:
            continue
        since = f"{column}_since"
        yield _refusal(
            "markers",
            since,
            "alone",
            f"OLD.{since} IS NOT NEW.{since} AND OLD.{column} IS NEW.{column}",
            f"«{title} từ ngày» chỉ sửa cùng lúc với «{title}»: đó là ngày của giá trị mới",
            "is typed beside a new value: it is its day",
        )
        yield _refusal(
            "markers",
            since,
            "unlikely",
            f"OLD.{since} IS NOT NEW.{since} AND NEW.{since} IS NOT NULL"
            f" AND (date(NEW.{since}) IS NOT NEW.{since} OR NEW.{since} > {TODAY_IN_VIETNAM})",
            f"«{title} từ ngày» phải là một ngày không sau hôm nay, ví dụ 2025-12-31",
            "must be a day that is not to come, like 2025-12-31",
        )
    yield from _computed_refusals("markers")
    for table in ("markers", *(h.table for h in OF_KIND.values() if h.table not in ALWAYS_REAL)):
        yield _refusal(
            table,
            "illustrative",
            "typed",
            "OLD.illustrative IS NOT NEW.illustrative",
            "Không đổi số liệu minh họa thành số liệu thật, hay ngược lại, bằng tay",
            "made-up data does not become real by hand",
        )


def _computed_refusals(table: str) -> Iterator[tuple[str, str]]:
    for name in COMPUTED_BY_US.get(table, ()):
        (column,) = (c for c in BY_NAME[table].columns if c.name == name)
        yield _refusal(
            table,
            name,
            "typed",
            f"OLD.{name} IS NOT NEW.{name}",
            f"«{column.title}» do chương trình tính, không sửa bằng tay",
            "is computed and not typed",
        )


def _refusal(table: str, column: str, name: str, when: str, vi: str, en: str) -> tuple[str, str]:
    return (
        f"{table}_{column}_{name}",
        f'BEFORE UPDATE OF "{column}" ON {table} WHEN {BY_ANOTHER_PROGRAM} AND ({when})'
        f" BEGIN SELECT {refuse(vi, en)}; END",
    )


def _marker_edit() -> str:
    """Return the trigger by which what is typed into a marker becomes events."""
    columns = list(FOLDED)
    changed = " OR ".join(f'OLD."{c}" IS NOT NEW."{c}"' for c in (*columns, "edited_by"))
    records = "".join(
        _edit(
            "NEW.number",
            aspect.code,
            f"coalesce(NEW.\"{column}\", '')",
            day=_typed_day(column) if aspect.keeps_since else TODAY_IN_VIETNAM,
            illustrative="NEW.illustrative",
            when=f'OLD."{column}" IS NOT NEW."{column}"',
        )
        for column, aspect in FOLDED.items()
    )
    headline = {c: a.code for c, a in FOLDED.items() if a.code in IN_HEADLINE}
    moved = " OR ".join(
        f"(o.aspect = '{code}' AND o.value = m.{column})" for column, code in headline.items()
    )
    typed = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in headline)
    return (
        f"AFTER UPDATE OF {', '.join((*columns, 'edited_by'))} ON markers"
        f" WHEN {BY_ANOTHER_PROGRAM} AND ({changed}) BEGIN {_BEGIN}{records}"
        " INSERT INTO refolds (number) VALUES (NEW.number);"
        f" INSERT INTO holds (batch_uuid) SELECT {_BATCH} WHERE ({typed}) AND {MOST_MOVED} <"
        " (SELECT count(DISTINCT o.subject) FROM observations AS o JOIN markers AS m"
        f" ON m.number = o.subject WHERE o.batch_uuid = {_BATCH} AND ({moved})"
        f" AND {stands_sql('o.uuid')}); {_END} END"
    )


def _typed_day(column: str) -> str:
    """Return the day of a value: the one typed beside it, else today."""
    return (
        f"CASE WHEN OLD.{column}_since IS NOT NEW.{column}_since"
        f" THEN coalesce(NEW.{column}_since, {TODAY_IN_VIETNAM}) ELSE {TODAY_IN_VIETNAM} END"
    )


def _edit(
    subject: str,
    aspect: str,
    value: str,
    *,
    when: str,
    row: str = "NEW",
    day: str = TODAY_IN_VIETNAM,
    illustrative: str = "0",
) -> str:
    hand = f"coalesce(nullif(trim({row}.edited_by), ''), '{UNNAMED_HAND}')"
    return (
        " INSERT INTO edits (subject, aspect, value, observed_on, observer, illustrative)"
        f" SELECT {subject}, '{aspect}', {value}, {day}, {hand}, {illustrative} WHERE {when};"
    )


# ------------------------------------------------------------------ the other layers


def _layer_triggers(home: Home) -> Iterator[tuple[str, str]]:
    table, subject = BY_NAME[home.table], home.subject
    names = list(columns_of(home))
    yield from _identity_triggers(home)
    yield from _computed_refusals(table.name)
    yield from _needed(table)
    yield f"{table.name}_added", _added(home, names)
    yield f"{table.name}_edited", _edited(home, names)
    gone = _edit(
        f"OLD.{subject}",
        home.existence,
        "'no'",
        when="1",
        row="OLD",
        illustrative=_illustrative("OLD", home),
    )
    yield (
        f"{table.name}_removed",
        f"AFTER DELETE ON {table.name} WHEN {BY_ANOTHER_PROGRAM} BEGIN {_BEGIN}{gone} {_END} END",
    )


def _illustrative(row: str, home: Home) -> str:
    return "0" if home.table in ALWAYS_REAL else f"{row}.illustrative"


def _identity_triggers(home: Home) -> Iterator[tuple[str, str]]:
    """Yield what keeps the identity of each row: it is its own, and it stays."""
    table, subject = home.table, home.subject
    (identity,) = (c for c in BY_NAME[table].columns if c.name == subject)
    yield _refusal(
        table,
        subject,
        "changed",
        f"OLD.{subject} IS NOT NEW.{subject}",
        f"«{identity.title}» không đổi được: mọi số liệu nhận ra nhau theo đó",
        "an identity never changes",
    )
    is_taken = f"EXISTS (SELECT 1 FROM {table} WHERE {subject} = NEW.{subject})"
    if subject == "uuid":
        # The row that is there keeps its identity; it steps aside while the new one comes in.
        steps = f"{_BEGIN} UPDATE {table} SET uuid = 'kept ' || uuid WHERE uuid = NEW.uuid; {_END}"
    else:
        taken = refuse(f"«{identity.title}» này đã có, hãy ghi giá trị khác", "is there already")
        steps = f"SELECT {taken};"
    yield (
        f"{table}_{subject}_taken",
        f"BEFORE INSERT ON {table} WHEN {BY_ANOTHER_PROGRAM} AND {is_taken} BEGIN {steps} END",
    )


def _needed(table: Table) -> Iterator[tuple[str, str]]:
    """Yield what refuses a row without what every row of its layer has."""
    for column in table.columns:
        if "NOT NULL" not in column.sql:
            continue
        value = f"NEW.{column.name}"
        is_empty = f"coalesce({value}, '') = ''"
        if (table.name, column.name) in EMPTY:
            is_empty = f"{value} IS NULL"
        needed = refuse(f"Cần ghi «{column.title}»", f"{column.name} is needed")
        for event, name in (("INSERT", "insert"), (f"UPDATE OF {column.name}", "update")):
            yield (
                f"{table.name}_{column.name}_needed_{name}",
                f"BEFORE {event} ON {table.name} WHEN {BY_ANOTHER_PROGRAM} AND {is_empty}"
                f" BEGIN SELECT {needed}; END",
            )


def _added(home: Home, names: Sequence[str]) -> str:
    """Return the trigger by which a row that comes in is there, and says what it says."""
    table, subject, key = home.table, home.subject, home.primary_key
    own = ""
    if subject == "uuid":
        own = (
            f" UPDATE {table} SET uuid = {_NEW_UUID} WHERE {key} = NEW.{key} AND (NEW.uuid IS NULL"
            " OR NEW.uuid GLOB '*[^0-9a-f]*' OR length(NEW.uuid) <> 32 OR EXISTS"
            f" (SELECT 1 FROM {table} WHERE uuid = 'kept ' || NEW.uuid));"
            f" UPDATE {table} SET uuid = NEW.uuid WHERE uuid = 'kept ' || NEW.uuid;"
        )
    identity = f"(SELECT {subject} FROM {table} WHERE {key} = NEW.{key})"
    illustrative = _illustrative("NEW", home)
    said = {home.existence: ("'yes'", "1")}
    for name in names:
        value = _as_value("NEW", name, home)
        said[home.aspect(name)] = (value, f"coalesce(NEW.{name}, '') <> ''")
    records = "".join(
        _edit(identity, aspect, value, when=when, illustrative=illustrative)
        for aspect, (value, when) in said.items()
    )
    return (
        f"AFTER INSERT ON {table} WHEN {BY_ANOTHER_PROGRAM} BEGIN {_BEGIN}{_misread(home, names)}"
        f"{own}{records} UPDATE {table} SET edited_by = NULL WHERE {key} = NEW.{key}; {_END} END"
    )


def _edited(home: Home, names: Sequence[str]) -> str:
    """Return the trigger by which each column of a row that changes is an event."""
    table, key = home.table, home.primary_key
    changed = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in (*names, "edited_by"))
    records = "".join(
        _edit(
            f"NEW.{home.subject}",
            home.aspect(name),
            _as_value("NEW", name, home),
            when=f"OLD.{name} IS NOT NEW.{name}",
            illustrative=_illustrative("NEW", home),
        )
        for name in names
    )
    return (
        f"AFTER UPDATE ON {table} WHEN {BY_ANOTHER_PROGRAM} AND ({changed}) BEGIN {_BEGIN}"
        f"{_misread(home, names)}{records}"
        f" UPDATE {table} SET edited_by = NULL WHERE {key} = NEW.{key}; {_END} END"
    )


def _misread(home: Home, names: Sequence[str]) -> str:
    """Return the statements that refuse what is no number or day where one is asked for."""
    statements = ""
    for column in BY_NAME[home.table].columns:
        held = f"NEW.{column.name}"
        checks = {
            "DOUBLE": f"typeof({held}) <> 'real'",
            "INTEGER": f"typeof({held}) <> 'integer'",
            "DATE": f"date({held}) IS NOT {held}",
        }
        check = checks.get(column.sql.split()[0])
        if check is not None and column.name in names:
            wrong = refuse(
                f"«{column.title}» không đúng dạng số hoặc ngày (ví dụ 12.5; 2025-12-31)",
                f"{column.name} is no number or day",
            )
            statements += f" SELECT {wrong} WHERE {held} IS NOT NULL AND {check};"
    return statements


def _as_value(row: str, name: str, home: Home) -> str:
    """Return a column as an event says it: geometry in hexadecimal, a number with every digit."""
    held = f"{row}.{name}"
    if name == "geom":
        return f"coalesce(lower(hex({held})), '')"
    (column,) = (c for c in BY_NAME[home.table].columns if c.name == name)
    text = f"CAST({held} AS TEXT)"
    if column.sql.startswith("DOUBLE"):
        text = (
            f"CASE WHEN CAST({text} AS REAL) = {held} THEN {text} ELSE printf('%!.17g', {held}) END"
        )
    return f"coalesce({text}, '')"
