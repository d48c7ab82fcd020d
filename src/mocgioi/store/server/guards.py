"""What a border post writes to the store of its province: what is of its sector, and nothing else.

Triggers raise before anything is put in, so that a person reads why; policies stand behind them.
No policy hides a row from an update: a program would report success for nothing. Where the
program itself sends rows, those of other sectors pass as they are, and so does what it computes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mocgioi.domain.alarms import ID_LENGTH
from mocgioi.domain.counting import DEFAULTS
from mocgioi.domain.line import PIECE
from mocgioi.store.homes import OF_KIND, SEPARATOR
from mocgioi.store.kit_triggers import OF_THE_PROVINCE
from mocgioi.store.schema import BY_NAME
from mocgioi.store.server import layer_guards
from mocgioi.store.server.roles import Group
from mocgioi.store.writer import A_TRANSACTION_OF_OURS

_WHO_IT_IS = ("existence", "number", "post", "register_position")
"""Aspects of a marker that say which marker it is, where, and whose: no post says them."""


FIXED = "SET search_path = pg_catalog, public, pg_temp"
"""In every one of them, names mean the same whatever a session searches first; PostGIS compares
places, in `public`.
"""


def functions(schema: str, names: Mapping[Group, str]) -> Iterator[str]:
    """Yield what makes the functions that say whose something is, and those that refuse.

    Args:
        names: of the groups.
    """
    for statement in _functions(schema, names):
        yield statement.replace(" AS $$", f" {FIXED} AS $$", 1)


def _functions(schema: str, names: Mapping[Group, str]) -> Iterator[str]:
    yield f"""
CREATE FUNCTION {schema}.is_office() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT pg_catalog.pg_has_role(session_user, '{names["office"]}'::name, 'MEMBER'::text)
$$"""
    yield f"""
CREATE FUNCTION {schema}.own_post() RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
    code text := (SELECT post_code FROM {schema}.members WHERE role = session_user);
BEGIN
    IF code IS NULL THEN
        PERFORM {schema}.refuse(format('Tài khoản «%1$s» chưa được gán cho đồn nào nên chưa ghi '
            'được. Nhờ người quản lý kho gán đồn'
            ' / the account “%1$s” is of no border post yet and writes nothing', session_user));
    END IF;
    RETURN code;
END $$"""
    yield from _whose_it_is(schema)
    yield from _refusals(schema)
    yield from _row_guards(schema)


def number_now_sql(schema: str, subject: str) -> str:
    """Return the SQL of the number by which a marker stands in its layer; NULL where none does.

    Args:
        subject: SQL of any number that it has or had.
    """
    renumbered = f"{schema}.observations AS n WHERE n.aspect = 'number' AND n.value = {subject}"
    return (
        f"coalesce((SELECT m.number FROM {schema}.markers AS m WHERE m.number = {subject}),"
        f" (SELECT m.number FROM {schema}.observations AS o JOIN {schema}.markers AS m"
        f" ON m.number = o.value WHERE o.aspect = 'number' AND (o.subject = {subject}"
        f" OR o.subject IN (SELECT n.subject FROM {renumbered})) ORDER BY o.id DESC LIMIT 1))"
    )


def _whose_it_is(schema: str) -> Iterator[str]:
    """Yield the functions that say whether something is of a sector."""
    yield (
        f"CREATE FUNCTION {schema}.number_now(subject text) RETURNS text LANGUAGE sql STABLE"
        f" AS $$ SELECT {number_now_sql(schema, '$1')} $$"
    )
    served = f"'{SEPARATOR}' || r.serves || '{SEPARATOR}'"
    yield f"""
