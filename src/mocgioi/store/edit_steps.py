"""What every edit of another program does, by triggers on three tables that never hold a row.

``edits`` records one event (its commit, its batch, its row, what it corrects), ``refolds`` makes
the columns of a marker from its events, ``holds`` lets a whole save wait for a person. The row
that is inserted says about what; it is not put in.
"""

from __future__ import annotations

from collections.abc import Iterator

from mocgioi.domain.aspects import ASPECTS, FOLDED
from mocgioi.domain.decision import last_verdict_sql, stands_sql
from mocgioi.store.dialect import OF_A_FILE, UNNAMED_HAND, Dialect
from mocgioi.store.fold_sql import numbers_sql, states_sql
from mocgioi.store.kit_triggers import province_refusals
from mocgioi.store.writer import BY_ANOTHER_PROGRAM, NOW, refusing

MOST_MOVED = 20
"""A save that moves the counted state of more markers than this waits for a person."""

NEW_UUID = "lower(hex(randomblob(16)))"
_ANSWERS = (
    "(SELECT group_concat(a.uuid, ' ') FROM observations AS p JOIN decisions AS a"
    " ON a.observation_uuid = p.uuid WHERE p.subject = o.subject AND p.aspect = o.aspect"
    " AND p.observed_on IS o.observed_on AND NOT EXISTS (SELECT 1 FROM decisions AS later"
    " WHERE later.observation_uuid = p.uuid AND instr(later.answers, a.uuid) > 0))"
)
"""What a decision about the observation `o` answers: the last ones about those of its day."""
_CORRECTED = "Sửa lại trong cùng ngày, cùng người / corrected within the day by the same hand"
_HELD = f"Một lần lưu đổi quá {MOST_MOVED} mốc / one save moved more than {MOST_MOVED} markers"
_BY_HAND = refusing("Bảng này do chương trình ghi, không sửa bằng tay", "only triggers write here")
_ONLY_BY_TRIGGERS = f" SELECT {_BY_HAND} WHERE {BY_ANOTHER_PROGRAM};"
_TWO_SOURCES = refusing(
    "Hôm nay đã có số liệu khác từ nguồn khác cho mục này, nên chưa sửa được ở đây. Hãy hoàn tác"
    " đợt nhập đó (mocgioi survey undo), hoặc sửa vào ngày khác",
    "another source said otherwise today: undo that batch, or edit on another day",
)
BATCH = "(SELECT uuid FROM batches ORDER BY id DESC LIMIT 1)"
_COMMIT = "(SELECT max(number) FROM commits)"
_LAST_EVENT = "(SELECT max(id) FROM observations)"
_OF_MARKERS = "instr(o.aspect, '.') = 0"


def step_triggers(dialect: Dialect = OF_A_FILE) -> Iterator[tuple[str, str]]:
    """Yield the triggers that do what is inserted: name, and SQL from BEFORE on."""
    record, refold = _record(dialect), _refold(dialect)
    for name, steps in (("edits", record), ("refolds", refold), ("holds", _hold())):
        done = f"{_ONLY_BY_TRIGGERS}{steps} SELECT RAISE(IGNORE);"
        yield f"{name}_done", f"BEFORE INSERT ON {name} BEGIN{done} END"


