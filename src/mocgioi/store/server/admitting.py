"""What holds of every row of the ledger and of every commit on a server, whoever writes it.

Rows come one behind the other, into the commit of their own transaction: none is put between,
below or far above those that are there, and none into a commit that others have read already.
A setting of a session changes nothing in it.
"""

from __future__ import annotations

from collections.abc import Iterator

from mocgioi.store import kept
from mocgioi.store.chain import LEDGER
from mocgioi.store.commits import CLOCK_STEP_S
from mocgioi.store.declaration import Table
from mocgioi.store.schema import BY_NAME
from mocgioi.store.server.feed import FIXED, FOLLOWED, given_sql
from mocgioi.store.writer import A_TRANSACTION_OF_OURS

_INSTANT = 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'
_BEHIND = (
    "Bảng «{title}» chỉ nối thêm sau dòng cuối, vào lần ghi của chính phiên này"
    " / rows come behind the last one, into the commit of this very transaction"
)
_ONE_COMMIT = (
    "Mỗi phiên ghi là một lần ghi, đánh số nối tiếp lần trước"
    " / a transaction is one commit, and has the number behind the last one"
)
_CLOCK = (
    "Lần ghi mang giờ của máy chủ: sau lần ghi trước, không trước lúc bắt đầu ghi, không sau lúc"
    " này / a commit has the time of the server, after the one before"
)
_KEPT = (
    "Sổ theo dõi thay đổi không sửa, không xóa được: bản đệm ở các máy theo đó mà lấy số liệu mới"
    " / what was written when is never changed or deleted: replicas follow by it"
)

_SET_BY_THE_PROGRAM = (
    f"'reach_of', 'reach_built', 'reach_counting', '{kept.ESTIMATE}', '{kept.SHAPES}'"
)
"""What the office's program writes of the store itself."""
_LEAP = 10**6
"""How far the count of changes of geometry goes up at once at most."""
_SETTINGS = BY_NAME["settings"].title
_OUR_TABLE = (
    f"Bảng «{_SETTINGS}» do chương trình ghi, không sửa bằng tay / only mocgioi writes this table"
)


def functions(schema: str) -> Iterator[str]:
    """Yield what makes the functions of the triggers."""
    for table in LEDGER:
        yield _row(schema, table)
    yield f"""
CREATE FUNCTION {schema}.ab_commit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
{FIXED} AS $$
DECLARE
    own bigint := ({given_sql(schema)});
    last bigint := coalesce((SELECT max(c.number) FROM {schema}.commits AS c), 0);
BEGIN
    NEW.hand := session_user;
    IF {schema}.writing() <> {A_TRANSACTION_OF_OURS} THEN
        NEW.number := last + 1;
    ELSIF EXISTS (SELECT 1 FROM {schema}.commits AS c WHERE c.number = NEW.number) THEN
        RETURN NEW; -- sent again with its head, which is looked at where it is put in
    END IF;
    UPDATE {schema}.states AS t SET commit = NEW.number
        WHERE t.number = own AND t.commit IS NULL AND NEW.number = last + 1;
    IF NOT FOUND THEN
        PERFORM {schema}.refuse('{_ONE_COMMIT}');
    END IF;
    RETURN NEW;
END $$"""
    step = f"interval '{CLOCK_STEP_S} seconds'"
    yield f"""
CREATE FUNCTION {schema}.ab_instant() RETURNS trigger LANGUAGE plpgsql {FIXED} AS $$
DECLARE -- where the last one ran ahead of the clock, the next one follows it closely
    began timestamptz := (SELECT t.began FROM {schema}.states AS t JOIN {schema}.store_state AS s
        ON s.number = t.number);
    before timestamptz := (SELECT c.committed_at::timestamptz FROM {schema}.commits AS c
        WHERE c.number < NEW.number ORDER BY c.number DESC LIMIT 1);
    latest timestamptz := clock_timestamp() + {step};
BEGIN
    IF before > latest THEN
        latest := before + {step};
    END IF;
    IF EXISTS (SELECT 1 FROM {schema}.commits AS c WHERE c.number = NEW.number) THEN
        RETURN NEW;
    ELSIF NEW.committed_at !~ '^\\d{{4}}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{{3}}Z$'
        OR NEW.committed_at > to_char(latest AT TIME ZONE 'UTC', '{_INSTANT}')
        OR NEW.committed_at < to_char(began AT TIME ZONE 'UTC', '{_INSTANT}')
        OR NEW.committed_at <= to_char(before AT TIME ZONE 'UTC', '{_INSTANT}') THEN
        PERFORM {schema}.refuse('{_CLOCK}');
    END IF;
    RETURN NEW;
END $$"""
    yield _settings(schema)
    yield f"""
CREATE FUNCTION {schema}.aa_kept() RETURNS trigger LANGUAGE plpgsql {FIXED} AS $$
BEGIN
    IF TG_TABLE_NAME = 'changes' AND TG_OP = 'DELETE' THEN
        IF OLD.gone AND OLD.number <=
                (SELECT s.number FROM {schema}.store_state AS s) - {FOLLOWED} THEN
            RETURN OLD; -- nobody follows from so long ago
        END IF;
    END IF;
    PERFORM {schema}.refuse('{_KEPT}');
    RETURN NULL;
END $$"""