CREATE FUNCTION {schema}.has_road(post text, road text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT NOT EXISTS (SELECT 1 FROM {schema}.observations AS o
            JOIN {schema}.commits AS c ON c.number = o.commit_number
            WHERE o.subject = road AND o.aspect = '{OF_KIND["road"].existence}' AND NOT EXISTS
                (SELECT 1 FROM {schema}.members AS h WHERE h.role = c.hand AND h.post_code = post))
        OR EXISTS (SELECT 1 FROM {schema}.roads AS r JOIN {schema}.markers AS m
            ON m.post_code = post
            AND position('{SEPARATOR}' || m.number || '{SEPARATOR}' IN {served}) > 0
            WHERE r.uuid = road)
        OR EXISTS (SELECT 1 FROM {schema}.reach_distances AS d JOIN {schema}.markers AS m
            ON m.number = d.marker_number AND m.post_code = post
            WHERE d.distance_m <= {DEFAULTS.reach_m}
            AND (d.road_uuid = road OR starts_with(d.road_uuid, road || '{PIECE}')))
$$"""
    listed = ", ".join(f"'{aspect}'" for aspect in _WHO_IT_IS)
    yield f"""
CREATE FUNCTION {schema}.has_subject(post text, subject text, aspect text) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN aspect LIKE 'road.%' THEN {schema}.has_road(post, subject)
        WHEN aspect LIKE '%.%' OR aspect IN ({listed}) THEN false
        ELSE EXISTS (SELECT 1 FROM {schema}.markers AS m
            WHERE m.number = {schema}.number_now(subject) AND m.post_code = post) END
$$"""
    yield f"""
CREATE FUNCTION {schema}.has_event(post text, event text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce((SELECT {schema}.has_subject(post, o.subject, o.aspect)
        FROM {schema}.observations AS o WHERE o.uuid = event), false)
$$"""


def _refusals(schema: str) -> Iterator[str]:
    """Yield the functions that raise why something is not written."""
    yield f"""
CREATE FUNCTION {schema}.refuse_as_of_the_province(title text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM {schema}.refuse(format('«%s» là của tỉnh: tài khoản của đồn không ghi được, hãy nhờ '
        'cơ quan quản lý kho / is the province''s: the account of a post does not write it',
        title));
END $$"""
    kinds = " ".join(
        f"WHEN '{home.kind}' THEN '{BY_NAME[home.table].title}'" for home in OF_KIND.values()
    )
    titles = {
        "existence": "Danh mục mốc",
        "number": "Số hiệu mốc",
        "post": "Mã đồn",
        "register_position": "Tọa độ sổ đăng ký",
    }
    of_marker = " ".join(f"WHEN '{aspect}' THEN '{titles[aspect]}'" for aspect in _WHO_IT_IS)
    yield f"""
CREATE FUNCTION {schema}.refuse_subject(subject text, aspect text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF aspect LIKE 'road.%' THEN
        PERFORM {schema}.refuse('Tuyến này không lên mốc nào của đồn: hãy nhờ cơ quan quản lý kho '
            'sửa / this road leads to no marker of the post: the office of the store edits it');
    ELSIF aspect LIKE '%.%' THEN
        PERFORM {schema}.refuse_as_of_the_province(CASE split_part(aspect, '.', 1) {kinds} END);
    ELSIF EXISTS (SELECT 1 FROM {schema}.markers AS m WHERE m.number = {schema}.number_now(subject)
            AND m.post_code = {schema}.own_post()) THEN
        PERFORM {schema}.refuse_as_of_the_province(CASE aspect {of_marker} END);
    ELSE
        PERFORM {schema}.refuse(format('Mốc %1$s không thuộc địa bàn của đồn (%2$s): chỉ đồn quản '
            'lý mốc và cơ quan quản lý kho ghi được'
            ' / marker %1$s is not of the sector of the post (%2$s)', subject,
            coalesce((SELECT p.name FROM {schema}.posts AS p
                WHERE p.code = {schema}.own_post()), {schema}.own_post())));
    END IF;
END $$"""


def _row_guards(schema: str) -> Iterator[str]:
    """Yield the functions of the triggers, each of one kind of table."""
    begin = (
        f"RETURNS trigger LANGUAGE plpgsql AS $$\nDECLARE\n    post text := {schema}.own_post();"
    )
    yield f"""
CREATE FUNCTION {schema}.guard_observations() {begin}
BEGIN
    IF NOT {schema}.has_subject(post, NEW.subject, NEW.aspect) THEN
        PERFORM {schema}.refuse_subject(NEW.subject, NEW.aspect);
    END IF;
    RETURN NEW;
END $$"""
    yield f"""
CREATE FUNCTION {schema}.guard_events() {begin}
BEGIN
    IF NOT {schema}.has_event(post, NEW.observation_uuid) THEN
        PERFORM {schema}.refuse_subject(o.subject, o.aspect) FROM {schema}.observations AS o
            WHERE o.uuid = NEW.observation_uuid;
        PERFORM {schema}.refuse_as_of_the_province('Số liệu ghi nhận');
    END IF;
    RETURN NEW;
END $$"""
    yield f"""
CREATE FUNCTION {schema}.guard_case_events() {begin}
BEGIN
    IF NEW.subject !~ '^[0-9a-f]{{{ID_LENGTH}}}$'
        AND NOT {schema}.has_subject(post, NEW.subject, 'marker_condition') THEN
        PERFORM {schema}.refuse_subject(NEW.subject, 'marker_condition');
    ELSIF NEW.kind = 'same_as'
        AND NOT {schema}.has_subject(post, NEW.party, 'marker_condition') THEN
        PERFORM {schema}.refuse_subject(NEW.party, 'marker_condition');
    END IF;
    PERFORM {schema}.refuse_subject(e.subject, 'marker_condition') FROM {schema}.case_events AS e
        WHERE (e.case_uuid = NEW.case_uuid OR e.uuid = NEW.withdraws)
        AND e.subject IS DISTINCT FROM NEW.subject
        AND NOT {schema}.has_subject(post, e.subject, 'marker_condition');
    RETURN NEW;
END $$"""
    yield f"""
CREATE FUNCTION {schema}.guard_observations_photos() {begin}
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF EXISTS (SELECT 1 FROM {schema}.observations_photos AS p WHERE p.id = NEW.id)
            OR EXISTS (SELECT 1 FROM {schema}.observations AS o WHERE o.id = NEW.base_id
                AND {schema}.has_subject(post, o.subject, o.aspect)) THEN
            RETURN NEW;
        END IF;
    ELSIF TG_OP = 'UPDATE' AND NEW IS NOT DISTINCT FROM OLD THEN
        RETURN NEW;
    END IF;
    PERFORM {schema}.refuse_as_of_the_province('Ảnh của số liệu');
    RETURN NULL;
END $$"""
    yield f"""
CREATE FUNCTION {schema}.guard_commits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {schema}.writing() <> {A_TRANSACTION_OF_OURS} THEN
        NEW.author := session_user;
    ELSIF NEW.author IS DISTINCT FROM session_user
        AND NOT EXISTS (SELECT 1 FROM {schema}.commits AS c WHERE c.number = NEW.number) THEN
        PERFORM {schema}.refuse(format('Tài khoản «%1$s» chỉ ghi được bằng tên của mình, không ghi '
            'thay «%2$s» / the account “%1$s” writes in its own name, not in that of “%2$s”',
            session_user, coalesce(NEW.author, '–')));
    END IF;
    RETURN NEW;
END $$"""
    yield from layer_guards.functions(schema)


def triggers(schema: str) -> Iterator[str]:
    """Yield what makes the triggers by which a post writes what is of its sector."""
    guards: list[tuple[str, str, str]] = [
        ("observations", "guard_observations", "INSERT"),
        ("decisions", "guard_events", "INSERT"),
        ("earlier_instants", "guard_events", "INSERT"),
        ("case_events", "guard_case_events", "INSERT"),
        ("commits", "guard_commits", "INSERT"),
    ]
    layers = [home.table for home in OF_THE_PROVINCE]
    for name in (*layers, *layer_guards.ADDITIONAL, "markers", "roads", "observations_photos"):
        events = "INSERT" if BY_NAME[name].ledger else "INSERT OR UPDATE OR DELETE"
        guards.append((name, f"guard_{name}", events))
    for table, function, events in guards:
        yield (
            f"CREATE TRIGGER ac_guard BEFORE {events} ON {schema}.{table} FOR EACH ROW"
            f" WHEN (NOT {schema}.is_office()) EXECUTE FUNCTION {schema}.{function}()"
        )


def policies(schema: str, names: Mapping[Group, str]) -> Iterator[str]:
    """Yield what stands behind the triggers of the two tables that figures rest on.

    Args:
        names: of the groups.
    """
    conditions = {
        "observations": f"{schema}.has_subject({schema}.own_post(), subject, aspect)",
        "decisions": f"{schema}.has_event({schema}.own_post(), observation_uuid)",
    }
    for table, own in conditions.items():
        yield f"ALTER TABLE {schema}.{table} ENABLE ROW LEVEL SECURITY"
        yield f"CREATE POLICY read ON {schema}.{table} FOR SELECT USING (true)"
        yield (
            f"CREATE POLICY office_adds ON {schema}.{table} FOR INSERT"
            f' TO "{names["office"]}" WITH CHECK (true)'
        )
        yield (
            f"CREATE POLICY post_adds ON {schema}.{table} FOR INSERT"
            f' TO "{names["post"]}" WITH CHECK ({own})'
        )
