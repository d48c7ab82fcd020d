"""The chain of commits as a server reckons it: the head that a commit must have.

What `mocgioi.store.chain` makes of rows in a file is made here of the same rows in SQL, so that
whoever sends a head sends the right one, or nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from mocgioi.store.chain import LEDGER, NOT_HASHED
from mocgioi.store.declaration import Column, Table
from mocgioi.store.server.feed import FIXED
from mocgioi.store.server.rows import kind_of

_ASCII = "[\\x01-\\x7e]+"
"""What a text of JSON has as it is; every other character is written by its number."""


def functions(schema: str) -> Iterator[str]:
    """Yield what makes the functions that reckon heads, and the one that refuses wrong ones."""
    yield f"""
CREATE FUNCTION {schema}.in_ascii(words text) RETURNS text LANGUAGE plpgsql IMMUTABLE
{FIXED} AS $$
DECLARE
    rest text := regexp_replace(words, '{_ASCII}', '', 'g');
    letter text;
    code integer;
BEGIN
    WHILE rest <> '' LOOP
        letter := left(rest, 1);
        code := ascii(letter);
        words := replace(words, letter, CASE WHEN code > 65535 THEN
            '\\u' || to_hex(55296 + ((code - 65536) >> 10))
            || '\\u' || to_hex(56320 + ((code - 65536) & 1023))
            ELSE '\\u' || lpad(to_hex(code), 4, '0') END);
        rest := replace(rest, letter, '');
    END LOOP;
    RETURN words;
END $$"""
    yield f"""
CREATE FUNCTION {schema}.hash_of(words text) RETURNS text LANGUAGE sql IMMUTABLE {FIXED} AS $$
    SELECT encode(sha256(convert_to({schema}.in_ascii(words), 'UTF8')), 'hex')
$$"""
    blocks = "".join(_said_by(schema, table) for table in LEDGER)
    yield f"""
CREATE FUNCTION {schema}.recorded_by(commit bigint) RETURNS text LANGUAGE plpgsql STABLE
{FIXED} AS $$
DECLARE -- what each table of the ledger has of a commit; where it may have anything
    writing bigint := (SELECT t.number FROM {schema}.states AS t WHERE t.commit = $1);
    said text := '';
BEGIN{blocks}
    RETURN said;
END $$"""
    own = ", ".join(
        f"coalesce(to_json({value})::text, 'null')"
        for value in ("before", "c.number", "c.committed_at", "c.program_version", "c.author")
    )
    yield f"""
CREATE FUNCTION {schema}.head_of(commit bigint) RETURNS text LANGUAGE plpgsql STABLE
{FIXED} AS $$
DECLARE
    c {schema}.commits%ROWTYPE;
    before text;
BEGIN -- NULL where the one before has none yet
    SELECT * INTO c FROM {schema}.commits AS o WHERE o.number = commit;
    SELECT o.head INTO before FROM {schema}.commits AS o WHERE o.number < commit
        ORDER BY o.number DESC LIMIT 1;
    IF NOT FOUND THEN
        before := '';
    ELSIF before IS NULL THEN
        RETURN NULL;
    END IF;
    RETURN {schema}.hash_of('[' || concat_ws(',', {own},
        to_json({schema}.hash_of({schema}.recorded_by(commit)))::text) || ']');
END $$"""


def _said_by(schema: str, table: Table) -> str:
    """Return the step that adds the rows of a table, one a line, as `chain` hashes them."""
    row = ", ".join(
        ["o.id::text", *(_as_json(c) for c in table.columns if c.name not in NOT_HASHED)]
    )
    return f"""
    IF writing IS NULL OR EXISTS (SELECT 1 FROM {schema}.changes AS t
            WHERE t.number >= writing AND t.table_name = '{table.name}') THEN
        said := said || coalesce((SELECT string_agg('{table.name} '
            || regexp_replace('[' || concat_ws(',', {row}), '(,null)+$', '') || E']\\n', ''
            ORDER BY o.id) FROM {schema}.{table.name} AS o WHERE o.commit_number = commit
            AND o.id > coalesce((SELECT b.id FROM {schema}.{table.name} AS b
                WHERE b.commit_number < commit ORDER BY b.id DESC LIMIT 1), 0)), '');
    END IF;"""


def _as_json(column: Column) -> str:
    """Return the SQL of what JSON has of a column of a row ``o``, as a file gives its value."""
    value, kind = f"o.{column.name}", kind_of(column.sql)
    written = f"to_json({value})::text"
    if kind == "BOOLEAN":
        written = f"{value}::integer::text"
    elif kind == "DOUBLE":
        written = (
            f"CASE WHEN {value}::text ~ '[.e]' THEN {value}::text ELSE {value}::text || '.0' END"
        )
    elif kind in ("DATE", "DATETIME"):
        # A day that is a year alone is a number in a file.
        written = f"CASE WHEN {value} ~ '^\\d+$' THEN {value}::bigint::text ELSE {written} END"
    return f"coalesce({written}, 'null')"
