"""What is looked at when a transaction on a server ends, whoever made it and however.

Heads are those that follow from the ledger, and the rows of layers that were touched, by hand or
by an event, are the fold of their events. Where one is not, nothing of the transaction is kept.
A transaction that was looked at before its end writes no more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mocgioi.domain.aspects import COUNTED
from mocgioi.domain.decision import stands_sql
from mocgioi.store.edit_steps import folded_columns
from mocgioi.store.fold_sql import item_states_sql, numbers_sql, states_sql
from mocgioi.store.homes import OF_KIND, Home
from mocgioi.store.layers import ALWAYS_REAL, aspects_of, columns_of
from mocgioi.store.photos import ASPECT as PHOTO
from mocgioi.store.schema import BY_NAME
from mocgioi.store.server.editing import dialect, search_path
from mocgioi.store.server.guards import FIXED
from mocgioi.store.server.layer_guards import COMPUTED
from mocgioi.store.server.rows import kind_of
from mocgioi.store.server.translating import expression

_LAYERS = {"markers": "number", **{home.table: home.subject for home in OF_KIND.values()}}
"""By layer whose rows are the fold of events, the column of what events call its rows."""

_HEAD = (
    "Mã của lần ghi %s không phải là mã của những gì sổ có"
    " / the head of commit %s is not that of what the ledger has"
)
_LEDGER_SAYS_OTHERWISE = (
    "«%1$s» %2$s: hàng trong lớp không phải là điều sổ ghi nói, nên không lưu. Sửa bằng chương "
    "trình hoặc trong lớp bản đồ: mỗi sửa đổi phải là một số liệu trong sổ"
    " / %2$s: a row of a layer is what the ledger says of it, and nothing else"
)
_PHOTOS = (
    "Ảnh của mốc không phải là ảnh sổ ghi nói, nên không lưu"
    " / the photographs of markers are those of the ledger"
)
_PLANNED_ONCE = "SET plan_cache_mode = force_generic_plan"


def functions(schema: str) -> Iterator[str]:
    """Yield what makes the functions that compare, and the one that is called at the end."""
    yield _of_marker(schema)
    for home in OF_KIND.values():
        yield _of_item(schema, home)
    yield from _touched(schema)
    yield _verify(schema)


def _of_marker(schema: str) -> str:
    values = folded_columns("whose")
    counted = ", ".join(f"'{aspect}'" for aspect in COUNTED)
    place = (
        "(SELECT s.value FROM states AS s WHERE s.aspect = 'register_position' AND s.value <> '')"
    )
    compared = [
        *(f"shown.{column}" for column in values),
        "ST_X(shown.geom)",
        "ST_Y(shown.geom)",
    ]
    wanted = [
        *(expression(value, schema) for value in values.values()),
        f"split_part({place}, ' ', 1)::float8",
        f"split_part({place}, ' ', 2)::float8",
    ]
    numbers = expression(numbers_sql("whose"), schema)
    said = f"FROM {schema}.observations AS o WHERE o.subject IN ({numbers}) AND o.illustrative"
    made_up = (
        f"CASE WHEN shown.illustrative THEN NOT EXISTS (SELECT 1 {said})"
        f" ELSE EXISTS (SELECT 1 FROM states AS s WHERE s.aspect IN ({counted})"
        f" AND s.value IS NOT NULL) AND NOT EXISTS (SELECT 1 {said} = false) END"
    )
    there = (
        "EXISTS (SELECT 1 FROM states AS s WHERE s.aspect = 'existence' AND s.value = 'yes')"
        " AND coalesce((SELECT s.value FROM states AS s WHERE s.aspect = 'number'), whose) = whose"
    )
    folding = expression(states_sql("whose", dialect(schema)), schema)
    return _differs(schema, "markers", "number", folding, there, compared, wanted, made_up)


def _of_item(schema: str, home: Home) -> str:
    columns = {column.name: column.sql for column in BY_NAME[home.table].columns}
    compared, wanted = [], []
    for name in columns_of(home):
        kind = "GEOMETRY" if name == "geom" else kind_of(columns[name])
        compared.append(_AS_SAID.get(kind, "nullif({}, '')").format(f"shown.{name}"))
        wanted.append(
            _as_column(f"max(CASE WHEN aspect = '{home.aspect(name)}' THEN value END)", kind)
        )
    existence = (
        f"SELECT 1 FROM {schema}.observations AS o WHERE o.subject = whose"
        f" AND o.aspect = '{home.existence}'"
    )
    made_up = "false"
    if home.table not in ALWAYS_REAL:
        made_up = f"NOT EXISTS ({existence} AND o.illustrative = shown.illustrative)"
    there = (
        f"EXISTS (SELECT 1 FROM states AS s WHERE s.aspect = '{home.existence}'"
        " AND s.value = 'yes')"
    )
    folding = expression(item_states_sql("whose", aspects_of(home), dialect(schema)), schema)
    return _differs(schema, home.table, home.subject, folding, there, compared, wanted, made_up)


_AS_SAID = {
    "GEOMETRY": "encode(ST_AsBinary({}, 'NDR'), 'hex')",
    "BOOLEAN": "coalesce({}, false)",
    "DOUBLE": "{}",
    "INTEGER": "{}",
}
"""By kind of column, how it is compared; of a text an empty one is none."""


def _as_column(said: str, kind: str) -> str:
    """Return the SQL of a column from that of what events say of it."""
    value = f"nullif({said}, '')"
    if kind == "GEOMETRY":
        # Behind eight bytes, and the bounds that these say are there, follows the WKB.
        bounds = "(get_byte(decode(substr({0}, 7, 2), 'hex'), 0) >> 1 & 7)"
        sizes = (
            f"CASE {bounds.format(value)} WHEN 0 THEN 0 WHEN 1 THEN 64 WHEN 4 THEN 128 ELSE 96 END"
        )
        wkb = f"decode(substr({value}, 17 + {sizes}), 'hex')"
        return f"encode(ST_AsBinary(ST_GeomFromWKB({wkb}), 'NDR'), 'hex')"
    if kind == "BOOLEAN":
        return f"coalesce({value}::integer <> 0, false)"
    casts = {"DOUBLE": "::float8", "INTEGER": "::bigint"}
    return f"{value}{casts.get(kind, '')}"


def _differs(
    schema: str,
    table: str,
    key: str,
    folding: str,
    there: str,
    compared: Sequence[str],
    wanted: Sequence[str],
    made_up: str,
) -> str:
    """Return what makes the function that says whether a row is another one than its events say.

    Args:
        folding: the SQL, from WITH on, that makes ``states`` of them. there: that there is a row.
        compared: of the row ``shown``. wanted: the same of ``states``.
        made_up: that the row is made up and its evidence is not, or the other way round.
    """
    return f"""
