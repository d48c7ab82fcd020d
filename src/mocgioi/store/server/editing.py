"""What triggers of a server ask of functions: moments, days, and values as events say them."""

from __future__ import annotations

from collections.abc import Iterator

from mocgioi.store.dialect import UNNAMED_HAND, Dialect
from mocgioi.store.geometry import STORAGE_SRS_ID

_BLOB = b"GP".hex() + "00{flags}" + STORAGE_SRS_ID.to_bytes(4, "little").hex()
"""How a geometry begins in a file: version 0, and in the flags whether its bounds follow."""

_SAFE = "SET search_path = {schema}, public, pg_temp SET jit = off"


def dialect(schema: str) -> Dialect:
    """Return in which dialect the triggers of a server are written."""
    save = f"mocgioi.save_of_{schema}"
    return Dialect(
        number=lambda condition: f"CAST(({condition}) AS integer)",
        truth=lambda number: f"({number}) <> 0",
        any_of=lambda column: f"min({column})",
        false="FALSE",
        true="TRUE",
        integer=lambda sql: f"CAST({sql} AS integer)",
        said=lambda column: f"{schema}.as_event({column})",
        edited_value="coalesce(NEW.value, '')",
        unnamed_hand=f"'{UNNAMED_HAND}:' || session_user",
        is_new_save=f"coalesce(current_setting('{save}', TRUE), '') = ''",
        save_begun=(
            f" PERFORM set_config('{save}', 'begun', TRUE);"
            f" PERFORM {schema}.move_on(NEW.subject, NEW.aspect);"
        ),
        typed=True,
        completes_rows=True,
        has_kits=False,
    )


def search_path(schema: str) -> str:
    """Return what a function says of its surroundings that runs by the rights of the owner."""
    return f"SECURITY DEFINER {_SAFE.format(schema=schema)}"


def functions(schema: str) -> Iterator[str]:
    """Yield what makes the functions that the triggers call."""
    yield from _moments(schema)
    yield from _values(schema)


def _moments(schema: str) -> Iterator[str]:
    setting = f"mocgioi.moment_of_{schema}"
    yield f"""
CREATE FUNCTION {schema}.moment() RETURNS text LANGUAGE plpgsql AS $$
DECLARE -- the instant of all that one statement of a client does
    kept text[] := string_to_array(current_setting('{setting}', true), ' ');
    statement text := extract(epoch FROM statement_timestamp())::text;
    made text;
BEGIN
    IF kept[1] = statement THEN
        RETURN kept[2];
    END IF;
    made := {schema}.instant();
    PERFORM set_config('{setting}', statement || ' ' || made, true);
    RETURN made;
END $$"""
    yield f"""
CREATE FUNCTION {schema}.move_on(of_subject text, of_aspect text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN -- what is said of one thing twice within the moment is said at two instants
    IF EXISTS (SELECT 1 FROM {schema}.observations AS o WHERE o.subject = of_subject
            AND o.aspect = of_aspect AND o.recorded_at >= {schema}.moment()) THEN
        PERFORM set_config('{setting}',
            extract(epoch FROM statement_timestamp()) || ' ' || {schema}.instant(), true);
    END IF;
END $$"""
    yield f"""
CREATE FUNCTION {schema}.today_in_vietnam() RETURNS text LANGUAGE sql AS $$
    SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC' + interval '7 hours', 'YYYY-MM-DD')
$$"""
    # A day that a month does not have is one of the next month, as SQLite reads it.
    yield f"""
CREATE FUNCTION {schema}.day(words text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN words ~ '^\\d{{4}}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])([T ]|$)' THEN
        (SELECT lpad((left(words, 4)::integer - read.year + extract(year FROM read.day))::text,
            4, '0') || to_char(read.day, '-MM-DD')
        FROM (SELECT 2000 + left(words, 4)::integer % 400 AS year, make_date(
            2000 + left(words, 4)::integer % 400, substr(words, 6, 2)::integer, 1)
            + substr(words, 9, 2)::integer - 1 AS day) AS read) END
$$"""


def _values(schema: str) -> Iterator[str]:
    said = f"CREATE FUNCTION {schema}.as_event(value {{}}) RETURNS text LANGUAGE sql IMMUTABLE"
    yield f"{said.format('text')} AS $$ SELECT value $$"
    yield f"{said.format('bigint')} AS $$ SELECT value::text $$"
    yield f"{said.format('boolean')} AS $$ SELECT value::integer::text $$"
    yield f"""
CREATE FUNCTION {schema}.as_event(value double precision) RETURNS text
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE -- as SQLite writes a number: fifteen digits where they are enough, and always a point
    written text := trim(to_char(value, '9.99999999999999EEEE'));
    power integer;
    longest integer := 14;
BEGIN
    IF value = 0 THEN
        RETURN '0.0';
    ELSIF value IS NULL OR value = 'NaN' OR abs(value) > 1e300 THEN -- rounded, they would not fit
        RETURN value::text;
    END IF;
    IF written::double precision <> value THEN
        written := trim(to_char(value, '9.9999999999999999EEEE'));
        longest := 16;
    END IF;
    power := split_part(written, 'e', 2)::integer;
    IF power BETWEEN -4 AND longest THEN
        written := written::numeric::text;
        RETURN regexp_replace(CASE WHEN strpos(written, '.') > 0 THEN rtrim(written, '0')
            ELSE written || '.' END, '\\.$', '.0');
    END IF;
    RETURN regexp_replace(rtrim(split_part(written, 'e', 1), '0'), '\\.$', '.0') || 'e'
        || split_part(written, 'e', 2);
END $$"""
    point, shape = (_BLOB.format(flags=flags) for flags in ("01", "03"))
    pair = "substr(ST_AsBinary(ST_MakePoint(ST_{0}Min(value), ST_{0}Max(value)), 'NDR'), 6)"
    yield f"""
CREATE FUNCTION {schema}.as_event(value geometry) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN GeometryType(value) = 'POINT' OR ST_IsEmpty(value) THEN '{point}'
        ELSE '{shape}' || encode({pair.format("X")} || {pair.format("Y")}, 'hex') END
        || encode(ST_AsBinary(value, 'NDR'), 'hex')
$$"""