def _settings(schema: str) -> str:
    return f"""
CREATE FUNCTION {schema}.guard_settings() RETURNS trigger LANGUAGE plpgsql {FIXED} AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW IS NOT DISTINCT FROM OLD THEN
            RETURN NEW;
        ELSIF NEW.id = OLD.id AND NEW.name = OLD.name AND OLD.name = 'geometry_version' THEN
            -- A count that goes up with each change, and never far: triggers count, too.
            NEW.value := least(OLD.value::bigint + {_LEAP}, greatest(OLD.value::bigint,
                substring(NEW.value, '^[0-9]{{1,15}}$')::bigint));
            RETURN NEW;
        END IF;
    ELSIF TG_OP = 'INSERT' AND {schema}.writing() = {A_TRANSACTION_OF_OURS} THEN
        IF EXISTS (SELECT 1 FROM {schema}.settings AS s WHERE s.id = NEW.id) THEN
            RETURN NEW;
        END IF;
    END IF;
    IF NOT {schema}.is_office() THEN
        PERFORM {schema}.refuse_as_of_the_province('{_SETTINGS}');
    ELSIF TG_OP = 'DELETE' OR {schema}.writing() <> {A_TRANSACTION_OF_OURS}
        OR NEW.name NOT IN ({_SET_BY_THE_PROGRAM}) THEN
        PERFORM {schema}.refuse('{_OUR_TABLE}');
    END IF;
    RETURN NEW;
END $$"""


def _row(schema: str, table: Table) -> str:
    behind = _BEHIND.format(title=table.title)
    return f"""
CREATE FUNCTION {schema}.n_behind_{table.name}() RETURNS trigger LANGUAGE plpgsql {FIXED} AS $$
DECLARE
    behind bigint := coalesce((SELECT max(o.id) FROM {schema}.{table.name} AS o), 0) + 1;
BEGIN
    IF {schema}.writing() <> {A_TRANSACTION_OF_OURS} THEN
        NEW.id := behind;
    END IF;
    IF NEW.id <> behind OR NEW.commit_number IS DISTINCT FROM (SELECT t.commit
            FROM {schema}.states AS t WHERE t.number = ({given_sql(schema)})) THEN
        PERFORM {schema}.refuse('{behind}');
    END IF;
    RETURN NEW;
END $$"""


def triggers(schema: str) -> Iterator[str]:
    """Yield what makes the triggers, once a store holds what it begins with.

    Of two that refuse a row of the ledger, that speaks which says why in words for people.
    """
    for table in LEDGER:
        yield (
            f"CREATE TRIGGER n_behind BEFORE INSERT ON {schema}.{table.name} FOR EACH ROW"
            f" EXECUTE FUNCTION {schema}.n_behind_{table.name}()"
        )
    for name in ("ab_commit", "ab_instant"):
        yield (
            f"CREATE TRIGGER {name} BEFORE INSERT ON {schema}.commits FOR EACH ROW"
            f" EXECUTE FUNCTION {schema}.{name}()"
        )
    yield (
        f"CREATE TRIGGER ac_guard BEFORE INSERT OR UPDATE OR DELETE ON {schema}.settings"
        f" FOR EACH ROW EXECUTE FUNCTION {schema}.guard_settings()"
    )
    yield from _kept(schema)


def _kept(schema: str) -> Iterator[str]:
    """Yield the triggers that keep what was written when, but for what our functions do to it."""
    moved = "NEW.number NOT IN (OLD.number, OLD.number + 1) OR NEW.uuid <> OLD.uuid"
    another = "(NEW.table_name, NEW.key) IS DISTINCT FROM (OLD.table_name, OLD.key)"
    for table, events in {
        "store_state": {"DELETE": "", "UPDATE": f"FOR EACH ROW WHEN ({moved})"},
        "states": {"DELETE": "", "UPDATE": "FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0)"},
        "changes": {
            "DELETE": "FOR EACH ROW",
            "UPDATE": f"FOR EACH ROW WHEN (NEW.number < OLD.number OR {another})",
        },
    }.items():
        for event, when in {"TRUNCATE": "", **events}.items():
            yield (
                f"CREATE TRIGGER aa_kept_{event.lower()} BEFORE {event} ON {schema}.{table}"
                f" {when or 'FOR EACH STATEMENT'} EXECUTE FUNCTION {schema}.aa_kept()"
            )