def _record(dialect: Dialect) -> str:
    """Return the trigger that records one event, in the batch of its save."""
    value = dialect.edited_value
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
        f" AND o.observed_on IS NEW.observed_on AND o.value <> {value}"
        f" AND o.id < {_LAST_EVENT} AND {stands_sql('o.uuid')}"
        f" AND coalesce({last_verdict_sql('o.uuid')}, '') <> 'keep' AND NOT {_is_held()}"
    )
    held = f"WHERE o.id = {_LAST_EVENT} AND {_OF_MARKERS} AND {_is_held()}"
    return (
        (province_refusals() if dialect.has_kits else "")
        # A save is a commit of its own; our next write gives it its head.
        + f" INSERT INTO commits (committed_at, author) SELECT {NOW}, NEW.observer"
        f" WHERE {dialect.is_new_save};"
        " INSERT INTO batches (uuid, kind, file_name, recorded_at, rows_read, rows_applied,"
        " rows_unchanged, rows_queued, rows_rejected, program_version, commit_number)"
        f" SELECT {NEW_UUID}, 'gis', '{UNNAMED_HAND}', {NOW}, 0, 0, 0, 0, 0, '{UNNAMED_HAND}',"
        f" {_COMMIT} WHERE {dialect.is_new_save};{dialect.save_begun}"
        " INSERT INTO observations (uuid, subject, aspect, value, observed_on, recorded_at,"
        " batch_uuid, row_number, observer, illustrative, commit_number, marker_number)"
        f" VALUES ({NEW_UUID}, NEW.subject, NEW.aspect, {value}, NEW.observed_on, {NOW},"
        f" {BATCH}, coalesce((SELECT max(row_number) FROM observations"
        f" WHERE subject = NEW.subject AND batch_uuid = {BATCH}),"
        " 1 + coalesce((SELECT max(row_number) FROM observations"
        f" WHERE batch_uuid = {BATCH}), 0)), NEW.observer, NEW.illustrative, {_COMMIT},"
        " CASE WHEN instr(NEW.aspect, '.') = 0 THEN NEW.subject END);"
        + _decide("set_aside", corrected, by="NEW.observer", why=_CORRECTED)
        + _decide("held", held, why=_HELD)
        # Of two sources of one day neither counts: the row could not show what was typed.
        + f" SELECT {_TWO_SOURCES}"
        " FROM observations AS o WHERE instr(NEW.aspect, '.') > 0 AND o.subject = NEW.subject"
        " AND o.aspect = NEW.aspect AND o.observed_on >= NEW.observed_on"
        f" AND o.value <> {value} AND o.observer IS NOT NEW.observer"
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
        f" resolution_uuid, answers, commit_number) SELECT {NEW_UUID}, o.uuid, '{verdict}',"
        f" {NOW}, {by}, '{why}', {BATCH}, {_ANSWERS}, {_COMMIT} FROM observations AS o {of};"
    )


def _is_held() -> str:
    """Return the condition that the save an edit belongs to waits for a person already."""
    return (
        "EXISTS (SELECT 1 FROM decisions AS h WHERE h.observation_uuid ="
        f" (SELECT o.uuid FROM observations AS o WHERE o.batch_uuid = {BATCH}"
        f" AND o.id < {_LAST_EVENT} AND {_OF_MARKERS}"
        " ORDER BY o.id DESC LIMIT 1) AND h.verdict = 'held')"
    )


def _refold(dialect: Dialect) -> str:
    """Return the trigger that makes the columns of a marker from its events."""
    values = folded_columns("NEW.number")
    return (
        f" UPDATE markers SET ({', '.join(values)}) = ({states_sql('NEW.number', dialect)}"
        f" SELECT {', '.join(values.values())} FROM states WHERE EXISTS (SELECT 1 FROM states"
        " WHERE aspect = 'existence' AND value = 'yes')), edited_by = NULL"
        " WHERE number = NEW.number;"
    )


def folded_columns(number: str) -> dict[str, str]:
    """Return, by column of a marker that its events make, the SQL of its value over ``states``.

    Args:
        number: SQL of the marker's number.
    """
    values = {}
    for column, aspect in FOLDED.items():
        values[column] = f"nullif(max(CASE WHEN aspect = '{aspect.code}' THEN value END), '')"
        if aspect.keeps_since:
            values[f"{column}_since"] = f"max(CASE WHEN aspect = '{aspect.code}' THEN since END)"
    values["last_observed_on"] = "max(seen)"
    values["disagreements"] = "coalesce(sum(contested), 0)"
    values["waiting"] = (
        "(SELECT count(*) FROM observations AS o"
        f" WHERE o.subject IN ({numbers_sql(number)}) AND {_OF_MARKERS}"
        f" AND {last_verdict_sql('o.uuid')} = 'held')"
    )
    return values


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