CREATE FUNCTION {schema}.differs_{table}(whose text) RETURNS boolean LANGUAGE plpgsql STABLE
{search_path(schema)} {_PLANNED_ONCE} AS $$
DECLARE
    shown {schema}.{table}%ROWTYPE;
    is_there boolean;
    is_other boolean;
BEGIN
    SELECT * INTO shown FROM {schema}.{table} AS t WHERE t.{key} = whose;
    {folding} SELECT {there}, ROW({", ".join(compared)}) IS DISTINCT FROM ROW({", ".join(wanted)})
        OR {made_up} INTO is_there, is_other FROM states;
    RETURN CASE WHEN is_there THEN shown.{key} IS NULL OR is_other ELSE shown.{key} IS NOT NULL END;
END $$"""


def _touched(schema: str) -> Iterator[str]:
    """Yield the functions that write down which rows of layers a transaction has touched."""
    for table, key in _LAYERS.items():
        told = f"INSERT INTO {schema}.to_verify (number, layer, subject) VALUES (given, '{table}',"
        yield f"""
CREATE FUNCTION {schema}.zz_touched_{table}() RETURNS trigger LANGUAGE plpgsql
{search_path(schema)} AS $$
DECLARE
    given bigint := {schema}.begin_writing();
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF {schema}.is_alike(OLD, NEW) THEN
            RETURN NULL;
        END IF;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        {told} OLD.{key});
    END IF;
    IF TG_OP <> 'DELETE' THEN
        {told} NEW.{key});
    END IF;
    RETURN NULL;
END $$"""
        computed = "".join(f"    b.{column} := a.{column};\n" for column in COMPUTED.get(table, ()))
        yield f"""
