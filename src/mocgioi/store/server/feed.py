"""What holds for every write to a server, whoever makes it: one at a time, numbered, told.

The first statement of a transaction that writes takes the lock of the store and the next number
before it locks any row; each row that changes is told in ``changes`` under that number, the last
one for each row, so that whoever keeps a copy brings it up to date by what it lacks; a row that is
gone is told for the next `FOLLOWED` numbers. Each number has a token in ``states``:
where an older dump was brought back and written on, the same number has another one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mocgioi.store.declaration import Table
from mocgioi.store.writer import A_TRANSACTION_OF_OURS, NEVER_HOLD_A_ROW

FOLLOWED = 1000
"""How many numbers a copy may be behind and be brought forward yet; one that is older is fetched
whole. What is computed anew has other keys each time, and those of before would be told for ever.
"""

_KEYS = ("fid", "id", "number")
_ANY = "0"
"""The key under which it is told that rows came to a table that only grows; no row has it."""

_EMPTIED = (
    "Không xóa sạch bảng của kho số liệu được: mọi việc đã ghi được giữ nguyên"
    " / tables of the store are never emptied at once"
)
FIXED = "SET search_path = pg_catalog, pg_temp"
"""In every function that guards: names in it mean the same whatever a session searches first."""

_FAR, _LEAP = 10**12, 10**6
"""A key that no store comes to, and how far beyond the last one the next may be there."""
_KEY = "Khóa của hàng phải nối tiếp các hàng đã có / the key of a row follows those that are there"

_PATIENCE_S = 15
"""How long another program waits for whoever is writing: its windows stand still meanwhile."""

_HELD = (
    "Tài khoản «%1$s» đang ghi dở (một phiên sửa chưa lưu), nên chưa ghi được: đợi họ lưu hoặc bỏ"
    " phiên sửa, rồi lưu lại / the account “%1$s” is in the middle of writing: save again later"
)

_CLOSED = (
    "Phiên ghi này đã được kiểm tra xong, không ghi thêm được: hãy bắt đầu phiên khác"
    " / this transaction was verified already: begin another one"
)


def given_sql(schema: str, what: str = "number") -> str:
    """Return the SELECT of the number that this transaction was given, if it was: told by what it
    wrote where nobody else can write, not by a setting that anybody may set.

    Args:
        what: another column of the same row.
    """
    return (
        f"SELECT t.{what} FROM {schema}.states AS t JOIN {schema}.store_state AS s"
        " ON s.number = t.number WHERE t.xid = pg_current_xact_id()"
    )


def functions(schema: str) -> Iterator[str]:
    """Yield what makes the functions that triggers and programs call."""
    instant = f"mocgioi.instant_of_{schema}"
    yield f"""
CREATE FUNCTION {schema}.begin_writing() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER {FIXED} AS $$
DECLARE
    given bigint := ({given_sql(schema)});
BEGIN
    IF given IS NULL THEN
        PERFORM pg_advisory_xact_lock(hashtext('mocgioi:{schema}'));
        UPDATE {schema}.store_state SET number = number + 1 RETURNING number INTO given;
        INSERT INTO {schema}.states (number, token) VALUES (given, gen_random_uuid()::text);
        DELETE FROM {schema}.changes WHERE gone AND number <= given - {FOLLOWED};
    END IF;
    -- Looked at once, it writes no more; not even the statement that had it looked at.
    IF ({given_sql(schema, "closed")}) THEN
        PERFORM {schema}.refuse('{_CLOSED}');
    END IF;
    RETURN given;
END $$"""
    yield f"""
CREATE FUNCTION {schema}.writing() RETURNS integer LANGUAGE sql STABLE
{FIXED} AS $$
    SELECT coalesce(nullif(current_setting('mocgioi.writing', true), '')::integer, 0)
$$"""
    yield f"""
