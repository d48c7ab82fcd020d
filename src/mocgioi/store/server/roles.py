"""Who may do what in a store on a server: groups of the database, and who is in which.

The office writes everything, a post writes what is of its sector (`guards`), a viewer reads all;
two more groups read the views of an edition, and nothing else. The ledger only grows: nobody is
given the right to change or delete a row of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple, cast, get_args

import psycopg
from psycopg import errors, sql

from mocgioi.errors import CannotWrite, UsageError
from mocgioi.store.declaration import Table
from mocgioi.store.server.address import DEFAULT_SCHEMA
from mocgioi.store.server.rights import refuse_other_ways, refuse_who_may_do_all
from mocgioi.store.writer import NEVER_HOLD_A_ROW

Group = Literal["office", "post", "viewer", "internal", "public"]

GROUPS: tuple[Group, ...] = get_args(Group)
_WRITERS: tuple[Group, ...] = ("office", "post")
_READERS: tuple[Group, ...] = (*_WRITERS, "viewer")
_LONGEST = 63
"""Bytes of a name in PostgreSQL."""

_NEVER_WRITTEN = NEVER_HOLD_A_ROW | {"code_lists"}
"""Tables into which nobody puts anything but triggers, or the making of a store."""

_MEASURED = frozenset({"reach_distances", "reach_joins"})
"""Tables of what is computed from all of the network: the office has it computed."""

_NOBODY_ATTACHES = """
DO $$
DECLARE
    made regprocedure;
BEGIN -- the functions of triggers run by the rights of the owner: in a table of the store alone
    FOR made IN SELECT oid FROM pg_catalog.pg_proc
            WHERE pronamespace = '{schema}'::regnamespace AND prorettype = 'trigger'::regtype LOOP
        EXECUTE pg_catalog.format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', made);
    END LOOP;