CREATE FUNCTION {schema}.is_alike(a {schema}.{table}, b {schema}.{table}) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE {FIXED} AS $$
BEGIN -- but for what is computed of all rows at once
{computed}    RETURN a IS NOT DISTINCT FROM b;
END $$"""


def _verify(schema: str) -> str:
    layer = " ".join(f"WHEN '{home.kind}' THEN '{home.table}'" for home in OF_KIND.values())
    about = (
        "CASE WHEN position('.' IN o.aspect) = 0 THEN 'markers'"
        f" ELSE CASE split_part(o.aspect, '.', 1) {layer} END END AS layer,"
        f" CASE WHEN position('.' IN o.aspect) = 0 THEN coalesce({schema}.number_now(o.subject),"
        " o.subject) ELSE o.subject END AS subject"
    )
    differs = " ".join(
        f"WHEN '{table}' THEN {schema}.differs_{table}(t.subject)" for table in _LAYERS
    )
    titles = " ".join(f"WHEN '{table}' THEN '{BY_NAME[table].title}'" for table in _LAYERS)
    photos = (
        f"SELECT m.fid, p.id FROM {schema}.observations AS o JOIN {schema}.photos AS p"
        f" ON p.sha256 = o.value JOIN {schema}.markers AS m ON m.number = o.subject"
        f" WHERE o.aspect = '{PHOTO}' AND {expression(stands_sql('o.uuid'), schema)}"
    )
    related = f"SELECT r.base_id, r.related_id FROM {schema}.markers_photos AS r"

    def own(table: str) -> str:
        return (
            f"o.commit_number = own.commit AND o.id > coalesce((SELECT b.id FROM {schema}.{table}"
            " AS b WHERE b.commit_number < own.commit ORDER BY b.id DESC LIMIT 1), 0)"
        )

    return f"""
CREATE FUNCTION {schema}.verify() RETURNS trigger LANGUAGE plpgsql {search_path(schema)}
{_PLANNED_ONCE} AS $$
DECLARE
    own {schema}.states%ROWTYPE;
    wrong record;
BEGIN
    UPDATE {schema}.states AS t SET closed = true WHERE t.number = NEW.number RETURNING * INTO own;
    FOR wrong IN SELECT c.number FROM {schema}.commits AS c WHERE c.head IS NOT NULL
            AND c.number IN (SELECT k.key FROM {schema}.changes AS k
                WHERE k.number = own.number AND k.table_name = 'commits')
            AND c.head IS DISTINCT FROM {schema}.head_of(c.number) LOOP
        PERFORM {schema}.refuse(format('{_HEAD}', wrong.number, wrong.number));
    END LOOP;
    FOR wrong IN SELECT CASE t.layer {titles} END AS title, t.subject FROM (
            SELECT v.layer, v.subject FROM {schema}.to_verify AS v WHERE v.number = own.number
            UNION SELECT {about} FROM {schema}.observations AS o WHERE {own("observations")}
            UNION SELECT {about} FROM {schema}.observations AS o WHERE o.uuid IN
                (SELECT o.observation_uuid FROM {schema}.decisions AS o WHERE {own("decisions")})
        ) AS t WHERE CASE t.layer {differs} END LOOP
        PERFORM {schema}.refuse(format('{_LEDGER_SAYS_OTHERWISE}', wrong.title, wrong.subject));
    END LOOP;
    IF EXISTS (SELECT 1 FROM {schema}.changes AS k
            WHERE k.number = own.number AND k.table_name = 'markers_photos')
        AND (EXISTS ({photos} EXCEPT {related}) OR EXISTS ({related} EXCEPT {photos})) THEN
        PERFORM {schema}.refuse('{_PHOTOS}');
    END IF;
    DELETE FROM {schema}.to_verify AS v WHERE v.number = own.number;
    RETURN NULL;
END $$"""


def triggers(schema: str) -> Iterator[str]:
    """Yield what makes the triggers, once a store holds what it begins with."""
    for table in _LAYERS:
        yield (
            f"CREATE TRIGGER zz_touched AFTER INSERT OR UPDATE OR DELETE ON {schema}.{table}"
            f" FOR EACH ROW EXECUTE FUNCTION {schema}.zz_touched_{table}()"
        )
    yield (
        f"CREATE CONSTRAINT TRIGGER verify AFTER INSERT ON {schema}.states DEFERRABLE"
        f" INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION {schema}.verify()"
    )