CREATE FUNCTION {schema}.instant() RETURNS text LANGUAGE plpgsql
{FIXED} AS $$
DECLARE
    last timestamptz := greatest(
        nullif(current_setting('{instant}', true), '')::timestamptz,
        (SELECT committed_at::timestamptz FROM {schema}.commits ORDER BY number DESC LIMIT 1));
    made text := to_char(
        greatest(clock_timestamp(), last + interval '1 millisecond') AT TIME ZONE 'UTC',
        'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
BEGIN
    PERFORM set_config('{instant}', made, true);
    RETURN made;
END $$"""
    yield f"""
CREATE FUNCTION {schema}.refuse(words text) RETURNS void LANGUAGE plpgsql
{FIXED} AS $$
BEGIN
    RAISE EXCEPTION USING MESSAGE = words, ERRCODE = 'P0001';
END $$"""
    yield from _trigger_functions(schema)


def _trigger_functions(schema: str) -> Iterator[str]:
    def told(key: str, gone: str = "false") -> str:
        return (
            f"INSERT INTO {schema}.changes AS c (number, table_name, key, gone)"
            f" VALUES (given, TG_TABLE_NAME, {key}, {gone}) ON CONFLICT (table_name, key)"
            " DO UPDATE SET number = EXCLUDED.number, gone = EXCLUDED.gone"
            " WHERE (c.number, c.gone) <> (EXCLUDED.number, EXCLUDED.gone);"
        )

    yield f"""
CREATE FUNCTION {schema}.aa_begin() RETURNS trigger LANGUAGE plpgsql
SET lock_timeout = '{_PATIENCE_S}s' {FIXED} AS $$
BEGIN
    BEGIN
        PERFORM {schema}.begin_writing();
    EXCEPTION WHEN lock_not_available THEN
        PERFORM {schema}.refuse(format('{_HELD}', coalesce((
            SELECT min(a.usename) FROM pg_locks AS l JOIN pg_stat_activity AS a USING (pid)
            WHERE l.locktype = 'advisory' AND l.granted AND a.datname = current_database()
            AND l.objid::bigint = hashtext('mocgioi:{schema}')::bigint & 4294967295), '?')));
    END;
    RETURN NULL;
END $$"""
    yield f"""
CREATE FUNCTION {schema}.aa_empty() RETURNS trigger LANGUAGE plpgsql
{FIXED} AS $$
BEGIN
    PERFORM {schema}.refuse('{_EMPTIED}');
    RETURN NULL;
END $$"""
    yield f"""
CREATE FUNCTION {schema}.zz_feed_ledger() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER {FIXED} AS $$
DECLARE
    given bigint := {schema}.begin_writing();
BEGIN
    {told(_ANY)}
    RETURN NULL;
END $$"""
    for key in _KEYS:
        yield f"""
CREATE FUNCTION {schema}.zz_feed_{key}() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER {FIXED} AS $$
DECLARE
    given bigint := {schema}.begin_writing();
BEGIN
    IF TG_OP <> 'INSERT' THEN
        {told(f"OLD.{key}", f"TG_OP = 'DELETE' OR NEW.{key} <> OLD.{key}")}
    END IF;
    IF TG_OP = 'INSERT' OR (TG_OP = 'UPDATE' AND NEW.{key} <> OLD.{key}) THEN
        {told(f"NEW.{key}")}
    END IF;
    RETURN NULL;
END $$"""
        yield f"""
CREATE FUNCTION {schema}.ab_key_{key}() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER {FIXED} AS $$
DECLARE
    last bigint;
    asked bigint;
BEGIN -- a key that a program asked for before, or the next one; none far above the others
    IF {schema}.writing() = {A_TRANSACTION_OF_OURS} AND NEW.{key} BETWEEN 1 AND {_FAR} THEN
        RETURN NEW;
    END IF;
    EXECUTE format('SELECT max({key}) FROM {schema}.%I', TG_TABLE_NAME) INTO last;
    IF {schema}.writing() <> {A_TRANSACTION_OF_OURS} THEN
        EXECUTE format('SELECT last_value FROM {schema}.%I', TG_TABLE_NAME || '_{key}_seq')
            INTO asked;
        NEW.{key} := greatest(last + 1, CASE WHEN NEW.{key} <= asked THEN NEW.{key} END, 1);
    ELSIF NEW.{key} NOT BETWEEN 1 AND greatest(last, {_FAR}) + {_LEAP} THEN
        PERFORM {schema}.refuse('{_KEY}');
    END IF;
    RETURN NEW;
END $$"""


def triggers(schema: str, tables: Iterable[Table]) -> Iterator[str]:
    """Yield what makes the triggers of each table: the first and the last of every write.

    They are called so that they come before (``aa``, ``ab``) and after (``zz``) all others.
    """
    for table in tables:
        qualified = f'{schema}."{table.name}"'
        yield (
            f"CREATE TRIGGER aa_begin BEFORE INSERT OR UPDATE OR DELETE ON {qualified}"
            f" FOR EACH STATEMENT EXECUTE FUNCTION {schema}.aa_begin()"
        )
        if table.name in NEVER_HOLD_A_ROW:
            continue
        yield (
            f"CREATE TRIGGER aa_empty BEFORE TRUNCATE ON {qualified}"
            f" FOR EACH STATEMENT EXECUTE FUNCTION {schema}.aa_empty()"
        )
        if table.ledger:
            yield (
                f"CREATE TRIGGER zz_feed AFTER INSERT ON {qualified}"
                f" FOR EACH STATEMENT EXECUTE FUNCTION {schema}.zz_feed_ledger()"
            )
        else:
            yield (
                f"CREATE TRIGGER ab_key BEFORE INSERT ON {qualified} FOR EACH ROW"
                f" EXECUTE FUNCTION {schema}.ab_key_{table.key}()"
            )
            yield (
                f"CREATE TRIGGER zz_feed AFTER INSERT OR UPDATE OR DELETE ON {qualified}"
                f" FOR EACH ROW EXECUTE FUNCTION {schema}.zz_feed_{table.key}()"
            )