END $$"""


class Hand(NamedTuple):
    """Somebody who may use a store.

    Attributes:
        login: the name of the role by which they log in.
        group: what they may do; post: code of the border post whose sector is theirs.
    """

    login: str
    group: Group
    post: str | None


def group_names(connection: psycopg.Connection[Any], schema: str) -> dict[Group, str]:
    """Return what the groups of a store are called in its cluster of databases, which they share
    with those of all other databases there.
    """
    listed = connection.execute(f"SELECT kind, role FROM {schema}.groups").fetchall()
    return {cast("Group", kind): role for kind, role in listed}


def make_groups(connection: psycopg.Connection[Any], schema: str) -> dict[Group, str]:
    """Make the groups of a store, and remember in it what they are called.

    Raises:
        CannotWrite: the user may not make them, with what the administrator has to type; or
            groups of that name are of another database.
    """
    names = _named(connection, schema)
    present = {
        role
        for (role,) in connection.execute(
            "SELECT rolname FROM pg_roles WHERE rolname = ANY(%s)", [list(names.values())]
        )
    }
    _refuse_those_of_others(connection, present)
    try:
        with connection.transaction():
            for role in names.values():
                if role not in present:
                    connection.execute(f'CREATE ROLE "{role}"')
            # Whoever owns the store is of its office.
            if not _is_member(connection, names["office"]):
                connection.execute(f'GRANT "{names["office"]}" TO CURRENT_USER')
    except errors.InsufficientPrivilege as why:
        listed = ", ".join(f'"{role}"' for role in names.values())
        raise _only_by_administrator(
            "tạo các nhóm người dùng của kho",
            "make the groups of the users of a store",
            [
                *(f'CREATE ROLE "{role}";' for role in names.values() if role not in present),
                f'GRANT {listed} TO "{connection.info.user}" WITH ADMIN OPTION;',
            ],
        ) from why
    connection.execute(f"CREATE TABLE {schema}.groups (kind text PRIMARY KEY, role name NOT NULL)")
    for kind, role in names.items():
        connection.execute(f"INSERT INTO {schema}.groups VALUES (%s, %s)", [kind, role])
    return names


def _named(connection: psycopg.Connection[Any], schema: str) -> dict[Group, str]:
    database = connection.info.dbname
    store = database if schema == DEFAULT_SCHEMA else f"{database}_{schema}"
    names = {group: f"{store}_{group}" for group in GROUPS}
    if '"' in database or any(len(name.encode()) > _LONGEST for name in names.values()):
        raise CannotWrite(
            f"Tên cơ sở dữ liệu «{database}» dài quá hoặc có dấu nháy: tên các nhóm người dùng làm "
            "từ tên ấy. Đặt tên ngắn hơn.",
            f"The name of the database “{database}” is too long or has quotes: groups of users are "
            "named by it. Give it a shorter one.",
        )
    return names


def _refuse_those_of_others(connection: psycopg.Connection[Any], roles: set[str]) -> None:
    """Refuse groups that have rights in another database: their members would have them here."""
    elsewhere = connection.execute(
        "SELECT r.rolname, d.datname FROM pg_shdepend AS s JOIN pg_roles AS r ON r.oid = s.refobjid"
        " JOIN pg_database AS d ON d.oid = s.dbid WHERE s.refclassid = 'pg_authid'::regclass"
        " AND r.rolname = ANY(%s) AND d.datname <> current_database() ORDER BY 1, 2 LIMIT 1",
        [list(roles)],
    ).fetchone()
    if elsewhere is not None:
        role, database = elsewhere
        raise CannotWrite(
            f"Nhóm người dùng «{role}» đã là của cơ sở dữ liệu «{database}»: người trong nhóm ấy "
            "sẽ vào được cả kho này. Đặt tên khác cho cơ sở dữ liệu hoặc lược đồ.",
            f"The group “{role}” is of the database “{database}”: its members would have rights "
            "here. Give the database or the schema another name.",
        )


def privileges(
    schema: str,
    names: Mapping[Group, str],
    tables: Sequence[Table],
    ledger: Sequence[str],
    editions: Mapping[Group, Sequence[str]],
) -> Iterator[str]:
    """Yield what gives the groups their rights; the owner has all of them, and nobody else any.

    Args:
        names: of the groups. tables: the declared ones. ledger: names of those that only grow.
        editions: the views that groups read which read nothing else.
    """
    everyone, readers, writers = (
        ", ".join(f'"{names[group]}"' for group in groups)
        for groups in (GROUPS, _READERS, _WRITERS)
    )
    yield f"GRANT USAGE ON SCHEMA {schema} TO {everyone}"
    yield f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {readers}"
    for group, views in editions.items():
        listed = ", ".join(f"{schema}.{view}" for view in views)
        yield f'GRANT SELECT ON {listed} TO "{names[group]}"'
    yield _NOBODY_ATTACHES.format(schema=schema)
    yield f"REVOKE ALL ON FUNCTION {schema}.begin_writing() FROM PUBLIC"
    yield f"GRANT EXECUTE ON FUNCTION {schema}.begin_writing() TO {writers}"
    yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema} TO {writers}"
    for table in tables:
        if table.name in _NEVER_WRITTEN:
            continue
        rights = "INSERT" if table.name in ledger else "INSERT, UPDATE, DELETE"
        who = f'"{names["office"]}"' if table.name in _MEASURED else writers
        yield f'GRANT {rights} ON {schema}."{table.name}" TO {who}'
    yield f"GRANT UPDATE (head) ON {schema}.commits TO {writers}"
    yield f'GRANT INSERT, UPDATE, DELETE ON {schema}.qgis_projects TO "{names["office"]}"'


def admit(
    connection: psycopg.Connection[Any],
    schema: str,
    login: str,
    group: Group,
    post: str | None = None,
) -> None:
    """Let somebody use the store, or otherwise than before; in the open transaction.

    Args:
        login: the role by which they log in, which is there.
        post: code of the border post whose sector is theirs; of the group ``post``, no other.

    Raises:
        UsageError: no such group, role or post, or a post where none is asked for.
        CannotWrite: the user may not do it, or they would be able to do more than that; with what
            the administrator has to type.
    """
    names = group_names(connection, schema)
    _refuse_unknown(connection, schema, login, group, post)
    others = [role for kind, role in names.items() if kind != group]
    if group != "office":
        refuse_who_may_do_all(connection, schema, login)
    quoted = _quoted(login)
    try:
        with connection.transaction():
            for role in others:
                if _is_granted(connection, role, login):
                    connection.execute(f'REVOKE "{role}" FROM {quoted}')
            if group != "office":
                refuse_other_ways(connection, login, others)
            if not _is_granted(connection, names[group], login):
                connection.execute(f'GRANT "{names[group]}" TO {quoted}')
            _note(connection, schema, login, post)
    except errors.InsufficientPrivilege as why:
        statements = [f'REVOKE "{role}" FROM {quoted};' for role in others]
        statements.append(f'GRANT "{names[group]}" TO {quoted};')
        statements += _noting(schema, login, post)
        raise _only_by_administrator(
            f"cho «{login}» dùng kho", f"let “{login}” use the store", statements
        ) from why
    find_styles(connection, schema, login)


def dismiss(connection: psycopg.Connection[Any], schema: str, login: str) -> None:
    """Let somebody use the store no more; the role stays, and so does what it wrote.

    Raises:
        UsageError: they may not use it. CannotWrite: the user may not do it, or they would be able
            to use it all the same; with what the administrator has to type.
    """
    groups = list(group_names(connection, schema).values())
    refuse_who_may_do_all(connection, schema, login)
    roles = [role for role in groups if _is_granted(connection, role, login)]
    if not roles:
        raise UsageError(
            f"«{login}» không ở trong nhóm nào của kho này.",
            f"“{login}” is in no group of this store.",
        )
    quoted = _quoted(login)
    try:
        with connection.transaction():
            for role in roles:
                connection.execute(f'REVOKE "{role}" FROM {quoted}')
            refuse_other_ways(connection, login, groups)
            connection.execute(f"DELETE FROM {schema}.members WHERE role = %s", [login])
    except errors.InsufficientPrivilege as why:
        raise _only_by_administrator(
            f"cho «{login}» thôi dùng kho",
            f"let “{login}” use the store no more",
            [
                *(f'REVOKE "{role}" FROM {quoted};' for role in roles),
                f"DELETE FROM {schema}.members WHERE role = {_literal(login)};",
            ],
        ) from why


def listed(connection: psycopg.Connection[Any], schema: str) -> list[Hand]:
    """Return who may use the store, by group and name; whoever owns it is of its office."""
    rows = connection.execute(
        "SELECT u.rolname, g.kind, p.post_code FROM pg_auth_members AS m"
        " JOIN pg_roles AS r ON r.oid = m.roleid JOIN pg_roles AS u ON u.oid = m.member"
        f" JOIN {schema}.groups AS g ON g.role = r.rolname"
        f" LEFT JOIN {schema}.members AS p ON p.role = u.rolname"
        " GROUP BY 1, 2, 3 ORDER BY 2, 1"
    ).fetchall()
    return [Hand(login, group, post if group == "post" else None) for login, group, post in rows]


def is_office(connection: psycopg.Connection[Any]) -> bool:
    """Say whether who is connected writes everything, and is of no post."""
    return connection.execute("SELECT is_office()").fetchone() == (True,)


def of_others(connection: psycopg.Connection[Any], markers: Collection[str]) -> set[str]:
    """Return those of some markers to which the post that is connected may not write: the server
    says so as it does where they are sent. Whoever is of no post is told of none.
    """
    rows = connection.execute(
        "SELECT s.marker FROM members AS m, unnest(%s::text[]) AS s(marker)"
        " WHERE m.role = session_user AND NOT is_office() AND m.post_code IS NOT NULL"
        " AND NOT has_subject(m.post_code, s.marker, 'marker_condition')",
        [list(markers)],
    ).fetchall()
    return {marker for (marker,) in rows}


def forget_groups(connection: psycopg.Connection[Any], roles: Sequence[str]) -> None:
    """Take groups away that nothing depends on any more; one that something does, stays."""
    for role in roles:
        try:
            with connection.transaction():
                connection.execute(f'DROP ROLE IF EXISTS "{role}"')
        except (errors.InsufficientPrivilege, errors.DependentObjectsStillExist):
            continue


def _refuse_unknown(
    connection: psycopg.Connection[Any], schema: str, login: str, group: str, post: str | None
) -> None:
    if group not in GROUPS:
        groups = ", ".join(GROUPS)
        raise UsageError(
            f"Không có nhóm «{group}». Một trong: {groups}.",
            f"There is no group “{group}”. One of: {groups}.",
        )
    if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [login]).fetchone():
        raise UsageError(
            f"Máy chủ không có người dùng «{login}». Người quản trị gõ trước, rồi đặt mật khẩu "
            f"bằng \\password trong psql: CREATE ROLE {_quoted(login)} LOGIN;",
            f"The server has no user “{login}”. Its administrator types first, and sets a password "
            f"with \\password in psql: CREATE ROLE {_quoted(login)} LOGIN;",
        )
    if (post is None) == (group == "post"):
        raise UsageError(
            "Người của đồn phải có mã đồn; người khác thì không.",
            "Who is of a post needs the code of the post; nobody else does.",
        )
    posts = [code for (code,) in connection.execute(f"SELECT code FROM {schema}.posts ORDER BY 1")]
    if post is not None and post not in posts:
        codes = ", ".join(posts) or "–"
        raise UsageError(
            f"Không có đồn mã «{post}». Các mã: {codes}.",
            f"There is no post of the code “{post}”. The codes: {codes}.",
        )


def _noting(schema: str, login: str, post: str | None) -> list[str]:
    """Return the statements that say in the store whose sector is whose."""
    statements = [f"DELETE FROM {schema}.members WHERE role = {_literal(login)};"]
    if post is not None:
        given = f"{_literal(login)}, {_literal(post)}"
        statements.append(f"INSERT INTO {schema}.members VALUES ({given});")
    return statements


def _note(connection: psycopg.Connection[Any], schema: str, login: str, post: str | None) -> None:
    for statement in _noting(schema, login, post):
        connection.execute(statement)


def find_styles(connection: psycopg.Connection[Any], schema: str, login: str) -> None:
    """Let QGIS find the styles of layers, which it looks for along the search path alone."""
    try:
        with connection.transaction():
            connection.execute(
                f"ALTER ROLE {_quoted(login)} IN DATABASE {_quoted(connection.info.dbname)}"
                f' SET search_path = "$user", {schema}, public'
            )
    except errors.InsufficientPrivilege:
        return  # a project of QGIS has its styles with it


def _is_member(connection: psycopg.Connection[Any], role: str) -> bool:
    row = connection.execute("SELECT pg_has_role(%s, 'MEMBER')", [role]).fetchone()
    return row is not None and bool(row[0])


def _is_granted(connection: psycopg.Connection[Any], role: str, login: str) -> bool:
    """Say whether somebody is in a group by name, and not only as one who may do everything."""
    row = connection.execute(
        "SELECT 1 FROM pg_auth_members WHERE roleid = %s::regrole AND member = %s::regrole",
        [f'"{role}"', _quoted(login)],
    ).fetchone()
    return row is not None


def _only_by_administrator(vi: str, en: str, statements: Sequence[str]) -> CannotWrite:
    typed = " ".join(statements)
    return CannotWrite(
        f"Bạn không có quyền {vi} trên máy chủ này. Nhờ người quản trị máy chủ gõ: {typed}",
        f"You may not {en} on this server. Ask its administrator to type: {typed}",
    )


def _quoted(name: str) -> str:
    return sql.Identifier(name).as_string(None)


def _literal(text: str) -> str:
    return sql.Literal(text).as_string(None)
